import Documents
import SystemDocuments
import Testing

/// A generator whose numbers are the same on every run (SplitMix64).
private struct Numbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }
}

private struct Seed: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  var rounds = 1000
  /// Puts the changed octets into an archive with a right checksum.
  var wrap: @Sendable ([UInt8]) -> [UInt8] = { $0 }

  var testDescription: String { name }
}

private let seeds: [Seed] = [
  Seed(
    name: "DOCX",
    bytes: Samples.docx(
      Samples.p("一、基本情况", style: "1") + Samples.p("机密★10年"), header: Samples.p("甲"),
      styles: "<w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>")),
  Seed(name: "XLSX", bytes: Samples.xlsx(["甲"], "<c t=\"s\"><v>0</v></c>")),
  Seed(name: "PPTX", bytes: Samples.pptx("甲")), Seed(name: "OFD", bytes: Samples.ofd(["甲", "乙"])),
  Seed(name: "old Word", bytes: Samples.compound(["WordDocument", "1Table"])),
  Seed(name: "encrypted OOXML", bytes: Samples.compound(["EncryptedPackage"])),
  Seed(name: "PNG", bytes: Samples.png()), Seed(name: "JPEG", bytes: Samples.jpeg()),
  Seed(name: "TIFF", bytes: Samples.tiff()),
  Seed(name: "UTF-16", bytes: Samples.utf16("一、基本情况\n略\n密级：机密★")),
  Seed(name: "GB 18030", bytes: Samples.gb18030Greeting),
  Seed(name: "text", bytes: Array("第一章 总体判断\n１．１ 甲\n（略）XXX\n秘密★".utf8)),
  Seed(name: "CSV", bytes: Array("单位,总数\n甲,1\n乙,2\n".utf8)),
  Seed(name: "JSON", bytes: Array("{\"a\": [1, 2]}".utf8)),
  Seed(
    name: "XML of a DOCX",
    bytes: Samples.part(
      "document", Samples.p("一、情况", style: "1") + "<w:tbl><w:tc>\(Samples.p("甲"))</w:tc></w:tbl>"),
    wrap: {
      Samples.zip([
        ("[Content_Types].xml", Samples.types(Samples.wordTypes)), ("word/document.xml", $0),
      ])
    }),
  Seed(
    name: "styles of a DOCX",
    bytes: Samples.part(
      "styles",
      "<w:style w:styleId=\"1\"><w:basedOn w:val=\"1\"/><w:outlineLvl w:val=\"0\"/></w:style>"),
    wrap: {
      Samples.zip([
        ("[Content_Types].xml", Samples.types(Samples.wordTypes)), ("word/styles.xml", $0),
        ("word/document.xml", Samples.part("document", Samples.p("甲", style: "1"))),
      ])
    }),
  Seed(
    name: "content types", bytes: Samples.types(Samples.wordTypes),
    wrap: {
      Samples.zip([
        ("[Content_Types].xml", $0),
        ("word/document.xml", Samples.part("document", Samples.p("甲"))),
      ])
    }),
  Seed(
    name: "XML of a sheet",
    bytes: Array(
      """
      <worksheet><c t="s"><v>0</v></c><c t="inlineStr"><is><t>甲</t></is></c>\
      <headerFooter><oddHeader>&amp;L&amp;"宋体"&amp;12机密&amp;K</oddHeader></headerFooter></worksheet>
      """.utf8),
    wrap: {
      Samples.zip([
        ("[Content_Types].xml", Samples.types(Samples.xlsxTypes)), ("xl/workbook.xml", [0x3c]),
        ("xl/worksheets/sheet1.xml", $0),
      ])
    }),
  Seed(
    name: "XML of an OFD page",
    bytes: Array(
      """
      <Page><TextObject Boundary="1 2 3 4"><TextCode X="0" Y="5">机密★1年</TextCode></TextObject></Page>
      """.utf8), wrap: { Samples.zip([("OFD.xml", [0x3c]), ("Pages/Page_0/Content.xml", $0)]) }),
  // Each of these starts a process.
  Seed(name: "PDF", bytes: Samples.pdf(["First", "Second"]), rounds: 60),
  Seed(name: "sealed PDF", bytes: Fixtures.restrictedPDF, rounds: 30),
]

@Test("Whatever octets change, looking ends", arguments: seeds)
private func mutations(_ seed: Seed) {
  var numbers = Numbers(state: 20_261_121)
  let examiner = DocumentExaminer.system
  let requirement = ChapterRequirement(id: "C1", minimumHan: 10) { $0.contains("情况") }
  for _ in 0..<seed.rounds {
    let bytes = seed.wrap(mutated(seed.bytes, &numbers))
    let seen = examiner.examine(bytes, mediaType: Samples.word)
    if let text = seen.text {
      _ = Chapters.check(text, [requirement])
      _ = Placeholders.find(in: text)
    }
    _ = seen.findings(document: "a", subject: "b", mediaType: Samples.word, needsText: true)
  }
}

/// A few octets changed, cut out, repeated or put in.
private func mutated(_ bytes: [UInt8], _ numbers: inout Numbers) -> [UInt8] {
  var bytes = bytes
  for _ in 0..<Int.random(in: 1...6, using: &numbers) where !bytes.isEmpty {
    let index = Int.random(in: 0..<bytes.count, using: &numbers)
    let length = Int.random(in: 1...16, using: &numbers)
    let range = index..<min(index + length, bytes.count)
    switch Int.random(in: 0..<7, using: &numbers) {
    case 0: bytes[index] = 0
    case 1: bytes[index] = 0xff
    case 2: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &numbers)
    case 3: bytes[index] = UInt8.random(in: 0...255, using: &numbers)
    case 4: bytes.removeSubrange(range)
    case 5: bytes.insert(contentsOf: bytes[range], at: index)
    default: bytes.removeLast(min(length * 8, bytes.count))
    }
  }
  return bytes
}
