import BundleCore
import Disk

/// Bounds of what waits for its other parts, each with the source of its number.
enum PartLimits {
  /// Sets that wait at a time: a province has 20,000 units, few of which send volumes.
  static let sets = 10_000
  /// New sets that one file may bring and not complete: an image holds what a prefecture collected.
  static let newSetsOfFile = 256
  /// Octets kept of a set, in times of what all its volumes have: each may come damaged, and be
  /// sent again.
  static let times: UInt64 = 4
  /// Files kept of a set.
  static let files = 65_536
  /// Volumes that are listed one by one; a hostile frame can claim millions.
  static let volumesListed = 1000
  /// Frames that all sets of a run may claim and still be weighed one by one.
  static let framesWeighed = 16 << 20
  /// Disk space that is left alone, for the database and the receipts.
  static let reserve: UInt64 = 64 << 20
  /// Ways to leave out what may be forged that are looked at.
  static let choices = 512
  /// A handover slip.
  static let slip = 1 << 20

  /// Ways that are tried, each of which reads everything once: some seconds' work, and a few
  /// whatever the size.
  static func attempts(_ size: UInt64) -> Int { Int(max(16, min(256, (1 << 30) / max(size, 1)))) }

  /// Octets that may still be written in a folder.
  static func room(in folder: String) throws(FengniError) -> UInt64 {
    let free = try FileSystem(of: folder).free
    return free > reserve ? free - reserve : 0
  }
}
