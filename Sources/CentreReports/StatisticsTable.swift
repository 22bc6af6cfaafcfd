public import BundleCore
public import Centre
import Messages
import Reports

/// The statistics as lines: what text, CSV and HTML have in common.
public struct StatisticsTable: Sendable {
  struct Line: Sendable {
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

  /// The lines of statistics, in the words of a language.
  public init(_ statistics: CentreStatistics, _ language: Language) {
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
      title, time: timeText(statistics.time, in: statistics.timeZone))[language]
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
        ? line.section.title(of: line.item)[language] : "",
      region(line), "\(line.share.part)", line.share.whole.map { "\($0)" } ?? "",
      Self.percent(line.share), "\(line.share.units)/\(line.units)",
    ]
  }

  static func percent(_ share: Share) -> String {
    share.whole.flatMap { percentText(share.part, of: $0) } ?? "–"
  }

  /// For a terminal.
  public var text: String {
    var text = headline + "\n" + units + "\n"
    if lines.isEmpty { text += Phrase.Statistics.nothing[language] + "\n" }
    for section in sections {
      text += "\n" + section.title[language] + "\n"
      let rows =
        [Self.columns.map { $0[language] }]
        + lines.filter { $0.section == section }.map { cells($0) }
      for line in TerminalTable.lines(rows, leading: 2) { text += "  " + line + "\n" }
    }
    return text + "\n" + Phrase.Statistics.note[language] + "\n"
  }

  /// Columns are in English for programs, whatever the language.
  public var csv: String {
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

  /// As one page to print on A4.
  public var html: String {
    var body = HTML.element("h1", headline) + "\n" + HTML.element("p", units) + "\n"
    for section in sections {
      body += HTML.element("h2", section.title[language]) + "\n"
      body += HTML.table(
        head: Self.columns.map { $0[language] },
        rows: lines.filter { $0.section == section }.map {
          (classes: $0.region == nil ? "sum" : "", cells: cells($0))
        }, classes: "figures regions")
    }
    body += HTML.element("footer", Phrase.Statistics.note[language]) + "\n"
    return HTMLPage(title: headline, language: language, body: body).text
  }
}
