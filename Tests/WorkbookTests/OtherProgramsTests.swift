import BundleCore
import Foundation
import JSONText
import Messages
import TestSupport
import Testing

@testable import Workbook

/// Templates that openpyxl opens, fills in and saves, and workbooks of XlsxWriter.
///
/// Skipped, and shown as skipped, where neither is installed nor can be had by pip.
@Suite(.enabled(if: Python.isReady, "openpyxl and XlsxWriter can't be had"))
struct OtherProgramsTests {
  /// Finds cells by the label in the row or the heading of the column, as a person does.
  static let prelude = """
    import sys, datetime, openpyxl
    book = openpyxl.load_workbook(sys.argv[1])
    def put(label, value, nth=0, sheet=None):
        sheet = sheet or book.worksheets[1]
        rows = [r for r in sheet.iter_rows(min_row=4)
                if str(r[1].value or '').replace('*', '').strip() == label]
        rows[nth][2].value = value
    def cell(sheet, heading, row):
        for c in sheet[3]:
            if str(c.value or '').replace('*', '').strip() == heading:
                return sheet.cell(row=3 + row, column=c.column)
    def fill():
        put('年度', '２０１２年'.replace('年', '')); put('填表日期', datetime.date(2012, 8, 20))
        put('已盖章', '是'); put('类别', '自查 '); put('表式', 'sector-2012')
        put('电话', '0371-65900000'); put('姓名', '张三'); put('职务', '副院长 _x005F_x0041_')
        put('总数', 12.0); put('测评率(%)', 83.33); put('名称', '门诊系统\\n住院系统')
        put('公民、法人的权益', '√'); put('国家安全', True)
        links, faults = book.worksheets[2], book.worksheets[3]
        for row, (op, count) in enumerate([('中国联通', 2), ('其他', '1'), ('telecom', 3)], 1):
            cell(links, '运营商', row).value = op; cell(links, '数量', row).value = count
        cell(links, '用途', 1).value = '公民、法人的权益、社会秩序、公共利益'
        cell(links, '开通日期', 1).value = '2010年2月28日'
        for row, (of, what, hours) in enumerate(
            [(1, '断线', 1.5), (3, '断线', None), (1, '慢', '20')], 1):
            cell(faults, '所属“接入口”的序号', row).value = of
            cell(faults, '现象', row).value = what; cell(faults, '小时', row).value = hours

    """

  /// What people do to a workbook, as Python.
  static let scenarios: [(name: String, script: String)] = [
    ("as it is", ""),
    (
      "sheets renamed and moved",
      "for i, s in enumerate(book.worksheets[:4]): s.title = '改名%d' % i\nbook.move_sheet(book.worksheets[3], -3)"
    ),
    (
      "rows and columns inserted",
      "m = book.worksheets[1]\nm.insert_rows(6, 2)\nm.insert_rows(1)\nm.insert_cols(1)\n"
        + "book.worksheets[2].insert_cols(3)\nbook.worksheets[2].insert_rows(5, 3)"
    ),
    ("hidden sheets removed", "for n in ('_fengni', '_options'): del book[n]"),
    (
      "removed and inserted",
      "for n in ('_fengni', '_options'): del book[n]\nbook.worksheets[1].insert_rows(3, 4)"
    ),
    ("values only in the map", "for r in book['_fengni'].iter_rows():\n  r[3].value = None"),
    (
      "labels reworded",
      "book.worksheets[1]['B5'].value = '哪一年'\nbook.worksheets[2]['B3'].value = '谁'"
    ),
    (
      "columns swapped",
      "s = book.worksheets[2]\nfor r in range(3, 10):\n  a, b = s.cell(r, 2).value, s.cell(r, 3).value\n"
        + "  s.cell(r, 2).value, s.cell(r, 3).value = b, a"
    ),
    (
      "rows sorted",
      "s = book.worksheets[1]\nrows = [[c.value for c in r] for r in s.iter_rows(min_row=4)]\n"
        + "rows.reverse()\nfor i, r in enumerate(rows):\n"
        + "  for j, v in enumerate(r): s.cell(4 + i, 1 + j).value = v"
    ),
  ]

  @Test(arguments: scenarios)
  func filledInByOpenpyxl(name: String, script: String) throws {
    let written = try WorkbookTemplate(Fixture.layout(), language: .zh).bytes()
    let bytes = try Python.edit(
      written, Self.prelude + "fill()\n" + script + "\nbook.save(sys.argv[2])\n")
    let (value, findings) = try Fixture.read(bytes)
    #expect(findings.filter { $0.severity == .error } == [])
    #expect(try value == Fixture.json(Fixture.values))
  }

  @Test func mistakesAreNamedByCell() throws {
    let written = try WorkbookTemplate(Fixture.layout(), language: .zh).bytes()
    let script = """
      put('年度', 2010); put('类别', '自检'); put('国家安全', '大概')
      put('填表日期', '=1/0'); put('总数', '若干')
      s = book.worksheets[1]; s.cell(40, 2).value = '另加的一项'; s.cell(40, 3).value = 5
      cell(book.worksheets[3], '所属“接入口”的序号', 1).value = 9
      book.save(sys.argv[2])
      """
    let bytes = try Python.edit(written, Self.prelude + "fill()\n" + script)
    let findings = try Fixture.read(bytes).findings
    let errors = findings.filter { $0.severity == .error }
    #expect(
      Set(errors.map(\.subject)) == [
        "填报表!C5", "填报表!C6", "填报表!C8", "填报表!C17", "填报表!C21", "故障!B4",
      ])
    #expect(findings.first { $0.severity == .warning }?.subject == "填报表!C40")
    #expect(errors.first { $0.code == .cellUnknownChoice }?.expected == "是不是“自查”？")
  }

  @Test func aRowThatIsGone() throws {
    let written = try WorkbookTemplate(Fixture.layout(), language: .zh).bytes()
    let bytes = try Python.edit(
      written,
      Self.prelude + "fill()\nbook.worksheets[1].delete_rows(5)\nbook.save(sys.argv[2])\n")
    let findings = try Fixture.read(bytes).findings
    #expect(findings.map(\.code) == [.workbookLayout])
    #expect(findings.first?.expected == "1.1 年度")
  }

  @Test func aTableOfXlsxWriterWithoutAMap() throws {
    let script = """
      import sys, datetime, xlsxwriter
      book = xlsxwriter.Workbook(sys.argv[2]); s = book.add_worksheet('Sheet1')
      s.write_row(0, 0, ['No.', 'Item', 'Value'])
      day = book.add_format({'num_format': 'dd/mm/yyyy'})
      rows = [('1.1', 'Year', 2012), ('1.3', 'Sealed', True), ('1.4', 'Kind', 'spot check'),
              ('1.6', 'Phone', 65900000), ('1.7.1', 'Name', 'Li Si'), ('1.7.2', 'Post', ''),
              ('2.1', 'Total', 0), ('2.2', 'Rate', 12.5), ('2.3', 'Names', ''),
              ('1.5', 'Variant', ''), ('3-1', 'Rights of citizens, organisations', ''),
              ('3-2', 'Social order, public interest', ''), ('3-3', 'National security', 'Y')]
      for i, r in enumerate(rows): s.write_row(i + 1, 0, r)
      s.write_row(20, 0, ['1.2', 'Date']); s.write_datetime(20, 2, datetime.datetime(2012, 8, 20), day)
      t = book.add_worksheet('Links')
      t.write_row(5, 2, ['No.', 'Operator', 'Count', 'Uses', 'Since'])
      t.write_row(6, 2, [1, 'China Telecom', 4, 'National security', ''])
      book.close()
      """
    let (value, findings) = try Fixture.read(Python.edit([], script))
    #expect(findings.filter { $0.severity == .error } == [])
    let expected = """
      {"header":{"year":2012,"date":"2012-08-20","sealed":true,"kind":"spot","phone":"65900000",
        "leader":{"name":"Li Si"}},"systems":{"total":0,"rate":12.5},"damage":["state"],
        "links":[{"operator":"telecom","count":4,"uses":["state"]}]}
      """
    #expect(try value == Fixture.json(expected))
  }

  @Test func aBombOfDeflateIsRefused() throws {
    let script = """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED) as z:
          z.writestr('_rels/.rels', b' ' * (200 << 20))
      """
    let bytes = try Python.edit([], script)
    #expect(bytes.count < 1 << 20)
    #expect(throws: FengniError(.workbookUnreadable)) { try Fixture.read(bytes) }
  }
}

/// Python with its two writers of workbooks.
enum Python {
  private static let folder = FileManager.default.temporaryDirectory
    .appending(path: "workbook-tests-\(ProcessInfo.processInfo.processIdentifier)")

  static let isReady: Bool = {
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let imports = ["-c", "import openpyxl, xlsxwriter"]
    if run(imports) { return true }
    _ = run([
      "-m", "pip", "install", "-q", "--timeout", "5", "--retries", "0", "--target", folder.path,
      "openpyxl", "xlsxwriter",
    ])
    return run(imports)
  }()

  private static func run(_ arguments: [String]) -> Bool {
    let run = try? Program.run(
      ["python3"] + arguments, environment: ["PYTHONPATH": folder.path])
    return run?.status == 0
  }

  /// Runs a script with a file to read and one to write.
  static func edit(_ bytes: [UInt8], _ script: String) throws -> [UInt8] {
    let id = UUID().uuidString
    let input = folder.appending(path: id + ".in.xlsx")
    let output = folder.appending(path: id + ".out.xlsx")
    try Data(bytes).write(to: input)
    try #require(run(["-c", script, input.path, output.path]))
    return try [UInt8](Data(contentsOf: output))
  }
}
