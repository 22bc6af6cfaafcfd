import BundleCore
import Disk
import Foundation
import Testing

@Suite struct TimestampTests {
  private static let lastSecond: Int64 = 253_402_300_799  // 9999-12-31T23:59:59Z

  @Test func agreesWithFoundationInUTC() throws {
    let format = Date.ISO8601FormatStyle()
    var random = SystemRandomNumberGenerator()
    for i in 0..<20_000 {
      // Half of them in the years that people use.
      let last = i.isMultiple(of: 2) ? 4_102_444_800 : Self.lastSecond
      let seconds = Int64.random(in: 0...last, using: &random)
      let time = Timestamp(secondsSince1970: seconds)
      let text = Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(format)
      #expect(time.rfc3339 == text)
      #expect(Timestamp(rfc3339: text) == time)
    }
  }

  @Test(arguments: [
    "Asia/Shanghai", "Asia/Urumqi", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "UTC",
    "America/St_Johns", "Australia/Lord_Howe",
  ]) func agreesWithFoundationInZones(_ identifier: String) throws {
    let zone = try #require(Zone(identifier))
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: identifier))
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let seconds = Int64.random(in: 86_400...4_102_444_800, using: &random)
      let time = Timestamp(secondsSince1970: seconds)
      let text = time.rfc3339(zone: zone)
      #expect(Timestamp(rfc3339: text) == time)
      let parts = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second],
        from: Date(timeIntervalSince1970: TimeInterval(seconds)))
      let numbers = text.prefix(19).split { "-T:".contains($0) }.map { Int($0) }
      #expect(
        numbers == [
          parts.year, parts.month, parts.day, parts.hour, parts.minute, parts.second,
        ])
    }
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T08:00:00+08:00", 0),
      ("2012-08-27T16:00:00Z", 1_346_083_200), ("2012-08-28T00:00:00+08:00", 1_346_083_200),
      ("2012-08-27T11:30:00-04:30", 1_346_083_200), ("2000-02-29T00:00:00Z", 951_782_400),
      ("2024-02-29T23:59:59Z", 1_709_251_199), ("2038-01-19T03:14:08Z", 2_147_483_648),
      ("9999-12-31T23:59:59Z", lastSecond),
    ] as [(String, Int64)])
  func reads(_ text: String, _ seconds: Int64) {
    #expect(Timestamp(rfc3339: text) == Timestamp(secondsSince1970: seconds))
  }

  @Test(arguments: [
    "", "2024-01-01", "2024-01-01T00:00:00", "2024-01-01 00:00:00Z", "2024-01-01t00:00:00z",
    "2024-01-01T00:00:00.5Z", "2024-01-01T00:00:60Z", "2024-01-01T24:00:00Z",
    "2024-01-01T00:60:00Z", "2024-00-01T00:00:00Z", "2024-13-01T00:00:00Z",
    "2024-01-00T00:00:00Z", "2024-01-32T00:00:00Z", "2023-02-29T00:00:00Z",
    "2100-02-29T00:00:00Z", "2024-04-31T00:00:00Z", "1969-12-31T23:59:59Z",
    "1970-01-01T00:00:00+00:01", "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00+08:60",
    "2024-01-01T00:00:00+0800", "2024-01-01T00:00:00 08:00", "2024-01-01T00:00:00+8:000",
    "2024-1-01T00:00:00ZZ", "+024-01-01T00:00:00Z", "2024-01-01T00:00:0\u{FF10}",
    "20240101T000000Z",
    " 2024-01-01T00:00:0Z", "2024-01-01T00:00:00Z ", "2024-01-01T-1:00:00Z", "2024-01-01T00:00:00z",
  ]) func refused(_ text: String) { #expect(Timestamp(rfc3339: text) == nil) }

  @Test func endOfDayInShanghai() throws {
    let zone = try #require(Zone("Asia/Shanghai"))
    let end = try #require(Timestamp.endOfDay("2025-06-30", zone: zone))
    #expect(end == Timestamp(rfc3339: "2025-07-01T00:00:00+08:00"))
    #expect(end.rfc3339 == "2025-06-30T16:00:00Z")
    #expect(end.rfc3339(zone: zone) == "2025-07-01T00:00:00+08:00")
    #expect(
      Timestamp.endOfDay("2024-12-31", zone: zone) == Timestamp(rfc3339: "2024-12-31T16:00:00Z"))
    #expect(
      Timestamp.endOfDay("2024-02-29", zone: zone) == Timestamp(rfc3339: "2024-02-29T16:00:00Z"))
    for bad in [
      "", "2025-6-30", "2025-02-29", "2025-06-31", "2025/06/30", "2025-06-30T", "20250630",
    ] {
      #expect(Timestamp.endOfDay(bad, zone: zone) == nil)
    }
    #expect(Zone("Nowhere/At_All") == nil)
  }

  @Test(arguments: ["Asia/Shanghai", "America/New_York", "Europe/London", "Asia/Kolkata", "UTC"])
  func endOfDayAgreesWithFoundation(_ identifier: String) throws {
    let zone = try #require(Zone(identifier))
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: identifier))
    for day in stride(from: 8000, to: 30_000, by: 1) {
      let utc = Timestamp(secondsSince1970: Int64(day) * 86_400).rfc3339.prefix(10)
      let parts = utc.split(separator: "-").compactMap { Int($0) }
      let next = DateComponents(year: parts[0], month: parts[1], day: parts[2] + 1)
      let date = try #require(calendar.date(from: next))
      #expect(
        Timestamp.endOfDay(String(utc), zone: zone)?.secondsSince1970
          == Int64(date.timeIntervalSince1970))
    }
  }

  @Test func chinaGoesByTheSystemsRules() {
    var moments = stride(from: -2_500_000_000, to: 2_500_000_000, by: 604_801).map { Int64($0) }
    for change: Int64 in [-2_177_481_943, -1_600_675_200, -650_019_600, 515_527_200, 684_867_600] {
      moments += [change - 1, change, change + 1]
    }
    for seconds in moments {
      let moment = Timestamp(secondsSince1970: seconds)
      #expect(
        SystemZones.shared.offset(of: "Asia/Shanghai", at: moment) == Zone.china.offset(at: moment))
    }
    #expect(ChinaZones.shared.offset(of: "Europe/Berlin", at: .init(secondsSince1970: 0)) == nil)
  }

  @Test func orderAndSteps() {
    let time = Timestamp(secondsSince1970: 100)
    #expect(time < time.adding(seconds: 1))
    #expect(time.adding(seconds: -1) < time)
    #expect(time.adding(seconds: 0) == time)
  }
}
