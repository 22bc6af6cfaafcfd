import ArgumentParser
import BundleCore
import CMS
import Disk
import Messages
import Primitives
import Reports
import Submission
import Workplace

/// What `verify` and `open` share.
struct OpeningOptions: ParsableArguments {
  @Argument(help: .help(.openingFile)) var file: String
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
    let campaign = try campaign.trusted()
    let opening = Opening(
      campaign: campaign, keys: try keys.recipients(console, for: header), time: time,
      crls: try crls.lists(), acceptsIndeterminate: acceptingIndeterminate)
    return (opening, ProgressSource(input, total: input.size, word, console.language))
  }

  /// What stands before the content, where the file can be read twice. A file that has none is
  /// judged by the opening, which needs no key for that.
  private var header: EnvelopeHeader? {
    get throws(FengniError) {
      guard file != "-" else { return nil }
      let source = try FileSource(path: file)
      // A pipe that has a name can't be read twice either.
      guard source.size != nil else { return nil }
      do throws(FengniError) { return try EnvelopeReader.inspect(source) } catch { return nil }
    }
  }

  func show(_ report: ValidationReport, _ console: Console) throws(FengniError) {
    try console.show(
      report.sheet, as: output.format, json: report.json, properties: report.properties)
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
  @Option(name: .customShort("o"), help: .help(.centreOpenOutput)) var destination: String
  @Flag(name: .long, help: .option(.force)) var force = false
  @Flag(
    name: .long,
    help: .help(.openAcceptIndeterminate))
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
