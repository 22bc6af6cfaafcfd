internal import CISAL

/// CRC-64/XZ (ECMA-182, reflected, inverted before and after), SPEC 14.3.
///
/// Not a cryptographic digest on purpose: frames carry no key, so whoever can forge a frame can
/// forge any checksum in it; against accidents 64 bits suffice, at twenty times the speed. What
/// was put together is checked with the file's cryptographic digest before anybody sees it.
public enum CRC64 {
  /// The checksum of bytes in memory.
  public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    guard let start = bytes.baseAddress else { return 0 }
    return crc64_ecma_refl(
      0, start.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
  }
}
