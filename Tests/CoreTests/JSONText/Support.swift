import BundleCore
import JSONText
import TestSupport
import Testing

/// A text that must be refused, with the code and the place.
struct Refusal: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  let code: Code
  let line: Int
  let column: Int

  init(_ text: String, _ code: Code, _ line: Int, _ column: Int) {
    self.init(text, Array(text.utf8), code, line, column)
  }

  init(_ name: String, _ bytes: [UInt8], _ code: Code, _ line: Int, _ column: Int) {
    self.name = name
    self.bytes = bytes
    self.code = code
    self.line = line
    self.column = column
  }

  var testDescription: String { name }

  func check() {
    do {
      _ = try JSONDocument.parse(bytes, subject: "file.json")
      Issue.record("\(name) was accepted")
    } catch {
      #expect(error.code == code)
      #expect(error.line == line)
      #expect(error.column == column)
      #expect(error.subject == "file.json")
    }
  }
}

func parse(_ text: String) throws -> JSONValue { try JSONDocument.parse(Array(text.utf8)) }

/// Equality that also sees the order of members and the text of numbers.
func isIdentical(_ a: JSONValue, _ b: JSONValue) -> Bool {
  switch (a.kind, b.kind) {
  case (.null, .null): true
  case (.bool(let x), .bool(let y)): x == y
  case (.number(let x), .number(let y)): x.text == y.text
  case (.string(let x), .string(let y)): x.utf8.elementsEqual(y.utf8)
  case (.array(let x), .array(let y)): x.elementsEqual(y, by: isIdentical)
  case (.object(let x), .object(let y)):
    x.members.elementsEqual(y.members) {
      $0.name.utf8.elementsEqual($1.name.utf8) && isIdentical($0.value, $1.value)
    }
  default: false
  }
}

/// Makes random values of every kind.
struct RandomValues {
  var generator: Seeded
  private static let texts = [
    "", "a", "name", "水利工程", "负责人", "é", "e\u{301}", "\u{1F600}", "\"quoted\"", "back\\slash",
    "line\nfeed", "\u{0}\u{1F}", "\u{7F}", "\u{2028}\u{2029}", "a/b~c", "long name of many bytes",
    "\u{FFFD}", "\u{10FFFD}", "\t", "\r\n", "a\u{308}\u{323}",
  ]
  private static let numbers = [
    "0", "-0", "1", "-1", "10", "9007199254740991", "-9007199254740991", "1.5", "0.1", "1e2",
    "1.0", "1E+5", "2e-300", "1e300", "123.456e-7", "0.30000000000000004", "5e-324", "0e0",
  ]

  init(seed: UInt64) { generator = Seeded(seed) }

  mutating func value(depth: Int = 4) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2, 3: return .string(text())
    case 4:
      return .integer(Int64.random(in: -Limits.jsonInteger...Limits.jsonInteger, using: &generator))
    case 5:
      let text = Self.numbers.randomElement(using: &generator) ?? "0"
      return (try? JSONNumber(text: text)).map { .number($0) } ?? .null
    case 6:
      let count = Int.random(in: 0...6, using: &generator)
      return .array((0..<count).map { _ in value(depth: depth - 1) })
    default:
      let count = Int.random(in: 0...(depth == 4 ? 40 : 6), using: &generator)
      return .object((0..<count).map { ("\(text())\($0)", value(depth: depth - 1)) })
    }
  }

  mutating func text() -> String {
    let count = Int.random(in: 0...3, using: &generator)
    return (0..<count).map { _ in Self.texts.randomElement(using: &generator) ?? "" }.joined()
  }
}
