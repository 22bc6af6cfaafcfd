import ArgumentParser
import BundleCore
import CMS
import Centre
import CentreReports
import Custody
import Disk
import Messages
import Primitives
import Submission

struct NoticeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    .notice, subcommands: [NoticeIssueCommand.self])
}

struct NoticeIssueCommand: Command {
  static let configuration = CommandConfiguration(.noticeIssue)

  @Argument(help: .help(.noticeIssueForm)) var form: String
  @Option(name: .long, help: .help(.noticeIssueAttach))
  var attach: [String] = []
  @Option(name: .long, help: .help(.noticeIssueUnit))
  var unit: String
  @Option(
    name: .long,
    help: .help(.noticeIssueCertificates))
  var certificates: [String]
  @OptionGroup var centre: CentreOption
  @OptionGroup var keys: CentreKeyOptions
  @Option(name: .shortAndLong, help: .option(.output)) var output: String
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    // Nobody types a passphrase for a file that is not there.
    for path in [form] + attach where !Paths.exists(path) {
      throw FengniError(.inputNotFound, path)
    }
    let folder = try centre.folder()
    guard folder.campaign.roster.unit(unit) != nil else { throw FengniError(.senderUnknown, unit) }
    let file = try OutputFile(path: output, replacing: force)
    let found = try UnitCertificates(paths: certificates).find(unit, folder)
    let time = try common.moment()
    let issuing = NoticeIssuing(
      centre: folder,
      signer: try keys.signer(folder, console, time: time, suites: found.compactMap(\.suite)),
      time: time, producer: Version.text)
    let outcome = try issuing.issue(
      form: form, attachments: attach, to: unit, certificates: found,
      waiting: { console.message(Phrase.Centre.waiting) })
    switch outcome {
    case .refused(let findings):
      console.result(findings)
      console.result(
        Phrase.Report.checkFailed(errors: findings.count { $0.severity == .error }))
      return .doesNotHold
    case .issued(let issued):
      console.message(issued.findings)
      try copy(issued.original, into: file)
      show(issued, console)
      return .holds
    }
  }

  private func copy(_ path: String, into file: OutputFile) throws(FengniError) {
    let source = try FileSource(path: path)
    let block = Block(byteCount: 256 << 10)
    while case let count = try source.read(into: block.memory), count > 0 {
      try file.write(UnsafeRawBufferPointer(rebasing: block.memory[..<count]))
    }
    try file.commit()
  }

  private func show(_ issued: NoticeIssuing.Issued, _ console: Console) {
    let notice = issued.notice
    console.result(
      issued.isNew
        ? Phrase.Notice.issued(
          number: notice.number.oneLine,
          kind:
            NoticeKind(rawValue: notice.kind)?.title ?? Bilingual(notice.kind, notice.kind),
          unit: "\(issued.unitName.oneLine) (\(notice.unit))", findings: notice.items.count)
        : Phrase.Notice.issuedBefore(number: notice.number.oneLine))
    console.message(Phrase.writtenTo(output))
    console.result(Phrase.labelled(.shortCode, issued.digest.shortCode))
    console.message(Phrase.Notice.sendNext)
  }
}

extension Certificate {
  /// The suite of its key.
  fileprivate var suite: Suite? { publicKey.algorithm.map { Suite($0) } }
}

/// Where a centre keeps the certificates of its units.
private struct UnitCertificates {
  let paths: [String]

  /// The encryption certificates that the roster binds to the unit. A folder that has one of the
  /// unit's name is looked at there first: a province has tens of thousands of files.
  ///
  /// Throws `addresseeCertificate` when there is none.
  func find(_ unit: String, _ centre: CentreFolder) throws(FengniError) -> [Certificate] {
    for path in paths where !Paths.exists(path) { throw FengniError(.inputNotFound, path) }
    for isNarrow in [true, false] {
      var bound: [Certificate] = []
      for path in paths {
        for certificate in try read(path, isNarrow ? unit : nil, centre, unit)
        where !bound.contains(certificate) {
          bound.append(certificate)
        }
      }
      if !bound.isEmpty { return bound }
    }
    throw FengniError(.addresseeCertificate, unit)
  }

  private func read(
    _ path: String, _ inner: String?, _ centre: CentreFolder, _ unit: String
  ) throws(FengniError) -> [Certificate] {
    guard Paths.isDirectory(path) else {
      let list = try CertificateFiles.read(path, limit: Limits.certificate)
      return centre.bound(list, to: unit)
    }
    let folder = inner.map { Paths.join(path, $0) } ?? path
    guard Paths.isDirectory(folder) else { return [] }
    var bound: [Certificate] = []
    for name in try DirectoryTree.files(below: folder, refusing: .inputUnreadable) {
      // Whatever else lies there is none of ours.
      guard
        let bytes = try? FileSource.readAll(
          Paths.join(folder, name), limit: Limits.certificate, tooLarge: .certificateFormat),
        let list = try? Certificate.list(pemOrDER: bytes)
      else { continue }
      bound += centre.bound(list, to: unit)
    }
    return bound
  }
}

extension CentreKeyOptions {
  /// The centre's signing key of one of these suites. Throws `centreKeysUnfit`.
  func signer(
    _ centre: CentreFolder, _ console: Console, time: Timestamp, suites: [Suite]
  ) throws(FengniError) -> CentreSigner {
    let source = PassphraseSource(file: passphraseFile, console: console)
    for path in keys.isEmpty ? try centre.keyDirectories() : keys {
      let directory = try KeyDirectory.open(path)
      guard let certificate = directory.signingCertificate, let suite = certificate.suite,
        suites.contains(suite), centre.campaign.settings.suites.contains(suite),
        Self.maySign(certificate, directory.chain, centre.campaign, time)
      else { continue }
      return CentreSigner(
        key: try directory.signingKey(passphrase: source.existing(for: path)),
        certificate: certificate, chain: directory.chain)
    }
    throw FengniError(
      .centreKeysUnfit, suites.map(\.rawValue).joined(separator: ", "), reason: "nobody to sign")
  }
}
