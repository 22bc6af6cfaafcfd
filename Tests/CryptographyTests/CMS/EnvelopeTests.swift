import BundleCore
import Primitives
import TestSupport
import Testing

@testable import CMS

/// An envelope taken apart, so that it can be put together in another encoding.
struct Parts {
  static let prefix = [UInt8](repeating: 0x50, count: 72)
  let plain: [UInt8]
  /// Everything up to the encryptedContent, all lengths indefinite.
  let head: [UInt8]
  let cipher: [UInt8]
  let mac: [UInt8]
  let key: RecipientKey

  init(_ suite: Suite, count: Int = 3000) throws {
    let people = try People.of(suite)
    plain = Self.prefix + patterned(count)
    key = try people.key(0)
    let sink = MemorySink()
    let writer = try EnvelopeWriter(
      sink, suite: suite, recipients: people.certificates, contentLength: nil,
      segmentSize: 1 << 20)
    try writer.write(plain)
    try writer.finish()
    let all = sink.bytes
    let segment = DERWriter.header(0x04, UInt64(plain.count))
    let start = all.count - 6 - 18 - 4 - plain.count
    head = Array(all[..<(start - segment.count - 2)])
    cipher = Array(all[start..<start + plain.count])
    mac = Array(all[(all.count - 6 - 18)..<(all.count - 6)])
  }

  private static let end: [UInt8] = [0, 0]

  /// With this in the place of encryptedContent.
  func message(_ content: [UInt8]) -> [UInt8] {
    head + content + Self.end + mac + Self.end + Self.end + Self.end
  }

  /// The ciphertext in segments, each with the header that `header` makes for its length.
  func segmented(
    _ sizes: [Int], header: (Int) -> [UInt8] = { DERWriter.header(0x04, UInt64($0)) }
  ) -> [UInt8] {
    var content: [UInt8] = [0xa0, 0x80]
    var (place, turn) = (0, 0)
    while place < cipher.count {
      let size = min(sizes[turn % sizes.count], cipher.count - place)
      content += header(size) + cipher[place..<place + size]
      place += size
      turn += 1
    }
    return message(content + Self.end)
  }

  func open(_ source: any ByteSource) throws -> [UInt8] {
    let reader = try EnvelopeReader(source, keys: [key], prefix: Self.prefix)
    let block = Block(byteCount: 1000)
    var out: [UInt8] = []
    while case let count = try reader.read(into: block.memory), count > 0 {
      out += block.memory[..<count]
    }
    return out
  }

  func open(_ bytes: [UInt8]) throws -> [UInt8] { try open(MemorySource(bytes)) }
}

@Suite struct EnvelopeTests {
  /// GCM's bound for one key (SPEC, 4.3) is met before anything is written.
  @Test(arguments: Suite.allCases) func moreThanOneKeyMayProtect(suite: Suite) throws {
    let people = try People.of(suite)
    for (length, due) in [
      (Limits.envelopeContent, nil), (Limits.envelopeContent + 1, Code.envelopeTooLong),
    ] {
      let sink = MemorySink()
      let found = code {
        _ = try EnvelopeWriter(
          sink, suite: suite, recipients: [people.persons[0].certificate], contentLength: length)
      }
      #expect(found == due)
      #expect(sink.bytes.isEmpty == (due != nil))
    }
  }

  @Test(arguments: Suite.allCases, [[1], [2], [1000], [1, 7, 500, 2], [0, 3, 0], [4000]])
  func segmentsOfAnySize(suite: Suite, sizes: [Int]) throws {
    let parts = try Parts(suite)
    #expect(try parts.open(parts.segmented(sizes)) == parts.plain)
  }

  @Test(arguments: [0x81, 0x82, 0x84, 0x88, 0x89, 0xfe])
  func lengthsOfAnyForm(first: Int) throws {
    let parts = try Parts(.nist)
    let count = first - 0x80
    let message = parts.segmented([200]) { size in
      [0x04, UInt8(first)] + [UInt8](repeating: 0, count: count - 1) + [UInt8(size)]
    }
    #expect(try parts.open(message) == parts.plain)
  }

  @Test func primitiveContentInIndefiniteMessage() throws {
    let parts = try Parts(.nist)
    let content = DERWriter.header(0x80, UInt64(parts.cipher.count)) + parts.cipher
    #expect(try parts.open(parts.message(content)) == parts.plain)
    let definite = DERWriter.value(0xa0, DERWriter.octetString(parts.cipher))
    #expect(try parts.open(parts.message(definite)) == parts.plain)
  }

  @Test func contentOfOtherForms() throws {
    let parts = try Parts(.nist)
    func found(_ content: [UInt8]) -> Code? { code { _ = try parts.open(parts.message(content)) } }
    let segment = DERWriter.octetString(parts.cipher)
    #expect(found([0xa0, 0x80] + [0x24, 0x80] + segment + [0, 0, 0, 0]) == .envelopeSyntax)
    #expect(found(DERWriter.value(0xa0, DERWriter.value(0x05, []) + segment)) == .envelopeSyntax)
    #expect(found([0x80, 0x80] + segment + [0, 0]) == .envelopeSyntax)
    #expect(found(DERWriter.value(0x04, parts.cipher)) == .envelopeSyntax)
    #expect(found([0xa0, 0xff] + segment) == .envelopeSyntax)
    #expect(found([0xa0, 0x80] + segment + [0, 1]) == .envelopeSyntax)
    #expect(found(DERWriter.value(0xa0, Array(segment.dropLast()))) == .envelopeSyntax)
    #expect(found([]) == .envelopeSyntax)
    #expect(found([0xa0, 0]) == .envelopeDecryptionFailed)
  }

  /// The fields of a RecipientInfo have lengths of any form as well (SPEC, 4.6).
  @Test(arguments: Suite.allCases, [0x82, 0x88, 0x89, 0xfe])
  func recipientsWithLengthsOfAnyForm(suite: Suite, first: UInt8) throws {
    let parts = try Parts(suite)
    // ContentInfo, type, [0], AuthEnvelopedData, version; then recipientInfos.
    let set = try #require(parts.head.firstIndex(of: Tag.set))
    let reader = BERReader(
      MemorySource(Array(parts.head[set...])),
      codes: .init(syntax: .envelopeSyntax, truncated: .envelopeSyntax, tooLarge: .envelopeSyntax))
    let infos = try reader.element(limit: 1 << 20, "recipientInfos")
    var spread: [UInt8] = []
    var elements = try DERValue(parsing: infos, .envelopeSyntax).elements
    while let info = elements.next() {
      var fields = info.elements
      var content: [UInt8] = []
      while let field = fields.next() {
        let count = UInt64(field.content.count)
        let octets = (0..<(first & 0x7f)).reversed().map { place in
          UInt8(truncatingIfNeeded: count >> (8 * UInt64(place)))
        }
        content += [field.tag, first] + octets + field.content
      }
      spread += DERWriter.value(info.tag, content)
    }
    let head =
      parts.head[..<set] + DERWriter.value(Tag.set, spread) + parts.head[(set + infos.count)...]
    let content = DERWriter.header(0x80, UInt64(parts.cipher.count)) + parts.cipher
    let message = head + parts.message(content)[parts.head.count...]
    #expect(try parts.open(Array(message)) == parts.plain)
  }

  // MARK: Headers that lie

  @Test func lengthsBeyondAllBounds() throws {
    let parts = try Parts(.nist)
    let huge: [[UInt8]] = [
      [0x88, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
      [0x88, 0x80, 0, 0, 0, 0, 0, 0, 0], [0x88] + [UInt8](repeating: 0xff, count: 8),
      [0x89, 1] + [UInt8](repeating: 0, count: 8), [0xfe] + [UInt8](repeating: 0xff, count: 126),
    ]
    for length in huge {
      // As the outermost value, as a segment, as the content, as every value of the head.
      for tag in [0x30, 0x80, 0xa0] as [UInt8] {
        #expect(code { _ = try parts.open([tag] + length) } != nil)
        #expect(code { _ = try parts.open(parts.head + [tag] + length + parts.cipher) } != nil)
      }
      let segment = code { _ = try parts.open(parts.head + [0xa0, 0x80, 0x04] + length) }
      #expect(segment == .envelopeSyntax || segment == .envelopeTruncated)
      for place in parts.head.indices where parts.head[place] == 0x30 {
        let message = Array(parts.head[...place]) + length + parts.head[(place + 1)...]
        #expect(code { _ = try parts.open(message) } != nil)
      }
    }
  }

  /// Of what comes before the content no more than a MiB is looked at, however it is dressed.
  @Test func endlessHeads() throws {
    let parts = try Parts(.nist)
    // ContentInfo, type, [0], AuthEnvelopedData, version; then recipientInfos begin.
    let set = try #require(parts.head.firstIndex(of: 0x31))
    let start = Array(parts.head[..<set])
    let bound = Limits.envelopeHeader + (256 << 10)
    let heads: [(CountingSource, [Code])] = [
      (
        CountingSource(start + [0x31, 0x80], then: [0x30, 0x80]),
        [.envelopeHeaderTooLarge, .envelopeSyntax]
      ),
      (
        CountingSource(start + [0x31, 0x80], then: [0xa3, 0x02, 0x05, 0x00]),
        [.envelopeKeyTransport]
      ),
      (
        CountingSource(start + [0x31, 0x80, 0x30, 0x80], then: [0x05, 0x00]),
        [.envelopeHeaderTooLarge]
      ),
      (
        CountingSource(start + [0x31, 0x80, 0x30, 0x84, 0x7f, 0xff, 0xff, 0xff], then: [0]),
        [.envelopeHeaderTooLarge]
      ),
      (CountingSource(start, then: [0x30, 0x80]), [.envelopeSyntax]),
      (CountingSource([], then: [0x30, 0x80]), [.notABundle]),
      (CountingSource([], then: [0x30]), [.notABundle]),
    ]
    for (i, (source, codes)) in heads.enumerated() {
      let found = code { _ = try parts.open(source) }
      #expect(found.map(codes.contains) == true, "\(i): \(String(describing: found))")
      #expect(source.count <= bound, "\(i): \(source.count) octets were read")
    }
  }

  @Test func manyRecipientsFit() throws {
    let people = try People.of(.nist)
    let sink = MemorySink()
    let writer = try EnvelopeWriter(
      sink, suite: .nist,
      recipients: Array(repeating: people.certificates[1], count: 300)
        + [people.certificates[0]], contentLength: 72)
    try writer.write(Parts.prefix)
    try writer.finish()
    #expect(try Parts(.nist).open(sink.bytes) == Parts.prefix)
  }

  // MARK: Fuzz

  @Test(arguments: Suite.allCases)
  func mutations(suite: Suite) throws {
    let parts = try Parts(suite, count: 100)
    let messages = [parts.segmented([50]), parts.segmented([1000])]
    var dice = Seeded(11)
    for round in 0..<600 {
      let changed = mutate(messages[round % 2], &dice)
      guard let plain = try? parts.open(changed) else { continue }
      #expect(plain == parts.plain)
    }
  }

  @Test(arguments: Suite.allCases)
  func mutationsOfSignedData(suite: Suite) throws {
    let people = try People.of(suite)
    let content = SignedDataTests.content
    let message = try SignedData.sign(
      content, digest: suite.digest, signers: [people.signer(0), people.signer(1)],
      certificates: people.certificates)
    var dice = Seeded(13)
    for _ in 0..<600 {
      let changed = mutate(message, &dice)
      guard let (data, found) = try? SignedData.read(changed, contentLimit: 1 << 20),
        (try? data.verify()) != nil
      else { continue }
      #expect(found == content)
    }
  }

  /// One to three edits: flips, cuts, repeats, inserted headers, odd lengths.
  private func mutate(_ bytes: [UInt8], _ dice: inout Seeded) -> [UInt8] {
    var out = bytes
    for _ in 0...Int.random(in: 0...2, using: &dice) where !out.isEmpty {
      let place = Int.random(in: 0..<out.count, using: &dice)
      let other = min(out.count, place + Int.random(in: 0...40, using: &dice))
      switch Int.random(in: 0..<6, using: &dice) {
      case 0: out[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
      case 1: out.removeSubrange(place..<other)
      case 2: out.insert(contentsOf: out[place..<other], at: place)
      case 3:
        let headers: [[UInt8]] = [
          [0x30, 0x80], [0, 0], [0x24, 0x80], [0x04, 0x00], [0xa0, 0x80],
        ]
        out.insert(contentsOf: headers.randomElement(using: &dice) ?? [], at: place)
      case 4: out[place] = [0x80, 0x84, 0x88, 0xff, 0x7f].randomElement(using: &dice) ?? 0
      default: out.removeSubrange(place...)
      }
    }
    return out
  }
}
