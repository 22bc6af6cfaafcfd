import BundleCore

/// Translation of regular expressions from ECMA-262 (with the `u` flag) to RE2.
///
/// The whole grammar of ECMA-262, 22.2.1 is checked here; only escapes of punctuation that the
/// `u` flag forbids (`\-`, `\_`) are let through, as so many schemas have them. What RE2 can't do
/// in linear time (look-around, back-references) is noted and refused by ``Pattern``.
struct PatternTranslator {
  /// A pattern that ECMA-262 accepts.
  struct Translation {
    let expression: String
    /// What RE2 doesn't have, or nil.
    let unsupported: String?
  }

  var rest: Substring.UnicodeScalarView
  var output = ""
  var unsupported: String?
  /// Open groups; true when a quantifier may follow the closing bracket.
  private var groups: [Bool] = []
  /// Whether there is something before that a quantifier may repeat.
  private var isRepeatable = false

  static func translate(_ text: String) throws(Pattern.Refusal) -> Translation {
    guard text.utf8.count <= Limits.schemaPattern else {
      throw Pattern.Refusal(reason: "longer than \(Limits.schemaPattern) bytes")
    }
    var translator = PatternTranslator(rest: Substring(text).unicodeScalars)
    while let scalar = translator.rest.popFirst() { try translator.term(scalar) }
    guard translator.groups.isEmpty else { throw Pattern.Refusal(reason: "unclosed group") }
    return Translation(expression: translator.output, unsupported: translator.unsupported)
  }

  private init(rest: Substring.UnicodeScalarView) { self.rest = rest }

  private mutating func term(_ scalar: Unicode.Scalar) throws(Pattern.Refusal) {
    switch scalar {
    case "^": assertion("\\A")
    // Without the `m` flag, the end is the very end (ECMA-262, 22.2.2.4).
    case "$": assertion("\\z")
    case "|": assertion("|")
    case "(": try openGroup()
    case ")":
      guard let canRepeat = groups.popLast() else {
        throw Pattern.Refusal(reason: "')' without '('")
      }
      output += ")"
      isRepeatable = canRepeat
    case ".": atom("[^\\n\\r\\x{2028}\\x{2029}]")
    case "[": atom(try characterClass())
    case "\\": try escape()
    case "*", "+", "?": try quantifier(String(scalar))
    case "{": try quantifier(try counts())
    case "]", "}": throw Pattern.Refusal(reason: "'\(scalar)' without an opening bracket")
    default: atom(PatternClass.literal(scalar))
    }
  }

  private mutating func atom(_ text: String) {
    output += text
    isRepeatable = true
  }

  private mutating func assertion(_ text: String) {
    output += text
    isRepeatable = false
  }

  /// Takes the text away if it comes next.
  mutating func take(_ text: String) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest.removeFirst(text.unicodeScalars.count)
    return true
  }
}

// MARK: Groups and quantifiers

extension PatternTranslator {
  private mutating func openGroup() throws(Pattern.Refusal) {
    guard groups.count < Limits.schemaPatternGroups else {
      throw Pattern.Refusal(
        reason: "more than \(Limits.schemaPatternGroups) groups within each other")
    }
    isRepeatable = false
    // Nothing refers to a group, so none needs to be captured.
    output += "(?:"
    var canRepeat = true
    if take("?") {
      if take("=") || take("!") || take("<=") || take("<!") {
        unsupported = unsupported ?? "look-around"
        canRepeat = false
      } else if take("<") {
        try groupName()
      } else if !take(":") {
        throw Pattern.Refusal(reason: "unknown kind of group")
      }
    }
    groups.append(canRepeat)
  }

  private mutating func groupName() throws(Pattern.Refusal) {
    var isFirst = true
    while let scalar = rest.popFirst() {
      if scalar == ">" && !isFirst { return }
      let properties = scalar.properties
      guard
        scalar == "_" || scalar == "$"
          || (isFirst ? properties.isIDStart : properties.isIDContinue)
      else { break }
      isFirst = false
    }
    throw Pattern.Refusal(reason: "wrong name of a group")
  }

  private mutating func quantifier(_ text: String) throws(Pattern.Refusal) {
    guard isRepeatable else { throw Pattern.Refusal(reason: "nothing to repeat") }
    output += text
    if take("?") { output += "?" }
    isRepeatable = false
  }

  /// `{n}`, `{n,}`, `{n,m}` after its opening brace.
  private mutating func counts() throws(Pattern.Refusal) -> String {
    let wrong = Pattern.Refusal(reason: "wrong quantifier")
    guard let least = number() else { throw wrong }
    if take("}") { return try counts(least, most: nil, text: "{\(least)}") }
    guard take(",") else { throw wrong }
    if take("}") { return try counts(least, most: nil, text: "{\(least),}") }
    guard let most = number(), take("}") else { throw wrong }
    return try counts(least, most: most, text: "{\(least),\(most)}")
  }

  private mutating func counts(
    _ least: Int, most: Int?, text: String
  ) throws(Pattern.Refusal) -> String {
    if let most, most < least { throw Pattern.Refusal(reason: "quantifier out of order") }
    if max(least, most ?? 0) > 1000 { unsupported = unsupported ?? "more than 1000 repetitions" }
    return text
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let scalar = rest.first, ("0"..."9").contains(scalar) {
      rest.removeFirst()
      // Large enough to be refused, and no larger.
      value = min((value ?? 0) * 10 + Int(scalar.value - 48), 1_000_000)
    }
    return value
  }
}

// MARK: Escapes

extension PatternTranslator {
  private mutating func escape() throws(Pattern.Refusal) {
    guard let letter = rest.first else { throw Pattern.Refusal(reason: "'\\' at the end") }
    switch letter {
    case "b", "B":
      rest.removeFirst()
      assertion("\\\(letter)")
    case "1"..."9":
      while let digit = rest.first, ("0"..."9").contains(digit) { rest.removeFirst() }
      unsupported = unsupported ?? "back-reference"
      isRepeatable = true
    case "k":
      rest.removeFirst()
      guard take("<") else { throw Pattern.Refusal(reason: "wrong name of a group") }
      try groupName()
      unsupported = unsupported ?? "back-reference"
      isRepeatable = true
    default:
      if let ranges = try classEscape() {
        atom(ranges.outside)
      } else {
        atom(PatternClass.literal(try characterEscape()))
      }
    }
  }

  /// `\d`, `\p{…}` and their like after the backslash; nil when it is none.
  mutating func classEscape() throws(Pattern.Refusal) -> PatternClass? {
    guard let letter = rest.first else { return nil }
    if let simple = PatternClass.simple(letter) {
      rest.removeFirst()
      return simple
    }
    guard letter == "p" || letter == "P" else { return nil }
    rest.removeFirst()
    guard take("{"), let end = rest.firstIndex(of: "}") else {
      throw Pattern.Refusal(reason: "wrong property")
    }
    let name = String(rest[..<end])
    rest = rest[rest.index(after: end)...]
    if let known = PatternClass.property(name, isNegated: letter == "P") { return known }
    unsupported = unsupported ?? "property \(name.prefix(40))"
    return PatternClass(inside: "a")
  }

  /// One character after the backslash (ECMA-262, CharacterEscape).
  mutating func characterEscape() throws(Pattern.Refusal) -> Unicode.Scalar {
    guard let letter = rest.popFirst() else { throw Pattern.Refusal(reason: "'\\' at the end") }
    switch letter {
    case "t": return "\t"
    case "n": return "\n"
    case "v": return "\u{B}"
    case "f": return "\u{C}"
    case "r": return "\r"
    case "c":
      guard let control = rest.popFirst(), control.isASCII,
        UInt8(truncatingIfNeeded: control.value).isASCIILetter
      else { throw Pattern.Refusal(reason: "wrong control escape") }
      return Unicode.Scalar(UInt8(control.value & 31))
    case "0":
      if let next = rest.first, ("0"..."9").contains(next) {
        throw Pattern.Refusal(reason: "octal escape")
      }
      return "\0"
    case "x": return try scalar(try hex(2))
    case "u": return try unicodeEscape()
    default:
      let isPunctuation =
        letter.isASCII && letter.value > 0x20 && letter.value < 0x7F
        && !letter.properties.isAlphabetic && !("0"..."9").contains(letter)
      guard isPunctuation else { throw Pattern.Refusal(reason: "unknown escape") }
      return letter
    }
  }

  private mutating func unicodeEscape() throws(Pattern.Refusal) -> Unicode.Scalar {
    if take("{") {
      var value: UInt32 = 0
      var isEmpty = true
      while let digit = rest.popFirst() {
        if digit == "}" && !isEmpty { return try scalar(value) }
        guard let hex = Self.hexValue(digit), value <= 0x10FFFF else { break }
        value = value << 4 | hex
        isEmpty = false
      }
      throw Pattern.Refusal(reason: "wrong escape of a code point")
    }
    let first = try hex(4)
    guard first & 0xFC00 == 0xD800 else { return try scalar(first) }
    guard take("\\u") else { throw Pattern.Refusal(reason: "half of a surrogate pair") }
    let second = try hex(4)
    guard second & 0xFC00 == 0xDC00 else {
      throw Pattern.Refusal(reason: "half of a surrogate pair")
    }
    return try scalar(0x1_0000 + ((first & 0x3FF) << 10 | second & 0x3FF))
  }

  private mutating func hex(_ count: Int) throws(Pattern.Refusal) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = rest.popFirst(), let hex = Self.hexValue(digit) else {
        throw Pattern.Refusal(reason: "wrong hexadecimal escape")
      }
      value = value << 4 | hex
    }
    return value
  }

  private static func hexValue(_ scalar: Unicode.Scalar) -> UInt32? {
    guard scalar.isASCII else { return nil }
    return UInt8(truncatingIfNeeded: scalar.value).hexDigit.map(UInt32.init)
  }

  private func scalar(_ value: UInt32) throws(Pattern.Refusal) -> Unicode.Scalar {
    guard let scalar = Unicode.Scalar(value) else {
      throw Pattern.Refusal(reason: "no code point")
    }
    return scalar
  }
}

// MARK: Classes

extension PatternTranslator {
  /// A class after its opening bracket.
  private mutating func characterClass() throws(Pattern.Refusal) -> String {
    let isNegated = take("^")
    var items = ""
    while let scalar = rest.popFirst() {
      if scalar == "]" {
        // RE2 has no empty classes.
        if items.isEmpty { return isNegated ? "(?s:.)" : "[^\\x{0}-\\x{10FFFF}]" }
        return "[" + (isNegated ? "^" : "") + items + "]"
      }
      guard let low = try classAtom(scalar, &items) else {
        // A dash behind `\d` can only be one, or the `u` flag calls it an error.
        if let next = rest.first, next == "-", !rest.dropFirst().starts(with: "]".unicodeScalars) {
          throw Pattern.Refusal(reason: "range from a class")
        }
        continue
      }
      guard rest.first == "-", let next = rest.dropFirst().first, next != "]" else {
        items += PatternClass.literal(low)
        continue
      }
      rest.removeFirst(2)
      guard let high = try classAtom(next, &items) else {
        throw Pattern.Refusal(reason: "range to a class")
      }
      guard low <= high else { throw Pattern.Refusal(reason: "range out of order") }
      items += PatternClass.literal(low) + "-" + PatternClass.literal(high)
    }
    throw Pattern.Refusal(reason: "unclosed class")
  }

  /// One character, or nil after a whole class was added to the items.
  private mutating func classAtom(
    _ scalar: Unicode.Scalar, _ items: inout String
  ) throws(Pattern.Refusal) -> Unicode.Scalar? {
    guard scalar == "\\" else { return scalar }
    if take("b") { return "\u{8}" }
    if let ranges = try classEscape() {
      items += ranges.inside
      return nil
    }
    return try characterEscape()
  }
}
