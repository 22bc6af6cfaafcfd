import ArgumentParser
import BundleCore
import CMS
import Centre
import Custody
import Foundation
import Messages
import Primitives
import Submission

struct CentreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    .centre,
    subcommands: [
      CentreInitCommand.self, CentreReceiveCommand.self, CentreResolveCommand.self,
      CentreStatusCommand.self, CentreFindingsCommand.self, CentreExportCommand.self,
      CentreReportCommand.self, CentreSummaryCommand.self, CentreAdoptCommand.self,
      CentreOpenCommand.self, CentreLedgerCommand.self,
      CentrePartsCommand.self, CentreSlipCommand.self,
    ])
}

/// Which centre.
struct CentreOption: ParsableArguments {
  @Option(name: .long, help: .help(.centreOptionCentre)) var centre: String

  func folder() throws(FengniError) -> CentreFolder { try CentreFolder(centre) }
}

/// The keys of a centre: those that open and the one that signs receipts.
struct CentreKeyOptions: ParsableArguments {
  @Option(
    name: .long,
    help: .help(.centreKeyKeys))
  var keys: [String] = []
  @Option(name: .long, help: .option(.passphraseFile)) var passphraseFile: String?

  /// Decrypts what the campaign needs of the directories. Throws `centreKeysUnfit`.
  func load(
    _ centre: CentreFolder, _ console: Console, time: Timestamp
  ) throws(FengniError) -> (recipients: [RecipientKey], signer: CentreSigner) {
    let source = PassphraseSource(file: passphraseFile, console: console)
    let paths = keys.isEmpty ? try centre.keyDirectories() : keys
    var recipients: [RecipientKey] = []
    var signer: CentreSigner?
    for path in paths {
      let directory = try KeyDirectory.open(path)
      let passphrase = try source.existing(for: path)
      if let certificate = directory.encryptionCertificate {
        let key = try directory.encryptionKey(passphrase: passphrase)
        for each in [certificate] + directory.retired where each.publicKey == key.publicKey {
          recipients.append(try RecipientKey(certificate: each, key: key))
        }
      }
      if signer == nil, let certificate = directory.signingCertificate,
        Self.maySign(certificate, directory.chain, centre.campaign, time)
      {
        signer = CentreSigner(
          key: try directory.signingKey(passphrase: passphrase), certificate: certificate,
          chain: directory.chain)
      }
    }
    guard let signer else { throw FengniError(.centreKeysUnfit, reason: "nobody to sign") }
    try centre.requireKeys(recipients, signer, at: time)
    return (recipients, signer)
  }

  static func maySign(
    _ certificate: Certificate, _ chain: [Certificate], _ campaign: CampaignPackage,
    _ time: Timestamp
  ) -> Bool {
    do throws(FengniError) {
      try campaign.requireReceiptSigner(certificate, at: time, intermediates: chain)
      return true
    } catch {
      return false
    }
  }
}

struct CentreInitCommand: Command {
  static let configuration = CommandConfiguration(.centreInit)

  @Argument(help: .help(.centreInitDirectory)) var directory: String
  @OptionGroup var campaign: CampaignOptions
  @Option(
    name: .long, help: .help(.centreInitKeys))
  var keys: [String]
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let (package, bytes) = try Trust.read(campaign.campaign, fingerprint: campaign.fingerprint)
    try requireKeys(package)
    let centre = try CentreFolder.create(
      at: directory, campaign: package, bytes: bytes, keys: keys.map(Self.absolute))
    let status = try centre.status(at: common.moment())
    console.result(Phrase.Centre.made(directory: directory, units: status.total.expected))
    console.message(Phrase.Centre.receiveNext(directory: directory))
    return .holds
  }

  /// Certificates tell without a passphrase whether the keys will do.
  private func requireKeys(_ package: CampaignPackage) throws(FengniError) {
    let time = try common.moment()
    var (opens, signs) = (false, false)
    for path in keys {
      let directory = try KeyDirectory.open(path)
      if let certificate = directory.encryptionCertificate,
        package.recipients.contains(certificate)
      {
        opens = true
      }
      if let certificate = directory.signingCertificate {
        signs = signs || CentreKeyOptions.maySign(certificate, directory.chain, package, time)
      }
    }
    guard opens, signs else { throw FengniError(.centreKeysUnfit, keys.joined(separator: ", ")) }
  }

  /// Later runs may begin in another folder.
  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/")
      ? path : Paths.join(FileManager.default.currentDirectoryPath, path)
  }
}
