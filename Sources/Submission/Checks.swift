import BundleCore
import CMS
import JSONText

/// What was seen of one document.
struct ObservedDocument {
  let row: DocumentRow
  let contentMismatch: Bool
  /// Flaw of a JSON document, if it has one.
  let jsonFlaw: FengniError?
  /// A JSON document as it was read.
  let value: JSONValue?

  /// Judges the octets that passed a probe; `room`: how many octets of documents with forms may
  /// still be kept, nil when the campaign has no form for this one.
  init(_ row: DocumentRow, _ probe: DocumentProbe, room: Int?) {
    self.row = row
    contentMismatch = row.size > 0 && MediaType.contradicts(row.mediaType, head: probe.head)
    guard row.mediaType == "application/json", row.size > 0, !contentMismatch else {
      jsonFlaw = nil
      value = nil
      return
    }
    let limit = room.map { UInt64(min(max($0, 0), Limits.formSize)) } ?? .max
    if probe.isTooLarge || row.size > limit {
      jsonFlaw = FengniError(.jsonTooLarge, row.path.text)
      value = nil
      return
    }
    do throws(FengniError) {
      let parsed = try JSONDocument.parse(probe.kept, subject: row.path.text)
      jsonFlaw = nil
      value = room == nil ? nil : parsed
    } catch {
      jsonFlaw = error
      value = nil
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
    func find(_ code: Code, expected: String? = nil, found: String? = nil) {
      findings.append(
        Finding(
          code, document: row.path.text, subject: row.role, expected: expected, found: found))
    }
    if !requirement.mediaTypes.contains(row.mediaType) {
      find(
        .documentMediaType, expected: requirement.mediaTypes.joined(separator: ", "),
        found: row.mediaType)
    }
    if row.size == 0 { find(.documentEmpty) }
    let maximum = min(requirement.maximumBytes ?? .max, settings.limits.documentBytes)
    if row.size > maximum {
      find(.documentTooLarge, expected: "\(maximum)", found: "\(row.size)")
    }
    if document.contentMismatch { find(.documentContentMismatch, expected: row.mediaType) }
    return findings
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
          expected: settings.marks.map(\.rawValue).joined(separator: ", ")))
    }
    findings += revision()
    if manifest.created > time.adding(seconds: 300) { findings.append(Finding(.createdInFuture)) }
    guard let submission = settings.submission(manifest.submission) else {
      return findings + [Finding(.kindNotAllowed, subject: manifest.submission)]
    }
    if !submission.senders.contains(manifest.sender.unitClass) {
      findings.append(
        Finding(
          .senderMayNotSubmit, subject: manifest.sender.id,
          expected: submission.senders.map(\.rawValue).joined(separator: ", "),
          found: manifest.sender.unitClass.rawValue))
    }
    if submission.needsSecrecyReview, manifest.secrecyReview == nil {
      findings.append(Finding(.secrecyReviewMissing))
    }
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
