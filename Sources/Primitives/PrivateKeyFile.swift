public import BundleCore
internal import COpenSSL

// A private key as a file: PKCS#8 (RFC 5958), encrypted by PBES2 (RFC 8018), in PEM.

extension PrivateKey {
  /// Reads an encrypted PKCS#8 file. `.passphraseWrong`; `.keyFileFormat` with what was found and
  /// what is needed for anything else.
  public convenience init(
    encryptedPKCS8PEM pem: [UInt8], passphrase: borrowing SecretBytes
  ) throws(FengniError) {
    guard pem.count <= Limits.keyFile else {
      throw FengniError(.keyFileFormat, reason: "longer than \(Limits.keyFile) bytes")
    }
    let blocks = (PEM.decode(pem) ?? []).filter { $0.label == "ENCRYPTED PRIVATE KEY" }
    guard blocks.count == 1 else {
      let found = KeyFile.describe(pem)
      throw FengniError(.keyFileFormat, reason: found + "; needed is " + KeyFile.needed)
    }
    let sealed = try Library.require(
      Library.decode(blocks[0].der, free: X509_SIG_free) { d2i_X509_SIG(nil, $0, $1) },
      .keyFileFormat, doing: "EncryptedPrivateKeyInfo")
    defer { X509_SIG_free(sealed) }
    var cipher: UnsafePointer<X509_ALGOR>?
    X509_SIG_get0(sealed, &cipher, nil)
    try PasswordEncryption.check(cipher, inKeyFile: true)
    let info = passphrase.withBytes {
      PKCS8_decrypt(sealed, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
    }
    try self.init(takingOwnershipOf: try Library.require(info, .passphraseWrong, doing: "PKCS#8"))
  }

  /// Reads an unencrypted PKCS#8 key, DER, all of it: for fixed vectors and tests. `.keyFileFormat`.
  public convenience init(pkcs8DER der: [UInt8]) throws(FengniError) {
    guard der.count <= Limits.keyFile else {
      throw FengniError(.keyFileFormat, reason: "longer than \(Limits.keyFile) bytes")
    }
    let info = Library.decode(der, free: PKCS8_PRIV_KEY_INFO_free) {
      d2i_PKCS8_PRIV_KEY_INFO(nil, $0, $1)
    }
    try self.init(takingOwnershipOf: try Library.require(info, .keyFileFormat, doing: "PKCS#8"))
  }

  convenience init(takingOwnershipOf info: OpaquePointer) throws(FengniError) {
    defer { PKCS8_PRIV_KEY_INFO_free(info) }
    let key = try Library.require(EVP_PKCS82PKEY(info), .keyFileFormat, doing: "private key")
    try self.init(KeyHandle(takingOwnershipOf: key))
    try checkPair()
  }

  /// A file whose public half belongs to another key would sign what nobody can verify.
  private func checkPair() throws(FengniError) {
    guard algorithm.coordinateByteCount != nil else { return }
    let context = try Library.require(
      handle.with { EVP_PKEY_CTX_new($0, nil) }, doing: "key pair")
    defer { EVP_PKEY_CTX_free(context) }
    try Library.check(EVP_PKEY_pairwise_check(context), .keyFileFormat, doing: "key pair")
  }

  /// Writes PKCS#8, PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC, PEM: what `openssl pkey` reads.
  public func encryptedPKCS8PEM(
    passphrase: borrowing SecretBytes, iterations: Int = 600_000
  ) throws(FengniError) -> [UInt8] {
    guard (1...Limits.keyDerivationIterations).contains(iterations) else {
      throw FengniError(.keyFileFormat, reason: "PBKDF2 iterations \(iterations)")
    }
    Library.clearErrors()
    let info = try Library.require(handle.with { EVP_PKEY2PKCS8($0) }, doing: "PKCS#8")
    defer { PKCS8_PRIV_KEY_INFO_free(info) }
    var salt = try SecureRandom.bytes(16)
    var nonce = try SecureRandom.bytes(16)
    let cipher = try Library.require(
      PKCS5_pbe2_set_iv(
        EVP_aes_256_cbc(), Int32(iterations), &salt, Int32(salt.count), &nonce,
        NID_hmacWithSHA256), doing: "PBES2")
    let sealed = passphrase.withBytes {
      PKCS8_set0_pbe(
        $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), info, cipher)
    }
    guard let sealed else {
      X509_ALGOR_free(cipher)
      throw Library.error(doing: "PKCS#8 encryption")
    }
    defer { X509_SIG_free(sealed) }
    let der = try Library.encode(doing: "PKCS#8") { i2d_X509_SIG(sealed, $0) }
    return Array(PEM.encode("ENCRYPTED PRIVATE KEY", der).utf8)
  }

  /// PKCS#8 in clear, DER: for fixed vectors and tests, never for a file.
  public func pkcs8DER() throws(FengniError) -> SecretBytes {
    Library.clearErrors()
    let info = try Library.require(handle.with { EVP_PKEY2PKCS8($0) }, doing: "PKCS#8")
    defer { PKCS8_PRIV_KEY_INFO_free(info) }
    var der = try Library.encode(doing: "PKCS#8") { i2d_PKCS8_PRIV_KEY_INFO(info, $0) }
    return SecretBytes(wiping: &der)
  }
}

/// Which key file is this? For messages that help.
enum KeyFile {
  static let needed =
    "a PEM file 'ENCRYPTED PRIVATE KEY' (PKCS#8, PBES2 with PBKDF2 or scrypt and AES), as "
    + "'openssl pkcs8 -topk8 -v2 aes-256-cbc' writes it"

  static func describe(_ file: [UInt8]) -> String {
    switch PEM.firstLabel(file) {
    case "ENCRYPTED PRIVATE KEY": "a damaged PEM file, or one with several keys"
    case "PRIVATE KEY": "an unencrypted PKCS#8 key"
    case "EC PRIVATE KEY": "a traditional EC key (SEC 1)"
    case "RSA PRIVATE KEY": "a traditional RSA key (PKCS#1)"
    case "DSA PRIVATE KEY": "a traditional DSA key"
    case "OPENSSH PRIVATE KEY": "an OpenSSH key"
    case "ENCRYPTED SM2 PRIVATE KEY": "an SM2 key in a format of its own"
    case "CERTIFICATE": "a certificate"
    case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST": "a certificate request"
    case "PUBLIC KEY": "a public key"
    case let label?: "a PEM file '\(label)'"
    case nil where file.first == DER.sequence: "a DER file (PKCS#8 or PKCS#12)"
    case nil where file.isEmpty: "an empty file"
    case nil: "no PEM file"
    }
  }
}
