import ArgumentParser
import BundleCore
import Centre
import Custody
import Disk
import Foundation
import Messages
import Submission
import Workplace

struct CentreAdoptCommand: Command {
  static let configuration = CommandConfiguration(.centreAdopt)

  @Argument(help: .option(.campaign)) var file: String
  @OptionGroup var centre: CentreOption
  @Option(name: .long, help: .option(.fingerprint)) var fingerprint: String?
  @Option(name: .long, help: .help(.centreAdoptBy))
  var by: String?
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let folder = try centre.folder()
    let (package, bytes) = try CampaignPackage.read(file)
    try requireTrust(package, folder)
    try requireKeys(package, folder)
    let wasThere = package.digest == folder.campaign.digest
    let adoption = try folder.adopt(
      package, bytes: bytes, by: by ?? NSUserName(), at: common.moment()
    ) { console.message(Phrase.Centre.waiting) }
    guard !wasThere else {
      console.result(Phrase.Adopt.already(version: package.version))
      return .holds
    }
    console.result(
      Phrase.Adopt.done(version: package.version, added: adoption.added, gone: adoption.gone))
    console.message(Phrase.Adopt.underWay)
    return .holds
  }

  /// The centre trusts whoever published the version that it has; anybody else only by the
  /// fingerprint. Throws `campaignNotTrusted`, `campaignFingerprintMismatch`.
  private func requireTrust(
    _ package: CampaignPackage, _ folder: CentreFolder
  ) throws(FengniError) {
    guard let fingerprint else {
      guard package.publisher == folder.campaign.publisher else {
        throw FengniError(.campaignNotTrusted, file)
      }
      return
    }
    guard Fingerprint.matches(fingerprint, package.publisherDigest) else {
      throw FengniError(.campaignFingerprintMismatch, file)
    }
  }

  /// Where the folder knows its keys, one of them must open what is sealed for the new version.
  private func requireKeys(
    _ package: CampaignPackage, _ folder: CentreFolder
  ) throws(FengniError) {
    let paths = try folder.keyDirectories().filter { Paths.isDirectory($0) }
    guard !paths.isEmpty else { return }
    for path in paths {
      let directory = try KeyDirectory.open(path)
      if let certificate = directory.encryptionCertificate,
        package.recipients.contains(certificate)
      {
        return
      }
    }
    throw FengniError(.centreKeysUnfit, paths.joined(separator: ", "))
  }
}
