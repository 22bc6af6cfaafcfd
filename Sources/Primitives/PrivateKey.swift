public import BundleCore
internal import COpenSSL

/// A private key in memory; never printed, wiped by OpenSSL when it goes.
public final class PrivateKey: Sendable {
  /// The kind of key.
  public let algorithm: KeyAlgorithm
  /// The public half.
  public let publicKey: PublicKey

  let handle: KeyHandle

  /// `.keyFileFormat` for kinds of keys that we do not use.
  init(_ handle: KeyHandle) throws(FengniError) {
    guard let algorithm = handle.algorithm else {
      throw FengniError(.keyFileFormat, reason: "a kind of key, or a curve, that is not used here")
    }
    self.handle = handle
    self.algorithm = algorithm
    publicKey = try PublicKey(handle)
  }

  /// Makes a fresh key; RSA of 2048 to 8192 bits. `.cryptoLibrary`.
  public static func generate(_ algorithm: KeyAlgorithm) throws(FengniError) -> PrivateKey {
    Library.clearErrors()
    let name =
      switch algorithm {
      case .sm2: "SM2"
      case .p256, .p384: "EC"
      case .rsa: "RSA"
      case .ed25519: "ED25519"
      }
    let context = try Library.require(
      EVP_PKEY_CTX_new_from_name(nil, name, nil), doing: "key generation")
    defer { EVP_PKEY_CTX_free(context) }
    try Library.check(EVP_PKEY_keygen_init(context), doing: "key generation")
    switch algorithm {
    case .p256: try Library.check(EVP_PKEY_CTX_set_group_name(context, "P-256"), doing: "P-256")
    case .p384: try Library.check(EVP_PKEY_CTX_set_group_name(context, "P-384"), doing: "P-384")
    case .rsa(let bits):
      guard Limits.rsaBits.contains(bits) else {
        throw FengniError(.cryptoLibrary, reason: "RSA of \(bits) bits is not used here")
      }
      try Library.check(EVP_PKEY_CTX_set_rsa_keygen_bits(context, Int32(bits)), doing: "RSA size")
    case .sm2, .ed25519: break
    }
    var key: OpaquePointer?
    try Library.check(EVP_PKEY_generate(context, &key), doing: "key generation")
    return try PrivateKey(
      KeyHandle(takingOwnershipOf: try Library.require(key, doing: "key generation")))
  }
}
