import BundleCore
import Documents
import SystemDocuments
import Testing

/// The five chapters of a self-inspection report, by words that their headings hold.
private let report: [ChapterRequirement] = [
  ("C1", ["基本情况", "系统概况"]), ("C2", ["总体", "判断"]), ("C3", ["风险", "威胁"]),
  ("C4", ["主要问题", "薄弱环节", "整改"]), ("C5", ["意见", "建议"]),
].map { id, words in
  ChapterRequirement(id: id, minimumHan: 20) { text in words.contains { text.contains($0) } }
}

private let titles = [
  "重要网络与信息系统基本情况", "整体安全状况的基本判断", "安全风险和威胁分析评估结果",
  "发现主要问题、薄弱环节及整改情况", "加强网络与信息安全工作的意见和建议",
]

private let body = "我院现有信息系统五个，其中第三级系统两个，均已备案并按期测评，运行平稳有序。"

private func check(_ lines: [String]) -> [ChapterReport] {
  let text = DocumentText(lines.map { Paragraph($0) })
  return Chapters.check(text, report)
}

private func states(_ lines: [String]) -> [ChapterReport.State] { check(lines).map(\.state) }

private let han = ["一", "二", "三", "四", "五"]

@Test(
  "Headings are recognised however they are numbered",
  arguments: [
    "一、", "第一章 ", "第1章 ", "1.", "1、", "（一）", "(1)", "1　", "",
  ])
func numberings(_ first: String) {
  let lines = titles.enumerated().flatMap { index, title in
    let prefix = first.replacing("一", with: han[index]).replacing("1", with: "\(index + 1)")
    return [prefix + title, body]
  }
  #expect(
    states(["某医院信息安全整改自查报告", "省卫生厅："] + lines) == Array(repeating: .present, count: 5))
}

@Test("Spaces in a heading and full-width numbers don't matter")
func spaced() {
  #expect(check(["１．基　本　情　况", body]).first?.state == .present)
}

@Test("A heading may have its chapter on the same line")
func runIn() throws {
  let first = try #require(check(["一、基本情况。" + body, "二、总体判断：良好"]).first)
  #expect(first.state == .present)
  #expect(first.hanCount == 34)
}

@Test("Missing and short chapters are told apart")
func missing() {
  let lines = ["一、" + titles[0], body, "二、" + titles[1], "良好。", "三、" + titles[2]]
  #expect(states(lines) == [.present, .short, .short, .missing, .missing])
}

@Test("The title of the report is no chapter")
func title() {
  #expect(states(["关于整改情况的报告", "一、" + titles[0], body])[3] == .missing)
}

@Test("A table of contents is no chapter")
func contents() throws {
  let lines = ["目录", "一、" + titles[0] + "……1", "一、" + titles[0] + " 2", "一、" + titles[0], body]
  #expect(try #require(check(lines).first).paragraph == 4)
}

@Test("Subheadings belong to their chapter, and their words don't end it")
func nested() throws {
  let lines = [
    "一、" + titles[0], "（一）系统风险", "1.意见收集", body, "（二）整改", body, "二、" + titles[1], body,
  ]
  let reports = check(lines)
  #expect(reports[0].hanCount > 60)
  #expect(reports[2].paragraph == 2)
  #expect(reports[3].paragraph == 5)
}

@Test("Styles decide over numbers in a DOCX")
func styled() throws {
  let styles = """
    <w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="a"><w:name w:val="x"/><w:basedOn w:val="2"/></w:style>
    <w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>
    """
  let paragraphs =
    Samples.p("整改情况报告", style: "t") + Samples.p(titles[0], style: "T1")
    + Samples.p(titles[0], style: "2") + Samples.p(body) + Samples.p("1. 风险") + Samples.p(body)
    + Samples.p(titles[1], style: "a") + Samples.p(body)
  let seen = DocumentExaminer.system.examine(
    Samples.docx(paragraphs, styles: styles), mediaType: Samples.word)
  let text = try #require(seen.text)
  let reports = Chapters.check(text, report)
  #expect(reports.map(\.state) == [.present, .present, .present, .missing, .missing])
  #expect(reports[0].paragraph == 3)
}

@Test("Cells count, headers don't")
func cells() throws {
  let text = DocumentText([
    Paragraph("一、" + titles[0]), Paragraph(body, place: .cell), Paragraph(body, place: .header),
  ])
  #expect(try #require(Chapters.check(text, report).first).hanCount == 34)
}

@Test("In a text that was cut nothing is missing")
func cut() {
  let text = DocumentText([Paragraph("一、" + titles[0])], isTruncated: true)
  #expect(Chapters.check(text, report).allSatisfy { $0.state == .undecided })
}

@Test(
  "Placeholders are found",
  arguments: [
    ("XX医院共有系统XXX个", ["XXX"]), ("××市", ["××"]), ("负责人：□□□", ["□□"]), ("（略）", ["略"]),
    ("略。", ["略"]), ("同上", ["同上"]), ("联系人待定", ["待定"]), ("（待补充）", ["待补充"]),
    ("lorem ipsum dolor", ["Lorem"]), ("TODO: 数字", ["TODO"]), ("单位名称：______", ["____"]),
    ("ＸＸＸ单位", ["XXX"]),
  ])
func placeholders(_ line: String, _ found: [String]) {
  #expect(Placeholders.find(in: DocumentText([Paragraph(line)])).map(\.text) == found)
}

@Test(
  "Prose is no placeholder",
  arguments: [
    "等待定级备案", "会同上级主管部门", "采取了备份策略", "尚有待补充完善之处", "战略规划", "MAXX8型",
    "0xxx是前缀", "是□ 否□", "接待定点医院", "methodology todos",
  ])
func noPlaceholders(_ line: String) {
  #expect(Placeholders.find(in: DocumentText([Paragraph(line)])).isEmpty)
}

@Test("Reports become findings")
func findings() throws {
  let reports = check(["一、" + titles[0], "XX医院，待定。"])
  let first = try #require(reports.first).findings(document: "a.docx", title: "基本情况")
  #expect(first.map(\.code) == [.chapterTooShort, .placeholderFound])
  #expect(first.map(\.severity) == [.warning, .warning])
  #expect(first.last?.found == "XXX 待定")
  let last = try #require(reports.last).findings(document: "a.docx", title: "建议")
  #expect(last.map(\.code) == [.chapterMissing])
}
