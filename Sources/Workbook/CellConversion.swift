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
  ///
  /// It is what a person sees: what the cell's format hides or shows as something else is a fault.
  func value(_ cell: Cell) throws(CellFault) -> JSONValue? {
    guard !cell.isInvisible || !cell.isFilled else { throw unseen }
    switch cell.content {
    case .error, .notCalculated: throw fault
    case .text(let text): return try value(LabelText.trim(text))
    case .number(let number): return try value(number, cell.style.shown(number))
    case .bool(let value): return try self.value(value)
    case .day(let text):
      guard case .date = type, let day = CellDay(text) else { throw fault }
      return .string(day.text)
    }
  }

  private var fault: CellFault { CellFault(code: .cellInvalid, expected: expected(type)) }
  private var unseen: CellFault {
    CellFault(code: .cellInvalid, expected: Phrase.Workbook.shownAsItIs)
  }
  private var notText: CellFault {
    CellFault(code: .cellInvalid, expected: Phrase.Workbook.textCell)
  }

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
    if cell.isInvisible, cell.isFilled { return nil }
    return switch cell.content {
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
  /// the field goes to 100. White space inside parts two numbers.
  private func number(_ text: String) throws(CellFault) -> JSONValue {
    var digits = LabelText.trim(LabelText.halfWidth(text))
    if digits.hasSuffix("%"), isPercent { digits = LabelText.trim(String(digits.dropLast())) }
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

  private func value(_ number: Double, _ shown: ShownNumber) throws(CellFault) -> JSONValue? {
    switch type {
    case .integer, .decimal: return try quantity(number, shown)
    case .date: return .string(try day(number, shown).text)
    case .text, .choice, .choices, .list: return try value(text(number, shown))
    case .boolean:
      guard number == 0 || number == 1 else { throw fault }
      return .bool(number == 1)
    }
  }

  /// A quantity as the cell shows it, rounded as it is shown.
  private func quantity(_ number: Double, _ shown: ShownNumber) throws(CellFault) -> JSONValue {
    // 12 shown as "12万" is not twelve.
    guard !shown.isScaledByWords else { throw unseen }
    switch shown.kind {
    case .general, .typed: return try checked(number)
    case .digits(_, let places), .grouped(let places):
      return try checked(NumberText.rounded(number, places: places), exactly: number)
    case .percent(let places):
      guard isPercent else { throw fault }
      let percent = NumberText.rounded(number * 100)
      return try checked(NumberText.rounded(percent, places: places), exactly: percent)
    case .scientific(let places):
      guard NumberText.rounded(number, digits: places + 1) == number else { throw unseen }
      return try checked(number)
    case .date, .time: throw fault
    case .nothing, .other: throw unseen
    }
  }

  /// The day that a cell shows whole, or that stands there as digits.
  private func day(_ number: Double, _ shown: ShownNumber) throws(CellFault) -> CellDay {
    let day = number.rounded(.down)
    switch shown.kind {
    case .date(let isWhole, _):
      // "8月20日" says no year: the program made one up.
      guard isWhole else { throw fault }
    case .general, .typed, .digits, .grouped: break
    case .percent, .scientific, .time, .nothing, .other: throw fault
    }
    guard (0...2_958_465).contains(day) else {
      // 20120820 typed as a number.
      guard let whole = Int(exactly: number), let day = CellDay("\(whole)") else { throw fault }
      return day
    }
    // Without a date format only the days from 1954 to 2119: 2012 is a year, no day.
    var isDate = false
    if case .date = shown.kind { isDate = true }
    guard isDate || (20_000...80_000).contains(day),
      let date = CellDay(serial: Int(day), is1904: is1904)
    else { throw fault }
    return date
  }

  /// The words that a cell shows, where they can be told from its number: a format that shows
  /// something else makes a person read what the file doesn't say.
  private func text(_ number: Double, _ shown: ShownNumber) throws(CellFault) -> String {
    guard shown.literal.isEmpty else {
      if case .date = shown.kind { return try textDay(number, shown) }
      throw notText
    }
    switch shown.kind {
    case .date: return try textDay(number, shown)
    case .general, .typed:
      // More digits are shown with an exponent; beyond 15 the program has rounded what was typed.
      let text = NumberText.plain(number)
      let bound = shown.kind == .typed ? 1e15 : 1e11
      guard number.magnitude < bound, !text.utf8.contains(UInt8(ascii: "e")) else { throw notText }
      return text
    case .digits(let least, let places):
      guard number.magnitude < 1e15,
        let text = NumberText.padded(number, least: least, places: places)
      else { throw notText }
      return text
    case .grouped, .percent, .scientific, .time, .nothing, .other: throw notText
    }
  }

  private func textDay(_ number: Double, _ shown: ShownNumber) throws(CellFault) -> String {
    guard case .date(isWhole: true, let hasTime) = shown.kind,
      !hasTime || number == number.rounded(.down),
      let date = CellDay(serial: Int(clamped: number), is1904: is1904)
    else { throw notText }
    return date.text
  }

  private func value(_ value: Bool) throws(CellFault) -> JSONValue {
    guard case .boolean = type else { throw fault }
    return .bool(value)
  }

  /// A number within the bounds of the field; a whole number is `exactly` one, whatever is shown.
  private func checked(_ raw: Double, exactly: Double? = nil) throws(CellFault) -> JSONValue {
    let number = NumberText.rounded(raw)
    switch type {
    case .integer(let minimum, let maximum):
      if let exactly, NumberText.rounded(exactly) != number { throw fault }
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
