import BundleCore
import CMS
import Documents
import Forms
import JSONText
import Messages
import RegularExpressions

/// What was seen of one document.
struct ObservedDocument {
  let row: DocumentRow
  let contentMismatch: Bool
  /// Flaw of a JSON document, if it has one.
  let jsonFlaw: FengniError?
  /// A JSON document as it was read.
  let value: JSONValue?
  /// What was seen inside a document of another kind.
  let insideFindings: [Finding]

  /// Judges the octets that passed a probe.
  ///
  /// The octets are those of a signed manifest's row: nobody else can have this reader look into a
  /// document of theirs.
  init(
    _ row: DocumentRow, _ probe: DocumentProbe, _ plan: inout ObservationPlan,
    _ examiner: DocumentExaminer
  ) {
    self.row = row
    let isContradicted = row.size > 0 && MediaType.contradicts(row.mediaType, head: probe.head)
    insideFindings =
      plan.isExamined && row.size > 0 && !probe.isTooLarge
      ? Self.examine(row, probe.kept, plan.requirement, examiner, &plan.budget) : []
    // A document that is encrypted or of another kind is better told as that.
    contentMismatch = isContradicted && insideFindings.isEmpty
    guard row.mediaType == "application/json", row.size > 0, !contentMismatch else {
      jsonFlaw = nil
      value = nil
      return
    }
    let limit = plan.formRoom.map { UInt64(min(max($0, 0), Limits.formSize)) } ?? .max
    if probe.isTooLarge || row.size > limit {
      jsonFlaw = FengniError(.jsonTooLarge, row.path.text)
      value = nil
      return
    }
    do throws(FengniError) {
      let parsed = try JSONDocument.parse(probe.kept, subject: row.path.text)
      jsonFlaw = nil
      value = plan.formRoom == nil ? nil : parsed
    } catch {
      jsonFlaw = error
      value = nil
    }
  }
}

/// How closely the documents of a bundle are looked at, one after another: what is kept and what is
/// looked into has its bounds.
struct ObservationPlan {
  private let submission: SubmissionRequirement?
  private var forms = Limits.forms
  private var examined = 0
  /// For looking into all of them.
  fileprivate var budget = DocumentBudget()
  /// Of the document that is next.
  private(set) var requirement: DocumentRequirement?
  private(set) var isExamined = false
  /// Octets of documents with forms that may still be kept; nil when there is no form for this one.
  var formRoom: Int? { requirement?.schema == nil ? nil : forms }

  init(_ submission: SubmissionRequirement?) { self.submission = submission }

  /// Turns to the next document.
  mutating func next(role: String, mediaType: String) {
    requirement = submission?.document(role)
    isExamined = MediaType.isExamined(mediaType) && examined < Limits.examinedDocuments
    if isExamined { examined += 1 }
  }

  /// Takes note of the document's size.
  mutating func take(_ size: UInt64) {
    if requirement?.schema != nil { forms -= Int(clamping: size) }
  }
}

extension ObservedDocument {
  /// Whether a document can be read, has its chapters, and bears no mark of a state secret.
  private static func examine(
    _ row: DocumentRow, _ bytes: [UInt8], _ requirement: DocumentRequirement?,
    _ examiner: DocumentExaminer, _ budget: inout DocumentBudget
  ) -> [Finding] {
    let chapters = requirement?.chapters ?? []
    let seen = examiner.examine(bytes, mediaType: row.mediaType, budget: &budget)
    var findings = seen.findings(
      document: row.path.text, subject: row.role, mediaType: row.mediaType,
      needsText: !chapters.isEmpty)
    guard !chapters.isEmpty, let text = seen.text, !text.isBlank else { return findings }
    let reports = Chapters.check(text, chapters.map(ChapterRequirement.init))
    for (chapter, report) in zip(chapters, reports) {
      findings += report.findings(document: row.path.text, title: row.role).map { finding in
        var finding = finding
        finding.detail = chapter.title
        return finding
      }
    }
    return findings
  }
}

extension ChapterRequirement {
  fileprivate init(_ chapter: Chapter) {
    // The settings were read: every expression compiles.
    let headings = chapter.headings.compactMap { try? RegularExpression($0) }
    self.init(id: chapter.id, minimumHan: chapter.minimumHan) { heading in
      headings.contains { $0.matches(heading) }
    }
  }
}

/// The gates that are about the work: the same code for the unit before sealing and for the
/// centre after opening. Everything is looked at, and every finding collected (SPEC, 10).
struct Checks {
  let campaign: CampaignPackage
  let manifest: Manifest
  /// When the bundle was received; at the unit, now.
  let time: Timestamp

  private var settings: CampaignSettings { campaign.settings }

  func findings(_ documents: [ObservedDocument]) -> [Finding] {
    completeness(documents) + content(documents) + forms(documents) + policy()
  }

  // MARK: Completeness

  private func completeness(_ documents: [ObservedDocument]) -> [Finding] {
    guard let submission = settings.submission(manifest.submission) else { return [] }
    var findings: [Finding] = []
    for requirement in submission.documents {
      let count = documents.count { $0.row.role == requirement.role }
      if count == 0, requirement.isRequired, requiresAll {
        findings.append(Finding(.documentMissing, subject: requirement.role))
      }
      if let maximum = requirement.maximumCount, count > maximum {
        findings.append(
          Finding(
            .documentTooMany, subject: requirement.role, expected: "\(maximum)",
            found: "\(count)"))
      }
    }
    if documents.count > settings.limits.documents {
      findings.append(
        Finding(
          .documentTooMany, expected: "\(settings.limits.documents)",
          found: "\(documents.count)"))
    }
    return findings + documents.flatMap { check($0, submission) }
  }

  /// A supplement brings single parts, a withdrawal none.
  private var requiresAll: Bool { manifest.kind == .initial || manifest.kind == .correction }

  private func check(
    _ document: ObservedDocument, _ submission: SubmissionRequirement
  ) -> [Finding] {
    let row = document.row
    guard let requirement = submission.document(row.role) else {
      return [Finding(.documentUnexpected, document: row.path.text, subject: row.role)]
    }
    var findings: [Finding] = []
    func find(
      _ code: Code, expected: String? = nil, found: String? = nil, detail: Bilingual? = nil
    ) {
      findings.append(
        Finding(
          code, document: row.path.text, subject: row.role, expected: expected, found: found,
          detail: detail))
    }
    let isWorkbook = requirement.schema != nil && row.mediaType == MediaType.workbook
    if !requirement.mediaTypes.contains(row.mediaType) {
      find(
        .documentMediaType, expected: requirement.mediaTypes.joined(separator: ", "),
        found: row.mediaType, detail: isWorkbook ? Phrase.Workbook.importInstead : nil)
    }
    if row.size == 0 { find(.documentEmpty) }
    let maximum = min(requirement.maximumBytes ?? .max, settings.limits.documentBytes)
    if row.size > maximum {
      find(.documentTooLarge, expected: "\(maximum)", found: "\(row.size)")
    }
    if document.contentMismatch { find(.documentContentMismatch, expected: row.mediaType) }
    return findings + document.insideFindings
  }

  // MARK: Content

  private func content(_ documents: [ObservedDocument]) -> [Finding] {
    documents.compactMap { document in
      document.jsonFlaw.map { Finding($0, document: document.row.path.text) }
    }
  }

  private func forms(_ documents: [ObservedDocument]) -> [Finding] {
    guard let submission = settings.submission(manifest.submission) else { return [] }
    let checks = FormChecks(
      campaign: campaign, requirement: submission, manifest: manifest, time: time)
    return checks.findings(documents, requiresAll: requiresAll)
  }

  // MARK: Policy

  private func policy() -> [Finding] {
    var findings: [Finding] = []
    if !settings.suites.contains(manifest.suite) {
      findings.append(Finding(.suiteNotPermitted, subject: manifest.suite.rawValue))
    }
    if !settings.marks.contains(manifest.mark) {
      findings.append(
        Finding(
          .markNotAllowed, subject: manifest.mark.rawValue,
          expected: settings.marks.map { $0.rawValue }.joined(separator: ", ")))
    }
    findings += revision()
    if manifest.created > time.adding(seconds: Limits.clockTolerance) {
      findings.append(Finding(.createdInFuture))
    }
    guard let submission = settings.submission(manifest.submission) else {
      return findings + [Finding(.kindNotAllowed, subject: manifest.submission)]
    }
    if !submission.senders.contains(manifest.sender.unitClass) {
      findings.append(
        Finding(
          .senderMayNotSubmit, subject: manifest.sender.id,
          expected: submission.senders.map { $0.rawValue }.joined(separator: ", "),
          found: manifest.sender.unitClass.rawValue))
    }
    if submission.needsSecrecyReview, manifest.secrecyReview == nil {
      findings.append(Finding(.secrecyReviewMissing))
    }
    // A notice has its own time (SPEC, 15.9).
    guard !submission.isToUnit else { return findings }
    if time < settings.opens {
      findings.append(Finding(.beforeOpening, expected: local(settings.opens)))
    }
    if time > submission.deadline {
      findings.append(
        Finding(
          .late, .warning, expected: submission.deadline.deadlineText(zone: settings.timeZone),
          found: local(time)))
    }
    return findings
  }

  private func local(_ time: Timestamp) -> String { time.rfc3339(zone: settings.timeZone) }

  /// Kind, revision, superseded bundle and documents must tell one story (SPEC, 7).
  private func revision() -> [Finding] {
    let isFirst = manifest.kind == .initial
    let chainHolds =
      isFirst
      ? manifest.revision == 1 && manifest.supersedes == nil
      : manifest.revision > 1 && manifest.supersedes != nil
    // Where required documents are missing, that is said already.
    let isEmptyAsItShould =
      switch manifest.kind {
      case .withdrawal: manifest.documents.isEmpty
      case .supplement: !manifest.documents.isEmpty
      case .initial, .correction: true
      }
    return (chainHolds ? [] : [Finding(.revisionChain, subject: manifest.kind.rawValue)])
      + (isEmptyAsItShould ? [] : [Finding(.kindNotAllowed, subject: manifest.kind.rawValue)])
  }
}
