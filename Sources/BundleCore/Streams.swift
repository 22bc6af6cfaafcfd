/// Bytes that come, pulled by the reader.
public protocol ByteSource: AnyObject {
  /// Reads 1 to `buffer.count` bytes into the buffer and returns their number; 0 only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int
}

/// Bytes that go, pushed by the writer. Finishing is the concrete type's own step.
public protocol ByteSink: AnyObject {
  /// Takes all of the bytes.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError)
}

extension ByteSource {
  /// Fills the buffer as far as the source has bytes; fewer only at the end.
  public func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// Reads at most `limit` bytes; throws `tooLarge` when the source has more.
  public func readAll(limit: Int, tooLarge: FengniError) throws(FengniError) -> [UInt8] {
    var bytes: [UInt8] = []
    let block = Block(byteCount: min(limit + 1, 64 << 10))
    while true {
      let count = try read(into: block.memory)
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw tooLarge }
      bytes.append(contentsOf: block.memory[..<count])
    }
  }
}

extension ByteSink {
  /// Takes all of the bytes.
  public func write(_ bytes: [UInt8]) throws(FengniError) {
    try bytes.withRawBytes { (raw) throws(FengniError) in try self.write(raw) }
  }
}

/// A reused piece of memory for bulk data; wiped when it goes, as it may have held plaintext.
public final class Block: @unchecked Sendable {
  public let memory: UnsafeMutableRawBufferPointer

  public init(byteCount: Int) {
    memory = .allocate(byteCount: byteCount, alignment: 64)
  }

  deinit {
    Memory.wipe(memory)
    memory.deallocate()
  }
}

/// Bytes in memory as a source.
public final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    let count = min(buffer.count, bytes.count - position)
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: .init(rebasing: $0[position..<position + count]))
    }
    position += count
    return count
  }
}

/// A sink that keeps everything, for small things and tests.
public final class MemorySink: ByteSink {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  public func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    self.bytes.append(contentsOf: bytes)
  }
}

/// A sink that forgets: `verify` writes documents here.
public final class NullSink: ByteSink {
  public init() {}

  public func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {}
}
