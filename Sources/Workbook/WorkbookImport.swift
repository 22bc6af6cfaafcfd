public import BundleCore
import Disk
public import JSONText
import Messages

/// Reads a workbook that was filled in, back into the form's value.
public struct WorkbookImport: Sendable {
  /// What the form asks for.
  public let layout: FormLayout
  /// The language of what is expected in findings.
  public let language: Language
  /// What the reading may cost.
  public let limits: WorkbookLimits

  /// An import for a form.
  public init(_ layout: FormLayout, language: Language, limits: WorkbookLimits = .init()) {
    self.layout = layout
    self.language = language
    self.limits = limits
  }

  /// Reads a file; see ``read(_:name:)``. Throws `inputNotFound`, `inputUnreadable` too.
  public func read(path: String) throws(FengniError) -> (value: JSONValue, findings: [Finding]) {
    let bytes = try FileSource.readAll(path, limit: limits.file, tooLarge: .workbookUnreadable)
    return try read(bytes, name: Paths.name(of: path))
  }

  /// Reads an XLSX: the form's value in the order of its schema, without what is empty, and a
  /// finding for each cell that doesn't fit or that nothing took.
  ///
  /// A finding's subject is `sheet!cell`; no value enters it. While a finding is an error, its
  /// cell is missing in the value.
  /// Throws `workbookUnreadable` for what is no XLSX or beyond the limits, `workbookOtherForm`.
  public func read(
    _ bytes: [UInt8], name: String
  ) throws(FengniError) -> (value: JSONValue, findings: [Finding]) {
    let form = try form(bytes, name: name)
    return (form.value, form.findings)
  }

  /// Reads an XLSX as ``read(_:name:)`` does, with the places of its values.
  public func form(_ bytes: [UInt8], name: String) throws(FengniError) -> ImportedForm {
    let spreadsheet: Spreadsheet
    do throws(FengniError) {
      spreadsheet = try Spreadsheet.read(bytes, limits)
    } catch {
      throw error.about(name)
    }
    let map = CellMap(spreadsheet)
    if let id = map.form {
      guard id == layout.id, map.version == nil || map.version == layout.version else {
        throw FengniError(.workbookOtherForm, name, reason: "made for another form or version")
      }
    }
    var run = ImportRun(layout, language, spreadsheet, map, name, limits)
    guard run.readMain() || map.form != nil else {
      throw FengniError(.workbookOtherForm, name, reason: "most labels are missing")
    }
    run.readTables()
    run.reportUnread()
    return ImportedForm(
      value: run.contents.value(layout), findings: run.sortedFindings, places: run.places())
  }
}

/// What a workbook said.
public struct ImportedForm: Sendable {
  /// The form's value, in the order of its schema.
  public let value: JSONValue
  /// What doesn't fit, was passed over, or can't be seen.
  public let findings: [Finding]
  /// Where the values stand.
  public let places: FormPlaces
}

/// The map of the cells that a template carries, as far as it survived.
struct CellMap {
  private(set) var form: String?
  private(set) var version: Int?
  /// Places by kind, pointer and code.
  private var places: [[String]: (sheet: Int, place: CellReference)] = [:]
  /// Sheets that hold no answers.
  private(set) var hidden: Set<Int> = []

  init(_ spreadsheet: Spreadsheet) {
    var names: [String: Int] = [:]
    for (index, sheet) in spreadsheet.sheets.enumerated() {
      if names[sheet.name] == nil { names[sheet.name] = index }
      if sheet.name == WorkbookMap.optionSheet { hidden.insert(index) }
    }
    guard
      let index = spreadsheet.sheets.firstIndex(where: { $0.text(0, 0) == WorkbookMap.mark })
    else { return }
    hidden.insert(index)
    let sheet = spreadsheet.sheets[index]
    form = sheet.text(0, 2)
    version = Int(sheet.text(0, 3))
    for row in sheet.rows where row > 0 {
      guard let formula = sheet.cells[CellReference(row: row, column: 3)]?.formula,
        let (name, place) = Self.reference(formula), let target = names[name]
      else { continue }
      places[[sheet.text(row, 0), sheet.text(row, 1), sheet.text(row, 2)]] = (target, place)
    }
  }

  func item(_ pointer: JSONPointer, _ code: String) -> (sheet: Int, place: CellReference)? {
    places[[WorkbookMap.item, pointer.text, code]]
  }

  func column(_ pointer: JSONPointer, _ code: String) -> (sheet: Int, place: CellReference)? {
    places[[WorkbookMap.column, pointer.text, code]]
  }

  /// `'Sheet'!$C$4`, as every program writes a reference to a cell.
  private static func reference(_ formula: String) -> (String, CellReference)? {
    guard let mark = formula.utf8.lastIndex(of: UInt8(ascii: "!")),
      let place = CellReference(formula[formula.utf8.index(after: mark)...])
    else { return nil }
    var name = String(formula[..<mark])
    if name.hasPrefix("="), name.count > 1 { name.removeFirst() }
    if name.hasPrefix("'"), name.hasSuffix("'"), name.utf8.count >= 2 {
      name = String(name.dropFirst().dropLast()).replacing("''", with: "'")
    }
    return (name, place)
  }
}

/// One import under way.
struct ImportRun {
  let layout: FormLayout
  let language: Language
  let book: Spreadsheet
  let map: CellMap
  let document: String
  let limits: WorkbookLimits
  var contents = FormContents()
  /// Sheets that the main part or a table has taken.
  var taken: Set<Int> = []
  /// Sheets from which values come.
  var used: Set<Int> = []
  /// Cells by sheet that were taken, are words of the form, or were named.
  var known: [Set<CellReference>]
  /// Hidden sheets, rows and columns that were named.
  var reportedHidden: Set<[Int]> = []
  let words: FormWords
  private var findings: [(sheet: Int, place: CellReference, finding: Finding)] = []
  private var isFull = false

  init(
    _ layout: FormLayout, _ language: Language, _ book: Spreadsheet, _ map: CellMap,
    _ document: String, _ limits: WorkbookLimits
  ) {
    self.layout = layout
    self.language = language
    self.book = book
    self.map = map
    self.document = document
    self.limits = limits
    taken = map.hidden
    known = Array(repeating: [], count: book.sheets.count)
    words = FormWords(layout)
  }

  /// In the order of sheets and cells.
  var sortedFindings: [Finding] {
    var sorted = findings.sorted { ($0.sheet, $0.place) < ($1.sheet, $1.place) }.map(\.finding)
    if isFull {
      sorted.append(
        Finding(
          .cellInvalid, document: document,
          expected: Phrase.Workbook.moreFindings[language]))
    }
    return sorted
  }

  mutating func report(
    _ code: Code, _ severity: Severity = .error, sheet: Int, _ place: CellReference?,
    expected: Bilingual
  ) {
    guard findings.count < limits.findings else {
      isFull = true
      return
    }
    let name = book.sheets[sheet].name
    findings.append(
      (
        sheet, place ?? CellReference(row: .max, column: 0),
        Finding(
          code, severity, document: document,
          subject: place.map { "\(name)!\($0.text)" } ?? name, expected: expected[language])
      ))
  }

  /// The value of a field in a cell; a cell that doesn't fit is reported.
  mutating func convert(_ field: Int, sheet: Int, _ place: CellReference) -> JSONValue? {
    take(sheet, place)
    guard let cell = book.sheets[sheet].cell(place) else { return nil }
    do throws(CellFault) {
      return try CellConversion(type: layout.fields[field].type, is1904: book.is1904).value(cell)
    } catch {
      report(error.code, sheet: sheet, place, expected: error.expected)
      return nil
    }
  }

  /// Whether a cell holds something that a person would see.
  func isFilled(_ sheet: Int, _ place: CellReference) -> Bool {
    book.sheets[sheet].cells[place]?.isFilled ?? false
  }
}
