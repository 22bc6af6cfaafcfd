/// A cell by its row and column, both from 0.
struct CellReference: Hashable, Comparable {
  var row: Int
  var column: Int

  /// What Excel can address (ECMA-376 has no bound of its own).
  static let lastRow = 1_048_575
  static let lastColumn = 16_383

  init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads `C12` or `$C$12`; nil for anything else and beyond the last cell.
  init?(_ text: some StringProtocol) {
    var column = 0
    var row = 0
    var hasColumn = false
    var hasRow = false
    for byte in text.utf8 {
      switch byte {
      case 0x24: continue
      case 0x41...0x5A where !hasRow:
        column = column * 26 + Int(byte) - 0x40
        hasColumn = true
      case 0x61...0x7A where !hasRow:
        column = column * 26 + Int(byte) - 0x60
        hasColumn = true
      case 0x30...0x39 where hasColumn:
        row = row * 10 + Int(byte) - 0x30
        hasRow = true
      default: return nil
      }
      guard column <= Self.lastColumn + 1, row <= Self.lastRow + 1 else { return nil }
    }
    guard column > 0, row > 0 else { return nil }
    self.init(row: row - 1, column: column - 1)
  }

  /// `C12`
  var text: String { Self.letters(column) + "\(row + 1)" }
  /// `$C$12`
  var absolute: String { "$" + Self.letters(column) + "$\(row + 1)" }

  private static func letters(_ column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column + 1
    while rest > 0 {
      letters.insert(UInt8(truncatingIfNeeded: 0x41 + (rest - 1) % 26), at: 0)
      rest = (rest - 1) / 26
    }
    return String(decoding: letters, as: UTF8.self)
  }

  static func < (a: Self, b: Self) -> Bool {
    (a.row, a.column) < (b.row, b.column)
  }
}
