import BundleCore
import JSONText
import TestSupport
import Testing

@Suite struct NumberTests {
  /// Text, integer in JSON Schema's sense, integer literal, exact integer, double.
  @Test(
    arguments: [
      ("0", true, true, 0, 0), ("-0", true, true, 0, 0), ("1.0", true, false, 1, 1),
      ("1e2", true, false, 100, 100), ("10e-1", true, false, 1, 1), ("0.0", true, false, 0, 0),
      ("-1.50e1", true, false, -15, -15), ("1.5", false, false, nil, 1.5),
      ("1e-1", false, false, nil, 0.1), ("-0.25", false, false, nil, -0.25),
      ("9007199254740991", true, true, 9_007_199_254_740_991, 9_007_199_254_740_991),
      ("1e18", true, false, 1_000_000_000_000_000_000, 1e18), ("1e19", true, false, nil, 1e19),
      ("1e300", true, false, nil, 1e300), ("0e99999", true, false, 0, 0),
      ("0.1e1", true, false, 1, 1), ("100.00e-2", true, false, 1, 1),
    ] as [(String, Bool, Bool, Int64?, Double)])
  func readings(
    _ text: String, _ isInteger: Bool, _ isLiteral: Bool, _ integer: Int64?, _ double: Double
  ) throws {
    let number = try JSONNumber(text: text)
    #expect(number.text == text)
    #expect(number.isInteger == isInteger)
    #expect(number.isIntegerLiteral == isLiteral)
    #expect(number.asInt64 == integer)
    #expect(number.asDouble == double)
  }

  @Test(arguments: ["", " 1", "1 ", "\"1\"", "1,", "x", "[1]"]) func noNumber(_ text: String) {
    #expect(code { _ = try JSONNumber(text: text) } == .jsonSyntax)
  }

  @Test(arguments: [
    ["1", "1.0", "1e0", "10e-1", "0.1e1", "100e-2"], ["0", "-0", "0.0", "-0e5", "0e-9"],
    ["-2.5", "-25e-1", "-0.25E+1"], ["1e300", "10e299", "0.1e301"],
  ]) func sameValue(_ texts: [String]) throws {
    let numbers = try texts.map { try JSONNumber(text: $0) }
    for a in numbers {
      for b in numbers {
        #expect(a == b)
        #expect(!(a < b))
        #expect(a.hashValue == b.hashValue)
      }
    }
  }

  @Test func orderIsExact() throws {
    let ascending = [
      "-1e300", "-9007199254740991", "-10.5", "-10", "-1", "-0.1", "-1e-300", "0", "5e-324",
      "1e-300", "0.1", "0.10000000000000001", "0.3", "0.30000000000000004", "0.99", "1", "1.0001",
      "9", "10", "99", "100", "9007199254740990.5", "9007199254740991", "1e16", "1e300",
    ]
    let numbers = try ascending.map { try JSONNumber(text: $0) }
    for (i, a) in numbers.enumerated() {
      for (j, b) in numbers.enumerated() {
        #expect((a < b) == (i < j))
        #expect((a == b) == (i == j))
      }
    }
  }

  @Test func orderAgreesWithDoubles() throws {
    var random = Seeded(3)
    for _ in 0..<2000 {
      let a = Double.random(in: -1000...1000, using: &random)
      let b = Bool.random(using: &random) ? a.nextUp : Double.random(in: -1...1, using: &random)
      let (x, y) = (try JSONNumber(a), try JSONNumber(b))
      #expect((x < y) == (a < b))
      #expect(x.asDouble == a)
    }
  }

  @Test func buildingKeepsToTheRules() throws {
    #expect(try JSONNumber(1.5).text == "1.5")
    #expect(try JSONNumber(1e300).asDouble == 1e300)
    #expect(try JSONNumber(Double.greatestFiniteMagnitude).asDouble == .greatestFiniteMagnitude)
    for bad in [Double.nan, .infinity, -.infinity] {
      #expect(code { _ = try JSONNumber(bad) } == .jsonNumber)
    }
    _ = try JSON.integer(Limits.jsonInteger).serialized()
    #expect(code { _ = try JSON.integer(Limits.jsonInteger + 1).serialized() } == .jsonNumber)
    #expect(code { _ = try JSON.integer(Int64.min).serialized() } == .jsonNumber)
    #expect(code { _ = try JSON.integer(UInt64.max).serialized() } == .jsonNumber)
    #expect(JSONNumber(Int64.min).asInt64 == .min)
    #expect(JSONNumber(UInt64.max).asInt64 == nil)
  }

  @Test func decimals() {
    #expect(JSONDecimal(significand: 1000)?.exponent == 3)
    #expect(JSONDecimal(significand: 1000)?.significand == 1)
    #expect(JSONDecimal(isNegative: true, significand: 0)?.isNegative == false)
    #expect(JSONDecimal(significand: 1, exponent: .max) == nil)
    #expect(JSONDecimal(significand: 1, exponent: .min) == nil)
    #expect(JSONDecimal(significand: .max) == nil)
    #expect(JSONDecimal(significand: 9_223_372_036_854_775_807)?.asInt64 == .max)
    #expect(JSONDecimal(significand: 9_223_372_036_854_775_808)?.asInt64 == nil)
    #expect(
      JSONDecimal(isNegative: true, significand: 9_223_372_036_854_775_808)?.asInt64 == .min)
    #expect(JSONDecimal(significand: 25, exponent: -3)?.magnitude == -1)
  }
}
