public import BundleCore

/// What the CRLs at hand say of a chain.
public enum RevocationStatus: Sendable {
  /// None is revoked; the CRL that was asked for each certificate, from the leaf up.
  case good(crls: [CertificateRevocationList])
  /// One is, since then.
  case revoked(at: Timestamp, by: CertificateRevocationList)
  /// No CRL that counts for the certificate with this subject.
  case unknown(String)
  /// The newest CRL for a certificate is past its time.
  case stale(newest: CertificateRevocationList)
}

extension TrustAnchors {
  /// Asks the CRLs about a certificate, building its chain at `chainTime` (or at `asOf`) first.
  ///
  /// A certificate without a valid chain is unknown.
  public func revocation(
    of certificate: Certificate, chainTime: Timestamp? = nil,
    extraIntermediates: [Certificate] = [], extraCRLs: [CertificateRevocationList] = [],
    asOf: Timestamp, maximumAge: Int64? = nil
  ) -> RevocationStatus {
    let verdict = chain(
      of: certificate, at: chainTime ?? asOf, extraIntermediates: extraIntermediates)
    guard case .valid(let chain) = verdict else { return .unknown(certificate.subjectText) }
    return revocation(ofChain: chain, extraCRLs: extraCRLs, asOf: asOf, maximumAge: maximumAge)
  }

  /// Asks the CRLs about every certificate of a valid chain except its anchor.
  ///
  /// Of each issuer the newest CRL counts that it really signed and that is not from after `asOf`.
  /// It is stale past its nextUpdate, or when it is older than `maximumAge` seconds; a revocation
  /// in a stale one still is one. One revoked certificate outweighs unknown, unknown outweighs
  /// stale. Of the extra CRLs, which a stranger may have sent, only `Limits.embeddedCRLs` count; of
  /// those that the operator brought, all.
  public func revocation(
    ofChain chain: [Certificate], trustedCRLs: [CertificateRevocationList] = [],
    extraCRLs: [CertificateRevocationList] = [], asOf: Timestamp, maximumAge: Int64? = nil
  ) -> RevocationStatus {
    let candidates = crls + trustedCRLs + extraCRLs.prefix(Limits.embeddedCRLs)
    var used: [CertificateRevocationList] = []
    var missing: String?
    var stale: CertificateRevocationList?
    for (certificate, issuer) in zip(chain, chain.dropFirst()) {
      let newest =
        candidates
        .filter { $0.thisUpdate <= asOf && $0.issuerDER == certificate.issuerDER }
        .filter { $0.covers(certificate) }
        .sorted { ($0.thisUpdate, $0.number ?? 0) > ($1.thisUpdate, $1.number ?? 0) }
        .first { $0.isIssued(by: issuer) }
      guard let crl = newest else {
        missing = missing ?? certificate.subjectText
        continue
      }
      if let date = crl.revocationDate(of: certificate) { return .revoked(at: date, by: crl) }
      used.append(crl)
      if Self.isStale(crl, asOf, maximumAge) { stale = stale ?? crl }
    }
    if let missing { return .unknown(missing) }
    if let stale { return .stale(newest: stale) }
    return .good(crls: used)
  }

  private static func isStale(
    _ crl: CertificateRevocationList, _ asOf: Timestamp, _ maximumAge: Int64?
  ) -> Bool {
    if let next = crl.nextUpdate, next < asOf { return true }
    guard let maximumAge else { return false }
    let (age, overflow) = asOf.secondsSince1970.subtractingReportingOverflow(
      crl.thisUpdate.secondsSince1970)
    return overflow || age > maximumAge
  }
}
