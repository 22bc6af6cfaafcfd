import ArgumentParser
import BundleCore
import CMS
import Custody
import Disk
import Forms
import JSONText
import Messages
import Reports
import Primitives
import Submission
import Workbook
import Workplace

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    .report, subcommands: [ReportNewCommand.self, ReportCheckCommand.self])
}

struct ReportNewCommand: Command {
  static let configuration = CommandConfiguration(.reportNew)

  @Argument(help: .help(.centreSummaryOutput)) var directory: String
  @OptionGroup var campaign: CampaignOptions
  @Option(name: .long, help: .option(.sender)) var sender: String
  @Option(
    name: .long, help: .help(.reportNewSubmission)
  )
  var submission = "self-inspection"
  @Option(name: .long, help: .option(.suite)) var suite: String?
  @Option(
    name: .long,
    help: .help(.reportNewKind))
  var kind = "initial"
  @Option(
    name: .long, help: .help(.reportNewAfter))
  var after: String?
  @Option(name: .long, help: .help(.reportNewBundle))
  var bundle: String?
  @Option(name: .long, help: .option(.reason)) var reason: String?
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let time = try common.moment()
    let (package, bytes) = try Trust.read(campaign.campaign, fingerprint: campaign.fingerprint)
    guard time <= package.expires else { throw FengniError(.campaignExpired, package.id) }
    guard let kind = RevisionKind(rawValue: kind) else { throw FengniError(.usage, "--kind") }
    guard let suite = suite.map({ Suite(rawValue: $0) }) ?? package.settings.suites.first else {
      throw FengniError(.usage, "--suite")
    }
    guard package.settings.suites.contains(suite) else {
      throw FengniError(.suiteNotPermitted, suite.rawValue)
    }
    var draft = Draft(senderID: sender, suite: suite, submission: submission, kind: kind)
    if kind != .initial { try follow(&draft) }
    guard let requirement = package.settings.submission(submission) else {
      throw FengniError(.kindNotAllowed, submission)
    }
    // Notices are issued by the centre, with a command of their own.
    guard !requirement.isToUnit else { throw FengniError(.addresseeUnfit, submission) }
    guard let unit = package.roster.unit(sender) else { throw FengniError(.senderUnknown, sender) }
    guard requirement.senders.contains(unit.unitClass) else {
      throw FengniError(.senderMayNotSubmit, sender, reason: unit.unitClass.rawValue)
    }
    let toDo = ToDoList(package.settings, requirement, directory)
    let guide = toDo.guide(unit.name)
    var files = ["待办清单.md": Array(guide.zh.utf8), "TODO.md": Array(guide.en.utf8)]
    try addWorkbooks(package, requirement, console.language, &files)
    _ = try Workspace.create(
      at: directory, campaign: package, campaignBytes: bytes, draft: draft, guide: files)
    console.message(Phrase.Report.made(directory: directory, sender: unit.name))
    for (i, item) in toDo.items.enumerated() {
      console.result("\(i + 1). \(item[console.language])")
    }
    return .holds
  }

  /// Forms are filled in with Excel or WPS: a workbook for each, with what is known.
  private func addWorkbooks(
    _ package: CampaignPackage, _ requirement: SubmissionRequirement, _ language: Language,
    _ files: inout [String: [UInt8]]
  ) throws(FengniError) {
    let forms = package.contents.forms
    for document in requirement.documents {
      guard let schema = document.schema else { continue }
      let known = package.known(of: sender, requirement)
      let template = WorkbookTemplate(try forms.layout(schema), language: language)
      files["forms/\(document.role).xlsx"] = try template.bytes(
        values: forms.form(schema).begun(known: known))
    }
  }

  /// What the superseded bundle was, from its workspace and its sealed file.
  private func follow(_ draft: inout Draft) throws(FengniError) {
    guard let after, let bundle, let reason else {
      throw FengniError(.usage, "--after, --bundle, --reason")
    }
    guard let frozen = try Workspace(path: after).frozen() else {
      throw FengniError(.workspaceMalformed, after, reason: "never signed")
    }
    let former = try frozen.claimedManifest()
    let source = try FileSource(path: bundle)
    let digest = try DigestContext.digest(of: source, former.suite.digest)
    draft.revision = former.revision + 1
    draft.suite = former.suite
    draft.supersedes = .init(id: former.id, digest: digest, reason: reason)
  }
}

struct ReportCheckCommand: Command {
  static let configuration = CommandConfiguration(.reportCheck)

  @Argument(help: .help(.reportCheckDirectory)) var directory: String
  @Option(name: .long, help: .option(.fingerprint)) var fingerprint: String?
  @OptionGroup var output: FormatOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let workspace = try Workspace(path: directory)
    let package = try Trust.read(workspace.campaignPath, fingerprint: fingerprint).package
    let sealing = Sealing(
      campaign: package, time: try common.moment(), producer: Version.text)
    let (draft, signed) = try workspace.check(sealing)
    let due = try SignCommand.due(signed, draft.manifest, package, sealing)
    let workbooks = FormWorkbooks(
      workspace: directory, package: package, language: console.language,
      sender: draft.manifest.sender.id)
    let findings = try workbooks.located(draft.findings, draft.manifest.submission)
    let errors = findings.count { $0.severity == .error }
    let json = JSONValue.object([
      ("report", .string("check/1")), ("mayBeSealed", .bool(draft.mayBeSealed)),
      ("findings", .array(findings.map(\.json))),
    ])
    let sender = draft.manifest.sender
    let sheet = ReportSheet(
      title: Phrase.Report.checkTitle,
      facts: [
        .init(.campaign, package.settings.title), .init(.sender, "\(sender.name) (\(sender.id))"),
        .init(.workspace, directory),
        .init(.verifiedAt, timeText(sealing.time, in: package.settings.timeZone)),
      ], findings: findings)
    try console.show(sheet, as: output.format, json: json) {
      console.result(findings)
      guard errors == 0 else {
        return console.result(Phrase.Report.checkFailed(errors: errors))
      }
      console.result(Phrase.Report.checkPassed)
      console.result(
        due.isEmpty ? Phrase.Sign.complete : Phrase.Sign.stillDue(due.map { $0.title }))
    }
    return errors == 0 ? .holds : .doesNotHold
  }
}

/// What a person has to do for a submission, in order.
struct ToDoList {
  let items: [Bilingual]
  private let title: Bilingual
  private let deadline: String

  init(
    _ settings: CampaignSettings, _ requirement: SubmissionRequirement, _ directory: String
  ) {
    title = Bilingual(
      settings.title.zh + "，" + requirement.title.zh,
      settings.title.en + ", " + requirement.title.en)
    deadline = requirement.deadline.deadlineText(zone: settings.timeZone)
    var items: [Bilingual] = []
    for document in requirement.documents {
      let folder = "documents/" + document.role + "/"
      let formats = document.mediaTypes.map(MediaType.shortName).joined(separator: ", ")
      let name = Bilingual(document.title.zh, document.title.en)
      guard document.schema == nil else {
        items.append(
          Phrase.Report.toDoForm(
            name: name, workbook: "forms/\(document.role).xlsx", directory: directory,
            isRequired: document.isRequired))
        continue
      }
      items.append(
        Phrase.Report.toDoPlace(
          name: name, folder: folder, formats: formats, isRequired: document.isRequired))
    }
    if requirement.needsSecrecyReview {
      items.append(Phrase.Report.toDoSecrecyReview(path: "report.json"))
    }
    items.append(Phrase.Report.toDoMark(path: "report.json"))
    items.append(Phrase.Report.toDoCheck(directory: directory))
    for capacity in requirement.signatures {
      items.append(
        Phrase.Report.toDoSign(
          directory: directory, capacity: capacity.title, option: capacity.rawValue))
    }
    items.append(Phrase.Report.toDoSeal(directory: directory))
    items.append(Phrase.Report.toDoDeliver(deadline: deadline))
    self.items = items
  }

  func guide(_ sender: String) -> Bilingual {
    Phrase.Report.guide(campaign: title, sender: sender, deadline: deadline, items: items)
  }
}
