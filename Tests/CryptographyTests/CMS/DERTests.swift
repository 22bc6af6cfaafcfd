import BundleCore
import TestSupport
import Testing

@testable import CMS

/// The edges of X.690, one a row: what is taken, and what is refused.
@Suite struct DERTests {
  /// An encoding, and which rules allow it.
  struct Form: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let der: Bool
    let ber: Bool
    var testDescription: String { name }

    init(_ name: String, _ bytes: [UInt8], der: Bool, ber: Bool) {
      self.name = name
      self.bytes = bytes
      self.der = der
      self.ber = ber
    }

    /// What both rules allow.
    static func both(_ name: String, _ bytes: [UInt8]) -> Form {
      Form(name, bytes, der: true, ber: true)
    }
    /// What only the basic rules allow.
    static func ber(_ name: String, _ bytes: [UInt8]) -> Form {
      Form(name, bytes, der: false, ber: true)
    }
    /// What neither allows.
    static func none(_ name: String, _ bytes: [UInt8]) -> Form {
      Form(name, bytes, der: false, ber: false)
    }
  }

  /// `count` octets of no meaning.
  private static func some(_ count: Int) -> [UInt8] { [UInt8](repeating: 0x55, count: count) }

  /// A NULL inside `depth - 1` sequences, of definite or indefinite length.
  private static func nested(_ depth: Int, definite: Bool) -> [UInt8] {
    var bytes = DERWriter.null
    for _ in 1..<depth {
      bytes = definite ? DERWriter.sequence(bytes) : [0x30, 0x80] + bytes + [0, 0]
    }
    return bytes
  }

  private static let lengths: [Form] = [
    .both("no content", [0x04, 0x00]),
    .both("127 octets", [0x04, 0x7f] + some(127)),
    .both("128 octets", [0x04, 0x81, 0x80] + some(128)),
    .both("256 octets", [0x04, 0x82, 0x01, 0x00] + some(256)),
    .ber("127 octets, long form", [0x04, 0x81, 0x7f] + some(127)),
    .ber("nothing, long form", [0x04, 0x81, 0x00]),
    .ber("128 octets, a leading zero", [0x04, 0x82, 0x00, 0x80] + some(128)),
    .ber("eight octets of length", [0x04, 0x88, 0, 0, 0, 0, 0, 0, 0, 1, 0]),
    .ber("nine octets of length", [0x04, 0x89, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]),
    .ber("126 octets of length", [0x04, 0xfe] + [UInt8](repeating: 0, count: 126)),
    .none("127 octets of length", [0x04, 0xff] + [UInt8](repeating: 0, count: 127)),
    .none("more than 64 bits", [0x04, 0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0]),
    .none("all bits set", [0x04, 0x88] + [UInt8](repeating: 0xff, count: 8)),
    .none("Int64.max", [0x04, 0x88, 0x7f] + [UInt8](repeating: 0xff, count: 7)),
    .none("more than 32 bits", [0x04, 0x85, 1, 0, 0, 0, 0]),
    .none("2 GiB", [0x30, 0x84, 0x7f, 0xff, 0xff, 0xff]),
    .none("one octet missing", [0x04, 0x02, 0x00]),
    .none("one octet too many", [0x04, 0x01, 0x00, 0x00]),
    .none("a second value", DERWriter.null + DERWriter.null),
    .none("a tag alone", [0x04]),
    .none("half a length", [0x04, 0x82, 0x01]),
    .none("nothing", []),
  ]

  private static let containers: [Form] = [
    .both("two elements", [0x30, 0x04, 0x05, 0x00, 0x05, 0x00]),
    .ber("indefinite", [0x30, 0x80, 0x05, 0x00, 0x00, 0x00]),
    .ber("indefinite, empty", [0x30, 0x80, 0x00, 0x00]),
    .ber("indefinite in definite", [0x30, 0x04, 0x30, 0x80, 0x00, 0x00]),
    .ber("definite in indefinite", [0x30, 0x80, 0x30, 0x02, 0x05, 0x00, 0x00, 0x00]),
    .ber("constructed octets", [0x24, 0x80, 0x04, 0x01, 0x00, 0x00, 0x00]),
    .none("primitive, indefinite", [0x04, 0x80, 0x00, 0x00]),
    .none("no end", [0x30, 0x80, 0x05, 0x00]),
    .none("half an end", [0x30, 0x80, 0x05, 0x00, 0x00]),
    .none("an end with a length", [0x30, 0x80, 0x00, 0x01, 0x00]),
    .none("an end that nothing needs", [0x30, 0x02, 0x00, 0x00]),
    .none("an end alone", [0x00, 0x00]),
    .none("a constructed end", [0x30, 0x02, 0x20, 0x00]),
    .none("the end beyond the one around", [0x30, 0x03, 0x30, 0x80, 0x00, 0x00]),
    .none("an element beyond the end", [0x30, 0x03, 0x04, 0x02, 0x00, 0x00]),
    .none("an element cut off", [0x30, 0x01, 0x05]),
    .both("24 deep", nested(24, definite: true)),
    .none("25 deep", nested(25, definite: true)),
    .ber("24 deep, indefinite", nested(24, definite: false)),
    .none("25 deep, indefinite", nested(25, definite: false)),
    .none(
      "100,000 deep",
      [UInt8](repeating: 0x30, count: 1).flatMap { _ in
        [[UInt8]](repeating: [0x30, 0x80], count: 100_000).flatMap { $0 }
      }),
  ]

  private static let tags: [Form] = [
    .both("tag 31", [0x1f, 0x1f, 0x00]),
    .both("tag 128", [0x9f, 0x81, 0x00, 0x00]),
    .both("63 bits", [0x9f] + [UInt8](repeating: 0xff, count: 8) + [0x7f, 0x00]),
    .none("64 bits", [0x9f, 0x81] + [UInt8](repeating: 0x80, count: 8) + [0x00, 0x00]),
    .none("tag 30 in two octets", [0x1f, 0x1e, 0x00]),
    .none("a leading zero", [0x1f, 0x80, 0x1f, 0x00]),
    .none("cut off", [0x1f, 0x81]),
    .none("no number", [0x1f]),
    .both("inside", [0x30, 0x03, 0xbf, 0x1f, 0x00]),
  ]

  @Test(arguments: lengths + containers + tags)
  func forms(_ form: Form) {
    for (rules, allowed) in [(EncodingRules.der, form.der), (.ber, form.ber)] {
      let found = code { _ = try DERValue(parsing: form.bytes, as: rules, .signedDataSyntax) }
      #expect(found == (allowed ? nil : .signedDataSyntax), "\(rules)")
    }
  }

  /// A stream takes what memory takes, but for tags of several octets, which CMS has none of.
  @Test(arguments: lengths + containers + tags)
  func streamsAgree(_ form: Form) {
    let codes = BERReader.Codes(
      syntax: .envelopeSyntax, truncated: .envelopeTruncated, tooLarge: .envelopeHeaderTooLarge)
    let found = code {
      let reader = BERReader(MemorySource(form.bytes), codes: codes, bufferSize: 3)
      let element = try reader.element(limit: 1 << 20, "value")
      guard try reader.peek() == nil else { throw reader.syntax("trailing") }
      _ = try DERValue(parsing: element, as: .ber, .envelopeSyntax)
    }
    let isLong = (form.bytes.first ?? 0) & 0x1f == 0x1f
    #expect((found == nil) == (form.ber && !isLong), "\(String(describing: found))")
  }

  @Test func everyOctetBelongsToAValue() throws {
    let parts: [[UInt8]] = [
      DERWriter.octetString([1, 2]), DERWriter.sequence(DERWriter.null), [0xbf, 0x1f, 0x00],
      [0x30, 0x80, 0x05, 0x00, 0x00, 0x00],
    ]
    let value = try DERValue(
      parsing: DERWriter.value(0x30, Array(parts.joined())), as: .ber, .envelopeSyntax)
    var elements = value.elements
    for part in parts { #expect(elements.next().map { Array($0.encoding) } == part) }
    #expect(elements.next() == nil)
    #expect(Array(value.content) == Array(parts.joined()))
    let last = try DERValue(parsing: parts[3], as: .ber, .envelopeSyntax)
    #expect(Array(last.content) == [0x05, 0x00])
    var none = try DERValue(parsing: parts[0], .envelopeSyntax).elements
    #expect(none.next() == nil)
  }

  // MARK: Types

  @Test(
    arguments: [
      ([0x00], 0), ([0x7f], 127), ([], nil), ([0x80], nil), ([0xff], nil), ([0x00, 0x80], nil),
      ([0x00, 0x01], nil), ([0xff, 0x80], nil), ([0x01, 0x00], nil),
    ] as [([UInt8], UInt8?)])
  func smallIntegers(content: [UInt8], number: UInt8?) throws {
    let sequence = DERWriter.sequence(DERWriter.value(Tag.integer, content))
    var found: UInt8?
    let error = code {
      var fields = try DERReader.sequence(parsing: sequence, .signedDataSyntax)
      found = try fields.smallInteger("number")
    }
    #expect(found == number)
    #expect(error == (number == nil ? .signedDataSyntax : nil))
  }

  @Test(
    arguments: [
      ([0x00], true), ([0x80], true), ([0x00, 0x80], true), ([0xff, 0x7f], true), ([], false),
      ([0x00, 0x7f], false), ([0xff, 0x80], false), ([0x00, 0x00], false),
      ([0x00] + [UInt8](repeating: 0xff, count: 20), true),
    ] as [([UInt8], Bool)])
  func integersAreMinimal(content: [UInt8], allowed: Bool) throws {
    let sequence = DERWriter.sequence(DERWriter.value(Tag.integer, content))
    var found: [UInt8]?
    let error = code {
      var fields = try DERReader.sequence(parsing: sequence, .signedDataSyntax)
      found = try fields.integerBytes("number")
    }
    #expect(found == (allowed ? content : nil))
    #expect(error == (allowed ? nil : .signedDataSyntax))
  }

  @Test(
    arguments: [
      ([0x00], "0.0"), ([0x27], "0.39"), ([0x28], "1.0"), ([0x4f], "1.39"), ([0x50], "2.0"),
      ([0x88, 0x37], "2.999"), ([0x81, 0x34], "2.100"), ([0x2a, 0x86, 0x48], "1.2.840"),
      ([0x2a] + [UInt8](repeating: 0xff, count: 8) + [0x7f], "1.2.9223372036854775807"),
      ([], nil), ([0x80], nil), ([0x81], nil), ([0x2a, 0x80, 0x01], nil), ([0x2a, 0x86], nil),
      ([0x80, 0x2a], nil),
      ([0x2a, 0x81] + [UInt8](repeating: 0x80, count: 8) + [0x00], nil),
      ([0x2a] + [UInt8](repeating: 0xff, count: 30) + [0x7f], nil),
    ] as [([UInt8], String?)])
  func objectIdentifiers(content: [UInt8], text: String?) {
    #expect(OID(content: content)?.description == text)
  }

  /// A type is told by its tag; the right octets under another tag, or constructed, are refused.
  @Test func typesAreAsked() throws {
    let identifier = OID.data.content
    func refused(_ value: [UInt8], _ read: (inout DERReader) throws -> Void) -> Bool {
      code {
        var fields = try DERReader.sequence(
          parsing: DERWriter.sequence(value), .signedDataSyntax)
        try read(&fields)
      } == .signedDataSyntax
    }
    let octets = DERWriter.octetString([1])
    #expect(!refused(octets) { _ = try $0.octetString("octets") })
    #expect(refused(DERWriter.value(0x24, octets)) { _ = try $0.octetString("octets") })
    #expect(refused([]) { _ = try $0.octetString("octets") })
    #expect(refused(octets) { _ = try $0.integerBytes("integer") })
    #expect(refused(DERWriter.value(0x26, octets)) { _ = try $0.objectIdentifier("type") })
    #expect(refused(DERWriter.value(0x04, identifier)) { _ = try $0.objectIdentifier("type") })
    #expect(refused(DERWriter.value(0x10, octets)) { _ = try $0.sequence("sequence") })
    #expect(refused(DERWriter.value(0x31, octets)) { _ = try $0.sequence("sequence") })
    #expect(
      refused(DERWriter.sequence(DERWriter.objectIdentifier(.data), octets, octets)) {
        _ = try $0.algorithmIdentifier("algorithm")
      })
    #expect(refused(DERWriter.sequence()) { _ = try $0.algorithmIdentifier("algorithm") })
    #expect(refused(octets) { try $0.end("sequence") })
    #expect(
      code { _ = try DERReader.sequence(parsing: octets, .envelopeSyntax) } == .envelopeSyntax)
  }

  @Test(
    arguments: [
      ([], true), ([[0x05, 0x00]], true), ([[0x05, 0x00], [0x05, 0x00]], true),
      ([[0x04, 0x01, 0x00], [0x04, 0x01, 0x01]], true),
      ([[0x04, 0x01, 0x01], [0x04, 0x01, 0x00]], false),
      // By encodings: the shorter content first, whatever it holds.
      ([[0x04, 0x01, 0xff], [0x04, 0x02, 0x00, 0x00]], true),
      ([[0x04, 0x02, 0x00, 0x00], [0x04, 0x01, 0xff]], false),
      ([[0x30, 0x00], [0x05, 0x00]], false),
    ] as [([[UInt8]], Bool)])
  func setsAreInOrder(parts: [[UInt8]], inOrder: Bool) throws {
    let value = try DERValue(
      parsing: DERWriter.value(Tag.set, Array(parts.joined())), .signedDataSyntax)
    #expect(value.isInSetOrder == inOrder)
    let sorted = try DERValue(parsing: DERWriter.setOf(parts), .signedDataSyntax)
    #expect(sorted.isInSetOrder)
    #expect((DERWriter.setOf(parts) == Array(value.encoding)) == inOrder)
  }

  // MARK: Times

  /// RFC 5652, 11.3: the tag, the text, and the moment where it is the one way to write it.
  @Test(
    arguments: [
      (Tag.utcTime, "260601000000Z", "2026-06-01T00:00:00Z"),
      (Tag.utcTime, "491231235959Z", "2049-12-31T23:59:59Z"),
      (Tag.utcTime, "700101000000Z", "1970-01-01T00:00:00Z"),
      (Tag.utcTime, "240229000000Z", "2024-02-29T00:00:00Z"),
      (Tag.generalizedTime, "20500101000000Z", "2050-01-01T00:00:00Z"),
      (Tag.generalizedTime, "99991231235959Z", "9999-12-31T23:59:59Z"),
      // The other form for its year.
      (Tag.generalizedTime, "20260601000000Z", nil),
      (Tag.generalizedTime, "20491231235959Z", nil),
      // Before 1970 nobody signs.
      (Tag.utcTime, "500101000000Z", nil),
      (Tag.utcTime, "691231235959Z", nil),
      // Forms of BER, and of X.680.
      (Tag.utcTime, "2606010000Z", nil),
      (Tag.utcTime, "260601000000", nil),
      (Tag.utcTime, "260601080000+0800", nil),
      (Tag.utcTime, "260601000000z", nil),
      (Tag.utcTime, "2606010000000", nil),
      (Tag.generalizedTime, "20500101000000.5Z", nil),
      (Tag.generalizedTime, "205001010000Z", nil),
      (Tag.generalizedTime, "20500101000000+0000", nil),
      // No moments.
      (Tag.utcTime, "230229000000Z", nil),
      (Tag.utcTime, "261301000000Z", nil),
      (Tag.utcTime, "260001000000Z", nil),
      (Tag.utcTime, "260600000000Z", nil),
      (Tag.utcTime, "260601240000Z", nil),
      (Tag.utcTime, "260601006000Z", nil),
      (Tag.utcTime, "260601000060Z", nil),
      // No digits.
      (Tag.utcTime, "2606010000 0Z", nil),
      (Tag.utcTime, "2606010000０Z", nil),
      (Tag.utcTime, "-10601000000Z", nil),
      (Tag.utcTime, "", nil),
      // Other types.
      (Tag.octetString, "260601000000Z", nil),
      (Tag.utcTime | Tag.constructedBit, "", nil),
    ] as [(UInt8, String, String?)])
  func times(tag: UInt8, text: String, moment: String?) throws {
    let encoding = DERWriter.value(tag, Array(text.utf8))
    let value = try DERValue(parsing: encoding, .signedDataSyntax)
    var found: Timestamp?
    let error = code { found = try SigningTime.decode(value) }
    #expect(found?.rfc3339 == moment)
    #expect(error == (moment == nil ? .signedAttributeMismatch : nil))
    if let found { #expect(try SigningTime.encode(found) == encoding) }
  }

  @Test func yearsBeyondWriting() {
    let time = Timestamp(secondsSince1970: 253_402_300_800)
    #expect(code { _ = try SigningTime.encode(time) } == .usage)
  }

  // MARK: Writing

  @Test(
    arguments: [
      (0, [0x00]), (1, [0x01]), (127, [0x7f]), (128, [0x00, 0x80]), (255, [0x00, 0xff]),
      (256, [0x01, 0x00]), (32_767, [0x7f, 0xff]), (32_768, [0x00, 0x80, 0x00]),
      (UInt64(Int64.max), [0x7f] + [UInt8](repeating: 0xff, count: 7)),
      (UInt64.max, [0x00] + [UInt8](repeating: 0xff, count: 8)),
    ] as [(UInt64, [UInt8])])
  func integersAreWritten(number: UInt64, content: [UInt8]) throws {
    let encoding = DERWriter.integer(number)
    #expect(encoding == DERWriter.value(Tag.integer, content))
    var fields = try DERReader.sequence(parsing: DERWriter.sequence(encoding), .signedDataSyntax)
    #expect(try fields.integerBytes("number") == content)
  }

  @Test(
    arguments: [
      (0, [0x04, 0x00]), (127, [0x04, 0x7f]), (128, [0x04, 0x81, 0x80]),
      (255, [0x04, 0x81, 0xff]), (256, [0x04, 0x82, 0x01, 0x00]),
      (UInt64(1) << 36, [0x04, 0x85, 0x10, 0, 0, 0, 0]),
      (UInt64.max, [0x04, 0x88] + [UInt8](repeating: 0xff, count: 8)),
    ] as [(UInt64, [UInt8])])
  func headersAreWritten(length: UInt64, header: [UInt8]) {
    #expect(DERWriter.header(0x04, length) == header)
    var decoder = HeaderDecoder(.der, longTags: false)
    for (place, octet) in header.enumerated() {
      switch decoder.take(octet) {
      case .more: #expect(place < header.count - 1)
      case .complete(let found):
        #expect(found == ValueHeader(tag: 0x04, length: length))
        #expect(place == header.count - 1)
      case .fault(let reason): Issue.record("\(reason)")
      }
    }
  }
}
