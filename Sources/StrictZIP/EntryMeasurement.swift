public import BundleCore
import Checksums

/// What a first pass over a file found: enough to write its header before its bytes.
public struct EntryMeasurement: Sendable, Hashable {
  /// Bytes of the content.
  public let size: UInt64
  /// CRC-32 of the content.
  public let crc32: UInt32
  /// Bytes of the deflate stream that a `PackageWriter` in this process would write; nil when
  /// deflate was not tried or was given up because it did not pay.
  public let deflatedSize: UInt64?

  /// The header of the entry: deflated where that saves a sixteenth or more, else stored.
  public func header(name: EntryName) -> EntryHeader {
    if let deflatedSize, deflatedSize < size - size / 16 {
      return EntryHeader(
        name: name, method: .deflate, crc32: crc32, compressedSize: deflatedSize, size: size)
    }
    return EntryHeader(name: name, method: .stored, crc32: crc32, compressedSize: size, size: size)
  }
}

/// The first pass over a file: size, CRC-32 and, if wanted, the size after deflate.
///
/// The result depends on the content alone, not on the pieces in which it came.
public final class Measurer {
  /// Content after which deflate is given up when it has saved too little.
  private static let trial: UInt64 = 1 << 20

  private var size: UInt64 = 0
  private var checksum = CRC32()
  private var deflater: Deflater?
  private var deflated: UInt64 = 0
  private var triedOut = false

  /// `tryDeflate`: whether the media type gives hope that deflate pays.
  public init(tryDeflate: Bool) {
    deflater = tryDeflate ? Deflater() : nil
  }

  /// Takes more of the content.
  public func update(_ bytes: UnsafeRawBufferPointer) {
    checksum.update(bytes)
    // The trial ends at one place of the content, wherever the pieces end.
    let untilTrial = triedOut ? 0 : Int(clamping: Self.trial - size)
    if !triedOut && bytes.count >= untilTrial {
      compress(UnsafeRawBufferPointer(rebasing: bytes[..<untilTrial]))
      triedOut = true
      if deflated > Self.trial - Self.trial / 16 { deflater = nil }
      compress(UnsafeRawBufferPointer(rebasing: bytes[untilTrial...]))
    } else {
      compress(bytes)
    }
    size += UInt64(bytes.count)
  }

  /// Ends the pass.
  public func finish() -> EntryMeasurement {
    deflater?.finish { deflated += UInt64($0.count) }
    let usable = deflater.map { !$0.failed } ?? false
    return EntryMeasurement(
      size: size, crc32: checksum.value, deflatedSize: usable ? deflated : nil)
  }

  private func compress(_ bytes: UnsafeRawBufferPointer) {
    deflater?.update(bytes) { deflated += UInt64($0.count) }
  }
}
