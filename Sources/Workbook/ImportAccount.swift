import BundleCore
import Messages

// What became of every cell: taken, a word of the form itself, or named in a finding.
extension ImportRun {
  /// Takes note that a cell is a word of the form, or was named already.
  mutating func know(_ sheet: Int, _ place: CellReference) { known[sheet].insert(place) }

  /// Takes a cell for a value; one that nobody sees is named, once for its row or column.
  mutating func take(_ sheet: Int, _ place: CellReference) {
    known[sheet].insert(place)
    let source = book.sheets[sheet]
    var seen = place
    if source.cells[place] == nil, let first = source.merged[place] { seen = first }
    guard source.cells[seen]?.isFilled == true else { return }
    let hidden: [Int]
    if source.isHidden {
      hidden = [sheet]
    } else if source.hiddenRows.contains(seen.row) {
      hidden = [sheet, 0, seen.row]
    } else if source.hiddenColumns.contains(seen.column) {
      hidden = [sheet, 1, seen.column]
    } else {
      return
    }
    guard reportedHidden.insert(hidden).inserted else { return }
    report(.workbookLayout, sheet: sheet, seen, expected: Phrase.Workbook.hiddenCells)
  }

  /// Names what a person sees and nothing took: the first cell of each row, and of a sheet that is
  /// none of the form's only the first of all.
  mutating func reportUnread() {
    for (index, sheet) in book.sheets.enumerated()
    where !map.hidden.contains(index) && !sheet.isHidden {
      for place in sheet.covered.sorted() where used.contains(index) {
        report(
          .workbookLayout, .warning, sheet: index, place, expected: Phrase.Workbook.beneathMerge)
      }
      if !used.contains(index), sheet.isProtected, isOwn(sheet.text(0, 0)) { continue }
      for row in sheet.rows where !sheet.hiddenRows.contains(row) {
        guard let place = firstUnread(index, row) else { continue }
        report(
          .workbookLayout, .warning, sheet: index, place, expected: Phrase.Workbook.notRecognised)
        if !used.contains(index) { break }
      }
    }
  }

  private func firstUnread(_ index: Int, _ row: Int) -> CellReference? {
    let sheet = book.sheets[index]
    for column in (sheet.columns[row] ?? []).sorted() where !sheet.hiddenColumns.contains(column) {
      let place = CellReference(row: row, column: column)
      guard let cell = sheet.cells[place], cell.isFilled, !cell.isInvisible,
        !known[index].contains(place), !isOwn(sheet.text(row, column))
      else { continue }
      return place
    }
    return nil
  }

  /// Whether the form says so itself.
  func isOwn(_ text: String) -> Bool { !text.isEmpty && words.contains(text) }

  /// The words above a heading row, which in a protected sheet only the form can have written.
  mutating func knowTop(_ index: Int, header: Int, columns: ClosedRange<Int>) {
    let sheet = book.sheets[index]
    guard sheet.isProtected else { return }
    for row in sheet.rows where row < header {
      for column in sheet.columns[row] ?? [] where columns.contains(column) {
        know(index, CellReference(row: row, column: column))
      }
    }
  }
}
