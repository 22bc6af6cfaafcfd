import BundleCore

/// A day as people and spreadsheets write it, between 1900 and 9999.
struct CellDay: Hashable {
  private let civil: CivilDay

  /// `2012-08-20`
  var text: String { civil.text }

  init?(year: Int, month: Int, day: Int) {
    guard (1900...9999).contains(year),
      let civil = CivilDay(year: Int64(year), month: Int64(month), day: Int64(day))
    else { return nil }
    self.civil = civil
  }

  /// Reads 2012-08-20, 2012/8/20, 2012.8.20, 2012年8月20日 and 20120820, with a time behind it or
  /// without; a year has four digits.
  init?(_ text: String) {
    var numbers: [Int] = []
    var separators: [Unicode.Scalar] = []
    var digits = ""
    var isAfterSpace = false
    var rest = text.unicodeScalars[...]
    scan: while let scalar = rest.first {
      switch scalar {
      case "0"..."9":
        // "2012 08" are two numbers without a separator.
        guard !isAfterSpace || digits.isEmpty, digits.utf8.count < 8 else { return nil }
        digits.unicodeScalars.append(scalar)
      case "-", "/", ".", "年", "月", "日", "号":
        guard let number = Int(digits) else { return nil }
        numbers.append(number)
        separators.append(scalar)
        digits = ""
      case " ", "T":
        if numbers.count == 2, !digits.isEmpty { break scan }
        if numbers.isEmpty, digits.utf8.count == 8 { break scan }
        guard scalar == " " else { return nil }
      default: return nil
      }
      isAfterSpace = scalar == " "
      rest = rest.dropFirst()
      if numbers.count == 3 { break }
    }
    // Behind the day a time may stand, and nothing else: no second day.
    guard Self.isTime(String(String.UnicodeScalarView(rest))) else { return nil }
    if !digits.isEmpty {
      guard let number = Int(digits) else { return nil }
      numbers.append(number)
    }
    if numbers.count == 1, let number = numbers.first, separators.isEmpty,
      (19_000_101...99_991_231).contains(number)
    {
      self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
      return
    }
    guard numbers.count == 3, Self.fit(separators) else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// Nothing, `09:30:00`, `T00:00:00.000Z`, `9时30分`.
  private static func isTime(_ text: String) -> Bool {
    var words: [String] = []
    var digits = 0
    for scalar in text.unicodeScalars {
      if ("0"..."9").contains(scalar) {
        digits += 1
        if digits == 1 { words.append("0") }
        continue
      }
      digits = 0
      if scalar != " " { words.append(String(scalar)) }
    }
    // "20 日" has a space before its last sign.
    var shape = words.joined()
    if shape.hasPrefix("日") || shape.hasPrefix("号") { shape.removeFirst() }
    if shape.hasPrefix("T") { shape.removeFirst() }
    if let zone = ["+0:0", "-0:0", "Z"].first(where: { shape.hasSuffix($0) }) {
      shape.removeLast(zone.count)
      guard !shape.isEmpty else { return false }
    }
    return ["", "0:0", "0:0:0", "0:0:0.0", "0时", "0时0分", "0时0分0秒"].contains(shape)
  }

  private static func fit(_ separators: [Unicode.Scalar]) -> Bool {
    guard separators.count >= 2 else { return false }
    let isChinese = separators[0] == "年"
    guard isChinese else { return separators.count == 2 && separators[0] == separators[1] }
    return separators[1] == "月"
      && (separators.count == 2 || separators[2] == "日" || separators[2] == "号")
  }

  /// The day of a serial number (ECMA-376 part 1, 18.17.4.1); nil for what isn't a day.
  init?(serial: Int, is1904: Bool) {
    guard (0...2_958_465).contains(serial) else { return nil }
    let serial = Int64(serial)
    let civil: CivilDay
    if is1904 {
      civil = CivilDay(daysSince1970: Self.firstOf1904 + serial)
    } else {
      // Day 60 is 29 February 1900, which never was.
      guard serial >= 1, serial != 60 else { return nil }
      civil = CivilDay(daysSince1970: Self.lastOf1899 + serial - (serial > 60 ? 1 : 0))
    }
    guard (1900...9999).contains(civil.year) else { return nil }
    self.civil = civil
  }

  /// The serial number.
  func serial(is1904: Bool) -> Int? {
    let days = civil.daysSince1970
    if is1904 { return days >= Self.firstOf1904 ? Int(exactly: days - Self.firstOf1904) : nil }
    let serial = days - Self.lastOf1899
    return Int(exactly: serial >= 60 ? serial + 1 : serial)
  }

  /// Days from 1970-01-01 to the days that serial numbers are counted from: 1904-01-01 is 0, and
  /// 1899-12-31 would be.
  private static let firstOf1904: Int64 = -24_107
  private static let lastOf1899: Int64 = -25_568
}
