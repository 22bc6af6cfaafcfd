import BundleCore
internal import GRDB
import Submission

/// What earlier deliveries have to do with a new one.
struct EarlierDelivery: Sendable {
  let number: Int64
  let digest: String
  let decision: Decision
  let bundleID: String?
  let unit: String?
  let submission: String?
  let kind: String?
  let revision: Int?
  let supersededBy: Int64?
  /// Entry of the last decision on it, which the newest receipt proves.
  let decidedBy: Int

  private static let columns =
    "SELECT number, digest, decision, bundle_id, unit, submission, kind, revision, superseded_by, "
    + "decided_by FROM delivery WHERE "

  init(_ row: Row) throws {
    guard let decision = Decision(rawValue: row["decision"]) else {
      throw FengniError(.centreInvalid, reason: "an unknown decision")
    }
    self.decision = decision
    number = row["number"]
    digest = row["digest"]
    bundleID = row["bundle_id"]
    unit = row["unit"]
    submission = row["submission"]
    kind = row["kind"]
    revision = row["revision"]
    supersededBy = row["superseded_by"]
    decidedBy = row["decided_by"]
  }

  static func find(
    _ database: Database, _ condition: String, _ arguments: StatementArguments
  ) throws -> [EarlierDelivery] {
    try Row.fetchAll(
      database.cachedStatement(sql: columns + condition + " ORDER BY number"),
      arguments: arguments
    ).map { try EarlierDelivery($0) }
  }
}

/// Holds a submission against what was received before (SPEC, 15.6). Whatever contradicts is a
/// conflict for a person; nothing is replaced in silence.
struct Chain {
  let database: Database
  let manifest: Manifest

  enum Judgement {
    /// Takes its place; `supersedes` is the delivery whose place it takes.
    case follows(EarlierDelivery?)
    case contradicts(Finding)
    /// Its predecessor is not there; perhaps it comes later in the same run.
    case waits(Digest, Finding)
  }

  func judge() throws -> Judgement {
    let sameID = try EarlierDelivery.find(database, "bundle_id = ?", [manifest.id])
    if sameID.contains(where: { $0.decision.holds || $0.decision.isHeld }) {
      return .contradicts(Finding(.bundleIDReused, subject: manifest.id))
    }
    let head = try head()
    guard let supersedes = manifest.supersedes else {
      if let head, head.kind != RevisionKind.withdrawal.rawValue {
        return .contradicts(Finding(.firstReportTwice, subject: manifest.sender.id))
      }
      return .follows(head)
    }
    let unknown = Finding(.predecessorUnknown, subject: supersedes.digest.shortCode)
    guard
      let before = try EarlierDelivery.find(
        database, "digest = ?", [supersedes.digest.text]
      ).first
    else { return .waits(supersedes.digest, unknown) }
    return judge(after: before, head: head, supersedes, unknown: unknown)
  }

  private func judge(
    after before: EarlierDelivery, head: EarlierDelivery?, _ supersedes: Manifest.Supersedes,
    unknown: Finding
  ) -> Judgement {
    let code = supersedes.digest.shortCode
    // What was refused or can't be read says nothing that is known of its sender.
    if before.unit != nil {
      guard before.unit == manifest.sender.id, before.submission == manifest.submission,
        before.bundleID == supersedes.id
      else { return .contradicts(Finding(.predecessorOfOthers, subject: code)) }
    }
    if before.decision.isHeld { return .contradicts(unknown) }
    guard before.decision.holds else {
      // What was returned never counted; its correction does, unless something else does already.
      return head == nil
        ? .follows(nil) : .contradicts(Finding(.revisionSuperseded, subject: code))
    }
    guard before.supersededBy == nil, manifest.revision == (before.revision ?? 0) + 1 else {
      return .contradicts(Finding(.revisionSuperseded, subject: code))
    }
    return .follows(before)
  }

  /// The newest accepted delivery of this unit and submission.
  func head() throws -> EarlierDelivery? { try heads(besides: 0).last }

  /// Accepted deliveries of this unit and submission that nothing superseded, but for one.
  func heads(besides number: Int64) throws -> [EarlierDelivery] {
    try EarlierDelivery.find(
      database,
      "unit = ? AND submission = ? AND superseded_by IS NULL AND number <> ? AND counts",
      [manifest.sender.id, manifest.submission, number])
  }

  /// Marks what a delivery that now counts takes the place of.
  func supersede(_ before: EarlierDelivery?, by number: Int64) throws {
    if let before {
      try database.execute(
        sql: "UPDATE delivery SET superseded_by = ? WHERE number = ?",
        arguments: [number, before.number])
    }
    // A supplement adds to what is there, everything else replaces it.
    if manifest.kind != .supplement {
      try database.execute(
        sql: "UPDATE delivery SET effective = 0 WHERE unit = ? AND submission = ? AND number <> ?",
        arguments: [manifest.sender.id, manifest.submission, number])
    }
    try database.execute(
      sql: "UPDATE delivery SET effective = ? WHERE number = ?",
      arguments: [manifest.kind != .withdrawal, number])
  }
}
