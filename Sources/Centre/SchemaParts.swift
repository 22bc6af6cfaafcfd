internal import GRDB

/// Volumes that wait for the others of their set, and handover slips.
enum SchemaParts {
  static func register(_ migrator: inout DatabaseMigrator) {
    migrator.registerMigration("2 parts") { database in
      try database.execute(sql: tables)
    }
  }

  // What a row says of a set follows from its parts; it stands here so that `centre status` and
  // analysts need not read every frame. `missing` and `send_again` are arrays of numbers.
  private static let tables = """
    CREATE TABLE volume_set (
      number INTEGER PRIMARY KEY,
      digest TEXT NOT NULL, short_code TEXT NOT NULL, size INTEGER NOT NULL,
      data_columns INTEGER NOT NULL, recovery_columns INTEGER NOT NULL,
      frame_size INTEGER NOT NULL, frames_per_volume INTEGER NOT NULL,
      state TEXT NOT NULL
        CHECK (state IN ('incomplete','sufficient','contradictory','delivered')),
      volumes INTEGER NOT NULL, volumes_here INTEGER NOT NULL,
      missing TEXT NOT NULL CHECK (json_valid(missing)),
      send_again TEXT NOT NULL CHECK (json_valid(send_again)), send_any INTEGER,
      since INTEGER NOT NULL, latest INTEGER NOT NULL,
      delivery INTEGER REFERENCES delivery(number),
      CHECK ((state = 'delivered') = (delivery IS NOT NULL)),
      UNIQUE (digest, size, data_columns, recovery_columns, frame_size, frames_per_volume)
    ) STRICT;
    CREATE INDEX volume_set_waiting ON volume_set(short_code) WHERE delivery IS NULL;

    CREATE TABLE part (
      number INTEGER PRIMARY KEY,
      volume_set INTEGER NOT NULL REFERENCES volume_set(number),
      digest TEXT NOT NULL, size INTEGER NOT NULL, frames INTEGER NOT NULL,
      volumes TEXT NOT NULL CHECK (json_valid(volumes)),
      received INTEGER NOT NULL, source TEXT NOT NULL,
      frame_index BLOB NOT NULL CHECK (length(frame_index) = 12 * frames),
      UNIQUE (volume_set, digest)
    ) STRICT;

    CREATE TABLE slip (
      number INTEGER PRIMARY KEY,
      digest TEXT NOT NULL UNIQUE, slip_no TEXT NOT NULL, short_code TEXT NOT NULL,
      bundle_id TEXT NOT NULL, mark TEXT NOT NULL, copies INTEGER NOT NULL,
      delivered_unit TEXT NOT NULL, delivered_by TEXT NOT NULL, delivered_at TEXT NOT NULL,
      received_by TEXT, received_at TEXT,
      stored INTEGER NOT NULL, source TEXT NOT NULL, json TEXT NOT NULL CHECK (json_valid(json))
    ) STRICT;
    CREATE INDEX slip_short ON slip(short_code);
    """

  static let views = [
    """
    handover AS
      SELECT s.number AS slip, s.slip_no, s.short_code, s.bundle_id, s.mark, s.copies,
        s.delivered_unit, s.delivered_by, s.delivered_at, s.received_by, s.received_at, s.stored,
        d.number AS delivery, d.unit, d.submission, d.decision, d.received,
        CASE WHEN d.bundle_id IS NULL THEN NULL ELSE d.bundle_id = s.bundle_id END AS same_id,
        CASE WHEN d.mark IS NULL THEN NULL ELSE d.mark = s.mark END AS same_mark
      FROM slip s LEFT JOIN delivery d ON d.short_code = s.short_code
    """
  ]
}
