import BundleCore
import Documents

/// The parts of an archive, read by name.
protocol ArchiveEntries {
  /// The octets of an entry, nil when there is none of that name.
  ///
  /// Throws `workbookUnreadable` for more than `limit` octets, and for what is broken or
  /// encrypted.
  func bytes(of name: String, limit: Int) throws(FengniError) -> [UInt8]?
}

/// A ZIP archive in memory.
struct ZipEntries: ArchiveEntries {
  private let archive: ForeignArchive

  /// Throws `workbookUnreadable` when it is no archive, or has too many entries or one twice.
  init(_ bytes: [UInt8], _ limits: WorkbookLimits) throws(FengniError) {
    var bounds = DocumentLimits()
    bounds.document = limits.file
    bounds.entries = limits.entries
    bounds.entry = limits.part
    bounds.inflated = limits.inflated
    do throws(FengniError) {
      archive = try ForeignArchive(bytes, limits: bounds)
    } catch {
      throw FengniError(.workbookUnreadable, reason: error.reason)
    }
  }

  func bytes(of name: String, limit: Int) throws(FengniError) -> [UInt8]? {
    guard archive.entry(name) != nil else { return nil }
    do throws(FengniError) {
      return try archive.read(name, limit: limit)
    } catch {
      throw FengniError(.workbookUnreadable, reason: "\(name): \(error.reason)")
    }
  }
}
