public import BundleCore
public import Primitives

/// Who signs, with what, in what capacity and when.
public struct Signer: Sendable {
  /// The key of the certificate.
  public var key: PrivateKey
  /// The certificate that names the signer.
  public var certificate: Certificate
  /// The capacity that the signature states.
  public var commitment: Commitment
  /// The time that the signature claims.
  public var signingTime: Timestamp

  /// Whether key and certificate belong together is asked when it signs.
  public init(
    key: PrivateKey, certificate: Certificate, commitment: Commitment, signingTime: Timestamp
  ) {
    self.key = key
    self.certificate = certificate
    self.commitment = commitment
    self.signingTime = signingTime
  }
}

/// A signature that held, and what it says.
public struct VerifiedSigner: Sendable, Hashable {
  /// Whose key made it; nothing is known of the certificate's trust.
  public let certificate: Certificate
  /// The capacity that the signer stated.
  public let commitment: Commitment
  /// The signer's claim; proves nothing alone.
  public let signingTime: Timestamp
  /// The scheme of the signature.
  public let scheme: SignatureScheme
  /// The digest of the content that was signed.
  public let digestAlgorithm: DigestAlgorithm
}

/// One SignerInfo (RFC 5652, 5.3), as encoded or decoded, not judged.
struct SignerInfo {
  /// The signer's certificate by its name.
  let identifier: CertificateIdentifier
  /// The digest of the content.
  let digestAlgorithm: AlgorithmIdentifier
  /// Content octets of signedAttrs: the DER of the attributes without outer tag and length.
  let attributes: [UInt8]
  /// How the attributes are signed.
  let signatureAlgorithm: AlgorithmIdentifier
  /// The signature's octets, as the scheme has them.
  let signature: [UInt8]
  /// As it stands in the message.
  let der: [UInt8]

  // MARK: Making

  /// Signs the digest of a content.
  static func make(_ signer: Signer, content: Digest) throws(FengniError) -> SignerInfo {
    let algorithm = signer.key.algorithm
    guard
      let scheme = Suite(algorithm).scheme(for: algorithm),
      let signatureAlgorithm = AlgorithmIdentifier(writing: scheme)
    else { throw FengniError(.signatureAlgorithm, reason: "no scheme for the key") }
    guard signer.key.publicKey == signer.certificate.publicKey else {
      throw FengniError(.keyCertificateMismatch, signer.certificate.subjectText)
    }
    let attributes = SignedAttributes(
      contentType: OID.data, messageDigest: content.bytes, signingTime: signer.signingTime,
      signingCertificate: signer.certificate.digest(content.algorithm),
      digestAlgorithm: AlgorithmIdentifier(content.algorithm),
      signatureAlgorithm: signatureAlgorithm, commitment: signer.commitment)
    let signed = try attributes.encoded()
    let signature = try signer.key.sign(signed, scheme)
    let identifier = CertificateIdentifier(signer.certificate)
    // The same octets, tagged [0] in the message and SET OF under the signature.
    var tagged = signed
    tagged[0] = Tag.constructed(0)
    let der = DERWriter.sequence(
      DERWriter.integer(1), identifier.issuerAndSerialNumber(),
      AlgorithmIdentifier(content.algorithm).der, tagged, signatureAlgorithm.der,
      DERWriter.octetString(signature))
    return try SignerInfo(der: der)
  }

  // MARK: Reading

  /// Reads one SignerInfo. Throws `signedDataSyntax`, `signerWithoutAttributes`.
  init(der: [UInt8]) throws(FengniError) {
    var fields = try DERReader.sequence(parsing: der, .signedDataSyntax)
    let version = try fields.smallInteger("version")
    let identifier = try CertificateIdentifier(signerIdentifier: &fields)
    guard version == identifier.signerInfoVersion else {
      throw FengniError(.signedDataSyntax, reason: "SignerInfo version \(version)")
    }
    let digestAlgorithm = try fields.algorithmIdentifier("digestAlgorithm")
    guard fields.nextIsContext(0) else { throw FengniError(.signerWithoutAttributes) }
    let attributes = try Self.sortedContent(of: fields.next("signedAttrs"))
    let signatureAlgorithm = try fields.algorithmIdentifier("signatureAlgorithm")
    let signature = try fields.octetString("signature")
    if !fields.isAtEnd { try Self.checkUnsigned(fields.next("unsignedAttrs")) }
    try fields.end("SignerInfo")
    self.identifier = identifier
    self.digestAlgorithm = digestAlgorithm
    self.attributes = attributes
    self.signatureAlgorithm = signatureAlgorithm
    self.signature = signature
    self.der = der
  }

  /// DER asks for ascending order; other orders would let two readers hash different octets.
  private static func sortedContent(of value: DERValue) throws(FengniError) -> [UInt8] {
    guard value.tag == Tag.constructed(0), value.isInSetOrder else {
      throw FengniError(.signedDataSyntax, reason: "signedAttrs are not a SET OF in DER order")
    }
    return Array(value.content)
  }

  /// Unsigned attributes mean nothing here, but a statement is in DER throughout (SPEC, 6.1): in
  /// another order it would be the same statement with another digest.
  private static func checkUnsigned(_ value: DERValue) throws(FengniError) {
    let code = Code.signedDataSyntax
    var attributes = try DERReader(value, tag: Tag.constructed(1), code)
    var areInOrder = value.isInSetOrder
    while !attributes.isAtEnd {
      var attribute = try attributes.sequence("attribute")
      _ = try attribute.objectIdentifier("attrType")
      let values = try attribute.next("attrValues")
      guard values.tag == Tag.set else { throw FengniError(code, reason: "attrValues") }
      areInOrder = areInOrder && values.isInSetOrder
      try attribute.end("attribute")
    }
    guard areInOrder else {
      throw FengniError(code, reason: "unsignedAttrs are not in DER order")
    }
  }

  // MARK: Verifying

  /// Checks everything that the message alone can tell (SPEC, 6.2).
  func verify(
    contentDigest: (DigestAlgorithm) -> Digest?, certificates: [Certificate]
  ) throws(FengniError) -> VerifiedSigner {
    let digestAlgorithm = try digestAlgorithm.digestAlgorithm()
    let scheme = try signatureAlgorithm.signatureScheme(digest: digestAlgorithm)
    guard let certificate = certificates.first(where: identifier.matches) else {
      throw FengniError(.signerCertificateMissing, identifier.text)
    }
    let subject = certificate.subjectText
    let signed = DERWriter.value(Tag.set, attributes)
    try checkSignature(of: signed, by: certificate, scheme)

    let values = try SignedAttributes.read(
      DERReader(DERValue(parsing: signed, .signedDataSyntax), tag: Tag.set, .signedDataSyntax))
    guard let content = contentDigest(digestAlgorithm) else {
      throw FengniError(
        .signedDataSyntax, subject, reason: "digestAlgorithms does not list the signer's")
    }
    guard Memory.constantTimeEqual(values.messageDigest, content.bytes) else {
      throw FengniError(.messageDigestMismatch, subject)
    }
    guard values.contentType == OID.data else {
      throw FengniError(.signedAttributeMismatch, subject, reason: "content-type")
    }
    guard
      values.digestAlgorithm == self.digestAlgorithm,
      values.signatureAlgorithm == signatureAlgorithm
    else { throw FengniError(.signedAttributeMismatch, subject, reason: "algorithm-protection") }
    guard certificate.digest(values.signingCertificate.algorithm) == values.signingCertificate
    else { throw FengniError(.signedAttributeMismatch, subject, reason: "signing-certificate") }
    return VerifiedSigner(
      certificate: certificate, commitment: values.commitment, signingTime: values.signingTime,
      scheme: scheme, digestAlgorithm: digestAlgorithm)
  }

  private func checkSignature(
    of signed: [UInt8], by certificate: Certificate, _ scheme: SignatureScheme
  ) throws(FengniError) {
    guard
      let key = certificate.publicKey.algorithm, Suite(key).permits(scheme)
    else {
      throw FengniError(
        .signatureAlgorithm, certificate.subjectText, reason: "the key is for another scheme")
    }
    // An elliptic curve goes with its own digest: SPEC, 3.
    if case .ecdsa = scheme, Suite.nist.scheme(for: key) != scheme {
      throw FengniError(
        .signatureAlgorithm, certificate.subjectText, reason: "curve and digest do not fit")
    }
    if certificate.publicKey.verify(signature: signature, message: signed, scheme: scheme) {
      return
    }
    if scheme == .sm2SM3,
      certificate.publicKey.verifiesSM2Prehash(signature: signature, message: signed)
    {
      throw FengniError(.signatureRawPrehash, certificate.subjectText)
    }
    throw FengniError(.signatureInvalid, certificate.subjectText)
  }
}
