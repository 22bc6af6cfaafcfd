import BundleCore

// MARK: Strings

extension Parser {
  /// Reads a string from its opening quote.
  mutating func string() throws(FengniError) -> String {
    at += 1
    let start = at
    var isASCII = true
    if try run(&isASCII) == Ascii.quote {
      let text = Self.text(UnsafeBufferPointer(start: base + start, count: at - start), isASCII)
      at += 1
      return text
    }
    return try stringWithEscapes(from: start, isASCII)
  }

  /// Bytes that were validated on the way are not validated again.
  private static func text(_ bytes: UnsafeBufferPointer<UInt8>, _ isASCII: Bool) -> String {
    String(copying: UTF8Span(unchecked: bytes.span, isKnownASCII: isASCII))
  }

  private mutating func stringWithEscapes(
    from start: Int, _ firstIsASCII: Bool
  ) throws(FengniError) -> String {
    var isASCII = firstIsASCII
    unescaped.removeAll(keepingCapacity: true)
    unescaped.append(contentsOf: UnsafeBufferPointer(start: base + start, count: at - start))
    repeat {
      let scalar = try escape()
      if !scalar.isASCII { isASCII = false }
      unescaped.append(contentsOf: scalar.utf8)
      let runStart = at
      let stop = try run(&isASCII)
      unescaped.append(
        contentsOf: UnsafeBufferPointer(start: base + runStart, count: at - runStart))
      if stop == Ascii.quote { break }
    } while true
    at += 1
    return unescaped.withUnsafeBufferPointer { Self.text($0, isASCII) }
  }

  /// Goes on to the next quote or backslash and returns it, eight bytes at a time where it can.
  @inline(__always)
  private mutating func run(_ isASCII: inout Bool) throws(FengniError) -> UInt8 {
    while true {
      if at &+ 8 <= end {
        let word = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
        let special = Self.specialBytes(UInt64(littleEndian: word))
        if special == 0 {
          at &+= 8
          continue
        }
        at &+= special.trailingZeroBitCount >> 3
      } else if at >= end {
        throw fault(.jsonSyntax, "the document ends in a string")
      }
      let byte = base[at]
      switch byte {
      case Ascii.quote, Ascii.backslash: return byte
      case 0x80...:
        isASCII = false
        try skipNonASCII()
      case ..<0x20: throw fault(.jsonSyntax, "control character in a string")
      default: at &+= 1
      }
    }
  }

  /// The high bit of the first byte that is a quote, a backslash, a control or beyond ASCII.
  ///
  /// Each term finds its first byte exactly; a borrow can only mark bytes above it.
  @inline(__always)
  private static func specialBytes(_ word: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* UInt64(Ascii.quote))
    let backslash = word ^ (ones &* UInt64(Ascii.backslash))
    let found =
      ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
      | ((word &- ones &* 0x20) & ~word) | word
    return found & (ones &* 0x80)
  }

  /// Passes the characters beyond ASCII at hand.
  private mutating func skipNonASCII() throws(FengniError) {
    while at < end, base[at] >= 0x80 {
      var next = at
      guard let scalar = Self.scalar(base, &next, end) else {
        throw fault(.jsonEncoding, "not UTF-8")
      }
      if Self.isNoncharacter(scalar) { throw fault(.jsonEncoding, "noncharacter") }
      at = next
    }
  }

  /// The character beyond ASCII at `at`, in the shortest form and no surrogate
  /// (Unicode 16, table 3-7).
  @inline(__always)
  static func scalar(_ base: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int) -> UInt32? {
    let first = UInt32(base[at])
    let left = end &- at
    func trail(_ i: Int) -> UInt32? {
      let byte = base[at &+ i]
      return byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
    }
    switch first {
    case 0xE0...0xEF:
      guard left >= 3, let a = trail(1), let b = trail(2) else { return nil }
      let scalar = (first & 0x0F) << 12 | a << 6 | b
      guard scalar >= 0x800, scalar &- 0xD800 >= 0x800 else { return nil }
      at &+= 3
      return scalar
    case 0xC2...0xDF:
      guard left >= 2, let a = trail(1) else { return nil }
      at &+= 2
      return (first & 0x1F) << 6 | a
    case 0xF0...0xF4:
      guard left >= 4, let a = trail(1), let b = trail(2), let c = trail(3) else { return nil }
      let scalar = (first & 0x07) << 18 | a << 12 | b << 6 | c
      guard scalar >= 0x1_0000, scalar <= 0x10_FFFF else { return nil }
      at &+= 4
      return scalar
    default: return nil
    }
  }

  /// The 66 code points that RFC 7493, 2.1 keeps out.
  @inline(__always)
  static func isNoncharacter(_ scalar: UInt32) -> Bool {
    scalar & 0xFFFE == 0xFFFE || scalar &- 0xFDD0 < 0x20
  }
}

// MARK: Escapes

extension Parser {
  /// Reads an escape from its backslash.
  private mutating func escape() throws(FengniError) -> Unicode.Scalar {
    let start = at
    at += 1
    let letter = byte
    let scalar: Unicode.Scalar
    switch letter {
    case Ascii.quote, Ascii.backslash, UInt8(ascii: "/"): scalar = Unicode.Scalar(letter)
    case UInt8(ascii: "b"): scalar = "\u{8}"
    case UInt8(ascii: "f"): scalar = "\u{C}"
    case UInt8(ascii: "n"): scalar = "\n"
    case UInt8(ascii: "r"): scalar = "\r"
    case UInt8(ascii: "t"): scalar = "\t"
    case UInt8(ascii: "u"): return try unicodeEscape(from: start)
    default: throw unexpected("an escape")
    }
    at += 1
    return scalar
  }

  /// Reads `uXXXX`, and the second half of a pair (RFC 8259, 7).
  private mutating func unicodeEscape(from start: Int) throws(FengniError) -> Unicode.Scalar {
    at += 1
    var value = try fourHexDigits()
    if value & 0xFC00 == 0xD800 {
      guard at + 1 < end, base[at] == Ascii.backslash, base[at + 1] == UInt8(ascii: "u") else {
        throw fault(.jsonLoneSurrogate, "first half of a pair alone", at: start)
      }
      at += 2
      let second = try fourHexDigits()
      guard second & 0xFC00 == 0xDC00 else {
        throw fault(.jsonLoneSurrogate, "first half of a pair alone", at: start)
      }
      value = 0x1_0000 + (value & 0x3FF) << 10 + second & 0x3FF
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw fault(.jsonLoneSurrogate, "second half of a pair alone", at: start)
    }
    if Self.isNoncharacter(value) { throw fault(.jsonEncoding, "noncharacter", at: start) }
    return scalar
  }

  private mutating func fourHexDigits() throws(FengniError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Ascii.hexValue(byte) else { throw unexpected("a hex digit") }
      value = value << 4 | digit
      at += 1
    }
    return value
  }
}

// MARK: Numbers

extension Parser {
  /// Reads a number from its first character (RFC 8259, 6).
  mutating func number() throws(FengniError) -> JSONNumber {
    let start = at
    if byte == Ascii.minus { at += 1 }
    if byte == Ascii.zero {
      at += 1
      if Ascii.isDigit(byte) { throw fault(.jsonSyntax, "leading zero") }
    } else {
      try digits()
    }
    // 15 digits are always exact, and without an exponent well within the range of doubles.
    var exactLength = 15
    if byte == Ascii.dot {
      exactLength = 16
      at += 1
      try digits()
    }
    if byte | 0x20 == UInt8(ascii: "e") {
      exactLength = 0
      at += 1
      if byte == Ascii.plus || byte == Ascii.minus { at += 1 }
      try digits()
    }
    let length = at - start
    guard length <= Limits.jsonNumberText else {
      throw fault(.jsonNumber, "more than 64 characters", at: start)
    }
    let text = Self.text(UnsafeBufferPointer(start: base + start, count: length), true)
    let number = JSONNumber(unchecked: text)
    if length > exactLength, let objection = number.objection(limits.numbers) {
      throw fault(.jsonNumber, objection, at: start)
    }
    return number
  }

  private mutating func digits() throws(FengniError) {
    guard Ascii.isDigit(byte) else { throw unexpected("a digit") }
    repeat { at += 1 } while Ascii.isDigit(byte)
  }
}
