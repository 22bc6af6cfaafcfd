import BundleCore
import Messages

/// Where a table stands.
struct TablePlace {
  let sheet: Int
  let header: Int
  /// The column of each planned column that was found.
  var columns: [PlannedColumn: Int]
}

// Rows of a table's sheet that are no elements: totals, notes, headings that are said again.
extension ImportRun {
  /// Whether a row that holds something is an element; notes and totals are named.
  mutating func isElement(_ row: Int, _ place: TablePlace) -> Bool {
    let sheet = book.sheets[place.sheet]
    let filled = (sheet.columns[row] ?? []).sorted().filter {
      isFilled(place.sheet, CellReference(row: row, column: $0))
    }
    let fields = filled.filter { column in
      place.columns.contains { $0.value == column && $0.key.isField }
    }
    if isHeadingAgain(row, fields, place) {
      for column in filled { know(place.sheet, CellReference(row: row, column: column)) }
      return false
    }
    guard isNote(row, fields, place), let first = filled.first else { return true }
    for column in filled { know(place.sheet, CellReference(row: row, column: column)) }
    report(
      .workbookLayout, sheet: place.sheet,
      CellReference(row: row, column: fields.first ?? first), expected: Phrase.Workbook.noElement)
    return false
  }

  /// Pasted pages bring the headings along.
  private func isHeadingAgain(_ row: Int, _ fields: [Int], _ place: TablePlace) -> Bool {
    let sheet = book.sheets[place.sheet]
    return fields.count > 1
      && fields.allSatisfy {
        LabelText.fold(sheet.text(row, $0)) == LabelText.fold(sheet.text(place.header, $0))
      }
  }

  private func isNote(_ row: Int, _ fields: [Int], _ place: TablePlace) -> Bool {
    let sheet = book.sheets[place.sheet]
    if let column = place.columns[.number] {
      let number = LabelText.fold(sheet.text(row, column))
      if !number.isEmpty, !Self.isNumberOfRow(number) { return true }
    }
    guard let first = fields.first else { return false }
    let text = LabelText.fold(sheet.text(row, first))
    if Self.totals.contains(text) { return true }
    guard fields.count == 1 else { return false }
    // One text across the table.
    let width = sheet.widths[CellReference(row: row, column: first)] ?? first
    return width > first || Self.notes.contains { text.hasPrefix($0) }
  }

  /// Whether people number rows so: with digits, Han numerals or letters of a list.
  static func isNumberOfRow(_ folded: String) -> Bool {
    let scalars = folded.unicodeScalars
    func isDigit(_ scalar: Unicode.Scalar) -> Bool {
      ("0"..."9").contains(scalar) || "一二三四五六七八九十百".unicodeScalars.contains(scalar)
        || (0x2460...0x24FF).contains(scalar.value) || (0x2160...0x217F).contains(scalar.value)
    }
    func isLetter(_ scalar: Unicode.Scalar) -> Bool { ("a"..."z").contains(scalar) }
    guard scalars.count <= 12,
      scalars.allSatisfy({
        isDigit($0) || isLetter($0) || ".-()、,#/:第号项条行".unicodeScalars.contains($0)
      })
    else { return false }
    return scalars.contains(where: isDigit) || (scalars.count == 1 && scalars.allSatisfy(isLetter))
  }

  private static let totals: Set<String> = [
    "合计", "总计", "小计", "共计", "累计", "total", "totals", "subtotal", "sum", "grandtotal",
  ]
  private static let notes = [
    "注:", "注1", "备注:", "说明:", "填表说明", "填表人:", "制表人:", "以下空白", "以下无正文",
    "note:", "notes:", "remark:", "remarks:",
  ]
}

extension PlannedColumn {
  var isField: Bool { if case .field = self { true } else { false } }
}
