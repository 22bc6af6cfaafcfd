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
      let midnight = Timestamp.midnight(bytes[0..<10]),
      bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
      bytes[16] == UInt8(ascii: ":"),
      let hour = Decimal.number(bytes[11..<13]), hour < 24,
      let minute = Decimal.number(bytes[14..<16]), minute < 60,
      let second = Decimal.number(bytes[17..<19]), second < 60,
      let offset = Self.offset(bytes[19...])
    else { return nil }
    let seconds = midnight + hour * 3600 + minute * 60 + second - offset
    guard seconds >= 0 else { return nil }
    self.init(secondsSince1970: seconds)
  }

  /// `2012-08-27T16:00:00Z`
  public var rfc3339: String { CivilTime(secondsSince1970: secondsSince1970).text + "Z" }

  /// Local time with its offset, `2012-08-28T00:00:00+08:00`.
  public func rfc3339(zone: Zone) -> String {
    let offset = zone.offset(at: self)
    let minutes = abs(offset) / 60
    return CivilTime(secondsSince1970: secondsSince1970 &+ offset).text
      + (offset < 0 ? "-" : "+") + Decimal.padded(minutes / 60, 2) + ":"
      + Decimal.padded(minutes % 60, 2)
  }

  /// A deadline as people say it: a midnight is 24:00 of the day before,
  /// `2012-08-27 24:00 (+08:00)`.
  public func deadlineText(zone: Zone) -> String {
    let text = rfc3339(zone: zone)
    let isMidnight = text.dropFirst(10).hasPrefix("T00:00:00")
    let shown = isMidnight ? adding(seconds: -1).rfc3339(zone: zone) : text
    let hour = isMidnight ? "24:00" : String(shown.dropFirst(11).prefix(5))
    return String(shown.prefix(10)) + " " + hour + " (" + String(text.suffix(6)) + ")"
  }

  /// The end of a calendar day (24:00) in a zone: what a deadline that is only a date means.
  ///
  /// Nil for what is no `YYYY-MM-DD` of the years 1970 to 9999.
  public static func endOfDay(_ isoDate: String, zone: Zone) -> Timestamp? {
    guard let midnight = midnight(Array(isoDate.utf8)[...]) else { return nil }
    let end = Timestamp(secondsSince1970: midnight + CivilTime.secondsOfDay)
    // The offset that holds near that moment, asked for twice, as it may change that very day.
    let guess = end.adding(seconds: -zone.offset(at: end))
    return end.adding(seconds: -zone.offset(at: guess))
  }

  /// Seconds from 1970 to the midnight (UTC) that begins `YYYY-MM-DD`.
  private static func midnight(_ bytes: ArraySlice<UInt8>) -> Int64? {
    guard let day = CivilDay(utf8: bytes), day.year >= 1970 else { return nil }
    return day.daysSince1970 * CivilTime.secondsOfDay
  }

  private static func offset(_ bytes: ArraySlice<UInt8>) -> Int64? {
    let b = Array(bytes)
    if b == [UInt8(ascii: "Z")] { return 0 }
    guard b.count == 6, b[3] == UInt8(ascii: ":"), let hours = Decimal.number(b[1..<3]),
      hours < 24, let minutes = Decimal.number(b[4..<6]), minutes < 60
    else { return nil }
    let seconds = hours * 3600 + minutes * 60
    switch b[0] {
    case UInt8(ascii: "+"): return seconds
    case UInt8(ascii: "-"): return -seconds
    default: return nil
    }
  }
}
