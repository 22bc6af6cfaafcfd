import Glibc
import Synchronization

/// What must be removed when the process is interrupted: partial files and staging directories.
///
/// The tool's signal thread calls `CleanupRegistry.removeAllAndExit()`; a token that goes out of
/// use forgets its path or removes it.
public enum CleanupRegistry {
  private static let paths = Mutex<Set<String>>([])
  /// Other threads go on writing while a directory is being removed.
  private static let attempts = 1000

  /// Removes everything that is registered and ends the process.
  ///
  /// Safe to call from any thread, not from a handler.
  public static func removeAllAndExit(_ status: Int32) -> Never {
    // Locked to the end: nothing new may be begun, and nothing half removed be published.
    paths.withLock { paths in
      for path in paths {
        for _ in 0..<attempts where Paths.exists(path) { DirectoryTree.remove(path) }
      }
      _exit(status)
    }
  }

  /// The rename that publishes: it happens wholly before an interruption or not at all.
  static func publishing<Result>(_ body: () -> Result) -> Result { paths.withLock { _ in body() } }

  static func add(_ path: String) { _ = paths.withLock { $0.insert(path) } }
  static func forget(_ path: String) { _ = paths.withLock { $0.remove(path) } }
}

/// One path's entry in the registry.
final class CleanupToken {
  private let path: String

  init(path: String) {
    self.path = path
    CleanupRegistry.add(path)
  }

  func forget() { CleanupRegistry.forget(path) }

  func removeNow() {
    DirectoryTree.remove(path)
    CleanupRegistry.forget(path)
  }
}

/// Directories, walked without following links.
public enum DirectoryTree {
  /// Removes a file or a whole directory; what can't be removed stays, silently.
  public static func remove(_ path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      for name in names(in: path) { remove(Paths.join(path, name)) }
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  /// Names in a directory, sorted by UTF-8 bytes, without `.` and `..`; empty if unreadable.
  public static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }

  /// Regular files below a directory, as relative paths in order; hidden ones (names that begin
  /// with a dot) are left out. None when the directory is not there.
  ///
  /// What is neither file nor directory, or lies too deep, is an error and not left out silently:
  /// somebody believes that it is there. Throws `inputUnreadable`, `cannotRead`,
  /// `permissionDenied`.
  public static func files(
    below directory: String, depth: Int = 16
  ) throws(FengniError) -> [String] {
    guard Paths.exists(directory) else { return [] }
    guard depth > 0 else { throw FengniError(.inputUnreadable, directory, reason: "too deep") }
    guard access(directory, R_OK | X_OK) == 0 else { throw .system(.cannotRead, directory) }
    var found: [String] = []
    for name in names(in: directory) where !name.hasPrefix(".") {
      let path = Paths.join(directory, name)
      var status = stat()
      guard lstat(path, &status) == 0 else { throw .system(.cannotRead, path) }
      switch status.st_mode & S_IFMT {
      case S_IFREG: found.append(name)
      case S_IFDIR:
        for inner in try files(below: path, depth: depth - 1) { found.append(name + "/" + inner) }
      default: throw FengniError(.inputUnreadable, path, reason: "no regular file")
      }
    }
    return found
  }

  /// Makes a directory with its parents. Throws `cannotCreate`, `permissionDenied`, `diskFull`.
  public static func make(_ path: String, mode: UInt32 = 0o755) throws(FengniError) {
    if Paths.isDirectory(path) { return }
    let parent = Paths.parent(of: path)
    if parent != path, parent != ".", !Paths.isDirectory(parent) { try make(parent, mode: mode) }
    guard SystemCalls.makeDirectory(path, mode_t(mode)) == 0 || errno == EEXIST else {
      throw .system(.cannotCreate, path)
    }
  }
}
