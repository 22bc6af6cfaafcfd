public import BundleCore
internal import COpenSSL

/// What an issued certificate is for; it fixes the extensions.
public enum CertificateProfile: String, Sendable, Hashable, CaseIterable {
  /// Issues certificates and CRLs.
  case rootCA
  /// A person or unit signs statements.
  case signing
  /// A unit or the centre is encrypted to.
  case encryption
  /// The centre signs campaigns, receipts and checkpoints.
  case centreSigning

  /// The key usage for a key of this kind.
  public func keyUsage(for algorithm: KeyAlgorithm?) -> KeyUsage {
    switch self {
    case .rootCA: [.keyCertSign, .cRLSign]
    case .signing, .centreSigning: [.digitalSignature, .contentCommitment]
    case .encryption:
      switch algorithm {
      case .sm2: [.keyAgreement, .keyEncipherment, .dataEncipherment]
      case .rsa: [.keyEncipherment, .dataEncipherment]
      default: [.keyAgreement]
      }
    }
  }
}

/// A small CA: makes certificates and CRLs, keeps no state.
public enum CertificateAuthority {
  /// Makes a root certificate. `.certificateFormat` when name, times or serial are unfit.
  ///
  /// The serial is the content octets of a positive INTEGER, at most 20 (RFC 5280, 4.1.2.2). The
  /// upper bound of the validity is the last second in which it holds.
  public static func selfSigned(
    key: PrivateKey, subject: DistinguishedName, validity: Range<Timestamp>, serial: [UInt8]
  ) throws(FengniError) -> Certificate {
    let draft = try Draft(.rootCA, validity, serial)
    try subject.fill(X509_get_subject_name(draft.pointer))
    let name = X509_get_subject_name(draft.pointer)
    try Library.check(X509_set_issuer_name(draft.pointer, name), doing: "issuer name")
    try draft.certify(key.publicKey, .rootCA, authority: identifier(of: key.publicKey))
    return try draft.sign(key)
  }

  /// Makes a certificate for a request. `.keyCertificateMismatch` when key and certificate of the
  /// issuer do not belong together, `.certificateKeyUsage` when it may not issue,
  /// `.certificateFormat` as above.
  public static func issue(
    request: CertificateRequest, profile: CertificateProfile, validity: Range<Timestamp>,
    serial: [UInt8], issuer: Certificate, issuerKey: PrivateKey
  ) throws(FengniError) -> Certificate {
    try check(issuer, issuerKey, may: .keyCertSign)
    let draft = try Draft(profile, validity, serial)
    let subject = try X509Name(request.subjectDER)
    let name = try X509Name(issuer.subjectDER)
    try Library.check(X509_set_subject_name(draft.pointer, subject.pointer), doing: "subject name")
    try Library.check(X509_set_issuer_name(draft.pointer, name.pointer), doing: "issuer name")
    let authority = issuer.subjectKeyIdentifier ?? identifier(of: issuer.publicKey)
    try draft.certify(request.publicKey, profile, authority: authority)
    return try draft.sign(issuerKey)
  }

  /// Makes a CRL; errors as in `issue`, `.crlFormat` for an unfit number or serial.
  public static func issueCRL(
    issuer: Certificate, issuerKey: PrivateKey, thisUpdate: Timestamp, nextUpdate: Timestamp,
    number: Int, revoked: [(serial: [UInt8], at: Timestamp)]
  ) throws(FengniError) -> CertificateRevocationList {
    try check(issuer, issuerKey, may: .cRLSign)
    guard number >= 0 else { throw FengniError(.crlFormat, reason: "a negative number") }
    Library.clearErrors()
    let crl = try Library.require(X509_CRL_new(), doing: "CRL")
    defer { X509_CRL_free(crl) }
    let name = try X509Name(issuer.subjectDER)
    try Library.check(X509_CRL_set_version(crl, 1), doing: "CRL version")
    try Library.check(X509_CRL_set_issuer_name(crl, name.pointer), doing: "CRL issuer")
    try ASN1Time(thisUpdate).lend { X509_CRL_set1_lastUpdate(crl, $0) }
    try ASN1Time(nextUpdate).lend { X509_CRL_set1_nextUpdate(crl, $0) }
    for (serial, date) in revoked { try add(serial, date, to: crl) }
    try Library.check(X509_CRL_sort(crl), doing: "CRL order")
    try Library.check(fengni_add_crl_number(crl, Int64(number)), doing: "CRL number")
    let authority = issuer.subjectKeyIdentifier ?? identifier(of: issuer.publicKey)
    try Library.check(
      fengni_add_authority_key_id(nil, crl, authority, Int32(authority.count)), doing: "CRL AKI")
    let context = try SignatureContext(
      issuerKey.handle, issuerKey.algorithm, issuerKey.algorithm.preferredScheme, .sign)
    guard X509_CRL_sign_ctx(crl, context.pointer) > 0 else {
      throw Library.error(doing: "CRL signature")
    }
    return try CertificateRevocationList(
      der: try Library.encode(doing: "CRL") { i2d_X509_CRL(crl, $0) })
  }

  private static func add(
    _ serial: [UInt8], _ date: Timestamp, to crl: OpaquePointer
  ) throws(FengniError) {
    let entry = try Library.require(X509_REVOKED_new(), doing: "CRL entry")
    var isOwned = true
    defer { if isOwned { X509_REVOKED_free(entry) } }
    try SerialNumber(serial, .crlFormat).lend { X509_REVOKED_set_serialNumber(entry, $0) }
    try ASN1Time(date).lend { X509_REVOKED_set_revocationDate(entry, $0) }
    try Library.check(X509_CRL_add0_revoked(crl, entry), doing: "CRL entry")
    isOwned = false
  }

  private static func check(
    _ issuer: Certificate, _ key: PrivateKey, may usage: KeyUsage
  ) throws(FengniError) {
    guard issuer.publicKey.isSameKey(as: key.publicKey) else {
      throw FengniError(.keyCertificateMismatch, issuer.subjectText)
    }
    guard issuer.isCA, issuer.keyUsage?.contains(usage) ?? true else {
      throw FengniError(.certificateKeyUsage, issuer.subjectText, reason: "not a CA's certificate")
    }
  }

  /// RFC 7093, method 1: the first 160 bits of SHA-256 of the key, as SHA-1 is not used here.
  static func identifier(of key: PublicKey) -> [UInt8] {
    var content = DERReader.sequence(key.subjectPublicKeyInfo)
    _ = content?.next(DER.sequence)
    let bits = content?.next(DER.bitString).map { Array($0.content.dropFirst()) } ?? []
    return Array(Digest.of(bits, .sha256).bytes.prefix(20))
  }
}

/// A certificate that is being made.
private final class Draft {
  let pointer: OpaquePointer

  init(
    _ profile: CertificateProfile, _ validity: Range<Timestamp>, _ serial: [UInt8]
  ) throws(FengniError) {
    Library.clearErrors()
    pointer = try Library.require(X509_new(), doing: "certificate")
    try Library.check(X509_set_version(pointer, 2), doing: "version")
    try SerialNumber(serial, .certificateFormat).lend { [pointer] in
      X509_set_serialNumber(pointer, $0)
    }
    try ASN1Time(validity.lowerBound).lend { [pointer] in X509_set1_notBefore(pointer, $0) }
    try ASN1Time(validity.upperBound).lend { [pointer] in X509_set1_notAfter(pointer, $0) }
  }

  deinit { X509_free(pointer) }

  func certify(
    _ key: PublicKey, _ profile: CertificateProfile, authority: [UInt8]
  ) throws(FengniError) {
    guard let handle = key.handle else {
      throw FengniError(.certificateFormat, reason: "a key that is not used here")
    }
    try Library.check(handle.with { X509_set_pubkey(pointer, $0) }, doing: "public key")
    let usage = profile.keyUsage(for: key.algorithm)
    let own = CertificateAuthority.identifier(of: key)
    try Library.check(
      fengni_add_basic_constraints(pointer, profile == .rootCA ? 1 : 0), doing: "constraints")
    try Library.check(fengni_add_key_usage(pointer, usage.rawValue), doing: "key usage")
    try Library.check(fengni_add_subject_key_id(pointer, own, Int32(own.count)), doing: "SKI")
    try Library.check(
      fengni_add_authority_key_id(pointer, nil, authority, Int32(authority.count)), doing: "AKI")
  }

  func sign(_ key: PrivateKey) throws(FengniError) -> Certificate {
    let context = try SignatureContext(
      key.handle, key.algorithm, key.algorithm.preferredScheme, .sign)
    guard X509_sign_ctx(pointer, context.pointer) > 0 else {
      throw Library.error(doing: "certificate signature")
    }
    return try Certificate(
      der: try Library.encode(doing: "certificate") { i2d_X509(pointer, $0) })
  }
}

/// Owner of one X509_NAME.
private struct X509Name: ~Copyable {
  let pointer: OpaquePointer

  init(_ der: [UInt8]) throws(FengniError) {
    pointer = try Library.require(
      Library.decode(der, free: X509_NAME_free) { d2i_X509_NAME(nil, $0, $1) },
      .certificateFormat, doing: "name")
  }

  deinit { X509_NAME_free(pointer) }
}

/// Owner of one ASN1_TIME: UTCTime until 2049, then GeneralizedTime (RFC 5280, 4.1.2.5).
private struct ASN1Time: ~Copyable {
  private let pointer: UnsafeMutablePointer<ASN1_TIME>

  init(_ time: Timestamp) throws(FengniError) {
    pointer = try Library.require(
      ASN1_TIME_set(nil, time_t(time.secondsSince1970)), .certificateFormat, doing: "time")
  }

  deinit { ASN1_STRING_free(pointer) }

  func lend(_ use: (UnsafeMutablePointer<ASN1_TIME>) -> Int32) throws(FengniError) {
    try Library.check(use(pointer), .certificateFormat, doing: "time")
  }
}

/// Owner of one ASN1_INTEGER.
private struct SerialNumber: ~Copyable {
  private let pointer: UnsafeMutablePointer<ASN1_INTEGER>

  init(_ content: [UInt8], _ code: Code) throws(FengniError) {
    let isPadded = content.count > 1 && content[0] == 0 && content[1] < 0x80
    guard (1...20).contains(content.count), content[0] < 0x80, !isPadded else {
      throw FengniError(code, reason: "a serial number that is not positive, or above 20 octets")
    }
    pointer = try Library.require(
      Library.decode(DER.encode(DER.integer, content), free: ASN1_INTEGER_free) {
        d2i_ASN1_INTEGER(nil, $0, $1)
      }, code, doing: "serial number")
  }

  deinit { ASN1_STRING_free(pointer) }

  func lend(_ use: (UnsafeMutablePointer<ASN1_INTEGER>) -> Int32) throws(FengniError) {
    try Library.check(use(pointer), doing: "serial number")
  }
}
