public import BundleCore
internal import COpenSSL

/// What a chain came to.
public enum ChainVerdict: Sendable {
  /// From the certificate itself up to the anchor, both included.
  case valid(chain: [Certificate])
  /// `.certificateUntrusted`, `.certificateExpired`, `.certificateNotYetValid`,
  /// `.certificateKeyUsage` or `.signatureWeakAlgorithm`; the subject names the certificate at
  /// which it failed.
  case invalid(FengniError)
}

/// Whom one trusts, and what one knows: anchors, intermediates and CRLs.
public struct TrustAnchors: Sendable {
  /// Trusted as they are, self-signed or not.
  public let anchors: [Certificate]
  /// Known, not trusted.
  public let intermediates: [Certificate]
  /// Known, each believed only under its issuer's signature.
  public let crls: [CertificateRevocationList]

  private let store: StoreHandle

  /// Collects them; `.cryptoLibrary` only when memory runs out.
  public init(
    anchors: [Certificate], intermediates: [Certificate] = [],
    crls: [CertificateRevocationList] = []
  ) throws(FengniError) {
    self.anchors = anchors
    self.intermediates = intermediates
    self.crls = crls
    store = try StoreHandle(anchors)
  }

  /// Builds and checks the chain of a certificate at a time (RFC 5280, 6), strictly.
  ///
  /// The time is the caller's; no revocation is looked at. Of the extra certificates, which a
  /// stranger may have sent, only `Limits.embeddedCertificates` are considered.
  public func chain(
    of certificate: Certificate, at time: Timestamp, extraIntermediates: [Certificate] = []
  ) -> ChainVerdict {
    let known =
      intermediates + extraIntermediates.prefix(Limits.embeddedCertificates)
    do {
      let chain = try store.verify(certificate, at: time, known: known)
      try Self.checkStrength(chain)
      return .valid(chain: chain)
    } catch {
      return .invalid(explain(error, certificate, known))
    }
  }

  /// The anchor's own signature says nothing, it is trusted as it is; its key does.
  private static func checkStrength(_ chain: [Certificate]) throws(FengniError) {
    for (i, certificate) in chain.enumerated() {
      guard certificate.hasStrongKey, i == chain.count - 1 || certificate.isSignedStrongly else {
        throw FengniError(
          .signatureWeakAlgorithm, certificate.subjectText, reason: "signature or key too weak")
      }
    }
  }

  /// OpenSSL only says "no issuer" or "signature failure" when it passed over an issuer that may not
  /// issue or an algorithm that it does not do: say that instead.
  private func explain(
    _ error: FengniError, _ certificate: Certificate, _ known: [Certificate]
  ) -> FengniError {
    guard error.code == .certificateUntrusted else { return error }
    var current = certificate
    for _ in 0...Limits.chainDepth {
      guard current.isSignedStrongly || anchors.contains(current) else {
        return FengniError(
          .signatureWeakAlgorithm, current.subjectText, reason: "signed with a weak algorithm")
      }
      let issuers = (anchors + known).filter {
        $0.subjectDER == current.issuerDER
          && SignedObject(current.der)?.isSigned(by: $0.publicKey) == true
      }
      guard let issuer = issuers.first, !current.isSelfIssued else { return error }
      guard issuer.isCA, issuer.keyUsage?.contains(.keyCertSign) ?? true else {
        return FengniError(
          .certificateKeyUsage, issuer.subjectText, reason: "it may not issue certificates")
      }
      current = issuer
    }
    return error
  }
}

/// Owner of one X509_STORE, never changed after it was made.
private final class StoreHandle: @unchecked Sendable {
  private let pointer: OpaquePointer
  private let anchors: [Certificate]

  init(_ anchors: [Certificate]) throws(FengniError) {
    self.anchors = anchors
    Library.clearErrors()
    pointer = try Library.require(X509_STORE_new(), doing: "trust store")
    for anchor in anchors {
      let added = anchor.handle.with { X509_STORE_add_cert(pointer, $0) }
      try Library.check(added, doing: "trust anchor")
    }
  }

  deinit { X509_STORE_free(pointer) }

  func verify(
    _ certificate: Certificate, at time: Timestamp, known: [Certificate]
  ) throws(FengniError) -> [Certificate] {
    Library.clearErrors()
    defer { withExtendedLifetime(self) {} }
    let untrusted = try Library.require(fengni_certificates_new(), doing: "chain")
    defer { fengni_certificates_free(untrusted) }
    for certificate in known {
      let added = certificate.handle.with { fengni_certificates_push(untrusted, $0) }
      try Library.check(added, doing: "chain")
    }
    let context = try Library.require(X509_STORE_CTX_new(), doing: "chain")
    defer { X509_STORE_CTX_free(context) }
    return try certificate.handle.with { (x) throws(FengniError) in
      try Library.check(X509_STORE_CTX_init(context, pointer, x, untrusted), doing: "chain")
      configure(context, time)
      let result = X509_verify_cert(context)
      guard result == 1 else { throw failure(context) }
      return try collect(context, [certificate] + known + anchors)
    }
  }

  private func configure(_ context: OpaquePointer, _ time: Timestamp) {
    let parameters = X509_STORE_CTX_get0_param(context)
    let flags = X509_V_FLAG_X509_STRICT | X509_V_FLAG_PARTIAL_CHAIN
    X509_VERIFY_PARAM_set_flags(parameters, UInt(flags))
    X509_VERIFY_PARAM_set_time(parameters, time_t(time.secondsSince1970))
    X509_VERIFY_PARAM_set_depth(parameters, Int32(Limits.chainDepth))
    // Strength is ours to judge, with a code of its own.
    X509_VERIFY_PARAM_set_auth_level(parameters, 0)
    X509_STORE_CTX_set_verify_cb(context) { ok, context in
      guard ok != 1, let context else { return ok }
      let chain = X509_STORE_CTX_get0_chain(context)
      let isAnchor =
        X509_STORE_CTX_get_error_depth(context) == fengni_certificates_count(chain) - 1
      switch X509_STORE_CTX_get_error(context) {
      // They help to find issuers; once the chain is found they prove nothing.
      case X509_V_ERR_MISSING_SUBJECT_KEY_IDENTIFIER, X509_V_ERR_MISSING_AUTHORITY_KEY_IDENTIFIER,
        X509_V_ERR_AUTHORITY_KEY_IDENTIFIER_CRITICAL, X509_V_ERR_SUBJECT_KEY_IDENTIFIER_CRITICAL:
        return 1
      // Roots older than RFC 5280; an anchor is trusted for what it is, form is no reason to
      // refuse it. Everything below must be in form.
      case X509_V_ERR_CA_BCONS_NOT_CRITICAL, X509_V_ERR_CA_CERT_MISSING_KEY_USAGE:
        return isAnchor ? 1 : 0
      default: return 0
      }
    }
  }

  private func failure(_ context: OpaquePointer) -> FengniError {
    let error = X509_STORE_CTX_get_error(context)
    let code: Code =
      switch error {
      case X509_V_ERR_CERT_HAS_EXPIRED: .certificateExpired
      case X509_V_ERR_CERT_NOT_YET_VALID: .certificateNotYetValid
      case X509_V_ERR_INVALID_CA, X509_V_ERR_INVALID_NON_CA, X509_V_ERR_INVALID_PURPOSE,
        X509_V_ERR_KEYUSAGE_NO_CERTSIGN, X509_V_ERR_CA_CERT_MISSING_KEY_USAGE,
        X509_V_ERR_KU_KEY_CERT_SIGN_INVALID_FOR_NON_CA:
        .certificateKeyUsage
      case X509_V_ERR_CA_MD_TOO_WEAK, X509_V_ERR_EE_KEY_TOO_SMALL, X509_V_ERR_CA_KEY_TOO_SMALL,
        X509_V_ERR_EC_KEY_EXPLICIT_PARAMS:
        .signatureWeakAlgorithm
      default: .certificateUntrusted
      }
    let reason = String(cString: X509_verify_cert_error_string(Int(error)))
    let at = X509_STORE_CTX_get_current_cert(context)
    let subject = at.map { NameText.line(X509_get_subject_name($0)) } ?? ""
    ERR_clear_error()
    return FengniError(code, subject, reason: reason)
  }

  /// OpenSSL's chain, as the values that it was built from.
  private func collect(
    _ context: OpaquePointer, _ candidates: [Certificate]
  ) throws(FengniError) -> [Certificate] {
    let chain = X509_STORE_CTX_get0_chain(context)
    var certificates: [Certificate] = []
    for i in 0..<max(0, fengni_certificates_count(chain)) {
      let x = fengni_certificates_at(chain, i)
      if let known = candidates.first(where: { $0.handle.with { $0 == x } }) {
        certificates.append(known)
      } else {
        certificates.append(
          try Certificate(der: try Library.encode(doing: "chain") { i2d_X509(x, $0) }))
      }
    }
    return certificates
  }
}
