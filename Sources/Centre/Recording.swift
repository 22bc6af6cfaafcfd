import BundleCore
import CMS
import Foundation
internal import GRDB
import JSONText
import Primitives
import Reports
import Submission

/// A delivery that was verified and copied, and waits for the writer.
struct Examined: Sendable {
  let delivery: Delivery
  /// Name of the copy in `incoming/`.
  let copy: String
  let digest: Digest
  /// Of the whole file, also where verification stopped early.
  let size: UInt64
  let verification: Verification
  /// The relay that it came in.
  var relay: Int64?

  /// Name of the copy of a bundle that came in this one.
  func innerCopy(_ index: Int) -> String { Self.innerCopy(copy, index) }
  static func innerCopy(_ copy: String, _ index: Int) -> String { "\(copy)-\(index).fnb" }
}

/// What became of one delivery in the store.
enum Recorded {
  case new(StoredDelivery)
  /// The earlier delivery of the same bundle.
  case duplicate(EarlierDelivery)
  /// Its predecessor may still come in this run.
  case waiting(for: Digest)
}

/// A delivery that was just written.
struct StoredDelivery {
  let number: Int64
  let digest: Digest
  let decision: Decision
  let isLate: Bool
  let index: Int
  let findings: [Finding]
  let manifest: Manifest?
  let copy: String
  let receipt: [UInt8]
}

/// Writes deliveries into the store: decision, ledger leaf, receipt, findings, forms; inside one
/// transaction.
struct Recording {
  let centre: CentreFolder
  let database: Database
  let signer: CentreSigner
  /// When receipts are signed.
  let time: Timestamp
  let producer: String
  var ledger: LedgerWriter

  mutating func record(_ examined: Examined, mayWait: Bool) throws -> Recorded {
    if let earlier = try EarlierDelivery.find(
      database, "digest = ?", [examined.digest.text]
    ).first {
      return .duplicate(earlier)
    }
    let report = examined.verification.report
    var decision = Decision(report.verdict)
    var findings = report.findings
    var before: EarlierDelivery?
    var replies: NoticeReplies?
    if decision.holds || decision.isHeld, report.manifest?.addressee != nil {
      decision = .returned
      findings.append(Finding(.noticeAtCentre))
    }
    // What waits for a person anyway is held against the others when the person decides.
    if decision.holds, let manifest = report.manifest {
      switch try Chain(database: database, manifest: manifest).judge() {
      case .follows(let earlier):
        before = earlier
        let held = try NoticeReplies(
          database, manifest, examined.verification.forms,
          centre.version(report.campaign.digest) ?? centre.campaign, received: report.time)
        decision = held.decision(decision)
        findings += held.findings
        replies = held
      case .contradicts(let finding):
        decision = .conflict
        findings.append(finding)
      case .waits(let digest, let finding):
        if mayWait { return .waiting(for: digest) }
        decision = .conflict
        findings.append(finding)
      }
    }
    return .new(try write(examined, decision, findings, before, replies))
  }

  private mutating func write(
    _ examined: Examined, _ decision: Decision, _ findings: [Finding], _ before: EarlierDelivery?,
    _ replies: NoticeReplies?
  ) throws -> StoredDelivery {
    let report = examined.verification.report
    let manifest = report.manifest
    let isLate = findings.contains { $0.code == .late }
    let record = try JSONWriter(.compact).text(report.json(decision, findings))
    let campaign = centre.version(report.campaign.digest) ?? centre.campaign
    let leaf = LedgerLeaf(
      .decision, index: ledger.frontier.count, time: report.time, bundle: examined.digest,
      size: examined.size, campaign: campaign.digest, decision: decision, isLate: isLate,
      submission: manifest.map { .init($0) }, codes: Finding.labels(findings),
      record: Digest.of(Array(record.utf8), .sha256))
    let inclusion = try ledger.append(leaf, record: record, to: database)
    let number = try insert(examined, decision, isLate, leaf.index)
    if decision.holds, let manifest {
      try Chain(database: database, manifest: manifest).supersede(before, by: number)
      try insert(examined.verification.forms, number)
      try replies?.insert(number)
    }
    try insert(findings, number)
    let receipt = try Receipt(
      campaign: campaign, leaf: leaf, inclusion: inclusion, received: report.time,
      isLate: isLate, findings: findings, manifest: manifest, producer: producer
    ).signed(by: signer, at: time).bytes
    try insert(receipt: receipt, leaf.index, number)
    return StoredDelivery(
      number: number, digest: examined.digest, decision: decision, isLate: isLate,
      index: leaf.index, findings: findings, manifest: manifest, copy: examined.copy,
      receipt: receipt)
  }

  private func insert(
    _ examined: Examined, _ decision: Decision, _ isLate: Bool, _ index: Int
  ) throws -> Int64 {
    let manifest = examined.verification.report.manifest
    try database.cachedStatement(
      sql: """
        INSERT INTO delivery (digest, short_code, size, received, decision, late, bundle_id, unit,
          submission, kind, revision, supersedes, created, mark, suite, source, arriving,
          relay, place, effective, position, decided_by)
        VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)
        """
    ).execute(arguments: [
      examined.digest.text, Hex.encode(examined.digest.bytes.prefix(8)), Int64(examined.size),
      examined.verification.report.time.secondsSince1970, decision.rawValue, isLate,
      manifest?.id, manifest?.sender.id, manifest?.submission, manifest?.kind.rawValue,
      manifest?.revision, manifest?.supersedes?.digest.text,
      manifest?.created.secondsSince1970, manifest?.mark.rawValue, manifest?.suite.rawValue,
      examined.delivery.name, examined.copy, examined.relay, CentreFolder.place(decision), false,
      index, index,
    ])
    return database.lastInsertedRowID
  }

  func insert(_ forms: [Verification.Form], _ number: Int64) throws {
    let statement = try database.cachedStatement(sql: "INSERT INTO form VALUES (?, ?, ?, ?, ?)")
    for form in forms {
      try statement.execute(arguments: [
        number, form.row.path.text, form.row.role, form.row.schema,
        String(decoding: form.bytes, as: UTF8.self),
      ])
    }
  }

  private func insert(_ findings: [Finding], _ number: Int64) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for (position, finding) in findings.enumerated() {
      try statement.execute(arguments: [
        number, position, finding.code.label, finding.code.gate.rawValue,
        finding.severity.rawValue, finding.document, finding.subject, finding.pointer,
        finding.line, finding.rule,
      ])
    }
  }

  func insert(receipt: [UInt8], _ index: Int, _ number: Int64) throws {
    try database.cachedStatement(sql: "INSERT INTO receipt VALUES (?, ?, ?)")
      .execute(arguments: [index, number, Data(receipt)])
  }
}

extension ValidationReport {
  /// The report with what earlier deliveries added to it.
  func json(_ decision: Decision, _ findings: [Finding]) -> JSONValue {
    var report = self
    report.findings = findings
    return .object([("decision", .string(decision.rawValue)), ("report", report.json)])
  }
}
