import BundleCore

// Dates and times of RFC 3339: 5.6 and appendix A.
extension TextScan {
  /// `date-time`
  mutating func dateTime() -> Bool {
    date() && take("Tt") && time()
  }

  /// `full-date` with a day that the month has.
  mutating func date() -> Bool {
    guard let year = digits(4), take("-"), let month = digits(2), take("-"),
      let day = digits(2), (1...12).contains(month)
    else { return false }
    let days = CivilDay.length(ofMonth: Int64(month), year: Int64(year))
    return (1...days).contains(Int64(day))
  }

  /// `full-time`; a leap second only where it can be, at the end of a day in UTC (5.7).
  mutating func time() -> Bool {
    guard let hour = digits(2), hour < 24, take(":"), let minute = digits(2), minute < 60,
      take(":"), let second = digits(2), second <= 60
    else { return false }
    if take(".") && someDigits() == 0 { return false }
    var offset = 0
    if !take("Zz") {
      let isBehind = next == UInt8(ascii: "-")
      guard take("+-"), let hours = digits(2), hours < 24, take(":"), let minutes = digits(2),
        minutes < 60
      else { return false }
      offset = (hours * 60 + minutes) * (isBehind ? -1 : 1)
    }
    guard second == 60 else { return true }
    let day = 24 * 60
    return (hour * 60 + minute - offset + 2 * day) % day == day - 1
  }

  /// `duration`: units in order, those of time behind `T`, weeks alone.
  mutating func duration() -> Bool {
    guard take("P") else { return false }
    if let last = units("YMDW", weeksAlone: true), last == UInt8(ascii: "W") { return isAtEnd }
    let hasDate = at > 1
    guard take("T") else { return hasDate && isAtEnd }
    return units("HMS", weeksAlone: false) != nil && isAtEnd
  }

  /// Passes numbers with units in this order, none skipped between two (appendix A: `dur-year`
  /// may be followed by months, months by days), and returns the last unit.
  private mutating func units(_ order: StaticString, weeksAlone: Bool) -> UInt8? {
    var last: Int?
    while let byte = next, byte.isASCIIDigit {
      let start = at
      _ = someDigits()
      guard let unit = next,
        let number = (0..<order.utf8CodeUnitCount).first(where: { order.utf8Start[$0] == unit })
      else {
        at = start
        return nil
      }
      let isWeek = weeksAlone && unit == UInt8(ascii: "W")
      if let last, number != last + 1 || isWeek {
        at = start
        return nil
      }
      at += 1
      last = number
      if isWeek { break }
    }
    return last.map { order.utf8Start[$0] }
  }
}
