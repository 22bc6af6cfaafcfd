public import BundleCore

/// The files of a folder on a disk, or, without a folder, files by their paths.
public final class DiskStore: FileStore {
  /// Files by their paths, as people name them to a command.
  public static let paths = DiskStore(folder: nil)
  private let folder: String?

  /// The files below a folder, which need not be there yet.
  public convenience init(_ folder: String) { self.init(folder: folder) }

  private init(folder: String?) { self.folder = folder }

  public func path(of name: String) -> String {
    guard let folder else { return name }
    return name.isEmpty ? folder : Paths.join(folder, name)
  }

  public func contains(_ name: String) -> Bool { Paths.exists(path(of: name)) }

  public func containsFolder(_ name: String) -> Bool { Paths.isDirectory(path(of: name)) }

  public func names(in folder: String) -> [String] { DirectoryTree.names(in: path(of: folder)) }

  public func files(below folder: String, refusing code: Code) throws(FengniError) -> [String] {
    try DirectoryTree.files(below: path(of: folder), refusing: code)
  }

  public func open(_ name: String) throws(FengniError) -> any InputFile {
    try FileSource(path: path(of: name))
  }

  public func openPositioned(_ name: String) throws(FengniError) -> any PositionedSource {
    try PositionedFile(path: path(of: name))
  }

  public func replace(_ name: String, by bytes: [UInt8]) throws(FengniError) {
    let path = path(of: name)
    try DirectoryTree.make(Paths.parent(of: path), mode: 0o700)
    try OutputFile.write(bytes, to: path, mode: 0o600, replacing: true)
  }

  public func remove(_ name: String) { DirectoryTree.remove(path(of: name)) }
}

extension StoredFile {
  /// A file on a disk.
  public init(path: String) { self.init(path, in: DiskStore.paths) }
}
