import ArgumentParser
import BundleCore
import CMS
import Custody
import Disk
import Messages
import Primitives
import Reports

struct AuthorityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    .ca,
    subcommands: [
      AuthorityNewCommand.self, AuthorityIssueCommand.self, AuthorityRevokeCommand.self,
      AuthorityCRLCommand.self,
    ])
}

/// The CA's directory and passphrase.
struct AuthorityOptions: ParsableArguments {
  @Option(name: .long, help: .help(.authorityDir)) var dir: String
  @Option(name: .long, help: .option(.passphraseFile)) var passphraseFile: String?

  func key(_ authority: AuthorityDirectory, _ console: Console) throws(FengniError) -> PrivateKey {
    let passphrase = try PassphraseSource(file: passphraseFile, console: console)
      .existing(for: dir)
    return try authority.key(passphrase: passphrase)
  }
}

struct AuthorityNewCommand: Command {
  static let configuration = CommandConfiguration(.caNew)

  @OptionGroup var authority: AuthorityOptions
  @Option(name: .long, help: .help(.authorityNewName)) var name: String
  @Option(name: .long, help: .option(.suite)) var suite = "sm"
  @Option(name: .long, help: .help(.authorityNewYears)) var years = 20
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    guard let suite = Suite(rawValue: suite) else { throw FengniError(.usage, "--suite") }
    guard (1...50).contains(years) else { throw FengniError(.usage, "--years") }
    if Paths.exists(authority.dir) { throw FengniError(.outputExists, authority.dir) }
    let now = try common.moment()
    let passphrase = try PassphraseSource(file: authority.passphraseFile, console: console).new()
    let made = try AuthorityDirectory.create(
      at: authority.dir, name: name, suite: suite,
      validity: now..<now.adding(seconds: Int64(years) * 31_557_600), passphrase: passphrase)
    console.result(Phrase.CA.made(directory: authority.dir))
    console.result(
      Phrase.labelled(.fingerprint, Fingerprint.text(made.certificate.digest(suite.digest))))
    console.message(Phrase.CA.keepOffline)
    return .holds
  }
}

struct AuthorityIssueCommand: Command {
  static let configuration = CommandConfiguration(.caIssue)

  @Argument(help: .help(.authorityIssueRequests)) var requests: [String]
  @OptionGroup var authority: AuthorityOptions
  @Option(
    name: .long,
    help: .help(.authorityIssueProfile))
  var profile: String?
  @Option(
    name: .customShort("o"),
    help: .help(.authorityIssueOutput))
  var output: String?
  @Option(name: .long, help: .option(.days)) var days = 731
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    guard (1...18_262).contains(days) else { throw FengniError(.usage, "--days") }
    let now = try common.moment()
    let directory = try AuthorityDirectory(authority.dir)
    var pending: [(file: String, request: CertificateRequest, profile: CertificateProfile)] = []
    for file in requests {
      let bytes = try FileSource.readAll(
        file, limit: Limits.certificate, tooLarge: .certificateRequestFormat)
      let request = try CertificateRequest(pemOrDER: bytes)
      pending.append((file, request, try use(of: request, file)))
    }
    // A certificate that is recorded but can't be handed out helps nobody: outputs come first.
    var outputs: [OutputFile] = []
    for (file, _, _) in pending { outputs.append(try OutputFile(path: target(file))) }
    let key = try authority.key(directory, console)
    for ((_, request, profile), output) in zip(pending, outputs) {
      let certificate = try directory.issue(
        request, profile: profile,
        validity: now..<now.adding(seconds: Int64(days) * 86_400), key: key)
      try output.write(Array(certificate.pem.utf8))
      try output.commit()
      console.result(
        Phrase.CA.issued(
          subject: certificate.shownName,
          use: (profile == .encryption ? KeyUse.encryption : .signing).title,
          path: output.path))
    }
    console.message(Phrase.CA.checkApplicant)
    return .holds
  }

  private func use(
    of request: CertificateRequest, _ file: String
  ) throws(FengniError) -> CertificateProfile {
    switch profile {
    case "signing": return .signing
    case "encryption": return .encryption
    case "centre": return .centreSigning
    case nil:
      guard let use = request.requestedUse else { throw FengniError(.usage, "--profile: \(file)") }
      return use == .signing ? .signing : .encryption
    default: throw FengniError(.usage, "--profile")
    }
  }

  private func target(_ file: String) -> String {
    var name = Paths.name(of: file)
    if name.hasSuffix(".csr") { name.removeLast(4) }
    return Paths.join(output ?? Paths.parent(of: file), name + ".issued.crt")
  }
}

struct AuthorityRevokeCommand: Command {
  static let configuration = CommandConfiguration(.caRevoke)

  @Argument(help: .help(.authorityRevokeCertificates)) var certificates: [String]
  @OptionGroup var authority: AuthorityOptions
  @Option(name: .long, help: .option(.reason)) var reason: RevocationReason = .unspecified
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let directory = try AuthorityDirectory(authority.dir)
    let now = try common.moment()
    for file in certificates {
      for certificate in try CertificateFiles.read(file, limit: Limits.certificate) {
        let serial = Hex.encode(certificate.serialNumber)
        let isNew = try directory.revoke(certificate, at: now)
        console.result(
          isNew
            ? Phrase.CA.revoked(serial: serial, reason: reason.title)
            : Phrase.CA.alreadyRevoked(serial: serial))
      }
    }
    console.message(Phrase.CA.publishCRLNext)
    return .holds
  }
}

struct AuthorityCRLCommand: Command {
  static let configuration = CommandConfiguration(.caCRL)

  @OptionGroup var authority: AuthorityOptions
  @Option(name: .shortAndLong, help: .option(.output)) var output: String
  @Option(name: .long, help: .option(.days)) var days = 31
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    guard (1...3_660).contains(days) else { throw FengniError(.usage, "--days") }
    let now = try common.moment()
    let directory = try AuthorityDirectory(authority.dir)
    let file = try OutputFile(path: output, replacing: force)
    let next = now.adding(seconds: Int64(days) * 86_400)
    let crl = try directory.issueCRL(
      key: authority.key(directory, console), thisUpdate: now, nextUpdate: next)
    try file.write(Array(crl.pem.utf8))
    try file.commit()
    console.result(
      Phrase.CA.crlIssued(entries: crl.entryCount, nextUpdate: next.rfc3339))
    return .holds
  }
}
