/// A day of the proleptic Gregorian calendar (ISO 8601): the one place that knows how long months
/// and years are.
public struct CivilDay: Sendable, Hashable, Comparable {
  /// Years of which days can be computed without overflow, by a wide margin.
  private static let years: ClosedRange<Int64> = -1_000_000...1_000_000
  /// A day is counted from 1 March of the year 0 in eras of 400 years, so that the leap day is the
  /// last of its year; that day lies so many days before 1970-01-01.
  private static let marchOfYearZero: Int64 = 719_468
  private static let daysOfEra: Int64 = 146_097

  public let year: Int64
  /// 1 to 12.
  public let month: Int64
  /// 1 to 31.
  public let day: Int64

  /// Nil when the month has no such day.
  public init?(year: Int64, month: Int64, day: Int64) {
    guard Self.years.contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, year: year)
    else { return nil }
    self.init(year, month, day)
  }

  private init(_ year: Int64, _ month: Int64, _ day: Int64) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `YYYY-MM-DD` and nothing else, years 0000 to 9999.
  public init?(_ text: String) { self.init(utf8: Array(text.utf8)) }

  /// The same of UTF-8 bytes.
  init?(utf8 bytes: some Collection<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Decimal.number(bytes[0..<4]), let month = Decimal.number(bytes[5..<7]),
      let day = Decimal.number(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day that is so many days after 1970-01-01; before it when negative.
  public init(daysSince1970 days: Int64) {
    let shifted = days &+ Self.marchOfYearZero
    let era = Self.floor(shifted, Self.daysOfEra)
    let dayOfEra = shifted - era * Self.daysOfEra
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    self.init(
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  /// Days from 1970-01-01.
  public var daysSince1970: Int64 {
    let marchYear = month <= 2 ? year - 1 : year
    let era = Self.floor(marchYear, 400)
    let yearOfEra = marchYear - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * Self.daysOfEra + dayOfEra - Self.marchOfYearZero
  }

  /// 0 for 1 January, up to 365.
  public var dayOfYear: Int64 {
    daysSince1970 - CivilDay(year, 1, 1).daysSince1970
  }

  /// 0 for Sunday, up to 6; 1970-01-01 was a Thursday.
  public var dayOfWeek: Int64 { Self.remainder(daysSince1970 + 4, 7) }

  /// `2012-08-20`; years before 0 and after 9999 have as many digits as they need.
  public var text: String {
    Decimal.padded(year, 4) + "-" + Decimal.padded(month, 2) + "-" + Decimal.padded(day, 2)
  }

  /// Days of a month, 28 to 31; a month is 1 to 12.
  public static func length(ofMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  public static func < (a: Self, b: Self) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  private static func floor(_ value: Int64, _ divisor: Int64) -> Int64 {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
  }

  private static func remainder(_ value: Int64, _ divisor: Int64) -> Int64 {
    let rest = value % divisor
    return rest < 0 ? rest + divisor : rest
  }
}

/// A second of the calendar: its day, and how far the day has gone.
public struct CivilTime: Sendable, Hashable {
  /// Seconds of a day; there are no leap seconds in what is counted from 1970.
  public static let secondsOfDay: Int64 = 86_400

  public let day: CivilDay
  /// 0 to 86,399.
  public let secondOfDay: Int64

  public var hour: Int64 { secondOfDay / 3600 }
  public var minute: Int64 { secondOfDay / 60 % 60 }
  public var second: Int64 { secondOfDay % 60 }

  /// Of seconds since 1970-01-01T00:00:00.
  public init(secondsSince1970 seconds: Int64) {
    let (quotient, rest) = seconds.quotientAndRemainder(dividingBy: Self.secondsOfDay)
    day = CivilDay(daysSince1970: rest < 0 ? quotient - 1 : quotient)
    secondOfDay = rest < 0 ? rest + Self.secondsOfDay : rest
  }

  /// `2012-08-27T16:00:00`
  public var text: String {
    day.text + "T" + Decimal.padded(hour, 2) + ":" + Decimal.padded(minute, 2) + ":"
      + Decimal.padded(second, 2)
  }
}

/// Numbers in texts of fixed width.
enum Decimal {
  /// Of ASCII digits alone; nil for anything else and for more than 18 digits.
  static func number(_ digits: some Collection<UInt8>) -> Int64? {
    guard !digits.isEmpty, digits.count <= 18 else { return nil }
    var value: Int64 = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    return value
  }

  /// With zeros before it up to a width; a minus sign stands before them.
  static func padded(_ value: Int64, _ width: Int) -> String {
    let digits = String(value.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return (value < 0 ? "-" : "") + zeros + digits
  }
}
