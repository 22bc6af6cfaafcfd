public import BundleCore
public import Centre
import Messages
import Reports
import Submission

// The status of a centre (完成情况, 催报名单) as text, CSV and a page: one table, told once.

extension CentreStatus {
  /// Columns behind the name of a group.
  private static var columns: [Bilingual] {
    [
      Phrase.Status.expected, UnitState.accepted.title, UnitState.returned.title,
      UnitState.held.title, UnitState.missing.title, Phrase.Status.late, Phrase.Status.share,
    ]
  }

  private static func cells(_ counts: StatusCounts) -> [String] {
    [
      counts.expected, counts.accepted, counts.returned, counts.held, counts.missing, counts.late,
    ].map { "\($0)" }
      + [percentText(Int64(counts.accepted), of: Int64(counts.expected)) ?? "–"]
  }

  private func headline(_ language: Language) -> String {
    Phrase.Status.asOf(campaignTitle, time: timeText(time, in: timeZone))[language].oneLine
  }

  private func ledger(_ language: Language) -> String {
    Phrase.Status.ledger(
      size: ledgerSize, root: Hex.grouped(ledgerRoot.bytes.prefix(16)))[language]
  }

  /// The two tables: head, groups, and the sum of all at the end.
  private func tables(_ language: Language) -> [[[String]]] {
    let byPrefecture = prefectures.map { group in
      let name = [group.key, prefectureName(group.key)?.oneLine].compactMap { $0 }
      return (name.joined(separator: " "), group.counts)
    }
    let byClass = classes.map { group in
      (UnitClass(rawValue: group.key)?.title[language] ?? group.key, group.counts)
    }
    return [(Phrase.Status.prefecture, byPrefecture), (Phrase.Status.unitClass, byClass)].map {
      head, groups in
      [[head[language]] + Self.columns.map { $0[language] }]
        + (groups + [(Phrase.Status.total[language], total)]).map { [$0] + Self.cells($1) }
    }
  }

  /// For a terminal, a line each; `dueOnly`: the list of who is due alone.
  public func lines(_ language: Language, dueOnly: Bool) -> [String] {
    var lines: [String] = []
    if !dueOnly {
      lines.append(headline(language))
      for table in tables(language) { lines += [""] + TerminalTable.lines(table, leading: 1) }
      if !held.isEmpty {
        lines += ["", Phrase.Status.held[language]] + held.map { "  " + $0 }
      }
      if !incomplete.isEmpty {
        lines += ["", Phrase.Parts.headline[language]]
        lines += incomplete.map { "  " + IncompleteText.line($0, timeZone)[language] }
      }
      lines.append("")
    }
    if due.isEmpty {
      lines.append(Phrase.Status.complete[language])
    } else {
      lines.append(Phrase.Status.due[language])
      lines += due.map { row in
        "  \(row.division)  \(row.unit)  \(row.name.oneLine)  \(row.submission)  "
          + row.state.title[language]
      }
    }
    return dueOnly ? lines : lines + ["", ledger(language)]
  }

  /// As one page to print on A4.
  public func html(_ language: Language) -> String {
    var body = HTML.element("h1", headline(language)) + "\n"
    for table in tables(language) {
      body += HTML.table(
        head: table[0],
        rows: table.dropFirst().enumerated().map { index, cells in
          (classes: index == table.count - 2 ? "sum" : "", cells: cells)
        }, classes: "figures")
    }
    if !held.isEmpty {
      body += HTML.element("h2", Phrase.Status.held[language]) + "\n"
      body += HTML.table(rows: held.map { (classes: "", cells: [$0]) })
    }
    if !incomplete.isEmpty {
      body += HTML.element("h2", Phrase.Parts.headline[language]) + "\n"
      body += HTML.table(
        rows: incomplete.map {
          (classes: "", cells: [IncompleteText.line($0, timeZone)[language]])
        })
    }
    body += HTML.element("h2", Phrase.Status.due[language]) + "\n"
    if due.isEmpty {
      body += HTML.element("p", Phrase.Status.complete[language]) + "\n"
    } else {
      body += HTML.table(
        rows: due.map { row in
          (
            classes: row.state.rawValue,
            cells: [
              row.division, row.unit, row.name, row.submission, row.state.title[language],
            ]
          )
        })
    }
    body += HTML.element("footer", ledger(language)) + "\n"
    return HTMLPage(title: campaignTitle[language], language: language, body: body).text
  }

  /// For spreadsheets; columns are in English for programs, whatever the language.
  public func csv(dueOnly: Bool) -> String {
    let head =
      "unit,name,division,prefecture,class,submission,deadline,state,late,received,revision,code"
    return
      ([head]
      + (dueOnly ? due : rows).map { row in
        [
          row.unit, row.name, row.division, row.prefecture, row.unitClass, row.submission,
          row.deadline.rfc3339(zone: timeZone), row.state.rawValue,
          row.isLate ? "true" : "false", row.received?.rfc3339(zone: timeZone) ?? "",
          row.revision.map { "\($0)" } ?? "", row.shortCode ?? "",
        ].map { CSV.field($0) }.joined(separator: ",")
      }).joined(separator: "\r\n")
  }
}
