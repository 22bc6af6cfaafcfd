internal import BundleCore

/// The values that the profile fixes, so that nothing hides in them.
private enum Fixed {
  /// Made on Unix (so that the attributes below are a Unix mode), by version 3.0 (APPNOTE 4.4.2).
  static let madeBy: UInt16 = 3 << 8 | 30
  /// Bit 11 alone: the name is UTF-8. No encryption, no data descriptor (APPNOTE 4.4.4).
  static let flags: UInt16 = 1 << 11
  /// 00:00:00.
  static let time: UInt16 = 0
  /// 1980-01-01, the first day that ZIP knows.
  static let date: UInt16 = 1 << 5 | 1
  /// A regular file that its owner reads and writes. One value: so no link, no directory, no
  /// device and no set-user-id program can be said.
  static let attributes: UInt32 = 0o100600 << 16
}

/// Where the 32-bit fields end and ZIP64 begins (APPNOTE 4.4.1.4).
private let mark32: UInt64 = 0xFFFF_FFFF
private let mark16 = 0xFFFF
private let zip64ID: UInt16 = 1

private func narrow(_ value: UInt64) -> UInt32 { UInt32(clamping: value) }

extension EntryHeader {
  private func versionNeeded(at offset: UInt64) -> UInt16 {
    if size >= mark32 || compressedSize >= mark32 || offset >= mark32 { return 45 }
    return method == .deflate ? 20 : 10
  }

  /// The local header (APPNOTE 4.3.7) of an entry that begins at `offset`.
  func localRecord(at offset: UInt64) -> Record {
    let large = size >= mark32 || compressedSize >= mark32
    var record = Record("local header")
    record.append(Signature.local, "signature", .packageSyntax)
    record.append(versionNeeded(at: offset), "version needed", .packageFeatureRefused)
    record.append(Fixed.flags, "flags", .packageFeatureRefused)
    record.append(method.rawValue, "method", .packageFeatureRefused)
    record.append(Fixed.time, "time", .packageFeatureRefused)
    record.append(Fixed.date, "date", .packageFeatureRefused)
    record.append(crc32, "CRC-32", .packageHeadersDisagree)
    // The numbers were read out of this record, so they differ only by needless ZIP64.
    record.append(
      large ? UInt32.max : narrow(compressedSize), "compressed size", .packageFeatureRefused)
    record.append(large ? UInt32.max : narrow(size), "size", .packageFeatureRefused)
    record.append(UInt16(clamping: name.utf8.count), "name length", .entryNameRefused)
    record.append(UInt16(large ? 20 : 0), "extra length", .packageFeatureRefused)
    record.append(name.utf8, "name", .entryNameRefused)
    if large {
      // "MUST include BOTH original and compressed file size fields" (APPNOTE 4.5.3)
      record.append(zip64ID, "extra field", .packageFeatureRefused)
      record.append(16 as UInt16, "extra field length", .packageFeatureRefused)
      record.append(size, "ZIP64 size", .packageSyntax)
      record.append(compressedSize, "ZIP64 compressed size", .packageSyntax)
    }
    return record
  }

  /// The central directory header (APPNOTE 4.3.12) of the same entry.
  ///
  /// What it repeats must be what the local header said: two parsers, one that goes by the
  /// directory and one that goes by the local headers, see the same package.
  func centralRecord(at offset: UInt64) -> Record {
    let wide = [size, compressedSize, offset].filter { $0 >= mark32 }.count
    var record = Record("central header")
    record.append(Signature.central, "signature", .packageSyntax)
    record.append(Fixed.madeBy, "version made by", .packageFeatureRefused)
    record.append(versionNeeded(at: offset), "version needed", .packageHeadersDisagree)
    record.append(Fixed.flags, "flags", .packageHeadersDisagree)
    record.append(method.rawValue, "method", .packageHeadersDisagree)
    record.append(Fixed.time, "time", .packageHeadersDisagree)
    record.append(Fixed.date, "date", .packageHeadersDisagree)
    record.append(crc32, "CRC-32", .packageHeadersDisagree)
    record.append(narrow(compressedSize), "compressed size", .packageHeadersDisagree)
    record.append(narrow(size), "size", .packageHeadersDisagree)
    record.append(UInt16(clamping: name.utf8.count), "name length", .packageHeadersDisagree)
    record.append(
      UInt16(wide == 0 ? 0 : 4 + 8 * wide), "extra length", .packageFeatureRefused)
    record.append(0 as UInt16, "comment length", .packageFeatureRefused)
    record.append(0 as UInt16, "disk number", .packageFeatureRefused)
    record.append(0 as UInt16, "internal attributes", .packageFeatureRefused)
    record.append(Fixed.attributes, "external attributes", .packageFeatureRefused)
    record.append(narrow(offset), "local header offset", .packageGapOrOverlap)
    record.append(name.utf8, "name", .packageHeadersDisagree)
    if wide > 0 {
      record.append(zip64ID, "extra field", .packageFeatureRefused)
      record.append(UInt16(8 * wide), "extra field length", .packageFeatureRefused)
      if size >= mark32 { record.append(size, "ZIP64 size", .packageHeadersDisagree) }
      if compressedSize >= mark32 {
        record.append(compressedSize, "ZIP64 compressed size", .packageHeadersDisagree)
      }
      if offset >= mark32 {
        record.append(offset, "ZIP64 local header offset", .packageGapOrOverlap)
      }
    }
    return record
  }
}

/// The extent of a central directory, and the records that close the package after it.
struct Directory {
  var count: Int
  var offset: UInt64
  var size: UInt64

  /// ZIP64 end record and locator where a number asks for them (APPNOTE 4.3.14, 4.3.15), then
  /// the end record (4.3.16).
  func endRecords() throws(FengniError) -> [Record] {
    let (end, overflow) = offset.addingReportingOverflow(size)
    guard !overflow else { throw FengniError(.packageLimitExceeded, reason: "2^64 bytes") }
    let large = count >= mark16 || offset >= mark32 || size >= mark32
    return large ? [end64(), locator64(at: end), endRecord()] : [endRecord()]
  }

  private func end64() -> Record {
    var record = Record("ZIP64 end record")
    record.append(Signature.end64, "signature", .packageSyntax)
    record.append(44 as UInt64, "length", .packageFeatureRefused)
    record.append(Fixed.madeBy, "version made by", .packageFeatureRefused)
    record.append(45 as UInt16, "version needed", .packageFeatureRefused)
    record.append(0 as UInt32, "disk number", .packageFeatureRefused)
    record.append(0 as UInt32, "directory's disk", .packageFeatureRefused)
    record.append(UInt64(count), "entries on this disk", .packageHeadersDisagree)
    record.append(UInt64(count), "entries", .packageHeadersDisagree)
    record.append(size, "directory size", .packageGapOrOverlap)
    record.append(offset, "directory offset", .packageGapOrOverlap)
    return record
  }

  private func locator64(at offset: UInt64) -> Record {
    var record = Record("ZIP64 locator")
    record.append(Signature.locator64, "signature", .packageSyntax)
    record.append(0 as UInt32, "disk number", .packageFeatureRefused)
    record.append(offset, "ZIP64 end record offset", .packageGapOrOverlap)
    record.append(1 as UInt32, "disks", .packageFeatureRefused)
    return record
  }

  private func endRecord() -> Record {
    var record = Record("end record")
    record.append(Signature.end, "signature", .packageSyntax)
    record.append(0 as UInt16, "disk number", .packageFeatureRefused)
    record.append(0 as UInt16, "directory's disk", .packageFeatureRefused)
    record.append(UInt16(clamping: count), "entries on this disk", .packageHeadersDisagree)
    record.append(UInt16(clamping: count), "entries", .packageHeadersDisagree)
    record.append(narrow(size), "directory size", .packageGapOrOverlap)
    record.append(narrow(offset), "directory offset", .packageGapOrOverlap)
    record.append(0 as UInt16, "comment length", .packageFeatureRefused)
    return record
  }
}
