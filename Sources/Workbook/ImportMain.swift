import BundleCore
import JSONText
import Messages

/// Where a main sheet has its columns.
private struct MainColumns {
  let header: Int
  let number: Int
  let label: Int
  let value: Int
  /// The column that explains, where its heading still stands.
  let help: Int?
}

/// A row of a main sheet, with the words by which it is found.
private struct LabelledRow {
  let sheet: Int
  let number: String
  let label: String
  let value: CellReference
  /// The cells of its number and label, and of what explains it.
  let words: [CellReference]
}

/// The rows of all main sheets, by their words.
private struct LabelledRows {
  private(set) var rows: [LabelledRow] = []
  private var byBoth: [[String]: [Int]] = [:]
  private var byLabel: [String: [Int]] = [:]
  private var byPlace: [Int: [CellReference: Int]] = [:]

  mutating func append(_ row: LabelledRow) {
    byBoth[[row.number, row.label], default: []].append(rows.count)
    byLabel[row.label, default: []].append(rows.count)
    byPlace[row.sheet, default: [:]][row.value] = rows.count
    rows.append(row)
  }

  func with(_ number: String, _ label: String) -> [Int] { byBoth[[number, label]] ?? [] }
  func with(label: String) -> [Int] { byLabel[label] ?? [] }

  func at(_ place: (sheet: Int, place: CellReference)?) -> Int? {
    place.flatMap { byPlace[$0.sheet]?[$0.place] }
  }
}

extension ImportRun {
  /// Reads the fields that belong to no table; false when hardly any was found.
  mutating func readMain() -> Bool {
    let rows = labelledRows()
    let items = layout.mainRows.compactMap { row in
      if case .item(let item) = row { item } else { nil }
    }
    var uses: [String: Int] = [:]
    for item in items { for label in labels(item) { uses[label, default: 0] += 1 } }
    var claimed: Set<Int> = []
    var missing: [PlannedItem] = []
    var ticks: [Int: [(option: Int, isTicked: Bool)]] = [:]
    for item in items {
      guard let row = find(item, rows, uses, claimed), claimed.insert(row).inserted else {
        missing.append(item)
        continue
      }
      read(item, rows.rows[row], &ticks)
    }
    for (field, options) in ticks {
      guard case .choices(let choices) = layout.fields[field].type else { continue }
      let codes = options.filter(\.isTicked).map(\.option).sorted().map { choices[$0].code }
      if !codes.isEmpty { contents.values[field] = .strings(codes) }
    }
    guard items.isEmpty || missing.count * 2 <= items.count || map.form != nil else { return false }
    reportMissing(missing)
    reportUnknown(rows, claimed)
    return !items.isEmpty || !layout.tables.isEmpty
  }

  private func labels(_ item: PlannedItem) -> Set<String> {
    let label = layout.label(of: item)
    return [LabelText.fold(label.zh), LabelText.fold(label.en)]
  }

  /// The row of an item: by number and label, else by what the map says, else by a label that
  /// occurs only once.
  private func find(
    _ item: PlannedItem, _ rows: LabelledRows, _ uses: [String: Int], _ claimed: Set<Int>
  ) -> Int? {
    let number = LabelText.fold(layout.number(of: item))
    let labels = labels(item)
    let field = layout.fields[item.field]
    var code = ""
    if let option = item.option, case .choices(let choices) = field.type {
      code = choices[option].code
    }
    let mapped = rows.at(map.item(field.pointer, code))
    let exact = labels.flatMap { rows.with(number, $0) }.filter { !claimed.contains($0) }
    if let mapped, exact.contains(mapped) { return mapped }
    if let first = exact.min() { return first }
    if let mapped, !claimed.contains(mapped) {
      let row = rows.rows[mapped]
      if labels.contains(row.label) || row.number == number { return mapped }
    }
    for label in labels where uses[label] == 1 {
      let found = rows.with(label: label)
      if found.count == 1, let row = found.first, !claimed.contains(row) { return row }
    }
    return nil
  }

  private mutating func read(
    _ item: PlannedItem, _ row: LabelledRow,
    _ ticks: inout [Int: [(option: Int, isTicked: Bool)]]
  ) {
    for place in row.words { know(row.sheet, place) }
    if contents.places[item.field] == nil {
      contents.places[item.field] = CellPlace(sheet: row.sheet, cell: row.value)
    }
    guard let option = item.option else {
      contents.values[item.field] = convert(item.field, sheet: row.sheet, row.value)
      return
    }
    take(row.sheet, row.value)
    guard let cell = book.sheets[row.sheet].cell(row.value) else { return }
    guard let isTicked = CellConversion.tick(cell) else {
      report(.cellInvalid, sheet: row.sheet, row.value, expected: Phrase.Workbook.tickOnly)
      return
    }
    ticks[item.field, default: []].append((option, isTicked))
  }

  private mutating func reportMissing(_ missing: [PlannedItem]) {
    let sheet = taken.subtracting(map.hidden).min() ?? 0
    for item in missing {
      let field = layout.fields[item.field]
      report(
        .workbookLayout, field.isRequired ? .error : .warning, sheet: sheet, nil,
        expected: Phrase.Workbook.itemMissing(layout.number(of: item), layout.label(of: item)))
    }
  }

  private mutating func reportUnknown(_ rows: LabelledRows, _ claimed: Set<Int>) {
    for (index, row) in rows.rows.enumerated() where !claimed.contains(index) {
      let isItem = words.items.contains(row.label)
      if isItem || isOwn(row.label) { for place in row.words { know(row.sheet, place) } }
      guard isFilled(row.sheet, row.value) else { continue }
      for place in row.words { know(row.sheet, place) }
      know(row.sheet, row.value)
      // An item that is filled in twice: nobody but its writer knows which of the two counts.
      report(
        .workbookLayout, isItem ? .error : .warning, sheet: row.sheet, row.value,
        expected: isItem ? Phrase.Workbook.filledTwice : Phrase.Workbook.notRecognised)
    }
  }

  // MARK: Rows

  private mutating func labelledRows() -> LabelledRows {
    var rows = LabelledRows()
    let found = book.sheets.indices.compactMap { index in
      map.hidden.contains(index) ? nil : mainColumns(index).map { (index, $0) }
    }
    // A hidden sheet is a main one only where none is to be seen.
    let visible = found.filter { !book.sheets[$0.0].isHidden }
    for (index, columns) in visible.isEmpty ? found : visible {
      taken.insert(index)
      used.insert(index)
      let sheet = book.sheets[index]
      let all = [columns.number, columns.label, columns.value] + (columns.help.map { [$0] } ?? [])
      for column in all { know(index, CellReference(row: columns.header, column: column)) }
      knowTop(index, header: columns.header, columns: 0...(all.max() ?? 0))
      for row in sheet.rows where row > columns.header {
        var words = [columns.number, columns.label].map { CellReference(row: row, column: $0) }
        if let help = columns.help, sheet.isProtected {
          words.append(CellReference(row: row, column: help))
        }
        rows.append(
          LabelledRow(
            sheet: index, number: LabelText.fold(sheet.text(row, columns.number)),
            label: LabelText.fold(sheet.text(row, columns.label)),
            value: CellReference(row: row, column: columns.value), words: words))
      }
    }
    return rows
  }

  /// The columns of a main sheet by their headings, in the first rows; without headings, where
  /// the map says that the values are.
  private func mainColumns(_ index: Int) -> MainColumns? {
    let sheet = book.sheets[index]
    func names(_ text: Bilingual) -> Set<String> {
      [LabelText.fold(text.zh), LabelText.fold(text.en)]
    }
    let (numbers, items, values) = (
      names(Phrase.Workbook.rowNumber), names(Phrase.Workbook.item), names(Phrase.Workbook.value)
    )
    for row in sheet.rows.prefix(50) {
      let columns = sheet.columns[row] ?? []
      func column(_ names: Set<String>) -> Int? {
        columns.first { names.contains(LabelText.fold(sheet.text(row, $0))) }
      }
      if let label = column(items), let value = column(values) {
        return MainColumns(
          header: row, number: column(numbers) ?? max(label - 1, 0), label: label, value: value,
          help: column(names(Phrase.Workbook.helpColumn)))
      }
    }
    let mapped = layout.fields.lazy.compactMap { map.item($0.pointer, "") }
      .first { $0.sheet == index }
    guard let column = mapped?.place.column, column >= 2 else { return nil }
    return MainColumns(
      header: -1, number: column - 2, label: column - 1, value: column, help: nil)
  }
}
