import BundleCore
import Foundation
import Testing

@testable import Workbook

@Suite struct TableTests {
  private func workbook(
    rows: Int = TableWorkbook.rowLimit, _ fill: (TableWorkbook) throws -> Void
  ) throws -> (bytes: [UInt8], workbook: TableWorkbook) {
    let workbook = try TableWorkbook(
      folder: NSTemporaryDirectory(), created: 1_345_000_000, rows: rows)
    try fill(workbook)
    let sink = MemorySink()
    try workbook.finish(into: sink)
    return (sink.bytes, workbook)
  }

  /// Cells of a sheet as texts, row by row.
  private func cells(_ bytes: [UInt8], _ sheet: Int = 0) throws -> [[String]] {
    let sheets = try Spreadsheet.read(bytes, WorkbookLimits()).sheets
    return try #require(sheets.indices.contains(sheet) ? sheets[sheet] : nil).texts
  }

  @Test func everyKindOfValue() throws {
    let values: [TableCell] = [
      .integer(-5), .integer(9_007_199_254_740_993), .real(0.25), .truth(true), .empty,
      .text("=1+1"), .text("@SUM(A1)"), .text("-2"), .text(" 空格 "), .text("_x0041_"),
      .text("two\nlines"), .text("a\u{1}b"),
    ]
    let (bytes, workbook) = try workbook { workbook in
      try workbook.begin("表[1]", columns: values.indices.map { "c\($0)" })
      try workbook.add(values)
    }
    let rows = try cells(bytes)
    #expect(rows.first == values.indices.map { "c\($0)" })
    #expect(
      rows.last == [
        "-5", "9007199254740993", "0.25", "true", "", "=1+1", "@SUM(A1)", "-2", " 空格 ",
        "_x0041_", "two\nlines", "a\u{1}b",
      ])
    #expect(workbook.cutTexts == 0 && workbook.furtherSheets == 0)
  }

  /// A sheet's rows end; the table goes on in the next, with its heading.
  @Test func moreRowsThanASheetHolds() throws {
    let (bytes, workbook) = try workbook(rows: 4) { workbook in
      try workbook.begin("a name that is much too long for a sheet", columns: ["n"])
      for number in 1...7 { try workbook.add([.integer(Int64(number))]) }
    }
    #expect(workbook.furtherSheets == 2)
    #expect(
      try (0..<3).map { try cells(bytes, $0).joined().joined(separator: " ") }
        == ["n 1 2 3", "n 4 5 6", "n 7"])
  }

  @Test(arguments: [
    (String(repeating: "x", count: 32_767), 32_767, 0),
    (String(repeating: "x", count: 40_000), 32_767, 1),
    // Two units each; a pair is never torn.
    (String(repeating: "𠮷", count: 20_000), 32_767, 1),
    // Thirteen units in the file for seven.
    (String(repeating: "_x0041_", count: 5_000), 17_600, 1),
  ])
  func longTextsAreCut(_ text: String, _ atLeast: Int, _ cut: Int) throws {
    let (bytes, workbook) = try workbook { workbook in
      try workbook.begin("t", columns: ["t"])
      try workbook.add([.text(text)])
    }
    #expect(workbook.cutTexts == cut)
    let found = try #require(try cells(bytes).last?.first)
    #expect((atLeast...32_767).contains(found.utf16.count), "\(found.utf16.count)")
    #expect(text.hasPrefix(cut == 0 ? found : String(found.dropLast())))
    #expect(found.hasSuffix("…") == (cut > 0))
  }

  @Test func theSameRowsGiveTheSameOctets() throws {
    func make() throws -> [UInt8] {
      try workbook { workbook in
        try workbook.begin("t", columns: ["a", "b"])
        for number in 0..<1000 { try workbook.add([.integer(Int64(number)), .text("文本")]) }
      }.bytes
    }
    #expect(try make() == make())
  }
}

extension Sheet {
  fileprivate var texts: [[String]] {
    let width = (cells.keys.map(\.column).max() ?? 0) + 1
    let first = cells.keys.map(\.column).min() ?? 0
    return rows.map { row in
      (first..<width).map { column in
        if case .bool(let value)? = cells[CellReference(row: row, column: column)]?.content {
          return "\(value)"
        }
        return text(row, column)
      }
    }
  }
}
