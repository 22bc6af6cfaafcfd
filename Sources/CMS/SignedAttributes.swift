import BundleCore
import Primitives

/// In what capacity somebody signs: CAdES commitment types (RFC 5126, 5.11.1; SPEC, 6.2).
public enum Commitment: String, Sendable, Hashable, CaseIterable {
  /// Who made the content: the preparer.
  case proofOfCreation
  /// Who approves it: the approver.
  case proofOfApproval
  /// From whom it comes: the organisation's seal, and whoever publishes.
  case proofOfOrigin
  /// Who received it: the centre.
  case proofOfReceipt

  /// The commitment type's identifier.
  var identifier: OID {
    switch self {
    case .proofOfCreation: OID.proofOfCreation
    case .proofOfApproval: OID.proofOfApproval
    case .proofOfOrigin: OID.proofOfOrigin
    case .proofOfReceipt: OID.proofOfReceipt
    }
  }
}

/// The signed attributes of a SignerInfo (SPEC, 6.2), each once and each required.
struct SignedAttributes: Equatable {
  /// RFC 5652, 11.1.
  var contentType: OID
  /// Octets of the content's digest (RFC 5652, 11.2).
  var messageDigest: [UInt8]
  /// The time that the signer claims (RFC 5652, 11.3).
  var signingTime: Timestamp
  /// Digest of the signer's certificate, with the algorithm that it names (RFC 5035, 3).
  var signingCertificate: Digest
  /// The SignerInfo's own digest algorithm, said again under the signature (RFC 6211).
  var digestAlgorithm: AlgorithmIdentifier
  /// The SignerInfo's own signature algorithm, said again under the signature (RFC 6211).
  var signatureAlgorithm: AlgorithmIdentifier
  /// RFC 5126, 5.11.1.
  var commitment: Commitment

  // MARK: Encoding

  /// The attributes as `SET OF`, tag 0x31: what is signed.
  func encoded() throws(FengniError) -> [UInt8] {
    func attribute(_ type: OID, _ value: [UInt8]) -> [UInt8] {
      DERWriter.sequence(DERWriter.objectIdentifier(type), DERWriter.setOf([value]))
    }
    // RFC 5035: SHA-256 is the default and therefore left out in DER.
    let hash =
      signingCertificate.algorithm == .sha256
      ? [] : AlgorithmIdentifier(signingCertificate.algorithm).der
    return DERWriter.setOf([
      attribute(OID.contentType, DERWriter.objectIdentifier(contentType)),
      attribute(OID.messageDigest, DERWriter.octetString(messageDigest)),
      attribute(OID.signingTime, try SigningTime.encode(signingTime)),
      attribute(
        OID.signingCertificateV2,
        DERWriter.sequence(
          DERWriter.sequence(
            DERWriter.sequence(hash, DERWriter.octetString(signingCertificate.bytes))))),
      attribute(
        OID.algorithmProtection,
        DERWriter.sequence(digestAlgorithm.der, signatureAlgorithm.der(tag: Tag.constructed(1)))),
      attribute(
        OID.commitmentType,
        DERWriter.sequence(DERWriter.objectIdentifier(commitment.identifier))),
    ])
  }

  // MARK: Decoding

  private static let bad = Code.signedAttributeMismatch

  /// Reads the attributes; throws `signedAttributeMissing` when one is missing or stands twice,
  /// `signedAttributeMismatch` when one can't be read.
  static func read(_ attributes: DERReader) throws(FengniError) -> SignedAttributes {
    let values = try values(attributes)
    let required = [
      OID.contentType, OID.messageDigest, OID.signingTime, OID.signingCertificateV2,
      OID.algorithmProtection, OID.commitmentType,
    ]
    // What is missing is said before what can't be read.
    if let missing = required.first(where: { values[$0] == nil }) {
      throw FengniError(.signedAttributeMissing, "\(missing)")
    }
    func value(_ type: OID, _ what: String) throws(FengniError) -> DERValue {
      guard let node = values[type] else { throw FengniError(.signedAttributeMissing, what) }
      return node
    }
    let contentType = try identifier(value(OID.contentType, "content-type"))
    let messageDigest = try DERReader.content(
      of: value(OID.messageDigest, "message-digest"), tag: Tag.octetString, bad, "message-digest")
    let signingTime = try SigningTime.decode(value(OID.signingTime, "signing-time"))
    let certificate = try signingCertificate(
      value(OID.signingCertificateV2, "signing-certificate-v2"))
    let (digest, signature) = try algorithms(
      value(OID.algorithmProtection, "cms-algorithm-protection"))
    let commitment = try commitment(value(OID.commitmentType, "commitment-type-indication"))
    return SignedAttributes(
      contentType: contentType, messageDigest: messageDigest, signingTime: signingTime,
      signingCertificate: certificate, digestAlgorithm: digest, signatureAlgorithm: signature,
      commitment: commitment)
  }

  private static func identifier(_ value: DERValue) throws(FengniError) -> OID {
    guard value.tag == Tag.objectIdentifier, let identifier = OID(content: Array(value.content))
    else { throw FengniError(bad, "content-type", reason: "no object identifier") }
    return identifier
  }

  private static func signingCertificate(_ value: DERValue) throws(FengniError) -> Digest {
    var outer = try DERReader(value, tag: Tag.sequence, bad)
    var list = try outer.sequence("certs")
    var first = try list.sequence("ESSCertIDv2")
    try list.end("certs")
    var algorithm = DigestAlgorithm.sha256
    if first.nextTag == Tag.sequence {
      algorithm = try first.algorithmIdentifier("hashAlgorithm").digestAlgorithm()
    }
    let hash = try first.octetString("certHash")
    try first.end("ESSCertIDv2")
    guard let digest = Digest(algorithm, hash) else {
      throw FengniError(bad, "signing-certificate-v2", reason: "length of certHash")
    }
    return digest
  }

  private static func algorithms(
    _ value: DERValue
  ) throws(FengniError) -> (digest: AlgorithmIdentifier, signature: AlgorithmIdentifier) {
    var protection = try DERReader(value, tag: Tag.sequence, bad)
    let digest = try protection.algorithmIdentifier("digestAlgorithm")
    let signature = try protection.algorithmIdentifier(
      "signatureAlgorithm", tag: Tag.constructed(1))
    try protection.end("cms-algorithm-protection")
    return (digest, signature)
  }

  private static func commitment(_ value: DERValue) throws(FengniError) -> Commitment {
    var indication = try DERReader(value, tag: Tag.sequence, bad)
    let type = try indication.objectIdentifier("commitmentTypeId")
    guard let commitment = Commitment.allCases.first(where: { $0.identifier == type }) else {
      throw FengniError(bad, "commitment-type-indication", reason: "\(type)")
    }
    return commitment
  }

  /// The single value of each attribute, by type.
  private static func values(
    _ attributes: DERReader
  ) throws(FengniError) -> [OID: DERValue] {
    var attributes = attributes
    var values: [OID: DERValue] = [:]
    while !attributes.isAtEnd {
      var attribute = try attributes.sequence("attribute")
      let type = try attribute.objectIdentifier("attrType")
      var set = try attribute.constructed("attrValues", tag: Tag.set)
      try attribute.end("attribute")
      let value = try set.next("attrValue")
      guard set.isAtEnd else {
        throw FengniError(.signedAttributeMissing, "\(type)", reason: "several values")
      }
      guard values.updateValue(value, forKey: type) == nil else {
        throw FengniError(.signedAttributeMissing, "\(type)", reason: "stands twice")
      }
    }
    return values
  }
}
