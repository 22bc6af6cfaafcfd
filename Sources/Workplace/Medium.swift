internal import BundleCore
internal import Disk

/// The folder of a mounted medium.
struct Medium {
  let path: String
  let system: FileSystem

  /// Directories, and the rest of each file's last cluster, at the largest cluster of FAT32.
  private static let cluster: UInt64 = 64 << 10

  /// Throws `inputNotFound` when it is no directory, `cannotRead`.
  init(path: String) throws(FengniError) {
    guard Paths.isDirectory(path) else { throw FengniError(.inputNotFound, path) }
    self.path = path
    system = try FileSystem(of: path)
  }

  init(path: String, system: FileSystem) {
    self.path = path
    self.system = system
  }

  /// Octets of the largest file, where there is a limit.
  var fileLimit: UInt64? { system.largestFile < .max ? system.largestFile : nil }

  /// Throws `mediumTooSmall`, `mediumFileSize`.
  func require(files: [UInt64]) throws(FengniError) {
    guard files.allSatisfy({ $0 <= system.largestFile }) else {
      throw FengniError(.mediumFileSize, path)
    }
    let needed = files.reduce(Self.cluster) { $0 + $1 + Self.cluster }
    guard needed <= system.free else {
      throw FengniError(
        .mediumTooSmall, path, reason: "\(needed) bytes needed, \(system.free) free")
    }
  }
}
