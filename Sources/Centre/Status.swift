public import BundleCore
internal import GRDB
public import Submission

/// How far a unit is with one submission.
public enum UnitState: String, Sendable, Hashable, CaseIterable {
  case accepted
  /// Waits for a person.
  case held
  /// Returned, and nothing that counts has come since.
  case returned
  case missing
}

/// One unit and one submission that it owes.
public struct StatusRow: Sendable, Hashable {
  public let unit: String
  public let name: String
  public let division: String
  /// Of the prefecture-level division, six digits.
  public let prefecture: String
  public let unitClass: String
  public let submission: String
  public let deadline: Timestamp
  public let state: UnitState
  public let isLate: Bool
  /// Of the newest accepted revision.
  public let received: Timestamp?
  public let shortCode: String?
  public let revision: Int?
}

/// Counts of units in one group.
public struct StatusCounts: Sendable, Hashable {
  public var expected = 0
  public var accepted = 0
  public var held = 0
  public var returned = 0
  public var missing = 0
  /// Of the accepted ones.
  public var late = 0

  mutating func add(_ row: StatusRow) {
    expected += 1
    switch row.state {
    case .accepted: accepted += 1
    case .held: held += 1
    case .returned: returned += 1
    case .missing: missing += 1
    }
    if row.isLate && row.state == .accepted { late += 1 }
  }
}

/// A group of units: a prefecture or a class.
public struct StatusGroup: Sendable, Hashable {
  public let key: String
  public let counts: StatusCounts
}

/// Who has reported, who has not (完成情况).
public struct CentreStatus: Sendable {
  public let campaignID: String
  public let campaignTitle: Bilingual
  public let timeZone: Zone
  /// As of when.
  public let time: Timestamp
  public let total: StatusCounts
  /// By six-digit prefecture, in order.
  public let prefectures: [StatusGroup]
  /// By class, in the order of `UnitClass`.
  public let classes: [StatusGroup]
  public let rows: [StatusRow]
  /// Deliveries by decision, all that ever came.
  public let deliveries: [Decision: Int]
  /// Short codes of what waits for a person.
  public let held: [String]
  /// Bundles of which volumes are missing, the oldest first.
  public let incomplete: [IncompleteSet]
  /// Entries of the ledger, and its root.
  public let ledgerSize: Int
  public let ledgerRoot: Digest

  /// Units whose report is due: missing, returned or held (催报名单).
  public var due: [StatusRow] { rows.filter { $0.state != .accepted } }

  /// Names of prefectures, where the roster has a unit of that class there.
  public func prefectureName(_ code: String) -> String? {
    let here = rows.filter { $0.prefecture == code }
    return here.first { $0.unitClass == "prefecture" || $0.unitClass == "province" }?.name
  }
}

extension CentreFolder {
  /// The campaign at a glance; `submission` looks at one alone.
  public func status(
    at time: Timestamp, submission: String? = nil
  ) throws(FengniError) -> CentreStatus {
    let (rows, deliveries, held, incomplete) = try store.read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM state WHERE ?1 IS NULL OR submission = ?1
          ORDER BY prefecture, division, position, submission
          """, arguments: [submission]
      ).compactMap { StatusRow($0) }
      var deliveries: [Decision: Int] = [:]
      for row in try Row.fetchAll(
        database, sql: "SELECT decision, count(*) AS n FROM delivery GROUP BY decision")
      {
        if let decision = Decision(rawValue: row["decision"]) { deliveries[decision] = row["n"] }
      }
      let held = try String.fetchAll(
        database,
        sql: "SELECT short_code FROM delivery WHERE held ORDER BY number")
      return (rows, deliveries, held, try IncompleteSet.all(database))
    }
    let (size, root) = try head()
    var total = StatusCounts()
    for row in rows { total.add(row) }
    return CentreStatus(
      campaignID: campaign.id, campaignTitle: campaign.settings.title,
      timeZone: campaign.settings.timeZone, time: time, total: total,
      prefectures: Self.groups(rows, by: \.prefecture, order: nil),
      classes: Self.groups(rows, by: \.unitClass, order: UnitClass.allCases.map(\.rawValue)),
      rows: rows, deliveries: deliveries, held: held,
      incomplete: incomplete, ledgerSize: size, ledgerRoot: root)
  }

  private static func groups(
    _ rows: [StatusRow], by key: KeyPath<StatusRow, String>, order: [String]?
  ) -> [StatusGroup] {
    var counts: [String: StatusCounts] = [:]
    for row in rows { counts[row[keyPath: key], default: StatusCounts()].add(row) }
    let keys = order?.filter { counts[$0] != nil } ?? counts.keys.sorted()
    return keys.map { StatusGroup(key: $0, counts: counts[$0] ?? StatusCounts()) }
  }
}

extension StatusRow {
  fileprivate init?(_ row: Row) {
    guard let state = UnitState(rawValue: row["state"]) else { return nil }
    self.state = state
    unit = row["unit"]
    name = row["name"]
    division = row["division"]
    prefecture = row["prefecture"]
    unitClass = row["class"]
    submission = row["submission"]
    deadline = Timestamp(secondsSince1970: row["deadline"])
    isLate = row["late"]
    received = (row["received"] as Int64?).map { Timestamp(secondsSince1970: $0) }
    shortCode = row["short_code"]
    revision = row["revision"]
  }
}

// MARK: - Findings

/// How often one finding came up.
public struct FindingCount: Sendable, Hashable {
  public let code: Code
  public let severity: Severity
  /// The campaign's rule, where one found it.
  public let rule: String?
  public let deliveries: Int
  public let units: Int
}

extension CentreFolder {
  /// The most frequent findings of all deliveries, or of one unit's.
  public func findings(
    unit: String? = nil, limit: Int = 100
  ) throws(FengniError) -> [FindingCount] {
    try store.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT f.code, f.severity, f.rule, count(DISTINCT f.delivery) AS deliveries,
            count(DISTINCT d.unit) AS units
          FROM finding f JOIN delivery d ON d.number = f.delivery
          WHERE ?1 IS NULL OR d.unit = ?1
          GROUP BY f.code, f.severity, f.rule
          ORDER BY deliveries DESC, f.code LIMIT ?2
          """, arguments: [unit, limit]
      ).compactMap { row in
        guard let code = Code(label: row["code"]),
          let severity = Severity(rawValue: row["severity"])
        else { return nil }
        return FindingCount(
          code: code, severity: severity, rule: row["rule"], deliveries: row["deliveries"],
          units: row["units"])
      }
    }
  }
}
