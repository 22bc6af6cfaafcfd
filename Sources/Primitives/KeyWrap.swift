public import BundleCore
internal import COpenSSL

/// AES Key Wrap, RFC 3394: AES-128, 192 or 256 by the length of the key-encryption key.
public enum KeyWrap {
  /// Wraps a key of 16 to 4096 bytes, a multiple of 8; 8 bytes longer. `.cryptoLibrary`.
  public static func wrap(
    _ key: borrowing SecretBytes, kek: borrowing SecretBytes
  ) throws(FengniError) -> [UInt8] {
    guard let cipher = cipher(kek.count), isWrappable(key.count) else {
      throw FengniError(.cryptoLibrary, reason: "key wrap lengths \(kek.count), \(key.count)")
    }
    Library.clearErrors()
    var output = [UInt8](repeating: 0, count: key.count + 8)
    let done = output.withUnsafeMutableBytes { target in
      key.withBytes { run(cipher, kek, from: $0, to: target, encrypting: true) }
    }
    guard done else { throw Library.error(doing: "key wrap") }
    return output
  }

  /// Unwraps; nil when the integrity check or a length fails.
  public static func unwrap(_ wrapped: [UInt8], kek: borrowing SecretBytes) -> SecretBytes? {
    guard let cipher = cipher(kek.count), isWrappable(wrapped.count - 8) else { return nil }
    Library.clearErrors()
    defer { ERR_clear_error() }
    var key = SecretBytes(count: wrapped.count - 8)
    let done = key.withMutableBytes { target in
      wrapped.withUnsafeBytes { run(cipher, kek, from: $0, to: target, encrypting: false) }
    }
    guard done else { return nil }
    return key
  }

  private static func isWrappable(_ count: Int) -> Bool {
    (16...4096).contains(count) && count.isMultiple(of: 8)
  }

  private static func cipher(_ keyByteCount: Int) -> OpaquePointer? {
    switch keyByteCount {
    case 16: EVP_aes_128_wrap()
    case 24: EVP_aes_192_wrap()
    case 32: EVP_aes_256_wrap()
    default: nil
    }
  }

  private static func run(
    _ cipher: OpaquePointer, _ kek: borrowing SecretBytes, from source: UnsafeRawBufferPointer,
    to target: UnsafeMutableRawBufferPointer, encrypting: Bool
  ) -> Bool {
    guard let context = EVP_CIPHER_CTX_new() else { return false }
    defer { EVP_CIPHER_CTX_free(context) }
    EVP_CIPHER_CTX_set_flags(context, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW)
    let keyed = kek.withBytes {
      EVP_CipherInit_ex(
        context, cipher, nil, $0.baseAddress?.assumingMemoryBound(to: UInt8.self), nil,
        encrypting ? 1 : 0)
    }
    var written: Int32 = 0
    return keyed == 1
      && EVP_CipherUpdate(
        context, target.baseAddress?.assumingMemoryBound(to: UInt8.self), &written,
        source.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(source.count)) == 1
      && Int(written) == target.count
  }
}
