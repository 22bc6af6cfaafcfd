import BundleCore
import CXlsxWriter
import JSONText
import Messages

// Tables, and the cells in which people fill in.
extension TemplateSheets {
  mutating func writeTable(_ id: Int, _ sheet: WorkbookFile.Sheet) {
    let table = layout.tables[id]
    let name = sheetNames[id]
    let columns = layout.columns(of: id)
    let headings = layout.headings(of: id)
    let rows = contents.rows[id] ?? []
    file.write("\(table.number) \(table.title[language])", sheet, 0, 0, .title)
    file.write(table.help?[language] ?? "", sheet, 1, 0, .number)
    let most = max(min(table.maximumRows ?? .max, LayoutLimits.tableRows), rows.count, 1)
    let prepared = max(min(LayoutLimits.preparedRows, most), rows.count)
    for (column, kind) in columns.enumerated() {
      let required = isRequired(kind)
      file.write(
        headings[column][language] + (required ? " *" : ""), sheet, 2, column, .heading)
      var pointer = table.pointer.text
      var code = ""
      switch kind {
      case .number:
        code = WorkbookMap.number
        file.setColumn(column, width: 7, .number, sheet)
      case .parent:
        code = WorkbookMap.parent
        file.setColumn(column, width: 12, .integerInput, sheet)
        file.restrict(
          .integer(minimum: 1, maximum: Int64(Int32.max)), "", sheet, rows: 3...most + 2,
          column: column)
      case .field(let field):
        let field = layout.fields[field]
        pointer = field.pointer.text
        file.setColumn(column, width: width(field.type), style(field.type), sheet)
        let help = help(ofColumn: field)
        if !help.isEmpty { file.comment(help, sheet, 2, column) }
        restrict(field, sheet, rows: 3...most + 2, column: column)
      }
      map.append((WorkbookMap.column, pointer, code, name, 2, column))
    }
    for index in 0..<prepared {
      writeRow(index < rows.count ? rows[index] : nil, index, columns, sheet)
    }
    worksheet_freeze_panes(sheet, 3, 1)
    file.check(worksheet_repeat_rows(sheet, 2, 2))
    finish(sheet, landscape: true, pagesWide: UInt16(clamping: (columns.count + 9) / 10))
  }

  private func writeRow(
    _ row: FormContents.Row?, _ index: Int, _ columns: [PlannedColumn],
    _ sheet: WorkbookFile.Sheet
  ) {
    for (column, kind) in columns.enumerated() {
      switch kind {
      case .number: file.write(Double(index + 1), sheet, index + 3, column, .number)
      case .parent:
        if let parent = row?.parent {
          file.write(Double(parent), sheet, index + 3, column, .integerInput)
        } else {
          file.write("", sheet, index + 3, column, .integerInput)
        }
      case .field(let field):
        write(row?.values[field], layout.fields[field], sheet, index + 3, column)
      }
    }
  }

  private func isRequired(_ column: PlannedColumn) -> Bool {
    switch column {
    case .number: false
    case .parent: true
    case .field(let field): layout.fields[field].isRequired
    }
  }

  private func help(ofColumn field: FormField) -> String {
    var lines = [field.type.hint?[language], field.help?[language]].compactMap { $0 }
    if case .choices(let choices) = field.type {
      lines += choices.map { $0.label[language] }
    }
    return String(utf16Prefix: lines.joined(separator: "\n"), 2000)
  }

  // MARK: Cells

  func style(_ type: FieldType) -> CellStyle {
    switch type {
    case .text, .list: .textInput
    case .integer: .integerInput
    case .decimal: .decimalInput
    case .date: .dateInput
    case .boolean, .choice, .choices: .choiceInput
    }
  }

  private func width(_ type: FieldType) -> Double {
    switch type {
    case .integer, .decimal, .boolean: 12
    case .date: 14
    case .choice: 20
    case .choices, .list: 30
    case .text(let maximum): (maximum ?? 100) > 60 ? 30 : 18
    }
  }

  mutating func restrict(
    _ field: FormField, _ sheet: WorkbookFile.Sheet, rows: ClosedRange<Int>, column: Int
  ) {
    let message = field.type.hint?[language] ?? ""
    func apply(_ rule: CellRule) {
      file.restrict(rule, message, sheet, rows: rows, column: column)
    }
    switch field.type {
    case .integer(let minimum, let maximum):
      // Excel compares doubles; beyond 2^53 there is nothing to compare.
      apply(
        .integer(
          minimum: max(minimum ?? -Limits.jsonInteger, -Limits.jsonInteger),
          maximum: min(maximum ?? Limits.jsonInteger, Limits.jsonInteger)))
    case .decimal(let minimum, _, let maximum, _):
      apply(.decimal(minimum: minimum ?? -1e15, maximum: maximum ?? 1e15))
    case .date: apply(.date)
    case .boolean:
      apply(.list(options.range(of: [Phrase.yes[language], Phrase.no[language]])))
    case .choice(let choices):
      apply(.list(options.range(of: choices.map { $0.label[language] })))
    case .text(let maximum):
      if let maximum, maximum <= 32_000 { apply(.length(maximum)) }
    case .choices, .list: break
    }
  }

  /// A value as people type it; what doesn't fit the field is shown as it is, to be mended.
  func write(
    _ value: JSONValue?, _ field: FormField, _ sheet: WorkbookFile.Sheet, _ row: Int,
    _ column: Int
  ) {
    let style = style(field.type)
    switch (field.type, value?.kind) {
    case (.integer, .number(let number)?), (.decimal, .number(let number)?):
      file.write(number.asDouble, sheet, row, column, style)
    case (.date, .string(let text)?):
      if let serial = CellDay(text)?.serial(is1904: false) {
        file.write(Double(serial), sheet, row, column, style)
      } else {
        file.write(text, sheet, row, column, style)
      }
    default: file.write(text(value, field.type), sheet, row, column, style)
    }
  }

  private func text(_ value: JSONValue?, _ type: FieldType) -> String {
    switch value?.kind {
    case .string(let text):
      guard case .choice(let choices) = type else { return text }
      return choices.first { $0.code == text }?.label[language] ?? text
    case .bool(let value): return (value ? Phrase.yes : Phrase.no)[language]
    case .number(let number): return number.text
    case .array(let elements):
      if case .choices(let choices) = type {
        return elements.map { text($0, .choice(choices)) }.joined(separator: "\n")
      }
      return elements.map { text($0, .text(maximum: nil)) }.joined(separator: "\n")
    case .object, .null, nil: return ""
    }
  }
}

extension FieldType {
  /// What may be typed, in a few words.
  var hint: Bilingual? {
    switch self {
    case .text: nil
    case .integer(let minimum, let maximum): Phrase.Workbook.integer(minimum, maximum)
    case .decimal(let minimum, _, let maximum, let places):
      Phrase.Workbook.decimal(minimum, maximum, places)
    case .date: Phrase.Workbook.date
    case .boolean: Phrase.Workbook.yesOrNo
    case .choice: Phrase.Workbook.choose
    case .choices: Phrase.Workbook.chooseSeveral
    case .list: Phrase.Workbook.onePerLine
    }
  }
}
