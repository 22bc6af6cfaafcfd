internal import BundleCore
internal import CGcrypt
internal import COpenSSL

/// The two C libraries: set up once, and their errors in our words.
enum Library {
  /// Both libraries are ready; touch it before the first call of either.
  ///
  /// OpenSSL does not read the machine's openssl.cnf: what a bundle means must not depend on it.
  static let ready: Bool = {
    let noConfiguration = UInt64(OPENSSL_INIT_NO_LOAD_CONFIG)
    let openSSL = OPENSSL_init_crypto(noConfiguration, nil) == 1
    guard gcry_check_version("1.10.0") != nil else { return false }
    // No pool of locked pages: `SecretBytes` locks its own, and the pool warns on small limits.
    fengni_gcry_prepare()
    return openSSL
  }()

  /// Runs calls of OpenSSL with an empty error queue, so that a reason names this failure alone.
  static func clearErrors() {
    _ = ready
    ERR_clear_error()
  }

  /// The error queue in one line, emptied; at most the first eight entries.
  static func drainErrors() -> String {
    var reasons: [String] = []
    while case let code = ERR_get_error(), code != 0 {
      guard reasons.count < 8, let text = ERR_reason_error_string(code) else { continue }
      reasons.append(String(cString: text))
    }
    ERR_clear_error()
    return reasons.joined(separator: "; ")
  }

  /// A failure of OpenSSL as an error of ours.
  static func error(
    _ code: Code = .cryptoLibrary, _ subject: String = "", doing step: String
  ) -> FengniError {
    let reasons = drainErrors()
    return FengniError(code, subject, reason: reasons.isEmpty ? step : step + ": " + reasons)
  }

  /// OpenSSL says 1 for success and nothing else.
  static func check(
    _ result: Int32, _ code: Code = .cryptoLibrary, doing step: String
  ) throws(FengniError) {
    guard result == 1 else { throw error(code, doing: step) }
  }

  /// Takes a pointer that OpenSSL returned.
  static func require<Pointer>(
    _ pointer: Pointer?, _ code: Code = .cryptoLibrary, doing step: String
  ) throws(FengniError) -> Pointer {
    guard let pointer else { throw error(code, doing: step) }
    return pointer
  }

  /// libgcrypt says 0 for success.
  static func checkGcrypt(_ result: gcry_error_t, doing step: String) throws(FengniError) {
    guard result == 0 else {
      let text = gcry_strerror(result).map { String(cString: $0) } ?? "?"
      throw FengniError(.cryptoLibrary, reason: step + ": " + text)
    }
  }

  /// Runs an i2d function: DER of an object, or an error.
  static func encode(
    doing step: String, _ body: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
  ) throws(FengniError) -> [UInt8] {
    var memory: UnsafeMutablePointer<UInt8>?
    let count = body(&memory)
    guard count > 0, let memory else { throw error(doing: step) }
    defer { CRYPTO_clear_free(memory, Int(count), nil, 0) }
    return Array(UnsafeBufferPointer(start: memory, count: Int(count)))
  }

  /// Runs a d2i function over all of the bytes; nil when it fails or leaves some over.
  static func decode<Pointer>(
    _ der: [UInt8], free: (Pointer) -> Void,
    _ body: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> Pointer?
  ) -> Pointer? {
    clearErrors()
    return der.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return nil }
      var position: UnsafePointer<UInt8>? = start
      guard let object = body(&position, buffer.count) else { return nil }
      guard position == start + buffer.count else {
        free(object)
        return nil
      }
      return object
    }
  }
}
