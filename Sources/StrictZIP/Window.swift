internal import BundleCore

/// A source seen through one reused block, with the place in the package.
struct Window {
  private let source: any ByteSource
  private let block = Block(byteCount: 128 << 10)
  private var start = 0
  private var end = 0
  /// Bytes consumed since the beginning of the package.
  private(set) var offset: UInt64 = 0

  init(_ source: any ByteSource) { self.source = source }

  /// Bytes at hand, at most `limit`; none only at the end of the source.
  ///
  /// They stay where they are until the next call.
  mutating func peek(_ limit: UInt64) throws(FengniError) -> UnsafeRawBufferPointer {
    if start == end {
      start = 0
      end = 0
      // A source that returned more than asked for would be a fault of ours; never believe it.
      end = min(try source.read(into: block.memory), block.memory.count)
    }
    let count = min(end - start, Int(clamping: limit))
    return UnsafeRawBufferPointer(rebasing: block.memory[start..<start + count])
  }

  /// Goes past bytes that `peek` showed.
  mutating func consume(_ count: Int) {
    start += count
    offset &+= UInt64(count)
  }

  /// Takes a record of `count` bytes; fewer only at the end of the source.
  mutating func take(_ count: Int) throws(FengniError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count {
      let piece = try peek(UInt64(count - bytes.count))
      if piece.isEmpty { break }
      bytes.append(contentsOf: piece)
      consume(piece.count)
    }
    return bytes
  }
}
