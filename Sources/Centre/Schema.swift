internal import GRDB

/// The tables of a centre's database (docs/centre.md), by migrations that are never changed; the
/// views stand apart from them, in `Views`, and the last migration makes them anew.
enum Schema {
  /// Written into the file's header: "FNGI". Other programs' databases are none of ours.
  static let applicationID = 0x464E_4749

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 campaign, deliveries, ledger") { database in
      try database.execute(sql: tables)
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
    SchemaParts.register(&migrator)
    NoticesSchema.register(on: &migrator)
    StatisticsSchema.register(on: &migrator)
    SchemaDecisions.register(on: &migrator)
    return migrator
  }

  private static let decisions =
    "'accepted','accepted-with-warnings','indeterminate','conflict','returned','refused',"
    + "'unreadable'"

  private static let tables = """
    CREATE TABLE setting (
      name TEXT PRIMARY KEY, value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE unit (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, division TEXT NOT NULL, class TEXT NOT NULL,
      reports_to TEXT, position INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE expected (
      unit TEXT NOT NULL REFERENCES unit(id), submission TEXT NOT NULL, deadline INTEGER NOT NULL,
      PRIMARY KEY (unit, submission)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE ledger (
      position INTEGER PRIMARY KEY CHECK (position >= 0),
      event TEXT NOT NULL CHECK (event IN ('decision/1','resolution/1','access/1','campaign/1','notice/1')),
      leaf TEXT NOT NULL, hash BLOB NOT NULL CHECK (length(hash) = 32),
      root BLOB NOT NULL CHECK (length(root) = 32), record TEXT NOT NULL
    ) STRICT;

    CREATE TABLE delivery (
      number INTEGER PRIMARY KEY,
      digest TEXT NOT NULL UNIQUE, short_code TEXT NOT NULL, size INTEGER NOT NULL,
      received INTEGER NOT NULL, decision TEXT NOT NULL CHECK (decision IN (\(decisions))),
      late INTEGER NOT NULL CHECK (late IN (0,1)),
      bundle_id TEXT, unit TEXT REFERENCES unit(id), submission TEXT, kind TEXT,
      revision INTEGER, supersedes TEXT, created INTEGER, mark TEXT, suite TEXT,
      source TEXT NOT NULL, arriving TEXT,
      relay INTEGER REFERENCES delivery(number),
      place TEXT NOT NULL CHECK (place IN ('sealed','quarantine')),
      effective INTEGER NOT NULL CHECK (effective IN (0,1)),
      position INTEGER NOT NULL UNIQUE REFERENCES ledger(position),
      decided_by INTEGER NOT NULL REFERENCES ledger(position),
      superseded_by INTEGER REFERENCES delivery(number)
    ) STRICT;
    CREATE INDEX delivery_unit ON delivery(unit, submission);
    CREATE INDEX delivery_bundle ON delivery(bundle_id);
    CREATE INDEX delivery_short ON delivery(short_code);
    CREATE INDEX delivery_arriving ON delivery(number) WHERE arriving IS NOT NULL;

    CREATE TABLE finding (
      delivery INTEGER NOT NULL REFERENCES delivery(number), position INTEGER NOT NULL,
      code TEXT NOT NULL, gate TEXT NOT NULL, severity TEXT NOT NULL, document TEXT NOT NULL,
      subject TEXT NOT NULL, pointer TEXT, line INTEGER, rule TEXT,
      PRIMARY KEY (delivery, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX finding_code ON finding(code);

    CREATE TABLE form (
      delivery INTEGER NOT NULL REFERENCES delivery(number), path TEXT NOT NULL,
      role TEXT NOT NULL, schema TEXT, json TEXT NOT NULL CHECK (json_valid(json)),
      PRIMARY KEY (delivery, path)
    ) STRICT;

    CREATE TABLE receipt (
      position INTEGER PRIMARY KEY REFERENCES ledger(position),
      delivery INTEGER NOT NULL REFERENCES delivery(number), statement BLOB NOT NULL
    ) STRICT;
    CREATE INDEX receipt_delivery ON receipt(delivery);
    """
}
