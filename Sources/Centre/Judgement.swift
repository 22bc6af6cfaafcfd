import BundleCore
internal import GRDB
import JSONText
import Reports
import Submission
import Workplace

/// What the centre adds to a validation report: its decision, and what it found by looking at
/// everything else that it knows. The report itself stays as verification made it.
struct Judgement: Sendable {
  let decision: Decision
  /// The centre's own.
  let findings: [Finding]
  /// The delivery whose place this one takes.
  var predecessor: EarlierDelivery?
  /// Answers to notices that it gives.
  var answers: [NoticeAnswer] = []

  /// What the ledger commits to (SPEC, 15.2.1), as members of its record.
  func record(of report: ValidationReport) -> [(String, JSONValue)] {
    [
      ("report", report.json),
      (
        "centre",
        .object([
          ("decision", .string(decision.rawValue)), ("findings", .array(findings.map(\.json))),
        ])
      ),
    ]
  }
}

/// What deciding on a delivery came to.
enum Judged: Sendable {
  case new(Judgement)
  /// The earlier delivery of the same bundle.
  case duplicate(EarlierDelivery)
  /// Its predecessor may still come in this run.
  case waits(for: Digest)
}

/// Holds deliveries against what the store has; writes nothing.
struct Judge {
  let centre: CentreFolder
  let database: Database

  /// `mayWait`: whether its predecessor may still come.
  func judge(_ examined: Examined, mayWait: Bool) throws -> Judged {
    if let earlier = try EarlierDelivery.find(
      database, "digest = ?", [examined.digest.text]
    ).first {
      return .duplicate(earlier)
    }
    let report = examined.report
    let first = Decision(report.verdict)
    guard first.holds || first.isHeld, let manifest = report.manifest else {
      return .new(Judgement(decision: first, findings: []))
    }
    if manifest.addressee != nil { return .new(judgement(report, [Finding(.noticeAtCentre)])) }
    // What waits for a person anyway is held against the others when the person decides.
    guard first.holds else { return .new(Judgement(decision: first, findings: [])) }
    switch try Chain(database: database, manifest: manifest).judge() {
    case .contradicts(let finding): return .new(judgement(report, [finding]))
    case .waits(let digest, let finding):
      return mayWait ? .waits(for: digest) : .new(judgement(report, [finding]))
    case .follows(let earlier):
      let replies = try NoticeReplies(
        database, manifest: manifest, forms: examined.verification.forms,
        campaign: centre.version(report.campaign.digest) ?? centre.campaign,
        received: report.time)
      var judgement = judgement(report, replies.findings)
      judgement.predecessor = earlier
      judgement.answers = replies.answers
      return .new(judgement)
    }
  }

  private func judgement(_ report: ValidationReport, _ findings: [Finding]) -> Judgement {
    Judgement(decision: Decision(report.verdict, centre: findings), findings: findings)
  }
}
