public import BundleCore
import Foundation
internal import GRDB
import JSONText
import Submission

/// What a centre hands to other programs.
public enum ExportTable: String, Sendable, Hashable, CaseIterable {
  /// One row for every unit and submission that is owed.
  case status
  /// One row for every delivery.
  case deliveries
  /// One row for every finding.
  case findings
  /// One row for every value of every form that counts.
  case values
  /// One object for every form that counts, with its JSON; in tables, one for each view of forms.
  case forms
  /// One row for every handover slip, with the delivery that it is about.
  case slips
  /// One row for every bundle that came in volumes and had to wait for some.
  case volumes
  /// One row for every finding of every notice, with the unit's answer.
  case notices
  /// One row for every system that a unit's forms name.
  case systems
  /// One row for every share that a unit's forms state.
  case statistics

  fileprivate var sql: String {
    switch self {
    case .status:
      """
      SELECT unit, name, division, prefecture, class, submission, deadline, state, late,
        received, revision, short_code FROM state ORDER BY prefecture, division, position
      """
    case .deliveries:
      """
      SELECT d.digest, d.short_code, d.size, d.received, d.decision, d.late, d.bundle_id, d.unit,
        u.name, u.division, u.class, d.submission, d.kind, d.revision, d.supersedes, d.created,
        d.mark, d.suite, d.effective, d.position
      FROM delivery d LEFT JOIN unit u ON u.id = d.unit ORDER BY d.number
      """
    case .findings:
      """
      SELECT d.digest, d.short_code, d.unit, d.submission, d.decision, f.code, f.gate, f.severity,
        f.document, f.subject, f.pointer, f.line, f.rule, f.origin, f."column", f.expected, f.found,
        f.detail_zh, f.detail_en
      FROM finding f JOIN delivery d ON d.number = f.delivery ORDER BY f.delivery, f.position
      """
    case .values:
      """
      SELECT unit, name, division, class, submission, role, path, field, type, value
      FROM form_value ORDER BY unit, delivery, path
      """
    case .forms:
      """
      SELECT d.unit, u.name, u.division, u.class, d.submission, d.digest, f.path, f.role, f.schema,
        f.json
      FROM form f JOIN delivery d ON d.number = f.delivery AND d.effective = 1
        JOIN unit u ON u.id = d.unit ORDER BY d.unit, f.path
      """
    case .slips:
      """
      SELECT slip_no, short_code, bundle_id, mark, copies, delivered_unit, delivered_by,
        delivered_at, received_by, received_at, stored, unit, submission, decision, received,
        same_id, same_mark
      FROM handover ORDER BY slip
      """
    case .volumes:
      """
      SELECT s.digest, s.short_code, s.size, s.state, s.volumes, s.volumes_here, s.missing,
        s.send_again, s.since, s.latest, d.decision, d.unit
      FROM volume_set s LEFT JOIN delivery d ON d.number = s.delivery ORDER BY s.number
      """
    case .notices:
      """
      SELECT f.notice, n.kind, n.issued, f.unit, u.name, u.division, f.id, f.area, f.severity,
        f.due, f.status, f.answered AS received, d.short_code AS reply
      FROM notice_finding_state f JOIN notice n ON n.no = f.notice JOIN unit u ON u.id = f.unit
        LEFT JOIN delivery d ON d.number = f.delivery ORDER BY n.position, f.place
      """
    case .systems:
      """
      SELECT s.unit, u.name AS unit_name, u.division, u.class, s.id, s.name, s.level, s.filed,
        s.health_filed, s.evaluated, s.rectified, s.inspected
      FROM system s JOIN unit u ON u.id = s.unit ORDER BY s.unit, s.id
      """
    case .statistics:
      """
      SELECT s.unit, u.name, u.division, u.class, r.region, s.section, s.item, s.part, s.whole
      FROM statistic s JOIN unit u ON u.id = s.unit JOIN region r ON r.unit = s.unit
      ORDER BY s.section, s.item, s.unit
      """
    }
  }
}

/// In what form.
public enum ExportFormat: String, Sendable, Hashable, CaseIterable {
  /// RFC 4180, UTF-8 with byte order mark, which spreadsheet programs need for Chinese.
  case csv
  /// One JSON object a line.
  case jsonl
  /// A workbook; the caller writes it, from `rows`.
  case xlsx
}

/// What is exported: a table, or a view of forms by its name.
public enum ExportSource: Sendable, Hashable {
  case table(ExportTable)
  case view(String)

  /// The name of a sheet or file.
  public var name: String {
    switch self {
    case .table(let table): table.rawValue
    case .view(let name): name
    }
  }

  fileprivate var sql: String {
    switch self {
    case .table(let table): table.sql
    case .view(let name): "SELECT * FROM \(FormViews.quoted(name)) ORDER BY sender, delivery"
    }
  }

  /// Columns that hold seconds since 1970 and are shown as times; of a form's view only its own.
  fileprivate func isTime(_ column: String) -> Bool {
    switch self {
    case .table:
      ["received", "deadline", "created", "stored", "since", "latest"].contains(column)
    case .view: column == "received"
    }
  }

  /// Columns that hold 0 or 1.
  fileprivate func isTruth(_ column: String) -> Bool {
    guard case .table(let table) = self else { return false }
    let truths: Set = [
      "late", "effective", "filed", "health_filed", "evaluated", "rectified", "inspected",
    ]
    return truths.contains(column) && table != .values && table != .statistics
  }
}

/// A value of an exported row.
public enum ExportValue: Sendable, Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case truth(Bool)
  case text(String)
  /// A JSON text.
  case json(String)

  /// As it stands in a table of texts.
  public var text: String {
    switch self {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .truth(let value): value ? "true" : "false"
    case .text(let text), .json(let text): text
    }
  }

  fileprivate var value: JSONValue {
    get throws {
      switch self {
      case .null: .null
      case .integer(let number): .integer(number)
      case .real(let number): .number(try JSONNumber(number))
      case .truth(let value): .bool(value)
      case .text(let text): .string(text)
      case .json(let text): try JSONDocument.parse(Array(text.utf8))
      }
    }
  }
}

extension CentreFolder {
  /// The views of the campaign's forms, in the order of the campaign.
  public func formViews() throws(FengniError) -> [String] {
    try store.read {
      try String.fetchAll(
        $0,
        sql: """
          SELECT c.view FROM (SELECT DISTINCT view FROM form_column) c
          JOIN sqlite_master m ON m.type = 'view' AND m.name = c.view ORDER BY m.rowid
          """)
    }
  }

  /// When the newest delivery came, or the campaign was issued.
  public func newest() throws(FengniError) -> Timestamp {
    let received = try store.read {
      try Int64.fetchOne($0, sql: "SELECT max(received) FROM delivery")
    }
    return received.map { Timestamp(secondsSince1970: $0) } ?? campaign.issued
  }

  /// Reads a table row by row, in constant memory: its columns, then every row.
  ///
  /// Throws `usage` when there is no such view of forms, and what the closures throw.
  public func rows(
    _ source: ExportSource, columns: ([String]) throws(FengniError) -> Void,
    row: ([ExportValue]) throws(FengniError) -> Void
  ) throws(FengniError) {
    // No name but one that the store knows gets into a statement.
    if case .view(let name) = source, try !formViews().contains(name) {
      throw FengniError(.usage, name)
    }
    let zone = campaign.settings.timeZone
    try store.read { database in
      let statement = try database.makeStatement(sql: source.sql)
      let names = statement.columnNames
      try columns(names)
      let isTime = names.map { source.isTime($0) }
      let isTruth = names.map { source.isTruth($0) }
      let rows = try Row.fetchCursor(statement)
      while let read = try rows.next() {
        var values: [ExportValue] = []
        values.reserveCapacity(names.count)
        for (index, name) in names.enumerated() {
          let storage = (read[index] as DatabaseValue).storage
          values.append(
            ExportValue(
              storage, time: isTime[index] ? zone : nil, truth: isTruth[index],
              json: name == "json" && source == .table(.forms)))
        }
        try row(values)
      }
    }
  }

  /// Writes one of the tables.
  public func export(
    _ table: ExportTable, as format: ExportFormat, into sink: any ByteSink
  ) throws(FengniError) {
    try export(.table(table), as: format, into: sink)
  }

  /// Writes a table as CSV or JSON Lines, row by row, in constant memory.
  public func export(
    _ source: ExportSource, as format: ExportFormat, into sink: any ByteSink
  ) throws(FengniError) {
    var names: [String] = []
    try rows(
      source,
      columns: { (columns) throws(FengniError) in
        names = columns
        guard format == .csv else { return }
        try sink.write([0xef, 0xbb, 0xbf])
        try sink.write(Array((columns.map { CSV.field($0) }.joined(separator: ",") + "\r\n").utf8))
      },
      row: { (values) throws(FengniError) in
        let line: String
        if format == .csv {
          line = values.map { CSV.field($0.text) }.joined(separator: ",") + "\r\n"
        } else {
          line = try Self.object(names, values) + "\n"
        }
        try sink.write(Array(line.utf8))
      })
  }

  private static func object(
    _ names: [String], _ values: [ExportValue]
  ) throws(FengniError) -> String {
    do {
      return try JSONWriter(.compact).text(
        .object(try zip(names, values).map { ($0, try $1.value) }))
    } catch let error as FengniError {
      throw error
    } catch {
      throw FengniError(.centreInvalid, reason: "\(type(of: error))")
    }
  }
}

/// Fields of comma-separated values.
public enum CSV {
  /// Quoted where need be; a field that a spreadsheet would take for a formula gets an apostrophe.
  public static func field(_ text: String) -> String {
    let isFormula =
      text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    let isNumber = Double(text) != nil
    let shown = isFormula && !isNumber ? "'" + text : text
    guard shown.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else {
      return shown
    }
    return "\"" + shown.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}

extension ExportValue {
  fileprivate init(
    _ storage: DatabaseValue.Storage, time zone: Zone?, truth: Bool, json: Bool
  ) {
    switch storage {
    case .null: self = .null
    case .int64(let seconds) where zone != nil:
      self = .text(Timestamp(secondsSince1970: seconds).rfc3339(zone: zone ?? .utc))
    case .int64(let number) where truth: self = .truth(number != 0)
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = json ? .json(text) : .text(text)
    case .blob(let bytes): self = .text(Hex.encode(bytes))
    }
  }
}
