import Glibc

/// A file or pipe as a source.
public final class FileSource: ByteSource {
  public let path: String
  /// Bytes, when it is a regular file.
  public let size: UInt64?
  /// Changes whenever the file changes: size and modification time in nanoseconds.
  public let version: [Int64]
  private let descriptor: Int32
  private let owned: Bool

  /// Opens for reading. Throws `inputNotFound`, `inputUnreadable`, `permissionDenied`.
  public init(path: String) throws(FengniError) {
    let descriptor = SystemCalls.open(path, O_RDONLY)
    guard descriptor >= 0 else { throw .system(.cannotRead, path) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      close(descriptor)
      throw .system(.cannotRead, path)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw FengniError(.inputUnreadable, path, reason: "a directory")
    }
    self.path = path
    self.descriptor = descriptor
    owned = true
    let regular = status.st_mode & S_IFMT == S_IFREG
    size = regular ? UInt64(status.st_size) : nil
    version = [
      Int64(status.st_size), Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec),
    ]
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  /// Standard input.
  public init(standardInput name: String) {
    path = name
    descriptor = 0
    owned = false
    size = nil
    version = []
  }

  deinit { if owned { close(descriptor) } }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    let count = SystemCalls.read(descriptor, buffer)
    guard count >= 0 else { throw .system(.cannotRead, path) }
    return count
  }

  /// At most the first `count` bytes.
  public func first(_ count: Int) throws(FengniError) -> [UInt8] {
    let block = Block(byteCount: count)
    let filled = try fill(block.memory)
    return Array(block.memory[..<filled])
  }

  /// A whole small file. Throws `tooLarge` when it has more than `limit` bytes.
  public static func readAll(
    _ path: String, limit: Int, tooLarge: Code = .inputUnreadable
  ) throws(FengniError) -> [UInt8] {
    let source = try FileSource(path: path)
    return try source.readAll(
      limit: limit, tooLarge: FengniError(tooLarge, path, reason: "more than \(limit) bytes"))
  }
}

/// A file that appears whole or not at all: written beside its place, synced, renamed.
public final class OutputFile: ByteSink {
  public let path: String
  private let descriptor: Int32
  private let partial: String
  private let replacing: Bool
  private var cleanup: CleanupToken?

  /// Throws `outputExists` when the file is there and may not be replaced, `cannotCreate`.
  public init(path: String, mode: UInt32 = 0o644, replacing: Bool = false) throws(FengniError) {
    self.path = path
    self.replacing = replacing
    if !replacing, Paths.exists(path) { throw FengniError(.outputExists, path) }
    if Paths.isDirectory(path) { throw FengniError(.cannotCreate, path, reason: "a directory") }
    Abandoned.remove(in: Paths.parent(of: path)) { Paths.isPartial($0, of: path) }
    partial = Paths.partial(beside: path)
    let token = CleanupToken(path: partial)
    descriptor = Abandoned.claiming(partial) {
      SystemCalls.open($0, O_WRONLY | O_CREAT | O_EXCL, mode_t(mode))
    }
    guard descriptor >= 0 else {
      let error = FengniError.system(.cannotCreate, path)
      token.removeNow()
      throw error
    }
    cleanup = token
  }

  deinit {
    close(descriptor)
    cleanup?.removeNow()
  }

  public func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    try Self.writeAll(bytes, to: descriptor, path: path)
  }

  /// Syncs and puts the file in its place.
  public func commit() throws(FengniError) {
    guard SystemCalls.synchronise(descriptor) == 0 else { throw .system(.cannotWrite, path) }
    let renamed = CleanupRegistry.publishing {
      SystemCalls.rename(partial, path, replacing: replacing)
    }
    guard renamed == 0 else { throw .system(.cannotCreate, path) }
    cleanup?.forget()
    cleanup = nil
    Paths.synchroniseParent(of: path)
  }

  /// Writes a small file whole or not at all.
  public static func write(
    _ bytes: [UInt8], to path: String, mode: UInt32 = 0o644, replacing: Bool = false
  ) throws(FengniError) {
    let file = try OutputFile(path: path, mode: mode, replacing: replacing)
    try file.write(bytes)
    try file.commit()
  }

  static func writeAll(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String
  ) throws(FengniError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = SystemCalls.write(descriptor, rest)
      guard count >= 0 else { throw .system(.cannotWrite, path) }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }
}

/// Standard output as a sink: for streams only, as nothing can be taken back.
public final class StandardOutput: ByteSink {
  public init() {}

  public func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    try OutputFile.writeAll(bytes, to: 1, path: "-")
  }
}

/// Names beside names.
public enum Paths {
  // By bytes: with a combining mark behind it, "/" is another Character, but the same separator to
  // the kernel.
  private static let separator = UInt8(ascii: "/")

  /// The directory that holds a path.
  public static func parent(of path: String) -> String {
    let path = trimmed(path)
    guard let slash = path.lastIndex(of: separator) else { return "." }
    let parent = path[..<slash]
    return parent.isEmpty ? "/" : String(Substring(parent))
  }

  /// The last component of a path.
  public static func name(of path: String) -> String {
    let path = trimmed(path)
    let start = path.lastIndex(of: separator).map { path.index(after: $0) } ?? path.startIndex
    return String(Substring(path[start...]))
  }

  /// Joins a directory and a relative name.
  public static func join(_ directory: String, _ name: String) -> String {
    directory.utf8.last == separator ? directory + name : directory + "/" + name
  }

  /// Whether anything is there.
  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Whether a directory is there.
  public static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a regular file or a block device is there: what can be read twice.
  public static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && [S_IFREG, S_IFBLK].contains(status.st_mode & S_IFMT)
  }

  /// Permission bits and size, when something is there.
  public static func permissions(of path: String) -> UInt32? {
    var status = stat()
    return stat(path, &status) == 0 ? UInt32(status.st_mode) & 0o7777 : nil
  }

  private static let partialSuffix = ".partial"

  static func partial(beside path: String) -> String {
    join(parent(of: path), "." + name(of: path) + "." + randomSuffix() + partialSuffix)
  }

  /// Whether a name is one that `partial(beside:)` gives; nobody's own files are swept.
  static func isPartial(_ candidate: String, of path: String) -> Bool {
    let prefix = "." + name(of: path) + "."
    guard candidate.hasPrefix(prefix), candidate.hasSuffix(partialSuffix) else { return false }
    let middle = candidate.utf8.dropFirst(prefix.utf8.count).dropLast(partialSuffix.utf8.count)
    return (1...13).contains(middle.count)
      && middle.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) }
  }

  static func synchroniseParent(of path: String) {
    let descriptor = Glibc.open(parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    // Best effort: some file systems can't sync a directory, and the rename is done.
    _ = fsync(descriptor)
    close(descriptor)
  }

  static func randomSuffix() -> String {
    var generator = SystemRandomNumberGenerator()
    return String(generator.next(), radix: 36)
  }

  private static func trimmed(_ path: String) -> Substring.UTF8View {
    var path = path[...].utf8
    while path.count > 1, path.last == separator { path.removeLast() }
    return path
  }
}
