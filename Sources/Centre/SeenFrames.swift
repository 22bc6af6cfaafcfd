import BundleCore
import Disk
import ErasureFrames
import Glibc
import Transport

/// Frames of one set that some parts have, to hold another part against them; octet by octet, as
/// checksums are for damage and not against forgery.
struct SeenFrames {
  private struct Entry {
    let part: Int32
    let frame: Int32
    /// The next entry of the same number; -1 at the end.
    let next: Int32
  }

  private let set: FrameSet
  private var parts: [FoundFrames]
  /// By number: the first entry, or -1.
  private var heads: [Int32]
  private var entries: [Entry] = []

  init(_ set: FrameSet, _ parts: [FoundFrames] = []) {
    self.set = set
    self.parts = []
    heads = [Int32](repeating: -1, count: set.frames)
    for part in parts { add(part) }
  }

  mutating func add(_ part: FoundFrames) {
    parts.append(part)
    for (index, frame) in part.frames.enumerated() {
      entries.append(
        Entry(
          part: Int32(truncatingIfNeeded: parts.count - 1),
          frame: Int32(truncatingIfNeeded: index), next: heads[frame.number]))
      heads[frame.number] = Int32(truncatingIfNeeded: entries.count - 1)
    }
  }

  /// Whether a part has a frame that none of these has.
  func lacks(_ part: FoundFrames) -> Bool {
    let reader = FrameReader(set)
    return part.frames.contains { frame in
      var entry = heads[frame.number]
      while entry >= 0 {
        if isEqual(frame, of: part, entries[Int(entry)], reader) { return false }
        entry = entries[Int(entry)].next
      }
      return true
    }
  }

  /// Whether a part has a frame of which one of these has other contents.
  func contradicts(_ part: FoundFrames) -> Bool {
    let reader = FrameReader(set)
    return part.frames.contains { frame in
      var entry = heads[frame.number]
      while entry >= 0 {
        if !isEqual(frame, of: part, entries[Int(entry)], reader) { return true }
        entry = entries[Int(entry)].next
      }
      return false
    }
  }

  private func isEqual(
    _ frame: FoundFrames.Frame, of part: FoundFrames, _ entry: Entry, _ reader: FrameReader
  ) -> Bool {
    let other = parts[Int(entry.part)]
    let known = other.frames[Int(entry.frame)]
    return known.checksum == frame.checksum
      && reader.areEqual((part.path, frame.offset), (other.path, known.offset))
  }
}

/// Reads two frames side by side; what can't be read is not equal.
private final class FrameReader {
  private let blocks: (Block, Block)
  private var files: [String: PositionedFile] = [:]
  private static let openAtOnce = 64

  init(_ set: FrameSet) {
    blocks = (Block(byteCount: set.frameSize), Block(byteCount: set.frameSize))
  }

  func areEqual(_ a: (path: String, offset: UInt64), _ b: (path: String, offset: UInt64)) -> Bool {
    guard read(a.path, a.offset, blocks.0), read(b.path, b.offset, blocks.1),
      let first = blocks.0.memory.baseAddress, let second = blocks.1.memory.baseAddress
    else { return false }
    return memcmp(first, second, blocks.0.memory.count) == 0
  }

  private func read(_ path: String, _ offset: UInt64, _ block: Block) -> Bool {
    if files[path] == nil {
      if files.count == Self.openAtOnce { files = [:] }
      files[path] = try? PositionedFile(path: path)
    }
    guard let file = files[path], let count = try? file.read(into: block.memory, at: offset) else {
      return false
    }
    return count == block.memory.count
  }
}
