/// The object identifiers of the format, as `Schemas/fengni.asn1` lists them, and those that are
/// known in order to say why they are refused.
extension OID {
  // Content types, RFC 5652 and RFC 5083
  /// id-data: octets of any kind (RFC 5652, 4).
  static let data = OID(1, 2, 840, 113549, 1, 7, 1)
  /// id-signedData (RFC 5652, 5.1).
  static let signedData = OID(1, 2, 840, 113549, 1, 7, 2)
  /// id-envelopedData (RFC 5652, 6.1), whose content nobody authenticates: refused.
  static let envelopedData = OID(1, 2, 840, 113549, 1, 7, 3)
  /// id-ct-authEnvelopedData (RFC 5083, 2.1).
  static let authEnvelopedData = OID(1, 2, 840, 113549, 1, 9, 16, 1, 23)

  // Digests
  /// SM3 (GB/T 32905; the identifier is of GM/T 0006).
  static let sm3 = OID(1, 2, 156, 10197, 1, 401)
  /// id-sha256 (RFC 5754, 2.2).
  static let sha256 = OID(2, 16, 840, 1, 101, 3, 4, 2, 1)
  /// id-sha384 (RFC 5754, 2.3).
  static let sha384 = OID(2, 16, 840, 1, 101, 3, 4, 2, 2)
  /// id-sha512 (RFC 5754, 2.4).
  static let sha512 = OID(2, 16, 840, 1, 101, 3, 4, 2, 3)
  /// id-sha1 (RFC 3370, 2.1): named, to be refused as weak.
  static let sha1 = OID(1, 3, 14, 3, 2, 26)
  /// id-md5 (RFC 3370, 2.2): named, to be refused as weak.
  static let md5 = OID(1, 2, 840, 113549, 2, 5)

  // Signatures
  /// SM2 signatures with SM3 (GM/T 0006).
  static let sm2WithSM3 = OID(1, 2, 156, 10197, 1, 501)
  /// SM2 signatures, by the name of the algorithm alone (GM/T 0010).
  static let sm2Sign = OID(1, 2, 156, 10197, 1, 301, 1)
  /// ecdsa-with-SHA256 (RFC 5758, 3.2).
  static let ecdsaSHA256 = OID(1, 2, 840, 10045, 4, 3, 2)
  /// ecdsa-with-SHA384 (RFC 5758, 3.2).
  static let ecdsaSHA384 = OID(1, 2, 840, 10045, 4, 3, 3)
  /// ecdsa-with-SHA512 (RFC 5758, 3.2).
  static let ecdsaSHA512 = OID(1, 2, 840, 10045, 4, 3, 4)
  /// ecdsa-with-SHA1 (RFC 3279, 2.2.3): named, to be refused as weak.
  static let ecdsaSHA1 = OID(1, 2, 840, 10045, 4, 1)
  /// rsaEncryption (RFC 8017, A.1), which means PKCS #1 v1.5 under a signature.
  static let rsaEncryption = OID(1, 2, 840, 113549, 1, 1, 1)
  /// md5WithRSAEncryption (RFC 8017, A.2.4): named, to be refused as weak.
  static let rsaMD5 = OID(1, 2, 840, 113549, 1, 1, 4)
  /// sha1WithRSAEncryption (RFC 8017, A.2.4): named, to be refused as weak.
  static let rsaSHA1 = OID(1, 2, 840, 113549, 1, 1, 5)
  /// sha256WithRSAEncryption (RFC 8017, A.2.4).
  static let rsaSHA256 = OID(1, 2, 840, 113549, 1, 1, 11)
  /// sha384WithRSAEncryption (RFC 8017, A.2.4).
  static let rsaSHA384 = OID(1, 2, 840, 113549, 1, 1, 12)
  /// sha512WithRSAEncryption (RFC 8017, A.2.4).
  static let rsaSHA512 = OID(1, 2, 840, 113549, 1, 1, 13)
  /// id-RSASSA-PSS (RFC 8017, A.2.3).
  static let rsaPSS = OID(1, 2, 840, 113549, 1, 1, 10)
  /// id-mgf1 (RFC 8017, A.2.1).
  static let mgf1 = OID(1, 2, 840, 113549, 1, 1, 8)
  /// id-Ed25519 (RFC 8410, 3).
  static let ed25519 = OID(1, 3, 101, 112)

  // Content encryption
  /// SM4 in GCM (GM/T 0006).
  static let sm4GCM = OID(1, 2, 156, 10197, 1, 104, 8)
  /// id-aes256-GCM (RFC 5084, 3.2).
  static let aes256GCM = OID(2, 16, 840, 1, 101, 3, 4, 1, 46)

  // Key transport and agreement
  /// SM2 public-key encryption (GM/T 0006).
  static let sm2Encrypt = OID(1, 2, 156, 10197, 1, 301, 3)
  /// The same operation under the names that other programs give it.
  static let sm2EncryptAlso: [OID] = [
    OID(1, 2, 156, 10197, 1, 301), OID(1, 2, 156, 10197, 1, 301, 2),
    OID(1, 2, 156, 10197, 1, 301, 3, 2, 1),
  ]
  /// id-RSAES-OAEP (RFC 8017, A.2.1).
  static let rsaOAEP = OID(1, 2, 840, 113549, 1, 1, 7)
  /// id-ecPublicKey (RFC 5480, 2.1.1).
  static let ecPublicKey = OID(1, 2, 840, 10045, 2, 1)
  /// dhSinglePass-stdDH-sha1kdf-scheme (RFC 5753, 7.1.4).
  static let ecdhSHA1KDF = OID(1, 3, 133, 16, 840, 63, 0, 2)
  /// dhSinglePass-stdDH-sha256kdf-scheme (RFC 5753, 7.1.4).
  static let ecdhSHA256KDF = OID(1, 3, 132, 1, 11, 1)
  /// dhSinglePass-stdDH-sha384kdf-scheme (RFC 5753, 7.1.4).
  static let ecdhSHA384KDF = OID(1, 3, 132, 1, 11, 2)
  /// id-aes256-wrap (RFC 3565, 2.3.2).
  static let aes256Wrap = OID(2, 16, 840, 1, 101, 3, 4, 1, 45)

  // Attributes
  /// id-contentType (RFC 5652, 11.1).
  static let contentType = OID(1, 2, 840, 113549, 1, 9, 3)
  /// id-messageDigest (RFC 5652, 11.2).
  static let messageDigest = OID(1, 2, 840, 113549, 1, 9, 4)
  /// id-signingTime (RFC 5652, 11.3).
  static let signingTime = OID(1, 2, 840, 113549, 1, 9, 5)
  /// id-aa-cmsAlgorithmProtect (RFC 6211, 2).
  static let algorithmProtection = OID(1, 2, 840, 113549, 1, 9, 52)
  /// id-aa-signingCertificateV2 (RFC 5035, 3).
  static let signingCertificateV2 = OID(1, 2, 840, 113549, 1, 9, 16, 2, 47)
  /// id-aa-ets-commitmentType (RFC 5126, 5.11.1).
  static let commitmentType = OID(1, 2, 840, 113549, 1, 9, 16, 2, 16)

  // Commitment types, RFC 5126, 5.11.1
  /// id-cti-ets-proofOfOrigin.
  static let proofOfOrigin = OID(1, 2, 840, 113549, 1, 9, 16, 6, 1)
  /// id-cti-ets-proofOfReceipt.
  static let proofOfReceipt = OID(1, 2, 840, 113549, 1, 9, 16, 6, 2)
  /// id-cti-ets-proofOfApproval.
  static let proofOfApproval = OID(1, 2, 840, 113549, 1, 9, 16, 6, 5)
  /// id-cti-ets-proofOfCreation.
  static let proofOfCreation = OID(1, 2, 840, 113549, 1, 9, 16, 6, 6)
}
