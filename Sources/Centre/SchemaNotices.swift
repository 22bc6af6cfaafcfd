internal import GRDB

/// Notices that were issued, their findings, and the answers to them.
enum NoticesSchema {
  static func register(on migrator: inout DatabaseMigrator) {
    migrator.registerMigration("3 notices") { database in
      try database.execute(sql: tables)
    }
  }

  // `due_time` is the end of the day of `due` in the campaign's zone, in seconds since 1970.
  // Answers stay when another delivery takes the place of theirs; those of deliveries that are in
  // effect count.
  private static let tables = """
    CREATE TABLE notice (
      no TEXT PRIMARY KEY, unit TEXT NOT NULL REFERENCES unit(id),
      kind TEXT NOT NULL CHECK (kind IN ('rectification','spot-check-feedback')),
      issued TEXT NOT NULL, due TEXT, due_time INTEGER,
      bundle_id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL UNIQUE, short_code TEXT NOT NULL,
      size INTEGER NOT NULL, contents TEXT NOT NULL, arriving TEXT,
      position INTEGER NOT NULL UNIQUE REFERENCES ledger(position),
      CHECK ((due IS NULL) = (due_time IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX notice_unit ON notice(unit);

    CREATE TABLE notice_finding (
      notice TEXT NOT NULL REFERENCES notice(no), id TEXT NOT NULL, place INTEGER NOT NULL,
      area TEXT NOT NULL, severity TEXT NOT NULL, due TEXT, due_time INTEGER,
      PRIMARY KEY (notice, id), CHECK ((due IS NULL) = (due_time IS NULL))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE notice_answer (
      notice TEXT NOT NULL, finding TEXT NOT NULL,
      delivery INTEGER NOT NULL REFERENCES delivery(number), status TEXT NOT NULL,
      PRIMARY KEY (notice, finding, delivery),
      FOREIGN KEY (notice, finding) REFERENCES notice_finding(notice, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX notice_answer_delivery ON notice_answer(delivery);
    """

  /// In the order in which they need each other.
  static let views = [findingState, state]

  private static let findingState = """
    notice_finding_state AS
      SELECT f.notice, n.unit, f.id, f.place, f.area, f.severity, f.due, f.due_time, a.status,
        a.delivery, a.received AS answered
      FROM notice_finding f JOIN notice n ON n.no = f.notice
      LEFT JOIN (
        SELECT a.*, d.received FROM notice_answer a
        JOIN delivery d ON d.number = a.delivery AND d.effective = 1
      ) a ON a.notice = f.notice AND a.finding = f.id
    """

  private static let state = """
    notice_state AS
      SELECT s.*,
        CASE
          WHEN s.answered = s.findings THEN 'answered'
          WHEN s.open_due_time < CAST(strftime('%s','now') AS INTEGER) THEN 'overdue'
          ELSE 'open'
        END AS state
      FROM (
        SELECT n.no, n.unit, u.name, u.division, n.kind, n.issued, n.due, n.short_code, n.digest,
          n.position, count(f.id) AS findings, count(f.delivery) AS answered,
          count(CASE WHEN f.status = 'done' THEN 1 END) AS done,
          min(CASE WHEN f.delivery IS NULL THEN f.due_time END) AS open_due_time,
          max(f.answered) AS last_answer, coalesce(max(f.answered > f.due_time), 0) AS late
        FROM notice n JOIN unit u ON u.id = n.unit
        LEFT JOIN notice_finding_state f ON f.notice = n.no
        GROUP BY n.no
      ) s
    """
}
