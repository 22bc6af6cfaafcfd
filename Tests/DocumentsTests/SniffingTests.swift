import Documents
import SystemDocuments
import Testing

/// A file, what it is, which declared types it fits and which not.
struct Sniffed: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let kind: FileKind
  let fits: [String]
  let differs: [String]

  var testDescription: String { name }
}

private let sniffed: [Sniffed] = [
  Sniffed(
    name: "PDF", bytes: Samples.pdf(["Hello"]), kind: .pdf, fits: ["application/pdf"],
    differs: [Samples.word, "image/png", "text/plain", "application/json"]),
  Sniffed(
    name: "PDF after a line of a mail server", bytes: Array("X\n".utf8) + Samples.pdf(["A"]),
    kind: .pdf, fits: ["application/pdf"], differs: ["text/plain"]),
  Sniffed(
    name: "DOCX", bytes: Samples.docx(Samples.p("自查报告")), kind: .docx,
    fits: [Samples.word, "application/zip", "application/x-unknown"],
    differs: [Samples.sheet, Samples.slides, "application/ofd", "application/pdf"]),
  Sniffed(
    name: "XLSX", bytes: Samples.xlsx(["甲"], "<c t=\"s\"><v>0</v></c>"), kind: .xlsx,
    fits: [Samples.sheet], differs: [Samples.word]),
  Sniffed(
    name: "PPTX", bytes: Samples.pptx("甲"), kind: .pptx, fits: [Samples.slides],
    differs: [Samples.word]),
  Sniffed(
    name: "OFD", bytes: Samples.ofd(["甲"]), kind: .ofd, fits: ["application/ofd"],
    differs: [Samples.word, "application/pdf"]),
  Sniffed(
    name: "other ZIP", bytes: Samples.zip([("a.txt", [0x41])]), kind: .zip,
    fits: ["application/zip"], differs: [Samples.word, "application/ofd"]),
  Sniffed(
    name: "macros",
    bytes: Samples.zip([
      (
        "[Content_Types].xml",
        Array(
          """
          <Types><Override PartName="/word/document.xml" \
          ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>
          """.utf8)
      ), ("word/document.xml", Samples.part("document", "")),
    ]), kind: .officeWithMacros, fits: [], differs: [Samples.word, Samples.sheet]),
  Sniffed(
    name: "encrypted OOXML", bytes: Samples.compound(["EncryptionInfo", "EncryptedPackage"]),
    kind: .encryptedOffice, fits: [Samples.word, Samples.sheet], differs: ["application/pdf"]),
  Sniffed(
    name: "old Word", bytes: Samples.compound(["WordDocument", "1Table"]), kind: .doc,
    fits: ["application/msword"], differs: [Samples.word]),
  Sniffed(
    name: "old Excel", bytes: Samples.compound(["Workbook"]), kind: .xls,
    fits: ["application/vnd.ms-excel"], differs: [Samples.sheet]),
  Sniffed(
    name: "PNG", bytes: Samples.png(), kind: .png, fits: ["image/png"], differs: ["image/jpeg"]),
  Sniffed(
    name: "JPEG", bytes: Samples.jpeg(), kind: .jpeg, fits: ["image/jpeg"],
    differs: ["image/png", "application/pdf"]),
  Sniffed(
    name: "TIFF", bytes: Samples.tiff(), kind: .tiff, fits: ["image/tiff"],
    differs: ["image/png"]),
  Sniffed(
    name: "UTF-8", bytes: Array("自查报告\n".utf8), kind: .text,
    fits: ["text/plain", "text/csv", "text/markdown"], differs: ["application/json"]),
  Sniffed(
    name: "GB 18030", bytes: Samples.gb18030Greeting, kind: .text, fits: ["text/plain"],
    differs: ["application/json"]),
  Sniffed(
    name: "UTF-16, little end first", bytes: Samples.utf16("自查报告\n"), kind: .text,
    fits: ["text/plain"], differs: ["application/json"]),
  Sniffed(
    name: "UTF-16, big end first", bytes: Samples.utf16("自查报告\n", isBig: true), kind: .text,
    fits: ["text/plain"], differs: ["application/json"]),
  Sniffed(
    name: "CSV", bytes: Array("单位,总数\n甲,1\n乙,2\n".utf8), kind: .csv,
    fits: ["text/csv", "text/plain"], differs: ["application/json"]),
  Sniffed(
    name: "JSON object", bytes: Array(" {\"a\": 1}\n".utf8), kind: .json,
    fits: ["application/json", "text/plain"], differs: ["text/csv"]),
  Sniffed(
    name: "JSON array", bytes: Array("[1, 2]".utf8), kind: .json, fits: ["application/json"],
    differs: []),
  Sniffed(
    name: "text in brackets", bytes: Array("[附件] 一".utf8), kind: .text, fits: ["text/plain"],
    differs: ["application/json"]),
  Sniffed(
    name: "RTF", bytes: Array("{\\rtf1 a}".utf8), kind: .rtf, fits: ["application/rtf"],
    differs: [Samples.word, "text/plain"]),
  Sniffed(
    name: "HTML named as Word", bytes: Array("<html><body>甲</body></html>".utf8), kind: .html,
    fits: ["text/html"], differs: [Samples.word, "application/msword"]),
  Sniffed(
    name: "neither UTF-8 nor GB 18030", bytes: Array("自查".utf8) + [0xff, 0x20], kind: .unknown,
    fits: [], differs: ["text/plain"]),
  Sniffed(
    name: "binary", bytes: [0, 1, 2, 3, 0xff], kind: .unknown, fits: ["application/x-unknown"],
    differs: ["application/pdf", "text/plain"]),
]

@Test("A file is told by its content", arguments: sniffed)
func kinds(_ file: Sniffed) {
  let examiner = DocumentExaminer.system
  let seen = examiner.examine(file.bytes, mediaType: "application/x-unknown")
  #expect(seen.kind == file.kind)
  #expect(seen.fits)
  for type in file.fits { #expect(examiner.examine(file.bytes, mediaType: type).fits, "\(type)") }
  for type in file.differs {
    #expect(!examiner.examine(file.bytes, mediaType: type).fits, "\(type)")
  }
}

@Test("Of a document beyond the limit the beginning is seen")
func large() {
  var options = DocumentExaminer.Options(aids: SystemAids.shared)
  options.limits.document = 100
  let examiner = DocumentExaminer(options: options)
  let seen = examiner.examine(
    Samples.docx(Samples.p("自查报告")), mediaType: Samples.word)
  #expect(seen.kind == .zip)
  #expect(seen.fits)
  #expect(!seen.isWhole)
  #expect(!examiner.examine(Samples.pdf(["A"]), mediaType: Samples.word).fits)
}
