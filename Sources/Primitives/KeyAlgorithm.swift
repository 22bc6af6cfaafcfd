public import BundleCore
internal import COpenSSL

/// The kinds of keys.
public enum KeyAlgorithm: Sendable, Hashable {
  /// SM2 on the recommended curve, GB/T 32918.5.
  case sm2
  /// NIST P-256 (secp256r1).
  case p256
  /// NIST P-384 (secp384r1).
  case p384
  /// RSA with a modulus of that many bits.
  case rsa(bits: Int)
  /// Ed25519, RFC 8032.
  case ed25519

  /// Bytes of a coordinate; nil for keys that are not on a Weierstrass curve.
  public var coordinateByteCount: Int? {
    switch self {
    case .sm2, .p256: 32
    case .p384: 48
    default: nil
    }
  }

  /// The scheme with which keys of this kind sign here.
  public var preferredScheme: SignatureScheme {
    switch self {
    case .sm2: .sm2SM3
    case .p256: .ecdsa(.sha256)
    case .p384: .ecdsa(.sha384)
    case .rsa: .rsaPKCS1(.sha256)
    case .ed25519: .ed25519
    }
  }
}

extension KeyAlgorithm: CustomStringConvertible {
  /// For developers: `SM2`, `RSA-3072`.
  public var description: String {
    switch self {
    case .sm2: "SM2"
    case .p256: "P-256"
    case .p384: "P-384"
    case .rsa(let bits): "RSA-" + String(bits)
    case .ed25519: "Ed25519"
    }
  }
}

/// How a message is signed; what a key signs is always the whole message.
public enum SignatureScheme: Sendable, Hashable {
  /// SM2 with SM3 and the default distinguishing id; the signature is DER `SEQUENCE { r, s }`.
  case sm2SM3
  /// ECDSA on P-256 or P-384; DER `SEQUENCE { r, s }`.
  case ecdsa(DigestAlgorithm)
  /// RSASSA-PKCS1-v1_5, RFC 8017 8.2.
  case rsaPKCS1(DigestAlgorithm)
  /// RSASSA-PSS, RFC 8017 8.1, MGF1 with the same digest; the salt in bytes.
  case rsaPSS(DigestAlgorithm, saltLength: Int)
  /// Ed25519, RFC 8032.
  case ed25519

  /// The distinguishing id of every SM2 signer (GB/T 35276, GM/T 0009).
  public static let distinguishingID = "1234567812345678"

  /// The digest inside; nil for Ed25519, whose SHA-512 is its own.
  public var digest: DigestAlgorithm? {
    switch self {
    case .sm2SM3: .sm3
    case .ecdsa(let digest), .rsaPKCS1(let digest), .rsaPSS(let digest, _): digest
    case .ed25519: nil
    }
  }

  /// Whether this kind of key can be used so, and is strong enough.
  public func fits(_ algorithm: KeyAlgorithm) -> Bool {
    switch (self, algorithm) {
    case (.sm2SM3, .sm2), (.ed25519, .ed25519): true
    case (.ecdsa(let digest), .p256), (.ecdsa(let digest), .p384): digest != .sm3
    case (.rsaPKCS1(let digest), .rsa(let bits)):
      digest != .sm3 && Limits.rsaBits.contains(bits)
    case (.rsaPSS(let digest, let salt), .rsa(let bits)):
      digest != .sm3 && Limits.rsaBits.contains(bits) && (0...bits / 8).contains(salt)
    default: false
    }
  }
}

extension SignatureScheme: CustomStringConvertible {
  /// For developers: `SM2 with sm3`, `RSA-PSS with sha256`.
  public var description: String {
    let name =
      switch self {
      case .sm2SM3: "SM2"
      case .ecdsa: "ECDSA"
      case .rsaPKCS1: "RSA"
      case .rsaPSS: "RSA-PSS"
      case .ed25519: "Ed25519"
      }
    return digest.map { name + " with " + $0.rawValue } ?? name
  }
}

/// Owner of one EVP_PKEY. OpenSSL allows its use by several threads as long as nobody changes it,
/// and nobody does.
final class KeyHandle: @unchecked Sendable {
  private let pointer: OpaquePointer

  init(takingOwnershipOf pointer: OpaquePointer) { self.pointer = pointer }

  deinit { EVP_PKEY_free(pointer) }

  func with<Result: ~Copyable, Failure: Error>(
    _ body: (OpaquePointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(pointer)
  }

  /// The kind; nil for kinds and curves that we do not use, and for curves that are spelt out
  /// instead of named (CVE-2020-0601 lived there).
  var algorithm: KeyAlgorithm? {
    with { key in
      Library.clearErrors()
      defer { ERR_clear_error() }
      if EVP_PKEY_is_a(key, "SM2") == 1 { return .sm2 }
      if EVP_PKEY_is_a(key, "ED25519") == 1 { return .ed25519 }
      if EVP_PKEY_is_a(key, "RSA") == 1 { return .rsa(bits: Int(EVP_PKEY_get_bits(key))) }
      guard EVP_PKEY_is_a(key, "EC") == 1 else { return nil }
      var explicit: Int32 = 0
      let name = OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS
      guard EVP_PKEY_get_int_param(key, name, &explicit) != 1 || explicit == 0 else { return nil }
      var group = [UInt8](repeating: 0, count: 64)
      var count = 0
      let found = group.withUnsafeMutableBytes { buffer in
        EVP_PKEY_get_group_name(
          key, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, &count)
      }
      guard found == 1, count <= group.count else { return nil }
      switch String(decoding: group[..<count], as: UTF8.self) {
      case "prime256v1", "P-256": return .p256
      case "secp384r1", "P-384": return .p384
      default: return nil
      }
    }
  }

  /// SubjectPublicKeyInfo, DER.
  func subjectPublicKeyInfo() throws(FengniError) -> [UInt8] {
    Library.clearErrors()
    return try with { (key) throws(FengniError) in
      try Library.encode(doing: "public key") { i2d_PUBKEY(key, $0) }
    }
  }
}
