internal import GRDB
import Submission

/// What the centre itself found, told apart from what verification found; and what counts, told once.
enum SchemaDecisions {
  static func register(on migrator: inout DatabaseMigrator) {
    migrator.registerMigration("5 findings of the centre, what counts") { database in
      try database.execute(sql: tables)
      try database.execute(sql: earlierFindings)
      try Views.renew(database)
    }
  }

  /// Decisions as a list of SQL.
  private static func list(_ isMeant: (Decision) -> Bool) -> String {
    Decision.allCases.filter(isMeant).map { "'\($0.rawValue)'" }.joined(separator: ",")
  }

  // `relayed` names bundles that a relay brought and that are no deliveries yet.
  private static let tables = """
    ALTER TABLE delivery ADD COLUMN counts INTEGER
      GENERATED ALWAYS AS (decision IN (\(list(\.holds)))) VIRTUAL;
    ALTER TABLE delivery ADD COLUMN held INTEGER
      GENERATED ALWAYS AS (decision IN (\(list(\.isHeld)))) VIRTUAL;

    ALTER TABLE finding ADD COLUMN origin TEXT NOT NULL DEFAULT 'report'
      CHECK (origin IN ('report','centre'));
    ALTER TABLE finding ADD COLUMN "column" INTEGER;
    ALTER TABLE finding ADD COLUMN expected TEXT;
    ALTER TABLE finding ADD COLUMN found TEXT;
    ALTER TABLE finding ADD COLUMN detail_zh TEXT;
    ALTER TABLE finding ADD COLUMN detail_en TEXT;

    CREATE TABLE relayed (
      relay INTEGER NOT NULL REFERENCES delivery(number), place INTEGER NOT NULL,
      PRIMARY KEY (relay, place)
    ) STRICT, WITHOUT ROWID;
    """

  /// Version 0.1.0 put the centre's own findings behind those of the report, and kept of some members
  /// only what the ledger's record has.
  private static let earlierFindings = """
    UPDATE finding SET origin = 'centre' WHERE code IN
      ('FN851','FN852','FN853','FN854','FN855','FN872','FN873','FN874','FN875','FN876','FN877');
    UPDATE finding SET ("column", expected, found, detail_zh, detail_en) = (
      SELECT json_extract(f.value, '$.column'), json_extract(f.value, '$.expected'),
        json_extract(f.value, '$.found'), json_extract(f.value, '$.detail.zh'),
        json_extract(f.value, '$.detail.en')
      FROM delivery d JOIN ledger l ON l.position = d.position,
        json_each(l.record, '$.report.findings') f
      WHERE d.number = finding.delivery AND f.key = finding.position);
    """
}

/// The views of a centre's database. They hold nothing, so every version makes its own anew.
enum Views {
  static func renew(_ database: Database) throws {
    let views = base + SchemaParts.views + NoticesSchema.views + StatisticsSchema.views
    for view in views.reversed() {
      let name = view.prefix { $0 != " " }
      try database.execute(sql: "DROP VIEW IF EXISTS \(name)")
    }
    for view in views { try database.execute(sql: "CREATE VIEW " + view) }
  }

  /// What an analyst begins with.
  private static let base = [current, state, values]

  private static let current = """
    current AS
      SELECT d.* FROM delivery d WHERE d.counts AND d.superseded_by IS NULL
    """

  private static let state = """
    state AS
      SELECT e.unit, u.name, u.division, substr(u.division, 1, 4) || '00' AS prefecture,
        u.class, u.reports_to, e.submission, e.deadline,
        CASE
          WHEN c.number IS NOT NULL AND c.kind <> 'withdrawal' THEN 'accepted'
          WHEN EXISTS (SELECT 1 FROM delivery d WHERE d.unit = e.unit
            AND d.submission = e.submission AND d.held)
            THEN 'held'
          WHEN EXISTS (SELECT 1 FROM delivery d WHERE d.unit = e.unit
            AND d.submission = e.submission AND d.decision = 'returned')
            THEN 'returned'
          ELSE 'missing'
        END AS state,
        coalesce((SELECT min(d.late) FROM delivery d WHERE d.unit = e.unit
          AND d.submission = e.submission AND d.kind <> 'withdrawal' AND d.counts), 0) AS late,
        c.received, c.short_code, c.revision, c.decision, c.number AS delivery, u.position
      FROM expected e JOIN unit u ON u.id = e.unit
      LEFT JOIN current c ON c.unit = e.unit AND c.submission = e.submission
    """

  private static let values = """
    form_value AS
      SELECT f.delivery, d.unit, u.name, u.division, u.class, d.submission, f.role, f.path,
        t.fullkey AS field, t.type, t.atom AS value
      FROM form f JOIN delivery d ON d.number = f.delivery AND d.effective = 1
        JOIN unit u ON u.id = d.unit, json_tree(f.json) t
      WHERE t.atom IS NOT NULL
    """
}
