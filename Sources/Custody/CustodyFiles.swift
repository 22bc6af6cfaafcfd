internal import BundleCore
internal import Disk
internal import Glibc

/// Small files of a custody directory.
enum CustodyFiles {
  /// Private directories and files carry nothing for group and others.
  static let othersMask: UInt32 = 0o077

  /// A whole small file, or nil when there is none.
  static func readIfPresent(_ path: String, limit: Int) throws(FengniError) -> [UInt8]? {
    guard Paths.exists(path) else { return nil }
    return try FileSource.readAll(path, limit: limit)
  }

  /// A file that holds a secret; `.keyFilePermissions` when group or others could touch it.
  static func readSecret(_ path: String, limit: Int) throws(FengniError) -> [UInt8] {
    try checkPrivate(path)
    return try FileSource.readAll(path, limit: limit, tooLarge: .keyFileFormat)
  }

  /// `.keyFilePermissions` when group or others have any right on the file.
  static func checkPrivate(_ path: String) throws(FengniError) {
    guard let mode = Paths.permissions(of: path) else { return }
    guard mode & othersMask == 0 else {
      throw FengniError(
        .keyFilePermissions, path, reason: "mode " + String(mode & 0o777, radix: 8))
    }
  }

  /// Runs the body while this process alone holds the directory, among those that ask (flock(2)).
  ///
  /// Every call opens the directory anew, so threads of one process exclude each other too.
  static func locked<Result>(
    _ directory: String, _ body: () throws(FengniError) -> Result
  ) throws(FengniError) -> Result {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw error(.cannotRead, directory) }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw error(.cannotRead, directory) }
    }
    return try body()
  }

  static func error(_ fallback: Code, _ path: String) -> FengniError {
    let number = errno
    let code: Code =
      switch number {
      case ENOENT, ENOTDIR: .inputNotFound
      case EACCES, EPERM: .permissionDenied
      default: fallback
      }
    return FengniError(code, path, reason: "errno \(number)")
  }
}

/// Runs the body and says its error of the file it came from.
func naming<Result>(
  _ path: String, _ body: () throws(FengniError) -> Result
) throws(FengniError) -> Result {
  do throws(FengniError) { return try body() } catch { throw error.about(path) }
}
