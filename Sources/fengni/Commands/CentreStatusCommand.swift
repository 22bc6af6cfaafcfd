import ArgumentParser
import BundleCore
import Centre
import CentreReports
import Messages
import Submission

struct CentreStatusCommand: Command {
  static let configuration = CommandConfiguration(.centreStatus)

  enum Format: String, ExpressibleByArgument { case text, json, csv, html }

  @OptionGroup var centre: CentreOption
  @Option(name: .long, help: .help(.centreStatusSubmission)) var submission: String?
  @Flag(name: .long, help: .help(.centreStatusDue)) var due = false
  @Flag(
    name: .long,
    help: .help(.centreStatusNotices))
  var notices = false
  @Option(name: .long, help: .help(.centreStatusUnit))
  var unit: String?
  @Option(name: .long, help: .help(.centreReportFormat))
  var format: Format = .text
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    if notices { return try showNotices(console) }
    guard unit == nil else { throw FengniError(.usage, "--unit") }
    let status = try centre.folder().status(at: common.moment(), submission: submission)
    switch format {
    case .json: try console.json(status.json)
    case .csv: console.result(status.csv(dueOnly: due))
    case .html: console.page(status.html(console.language))
    case .text: for line in status.lines(console.language, dueOnly: due) { console.result(line) }
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
    case .text: for line in table.lines(console.language, dueOnly: due) { console.result(line) }
    }
    return .holds
  }
}
