public import BundleCore
internal import GRDB
import Submission

/// A number of things among others, as units stated it.
public struct Share: Sendable, Hashable {
  public var part: Int64 = 0
  /// Nil where it is a number alone.
  public var whole: Int64?
  /// Units that stated it: the sums are theirs.
  public var units = 0

  /// Per mille, rounded half up; nil of nothing.
  public var perMille: Int64? {
    guard let whole, whole > 0 else { return nil }
    return (part * 2000 + whole) / (2 * whole)
  }

  mutating func add(_ other: Share) {
    part += other.part
    if let more = other.whole { whole = (whole ?? 0) + more }
    units += other.units
  }
}

/// What a statistic is about; `rawValue` as in the view `statistic`.
public enum StatisticSection: String, Sendable, Hashable, CaseIterable {
  /// Foreign products and services by kind, and by category (国外产品和服务占比).
  case foreign
  case foreignTotal = "foreign-total"
  /// Systems by level.
  case level
  case filed
  case healthFiled = "health-filed"
  case rectified
  case evaluated
  case inspected
  /// Problems by how far they are mended, and the grave ones.
  case problem
  case problemHigh = "problem-high"
  case emergency
  case outsourcing
  case incident
  case training

  /// Items in the order of reports; others come behind.
  var order: [String] {
    switch self {
    case .foreign:
      [
        "server", "router", "switch", "terminal", "storage", "diskArray", "tapeLibrary",
        "firewall", "loadBalancer", "ids", "audit", "os", "dbms", "mail", "application",
        "provider",
      ]
    case .foreignTotal: ["hardware", "software", "services"]
    case .level: ["L1", "L2", "L3", "L4", "L5", "L0"]
    case .filed, .healthFiled, .rectified, .evaluated, .inspected: ["L2", "L3", "L4", "L5", "all"]
    case .problem, .problemHigh: ["done", "in-progress", "interim", "not-started"]
    case .emergency:
      [
        "plan", "plan-revised", "drill", "data-backup", "team", "spares", "recovery-system",
        "recovery-data", "recovery-none",
      ]
    case .outsourcing:
      [
        "uses", "state", "private", "foreign", "agreement", "certified", "remote",
        "third-party-operation",
      ]
    case .incident: ["I", "II", "III", "IV"]
    case .training: ["people"]
    }
  }
}

/// One item of a statistic: all units together, and by region.
public struct StatisticRow: Sendable, Hashable {
  public let section: StatisticSection
  public let item: String
  public let total: Share
  /// By the code of the region.
  public let regions: [String: Share]
}

/// A region of the report: a prefecture, a directly managed county, or the province's own units.
public struct StatisticRegion: Sendable, Hashable {
  public let code: String
  /// Of the bureau; nil for the province's own units, and where the roster has no bureau.
  public let name: String?
  /// Units there whose submissions count.
  public let units: Int
}

/// What the accepted submissions say, put together.
public struct CentreStatistics: Sendable {
  public let campaignID: String
  public let campaignTitle: Bilingual
  public let timeZone: Zone
  /// As of when.
  public let time: Timestamp
  /// Units that owe something, and units whose submissions count.
  public let expected: Int
  public let units: Int
  public let regions: [StatisticRegion]
  /// By section, then by item.
  public let rows: [StatisticRow]
}

extension CentreFolder {
  /// Every statistic of the accepted submissions, by region and in all.
  public func statistics(at time: Timestamp) throws(FengniError) -> CentreStatistics {
    try store.read { database in
      let regions = try Row.fetchAll(
        database,
        sql: """
          SELECT r.region, max(r.region_name) AS name, count(DISTINCT d.unit) AS units
          FROM delivery d JOIN region r ON r.unit = d.unit WHERE d.effective = 1
          GROUP BY r.region ORDER BY r.region
          """
      ).map { StatisticRegion(code: $0["region"], name: $0["name"], units: $0["units"]) }
      return CentreStatistics(
        campaignID: campaign.id, campaignTitle: campaign.settings.title,
        timeZone: campaign.settings.timeZone, time: time,
        expected: try Int.fetchOne(
          database, sql: "SELECT count(DISTINCT unit) FROM expected") ?? 0,
        units: regions.reduce(0) { $0 + $1.units }, regions: regions,
        rows: try Self.rows(database))
    }
  }

  private static func rows(_ database: Database) throws -> [StatisticRow] {
    var found: [StatisticSection: [String: [String: Share]]] = [:]
    let cursor = try Row.fetchCursor(
      database,
      sql: """
        SELECT r.region, s.section, s.item, sum(s.part) AS part, sum(s.whole) AS whole,
          count(DISTINCT s.unit) AS units
        FROM statistic s JOIN region r ON r.unit = s.unit GROUP BY 1, 2, 3
        """)
    while let row = try cursor.next() {
      guard let section = StatisticSection(rawValue: row["section"]) else { continue }
      let share = Share(
        part: row["part"] ?? 0, whole: row["whole"] as Int64?, units: row["units"])
      found[section, default: [:]][row["item"], default: [:]][row["region"]] = share
    }
    var rows: [StatisticRow] = []
    for section in StatisticSection.allCases {
      guard let items = found[section] else { continue }
      let others = items.keys.filter { !section.order.contains($0) }.sorted()
      for item in section.order + others {
        guard let regions = items[item] else { continue }
        var total = Share()
        for share in regions.values { total.add(share) }
        rows.append(
          StatisticRow(section: section, item: item, total: total, regions: regions))
      }
    }
    return rows
  }
}
