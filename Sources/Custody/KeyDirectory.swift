public import BundleCore
import Disk
public import Primitives

/// The keys of one person or unit: a directory (0700) that `fengni keys new` makes.
///
/// | file | content |
/// |---|---|
/// | `identity.json` | see ``Identity`` |
/// | `signing.key`, `encryption.key` | PKCS#8, encrypted (PBES2), PEM, 0600 |
/// | `signing.csr`, `encryption.csr` | the requests, PKCS#10, PEM: the public keys without passphrase |
/// | `signing.crt`, `encryption.crt` | the certificates, PEM, once installed |
/// | `chain.pem` | intermediate certificates, optional |
/// | `retired/` | earlier certificates of the same keys, PEM, optional |
///
/// One of the two keys may be absent (an approver only signs).
public struct KeyDirectory: Sendable {
  /// Where it is.
  public let path: String
  /// Whose it is.
  public let identity: Identity
  /// The certificate of the signing key; nil until it is installed.
  public let signingCertificate: Certificate?
  /// The certificate of the encryption key; nil until it is installed.
  public let encryptionCertificate: Certificate?
  /// Intermediate certificates, no roots.
  public let chain: [Certificate]
  /// Earlier certificates of the same keys: bundles may still be encrypted to them.
  public let retired: [Certificate]

  static let identityFile = "identity.json"
  static let chainFile = "chain.pem"
  static let retiredFolder = "retired"

  /// Reads a key directory, without any passphrase.
  ///
  /// `.inputNotFound`; `.keyDirectoryIncomplete` when it is no key directory or has no key at all;
  /// `.keyFilePermissions` when group or others have rights on a key file; `.certificateFormat`;
  /// `.keyCertificateMismatch` when a certificate is not of its key; codes 601 to 611 for a damaged
  /// `identity.json`.
  public static func open(_ path: String) throws(FengniError) -> KeyDirectory {
    try KeyDirectory(path)
  }

  /// What was just made: nothing has to be read again, and nothing can fail after it appeared.
  init(made path: String, _ identity: Identity) {
    self.path = path
    self.identity = identity
    signingCertificate = nil
    encryptionCertificate = nil
    chain = []
    retired = []
  }

  private init(_ path: String) throws(FengniError) {
    guard Paths.exists(path) else { throw FengniError(.inputNotFound, path) }
    let file = Paths.join(path, Self.identityFile)
    guard let json = try CustodyFiles.readIfPresent(file, limit: Limits.keyFile) else {
      throw FengniError(.keyDirectoryIncomplete, path, reason: "no identity.json")
    }
    self.path = path
    identity = try Identity(json: json, file: file)
    var present = 0
    for use in KeyUse.allCases {
      let key = Self.keyFile(use, in: path)
      guard Paths.exists(key) else { continue }
      try CustodyFiles.checkPrivate(key)
      present += 1
    }
    guard present > 0 else { throw FengniError(.keyDirectoryIncomplete, path, reason: "no key") }
    signingCertificate = try Self.certificate(.signing, in: path)
    encryptionCertificate = try Self.certificate(.encryption, in: path)
    chain = try Self.certificates(Paths.join(path, Self.chainFile))
    retired = try Self.retiredCertificates(in: path)
  }

  /// Whether the private key for this use is there.
  public func hasKey(for use: KeyUse) -> Bool { Paths.exists(Self.keyFile(use, in: path)) }

  /// The certificate for a use; nil until it is installed.
  public func installedCertificate(for use: KeyUse) -> Certificate? {
    use == .signing ? signingCertificate : encryptionCertificate
  }

  /// The certificate for a use; `.keyDirectoryIncomplete`.
  public func certificate(for use: KeyUse) throws(FengniError) -> Certificate {
    guard let certificate = installedCertificate(for: use) else {
      throw FengniError(
        .keyDirectoryIncomplete, Self.certificateFile(use, in: path), reason: "not installed")
    }
    return certificate
  }

  /// The request for a use; `.keyDirectoryIncomplete`, `.certificateRequestFormat`.
  public func request(for use: KeyUse) throws(FengniError) -> CertificateRequest {
    try Self.request(use, in: path)
  }

  /// Where the request for a use lies.
  public func requestFile(for use: KeyUse) -> String { Self.requestFile(use, in: path) }

  /// The signing key; errors as in ``key(for:passphrase:)``.
  public func signingKey(passphrase: borrowing SecretBytes) throws(FengniError) -> PrivateKey {
    try key(for: .signing, passphrase: passphrase)
  }

  /// The encryption key; errors as in ``key(for:passphrase:)``.
  public func encryptionKey(passphrase: borrowing SecretBytes) throws(FengniError) -> PrivateKey {
    try key(for: .encryption, passphrase: passphrase)
  }

  /// Decrypts a private key. `.keyDirectoryIncomplete`, `.keyFilePermissions`, `.passphraseWrong`,
  /// `.keyFileFormat`, `.keyCertificateMismatch` when it is not the key of the installed
  /// certificate.
  public func key(
    for use: KeyUse, passphrase: borrowing SecretBytes
  ) throws(FengniError) -> PrivateKey {
    let file = Self.keyFile(use, in: path)
    guard Paths.exists(file) else { throw FengniError(.keyDirectoryIncomplete, file) }
    let pem = try CustodyFiles.readSecret(file, limit: Limits.keyFile)
    let key: PrivateKey
    do throws(FengniError) {
      key = try PrivateKey(encryptedPKCS8PEM: pem, passphrase: passphrase)
    } catch {
      throw error.about(file)
    }
    if let certificate = installedCertificate(for: use),
      !certificate.publicKey.isSameKey(as: key.publicKey)
    {
      throw FengniError(.keyCertificateMismatch, file)
    }
    return key
  }
}

// MARK: Files

extension KeyDirectory {
  static func keyFile(_ use: KeyUse, in path: String) -> String {
    Paths.join(path, use.rawValue + ".key")
  }

  static func requestFile(_ use: KeyUse, in path: String) -> String {
    Paths.join(path, use.rawValue + ".csr")
  }

  static func certificateFile(_ use: KeyUse, in path: String) -> String {
    Paths.join(path, use.rawValue + ".crt")
  }

  private static func request(
    _ use: KeyUse, in path: String
  ) throws(FengniError) -> CertificateRequest {
    let file = requestFile(use, in: path)
    guard let bytes = try CustodyFiles.readIfPresent(file, limit: Limits.certificate) else {
      throw FengniError(.keyDirectoryIncomplete, file)
    }
    return try naming(file) { () throws(FengniError) in try CertificateRequest(pemOrDER: bytes) }
  }

  private static func certificate(
    _ use: KeyUse, in path: String
  ) throws(FengniError) -> Certificate? {
    let file = certificateFile(use, in: path)
    guard let bytes = try CustodyFiles.readIfPresent(file, limit: Limits.certificate) else {
      return nil
    }
    let list = try naming(file) { () throws(FengniError) in
      try Certificate.list(pemOrDER: bytes)
    }
    guard list.count == 1 else {
      throw FengniError(.certificateFormat, file, reason: "\(list.count) certificates")
    }
    guard list[0].publicKey.isSameKey(as: try request(use, in: path).publicKey) else {
      throw FengniError(.keyCertificateMismatch, file)
    }
    return list[0]
  }

  static func certificates(_ file: String) throws(FengniError) -> [Certificate] {
    let limit = Limits.embeddedCertificates * Limits.certificate
    guard let bytes = try CustodyFiles.readIfPresent(file, limit: limit) else { return [] }
    return try naming(file) { () throws(FengniError) in try Certificate.list(pemOrDER: bytes) }
  }

  private static func retiredCertificates(
    in path: String
  ) throws(FengniError) -> [Certificate] {
    let folder = Paths.join(path, retiredFolder)
    var retired: [Certificate] = []
    for name in DirectoryTree.names(in: folder) where name.hasSuffix(".crt") {
      retired += try certificates(Paths.join(folder, name))
    }
    return retired
  }
}
