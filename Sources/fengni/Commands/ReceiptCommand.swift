import ArgumentParser
import BundleCore
import Disk
import JSONText
import Messages
import Reports
import Primitives
import Submission

struct ReceiptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    .receipt,
    subcommands: [
      ReceiptShowCommand.self, ReceiptVerifyCommand.self, ReceiptSealCommand.self,
    ])
}

struct ReceiptShowCommand: Command {
  static let configuration = CommandConfiguration(.receiptShow)

  @Argument(help: .help(.receiptShowFile)) var file: String
  @OptionGroup var keys: ReceiptKeyOptions
  @OptionGroup var output: FormatOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let receipt = try Receipt.claimed(keys.read(file, console))
    console.message(Phrase.Receipt.unverified)
    try ReceiptText(receipt, console).print(output.format, zone: .china)
    return .holds
  }
}

struct ReceiptVerifyCommand: Command {
  static let configuration = CommandConfiguration(.receiptVerify)

  @Argument(help: .help(.receiptShowFile)) var file: String
  @Option(name: .long, help: .help(.receiptVerifyBundle)) var bundle: String
  @OptionGroup var campaign: CampaignOptions
  @OptionGroup var keys: ReceiptKeyOptions
  @OptionGroup var output: FormatOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let statement = try keys.read(file, console)
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

/// The keys that open a sealed receipt.
struct ReceiptKeyOptions: ParsableArguments {
  @Option(
    name: .long, help: .help(.receiptKeyKeys))
  var keys: [String] = []
  @Option(name: .long, help: .option(.passphraseFile)) var passphraseFile: String?

  /// The signed statement of a receipt, sealed or not. Throws `receiptSealed`.
  func read(_ path: String, _ console: Console) throws(FengniError) -> SignedStatement {
    let statement = try StatementFile.read(path)
    guard let header = SealedReceipt.header(statement.bytes) else { return statement }
    guard !keys.isEmpty else { throw FengniError(.receiptSealed, path) }
    let source = PassphraseSource(file: passphraseFile, console: console)
    do throws(FengniError) {
      return try SealedReceipt.open(
        statement.bytes, keys: RecipientKeyOptions.unlock(keys, source, for: header))
    } catch {
      throw error.subject.isEmpty ? error.about(path) : error
    }
  }
}

struct ReceiptSealCommand: Command {
  static let configuration = CommandConfiguration(.receiptSeal)

  @Argument(help: .help(.receiptSealPaths)) var paths: [String]
  @Option(name: .customShort("o"), help: .help(.centreOpenOutput))
  var destination: String
  @Option(
    name: .long,
    help: .help(.receiptSealCertificates))
  var certificates: [String]
  @OptionGroup var campaign: CampaignOptions
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  /// A receipt that can't be sealed is named, and left out: it names no unit, or a unit whose
  /// certificate is not there.
  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let package = try campaign.trusted()
    let known = try CertificateFiles.read(certificates)
    let staging = try StagingDirectory(for: destination, replacing: force)
    var (sealed, isComplete) = (0, true)
    for file in try CertificateFiles.files(paths, suffixes: [".fnr"]) {
      do throws(FengniError) {
        let statement = try StatementFile.read(file)
        let (receipt, _, _) = try Receipt.verified(statement, campaign: package)
        let recipients = try SealedReceipt.recipients(
          of: receipt, among: known, campaign: package)
        try staging.createFile(EntryName(Paths.name(of: file))).write(
          SealedReceipt.seal(statement, to: recipients))
        sealed += 1
      } catch {
        guard error.code == .unitCertificateMissing else {
          throw error.subject.isEmpty ? error.about(file) : error
        }
        isComplete = false
        console.message(Phrase.Receipt.notSealed(file, error.code.message))
      }
    }
    try staging.publish()
    console.result(Phrase.Receipt.sealed(sealed, directory: destination))
    return isComplete ? .holds : .doesNotHold
  }
}

/// Certificates that lie in files and folders.
enum CertificateFiles {
  private static let suffixes = [".crt", ".cer", ".pem", ".der"]

  static func read(_ paths: [String]) throws(FengniError) -> [Certificate] {
    var list: [Certificate] = []
    for file in try files(paths, suffixes: suffixes) {
      list += try read(file, limit: 1 << 20)
    }
    return list
  }

  /// Every certificate of one file, which is said in the error.
  static func read(_ file: String, limit: Int) throws(FengniError) -> [Certificate] {
    let bytes = try FileSource.readAll(file, limit: limit, tooLarge: .certificateFormat)
    do throws(FengniError) {
      return try Certificate.list(pemOrDER: bytes)
    } catch {
      throw error.about(file)
    }
  }

  /// The files themselves, and in folders, at any depth, those whose names end so.
  static func files(
    _ paths: [String], suffixes: [String]
  ) throws(FengniError) -> [String] {
    var files: [String] = []
    for path in paths {
      guard Paths.exists(path) else { throw FengniError(.inputNotFound, path) }
      guard Paths.isDirectory(path) else {
        files.append(path)
        continue
      }
      for name in try DirectoryTree.files(below: path, refusing: .inputUnreadable)
      where suffixes.contains(where: { name.hasSuffix($0) }) {
        files.append(Paths.join(path, name))
      }
    }
    return files
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

  func print(_ format: FormatOption.Format, zone: Zone) throws(FengniError) {
    if format == .json {
      // What was signed, member by member.
      return try console.json(JSONDocument.parse(receipt.json()))
    }
    for line in receipt.lines(console.language, zone: zone) { console.result(line) }
  }
}
