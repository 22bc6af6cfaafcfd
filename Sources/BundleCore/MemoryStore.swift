/// Files in memory, for tests and for hosts without a disk.
public final class MemoryStore: FileStore {
  fileprivate struct File {
    var bytes: [UInt8]
    /// How many times something was written to the store before it.
    var version: Int64
  }

  fileprivate struct State {
    var files: [String: File] = [:]
    var folders: Set<String> = [""]
    var changes: Int64 = 0

    mutating func put(_ bytes: [UInt8], at name: String) {
      changes += 1
      files[name] = File(bytes: bytes, version: changes)
      addFolders(above: name)
    }

    mutating func addFolders(above name: String) {
      var folder = Paths.parent(of: name)
      while folder != ".", folder != "/", folders.insert(folder).inserted {
        folder = Paths.parent(of: folder)
      }
    }
  }

  private let state: Locked<State>

  /// Holds files by name.
  public init(_ files: [String: [UInt8]] = [:]) {
    var state = State()
    for (name, bytes) in files { state.put(bytes, at: name) }
    self.state = Locked(state)
  }

  /// A file's octets, or nil when it is not there.
  public func bytes(of name: String) -> [UInt8]? { file(name)?.bytes }

  /// A writer of a folder that will have this name.
  public func folder(_ name: String) -> MemoryFolder { MemoryFolder(name, in: self) }

  private func file(_ name: String) -> File? { state.withLock { $0.files[name] } }

  public func path(of name: String) -> String { name }

  public func contains(_ name: String) -> Bool { file(name) != nil || containsFolder(name) }

  public func containsFolder(_ name: String) -> Bool {
    state.withLock { $0.folders.contains(name) }
  }

  public func names(in folder: String) -> [String] {
    let all = state.withLock { Array($0.files.keys) + Array($0.folders) }
    var names: Set<String> = []
    for name in all {
      guard let rest = Self.rest(of: name, below: folder) else { continue }
      names.insert(String(Substring(rest.prefix { $0 != UInt8(ascii: "/") })))
    }
    return Self.sorted(names)
  }

  public func files(below folder: String, refusing code: Code) throws(FengniError) -> [String] {
    let all = state.withLock { Array($0.files.keys) }
    var names: [String] = []
    for name in all {
      guard let rest = Self.rest(of: name, below: folder) else { continue }
      let components = rest.split(separator: UInt8(ascii: "/"))
      if components.contains(where: { $0.first == UInt8(ascii: ".") }) { continue }
      guard components.count <= Limits.entryNameDepth else {
        throw FengniError(code, name, reason: "nested too deep")
      }
      names.append(String(Substring(rest)))
    }
    return Self.sorted(names)
  }

  public func open(_ name: String) throws(FengniError) -> any InputFile {
    guard let file = file(name) else { throw FengniError(.inputNotFound, name) }
    return MemoryFile(file.bytes, version: file.version)
  }

  public func openPositioned(_ name: String) throws(FengniError) -> any PositionedSource {
    guard let file = file(name) else { throw FengniError(.inputNotFound, name) }
    return MemoryPositions(file.bytes)
  }

  public func replace(_ name: String, by bytes: [UInt8]) throws(FengniError) {
    state.withLock { $0.put(bytes, at: name) }
  }

  public func remove(_ name: String) { state.withLock { $0.files[name] = nil } }

  fileprivate func publish(_ files: [String: [UInt8]], _ folders: Set<String>, below name: String) {
    state.withLock { state in
      for (file, bytes) in files { state.put(bytes, at: Paths.join(name, file)) }
      for folder in folders {
        state.folders.insert(Paths.join(name, folder))
        state.addFolders(above: Paths.join(name, folder))
      }
      state.folders.insert(name)
    }
  }

  /// What stands behind a folder's name in another name.
  private static func rest(of name: String, below folder: String) -> Substring.UTF8View? {
    if folder.isEmpty { return name.isEmpty ? nil : name[...].utf8 }
    guard name.utf8.starts(with: (folder + "/").utf8) else { return nil }
    return name.utf8.dropFirst(folder.utf8.count + 1)
  }

  private static func sorted(_ names: some Sequence<String>) -> [String] {
    names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// A folder of a `MemoryStore` that is being written.
public final class MemoryFolder: FolderWriter {
  private let name: String
  private let store: MemoryStore
  private let contents = MemoryFolderFiles()

  fileprivate init(_ name: String, in store: MemoryStore) {
    self.name = name
    self.store = store
  }

  public var files: any FolderFiles { contents }

  public func publish() throws(FengniError) {
    guard !store.contains(name) else { throw FengniError(.outputExists, name) }
    contents.publish(to: store, below: name)
  }
}

private final class MemoryFolderFiles: FolderFiles {
  private struct State {
    var files: [String: [UInt8]] = [:]
    var folders: Set<String> = []
  }

  private let state = Locked(State())

  func makeFile(_ name: EntryName) throws(FengniError) -> any ByteSink {
    let isNew = state.withLock { state in
      guard state.files[name.text] == nil else { return false }
      state.files[name.text] = []
      return true
    }
    guard isNew else { throw FengniError(.outputExists, name.text) }
    return MemoryFolderSink(name.text, self)
  }

  func makeFolder(_ name: EntryName) throws(FengniError) {
    state.withLock { _ = $0.folders.insert(name.text) }
  }

  func append(_ bytes: UnsafeRawBufferPointer, to name: String) {
    let bytes = Array(bytes)
    state.withLock { $0.files[name, default: []].append(contentsOf: bytes) }
  }

  func write(
    _ bytes: UnsafeRawBufferPointer, to name: EntryName, at offset: UInt64
  ) throws(FengniError) {
    guard let start = Int(exactly: offset), start <= Int.max - bytes.count else {
      throw FengniError(.diskFull, name.text)
    }
    let bytes = Array(bytes)
    state.withLock { state in
      var file = state.files.removeValue(forKey: name.text) ?? []
      let missing = start + bytes.count - file.count
      if missing > 0 { file.append(contentsOf: repeatElement(0, count: missing)) }
      file.replaceSubrange(start..<start + bytes.count, with: bytes)
      state.files[name.text] = file
    }
  }

  func openFile(_ name: EntryName) throws(FengniError) -> any PositionedSource {
    guard let bytes = state.withLock({ $0.files[name.text] }) else {
      throw FengniError(.inputNotFound, name.text)
    }
    return MemoryPositions(bytes)
  }

  func publish(to store: MemoryStore, below name: String) {
    let (files, folders) = state.withLock { ($0.files, $0.folders) }
    store.publish(files, folders, below: name)
  }
}

private final class MemoryFolderSink: ByteSink {
  private let name: String
  private let folder: MemoryFolderFiles

  init(_ name: String, _ folder: MemoryFolderFiles) {
    self.name = name
    self.folder = folder
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) { folder.append(bytes, to: name) }
}

private final class MemoryFile: InputFile {
  private let source: MemorySource
  let size: UInt64?
  let version: [Int64]

  init(_ bytes: [UInt8], version: Int64) {
    source = MemorySource(bytes)
    size = UInt64(bytes.count)
    self.version = [version]
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    try source.read(into: buffer)
  }
}

private final class MemoryPositions: PositionedSource {
  private let bytes: [UInt8]
  var size: UInt64 { UInt64(bytes.count) }

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(FengniError) -> Int {
    guard offset < size, let start = Int(exactly: offset) else { return 0 }
    let count = min(buffer.count, bytes.count - start)
    bytes.withUnsafeBytes {
      buffer.copyMemory(from: .init(rebasing: $0[start..<start + count]))
    }
    return count
  }

  func dropCache() {}
}
