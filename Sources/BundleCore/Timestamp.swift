import Foundation

/// A moment in whole seconds since 1970-01-01T00:00:00Z.
///
/// Every check takes the time as a parameter; only the tool reads the clock.
public struct Timestamp: Sendable, Hashable, Comparable {
  public var secondsSince1970: Int64

  public init(secondsSince1970: Int64) { self.secondsSince1970 = secondsSince1970 }

  public static func < (a: Self, b: Self) -> Bool { a.secondsSince1970 < b.secondsSince1970 }

  public func adding(seconds: Int64) -> Timestamp {
    Timestamp(secondsSince1970: secondsSince1970 &+ seconds)
  }
}

// MARK: RFC 3339

extension Timestamp {
  /// Reads `2012-08-27T16:00:00Z` or with an offset `+08:00`, whole seconds, years 1970 to 9999.
  public init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20 || bytes.count == 25,
      let date = Timestamp.midnight(bytes[0..<10]),
      bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"),
      let hour = Self.number(bytes[11..<13]), hour < 24,
      let minute = Self.number(bytes[14..<16]), minute < 60,
      let second = Self.number(bytes[17..<19]), second < 60,
      let offset = Self.offset(bytes[19...])
    else { return nil }
    let seconds = date + Int64(hour * 3600 + minute * 60 + second) - offset
    guard seconds >= 0 else { return nil }
    self.init(secondsSince1970: seconds)
  }

  /// `2012-08-27T16:00:00Z`
  public var rfc3339: String { Self.text(secondsSince1970) + "Z" }

  /// Local time with its offset, `2012-08-28T00:00:00+08:00`; UTC when the zone is unknown.
  public func rfc3339(zone identifier: String) -> String {
    guard let zone = TimeZone(identifier: identifier) else { return rfc3339 }
    let offset = Int64(zone.secondsFromGMT(for: date))
    let sign = offset < 0 ? "-" : "+"
    let minutes = abs(offset) / 60
    return Self.text(secondsSince1970 + offset) + sign + Self.two(minutes / 60) + ":"
      + Self.two(minutes % 60)
  }

  /// A deadline as people say it: a midnight is 24:00 of the day before,
  /// `2012-08-27 24:00 (+08:00)`.
  public func deadlineText(zone identifier: String) -> String {
    let text = rfc3339(zone: identifier)
    let offset = text.hasSuffix("Z") ? "UTC" : String(text.suffix(6))
    let isMidnight = text.dropFirst(10).hasPrefix("T00:00:00")
    let shown = isMidnight ? adding(seconds: -1).rfc3339(zone: identifier) : text
    let hour = isMidnight ? "24:00" : String(shown.dropFirst(11).prefix(5))
    return "\(shown.prefix(10)) \(hour) (\(offset))"
  }

  /// The end of a calendar day (24:00) in a zone: what a deadline that is only a date means.
  public static func endOfDay(_ isoDate: String, zone identifier: String) -> Timestamp? {
    guard let midnight = midnight(Array(isoDate.utf8)[...]),
      let zone = TimeZone(identifier: identifier)
    else { return nil }
    let end = midnight + 86_400
    // The offset that holds near that moment; Asia/Shanghai has had one offset since 1991.
    let guess = Date(timeIntervalSince1970: TimeInterval(end))
    let offset = zone.secondsFromGMT(
      for: guess.addingTimeInterval(
        -TimeInterval(zone.secondsFromGMT(for: guess))))
    return Timestamp(secondsSince1970: end - Int64(offset))
  }

  private var date: Date { Date(timeIntervalSince1970: TimeInterval(secondsSince1970)) }

  /// Seconds from 1970 to the midnight (UTC) that begins `YYYY-MM-DD`.
  private static func midnight(_ bytes: ArraySlice<UInt8>) -> Int64? {
    let b = Array(bytes)
    guard b.count == 10, b[4] == UInt8(ascii: "-"), b[7] == UInt8(ascii: "-"),
      let year = number(b[0..<4]), year >= 1970,
      let month = number(b[5..<7]), (1...12).contains(month),
      let day = number(b[8..<10]), day >= 1, day <= length(ofMonth: month, year: year)
    else { return nil }
    return daysFromCivil(year, month, day) * 86_400
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int64? {
    let b = Array(bytes)
    if b == [UInt8(ascii: "Z")] { return 0 }
    guard b.count == 6, b[3] == UInt8(ascii: ":"), let hours = number(b[1..<3]), hours < 24,
      let minutes = number(b[4..<6]), minutes < 60
    else { return nil }
    let seconds = Int64(hours * 3600 + minutes * 60)
    switch b[0] {
    case UInt8(ascii: "+"): return seconds
    case UInt8(ascii: "-"): return -seconds
    default: return nil
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  private static func two(_ value: Int64) -> String { (value < 10 ? "0" : "") + String(value) }

  private static func text(_ seconds: Int64) -> String {
    let days = seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
    let rest = seconds - days * 86_400
    let (year, month, day) = civilFromDays(days)
    let y = String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year)
    return y + "-" + two(month) + "-" + two(day) + "T" + two(rest / 3600) + ":"
      + two(rest / 60 % 60) + ":" + two(rest % 60)
  }

  // Days and civil dates of the proleptic Gregorian calendar, counted in eras of 400 years that
  // begin on 1 March, so that the leap day is the last of its year.
  private static func daysFromCivil(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }

  private static func civilFromDays(_ days: Int64) -> (Int64, Int64, Int64) {
    let z = days + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let m = (5 * dayOfYear + 2) / 153
    let month = m < 10 ? m + 3 : m - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
  }
}
