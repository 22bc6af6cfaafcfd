internal import GRDB

/// The statistics that the notices ask for, as views an analyst can query (docs/centre.md).
///
/// `counted_form` says which forms count; everything else is made of it, so that the same text
/// makes the views of the store and those of a summary's list of bundles.
enum StatisticsSchema {
  /// Registers the migration.
  static func register(on migrator: inout DatabaseMigrator) {
    migrator.registerMigration("4 statistics") { database in
      try database.execute(sql: tables)
    }
  }

  /// Makes the views anew over some deliveries alone, those of the temporary table `listed`, in
  /// the connection's temporary schema, where they stand before those of the store.
  static func listing(_ database: Database) throws {
    let listed = counted("d.number IN (SELECT number FROM listed)")
    for view in [listed] + derived { try database.execute(sql: "CREATE TEMP VIEW " + view) }
  }

  /// What the columns of `form_…` views mean, and the versions of the campaign.
  private static let tables = """
    CREATE TABLE form_column (
      view TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
      role TEXT NOT NULL, field TEXT NOT NULL, zh TEXT, en TEXT,
      PRIMARY KEY (view, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE campaign_version (
      digest TEXT PRIMARY KEY, version INTEGER NOT NULL UNIQUE, adopted INTEGER,
      position INTEGER REFERENCES ledger(position)
    ) STRICT, WITHOUT ROWID;
    """

  /// Forms of the deliveries that a condition on `d` chooses.
  private static func counted(_ condition: String) -> String {
    """
    counted_form AS
      SELECT f.delivery, f.path, f.role, f.schema, f.json, d.unit, d.submission, d.revision,
        d.position
      FROM form f JOIN delivery d ON d.number = f.delivery AND \(condition)
      WHERE d.unit IS NOT NULL
    """
  }

  /// The views of the store, in the order in which they need each other.
  static let views = [counted("d.effective = 1")] + derived

  private static let derived =
    [newest, region] + ProductSchema.views + SystemSchema.views + UnitSchema.views
    + [statistic]

  /// Where several deliveries of a unit brought a form of one role, the last one's.
  private static let newest = """
    newest_form AS
      SELECT c.* FROM counted_form c
      WHERE c.position = (
        SELECT max(x.position) FROM counted_form x WHERE x.unit = c.unit AND x.role = c.role)
    """

  /// Whom a unit's figures go to: a prefecture, a directly managed county (which is not inside its
  /// prefecture), or the province for its own units.
  private static let region = """
    region AS
      WITH RECURSIVE up(unit, at, depth) AS (
        SELECT id, id, 0 FROM unit
        UNION ALL
        SELECT up.unit, u.reports_to, up.depth + 1 FROM up JOIN unit u ON u.id = up.at
        WHERE u.class IN ('county','institution') AND u.reports_to IS NOT NULL AND up.depth < 8
      ), top AS (
        SELECT up.unit, u.id, u.name, u.class, u.division FROM up JOIN unit u ON u.id = up.at
        WHERE u.class IN ('prefecture','direct-county')
      )
      SELECT u.id AS unit,
        CASE WHEN u.class IN ('province','province-direct') THEN substr(u.division, 1, 2) || '0000'
          ELSE coalesce(t.division, substr(u.division, 1, 4) || '00') END AS region,
        t.name AS region_name
      FROM unit u LEFT JOIN top t ON t.unit = u.id
    """

  /// Every share that a unit's forms state: one row a unit and item, `part` of `whole`. A unit that
  /// did not state it has no row; where there is no whole, it is a number alone.
  private static let statistic = """
    statistic AS
      WITH origin AS MATERIALIZED (SELECT * FROM product_origin),
        levels AS MATERIALIZED (SELECT unit, level, sum(systems) AS systems FROM level_count
          GROUP BY unit, level),
        stated AS MATERIALIZED (SELECT * FROM activity WHERE done IS NOT NULL),
        known AS MATERIALIZED (SELECT * FROM problem)
      SELECT 'foreign' AS section, kind AS item, unit, foreign_count AS part,
        domestic_count + foreign_count AS whole FROM origin
      UNION ALL
      SELECT 'foreign-total', category, unit, sum(foreign_count),
        sum(domestic_count + foreign_count) FROM origin GROUP BY unit, category
      UNION ALL
      SELECT 'level', 'L' || l.level, t.unit,
        sum(CASE WHEN c.level = l.level THEN c.systems ELSE 0 END), t.systems
      FROM (SELECT unit, sum(systems) AS systems FROM levels GROUP BY unit) t
        CROSS JOIN (SELECT 0 AS level UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4
          UNION SELECT 5) l
        JOIN levels c ON c.unit = t.unit
      GROUP BY t.unit, l.level
      UNION ALL
      SELECT a.activity, 'L' || a.level, a.unit, a.done, a.systems FROM stated a
      UNION ALL
      SELECT a.activity, 'all', a.unit, sum(a.done), sum(a.systems) FROM stated a
      GROUP BY a.unit, a.activity
      UNION ALL
      SELECT 'problem', s.status, t.unit, sum(p.status = s.status), count(*)
      FROM (SELECT DISTINCT unit FROM known) t
        CROSS JOIN (SELECT 'done' AS status UNION SELECT 'in-progress' UNION SELECT 'interim'
          UNION SELECT 'not-started') s
        JOIN known p ON p.unit = t.unit
      GROUP BY t.unit, s.status
      UNION ALL
      SELECT 'problem-high', 'done', unit, sum(status = 'done'), count(*) FROM known
      WHERE severity = 'high' GROUP BY unit
      UNION ALL
      SELECT 'emergency', e.item, e.unit, e.part, e.whole FROM emergency_item e
      UNION ALL
      SELECT 'outsourcing', o.item, o.unit, o.part, o.whole FROM outsourcing_item o
      UNION ALL
      SELECT 'incident', i.severity, i.unit, i.incidents, NULL FROM incident_count i
      UNION ALL
      SELECT 'training', 'people', y.unit, y.training_people, y.staff FROM unit_year y
      WHERE y.training_people IS NOT NULL
    """
}
