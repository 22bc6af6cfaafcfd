public import BundleCore
internal import COpenSSL

/// A PKCS#10 certificate request (RFC 2986) whose own signature holds.
public struct CertificateRequest: Sendable, Hashable {
  /// The request, DER.
  public let der: [UInt8]
  /// The subject in one readable line, UTF-8.
  public let subjectText: String
  /// The subject's common name; nil unless there is exactly one.
  public let commonName: String?
  /// The subject's organizationIdentifier; nil unless there is exactly one.
  public let organizationIdentifier: String?
  /// The key that is to be certified, which signed the request.
  public let publicKey: PublicKey

  let subjectDER: [UInt8]

  /// Reads DER or PEM and checks the signature, and that key and algorithm are strong;
  /// `.certificateRequestFormat`.
  public init(pemOrDER file: [UInt8]) throws(FengniError) {
    try self.init(der: try Self.block(file))
  }

  private static func block(_ file: [UInt8]) throws(FengniError) -> [UInt8] {
    guard file.count <= Limits.certificate else {
      throw FengniError(
        .certificateRequestFormat, reason: "longer than \(Limits.certificate) bytes")
    }
    if file.first == DER.sequence { return file }
    if let der = PEM.bareBase64(PEM.text(file)) { return der }
    let labels = ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"]
    let blocks = (PEM.decode(file) ?? []).filter { labels.contains($0.label) }
    guard blocks.count == 1 else {
      throw FengniError(
        .certificateRequestFormat, reason: "not DER, nor one PEM 'CERTIFICATE REQUEST'")
    }
    return blocks[0].der
  }

  private init(der: [UInt8]) throws(FengniError) {
    let code = Code.certificateRequestFormat
    guard let signed = SignedObject(der) else { throw FengniError(code, reason: "not DER") }
    let request = try Library.require(
      Library.decode(der, free: X509_REQ_free) { d2i_X509_REQ(nil, $0, $1) }, code,
      doing: "certificate request")
    defer {
      X509_REQ_free(request)
      ERR_clear_error()
    }
    let name = X509_REQ_get_subject_name(request)
    let key = try Library.encode(doing: "public key") {
      i2d_X509_PUBKEY(X509_REQ_get_X509_PUBKEY(request), $0)
    }
    guard let publicKey = try? PublicKey(subjectPublicKeyInfo: key) else {
      throw FengniError(code, reason: "public key")
    }
    // Proof that whoever asks holds the key.
    guard signed.isSigned(by: publicKey) else {
      throw FengniError(code, reason: "the request's own signature does not hold, or is too weak")
    }
    self.der = der
    self.publicKey = publicKey
    subjectText = NameText.line(name)
    commonName = NameText.value(name, NID_commonName)
    organizationIdentifier = NameText.value(name, NID_organizationIdentifier)
    subjectDER = try NameText.der(name)
  }

  /// Makes a request for a key, signed by it; `.certificateRequestFormat` when the name can not be
  /// encoded.
  public static func make(
    key: PrivateKey, subject: DistinguishedName
  ) throws(FengniError) -> CertificateRequest {
    Library.clearErrors()
    let request = try Library.require(X509_REQ_new(), doing: "request")
    defer { X509_REQ_free(request) }
    try Library.check(X509_REQ_set_version(request, 0), doing: "request version")
    try subject.fill(X509_REQ_get_subject_name(request))
    let keyed = key.handle.with { X509_REQ_set_pubkey(request, $0) }
    try Library.check(keyed, doing: "request key")
    let context = try SignatureContext(
      key.handle, key.algorithm, key.algorithm.preferredScheme, .sign)
    guard X509_REQ_sign_ctx(request, context.pointer) > 0 else {
      throw Library.error(doing: "request signature")
    }
    return try CertificateRequest(
      der: try Library.encode(doing: "request") { i2d_X509_REQ(request, $0) })
  }

  /// The request as PEM.
  public var pem: String { PEM.encode("CERTIFICATE REQUEST", der) }

  /// Identity of a request: its DER.
  public static func == (a: Self, b: Self) -> Bool { a.der == b.der }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}
