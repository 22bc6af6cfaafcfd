import BundleCore
import CMS
import Foundation
internal import GRDB
import JSONText
import Primitives
import Submission
import Workplace

/// A delivery with everything that the store and its receipt are going to say of it.
struct NewDelivery: Sendable {
  /// Its number in the store.
  let number: Int64
  let examined: Examined
  let judgement: Judgement
  let entry: LedgerEntry
  /// The version of the campaign that it was held against.
  let campaign: CampaignPackage

  var digest: Digest { examined.digest }
  var decision: Decision { judgement.decision }
  var manifest: Manifest? { examined.report.manifest }
  var isLate: Bool { entry.leaf.isLate ?? false }
  /// Those of its verification, then the centre's own.
  var findings: [Finding] { examined.report.findings + judgement.findings }

  /// Makes leaf and record, as the next entry of the ledger.
  init(
    number: Int64, examined: Examined, judgement: Judgement, centre: CentreFolder,
    ledger: inout LedgerWriter
  ) throws(FengniError) {
    self.number = number
    self.examined = examined
    self.judgement = judgement
    let report = examined.report
    campaign = centre.version(report.campaign.digest) ?? centre.campaign
    let findings = report.findings + judgement.findings
    let record = try JSONWriter(.compact).text(.object(judgement.record(of: report)))
    let leaf = LedgerLeaf(
      .decision, index: ledger.frontier.count, time: report.time, bundle: examined.digest,
      size: examined.size, campaign: campaign.digest, decision: judgement.decision,
      isLate: findings.contains { $0.code == .late },
      submission: report.manifest.map { .init($0) }, codes: Finding.labels(findings),
      record: Digest.of(Array(record.utf8), .sha256))
    entry = try ledger.entry(leaf, record: record)
  }

  func receipt(producer: String) -> Receipt {
    Receipt(
      campaign: campaign, leaf: entry.leaf, inclusion: entry.inclusion,
      received: examined.report.time, isLate: isLate, findings: findings, manifest: manifest,
      producer: producer)
  }
}

/// Writes deliveries into the store, inside one transaction.
struct Recording {
  let database: Database

  /// The number that the next delivery gets.
  func nextNumber() throws -> Int64 {
    try (Int64.fetchOne(database, sql: "SELECT max(number) FROM delivery") ?? 0) + 1
  }

  /// As much of a delivery as decisions on others look at.
  func enter(_ delivery: NewDelivery) throws {
    try delivery.entry.insert(into: database)
    try insert(delivery)
    guard delivery.decision.holds, let manifest = delivery.manifest else { return }
    try Chain(database: database, manifest: manifest)
      .supersede(delivery.judgement.predecessor, by: delivery.number)
    try insert(delivery.judgement.answers, of: delivery.number)
  }

  /// Everything else: contents, findings, receipt, and the bundles that a relay brought.
  func fill(_ delivery: NewDelivery, receipt: [UInt8]) throws {
    if delivery.decision.holds {
      try insert(delivery.examined.verification.forms, of: delivery.number)
      try RelayedStore.expect(delivery, database)
    }
    try insert(delivery.examined.report.findings, of: delivery.number, from: 0, origin: "report")
    try insert(
      delivery.judgement.findings, of: delivery.number,
      from: delivery.examined.report.findings.count, origin: "centre")
    try insert(receipt: receipt, position: delivery.entry.leaf.index, delivery: delivery.number)
  }

  private func insert(_ delivery: NewDelivery) throws {
    let manifest = delivery.manifest
    try database.insert(
      into: "delivery",
      [
        "number": delivery.number,
        "digest": delivery.digest.text,
        "short_code": Hex.encode(delivery.digest.bytes.prefix(8)),
        "size": Int64(clamping: delivery.examined.size),
        "received": delivery.examined.report.time.secondsSince1970,
        "decision": delivery.decision.rawValue,
        "late": delivery.isLate,
        "bundle_id": manifest?.id,
        "unit": manifest?.sender.id,
        "submission": manifest?.submission,
        "kind": manifest?.kind.rawValue,
        "revision": manifest?.revision,
        "supersedes": manifest?.supersedes?.digest.text,
        "created": manifest?.created.secondsSince1970,
        "mark": manifest?.mark.rawValue,
        "suite": manifest?.suite.rawValue,
        "source": delivery.examined.delivery.name,
        "arriving": delivery.examined.copy,
        "relay": delivery.examined.delivery.relayed?.relay,
        "place": CentreFolder.place(delivery.decision),
        "effective": false,
        "position": delivery.entry.leaf.index,
        "decided_by": delivery.entry.leaf.index,
      ])
  }

  func insert(_ forms: [Verification.Form], of delivery: Int64) throws {
    for form in forms {
      try database.insert(
        into: "form",
        [
          "delivery": delivery, "path": form.row.path.text, "role": form.row.role,
          "schema": form.row.schema, "json": String(decoding: form.bytes, as: UTF8.self),
        ])
    }
  }

  func insert(_ answers: [NoticeAnswer], of delivery: Int64) throws {
    for answer in answers {
      try database.insert(
        into: "notice_answer",
        [
          "notice": answer.notice, "finding": answer.finding, "delivery": delivery,
          "status": answer.status,
        ])
    }
  }

  private func insert(
    _ findings: [Finding], of delivery: Int64, from first: Int, origin: String
  ) throws {
    for (index, finding) in findings.enumerated() {
      try database.insert(
        into: "finding",
        [
          "delivery": delivery, "position": first + index, "origin": origin,
          "code": finding.code.label, "gate": finding.code.gate.rawValue,
          "severity": finding.severity.rawValue, "document": finding.document,
          "subject": finding.subject, "pointer": finding.pointer, "line": finding.line,
          "column": finding.column, "rule": finding.rule, "expected": finding.expected,
          "found": finding.found, "detail_zh": finding.detail?.zh, "detail_en": finding.detail?.en,
        ])
    }
  }

  func insert(receipt: [UInt8], position: Int, delivery: Int64) throws {
    try database.insert(
      into: "receipt",
      ["position": position, "delivery": delivery, "statement": Data(receipt)])
  }
}
