import BundleCore

/// RFC 3339 texts of moments.
extension CELTimestamp {
  /// Reads `2009-02-13T23:31:30.5+01:00`; nil when it is no such text or not in the years 1 to 9999.
  public init?(text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(4), reader.take("-"), let month = reader.number(2),
      reader.take("-"), let day = reader.number(2), reader.take("T") || reader.take("t"),
      let hour = reader.number(2), reader.take(":"), let minute = reader.number(2),
      reader.take(":"), let second = reader.number(2),
      let date = CivilDay(year: year, month: month, day: day),
      hour < 24, minute < 60, second < 60
    else { return nil }
    let nanoseconds = reader.take(".") ? reader.fraction() : 0
    guard let nanoseconds, let offset = reader.offset(), reader.isAtEnd else { return nil }
    self.init(
      seconds: date.daysSince1970 * CivilTime.secondsOfDay + hour * 3600 + minute * 60 + second
        - offset,
      nanoseconds: Int32(truncatingIfNeeded: nanoseconds))
  }

  /// `2009-02-13T23:31:30.5Z`
  public var text: String {
    CivilTime(secondsSince1970: seconds).text + Decimal9.fraction(UInt64(nanoseconds)) + "Z"
  }
}

/// Reads what times are made of.
struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let byte = rest.first, UInt32(byte) == character.value else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func number(_ count: Int) -> Int64? {
    var value: Int64 = 0
    for _ in 0..<count {
      guard let digit = rest.first, Lexer.isDigit(digit) else { return nil }
      value = value * 10 + Int64(digit - UInt8(ascii: "0"))
      rest = rest.dropFirst()
    }
    return value
  }

  /// One to nine digits after the point, as nanoseconds.
  mutating func fraction() -> Int64? {
    var value: Int64 = 0
    var count = 0
    while let digit = rest.first, Lexer.isDigit(digit) {
      guard count < 9 else { return nil }
      value = value * 10 + Int64(digit - UInt8(ascii: "0"))
      count += 1
      rest = rest.dropFirst()
    }
    guard count > 0 else { return nil }
    for _ in count..<9 { value *= 10 }
    return value
  }

  /// `Z` or `+01:00`, in seconds.
  mutating func offset() -> Int64? {
    if take("Z") || take("z") { return 0 }
    let isNegative = rest.first == UInt8(ascii: "-")
    guard take("-") || take("+") else { return nil }
    return clock().map { isNegative ? -$0 : $0 }
  }

  /// `01:00`, in seconds.
  mutating func clock() -> Int64? {
    guard let hours = number(2), hours < 24, take(":"), let minutes = number(2), minutes < 60
    else { return nil }
    return hours * 3600 + minutes * 60
  }
}

/// Time zones by name or offset.
enum ZoneText {
  /// Seconds to add to UTC at a moment: `Asia/Shanghai`, `+08:00`, `08:00`, `UTC`.
  static func offset(_ zone: String, at seconds: Int64, _ rules: any ZoneRules) -> Int64? {
    var reader = DigitReader(zone)
    if let offset = reader.offset() ?? reader.clock(), reader.isAtEnd { return offset }
    // Names may become paths in the system's database.
    guard zone.utf8.count <= 64, !zone.hasPrefix("/"),
      zone.utf8.allSatisfy({
        Lexer.isLetter($0) || Lexer.isDigit($0) || "/-+".utf8.contains($0)
      })
    else { return nil }
    return rules.offset(of: zone, at: Timestamp(secondsSince1970: seconds))
  }
}
