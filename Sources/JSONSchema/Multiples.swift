import JSONText

extension JSONDecimal {
  /// Whether this is an integer times the divisor, exactly: no double, no rounding.
  func isMultiple(of divisor: JSONDecimal) -> Bool {
    if isZero { return true }
    if divisor.isZero { return false }
    let shift = exponent - divisor.exponent
    if shift >= 0 {
      // significand × 10^shift mod divisor, never the large number itself
      let modulus = divisor.significand
      let power = Self.power(10, shift, modulo: modulus)
      return Self.product(significand % modulus, power, modulo: modulus) == 0
    }
    // 10^20 has more digits than a significand.
    guard shift > -20 else { return false }
    var modulus = divisor.significand
    for _ in 0..<(-shift) {
      let (product, overflow) = modulus.multipliedReportingOverflow(by: 10)
      if overflow { return false }
      modulus = product
    }
    return significand.isMultiple(of: modulus)
  }

  private static func product(_ a: UInt64, _ b: UInt64, modulo modulus: UInt64) -> UInt64 {
    // Both are below the modulus, so the quotient fits.
    modulus.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
  }

  private static func power(_ base: UInt64, _ exponent: Int, modulo modulus: UInt64) -> UInt64 {
    var result = 1 % modulus
    var factor = base % modulus
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = product(result, factor, modulo: modulus) }
      factor = product(factor, factor, modulo: modulus)
      rest >>= 1
    }
    return result
  }
}
