public import BundleCore
internal import CGcrypt
internal import COpenSSL

/// A running digest; one thread at a time.
///
/// SM3 runs in libgcrypt and the SHA-2 family in OpenSSL. Measured on one core of a shared x86-64
/// machine (AVX2, no SHA instructions), 64 KiB calls, best of several, MB/s: SM3 libgcrypt 288,
/// OpenSSL 204; SHA-256 OpenSSL 375, libgcrypt 373.
public final class DigestContext: @unchecked Sendable {
  /// What is computed.
  public let algorithm: DigestAlgorithm
  private let state: State
  private var result: Digest?

  private enum State {
    case gcrypt(gcry_md_hd_t)
    case openSSL(OpaquePointer)
  }

  /// Begins; no allocation follows until the end.
  public init(_ algorithm: DigestAlgorithm) {
    self.algorithm = algorithm
    Library.clearErrors()
    var handle: gcry_md_hd_t?
    if algorithm == .sm3,
      gcry_md_open(&handle, Int32(bitPattern: GCRY_MD_SM3.rawValue), 0) == 0, let handle
    {
      state = .gcrypt(handle)
      return
    }
    guard let context = EVP_MD_CTX_new(),
      EVP_DigestInit_ex(context, algorithm.evp, nil) == 1
    else { fatalError("no memory for a digest, or a libcrypto without \(algorithm.rawValue)") }
    state = .openSSL(context)
  }

  deinit {
    switch state {
    case .gcrypt(let handle): gcry_md_close(handle)
    case .openSSL(let context): EVP_MD_CTX_free(context)
    }
  }

  /// Takes more bytes; ignored once finalized.
  public func update(_ bytes: UnsafeRawBufferPointer) {
    guard result == nil, let start = bytes.baseAddress, bytes.count > 0 else { return }
    switch state {
    case .gcrypt(let handle): gcry_md_write(handle, start, bytes.count)
    case .openSSL(let context): EVP_DigestUpdate(context, start, bytes.count)
    }
  }

  /// Takes more bytes.
  public func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { update($0) } }

  /// Ends; asked again, gives the same digest.
  public func finalize() -> Digest {
    if let result { return result }
    var bytes = [UInt8](repeating: 0, count: algorithm.byteCount)
    switch state {
    case .gcrypt(let handle):
      // A digest of zeros would be a lie that something might believe.
      guard let value = gcry_md_read(handle, 0) else { fatalError("libgcrypt gives no digest") }
      bytes = Array(UnsafeBufferPointer(start: value, count: bytes.count))
    case .openSSL(let context):
      var count: UInt32 = 0
      guard EVP_DigestFinal_ex(context, &bytes, &count) == 1, Int(count) == bytes.count else {
        fatalError("libcrypto gives no digest")
      }
    }
    guard let digest = Digest(algorithm, bytes) else { fatalError("a digest has its length") }
    result = digest
    return digest
  }
}

extension Digest {
  /// The digest of bytes in memory.
  public static func of(_ bytes: [UInt8], _ algorithm: DigestAlgorithm) -> Digest {
    let context = DigestContext(algorithm)
    context.update(bytes)
    return context.finalize()
  }
}

extension DigestAlgorithm {
  var evp: OpaquePointer? {
    switch self {
    case .sm3: EVP_sm3()
    case .sha256: EVP_sha256()
    case .sha384: EVP_sha384()
    case .sha512: EVP_sha512()
    }
  }
}
