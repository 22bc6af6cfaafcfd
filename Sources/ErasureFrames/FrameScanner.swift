public import BundleCore
internal import CMemory

/// Finds frames in any octets: at any offset, between anything else.
public struct FrameScanner {
  /// What was come upon.
  public struct Count: Sendable, Hashable {
    /// Octets read.
    public var octets: UInt64 = 0
    /// Frames whose header and payload hold.
    public var frames = 0
    /// Frames whose header holds, but not the payload, or that are cut off.
    public var damaged = 0
    /// Places that begin like a frame, but have no header that holds.
    public var brokenHeaders = 0

    public init() {}

    /// The sum of two.
    public mutating func add(_ other: Count) {
      octets += other.octets
      frames += other.frames
      damaged += other.damaged
      brokenHeaders += other.brokenHeaders
    }
  }

  /// Octets that are kept in memory.
  private static let window = 4 << 20

  private let memory = Block(byteCount: FrameScanner.window)
  private var start = 0
  private var end = 0
  private var base: UInt64 = 0
  private var wasted: UInt64 = 0
  private var count = Count()

  /// Takes the memory that it needs, for as many sources as follow.
  public init() {}

  /// Reads a source to its end; `found` gets each frame with the offset at which it begins.
  public static func scan(
    _ source: any ByteSource,
    found: (FrameHeader, UInt64) throws(FengniError) -> Void
  ) throws(FengniError) -> Count {
    var scanner = FrameScanner()
    return try scanner.search(source, found: found)
  }

  /// As `scan`, with the memory of the source before: taking and giving back megabytes for each of
  /// a thousand volumes leaves the heap in pieces.
  public mutating func search(
    _ source: any ByteSource,
    found: (FrameHeader, UInt64) throws(FengniError) -> Void
  ) throws(FengniError) -> Count {
    (start, end, base, wasted, count) = (0, 0, 0, 0, Count())
    try run(source, found)
    return count
  }

  private mutating func run(
    _ source: any ByteSource, _ found: (FrameHeader, UInt64) throws(FengniError) -> Void
  ) throws(FengniError) {
    while try have(FrameHeader.magic.count, source) {
      guard isMagic(at: start) else {
        skipToMagic()
        continue
      }
      _ = try have(FrameHeader.byteCount, source)
      guard let header = FrameHeader(rest) else {
        count.brokenHeaders += 1
        start += 1
        continue
      }
      let size = header.set.frameSize
      if try have(size, source), header.matches(payload: payload(size)) {
        count.frames += 1
        try found(header, base + UInt64(start))
        start += size
      } else {
        count.damaged += 1
        wasted += UInt64(size)
        let isEffortSpent =
          wasted > max(Limits.frameEffortAtLeast, Limits.frameEffort * count.octets)
        start += isEffortSpent ? min(size, end - start) : 1
      }
    }
  }

  private var rest: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory.memory[start..<end])
  }

  private func payload(_ size: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      rebasing: memory.memory[start + FrameHeader.byteCount..<start + size])
  }

  /// Whether so many octets are there from `start` on; reads more when they are not yet.
  private mutating func have(_ octets: Int, _ source: any ByteSource) throws(FengniError) -> Bool {
    if end - start >= octets { return true }
    let kept = end - start
    if start > 0, kept > 0, let to = memory.memory.baseAddress {
      to.copyMemory(from: to + start, byteCount: kept)
    }
    base += UInt64(start)
    start = 0
    let read = try source.fill(UnsafeMutableRawBufferPointer(rebasing: memory.memory[kept...]))
    count.octets += UInt64(read)
    end = kept + read
    return end >= octets
  }

  private func isMagic(at position: Int) -> Bool {
    memory.memory[position..<end].starts(with: FrameHeader.magic)
  }

  /// Moves to the next octet that a frame can begin with.
  private mutating func skipToMagic() {
    start += 1
    guard start < end, let from = memory.memory.baseAddress else { return }
    let next = fengni_find(from + start, FrameHeader.magic[0], end - start)
    start = next.map { $0 - UnsafeRawPointer(from) } ?? end
  }
}
