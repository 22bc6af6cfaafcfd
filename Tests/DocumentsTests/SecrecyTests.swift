import BundleCore
import Documents
import SystemDocuments
import Testing

private let examiner = DocumentExaminer.system

private func marks(_ lines: [String]) -> [String] {
  let text = lines.joined(separator: "\n")
  return examiner.examine(Array(text.utf8), mediaType: "text/plain").marks.map(\.text)
}

@Test(
  "Marks are found however they are written",
  arguments: [
    ("机密★10年", "机密★10年"), ("秘密 ★", "秘密★"), ("绝密", "绝密"), ("机　密", "机密"),
    ("机 密 ☆ １０ 年", "机密★10年"), ("秘密＊六个月", "秘密★六个月"), ("【机密】", "机密"),
    ("密级：秘密★5年", "秘密★5年"), ("密级: 机密", "机密"), ("000001　机密★1年　特急", "机密★1年"),
    ("（绝密★长期）", "绝密★长期"), ("機密★20年", "机密★20年"), ("秘\u{200b}密★", "秘密★"),
    ("特急 机密★10年", "机密★10年"), ("秘密级", "秘密"), ("第12号 秘密", "秘密"),
    ("本报告定为机密★10年，注意保管。", "机密★10年"), ("工作秘密★5年", "工作秘密★5年"),
    ("工作秘密", "工作秘密"), ("内部资料，注意保存", "内部资料"), ("内部文件", "内部文件"),
    ("【内部】", "内部"),
  ])
func written(_ line: String, _ mark: String) {
  #expect(marks([line, "关于信息安全自查的报告"]) == [mark])
}

@Test(
  "Prose is no mark",
  arguments: [
    "保守国家秘密", "不涉及国家秘密", "商业秘密", "商业秘密★", "各单位要保守工作秘密和商业秘密。",
    "绝密、机密、秘密三级", "密级标志为“机密★10年”的文件", "绝密★、机密★、秘密★均应通过机要渠道传递",
    "密级：公开", "密级：□绝密 □机密 □秘密", "涉密信息系统不在检查范围", "机密性、完整性、可用性",
    "处理秘密★标志的设备", "内部网络", "内部管理制度健全", "秘密等级：无", "严禁传递国家机密",
    "机密计算平台",
  ])
func prose(_ line: String) {
  #expect(marks([line, "正文"]) == [])
}

@Test("A word alone is a mark at the top, not far below; with a star it is one anywhere")
func places() {
  let filler = Array(repeating: "本院高度重视网络安全工作。", count: 40)
  #expect(marks(filler + ["机密"]) == [])
  #expect(marks(filler + ["机密★10年"]) == ["机密★10年"])
}

@Test("Headers, footers and cells are looked at, and the place is told")
func running() throws {
  let bytes = Samples.docx(
    String(repeating: Samples.p("正文。"), count: 50), header: Samples.p("秘密"))
  let mark = try #require(examiner.examine(bytes, mediaType: Samples.word).marks.first)
  #expect(mark.level == .confidential)
  #expect(mark.level.isStateSecret)
  #expect(mark.place == .header)
  let sheet = Samples.xlsx(
    ["机密★10年"],
    """
    <sheetData><row><c t="s"><v>0</v></c></row></sheetData>\
    <headerFooter><oddHeader>&amp;L&amp;"宋体"&amp;12绝密&amp;R第&amp;P页</oddHeader></headerFooter>
    """)
  let seen = examiner.examine(sheet, mediaType: Samples.sheet).marks
  #expect(seen.map(\.text) == ["机密★10年", "绝密"])
  #expect(seen.map(\.place) == [.cell, .header])
  #expect(seen.map(\.page) == [1, 1])
}

@Test("A watermark is a mark")
func watermark() {
  let header = """
    <w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">\
    <v:textpath string="机密"/></v:shape></w:pict></w:r></w:p>
    """
  let seen = examiner.examine(
    Samples.docx(Samples.p("正文。"), header: header), mediaType: Samples.word)
  #expect(seen.marks.map(\.text) == ["机密"])
}

@Test("A finding says the mark and nothing else")
func finding() throws {
  let bytes = Array("机密★10年 张三\n机密★10年\n正文".utf8)
  let seen = examiner.examine(bytes, mediaType: "text/plain")
  let findings = seen.findings(document: "a.txt", subject: "report", mediaType: "text/plain")
  #expect(findings.map(\.code) == [.secrecyMarkFound])
  #expect(findings.first?.found == "机密★10年")
}
