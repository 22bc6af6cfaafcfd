import ArgumentParser
import BundleCore
import JSONText
import Messages
import Primitives
import Submission

struct ReceiptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    .receipt, subcommands: [ReceiptShowCommand.self, ReceiptVerifyCommand.self])
}

struct ReceiptShowCommand: Command {
  static let configuration = CommandConfiguration(.receiptShow)

  @Argument(help: .both("回执（.fnr）", "Receipt (.fnr)")) var file: String
  @OptionGroup var output: FormatOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let receipt = try Receipt.claimed(StatementFile.read(file))
    console.message(Phrase.Receipt.unverified)
    try ReceiptText(receipt, console).print(output.format, zone: "Asia/Shanghai")
    return .holds
  }
}

struct ReceiptVerifyCommand: Command {
  static let configuration = CommandConfiguration(.receiptVerify)

  @Argument(help: .both("回执（.fnr）", "Receipt (.fnr)")) var file: String
  @Option(name: .long, help: .both("本单位留存的报送包", "One's own copy of the bundle")) var bundle: String
  @OptionGroup var campaign: CampaignOptions
  @OptionGroup var output: FormatOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let statement = try StatementFile.read(file)
    let copy = try FileSource(path: bundle)
    let package = try campaign.trusted()
    let (receipt, signer, time) = try Receipt.verified(statement, campaign: package)
    try receipt.requireBundle(copy)
    let zone = package.settings.timeZone
    try ReceiptText(receipt, console).print(output.format, zone: zone)
    if output.format == .text {
      console.result(
        Phrase.Receipt.signed(by: signer.shownName, time: time.rfc3339(zone: zone)))
      console.result(Phrase.Receipt.holds)
    }
    return .holds
  }
}

/// A receipt as text for people.
private struct ReceiptText {
  private let receipt: Receipt
  private let console: Console

  init(_ receipt: Receipt, _ console: Console) {
    self.receipt = receipt
    self.console = console
  }

  func print(_ format: FormatOption.Format, zone: String) throws(FengniError) {
    if format == .json {
      // What was signed, member by member.
      return try console.json(JSONDocument.parse(receipt.json()))
    }
    console.result(Phrase.labelled(.verdict, Words.decision(receipt.decision.rawValue)))
    console.result(
      Phrase.labelled(.campaign, "\(receipt.campaign.id) (\(receipt.campaign.version))"))
    console.result(Phrase.labelled(.shortCode, receipt.bundle.shortCode))
    console.result(Phrase.labelled(.size, Phrase.size(receipt.bundleSize)))
    if let submission = receipt.submission {
      console.result(Phrase.labelled(.sender, submission.sender))
      console.result(Phrase.labelled(.submission, submission.submission))
      console.result(Phrase.labelled(.submissionKind, Words.kind(submission.kind.rawValue)))
      console.result(Phrase.labelled(.revision, "\(submission.revision)"))
    }
    console.result(
      Phrase.Receipt.received(receipt.received.rfc3339(zone: zone), late: receipt.isLate))
    for finding in receipt.findings { show(finding) }
    console.result(
      Phrase.Receipt.ledger(
        index: receipt.inclusion.index, size: receipt.inclusion.size,
        root: Hex.grouped(receipt.inclusion.root.bytes.prefix(16))))
  }

  private func show(_ finding: Receipt.Item) {
    let language = console.language
    console.result(
      "  \(finding.code.oneLine) [\(finding.severity.title[language])] "
        + finding.message[language].oneLine)
    var place: [String] = []
    if let number = finding.document { place.append(Phrase.Receipt.document(number)[language]) }
    if let pointer = finding.pointer { place.append(pointer) }
    if let line = finding.line {
      place.append(Phrase.place(line: line, column: finding.column ?? 1)[language])
    }
    if !place.isEmpty {
      console.result("      " + Phrase.labelled(.place, place.joined(separator: ", "))[language])
    }
    console.result("      " + Phrase.labelled(.remedy, finding.remedy)[language])
  }
}
