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

struct SignCommand: Command {
  static let configuration = CommandConfiguration(.sign)

  @Argument(help: .help(.reportCheckDirectory)) var directory: String
  @Option(name: .customLong("as"), help: .option(.capacity)) var capacity: String
  @OptionGroup var keys: SignerKeyOptions
  @Option(name: .long, help: .option(.fingerprint)) var fingerprint: String?
  @Flag(name: .long, help: .help(.signAnew))
  var anew = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    guard let capacity = Capacity(rawValue: capacity), capacity != .receipt else {
      throw FengniError(.usage, "--as")
    }
    let workspace = try Workspace(path: directory)
    let package = try Trust.read(workspace.campaignPath, fingerprint: fingerprint).package
    let sealing = Sealing(campaign: package, time: try common.moment(), producer: Version.text)
    if anew {
      workspace.discardSignatures()
      console.message(Phrase.Sign.voidRemoved)
    }
    let (draft, signed) = try workspace.check(sealing)
    guard draft.mayBeSealed else {
      console.result(draft.findings)
      return .doesNotHold
    }
    console.message(
      Phrase.Sign.aboutToSign(documents: draft.documents.count, capacity: capacity.title))
    let identity = try keys.signer(console)
    let now = try sealing.sign(
      draft.manifest, adding: signed, key: identity.key, certificate: identity.certificate,
      capacity: capacity, chain: identity.chain)
    try workspace.freeze(now)
    console.result(
      Phrase.Sign.signed(
        capacity: capacity.title, subject: identity.certificate.shownName))
    if signed == nil { console.message(Phrase.Sign.frozen) }
    let due = try Self.due(now, draft.manifest, package, sealing)
    console.result(
      due.isEmpty ? Phrase.Sign.complete : Phrase.Sign.stillDue(due.map { $0.title }))
    return .holds
  }

  /// Capacities that the campaign requires and nobody has signed in yet.
  static func due(
    _ signed: SignedStatement?, _ manifest: Manifest, _ package: CampaignPackage,
    _ sealing: Sealing
  ) throws(FengniError) -> [Capacity] {
    let required = package.settings.submission(manifest.submission)?.signatures ?? []
    guard let signed else { return required }
    let there = try sealing.verify(signed, requiringAll: false).signers.map(\.capacity)
    return required.filter { !there.contains($0) }
  }
}

struct SealCommand: Command {
  static let configuration = CommandConfiguration(.seal)

  @Argument(help: .help(.reportCheckDirectory)) var directory: String
  @Option(name: .shortAndLong, help: .option(.output)) var output: String
  @Option(name: .long, help: .option(.keys)) var keys: String?
  @Option(name: .long, help: .option(.passphraseFile)) var passphraseFile: String?
  @Option(name: .long, help: .option(.fingerprint)) var fingerprint: String?
  @Flag(name: .long, help: .option(.force)) var force = false
  @Flag(name: .long, help: .help(.sealStream)) var stream = false
  @Flag(name: .long, help: .help(.sealKeyIdentifier))
  var keyIdentifier = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let workspace = try Workspace(path: directory)
    let package = try Trust.read(workspace.campaignPath, fingerprint: fingerprint).package
    let sealing = Sealing(campaign: package, time: try common.moment(), producer: Version.text)
    // An output that can't be made is better known before anybody types a passphrase.
    let file = output == "-" ? nil : try OutputFile(path: output, replacing: force)
    let (draft, frozen) = try workspace.check(sealing)
    console.message(draft.findings)
    guard draft.mayBeSealed else { return .doesNotHold }
    let signed = try complete(frozen, draft, package, sealing, workspace, console)
    let form = Sealing.Form(isStreamed: stream, byKeyIdentifier: keyIdentifier)
    let sink: any ByteSink = file ?? StandardOutput()
    let sealed = try sealing.seal(signed, draft.documents, into: sink, form: form)
    try file?.commit()
    report(sealed, draft.manifest, toFile: file != nil, console)
    return .holds
  }

  private func report(
    _ sealed: (digest: Digest, size: UInt64), _ manifest: Manifest, toFile: Bool,
    _ console: Console
  ) {
    var lines = [
      Phrase.Seal.sealed(path: output, size: sealed.size),
      Phrase.labelled(.shortCode, sealed.digest.shortCode),
      Phrase.labelled(.digest, sealed.digest.text),
      Phrase.Seal.recipients(manifest.recipients.count),
    ]
    lines.append(Phrase.Seal.tellShortCode(sealed.digest.shortCode))
    // With the bundle on standard output, words must not mix into it.
    for line in lines { toFile ? console.result(line) : console.message(line) }
  }

  /// Signs in what is still due, as far as the one who seals may.
  private func complete(
    _ frozen: SignedStatement?, _ draft: CheckedDraft, _ package: CampaignPackage,
    _ sealing: Sealing, _ workspace: Workspace, _ console: Console
  ) throws(FengniError) -> SignedStatement {
    let due = try SignCommand.due(frozen, draft.manifest, package, sealing)
    if due.isEmpty, let frozen { return frozen }
    guard let keys else {
      throw FengniError(.capacityMissing, due.map(\.rawValue).joined(separator: ", "))
    }
    let directory = try KeyDirectory.open(keys)
    let certificate = try directory.certificate(for: .signing)
    let binding = package.roster.unit(draft.manifest.sender.id)?
      .binding(certificate, use: .sign)
    // The unit's seal comes last on paper too: whoever seals signs with it if that is due.
    let order: [Capacity] = [.seal, .approver, .preparer]
    guard let capacity = order.first(where: { due.contains($0) && binding?.allows($0) ?? true })
    else { throw FengniError(.capacityMissing, due.map(\.rawValue).joined(separator: ", ")) }
    let identity = try SigningIdentity(
      directory, PassphraseSource(file: passphraseFile, console: console))
    let signed = try sealing.sign(
      draft.manifest, adding: frozen, key: identity.key, certificate: identity.certificate,
      capacity: capacity, chain: identity.chain)
    console.message(
      Phrase.Sign.signed(
        capacity: capacity.title, subject: identity.certificate.shownName))
    try workspace.freeze(signed)
    return signed
  }
}
