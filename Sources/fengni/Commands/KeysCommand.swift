import ArgumentParser
import BundleCore
import CMS
import Custody
import Disk
import Messages
import Reports
import Primitives

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    .keys,
    subcommands: [
      KeysNewCommand.self, KeysInstallCommand.self, KeysImportCommand.self, KeysShowCommand.self,
    ])
}

/// The directory that the key commands work in, under either of its names.
struct KeyDirectoryOption: ParsableArguments {
  @Option(name: [.customLong("dir"), .customLong("keys")], help: .option(.keys)) var directory:
    String
}

struct KeysNewCommand: Command {
  static let configuration = CommandConfiguration(.keysNew)

  @OptionGroup var place: KeyDirectoryOption
  @Option(name: .long, help: .option(.id)) var id: String
  @Option(name: .long, help: .option(.name)) var name: String
  @Option(
    name: .long, help: .help(.keysNewOrganization))
  var organization: String?
  @Option(name: .long, help: .option(.suite)) var suite = "sm"
  @Option(name: .long, help: .option(.passphraseFile)) var passphraseFile: String?
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    guard let suite = Suite(rawValue: suite) else { throw FengniError(.usage, "--suite") }
    if Paths.exists(place.directory) { throw FengniError(.outputExists, place.directory) }
    let identity = Identity(
      id: id, name: name, suite: suite, organization: organization, created: try common.moment())
    let passphrase = try PassphraseSource(file: passphraseFile, console: console).new()
    let made = try KeyDirectory.create(
      at: place.directory, identity: identity, passphrase: passphrase)
    console.result(Phrase.Keys.made(directory: place.directory))
    console.message(Phrase.Keys.rememberPassphrase)
    console.message(Phrase.Keys.sendRequests(KeyUse.allCases.map { made.requestFile(for: $0) }))
    console.message(Phrase.Keys.installNext(directory: place.directory))
    return .holds
  }
}

struct KeysInstallCommand: Command {
  static let configuration = CommandConfiguration(.keysInstall)

  @Argument(help: .help(.keysInstallCertificates)) var certificates: [String]
  @OptionGroup var place: KeyDirectoryOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    var directory = try KeyDirectory.open(place.directory)
    var all: [Certificate] = []
    for file in certificates {
      all += try CertificateFiles.read(file, limit: 4 << 20)
    }
    let installed = try directory.install(certificates: all)
    for (use, certificate) in [
      (KeyUse.signing, installed.signing), (.encryption, installed.encryption),
    ] {
      guard let certificate else { continue }
      console.result(
        Phrase.Keys.installed(use: use.title, subject: certificate.shownName))
    }
    let missing = KeyUse.allCases.filter {
      directory.hasKey(for: $0) && directory.installedCertificate(for: $0) == nil
    }
    for use in missing { console.message(Phrase.Keys.stillMissing(use: use.title)) }
    if missing.isEmpty { console.message(Phrase.Keys.complete) }
    return .holds
  }
}

struct KeysImportCommand: Command {
  static let configuration = CommandConfiguration(.keysImport)

  @Option(name: .long, help: .option(.p12)) var p12: String
  @Option(
    name: .long,
    help: .help(.keysImportP12PassphraseFile))
  var p12PassphraseFile: String?
  @OptionGroup var place: KeyDirectoryOption
  @Option(name: .long, help: .option(.id)) var id: String
  @Option(name: .long, help: .option(.name)) var name: String
  @Option(name: .long, help: .option(.passphraseFile)) var passphraseFile: String?
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let file = try FileSource.readAll(p12, limit: 4 << 20, tooLarge: .keyFileFormat)
    let source = PassphraseSource(file: passphraseFile, console: console)
    let filePassphrase =
      if let p12PassphraseFile {
        try PassphraseSource.read(p12PassphraseFile, mayBeEmpty: true)
      } else {
        try source.imported()
      }
    let created = try common.moment()
    let passphrase = try source.new()
    do throws(FengniError) {
      _ = try KeyDirectory.importPKCS12(
        file, filePassphrase: filePassphrase, at: place.directory, id: id, name: name,
        created: created, passphrase: passphrase)
    } catch {
      throw error.subject.isEmpty ? error.about(p12) : error
    }
    console.result(Phrase.Keys.imported(from: p12))
    console.message(Phrase.Keys.removeSource(p12))
    return .holds
  }
}

struct KeysShowCommand: Command {
  static let configuration = CommandConfiguration(.keysShow)

  @OptionGroup var place: KeyDirectoryOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let directory = try KeyDirectory.open(place.directory)
    let now = try common.moment()
    console.result(Phrase.labelled(.unitID, directory.identity.id))
    console.result(Phrase.labelled(.title, directory.identity.name))
    console.result(Phrase.labelled(.suite, directory.identity.suite.title))
    for use in KeyUse.allCases where directory.hasKey(for: use) {
      console.result("")
      console.result((use == .signing ? Label.signingKey : .encryptionKey).text)
      guard let certificate = directory.installedCertificate(for: use) else {
        console.result(Phrase.Keys.noCertificateYet)
        console.result(Phrase.labelled(.request, directory.requestFile(for: use)))
        continue
      }
      let digest = certificate.digest(directory.identity.suite.digest)
      console.result(Phrase.labelled(.subject, certificate.subjectText))
      console.result(Phrase.labelled(.issuedBy, certificate.issuerText))
      console.result(Phrase.labelled(.serialNumber, Hex.encode(certificate.serialNumber)))
      console.result(Phrase.labelled(.validFrom, certificate.notBefore.rfc3339))
      console.result(Phrase.labelled(.validUntil, certificate.notAfter.rfc3339))
      console.result(Phrase.labelled(.digest, digest.text))
      console.result(Phrase.labelled(.fingerprint, Fingerprint.text(digest)))
      let days = (certificate.notAfter.secondsSince1970 - now.secondsSince1970) / 86_400
      if (0..<30).contains(days) { console.message(Phrase.Keys.expiresSoon(days: Int(days))) }
    }
    return .holds
  }
}
