public import BundleCore
internal import COpenSSL

/// One EVP_MD_CTX set up to sign or to verify by a scheme.
final class SignatureContext {
  enum Direction { case sign, verify }

  let pointer: OpaquePointer

  /// `.signatureAlgorithm` when scheme and key do not go together.
  init(
    _ key: KeyHandle, _ algorithm: KeyAlgorithm, _ scheme: SignatureScheme, _ direction: Direction
  ) throws(FengniError) {
    guard scheme.fits(algorithm) else {
      throw FengniError(.signatureAlgorithm, reason: "\(scheme) with a key of \(algorithm)")
    }
    Library.clearErrors()
    pointer = try Library.require(EVP_MD_CTX_new(), doing: "signature")
    try key.with { (key) throws(FengniError) in
      // Owned by the EVP_MD_CTX.
      var options: OpaquePointer?
      let digest = scheme.digest?.evp
      let result =
        direction == .sign
        ? EVP_DigestSignInit(pointer, &options, digest, nil, key)
        : EVP_DigestVerifyInit(pointer, &options, digest, nil, key)
      try Library.check(result, doing: "signature scheme \(scheme)")
      try Self.configure(options, scheme)
    }
  }

  deinit { EVP_MD_CTX_free(pointer) }

  private static func configure(
    _ options: OpaquePointer?, _ scheme: SignatureScheme
  ) throws(FengniError) {
    switch scheme {
    case .sm2SM3:
      // Without it OpenSSL computes ZA over an empty id, and nobody else's signature verifies.
      let id = Array(SignatureScheme.distinguishingID.utf8)
      let result = EVP_PKEY_CTX_set1_id(options, id, Int32(id.count))
      try Library.check(result, doing: "SM2 distinguishing id")
    case .rsaPSS(let digest, let saltLength):
      try Library.check(
        EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING), doing: "RSA-PSS")
      try Library.check(
        EVP_PKEY_CTX_set_rsa_mgf1_md(options, digest.evp), doing: "RSA-PSS mask")
      try Library.check(
        EVP_PKEY_CTX_set_rsa_pss_saltlen(options, Int32(saltLength)), doing: "RSA-PSS salt")
    case .rsaPKCS1:
      try Library.check(
        EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PADDING), doing: "RSA PKCS#1")
    case .ecdsa, .ed25519: break
    }
  }
}

extension PrivateKey {
  /// Signs a message; `.signatureAlgorithm` when key and scheme do not go together.
  public func sign(
    _ message: [UInt8], _ scheme: SignatureScheme
  ) throws(FengniError) -> [UInt8] {
    let context = try SignatureContext(handle, algorithm, scheme, .sign)
    return try message.withRawBytes { (raw) throws(FengniError) in
      let bytes = raw.baseAddress?.assumingMemoryBound(to: UInt8.self)
      var count = 0
      try Library.check(
        EVP_DigestSign(context.pointer, nil, &count, bytes, raw.count), doing: "signature size")
      var signature = [UInt8](repeating: 0, count: count)
      try Library.check(
        EVP_DigestSign(context.pointer, &signature, &count, bytes, raw.count), doing: "signature")
      return Array(signature.prefix(count))
    }
  }
}

extension PublicKey {
  /// Whether the signature is this key's over this message; false for anything that is wrong,
  /// unfit or too weak (RSA below 2048 bits).
  public func verify(signature: [UInt8], message: [UInt8], scheme: SignatureScheme) -> Bool {
    guard let handle, let algorithm,
      let context = try? SignatureContext(handle, algorithm, scheme, .verify)
    else { return false }
    defer { ERR_clear_error() }
    return message.withUnsafeBytes { raw in
      EVP_DigestVerify(
        context.pointer, signature, signature.count,
        raw.baseAddress?.assumingMemoryBound(to: UInt8.self), raw.count) == 1
    }
  }
}
