public import BundleCore
public import CMS
internal import Disk
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

  /// Who and why, as members of a record.
  private var authorship: [(String, JSONValue)] {
    [("by", .string(operatorName)), ("reason", .string(reason))]
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
    let verification = centre.opening(
      keys: keys, at: bundle.received, crls: crls, acceptsIndeterminate: true
    ).examine(try FileSource(path: path))
    try verification.requireDecidable()
    let report = verification.report
    guard report.file.digest == bundle.digest else {
      throw FengniError(.sealedOriginalDamaged, path)
    }
    guard !accepting || report.verdict.holds || report.verdict == Verdict.indeterminate else {
      let error = report.findings.first { $0.severity == .error }
      throw FengniError(error?.code ?? .deliveryNotHeld, name)
    }
    guard !accepting || report.manifest?.addressee == nil else {
      throw FengniError(.noticeAtCentre, name)
    }
    let intended: Decision =
      accepting ? (report.findings.isEmpty ? .accepted : .acceptedWithWarnings) : .returned
    let resolution = try resolution(of: bundle, verification, intended)
    let receipt = try resolution.receipt(producer: producer).signed(by: signer, at: time).bytes
    try write(resolution, receipt)
    let index = resolution.entry.leaf.index
    try placing.writeReceipt(receipt, index, bundle.digest)
    try Placement.synchronise(centre.path)
    try centre.store.write { try placing.finish([bundle.number], $0) }
    return (
      resolution.judgement.decision, Paths.name(of: centre.receipt(index, bundle.digest))
    )
  }

  /// A person's decision with everything that the store and its receipt are going to say of it.
  private struct Resolution {
    let bundle: StoredBundle
    let verification: Verification
    let judgement: Judgement
    let entry: LedgerEntry
    let campaign: CampaignPackage

    func receipt(producer: String) -> Receipt {
      let findings = verification.report.findings + judgement.findings
      return Receipt(
        campaign: campaign, leaf: entry.leaf, inclusion: entry.inclusion,
        received: bundle.received, isLate: findings.contains { $0.code == .late },
        findings: findings, manifest: verification.report.manifest, producer: producer)
    }
  }

  private func resolution(
    of bundle: StoredBundle, _ verification: Verification, _ intended: Decision
  ) throws(FengniError) -> Resolution {
    let report = verification.report
    let campaign = centre.version(report.campaign.digest) ?? centre.campaign
    return try centre.store.read { database in
      var judgement = Judgement(decision: intended, findings: [])
      if intended.holds, let manifest = report.manifest {
        let replies = try NoticeReplies(
          database, manifest: manifest, forms: verification.forms, campaign: campaign,
          received: bundle.received)
        // A person's word can't make an answer of what is none.
        if let error = replies.findings.first(where: { $0.severity == .error }) {
          throw FengniError(error.code, error.subject)
        }
        judgement = Judgement(
          decision: replies.findings.isEmpty ? intended : .acceptedWithWarnings,
          findings: replies.findings, answers: replies.answers)
      }
      let record = try JSONWriter(.compact).text(
        .object(authorship + judgement.record(of: report)))
      var ledger = try LedgerWriter(database)
      let leaf = LedgerLeaf(
        .resolution, index: ledger.frontier.count, time: time, bundle: bundle.digest,
        size: report.file.size, campaign: campaign.digest, decision: judgement.decision,
        submission: report.manifest.map { .init($0) },
        codes: Finding.labels(report.findings + judgement.findings),
        record: Digest.of(Array(record.utf8), .sha256))
      return Resolution(
        bundle: bundle, verification: verification, judgement: judgement,
        entry: try ledger.entry(leaf, record: record), campaign: campaign)
    }
  }

  private func write(_ resolution: Resolution, _ receipt: [UInt8]) throws(FengniError) {
    let (number, decision) = (resolution.bundle.number, resolution.judgement.decision)
    let index = resolution.entry.leaf.index
    try centre.store.write { database in
      try resolution.entry.insert(into: database)
      try database.execute(
        sql: """
          UPDATE delivery SET decision = ?, decided_by = ?, arriving = '' WHERE number = ?
          """, arguments: [decision.rawValue, index, number])
      let recording = Recording(database: database)
      if decision.holds, let manifest = resolution.verification.report.manifest {
        let chain = Chain(database: database, manifest: manifest)
        // It takes the place of what counted so far, whatever that was: a person said so.
        let head = try chain.heads(besides: number)
        for before in head { try chain.supersede(before, by: number) }
        if head.isEmpty { try chain.supersede(nil, by: number) }
        try recording.insert(resolution.verification.forms, of: number)
        try recording.insert(resolution.judgement.answers, of: number)
      }
      try recording.insert(receipt: receipt, position: index, delivery: number)
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
    let record = try JSONWriter(.compact).text(.object(authorship))
    try centre.store.write { database in
      var ledger = try LedgerWriter(database)
      let leaf = LedgerLeaf(
        .access, index: ledger.frontier.count, time: time, bundle: bundle.digest,
        size: source.size ?? 0, campaign: centre.campaign.digest,
        record: Digest.of(Array(record.utf8), .sha256))
      try ledger.append(leaf, record: record, to: database)
    }
    // What was taken stays readable, also where a newer version struck its sender off.
    var opening = centre.opening(
      keys: keys, at: bundle.received, crls: crls, acceptsIndeterminate: true)
    if let version = try centre.judgedBy(bundle) {
      opening.campaign = version
      opening.earlier = []
    }
    return try opening.open(source, into: destination)
  }
}
