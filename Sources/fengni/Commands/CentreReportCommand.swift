import ArgumentParser
import BundleCore
import Centre
import CentreReports
import Disk
import JSONText
import Messages
import Submission

struct CentreReportCommand: Command {
  static let configuration = CommandConfiguration(.centreReport)

  @OptionGroup var centre: CentreOption
  @Option(name: .shortAndLong, help: .option(.output)) var output = "-"
  @Option(name: .long, help: .help(.centreReportFormat))
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
    case .html: text = table.html
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
