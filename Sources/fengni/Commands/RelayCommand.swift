import ArgumentParser
import BundleCore
import CMS
import Custody
import Disk
import Messages
import Reports
import Primitives
import Submission
import Workplace

struct RelayCommand: Command {
  static let configuration = CommandConfiguration(.relay)

  @Argument(help: .help(.relayFiles)) var files: [String]
  @OptionGroup var campaign: CampaignOptions
  @OptionGroup var keys: SignerKeyOptions
  @Option(name: .long, help: .option(.sender)) var sender: String?
  @Option(name: .shortAndLong, help: .option(.output)) var output: String
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let package = try campaign.trusted()
    let directory = try keys.directory()
    let certificate = try directory.certificate(for: .signing)
    guard let algorithm = certificate.publicKey.algorithm else {
      throw FengniError(.certificateFormat, certificate.subjectText)
    }
    let file = try OutputFile(path: output, replacing: force)
    let sealing = Sealing(campaign: package, time: try common.moment(), producer: Version.text)
    let draft = try Relay.draft(
      of: files, campaign: package, senderID: sender ?? directory.identity.id,
      suite: Suite(algorithm))
    let checked = try sealing.check(draft)
    console.message(checked.findings)
    guard checked.mayBeSealed else { return .doesNotHold }
    let identity = try keys.signer(console)
    let signed = try sealing.sign(
      checked.manifest, key: identity.key, certificate: identity.certificate, capacity: .seal,
      chain: identity.chain)
    let sealed = try sealing.seal(signed, checked.documents, into: file)
    try file.commit()
    console.result(Phrase.Relay.relayed(files.count))
    console.result(Phrase.Seal.sealed(path: output, size: sealed.size))
    console.result(Phrase.labelled(.shortCode, sealed.digest.shortCode))
    console.message(Phrase.Seal.tellShortCode(sealed.digest.shortCode))
    return .holds
  }
}
