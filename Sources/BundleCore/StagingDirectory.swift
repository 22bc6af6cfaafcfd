import Glibc

/// Where unpacked plaintext waits until everything holds: a private directory on the
/// destination's file system, that leaves by one rename or is removed.
public struct StagingDirectory: ~Copyable {
  public let destination: String
  private let path: String
  private let replacing: Bool
  private let lock: Int32
  private let cleanup: CleanupToken

  private static let prefix = ".fengni-staging-"

  /// Makes the directory (0700) beside `destination`.
  ///
  /// Also removes what killed runs left behind there: a staging directory whose lock nobody holds.
  /// Throws `outputExists`, `cannotCreate`, `permissionDenied`, `diskFull`.
  public init(for destination: String, replacing: Bool = false) throws(FengniError) {
    let parent = Paths.parent(of: destination)
    guard Paths.isDirectory(parent) else { throw FengniError(.cannotCreate, destination) }
    if !replacing, Paths.exists(destination) { throw FengniError(.outputExists, destination) }
    Self.sweep(parent)
    var made = try Self.make(in: parent, for: destination)
    // Another process may sweep between making and locking; then the next one is tried.
    for _ in 0..<8 where made == nil { made = try Self.make(in: parent, for: destination) }
    guard let (path, lock, token) = made else { throw FengniError(.cannotCreate, destination) }
    self.destination = destination
    self.path = path
    self.replacing = replacing
    self.lock = lock
    cleanup = token
  }

  deinit {
    // After publication nothing is there any more, and the removal finds nothing.
    cleanup.removeNow()
    close(lock)
  }

  /// Makes a file (0600) for an entry, with the directories above it.
  public func createFile(_ name: EntryName) throws(FengniError) -> StagedFile {
    try files.create(name)
  }

  /// What makes the files, for closures, which can't borrow the directory itself.
  public var files: StagedFiles { StagedFiles(path: path, destination: destination) }

  /// Syncs everything and renames it to the destination.
  public consuming func publish() throws(FengniError) {
    guard SystemCalls.synchroniseFileSystem(lock) == 0 else {
      throw .system(.cannotWrite, destination)
    }
    if replacing, Paths.exists(destination) {
      // Exchanged, so that the old state or the new one is there at any moment; the old one,
      // now under the staging name, is removed by deinit.
      guard SystemCalls.exchange(path, destination) == 0 else {
        throw .system(.cannotCreate, destination)
      }
    } else if SystemCalls.rename(path, destination, replacing: false) != 0 {
      throw .system(.cannotCreate, destination)
    }
    Paths.synchroniseParent(of: destination)
  }

  /// A new directory with its lock, or nil when somebody swept it away before it was locked.
  private static func make(
    in parent: String, for destination: String
  ) throws(FengniError) -> (path: String, lock: Int32, token: CleanupToken)? {
    let path = Paths.join(parent, prefix + Paths.randomSuffix())
    let token = CleanupToken(path: path)
    guard SystemCalls.makeDirectory(path, 0o700) == 0 else {
      token.forget()
      throw .system(.cannotCreate, destination)
    }
    let lock = SystemCalls.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    guard lock >= 0 else {
      let number = errno
      token.removeNow()
      if number == ENOENT { return nil }
      throw .system(.cannotCreate, destination, number)
    }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0, isStill(path, lock) else {
      close(lock)
      token.removeNow()
      return nil
    }
    return (path, lock, token)
  }

  /// Whether the path still leads to what was opened.
  private static func isStill(_ path: String, _ descriptor: Int32) -> Bool {
    var there = stat()
    var opened = stat()
    return lstat(path, &there) == 0 && fstat(descriptor, &opened) == 0
      && there.st_ino == opened.st_ino && there.st_dev == opened.st_dev
  }

  /// Removes what killed runs of the same user left behind.
  ///
  /// Never what is somebody else's: in a shared folder such as /tmp everybody can make a directory
  /// of that name.
  private static func sweep(_ parent: String) {
    for name in DirectoryTree.names(in: parent) where name.hasPrefix(prefix) {
      let path = Paths.join(parent, name)
      let lock = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
      guard lock >= 0 else { continue }
      defer { close(lock) }
      var status = stat()
      guard fstat(lock, &status) == 0, status.st_uid == geteuid() else { continue }
      if flock(lock, LOCK_EX | LOCK_NB) == 0, isStill(path, lock) { DirectoryTree.remove(path) }
    }
  }
}

/// Makes files inside a staging directory, as long as that is there.
public struct StagedFiles: Sendable {
  fileprivate let path: String
  fileprivate let destination: String

  /// Makes a file (0600) for an entry, with the directories above it.
  public func create(_ name: EntryName) throws(FengniError) -> StagedFile {
    let file = Paths.join(path, name.text)
    let parent = Paths.parent(of: file)
    if parent != path { try DirectoryTree.make(parent, mode: 0o700) }
    return try StagedFile(path: file, shownAs: Paths.join(destination, name.text))
  }

  /// Makes a directory with those above it.
  public func createDirectory(_ name: EntryName) throws(FengniError) {
    try DirectoryTree.make(Paths.join(path, name.text), mode: 0o700)
  }
}

/// A file inside a staging directory.
public final class StagedFile: ByteSink {
  private let descriptor: Int32
  private let shownAs: String

  fileprivate init(path: String, shownAs: String) throws(FengniError) {
    self.shownAs = shownAs
    descriptor = SystemCalls.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .system(.cannotCreate, shownAs) }
  }

  deinit { close(descriptor) }

  public func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    try OutputFile.writeAll(bytes, to: descriptor, path: shownAs)
  }
}
