public import BundleCore
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

  /// What must not come between an interruption and the end: the rename that publishes, and the
  /// making of what is registered. It happens wholly before an interruption or not at all.
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
  ///
  /// By descriptors, never by paths: who may rename inside the tree while it is removed could put
  /// a link where a directory was, and have somebody else's files removed.
  public static func remove(_ path: String) { remove(Paths.octets(of: path), in: AT_FDCWD) }

  private static func remove(_ name: [UInt8], in directory: Int32) {
    let name = (name + [0]).map { CChar(bitPattern: $0) }
    // Linux never unlinks a directory so.
    if unlinkat(directory, name, 0) == 0 { return }
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let opened = openat(directory, name, flags)
    guard opened >= 0 else { return }
    for entry in entries(of: opened) { remove(entry, in: opened) }
    close(opened)
    unlinkat(directory, name, AT_REMOVEDIR)
  }

  /// Names in an open directory, which stays open, as bytes, without `.` and `..`, sorted.
  private static func entries(of directory: Int32) -> [[UInt8]] {
    guard let stream = fdopendir(dup(directory)) else { return [] }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2e] && name != [0x2e, 0x2e] { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Names in a directory, sorted by bytes, without `.` and `..`; empty if unreadable.
  public static func names(in directory: String) -> [String] {
    (try? members(of: directory)) ?? []
  }

  /// Names in a directory as `names(in:)` gives them. Throws `inputNotFound`, `permissionDenied`,
  /// `cannotRead`.
  static func members(of directory: String) throws(FengniError) -> [String] {
    let opened = Paths.withOctets(directory) { Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard opened >= 0 else { throw .system(.cannotRead, directory) }
    defer { close(opened) }
    return entries(of: opened).map { Paths.text(ofOctets: $0) }
  }

  /// Regular files below a directory, as relative paths in order; none when it is not there.
  ///
  /// Hidden files (names that begin with a dot) are left out. Nothing else is passed over in
  /// silence, or somebody would seal a report and miss a document later: links, devices and too
  /// deep folders throw `refusing`, names that are not UTF-8 `fileNameEncoding`, and folders that
  /// can't be read `cannotRead` or `permissionDenied`.
  public static func files(
    below directory: String, refusing code: Code, depth: Int = Limits.entryNameDepth
  ) throws(FengniError) -> [String] {
    let opened = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else {
      if errno == ENOENT { return [] }
      throw .system(.cannotRead, directory)
    }
    defer { close(opened) }
    var found: [String] = []
    for bytes in entries(of: opened) where bytes.first != UInt8(ascii: ".") {
      let name = Paths.text(ofOctets: bytes)
      let path = Paths.join(directory, name)
      guard !Paths.hasForeignOctets(name) else {
        throw FengniError(.fileNameEncoding, path, reason: "the name is not UTF-8")
      }
      var status = stat()
      guard lstat(path, &status) == 0 else { throw .system(.cannotRead, path) }
      switch status.st_mode & S_IFMT {
      case S_IFREG: found.append(name)
      case S_IFDIR where depth > 1:
        found += try files(below: path, refusing: code, depth: depth - 1).map { name + "/" + $0 }
      default:
        throw FengniError(code, path, reason: "a link, a device, or nested too deep")
      }
    }
    return found
  }

  /// Makes a directory with its parents. Throws `cannotCreate`, `permissionDenied`, `diskFull`.
  ///
  /// `root`: a directory above it that is never made: where an interruption removed it, it must
  /// not come back.
  public static func make(
    _ path: String, mode: UInt32 = 0o755, below root: String? = nil
  ) throws(FengniError) {
    if path == root || Paths.isDirectory(path) { return }
    let parent = Paths.parent(of: path)
    if parent != path, parent != ".", !Paths.isDirectory(parent) {
      try make(parent, mode: mode, below: root)
    }
    guard SystemCalls.makeDirectory(path, mode_t(mode)) == 0 || errno == EEXIST else {
      throw .system(.cannotCreate, path)
    }
  }
}
