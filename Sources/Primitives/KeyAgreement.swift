public import BundleCore
internal import COpenSSL

extension PrivateKey {
  /// ECDH (SP 800-56A, cofactor 1): the shared x coordinate, 32 or 48 bytes; `.envelopeKeyTransport`
  /// unless both keys are on the same NIST curve.
  public func agree(with other: PublicKey) throws(FengniError) -> SecretBytes {
    guard algorithm == .p256 || algorithm == .p384, other.algorithm == algorithm,
      let size = algorithm.coordinateByteCount, let peer = other.handle
    else {
      throw FengniError(.envelopeKeyTransport, reason: "ECDH needs two keys of one NIST curve")
    }
    Library.clearErrors()
    let context = try Library.require(
      handle.with { EVP_PKEY_CTX_new($0, nil) }, doing: "ECDH")
    defer { EVP_PKEY_CTX_free(context) }
    try Library.check(EVP_PKEY_derive_init(context), doing: "ECDH")
    // Validates the peer's point: on the curve, not infinity.
    let accepted = peer.with { EVP_PKEY_derive_set_peer_ex(context, $0, 1) }
    try Library.check(accepted, .envelopeKeyTransport, doing: "ECDH peer")
    var shared = SecretBytes(count: size)
    var count = size
    let result = shared.withMutableBytes {
      EVP_PKEY_derive(context, $0.baseAddress?.assumingMemoryBound(to: UInt8.self), &count)
    }
    guard result == 1, count == size else {
      throw Library.error(.envelopeKeyTransport, doing: "ECDH")
    }
    return shared
  }
}

/// The digests of the X9.63 key derivation.
public enum KDFDigest: Sendable, Hashable, CaseIterable {
  /// Only to read: `openssl cms -encrypt` takes it for ECDH unless told otherwise.
  case sha1
  case sha256, sha384, sha512

  var evp: OpaquePointer? {
    switch self {
    case .sha1: EVP_sha1()
    case .sha256: EVP_sha256()
    case .sha384: EVP_sha384()
    case .sha512: EVP_sha512()
    }
  }
}

/// The key derivation of ANSI X9.63 (SEC 1, 3.6.1), as RFC 5753 uses it.
public enum X963KDF {
  /// Hash(secret, 32-bit counter from 1, shared info), as often as needed; `byteCount` 1 to 65536.
  /// `.cryptoLibrary`.
  public static func derive(
    secret: borrowing SecretBytes, sharedInfo: [UInt8], byteCount: Int, digest: KDFDigest
  ) throws(FengniError) -> SecretBytes {
    guard (1...65_536).contains(byteCount) else {
      throw FengniError(.cryptoLibrary, reason: "X9.63 output of \(byteCount) bytes")
    }
    Library.clearErrors()
    let context = try Library.require(EVP_MD_CTX_new(), doing: "X9.63")
    defer { EVP_MD_CTX_free(context) }
    let step = Int(EVP_MD_get_size(digest.evp))
    guard step > 0 else { throw Library.error(doing: "X9.63 digest") }
    let rounds = (byteCount + step - 1) / step
    var output = SecretBytes(count: rounds * step)
    for round in 0..<rounds {
      let counter = withUnsafeBytes(of: UInt32(round + 1).bigEndian) { Array($0) }
      try Library.check(EVP_DigestInit_ex(context, digest.evp, nil), doing: "X9.63")
      let added = secret.withBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
      try Library.check(added, doing: "X9.63")
      try Library.check(EVP_DigestUpdate(context, counter, counter.count), doing: "X9.63")
      try Library.check(EVP_DigestUpdate(context, sharedInfo, sharedInfo.count), doing: "X9.63")
      let done = output.withMutableBytes {
        EVP_DigestFinal_ex(
          context, $0.baseAddress?.advanced(by: round * step).assumingMemoryBound(to: UInt8.self),
          nil)
      }
      try Library.check(done, doing: "X9.63")
    }
    return output.prefix(byteCount)
  }
}
