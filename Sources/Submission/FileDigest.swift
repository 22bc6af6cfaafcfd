public import BundleCore
import CMS
public import Primitives

extension DigestContext {
  /// Size and digests of everything that a source has.
  public static func digests(
    of source: any ByteSource, _ algorithms: [DigestAlgorithm]
  ) throws(FengniError) -> (size: UInt64, digests: [Digest]) {
    let digesting = DigestingSource(source, algorithms)
    let block = Block(byteCount: 256 << 10)
    while try digesting.read(into: block.memory) > 0 {}
    return (digesting.count, digesting.finalize())
  }

  /// Digest of everything that a source has.
  public static func digest(
    of source: any ByteSource, _ algorithm: DigestAlgorithm
  ) throws(FengniError) -> Digest {
    let digesting = DigestingSink(NullSink(), algorithm)
    let block = Block(byteCount: 256 << 10)
    while case let count = try source.read(into: block.memory), count > 0 {
      try digesting.write(UnsafeRawBufferPointer(rebasing: block.memory[..<count]))
    }
    return digesting.finalize()
  }
}

extension SignedStatement {
  /// The manifest of one's own earlier report: the signatures hold, whoever made them.
  public func claimedManifest() throws(FengniError) -> Manifest {
    try Manifest(verified(kind: Manifest.statementKind))
  }
}
