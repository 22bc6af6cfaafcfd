public import BundleCore
public import Primitives

/// A suite of algorithms (SPEC, 3). A bundle belongs to one as a whole; nothing is negotiated.
public enum Suite: String, Sendable, Hashable, CaseIterable {
  /// SM2, SM3, SM4-GCM.
  case sm
  /// ECDSA P-256, SHA-256, AES-256-GCM.
  case nist

  /// The digest of documents, certificates and files.
  public var digest: DigestAlgorithm {
    switch self {
    case .sm: .sm3
    case .nist: .sha256
    }
  }

  /// The identifier of the cipher of envelopes (SPEC, 3).
  var contentEncryption: OID {
    switch self {
    case .sm: .sm4GCM
    case .nist: .aes256GCM
    }
  }

  /// The cipher of envelopes.
  public var cipher: ContentCipher {
    switch self {
    case .sm: .sm4GCM
    case .nist: .aes256GCM
    }
  }

  /// The algorithm of new keys.
  public var keyAlgorithm: KeyAlgorithm {
    switch self {
    case .sm: .sm2
    case .nist: .p256
    }
  }

  /// Whether a signature of this scheme belongs to the suite (SPEC, 3, both tables).
  public func permits(_ scheme: SignatureScheme) -> Bool {
    switch scheme {
    case .sm2SM3: self == .sm
    case .ecdsa(.sha512): false
    case .ecdsa, .rsaPKCS1, .rsaPSS, .ed25519: self == .nist
    }
  }

  /// The scheme that a key of this suite signs with, or nil when the key is of no use here.
  public func scheme(for key: KeyAlgorithm) -> SignatureScheme? {
    switch (self, key) {
    case (.sm, .sm2): .sm2SM3
    case (.nist, .p256): .ecdsa(.sha256)
    case (.nist, .p384): .ecdsa(.sha384)
    case (.nist, .rsa): .rsaPKCS1(.sha256)
    case (.nist, .ed25519): .ed25519
    default: nil
    }
  }

  /// The suite that a key belongs to.
  public init(_ key: KeyAlgorithm) {
    if case .sm2 = key { self = .sm } else { self = .nist }
  }
}
