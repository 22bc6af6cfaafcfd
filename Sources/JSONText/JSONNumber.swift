public import BundleCore

/// A number as it was written, with exact readings.
///
/// The parser lets through what every reader takes for the same number (RFC 7493, 2.2): at most
/// 17 significant digits, a finite double and no underflow to zero; an integer beyond 2^53 - 1 only
/// with an exponent and in the digits that a double prints (`1e300`). Equality is that of the mathematical value: `1`, `1.0` and `10e-1`.
public struct JSONNumber: Sendable {
  /// The source text, ASCII.
  public let text: String

  init(unchecked text: String) { self.text = text }

  /// An integer. The writer refuses what is beyond 2^53 - 1.
  public init(_ value: some BinaryInteger) { text = String(value) }

  /// The shortest text that reads back as this double; throws `jsonNumber` when it isn't finite or
  /// not within I-JSON.
  public init(_ value: Double) throws(FengniError) {
    guard value.isFinite else { throw FengniError(.jsonNumber, reason: "not finite") }
    try self.init(text: value.description)
  }

  /// Reads a number's text; throws `jsonSyntax` or `jsonNumber`.
  public init(text: String) throws(FengniError) {
    let value = try JSONDocument.parse(Array(text.utf8))
    guard case .number(let number) = value.kind, number.text.utf8.count == text.utf8.count else {
      throw FengniError(.jsonSyntax, reason: "not a number", line: 1, column: 1)
    }
    self = number
  }

  /// Whether it is written without fraction and exponent.
  public var isIntegerLiteral: Bool {
    text.utf8.allSatisfy { $0 == Ascii.minus || Ascii.isDigit($0) }
  }

  /// Whether the value is an integer, as JSON Schema means it: `1.0` and `1e2` are.
  public var isInteger: Bool { isIntegerLiteral || decimal.isInteger }

  /// The exact value when it is an integer that fits.
  public var asInt64: Int64? { Int64(text) ?? decimal.asInt64 }

  /// The nearest double.
  public var asDouble: Double { Double(text) ?? .nan }

  /// The exact value.
  public var decimal: JSONDecimal {
    // Only an integer of more than 64 bits, built in code, has none; the writer refuses it.
    JSONDecimal(numberText: text) ?? .unrepresentable(negative: text.hasPrefix("-"))
  }

  /// Why this number is out of range, or nil.
  func objection(_ range: JSONNumberRange) -> String? {
    guard range == .exact else { return objection }
    if text.utf8.count > Limits.jsonNumberText { return "more than 64 characters" }
    guard let decimal = JSONDecimal(numberText: text) else {
      return "more than 19 significant digits"
    }
    // Far from where exponents are cut, so that different numbers stay different.
    return abs(decimal.exponent) > 90_000 ? "exponent beyond 90,000" : nil
  }

  /// Why I-JSON refuses this number, or nil.
  var objection: String? {
    if text.utf8.count > Limits.jsonNumberText { return "more than 64 characters" }
    guard let decimal = JSONDecimal(numberText: text),
      decimal.digitCount <= Limits.jsonNumberDigits
    else { return isIntegerLiteral ? "integer beyond 2^53 - 1" : "more than 17 significant digits" }
    // Well inside the range of doubles, nothing needs to be computed.
    if decimal.isZero || decimal.isWithinExactIntegers { return nil }
    if !decimal.isInteger && (-300...300).contains(decimal.magnitude) { return nil }
    let double = asDouble
    if !double.isFinite { return "beyond the largest double" }
    if double == 0 { return "below the smallest double" }
    if decimal.isInteger {
      // Without an exponent some readers take it for an exact integer, others for a double.
      let hasExponent = text.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
      guard hasExponent, JSONDecimal(numberText: double.description) == decimal else {
        return "integer beyond 2^53 - 1"
      }
    }
    return nil
  }
}

extension JSONNumber: Hashable, Comparable {
  /// The same mathematical value.
  public static func == (a: Self, b: Self) -> Bool {
    a.text == b.text || a.decimal == b.decimal
  }

  /// Exactly, never by way of doubles.
  public static func < (a: Self, b: Self) -> Bool { a.decimal < b.decimal }

  /// Feeds the value.
  public func hash(into hasher: inout Hasher) { hasher.combine(decimal) }
}
