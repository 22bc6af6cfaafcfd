import BundleCore
import JSONText
import Messages

extension ImportRun {
  /// Reads the rows of all tables, parents first.
  mutating func readTables() {
    let places = tablePlaces()
    for (_, place) in places { used.insert(place.sheet) }
    for table in layout.tables.indices {
      guard let place = places[table] else {
        let definition = layout.tables[table]
        report(
          .workbookLayout, definition.isRequired ? .error : .warning, sheet: 0, nil,
          expected: Phrase.Workbook.itemMissing(definition.number, definition.title))
        continue
      }
      reportColumns(table, place)
      readRows(table, place)
    }
  }

  // MARK: Finding tables

  /// The sheet and header row of each table: the best fit first, each sheet once.
  private mutating func tablePlaces() -> [Int: TablePlace] {
    var fits: [(score: Int, table: Int, sheet: Int, header: Int)] = []
    let headers = book.sheets.indices.map { headerRows($0) }
    for table in layout.tables.indices {
      let names = headingNames(table)
      let mapped = mappedHeader(table)
      let title = LabelText.fold(layout.tables[table].title.zh)
      let titleEn = LabelText.fold(layout.tables[table].title.en)
      for (sheet, rows) in headers.enumerated() where !taken.contains(sheet) {
        for (row, texts) in rows {
          let count = names.count { !$0.isDisjoint(with: texts) }
          // The numbers' heading alone stands in every table.
          guard count > 1, count * 2 >= names.count else { continue }
          let top = LabelText.fold(book.sheets[sheet].text(0, 0))
          var score = count * 4
          if mapped?.sheet == sheet, mapped?.place.row == row { score += 1_000_000 }
          if top.contains(title) || top.contains(titleEn) { score += 2 }
          if book.sheets[sheet].isHidden { score -= 4 * names.count + 3 }
          fits.append((score, table, sheet, row))
        }
      }
    }
    fits.sort { ($0.score, $1.table, $1.sheet) > ($1.score, $0.table, $0.sheet) }
    var places: [Int: TablePlace] = [:]
    for fit in fits where places[fit.table] == nil && !taken.contains(fit.sheet) {
      taken.insert(fit.sheet)
      places[fit.table] = TablePlace(
        sheet: fit.sheet, header: fit.header,
        columns: columns(of: fit.table, fit.sheet, fit.header))
    }
    // What looks like a table that stands elsewhere is a copy of it, or goes on with it.
    for fit in fits where !taken.contains(fit.sheet) {
      taken.insert(fit.sheet)
      let place = TablePlace(
        sheet: fit.sheet, header: fit.header,
        columns: columns(of: fit.table, fit.sheet, fit.header))
      reportFurther(place, of: places[fit.table]?.sheet ?? fit.sheet)
    }
    return places
  }

  /// Names a further sheet of a table when it holds rows: whether they go on with the table or
  /// repeat it, only their writer knows.
  private mutating func reportFurther(_ place: TablePlace, of first: Int) {
    let sheet = book.sheets[place.sheet]
    let columns = place.columns.filter { $0.key.isField }.map(\.value)
    let filled = sheet.rows.lazy.filter { $0 > place.header }
      .flatMap { row in columns.sorted().map { CellReference(row: row, column: $0) } }
      .first { isFilled(place.sheet, $0) }
    guard let filled else {
      let numbers = place.columns[.number]
      for row in sheet.rows {
        for column in sheet.columns[row] ?? [] where row == place.header || column == numbers {
          know(place.sheet, CellReference(row: row, column: column))
        }
      }
      return
    }
    known[place.sheet].formUnion(sheet.cells.keys)
    report(
      .workbookLayout, sheet: place.sheet, filled,
      expected: Phrase.Workbook.oneSheet(book.sheets[first].name))
  }

  /// The words of the first rows of a sheet.
  private func headerRows(_ index: Int) -> [(row: Int, texts: Set<String>)] {
    guard !taken.contains(index) else { return [] }
    let sheet = book.sheets[index]
    return sheet.rows.prefix(30).map { row in
      (row, Set((sheet.columns[row] ?? []).map { LabelText.fold(sheet.text(row, $0)) }))
    }
  }

  private func headingNames(_ table: Int) -> [Set<String>] {
    layout.headings(of: table).map { [LabelText.fold($0.zh), LabelText.fold($0.en)] }
  }

  private func mapped(
    _ column: PlannedColumn, _ table: Int
  ) -> (sheet: Int, place: CellReference)? {
    let pointer = layout.tables[table].pointer
    return switch column {
    case .number: map.column(pointer, WorkbookMap.number)
    case .parent: map.column(pointer, WorkbookMap.parent)
    case .field(let field): map.column(layout.fields[field].pointer, "")
    }
  }

  private func mappedHeader(_ table: Int) -> (sheet: Int, place: CellReference)? {
    layout.columns(of: table).lazy.compactMap { mapped($0, table) }.first
  }

  /// Columns by their headings; a column whose heading was reworded by what the map says.
  private func columns(of table: Int, _ sheet: Int, _ header: Int) -> [PlannedColumn: Int] {
    let planned = layout.columns(of: table)
    let names = headingNames(table)
    var byName: [String: [Int]] = [:]
    for column in book.sheets[sheet].columns[header] ?? [] {
      byName[LabelText.fold(book.sheets[sheet].text(header, column)), default: []].append(column)
    }
    var found: [PlannedColumn: Int] = [:]
    var used: Set<Int> = []
    for (index, column) in planned.enumerated() {
      let mappedColumn = mapped(column, table).flatMap {
        $0.sheet == sheet && $0.place.row == header ? $0.place.column : nil
      }
      let candidates = names[index].flatMap { byName[$0] ?? [] }.filter { !used.contains($0) }
      let best = mappedColumn.flatMap { candidates.contains($0) ? $0 : nil } ?? candidates.min()
      guard let best else { continue }
      found[column] = best
      used.insert(best)
    }
    for column in planned where found[column] == nil {
      guard let place = mapped(column, table), place.sheet == sheet, place.place.row == header,
        used.insert(place.place.column).inserted
      else { continue }
      found[column] = place.place.column
    }
    return found
  }

  private mutating func reportColumns(_ table: Int, _ place: TablePlace) {
    for field in layout.tables[table].fields where place.columns[.field(field)] == nil {
      let field = layout.fields[field]
      report(
        .workbookLayout, field.isRequired ? .error : .warning, sheet: place.sheet, nil,
        expected: Phrase.Workbook.itemMissing(field.number, field.fullTitle))
    }
    let found = Set(place.columns.values)
    let sheet = book.sheets[place.sheet]
    var unknown: Set<Int> = []
    for (row, columns) in sheet.columns where row > place.header {
      for column in columns where !found.contains(column) && !sheet.hiddenColumns.contains(column) {
        let cell = CellReference(row: row, column: column)
        guard isFilled(place.sheet, cell) else { continue }
        unknown.insert(column)
        know(place.sheet, cell)
      }
    }
    for column in found.union(unknown) {
      know(place.sheet, CellReference(row: place.header, column: column))
    }
    knowTop(place.sheet, header: place.header, columns: 0...0)
    if let column = place.columns[.number] { knowNumbers(column, place) }
    for column in unknown.sorted() {
      report(
        .workbookLayout, .warning, sheet: place.sheet,
        CellReference(row: place.header, column: column),
        expected: Phrase.Workbook.notRecognised)
    }
  }

  private mutating func knowNumbers(_ column: Int, _ place: TablePlace) {
    for row in book.sheets[place.sheet].rows where row > place.header {
      let text = LabelText.fold(book.sheets[place.sheet].text(row, column))
      if Self.isNumberOfRow(text) { know(place.sheet, CellReference(row: row, column: column)) }
    }
  }

  // MARK: Rows

  private mutating func readRows(_ table: Int, _ place: TablePlace) {
    let fields = layout.tables[table].fields.compactMap { field in
      place.columns[.field(field)].map { (field, $0) }
    }
    let sheet = book.sheets[place.sheet]
    let filled = sheet.rows.filter { row in
      row > place.header
        && fields.contains { isFilled(place.sheet, CellReference(row: row, column: $0.1)) }
        && isElement(row, place)
    }
    let numbers = rowNumbers(
      filled, place, hasChildren: layout.tables.contains { $0.parent == table })
    let parents = Set(
      (layout.tables[table].parent.flatMap { contents.rows[$0] } ?? []).map(\.number))
    var rows: [FormContents.Row] = []
    for (index, row) in filled.enumerated() {
      let parent = parentNumber(table, row, place, parents)
      var element = FormContents.Row(number: numbers[index], parent: parent)
      for (field, column) in fields {
        let cell = CellReference(row: row, column: column)
        element.places[field] = CellPlace(sheet: place.sheet, cell: cell)
        if let value = convert(field, sheet: place.sheet, cell) { element.values[field] = value }
      }
      rows.append(element)
    }
    if !rows.isEmpty { contents.rows[table] = rows }
  }

  /// The numbers of the rows: what people wrote, where rows of other tables refer to it.
  private mutating func rowNumbers(
    _ rows: [Int], _ place: TablePlace, hasChildren: Bool
  ) -> [Int] {
    guard hasChildren, let column = place.columns[.number] else {
      return Array(1..<rows.count + 1)
    }
    var seen: Set<Int> = []
    var numbers: [Int?] = []
    for row in rows {
      let cell = CellReference(row: row, column: column)
      let number = integer(place.sheet, cell)
      if let number, !seen.insert(number).inserted {
        report(.cellInvalid, sheet: place.sheet, cell, expected: Phrase.Workbook.uniqueRowNumber)
        numbers.append(nil)
      } else {
        numbers.append(number)
      }
    }
    // Rows without a number get one that nobody wrote and no row can name.
    var next = -1
    return numbers.map { number in
      if let number { return number }
      next -= 1
      return next
    }
  }

  private mutating func parentNumber(
    _ table: Int, _ row: Int, _ place: TablePlace, _ parents: Set<Int>
  ) -> Int? {
    guard let parent = layout.tables[table].parent else { return nil }
    let cell = CellReference(row: row, column: place.columns[.parent] ?? 0)
    if place.columns[.parent] != nil { know(place.sheet, cell) }
    if place.columns[.parent] != nil, let number = integer(place.sheet, cell),
      parents.contains(number)
    {
      return number
    }
    if parents.count == 1, !isFilled(place.sheet, cell) { return parents.first }
    report(
      .cellInvalid, sheet: place.sheet, cell,
      expected: Phrase.Workbook.parentMissing(layout.tables[parent].title))
    return 0
  }

  /// A positive whole number in a cell.
  private func integer(_ sheet: Int, _ place: CellReference) -> Int? {
    guard let cell = book.sheets[sheet].cell(place) else { return nil }
    let conversion = CellConversion(
      type: .integer(minimum: 1, maximum: Int64(Int32.max)), is1904: book.is1904)
    guard let value = try? conversion.value(cell) else { return nil }
    return value.asNumber?.asInt64.map { Int($0) }
  }
}
