/// A piece of the source.
struct Token {
  enum Kind {
    case identifier(String)
    /// A name in backquotes, only after a dot.
    case quotedIdentifier(String)
    /// The magnitude; the sign is a token of its own.
    case int(UInt64)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case symbol(Symbol)
    case end
  }

  let kind: Kind
  /// 0-based, in bytes of the source.
  let offset: Int

  var symbol: Symbol? { if case .symbol(let symbol) = kind { symbol } else { nil } }
}

/// Punctuation; the longest that fits is read.
enum Symbol: String, CaseIterable {
  case or = "||"
  case and = "&&"
  case equal = "=="
  case notEqual = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case less = "<"
  case greater = ">"
  case not = "!"
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case percent = "%"
  case question = "?"
  case colon = ":"
  case comma = ","
  case dot = "."
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
  /// An operator by its place in the grammar, a word by its form.
  case within = "in"
}

/// Cuts a source into tokens (langdef, "Syntax").
struct Lexer {
  let source: [UInt8]
  var offset = 0

  /// By the first byte, longer ones first.
  private static let symbols: [UInt8: [(symbol: Symbol, text: [UInt8])]] = {
    var table: [UInt8: [(symbol: Symbol, text: [UInt8])]] = [:]
    for symbol in Symbol.allCases where symbol != .within {
      let text = Array(symbol.rawValue.utf8)
      table[text[0], default: []].append((symbol, text))
    }
    return table
  }()

  init(_ source: [UInt8]) { self.source = source }

  /// The byte at a distance from here, 0 beyond the end (NUL is no part of the grammar).
  func peek(_ distance: Int = 0) -> UInt8 {
    let place = offset + distance
    return place < source.count ? source[place] : 0
  }

  mutating func tokens() throws(CELFault) -> [Token] {
    var tokens: [Token] = []
    while true {
      skipSpace()
      let start = offset
      guard offset < source.count else {
        tokens.append(Token(kind: .end, offset: start))
        return tokens
      }
      tokens.append(Token(kind: try next(), offset: start))
    }
  }

  private mutating func skipSpace() {
    while offset < source.count {
      switch source[offset] {
      case UInt8(ascii: " "), 0x09, 0x0A, 0x0C, 0x0D: offset += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while offset < source.count, source[offset] != 0x0A { offset += 1 }
      default: return
      }
    }
  }

  private mutating func next() throws(CELFault) -> Token.Kind {
    let byte = source[offset]
    if Self.isDigit(byte) || (byte == UInt8(ascii: ".") && Self.isDigit(peek(1))) {
      return try number()
    }
    if let literal = try prefixedText() { return literal }
    if Self.isLetter(byte) { return word() }
    if byte == UInt8(ascii: "`") { return try quotedIdentifier() }
    for (symbol, text) in Self.symbols[byte] ?? [] where source[offset...].starts(with: text) {
      offset += text.count
      return .symbol(symbol)
    }
    throw .syntax("unexpected character", offset)
  }

  private mutating func word() -> Token.Kind {
    let start = offset
    while Self.isLetter(peek()) || Self.isDigit(peek()) { offset += 1 }
    let text = String(decoding: source[start..<offset], as: UTF8.self)
    return text == "in" ? .symbol(.within) : .identifier(text)
  }

  /// ESC_IDENT: letters, digits and `_ . - / space` between backquotes.
  private mutating func quotedIdentifier() throws(CELFault) -> Token.Kind {
    let start = offset + 1
    offset = start
    while peek() != UInt8(ascii: "`") {
      let byte = peek()
      guard Self.isLetter(byte) || Self.isDigit(byte) || ".-/ ".utf8.contains(byte) else {
        throw .syntax("character not allowed in a quoted name", offset)
      }
      offset += 1
    }
    guard offset > start else { throw .syntax("empty name", start) }
    defer { offset += 1 }
    return .quotedIdentifier(String(decoding: source[start..<offset], as: UTF8.self))
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }

  static func hexValue(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}

// MARK: Numbers

extension Lexer {
  /// INT_LIT, UINT_LIT and FLOAT_LIT without their sign.
  private mutating func number() throws(CELFault) -> Token.Kind {
    let start = offset
    if peek() == UInt8(ascii: "0"), peek(1) | 0x20 == UInt8(ascii: "x") {
      offset += 2
      let digits = offset
      while Self.hexValue(peek()) != nil { offset += 1 }
      return try integer(digits..<offset, radix: 16, start)
    }
    while Self.isDigit(peek()) { offset += 1 }
    let integerEnd = offset
    if peek() == UInt8(ascii: "."), Self.isDigit(peek(1)) {
      offset += 1
      while Self.isDigit(peek()) { offset += 1 }
    }
    skipExponent()
    guard offset > integerEnd else { return try integer(start..<offset, radix: 10, start) }
    // Beyond the largest double is an infinity in some implementations; a typing error here.
    guard let value = Double(String(decoding: source[start..<offset], as: UTF8.self)),
      value.isFinite
    else { throw .syntax("number out of range", start) }
    try endNumber()
    return .double(value)
  }

  private mutating func skipExponent() {
    guard peek() | 0x20 == UInt8(ascii: "e") else { return }
    let sign = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-") ? 1 : 0
    guard Self.isDigit(peek(1 + sign)) else { return }
    offset += 1 + sign
    while Self.isDigit(peek()) { offset += 1 }
  }

  private mutating func integer(
    _ digits: Range<Int>, radix: Int, _ start: Int
  ) throws(CELFault) -> Token.Kind {
    guard !digits.isEmpty else { throw .syntax("digits expected", offset) }
    guard let value = UInt64(String(decoding: source[digits], as: UTF8.self), radix: radix) else {
      throw .syntax("number out of range", start)
    }
    if peek() | 0x20 == UInt8(ascii: "u") {
      offset += 1
      try endNumber()
      return .uint(value)
    }
    try endNumber()
    // One more than the largest int, for the smallest.
    guard value <= UInt64(Int64.max) + 1 else { throw .syntax("number out of range", start) }
    return .int(value)
  }

  /// `12abc` is a typing error, not two tokens.
  private func endNumber() throws(CELFault) {
    if Self.isLetter(peek()) { throw .syntax("letter after a number", offset) }
  }
}
