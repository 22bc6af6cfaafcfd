internal import BundleCore
internal import COpenSSL

/// Files that people take for PKCS #12, told apart before anything asks for a passphrase.
enum KeyFileKind {
  // The first four octets of JKS and of JCEKS.
  private static let javaMarks: [[UInt8]] = [[0xfe, 0xed, 0xfe, 0xed], [0xce, 0xce, 0xce, 0xce]]

  /// The DER of a PKCS #12 file, which may have come as base64 or in a PEM block.
  ///
  /// `.keyFileJava`; `.keyFileForeign` for a key under an encryption that is not known here;
  /// `.keyFileAlone` for a key, a certificate or a request in PEM; else `.keyFileFormat`.
  static func pkcs12(_ file: [UInt8]) throws(FengniError) -> [UInt8] {
    if file.first == DER.sequence { return file }
    for mark in javaMarks where file.starts(with: mark) {
      throw FengniError(.keyFileJava, reason: "a Java key store")
    }
    let text = PEM.text(file)
    if let der = PEM.bareBase64(text) { return der }
    let blocks = PEM.content(text).blocks
    for block in blocks where block.label == "PKCS12" || block.label == "PKCS #12" {
      return block.der
    }
    for block in blocks where block.label == "ENCRYPTED PRIVATE KEY" { try check(block.der) }
    for block in blocks where block.label == "ENCRYPTED SM2 PRIVATE KEY" {
      throw FengniError(.keyFileForeign, reason: block.label)
    }
    guard blocks.isEmpty else {
      throw FengniError(.keyFileAlone, reason: "found " + KeyFile.describe(text))
    }
    throw FengniError(.keyFileFormat, reason: "found " + KeyFile.describe(text))
  }

  /// Whether the encryption of a PKCS #8 key is known here; `.keyFileForeign`, `.keyFileFormat`.
  private static func check(_ der: [UInt8]) throws(FengniError) {
    let sealed = try Library.require(
      Library.decode(der, free: X509_SIG_free) { d2i_X509_SIG(nil, $0, $1) }, .keyFileFormat,
      doing: "EncryptedPrivateKeyInfo")
    defer { X509_SIG_free(sealed) }
    var cipher: UnsafePointer<X509_ALGOR>?
    X509_SIG_get0(sealed, &cipher, nil)
    try PasswordEncryption.check(cipher, inKeyFile: true)
  }
}
