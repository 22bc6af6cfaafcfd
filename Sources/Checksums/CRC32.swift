internal import CISAL

/// The CRC-32 of gzip, ZIP and PNG (ISO 3309), computed with carry-less multiplication where the
/// processor has it.
///
/// It finds accidents; against intent stands the manifest's digest.
public struct CRC32: Sendable, Hashable {
  /// The checksum of everything given so far.
  public private(set) var value: UInt32 = 0

  /// The checksum of nothing.
  public init() {}

  /// Goes on over more bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    value = crc32_gzip_refl(
      value, start.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
  }

  /// The checksum of bytes in memory.
  public static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var checksum = CRC32()
    bytes.withUnsafeBytes { checksum.update($0) }
    return checksum.value
  }
}
