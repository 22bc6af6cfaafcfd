public import BundleCore
public import CMS
internal import Disk
import Foundation
internal import GRDB
import JSONText
public import Primitives
public import Submission
internal import Workplace

/// A delivery of the store, as people name it.
public struct StoredBundle: Sendable, Hashable {
  public let number: Int64
  public let digest: Digest
  public let decision: Decision
  /// Index in the ledger of the decision on reception.
  public let index: Int
  public let received: Timestamp
  public let sender: String?
  public let submission: String?
  let place: String
}

extension CentreFolder {
  /// Finds a delivery by the beginning of its digest or short code, or by its bundle's id.
  ///
  /// Spaces and hyphens between digits do not matter. Throws `deliveryUnknown` when none or
  /// several fit.
  public func bundle(_ name: String) throws(FengniError) -> StoredBundle {
    let found = try store.read { database in
      let digits = name.lowercased().split(separator: ":").last.map(String.init) ?? ""
      let hex = digits.filter { $0.isHexDigit }
      return try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM delivery WHERE bundle_id = ?1
            OR (length(?2) >= 4 AND substr(digest, instr(digest, ':') + 1, length(?2)) = ?2)
          LIMIT 2
          """, arguments: [name.lowercased(), hex])
    }
    guard found.count == 1, let row = found.first, let digest = Digest(text: row["digest"]),
      let decision = Decision(rawValue: row["decision"])
    else { throw FengniError(.deliveryUnknown, name) }
    return StoredBundle(
      number: row["number"], digest: digest, decision: decision, index: row["position"],
      received: Timestamp(secondsSince1970: row["received"]), sender: row["unit"],
      submission: row["submission"], place: row["place"])
  }
}

/// What a person does with a stored delivery, on the record: who and why stand in the centre's
/// store, their digest in the ledger.
public struct Clerk: Sendable {
  public var centre: CentreFolder
  public var keys: [RecipientKey]
  public var signer: CentreSigner
  public var time: Timestamp
  /// CRLs that the operator brought.
  public var crls: [CertificateRevocationList]
  public var producer: String
  /// Who decides or opens, and why.
  public var operatorName: String
  public var reason: String

  /// Everything that goes on the record.
  public init(
    centre: CentreFolder, keys: [RecipientKey], signer: CentreSigner, time: Timestamp,
    crls: [CertificateRevocationList] = [], producer: String, operatorName: String, reason: String
  ) {
    self.centre = centre
    self.keys = keys
    self.signer = signer
    self.time = time
    self.crls = crls
    self.producer = producer
    self.operatorName = operatorName
    self.reason = reason
  }

  private func record() throws(FengniError) -> String {
    try JSONWriter(.compact).text(
      .object([("by", .string(operatorName)), ("reason", .string(reason))]))
  }

  private func opening(_ bundle: StoredBundle) -> Opening {
    Opening(
      campaign: centre.campaign, earlier: centre.earlier, keys: keys, time: bundle.received,
      crls: crls, acceptsIndeterminate: true)
  }

  private func leaf(
    _ event: LedgerLeaf.Event, _ bundle: StoredBundle, _ size: UInt64, _ index: Int,
    _ record: String, decision: Decision? = nil, manifest: Manifest? = nil,
    findings: [Finding] = [], campaign: Digest? = nil
  ) -> LedgerLeaf {
    LedgerLeaf(
      event, index: index, time: time, bundle: bundle.digest, size: size,
      campaign: campaign ?? centre.campaign.digest, decision: decision,
      submission: manifest.map { .init($0) }, codes: Finding.labels(findings),
      record: Digest.of(Array(record.utf8), .sha256))
  }

  // MARK: Decide

  /// Decides a delivery that was held: it counts from now on, or is returned.
  ///
  /// The original is verified again, as of its reception and with the CRLs at hand. Throws
  /// `deliveryNotHeld`; the code of the finding when it does not hold any more.
  public func resolve(
    _ name: String, accepting: Bool, waiting: () -> Void = {}
  ) throws(FengniError) -> (decision: Decision, receipt: String) {
    try centre.requireKeys(keys, signer, at: time)
    let hold = try Placement.Hold(centre.path, waiting: waiting)
    defer { withExtendedLifetime(hold) {} }
    let placing = Placing(centre: centre)
    try placing.recover()
    let bundle = try centre.bundle(name)
    guard bundle.decision.isHeld else { throw FengniError(.deliveryNotHeld, name) }
    let path = centre.original(bundle.digest, in: bundle.place)
    let verification = opening(bundle).examine(try FileSource(path: path))
    try verification.requireDecidable()
    let report = verification.report
    guard report.file.digest == bundle.digest else {
      throw FengniError(.sealedOriginalDamaged, path)
    }
    guard !accepting || report.verdict.holds || report.verdict == .indeterminate else {
      let error = report.findings.first { $0.severity == .error }
      throw FengniError(error?.code ?? .deliveryNotHeld, name)
    }
    guard !accepting || report.manifest?.addressee == nil else {
      throw FengniError(.noticeAtCentre, name)
    }
    let (decision, index, receipt) = try write(
      bundle,
      accepting ? (report.findings.isEmpty ? .accepted : .acceptedWithWarnings) : .returned,
      verification)
    try placing.writeReceipt(receipt, index, bundle.digest)
    try Placement.synchronise(centre.path)
    try centre.store.write { try placing.finish([bundle.number], $0) }
    return (decision, Paths.name(of: centre.receipt(index, bundle.digest)))
  }

  private func write(
    _ bundle: StoredBundle, _ intended: Decision, _ verification: Verification
  ) throws(FengniError) -> (decision: Decision, index: Int, receipt: [UInt8]) {
    let record = try record()
    let report = verification.report
    let campaign = centre.version(report.campaign.digest) ?? centre.campaign
    return try centre.store.write { database in
      var recording = Recording(
        centre: centre, database: database, signer: signer, time: time, producer: producer,
        ledger: try LedgerWriter(database))
      var (decision, findings) = (intended, report.findings)
      let replies = try report.manifest.flatMap {
        intended.holds
          ? try NoticeReplies(
            database, $0, verification.forms, campaign, received: bundle.received) : nil
      }
      if let replies {
        // A person's word can't make an answer of what is none.
        if let error = replies.findings.first(where: { $0.severity == .error }) {
          throw FengniError(error.code, error.subject)
        }
        decision = replies.decision(decision)
        findings += replies.findings
      }
      let leaf = leaf(
        .resolution, bundle, report.file.size, recording.ledger.frontier.count, record,
        decision: decision, manifest: report.manifest, findings: findings,
        campaign: campaign.digest)
      let inclusion = try recording.ledger.append(leaf, record: record, to: database)
      try database.execute(
        sql: """
          UPDATE delivery SET decision = ?, decided_by = ?, arriving = '' WHERE number = ?
          """,
        arguments: [decision.rawValue, leaf.index, bundle.number])
      if decision.holds, let manifest = report.manifest {
        let chain = Chain(database: database, manifest: manifest)
        // It takes the place of what counted so far, whatever that was: a person said so.
        let head = try chain.heads(besides: bundle.number)
        for before in head { try chain.supersede(before, by: bundle.number) }
        if head.isEmpty { try chain.supersede(nil, by: bundle.number) }
        try recording.insert(verification.forms, bundle.number)
        try replies?.insert(bundle.number)
      }
      let receipt = try Receipt(
        campaign: campaign, leaf: leaf, inclusion: inclusion, received: bundle.received,
        isLate: findings.contains { $0.code == .late }, findings: findings,
        manifest: report.manifest, producer: producer
      ).signed(by: signer, at: time).bytes
      try recording.insert(receipt: receipt, leaf.index, bundle.number)
      return (decision, leaf.index, receipt)
    }
  }

  // MARK: Open

  /// Opens a stored submission into a new directory; the access is in the ledger before anything
  /// is unpacked.
  public func open(
    _ name: String, into destination: String, waiting: () -> Void = {}
  ) throws(FengniError) -> ValidationReport {
    let hold = try Placement.Hold(centre.path, waiting: waiting)
    defer { withExtendedLifetime(hold) {} }
    try Placing(centre: centre).recover()
    let bundle = try centre.bundle(name)
    let source = try FileSource(path: centre.original(bundle.digest, in: bundle.place))
    if Paths.exists(destination) { throw FengniError(.outputExists, destination) }
    let record = try record()
    try centre.store.write { database in
      var ledger = try LedgerWriter(database)
      let leaf = leaf(
        .access, bundle, source.size ?? 0, ledger.frontier.count, record)
      _ = try ledger.append(leaf, record: record, to: database)
    }
    // What was taken stays readable, also where a newer version struck its sender off.
    var opening = opening(bundle)
    if let version = try centre.judgedBy(bundle) {
      opening.campaign = version
      opening.earlier = []
    }
    return try opening.open(source, into: destination)
  }
}
