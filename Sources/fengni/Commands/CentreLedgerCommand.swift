import ArgumentParser
import BundleCore
import Centre
import Disk
import JSONText
import Messages
import Reports
import Submission

struct CentreLedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    .centreLedger,
    subcommands: [
      LedgerVerifyCommand.self, LedgerCheckpointCommand.self, LedgerProveCommand.self,
    ])
}

struct LedgerVerifyCommand: Command {
  static let configuration = CommandConfiguration(.ledgerVerify)

  @OptionGroup var centre: CentreOption
  @Option(
    name: .long,
    help: .help(.ledgerVerifyCheckpoint))
  var checkpoint: [String] = []
  @Flag(name: .long, help: .help(.ledgerVerifyQuick))
  var quick = false
  @OptionGroup var output: FormatOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let folder = try centre.folder()
    var checkpoints: [Checkpoint] = []
    for path in checkpoint {
      checkpoints.append(try Self.verified(try StatementFile.read(path), folder))
    }
    let audit = try folder.audit(checkpoints: checkpoints, originals: !quick)
    if output.format == .json {
      try console.json(audit.json)
    } else {
      for flaw in audit.flaws { show(flaw, console) }
      console.result(
        audit.flaws.isEmpty
          ? Phrase.Ledger.holds(size: audit.size, originals: audit.originals)
          : Phrase.Ledger.flaws(audit.flaws.count))
    }
    return audit.flaws.isEmpty ? .holds : .doesNotHold
  }

  /// A checkpoint that was signed under any version of the campaign. Throws what the present one
  /// finds wrong with it.
  private static func verified(
    _ signed: SignedStatement, _ folder: CentreFolder
  ) throws(FengniError) -> Checkpoint {
    for version in folder.earlier {
      if let checkpoint = try? Checkpoint.verified(signed, campaign: version) { return checkpoint }
    }
    return try Checkpoint.verified(signed, campaign: folder.campaign)
  }

  private func show(_ flaw: LedgerFlaw, _ console: Console) {
    var place = flaw.index.map { Phrase.Ledger.entry($0)[console.language] } ?? ""
    if !flaw.subject.isEmpty { place += (place.isEmpty ? "" : ", ") + flaw.subject.oneLine }
    console.result("\(flaw.code.label)  \(place)  \(flaw.code.message[console.language])")
  }
}

extension LedgerAudit {
  fileprivate var json: JSONValue {
    .object([
      ("audit", .string("ledger/1")), ("size", .integer(size)), ("root", .string(root.text)),
      ("originals", .integer(originals)),
      (
        "flaws",
        .array(
          flaws.map { flaw in
            .object(
              [
                ("code", .string(flaw.code.label)), ("index", flaw.index.map { .integer($0) }),
                ("subject", .string(flaw.subject)),
              ] as [(String, JSONValue?)])
          })
      ),
    ])
  }
}

struct LedgerCheckpointCommand: Command {
  static let configuration = CommandConfiguration(.ledgerCheckpoint)

  @OptionGroup var centre: CentreOption
  @OptionGroup var keys: CentreKeyOptions
  @Option(name: .shortAndLong, help: .option(.output)) var output: String
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let folder = try centre.folder()
    let now = try common.moment()
    let file = try OutputFile(path: output, replacing: force)
    let signer = try keys.load(folder, console, time: now).signer
    let checkpoint = try folder.checkpoint(at: now, producer: Version.text)
    try file.write(checkpoint.signed(by: signer).bytes)
    try file.commit()
    console.result(Phrase.Ledger.paper(checkpoint.paperText))
    console.message(Phrase.writtenTo(output))
    console.message(Phrase.Ledger.keepCheckpoint)
    return .holds
  }
}

struct LedgerProveCommand: Command {
  static let configuration = CommandConfiguration(.ledgerProve)

  @OptionGroup var centre: CentreOption
  @Option(
    name: .long, help: .help(.ledgerProveBundle))
  var bundle: String?
  @Option(name: .long, help: .help(.ledgerProveIndex)) var index: Int?
  @Option(name: .long, help: .help(.ledgerProveSize))
  var size: Int?
  @Option(name: .long, help: .help(.ledgerProveFrom))
  var from: Int?
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let folder = try centre.folder()
    let proof: LedgerProof
    switch (bundle, index, from) {
    case (let name?, nil, nil):
      proof = try folder.proveInclusion(of: folder.bundle(name).index, size: size)
    case (nil, let index?, nil): proof = try folder.proveInclusion(of: index, size: size)
    case (nil, nil, let first?): proof = try folder.proveConsistency(from: first, to: size)
    default: throw FengniError(.usage, "--bundle, --index, --from")
    }
    try console.json(proof.json)
    return .holds
  }
}

/// Files that hold one statement.
enum StatementFile {
  static func read(_ path: String) throws(FengniError) -> SignedStatement {
    let bytes = try FileSource.readAll(path, limit: Limits.statement, tooLarge: .notABundle)
    guard !bytes.isEmpty else { throw FengniError(.inputEmpty, path) }
    return SignedStatement(bytes)
  }
}
