import BundleCore

/// `xl/worksheets/sheetN.xml`
final class SheetReader: XMLPartReader {
  private let strings: [String]
  private let styles: [NumberStyle]
  private let limits: WorkbookLimits
  private let budget: Int
  private(set) var sheet: Sheet

  // Where the reading stands.
  private var row = -1
  private var column = -1
  private var type = "n"
  private var style = NumberStyle.general
  private var value: String?
  private var formula: String?
  private var runs = RunsText()
  private var target = Target.none
  private var columnRanges = 0
  private var merges: [(CellReference, CellReference)] = []

  private enum Target { case none, value, formula }

  init(
    _ name: String, _ strings: [String], _ styles: [NumberStyle], _ limits: WorkbookLimits,
    _ budget: Int
  ) {
    sheet = Sheet(name: name)
    self.strings = strings
    self.styles = styles
    self.limits = limits
    self.budget = budget
  }

  private func refusal(_ reason: String) -> FengniError {
    FengniError(.workbookUnreadable, sheet.name, reason: reason)
  }

  func begin(_ name: String, _ attributes: [String: String]) throws(FengniError) {
    runs.begin(name)
    switch name {
    case "row":
      // A row or cell without a number is the next one.
      row = try number(attributes["r"], next: row + 1, most: CellReference.lastRow)
      column = -1
      if Self.isTrue(attributes["hidden"]) || attributes["ht"].flatMap({ Double($0) }) == 0 {
        guard sheet.hiddenRows.count < limits.rows else { throw refusal("too many hidden rows") }
        sheet.hiddenRows.insert(row)
      }
    case "col": try hideColumns(attributes)
    case "sheetProtection": sheet.isProtected = Self.isTrue(attributes["sheet"])
    case "sheetView":
      if let zeros = attributes["showZeros"] { sheet.showsZeros = Self.isTrue(zeros) }
    case "c": try beginCell(attributes)
    case "v": target = .value
    case "f": target = .formula
    case "mergeCell":
      guard merges.count < limits.rows else { throw refusal("too many merged cells") }
      let ends = (attributes["ref"] ?? "").split(separator: ":").map { CellReference($0) }
      if ends.count == 2, let first = ends[0], let last = ends[1] { merges.append((first, last)) }
    default: break
    }
  }

  private static func isTrue(_ text: String?) -> Bool { text == "1" || text == "true" }

  private func hideColumns(_ attributes: [String: String]) throws(FengniError) {
    columnRanges += 1
    guard columnRanges <= 1_000 else { throw refusal("too many widths of columns") }
    let width = attributes["width"].flatMap { Double($0) }
    guard Self.isTrue(attributes["hidden"]) || width == 0,
      let first = attributes["min"].flatMap({ Int($0) }),
      let last = attributes["max"].flatMap({ Int($0) }),
      first >= 1, first <= last, last <= CellReference.lastColumn + 1
    else { return }
    sheet.hiddenColumns.formUnion(first - 1...last - 1)
  }

  private func number(_ text: String?, next: Int, most: Int) throws(FengniError) -> Int {
    guard let text else {
      guard next <= most else { throw refusal("too many rows or columns") }
      return next
    }
    guard let number = Int(text), number >= 1, number - 1 <= most else {
      throw refusal("a row number")
    }
    return number - 1
  }

  private func beginCell(_ attributes: [String: String]) throws(FengniError) {
    if let text = attributes["r"] {
      guard let place = CellReference(text) else { throw refusal("a cell reference") }
      row = place.row
      column = place.column
    } else {
      column += 1
      guard row >= 0, column <= CellReference.lastColumn else { throw refusal("a cell too far") }
    }
    type = attributes["t"] ?? "n"
    let index = attributes["s"].flatMap { Int($0) } ?? 0
    style = styles.indices.contains(index) ? styles[index] : .general
    value = nil
    formula = nil
    _ = runs.take()
  }

  func end(_ name: String) throws(FengniError) {
    runs.end(name)
    switch name {
    case "v", "f": target = .none
    case "c": try endCell()
    default: break
    }
  }

  func text(_ text: String) throws(FengniError) {
    switch target {
    case .value:
      value = (value ?? "") + text
      guard (value ?? "").utf8.count <= limits.cellText else { throw refusal("a text too long") }
    case .formula:
      formula = (formula ?? "") + text
      guard (formula ?? "").utf8.count <= limits.cellText else { throw refusal("a formula") }
    case .none: try runs.append(text, limits)
    }
  }

  private func endCell() throws(FengniError) {
    guard let content = try content() else { return }
    if case .text(let text) = content, text.isEmpty { return }
    let place = CellReference(row: row, column: column)
    let cell = Cell(content: content, style: style, formula: formula)
    guard sheet.cells.updateValue(cell, forKey: place) == nil else {
      // Programs differ in which of the two they show.
      throw refusal("a cell stands twice")
    }
    guard sheet.cells.count <= budget else { throw refusal("too many cells") }
    sheet.columns[row, default: []].append(column)
    guard sheet.columns.count <= limits.rows else { throw refusal("too many rows") }
  }

  private func content() throws(FengniError) -> CellContent? {
    let inline = runs.take()
    if type == "inlineStr" || !inline.isEmpty {
      // Some programs put the text where numbers stand.
      return .text(inline.isEmpty ? EscapedText.unescape(value ?? "") : inline)
    }
    guard let value else { return formula == nil ? nil : .notCalculated }
    let trimmed = value.trimmedASCII
    switch type {
    case "s":
      guard let index = Int(trimmed), strings.indices.contains(index) else {
        throw refusal("a shared string that is not there")
      }
      return .text(strings[index])
    case "str": return .text(EscapedText.unescape(value))
    case "b":
      guard ["0", "1", "true", "false"].contains(trimmed) else { throw refusal("a boolean") }
      return .bool(trimmed == "1" || trimmed == "true")
    case "e": return .error
    case "d": return .day(trimmed)
    case "n":
      if trimmed.isEmpty { return formula == nil ? nil : .notCalculated }
      guard trimmed.utf8.count <= 64, let number = Double(trimmed), number.isFinite else {
        throw refusal("a number")
      }
      return .number(number)
    default: throw refusal("a cell of an unknown type")
    }
  }

  /// The sheet: what lies beneath a merge is nobody's value, and a vertical merge gives its value
  /// to the cells below, within reason.
  func finished() throws(FengniError) -> Sheet {
    var left = limits.rows
    var work = limits.cells
    let rows = sheet.rows
    for (first, last) in merges where first.row <= last.row && first.column <= last.column {
      if last.column > first.column {
        sheet.widths[first] = max(sheet.widths[first] ?? 0, last.column)
      }
      try cover(first, last, rows, &work)
      guard last.row > first.row, last.row - first.row <= left else { continue }
      left -= last.row - first.row
      for row in first.row + 1...last.row {
        sheet.merged[CellReference(row: row, column: first.column)] = first
      }
    }
    return sheet
  }

  /// Takes what lies beneath a merge out of the cells.
  private func cover(
    _ first: CellReference, _ last: CellReference, _ rows: [Int], _ work: inout Int
  ) throws(FengniError) {
    // The first row at or below the merge's first, by halving.
    var (low, high) = (0, rows.count)
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < first.row { low = middle + 1 } else { high = middle }
    }
    for row in rows[low...].prefix(while: { $0 <= last.row }) {
      let columns = sheet.columns[row] ?? []
      work -= columns.count + 1
      guard work >= 0 else { throw refusal("merges too large") }
      for column in columns where (first.column...last.column).contains(column) {
        let place = CellReference(row: row, column: column)
        guard place != first, let cell = sheet.cells.removeValue(forKey: place) else { continue }
        if cell.isFilled, cell.content != sheet.cells[first]?.content {
          sheet.covered.insert(place)
        }
        sheet.columns[row]?.removeAll { $0 == column }
      }
      if sheet.columns[row]?.isEmpty == true { sheet.columns[row] = nil }
    }
  }
}

extension String {
  /// Without spaces and line ends of XML at both ends.
  var trimmedASCII: String {
    let scalars = unicodeScalars.drop { $0.value <= 0x20 }
    var view = scalars
    while let last = view.last, last.value <= 0x20 { view.removeLast() }
    return String(view)
  }
}
