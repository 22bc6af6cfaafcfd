/// A file that is being read from its beginning.
public protocol InputFile: ByteSource {
  /// Bytes, when that is known before it is read.
  var size: UInt64? { get }
  /// Numbers that differ when somebody wrote to the file, as far as its store notices: a store on
  /// a disk takes size and time of the last change, and whoever writes can set that time back.
  var version: [Int64] { get }
}

/// Octets that are read at any place, by several threads.
public protocol PositionedSource: AnyObject, Sendable {
  /// Bytes when it was opened.
  var size: UInt64 { get }

  /// Fills the buffer from a place on; fewer bytes only at the end.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(FengniError) -> Int

  /// Has the medium itself be read again, where something holds a copy of what it gave.
  func dropCache()
}

/// Files by name, wherever they are: in a folder of a disk, in memory, in a browser.
///
/// A name has its folders before it, separated by `/`; the empty name is the store itself.
public protocol FileStore: AnyObject, Sendable {
  /// What people are told when a file is meant.
  func path(of name: String) -> String

  /// Whether a file or a folder is there.
  func contains(_ name: String) -> Bool

  /// Whether a folder is there.
  func containsFolder(_ name: String) -> Bool

  /// Names of files and folders in a folder, sorted by bytes; none when it is not there.
  func names(in folder: String) -> [String]

  /// Names of the files below a folder, relative to it and in order; none when it is not there.
  ///
  /// Hidden files are left out; links, devices and what is nested deeper than `Limits` say throw
  /// `refusing`, names that are not UTF-8 `entryNameRefused`, and folders that can't be read
  /// `cannotRead` or `permissionDenied`.
  func files(below folder: String, refusing code: Code) throws(FengniError) -> [String]

  /// Opens for reading. Throws `inputNotFound`, `inputUnreadable`, `permissionDenied`.
  func open(_ name: String) throws(FengniError) -> any InputFile

  /// Opens for reading at any place. Throws the same.
  func openPositioned(_ name: String) throws(FengniError) -> any PositionedSource

  /// Puts a small file in place, whole or not at all, for its owner alone; what was there is
  /// replaced. Throws `cannotCreate`, `cannotWrite`, `permissionDenied`, `diskFull`.
  func replace(_ name: String, by bytes: [UInt8]) throws(FengniError)

  /// Takes a file away, if it is there.
  func remove(_ name: String)
}

/// A file of a store.
public struct StoredFile: Sendable {
  public let store: any FileStore
  public let name: String

  public init(_ name: String, in store: any FileStore) {
    self.store = store
    self.name = name
  }

  /// What people are told.
  public var path: String { store.path(of: name) }

  /// Opens for reading. Throws `inputNotFound`, `inputUnreadable`, `permissionDenied`.
  public func open() throws(FengniError) -> any InputFile { try store.open(name) }

  /// Opens for reading at any place. Throws the same.
  public func openPositioned() throws(FengniError) -> any PositionedSource {
    try store.openPositioned(name)
  }

  /// The whole of a small file; throws `tooLarge` when it has more than `limit` bytes.
  public func readAll(
    limit: Int, tooLarge: Code = .inputUnreadable
  ) throws(FengniError) -> [UInt8] {
    try open().readAll(
      limit: limit, tooLarge: FengniError(tooLarge, path, reason: "more than \(limit) bytes"))
  }
}

extension StoredFile: Hashable {
  public static func == (a: Self, b: Self) -> Bool { a.path == b.path }
  public func hash(into hasher: inout Hasher) { hasher.combine(path) }
}

/// A file that appears whole or not at all: it is gone with its writer unless it was committed.
public protocol WholeFile: ByteSink {
  /// Puts the file in its place. Throws `cannotWrite`, `cannotCreate`, `diskFull`.
  func commit() throws(FengniError)
}

/// Files of a folder that nobody sees before it is published.
public protocol FolderFiles: AnyObject, Sendable {
  /// Makes a file, with the folders above it.
  func makeFile(_ name: EntryName) throws(FengniError) -> any ByteSink

  /// Makes a folder, with those above it.
  func makeFolder(_ name: EntryName) throws(FengniError)

  /// Writes to a place of a file, which is made when it is not there yet; by any thread.
  func write(
    _ bytes: UnsafeRawBufferPointer, to name: EntryName, at offset: UInt64
  ) throws(FengniError)

  /// Opens a file for reading, before it is published.
  func openFile(_ name: EntryName) throws(FengniError) -> any PositionedSource
}

/// A folder that appears whole or not at all: it is gone with its writer unless it was published.
public protocol FolderWriter: AnyObject {
  var files: any FolderFiles { get }

  /// Puts the folder in its place, once. Throws `cannotWrite`, `cannotCreate`, `diskFull`.
  func publish() throws(FengniError)
}
