public import BundleCore
internal import COpenSSL

// Encryption of a key to a public key and back: SM2 and RSA-OAEP. Every failure of decryption is
// one code, so that nobody learns from the way in which it failed.

private enum Transport {
  case sm2, oaep

  func configure(_ context: OpaquePointer) throws(FengniError) {
    guard self == .oaep else { return }
    try Library.check(
      EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING), doing: "RSA-OAEP")
    try Library.check(EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()), doing: "RSA-OAEP digest")
    try Library.check(EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()), doing: "RSA-OAEP mask")
  }

  func encrypt(
    _ key: KeyHandle, _ secret: borrowing SecretBytes
  ) throws(FengniError) -> [UInt8] {
    Library.clearErrors()
    let context = try Library.require(
      key.with { EVP_PKEY_CTX_new($0, nil) }, doing: "key encryption")
    defer { EVP_PKEY_CTX_free(context) }
    try Library.check(EVP_PKEY_encrypt_init(context), doing: "key encryption")
    try configure(context)
    return try secret.withBytes { (raw) throws(FengniError) in
      let bytes = raw.baseAddress?.assumingMemoryBound(to: UInt8.self)
      var count = 0
      try Library.check(
        EVP_PKEY_encrypt(context, nil, &count, bytes, raw.count), doing: "key encryption size")
      var output = [UInt8](repeating: 0, count: count)
      try Library.check(
        EVP_PKEY_encrypt(context, &output, &count, bytes, raw.count), doing: "key encryption")
      return Array(output.prefix(count))
    }
  }

  func decrypt(_ key: KeyHandle, _ bytes: [UInt8]) throws(FengniError) -> SecretBytes {
    Library.clearErrors()
    let context = try Library.require(
      key.with { EVP_PKEY_CTX_new($0, nil) }, doing: "key decryption")
    defer { EVP_PKEY_CTX_free(context) }
    try Library.check(EVP_PKEY_decrypt_init(context), doing: "key decryption")
    try configure(context)
    let code = Code.envelopeDecryptionFailed
    var count = 0
    try Library.check(
      EVP_PKEY_decrypt(context, nil, &count, bytes, bytes.count), code, doing: "key decryption")
    guard count <= 1 << 20 else { throw FengniError(code, reason: "key decryption size") }
    var output = SecretBytes(count: count)
    let result = output.withMutableBytes {
      EVP_PKEY_decrypt(
        context, $0.baseAddress?.assumingMemoryBound(to: UInt8.self), &count, bytes, bytes.count)
    }
    try Library.check(result, code, doing: "key decryption")
    return output.prefix(count)
  }
}

extension PublicKey {
  /// SM2 public-key encryption (GB/T 32918.4), DER `SM2Cipher` of GB/T 35276;
  /// `.envelopeKeyTransport` when this is no SM2 key.
  public func encryptSM2(_ secret: borrowing SecretBytes) throws(FengniError) -> [UInt8] {
    guard algorithm == .sm2, let handle else {
      throw FengniError(.envelopeKeyTransport, reason: "SM2 encryption needs an SM2 key")
    }
    return try Transport.sm2.encrypt(handle, secret)
  }

  /// RSAES-OAEP with SHA-256, MGF1 with SHA-256, empty label; `.envelopeKeyTransport` when this is
  /// no RSA key of at least 2048 bits.
  public func encryptOAEP(_ secret: borrowing SecretBytes) throws(FengniError) -> [UInt8] {
    guard case .rsa(let bits)? = algorithm, Limits.rsaBits.contains(bits), let handle else {
      throw FengniError(.envelopeKeyTransport, reason: "OAEP needs an RSA key, 2048 bits or more")
    }
    return try Transport.oaep.encrypt(handle, secret)
  }
}

extension PrivateKey {
  /// Opens what `encryptSM2` made; DER `SM2Cipher`, all of it. `.envelopeKeyTransport` when this
  /// is no SM2 key, else `.envelopeDecryptionFailed`.
  public func decryptSM2(_ der: [UInt8]) throws(FengniError) -> SecretBytes {
    guard algorithm == .sm2 else {
      throw FengniError(.envelopeKeyTransport, reason: "SM2 decryption needs an SM2 key")
    }
    // OpenSSL ignores what follows the SEQUENCE, so that one message could be written in two ways.
    guard der.count <= 1 << 20, var content = DERReader.sequence(der),
      content.next(DER.integer) != nil, content.next(DER.integer) != nil,
      content.next(DER.octetString) != nil, content.next(DER.octetString) != nil, content.isAtEnd
    else { throw FengniError(.envelopeDecryptionFailed, reason: "not an SM2Cipher") }
    return try Transport.sm2.decrypt(handle, der)
  }

  /// Opens what `encryptOAEP` made. `.envelopeKeyTransport` when this is no RSA key, else
  /// `.envelopeDecryptionFailed`.
  public func decryptOAEP(_ bytes: [UInt8]) throws(FengniError) -> SecretBytes {
    guard case .rsa = algorithm else {
      throw FengniError(.envelopeKeyTransport, reason: "OAEP needs an RSA key")
    }
    return try Transport.oaep.decrypt(handle, bytes)
  }
}
