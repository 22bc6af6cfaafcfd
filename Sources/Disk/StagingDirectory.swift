public import BundleCore
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
    Abandoned.remove(in: parent) { $0.hasPrefix(Self.prefix) }
    let path = Paths.join(parent, Self.prefix + Paths.randomSuffix())
    let token = CleanupToken(path: path)
    let lock = Abandoned.claiming(path) {
      guard SystemCalls.makeDirectory($0, 0o700) == 0 else { return -1 }
      return SystemCalls.open($0, O_RDONLY | O_DIRECTORY)
    }
    guard lock >= 0 else {
      let error = FengniError.system(.cannotCreate, destination)
      token.removeNow()
      throw error
    }
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
    let moved = CleanupRegistry.publishing {
      // Exchanged, so that the old state or the new one is there at any moment; the old one,
      // now under the staging name, is removed by deinit.
      replacing && Paths.exists(destination)
        ? SystemCalls.exchange(path, destination)
        : SystemCalls.rename(path, destination, replacing: false)
    }
    guard moved == 0 else { throw .system(.cannotCreate, destination) }
    Paths.synchroniseParent(of: destination)
  }
}

/// A staging directory as the core's writers take it; one that was published can't be again.
public final class StagingFolder: FolderWriter {
  public let files: any FolderFiles
  private var staging: StagingDirectory?

  /// Makes the directory beside `destination`. Throws what `StagingDirectory` throws.
  public init(for destination: String, replacing: Bool = false) throws(FengniError) {
    let staging = try StagingDirectory(for: destination, replacing: replacing)
    files = staging.files
    self.staging = consume staging
  }

  public func publish() throws(FengniError) {
    guard let staging = staging.take() else { throw FengniError(.cannotWrite) }
    try staging.publish()
  }
}

/// Makes files inside a staging directory, as long as that is there.
public final class StagedFiles: FolderFiles {
  private let path: String
  private let destination: String

  fileprivate init(path: String, destination: String) {
    self.path = path
    self.destination = destination
  }

  /// Makes a file (0600) for an entry, with the directories above it.
  public func create(_ name: EntryName) throws(FengniError) -> StagedFile {
    let file = Paths.join(path, name.text)
    let parent = Paths.parent(of: file)
    if parent != path { try DirectoryTree.make(parent, mode: 0o700, below: path) }
    return try StagedFile(path: file, shownAs: Paths.join(destination, name.text))
  }

  /// Writes to a place of a file (0600), which is made when it is not there yet; by any thread.
  public func write(
    _ bytes: UnsafeRawBufferPointer, to name: EntryName, at offset: UInt64
  ) throws(FengniError) {
    let shownAs = Paths.join(destination, name.text)
    let flags = O_WRONLY | O_CREAT | O_NOFOLLOW
    let descriptor = SystemCalls.open(Paths.join(path, name.text), flags, 0o600)
    guard descriptor >= 0 else { throw .system(.cannotCreate, shownAs) }
    defer { close(descriptor) }
    var written = 0
    while written < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
      let count = SystemCalls.write(descriptor, rest, at: off_t(offset) + off_t(written))
      guard count > 0 else { throw .system(.cannotWrite, shownAs) }
      written += count
    }
  }

  public func makeFile(_ name: EntryName) throws(FengniError) -> any ByteSink { try create(name) }

  public func makeFolder(_ name: EntryName) throws(FengniError) { try createDirectory(name) }

  public func openFile(_ name: EntryName) throws(FengniError) -> any PositionedSource {
    try open(name)
  }

  /// Opens a file for reading, before it is published.
  public func open(_ name: EntryName) throws(FengniError) -> PositionedFile {
    try PositionedFile(path: Paths.join(path, name.text))
  }

  /// Makes a directory with those above it.
  public func createDirectory(_ name: EntryName) throws(FengniError) {
    try DirectoryTree.make(Paths.join(path, name.text), mode: 0o700, below: path)
  }

  /// Where a file stands until the directory is published or given up.
  public func path(of name: EntryName) -> String { Paths.join(path, name.text) }

  /// Takes a file away again: it turned out to be there already.
  public func remove(_ name: EntryName) { DirectoryTree.remove(Paths.join(path, name.text)) }
}

/// A file inside a staging directory.
public final class StagedFile: ByteSink {
  /// Where it is until publication, for libraries that write by path.
  public let path: String
  private let descriptor: Int32
  private let shownAs: String

  fileprivate init(path: String, shownAs: String) throws(FengniError) {
    self.path = path
    self.shownAs = shownAs
    descriptor = SystemCalls.open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .system(.cannotCreate, shownAs) }
  }

  deinit { close(descriptor) }

  public func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    try OutputFile.writeAll(bytes, to: descriptor, path: shownAs)
  }
}
