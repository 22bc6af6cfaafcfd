public import BundleCore
internal import COpenSSL

/// What a PKCS#12 file held.
public struct PKCS12Contents: Sendable {
  /// Each private key with the certificate of its public key; a dual-certificate file has two.
  public let entries: [(key: PrivateKey, certificate: Certificate)]
  /// The certificates that belong to none of the keys: usually the chain.
  public let others: [Certificate]
}

/// PKCS#12 (RFC 7292), reading only.
public enum PKCS12 {
  /// Reads a password protected file, all of it, at most `Limits.pkcs12File`: DER, or base64
  /// of that. The passphrase may be empty. `.passphraseWrong`; `.keyFileJava`, `.keyFileForeign` and
  /// `.keyFileAlone` for what people take for such a file; `.keyFileFormat` when it is something
  /// else, or asks for too much, or holds no key with its certificate.
  public static func read(
    _ bytes: [UInt8], passphrase: borrowing SecretBytes
  ) throws(FengniError) -> PKCS12Contents {
    guard bytes.count <= Limits.pkcs12File else { throw format("longer than 1 MiB") }
    let der = try KeyFileKind.pkcs12(bytes)
    let file = try Library.require(
      Library.decode(der, free: PKCS12_free) { d2i_PKCS12(nil, $0, $1) }, .keyFileFormat,
      doing: "PKCS#12")
    defer { PKCS12_free(file) }
    try checkMAC(file, passphrase)
    let safes = try Library.require(
      PKCS12_unpack_authsafes(file), .keyFileFormat, doing: "PKCS#12 contents")
    defer { fengni_content_infos_free(safes) }
    var found = Found()
    for i in 0..<min(Int32(Limits.pkcs12Bags), max(0, fengni_content_infos_count(safes))) {
      guard let content = fengni_content_infos_at(safes, i) else { continue }
      try read(content, passphrase, into: &found)
    }
    return try found.matched()
  }

  private static func format(_ reason: String) -> FengniError {
    FengniError(.keyFileFormat, reason: "PKCS#12: " + reason)
  }

  /// The MAC tells a wrong passphrase from a damaged file, before anything is decrypted.
  private static func checkMAC(
    _ file: OpaquePointer, _ passphrase: borrowing SecretBytes
  ) throws(FengniError) {
    guard PKCS12_mac_present(file) == 1 else {
      // Signed instead of MACed, or bare: neither is a file that someone took home.
      throw format("without a MAC")
    }
    var iterations: UnsafePointer<ASN1_INTEGER>?
    PKCS12_get0_mac(nil, nil, nil, &iterations, file)
    if iterations != nil { try PasswordEncryption.checkIterations(iterations) }
    Library.clearErrors()
    let holds = passphrase.withBytes { raw in
      let text = raw.baseAddress?.assumingMemoryBound(to: CChar.self)
      // An empty passphrase is written in two ways, as two zero bytes and as nothing.
      return PKCS12_verify_mac(file, text, Int32(raw.count)) == 1
        || (raw.isEmpty && PKCS12_verify_mac(file, nil, 0) == 1)
    }
    guard !holds else { return ERR_clear_error() }
    let error = ERR_peek_last_error()
    let isUnknown = error != 0 && ERR_GET_REASON(error) == PKCS12_R_UNKNOWN_DIGEST_ALGORITHM
    throw Library.error(isUnknown ? .keyFileFormat : .passphraseWrong, doing: "PKCS#12 MAC")
  }

  private static func read(
    _ content: UnsafeMutablePointer<PKCS7>, _ passphrase: borrowing SecretBytes,
    into found: inout Found
  ) throws(FengniError) {
    Library.clearErrors()
    let bags: OpaquePointer?
    switch OBJ_obj2nid(content.pointee.type) {
    case NID_pkcs7_data: bags = PKCS12_unpack_p7data(content)
    case NID_pkcs7_encrypted:
      try PasswordEncryption.check(fengni_content_cipher(content), inKeyFile: false)
      bags = passphrase.withBytes {
        fengni_bags_decrypt(
          content, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count),
          LegacyCiphers.library)
      }
    default: throw format("contents under a public key")
    }
    guard let bags else {
      throw Library.error(.keyFileFormat, doing: "PKCS#12 contents, or a cipher that is missing")
    }
    defer { fengni_bags_free(bags) }
    try walk(bags, passphrase, depth: 0, into: &found)
  }

  private static func walk(
    _ bags: OpaquePointer, _ passphrase: borrowing SecretBytes, depth: Int,
    into found: inout Found
  ) throws(FengniError) {
    guard depth < Limits.pkcs12Depth else { throw format("bags nested too deep") }
    for i in 0..<max(0, fengni_bags_count(bags)) {
      found.bags += 1
      guard found.bags <= Limits.pkcs12Bags else {
        throw format("more than \(Limits.pkcs12Bags) bags")
      }
      guard let bag = fengni_bags_at(bags, i) else { continue }
      switch PKCS12_SAFEBAG_get_nid(bag) {
      case NID_keyBag:
        let copy = try Library.require(
          PKCS12_SAFEBAG_get0_p8inf(bag).flatMap(duplicate), .keyFileFormat, doing: "key bag")
        try found.add(copy)
      case NID_pkcs8ShroudedKeyBag: try found.add(decrypt(bag, passphrase))
      case NID_certBag:
        guard PKCS12_SAFEBAG_get_bag_nid(bag) == NID_x509Certificate else { continue }
        let x = try Library.require(
          PKCS12_SAFEBAG_get1_cert(bag), .keyFileFormat, doing: "certificate bag")
        defer { X509_free(x) }
        let der = try Library.encode(doing: "certificate bag") { i2d_X509(x, $0) }
        found.certificates.append(try Certificate(der: der))
      case NID_safeContentsBag:
        guard let inner = PKCS12_SAFEBAG_get0_safes(bag) else { continue }
        try walk(inner, passphrase, depth: depth + 1, into: &found)
      default: continue
      }
    }
  }

  private static func duplicate(_ info: OpaquePointer) -> OpaquePointer? {
    guard var der = try? Library.encode(doing: "key bag", { i2d_PKCS8_PRIV_KEY_INFO(info, $0) })
    else { return nil }
    defer { Memory.wipe(&der) }
    return Library.decode(der, free: PKCS8_PRIV_KEY_INFO_free) {
      d2i_PKCS8_PRIV_KEY_INFO(nil, $0, $1)
    }
  }

  private static func decrypt(
    _ bag: OpaquePointer, _ passphrase: borrowing SecretBytes
  ) throws(FengniError) -> OpaquePointer {
    var cipher: UnsafePointer<X509_ALGOR>?
    X509_SIG_get0(PKCS12_SAFEBAG_get0_pkcs8(bag), &cipher, nil)
    try PasswordEncryption.check(cipher, inKeyFile: false)
    let info = passphrase.withBytes {
      PKCS12_decrypt_skey_ex(
        bag, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count),
        LegacyCiphers.library, nil)
    }
    return try Library.require(info, .keyFileFormat, doing: "PKCS#12 key, or a missing cipher")
  }
}

/// What was found while walking the bags.
private struct Found {
  var bags = 0
  var keys: [PrivateKey] = []
  var certificates: [Certificate] = []

  /// Takes a PKCS8_PRIV_KEY_INFO over.
  mutating func add(_ info: OpaquePointer) throws(FengniError) {
    keys.append(try PrivateKey(takingOwnershipOf: info))
  }

  /// Each key with its certificate; `localKeyID` is a hint that files get wrong, the key is not.
  func matched() throws(FengniError) -> PKCS12Contents {
    var rest = certificates
    var entries: [(key: PrivateKey, certificate: Certificate)] = []
    for key in keys {
      guard let i = rest.firstIndex(where: { $0.publicKey.isSameKey(as: key.publicKey) }) else {
        throw FengniError(.keyFileFormat, reason: "PKCS#12: a key without its certificate")
      }
      entries.append((key, rest.remove(at: i)))
    }
    guard !entries.isEmpty else { throw FengniError(.keyFileFormat, reason: "PKCS#12: no key") }
    return PKCS12Contents(entries: entries, others: rest)
  }
}

/// A library context of its own with the ciphers of old PKCS#12 files (40-bit RC2), which nothing
/// else may use. Without the provider's module such files are `.keyFileFormat`.
private enum LegacyCiphers {
  nonisolated(unsafe) static let library: OpaquePointer? = {
    _ = Library.ready
    guard let context = OSSL_LIB_CTX_new() else { return nil }
    _ = OSSL_PROVIDER_load(context, "default")
    _ = OSSL_PROVIDER_load(context, "legacy")
    ERR_clear_error()
    return context
  }()
}
