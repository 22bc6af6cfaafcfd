import BundleCore
import Centre
import JSONText
import Messages

/// Notices and what came of them, as text, JSON and CSV.
struct NoticeTable {
  let rows: [NoticeRow]
  let campaign: String
  let time: Timestamp
  let zone: Zone

  private func count(_ state: NoticeState) -> Int { rows.count { $0.state == state } }

  /// The list; of rows that are not answered when `dueOnly`.
  func print(_ console: Console, dueOnly: Bool) {
    console.result(Phrase.Notice.asOf(time: time.rfc3339(zone: zone)))
    guard !rows.isEmpty else { return console.result(Phrase.Notice.none) }
    console.result(
      Phrase.Notice.counts(
        open: count(.open), answered: count(.answered), overdue: count(.overdue)))
    console.result("")
    let language = console.language
    var lines = [
      [
        Phrase.Notice.state, Phrase.Notice.number, Phrase.Notice.unit, Phrase.Notice.due,
        Phrase.Notice.answered, Phrase.Notice.done, Phrase.Notice.open,
      ].map { $0[language] }
    ]
    for row in shown(dueOnly) {
      let late = row.isLate ? Phrase.Notice.late[language] : ""
      lines.append([
        Words.noticeState(row.state.rawValue)[language] + late, row.number.oneLine,
        "\(row.unit) \(row.name.oneLine)", row.due ?? "", "\(row.answered)/\(row.findings)",
        "\(row.done)",
        row.open.prefix(20).joined(separator: " ") + (row.open.count > 20 ? " …" : ""),
      ])
    }
    let widths = lines[0].indices.map { i in lines.map { $0[i].displayWidth }.max() ?? 0 }
    for line in lines {
      let cells = line.enumerated().map { i, cell in
        i == line.count - 1
          ? cell : cell + String(repeating: " ", count: widths[i] - cell.displayWidth)
      }
      console.result(cells.joined(separator: "  "))
    }
  }

  private func shown(_ dueOnly: Bool) -> [NoticeRow] {
    rows.filter { !dueOnly || $0.state != .answered }
  }

  /// Columns are in English for programs, whatever the language.
  func csv(dueOnly: Bool) -> String {
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

  func json(dueOnly: Bool) -> JSONValue {
    .object([
      ("status", .string("notices/1")), ("campaign", .string(campaign)),
      ("time", .string(time.rfc3339(zone: zone))),
      (
        "total",
        .object(NoticeState.allCases.map { ($0.rawValue, .integer(count($0))) })
      ),
      ("notices", .array(shown(dueOnly).map(json))),
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
