/// Rows of cells as lines for a terminal, where Chinese characters take two columns.
enum TerminalTable {
  /// The lines; columns below `leading` begin at the left, the others end at the right. The last
  /// column is not filled up where it begins at the left.
  static func lines(_ rows: [[String]], leading: Int) -> [String] {
    let columns = rows.map { $0.count }.max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? width($0[column]) : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - width(cell))
        if column < leading { return column == columns - 1 ? cell : cell + space }
        return space + cell
      }.joined(separator: "  ")
    }
  }

  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { width, scalar in
      switch scalar.value {
      case 0x2e80...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0x20000...0x3ffff:
        width + 2
      default: width + 1
      }
    }
  }
}
