internal import BundleCore
import Checksums

/// The header of a frame (SPEC 14.3): 128 octets, numbers big-endian.
public struct FrameHeader: Sendable, Hashable {
  /// Octets of a header.
  public static let byteCount = 128

  public let set: FrameSet
  public let column: Int
  public let stripe: Int
  /// CRC-64/XZ of the payload.
  public let payloadChecksum: UInt64

  /// The frame's number in its set.
  public var number: Int { self.set.number(column: column, stripe: stripe) }

  // Not text, and broken by everything that takes files for text (as PNG's signature).
  static let magic: [UInt8] = [0x89, 0x46, 0x4e, 0x56, 0x0d, 0x0a, 0x1a, 0x0a]
  static let version: UInt8 = 1

  /// Whether a file began with a frame until a transfer took it for text.
  public static func isAlteredByText(_ head: [UInt8]) -> Bool {
    TextTransfer.isAltered(head, mark: magic)
  }

  private enum Offset {
    static let version = 8
    static let dataColumns = 9
    static let recoveryColumns = 10
    static let algorithm = 11
    static let frameSize = 12
    static let length = 16
    static let framesPerVolume = 24
    static let reserved = 28..<32
    static let digest = 32..<64
    static let column = 64
    static let reservedAfterColumn = 65..<68
    static let stripe = 68
    static let payloadChecksum = 72
    static let reservedAtEnd = 80..<120
    static let headerChecksum = 120
  }

  public init(set: FrameSet, column: Int, stripe: Int, payloadChecksum: UInt64) {
    self.set = set
    self.column = column
    self.stripe = stripe
    self.payloadChecksum = payloadChecksum
  }

  /// Writes the header to the first 128 octets of a frame.
  public func write(to frame: UnsafeMutableRawBufferPointer) {
    let header = UnsafeMutableRawBufferPointer(rebasing: frame[..<Self.byteCount])
    header.initializeMemory(as: UInt8.self, repeating: 0)
    header.copyBytes(from: Self.magic)
    header[Offset.version] = Self.version
    header[Offset.dataColumns] = UInt8(truncatingIfNeeded: set.dataColumns)
    header[Offset.recoveryColumns] = UInt8(truncatingIfNeeded: set.recoveryColumns)
    header[Offset.algorithm] = set.digest.algorithm == .sm3 ? 1 : 2
    header.store(UInt32(truncatingIfNeeded: set.frameSize), at: Offset.frameSize)
    header.store(set.length, at: Offset.length)
    header.store(UInt32(truncatingIfNeeded: set.framesPerVolume), at: Offset.framesPerVolume)
    UnsafeMutableRawBufferPointer(rebasing: header[Offset.digest]).copyBytes(from: set.digest.bytes)
    header[Offset.column] = UInt8(truncatingIfNeeded: column)
    header.store(UInt32(truncatingIfNeeded: stripe), at: Offset.stripe)
    header.store(payloadChecksum, at: Offset.payloadChecksum)
    let summed = UnsafeRawBufferPointer(rebasing: header[..<Offset.headerChecksum])
    header.store(CRC64.of(summed), at: Offset.headerChecksum)
  }

  /// Reads a header at the beginning of the octets; nil when there is none that holds.
  ///
  /// Everything is checked here, so whoever has a header has numbers within the limits.
  public init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= Self.byteCount, bytes.starts(with: Self.magic) else { return nil }
    let summed = UnsafeRawBufferPointer(rebasing: bytes[..<Offset.headerChecksum])
    guard bytes.load64(Offset.headerChecksum) == CRC64.of(summed),
      bytes[Offset.version] == Self.version,
      // Unknown is an error: what a later version puts there may not be passed over.
      bytes[Offset.reserved].allSatisfy({ $0 == 0 }),
      bytes[Offset.reservedAfterColumn].allSatisfy({ $0 == 0 }),
      bytes[Offset.reservedAtEnd].allSatisfy({ $0 == 0 }),
      let algorithm = Self.algorithm(bytes[Offset.algorithm]),
      let digest = Digest(algorithm, Array(bytes[Offset.digest])),
      // An Int may have 32 bits, one of them the sign.
      let frameSize = Int(exactly: bytes.load32(Offset.frameSize)),
      let framesPerVolume = Int(exactly: bytes.load32(Offset.framesPerVolume)),
      let stripe = Int(exactly: bytes.load32(Offset.stripe)),
      let set = FrameSet(
        dataColumns: Int(bytes[Offset.dataColumns]),
        recoveryColumns: Int(bytes[Offset.recoveryColumns]), frameSize: frameSize,
        framesPerVolume: framesPerVolume, length: bytes.load64(Offset.length), digest: digest)
    else { return nil }
    let column = Int(bytes[Offset.column])
    guard column < set.columns, stripe < set.stripes else { return nil }
    self.init(
      set: set, column: column, stripe: stripe,
      payloadChecksum: bytes.load64(Offset.payloadChecksum))
  }

  private static func algorithm(_ number: UInt8) -> DigestAlgorithm? {
    switch number {
    case 1: .sm3
    case 2: .sha256
    default: nil
    }
  }

  /// Whether a payload is the one that the header speaks of.
  public func matches(payload: UnsafeRawBufferPointer) -> Bool {
    payload.count == set.payloadSize && CRC64.of(payload) == payloadChecksum
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func load32(_ offset: Int) -> UInt32 {
    UInt32(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  fileprivate func load64(_ offset: Int) -> UInt64 {
    UInt64(bigEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}

extension UnsafeMutableRawBufferPointer {
  fileprivate func store(_ value: UInt32, at offset: Int) {
    storeBytes(of: value.bigEndian, toByteOffset: offset, as: UInt32.self)
  }

  fileprivate func store(_ value: UInt64, at offset: Int) {
    storeBytes(of: value.bigEndian, toByteOffset: offset, as: UInt64.self)
  }
}
