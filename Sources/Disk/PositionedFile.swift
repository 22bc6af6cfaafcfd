public import BundleCore
import Glibc

/// A file or block device that is read at any place, by several threads.
public final class PositionedFile: Sendable {
  public let path: String
  /// Bytes when it was opened.
  public let size: UInt64
  /// What can be lost at once: a sector of discs and of most other media, in bytes.
  private static let sector = 4096
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

  /// As `read`, but what the medium does not give is zeros: for damaged media.
  public func readWhatIsThere(
    into buffer: UnsafeMutableRawBufferPointer, at offset: UInt64
  ) -> (count: Int, unreadable: Int) {
    if let count = try? read(into: buffer, at: offset) { return (count, 0) }
    var unreadable = 0
    var position = 0
    while position < buffer.count, offset + UInt64(position) < size {
      let length = min(Self.sector, buffer.count - position)
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[position..<position + length])
      if (try? read(into: part, at: offset + UInt64(position))) == nil {
        part.initializeMemory(as: UInt8.self, repeating: 0)
        unreadable += length
      }
      position += length
    }
    let there = size > offset ? size - offset : 0
    return (Int(min(UInt64(position), there)), unreadable)
  }

  /// Asks the kernel to forget what it holds of the file, so that the medium is read again.
  public func dropCache() {
    _ = fdatasync(descriptor)
    _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
  }
}
