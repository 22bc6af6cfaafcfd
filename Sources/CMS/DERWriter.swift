import SwiftASN1

/// DER, written inside out: every function returns one whole encoded value.
///
/// The library's serializer builds a document in memory; here the same headers also open values
/// whose content streams, so both come from one place.
enum DERWriter {
  static let null: [UInt8] = [0x05, 0x00]
  /// BER end-of-contents.
  static let endOfContents: [UInt8] = [0x00, 0x00]

  /// Tag and definite length (X.690, 8.1.3, in the minimal form of 10.1).
  static func header(_ tag: UInt8, _ length: UInt64) -> [UInt8] {
    if length < 128 { return [tag, UInt8(length)] }
    var bytes: [UInt8] = []
    var rest = length
    while rest > 0 {
      bytes.insert(UInt8(rest & 0xff), at: 0)
      rest >>= 8
    }
    return [tag, 0x80 | UInt8(bytes.count)] + bytes
  }

  /// Tag and indefinite length (X.690, 8.1.3.6).
  static func indefinite(_ tag: UInt8) -> [UInt8] { [tag, 0x80] }

  static func value(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    header(tag, UInt64(content.count)) + content
  }

  static func sequence(_ parts: [UInt8]...) -> [UInt8] { value(0x30, Array(parts.joined())) }

  /// `SET OF`: elements in ascending order of their encodings (X.690, 11.6).
  static func setOf(_ parts: [[UInt8]], tag: UInt8 = 0x31) -> [UInt8] {
    value(tag, Array(parts.sorted { $0.lexicographicallyPrecedes($1) }.joined()))
  }

  static func octetString(_ bytes: [UInt8], tag: UInt8 = 0x04) -> [UInt8] { value(tag, bytes) }

  static func bitString(_ bytes: [UInt8]) -> [UInt8] { value(0x03, [0] + bytes) }

  /// A small non-negative integer, below 128.
  static func integer(_ value: UInt8) -> [UInt8] { [0x02, 0x01, value & 0x7f] }

  static func objectIdentifier(_ identifier: ASN1ObjectIdentifier) -> [UInt8] {
    var serializer = DER.Serializer()
    // Serialising an identifier to memory has no failing path.
    try? serializer.serialize(identifier)
    return serializer.serializedBytes
  }

  /// Explicit tagging: context-specific, constructed.
  static func explicit(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
    value(0xa0 | number, content)
  }
}
