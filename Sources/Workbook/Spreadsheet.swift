import BundleCore

/// What a number in a cell stands for.
enum NumberStyle: Sendable {
  case plain, date, percent
}

/// What a cell holds.
enum CellContent: Sendable {
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
}

/// A sheet with the cells that hold something.
struct Sheet {
  let name: String
  var cells: [CellReference: Cell] = [:]
  /// Columns of a row that hold something, by row.
  var columns: [Int: [Int]] = [:]
  /// For a cell below the first of a vertical merge: where its value stands.
  var merged: [CellReference: CellReference] = [:]

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

  private static func exponential(_ number: Double) -> String {
    // 15 significant digits by exact decimal arithmetic on the shortest text.
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
    guard digits.count > 15 else { return sign + digits.map { "\($0)" }.joined() + "e\(exponent)" }
    exponent += digits.count - 15
    let isUp = digits[15] >= 5
    digits = Array(digits[..<15])
    if isUp {
      var index = 14
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
