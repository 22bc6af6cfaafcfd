import BundleCore
import Primitives
import SwiftASN1

/// In what capacity somebody signs: CAdES commitment types (RFC 5126, 5.11.1; SPEC, 6.2).
public enum Commitment: String, Sendable, Hashable, CaseIterable {
  case proofOfCreation, proofOfApproval, proofOfOrigin, proofOfReceipt

  var identifier: ASN1ObjectIdentifier {
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
  var contentType: ASN1ObjectIdentifier
  var messageDigest: [UInt8]
  var signingTime: Timestamp
  /// Digest of the signer's certificate, with the algorithm that it names.
  var signingCertificate: Digest
  var digestAlgorithm: AlgorithmIdentifier
  var signatureAlgorithm: AlgorithmIdentifier
  var commitment: Commitment

  // MARK: Encoding

  /// The attributes as `SET OF`, tag 0x31: what is signed.
  func encoded() throws(FengniError) -> [UInt8] {
    func attribute(_ type: ASN1ObjectIdentifier, _ value: [UInt8]) -> [UInt8] {
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
        DERWriter.sequence(digestAlgorithm.der, signatureAlgorithm.der(tag: 0xa1))),
      attribute(
        OID.commitmentType,
        DERWriter.sequence(DERWriter.objectIdentifier(commitment.identifier))),
    ])
  }

  // MARK: Decoding

  private static let bad = Code.signedAttributeMismatch

  /// Reads the attributes; throws `signedAttributeMissing` when one is missing or stands twice,
  /// `signedAttributeMismatch` when one can't be read.
  static func read(_ attributes: ElementCursor) throws(FengniError) -> SignedAttributes {
    let values = try values(attributes)
    let required = [
      OID.contentType, OID.messageDigest, OID.signingTime, OID.signingCertificateV2,
      OID.algorithmProtection, OID.commitmentType,
    ]
    // What is missing is said before what can't be read.
    if let missing = required.first(where: { values[$0] == nil }) {
      throw FengniError(.signedAttributeMissing, "\(missing)")
    }
    func value(_ type: ASN1ObjectIdentifier, _ what: String) throws(FengniError) -> ASN1Node {
      guard let node = values[type] else { throw FengniError(.signedAttributeMissing, what) }
      return node
    }
    let contentType = try identifier(value(OID.contentType, "content-type"))
    let messageDigest = try ElementCursor.content(
      of: value(OID.messageDigest, "message-digest"), tag: .octetString, bad, "message-digest")
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

  private static func identifier(_ node: ASN1Node) throws(FengniError) -> ASN1ObjectIdentifier {
    do { return try ASN1ObjectIdentifier(derEncoded: node) } catch {
      throw FengniError(bad, "content-type", reason: "\(error)")
    }
  }

  private static func signingCertificate(_ node: ASN1Node) throws(FengniError) -> Digest {
    var outer = try ElementCursor(node, tag: .sequence, bad)
    var list = try outer.sequence("certs")
    var first = try list.sequence("ESSCertIDv2")
    try list.end("certs")
    var algorithm = DigestAlgorithm.sha256
    if first.nextTag == .sequence {
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
    _ node: ASN1Node
  ) throws(FengniError) -> (digest: AlgorithmIdentifier, signature: AlgorithmIdentifier) {
    var protection = try ElementCursor(node, tag: .sequence, bad)
    let digest = try protection.algorithmIdentifier("digestAlgorithm")
    let signature = try protection.algorithmIdentifier("signatureAlgorithm", tag: .context(1))
    try protection.end("cms-algorithm-protection")
    return (digest, signature)
  }

  private static func commitment(_ node: ASN1Node) throws(FengniError) -> Commitment {
    var indication = try ElementCursor(node, tag: .sequence, bad)
    let type = try indication.objectIdentifier("commitmentTypeId")
    guard let commitment = Commitment.allCases.first(where: { $0.identifier == type }) else {
      throw FengniError(bad, "commitment-type-indication", reason: "\(type)")
    }
    return commitment
  }

  /// The single value of each attribute, by type.
  private static func values(
    _ attributes: ElementCursor
  ) throws(FengniError) -> [ASN1ObjectIdentifier: ASN1Node] {
    var attributes = attributes
    var values: [ASN1ObjectIdentifier: ASN1Node] = [:]
    while !attributes.isAtEnd {
      var attribute = try attributes.sequence("attribute")
      let type = try attribute.objectIdentifier("attrType")
      var set = try attribute.constructed("attrValues", tag: .set)
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

/// signing-time (RFC 5652, 11.3): UTCTime until 2049, then GeneralizedTime.
enum SigningTime {
  static func encode(_ time: Timestamp) throws(FengniError) -> [UInt8] {
    let digits = time.rfc3339.utf8.filter { (0x30...0x39).contains($0) }
    guard digits.count == 14 else { throw FengniError(.usage, reason: "a year beyond 9999") }
    let isUTC = time.rfc3339 < "2050" && time.rfc3339 >= "1950"
    let text = (isUTC ? Array(digits.dropFirst(2)) : Array(digits)) + [UInt8(ascii: "Z")]
    return DERWriter.value(isUTC ? 0x17 : 0x18, text)
  }

  static func decode(_ node: ASN1Node) throws(FengniError) -> Timestamp {
    guard case .primitive(let content) = node.content else { throw bad("not primitive") }
    let text = Array(content)
    let full: [UInt8]
    switch node.identifier {
    case .utcTime where text.count == 13:
      full = Array((text[0] >= UInt8(ascii: "5") ? "19" : "20").utf8) + text
    case .generalizedTime where text.count == 15: full = text
    default: throw bad("form")
    }
    // The canonical text of the moment must be the text that stood there.
    let d = full.map { String(UnicodeScalar($0)) }
    let rfc3339 =
      d[0..<4].joined() + "-" + d[4..<6].joined() + "-" + d[6..<8].joined() + "T"
      + d[8..<10].joined() + ":" + d[10..<12].joined() + ":" + d[12..<14].joined() + d[14]
    guard let time = Timestamp(rfc3339: rfc3339), time.rfc3339 == rfc3339,
      try encode(time) == Array(node.encodedBytes)
    else { throw bad("value, or the other form for its year") }
    return time
  }

  private static func bad(_ reason: String) -> FengniError {
    FengniError(.signedAttributeMismatch, "signing-time", reason: reason)
  }
}
