public import BundleCore
public import Primitives

/// A key that may open envelopes, with the certificate that names it.
public struct RecipientKey: Sendable {
  /// The certificate that recipients are named by.
  public let certificate: Certificate
  /// The private key of its public key.
  public let key: PrivateKey

  /// Throws `keyCertificateMismatch` when both do not belong together.
  public init(certificate: Certificate, key: PrivateKey) throws(FengniError) {
    guard certificate.publicKey == key.publicKey else {
      throw FengniError(.keyCertificateMismatch, certificate.subjectText)
    }
    self.certificate = certificate
    self.key = key
  }
}

/// How the content key reaches one recipient (RFC 5652, 6.2; SPEC, 4.4).
public struct RecipientInfo: Sendable {
  /// Whose key opens it.
  public let identifier: CertificateIdentifier
  /// How, and what there is to decrypt.
  let method: Method

  /// A way of SPEC, 3, with what the message carries for it.
  enum Method: Sendable {
    /// SM2 encryption; `SM2Cipher` in DER (GB/T 35276).
    case sm2(encryptedKey: [UInt8])
    /// RSAES-OAEP (RFC 8017, 7.1).
    case rsaOAEP(encryptedKey: [UInt8])
    /// Ephemeral-static ECDH (RFC 5753); the originator's key is a point (SEC 1, 2.3.3), and the
    /// encrypted key is wrapped (RFC 3394).
    case ecdh(originatorKey: [UInt8], digest: KDFDigest, encryptedKey: [UInt8])
  }

  /// Name of the key transport, for `inspect`.
  public var methodText: String {
    switch method {
    case .sm2: "SM2"
    case .rsaOAEP: "RSA-OAEP"
    case .ecdh(_, .sha1, _): "ECDH-sha1"
    case .ecdh(_, .sha256, _): "ECDH-sha256"
    case .ecdh(_, .sha384, _): "ECDH-sha384"
    case .ecdh(_, .sha512, _): "ECDH-sha512"
    }
  }

  // MARK: Wrapping

  /// DER of the RecipientInfo for a certificate.
  ///
  /// Throws `envelopeKeyTransport` when the certificate's key is not of the suite.
  static func wrap(
    _ contentKey: borrowing SecretBytes, for certificate: Certificate, suite: Suite,
    byKeyIdentifier: Bool
  ) throws(FengniError) -> [UInt8] {
    switch (suite, certificate.publicKey.algorithm) {
    case (.sm, .sm2):
      let encrypted = try certificate.publicKey.encryptSM2(contentKey)
      return try transport(
        certificate, byKeyIdentifier, AlgorithmIdentifier(algorithm: OID.sm2Encrypt), encrypted)
    case (.nist, .rsa):
      let encrypted = try certificate.publicKey.encryptOAEP(contentKey)
      return try transport(
        certificate, byKeyIdentifier,
        AlgorithmIdentifier(algorithm: OID.rsaOAEP, parameters: oaepParameters), encrypted)
    case (.nist, .p256): return try agree(contentKey, certificate, .p256, byKeyIdentifier)
    case (.nist, .p384): return try agree(contentKey, certificate, .p384, byKeyIdentifier)
    default:
      throw FengniError(
        .envelopeKeyTransport, certificate.subjectText, reason: "the key is of another suite")
    }
  }

  private static func transport(
    _ certificate: Certificate, _ byKeyIdentifier: Bool, _ algorithm: AlgorithmIdentifier,
    _ encryptedKey: [UInt8]
  ) throws(FengniError) -> [UInt8] {
    let identifier =
      byKeyIdentifier
      ? DERWriter.octetString(try keyIdentifier(certificate), tag: Tag.primitive(0))
      : CertificateIdentifier(certificate).issuerAndSerialNumber()
    return DERWriter.sequence(
      DERWriter.integer(byKeyIdentifier ? 2 : 0), identifier, algorithm.der,
      DERWriter.octetString(encryptedKey))
  }

  private static func agree(
    _ contentKey: borrowing SecretBytes, _ certificate: Certificate, _ curve: KeyAlgorithm,
    _ byKeyIdentifier: Bool
  ) throws(FengniError) -> [UInt8] {
    let ephemeral = try PrivateKey.generate(curve)
    let shared = try ephemeral.agree(with: certificate.publicKey)
    let kek = try keyEncryptionKey(shared, digest: .sha256)
    let wrapped = try KeyWrap.wrap(contentKey, kek: kek)
    let identifier =
      byKeyIdentifier
      ? DERWriter.explicit(0, DERWriter.octetString(try keyIdentifier(certificate)))
      : CertificateIdentifier(certificate).issuerAndSerialNumber()
    guard let point = ephemeral.publicKey.ecPoint else {
      throw FengniError(.cryptoLibrary, reason: "an ephemeral key without a point")
    }
    let originator = DERWriter.value(
      Tag.constructed(1),
      AlgorithmIdentifier(algorithm: OID.ecPublicKey).der + DERWriter.bitString(point))
    let algorithm = AlgorithmIdentifier(
      algorithm: OID.ecdhSHA256KDF, parameters: AlgorithmIdentifier(algorithm: OID.aes256Wrap).der)
    return DERWriter.value(
      Tag.constructed(1),
      DERWriter.integer(3) + DERWriter.explicit(0, originator) + algorithm.der
        + DERWriter.sequence(
          DERWriter.sequence(identifier, DERWriter.octetString(wrapped))))
  }

  private static func keyIdentifier(_ certificate: Certificate) throws(FengniError) -> [UInt8] {
    guard let identifier = certificate.subjectKeyIdentifier else {
      throw FengniError(.certificateFormat, certificate.subjectText, reason: "no key identifier")
    }
    return identifier
  }

  /// RSAES-OAEP-params: SHA-256, MGF1 with SHA-256, empty label (RFC 8017, A.2.1).
  private static let oaepParameters: [UInt8] = oaep(nullParameters: true)

  private static func oaep(nullParameters: Bool) -> [UInt8] {
    let hash = AlgorithmIdentifier(
      algorithm: OID.sha256, parameters: nullParameters ? DERWriter.null : nil
    ).der
    let mask = AlgorithmIdentifier(algorithm: OID.mgf1, parameters: hash).der
    return DERWriter.sequence(DERWriter.explicit(0, hash), DERWriter.explicit(1, mask))
  }

  /// ECC-CMS-SharedInfo (RFC 5753, 7.2) and the X9.63 key derivation.
  private static func keyEncryptionKey(
    _ shared: borrowing SecretBytes, digest: KDFDigest
  ) throws(FengniError) -> SecretBytes {
    let info = DERWriter.sequence(
      AlgorithmIdentifier(algorithm: OID.aes256Wrap).der,
      DERWriter.explicit(2, DERWriter.octetString([0, 0, 1, 0])))
    return try X963KDF.derive(secret: shared, sharedInfo: info, byteCount: 32, digest: digest)
  }

  // MARK: Reading

  /// Reads the RecipientInfos of one element; KeyAgreeRecipientInfo may hold several keys.
  ///
  /// Throws `envelopeSyntax`; `envelopeKeyTransport` for PKCS #1 v1.5 and unknown ways.
  static func read(_ element: [UInt8]) throws(FengniError) -> [RecipientInfo] {
    let value = try DERValue(parsing: element, as: .ber, .envelopeSyntax)
    // A kind is told by its tag in whatever form; the wrong form is then a syntax error.
    switch value.tag | Tag.constructedBit {
    case Tag.sequence:
      return [try transported(DERReader(value, tag: Tag.sequence, .envelopeSyntax))]
    case Tag.constructed(1):
      return try agreed(DERReader(value, tag: Tag.constructed(1), .envelopeSyntax))
    default:
      throw FengniError(.envelopeKeyTransport, reason: "recipient kind \(value.tag)")
    }
  }

  private static func transported(_ fields: DERReader) throws(FengniError) -> RecipientInfo {
    var fields = fields
    let version = try fields.smallInteger("version")
    let identifier = try CertificateIdentifier(signerIdentifier: &fields)
    let algorithm = try fields.algorithmIdentifier("keyEncryptionAlgorithm")
    let encryptedKey = try fields.octetString("encryptedKey")
    try fields.end("KeyTransRecipientInfo")
    let expected: UInt8 = if case .issuerAndSerial = identifier { 0 } else { 2 }
    guard version == expected else { throw FengniError(.envelopeSyntax, reason: "version") }
    let method: Method
    switch algorithm.algorithm {
    case OID.sm2Encrypt where algorithm.hasNoParameters: method = .sm2(encryptedKey: encryptedKey)
    case let other where OID.sm2EncryptAlso.contains(other) && algorithm.hasNoParameters:
      method = .sm2(encryptedKey: encryptedKey)
    case OID.rsaOAEP
    where [oaep(nullParameters: true), oaep(nullParameters: false)].contains(algorithm.parameters):
      method = .rsaOAEP(encryptedKey: encryptedKey)
    default:
      throw FengniError(.envelopeKeyTransport, reason: "\(algorithm.algorithm)")
    }
    return RecipientInfo(identifier: identifier, method: method)
  }

  private static func agreed(_ fields: DERReader) throws(FengniError) -> [RecipientInfo] {
    var fields = fields
    guard try fields.smallInteger("version") == 3 else {
      throw FengniError(.envelopeSyntax, reason: "version")
    }
    var originator = try fields.constructed("originator", tag: Tag.constructed(0))
    guard originator.nextIsContext(1) else {
      throw FengniError(.envelopeKeyTransport, reason: "static originator")
    }
    var key = try originator.constructed("originatorKey", tag: Tag.constructed(1))
    try originator.end("originator")
    let keyAlgorithm = try key.algorithmIdentifier("algorithm").algorithm
    let point = try key.primitive("publicKey", tag: Tag.bitString)
    try key.end("originatorKey")
    // The first octet counts the bits that the last one leaves unused (X.690, 8.6.2.2).
    guard keyAlgorithm == OID.ecPublicKey, point.first == 0 else {
      throw FengniError(.envelopeKeyTransport, reason: "originator key")
    }
    guard !fields.nextIsContext(1) else {
      throw FengniError(.envelopeKeyTransport, reason: "user keying material")
    }
    let algorithm = try fields.algorithmIdentifier("keyEncryptionAlgorithm")
    let digest = try keyDerivation(algorithm)
    var keys = try fields.sequence("recipientEncryptedKeys")
    try fields.end("KeyAgreeRecipientInfo")
    // One array for all: hundreds of keys fit behind one long point.
    let originatorKey = Array(point.dropFirst())
    var infos: [RecipientInfo] = []
    while !keys.isAtEnd {
      var one = try keys.sequence("RecipientEncryptedKey")
      let identifier = try CertificateIdentifier(keyAgreeIdentifier: &one)
      let encryptedKey = try one.octetString("encryptedKey")
      try one.end("RecipientEncryptedKey")
      infos.append(
        RecipientInfo(
          identifier: identifier,
          method: .ecdh(
            originatorKey: originatorKey, digest: digest, encryptedKey: encryptedKey)))
    }
    return infos
  }

  private static func keyDerivation(
    _ algorithm: AlgorithmIdentifier
  ) throws(FengniError) -> KDFDigest {
    // Octet by octet: these octets are part of what the key is derived from.
    guard algorithm.parameters == AlgorithmIdentifier(algorithm: OID.aes256Wrap).der else {
      throw FengniError(.envelopeKeyTransport, reason: "key wrap is not AES-256")
    }
    switch algorithm.algorithm {
    case OID.ecdhSHA256KDF: return .sha256
    case OID.ecdhSHA384KDF: return .sha384
    // What `openssl cms -encrypt` writes by default; SPEC, 3, says why it is read.
    case OID.ecdhSHA1KDF: return .sha1
    default: throw FengniError(.envelopeKeyTransport, reason: "\(algorithm.algorithm)")
    }
  }

  // MARK: Unwrapping

  /// The content key, or nil when anything about it is wrong: the caller goes on with a random
  /// key, so that no failure here can be told from a failure of the content (SPEC, 4.4).
  func unwrap(_ key: PrivateKey, byteCount: Int) -> SecretBytes? {
    guard let contentKey = try? unwrapped(key), contentKey.count == byteCount else { return nil }
    return contentKey
  }

  private func unwrapped(_ key: PrivateKey) throws(FengniError) -> SecretBytes {
    switch method {
    case .sm2(let encryptedKey): return try key.decryptSM2(encryptedKey)
    case .rsaOAEP(let encryptedKey): return try key.decryptOAEP(encryptedKey)
    case .ecdh(let originatorKey, let digest, let encryptedKey):
      let originator = try PublicKey(ecPoint: originatorKey, on: key.algorithm)
      let shared = try key.agree(with: originator)
      let kek = try Self.keyEncryptionKey(shared, digest: digest)
      guard let contentKey = KeyWrap.unwrap(encryptedKey, kek: kek) else {
        throw FengniError(.envelopeDecryptionFailed)
      }
      return contentKey
    }
  }
}
