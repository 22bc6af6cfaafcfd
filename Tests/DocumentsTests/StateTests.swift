import Documents
import SystemDocuments
import Testing

private enum Expected: Sendable {
  case state(DocumentState)
  case damaged
}

private struct Flawed: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let type: String
  let expected: Expected

  init(_ name: String, _ bytes: [UInt8], _ type: String, _ state: DocumentState) {
    (self.name, self.bytes, self.type, expected) = (name, bytes, type, .state(state))
  }

  init(damaged name: String, _ bytes: [UInt8], _ type: String) {
    (self.name, self.bytes, self.type, expected) = (name, bytes, type, .damaged)
  }

  var testDescription: String { name }
}

private let docx = Samples.docx(Samples.p("自查报告"))
private let deep =
  String(repeating: "<w:sdt>", count: 300) + String(repeating: "</w:sdt>", count: 300)

private func word(_ xml: String) -> [UInt8] {
  Samples.zip([
    ("[Content_Types].xml", Samples.types(Samples.wordTypes)),
    ("word/document.xml", Array(xml.utf8)),
  ])
}

private let flawed: [Flawed] = [
  Flawed("nothing", [], "application/pdf", .empty),
  Flawed("white space", Array(" \r\n\u{3000}\n".utf8), "text/plain", .empty),
  Flawed("DOCX without text", Samples.docx(Samples.p(" ")), Samples.word, .empty),
  Flawed(
    "DOCX of a picture", Samples.docx("<w:p><w:r><w:drawing/></w:r></w:p>"), Samples.word, .sound),
  Flawed("PNG of no extent", Samples.png(width: 0), "image/png", .empty),
  Flawed("JPEG of no extent", Samples.jpeg(width: 0), "image/jpeg", .empty),
  Flawed("TIFF of no extent", Samples.tiff(width: 0), "image/tiff", .empty),
  Flawed("PDF without a page", Samples.pdf([]), "application/pdf", .empty),
  Flawed("OFD without a page", Samples.zip([("OFD.xml", [0x3c])]), "application/ofd", .empty),
  Flawed("ZIP without an entry", Samples.zip([]), "application/zip", .empty),
  Flawed("PDF", Samples.pdf(["A"]), "application/pdf", .sound),
  Flawed("PNG", Samples.png(), "image/png", .sound),
  Flawed("PNG with more after its end", Samples.png() + [1, 2], "image/png", .sound),
  Flawed("JPEG", Samples.jpeg(), "image/jpeg", .sound),
  Flawed("JPEG of a phone", Samples.jpeg() + [1, 2, 3], "image/jpeg", .sound),
  Flawed("PDF with a password", Fixtures.passwordPDF, "application/pdf", .encrypted(.password)),
  Flawed("restricted PDF", Fixtures.restrictedPDF, "application/pdf", .encrypted(.permissions)),
  Flawed(
    "encrypted OOXML", Samples.compound(["EncryptedPackage"]), Samples.word, .encrypted(.password)),
  Flawed(
    "ZIP with a password", Samples.zip([("a.txt", [1, 2, 3])], flags: 0x801), "application/zip",
    .encrypted(.password)),
  Flawed(
    "DOCX with the encryption flag",
    Samples.zip(
      [("[Content_Types].xml", Samples.types(Samples.wordTypes)), ("word/document.xml", [1])],
      flags: 0x801), Samples.word, .encrypted(.password)),
  Flawed(
    "OFD with encrypted parts", Samples.ofd(["甲"], more: [("Encryptions.xml", [0x3c])]),
    "application/ofd", .encrypted(.password)),
  Flawed(
    "disk encryption", Array("b\u{14}#e".utf8) + [9, 0] + Array("E-SafeNet".utf8) + [0, 1],
    Samples.word, .encrypted(.transparent)),
  Flawed(damaged: "PDF cut off", Array(Samples.pdf(["A"]).dropLast(60)), "application/pdf"),
  Flawed(
    damaged: "PDF without objects", Array("%PDF-1.4\nstartxref\n0\n%%EOF\n".utf8),
    "application/pdf"),
  Flawed(damaged: "ZIP cut off", Array(docx.dropLast(40)), Samples.word),
  Flawed(damaged: "OLE2 cut off", Array(Samples.compound(["Workbook"]).prefix(600)), Samples.word),
  Flawed(damaged: "PNG cut off", Array(Samples.png().dropLast(6)), "image/png"),
  Flawed(damaged: "PNG with a wrong octet", Samples.png().flipped(at: 44), "image/png"),
  Flawed(damaged: "JPEG cut off", Array(Samples.jpeg().dropLast(2)), "image/jpeg"),
  Flawed(damaged: "TIFF cut off", Array(Samples.tiff().prefix(12)), "image/tiff"),
  Flawed(damaged: "wrong checksum in a DOCX", docx.flipped(at: 900), Samples.word),
  Flawed(damaged: "nested too deep", Samples.docx(deep), Samples.word),
  Flawed(
    damaged: "many entities",
    word(
      """
      <!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">\
      <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>
      """), Samples.word),
  Flawed(
    damaged: "a file as entity",
    word("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a><p><t>&x;</t></p></a>"),
    Samples.word),
  Flawed(
    damaged: "a DTD elsewhere", word("<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><a/>"),
    Samples.word),
  Flawed(damaged: "broken XML", word("<a><b></a>"), Samples.word),
  Flawed(
    damaged: "a name twice", Samples.zip([("a", [1]), ("A", [2])]), "application/zip"),
  Flawed(damaged: "a name upwards", Samples.zip([("../a", [1])]), "application/zip"),
  Flawed(damaged: "a name with a control", Samples.zip([("a\u{1}", [1])]), "application/zip"),
]

@Test("What keeps a document from being used is told", arguments: flawed)
private func states(_ file: Flawed) {
  let seen = DocumentExaminer.system.examine(file.bytes, mediaType: file.type)
  switch file.expected {
  case .state(let state): #expect(seen.state == state)
  case .damaged:
    guard case .damaged = seen.state else {
      Issue.record("\(seen.state)")
      return
    }
  }
  // One flaw has one finding.
  if file.name != "disk encryption", file.name != "OLE2 cut off" { #expect(seen.fits) }
}

extension [UInt8] {
  /// The same octets, one of them different.
  func flipped(at index: Int) -> [UInt8] {
    var copy = self
    copy[index] ^= 0x55
    return copy
  }
}
