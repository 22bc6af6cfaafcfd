/// What a person sees of a number: the section of the cell's format that applies to it
/// (ECMA-376 part 1, 18.8.31).
struct ShownNumber: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// As the program likes: whole numbers of at most eleven digits as they are.
    case general
    /// As it was typed, however long.
    case typed
    /// Digits with leading zeros up to `least` and so many places behind the point.
    case digits(least: Int, places: Int)
    /// The same with commas, or with places that are only shown when needed.
    case grouped(places: Int)
    case percent(places: Int)
    /// Places behind the point of the mantissa.
    case scientific(places: Int)
    /// A date; `isWhole` when year, month and day are all shown.
    case date(isWhole: Bool, hasTime: Bool)
    case time
    case nothing
    /// Something that this program doesn't work out: fractions, thousands left out, conditions.
    case other
  }

  var kind: Kind
  /// Words around the number.
  var literal = ""

  /// Whether words around the number change how much it says, as 万 does.
  var isScaledByWords: Bool {
    literal.unicodeScalars.contains {
      "0123456789万亿千百十佰仟萬億零一二三四五六七八九".unicodeScalars.contains($0)
    }
  }
}

/// A cell's format: what it makes of numbers and texts.
struct NumberStyle: Sendable, Hashable {
  var positive: ShownNumber
  var negative: ShownNumber
  var zero: ShownNumber
  var hidesText = false

  static let general = NumberStyle(.general)

  init(_ kind: ShownNumber.Kind) {
    positive = ShownNumber(kind: kind)
    negative = positive
    zero = positive
  }

  func shown(_ number: Double) -> ShownNumber {
    number > 0 ? positive : number < 0 ? negative : zero
  }
}

/// Number formats (ECMA-376 part 1, 18.8.30 and 18.8.31).
enum NumberFormat {
  /// The formats that have numbers only; 27 to 36 and 50 to 58 as in the Chinese tables.
  static func builtIn(_ id: Int) -> NumberStyle {
    switch id {
    case 1: NumberStyle(.digits(least: 1, places: 0))
    case 2: NumberStyle(.digits(least: 1, places: 2))
    case 3, 37, 38, 41, 42, 5, 6: NumberStyle(.grouped(places: 0))
    case 4, 39, 40, 43, 44, 7, 8: NumberStyle(.grouped(places: 2))
    case 9: NumberStyle(.percent(places: 0))
    case 10: NumberStyle(.percent(places: 2))
    case 11: NumberStyle(.scientific(places: 2))
    case 12, 13, 48: NumberStyle(.other)
    case 14, 15, 30, 31: NumberStyle(.date(isWhole: true, hasTime: false))
    case 22: NumberStyle(.date(isWhole: true, hasTime: true))
    case 16, 17, 27...29, 36, 50...54, 57, 58: NumberStyle(.date(isWhole: false, hasTime: false))
    case 18...21, 32...35, 45...47, 55, 56: NumberStyle(.time)
    case 49: NumberStyle(.typed)
    default: .general
    }
  }

  /// Reads a format's code.
  static func style(_ code: String) -> NumberStyle {
    guard !code.isEmpty else { return .general }
    let sections = Self.sections(code)
    var style = NumberStyle(.general)
    style.positive = FormatSection(sections[0]).shown
    style.negative = style.positive
    style.zero = style.positive
    if sections.count > 1 {
      style.negative = FormatSection(sections[1]).shown
      // Without a sign of its own, a number below zero looks like one above.
      let isSigned = style.negative.literal.unicodeScalars.contains {
        "-(−".unicodeScalars.contains($0)
      }
      if !isSigned, style.negative.kind != .nothing {
        style.negative.kind = .other
      }
    }
    if sections.count > 2 { style.zero = FormatSection(sections[2]).shown }
    if sections.count > 3 { style.hidesText = sections[3].isEmpty }
    return style
  }

  /// The parts between semicolons.
  private static func sections(_ code: String) -> [String] {
    var sections = [""]
    var isQuoted = false
    var isEscaped = false
    for scalar in code.unicodeScalars {
      if scalar == ";", !isQuoted, !isEscaped {
        sections.append("")
        continue
      }
      if isEscaped {
        isEscaped = false
      } else if scalar == "\"" {
        isQuoted.toggle()
      } else if !isQuoted, "\\!_*".unicodeScalars.contains(scalar) {
        isEscaped = true
      }
      sections[sections.count - 1].unicodeScalars.append(scalar)
    }
    return sections
  }
}

/// One section of a format's code, read from left to right.
private struct FormatSection {
  private var literal = ""
  private var digits = ""
  private var letters = ""
  private var percents = 0
  private var isGeneral = false
  private var isTyped = false
  private var isScientific = false
  private var isFraction = false
  private var isConditional = false
  private var hasClock = false
  private let isEmpty: Bool

  init(_ text: String) {
    isEmpty = text.isEmpty
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"":
        literal.unicodeScalars.append(contentsOf: rest.prefix { $0 != "\"" })
        rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "!":
        if let next = rest.popFirst() { literal.unicodeScalars.append(next) }
      case "_", "*": _ = rest.popFirst()
      case "[":
        take(bracket: String(String.UnicodeScalarView(rest.prefix { $0 != "]" })).lowercased())
        rest = rest.drop { $0 != "]" }.dropFirst()
      default: take(scalar, &rest)
      }
    }
  }

  private mutating func take(bracket: String) {
    let scalars = bracket.unicodeScalars
    guard let first = scalars.first else { return }
    if "hms".unicodeScalars.contains(first), scalars.allSatisfy({ $0 == first }) {
      hasClock = true
    } else if "<>=".unicodeScalars.contains(first) {
      isConditional = true
    } else if first == "$" {
      literal.unicodeScalars.append(contentsOf: scalars.dropFirst().prefix { $0 != "-" })
    } else if bracket.hasPrefix("dbnum") {
      // Digits of another script.
      literal += "□"
    }
  }

  private mutating func take(
    _ scalar: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView
  ) {
    switch scalar {
    case "0", "#", "?", ".", ",": digits.unicodeScalars.append(scalar)
    case "%": percents += 1
    case "@": isTyped = true
    case "/" where !digits.isEmpty: isFraction = true
    case "E", "e":
      if let next = rest.first, next == "+" || next == "-" {
        isScientific = true
        rest = rest.dropFirst()
      } else {
        letters.unicodeScalars.append("y")
      }
    case "G", "g":
      if String(String.UnicodeScalarView(rest.prefix(6))).lowercased() == "eneral" {
        isGeneral = true
        rest = rest.dropFirst(6)
      }
    case "A", "a", "上", "下":
      if rest.first == "/" || rest.first == "午" || rest.first == "M" || rest.first == "m" {
        hasClock = true
        rest = rest.drop { "AaPpMm/上下午".unicodeScalars.contains($0) }
      }
    case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S":
      letters += scalar.properties.lowercaseMapping
    case " ", "\u{3000}": break
    default: literal.unicodeScalars.append(scalar)
    }
  }

  var shown: ShownNumber { ShownNumber(kind: kind, literal: literal) }

  private var kind: ShownNumber.Kind {
    if isConditional { return .other }
    if isGeneral { return .general }
    if isTyped { return .typed }
    if hasClock || !letters.isEmpty { return day }
    if percents > 1 || isFraction { return .other }
    guard digits.unicodeScalars.contains(where: { "0#?".unicodeScalars.contains($0) }) else {
      return isEmpty || literal.isEmpty ? .nothing : .other
    }
    // A comma behind the last digit leaves three digits out.
    guard !digits.hasSuffix(","), !digits.contains(",.") else { return .other }
    let halves = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let places = halves.count > 1 ? halves[1].unicodeScalars.count : 0
    if isScientific {
      // The exponent's digits follow the mantissa's.
      return halves.count > 1 ? .scientific(places: max(places - 2, 0)) : .other
    }
    if percents == 1 { return .percent(places: places) }
    let isPlain = digits.unicodeScalars.allSatisfy { $0 == "0" || $0 == "." } && halves[0] != ""
    return isPlain
      ? .digits(least: halves[0].utf8.count, places: places) : .grouped(places: places)
  }

  /// "m" is a minute beside hours and seconds alone.
  private var day: ShownNumber.Kind {
    let hasYear = letters.contains("y")
    let hasDay = letters.contains("d")
    let hasTime = hasClock || letters.contains("h") || letters.contains("s")
    if !hasYear, !hasDay, hasTime || !letters.contains("m") { return .time }
    return .date(isWhole: hasYear && hasDay && letters.contains("m"), hasTime: hasTime)
  }
}
