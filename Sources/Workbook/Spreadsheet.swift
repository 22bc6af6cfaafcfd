import BundleCore

/// What a cell holds.
enum CellContent: Sendable, Equatable {
  case number(Double)
  case text(String)
  case bool(Bool)
  /// A day in text form, which only some writers use (`t="d"`).
  case day(String)
  /// `#REF!` and others.
  case error
  /// A formula that no program has worked out yet.
  case notCalculated
}

struct Cell: Sendable {
  let content: CellContent
  let style: NumberStyle
  /// The formula, without `=`.
  let formula: String?

  /// Whether a person sees something of it.
  var isFilled: Bool {
    if case .text(let text) = content { return !LabelText.trim(text).isEmpty }
    return true
  }

  /// Whether the format shows nothing of what the cell holds.
  var isInvisible: Bool {
    switch content {
    case .text: style.hidesText
    case .number(let number): style.shown(number).kind == .nothing
    default: false
    }
  }
}

/// A sheet with the cells that hold something.
struct Sheet {
  let name: String
  var cells: [CellReference: Cell] = [:]
  /// Columns of a row that hold something, by row.
  var columns: [Int: [Int]] = [:]
  /// For a cell below the first of a vertical merge: where its value stands.
  var merged: [CellReference: CellReference] = [:]
  /// Cells that hold something else than the merge above them shows.
  var covered: Set<CellReference> = []
  /// The last column of the merge that begins in a cell.
  var widths: [CellReference: Int] = [:]
  /// Whether the whole sheet is hidden.
  var isHidden = false
  var hiddenRows: Set<Int> = []
  var hiddenColumns: Set<Int> = []
  /// Whether locked cells can't be typed into.
  var isProtected = false
  /// Whether zeros are shown.
  var showsZeros = true

  /// The rows that hold something, from above.
  var rows: [Int] { columns.keys.sorted() }

  /// The text of a cell: empty for what is no text or number.
  func text(_ row: Int, _ column: Int) -> String {
    switch cells[CellReference(row: row, column: column)]?.content {
    case .text(let text): text
    case .number(let number): NumberText.plain(number)
    default: ""
    }
  }

  /// A cell, or the one it is merged with.
  func cell(_ place: CellReference) -> Cell? {
    cells[place] ?? merged[place].flatMap { cells[$0] }
  }
}

/// A workbook as it was read: values only.
struct Spreadsheet {
  var sheets: [Sheet] = []
  /// Whether days count from 1904.
  var is1904 = false
}

/// What a file is, as far as its first octets tell.
public enum WorkbookContainer: Sendable, Hashable {
  /// A ZIP archive, as every XLSX is.
  case archive
  /// An OLE2 file around an encrypted workbook.
  case encrypted
  /// An OLE2 file of Excel 97 to 2003.
  case oldWorkbook
  /// None of these, such as CSV.
  case other

  /// Looks at the octets of a file.
  public init(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      self = .archive
    } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      // The directory names its streams in UTF-16 (MS-CFB, 2.6.1; MS-OFFCRYPTO, 2.3.4.4).
      let name: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, 0 as UInt8] }
      self = bytes.contains(name) ? .encrypted : .oldWorkbook
    } else {
      self = .other
    }
  }
}

/// Numbers of cells as text.
enum NumberText {
  /// The digits that Excel shows at most: 15, so that 0.1 + 0.2 is 0.3.
  static func rounded(_ number: Double) -> Double {
    guard number.isFinite, number != 0 else { return number }
    let text = exponential(number)
    return Double(text) ?? number
  }

  /// Without exponent and superfluous zeros, for numbers of ordinary size.
  static func plain(_ number: Double) -> String {
    if let integer = Int64(exactly: number) { return "\(integer)" }
    return "\(rounded(number))"
  }

  /// To so many significant digits, at most 15.
  static func rounded(_ number: Double, digits: Int) -> Double {
    guard number.isFinite, number != 0 else { return number }
    return Double(exponential(number, most: max(1, min(digits, 15)))) ?? number
  }

  /// To so many places behind the point, as a cell shows it.
  static func rounded(_ number: Double, places: Int) -> Double {
    guard number.isFinite, number != 0, (0...15).contains(places) else { return number }
    var power = 1.0
    for _ in 0..<places { power *= 10 }
    let scaled = rounded(number.magnitude * power)
    guard scaled < 1e15 else { return number }
    let whole = scaled.rounded(.toNearestOrAwayFromZero) / power
    return number < 0 ? -whole : whole
  }

  /// With zeros in front up to `least` digits and so many places behind the point; nil for what is
  /// too long.
  static func padded(_ number: Double, least: Int, places: Int) -> String? {
    guard (0...64).contains(least), (0...6).contains(places) else { return nil }
    var power = 1.0
    for _ in 0..<places { power *= 10 }
    guard
      let scaled = Int64(exactly: (rounded(number, places: places).magnitude * power).rounded())
    else { return nil }
    var digits = "\(scaled)"
    let count = least + places
    if digits.utf8.count < count {
      digits = String(repeating: "0", count: count - digits.utf8.count) + digits
    }
    let sign = number < 0 && scaled != 0 ? "-" : ""
    guard places > 0 else { return sign + digits }
    return sign + digits.dropLast(places) + "." + digits.suffix(places)
  }

  private static func exponential(_ number: Double, most: Int = 15) -> String {
    // Significant digits by exact decimal arithmetic on the shortest text.
    var text = "\(number.magnitude)"
    var exponent = 0
    if let e = text.firstIndex(where: { $0 == "e" }) {
      exponent = Int(text[text.index(after: e)...]) ?? 0
      text = String(text[..<e])
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    var digits = Array((String(parts.first ?? "") + fraction).utf8).map { Int($0) - 0x30 }
    exponent -= fraction.utf8.count
    while digits.first == 0 { digits.removeFirst() }
    let sign = number < 0 ? "-" : ""
    guard digits.count > most else {
      return sign + digits.map { "\($0)" }.joined() + "e\(exponent)"
    }
    exponent += digits.count - most
    let isUp = digits[most] >= 5
    digits = Array(digits[..<most])
    if isUp {
      var index = most - 1
      while index >= 0 {
        digits[index] += 1
        if digits[index] < 10 { break }
        digits[index] = 0
        index -= 1
      }
      if index < 0 { digits.insert(1, at: 0) }
    }
    return sign + digits.map { "\($0)" }.joined() + "e\(exponent)"
  }
}
