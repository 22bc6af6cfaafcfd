public import BundleCore
import Glibc

/// A file or pipe as a source.
public final class FileSource: InputFile {
  public let path: String
  /// Bytes, when it is a regular file.
  public let size: UInt64?
  /// Size and time of the last change, in nanoseconds. It shows that somebody wrote to the file,
  /// not that nobody did: whoever may write can set the time back (utimensat(2)).
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
