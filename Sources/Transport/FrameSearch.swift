public import BundleCore
public import ErasureFrames

/// The frames of one set in one file, in the order in which they lie there.
public struct FoundFrames: Sendable {
  /// Where a frame lies, and what its header says of it.
  public struct Frame: Sendable, Hashable {
    /// In its set.
    public let number: Int
    /// CRC-64/XZ of the payload.
    public let checksum: UInt64
    /// Of its first octet.
    public let offset: UInt64

    public init(number: Int, checksum: UInt64, offset: UInt64) {
      self.number = number
      self.checksum = checksum
      self.offset = offset
    }
  }

  public let set: FrameSet
  public let path: String
  public internal(set) var frames: [Frame]

  public init(set: FrameSet, path: String, frames: [Frame]) {
    self.set = set
    self.path = path
    self.frames = frames
  }
}

/// Finds frames in one file after another: volumes, images of media, whatever a recovery tool left.
///
/// Each file has bounds of its own, so that a hostile one does not keep others from being read.
public struct FrameSearch {
  /// What was found in a file.
  public struct Result: Sendable {
    /// In the order of the first frame of each.
    public internal(set) var sets: [FoundFrames] = []
    /// Frames that hold.
    public internal(set) var frames = 0
    /// Frames that don't, and octets that the medium did not give.
    public internal(set) var damaged = 0
    public internal(set) var unreadable: UInt64 = 0
    /// Whether something was left out as there was too much.
    public internal(set) var isOverfull = false
  }

  /// Frames of one file: those of the largest set.
  public static let framesAtMost = Int(Limits.framesOfSet)

  private var scanner = FrameScanner()

  public init() {}

  /// Reads a file or block device to its end; what the medium does not give counts as damaged.
  ///
  /// Throws `inputNotFound`, `inputUnreadable`, `permissionDenied`.
  public mutating func search(_ file: StoredFile) throws(FengniError) -> Result {
    var result = Result()
    var indices: [FrameSet: Int] = [:]
    let medium = MediumSource(try file.openPositioned()) { _ in }
    let count = try scanner.search(medium) { (header, offset) throws(FengniError) in
      guard result.frames < Self.framesAtMost else {
        result.isOverfull = true
        return
      }
      let frame = FoundFrames.Frame(
        number: header.number, checksum: header.payloadChecksum, offset: offset)
      if let index = indices[header.set] {
        result.sets[index].frames.append(frame)
      } else if result.sets.count < Limits.frameSets {
        indices[header.set] = result.sets.count
        result.sets.append(FoundFrames(set: header.set, path: file.name, frames: [frame]))
      } else {
        result.isOverfull = true
        return
      }
      result.frames += 1
    }
    result.damaged = count.damaged
    result.unreadable = UInt64(medium.unreadable)
    return result
  }
}
