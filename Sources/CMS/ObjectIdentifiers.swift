import SwiftASN1

/// The object identifiers of the format; the clause of each stands in `Schemas/fengni.asn1`.
enum OID {
  typealias Identifier = ASN1ObjectIdentifier

  // Content types, RFC 5652 and RFC 5083
  static let data: Identifier = [1, 2, 840, 113549, 1, 7, 1]
  static let signedData: Identifier = [1, 2, 840, 113549, 1, 7, 2]
  static let envelopedData: Identifier = [1, 2, 840, 113549, 1, 7, 3]
  static let authEnvelopedData: Identifier = [1, 2, 840, 113549, 1, 9, 16, 1, 23]

  // Digests
  static let sm3: Identifier = [1, 2, 156, 10197, 1, 401]
  static let sha256: Identifier = [2, 16, 840, 1, 101, 3, 4, 2, 1]
  static let sha384: Identifier = [2, 16, 840, 1, 101, 3, 4, 2, 2]
  static let sha512: Identifier = [2, 16, 840, 1, 101, 3, 4, 2, 3]
  static let sha1: Identifier = [1, 3, 14, 3, 2, 26]
  static let md5: Identifier = [1, 2, 840, 113549, 2, 5]

  // Signatures
  static let sm2WithSM3: Identifier = [1, 2, 156, 10197, 1, 501]
  static let sm2Sign: Identifier = [1, 2, 156, 10197, 1, 301, 1]
  static let ecdsaSHA256: Identifier = [1, 2, 840, 10045, 4, 3, 2]
  static let ecdsaSHA384: Identifier = [1, 2, 840, 10045, 4, 3, 3]
  static let ecdsaSHA512: Identifier = [1, 2, 840, 10045, 4, 3, 4]
  static let ecdsaSHA1: Identifier = [1, 2, 840, 10045, 4, 1]
  static let rsaEncryption: Identifier = [1, 2, 840, 113549, 1, 1, 1]
  static let rsaMD5: Identifier = [1, 2, 840, 113549, 1, 1, 4]
  static let rsaSHA1: Identifier = [1, 2, 840, 113549, 1, 1, 5]
  static let rsaSHA256: Identifier = [1, 2, 840, 113549, 1, 1, 11]
  static let rsaSHA384: Identifier = [1, 2, 840, 113549, 1, 1, 12]
  static let rsaSHA512: Identifier = [1, 2, 840, 113549, 1, 1, 13]
  static let rsaPSS: Identifier = [1, 2, 840, 113549, 1, 1, 10]
  static let mgf1: Identifier = [1, 2, 840, 113549, 1, 1, 8]
  static let ed25519: Identifier = [1, 3, 101, 112]

  // Content encryption
  static let sm4GCM: Identifier = [1, 2, 156, 10197, 1, 104, 8]
  static let aes256GCM: Identifier = [2, 16, 840, 1, 101, 3, 4, 1, 46]

  // Key transport and agreement
  static let sm2Encrypt: Identifier = [1, 2, 156, 10197, 1, 301, 3]
  /// The same operation under the names that other programs give it.
  static let sm2EncryptAlso: [Identifier] = [
    [1, 2, 156, 10197, 1, 301], [1, 2, 156, 10197, 1, 301, 2],
    [1, 2, 156, 10197, 1, 301, 3, 2, 1],
  ]
  static let rsaOAEP: Identifier = [1, 2, 840, 113549, 1, 1, 7]
  static let ecPublicKey: Identifier = [1, 2, 840, 10045, 2, 1]
  static let ecdhSHA1KDF: Identifier = [1, 3, 133, 16, 840, 63, 0, 2]
  static let ecdhSHA256KDF: Identifier = [1, 3, 132, 1, 11, 1]
  static let ecdhSHA384KDF: Identifier = [1, 3, 132, 1, 11, 2]
  static let aes256Wrap: Identifier = [2, 16, 840, 1, 101, 3, 4, 1, 45]

  // Attributes
  static let contentType: Identifier = [1, 2, 840, 113549, 1, 9, 3]
  static let messageDigest: Identifier = [1, 2, 840, 113549, 1, 9, 4]
  static let signingTime: Identifier = [1, 2, 840, 113549, 1, 9, 5]
  static let algorithmProtection: Identifier = [1, 2, 840, 113549, 1, 9, 52]
  static let signingCertificateV2: Identifier = [1, 2, 840, 113549, 1, 9, 16, 2, 47]
  static let commitmentType: Identifier = [1, 2, 840, 113549, 1, 9, 16, 2, 16]

  // Commitment types, RFC 5126, 5.11.1
  static let proofOfOrigin: Identifier = [1, 2, 840, 113549, 1, 9, 16, 6, 1]
  static let proofOfReceipt: Identifier = [1, 2, 840, 113549, 1, 9, 16, 6, 2]
  static let proofOfApproval: Identifier = [1, 2, 840, 113549, 1, 9, 16, 6, 5]
  static let proofOfCreation: Identifier = [1, 2, 840, 113549, 1, 9, 16, 6, 6]
}
