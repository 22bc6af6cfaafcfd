public import BundleCore
public import Primitives
import SwiftASN1

/// Who signs, with what, in what capacity and when.
public struct Signer: Sendable {
  public var key: PrivateKey
  public var certificate: Certificate
  public var commitment: Commitment
  /// The time that the signature claims.
  public var signingTime: Timestamp

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
  public let certificate: Certificate
  public let commitment: Commitment
  /// The signer's claim; proves nothing alone.
  public let signingTime: Timestamp
  public let scheme: SignatureScheme
  public let digestAlgorithm: DigestAlgorithm
}

/// One SignerInfo (RFC 5652, 5.3), as encoded or decoded, not judged.
struct SignerInfo {
  var identifier: CertificateIdentifier
  var digestAlgorithm: AlgorithmIdentifier
  /// Content octets of signedAttrs: the DER of the attributes without outer tag and length.
  var attributes: [UInt8]
  var signatureAlgorithm: AlgorithmIdentifier
  var signature: [UInt8]
  /// As it stands in the message.
  var der: [UInt8]

  // MARK: Making

  /// Signs the digest of a content.
  static func make(_ signer: Signer, content: Digest) throws(FengniError) -> SignerInfo {
    let algorithm = signer.key.algorithm
    guard
      let scheme = Suite(algorithm).scheme(for: algorithm),
      let signatureAlgorithm = AlgorithmIdentifier(writing: scheme)
    else { throw FengniError(.signatureAlgorithm, reason: "no scheme for \(algorithm)") }
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
    tagged[0] = 0xa0
    let der = DERWriter.sequence(
      DERWriter.integer(1), identifier.issuerAndSerialNumber(),
      AlgorithmIdentifier(content.algorithm).der, tagged, signatureAlgorithm.der,
      DERWriter.octetString(signature))
    return try SignerInfo(der: der)
  }

  // MARK: Reading

  /// Throws `signedDataSyntax`, `signerWithoutAttributes`.
  init(der: [UInt8]) throws(FengniError) {
    self.der = der
    var fields = try ElementCursor.sequence(der: der, .signedDataSyntax)
    let version = try fields.smallInteger("version")
    identifier = try CertificateIdentifier(signerIdentifier: &fields)
    guard version == identifier.signerInfoVersion else {
      throw FengniError(.signedDataSyntax, reason: "SignerInfo version \(version)")
    }
    digestAlgorithm = try fields.algorithmIdentifier("digestAlgorithm")
    guard fields.nextTag == .context(0) else { throw FengniError(.signerWithoutAttributes) }
    let node = try fields.next("signedAttrs")
    attributes = try Self.sortedContent(of: node)
    signatureAlgorithm = try fields.algorithmIdentifier("signatureAlgorithm")
    signature = try fields.octetString("signature")
    if !fields.isAtEnd { _ = try fields.constructed("unsignedAttrs", tag: .context(1)) }
    try fields.end("SignerInfo")
  }

  /// DER asks for ascending order; other orders would let two readers hash different octets.
  private static func sortedContent(of node: ASN1Node) throws(FengniError) -> [UInt8] {
    var cursor = try ElementCursor(node, tag: .context(0), .signedDataSyntax)
    var parts: [[UInt8]] = []
    while !cursor.isAtEnd { parts.append(Array(try cursor.next("attribute").encodedBytes)) }
    let content = Array(parts.joined())
    guard DERWriter.setOf(parts) == DERWriter.value(0x31, content) else {
      throw FengniError(.signedDataSyntax, reason: "signedAttrs are not in DER order")
    }
    return content
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
    let signed = DERWriter.value(0x31, attributes)
    try checkSignature(of: signed, by: certificate, scheme)

    let node = try ElementCursor.parse(der: signed, .signedDataSyntax)
    let values = try SignedAttributes.read(
      ElementCursor(node, tag: .set, .signedDataSyntax))
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
