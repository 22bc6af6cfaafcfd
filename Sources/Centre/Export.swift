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
  /// One object for every form that counts, with its JSON; JSON Lines only.
  case forms
  /// One row for every handover slip, with the delivery that it is about.
  case slips
  /// One row for every bundle that came in volumes and had to wait for some.
  case volumes

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
        f.document, f.subject, f.pointer, f.line, f.rule
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
    }
  }

  /// Columns that hold seconds since 1970 and are shown as times.
  fileprivate static let times: Set<String> = [
    "received", "deadline", "created", "stored", "since", "latest",
  ]
  /// Columns that hold 0 or 1.
  fileprivate static let truths: Set<String> = ["late", "effective"]
}

/// In what form.
public enum ExportFormat: String, Sendable, Hashable, CaseIterable {
  /// RFC 4180, UTF-8 with byte order mark, which spreadsheet programs need for Chinese.
  case csv
  /// One JSON object a line.
  case jsonl
}

extension CentreFolder {
  /// Writes a table row by row, in constant memory.
  public func export(
    _ table: ExportTable, as format: ExportFormat, into sink: any ByteSink
  ) throws(FengniError) {
    let zone = campaign.settings.timeZone
    try store.read { database in
      let rows = try Row.fetchCursor(database, sql: table.sql)
      let columns = try database.makeStatement(sql: table.sql).columnNames
      if format == .csv {
        try sink.write([0xef, 0xbb, 0xbf])
        try sink.write(Array((columns.joined(separator: ",") + "\r\n").utf8))
      }
      while let row = try rows.next() {
        let line: String
        switch format {
        case .csv:
          line = columns.map { CSV.field(row.text($0, zone)) }.joined(separator: ",") + "\r\n"
        case .jsonl:
          line =
            try JSONWriter(.compact).text(
              .object(try columns.map { ($0, try row.json($0, zone)) })) + "\n"
        }
        try sink.write(Array(line.utf8))
      }
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

extension Row {
  fileprivate func text(_ column: String, _ zone: String) -> String {
    if let seconds = seconds(column) { return seconds.rfc3339(zone: zone) }
    if ExportTable.truths.contains(column) { return (self[column] as Bool) ? "true" : "false" }
    return (self[column] as DatabaseValue).storage.text
  }

  fileprivate func json(_ column: String, _ zone: String) throws -> JSONValue {
    if let seconds = seconds(column) { return .string(seconds.rfc3339(zone: zone)) }
    if ExportTable.truths.contains(column) { return .bool(self[column]) }
    switch (self[column] as DatabaseValue).storage {
    case .null: return .null
    case .int64(let number): return .integer(number)
    case .string(let text) where column == "json":
      return try JSONDocument.parse(Array(text.utf8))
    case .string(let text): return .string(text)
    case .double, .blob: return .string((self[column] as DatabaseValue).storage.text)
    }
  }

  private func seconds(_ column: String) -> Timestamp? {
    guard ExportTable.times.contains(column), let seconds = self[column] as Int64? else {
      return nil
    }
    return Timestamp(secondsSince1970: seconds)
  }
}

extension DatabaseValue.Storage {
  fileprivate var text: String {
    switch self {
    case .null: ""
    case .int64(let number): String(number)
    case .double(let number): String(number)
    case .string(let text): text
    case .blob(let bytes): Hex.encode(bytes)
    }
  }
}
