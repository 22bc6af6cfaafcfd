public import BundleCore
import Checksums
import StrictZIP

/// Where things stand in a package (SPEC, 5).
public enum PackageLayout {
  static let mimetype = "application/vnd.fengni.package+zip"
  static let mimetypeName = "mimetype"
  static let manifestName = "META-INF/manifest.p7s"
  static let paddingName = "META-INF/padding"
  static let documentPrefix = "data/"

  /// The header of entry 1: the same in every package.
  static func mimetypeHeader() throws(FengniError) -> EntryHeader {
    try header(stored: mimetypeName, Array(mimetype.utf8))
  }

  /// The header of a stored entry whose bytes are at hand.
  static func header(stored name: String, _ bytes: [UInt8]) throws(FengniError) -> EntryHeader {
    var checksum = CRC32()
    bytes.withUnsafeBytes { checksum.update($0) }
    let size = UInt64(bytes.count)
    return EntryHeader(
      name: try EntryName(name), method: .stored, crc32: checksum.value, compressedSize: size,
      size: size)
  }

  /// The first 72 octets of every package (SPEC, 5.2), which commit to the envelope's key.
  public static func constantPrefix() throws(FengniError) -> [UInt8] {
    let sink = MemorySink()
    let writer = PackageWriter(sink)
    try writer.add(mimetypeHeader(), body: MemorySource(Array(mimetype.utf8)))
    return sink.bytes
  }

  /// The Padmé length of a length (SPEC, 5.5): at most 12 % more, 3 % for a megabyte, and only
  /// O(log log) bits of the length are left to see.
  static func padme(_ length: UInt64) -> UInt64 {
    guard length >= 2 else { return length }
    let exponent = 63 - length.leadingZeroBitCount
    let significant = 64 - UInt64(exponent).leadingZeroBitCount
    guard exponent > significant else { return length }
    let mask = UInt64(1) << UInt64(exponent - significant) - 1
    let (sum, overflow) = length.addingReportingOverflow(mask)
    return overflow ? length : sum & ~mask
  }

  /// The header of the padding entry that brings these entries to a Padmé length.
  static func paddingHeader(after headers: [EntryHeader]) throws(FengniError) -> EntryHeader {
    let empty = try zeros(0)
    let bare = try PackageWriter.size(of: headers + [empty])
    // ZIP64 fields of the padding itself may move the goal once; twice is the bound.
    var count: UInt64 = 0
    for _ in 0..<3 {
      let size = try PackageWriter.size(of: headers + [try zeros(count)])
      let overhead = size - bare - count
      let needed = padme(bare + overhead) - bare - overhead
      if needed == count { break }
      count = needed
    }
    return try zeros(count)
  }

  private static func zeros(_ count: UInt64) throws(FengniError) -> EntryHeader {
    var checksum = CRC32()
    let block = Block(byteCount: 64 << 10)
    block.memory.initializeMemory(as: UInt8.self, repeating: 0)
    var left = count
    while left > 0 {
      let part = min(left, UInt64(block.memory.count))
      checksum.update(UnsafeRawBufferPointer(rebasing: block.memory[..<Int(part)]))
      left -= part
    }
    return EntryHeader(
      name: try EntryName(paddingName), method: .stored, crc32: checksum.value,
      compressedSize: count, size: count)
  }
}

/// A number of zeros.
final class ZeroSource: ByteSource {
  private var left: UInt64

  init(_ count: UInt64) { left = count }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    let count = Int(min(left, UInt64(buffer.count)))
    UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
      .initializeMemory(as: UInt8.self, repeating: 0)
    left -= UInt64(count)
    return count
  }
}

/// Takes zeros only.
final class ZeroSink: ByteSink {
  func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    guard bytes.allSatisfy({ $0 == 0 }) else {
      throw FengniError(.paddingNotZero, PackageLayout.paddingName)
    }
  }
}
