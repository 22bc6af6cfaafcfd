/// DER, written inside out: every function returns one whole encoded value.
///
/// The headers also open values whose content streams, so that both come from one place.
enum DERWriter {
  /// NULL (X.690, 8.8).
  static let null: [UInt8] = [0x05, 0x00]
  /// BER end-of-contents (X.690, 8.1.5).
  static let endOfContents: [UInt8] = [0x00, 0x00]

  /// Tag and definite length (X.690, 8.1.3, in the minimal form of 10.1).
  static func header(_ tag: UInt8, _ length: UInt64) -> [UInt8] {
    ValueHeader(tag: tag, length: length).encoded
  }

  /// Tag and indefinite length (X.690, 8.1.3.6).
  static func indefinite(_ tag: UInt8) -> [UInt8] { ValueHeader(tag: tag, length: nil).encoded }

  /// A value of any type, from its content octets.
  static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    header(tag, UInt64(content.count)) + content
  }

  /// SEQUENCE of values that are encoded already (X.690, 8.9).
  static func sequence(_ parts: [UInt8]...) -> [UInt8] {
    value(Tag.sequence, Array(parts.joined()))
  }

  /// `SET OF`: elements in ascending order of their encodings (X.690, 11.6).
  static func setOf(_ parts: [[UInt8]], tag: UInt8 = Tag.set) -> [UInt8] {
    value(tag, Array(parts.sorted { $0.lexicographicallyPrecedes($1) }.joined()))
  }

  /// OCTET STRING (X.690, 8.7), primitive as 10.2 asks.
  static func octetString(_ bytes: [UInt8], tag: UInt8 = Tag.octetString) -> [UInt8] {
    value(tag, bytes)
  }

  /// BIT STRING of whole octets (X.690, 8.6).
  static func bitString(_ bytes: [UInt8]) -> [UInt8] { value(Tag.bitString, [0] + bytes) }

  /// A non-negative INTEGER (X.690, 8.3): the fewest octets whose first bit is no sign.
  static func integer(_ number: UInt64) -> [UInt8] {
    let count = (UInt64.bitWidth - number.leadingZeroBitCount) / 8 + 1
    var content: [UInt8] = []
    for place in (0..<count).reversed() {
      // A ninth octet is there for the sign alone: a shift by all 64 bits leaves zero.
      content.append(UInt8(truncatingIfNeeded: number >> (8 * UInt64(place))))
    }
    return value(Tag.integer, content)
  }

  /// OBJECT IDENTIFIER (X.690, 8.19).
  static func objectIdentifier(_ identifier: OID) -> [UInt8] {
    value(Tag.objectIdentifier, identifier.content)
  }

  /// Explicit tagging (X.690, 8.14.2): context-specific, constructed.
  static func explicit(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
    value(Tag.constructed(number), content)
  }
}
