public import BundleCore
import Glibc

/// A file or block device that is read at any place, by several threads.
public final class PositionedFile: PositionedSource {
  public let path: String
  /// Bytes when it was opened.
  public let size: UInt64
  private let descriptor: Int32

  /// Opens for reading. Throws `inputNotFound`, `inputUnreadable`, `permissionDenied`.
  public init(path: String) throws(FengniError) {
    // Not waiting: a FIFO without a writer is not a file.
    let descriptor = SystemCalls.open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(.cannotRead, path) }
    var status = stat()
    let end = lseek(descriptor, 0, SEEK_END)
    guard fstat(descriptor, &status) == 0,
      [S_IFREG, S_IFBLK].contains(status.st_mode & S_IFMT), end >= 0
    else {
      close(descriptor)
      throw FengniError(.inputUnreadable, path, reason: "neither a file nor a block device")
    }
    self.path = path
    self.descriptor = descriptor
    size = UInt64(end)
  }

  deinit { close(descriptor) }

  /// Fills the buffer from a place on; fewer bytes only at the end of the file.
  public func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) throws(FengniError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = SystemCalls.read(descriptor, rest, at: off_t(offset) + off_t(filled))
      guard count >= 0 else { throw .system(.cannotRead, path) }
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// Asks the kernel to forget what it holds of the file, so that the medium is read again.
  public func dropCache() {
    _ = fdatasync(descriptor)
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
  }
}
