/// Identifier octets of the types that CMS is made of (X.690, 8.1.2, with the tags of X.680, 8.4).
enum Tag {
  /// INTEGER (X.690, 8.3).
  static let integer: UInt8 = 0x02
  /// BIT STRING (X.690, 8.6), primitive.
  static let bitString: UInt8 = 0x03
  /// OCTET STRING (X.690, 8.7), primitive.
  static let octetString: UInt8 = 0x04
  /// OBJECT IDENTIFIER (X.690, 8.19).
  static let objectIdentifier: UInt8 = 0x06
  /// UTCTime (X.690, 11.8).
  static let utcTime: UInt8 = 0x17
  /// GeneralizedTime (X.690, 11.7).
  static let generalizedTime: UInt8 = 0x18
  /// SEQUENCE and SEQUENCE OF (X.690, 8.9), constructed as they always are.
  static let sequence: UInt8 = 0x30
  /// SET and SET OF (X.690, 8.11), constructed as they always are.
  static let set: UInt8 = 0x31
  /// Set in the identifier octet of a value that is made of values (X.690, 8.1.2.5).
  static let constructedBit: UInt8 = 0x20

  /// `[number]` around or in place of a primitive type; number below 31.
  static func primitive(_ number: UInt8) -> UInt8 { 0x80 | number }

  /// `[number]` around any type (EXPLICIT), or in place of a constructed one; number below 31.
  static func constructed(_ number: UInt8) -> UInt8 { 0xa0 | number }
}

/// Which encodings of a value are accepted (X.690).
enum EncodingRules: Sendable {
  /// The distinguished rules, clause 10: one encoding for each value.
  case der
  /// The basic rules, clause 8: indefinite lengths, and definite ones with leading zeros.
  case ber
}

/// Tag and length of one value (X.690, 8.1.2 and 8.1.3), the same for streams, memory and writers.
struct ValueHeader: Equatable, Sendable {
  /// The first identifier octet. A tag of several octets ends in 0x1f here and its number is not
  /// kept, because no type of CMS has such a tag and none can be taken for it.
  let tag: UInt8
  /// Content octets that follow; nil where the length is indefinite (8.1.3.6).
  let length: UInt64?

  /// Whether the content is made of values (8.1.2.5).
  var isConstructed: Bool { tag & Tag.constructedBit != 0 }

  /// The encoding, its length in the minimal form of 10.1. The tag must have one octet.
  var encoded: [UInt8] {
    guard let length else { return [tag, 0x80] }
    guard length >= 128 else { return [tag, UInt8(length)] }
    let count = (UInt64.bitWidth - length.leadingZeroBitCount + 7) / 8
    var bytes = [tag, 0x80 | UInt8(count)]
    for place in (0..<count).reversed() {
      bytes.append(UInt8(truncatingIfNeeded: length >> (8 * UInt64(place))))
    }
    return bytes
  }

  /// Whether the tag goes on after this octet (8.1.2.4).
  fileprivate static func isLong(_ tag: UInt8) -> Bool { tag & 0x1f == 0x1f }
}

/// Reads a header from one octet after the other, so that a stream and an array share one reading.
struct HeaderDecoder {
  /// What is known after an octet.
  enum Step {
    /// The header goes on.
    case more
    /// The whole header.
    case complete(ValueHeader)
    /// Why no header can begin like this.
    case fault(String)
  }

  private enum Expected {
    case tag
    case tagNumber(UInt64)
    case length
    case lengthOctets(left: UInt8, value: UInt64)
  }

  private let rules: EncodingRules
  private let longTags: Bool
  private var tag: UInt8 = 0
  private var expected = Expected.tag

  /// `longTags`: whether tags of several octets are read. Nothing in CMS has one, but a value that
  /// is passed over may.
  init(_ rules: EncodingRules, longTags: Bool) {
    self.rules = rules
    self.longTags = longTags
  }

  /// Takes the next octet; not to be called again after it returned anything but `more`.
  mutating func take(_ octet: UInt8) -> Step {
    switch expected {
    case .tag: takeTag(octet)
    case .tagNumber(let number): takeTagNumber(octet, after: number)
    case .length: takeLength(octet)
    case .lengthOctets(let left, let value): takeLengthOctet(octet, left: left, after: value)
    }
  }

  private mutating func takeTag(_ octet: UInt8) -> Step {
    guard octet != 0 else { return .fault("end-of-contents where a value belongs") }
    tag = octet
    guard ValueHeader.isLong(octet) else {
      expected = .length
      return .more
    }
    guard longTags else { return .fault("a tag of several octets") }
    expected = .tagNumber(0)
    return .more
  }

  /// 8.1.2.4.2: seven bits an octet, the fewest octets, and only numbers that one octet can't hold.
  private mutating func takeTagNumber(_ octet: UInt8, after number: UInt64) -> Step {
    guard let number = Base128.number(number, then: octet) else {
      return .fault("a tag's number that is not minimal or beyond all bounds")
    }
    guard octet & 0x80 == 0 else {
      expected = .tagNumber(number)
      return .more
    }
    guard number >= 0x1f else { return .fault("a tag of several octets for a small number") }
    expected = .length
    return .more
  }

  private mutating func takeLength(_ octet: UInt8) -> Step {
    switch octet {
    case ..<0x80: return .complete(ValueHeader(tag: tag, length: UInt64(octet)))
    case 0x80:
      guard rules == .ber else { return .fault("an indefinite length") }
      guard tag & Tag.constructedBit != 0 else {
        return .fault("a primitive value of indefinite length")
      }
      return .complete(ValueHeader(tag: tag, length: nil))
    // Reserved for what may come (8.1.3.5, c).
    case 0xff: return .fault("a length of 127 octets")
    default:
      expected = .lengthOctets(left: octet & 0x7f, value: 0)
      return .more
    }
  }

  private mutating func takeLengthOctet(
    _ octet: UInt8, left: UInt8, after value: UInt64
  ) -> Step {
    // The basic rules let zeros lead (8.1.3.5, note 2); the distinguished ones do not (10.1).
    if rules == .der, value == 0, octet == 0 { return .fault("a length that is not minimal") }
    let value = value << 8 | UInt64(octet)
    guard left > 1 else {
      if rules == .der, value < 128 { return .fault("a short length in the long form") }
      return .complete(ValueHeader(tag: tag, length: value))
    }
    guard value >> 56 == 0 else { return .fault("a length beyond all bounds") }
    expected = .lengthOctets(left: left - 1, value: value)
    return .more
  }
}

/// Numbers in octets of seven bits, the highest first, of which all but the last have bit 8 set:
/// long tags (X.690, 8.1.2.4.2) and the arcs of object identifiers (8.19.2).
enum Base128 {
  /// The number read so far with one more octet; nil where the encoding is not minimal or the
  /// number has more than 63 bits.
  static func number(_ number: UInt64, then octet: UInt8) -> UInt64? {
    if number == 0, octet == 0x80 { return nil }
    guard number >> 56 == 0 else { return nil }
    return number << 7 | UInt64(octet & 0x7f)
  }

  /// The octets of a number.
  static func encoded(_ number: UInt64) -> [UInt8] {
    var octets = [UInt8(truncatingIfNeeded: number & 0x7f)]
    var rest = number >> 7
    while rest > 0 {
      octets.append(0x80 | UInt8(truncatingIfNeeded: rest & 0x7f))
      rest >>= 7
    }
    return octets.reversed()
  }
}
