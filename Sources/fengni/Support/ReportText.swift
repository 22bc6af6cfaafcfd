import BundleCore
import CMS
import Custody
import Messages
import Primitives
import Submission

/// A validation report as text for people.
struct ReportText {
  private let report: ValidationReport
  private let console: Console

  init(_ report: ValidationReport, _ console: Console) {
    self.report = report
    self.console = console
  }

  func print() {
    let verdict = report.verdict.rawValue
    console.result(Phrase.Verify.verdict(verdict))
    console.result(Phrase.labelled(.size, Phrase.size(report.file.size)))
    if let digest = report.file.digest {
      console.result(Phrase.labelled(.shortCode, digest.shortCode))
      console.result(Phrase.labelled(.digest, digest.text))
    }
    console.result(
      Phrase.labelled(.campaign, "\(report.campaign.id) (\(report.campaign.version))"))
    console.result(
      Phrase.labelled(.issued, local(report.campaign.issued)))
    console.result(Phrase.labelled(.verifiedAt, local(report.time)))
    if let manifest = report.manifest { printSubmission(manifest) }
    printRevocation()
    printGates()
    FindingsText(report.findings, console).print()
  }

  private func local(_ time: Timestamp) -> String { time.rfc3339(zone: report.campaign.timeZone) }

  private func printSubmission(_ manifest: Manifest) {
    console.result(
      Phrase.labelled(.sender, "\(manifest.sender.name) (\(manifest.sender.id))"))
    console.result(
      Phrase.labelled(.unitClass, Words.unitClass(manifest.sender.unitClass.rawValue)))
    if let addressee = manifest.addressee {
      console.result(Phrase.labelled(.addressee, addressee))
    }
    console.result(Phrase.labelled(.submission, manifest.submission))
    console.result(
      Phrase.labelled(.submissionKind, Words.kind(manifest.kind.rawValue)))
    console.result(Phrase.labelled(.revision, "\(manifest.revision)"))
    console.result(Phrase.labelled(.mark, Words.mark(manifest.mark.rawValue)))
    console.result(Phrase.labelled(.created, local(manifest.created)))
    console.result(Phrase.labelled(.signers, ""))
    for signer in report.signers {
      console.result(
        "  "
          + Phrase.Verify.signer(
            subject: signer.certificate.shownName, capacity: signer.capacity.rawValue,
            time: local(signer.signingTime))[console.language])
    }
    console.result(Phrase.labelled(.documents, "\(manifest.documents.count)"))
    for document in manifest.documents {
      console.result(
        "  \(document.path.text)  \(document.role)  \(sizeText(document.size))")
    }
  }

  private func printRevocation() {
    if report.revocation.isEmpty {
      if report.manifest != nil { console.result(Phrase.Verify.noRevocationList) }
      return
    }
    for source in report.revocation {
      console.result(
        Phrase.Verify.revocationList(
          issuer: source.issuer, ageDays: Int(source.ageDays(asOf: report.time))))
    }
  }

  private func printGates() {
    console.result(Phrase.labelled(.gates, ""))
    for (gate, result) in report.gates {
      var text = Words.gateResult(result.name)[console.language]
      if case .notEvaluated(let because) = result {
        text = Phrase.Verify.notEvaluated(because: because.title)[console.language]
      }
      console.result("  \(Self.sign(result)) \(gate.title[console.language])  \(text)")
    }
  }

  private static func sign(_ result: GateResult) -> String {
    switch result {
    case .passed: "+"
    case .failed: "x"
    case .undecided: "?"
    case .notEvaluated: "-"
    }
  }
}

extension Certificate {
  /// Whose it is, in words for people: the common name and the unit's id where there is one.
  var shownName: String {
    guard let commonName else { return subjectText }
    return (organizationIdentifier.map { "\(commonName) (\($0))" } ?? commonName).oneLine
  }
}

/// Findings as text, grouped by document: what is wrong, where, and what to do.
struct FindingsText {
  private let findings: [Finding]
  private let console: Console

  init(_ findings: [Finding], _ console: Console) {
    self.findings = findings
    self.console = console
  }

  func print() { for line in lines { console.result(line) } }

  func printToMessages() { for line in lines where !findings.isEmpty { console.message(line) } }

  private var lines: [String] {
    guard !findings.isEmpty else { return [Phrase.noFindings[console.language]] }
    var lines: [String] = []
    var documents: [String] = []
    var byDocument: [String: [Finding]] = [:]
    for finding in findings {
      if byDocument[finding.document] == nil { documents.append(finding.document) }
      byDocument[finding.document, default: []].append(finding)
    }
    for document in documents {
      lines.append(document.isEmpty ? Phrase.wholeBundle[console.language] : document)
      let group = byDocument[document] ?? []
      for (i, finding) in group.enumerated() {
        // Said once, after the last of those that are mended the same way.
        let isLast = i + 1 == group.count || group[i + 1].code != finding.code
        lines += text(finding, withRemedy: isLast)
      }
    }
    let counts = { (severity: Severity) in findings.count { $0.severity == severity } }
    lines.append(
      Phrase.findingCounts(
        errors: counts(.error), undecided: counts(.undecided), warnings: counts(.warning))[
          console.language])
    return lines
  }

  private func text(_ finding: Finding, withRemedy: Bool) -> [String] {
    let language = console.language
    var lines = [
      "  \(finding.code.label) [\(finding.severity.title[language])] "
        + finding.code.message[language]
    ]
    var place = finding.subject == finding.document ? "" : finding.subject
    if let line = finding.line {
      place +=
        (place.isEmpty ? "" : ", ")
        + Phrase.place(line: line, column: finding.column ?? 1)[language]
    }
    if let detail = finding.detail { lines.append("      " + detail[language].oneLine) }
    if let rule = finding.rule { lines.append("      " + Phrase.labelled(.rule, rule)[language]) }
    if let pointer = finding.pointer, !pointer.isEmpty {
      place += (place.isEmpty ? "" : ", ") + pointer.oneLine
    }
    if !place.isEmpty { lines.append("      " + Phrase.labelled(.place, place)[language]) }
    if let expected = finding.expected {
      lines.append("      " + Phrase.labelled(.expected, expected)[language])
    }
    if let found = finding.found {
      lines.append("      " + Phrase.labelled(.found, found)[language])
    }
    if withRemedy {
      lines.append("      " + Phrase.labelled(.remedy, finding.code.remedy)[language])
    }
    return lines
  }
}

/// A campaign as text for people.
struct CampaignText {
  private let package: CampaignPackage
  private let console: Console

  init(_ package: CampaignPackage, _ console: Console) {
    self.package = package
    self.console = console
  }

  func print(isTrusted: Bool?) {
    let settings = package.settings
    func local(_ time: Timestamp) -> String { time.rfc3339(zone: settings.timeZone) }
    console.result(Phrase.labelled(.campaign, settings.title[console.language].oneLine))
    console.result(Phrase.labelled(.version, "\(package.id) \(package.version)"))
    console.result(Phrase.labelled(.issuer, settings.issuerName[console.language].oneLine))
    for basis in settings.legalBasis { console.result(Phrase.labelled(.legalBasis, basis)) }
    console.result(Phrase.labelled(.issued, local(package.issued)))
    console.result(Phrase.labelled(.expires, local(package.expires)))
    console.result(Phrase.labelled(.publisher, package.publisher.subjectText))
    console.result(Phrase.labelled(.fingerprint, Fingerprint.text(package.publisherDigest)))
    if let isTrusted {
      console.result(
        Phrase.labelled(
          .trust, isTrusted ? Phrase.Campaign.isTrusted : Phrase.Campaign.isNotTrusted))
    }
    console.result(
      Phrase.labelled(
        .allowedSuites, Phrase.list(settings.suites.map { Words.suite($0.rawValue) })))
    console.result(
      Phrase.labelled(.allowedMarks, Phrase.list(settings.marks.map { Words.mark($0.rawValue) })))
    console.result(Phrase.Campaign.units(package.roster.units.count))
    for submission in settings.submissions {
      print(submission, submission.deadline.deadlineText(zone: settings.timeZone))
    }
  }

  private func print(_ submission: SubmissionRequirement, _ deadline: String) {
    let language = console.language
    console.result("")
    console.result("\(submission.title[language].oneLine) (\(submission.id))")
    func line(_ label: Label, _ value: Bilingual) {
      console.result("  " + Phrase.labelled(label, value)[language])
    }
    // A notice has its own time.
    if !submission.isToUnit { line(.deadline, Bilingual(deadline, deadline)) }
    line(
      .requiredSignatures,
      Phrase.list(submission.signatures.map { Words.capacity($0.rawValue) }))
    for document in submission.documents {
      let formats = document.mediaTypes.map(MediaType.shortName).joined(separator: ", ")
      let text = Bilingual(
        "\(document.title.zh.oneLine) (\(document.role): \(formats))",
        "\(document.title.en.oneLine) (\(document.role): \(formats))")
      line(document.isRequired ? .requiredDocuments : .optionalDocuments, text)
    }
  }
}
