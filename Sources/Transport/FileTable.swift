internal import BundleCore

/// Files that are read at many places, of which only some are open at a time.
final class FileTable {
  private(set) var files: [StoredFile] = []
  private var opened: [Int: any PositionedSource] = [:]
  private var order: [Int] = []
  /// Processes may mostly open 1,024 files.
  private static let openAtOnce = 256

  func add(_ file: StoredFile) -> Int {
    files.append(file)
    return files.count - 1
  }

  func file(_ index: Int) throws(FengniError) -> any PositionedSource {
    if let file = opened[index] { return file }
    if order.count == Self.openAtOnce { opened[order.removeFirst()] = nil }
    let file = try files[index].openPositioned()
    opened[index] = file
    order.append(index)
    return file
  }
}

/// A file from its beginning to its end; what the medium does not give is zeros.
final class MediumSource: ByteSource {
  /// What can be lost at once: a sector of discs and of most other media, in bytes.
  private static let sector = 4096
  private let file: any PositionedSource
  private let advanced: (Int) -> Void
  private var position: UInt64 = 0
  private(set) var unreadable = 0

  init(_ file: any PositionedSource, advanced: @escaping (Int) -> Void) {
    self.file = file
    self.advanced = advanced
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    let count = (try? file.read(into: buffer, at: position)) ?? readWhatIsThere(buffer)
    position += UInt64(count)
    advanced(count)
    return count
  }

  /// Sector by sector, with zeros for those that can't be read.
  private func readWhatIsThere(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let end = file.size
    var filled = 0
    while filled < buffer.count, position + UInt64(filled) < end {
      let length = min(Self.sector, buffer.count - filled)
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<filled + length])
      if (try? file.read(into: part, at: position + UInt64(filled))) == nil {
        part.initializeMemory(as: UInt8.self, repeating: 0)
        unreadable += length
      }
      filled += length
    }
    let there = end > position ? end - position : 0
    return Int(min(UInt64(filled), there))
  }
}
