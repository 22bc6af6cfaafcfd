public import BundleCore
import CMS
internal import Disk
internal import GRDB
import JSONText
public import Primitives
public import Submission
internal import Workplace

/// Issues a notice (整改通知书、抽查情况反馈) to a unit: checked, signed, sealed, and on the record.
public struct NoticeIssuing: Sendable {
  /// What became of a notice.
  public enum Outcome: Sendable {
    /// The form does not hold; nothing was recorded.
    case refused([Finding])
    case issued(Issued)
  }

  /// A notice that is on the record.
  public struct Issued: Sendable {
    public let notice: Notice
    public let unitName: String
    public let digest: Digest
    /// Where the centre keeps it.
    public let original: String
    /// False: the very same was issued before, and nothing was recorded.
    public let isNew: Bool
    public let findings: [Finding]
  }

  public var centre: CentreFolder
  public var signer: CentreSigner
  public var time: Timestamp
  public var producer: String

  /// Everything that is decided beforehand.
  public init(centre: CentreFolder, signer: CentreSigner, time: Timestamp, producer: String) {
    self.centre = centre
    self.signer = signer
    self.time = time
    self.producer = producer
  }

  private var campaign: CampaignPackage { centre.campaign }
  private static let copy = "notice.fnb"

  /// Issues the form at a path with attachments to the unit that these certificates are of.
  ///
  /// The same notice again gives the same bundle. Throws `noticeUnfit`, `noticeNumberTaken`,
  /// `addresseeUnfit`, `addresseeCertificate`, and what reading and sealing throw.
  public func issue(
    form path: String, attachments: [String], to unit: String, certificates: [Certificate],
    waiting: () -> Void = {}
  ) throws(FengniError) -> Outcome {
    let requirement = try requirement()
    guard let addressee = campaign.roster.unit(unit) else {
      throw FengniError(.senderUnknown, unit)
    }
    let draft = try draft(
      requirement, form: path, attachments: attachments, to: unit, certificates)
    let sealing = Sealing(campaign: campaign, time: time, producer: producer)
    let checked = try sealing.check(draft)
    guard checked.mayBeSealed else { return .refused(checked.findings) }
    let notice = try read(path, checked, to: unit, named: addressee.name)
    let hold = try Placement.Hold(centre.path, waiting: waiting)
    defer { withExtendedLifetime(hold) {} }
    let placing = Placing(centre: centre)
    try placing.recover()
    if let digest = try known(notice) {
      return .issued(
        issued(notice, to: addressee.name, as: digest, isNew: false, checked.findings))
    }
    let (digest, size) = try seal(checked, draft, sealing)
    try record(notice, checked.manifest, digest: digest, size: size)
    try placing.place(copy: Self.copy, digest: digest, in: "sealed")
    try Placement.synchronise(centre.path)
    try centre.store.write { try placing.finishNotices($0) }
    return .issued(
      issued(notice, to: addressee.name, as: digest, isNew: true, checked.findings))
  }

  private func issued(
    _ notice: Notice, to name: String, as digest: Digest, isNew: Bool, _ findings: [Finding]
  ) -> Issued {
    Issued(
      notice: notice, unitName: name, digest: digest,
      original: centre.original(digest, in: "sealed"), isNew: isNew, findings: findings)
  }

  // MARK: What is sealed

  /// The campaign's submission for notices.
  private func requirement() throws(FengniError) -> SubmissionRequirement {
    let found = campaign.settings.submissions.first { submission in
      submission.isToUnit && submission.documents.contains { $0.schema == Notice.schema }
    }
    guard let found else { throw FengniError(.addresseeUnfit, campaign.id) }
    return found
  }

  private func draft(
    _ requirement: SubmissionRequirement, form path: String, attachments: [String],
    to unit: String, _ certificates: [Certificate]
  ) throws(FengniError) -> Draft {
    var draft = Draft(
      senderID: campaign.settings.issuerID, suite: signer.suite, submission: requirement.id)
    // Findings are work secrets where the campaign has such.
    draft.mark =
      [.workSecret, .internal].first { campaign.settings.marks.contains($0) } ?? .public
    draft.addressee = Addressee(
      unit: unit, certificates: try centre.usable(certificates, of: unit, draft.suite, at: time))
    let role = requirement.documents.first { $0.schema == Notice.schema }?.role ?? ""
    draft.documents = [
      .init(
        path: try EntryName("data/\(role)/notice.json"), file: path, role: role,
        mediaType: "application/json")
    ]
    for file in attachments {
      let name = Paths.name(of: file)
      let type = MediaType.ofName(name)
      // Where none fits, the check says what does.
      let others = requirement.documents.filter { $0.schema == nil }
      let role = (others.first { $0.mediaTypes.contains(type) } ?? others.first)?.role
      let entry = try EntryName("data/\(role ?? "attachment")/\(name)")
      guard !draft.documents.contains(where: { $0.path == entry }) else {
        throw FengniError(.noticeUnfit, name)
      }
      draft.documents.append(
        .init(path: entry, file: file, role: role ?? "attachment", mediaType: type))
    }
    return draft
  }

  /// The form says whom it is for and from whom; both must be those of the bundle.
  private func read(
    _ path: String, _ checked: CheckedDraft, to unit: String, named name: String
  ) throws(FengniError) -> Notice {
    let bytes = try FileSource.readAll(path, limit: Limits.formSize, tooLarge: .jsonTooLarge)
    // What is recorded is what is sealed.
    guard let row = checked.manifest.documents.first,
      Digest.of(bytes, row.digest.algorithm) == row.digest
    else { throw FengniError(.fileChanged, path) }
    let form = try JSONDocument.parse(bytes, subject: path)
    guard
      let notice = Notice(form: form, contents: Notice.contents(checked.manifest.documents))
    else { throw FengniError(.noticeUnfit, path) }
    let sender = campaign.settings.issuerID
    for (member, id, name) in [
      ("recipient", unit, name), ("issuer", sender, campaign.roster.unit(sender)?.name ?? ""),
    ] {
      guard form[member]?["id"]?.asString == id, form[member]?["name"]?.asString == name else {
        throw FengniError(.noticeUnfit, "/" + member, reason: "\(id) \(name)")
      }
    }
    return notice
  }

  private func seal(
    _ checked: CheckedDraft, _ draft: Draft, _ sealing: Sealing
  ) throws(FengniError) -> (digest: Digest, size: UInt64) {
    let signed = try sealing.sign(
      checked.manifest, key: signer.key, certificate: signer.certificate, capacity: .seal,
      chain: signer.chain + (draft.addressee?.certificates ?? []))
    let file = try Placement.File(path: Paths.join(centre.incoming, Self.copy))
    return try sealing.seal(signed, checked.documents, to: draft.addressee, into: file)
  }

  // MARK: On the record

  /// The digest of the same notice; another of that number is an error.
  private func known(_ notice: Notice) throws(FengniError) -> Digest? {
    let row = try centre.store.read {
      try Row.fetchOne(
        $0, sql: "SELECT unit, contents, digest FROM notice WHERE no = ?",
        arguments: [notice.number])
    }
    guard let row else { return nil }
    guard row["unit"] == notice.unit, row["contents"] == notice.contents,
      let digest = Digest(text: row["digest"])
    else { throw FengniError(.noticeNumberTaken, notice.number) }
    return digest
  }

  private func record(
    _ notice: Notice, _ manifest: Manifest, digest: Digest, size: UInt64
  ) throws(FengniError) {
    let record = try JSONWriter(.compact).text(notice.record)
    // The copy is on the medium before any row speaks of it.
    try Placement.synchronise(centre.path)
    let zone = campaign.settings.timeZone
    try centre.store.write { database in
      var ledger = try LedgerWriter(database)
      let leaf = LedgerLeaf(
        .notice, index: ledger.frontier.count, time: time, bundle: digest, size: size,
        campaign: campaign.digest, submission: .init(manifest),
        record: Digest.of(Array(record.utf8), .sha256))
      try ledger.append(leaf, record: record, to: database)
      try database.insert(
        into: "notice",
        [
          "no": notice.number, "unit": notice.unit, "kind": notice.kind, "issued": notice.issued,
          "due": notice.due, "due_time": Notice.end(of: notice.due, zone: zone),
          "bundle_id": manifest.id, "digest": digest.text,
          "short_code": Hex.encode(digest.bytes.prefix(8)), "size": Int64(clamping: size),
          "contents": notice.contents, "arriving": Self.copy, "position": leaf.index,
        ])
      for (place, item) in notice.items.enumerated() {
        try database.insert(
          into: "notice_finding",
          [
            "notice": notice.number, "id": item.id, "place": place, "area": item.area,
            "severity": item.severity, "due": item.due,
            "due_time": Notice.end(of: item.due, zone: zone),
          ])
      }
    }
  }
}

// MARK: - Certificates of units

extension CentreFolder {
  /// Of these certificates, those that the roster binds to a unit for encryption.
  public func bound(_ certificates: [Certificate], to unit: String) -> [Certificate] {
    guard let unit = campaign.roster.unit(unit) else { return [] }
    var bound: [Certificate] = []
    for certificate in certificates
    where !bound.contains(certificate) && unit.binding(certificate, use: .encrypt) != nil {
      bound.append(certificate)
    }
    return bound
  }

  /// Of those, the ones of a suite that may be encrypted to. Throws `addresseeCertificate` when
  /// there is none.
  fileprivate func usable(
    _ certificates: [Certificate], of unit: String, _ suite: Suite, at time: Timestamp
  ) throws(FengniError) -> [Certificate] {
    let usable = bound(certificates, to: unit).filter { certificate in
      certificate.publicKey.algorithm.map { Suite($0) == suite } ?? false
        && certificate.notBefore <= time && time <= certificate.notAfter
        && !(certificate.keyUsage ?? []).isDisjoint(
          with: [.keyAgreement, .keyEncipherment, .dataEncipherment])
        && !isRevoked(certificate, at: time)
    }
    guard !usable.isEmpty else { throw FengniError(.addresseeCertificate, unit) }
    return usable
  }

  /// Whether a list of the campaign says so; the roster alone says whose a certificate is.
  private func isRevoked(_ certificate: Certificate, at time: Timestamp) -> Bool {
    guard case .valid(let chain) = campaign.anchors.chain(of: certificate, at: time),
      case .revoked = campaign.anchors.revocation(
        ofChain: chain, trustedCRLs: [], extraCRLs: [], asOf: time, maximumAge: nil)
    else { return false }
    return true
  }
}

extension Placing {
  /// Says of notices that they are in their place.
  func finishNotices(_ database: Database) throws {
    try database.execute(sql: "UPDATE notice SET arriving = NULL WHERE arriving IS NOT NULL")
  }

  /// Finishes what a killed run left.
  func recoverNotices() throws(FengniError) {
    let rows = try centre.store.read {
      try Row.fetchAll(
        $0, sql: "SELECT digest, arriving FROM notice WHERE arriving IS NOT NULL")
    }
    for row in rows {
      guard let digest = Digest(text: row["digest"]) else {
        throw FengniError(.centreInvalid, centre.path)
      }
      try place(copy: row["arriving"], digest: digest, in: "sealed")
    }
    guard !rows.isEmpty else { return }
    try Placement.synchronise(centre.path)
    try centre.store.write { try finishNotices($0) }
  }
}
