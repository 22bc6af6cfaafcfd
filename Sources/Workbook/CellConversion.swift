import BundleCore
import JSONText
import Messages

/// Why a cell doesn't fit.
struct CellFault: Error {
  let code: Code
  let expected: Bilingual
}

/// What a cell says, in the type of its field.
struct CellConversion {
  let type: FieldType
  let is1904: Bool

  /// The value of a cell, nil when it is empty.
  func value(_ cell: Cell) throws(CellFault) -> JSONValue? {
    switch cell.content {
    case .error, .notCalculated: throw fault
    case .text(let text): return try value(LabelText.trim(text))
    case .number(let number): return try value(number, cell.style)
    case .bool(let value): return try self.value(value)
    case .day(let text):
      guard case .date = type, let day = CellDay(text) else { throw fault }
      return .string(day.text)
    }
  }

  private var fault: CellFault { CellFault(code: .cellInvalid, expected: expected(type)) }

  private func expected(_ type: FieldType) -> Bilingual {
    switch type {
    case .text(let maximum): Phrase.Workbook.text(maximum: maximum)
    case .integer(let minimum, let maximum): Phrase.Workbook.integer(minimum, maximum)
    case .decimal(let minimum, _, let maximum, let places):
      Phrase.Workbook.decimal(minimum, maximum, places)
    case .date: Phrase.Workbook.date
    case .boolean: Phrase.Workbook.yesOrNo
    case .choice: Phrase.Workbook.choose
    case .choices: Phrase.Workbook.chooseSeveral
    case .list(let inner): expected(inner)
    }
  }

  // MARK: Text

  private func value(_ text: String) throws(CellFault) -> JSONValue? {
    guard !text.isEmpty else { return nil }
    switch type {
    case .text(let maximum):
      if let maximum, text.unicodeScalars.count > maximum { throw fault }
      return .string(text)
    case .integer, .decimal: return try number(text)
    case .date:
      guard let day = CellDay(LabelText.trim(LabelText.halfWidth(text))) else { throw fault }
      return .string(day.text)
    case .boolean:
      guard let value = Self.truth(text) else { throw fault }
      return .bool(value)
    case .choice(let choices):
      let index = ChoiceIndex(choices)
      guard let code = index.code(text) else {
        throw CellFault(code: .cellUnknownChoice, expected: index.suggestion(text))
      }
      return .string(code)
    case .choices(let choices):
      let index = ChoiceIndex(choices)
      let (codes, unknown) = index.codes(text)
      if let unknown {
        throw CellFault(code: .cellUnknownChoice, expected: index.suggestion(unknown))
      }
      // In the order of the schema, whatever the order of ticking.
      let values = choices.map(\.code).filter(codes.contains)
      return values.isEmpty ? nil : .strings(values)
    case .list(let inner):
      var elements: [JSONValue] = []
      let lines = text.split(separator: "\n")
      guard lines.count <= 10_000 else { throw fault }
      for line in lines {
        let conversion = CellConversion(type: inner, is1904: is1904)
        if let value = try conversion.value(LabelText.trim(String(line))) { elements.append(value) }
      }
      return elements.isEmpty ? nil : .array(elements)
    }
  }

  static func truth(_ text: String) -> Bool? {
    switch LabelText.fold(text) {
    case "是", "有", "√", "✓", "✔", "☑", "1", "yes", "y", "true", "对": true
    case "否", "无", "×", "✗", "✘", "0", "no", "n", "false", "错": false
    default: nil
    }
  }

  /// Whether a row of choices is ticked; nil when that can't be told.
  static func tick(_ cell: Cell) -> Bool? {
    switch cell.content {
    case .bool(let value): value
    case .number(let number): number == 1 ? true : number == 0 ? false : nil
    case .text(let text):
      switch LabelText.fold(text) {
      case "", "□", "☐", "〇", "-": false
      case "■", "●", "v", "☒": true
      default: truth(text)
      }
    case .error, .notCalculated, .day: nil
    }
  }

  // MARK: Numbers

  /// A number as people write it: full-width digits, thousands with commas, a percent sign where
  /// the field goes to 100.
  private func number(_ text: String) throws(CellFault) -> JSONValue {
    var digits = String(
      String.UnicodeScalarView(
        LabelText.halfWidth(text).unicodeScalars.filter { !$0.properties.isWhitespace }))
    if digits.hasSuffix("%"), isPercent { digits.removeLast() }
    if digits.contains(",") {
      guard let plain = Self.withoutThousands(digits) else { throw fault }
      digits = plain
    }
    // Only what a person writes: no exponent, no hexadecimal, no infinity.
    let body = digits.hasPrefix("-") || digits.hasPrefix("+") ? digits.dropFirst() : digits[...]
    guard body.utf8.count <= 17, body.utf8.first.map(Self.isDigit) == true,
      body.utf8.allSatisfy({ Self.isDigit($0) || $0 == 0x2E }), let number = Double(digits)
    else { throw fault }
    return try checked(number)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func withoutThousands(_ text: String) -> String? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard let first = groups.first, !first.isEmpty, first.utf8.count <= 4 else { return nil }
    for (index, group) in groups.enumerated().dropFirst() {
      let whole = index == groups.count - 1 ? group.prefix { $0 != "." } : group
      guard whole.utf8.count == 3 else { return nil }
    }
    return groups.joined()
  }

  /// Whether a percent sign only repeats the unit.
  private var isPercent: Bool {
    switch type {
    case .decimal(_, _, let maximum, _): maximum == 100
    case .integer(_, let maximum): maximum == 100
    default: false
    }
  }

  private func value(_ number: Double, _ style: NumberStyle) throws(CellFault) -> JSONValue? {
    switch type {
    case .integer, .decimal:
      if style == .date { throw fault }
      if style == .percent {
        guard isPercent else { throw fault }
        return try checked(NumberText.rounded(number * 100))
      }
      return try checked(number)
    case .date:
      let day = number.rounded(.down)
      guard (0...2_958_465).contains(day) else {
        // 20120820 typed as a number.
        guard let whole = Int(exactly: number), let day = CellDay("\(whole)") else { throw fault }
        return .string(day.text)
      }
      // Without a date format only the days from 1954 to 2119: 2012 is a year, no day.
      guard style == .date || (20_000...80_000).contains(day),
        let date = CellDay(serial: Int(day), is1904: is1904)
      else { throw fault }
      return .string(date.text)
    case .text, .choice, .choices, .list:
      if style == .date, let date = CellDay(serial: Int(clamped: number), is1904: is1904) {
        return try value(date.text)
      }
      // Beyond 15 digits the program has already rounded what was typed.
      guard number.magnitude < 1e15, style != .percent else {
        throw CellFault(code: .cellInvalid, expected: Phrase.Workbook.textCell)
      }
      return try value(NumberText.plain(number))
    case .boolean:
      guard number == 0 || number == 1 else { throw fault }
      return .bool(number == 1)
    }
  }

  private func value(_ value: Bool) throws(CellFault) -> JSONValue {
    guard case .boolean = type else { throw fault }
    return .bool(value)
  }

  /// A number within the bounds of the field.
  private func checked(_ raw: Double) throws(CellFault) -> JSONValue {
    let number = NumberText.rounded(raw)
    switch type {
    case .integer(let minimum, let maximum):
      guard let integer = Int64(exactly: number), integer.magnitude <= Limits.jsonInteger,
        integer >= minimum ?? .min, integer <= maximum ?? .max
      else { throw fault }
      return .integer(integer)
    case .decimal(let minimum, let exclusive, let maximum, let places):
      let least = minimum ?? -.infinity
      guard exclusive ? number > least : number >= least, number <= maximum ?? .infinity,
        Self.fits(number, places)
      else { throw fault }
      if let integer = Int64(exactly: number), integer.magnitude <= Limits.jsonInteger {
        return .integer(integer)
      }
      guard let json = try? JSONNumber(number) else { throw fault }
      return .number(json)
    default: throw fault
    }
  }

  private static func fits(_ number: Double, _ places: Int?) -> Bool {
    guard let places else { return true }
    var power = 1.0
    for _ in 0..<places { power *= 10 }
    return (number * power - (number * power).rounded()).magnitude < 1e-6
  }
}

extension Int {
  /// The nearest integer below, for numbers of any size.
  fileprivate init(clamped number: Double) {
    self = Int(exactly: number.rounded(.down)) ?? -1
  }
}
