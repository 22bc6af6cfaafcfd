public import BundleCore
import CMS
public import Primitives

/// A signature that held, by somebody who may (SPEC, 9).
public struct CheckedSigner: Sendable, Hashable {
  public let certificate: Certificate
  public let capacity: Capacity
  public let signingTime: Timestamp
  /// False: the campaign's publisher without a chain, who may issue notices and nothing else.
  let isChained: Bool
}

/// A CRL that was used, for its age to be shown.
public struct RevocationSource: Sendable, Hashable {
  public let issuer: String
  public let thisUpdate: Timestamp
  public let nextUpdate: Timestamp?
}

/// Who says so, and may they? (SPEC, 9)
struct Provenance {
  let campaign: CampaignPackage
  /// The reader's time: when the bundle was received.
  let time: Timestamp
  /// CRLs that the operator brought.
  let crls: [CertificateRevocationList]

  // MARK: The order of trust, the same before sealing and after opening

  /// A manifest that somebody vouches for, and the signatures that do.
  struct Trusted {
    let statement: VerifiedStatement
    let manifest: Manifest
    /// In the order in which people sign; the message's own order is that of the encodings.
    let signers: [CheckedSigner]
  }

  /// Steps 1 to 4 of SPEC, 9: who signed, and what.
  ///
  /// `suite`: of the envelope around it; without one the manifest's own counts.
  func trusted(
    _ signed: SignedStatement, suite: Suite?, report: inout ReportBuilder
  ) throws(FengniError) -> Trusted {
    let statement = try signed.verified(kind: Manifest.statementKind)
    if let suite { try statement.requireSuite(suite) }
    if time > campaign.expires {
      report.add(Finding(.campaignExpired, .warning, subject: campaign.id))
    }
    let signers = try checkSigners(statement, report: &report)
      .sorted { $0.capacity.order < $1.capacity.order }
    let manifest = try Manifest(statement)
    checkTimes(manifest, signers, report: &report)
    guard manifest.suite == suite ?? manifest.suite else {
      throw FengniError(.signatureAlgorithm, reason: "the manifest is of another suite")
    }
    if suite == nil { try statement.requireSuite(manifest.suite) }
    return Trusted(statement: statement, manifest: manifest, signers: signers)
  }

  /// Steps 5 to 8: whether these signers may say this. `this` is the version that the manifest
  /// names. `requiringAll`: every required capacity has signed.
  func permit(_ trusted: Trusted, requiringAll: Bool) throws(FengniError) {
    try check(trusted.manifest, trusted.signers)
    if requiringAll { try requireCapacities(trusted.manifest, trusted.signers) }
    try requireAddressee(trusted.manifest, trusted.statement)
  }

  // MARK: Before the manifest is read: steps 1 to 4

  /// Chain, key usage, revocation and time of every signer.
  private func checkSigners(
    _ statement: VerifiedStatement, report: inout ReportBuilder
  ) throws(FengniError) -> [CheckedSigner] {
    var checked: [CheckedSigner] = []
    for signer in statement.signers {
      let chain = try chain(of: signer, statement)
      guard signer.signingTime <= time.adding(seconds: Limits.clockTolerance) else {
        throw FengniError(.signingTimeInFuture, signer.certificate.subjectText)
      }
      if let chain { try checkRevocation(chain, statement, report: &report) }
      checked.append(
        CheckedSigner(
          certificate: signer.certificate, capacity: Capacity(signer.commitment),
          signingTime: signer.signingTime, isChained: chain != nil))
    }
    return checked
  }

  /// The signer's chain; nil where it is the campaign's publisher, who needs none (SPEC, 8.3).
  private func chain(
    of signer: VerifiedSigner, _ statement: VerifiedStatement
  ) throws(FengniError) -> [Certificate]? {
    let verdict = campaign.anchors.chain(
      of: signer.certificate, at: signer.signingTime,
      extraIntermediates: statement.message.certificates)
    switch verdict {
    case .invalid(let error):
      if error.code == .certificateUntrusted, signer.certificate == campaign.publisher {
        try campaign.requireCentre(signer.certificate, at: signer.signingTime)
        return nil
      }
      throw error.subject.isEmpty ? error.about(signer.certificate.subjectText) : error
    case .valid(let chain):
      try Self.requireSigningUsage(signer.certificate)
      return chain
    }
  }

  /// Throws `certificateKeyUsage` when a certificate must not sign documents.
  static func requireSigningUsage(_ certificate: Certificate) throws(FengniError) {
    guard let usage = certificate.keyUsage,
      !usage.isDisjoint(with: [.digitalSignature, .contentCommitment])
    else { throw FengniError(.certificateKeyUsage, certificate.subjectText) }
  }

  private func checkRevocation(
    _ chain: [Certificate], _ statement: VerifiedStatement, report: inout ReportBuilder
  ) throws(FengniError) {
    let rule = campaign.settings.revocation
    let status = campaign.anchors.revocation(
      ofChain: chain, trustedCRLs: crls, extraCRLs: statement.message.crls, asOf: time,
      maximumAge: rule.maximumAgeDays.map { $0 * 86_400 })
    let severity: Severity = rule.isRequired ? .undecided : .warning
    switch status {
    case .good(let used): report.addRevocation(used)
    case .revoked:
      throw FengniError(.certificateRevoked, chain.first?.subjectText ?? "")
    case .unknown(let missing):
      report.add(Finding(.revocationUnknown, severity, subject: missing))
    case .stale(let newest):
      report.addRevocation([newest])
      report.add(
        Finding(
          .revocationStale, severity, subject: newest.issuerText,
          found: newest.thisUpdate.rfc3339(zone: campaign.settings.timeZone)))
    }
  }

  // MARK: With the manifest: steps 5 to 9

  private func check(_ manifest: Manifest, _ signers: [CheckedSigner]) throws(FengniError) {
    guard manifest.campaign.id == campaign.id else {
      throw FengniError(.otherCampaign, manifest.campaign.id)
    }
    guard manifest.campaign.version == campaign.version,
      manifest.campaign.digest == campaign.digest(for: manifest.suite)
    else { throw FengniError(.otherCampaignVersion, "\(manifest.campaign.version)") }
    guard let unit = campaign.roster.unit(manifest.sender.id) else {
      throw FengniError(.senderUnknown, manifest.sender.id)
    }
    guard manifest.sender == unit.sender else {
      throw FengniError(.senderMismatch, manifest.sender.id)
    }
    try checkBindings(manifest, signers)
  }

  /// Every capacity that the submission requires has signed. Throws `capacityMissing`.
  private func requireCapacities(
    _ manifest: Manifest, _ signers: [CheckedSigner]
  ) throws(FengniError) {
    guard let submission = campaign.settings.submission(manifest.submission) else { return }
    for capacity in submission.signatures
    where !signers.contains(where: { $0.capacity == capacity }) {
      throw FengniError(.capacityMissing, capacity.rawValue)
    }
  }

  /// The sender stands in the roster, and every signer is bound to it there.
  func checkBindings(
    _ manifest: Manifest, _ signers: [CheckedSigner]
  ) throws(FengniError) {
    guard let unit = campaign.roster.unit(manifest.sender.id) else {
      throw FengniError(.senderUnknown, manifest.sender.id)
    }
    let isToUnit = campaign.settings.submission(manifest.submission)?.isToUnit ?? false
    guard isToUnit == (manifest.addressee != nil) else {
      throw FengniError(.addresseeUnfit, manifest.submission)
    }
    guard let addressee = manifest.addressee else {
      for signer in signers { try check(signer, unit) }
      return
    }
    guard unit.id == campaign.settings.issuerID, campaign.roster.unit(addressee) != nil else {
      throw FengniError(.addresseeUnfit, addressee)
    }
    for signer in signers { try checkCentre(signer) }
  }

  /// Who signs a notice is who signs receipts, but as seal (SPEC, 15.9).
  private func checkCentre(_ signer: CheckedSigner) throws(FengniError) {
    guard signer.capacity == .seal else {
      throw FengniError(
        .capacityNotAllowed, signer.certificate.subjectText, reason: signer.capacity.rawValue)
    }
    do throws(FengniError) {
      try campaign.requireCentre(signer.certificate, at: signer.signingTime)
    } catch {
      throw error.code == .receiptSigner ? error.reworded(.noticeSigner) : error
    }
  }

  /// Signatures of another time than the campaign's; a notice has its own time.
  func checkTimes(
    _ manifest: Manifest, _ signers: [CheckedSigner], report: inout ReportBuilder
  ) {
    let settings = campaign.settings
    for signer in signers where manifest.addressee == nil {
      if signer.signingTime < settings.opens || signer.signingTime > settings.closes {
        report.add(
          Finding(
            .signingTimeOutsideCampaign, .warning, subject: signer.certificate.subjectText))
      }
    }
  }

  private func check(_ signer: CheckedSigner, _ unit: Roster.Unit) throws(FengniError) {
    let subject = signer.certificate.subjectText
    // Only what is signed for the centre goes without (SPEC, 8.3).
    guard signer.isChained else { throw FengniError(.certificateUntrusted, subject) }
    guard let binding = unit.binding(signer.certificate, use: .sign) else {
      throw FengniError(.signerNotInRoster, subject)
    }
    guard binding.allows(signer.capacity), signer.capacity != .receipt else {
      throw FengniError(.capacityNotAllowed, subject, reason: signer.capacity.rawValue)
    }
    guard unit.binding(signer.certificate, use: .encrypt) == nil else {
      throw FengniError(.certificateNotDual, subject)
    }
  }

  /// Certificates that the statement carries and the roster binds to the addressee to encrypt to.
  private func certificates(
    ofAddressee id: String?, _ statement: VerifiedStatement
  ) -> [Certificate] {
    guard let unit = id.flatMap({ campaign.roster.unit($0) }) else { return [] }
    return statement.message.certificates.prefix(Limits.embeddedCertificates)
      .filter { unit.binding($0, use: .encrypt) != nil }
  }

  /// A notice names a certificate of its addressee, and nobody but the campaign's recipients besides.
  private func requireAddressee(
    _ manifest: Manifest, _ statement: VerifiedStatement
  ) throws(FengniError) {
    guard let addressee = manifest.addressee else { return }
    let digest = manifest.suite.digest
    let own = Set(certificates(ofAddressee: addressee, statement).map { $0.digest(digest) })
    let known = own.union(campaign.recipients.map { $0.digest(digest) })
    guard !own.isDisjoint(with: manifest.recipients), known.isSuperset(of: manifest.recipients)
    else { throw FengniError(.recipientsDiffer, addressee) }
  }

  /// Step 9: the envelope's recipients are the manifest's, and all are the campaign's or, of a
  /// notice, its addressee's.
  func checkRecipients(
    _ manifest: Manifest, _ statement: VerifiedStatement, envelope: EnvelopeHeader,
    used: Certificate
  ) throws(FengniError) {
    let candidates =
      campaign.recipients + certificates(ofAddressee: manifest.addressee, statement)
    // Before looking anything up: an envelope may name thousands.
    guard envelope.recipients.count == manifest.recipients.count else {
      throw FengniError(.recipientsDiffer)
    }
    var named: Set<Digest> = []
    for recipient in envelope.recipients {
      guard let certificate = candidates.first(where: recipient.identifier.matches) else {
        throw FengniError(.recipientsDiffer, recipient.identifier.text)
      }
      named.insert(certificate.digest(manifest.suite.digest))
    }
    guard named == Set(manifest.recipients),
      named.contains(used.digest(manifest.suite.digest))
    else { throw FengniError(.recipientsDiffer) }
  }
}

extension Roster.Unit {
  /// As a manifest names it.
  var sender: Manifest.Sender {
    Manifest.Sender(id: id, name: name, division: division, unitClass: unitClass)
  }
}
