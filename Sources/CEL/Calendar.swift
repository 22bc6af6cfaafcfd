internal import Foundation

/// RFC 3339 texts of moments.
extension CELTimestamp {
  /// Reads `2009-02-13T23:31:30.5+01:00`; nil when it is no such text or not in the years 1 to 9999.
  public init?(text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(4), reader.take("-"), let month = reader.number(2),
      reader.take("-"), let day = reader.number(2), reader.take("T") || reader.take("t"),
      let hour = reader.number(2), reader.take(":"), let minute = reader.number(2),
      reader.take(":"), let second = reader.number(2),
      (1...12).contains(month), day >= 1, day <= CivilDate.length(ofMonth: month, year: year),
      hour < 24, minute < 60, second < 60
    else { return nil }
    let nanoseconds = reader.take(".") ? reader.fraction() : 0
    guard let nanoseconds, let offset = reader.offset(), reader.isAtEnd else { return nil }
    let days = CivilDate.days(year: year, month: month, day: day)
    self.init(
      seconds: days * 86_400 + hour * 3600 + minute * 60 + second - offset,
      nanoseconds: Int32(truncatingIfNeeded: nanoseconds))
  }

  /// `2009-02-13T23:31:30.5Z`
  public var text: String {
    let date = CivilDate(seconds: seconds)
    func padded(_ value: Int64, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let clock = [date.hour, date.minute, date.second].map { padded($0, 2) }
    return padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2) + "T"
      + clock.joined(separator: ":") + Decimal9.fraction(UInt64(nanoseconds)) + "Z"
  }
}

/// Year, month and so on of a second of the proleptic Gregorian calendar.
struct CivilDate {
  let year: Int64
  /// 1 to 12.
  let month: Int64
  /// 1 to 31.
  let day: Int64
  /// 0 to 365.
  let dayOfYear: Int64
  /// 0 is Sunday.
  let dayOfWeek: Int64
  let hour: Int64
  let minute: Int64
  let second: Int64

  /// Seconds since 1970, within some ten thousand years.
  init(seconds: Int64) {
    let days = Self.floor(seconds, 86_400)
    let rest = seconds - days * 86_400
    (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    // Years that begin on 1 March, in eras of 400, have their leap day at the end.
    let shifted = days + 719_468
    let era = Self.floor(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfMarchYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfMarchYear + 2) / 153
    day = dayOfMarchYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    dayOfYear = days - Self.days(year: year, month: 1, day: 1)
    // 1970-01-01 was a Thursday.
    dayOfWeek = ((days + 4) % 7 + 7) % 7
  }

  /// Days from 1970-01-01.
  static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
    let marchYear = month <= 2 ? year - 1 : year
    let era = floor(marchYear, 400)
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func length(ofMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
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

/// Time zones by name or offset, kept for one evaluation.
struct Zones {
  private var known: [String: TimeZone] = [:]

  /// Seconds to add to UTC at a moment: `Asia/Shanghai`, `+08:00`, `08:00`, `UTC`.
  mutating func offset(_ zone: String, at seconds: Int64) -> Int64? {
    var reader = DigitReader(zone)
    if let offset = reader.offset() ?? reader.clock(), reader.isAtEnd { return offset }
    // Names become paths in the system's database.
    guard zone.utf8.count <= 64, !zone.hasPrefix("/"),
      zone.utf8.allSatisfy({
        Lexer.isLetter($0) || Lexer.isDigit($0) || "/-+".utf8.contains($0)
      })
    else { return nil }
    if known[zone] == nil {
      // Unbounded names would make a large table.
      if known.count > 64 { known = [:] }
      known[zone] = TimeZone(identifier: zone)
    }
    let date = Date(timeIntervalSince1970: TimeInterval(seconds))
    return known[zone].map { Int64($0.secondsFromGMT(for: date)) }
  }
}
