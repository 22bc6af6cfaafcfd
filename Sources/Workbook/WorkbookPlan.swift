import BundleCore
import Messages

/// A cell of the main sheet: a field, or one of the values of a field of choices.
struct PlannedItem: Hashable {
  let field: Int
  /// The place among the choices.
  let option: Int?
}

/// What stands in a row of the main sheet.
enum PlannedRow {
  case section(number: String, title: Bilingual, help: Bilingual?, level: Int)
  /// What stands over the rows of a field of choices.
  case choices(field: Int)
  case item(PlannedItem)
  case table(Int)
}

/// A column of a table's sheet.
enum PlannedColumn: Hashable {
  /// The number of the row.
  case number
  /// The number of the row above, in a table that belongs to the rows of another.
  case parent
  case field(Int)
}

/// Where everything of a form stands in its workbook: the same for writing and reading.
extension FormLayout {
  /// The rows of the main sheet.
  var mainRows: [PlannedRow] {
    var rows: [PlannedRow] = []
    appendRows(of: root, level: 0, to: &rows)
    return rows
  }

  private func appendRows(of object: FormObject, level: Int, to rows: inout [PlannedRow]) {
    for member in object.members {
      switch member.content {
      case .section(let section):
        rows.append(
          .section(
            number: section.number, title: section.title, help: section.help, level: level))
        appendRows(of: section, level: level + 1, to: &rows)
      case .table(let table): rows.append(.table(table))
      case .field(let field):
        guard case .choices(let choices) = fields[field].type else {
          rows.append(.item(PlannedItem(field: field, option: nil)))
          continue
        }
        rows.append(.choices(field: field))
        for option in choices.indices {
          rows.append(.item(PlannedItem(field: field, option: option)))
        }
      }
    }
  }

  /// The number and the label of a row of the main sheet.
  func number(of item: PlannedItem) -> String {
    let number = fields[item.field].number
    return item.option.map { "\(number)-\($0 + 1)" } ?? number
  }

  func label(of item: PlannedItem) -> Bilingual {
    if let option = item.option, case .choices(let choices) = fields[item.field].type {
      return choices[option].label
    }
    return fields[item.field].title
  }

  /// The columns of a table's sheet.
  func columns(of table: Int) -> [PlannedColumn] {
    [.number] + (tables[table].parent == nil ? [] : [.parent])
      + tables[table].fields.map(PlannedColumn.field)
  }

  /// The headings of a table's columns, no two of which are equal.
  func headings(of table: Int) -> [Bilingual] {
    var seen: [Bilingual: Int] = [:]
    return columns(of: table).map { column in
      let heading =
        switch column {
        case .number: Phrase.Workbook.rowNumber
        case .parent:
          Phrase.Workbook.parentRow(
            tables[table].parent.map { tables[$0].title } ?? Bilingual("", ""))
        case .field(let field): fields[field].fullTitle
        }
      let count = seen[heading, default: 0] + 1
      seen[heading] = count
      return count == 1
        ? heading : Bilingual("\(heading.zh)(\(count))", "\(heading.en) (\(count))")
    }
  }

  /// The names of the sheets of the tables, each at most 31 characters, no two equal.
  func sheetNames(_ language: Language) -> [String] {
    var seen: Set<String> = [
      Phrase.Workbook.guideSheet[language].lowercased(),
      Phrase.Workbook.mainSheet[language].lowercased(),
    ]
    return tables.enumerated().map { index, table in
      let title = table.title[language].map { "[]:*?/\\'".contains($0) ? "_" : $0 }
      var name = String(utf16Prefix: String(title), 27)
      // "History" is a name that Excel keeps for itself.
      if name.isEmpty || name.lowercased() == "history" { name = "T" }
      if !seen.insert(name.lowercased()).inserted {
        name += " \(index + 1)"
        seen.insert(name.lowercased())
      }
      return name
    }
  }
}

extension String {
  /// The longest beginning of at most so many UTF-16 units, as Excel counts.
  init(utf16Prefix text: String, _ count: Int) {
    var result = ""
    var length = 0
    for character in text {
      length += character.utf16.count
      if length > count { break }
      result.append(character)
    }
    self = result
  }
}

/// The names that the map of the form uses, on the sheet that people don't see.
enum WorkbookMap {
  static let sheet = "_fengni"
  static let optionSheet = "_options"
  static let mark = "fengni-workbook"
  static let version = 1
  static let item = "item"
  static let column = "column"
  static let number = "#number"
  static let parent = "#parent"
}
