import BundleCore
import CXlsxWriter
import Glibc

/// How a cell looks.
enum CellStyle: Int, CaseIterable {
  case title, note, heading, section, label, requiredLabel, help, number
  case textInput, integerInput, decimalInput, dateInput, choiceInput, longInput, closed
}

/// What a cell lets people type.
enum CellRule {
  case integer(minimum: Int64, maximum: Int64)
  case decimal(minimum: Double, maximum: Double)
  case date
  /// A range of the sheet of options, as a formula.
  case list(String)
  case length(Int)
}

/// A workbook that is being written; owns libxlsxwriter's structures.
///
/// It is written to a file in memory, so that form values don't get onto a disk before their time.
final class WorkbookFile {
  typealias Sheet = UnsafeMutablePointer<lxw_worksheet>

  private var workbook: UnsafeMutablePointer<lxw_workbook>?
  private let descriptor: Int32
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
  private(set) var failure: FengniError?

  init(font: String) throws(FengniError) {
    descriptor = memfd_create("workbook", 0)
    guard descriptor >= 0 else { throw FengniError(.cannotCreate, reason: "memfd") }
    workbook = workbook_new("/proc/self/fd/\(descriptor)")
    guard workbook != nil else { throw FengniError(.cannotCreate, reason: "libxlsxwriter") }
    for style in CellStyle.allCases { formats[style] = format(style, font) }
  }

  deinit {
    if let workbook { lxw_workbook_free(workbook) }
    close(descriptor)
  }

  /// Closes the workbook and gives its octets.
  func finish() throws(FengniError) -> [UInt8] {
    if let failure { throw failure }
    guard let workbook else { throw FengniError(.cannotWrite, reason: "closed twice") }
    self.workbook = nil
    let error = workbook_close(workbook)
    guard error == LXW_NO_ERROR else {
      throw FengniError(.cannotWrite, reason: "libxlsxwriter \(error.rawValue)")
    }
    return try contents()
  }

  private func contents() throws(FengniError) -> [UInt8] {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FengniError(.cannotRead, reason: "memfd") }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        pread(
          descriptor, buffer.baseAddress.map { $0 + offset }, buffer.count - offset, off_t(offset))
      }
      guard count > 0 else { throw FengniError(.cannotRead, reason: "memfd") }
      offset += count
    }
    return bytes
  }

  /// Notes the first failure: the file is not given out then.
  func check(_ error: lxw_error) {
    if error != LXW_NO_ERROR, failure == nil {
      failure = FengniError(.cannotWrite, reason: "libxlsxwriter \(error.rawValue)")
    }
  }

  // MARK: Sheets and cells

  func addSheet(_ name: String) -> Sheet? {
    guard let workbook, let sheet = workbook_add_worksheet(workbook, name) else {
      if failure == nil { failure = FengniError(.cannotWrite, name, reason: "no such sheet") }
      return nil
    }
    return sheet
  }

  func setTitle(_ title: String) {
    guard let workbook else { return }
    Self.withCString(title) { title in
      var properties = lxw_doc_properties()
      properties.title = title
      check(workbook_set_properties(workbook, &properties))
    }
  }

  func write(_ text: String, _ sheet: Sheet, _ row: Int, _ column: Int, _ style: CellStyle) {
    let format = formats[style]
    guard !text.isEmpty else {
      check(worksheet_write_blank(sheet, UInt32(row), UInt16(column), format))
      return
    }
    // 32,767 UTF-16 units are the most that a cell holds; longer drafts are not cut in silence.
    check(
      worksheet_write_string(
        sheet, UInt32(row), UInt16(column), EscapedText.escape(text), format))
  }

  func write(_ number: Double, _ sheet: Sheet, _ row: Int, _ column: Int, _ style: CellStyle) {
    check(worksheet_write_number(sheet, UInt32(row), UInt16(column), number, formats[style]))
  }

  func writeFormula(_ formula: String, _ sheet: Sheet, _ row: Int, _ column: Int) {
    check(worksheet_write_formula(sheet, UInt32(row), UInt16(column), formula, nil))
  }

  func comment(_ text: String, _ sheet: Sheet, _ row: Int, _ column: Int) {
    check(worksheet_write_comment(sheet, UInt32(row), UInt16(column), text))
  }

  func setColumn(_ column: Int, width: Double, _ style: CellStyle?, _ sheet: Sheet) {
    check(
      worksheet_set_column(
        sheet, UInt16(column), UInt16(column), width, style.flatMap { formats[$0] }))
  }

  /// Lets people type only what fits, into these rows of a column.
  func restrict(
    _ rule: CellRule, _ message: String, _ sheet: Sheet, rows: ClosedRange<Int>, column: Int
  ) {
    var validation = lxw_data_validation()
    validation.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
    validation.show_error = UInt8(LXW_VALIDATION_ON.rawValue)
    validation.show_input = UInt8(LXW_VALIDATION_ON.rawValue)
    validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
    var list = ""
    switch rule {
    case .integer(let minimum, let maximum):
      validation.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
      validation.minimum_number = Double(minimum)
      validation.maximum_number = Double(maximum)
    case .decimal(let minimum, let maximum):
      validation.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
      validation.minimum_number = minimum
      validation.maximum_number = maximum
    case .date:
      validation.validate = UInt8(LXW_VALIDATION_TYPE_DATE_NUMBER.rawValue)
      validation.minimum_number = 1
      validation.maximum_number = 2_958_465
    case .length(let maximum):
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LENGTH.rawValue)
      validation.minimum_number = 0
      validation.maximum_number = Double(maximum)
    case .list(let range):
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      validation.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
      list = range
    }
    // 255 characters are the most that Excel shows.
    Self.withCString(String(utf16Prefix: message, 200)) { message in
      Self.withCString(list) { list in
        if list.pointee != 0 { validation.value_formula = list }
        if message.pointee != 0 {
          validation.error_message = message
          validation.input_message = message
        }
        check(
          worksheet_data_validation_range(
            sheet, UInt32(rows.lowerBound), UInt16(column), UInt32(rows.upperBound),
            UInt16(column), &validation))
      }
    }
  }

  /// A text as C wants it, for the length of a call: libxlsxwriter makes its own copy.
  private static func withCString(_ text: String, _ body: (UnsafeMutablePointer<CChar>) -> Void) {
    var characters = text.utf8CString.map { $0 }
    characters.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { body(base) }
    }
  }

  // MARK: Looks

  private func format(_ style: CellStyle, _ font: String) -> UnsafeMutablePointer<lxw_format>? {
    guard let workbook, let format = workbook_add_format(workbook) else { return nil }
    format_set_font_name(format, font)
    format_set_font_size(format, style == .title ? 16 : 11)
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    switch style {
    case .title: format_set_bold(format)
    case .note: format_set_text_wrap(format)
    case .heading:
      format_set_bold(format)
      format_set_text_wrap(format)
      format_set_bg_color(format, 0xD9D9D9)
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    case .section:
      format_set_bold(format)
      format_set_bg_color(format, 0xDDEBF7)
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    case .label, .requiredLabel, .help, .number, .closed:
      if style != .number { format_set_text_wrap(format) }
      if style == .requiredLabel { format_set_bold(format) }
      if style == .help { format_set_font_color(format, 0x595959) }
      if style == .closed { format_set_bg_color(format, 0xF2F2F2) }
      if style == .number { format_set_num_format(format, "@") }
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    default:
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_bg_color(format, 0xFFFFE5)
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
      format_set_unlocked(format)
      switch style {
      case .integerInput: format_set_num_format(format, "0")
      case .decimalInput: break
      case .dateInput: format_set_num_format(format, "yyyy-mm-dd")
      default: format_set_num_format(format, "@")
      }
    }
    return format
  }
}
