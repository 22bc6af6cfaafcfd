public import BundleCore
internal import COpenSSL

/// The key usage bits of a certificate (RFC 5280, 4.2.1.3), in the standard's order from bit 0.
public struct KeyUsage: OptionSet, Sendable, Hashable {
  /// The bits, bit 0 of the standard lowest.
  public let rawValue: UInt32
  /// Bit 0 of the standard is bit 0 here.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Bit 0.
  public static let digitalSignature = KeyUsage(rawValue: 1 << 0)
  /// Bit 1, once called nonRepudiation.
  public static let contentCommitment = KeyUsage(rawValue: 1 << 1)
  /// Bit 2.
  public static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
  /// Bit 3.
  public static let dataEncipherment = KeyUsage(rawValue: 1 << 3)
  /// Bit 4.
  public static let keyAgreement = KeyUsage(rawValue: 1 << 4)
  /// Bit 5.
  public static let keyCertSign = KeyUsage(rawValue: 1 << 5)
  /// Bit 6.
  public static let cRLSign = KeyUsage(rawValue: 1 << 6)
}

/// An X.509 certificate; equal when the DER is, byte for byte.
public struct Certificate: Sendable, Hashable {
  /// The certificate as it was read, DER.
  public let der: [UInt8]
  /// Content octets of the serial number's INTEGER.
  public let serialNumber: [UInt8]
  /// The issuer's Name, DER.
  public let issuerDER: [UInt8]
  /// The subject's Name, DER.
  public let subjectDER: [UInt8]
  /// First moment of validity.
  public let notBefore: Timestamp
  /// Last moment of validity.
  public let notAfter: Timestamp
  /// The subject's key.
  public let publicKey: PublicKey

  let handle: CertificateHandle

  /// Reads DER, all of it and nothing else, at most `Limits.certificate`; `.certificateFormat`.
  public init(der: [UInt8]) throws(FengniError) {
    guard der.count <= Limits.certificate else {
      throw FengniError(.certificateFormat, reason: "longer than \(Limits.certificate) bytes")
    }
    let pointer = Library.decode(der, free: X509_free) { d2i_X509(nil, $0, $1) }
    let handle = try CertificateHandle(
      takingOwnershipOf: try Library.require(pointer, .certificateFormat, doing: "certificate"))
    // BER around the signed part would give one certificate many fingerprints.
    guard try handle.der() == der else {
      throw FengniError(.certificateFormat, reason: "not DER")
    }
    self.der = der
    self.handle = handle
    (serialNumber, issuerDER, subjectDER) = try handle.with { (x) throws(FengniError) in
      (
        try NameText.integer(X509_get0_serialNumber(x)),
        try NameText.der(X509_get_issuer_name(x)), try NameText.der(X509_get_subject_name(x))
      )
    }
    let times = handle.with { x in
      (NameText.timestamp(X509_get0_notBefore(x)), NameText.timestamp(X509_get0_notAfter(x)))
    }
    guard let from = times.0, let to = times.1 else {
      throw FengniError(.certificateFormat, reason: "validity")
    }
    notBefore = from
    notAfter = to
    publicKey = try handle.publicKey()
  }

  /// Reads every certificate of a file, or refuses it: DER, PEM with any number of blocks, PKCS #7
  /// in either, and base64 without a block. `.certificateFormat` when there is none or one is
  /// damaged; `.certificateFileContent`, with the line, when there is something beside them that is
  /// not understood.
  public static func list(pemOrDER file: [UInt8]) throws(FengniError) -> [Certificate] {
    var certificates: [Certificate] = []
    for item in try CertificateFile(file, .certificate).items {
      do throws(FengniError) {
        certificates.append(try Certificate(der: item.der))
      } catch {
        throw FengniError(error.code, reason: error.reason, line: item.line)
      }
    }
    return certificates
  }

  /// The certificate as PEM.
  public var pem: String { PEM.encode("CERTIFICATE", der) }

  /// The subject in one readable line, UTF-8.
  public var subjectText: String { handle.with { NameText.line(X509_get_subject_name($0)) } }

  /// The issuer in one readable line, UTF-8.
  public var issuerText: String { handle.with { NameText.line(X509_get_issuer_name($0)) } }

  /// The subject's common name; nil unless there is exactly one.
  public var commonName: String? {
    handle.with { NameText.value(X509_get_subject_name($0), NID_commonName) }
  }

  /// The subject's organizationIdentifier (2.5.4.97); nil unless there is exactly one.
  public var organizationIdentifier: String? {
    handle.with { NameText.value(X509_get_subject_name($0), NID_organizationIdentifier) }
  }

  /// Whether basicConstraints makes it a CA (and the key usage, where given, agrees).
  public var isCA: Bool { handle.with { X509_check_ca($0) == 1 } }

  /// The key usage; nil when the extension is absent.
  public var keyUsage: KeyUsage? {
    let bits = handle.with { X509_get_key_usage($0) }
    guard bits != UInt32.max else { return nil }
    // OpenSSL keeps the bits of the first octet in the order of the BIT STRING: bit 0 is 0x80.
    let usage = (0..<8).reduce(UInt32(0)) { $0 | ((bits >> (7 - UInt32($1))) & 1) << UInt32($1) }
    return KeyUsage(rawValue: usage & 0x7f)
  }

  /// The subject key identifier; nil when the extension is absent.
  public var subjectKeyIdentifier: [UInt8]? {
    handle.with { x in
      guard let id = X509_get0_subject_key_id(x) else { return nil }
      let bytes = UnsafeBufferPointer(
        start: ASN1_STRING_get0_data(id), count: Int(ASN1_STRING_length(id)))
      return Array(bytes)
    }
  }

  /// Whether issuer and subject are the same name.
  public var isSelfIssued: Bool { issuerDER == subjectDER }

  /// The digest of the DER.
  public func digest(_ algorithm: DigestAlgorithm) -> Digest { Digest.of(der, algorithm) }

  /// SHA-256 of the DER: what `openssl x509 -fingerprint -sha256` prints.
  public var fingerprint: Digest { digest(.sha256) }

  /// Whether the time lies within the validity, both ends included.
  public func isValid(at time: Timestamp) -> Bool { notBefore <= time && time <= notAfter }

  /// Identity of a certificate: its DER.
  public static func == (a: Self, b: Self) -> Bool { a.der == b.der }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}

extension Certificate: CustomStringConvertible {
  /// For developers: the subject.
  public var description: String { subjectText }
}

/// Owner of one X509, read only after it is set up; OpenSSL locks what it caches in it.
final class CertificateHandle: @unchecked Sendable {
  private let pointer: OpaquePointer

  /// `.certificateFormat` when an extension is malformed or there twice.
  init(takingOwnershipOf pointer: OpaquePointer) throws(FengniError) {
    self.pointer = pointer
    // Without it OpenSSL 3.0 verifies an SM2 signature over an empty id; with it, it refuses every
    // other signature.
    if X509_get_signature_nid(pointer) == NID_SM2_with_SM3 {
      try DistinguishingID.set { X509_set0_distinguishing_id(pointer, $0) }
    }
    guard X509_get_extension_flags(pointer) & UInt32(EXFLAG_INVALID) == 0 else {
      throw Library.error(.certificateFormat, doing: "extensions")
    }
    ERR_clear_error()
  }

  deinit { X509_free(pointer) }

  func with<Result, Failure: Error>(
    _ body: (OpaquePointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(pointer)
  }

  func der() throws(FengniError) -> [UInt8] {
    try with { (x) throws(FengniError) in
      try Library.encode(doing: "certificate") { i2d_X509(x, $0) }
    }
  }

  /// The key that OpenSSL decoded with the certificate; decoding it again would cost more than a
  /// signature check.
  func publicKey() throws(FengniError) -> PublicKey {
    try with { (x) throws(FengniError) in
      let der = try Library.encode(doing: "public key") {
        i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x), $0)
      }
      let key = X509_get_pubkey(x)
      ERR_clear_error()
      return PublicKey(der, key.map { KeyHandle(takingOwnershipOf: $0) })
    }
  }
}

/// SM2's distinguishing id as the OCTET STRING that OpenSSL's X.509 objects own.
enum DistinguishingID {
  static func set(
    _ take: (UnsafeMutablePointer<ASN1_OCTET_STRING>) -> Void
  ) throws(FengniError) {
    let id = Array(SignatureScheme.distinguishingID.utf8)
    let octets = try Library.require(ASN1_OCTET_STRING_new(), doing: "distinguishing id")
    guard ASN1_OCTET_STRING_set(octets, id, Int32(id.count)) == 1 else {
      ASN1_OCTET_STRING_free(octets)
      throw Library.error(doing: "distinguishing id")
    }
    take(octets)
  }
}
