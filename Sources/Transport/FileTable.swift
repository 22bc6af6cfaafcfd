internal import BundleCore
internal import Disk

/// Files that are read at many places, of which only some are open at a time.
final class FileTable {
  private(set) var paths: [String] = []
  private var opened: [Int: PositionedFile] = [:]
  private var order: [Int] = []
  /// Processes may mostly open 1,024 files.
  private static let openAtOnce = 256

  func add(_ path: String) -> Int {
    paths.append(path)
    return paths.count - 1
  }

  func file(_ index: Int) throws(FengniError) -> PositionedFile {
    if let file = opened[index] { return file }
    if order.count == Self.openAtOnce { opened[order.removeFirst()] = nil }
    let file = try PositionedFile(path: paths[index])
    opened[index] = file
    order.append(index)
    return file
  }
}

/// A file from its beginning to its end; what can't be read is zeros.
final class MediumSource: ByteSource {
  private let file: PositionedFile
  private let advanced: (Int) -> Void
  private var position: UInt64 = 0
  private(set) var unreadable = 0

  init(_ file: PositionedFile, advanced: @escaping (Int) -> Void) {
    self.file = file
    self.advanced = advanced
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    let (count, lost) = file.readWhatIsThere(into: buffer, at: position)
    position += UInt64(count)
    unreadable += lost
    advanced(count)
    return count
  }
}
