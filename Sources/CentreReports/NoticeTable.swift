public import BundleCore
public import Centre
public import JSONText
import Messages

/// Notices and what came of them, as text, JSON and CSV.
public struct NoticeTable: Sendable {
  private let rows: [NoticeRow]
  private let campaign: String
  private let time: Timestamp
  private let zone: Zone

  /// `campaign`: its id; times are shown in `zone`.
  public init(rows: [NoticeRow], campaign: String, time: Timestamp, zone: Zone) {
    self.rows = rows
    self.campaign = campaign
    self.time = time
    self.zone = zone
  }

  private func count(_ state: NoticeState) -> Int { rows.count { $0.state == state } }

  /// The list for a terminal; of rows that are not answered when `dueOnly`.
  public func lines(_ language: Language, dueOnly: Bool) -> [String] {
    let headline = Phrase.Notice.asOf(time: timeText(time, in: zone))[language]
    guard !rows.isEmpty else { return [headline, Phrase.Notice.none[language]] }
    let counts = Phrase.Notice.counts(
      open: count(.open), answered: count(.answered), overdue: count(.overdue))
    var lines = [
      [
        Phrase.Notice.state, Phrase.Notice.number, Phrase.Notice.unit, Phrase.Notice.due,
        Phrase.Notice.answered, Phrase.Notice.done, Phrase.Notice.open,
      ].map { $0[language] }
    ]
    for row in shown(dueOnly) {
      let late = row.isLate ? Phrase.Notice.late[language] : ""
      lines.append([
        row.state.title[language] + late, row.number.oneLine,
        "\(row.unit) \(row.name.oneLine)", row.due ?? "", "\(row.answered)/\(row.findings)",
        "\(row.done)",
        row.open.prefix(20).joined(separator: " ") + (row.open.count > 20 ? " …" : ""),
      ])
    }
    return [headline, counts[language], ""]
      + TerminalTable.lines(lines, leading: lines[0].count)
  }

  private func shown(_ dueOnly: Bool) -> [NoticeRow] {
    rows.filter { !dueOnly || $0.state != .answered }
  }

  /// Columns are in English for programs, whatever the language.
  public func csv(dueOnly: Bool) -> String {
    let head =
      "notice,unit,name,division,kind,issued,due,state,findings,answered,done,open,late,"
      + "last_answer,code"
    return
      ([head]
      + shown(dueOnly).map { row in
        [
          row.number, row.unit, row.name, row.division, row.kind, row.issued, row.due ?? "",
          row.state.rawValue, "\(row.findings)", "\(row.answered)", "\(row.done)",
          row.open.joined(separator: " "), row.isLate ? "true" : "false",
          row.lastAnswer?.rfc3339(zone: zone) ?? "", row.shortCode,
        ].map { CSV.field($0) }.joined(separator: ",")
      }).joined(separator: "\r\n")
  }

  /// For other programs.
  public func json(dueOnly: Bool) -> JSONValue {
    .object([
      ("status", .string("notices/1")), ("campaign", .string(campaign)),
      ("time", .string(time.rfc3339(zone: zone))),
      (
        "total",
        .object(NoticeState.allCases.map { ($0.rawValue, .integer(count($0))) })
      ),
      ("notices", .array(shown(dueOnly).map { json($0) })),
    ])
  }

  private func json(_ row: NoticeRow) -> JSONValue {
    .object(
      [
        ("notice", .string(row.number)), ("unit", .string(row.unit)), ("name", .string(row.name)),
        ("division", .string(row.division)), ("kind", .string(row.kind)),
        ("issued", .string(row.issued)), ("due", row.due.map { .string($0) }),
        ("state", .string(row.state.rawValue)), ("findings", .integer(row.findings)),
        ("answered", .integer(row.answered)), ("done", .integer(row.done)),
        ("open", .strings(row.open)), ("late", .bool(row.isLate)),
        ("lastAnswer", row.lastAnswer.map { .string($0.rfc3339(zone: zone)) }),
        ("code", .string(row.shortCode)),
      ] as [(String, JSONValue?)])
  }
}
