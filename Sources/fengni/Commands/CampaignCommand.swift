import ArgumentParser
import BundleCore
import CMS
import Custody
import Disk
import JSONText
import Messages
import Reports
import Primitives
import Submission
import Workplace

struct CampaignCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    .campaign,
    subcommands: [
      CampaignNewCommand.self, CampaignCheckCommand.self, CampaignPublishCommand.self,
      CampaignShowCommand.self, CampaignTrustCommand.self,
    ])
}

struct CampaignNewCommand: Command {
  static let configuration = CommandConfiguration(.campaignNew)

  @Argument(help: .help(.campaignNewDirectory)) var directory: String
  @Option(
    name: .long,
    help: .help(.campaignNewVariant))
  var variant = InspectionVariant.sector2012.rawValue
  @Option(
    name: .long,
    help: .help(.campaignNewFrom))
  var from: String?
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    guard let variant = InspectionVariant(rawValue: variant) else {
      throw FengniError(.usage, "--variant")
    }
    try CampaignSource.scaffold(at: directory, variant: variant, from: from)
    console.result(Phrase.Campaign.made(directory: directory))
    console.result(Phrase.Campaign.editNext(directory: directory))
    return .holds
  }
}

struct CampaignCheckCommand: Command {
  static let configuration = CommandConfiguration(.campaignCheck)

  @Argument(help: .help(.campaignCheckDirectory)) var directory: String
  @OptionGroup var output: FormatOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let source = try CampaignSource(path: directory, suite: .sm)
    let findings = source.findings()
    let holds = !findings.contains { $0.severity == .error }
    let json = JSONValue.object([
      ("report", .string("campaign/1")), ("mayBePublished", .bool(holds)),
      ("findings", .array(findings.map(\.json))),
    ])
    let sheet = ReportSheet(
      title: Phrase.Campaign.checkTitle, facts: [.init(.campaign, source.settings.title)],
      findings: findings)
    try console.show(sheet, as: output.format, json: json) {
      if !findings.isEmpty { console.result(findings) }
      if holds { console.result(Phrase.Campaign.checkPassed) }
      console.result(Phrase.Campaign.units(source.roster.units.count))
    }
    return holds ? .holds : .doesNotHold
  }
}

struct CampaignPublishCommand: Command {
  static let configuration = CommandConfiguration(.campaignPublish)

  @Argument(help: .help(.campaignCheckDirectory)) var directory: String
  @Option(name: .shortAndLong, help: .option(.output)) var output: String
  @OptionGroup var keys: SignerKeyOptions
  @Option(
    name: .long,
    help: .help(.campaignPublishExpires))
  var expires: String?
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let issued = try common.moment()
    let directory = try keys.directory()
    let certificate = try directory.certificate(for: .signing)
    guard let algorithm = certificate.publicKey.algorithm else {
      throw FengniError(.certificateFormat, certificate.subjectText)
    }
    let suite = Suite(algorithm)
    let source = try CampaignSource(path: self.directory, suite: suite)
    var end = source.settings.closes.adding(seconds: 366 * 86_400)
    if let expires {
      guard let moment = Timestamp(rfc3339: expires) else { throw FengniError(.usage, "--expires") }
      end = moment
    }
    let file = try OutputFile(path: output, replacing: force)
    let identity = try keys.signer(console)
    try source.publish(
      into: file, key: identity.key, certificate: identity.certificate, suite: suite,
      issued: issued, expires: end, producer: Version.text)
    try file.commit()
    let fingerprint = Fingerprint.text(certificate.digest(suite.digest))
    console.result(
      Phrase.Campaign.published(path: output, version: source.settings.version))
    console.result(Phrase.labelled(.fingerprint, fingerprint))
    console.message(Phrase.Campaign.printFingerprint(fingerprint))
    return .holds
  }
}

struct CampaignShowCommand: Command {
  static let configuration = CommandConfiguration(.campaignShow)

  @Argument(help: .option(.campaign)) var file: String
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let package = try CampaignPackage.read(file).package
    var isTrusted = true
    do throws(FengniError) {
      // The same package, not the file again, which may be another one by now.
      try Trust.check(package)
    } catch {
      guard [.campaignNotTrusted, .campaignFingerprintMismatch].contains(error.code) else {
        throw error
      }
      isTrusted = false
    }
    CampaignText(package, console).print(isTrusted: isTrusted)
    if !isTrusted { console.message(Phrase.Campaign.howToTrust(path: file)) }
    return .holds
  }
}

struct CampaignTrustCommand: Command {
  static let configuration = CommandConfiguration(.campaignTrust)

  @Argument(help: .option(.campaign)) var file: String
  @Option(name: .long, help: .option(.fingerprint)) var fingerprint: String
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let package = try CampaignPackage.read(file).package
    guard Fingerprint.matches(fingerprint, package.publisherDigest) else {
      throw FengniError(.campaignFingerprintMismatch, file)
    }
    try PinnedPublishers.open().pin(
      campaign: package.id, version: package.version, package: package.digest,
      publisher: package.publisherDigest)
    console.result(Phrase.Campaign.trusted(title: package.settings.title[console.language].oneLine))
    return .holds
  }
}
