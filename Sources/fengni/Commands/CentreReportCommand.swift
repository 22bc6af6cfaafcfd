import ArgumentParser
import BundleCore
import Centre
import Disk
import JSONText
import Messages
import Submission

struct CentreReportCommand: Command {
  static let configuration = CommandConfiguration(.centreReport)

  @OptionGroup var centre: CentreOption
  @Option(name: .shortAndLong, help: .option(.output)) var output = "-"
  @Option(name: .long, help: .both("text、json、csv 或 html", "text, json, csv or html"))
  var format: CentreStatusCommand.Format = .text
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let statistics = try centre.folder().statistics(at: common.moment())
    let table = StatisticsTable(statistics, console.language)
    let text: String
    switch format {
    case .json: text = try JSONWriter(.pretty).text(statistics.json)
    case .csv: text = table.csv
    case .html: text = StatisticsPage(table).html
    case .text: text = table.text
    }
    if output == "-" {
      console.page(text)
      return .holds
    }
    try OutputFile.write(
      Array(((format == .csv ? "\u{feff}" : "") + text).utf8), to: output, mode: 0o600,
      replacing: force)
    console.message(Phrase.writtenTo(output))
    return .holds
  }
}

/// The statistics as lines: what text, CSV and HTML have in common.
struct StatisticsTable {
  struct Line {
    let section: StatisticSection
    let item: String
    /// Nil in all.
    let region: StatisticRegion?
    let share: Share
    /// Units that reported, of whom `share.units` stated it.
    let units: Int
  }

  let statistics: CentreStatistics
  let language: Language
  let lines: [Line]

  init(_ statistics: CentreStatistics, _ language: Language) {
    self.statistics = statistics
    self.language = language
    lines = statistics.rows.flatMap { row in
      [
        Line(
          section: row.section, item: row.item, region: nil, share: row.total,
          units: statistics.units)
      ]
        + statistics.regions.compactMap { region in
          row.regions[region.code].map {
            Line(
              section: row.section, item: row.item, region: region, share: $0,
              units: region.units)
          }
        }
    }
  }

  var sections: [StatisticSection] {
    StatisticSection.allCases.filter { section in lines.contains { $0.section == section } }
  }

  var headline: String {
    let title = Bilingual(statistics.campaignTitle.zh, statistics.campaignTitle.en)
    return Phrase.Statistics.asOf(
      title, time: statistics.time.rfc3339(zone: statistics.timeZone))[language]
  }

  var units: String {
    Phrase.Statistics.units(statistics.units, of: statistics.expected)[language]
  }

  static let columns = [
    Phrase.Statistics.item, Phrase.Statistics.region, Phrase.Statistics.part,
    Phrase.Statistics.whole, Phrase.Statistics.share, Phrase.Statistics.stated,
  ]

  func region(_ line: Line) -> String {
    guard let region = line.region else { return Phrase.Statistics.total[language] }
    if let name = region.name { return region.code + " " + name.oneLine }
    return region.code.hasSuffix("0000")
      ? region.code + " " + Phrase.Statistics.ownUnits[language] : region.code
  }

  func cells(_ line: Line) -> [String] {
    [
      line.region == nil
        ? Words.statisticItem(line.section.rawValue, line.item)[language] : "",
      region(line), "\(line.share.part)", line.share.whole.map { "\($0)" } ?? "",
      Self.percent(line.share), "\(line.share.units)/\(line.units)",
    ]
  }

  static func percent(_ share: Share) -> String {
    share.perMille.map { "\($0 / 10).\($0 % 10) %" } ?? "–"
  }

  var text: String {
    var text = headline + "\n" + units + "\n"
    if lines.isEmpty { text += Phrase.Statistics.nothing[language] + "\n" }
    for section in sections {
      text += "\n" + Words.statisticSection(section.rawValue)[language] + "\n"
      let rows =
        [Self.columns.map { $0[language] }]
        + lines.filter { $0.section == section }.map { cells($0) }
      let widths = Self.columns.indices.map { column in
        rows.map { $0[column].displayWidth }.max() ?? 0
      }
      for row in rows {
        let line = row.enumerated().map { column, cell in
          let space = String(repeating: " ", count: widths[column] - cell.displayWidth)
          return column < 2 ? cell + space : space + cell
        }.joined(separator: "  ")
        text += "  " + line + "\n"
      }
    }
    return text + "\n" + Phrase.Statistics.note[language] + "\n"
  }

  /// Columns are in English for programs, whatever the language.
  var csv: String {
    (["section,item,region,name,part,whole,share,units_stated,units_reported"]
      + lines.map { line in
        [
          line.section.rawValue, line.item, line.region?.code ?? "total",
          line.region?.name ?? "", "\(line.share.part)", line.share.whole.map { "\($0)" } ?? "",
          line.share.perMille.map { "\($0 / 1000).\(String(1000 + $0 % 1000).suffix(3))" } ?? "",
          "\(line.share.units)", "\(line.units)",
        ].map { CSV.field($0) }.joined(separator: ",")
      }).joined(separator: "\r\n") + "\r\n"
  }
}

extension CentreStatistics {
  /// The statistics for other programs.
  var json: JSONValue {
    .object([
      ("statistics", .string("centre/1")), ("campaign", .string(campaignID)),
      ("time", .string(time.rfc3339(zone: timeZone))), ("expected", .integer(expected)),
      ("units", .integer(units)),
      (
        "regions",
        .array(
          regions.map { region in
            .object(
              [
                ("code", .string(region.code)), ("name", region.name.map { .string($0) }),
                ("units", .integer(region.units)),
              ] as [(String, JSONValue?)])
          })
      ),
      (
        "rows",
        .array(
          rows.map { row in
            .object([
              ("section", .string(row.section.rawValue)), ("item", .string(row.item)),
              ("total", row.total.json),
              ("regions", .object(row.regions.sorted { $0.key < $1.key }.map { ($0, $1.json) })),
            ])
          })
      ),
    ])
  }
}

extension Share {
  fileprivate var json: JSONValue {
    .object(
      [
        ("part", .integer(part)), ("whole", whole.map { .integer($0) }),
        ("units", .integer(units)),
      ] as [(String, JSONValue?)])
  }
}
