public import BundleCore
import CZip

/// A ZIP archive of somebody else's making, such as OOXML or OFD, read in memory.
///
/// libzip reads it, as foreign archives are laxer than the package of a bundle (`StrictZIP`).
/// Nothing is ever extracted to disk; names are only keys.
public final class ForeignArchive {
  /// One entry, as the central directory tells it.
  public struct Entry: Sendable, Hashable {
    /// With `/` between components and none at the start.
    public let name: String
    /// Octets when inflated; a claim until the entry was read.
    public let size: UInt64
    public let compressedSize: UInt64
    public let isEncrypted: Bool
    let index: UInt64
  }

  /// In the order of the directory, without folders.
  public let entries: [Entry]
  private let byName: [String: Int]
  private let handle: Handle
  private let limits: DocumentLimits
  private let subject: String
  /// Octets that were inflated so far.
  private(set) var inflated = 0

  /// Opens an archive that lies in memory.
  ///
  /// Throws `documentDamaged` when it is no archive, has too many entries, or a name that is
  /// unsafe or occurs twice.
  public init(
    _ bytes: [UInt8], limits: DocumentLimits = DocumentLimits(), subject: String = ""
  ) throws(FengniError) {
    self.limits = limits
    self.subject = subject
    // libzip takes nothing at all for an archive without entries.
    guard !bytes.isEmpty else { throw FengniError(.documentDamaged, subject, reason: "empty") }
    guard Self.claimedCount(bytes) <= limits.entries else {
      throw FengniError(.documentDamaged, subject, reason: "too many entries")
    }
    handle = try Handle(bytes, subject)
    let count = zip_get_num_entries(handle.archive, 0)
    guard count >= 0, count <= limits.entries else {
      throw FengniError(.documentDamaged, subject, reason: "too many entries")
    }
    var entries: [Entry] = []
    var byName: [String: Int] = [:]
    for index in 0..<UInt64(count) {
      guard let entry = try Self.entry(handle, index, subject) else { continue }
      // Two entries of one name: programs differ in which they show.
      guard byName.updateValue(entries.count, forKey: entry.name.lowercased()) == nil else {
        throw FengniError(.documentDamaged, subject, reason: "a name occurs twice")
      }
      entries.append(entry)
    }
    self.entries = entries
    self.byName = byName
  }

  /// Whether any entry needs a password.
  public var isEncrypted: Bool { entries.contains { $0.isEncrypted } }

  /// Finds an entry; names differ by more than the case of ASCII letters (ECMA-376 part 2, 6.2.2).
  public func entry(_ name: String) -> Entry? {
    let name = name.hasPrefix("/") ? String(name.dropFirst()) : name
    return byName[name.lowercased()].map { entries[$0] }
  }

  /// Inflates an entry of at most `limit` octets into memory.
  ///
  /// Throws `documentEncrypted`; `documentDamaged` when it is absent, broken (its CRC-32
  /// included), larger than `limit`, or inflates beyond the limits of ratio and total.
  public func read(_ name: String, limit: Int = .max) throws(FengniError) -> [UInt8] {
    guard let entry = entry(name) else {
      throw FengniError(.documentDamaged, subject, reason: "no entry \(name)")
    }
    return try read(entry, limit: limit)
  }

  func read(_ entry: Entry, limit: Int = .max) throws(FengniError) -> [UInt8] {
    guard !entry.isEncrypted else { throw FengniError(.documentEncrypted, subject) }
    guard let file = zip_fopen_index(handle.archive, entry.index, 0) else {
      throw FengniError(.documentDamaged, subject, reason: "an entry can't be opened")
    }
    defer { zip_fclose(file) }
    let most = min(limit, limits.entry)
    let byRatio = Int(clamping: entry.compressedSize).multipliedReportingOverflow(by: limits.ratio)
    let allowed = byRatio.overflow ? .max : max(byRatio.partialValue, limits.ratioFloor)
    var bytes: [UInt8] = []
    let block = Block(byteCount: 64 << 10)
    while true {
      let count = Int(zip_fread(file, block.memory.baseAddress, UInt64(block.memory.count)))
      if count == 0 { return bytes }
      guard count > 0 else {
        throw FengniError(.documentDamaged, subject, reason: "an entry is broken")
      }
      inflated += count
      let size = bytes.count + count
      guard size <= most, size <= allowed, inflated <= limits.inflated else {
        throw FengniError(.documentDamaged, subject, reason: "inflates beyond the limits")
      }
      bytes.append(contentsOf: block.memory[..<count])
    }
  }

  private static func entry(
    _ handle: Handle, _ index: UInt64, _ subject: String
  ) throws(FengniError) -> Entry? {
    var status = zip_stat_t()
    zip_stat_init(&status)
    guard zip_stat_index(handle.archive, index, 0, &status) == 0, let raw = status.name else {
      throw FengniError(.documentDamaged, subject, reason: "an entry can't be read")
    }
    // Some writers on Windows separate with the other slash.
    let name = String(cString: raw).replacing("\\", with: "/")
    guard isSafe(name) else {
      throw FengniError(.documentDamaged, subject, reason: "an entry's name is unsafe")
    }
    if name.hasSuffix("/") { return nil }
    return Entry(
      name: name.hasPrefix("/") ? String(name.dropFirst()) : name, size: status.size,
      compressedSize: status.comp_size,
      isEncrypted: status.encryption_method != UInt16(ZIP_EM_NONE), index: index)
  }

  /// Names that no honest writer makes: they only serve to leave a folder or to hide.
  private static func isSafe(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= Limits.entryName
      && !name.split(separator: "/").contains("..")
      && !name.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f }
  }

  /// The number of entries that the end record claims: checked before libzip makes room for them.
  private static func claimedCount(_ bytes: [UInt8]) -> Int {
    let tail = bytes.suffix(22 + 0xffff)
    var index = tail.endIndex - 22
    while index >= tail.startIndex {
      if tail[index...].starts(with: [0x50, 0x4b, 0x05, 0x06]) {
        return Int(tail[index + 10]) | Int(tail[index + 11]) << 8
      }
      index -= 1
    }
    return 0
  }

  /// libzip's archive and the octets that it reads from.
  private final class Handle {
    let archive: OpaquePointer
    private let memory: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8], _ subject: String) throws(FengniError) {
      let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
      memory.copyBytes(from: bytes)
      var error = zip_error_t()
      zip_error_init(&error)
      defer { zip_error_fini(&error) }
      guard
        let source = zip_source_buffer_create(
          memory.baseAddress, UInt64(memory.count), 0, &error)
      else {
        memory.deallocate()
        throw FengniError(.documentDamaged, subject, reason: "libzip has no memory")
      }
      guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
        zip_source_free(source)
        memory.deallocate()
        throw FengniError(
          .documentDamaged, subject, reason: "no archive: libzip \(zip_error_code_zip(&error))")
      }
      self.archive = archive
      self.memory = memory
    }

    deinit {
      zip_discard(archive)
      Memory.wipe(memory)
      memory.deallocate()
    }
  }
}
