import BundleCore
import CTexts

/// The texts without parameters, by their keys: `Sources/CTexts/texts.tsv`, compiled in.
///
/// The file is one that a translator opens in a spreadsheet or an editor: UTF-8, lines ended by LF,
/// columns `key`, `zh`, `en`, `clauses` parted by tabs, nothing quoted. Tests hold it to that and
/// prove that every key is there once, in both languages.
struct TextTable: Sendable {
  /// One line of the file.
  struct Row: Sendable {
    let key: String
    let text: Bilingual
    /// Clauses of Schemas/SPEC.md, on the explanation of a code.
    let clauses: [String]
  }

  /// The rows in the order of the file, without its head.
  let rows: [Row]
  private let places: [String: Int]

  /// The table that is compiled in. It is read when a text is first needed: most commands need few.
  static let shared = TextTable(octets: embedded)

  /// The octets of the file as it was compiled in.
  static var embedded: [UInt8] {
    var count = 0
    guard let octets = fengni_texts(&count) else { return [] }
    return Array(UnsafeBufferPointer(start: octets, count: count))
  }

  /// Reads a table; a line that has not four columns is left out, which the tests would find.
  init(octets: [UInt8]) {
    var rows: [Row] = []
    var places: [String: Int] = [:]
    for line in octets.split(separator: UInt8(ascii: "\n")).dropFirst() {
      let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        .map { String(decoding: $0, as: UTF8.self) }
      guard cells.count == 4 else { continue }
      places[cells[0]] = rows.count
      rows.append(
        Row(
          key: cells[0], text: Bilingual(zh: cells[1], en: cells[2]),
          clauses: cells[3].split(separator: " ").map { String($0) }))
    }
    self.rows = rows
    self.places = places
  }

  /// The row of a key. A key that is not there shows itself, so that its absence is seen.
  subscript(_ key: String) -> Row {
    guard let place = places[key] else {
      return Row(key: key, text: Bilingual(key, key), clauses: [])
    }
    return rows[place]
  }

  /// Every key that the program asks for, in the order in which the file has them.
  static var expectedKeys: [String] {
    Code.allCases.flatMap { code in
      ["message", "remedy", "explanation"].map { "\(code.label).\($0)" }
    } + ["help.tool"] + Help.statuses.map { "exit.\($0)" }
      + CommandName.allCases.map { "command.\($0.rawValue)" }
      + OptionName.allCases.map { "option.\($0.rawValue)" }
      + HelpText.allCases.map { "help.\($0.rawValue)" }
  }
}
