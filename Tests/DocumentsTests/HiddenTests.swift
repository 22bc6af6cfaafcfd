import BundleCore
import Documents
import TestSupport
import Testing

private let examiner = DocumentExaminer()

private func seen(_ bytes: [UInt8], _ type: String) -> [Paragraph] {
  examiner.examine(bytes, mediaType: type).text?.paragraphs ?? []
}

private func hidden(_ bytes: [UInt8], _ type: String) -> [String] {
  seen(bytes, type).filter { $0.place == .hidden }.map(\.text)
}

private func run(_ text: String, _ properties: String = "") -> String {
  "<w:r><w:rPr>\(properties)</w:rPr><w:t>\(text)</w:t></w:r>"
}

@Test("Hidden runs of a DOCX are not on the page, in whatever way they are hidden")
func hiddenRuns() {
  let styles = """
    <w:style w:type="paragraph" w:styleId="P"><w:name w:val="p"/><w:rPr><w:vanish/></w:rPr></w:style>\
    <w:style w:type="paragraph" w:styleId="Q"><w:name w:val="q"/><w:basedOn w:val="P"/></w:style>\
    <w:style w:type="character" w:styleId="C"><w:name w:val="c"/><w:rPr><w:vanish/></w:rPr></w:style>
    """
  let body =
    "<w:p>\(run("看得见"))\(run("藏", "<w:vanish/>"))</w:p>"
    + "<w:p>\(run("不藏", "<w:vanish w:val=\"0\"/>"))\(run("样式藏", "<w:rStyle w:val=\"C\"/>"))</w:p>"
    + Samples.p("段落藏", style: "P") + Samples.p("继承藏", style: "Q")
    + "<w:p><w:pPr><w:pStyle w:val=\"P\"/></w:pPr>\(run("两次等于没有", "<w:rStyle w:val=\"C\"/>"))</w:p>"
    + "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>\(run("只藏段落标记"))</w:p>"
    + "<w:p>\(run("原来藏", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"))</w:p>"
    + "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>\(Samples.p("藏行"))</w:tc></w:tr></w:tbl>"
  let bytes = Samples.docx(body, styles: styles)
  #expect(hidden(bytes, Samples.word) == ["藏", "样式藏", "段落藏", "继承藏", "藏行"])
  let shown = seen(bytes, Samples.word).filter { $0.place != .hidden && $0.text != "" }
  #expect(shown.map(\.text) == ["看得见", "不藏", "两次等于没有", "只藏段落标记", "原来藏"])
}

@Test("A DOCX of hidden runs alone is empty, and has no chapters")
func allHidden() {
  let body = ["一、基本情况", String(repeating: "字", count: 100)].map {
    "<w:p>\(run($0, "<w:vanish/>"))</w:p>"
  }
  let found = examiner.examine(Samples.docx(body.joined()), mediaType: Samples.word)
  #expect(found.state == .empty)
  let chapter = ChapterRequirement(id: "basic", minimumHan: 80) { $0 == "基本情况" }
  #expect(Chapters.check(found.text ?? DocumentText(), [chapter]).map(\.state) == [.missing])
}

@Test("Hidden text doesn't make a chapter long enough")
func hiddenText() {
  let body =
    Samples.p("一、基本情况") + Samples.p("短。")
    + "<w:p>\(run(String(repeating: "字", count: 100), "<w:vanish/>"))</w:p>"
  let text = examiner.examine(Samples.docx(body), mediaType: Samples.word).text ?? DocumentText()
  let chapter = ChapterRequirement(id: "basic", minimumHan: 80) { $0 == "基本情况" }
  #expect(Chapters.check(text, [chapter]).map(\.state) == [.short])
}

@Test("A mark of secrecy counts where nobody sees it")
func hiddenMarks() {
  let body = Samples.p("正文") + "<w:p>\(run("机密★10年", "<w:vanish/>"))</w:p>"
  let found = examiner.examine(Samples.docx(body), mediaType: Samples.word)
  #expect(!found.marks.isEmpty)
}

@Test("Hidden sheets, rows and columns of an XLSX are not on the page")
func hiddenSheets() {
  let book = """
    <workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/>\
    <sheet name="b" state="hidden" r:id="r2"/></sheets></workbook>
    """
  let relations = ["r1", "r2"].enumerated().map {
    "<Relationship Id=\"\($0.element)\" Type=\"x/worksheet\" Target=\"worksheets/sheet\($0.offset + 1).xml\"/>"
  }
  func cell(_ place: String, _ text: String) -> String {
    "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
  }
  let first =
    "<worksheet><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>"
    + "<row r=\"1\">\(cell("A1", "甲"))\(cell("C1", "藏列"))\(cell("D1", "乙"))</row>"
    + "<row r=\"2\" hidden=\"1\">\(cell("A2", "藏行"))</row></sheetData></worksheet>"
  let second =
    "<worksheet><sheetData><row r=\"1\">\(cell("A1", "藏表"))</row></sheetData></worksheet>"
  let bytes = Samples.zip([
    (
      "[Content_Types].xml",
      Samples.types(
        Samples.xlsxTypes + [
          ("xl/worksheets/sheet2.xml", "officedocument.spreadsheetml.worksheet+xml")
        ])
    ),
    ("xl/workbook.xml", Array(book.utf8)),
    (
      "xl/_rels/workbook.xml.rels",
      Array("<Relationships>\(relations.joined())</Relationships>".utf8)
    ),
    ("xl/worksheets/sheet1.xml", Array(first.utf8)),
    ("xl/worksheets/sheet2.xml", Array(second.utf8)),
  ])
  #expect(hidden(bytes, Samples.sheet) == ["藏列", "藏行", "藏表"])
  #expect(seen(bytes, Samples.sheet).filter { $0.place == .cell }.map(\.text) == ["甲", "乙"])
}

@Test("Invisible objects of an OFD are not on the page")
func hiddenObjects() {
  let content = """
    <ofd:Page xmlns:ofd="o"><ofd:Content><ofd:Layer>\
    <ofd:TextObject Boundary="20 20 100 6"><ofd:TextCode Y="5">看得见</ofd:TextCode></ofd:TextObject>\
    <ofd:TextObject Boundary="20 40 100 6" Visible="false"><ofd:TextCode Y="5">藏</ofd:TextCode>\
    </ofd:TextObject><ofd:TextObject Boundary="20 50 100 6" Alpha="0"><ofd:TextCode Y="5">透明\
    </ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>
    """
  let bytes = Samples.zip([
    ("OFD.xml", [0x3c]), ("Doc_0/Pages/Page_0/Content.xml", Array(content.utf8)),
  ])
  #expect(seen(bytes, "application/ofd").filter { $0.place == .body }.map(\.text) == ["看得见"])
  #expect(hidden(bytes, "application/ofd") == ["藏", "透明"])
}

@Test("Hidden slides of a PPTX are not on the page")
func hiddenSlides() {
  let slide =
    "<p:sld xmlns:p=\"p\" xmlns:a=\"a\" show=\"0\"><a:p><a:r><a:t>藏</a:t></a:r></a:p></p:sld>"
  let types = Samples.types([
    ("ppt/presentation.xml", "officedocument.presentationml.presentation.main+xml"),
    ("ppt/slides/slide1.xml", "officedocument.presentationml.slide+xml"),
  ])
  let bytes = Samples.zip([
    ("[Content_Types].xml", types), ("ppt/presentation.xml", Array("<a/>".utf8)),
    ("ppt/slides/slide1.xml", Array(slide.utf8)),
  ])
  #expect(hidden(bytes, Samples.slides) == ["藏"])
}

// MARK: Types by default

private func types(_ entries: String) -> [UInt8] {
  Array(
    """
    <?xml version="1.0" encoding="UTF-8"?>\
    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\(entries)</Types>
    """.utf8)
}

private func relations(_ target: String) -> [UInt8] {
  Array(
    """
    <Relationships><Relationship Id="r" Target="\(target)" \
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>\
    </Relationships>
    """.utf8)
}

private let prefix = "application/vnd.openxmlformats-officedocument."

@Test("Parts whose types stand by default are read as those with types of their own")
func typesByDefault() {
  let word = Samples.zip([
    (
      "[Content_Types].xml",
      types(
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
          + "<Default Extension=\"XML\" ContentType=\"\(prefix)wordprocessingml.document.main+xml\"/>"
          + "<Override PartName=\"/word/styles.xml\" ContentType=\"\(prefix)wordprocessingml.styles+xml\"/>"
      )
    ),
    ("_rels/.rels", relations("/word/Document.xml")),
    ("docProps/app.xml", Array("<Properties/>".utf8)),
    ("word/document.xml", Samples.part("document", "<w:body>\(Samples.p("正文"))</w:body>")),
    ("word/styles.xml", Samples.part("styles", "")),
  ])
  let document = examiner.examine(word, mediaType: Samples.word)
  #expect(document.kind == .docx && document.fits)
  #expect(document.text?.paragraphs.map(\.text) == ["正文"])
  let sheet =
    "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>甲</t></is></c></row></sheetData></worksheet>"
  let book = Samples.zip([
    (
      "[Content_Types].xml",
      types(
        "<Default Extension=\"xml\" ContentType=\"\(prefix)spreadsheetml.sheet.main+xml\"/>"
          + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"\(prefix)spreadsheetml.worksheet+xml\"/>"
      )
    ),
    ("_rels/.rels", relations("xl/workbook.xml")),
    ("xl/workbook.xml", Array("<workbook/>".utf8)),
    ("xl/worksheets/sheet1.xml", Array(sheet.utf8)),
  ])
  let workbook = examiner.examine(book, mediaType: Samples.sheet)
  #expect(workbook.kind == .xlsx && workbook.fits)
  #expect(workbook.text?.paragraphs.map(\.text) == ["甲"])
}

@Test("Sheets whose types stand by default are read too")
func sheetsByDefault() {
  let book = Samples.zip([
    (
      "[Content_Types].xml",
      types(
        "<Default Extension=\"xml\" ContentType=\"\(prefix)spreadsheetml.worksheet+xml\"/>"
          + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(prefix)spreadsheetml.sheet.main+xml\"/>"
      )
    ),
    ("xl/workbook.xml", Array("<workbook/>".utf8)),
    (
      "xl/worksheets/sheet1.xml",
      Array("<worksheet><c t=\"inlineStr\"><is><t>甲</t></is></c></worksheet>".utf8)
    ),
  ])
  #expect(seen(book, Samples.sheet).map(\.text) == ["甲"])
}

// MARK: Work

@Test("Very many attributes of one element are refused before they cost anything")
func manyAttributes() {
  func attributes(_ count: Int) -> String {
    (0..<count).map { " a\($0)='=>\"'" }.joined()
  }
  func bytes(_ count: Int) -> [UInt8] {
    Samples.docx("<w:p\(attributes(count))><w:r><w:t>正文</w:t></w:r></w:p>")
  }
  #expect(examiner.examine(bytes(1_000), mediaType: Samples.word).state == .sound)
  guard case .damaged = examiner.examine(bytes(1_001), mediaType: Samples.word).state else {
    Issue.record("1,001 attributes were read")
    return
  }
  // Half a million would hold libxml2 for minutes.
  guard case .damaged = examiner.examine(bytes(500_000), mediaType: Samples.word).state else {
    Issue.record("500,000 attributes were read")
    return
  }
}

private let markup: [(name: String, text: String, isBounded: Bool)] = {
  let many = (0...XMLStartTags.mostAttributes).map { " a\($0)=\"\"" }.joined()
  return [
    ("plain", "<a b='=========='/>", true), ("too many", "<a\(many)/>", false),
    ("in text", "<a>\(many)</a>", true), ("in a comment", "<!--<a\(many)--><a/>", true),
    ("behind a comment", "<!-- > -- - --><a\(many)/>", false),
    ("behind a short comment", "<!----><a\(many)/>", false),
    ("in a section", "<a><![CDATA[<b\(many)>]]></a>", true),
    ("behind a section", "<a><![CDATA[ ]]]><b\(many)/></a>", false),
    ("in an instruction", "<?a \(many) > ?><a/>", true),
    ("behind an instruction", "<?a ?? ?><b\(many)/>", false),
    ("behind a quoted bracket", "<a x='>'\(many)/>", false),
    ("over many tags", "<r>" + String(repeating: "<a b='' c=''/>", count: 2_000) + "</r>", true),
    ("declared", "<?xml version='1.0' encoding=\"UTF-8\"?><a\(many)/>", false),
    ("another encoding", "<?xml version='1.0' encoding='UTF-7'?><a/>", false),
    ("EBCDIC", "<?xml version='1.0' encoding='IBM037'?><a/>", false),
    ("GB18030", "<?xml version='1.0' encoding='GB18030'?><a/>", true),
  ]
}()

@Test("Start tags are told from all other markup", arguments: markup)
private func startTags(name: String, text: String, isBounded: Bool) {
  #expect(XMLStartTags.areBounded(Array(text.utf8)) == isBounded)
  let marked = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
  #expect(XMLStartTags.areBounded(marked) == isBounded)
  guard !text.contains("encoding") else { return }
  for isBig in [false, true] {
    #expect(XMLStartTags.areBounded(Samples.utf16(text, isBig: isBig)) == isBounded)
  }
}

@Test("Documents of a bundle share one budget, and what comes after it is named")
func oneBudget() {
  let bytes = Samples.docx(Samples.p(String(repeating: "字", count: 1_000)))
  var budget = DocumentBudget()
  budget.inflated = 6_000
  var skipped: [Bool] = []
  for _ in 0..<4 {
    let found = examiner.examine(bytes, mediaType: Samples.word, budget: &budget)
    skipped.append(found.isSkipped)
    let codes = found.findings(document: "a.docx", subject: "report", mediaType: Samples.word)
    #expect(codes.map(\.code) == (found.isSkipped ? [.documentNotExamined] : []))
    #expect(codes.allSatisfy { $0.severity == .undecided })
  }
  #expect(skipped == [false, false, true, true])
  // Other kinds cost nothing of it.
  #expect(!examiner.examine(Array("文字".utf8), mediaType: "text/plain", budget: &budget).isSkipped)
}

@Test("Programs that read PDF share a budget of time")
func oneBudgetOfPDFs() {
  var budget = DocumentBudget()
  budget.pdfMilliseconds = 0
  let found = examiner.examine(Samples.pdf(["A"]), mediaType: "application/pdf", budget: &budget)
  #expect(found.isSkipped && found.fits)
  #expect(
    found.findings(document: "a.pdf", subject: "x", mediaType: "application/pdf").map(\.code)
      == [.documentNotExamined])
}
