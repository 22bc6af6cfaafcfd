public import BundleCore
import CMS
public import Primitives

/// A signature that held, by somebody who may (SPEC, 9).
public struct CheckedSigner: Sendable, Hashable {
  public let certificate: Certificate
  public let capacity: Capacity
  public let signingTime: Timestamp
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

  /// A clock may be wrong by so much.
  private static let clockTolerance: Int64 = 300

  // MARK: Before the manifest is read: steps 1 to 4

  /// Chain, key usage, revocation and time of every signer.
  func checkSigners(
    _ statement: VerifiedStatement, report: inout ReportBuilder
  ) throws(FengniError) -> [CheckedSigner] {
    var checked: [CheckedSigner] = []
    for signer in statement.signers {
      let chain = try chain(of: signer, statement)
      let subject = signer.certificate.subjectText
      guard signer.signingTime <= time.adding(seconds: Self.clockTolerance) else {
        throw FengniError(.signingTimeInFuture, subject)
      }
      try checkRevocation(chain, statement, report: &report)
      let settings = campaign.settings
      if signer.signingTime < settings.opens || signer.signingTime > settings.closes {
        report.add(Finding(.signingTimeOutsideCampaign, .warning, subject: subject))
      }
      checked.append(
        CheckedSigner(
          certificate: signer.certificate, capacity: Capacity(signer.commitment),
          signingTime: signer.signingTime))
    }
    return checked
  }

  private func chain(
    of signer: VerifiedSigner, _ statement: VerifiedStatement
  ) throws(FengniError) -> [Certificate] {
    let verdict = campaign.anchors.chain(
      of: signer.certificate, at: signer.signingTime,
      extraIntermediates: statement.message.certificates)
    switch verdict {
    case .invalid(let error):
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

  func check(_ manifest: Manifest, _ signers: [CheckedSigner]) throws(FengniError) {
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
    for signer in signers { try check(signer, unit) }
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
    for signer in signers { try check(signer, unit) }
  }

  private func check(_ signer: CheckedSigner, _ unit: Roster.Unit) throws(FengniError) {
    let subject = signer.certificate.subjectText
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

  /// Step 9: the envelope's recipients are the manifest's, and all are the campaign's.
  func checkRecipients(
    _ manifest: Manifest, envelope: EnvelopeHeader, used: Certificate
  ) throws(FengniError) {
    // Before looking anything up: an envelope may name thousands.
    guard envelope.recipients.count == manifest.recipients.count else {
      throw FengniError(.recipientsDiffer)
    }
    var named: Set<Digest> = []
    for recipient in envelope.recipients {
      guard let certificate = campaign.recipients.first(where: recipient.identifier.matches) else {
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
