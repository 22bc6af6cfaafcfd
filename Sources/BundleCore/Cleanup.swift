import Glibc
import Synchronization

/// What must be removed when the process is interrupted: partial files and staging directories.
///
/// The tool's signal thread calls `CleanupRegistry.removeAll()`; a token that goes out of use
/// forgets its path or removes it.
public enum CleanupRegistry {
  private static let paths = Mutex<Set<String>>([])

  /// Removes everything that is registered. Safe to call from any thread, not from a handler.
  public static func removeAll() {
    // Kept locked: the process ends after this, and nothing new may be begun.
    paths.withLock { paths in
      for path in paths { DirectoryTree.remove(path) }
      paths.removeAll()
    }
  }

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

  /// Regular files below a directory, as relative paths in order; links are not followed and
  /// hidden files (names that begin with a dot) are left out.
  public static func files(below directory: String, depth: Int = 16) -> [String] {
    guard depth > 0 else { return [] }
    var found: [String] = []
    for name in names(in: directory) where !name.hasPrefix(".") {
      let path = Paths.join(directory, name)
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG: found.append(name)
      case S_IFDIR: found += files(below: path, depth: depth - 1).map { name + "/" + $0 }
      default: break
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
