import BundleCore
internal import COpenSSL

extension PublicKey {
  /// Whether this is an SM2 signature over the bare SM3 digest of the message, without the signer's
  /// Z value (GB/T 32918.2, 5.5): what some programs write by mistake. Never a valid signature
  /// here; only asked so that the finding can say what happened.
  public func verifiesSM2Prehash(signature: [UInt8], message: [UInt8]) -> Bool {
    guard case .sm2 = algorithm, let handle else { return false }
    let digest = Digest.of(message, .sm3).bytes
    defer { ERR_clear_error() }
    return handle.with { key in
      guard let context = EVP_PKEY_CTX_new(key, nil) else { return false }
      defer { EVP_PKEY_CTX_free(context) }
      return EVP_PKEY_verify_init(context) == 1
        && EVP_PKEY_verify(context, signature, signature.count, digest, digest.count) == 1
    }
  }
}
