import BundleCore
import CXlsxWriter
import JSONText
import Messages

/// The sheets of a template, one after the other.
struct TemplateSheets {
  let layout: FormLayout
  let language: Language
  let file: WorkbookFile
  let contents: FormContents
  let sheetNames: [String]
  /// Rows of the map: kind, pointer, code, sheet and cell.
  var map: [(kind: String, pointer: String, code: String, sheet: String, row: Int, column: Int)] =
    []
  /// Where the words of each list of choices stand.
  var options: OptionRanges

  /// The columns of the main sheet.
  enum MainColumn {
    static let number = 0
    static let label = 1
    static let value = 2
    static let help = 3
  }

  init(
    _ layout: FormLayout, _ language: Language, _ file: WorkbookFile, _ contents: FormContents
  ) {
    self.layout = layout
    self.language = language
    self.file = file
    self.contents = contents
    sheetNames = layout.sheetNames(language)
    options = OptionRanges()
  }

  mutating func write() {
    file.setTitle(layout.title[language])
    guard let guide = file.addSheet(Phrase.Workbook.guideSheet[language]),
      let main = file.addSheet(Phrase.Workbook.mainSheet[language])
    else { return }
    writeGuide(guide)
    writeMain(main)
    for table in layout.tables.indices {
      guard let sheet = file.addSheet(sheetNames[table]) else { return }
      writeTable(table, sheet)
    }
    guard let options = file.addSheet(WorkbookMap.optionSheet),
      let map = file.addSheet(WorkbookMap.sheet)
    else { return }
    writeOptions(options)
    writeMap(map)
    worksheet_activate(main)
  }

  // MARK: Guide

  private func writeGuide(_ sheet: WorkbookFile.Sheet) {
    file.setColumn(0, width: 4, nil, sheet)
    file.setColumn(1, width: 90, nil, sheet)
    file.write(layout.title[language], sheet, 0, 0, .title)
    var row = 1
    if let help = layout.help {
      file.write(help[language], sheet, row, 1, .note)
      row += 1
    }
    for (index, line) in Phrase.Workbook.guide(hasTables: !layout.tables.isEmpty).enumerated() {
      file.write("\(index + 1)", sheet, row, 0, .note)
      file.write(line[language], sheet, row, 1, .note)
      row += 1
    }
    file.write(
      Phrase.Workbook.formVersion(layout.id, layout.version)[language], sheet, row + 1, 1, .note)
    finish(sheet, landscape: false)
  }

  /// What every sheet for people has: A4, page numbers, protection without a password.
  func finish(_ sheet: WorkbookFile.Sheet, landscape: Bool, pagesWide: UInt16 = 1) {
    worksheet_set_paper(sheet, 9)
    if landscape { worksheet_set_landscape(sheet) }
    worksheet_fit_to_pages(sheet, pagesWide, 0)
    file.check(worksheet_set_footer(sheet, "&C&P / &N"))
    var protection = lxw_protection()
    protection.format_rows = 1
    protection.format_columns = 1
    protection.sort = 1
    worksheet_protect(sheet, nil, &protection)
  }

  // MARK: Main sheet

  private mutating func writeMain(_ sheet: WorkbookFile.Sheet) {
    let name = Phrase.Workbook.mainSheet[language]
    for (column, width) in [8.0, 44, 40, 56].enumerated() {
      file.setColumn(column, width: width, nil, sheet)
    }
    file.write(layout.title[language], sheet, 0, 0, .title)
    file.write(
      Phrase.Workbook.legend[language] + "  "
        + Phrase.Workbook.formVersion(layout.id, layout.version)[language], sheet, 1, 0, .number)
    let headings = [
      Phrase.Workbook.rowNumber, Phrase.Workbook.item, Phrase.Workbook.value,
      Phrase.Workbook.helpColumn,
    ]
    for (column, heading) in headings.enumerated() {
      file.write(heading[language], sheet, 2, column, .heading)
    }
    var row = 3
    for planned in layout.mainRows {
      write(planned, sheet, name, row)
      row += 1
    }
    worksheet_freeze_panes(sheet, 3, 0)
    file.check(worksheet_repeat_rows(sheet, 0, 2))
    file.check(
      worksheet_ignore_errors(
        sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:C\(row + 1)"))
    finish(sheet, landscape: false)
  }

  private mutating func write(
    _ planned: PlannedRow, _ sheet: WorkbookFile.Sheet, _ name: String, _ row: Int
  ) {
    func line(_ number: String, _ label: String, _ help: String, _ style: CellStyle) {
      file.write(number, sheet, row, MainColumn.number, style == .section ? .section : .number)
      file.write(label, sheet, row, MainColumn.label, style)
      let value: CellStyle = style == .section ? .section : .closed
      file.write("", sheet, row, MainColumn.value, value)
      file.write(help, sheet, row, MainColumn.help, style == .section ? .section : .help)
    }
    switch planned {
    case .section(let number, let title, let help, _):
      line(number, title[language], help?[language] ?? "", .section)
    case .table(let id):
      let table = layout.tables[id]
      line(
        table.number, table.title[language] + (table.isRequired ? " *" : ""),
        Phrase.Workbook.seeSheet(sheetNames[id])[language],
        table.isRequired ? .requiredLabel : .label)
    case .choices(let id):
      let field = layout.fields[id]
      line(
        field.number, field.title[language] + (field.isRequired ? " *" : ""),
        field.help(beside: Phrase.Workbook.tick, language),
        field.isRequired ? .requiredLabel : .label)
    case .item(let item): write(item, sheet, name, row)
    }
  }

  private mutating func write(
    _ item: PlannedItem, _ sheet: WorkbookFile.Sheet, _ name: String, _ row: Int
  ) {
    let field = layout.fields[item.field]
    let isRequired = field.isRequired && item.option == nil
    let label = layout.label(of: item)[language]
    file.write(layout.number(of: item), sheet, row, MainColumn.number, .number)
    file.write(
      (item.option == nil ? "" : "　") + label + (isRequired ? " *" : ""), sheet, row,
      MainColumn.label, isRequired ? .requiredLabel : .label)
    if item.option == nil {
      file.write(field.help(beside: field.type.hint, language), sheet, row, MainColumn.help, .help)
      if let help = field.help { file.comment(help[language], sheet, row, MainColumn.label) }
    } else {
      file.write("", sheet, row, MainColumn.help, .help)
    }
    let value = contents.values[item.field]
    var code = ""
    if let option = item.option, case .choices(let choices) = field.type {
      code = choices[option].code
      let isTicked = value?.asArray?.contains { $0.asString == code } ?? false
      file.write(isTicked ? "√" : "", sheet, row, MainColumn.value, .choiceInput)
      file.restrict(
        .list(options.range(of: ["√"])), "", sheet, rows: row...row, column: MainColumn.value)
    } else {
      write(value, field, sheet, row, MainColumn.value)
      restrict(field, sheet, rows: row...row, column: MainColumn.value)
    }
    map.append((WorkbookMap.item, field.pointer.text, code, name, row, MainColumn.value))
  }

  // MARK: Options and map

  private func writeOptions(_ sheet: WorkbookFile.Sheet) {
    for (column, words) in options.lists.enumerated() {
      for (row, word) in words.enumerated() { file.write(word, sheet, row, column, .number) }
    }
    worksheet_hide(sheet)
    worksheet_protect(sheet, nil, nil)
  }

  /// Cells are named by formulas: whoever inserts a row or gives a sheet another name has them
  /// corrected by the program itself.
  private func writeMap(_ sheet: WorkbookFile.Sheet) {
    let head = [
      WorkbookMap.mark, "\(WorkbookMap.version)", layout.id, "\(layout.version)",
      language.rawValue,
    ]
    for (column, text) in head.enumerated() { file.write(text, sheet, 0, column, .number) }
    for (index, entry) in map.enumerated() {
      file.write(entry.kind, sheet, index + 1, 0, .number)
      file.write(entry.pointer, sheet, index + 1, 1, .number)
      file.write(entry.code, sheet, index + 1, 2, .number)
      let reference = CellReference(row: entry.row, column: entry.column).absolute
      file.writeFormula("='\(entry.sheet)'!\(reference)", sheet, index + 1, 3)
    }
    worksheet_hide(sheet)
    worksheet_protect(sheet, nil, nil)
  }
}

/// The words of all drop-down lists, each list once.
struct OptionRanges {
  private(set) var lists: [[String]] = []
  private var places: [[String]: Int] = [:]

  /// The range of a list on the sheet of options, as a formula.
  mutating func range(of words: [String]) -> String {
    let column: Int
    if let place = places[words] {
      column = place
    } else {
      column = lists.count
      places[words] = column
      lists.append(words)
    }
    let first = CellReference(row: 0, column: column).absolute
    let last = CellReference(row: max(words.count, 1) - 1, column: column).absolute
    return "='\(WorkbookMap.optionSheet)'!\(first):\(last)"
  }
}
