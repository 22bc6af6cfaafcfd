import BundleCore
import JSONText
import Messages
import Testing

@testable import Workbook

/// Every cell that a person sees is taken or named.
@Suite struct AccountTests {
  static let schema = """
    { "$id": "urn:x:1", "title": "清单", "properties": {
      "unit": { "title": "单位", "type": "string" },
      "items": { "title": "问题", "type": "array", "items": { "type": "object", "required": ["id"],
        "properties": { "id": { "title": "编号", "type": "string" },
          "level": { "title": "程度", "type": "string" },
          "day": { "title": "日期", "type": "string", "format": "date" },
          "note": { "title": "措施", "type": "string" } } } } } }
    """

  /// Cells of a row from column A; an empty text is no cell.
  static func row(_ number: Int, _ texts: [String], _ attributes: String = "") -> String {
    var xml = "<row r=\"\(number)\"\(attributes)>"
    for (column, text) in texts.enumerated() where !text.isEmpty {
      let place = CellReference(row: number - 1, column: column).text
      xml += "<c r=\"\(place)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }
    return xml + "</row>"
  }

  static let heading = ["序号", "编号", "程度", "日期", "措施"]
  static let good = [
    heading, ["1", "WT-1", "中", "2012-08-20", "甲"], ["2", "WT-2", "低", "", ""],
  ]

  static func table(
    _ rows: [[String]], hidden: Int? = nil, columns: String = "", merges: [String] = []
  ) -> String {
    var xml = columns + "<sheetData>"
    for (index, texts) in rows.enumerated() {
      xml += row(index + 1, texts, hidden == index + 1 ? " hidden=\"1\"" : "")
    }
    xml += "</sheetData>"
    let cells = merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
    return merges.isEmpty ? xml : xml + "<mergeCells>\(cells)</mergeCells>"
  }

  static let main = ForeignWorkbook.form([("1", "单位", CellTests.inline("郑州"))])

  static func read(
    _ sheets: [(name: String, xml: String)]
  ) throws -> ImportedForm {
    var book = ForeignWorkbook(styles: CellTests.styles)
    book.sheets = [("填报表", main)] + sheets
    return try WorkbookImport(Fixture.layout(schema), language: .zh)
      .form(book.bytes, name: "a.xlsx")
  }

  private func named(_ form: ImportedForm) -> [String] {
    form.findings.map { "\($0.severity) \($0.code.label) \($0.subject)" }
  }

  private func ids(_ form: ImportedForm) -> [String] {
    form.value["items"]?.asArray?.compactMap { $0["id"]?.asString } ?? []
  }

  @Test func whatIsInOrderIsTakenWithoutAWord() throws {
    let form = try Self.read([("问题", Self.table(Self.good))])
    #expect(form.findings == [])
    #expect(ids(form) == ["WT-1", "WT-2"])
  }

  @Test func aSheetThatGoesOnIsNamed() throws {
    let more = [Self.heading, ["3", "WT-3", "高", "", ""]]
    let form = try Self.read([("问题", Self.table(Self.good)), ("问题（续）", Self.table(more))])
    #expect(named(form) == ["error FN634 问题（续）!B2"])
  }

  @Test func aCopyThatIsFilledInIsNamedAndABlankOneIsNot() throws {
    let blank = [Self.heading, ["1"], ["2"]]
    let filled = try Self.read([("问题", Self.table(blank)), ("问题2012", Self.table(Self.good))])
    #expect(named(filled) == ["error FN634 问题2012!B2"])
    let empty = try Self.read([("问题", Self.table(Self.good)), ("问题 (2)", Self.table(blank))])
    #expect(empty.findings == [])
    #expect(ids(empty) == ["WT-1", "WT-2"])
  }

  @Test func aSecondMainSheetIsNamed() throws {
    let form = try Self.read([("问题", Self.table(Self.good)), ("填报表 (2)", Self.main)])
    #expect(named(form) == ["error FN634 填报表 (2)!C2"])
  }

  @Test func aSheetOfOnesOwnIsNamedOnce() throws {
    let own = Self.table([["电话记录", "x"], ["y", "z"]])
    let form = try Self.read([("问题", Self.table(Self.good)), ("草稿", own)])
    #expect(named(form) == ["warning FN634 草稿!A1"])
  }

  static let notes: [(name: String, row: [String], merges: [String], place: String)] = [
    ("a note across", ["3", "以上由信息科汇总。"], ["B4:E4"], "B4"),
    ("a total", ["合计", "2项"], [], "B4"), ("a total beside", ["3", "合计", "2"], [], "B4"),
    ("a note", ["", "注：见附件"], [], "B4"), ("the end", ["", "", "以下空白"], [], "C4"),
    ("an English total", ["Total", "2"], [], "B4"),
  ]

  @Test(arguments: notes)
  func aRowThatIsNoElementIsNamed(
    name: String, row: [String], merges: [String], place: String
  ) throws {
    let form = try Self.read([("问题", Self.table(Self.good + [row], merges: merges))])
    #expect(named(form) == ["error FN634 问题!\(place)"])
    #expect(ids(form) == ["WT-1", "WT-2"])
  }

  @Test func rowsAreNumberedInManyWays() throws {
    let rows = [Self.heading] + ["1.", "（二）", "③", "IV4", "a"].map { [$0, "WT-\($0)", "中"] }
    let form = try Self.read([("问题", Self.table(rows))])
    #expect(form.findings == [])
    #expect(ids(form).count == 5)
  }

  @Test func headingsThatAreRepeatedAreNoElements() throws {
    let form = try Self.read([
      ("问题", Self.table(Self.good + [Self.heading, ["3", "WT-3", "高"]]))
    ])
    #expect(form.findings == [])
    #expect(ids(form) == ["WT-1", "WT-2", "WT-3"])
  }

  @Test func whatStandsBelowAndBesideIsNamed() throws {
    let below = try Self.read([("问题", Self.table(Self.good + [[], ["填表人：张三"]]))])
    #expect(named(below) == ["warning FN634 问题!A5"])
    var wide = Self.good
    wide[1].append("另记")
    let beside = try Self.read([("问题", Self.table(wide))])
    #expect(named(beside) == ["warning FN634 问题!F1"])
    let above = try Self.read([("问题", Self.table([["", "郑州市", ""]] + Self.good))])
    #expect(named(above) == ["warning FN634 问题!B1"])
  }

  @Test func whatLiesBeneathAMergeIsNobodysValue() throws {
    let vertical = try Self.read([("问题", Self.table(Self.good, merges: ["C2:C3"]))])
    let levels = vertical.value["items"]?.asArray?.map { $0["level"]?.asString }
    #expect(levels == ["中", "中"])
    #expect(named(vertical) == ["warning FN634 问题!C3"])
    // Two columns in one: the second holds nothing of its own.
    let across = try Self.read([("问题", Self.table(Self.good, merges: ["D2:E2"]))])
    #expect(across.value["items"]?.asArray?.first?["day"]?.asString == "2012-08-20")
    #expect(across.value["items"]?.asArray?.first?["note"] == nil)
    #expect(named(across) == ["warning FN634 问题!E2"])
  }

  @Test func whatIsHiddenIsNotTakenInSilence() throws {
    let row = try Self.read([("问题", Self.table(Self.good, hidden: 3))])
    #expect(named(row) == ["error FN634 问题!B3"])
    let columns = "<cols><col min=\"3\" max=\"3\" width=\"9\" hidden=\"1\"/></cols>"
    let column = try Self.read([("问题", Self.table(Self.good, columns: columns))])
    #expect(named(column) == ["error FN634 问题!C2"])
    let narrow = "<cols><col min=\"5\" max=\"5\" width=\"0\" customWidth=\"1\"/></cols>"
    #expect(
      try named(Self.read([("问题", Self.table(Self.good, columns: narrow))])) == [
        "error FN634 问题!E2"
      ])
    // Hidden and empty is nobody's loss.
    let empty = try Self.read([("问题", Self.table(Self.good + [["3"]], hidden: 4))])
    #expect(empty.findings == [])
  }

  @Test func aHiddenSheetIsNamedWhenItHoldsTheTable() throws {
    var book = ForeignWorkbook()
    book.sheets = [("填报表", Self.main), ("问题\" state=\"hidden", Self.table(Self.good))]
    let form = try WorkbookImport(Fixture.layout(Self.schema), language: .zh)
      .form(book.bytes, name: "a.xlsx")
    #expect(named(form) == ["error FN634 问题!B2"])
    // What somebody keeps on a hidden sheet of his own is not seen.
    book.sheets[1].name = "问题"
    book.sheets[1].xml = Self.table(Self.good)
    book.sheets.append(("字典\" state=\"veryHidden", Self.table([["甲"], ["乙"]])))
    #expect(
      try WorkbookImport(Fixture.layout(Self.schema), language: .zh)
        .form(book.bytes, name: "a.xlsx").findings == [])
  }

  @Test func valuesKnowTheirCells() throws {
    let form = try Self.read([("问题", Self.table(Self.good))])
    #expect(form.places.cell(of: "/unit") == "填报表!C2")
    #expect(form.places.cell(of: "/items/1/level") == "问题!C3")
    #expect(form.places.cell(of: "/items/1/day") == "问题!D3")
    #expect(form.places.cell(of: "/items/1") == "问题!B3")
    #expect(form.places.cell(of: "/items") == "问题!B2")
    #expect(form.places.cell(of: "/items/7/level") == "问题!B2")
    #expect(form.places.cell(of: "/none") == nil)
    #expect(form.places.cell(of: "") == nil)
  }

  @Test func templatesSayNothingOfThemselves() throws {
    let layout = try Fixture.layout()
    for language in Language.allCases {
      let bytes = try WorkbookTemplate(layout, language: language).bytes()
      for other in Language.allCases {
        #expect(try WorkbookImport(layout, language: other).read(bytes, name: "a").findings == [])
      }
    }
  }
}
