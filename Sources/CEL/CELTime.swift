/// A moment, exact to the nanosecond (google.protobuf.Timestamp).
public struct CELTimestamp: Sendable, Hashable, Comparable {
  /// Whole seconds since 1970-01-01T00:00:00Z, of the years 1 to 9999.
  public let seconds: Int64
  /// What is beyond them, 0 to 999,999,999.
  public let nanoseconds: Int32

  private static let years: ClosedRange<Int64> = -62_135_596_800...253_402_300_799
  private static let second: Int64 = 1_000_000_000

  /// Makes a moment, nil outside the years 1 to 9999.
  public init?(seconds: Int64, nanoseconds: Int32 = 0) {
    guard Self.years.contains(seconds), (0..<1_000_000_000).contains(nanoseconds) else {
      return nil
    }
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  /// Earlier and later.
  public static func < (a: Self, b: Self) -> Bool {
    (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
  }

  func adding(_ duration: CELDuration) -> CELTimestamp? {
    let (whole, rest) = duration.nanoseconds.quotientAndRemainder(dividingBy: Self.second)
    // Both within ±10^12: no overflow.
    var total = seconds + whole
    var nanoseconds = Int64(self.nanoseconds) + rest
    if nanoseconds < 0 {
      nanoseconds += Self.second
      total -= 1
    } else if nanoseconds >= Self.second {
      nanoseconds -= Self.second
      total += 1
    }
    return CELTimestamp(seconds: total, nanoseconds: Int32(truncatingIfNeeded: nanoseconds))
  }

  /// nil when more than some 292 years lie between.
  func since(_ other: CELTimestamp) -> CELDuration? {
    let (whole, tooLong) = (seconds - other.seconds).multipliedReportingOverflow(by: Self.second)
    let (total, overflow) = whole.addingReportingOverflow(
      Int64(nanoseconds) - Int64(other.nanoseconds))
    return tooLong || overflow ? nil : CELDuration(nanoseconds: total)
  }
}

/// A span of time in nanoseconds, up to some 292 years either way.
public struct CELDuration: Sendable, Hashable, Comparable {
  /// Negative for backwards.
  public let nanoseconds: Int64

  /// Makes a span.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// Shorter and longer.
  public static func < (a: Self, b: Self) -> Bool { a.nanoseconds < b.nanoseconds }

  func adding(_ other: CELDuration) -> CELDuration? {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(other.nanoseconds)
    return overflow ? nil : CELDuration(nanoseconds: sum)
  }

  func subtracting(_ other: CELDuration) -> CELDuration? {
    let (sum, overflow) = nanoseconds.subtractingReportingOverflow(other.nanoseconds)
    return overflow ? nil : CELDuration(nanoseconds: sum)
  }
}

// MARK: Texts

extension CELDuration {
  private static let units: [(text: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1000), ("µs", 1000), ("ms", 1_000_000), ("s", 1_000_000_000),
    ("m", 60_000_000_000), ("h", 3_600_000_000_000),
  ]

  /// Reads `1h30m`, `-1.5s`, `250ms`: numbers with units, optionally a sign before all.
  public init?(text: String) {
    var rest = Substring(text).utf8
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard !rest.isEmpty else { return nil }
    if rest.elementsEqual("0".utf8) {
      self.init(nanoseconds: 0)
      return
    }
    // Downwards, since the smallest number has no positive counterpart.
    var total: Int64 = 0
    while !rest.isEmpty {
      guard let part = Self.part(&rest) else { return nil }
      let (sum, overflow) = total.subtractingReportingOverflow(part)
      guard !overflow else { return nil }
      total = sum
    }
    guard isNegative || total > Int64.min else { return nil }
    self.init(nanoseconds: isNegative ? total : 0 - total)
  }

  /// One number with its unit, in nanoseconds; a fraction is cut off there.
  private static func part(_ rest: inout Substring.UTF8View) -> Int64? {
    let whole = digits(&rest)
    var fraction = Substring().utf8
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = digits(&rest)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    let name = rest.prefix { !Lexer.isDigit($0) && $0 != UInt8(ascii: ".") }
    guard let unit = units.first(where: { name.elementsEqual($0.text.utf8) })?.nanoseconds
    else { return nil }
    rest = rest[name.endIndex...]
    var value: Int64 = 0
    for digit in whole {
      let (tens, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, beyond) = tens.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
      guard !over, !beyond else { return nil }
      value = sum
    }
    var scale = unit
    var small: Int64 = 0
    for digit in fraction where scale >= 10 {
      scale /= 10
      // Below one unit of at most 3.6 × 10^12.
      small += scale * Int64(digit - UInt8(ascii: "0"))
    }
    let (product, over) = value.multipliedReportingOverflow(by: unit)
    let (sum, beyond) = product.addingReportingOverflow(small)
    return over || beyond ? nil : sum
  }

  private static func digits(_ rest: inout Substring.UTF8View) -> Substring.UTF8View {
    let digits = rest.prefix { Lexer.isDigit($0) }
    rest = rest[digits.endIndex...]
    return digits
  }

  /// `1000000s`, `-1.5s`
  public var text: String {
    let (seconds, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    return (nanoseconds < 0 ? "-" : "") + String(seconds) + Decimal9.fraction(rest) + "s"
  }
}

/// Nine digits after the point.
enum Decimal9 {
  /// `.5`, without zeros at the end; empty for nothing.
  static func fraction(_ nanoseconds: UInt64) -> String {
    guard nanoseconds > 0 else { return "" }
    let digits = String(nanoseconds)
    var text = String(repeating: "0", count: max(0, 9 - digits.count)) + digits
    while text.hasSuffix("0") { text.removeLast() }
    return "." + text
  }
}
