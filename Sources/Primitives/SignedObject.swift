internal import BundleCore
internal import COpenSSL

/// The outer form that certificates, CRLs and requests share: `SEQUENCE { tbs, algorithm, BIT
/// STRING }`, of which we check signatures by ourselves where OpenSSL 3.0 can not: its
/// X509_CRL_verify has no distinguishing id.
struct SignedObject {
  let signedBytes: [UInt8]
  let scheme: SignatureScheme?
  let signature: [UInt8]
  /// Whether the signed part of a CRL names the algorithm that stands outside it (RFC 5280,
  /// 5.1.1.2), which nothing protects.
  let algorithmIsSignedInCRL: Bool

  init?(_ der: [UInt8]) {
    guard var content = DERReader.sequence(der), let signed = content.next(DER.sequence),
      let algorithm = content.next(DER.sequence), let bits = content.next(DER.bitString),
      content.isAtEnd, bits.content.first == 0
    else { return nil }
    signedBytes = Array(signed.whole)
    scheme = Self.scheme(Array(algorithm.content))
    signature = Array(bits.content.dropFirst())
    var fields = DERReader(signed.content)
    _ = fields.next(DER.integer)
    algorithmIsSignedInCRL =
      fields.next(DER.sequence)?.whole.elementsEqual(algorithm.whole) ?? false
  }

  func isSigned(by key: PublicKey) -> Bool {
    guard let scheme else { return false }
    return key.verify(signature: signature, message: signedBytes, scheme: scheme)
  }

  /// The scheme of an AlgorithmIdentifier's content: only what is strong enough is known here.
  private static func scheme(_ content: [UInt8]) -> SignatureScheme? {
    var reader = DERReader(content)
    guard let id = reader.next(DER.objectIdentifier) else { return nil }
    if let digest = pssDigests[Array(content)] { return digest }
    guard let scheme = schemes[Array(id.content)] else { return nil }
    // Parameters are absent or NULL.
    let isPlain = reader.isAtEnd || (reader.next(0x05)?.content.isEmpty == true && reader.isAtEnd)
    return isPlain ? scheme : nil
  }

  private static let schemes: [[UInt8]: SignatureScheme] = [
    // 1.2.156.10197.1.501
    [0x2a, 0x81, 0x1c, 0xcf, 0x55, 1, 0x83, 0x75]: .sm2SM3,
    // 1.2.840.10045.4.3.2 to 4
    [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]: .ecdsa(.sha256),
    [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3]: .ecdsa(.sha384),
    [0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 4]: .ecdsa(.sha512),
    // 1.2.840.113549.1.1.11 to 13
    [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11]: .rsaPKCS1(.sha256),
    [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 12]: .rsaPKCS1(.sha384),
    [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 13]: .rsaPKCS1(.sha512),
    // 1.3.101.112
    [0x2b, 0x65, 0x70]: .ed25519,
  ]

  /// RSASSA-PSS has one encoding for each digest that RFC 4055 recommends: the same digest in the
  /// mask, a salt as long as the digest, the default trailer. With and without NULL parameters.
  private static let pssDigests: [[UInt8]: SignatureScheme] = {
    var table: [[UInt8]: SignatureScheme] = [:]
    let id: [UInt8] = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10]
    let mask: [UInt8] = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8]
    for (last, digest) in [(UInt8(1), DigestAlgorithm.sha256), (2, .sha384), (3, .sha512)] {
      for null in [[], [5, 0]] as [[UInt8]] {
        let hash = DER.encode(
          DER.sequence, [6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, last] + null)
        let salt = UInt8(digest.byteCount)
        let parameters =
          DER.encode(0xa0, hash) + DER.encode(0xa1, DER.encode(DER.sequence, mask + hash))
          + DER.encode(0xa2, DER.encode(DER.integer, [salt]))
        table[id + DER.encode(DER.sequence, parameters)] = .rsaPSS(
          digest, saltLength: digest.byteCount)
      }
    }
    return table
  }()
}

extension Certificate {
  /// Whether signature and algorithm of this certificate are among those that hold today.
  var isSignedStrongly: Bool { SignedObject(der)?.scheme != nil }

  /// Whether the key is of a kind that is used here, and long enough.
  var hasStrongKey: Bool {
    switch publicKey.algorithm {
    case .rsa(let bits)?: Limits.rsaBits.contains(bits)
    case .some: true
    case nil: false
    }
  }
}
