import BundleCore
import Primitives

/// `AlgorithmIdentifier` (RFC 5280, 4.1.1.2): compared octet by octet, never interpreted freely.
struct AlgorithmIdentifier: Hashable, Sendable {
  /// Which algorithm.
  var algorithm: OID
  /// The encoded parameters, or nil when absent.
  var parameters: [UInt8]?

  /// `parameters`: one encoded value, nil where the field is left out.
  init(algorithm: OID, parameters: [UInt8]? = nil) {
    self.algorithm = algorithm
    self.parameters = parameters
  }

  /// The encoding as a SEQUENCE.
  var der: [UInt8] { der(tag: Tag.sequence) }

  /// The encoding with an IMPLICIT tag.
  func der(tag: UInt8) -> [UInt8] {
    DERWriter.value(tag, DERWriter.objectIdentifier(algorithm) + (parameters ?? []))
  }

  /// Whether parameters are absent or NULL (SPEC, 3).
  var hasNoParameters: Bool { parameters == nil || parameters == DERWriter.null }
}

// MARK: Digests

extension AlgorithmIdentifier {
  /// The identifier that a writer uses for a digest, without parameters (RFC 5754, 2).
  init(_ digest: DigestAlgorithm) {
    let identifier =
      switch digest {
      case .sm3: OID.sm3
      case .sha256: OID.sha256
      case .sha384: OID.sha384
      case .sha512: OID.sha512
      }
    self.init(algorithm: identifier)
  }

  /// Throws `signatureWeakAlgorithm` for MD5 and SHA-1, `signatureAlgorithm` for the unknown.
  func digestAlgorithm() throws(FengniError) -> DigestAlgorithm {
    guard hasNoParameters else {
      throw FengniError(.signatureAlgorithm, reason: "digest with parameters")
    }
    switch algorithm {
    case OID.sm3: return .sm3
    case OID.sha256: return .sha256
    case OID.sha384: return .sha384
    case OID.sha512: return .sha512
    case OID.sha1, OID.md5:
      throw FengniError(.signatureWeakAlgorithm, reason: "digest \(algorithm)")
    default: throw FengniError(.signatureAlgorithm, reason: "digest \(algorithm)")
    }
  }
}

// MARK: Signatures

extension AlgorithmIdentifier {
  /// The one identifier that a writer uses for a scheme.
  init?(writing scheme: SignatureScheme) {
    switch scheme {
    case .sm2SM3: self.init(algorithm: OID.sm2WithSM3)
    case .ecdsa(.sha256): self.init(algorithm: OID.ecdsaSHA256)
    case .ecdsa(.sha384): self.init(algorithm: OID.ecdsaSHA384)
    case .rsaPKCS1(.sha256): self.init(algorithm: OID.rsaSHA256, parameters: DERWriter.null)
    case .ed25519: self.init(algorithm: OID.ed25519)
    default: return nil
    }
  }

  /// The scheme that this identifier means together with the SignerInfo's digest.
  ///
  /// Throws `signatureAlgorithm` when both do not fit, `signatureWeakAlgorithm` for MD5 and SHA-1.
  func signatureScheme(digest: DigestAlgorithm) throws(FengniError) -> SignatureScheme {
    let (scheme, expected) = try unboundScheme(digest: digest)
    guard expected == digest else {
      throw FengniError(.signatureAlgorithm, reason: "\(algorithm) with digest \(digest.rawValue)")
    }
    return scheme
  }

  private func unboundScheme(
    digest: DigestAlgorithm
  ) throws(FengniError) -> (SignatureScheme, DigestAlgorithm) {
    if algorithm == OID.rsaPSS { return (try pssScheme(digest: digest), digest) }
    // RFC 5758, 3.2, and RFC 8410, 3: not even NULL.
    let mustBeAbsent = [
      OID.ecdsaSHA256, OID.ecdsaSHA384, OID.ecdsaSHA512, OID.ed25519,
    ].contains(algorithm)
    guard mustBeAbsent ? parameters == nil : hasNoParameters else {
      throw FengniError(.signatureAlgorithm, reason: "\(algorithm) with parameters")
    }
    switch algorithm {
    case OID.sm2WithSM3, OID.sm2Sign: return (.sm2SM3, .sm3)
    case OID.ecdsaSHA256: return (.ecdsa(.sha256), .sha256)
    case OID.ecdsaSHA384: return (.ecdsa(.sha384), .sha384)
    case OID.ecdsaSHA512: return (.ecdsa(.sha512), .sha512)
    case OID.rsaEncryption where digest != .sm3: return (.rsaPKCS1(digest), digest)
    case OID.rsaSHA256: return (.rsaPKCS1(.sha256), .sha256)
    case OID.rsaSHA384: return (.rsaPKCS1(.sha384), .sha384)
    case OID.rsaSHA512: return (.rsaPKCS1(.sha512), .sha512)
    // RFC 8419, 2.3: Ed25519 goes with SHA-512.
    case OID.ed25519: return (.ed25519, .sha512)
    case OID.ecdsaSHA1, OID.rsaSHA1, OID.rsaMD5:
      throw FengniError(.signatureWeakAlgorithm, reason: "\(algorithm)")
    default: throw FengniError(.signatureAlgorithm, reason: "\(algorithm)")
    }
  }

  /// RSASSA-PSS (RFC 8017, A.2.3): hash and MGF1 hash are the SignerInfo's digest, and the salt is
  /// as long as the digest; any other parameters are refused.
  private func pssScheme(digest: DigestAlgorithm) throws(FengniError) -> SignatureScheme {
    let accepted = [nil, DERWriter.null].map { parameters -> [UInt8] in
      let hash = AlgorithmIdentifier(
        algorithm: AlgorithmIdentifier(digest).algorithm, parameters: parameters
      ).der
      let mask = AlgorithmIdentifier(algorithm: OID.mgf1, parameters: hash).der
      return DERWriter.sequence(
        DERWriter.explicit(0, hash), DERWriter.explicit(1, mask),
        DERWriter.explicit(2, DERWriter.integer(UInt64(digest.byteCount))))
    }
    guard digest != .sm3, let parameters, accepted.contains(parameters) else {
      throw FengniError(.signatureAlgorithm, reason: "RSASSA-PSS with other parameters")
    }
    return .rsaPSS(digest, saltLength: digest.byteCount)
  }
}
