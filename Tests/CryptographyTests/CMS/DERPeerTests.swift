import BundleCore
import Primitives
import TestSupport
import Testing

@testable import CMS

/// The same octets and the same reading as `openssl asn1parse`.
@Suite struct DERPeerTests {
  /// Values as `openssl` is told to make them (ASN1_generate_nconf), and as we write them.
  private static func values() throws -> [(told: String, written: [UInt8])] {
    let identifiers: [OID] = [
      .data, .authEnvelopedData, .sm3, .sha256, .sm2WithSM3, .ecdsaSHA256, .ed25519, .sm4GCM,
      .aes256GCM, .sm2Encrypt, .rsaOAEP, .ecdhSHA256KDF, .ecdhSHA1KDF, .algorithmProtection,
      .signingCertificateV2, .proofOfCreation, OID(0, 0), OID(0, 39), OID(1, 39), OID(2, 40),
      OID(2, 999, 128, 16_383, 16_384), OID(2, 25, 1 << 62),
    ]
    let numbers: [UInt64] = [
      0, 1, 127, 128, 255, 256, 65_535, 65_536, 1 << 31, 1 << 32, 1 << 63, .max,
    ]
    var values = identifiers.map {
      (told: "OID:\($0)", written: DERWriter.objectIdentifier($0))
    }
    for number in numbers {
      values.append(
        (told: "INTEGER:0x" + String(number, radix: 16), written: DERWriter.integer(number)))
    }
    for count in [0, 1, 127, 128, 255, 256, 300] {
      let bytes = patterned(count)
      // It takes no hexadecimal digits for nothing.
      let format = count == 0 ? "FORMAT:ASCII" : "FORMAT:HEX"
      let told = "\(format),OCTETSTRING:" + Hex.encode(bytes)
      values.append((told: told, written: DERWriter.octetString(bytes)))
      values.append((told: "IMP:0," + told, written: DERWriter.octetString(bytes, tag: 0x80)))
      values.append(
        (told: "EXP:2," + told, written: DERWriter.explicit(2, DERWriter.octetString(bytes))))
      values.append(
        (told: "\(format),BITSTRING:" + Hex.encode(bytes), written: DERWriter.bitString(bytes)))
    }
    values.append((told: "NULL", written: DERWriter.null))
    for (told, seconds) in [
      ("UTC:700101000000Z", 0), ("UTC:260601000000Z", 1_780_272_000),
      ("UTC:491231235959Z", 2_524_607_999), ("GENTIME:20500101000000Z", 2_524_608_000),
    ] as [(String, Int64)] {
      let time = Timestamp(secondsSince1970: seconds)
      values.append((told: told, written: try SigningTime.encode(time)))
    }
    return values
  }

  @Test func sameOctets() throws {
    let values = try Self.values()
    let openssl = try OpenSSL()
    var lines = ["asn1 = SEQUENCE:values", "[values]"]
    for (i, value) in values.enumerated() { lines.append("v\(i) = \(value.told)") }
    try openssl.write("values.cnf", Array(lines.joined(separator: "\n").utf8))
    try openssl("asn1parse -genconf values.cnf -noout -out values.der")
    let theirs = try DERValue(parsing: openssl.read("values.der"), .signedDataSyntax)
    var elements = theirs.elements
    for value in values {
      #expect(elements.next().map { Array($0.encoding) } == value.written, "\(value.told)")
    }
    #expect(elements.next() == nil)
  }

  /// OpenSSL sorts what it is told to write as a SET.
  @Test func sameOrder() throws {
    let openssl = try OpenSSL()
    var dice = Seeded(3)
    // One octet at least: it takes no hexadecimal digits for nothing.
    let parts = (0..<60).map { _ in
      patterned(Int.random(in: 1...150, using: &dice)).shuffled(using: &dice)
    }
    var lines = ["asn1 = SET:values", "[values]"]
    for (i, part) in parts.enumerated() {
      lines.append("v\(i) = FORMAT:HEX,OCTETSTRING:" + Hex.encode(part))
    }
    try openssl.write("values.cnf", Array(lines.joined(separator: "\n").utf8))
    try openssl("asn1parse -genconf values.cnf -noout -out values.der")
    let theirs = try openssl.read("values.der")
    #expect(DERWriter.setOf(parts.map { DERWriter.octetString($0) }) == theirs)
    #expect(try DERValue(parsing: theirs, .signedDataSyntax).isInSetOrder)
  }

  /// One value as `asn1parse` lists it.
  private struct Line: Equatable {
    let place: Int
    let depth: Int
    let headerLength: Int
    let length: Int
    let isConstructed: Bool
  }

  private static func lines(
    _ value: DERValue, depth: Int = 0, into lines: inout [Line]
  ) {
    let header = value.content.startIndex - value.encoding.startIndex
    lines.append(
      Line(
        place: value.encoding.startIndex, depth: depth, headerLength: header,
        length: value.content.count, isConstructed: value.isConstructed))
    var elements = value.elements
    while let element = elements.next() { Self.lines(element, depth: depth + 1, into: &lines) }
  }

  /// `   17:d=2  hl=4 l= 900 cons: SEQUENCE`
  private static func line(_ text: Substring) throws -> Line {
    let words = text.split(whereSeparator: { " :=".contains($0) }).map(String.init)
    func number(after name: String) throws -> Int {
      let place = try #require(words.firstIndex(of: name), "\(text)")
      return try #require(Int(words[place + 1]), "\(text)")
    }
    return try Line(
      place: #require(Int(words[0]), "\(text)"), depth: number(after: "d"),
      headerLength: number(after: "hl"), length: number(after: "l"),
      isConstructed: words.contains("cons"))
  }

  /// Every value of a statement and of an envelope stands where `asn1parse` finds it.
  @Test(arguments: Suite.allCases)
  func sameReading(suite: Suite) throws {
    let people = try People.of(suite)
    let statement = try SignedData.sign(
      SignedDataTests.content, digest: suite.digest,
      signers: [people.signer(0), people.signer(1)], certificates: people.certificates)
    let sink = MemorySink()
    let writer = try EnvelopeWriter(
      sink, suite: suite, recipients: people.certificates, contentLength: 500)
    try writer.write(patterned(500))
    try writer.finish()
    let openssl = try OpenSSL()
    for message in [statement, sink.bytes] {
      try openssl.write("m.der", message)
      let listed = try openssl("asn1parse -inform DER -in m.der")
        .split(separator: "\n").map { try Self.line($0) }
      var found: [Line] = []
      Self.lines(try DERValue(parsing: message, .signedDataSyntax), into: &found)
      #expect(found == listed)
      #expect(found.count > 30)
    }
  }
}
