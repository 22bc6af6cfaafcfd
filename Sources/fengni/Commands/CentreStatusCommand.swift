import ArgumentParser
import BundleCore
import Centre
import JSONText
import Messages
import Submission

struct CentreStatusCommand: Command {
  static let configuration = CommandConfiguration(.centreStatus)

  enum Format: String, ExpressibleByArgument { case text, json, csv, html }

  @OptionGroup var centre: CentreOption
  @Option(name: .long, help: .both("只看一个报送事项", "One submission alone")) var submission: String?
  @Flag(name: .long, help: .both("只列催报名单", "The reports due alone")) var due = false
  @Flag(
    name: .long,
    help: .both("通知书回复情况（配合 --due：只列未回复完的）", "Notices and replies; with --due those not answered"))
  var notices = false
  @Option(name: .long, help: .both("配合 --notices：只看一个单位", "With --notices: one unit alone"))
  var unit: String?
  @Option(name: .long, help: .both("text、json、csv 或 html", "text, json, csv or html"))
  var format: Format = .text
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    if notices { return try showNotices(console) }
    guard unit == nil else { throw FengniError(.usage, "--unit") }
    let status = try centre.folder().status(at: common.moment(), submission: submission)
    switch format {
    case .json: try console.json(status.json)
    case .csv: console.result(StatusTable.csv(due ? status.due : status.rows, status.timeZone))
    case .html: console.result(StatusPage(status, console.language).html)
    case .text: StatusText(status, console).print(dueOnly: due)
    }
    return .holds
  }

  private func showNotices(_ console: Console) throws(FengniError) -> ExitStatus {
    guard submission == nil else { throw FengniError(.usage, "--submission") }
    let (folder, time) = (try centre.folder(), try common.moment())
    let table = NoticeTable(
      rows: try folder.notices(at: time, unit: unit), campaign: folder.campaign.id, time: time,
      zone: folder.campaign.settings.timeZone)
    switch format {
    case .json: try console.json(table.json(dueOnly: due))
    case .csv: console.result(table.csv(dueOnly: due))
    case .html: throw FengniError(.usage, "--format")
    case .text: table.print(console, dueOnly: due)
    }
    return .holds
  }
}

/// The status as text: tables by prefecture and class, then who is due.
struct StatusText {
  private let status: CentreStatus
  private let console: Console
  private var language: Language { console.language }

  init(_ status: CentreStatus, _ console: Console) {
    self.status = status
    self.console = console
  }

  func print(dueOnly: Bool) {
    if !dueOnly {
      let time = status.time.rfc3339(zone: status.timeZone)
      let title = Bilingual(status.campaignTitle.zh, status.campaignTitle.en)
      console.result(Phrase.Status.asOf(title, time: time))
      table(
        Phrase.Status.prefecture,
        status.prefectures.map { group in
          (
            [group.key, status.prefectureName(group.key)].compactMap { $0 }.joined(separator: " "),
            group.counts
          )
        })
      table(
        Phrase.Status.unitClass,
        status.classes.map { (Words.unitClass($0.key)[language], $0.counts) })
      if !status.held.isEmpty {
        console.result("")
        console.result(Phrase.Status.held)
        for code in status.held { console.result("  " + code) }
      }
      if !status.incomplete.isEmpty {
        console.result("")
        console.result(Phrase.Parts.headline)
        for set in status.incomplete {
          console.result("  " + IncompleteText.line(set, status.timeZone)[language])
        }
      }
      console.result("")
    }
    printDue()
    if !dueOnly {
      console.result("")
      console.result(
        Phrase.Status.ledger(
          size: status.ledgerSize, root: Hex.grouped(status.ledgerRoot.bytes.prefix(16))))
    }
  }

  private func printDue() {
    guard !status.due.isEmpty else { return console.result(Phrase.Status.complete) }
    console.result(Phrase.Status.due)
    for row in status.due {
      let state = Words.unitState(row.state.rawValue)[language]
      console.result(
        "  \(row.division)  \(row.unit)  \(row.name.oneLine)  \(row.submission)  \(state)")
    }
  }

  private func table(_ head: Bilingual, _ rows: [(String, StatusCounts)]) {
    console.result("")
    let columns = [head[language]] + StatusTable.columns.map { $0[language] }
    var lines = [columns]
    for (name, counts) in rows + [(Phrase.Status.total[language], status.total)] {
      lines.append([name] + StatusTable.cells(counts))
    }
    let widths = columns.indices.map { i in lines.map { $0[i].displayWidth }.max() ?? 0 }
    for line in lines {
      console.result(
        line.enumerated().map { i, cell in
          let space = String(repeating: " ", count: widths[i] - cell.displayWidth)
          return i == 0 ? cell + space : space + cell
        }.joined(separator: "  "))
    }
  }
}

/// What tables of every form have in common.
enum StatusTable {
  static let columns = [
    Phrase.Status.expected, Words.unitState("accepted"), Words.unitState("returned"),
    Words.unitState("held"), Words.unitState("missing"), Phrase.Status.late, Phrase.Status.share,
  ]

  static func cells(_ counts: StatusCounts) -> [String] {
    let share = counts.expected == 0 ? 0 : counts.accepted * 1000 / counts.expected
    return [
      counts.expected, counts.accepted, counts.returned, counts.held, counts.missing, counts.late,
    ].map { "\($0)" } + ["\(share / 10).\(share % 10) %"]
  }

  /// Columns are in English for programs, whatever the language.
  static func csv(_ rows: [StatusRow], _ zone: Zone) -> String {
    let head =
      "unit,name,division,prefecture,class,submission,deadline,state,late,received,revision,code"
    return
      ([head]
      + rows.map { row in
        [
          row.unit, row.name, row.division, row.prefecture, row.unitClass, row.submission,
          row.deadline.rfc3339(zone: zone), row.state.rawValue, row.isLate ? "true" : "false",
          row.received?.rfc3339(zone: zone) ?? "", row.revision.map { "\($0)" } ?? "",
          row.shortCode ?? "",
        ].map { CSV.field($0) }.joined(separator: ",")
      }).joined(separator: "\r\n")
  }
}

extension String {
  /// Columns on a terminal: Chinese characters take two.
  var displayWidth: Int {
    unicodeScalars.reduce(0) { width, scalar in
      switch scalar.value {
      case 0x2e80...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff00...0xff60, 0x20000...0x3ffff:
        width + 2
      default: width + 1
      }
    }
  }
}

extension CentreStatus {
  /// The status for other programs.
  var json: JSONValue {
    .object([
      ("status", .string("centre/1")), ("campaign", .string(campaignID)),
      ("time", .string(time.rfc3339(zone: timeZone))), ("total", total.json),
      ("prefectures", .array(prefectures.map(\.json))), ("classes", .array(classes.map(\.json))),
      (
        "deliveries",
        .object(Decision.allCases.map { ($0.rawValue, .integer(deliveries[$0] ?? 0)) })
      ),
      ("held", .strings(held)),
      ("incomplete", .array(incomplete.map { $0.json(timeZone) })),
      (
        "due",
        .array(
          due.map { row in
            .object([
              ("unit", .string(row.unit)), ("name", .string(row.name)),
              ("division", .string(row.division)), ("class", .string(row.unitClass)),
              ("submission", .string(row.submission)), ("state", .string(row.state.rawValue)),
            ])
          })
      ),
      (
        "ledger",
        .object([("size", .integer(ledgerSize)), ("root", .string(ledgerRoot.text))])
      ),
    ])
  }
}

extension StatusGroup {
  fileprivate var json: JSONValue {
    .object([("key", .string(key)), ("counts", counts.json)])
  }
}

extension StatusCounts {
  fileprivate var json: JSONValue {
    .object([
      ("expected", .integer(expected)), ("accepted", .integer(accepted)),
      ("returned", .integer(returned)), ("held", .integer(held)), ("missing", .integer(missing)),
      ("late", .integer(late)),
    ])
  }
}
