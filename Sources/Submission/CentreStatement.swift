public import BundleCore
public import CMS
public import Primitives

/// Who signs receipts and checkpoints for a centre (SPEC, 15.4).
public struct CentreSigner: Sendable {
  public let key: PrivateKey
  public let certificate: Certificate
  /// Intermediate certificates, no roots.
  public let chain: [Certificate]

  /// Takes a signing key with its certificate and those above it.
  public init(key: PrivateKey, certificate: Certificate, chain: [Certificate] = []) {
    self.key = key
    self.certificate = certificate
    self.chain = chain
  }

  /// The suite that its statements are of.
  public var suite: Suite { Suite(key.algorithm) }

  func sign(_ json: [UInt8], at time: Timestamp) throws(FengniError) -> SignedStatement {
    try SignedStatement.sign(
      json, suite: suite,
      signers: [
        Signer(
          key: key, certificate: certificate, commitment: .proofOfReceipt, signingTime: time)
      ], certificates: [certificate] + chain.filter { !$0.isSelfIssued })
  }
}

extension CampaignPackage {
  /// Throws `receiptSigner` when a certificate may not sign receipts and checkpoints of this
  /// campaign at a time: it is neither the publisher's nor bound, for the capacity receipt in so
  /// many words, to the campaign's issuer in the roster (SPEC, 15.4).
  public func requireReceiptSigner(
    _ certificate: Certificate, at time: Timestamp, intermediates: [Certificate] = []
  ) throws(FengniError) {
    try Provenance.requireSigningUsage(certificate)
    try requireCentre(certificate, at: time)
    if certificate == publisher { return }
    if case .invalid(let error) = anchors.chain(
      of: certificate, at: time, extraIntermediates: intermediates)
    {
      throw error.subject.isEmpty ? error.about(certificate.subjectText) : error
    }
  }

  /// The same but for key usage, and for the chain of those who are not the publisher.
  func requireCentre(_ certificate: Certificate, at time: Timestamp) throws(FengniError) {
    let subject = certificate.subjectText
    if certificate == publisher {
      guard certificate.notBefore <= time else {
        throw FengniError(.certificateNotYetValid, subject)
      }
      guard time <= certificate.notAfter else { throw FengniError(.certificateExpired, subject) }
      return
    }
    // A unit's certificate chains to the same anchors; the roster alone says who is the centre.
    guard let issuer = roster.unit(settings.issuerID),
      issuer.binding(certificate, use: .sign)?.capacities?.contains(.receipt) == true
    else { throw FengniError(.receiptSigner, subject) }
  }

  /// Checks a centre's statement: signature, and that it is this campaign's centre that signed.
  func centreStatement(
    _ signed: SignedStatement, kind: String
  ) throws(FengniError) -> VerifiedStatement {
    let verified = try signed.verified(kind: kind)
    guard verified.signers.count == 1, let signer = verified.signers.first else {
      throw FengniError(.signerDuplicate, reason: "a centre's statement has one signer")
    }
    guard signer.commitment == .proofOfReceipt else {
      throw FengniError(.capacityNotAllowed, signer.certificate.subjectText)
    }
    try requireReceiptSigner(
      signer.certificate, at: signer.signingTime,
      intermediates: verified.message.certificates)
    return verified
  }

  /// What statements of a centre say of the campaign.
  var reference: Manifest.CampaignReference {
    Manifest.CampaignReference(id: id, version: version, digest: digest)
  }

  /// Throws `otherCampaign` and `otherCampaignVersion`; other versions of the campaign will do.
  func require(_ reference: Manifest.CampaignReference) throws(FengniError) {
    guard reference.id == id else { throw FengniError(.otherCampaign, reference.id) }
    guard reference.version != version || reference.digest == digest else {
      throw FengniError(.otherCampaignVersion, "\(reference.version)")
    }
  }
}
