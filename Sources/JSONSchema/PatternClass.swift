/// A class of characters in RE2's syntax.
struct PatternClass {
  /// As it stands within brackets.
  let inside: String
  /// As it stands alone.
  var outside: String { "[" + inside + "]" }

  /// One character, whatever it is.
  static func literal(_ scalar: Unicode.Scalar) -> String {
    if scalar.isASCII {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      if byte.isASCIILetter || byte.isASCIIDigit { return String(scalar) }
    }
    return "\\x{" + String(scalar.value, radix: 16) + "}"
  }

  /// `\d`, `\w`, `\s` and their opposites (ECMA-262, 22.2.2.9): digits and words are ASCII, space is
  /// WhiteSpace and LineTerminator of all Unicode.
  static func simple(_ letter: Unicode.Scalar) -> PatternClass? {
    switch letter {
    case "d": PatternClass(inside: "0-9")
    case "D": PatternClass(inside: "\\D")
    case "w": PatternClass(inside: "0-9A-Za-z_")
    case "W": PatternClass(inside: "\\W")
    case "s": PatternClass(inside: ranges(spaces))
    case "S": PatternClass(inside: ranges(complement(spaces)))
    default: nil
    }
  }

  private static let spaces: [ClosedRange<UInt32>] = [
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ]

  private static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    result.append(next...0x10FFFF)
    return result
  }

  private static func ranges(_ ranges: [ClosedRange<UInt32>]) -> String {
    ranges.map {
      "\\x{\(String($0.lowerBound, radix: 16))}-\\x{\(String($0.upperBound, radix: 16))}"
    }.joined()
  }

  /// `\p{…}`: general categories and scripts by their long and short names; nil for others.
  static func property(_ text: String, isNegated: Bool) -> PatternClass? {
    let parts = text.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
    let letter = isNegated ? "\\P" : "\\p"
    switch (parts.first ?? "", parts.count) {
    case ("General_Category", 2), ("gc", 2):
      return categories[parts[1]].map { PatternClass(inside: "\(letter){\($0)}") }
    case ("Script", 2), ("sc", 2):
      guard let script = script(parts[1]) else { return nil }
      return PatternClass(inside: "\(letter){\(script)}")
    case ("Any", 1) where !isNegated: return PatternClass(inside: "\\x{0}-\\x{10ffff}")
    case ("ASCII", 1):
      return PatternClass(inside: isNegated ? "\\x{80}-\\x{10ffff}" : "\\x{0}-\\x{7f}")
    case (let name, 1): return categories[name].map { PatternClass(inside: "\(letter){\($0)}") }
    default: return nil
    }
  }

  /// RE2 knows the long names of scripts alone, and says so itself when it doesn't know one.
  private static func script(_ name: String) -> String? {
    let short = [
      "Hani": "Han", "Latn": "Latin", "Grek": "Greek", "Cyrl": "Cyrillic", "Arab": "Arabic",
      "Hebr": "Hebrew", "Hira": "Hiragana", "Kana": "Katakana", "Hang": "Hangul",
      "Bopo": "Bopomofo", "Mong": "Mongolian", "Tibt": "Tibetan", "Thai": "Thai", "Yiii": "Yi",
      "Zyyy": "Common", "Zinh": "Inherited", "Qaai": "Inherited",
    ]
    if let long = short[name] { return long }
    // A category must not pass for a script.
    let isName =
      name.utf8.count > 2 && name.utf8.allSatisfy { $0.isASCIILetter || $0 == UInt8(ascii: "_") }
    return isName ? name : nil
  }

  /// Names of general categories (ECMA-262, table 70), in RE2's form.
  private static let categories: [String: String] = {
    let names = [
      "C Other", "Cc Control cntrl", "Cf Format", "Co Private_Use", "Cs Surrogate",
      "L Letter", "Ll Lowercase_Letter", "Lm Modifier_Letter", "Lo Other_Letter",
      "Lt Titlecase_Letter", "Lu Uppercase_Letter",
      "M Mark Combining_Mark", "Mc Spacing_Mark", "Me Enclosing_Mark", "Mn Nonspacing_Mark",
      "N Number", "Nd Decimal_Number digit", "Nl Letter_Number", "No Other_Number",
      "P Punctuation punct", "Pc Connector_Punctuation", "Pd Dash_Punctuation",
      "Pe Close_Punctuation", "Pf Final_Punctuation", "Pi Initial_Punctuation",
      "Po Other_Punctuation", "Ps Open_Punctuation",
      "S Symbol", "Sc Currency_Symbol", "Sk Modifier_Symbol", "Sm Math_Symbol",
      "So Other_Symbol", "Z Separator", "Zl Line_Separator", "Zp Paragraph_Separator",
      "Zs Space_Separator",
    ]
    var table: [String: String] = [:]
    for line in names {
      let words = line.split(separator: " ").map(String.init)
      for word in words { table[word] = words[0] }
    }
    return table
  }()
}
