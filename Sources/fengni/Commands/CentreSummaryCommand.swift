import ArgumentParser
import BundleCore
import CMS
import Centre
import Disk
import Forms
import JSONText
import Messages
import Reports
import Primitives
import Submission
import Workplace

struct CentreSummaryCommand: Command {
  static let configuration = CommandConfiguration(.centreSummary)

  @Argument(
    help: .help(.centreSummaryFiles))
  var files: [String] = []
  @OptionGroup var centre: CentreOption
  @Flag(
    name: .long, help: .help(.centreSummaryCheck))
  var check = false
  @Option(name: .shortAndLong, help: .help(.centreSummaryOutput)) var output: String?
  @Option(
    name: .long, help: .help(.centreSummaryCampaign))
  var campaign: String?
  @Option(name: .long, help: .option(.fingerprint)) var fingerprint: String?
  @Option(
    name: .long,
    help: .help(.centreSummarySender)
  )
  var sender: String?
  @Option(name: .long, help: .help(.centreSummarySubmission)) var submission = "annual-summary"
  @Option(name: .long, help: .option(.suite)) var suite: String?
  @Option(
    name: .long, help: .help(.centreSummaryAsOf))
  var asOf: String?
  @Option(
    name: .long,
    help: .help(.centreSummaryKeys))
  var keys: [String] = []
  @Option(name: .long, help: .option(.passphraseFile)) var passphraseFile: String?
  @OptionGroup var format: FormatOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    if check { return try checkFiles(console) }
    guard files.isEmpty, let output, let campaign else {
      throw FengniError(.usage, "-o, --campaign, --check")
    }
    let folder = try centre.folder()
    let (package, bytes) = try Trust.read(campaign, fingerprint: fingerprint)
    let (draft, requirement, unit) = try begin(package, folder)
    let head = SummaryHead(
      unitID: unit.id, unitName: unit.name, scope: .init(unit.unitClass), year: 0, asOf: "")
    let summary = try folder.summary(dated(head, package))
    var forms = ["summary-grid": summary.grid, "contributing-bundles": summary.list]
    forms["missing-units"] = summary.missing
    for role in forms.keys where requirement.document(role) == nil { forms[role] = nil }
    guard forms["summary-grid"] != nil else {
      throw FengniError(.kindNotAllowed, submission, reason: "it has no summary-grid")
    }
    let guide = ToDoList(package.settings, requirement, output).guide(unit.name)
    _ = try Workspace.create(
      at: output, campaign: package, campaignBytes: bytes, draft: draft,
      guide: ["待办清单.md": Array(guide.zh.utf8), "TODO.md": Array(guide.en.utf8)], forms: forms)
    console.result(
      Phrase.Summary.made(directory: output, bundles: summary.bundles, units: summary.units))
    if summary.notStated > 0 { console.message(Phrase.Summary.notStated(summary.notStated)) }
    if summary.outside > 0 { console.message(Phrase.Summary.outside(summary.outside)) }
    console.message(Phrase.Summary.next(directory: output))
    return .holds
  }

  // MARK: Making

  private func begin(
    _ package: CampaignPackage, _ folder: CentreFolder
  ) throws(FengniError) -> (Draft, SubmissionRequirement, Roster.Unit) {
    guard try common.moment() <= package.expires else {
      throw FengniError(.campaignExpired, package.id)
    }
    let id = sender ?? folder.campaign.settings.issuerID
    guard let unit = package.roster.unit(id) else { throw FengniError(.senderUnknown, id) }
    guard let requirement = package.settings.submission(submission) else {
      throw FengniError(.kindNotAllowed, submission)
    }
    guard requirement.senders.contains(unit.unitClass) else {
      throw FengniError(.senderMayNotSubmit, id, reason: unit.unitClass.rawValue)
    }
    guard let suite = suite.map({ Suite(rawValue: $0) }) ?? package.settings.suites.first else {
      throw FengniError(.usage, "--suite")
    }
    guard package.settings.suites.contains(suite) else {
      throw FengniError(.suiteNotPermitted, suite.rawValue)
    }
    var draft = Draft(senderID: id, suite: suite, submission: submission)
    // What is summed is at least internal.
    draft.mark = .internal
    return (draft, requirement, unit)
  }

  private func dated(
    _ head: SummaryHead, _ package: CampaignPackage
  ) throws(FengniError) -> SummaryHead {
    var head = head
    let today = try common.moment().rfc3339(zone: package.settings.timeZone).prefix(10)
    head.asOf = asOf ?? String(today)
    guard Timestamp.endOfDay(head.asOf, zone: package.settings.timeZone) != nil,
      let year = Int(head.asOf.prefix(4))
    else { throw FengniError(.usage, "--as-of") }
    head.year = year
    return head
  }

  // MARK: Checking

  private func checkFiles(_ console: Console) throws(FengniError) -> ExitStatus {
    guard !files.isEmpty, output == nil else { throw FengniError(.usage, "--check FILE") }
    let folder = try centre.folder()
    var forms = SummaryForms()
    for file in files { try read(file, into: &forms, console) }
    let findings = try folder.check(forms)
    let holds = !findings.contains { $0.severity == .error }
    let bundles = forms.list?.value["bundles"]?.asArray?.count ?? 0
    let sheet = ReportSheet(
      title: Phrase.Summary.checkTitle, facts: [.init(.campaign, folder.campaign.settings.title)],
      findings: findings)
    let json = JSONValue.object([
      ("check", .string("summary/1")), ("holds", .bool(holds)),
      ("findings", .array(findings.map { $0.json })),
    ])
    try console.show(sheet, as: format.format, json: json) {
      if !findings.isEmpty { console.result(findings) }
      console.result(
        holds ? Phrase.Summary.holds(bundles: bundles) : Phrase.Summary.differs(findings.count))
    }
    return holds ? .holds : .doesNotHold
  }

  private func read(
    _ path: String, into forms: inout SummaryForms, _ console: Console
  ) throws(FengniError) {
    if Paths.isDirectory(path) {
      for name in try DirectoryTree.files(below: path, refusing: .inputUnreadable)
      where name.hasSuffix(".json") {
        try take(Paths.join(path, name), into: &forms)
      }
    } else if path.hasSuffix(".fnb") {
      try open(path, into: &forms, console)
    } else {
      try take(path, into: &forms)
    }
  }

  private func take(_ path: String, into forms: inout SummaryForms) throws(FengniError) {
    let bytes = try FileSource.readAll(path, limit: 64 << 20, tooLarge: .inputUnreadable)
    forms.take(try JSONDocument.parse(bytes, subject: path), name: path)
  }

  /// A bundle is opened in memory by whoever has the receiver's keys.
  private func open(
    _ path: String, into forms: inout SummaryForms, _ console: Console
  ) throws(FengniError) {
    guard let campaign, !keys.isEmpty else { throw FengniError(.usage, "--campaign, --keys") }
    let package = try Trust.read(campaign, fingerprint: fingerprint).package
    var options = RecipientKeyOptions()
    options.keys = keys
    options.passphraseFile = passphraseFile
    let opening = Opening(
      campaign: package, keys: try options.recipients(console, for: nil),
      time: try common.moment(), acceptsIndeterminate: true)
    let verification = opening.examine(try FileSource(path: path), keeping: 64 << 20)
    if let error = verification.report.findings.first(where: { $0.severity == .error }) {
      throw FengniError(error.code, path)
    }
    for form in verification.forms {
      forms.take(
        try JSONDocument.parse(form.bytes, subject: form.row.path.text), name: form.row.path.text)
    }
  }
}
