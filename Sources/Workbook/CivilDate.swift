/// A day of the Gregorian calendar, between 1900 and 9999.
struct CivilDate: Hashable {
  let year: Int
  let month: Int
  let day: Int

  init?(year: Int, month: Int, day: Int) {
    guard (1900...9999).contains(year), (1...12).contains(month),
      (1...Self.length(year, month)).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
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
    // Behind the day a time may stand.
    guard rest.allSatisfy({ "0123456789:.ZT+- 日号时分秒".unicodeScalars.contains($0) }) else {
      return nil
    }
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
    var days: Int
    if is1904 {
      days = serial + Self.days(year: 1904, month: 1, day: 1)
    } else {
      // Day 60 is 29 February 1900, which never was.
      guard serial >= 1, serial != 60 else { return nil }
      days = serial - (serial > 60 ? 1 : 0) + Self.days(year: 1899, month: 12, day: 31)
    }
    var year = 1900 + (days - Self.days(year: 1900, month: 1, day: 1)) / 366
    while Self.days(year: year + 1, month: 1, day: 1) <= days { year += 1 }
    days -= Self.days(year: year, month: 1, day: 1)
    var month = 1
    while days >= Self.length(year, month) {
      days -= Self.length(year, month)
      month += 1
    }
    self.init(year: year, month: month, day: days + 1)
  }

  /// The serial number.
  func serial(is1904: Bool) -> Int? {
    let days = Self.days(year: year, month: month, day: day)
    if is1904 {
      let serial = days - Self.days(year: 1904, month: 1, day: 1)
      return serial >= 0 ? serial : nil
    }
    let serial = days - Self.days(year: 1899, month: 12, day: 31)
    return serial >= 60 ? serial + 1 : serial
  }

  /// `2012-08-20`
  var text: String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func length(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since the first of January of year 1.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let before = year - 1
    var days = before * 365 + before / 4 - before / 100 + before / 400
    for month in 1..<month { days += length(year, month) }
    return days + day - 1
  }
}
