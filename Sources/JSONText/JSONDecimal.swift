/// An exact decimal number: ± significand × 10^exponent, at most 19 significant digits.
///
/// The significand has no trailing zeros, zero has exponent 0 and no sign: one value, one form.
public struct JSONDecimal: Sendable, Hashable {
  /// Whether it is below zero.
  public let isNegative: Bool
  /// The significant digits as an integer; not a multiple of ten, or zero.
  public let significand: UInt64
  /// The power of ten; within ±100,100.
  public let exponent: Int

  /// Bounds the arithmetic: an exponent of 60 digits is cut here, far beyond every double.
  private static let exponentBound = 100_000
  private static let digitBound = 19

  /// Makes ± significand × 10^exponent, nil when the exponent is beyond ±100,000.
  public init?(isNegative: Bool = false, significand: UInt64, exponent: Int = 0) {
    guard abs(exponent.clamped(to: Self.exponentBound + 1)) <= Self.exponentBound,
      significand < 10_000_000_000_000_000_000
    else { return nil }
    self.init(normalising: significand, exponent, isNegative)
  }

  /// Reads the text of a number that the grammar has accepted; nil with more than 19 digits.
  init?(numberText: String) {
    var text = numberText
    guard let decimal = text.withUTF8({ JSONDecimal(numberText: $0) }) else { return nil }
    self = decimal
  }

  private init?(numberText: UnsafeBufferPointer<UInt8>) {
    var significand: UInt64 = 0
    var digitCount = 0
    // Zeros count only once another digit follows them.
    var zeros = 0
    var fractionDigits = 0
    var inFraction = false
    var isNegative = false
    var index = 0
    scan: while index < numberText.count {
      let byte = numberText[index]
      switch byte {
      case Ascii.minus: isNegative = true
      case Ascii.dot: inFraction = true
      case Ascii.zero...Ascii.nine:
        if inFraction { fractionDigits += 1 }
        if byte == Ascii.zero {
          if digitCount > 0 { zeros += 1 }
        } else {
          digitCount += zeros + 1
          guard digitCount <= Self.digitBound else { return nil }
          significand = significand &* Self.power(zeros + 1) &+ UInt64(byte - Ascii.zero)
          zeros = 0
        }
      default: break scan
      }
      index += 1
    }
    let exponent = Self.exponent(numberText[index...].dropFirst())
    self.init(normalising: significand, exponent - fractionDigits + zeros, isNegative)
  }

  /// Reads `+12`, `-3`, `4` or nothing; cut at the bound.
  private static func exponent(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    var value = 0
    var isNegative = false
    for byte in text {
      if byte == Ascii.minus { isNegative = true }
      guard Ascii.isDigit(byte) else { continue }
      value = min(value * 10 + Int(byte - Ascii.zero), exponentBound)
    }
    return isNegative ? -value : value
  }

  private init(normalising significand: UInt64, _ exponent: Int, _ isNegative: Bool) {
    var significand = significand
    var exponent = exponent
    while significand != 0 && significand.isMultiple(of: 10) {
      significand /= 10
      exponent += 1
    }
    self.isNegative = isNegative && significand != 0
    self.significand = significand
    self.exponent = significand == 0 ? 0 : exponent
  }

  private init(isNegative: Bool, raw significand: UInt64, _ exponent: Int) {
    self.isNegative = isNegative
    self.significand = significand
    self.exponent = exponent
  }

  /// Stands for integers of more than 64 bits, beyond everything that is exact.
  static func unrepresentable(negative: Bool) -> JSONDecimal {
    JSONDecimal(isNegative: negative, raw: 1, exponentBound)
  }

  /// 10^n; n is at most 19.
  static func power(_ n: Int) -> UInt64 {
    var value: UInt64 = 1
    for _ in 0..<n { value = value &* 10 }
    return value
  }
}

extension JSONDecimal {
  /// Whether it is zero.
  public var isZero: Bool { significand == 0 }

  /// Whether there is no fraction.
  public var isInteger: Bool { exponent >= 0 }

  /// The number of significant digits; 1 for zero.
  public var digitCount: Int {
    var count = 1
    var rest = significand / 10
    while rest > 0 {
      count += 1
      rest /= 10
    }
    return count
  }

  /// The power of ten of the first digit, plus one: 0.1 has 0, 1 has 1, 10 has 2.
  public var magnitude: Int { digitCount + exponent }

  /// The value when it is an integer that fits.
  public var asInt64: Int64? {
    guard exponent >= 0, exponent < Self.digitBound else { return nil }
    let (value, overflow) = significand.multipliedReportingOverflow(by: Self.power(exponent))
    if overflow { return nil }
    if !isNegative { return Int64(exactly: value) }
    return value == Int64.min.magnitude ? .min : Int64(exactly: value).map { -$0 }
  }

  /// Whether it is an integer that every double holds exactly (RFC 7493, 2.2).
  public var isWithinExactIntegers: Bool {
    guard let value = asInt64 else { return false }
    return value.magnitude <= 9_007_199_254_740_991
  }
}

extension JSONDecimal: Comparable {
  /// Compares the values exactly.
  public static func < (a: Self, b: Self) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    return a.isNegative ? b.absoluteIsLess(than: a) : a.absoluteIsLess(than: b)
  }

  private func absoluteIsLess(than other: Self) -> Bool {
    if isZero || other.isZero { return isZero && !other.isZero }
    if magnitude != other.magnitude { return magnitude < other.magnitude }
    return leftAligned < other.leftAligned
  }

  /// The significand filled up to 19 digits.
  private var leftAligned: UInt64 { significand &* Self.power(Self.digitBound - digitCount) }
}

extension Int {
  /// Cut to ±bound, so that `abs` can't overflow.
  fileprivate func clamped(to bound: Int) -> Int { Swift.min(Swift.max(self, -bound), bound) }
}
