public import BundleCore
import Glibc

/// Files that are put in place many at a time: written, synced together, then moved.
///
/// For folders whose owner keeps a record of what belongs there and sweeps the rest; `OutputFile`
/// is for single files in other people's folders.
public enum Placement {
  /// A file that is being written (0600); what stood there is replaced. Not synced.
  public final class File: ByteSink {
    public let path: String
    private let descriptor: Int32

    /// Throws `cannotCreate`, `permissionDenied`, `diskFull`.
    public init(path: String) throws(FengniError) {
      self.path = path
      descriptor = SystemCalls.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0o600)
      guard descriptor >= 0 else { throw .system(.cannotCreate, path) }
    }

    deinit { close(descriptor) }

    public func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
      try OutputFile.writeAll(bytes, to: descriptor, path: path)
    }
  }

  /// Writes a whole file; not synced.
  public static func write(_ bytes: [UInt8], to path: String) throws(FengniError) {
    try File(path: path).write(bytes)
  }

  /// Renames; a file that stands at `to` already is replaced.
  public static func move(_ from: String, to: String) throws(FengniError) {
    guard SystemCalls.rename(from, to, replacing: true) == 0 else {
      throw .system(.cannotWrite, to)
    }
  }

  /// Everything written so far on a folder's file system is on the medium when this returns.
  public static func synchronise(_ folder: String) throws(FengniError) {
    let descriptor = SystemCalls.open(folder, O_RDONLY | O_DIRECTORY)
    guard descriptor >= 0 else { throw .system(.cannotRead, folder) }
    defer { close(descriptor) }
    guard SystemCalls.synchroniseFileSystem(descriptor) == 0 else {
      throw .system(.cannotWrite, folder)
    }
  }

  /// Holds a folder for this process alone among those that ask (flock(2)), until it goes.
  public final class Hold {
    private let descriptor: Int32

    /// Waits; `waiting` is called once when somebody else has it. Throws `cannotRead` and others.
    public init(_ folder: String, waiting: () -> Void = {}) throws(FengniError) {
      descriptor = SystemCalls.open(folder, O_RDONLY | O_DIRECTORY)
      guard descriptor >= 0 else { throw .system(.cannotRead, folder) }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
      waiting()
      while flock(descriptor, LOCK_EX) != 0 {
        guard errno == EINTR else { throw .system(.cannotRead, folder) }
      }
    }

    deinit { close(descriptor) }
  }
}
