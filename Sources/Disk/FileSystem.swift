public import BundleCore
import CSystem
import Glibc

/// What a mounted file system can still hold.
public struct FileSystem: Sendable {
  /// Bytes that may still be written.
  public let free: UInt64
  /// Bytes of the largest file.
  public let largestFile: UInt64

  // FAT12, FAT16 and FAT32, which hold a file's size in 32 bits (statfs(2), MSDOS_SUPER_MAGIC).
  private static let fat = 0x4d44

  public init(free: UInt64, largestFile: UInt64) {
    self.free = free
    self.largestFile = largestFile
  }

  /// Of the one that holds a path. Throws `inputNotFound`, `cannotRead`.
  public init(of path: String) throws(FengniError) {
    var status = statfs()
    guard fengni_statfs(path, &status) == 0 else { throw .system(.cannotRead, path) }
    free = UInt64(status.f_bavail) * UInt64(max(0, status.f_bsize))
    largestFile = Int(status.f_type) == Self.fat ? UInt64(UInt32.max) : .max
  }
}
