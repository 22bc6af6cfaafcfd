/// The rules of time zones: what the clocks of a place showed at a moment.
///
/// The core has no database of them: whoever runs it hands them in, the tool those of the system, a
/// page those of its browser.
public protocol ZoneRules: AnyObject, Sendable {
  /// Seconds east of UTC in a zone (an IANA identifier) at a moment; nil when there is no such zone.
  func offset(of identifier: String, at moment: Timestamp) -> Int64?
}

/// A time zone: its IANA identifier, and the rules that it goes by.
public struct Zone: Sendable {
  public let identifier: String
  /// The rules, which also know other zones.
  public let rules: any ZoneRules

  /// Nil when the rules know no such zone.
  public init?(_ identifier: String, rules: any ZoneRules) {
    guard rules.offset(of: identifier, at: Timestamp(secondsSince1970: 0)) != nil else {
      return nil
    }
    self.init(known: identifier, rules)
  }

  private init(known identifier: String, _ rules: any ZoneRules) {
    self.identifier = identifier
    self.rules = rules
  }

  /// Coordinated Universal Time.
  public static let utc = Zone(known: ChinaZones.utc, ChinaZones.shared)
  /// The time of China, `Asia/Shanghai`.
  public static let china = Zone(known: ChinaZones.shanghai, ChinaZones.shared)

  /// Seconds east of UTC at a moment.
  public func offset(at moment: Timestamp) -> Int64 {
    rules.offset(of: identifier, at: moment) ?? 0
  }
}

extension Zone: Hashable {
  public static func == (a: Self, b: Self) -> Bool { a.identifier == b.identifier }
  public func hash(into hasher: inout Hasher) { hasher.combine(identifier) }
}

extension Zone: CustomStringConvertible {
  public var description: String { identifier }
}

/// Rules for where there is no database: UTC, and the time of China with its summer times.
public final class ChinaZones: ZoneRules {
  public static let shared = ChinaZones()
  static let utc = "UTC"
  static let shanghai = "Asia/Shanghai"

  /// Local mean time of Shanghai, before 1901.
  private static let meanTime: Int64 = 29_143
  private static let standard: Int64 = 28_800
  private static let summer: Int64 = 32_400
  /// Moments from which standard time and summer time hold in turn, standard time first (IANA time
  /// zone database 2024a, `Asia/Shanghai`); nothing has changed since 1991.
  private static let changes: [Int64] = [
    -2_177_481_943, -1_600_675_200, -1_585_904_400, -933_667_200, -922_093_200, -908_870_400,
    -888_829_200, -881_049_600, -767_869_200, -745_833_600, -733_827_600, -716_889_600,
    -699_613_200, -683_884_800, -670_669_200, -652_348_800, -650_019_600, 515_527_200,
    527_014_800, 545_162_400, 558_464_400, 577_216_800, 589_914_000, 608_666_400, 621_968_400,
    640_116_000, 653_418_000, 671_565_600, 684_867_600,
  ]

  private init() {}

  public func offset(of identifier: String, at moment: Timestamp) -> Int64? {
    switch identifier {
    case Self.utc: 0
    case Self.shanghai: Self.offset(at: moment.secondsSince1970)
    default: nil
    }
  }

  private static func offset(at seconds: Int64) -> Int64 {
    guard let last = changes.lastIndex(where: { $0 <= seconds }) else { return meanTime }
    return last.isMultiple(of: 2) ? standard : summer
  }
}
