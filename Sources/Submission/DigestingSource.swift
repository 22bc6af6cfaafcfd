import BundleCore
import Primitives

/// Passes bytes on, counts them and digests them with an algorithm that may be known only later:
/// a bundle's suite stands in its header, which has been read by then.
///
/// Bytes are kept until the algorithm is chosen, so that must happen within the header's bounds.
/// One thread reads, another may choose.
final class DigestingSource: ByteSource, @unchecked Sendable {
  private struct State {
    var kept: [UInt8] = []
    var context: DigestContext?
    var count: UInt64 = 0
    var hasEnded = false
    var transfer = TextTransfer()
  }

  private let source: any ByteSource
  private let state = Locked(State())

  init(_ source: any ByteSource, _ algorithm: DigestAlgorithm? = nil) {
    self.source = source
    if let algorithm { choose(algorithm) }
  }

  func choose(_ algorithm: DigestAlgorithm) {
    state.withLock { state in
      let context = DigestContext(algorithm)
      context.update(state.kept)
      state.kept = []
      state.context = context
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    let read = try source.read(into: buffer)
    let part = UnsafeRawBufferPointer(rebasing: buffer[..<read])
    state.withLock { state in
      state.count += UInt64(read)
      if read == 0 { state.hasEnded = true }
      state.transfer.look(at: part)
      if let context = state.context {
        context.update(part)
      } else {
        state.kept.append(contentsOf: part)
      }
    }
    return read
  }

  var count: UInt64 { state.withLock { $0.count } }

  /// Whether a transfer took the file for text and changed its line ends.
  var isAlteredByText: Bool { state.withLock { $0.transfer.isLikely } }

  /// The digest of everything, once the source has ended; nil before, or when none was chosen.
  func finalize() -> Digest? {
    state.withLock { $0.hasEnded ? $0.context?.finalize() : nil }
  }
}
