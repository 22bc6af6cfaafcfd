import ArgumentParser
import BundleCore
import Centre
import Foundation
import JSONText
import Messages
import Reports
import Submission
import Workplace

/// What a person does on the record.
struct ClerkOptions: ParsableArguments {
  @Argument(help: .help(.clerkBundle)) var bundle: String
  @OptionGroup var centre: CentreOption
  @OptionGroup var keys: CentreKeyOptions
  @Option(name: .long, help: .option(.reason)) var reason: String
  @Option(name: .long, help: .help(.centreAdoptBy))
  var by: String?
  @OptionGroup var crls: CRLOption

  func clerk(_ console: Console, time: Timestamp) throws(FengniError) -> Clerk {
    guard !reason.isEmpty else { throw FengniError(.usage, "--reason") }
    let folder = try centre.folder()
    _ = try folder.bundle(bundle)
    let (recipients, signer) = try keys.load(folder, console, time: time)
    return Clerk(
      centre: folder, keys: recipients, signer: signer, time: time, crls: try crls.lists(),
      producer: Version.text, operatorName: by ?? NSUserName(), reason: reason)
  }
}

struct CentreResolveCommand: Command {
  static let configuration = CommandConfiguration(.centreResolve)

  @OptionGroup var options: ClerkOptions
  @Flag(name: .long, help: .help(.centreResolveAccept)) var accept = false
  @Flag(name: .customLong("return"), help: .help(.centreResolveGiveBack)) var giveBack = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    guard accept != giveBack else { throw FengniError(.usage, "--accept, --return") }
    let clerk = try options.clerk(console, time: common.moment())
    let (decision, receipt) = try clerk.resolve(options.bundle, accepting: accept) {
      console.message(Phrase.Centre.waiting)
    }
    console.result(
      Phrase.Centre.resolved(options.bundle, decision.title))
    console.message(Phrase.writtenTo(Paths.join(clerk.centre.receipts, receipt)))
    return .holds
  }
}

struct CentreOpenCommand: Command {
  static let configuration = CommandConfiguration(.centreOpen)

  @OptionGroup var options: ClerkOptions
  @Option(name: .shortAndLong, help: .help(.centreOpenOutput)) var output: String
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let clerk = try options.clerk(console, time: common.moment())
    let report = try clerk.open(options.bundle, into: output) {
      console.message(Phrase.Centre.waiting)
    }
    console.message(Phrase.Centre.accessRecorded)
    guard report.isPublished else {
      for line in report.sheet.lines(console.language) { console.result(line) }
      console.message(Phrase.Open.nothingUnpacked)
      return .doesNotHold
    }
    console.result(
      Phrase.Open.opened(documents: report.manifest?.documents.count ?? 0, directory: output))
    console.message(Phrase.Open.protectDocuments)
    return .holds
  }
}

struct CentreFindingsCommand: Command {
  static let configuration = CommandConfiguration(.centreFindings)

  @OptionGroup var centre: CentreOption
  @Option(name: .long, help: .help(.centreFindingsUnit)) var unit: String?
  @OptionGroup var output: FormatOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let found = try centre.folder().findings(unit: unit)
    if output.format == .json {
      try console.json(.array(found.map(Self.json)))
      return .holds
    }
    if found.isEmpty { console.result(Phrase.noFindings) }
    for finding in found {
      let rule = finding.rule.map { " \($0)" } ?? ""
      console.result(
        "\(finding.code.label)\(rule)  \(finding.code.message[console.language])  "
          + Phrase.Status.finding(deliveries: finding.deliveries, units: finding.units)[
            console.language])
    }
    return .holds
  }

  private static func json(_ finding: FindingCount) -> JSONValue {
    .object(
      [
        ("code", .string(finding.code.label)), ("rule", finding.rule.map { .string($0) }),
        ("severity", .string(finding.severity.rawValue)),
        ("deliveries", .integer(finding.deliveries)), ("units", .integer(finding.units)),
      ] as [(String, JSONValue?)])
  }
}
