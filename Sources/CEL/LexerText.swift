/// Strings and bytes: STRING_LIT, BYTES_LIT and their escapes (langdef, "String and Bytes Values").
extension Lexer {
  /// Reads a literal with its prefix (`r`, `b`, `br`), or nothing when none begins here.
  mutating func prefixedText() throws(CELFault) -> Token.Kind? {
    var length = 0
    let isBytes = peek() | 0x20 == UInt8(ascii: "b")
    if isBytes { length += 1 }
    let isRaw = peek(length) | 0x20 == UInt8(ascii: "r")
    if isRaw { length += 1 }
    let quote = peek(length)
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    offset += length
    let content = try text(quote, isRaw: isRaw, isBytes: isBytes)
    if isBytes { return .bytes(content) }
    return .string(String(decoding: content, as: UTF8.self))
  }

  private mutating func text(
    _ quote: UInt8, isRaw: Bool, isBytes: Bool
  ) throws(CELFault) -> [UInt8] {
    let start = offset
    let isTriple = peek(1) == quote && peek(2) == quote
    offset += isTriple ? 3 : 1
    var content: [UInt8] = []
    while offset < source.count {
      let byte = source[offset]
      if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        offset += isTriple ? 3 : 1
        return content
      }
      if !isTriple, byte == 0x0A || byte == 0x0D { break }
      if byte == UInt8(ascii: "\\"), !isRaw {
        try escape(into: &content, isBytes: isBytes)
      } else {
        content.append(byte)
        offset += 1
      }
    }
    throw .syntax("text without end", start)
  }

  private static let simpleEscapes: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 7, UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10,
    UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11,
    UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "?"): UInt8(ascii: "?"),
    UInt8(ascii: "\""): UInt8(ascii: "\""), UInt8(ascii: "'"): UInt8(ascii: "'"),
    UInt8(ascii: "`"): UInt8(ascii: "`"),
  ]

  private mutating func escape(into content: inout [UInt8], isBytes: Bool) throws(CELFault) {
    let start = offset
    let letter = peek(1)
    offset += 2
    if let byte = Self.simpleEscapes[letter] {
      content.append(byte)
      return
    }
    let value: UInt32
    switch letter {
    case UInt8(ascii: "x"), UInt8(ascii: "X"): value = try digits(2, radix: 16, start)
    case UInt8(ascii: "u") where !isBytes: value = try digits(4, radix: 16, start)
    case UInt8(ascii: "U") where !isBytes: value = try digits(8, radix: 16, start)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      offset -= 1
      value = try digits(3, radix: 8, start)
    default: throw .syntax("unknown escape", start)
    }
    if isBytes {
      content.append(UInt8(truncatingIfNeeded: value))
    } else {
      // Surrogates are no scalars, alone or in pairs.
      guard let scalar = Unicode.Scalar(value) else { throw .syntax("not a character", start) }
      content.append(contentsOf: String(scalar).utf8)
    }
  }

  private mutating func digits(
    _ count: Int, radix: UInt32, _ start: Int
  ) throws(CELFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<count {
      guard let digit = Self.hexValue(peek()), digit < radix else {
        throw .syntax("incomplete escape", start)
      }
      // At most eight digits of four bits.
      value = value &* radix &+ digit
      offset += 1
    }
    return value
  }
}
