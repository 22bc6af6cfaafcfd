public import BundleCore

/// A size in binary units, with one decimal below 100: `512 B`, `1.5 KiB`, `837 MiB`, `40.0 GiB`.
public func sizeText(_ bytes: UInt64) -> String {
  guard bytes >= 1024 else { return "\(bytes) B" }
  let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
  var shift: UInt64 = 10
  for (index, unit) in units.enumerated() {
    let whole = bytes >> shift
    let rest = bytes & ((1 << shift) - 1)
    // rest < 2^60, so ten times it and half a unit fit 64 bits.
    let tenths = (rest * 10 + (1 << (shift - 1))) >> shift
    let rounded = whole + (rest >> (shift - 1))
    let isLast = index == units.count - 1
    // 1023.6 KiB is 1.0 MiB: compare after rounding.
    if rounded < 1024 || isLast {
      let (units, decimal) = tenths == 10 ? (whole + 1, 0) : (whole, tenths)
      return units < 100 ? "\(units).\(decimal) \(unit)" : "\(rounded) \(unit)"
    }
    shift += 10
  }
  return "\(bytes) B"
}

/// A duration by its two largest units: 3 分 12 秒, `3 min 12 s`; negative ones count as 0.
public func durationText(seconds: Int64) -> Bilingual {
  let seconds = max(0, seconds)
  let (days, hours) = (seconds / 86_400, seconds / 3600 % 24)
  let (minutes, rest) = (seconds / 60 % 60, seconds % 60)
  if days > 0 { return parts((days, "天", "d"), (hours, "小时", "h")) }
  if hours > 0 { return parts((hours, "小时", "h"), (minutes, "分", "min")) }
  if minutes > 0 { return parts((minutes, "分", "min"), (rest, "秒", "s")) }
  return Bilingual("\(rest) 秒", "\(rest) s")
}

/// An age in whole days: 今天, 1 天前; a negative one lies in the future.
public func ageText(days: Int) -> Bilingual {
  switch days {
  case 0: Bilingual("今天", "today")
  case 1: Bilingual("1 天前", "1 day ago")
  case -1: Bilingual("1 天后", "in 1 day")
  case ..<0: Bilingual("\(days.magnitude) 天后", "in \(days.magnitude) days")
  default: Bilingual("\(days) 天前", "\(days) days ago")
  }
}

/// A rate: `12.5 MiB/s`.
public func rateText(bytesPerSecond: UInt64) -> String { sizeText(bytesPerSecond) + "/s" }

private func parts(
  _ first: (Int64, zh: String, en: String), _ second: (Int64, zh: String, en: String)
) -> Bilingual {
  if second.0 == 0 { return Bilingual("\(first.0) \(first.zh)", "\(first.0) \(first.en)") }
  return Bilingual(
    "\(first.0) \(first.zh) \(second.0) \(second.zh)",
    "\(first.0) \(first.en) \(second.0) \(second.en)")
}

/// A share in per cent with one decimal, rounded half up: `66.7 %`; nil of nothing.
///
/// `part` is at most `whole`, both are counts.
public func percentText(_ part: Int64, of whole: Int64) -> String? {
  guard whole > 0, part >= 0 else { return nil }
  let (tenfold, overflow) = part.multipliedReportingOverflow(by: 2000)
  let (sum, isTooLarge) = tenfold.addingReportingOverflow(whole)
  guard !overflow, !isTooLarge, whole <= Int64.max / 2 else { return nil }
  let perMille = sum / (2 * whole)
  return "\(perMille / 10).\(perMille % 10) %"
}

extension String {
  /// Other people's words in one line, so that no name adds a line of its own to a report.
  public var oneLine: String { split { $0.isNewline }.joined(separator: " ") }
}

/// A moment as people write it: `2012-08-27 16:00 (+08:00)`, with seconds where there are any.
public func timeText(_ time: Timestamp, in zone: Zone) -> String {
  timeText(rfc3339: time.rfc3339(zone: zone))
}

/// The same of a text as RFC 3339 has it; other text stays as it is.
public func timeText(rfc3339 text: String) -> String {
  guard text.utf8.count >= 20, Timestamp(rfc3339: text) != nil else { return text }
  let zone = text.drop { $0 != "T" }.drop { !"+-Zz".contains($0) }
  let seconds = text.dropFirst(16).prefix(3)
  let clock = text.dropFirst(11).prefix(5) + (seconds == ":00" ? "" : seconds)
  return "\(text.prefix(10)) \(clock) (\(zone))"
}
