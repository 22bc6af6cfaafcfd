public import BundleCore
internal import GRDB
public import JSONText
import Primitives
public import Submission

/// Who sends a summary, of what year, and over whom (年度汇总).
public struct SummaryHead: Sendable, Hashable {
  /// Values of `scope` in the grid.
  public enum Scope: String, Sendable, Hashable {
    case province, prefecture
    case directCounty = "direct-county"

    /// The scope of a sender of this class.
    public init(_ unitClass: UnitClass) {
      switch unitClass {
      case .province: self = .province
      case .directCounty: self = .directCounty
      default: self = .prefecture
      }
    }

    /// Classes of the units that have a row of the grid.
    var rows: Set<String> {
      self == .province
        ? ["prefecture", "direct-county", "province-direct"] : ["county", "institution"]
    }
  }

  public var unitID: String
  public var unitName: String
  public var scope: Scope
  public var year: Int
  /// `yyyy-mm-dd`.
  public var asOf: String

  /// Takes what the forms begin with.
  public init(unitID: String, unitName: String, scope: Scope, year: Int, asOf: String) {
    self.unitID = unitID
    self.unitName = unitName
    self.scope = scope
    self.year = year
    self.asOf = asOf
  }

  var unit: JSONValue {
    .object([("id", .string(unitID)), ("name", .string(unitName))])
  }
}

/// The forms of the annual summary, computed from bundles of the store (SPEC, 15.11).
public struct AnnualSummary: Sendable {
  /// Submissions whose forms are summed.
  static let submissions = ["self-inspection", "grading-filing", "evaluation", "rectification"]

  /// The form `summary-grid`.
  public let grid: JSONValue
  /// The form `contributing-bundles`, and how many bundles it lists.
  public let list: JSONValue
  public let bundles: Int
  /// The form `missing-units`, where units are missing.
  public let missing: JSONValue?
  /// Units whose self-inspection is listed.
  public let units: Int
  /// Units that named no systems: what their forms don't say counts as not done.
  public let notStated: Int
  /// Units whose bundles are in no row, so in no figure.
  public let outside: Int
}

extension CentreFolder {
  /// The summary of everything that counts now. Throws `summaryNothing` when nothing
  /// does.
  public func summary(_ head: SummaryHead) throws(FengniError) -> AnnualSummary {
    let zone = campaign.settings.timeZone
    return try store.scratch { database in
      let heads = try Int64.fetchAll(database, sql: SummaryWork.counting)
      guard !heads.isEmpty else { throw FengniError(.summaryNothing, path) }
      return try SummaryWork(database, head, zone).summary(heads)
    }
  }
}

/// One computation, inside a transaction with temporary tables.
struct SummaryWork {
  private let database: Database
  private let head: SummaryHead
  private let zone: Zone
  private let units: [SummaryUnit]
  private let byID: [String: SummaryUnit]
  /// The unit in whose row a unit's figures go.
  private let rowOf: [String: String]

  /// The last of the chain of each unit and submission that is summed.
  static let counting = """
    SELECT d.number FROM current d JOIN unit u ON u.id = d.unit
    WHERE d.kind <> 'withdrawal' AND d.effective = 1
      AND d.submission IN (\(AnnualSummary.submissions.map { "'\($0)'" }.joined(separator: ",")))
    ORDER BY u.position, u.id, d.submission
    """

  init(_ database: Database, _ head: SummaryHead, _ zone: Zone) throws {
    self.database = database
    self.head = head
    self.zone = zone
    units = try Row.fetchAll(
      database,
      sql: """
        SELECT u.*, EXISTS (SELECT 1 FROM expected e WHERE e.unit = u.id
          AND e.submission = 'self-inspection') AS expected,
          EXISTS (SELECT 1 FROM expected e WHERE e.unit = u.id) AS present
        FROM unit u ORDER BY u.position, u.id
        """
    ).map { SummaryUnit($0) }
    byID = Dictionary(units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let prefectures = Dictionary(
      units.filter { $0.unitClass == "prefecture" }.map { (String($0.division.prefix(4)), $0.id) },
      uniquingKeysWith: { first, _ in first })
    var rowOf: [String: String] = [:]
    for unit in units { rowOf[unit.id] = Self.row(of: unit, byID, prefectures, head.scope) }
    self.rowOf = rowOf
  }

  /// Up to whoever has a row; a unit without superior belongs to the prefecture of its division.
  private static func row(
    of unit: SummaryUnit, _ byID: [String: SummaryUnit], _ prefectures: [String: String],
    _ scope: SummaryHead.Scope
  ) -> String? {
    var next: SummaryUnit? = unit
    for _ in 0..<8 {
      guard let at = next else { break }
      if scope.rows.contains(at.unitClass) { return at.id }
      next = at.reportsTo.flatMap { byID[$0] }
    }
    guard scope == .province, unit.unitClass != "province" else { return nil }
    return prefectures[String(unit.division.prefix(4))]
  }

  // MARK: Computing

  func summary(_ heads: [Int64]) throws -> AnnualSummary {
    let listed = try list(heads)
    let reported = Set(listed.filter { $0.submission == "self-inspection" }.map(\.unit))
    let owing = units.filter { rowOf[$0.id] != nil && ($0.isExpected || reported.contains($0.id)) }
    let absent = owing.filter { !reported.contains($0.id) }
    var figures = try Figures(database)
    let rows = units.filter { unit in
      rowOf[unit.id] == unit.id && (unit.isPresent || listed.contains { rowOf[$0.unit] == unit.id })
    }
    var total = Grid()
    var lines: [JSONValue] = []
    var grids: [String: Grid] = [:]
    for (unit, grid) in figures.grids {
      guard let row = rowOf[unit] else { continue }
      grids[row, default: Grid()].add(grid)
    }
    for unit in rows {
      let grid = grids[unit.id] ?? Grid()
      total.add(grid)
      lines.append(
        .object([
          ("unit", unit.json), ("class", .string(unit.unitClass)), ("counts", grid.json),
        ]))
    }
    figures.units.subtract(Set(rowOf.keys.filter { rowOf[$0] == nil }))
    let members: [(String, JSONValue?)] =
      [
        ("unit", head.unit), ("reportYear", .integer(head.year)), ("asOf", .string(head.asOf)),
        ("scope", .string(head.scope.rawValue)), ("rows", .array(lines)), ("total", total.json),
        ("unitsExpected", .integer(owing.count)), ("unitsReported", .integer(reported.count)),
        ("unitsMissing", .integer(absent.count)),
      ] + figures.others
    return AnnualSummary(
      grid: .object(members), list: list(listed), bundles: listed.count,
      missing: try missing(absent), units: reported.count,
      notStated: reported.subtracting(figures.units).count,
      outside: try outside(heads))
  }

  /// Fills the temporary table with the bundles and what they supplement, and makes the views of
  /// statistics over them. Only bundles of units that have a row.
  private func list(_ heads: [Int64]) throws -> [ListedBundle] {
    try database.execute(sql: "CREATE TEMP TABLE listed (number INTEGER PRIMARY KEY)")
    let insert = try database.makeStatement(sql: "INSERT OR IGNORE INTO listed VALUES (?)")
    var listed: [ListedBundle] = []
    for number in heads {
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT * FROM delivery WHERE number = ?", arguments: [number]),
        let bundle = ListedBundle(row), rowOf[bundle.unit] != nil
      else { continue }
      listed.append(bundle)
      try insert.execute(arguments: [number])
    }
    try database.execute(
      sql: """
        WITH RECURSIVE chain(number) AS (
          SELECT number FROM listed
          UNION
          SELECT p.number FROM chain c
            JOIN delivery d ON d.number = c.number AND d.kind = 'supplement'
            JOIN delivery p ON p.digest = d.supersedes AND p.counts
        ) INSERT OR IGNORE INTO listed SELECT number FROM chain
        """)
    try StatisticsSchema.listing(database)
    return listed
  }

  private func list(_ listed: [ListedBundle]) -> JSONValue {
    .object([
      ("unit", head.unit), ("reportYear", .integer(head.year)),
      (
        "bundles",
        .array(
          listed.map { bundle in
            .object([
              ("unit", byID[bundle.unit]?.json ?? .null),
              ("submission", .string(bundle.submission)),
              ("revision", .integer(bundle.revision)), ("bundleId", .string(bundle.id)),
              ("digest", .string(bundle.digest)),
              ("acceptedAt", .string(bundle.received.rfc3339(zone: zone))),
            ])
          })
      ),
    ])
  }

  private func missing(_ absent: [SummaryUnit]) throws -> JSONValue? {
    guard !absent.isEmpty else { return nil }
    let returned = try String.fetchSet(
      database,
      sql: "SELECT unit FROM state WHERE submission = 'self-inspection' AND state = 'returned'")
    return .object([
      ("unit", head.unit), ("reportYear", .integer(head.year)),
      (
        "units",
        .array(
          absent.map { unit in
            .object([
              ("unit", unit.json), ("class", .string(unit.unitClass)),
              ("status", .string(returned.contains(unit.id) ? "returned" : "not-reported")),
            ])
          })
      ),
    ])
  }

  private func outside(_ heads: [Int64]) throws -> Int {
    var outside: Set<String> = []
    for number in heads {
      let unit = try String.fetchOne(
        database, sql: "SELECT unit FROM delivery WHERE number = ?", arguments: [number])
      if let unit, rowOf[unit] == nil { outside.insert(unit) }
    }
    return outside.count
  }
}

/// A unit as the summary needs it.
struct SummaryUnit {
  let id: String
  let name: String
  let division: String
  let unitClass: String
  let reportsTo: String?
  /// Owes a self-inspection; stands in the present roster with anything owed.
  let isExpected: Bool
  let isPresent: Bool

  init(_ row: Row) {
    id = row["id"]
    name = row["name"]
    division = row["division"]
    unitClass = row["class"]
    reportsTo = row["reports_to"]
    isExpected = row["expected"]
    isPresent = row["present"]
  }

  var json: JSONValue { .object([("id", .string(id)), ("name", .string(name))]) }
}

/// A bundle of the list.
private struct ListedBundle {
  let unit: String
  let submission: String
  let revision: Int
  let id: String
  let digest: String
  let received: Timestamp

  init?(_ row: Row) {
    guard let unit = row["unit"] as String?, let submission = row["submission"] as String?,
      let revision = row["revision"] as Int?, let id = row["bundle_id"] as String?
    else { return nil }
    self.unit = unit
    self.submission = submission
    self.revision = revision
    self.id = id
    digest = row["digest"]
    received = Timestamp(secondsSince1970: row["received"])
  }
}
