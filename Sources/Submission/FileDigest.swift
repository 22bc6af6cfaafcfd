public import BundleCore
import CMS
public import Primitives

extension DigestContext {
  /// Size and digests of everything that a source has.
  public static func digests(
    of source: any ByteSource, _ algorithms: [DigestAlgorithm]
  ) throws(FengniError) -> (size: UInt64, digests: [Digest]) {
    let contexts = algorithms.map { DigestContext($0) }
    let block = Block(byteCount: 256 << 10)
    var size: UInt64 = 0
    while case let count = try source.read(into: block.memory), count > 0 {
      let part = UnsafeRawBufferPointer(rebasing: block.memory[..<count])
      for context in contexts { context.update(part) }
      size += UInt64(count)
    }
    return (size, contexts.map { $0.finalize() })
  }

  /// Digest of everything that a source has.
  public static func digest(
    of source: any ByteSource, _ algorithm: DigestAlgorithm
  ) throws(FengniError) -> Digest {
    let only = try digests(of: source, [algorithm]).digests.first
    guard let only else { throw FengniError(.cryptoLibrary) }
    return only
  }
}

extension SignedStatement {
  /// The manifest of one's own earlier report: the signatures hold, whoever made them.
  public func claimedManifest() throws(FengniError) -> Manifest {
    try Manifest(verified(kind: Manifest.statementKind))
  }
}
