public import BundleCore
public import CMS
import Disk
import JSONText
public import Primitives

/// A small offline CA for a centre that has none: a directory (0700) that `fengni ca new` makes.
///
/// | file | content |
/// |---|---|
/// | `ca.key` | PKCS#8, encrypted (PBES2), PEM, 0600 |
/// | `ca.crt` | the self-signed certificate, PEM: the anchor of campaigns |
/// | `index.json` | every certificate that was issued, and the number of the last CRL |
/// | `issued/SERIAL.crt` | the certificates, PEM |
public struct AuthorityDirectory: Sendable {
  /// One issued certificate.
  public struct Entry: Sendable, Hashable {
    /// Content octets of the serial number.
    public var serial: [UInt8]
    public var subject: String
    public var notAfter: Timestamp
    /// nil: not revoked.
    public var revoked: Timestamp?
  }

  public let path: String
  public let certificate: Certificate

  private static let keyFile = "ca.key"
  private static let certificateFile = "ca.crt"
  private static let indexFile = "index.json"
  private static let issuedFolder = "issued"
  /// 100,000 certificates of about 200 bytes.
  private static let indexLimit = 64 << 20

  fileprivate struct Index {
    var crlNumber = 0
    var entries: [Entry] = []
  }

  /// Makes a CA with a key of its own: whole or not at all.
  public static func create(
    at path: String, name: String, suite: Suite, validity: Range<Timestamp>,
    passphrase: borrowing SecretBytes
  ) throws(FengniError) -> AuthorityDirectory {
    let staging = try StagingDirectory(for: path)
    let key = try PrivateKey.generate(suite.keyAlgorithm)
    let root = try CertificateAuthority.selfSigned(
      key: key, subject: DistinguishedName(commonName: name), validity: validity,
      serial: newSerial())
    let files: [(String, [UInt8])] = [
      (keyFile, try key.encryptedPKCS8PEM(passphrase: passphrase)),
      (certificateFile, Array(root.pem.utf8)), (indexFile, try Index().json()),
    ]
    for (name, bytes) in files { try staging.createFile(EntryName(name)).write(bytes) }
    try staging.publish()
    return AuthorityDirectory(made: path, root)
  }

  /// What was just made: nothing has to be read again, and nothing can fail after it appeared.
  private init(made path: String, _ certificate: Certificate) {
    self.path = path
    self.certificate = certificate
  }

  /// Opens a CA, without its passphrase. Throws `inputNotFound`, `caStateInvalid`.
  public init(_ path: String) throws(FengniError) {
    guard Paths.isDirectory(path) else { throw FengniError(.inputNotFound, path) }
    let file = Paths.join(path, Self.certificateFile)
    guard let bytes = try CustodyFiles.readIfPresent(file, limit: Limits.certificate) else {
      throw FengniError(.caStateInvalid, path, reason: "no ca.crt")
    }
    let found = try naming(file) { () throws(FengniError) in
      try Certificate.list(pemOrDER: bytes)
    }
    guard let certificate = found.first, found.count == 1, certificate.isCA else {
      throw FengniError(.caStateInvalid, file)
    }
    self.path = path
    self.certificate = certificate
    _ = try readIndex()
  }

  /// The certificates issued so far.
  public func entries() throws(FengniError) -> [Entry] { try readIndex().entries }

  /// Decrypts the CA's key.
  public func key(passphrase: borrowing SecretBytes) throws(FengniError) -> PrivateKey {
    let file = Paths.join(path, Self.keyFile)
    let pem = try CustodyFiles.readSecret(file, limit: Limits.keyFile)
    return try naming(file) { () throws(FengniError) in
      try PrivateKey(encryptedPKCS8PEM: pem, passphrase: passphrase)
    }
  }

  // MARK: Issuing

  /// Issues a certificate and records it before anybody gets it.
  public func issue(
    _ request: CertificateRequest, profile: CertificateProfile, validity: Range<Timestamp>,
    key: PrivateKey
  ) throws(FengniError) -> Certificate {
    try changing { (index) throws(FengniError) in
      let serial = try Self.newSerial()
      let issued = try CertificateAuthority.issue(
        request: request, profile: profile, validity: validity, serial: serial,
        issuer: certificate, issuerKey: key)
      let folder = Paths.join(path, Self.issuedFolder)
      try DirectoryTree.make(folder, mode: 0o700)
      try OutputFile.write(
        Array(issued.pem.utf8), to: Paths.join(folder, Hex.encode(serial) + ".crt"))
      index.entries.append(
        Entry(serial: serial, subject: issued.subjectText, notAfter: issued.notAfter))
      return issued
    }
  }

  /// Marks a certificate of this CA as revoked; takes effect with the next CRL.
  ///
  /// Returns false when it was revoked before. Throws `certificateUntrusted` for a stranger's.
  public func revoke(_ target: Certificate, at time: Timestamp) throws(FengniError) -> Bool {
    try changing { (index) throws(FengniError) in
      guard target.issuerDER == certificate.subjectDER,
        let i = index.entries.firstIndex(where: { $0.serial == target.serialNumber })
      else { throw FengniError(.certificateUntrusted, target.subjectText) }
      if index.entries[i].revoked != nil { return false }
      index.entries[i].revoked = time
      return true
    }
  }

  /// Issues the next CRL.
  public func issueCRL(
    key: PrivateKey, thisUpdate: Timestamp, nextUpdate: Timestamp
  ) throws(FengniError) -> CertificateRevocationList {
    try changing { (index) throws(FengniError) in
      index.crlNumber += 1
      var revoked: [(serial: [UInt8], at: Timestamp)] = []
      for entry in index.entries {
        if let time = entry.revoked, time <= thisUpdate { revoked.append((entry.serial, time)) }
      }
      return try CertificateAuthority.issueCRL(
        issuer: certificate, issuerKey: key, thisUpdate: thisUpdate, nextUpdate: nextUpdate,
        number: index.crlNumber, revoked: revoked)
    }
  }

  /// 127 random bits, positive and without leading zeros.
  private static func newSerial() throws(FengniError) -> [UInt8] {
    var serial = try SecureRandom.bytes(16)
    serial[0] = serial[0] & 0x3f | 0x40
    return serial
  }

  // MARK: State

  private func changing<Result>(
    _ change: (inout Index) throws(FengniError) -> Result
  ) throws(FengniError) -> Result {
    try CustodyFiles.locked(path) { () throws(FengniError) in
      var index = try readIndex()
      let result = try change(&index)
      try OutputFile.write(
        index.json(), to: Paths.join(path, Self.indexFile), mode: 0o600, replacing: true)
      return result
    }
  }

  private func readIndex() throws(FengniError) -> Index {
    let file = Paths.join(path, Self.indexFile)
    guard let bytes = try CustodyFiles.readIfPresent(file, limit: Self.indexLimit) else {
      throw FengniError(.caStateInvalid, file, reason: "missing")
    }
    do throws(FengniError) {
      return try Index(bytes, file, limit: Self.indexLimit)
    } catch {
      throw FengniError(
        .caStateInvalid, error.subject, reason: error.reason, line: error.line,
        column: error.column)
    }
  }
}

extension AuthorityDirectory.Index {
  fileprivate func json() throws(FengniError) -> [UInt8] {
    let value = JSONValue.object([
      ("ca", .string("index/1")), ("crlNumber", .integer(crlNumber)),
      (
        "certificates",
        .array(
          entries.map { entry in
            .object([
              ("serial", .string(Hex.encode(entry.serial))), ("subject", .string(entry.subject)),
              ("notAfter", .string(entry.notAfter.rfc3339)),
              ("revoked", entry.revoked.map { .string($0.rfc3339) }),
            ])
          })
      ),
    ])
    return try JSONWriter(.pretty, limits: JSONLimits(size: 64 << 20)).bytes(value)
  }

  fileprivate init(_ bytes: [UInt8], _ file: String, limit: Int) throws(FengniError) {
    let value = try JSONDocument.parse(bytes, subject: file, limits: JSONLimits(size: limit))
    let reader = try ObjectReader(value, subject: file)
    _ = try reader.string("ca", of: ["index/1"])
    crlNumber = Int(try reader.integer("crlNumber", in: 0...Limits.jsonInteger))
    for object in try reader.objects("certificates") {
      guard let serial = Hex.decode(try object.string("serial")),
        let notAfter = Timestamp(rfc3339: try object.string("notAfter"))
      else { throw object.error(.jsonValueNotAllowed, reason: "serial or time") }
      var entry = AuthorityDirectory.Entry(
        serial: serial, subject: try object.string("subject"), notAfter: notAfter)
      if let text = try object.optionalString("revoked") {
        guard let time = Timestamp(rfc3339: text) else {
          throw object.error(.jsonValueNotAllowed, at: "revoked", reason: "no time")
        }
        entry.revoked = time
      }
      try object.finish()
      entries.append(entry)
    }
    try reader.finish()
  }
}
