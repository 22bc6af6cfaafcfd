internal import BundleCore
internal import COpenSSL

/// What a stranger's file may ask of us before the passphrase is tried.
enum PasswordEncryption {
  /// Refuses costs beyond the bounds, `.keyFileFormat`, and schemes that OpenSSL 3.0 does not have,
  /// `.keyFileForeign`.
  ///
  /// A key file is PBES2; a PKCS#12 may use the schemes of its own appendix C.
  static func check(
    _ algorithm: UnsafePointer<X509_ALGOR>?, inKeyFile: Bool
  ) throws(FengniError) {
    guard let algorithm else { throw unreadable("no encryption algorithm") }
    guard fengni_algorithm_nid(algorithm) == NID_pbes2 else {
      guard !inKeyFile else { throw unreadable("the older PBES1 encryption") }
      return try checkOlder(algorithm)
    }
    guard let pbes2 = fengni_pbes2(algorithm) else { throw unreadable("PBES2 parameters") }
    defer { PBE2PARAM_free(pbes2) }
    guard let derivation = pbes2.pointee.keyfunc, let cipher = pbes2.pointee.encryption else {
      throw unreadable("PBES2 parameters")
    }
    switch fengni_algorithm_nid(derivation) {
    case NID_id_pbkdf2: try checkPBKDF2(derivation)
    case NID_id_scrypt: try checkScrypt(derivation)
    default: throw foreign("PBES2 with another key derivation than PBKDF2 and scrypt")
    }
    // GmSSL's own files differ in both; the PRF is looked at first.
    guard EVP_get_cipherbyname(OBJ_nid2sn(fengni_algorithm_nid(cipher))) != nil else {
      throw foreign("PBES2 with a cipher that OpenSSL 3.0 does not have")
    }
  }

  private static func checkPBKDF2(_ derivation: UnsafePointer<X509_ALGOR>) throws(FengniError) {
    guard let parameters = fengni_pbkdf2(derivation) else { throw unreadable("PBKDF2 parameters") }
    defer { PBKDF2PARAM_free(parameters) }
    try checkIterations(parameters.pointee.iter)
    // Absent means HMAC-SHA1.
    guard let function = parameters.pointee.prf else { return }
    let known = [
      NID_hmacWithSHA1, NID_hmacWithSHA224, NID_hmacWithSHA256, NID_hmacWithSHA384,
      NID_hmacWithSHA512, NID_hmacWithSHA512_224, NID_hmacWithSHA512_256,
    ]
    guard known.contains(fengni_algorithm_nid(function)) else {
      throw foreign(
        "PBES2 with the PRF \(identifier(function)) (HMAC-SM3 is how GmSSL writes its keys)")
    }
  }

  private static func checkScrypt(_ derivation: UnsafePointer<X509_ALGOR>) throws(FengniError) {
    guard let parameters = fengni_scrypt(derivation) else { throw unreadable("scrypt parameters") }
    defer { SCRYPT_PARAMS_free(parameters) }
    var cost: UInt64 = 0
    var block: UInt64 = 0
    var parallel: UInt64 = 0
    guard ASN1_INTEGER_get_uint64(&cost, parameters.pointee.costParameter) == 1,
      ASN1_INTEGER_get_uint64(&block, parameters.pointee.blockSize) == 1,
      ASN1_INTEGER_get_uint64(&parallel, parameters.pointee.parallelizationParameter) == 1,
      (2...(1 << 24)).contains(cost), (1...64).contains(block), (1...64).contains(parallel),
      128 * block * (cost + 2 + parallel) <= Limits.scryptMemory,
      cost * block * parallel <= Limits.scryptWork
    else { throw unreadable("a scrypt cost beyond the bound") }
  }

  private static func checkOlder(_ algorithm: UnsafePointer<X509_ALGOR>) throws(FengniError) {
    guard let parameters = fengni_pbe(algorithm) else {
      throw unreadable("the password based encryption \(identifier(algorithm))")
    }
    defer { PBEPARAM_free(parameters) }
    try checkIterations(parameters.pointee.iter)
  }

  static func checkIterations(
    _ number: UnsafePointer<ASN1_INTEGER>?
  ) throws(FengniError) {
    var iterations: Int64 = 0
    guard let number, ASN1_INTEGER_get_int64(&iterations, number) == 1,
      (1...Int64(Limits.keyDerivationIterations)).contains(iterations)
    else {
      throw unreadable("an iteration count that is not in 1...\(Limits.keyDerivationIterations)")
    }
  }

  private static func identifier(_ algorithm: UnsafePointer<X509_ALGOR>) -> String {
    var object: OpaquePointer?
    X509_ALGOR_get0(&object, nil, nil, algorithm)
    var text = [UInt8](repeating: 0, count: 80)
    let count = text.withUnsafeMutableBytes { buffer in
      OBJ_obj2txt(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), object, 1)
    }
    return String(decoding: text.prefix(min(max(0, Int(count)), 79)), as: UTF8.self)
  }

  private static func foreign(_ found: String) -> FengniError {
    ERR_clear_error()
    return FengniError(.keyFileForeign, reason: "found " + found + "; needed is " + KeyFile.needed)
  }

  private static func unreadable(_ found: String) -> FengniError {
    ERR_clear_error()
    return FengniError(.keyFileFormat, reason: "found " + found + "; needed is " + KeyFile.needed)
  }
}
