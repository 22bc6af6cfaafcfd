import BundleCore
import Foundation
import TestSupport
import Testing

@testable import Centre

@Suite(.serialized) struct FormViewTests {
  /// Names that collide, that need quoting, and that nobody can say.
  static let schema = """
    {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:test:form:note",
     "title": "附注", "x-en": {"title": "Note"}, "type": "object", "properties": {
       "title": {"title": "题名", "x-en": {"title": "Title"}, "type": "string"},
       "count": {"type": "integer"}, "ratio": {"type": "number"}, "ok": {"type": "boolean"},
       "a.b": {"type": "integer"}, "a'b": {"type": "integer"}, "quote\\"d": {"type": "string"},
       "Sender": {"type": "string"}, "说明": {"type": "string"},
       "deep": {"type": "object", "properties": {"leaf": {"type": ["string", "null"]}}},
       "tags": {"type": "array", "items": {"type": "string"}},
       "rows": {"type": "array", "items": {"type": "object", "properties": {
         "name": {"type": "string"}, "n": {"type": "integer"},
         "parts": {"type": "array", "items": {"type": "number"}}}}}}}
    """

  static let note = """
    {"title": "=1+1", "count": 7, "ratio": 0.5, "ok": true, "a.b": 1, "a'b": 2, "quote\\"d": "x",
     "Sender": "@me", "说明": "两行\\n，\\"引号\\"", "deep": {"leaf": "-2+3"},
     "tags": ["+x", "b"], "rows": [{"name": "r1", "n": 1, "parts": [1.5, 2]},
       {"name": "=cmd|' /C calc'!A0", "parts": []}]}
    """

  private func rows(_ view: String) throws -> [String] {
    let received = try ReceivedProvince.shared.get()
    var lines: [String] = []
    try received.centre.rows(
      .view(view), columns: { lines.append($0.joined(separator: "|")) },
      row: { lines.append($0.map(\.text).joined(separator: "|")) })
    return lines
  }

  @Test func everyListHasAView() throws {
    let received = try ReceivedProvince.shared.get()
    #expect(
      try received.centre.formViews() == [
        "form_note", "form_note_tags", "form_note_rows", "form_note_rows_parts",
      ])
    let first =
      "delivery|sender|sender_name|division|class|submission|revision|received|document"
    let unit =
      "1|PDY000028|郑州市卫生局|410100|prefecture|self-inspection|1|"
      + "2012-12-20T09:00:00+08:00|data/note/note.json"
    #expect(
      try rows("form_note") == [
        first + "|title|count|ratio|ok|a_b|a_b_2|Sender_2|说明|deep_leaf",
        unit + "|=1+1|7|0.5|1|1|2|@me|两行\n，\"引号\"|-2+3",
      ])
    #expect(
      try rows("form_note_tags") == [first + "|item|value", unit + "|1|+x", unit + "|2|b"])
    #expect(
      try rows("form_note_rows") == [
        first + "|item|name|n", unit + "|1|r1|1", unit + "|2|=cmd|' /C calc'!A0|",
      ])
    #expect(
      try rows("form_note_rows_parts") == [
        first + "|item|item_2|value", unit + "|1|1|1.5", unit + "|1|2|2.0",
      ])
  }

  /// The workbook has what the CSV has, texts as texts; the same store gives the same octets.
  @Test(arguments: ["status", "deliveries", "systems", "statistics", "values"])
  func workbooksEqualTables(_ table: String) throws {
    let received = try ReceivedProvince.shared.get()
    let base = received.province.folder + "/export-" + table
    for (name, format) in [(".csv", "csv"), (".xlsx", "xlsx"), (".again", "xlsx")] {
      let outcome = try received.tool(
        "centre", "export", table, "--format", format, "-o", base + name)
      #expect(outcome.status == 0, "\(outcome.all)")
    }
    #expect(
      try Data(contentsOf: URL(fileURLWithPath: base + ".xlsx"))
        == Data(contentsOf: URL(fileURLWithPath: base + ".again")))
    let outcome = try Program.run(
      ["/usr/bin/python3", "-c", Self.compare, base + ".xlsx", base + ".csv"])
    #expect(outcome.status == 0, "\(outcome.all)")
  }

  @Test func formsAsWorkbook() throws {
    let received = try ReceivedProvince.shared.get()
    let base = received.province.folder + "/forms"
    let outcome = try received.tool(
      "centre", "export", "forms", "--format", "xlsx", "-o", base + ".xlsx")
    #expect(outcome.status == 0, "\(outcome.all)")
    let csv = try received.tool(
      "centre", "export", "forms", "--view", "form_note", "-o", base + ".csv")
    #expect(csv.status == 0, "\(csv.all)")
    let compared = try Program.run(
      ["/usr/bin/python3", "-c", Self.compare, base + ".xlsx", base + ".csv"])
    #expect(compared.status == 0, "\(compared.all)")
    let wrong = try received.tool("centre", "export", "forms", "--view", "delivery", "-o", "-")
    #expect(wrong.status == 64 && wrong.all.contains("form_note_tags"), "\(wrong.all)")
  }

  /// Reads the first sheet as a spreadsheet program would, without any formula in it, and holds it
  /// against the CSV, whose apostrophes guard what looks like a formula.
  private static let compare = """
    import csv, re, sys, xml.etree.ElementTree as tree, zipfile
    book = zipfile.ZipFile(sys.argv[1])
    assert book.testzip() is None
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    root = tree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not list(root.iter(space + "f")), "a formula"
    def column(name):
        number = 0
        for letter in re.match("[A-Z]+", name).group():
            number = number * 26 + ord(letter) - 64
        return number - 1
    def text(cell):
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(t.text or "" for t in cell.iter(space + "t"))
        value = cell.find(space + "v").text
        if kind == "b":
            return "true" if value == "1" else "false"
        return value
    def same(a, b):
        if a == b or "'" + a == b:
            return True
        try:
            return float(a) == float(b)
        except ValueError:
            return False
    rows = list(csv.reader(open(sys.argv[2], encoding="utf-8-sig", newline="")))
    found = []
    for row in root.iter(space + "row"):
        cells = [""] * len(rows[0])
        for cell in row.iter(space + "c"):
            if cell.find(space + "v") is not None or cell.get("t") == "inlineStr":
                cells[column(cell.get("r"))] = text(cell)
        found.append(cells)
    assert len(rows) == len(found) and len(rows) > 1, (len(rows), len(found))
    for a, b in zip(found, rows):
        assert all(same(x, y) for x, y in zip(a, b)), (a, b)
    """
}
