import BundleCore
import Disk
import Documents
import SystemDocuments
import Foundation
import TestSupport
import Testing

private let examiner = DocumentExaminer.system

private func texts(_ bytes: [UInt8], _ type: String = "text/plain") -> [String] {
  (examiner.examine(bytes, mediaType: type).text?.paragraphs ?? []).map(\.text)
}

@Test("Plain text is read in every encoding that it comes in")
func encodings() {
  #expect(texts(Array("\u{feff}自查报告\r\n第二行".utf8)) == ["自查报告", "第二行"])
  #expect(texts(Samples.gb18030Greeting) == ["自查报告"])
  #expect(texts(Samples.utf16("自查报告")) == ["自查报告"])
  #expect(texts(Samples.utf16("自查报告", isBig: true)) == ["自查报告"])
  #expect(texts(Array("单位,\"总数\"\n甲,1\n".utf8), "text/csv") == ["单位", "总数", "甲", "1"])
}

@Test("A DOCX tells paragraphs, cells, headers and footers apart")
func word() throws {
  let body =
    Samples.p("一、基本情况", style: "1")
    + "<w:tbl><w:tr><w:tc>\(Samples.p("单元格"))</w:tc></w:tr></w:tbl>"
    + "<w:p><w:r><w:t>分成</w:t></w:r><w:del><w:r><w:t>删去的</w:t></w:r></w:del>"
    + "<w:r><w:t>两段</w:t><w:tab/><w:t xml:space=\"preserve\"> 文字&amp;</w:t></w:r></w:p>"
  let styles = """
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>\
    <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    """
  let seen = examiner.examine(
    Samples.docx(body, header: Samples.p("页眉"), styles: styles), mediaType: Samples.word)
  #expect(
    seen.text?.paragraphs == [
      Paragraph("页眉", place: .header), Paragraph("一、基本情况", headingLevel: 1),
      Paragraph("单元格", place: .cell), Paragraph("分成两段  文字&"),
    ])
}

@Test("A DOCX as WPS writes it: more namespaces, a fallback that repeats, a text box")
func wps() {
  let xml = """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <w:document xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas" \
    xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" \
    xmlns:w="\(Samples.wordNamespace)" xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData" \
    mc:Ignorable="wpsCustomData"><w:body><w:p><w:pPr><w:rPr>\
    <w:rFonts w:hint="eastAsia"/></w:rPr></w:pPr><w:r><mc:AlternateContent>\
    <mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>\
    </mc:Choice><mc:Fallback><w:pict><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:pict></mc:Fallback>\
    </mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p></w:body></w:document>
    """
  let bytes = Samples.zip([
    ("[Content_Types].xml", Samples.types(Samples.wordTypes)),
    ("word\\document.xml", Array(xml.utf8)),
  ])
  #expect(texts(bytes, Samples.word) == ["框内", "正文"])
}

@Test("XML parts come in other encodings too")
func xmlEncodings() throws {
  let xml = """
    <?xml version="1.0" encoding="ENCODING"?><w:document xmlns:w="\(Samples.wordNamespace)">\
    <w:body>\(Samples.p("自查报告"))</w:body></w:document>
    """
  let types = ("[Content_Types].xml", Samples.types(Samples.wordTypes))
  for isBig in [false, true] {
    let part = Samples.utf16(xml.replacing("ENCODING", with: "UTF-16"), isBig: isBig)
    #expect(texts(Samples.zip([types, ("word/document.xml", part)]), Samples.word) == ["自查报告"])
  }
  let parts = xml.replacing("ENCODING", with: "GBK").components(separatedBy: "自查报告")
  let gbk =
    try #require(parts.first).utf8 + Samples.gb18030Greeting.dropLast()
    + Array("</w:t></w:r></w:p></w:body></w:document>".utf8)
  #expect(
    texts(Samples.zip([types, ("word/document.xml", Array(gbk))]), Samples.word) == ["自查报告"])
}

@Test("Cells of a workbook: shared, inline, numbers")
func sheet() {
  let bytes = Samples.xlsx(
    ["单位", "甲"],
    """
    <sheetData><row><c t="s"><v>1</v></c><c t="inlineStr"><is><t>乙</t></is></c>\
    <c><v>3.5</v></c><c t="s"><v>99</v></c><c t="str"><f>A1</f><v>丙</v></c></row></sheetData>
    """)
  #expect(texts(bytes, Samples.sheet) == ["甲", "乙", "3.5", "丙"])
}

@Test("Slides and OFD pages")
func slidesAndPages() {
  #expect(texts(Samples.pptx("汇报"), Samples.slides) == ["汇报"])
  #expect(texts(Samples.ofd(["机密", "第二行"]), "application/ofd") == ["机密", "第二行"])
}

@Test("A PDF's pages; the text is read where the password is not needed")
func pdf() {
  let seen = examiner.examine(Samples.pdf(["First", "Second"]), mediaType: "application/pdf")
  #expect(seen.text?.paragraphs == [Paragraph("First", page: 1), Paragraph("Second", page: 2)])
  #expect(seen.text?.isTruncated == false)
  let restricted = examiner.examine(Fixtures.restrictedPDF, mediaType: "application/pdf")
  #expect(restricted.text?.paragraphs.map(\.text) == ["Hello sealed"])
  #expect(
    restricted.findings(document: "a", subject: "r", mediaType: "application/pdf").map(\.severity)
      == [.warning])
}

@Test("A PDF beyond a limit, or without the program, is no damaged one")
func pdfLimits() {
  var options = DocumentExaminer.Options(aids: SystemAids.shared)
  options.limits.pages = 1
  let pages = Samples.pdf(["First", "Second"])
  let cut = DocumentExaminer(options: options).examine(pages, mediaType: "application/pdf")
  #expect(cut.text?.paragraphs.map(\.text) == ["First"])
  #expect(cut.text?.isTruncated == true)
  options.limits.pdfMemory = 8 << 20
  let starved = DocumentExaminer(options: options).examine(pages, mediaType: "application/pdf")
  #expect(starved.state == .sound)
  #expect(starved.text == nil)
  options = DocumentExaminer.Options(aids: SystemAids.shared)
  options.aids = SystemAids(pdfProgram: nil)
  let unread = DocumentExaminer(options: options).examine(pages, mediaType: "application/pdf")
  #expect(unread.state == .sound)
  #expect(
    unread.findings(document: "a", subject: "r", mediaType: "application/pdf").map(\.code)
      == [.documentNoText])
}

@Test("Text ends at its limit")
func textLimit() {
  var options = DocumentExaminer.Options(aids: SystemAids.shared)
  options.limits.text = 100
  let bytes = Array(String(repeating: "行\n", count: 100).utf8)
  let text = DocumentExaminer(options: options).examine(bytes, mediaType: "text/plain").text
  #expect(text?.isTruncated == true)
  #expect(text?.paragraphs.count == 5)
}

@Test("What the samples are made of is read: DOCX and PDF say the same")
func samples() throws {
  let scratch = try Scratch()
  let script = """
    from sampledocs import docx, pdf
    blocks = [("title", "信息安全自查报告"), ("h1", "一、基本情况"), ("p", "我院共有信息系统五个。" * 8),
              ("h2", "（一）建设情况"), ("table", [50, 50], [["系统", "级别"], ["门诊", "三级"]])]
    for kind in (docx, pdf):
      with open("a." + kind.__name__.split(".")[-1], "wb") as file:
        file.write(kind.write(blocks, "测试", "2026-01-01"))
    """
  _ = try scratch.run(
    ["python3", "-c", script],
    environment: ["PYTHONPATH": Repository.path("Samples"), "PYTHONDONTWRITEBYTECODE": "1"]
  ).succeeded()
  for (name, type) in [("a.docx", Samples.word), ("a.pdf", "application/pdf")] {
    let seen = try examiner.examine(StoredFile(path: scratch(name)), mediaType: type)
    #expect(seen.fits)
    #expect(seen.state == .sound)
    #expect(seen.marks.isEmpty)
    let text = try #require(seen.text)
    let requirement = ChapterRequirement(id: "C1", minimumHan: 80) { $0.contains("基本情况") }
    let report = try #require(Chapters.check(text, [requirement]).first)
    #expect(report.state == .present)
    #expect(report.hanCount >= 80 && report.hanCount < 120)
    #expect(text.paragraphs.contains { $0.text == "门诊" })
  }
}

@Test("A file that is not there is an error, not a finding")
func absent() {
  #expect(throws: FengniError(.inputNotFound)) {
    try examiner.examine(StoredFile(path: "/nonexistent/a.pdf"), mediaType: "application/pdf")
  }
}
