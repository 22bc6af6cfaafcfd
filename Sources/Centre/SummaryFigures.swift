import BundleCore
internal import GRDB
import JSONText

/// The five activities by level, as the grid has them.
struct Grid {
  private static let levels = 2...5
  /// Activities of the view `activity`, by the names of the form.
  static let activities = [
    ("filed", "filed"), ("rectified", "rectified"), ("evaluated", "evaluated"),
    ("inspected", "selfInspected"),
  ]

  /// Systems by level; level 1 is not asked for, 0 is ungraded.
  var systems: [Int: Int64] = [:]
  /// By activity and level.
  var done: [String: [Int: Int64]] = [:]

  private var graded: Int64 { Self.levels.reduce(0) { $0 + (systems[$1] ?? 0) } }

  mutating func add(_ other: Grid) {
    systems.merge(other.systems) { $0 + $1 }
    for (activity, counts) in other.done {
      done[activity, default: [:]].merge(counts) { $0 + $1 }
    }
  }

  var json: JSONValue {
    let ungraded = systems[0] ?? 0
    let members = [
      ("graded", Self.cells(systems, "ungraded", ungraded, total: graded + ungraded))
    ]
    return .object(
      members
        + Self.activities.map { activity, name in
          let counts = done[activity] ?? [:]
          let total = Self.levels.reduce(0) { $0 + (counts[$1] ?? 0) }
          return (name, Self.cells(counts, "notDone", max(0, graded - total), total: total))
        })
  }

  private static func cells(
    _ counts: [Int: Int64], _ rest: String, _ restCount: Int64, total: Int64
  ) -> JSONValue {
    .object(
      levels.map { ("L\($0)", .integer(counts[$0] ?? 0)) } + [
        (rest, .integer(restCount)), ("total", .integer(total)),
      ])
  }
}

/// What the views of the listed bundles give.
struct Figures {
  /// By unit.
  private(set) var grids: [String: Grid] = [:]
  /// Units whose systems are known one by one.
  var units: Set<String>
  /// Members of the grid form that are there when somebody stated them.
  private(set) var others: [(String, JSONValue?)] = []

  init(_ database: Database) throws {
    units = try String.fetchSet(database, sql: "SELECT DISTINCT unit FROM system")
    for row in try Row.fetchAll(
      database, sql: "SELECT unit, level, sum(systems) AS n FROM level_count GROUP BY unit, level")
    {
      grids[row["unit"], default: Grid()].systems[row["level"]] = row["n"]
    }
    for row in try Row.fetchAll(
      database,
      sql: """
        SELECT unit, level, activity, sum(done) AS n FROM activity
        WHERE done IS NOT NULL GROUP BY unit, level, activity
        """)
    {
      grids[row["unit"], default: Grid()].done[row["activity"], default: [:]][row["level"]] =
        row["n"]
    }
    others = [
      ("incidents", try Self.incidents(database)),
      (
        "trainingPeople",
        try Int64.fetchOne(database, sql: "SELECT sum(training_people) FROM unit_year")
          .map { .integer($0) }
      ), ("fundingWan", try Self.funding(database)), ("foreignRatio", try Self.ratio(database)),
    ]
  }

  private static func incidents(_ database: Database) throws -> JSONValue? {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT severity, sum(incidents) AS n FROM incident_count GROUP BY severity
        ORDER BY severity
        """)
    guard !rows.isEmpty else { return nil }
    return .object(rows.map { ($0["severity"], .integer($0["n"] as Int64)) })
  }

  /// In hundredths, so that sums of decimals stay exact.
  private static func funding(_ database: Database) throws -> JSONValue? {
    let sum = try Int64.fetchOne(
      database,
      sql: "SELECT sum(CAST(round(budget_wan * 100) AS INTEGER)) FROM unit_year")
    return try sum.map { try hundredths($0) }
  }

  private static func ratio(_ database: Database) throws -> JSONValue? {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT category, sum(foreign_count) AS part, sum(domestic_count + foreign_count) AS whole
        FROM product_origin GROUP BY category HAVING whole > 0
        """)
    var members: [(String, JSONValue)] = []
    for category in ["hardware", "software", "services"] {
      guard let row = rows.first(where: { $0["category"] == category }) else { continue }
      let (part, whole): (Int64, Int64) = (row["part"], row["whole"])
      // Per cent to two places, rounded half up; counts are below 10^9 each, by their form.
      members.append((category, try hundredths((part * 20_000 + whole) / (2 * whole))))
    }
    return members.isEmpty ? nil : .object(members)
  }

  private static func hundredths(_ number: Int64) throws -> JSONValue {
    let fraction = number % 100
    if fraction == 0 { return .integer(number / 100) }
    let places =
      fraction % 10 == 0 ? "\(fraction / 10)" : (fraction < 10 ? "0" : "") + "\(fraction)"
    return .number(try JSONNumber(text: "\(number / 100).\(places)"))
  }
}
