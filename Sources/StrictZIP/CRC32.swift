internal import CISAL

/// The CRC-32 of gzip and ZIP (ISO 3309), computed with carry-less multiplication.
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
}
