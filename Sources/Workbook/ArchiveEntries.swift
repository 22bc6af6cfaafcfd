public import BundleCore
import CZip

/// The parts of an archive, read by name.
public protocol ArchiveEntries {
  /// The octets of an entry, nil when there is none of that name.
  ///
  /// Throws `workbookUnreadable` for more than `limit` octets, and for what is broken or
  /// encrypted.
  func bytes(of name: String, limit: Int) throws(FengniError) -> [UInt8]?
}

/// A ZIP archive in memory, read by libzip.
final class ZipEntries: ArchiveEntries {
  private let archive: OpaquePointer
  private let memory: UnsafeMutableRawBufferPointer
  private var places: [String: UInt64] = [:]
  private var left: Int

  /// Throws `workbookUnreadable` when it is no archive, or has too many entries or one twice.
  init(_ bytes: [UInt8], _ limits: WorkbookLimits) throws(FengniError) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    memory.copyBytes(from: bytes)
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard
      let source = zip_source_buffer_create(memory.baseAddress, UInt64(memory.count), 0, &error)
    else {
      memory.deallocate()
      throw FengniError(.workbookUnreadable, reason: "libzip has no memory")
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      memory.deallocate()
      throw FengniError(.workbookUnreadable, reason: "libzip \(zip_error_code_zip(&error))")
    }
    self.archive = archive
    self.memory = memory
    left = limits.inflated
    let count = zip_get_num_entries(archive, 0)
    guard count >= 0, count <= limits.entries else {
      throw FengniError(.workbookUnreadable, reason: "too many entries")
    }
    for index in 0..<UInt64(count) {
      guard let raw = zip_get_name(archive, index, UInt32(ZIP_FL_ENC_GUESS)) else { continue }
      // Part names differ by more than the case of ASCII letters (ECMA-376 part 2, 6.2.2.3); two
      // entries of one name would be another workbook to another program.
      let name = String(cString: raw).lowercased()
      guard places.updateValue(index, forKey: name) == nil else {
        throw FengniError(.workbookUnreadable, reason: "an entry occurs twice")
      }
    }
  }

  deinit {
    zip_discard(archive)
    Memory.wipe(memory)
    memory.deallocate()
  }

  func bytes(of name: String, limit: Int) throws(FengniError) -> [UInt8]? {
    guard let index = places[name.lowercased()] else { return nil }
    guard let file = zip_fopen_index(archive, index, 0) else {
      throw FengniError(.workbookUnreadable, reason: "\(name) can't be opened")
    }
    defer { zip_fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = Int(
        block.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) })
      if count == 0 { return bytes }
      guard count > 0 else { throw FengniError(.workbookUnreadable, reason: "\(name) is broken") }
      left -= count
      guard bytes.count + count <= limit, left >= 0 else {
        throw FengniError(.workbookUnreadable, reason: "\(name) is too large")
      }
      bytes.append(contentsOf: block[..<count])
    }
  }
}
