public import BundleCore
import CXlsxWriter
import Glibc

/// A value of a table.
public enum TableCell: Sendable, Hashable {
  case empty
  case integer(Int64)
  case real(Double)
  case truth(Bool)
  case text(String)
}

/// Tables as an XLSX workbook, written row by row in constant memory.
///
/// Texts are cells of text whatever they begin with, so none is ever a formula. A table with more
/// rows than a sheet holds goes on in the next sheet; a text longer than a cell holds is cut, and
/// counted. The same rows give the same octets.
public final class TableWorkbook {
  /// Excel's bounds: rows of a sheet with its heading, and UTF-16 units of a cell.
  public static let rowLimit = 1_048_576
  public static let cellLimit = 32_767
  /// And columns.
  public static let columnLimit = 16_384

  /// Texts that were cut, and sheets that go on with a table.
  public private(set) var cutTexts = 0
  public private(set) var furtherSheets = 0

  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private var sheet: UnsafeMutablePointer<lxw_worksheet>?
  private var sheets: [UnsafeMutablePointer<lxw_worksheet>] = []
  private var heading: UnsafeMutablePointer<lxw_format>?
  private let descriptor: Int32
  private var failure: FengniError?
  private var names: Set<String> = []
  private var columns: [String] = []
  private var name = ""
  private var row = 0
  private let rows: Int

  /// Begins a workbook. What is written stays in files without a name in `folder`, as it is
  /// confidential; `created` is the time that the workbook names, seconds since 1970.
  ///
  /// Throws `cannotCreate`.
  public convenience init(folder: String, created: Int64) throws(FengniError) {
    try self.init(folder: folder, created: created, rows: Self.rowLimit)
  }

  init(folder: String, created: Int64, rows: Int) throws(FengniError) {
    self.rows = rows
    // O_TMPFILE; a file in memory where the file system has none of these.
    let unnamed = open(folder, O_RDWR | 0x410000, 0o600)
    descriptor = unnamed >= 0 ? unnamed : memfd_create("workbook", 0)
    guard descriptor >= 0 else { throw FengniError(.cannotCreate, folder) }
    var options = lxw_workbook_options()
    options.constant_memory = 1
    options.use_zip64 = 1
    workbook = folder.withCString { folder in
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      // The library keeps a copy of the folder's name.
      return workbook_new_opt("/proc/self/fd/\(descriptor)", &options)
    }
    guard let workbook else { throw FengniError(.cannotCreate, reason: "libxlsxwriter") }
    var properties = lxw_doc_properties()
    properties.created = time_t(created)
    check(workbook_set_properties(workbook, &properties))
    heading = workbook_add_format(workbook)
    if let heading { format_set_bold(heading) }
  }

  deinit {
    if let workbook { lxw_workbook_free(workbook) }
    close(descriptor)
  }

  /// Begins a table in a sheet of its own; its name is made to fit.
  public func begin(_ name: String, columns: [String]) throws(FengniError) {
    guard columns.count <= Self.columnLimit else {
      throw FengniError(.cannotWrite, name, reason: "\(columns.count) columns")
    }
    self.name = name
    self.columns = columns
    try addSheet()
  }

  /// Adds a row to the table.
  public func add(_ cells: [TableCell]) throws(FengniError) {
    if row >= rows {
      furtherSheets += 1
      try addSheet()
    }
    guard let sheet else { throw FengniError(.cannotWrite, reason: "no table was begun") }
    for (column, cell) in cells.prefix(Self.columnLimit).enumerated() {
      write(cell, sheet, UInt32(row), UInt16(column))
    }
    row += 1
    if let failure { throw failure }
  }

  /// Closes the workbook and writes it out. Throws `cannotWrite`, `diskFull`, and what the sink
  /// throws.
  public func finish(into sink: any ByteSink) throws(FengniError) {
    guard let workbook else { throw FengniError(.cannotWrite, reason: "closed twice") }
    if sheets.isEmpty { try begin("0", columns: []) }
    // The library does not look whether its temporary files could be written.
    for sheet in sheets {
      guard let file = sheet.pointee.optimize_tmpfile else { continue }
      guard fflush(file) == 0, ferror(file) == 0 else {
        throw FengniError(errno == ENOSPC ? .diskFull : .cannotWrite, name)
      }
    }
    self.workbook = nil
    check(workbook_close(workbook))
    if let failure { throw failure }
    var offset = 0
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    while true {
      let count = buffer.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress, $0.count, off_t(offset))
      }
      guard count >= 0 else { throw FengniError(.cannotRead, name) }
      if count == 0 { return }
      try sink.write(Array(buffer[..<count]))
      offset += count
    }
  }

  // MARK: Sheets and cells

  private func addSheet() throws(FengniError) {
    guard let workbook else { throw FengniError(.cannotWrite, reason: "closed") }
    guard let sheet = workbook_add_worksheet(workbook, sheetName()) else {
      throw FengniError(.cannotWrite, name, reason: "no such sheet")
    }
    sheets.append(sheet)
    self.sheet = sheet
    row = 0
    worksheet_freeze_panes(sheet, 1, 0)
    for (column, title) in columns.enumerated() {
      check(
        worksheet_write_string(sheet, 0, UInt16(column), EscapedText.escape(title), heading))
    }
    row = 1
  }

  /// At most 31 characters, none of `[]:*?/\`, no two alike but for capitals.
  private func sheetName() -> String {
    let plain = String(
      name.unicodeScalars.map {
        "[]:*?/\\'".unicodeScalars.contains($0) || $0.value < 0x20 ? "_" : Character($0)
      })
    var number = 1
    while true {
      let suffix = number == 1 ? "" : " (\(number))"
      let candidate = String(plain.prefix(31 - suffix.count)) + suffix
      if names.insert(candidate.lowercased()).inserted { return candidate }
      number += 1
    }
  }

  private func write(
    _ cell: TableCell, _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32,
    _ column: UInt16
  ) {
    switch cell {
    case .empty: break
    case .integer(let number):
      // A spreadsheet's numbers are exact to 15 digits.
      guard number.magnitude < 1_000_000_000_000_000 else {
        return write(.text(String(number)), sheet, row, column)
      }
      check(worksheet_write_number(sheet, row, column, Double(number), nil))
    case .real(let number):
      guard number.isFinite else { return write(.text("\(number)"), sheet, row, column) }
      check(worksheet_write_number(sheet, row, column, number, nil))
    case .truth(let value):
      check(worksheet_write_boolean(sheet, row, column, value ? 1 : 0, nil))
    case .text(let text):
      guard !text.isEmpty else { return }
      check(worksheet_write_string(sheet, row, column, fitting(text), nil))
    }
  }

  /// The text as the file has it, cut where a cell can't hold it.
  private func fitting(_ text: String) -> String {
    let clean =
      text.unicodeScalars.contains { $0.value & 0xfffe == 0xfffe }
      ? String(text.unicodeScalars.map { $0.value & 0xfffe == 0xfffe ? "\u{fffd}" : Character($0) })
      : text
    let escaped = EscapedText.escape(clean)
    if escaped.utf16.count <= Self.cellLimit { return escaped }
    cutTexts += 1
    // The longest beginning that fits: an escape is longer than what it stands for.
    var (fits, tooLong) = (0, Self.cellLimit)
    while tooLong - fits > 1 {
      let middle = (fits + tooLong) / 2
      if cut(clean, middle).utf16.count <= Self.cellLimit {
        fits = middle
      } else {
        tooLong = middle
      }
    }
    return cut(clean, fits)
  }

  private func cut(_ text: String, _ units: Int) -> String {
    EscapedText.escape(String(utf16Prefix: text, units) + "…")
  }

  private func check(_ error: lxw_error) {
    if error != LXW_NO_ERROR, failure == nil {
      failure = FengniError(.cannotWrite, reason: "libxlsxwriter \(error.rawValue)")
    }
  }
}
