import ArgumentParser
import BundleCore
import CMS
import Messages
import Primitives
import Submission

/// What `verify` and `open` share.
struct OpeningOptions: ParsableArguments {
  @Argument(help: .both("报送包文件；“-”表示标准输入", "Bundle; - is standard input")) var file: String
  @OptionGroup var campaign: CampaignOptions
  @OptionGroup var keys: RecipientKeyOptions
  @OptionGroup var crls: CRLOption
  @OptionGroup var output: FormatOption

  /// Everything that is needed, or the error that says what is missing.
  func prepare(
    _ console: Console, time: Timestamp, acceptingIndeterminate: Bool, _ word: Bilingual
  ) throws(FengniError) -> (opening: Opening, source: any ByteSource) {
    // The input first: nobody types a passphrase for a file that is not there.
    let input = file == "-" ? FileSource(standardInput: "-") : try FileSource(path: file)
    let opening = Opening(
      campaign: try campaign.trusted(), keys: try keys.recipients(console), time: time,
      crls: try crls.lists(), acceptsIndeterminate: acceptingIndeterminate)
    return (opening, ProgressSource(input, total: input.size, word, console.language))
  }

  func show(_ report: ValidationReport, _ console: Console) throws(FengniError) {
    switch output.format {
    case .json: try console.json(report.json)
    case .text: ReportText(report, console).print()
    }
  }
}

struct VerifyCommand: Command {
  static let configuration = CommandConfiguration(.verify)

  @OptionGroup var options: OpeningOptions
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let (opening, source) = try options.prepare(
      console, time: common.moment(), acceptingIndeterminate: false, Phrase.Progress.verifying)
    let report = opening.verify(source)
    try options.show(report, console)
    return ExitStatus(report)
  }
}

struct OpenCommand: Command {
  static let configuration = CommandConfiguration(.open)

  @OptionGroup var options: OpeningOptions
  @Option(name: .customShort("o"), help: .both("要建立的目录", "Directory to make")) var destination:
    String
  @Flag(name: .long, help: .option(.force)) var force = false
  @Flag(
    name: .long,
    help: .both(
      "吊销情况无法离线判定时，由操作员负责接受",
      "Accept, on the operator's responsibility, what can't be decided offline"))
  var acceptIndeterminate = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    if !force, Paths.exists(destination) { throw FengniError(.outputExists, destination) }
    let (opening, source) = try options.prepare(
      console, time: common.moment(), acceptingIndeterminate: acceptIndeterminate,
      Phrase.Progress.opening)
    let report = try opening.open(source, into: destination, replacing: force)
    try options.show(report, console)
    if report.isPublished {
      if !report.verdict.holds { console.message(Phrase.Open.openedUndecided) }
      console.message(
        Phrase.Open.opened(
          documents: report.manifest?.documents.count ?? 0, directory: destination))
      console.message(Phrase.Open.protectDocuments)
    } else {
      console.message(Phrase.Open.nothingUnpacked)
    }
    return ExitStatus(report)
  }
}
