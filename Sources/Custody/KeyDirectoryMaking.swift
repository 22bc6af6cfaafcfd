public import BundleCore
import CMS
import Disk
public import Primitives

// How a key directory comes into being: fresh keys, or keys out of a PKCS#12 file. Either the
// whole directory appears or nothing does.

extension KeyDirectory {
  /// Makes a directory with fresh keys and their requests.
  ///
  /// `.outputExists`, `.cannotCreate`, `.diskFull`, `.permissionDenied`;
  /// `.certificateRequestFormat` when the names do not fit a request.
  public static func create(
    at path: String, identity: Identity, passphrase: borrowing SecretBytes
  ) throws(FengniError) -> KeyDirectory {
    let staging = try StagingDirectory(for: path)
    for use in KeyUse.allCases {
      let key = try PrivateKey.generate(identity.suite.keyAlgorithm)
      try stage(key, use, identity, passphrase, in: staging)
    }
    try stage(try identity.serialized(), identityFile, in: staging)
    try staging.publish()
    return KeyDirectory(made: path, identity)
  }

  /// Takes the keys and certificates of a PKCS#12 file, re-encrypted under a passphrase of their
  /// own, into a new directory or, when there is one of the same id, into the empty half of it
  /// (some CAs hand out one file for each of the two certificates).
  ///
  /// Which certificate is for what is read off its key usage; `use` decides for a file with one
  /// key whose certificate allows both. `.passphraseWrong` (of the file), `.keyFileFormat`,
  /// `.certificateNotDual` when two certificates can't be told apart, `.outputExists` when the
  /// directory belongs to another id or suite, or has that key already.
  public static func importPKCS12(
    _ file: [UInt8], filePassphrase: borrowing SecretBytes, as use: KeyUse? = nil,
    at path: String, id: String, name: String, organization: String? = nil, created: Timestamp,
    passphrase: borrowing SecretBytes
  ) throws(FengniError) -> KeyDirectory {
    let contents = try PKCS12.read(file, passphrase: filePassphrase)
    let entries = try sorted(contents.entries, use)
    let suite = Suite(entries[0].key.algorithm)
    for entry in entries where !suite.admits(entry.key.algorithm, for: entry.use) {
      throw FengniError(.keyFileFormat, reason: "PKCS#12: keys that do not go together")
    }
    let identity = Identity(
      id: id, name: name, suite: suite, organization: organization, created: created)
    let chain = contents.others.filter { $0.isCA && !$0.isSelfIssued }
    if Paths.exists(path) {
      try add(entries, chain, identity, passphrase, to: path)
    } else {
      let staging = try StagingDirectory(for: path)
      for entry in entries {
        try stage(entry.key, entry.use, identity, passphrase, in: staging)
        try stage(Array(entry.certificate.pem.utf8), entry.use.rawValue + ".crt", in: staging)
      }
      if !chain.isEmpty {
        try stage(Array(chain.map(\.pem).joined().utf8), chainFile, in: staging)
      }
      try stage(try identity.serialized(), identityFile, in: staging)
      try staging.publish()
    }
    return try open(path)
  }

  private typealias Entry = (use: KeyUse, key: PrivateKey, certificate: Certificate)

  private static func sorted(
    _ entries: [(key: PrivateKey, certificate: Certificate)], _ forced: KeyUse?
  ) throws(FengniError) -> [Entry] {
    guard entries.count <= 2 else {
      throw FengniError(.keyFileFormat, reason: "PKCS#12: \(entries.count) keys")
    }
    if entries.count == 1 {
      // A certificate for everything signs: an encryption key that also signs would not do.
      let use = forced ?? KeyUse(of: entries[0].certificate) ?? .signing
      guard use.isAllowed(by: entries[0].certificate.keyUsage) else {
        throw FengniError(.certificateKeyUsage, entries[0].certificate.subjectText)
      }
      return [(use, entries[0].key, entries[0].certificate)]
    }
    let uses = entries.map { KeyUse(of: $0.certificate) }
    // One clear certificate settles the other one, if that allows it.
    let first = uses[0] ?? (uses[1] == .signing ? .encryption : uses[1].map { _ in .signing })
    guard let first, uses[1] != first else {
      throw FengniError(.certificateNotDual, reason: "PKCS#12: two certificates for one use")
    }
    let second: KeyUse = first == .signing ? .encryption : .signing
    guard second.isAllowed(by: entries[1].certificate.keyUsage),
      first.isAllowed(by: entries[0].certificate.keyUsage)
    else { throw FengniError(.certificateNotDual, reason: "PKCS#12: key usage") }
    return [
      (first, entries[0].key, entries[0].certificate),
      (second, entries[1].key, entries[1].certificate),
    ]
  }

  private static func stage(
    _ bytes: [UInt8], _ name: String, in staging: borrowing StagingDirectory
  ) throws(FengniError) {
    try staging.createFile(EntryName(name)).write(bytes)
  }

  private static func stage(
    _ key: PrivateKey, _ use: KeyUse, _ identity: Identity, _ passphrase: borrowing SecretBytes,
    in staging: borrowing StagingDirectory
  ) throws(FengniError) {
    let request = try CertificateRequest.make(key: key, subject: identity.subject(for: use))
    try stage(try key.encryptedPKCS8PEM(passphrase: passphrase), use.rawValue + ".key", in: staging)
    try stage(Array(request.pem.utf8), use.rawValue + ".csr", in: staging)
  }

  /// Adds to a directory that is there. The key comes last: a half that was begun and interrupted
  /// has no key yet, and the same import may be run again.
  private static func add(
    _ entries: [Entry], _ chain: [Certificate], _ identity: Identity,
    _ passphrase: borrowing SecretBytes, to path: String
  ) throws(FengniError) {
    let present = try open(path)
    guard present.identity.id == identity.id, present.identity.suite == identity.suite else {
      throw FengniError(.outputExists, path, reason: "of another id or suite")
    }
    for entry in entries where present.hasKey(for: entry.use) {
      throw FengniError(.outputExists, keyFile(entry.use, in: path))
    }
    for entry in entries {
      let request = try CertificateRequest.make(
        key: entry.key, subject: identity.subject(for: entry.use))
      let key = try entry.key.encryptedPKCS8PEM(passphrase: passphrase)
      try write(request.pem, requestFile(entry.use, in: path))
      try write(entry.certificate.pem, certificateFile(entry.use, in: path))
      try OutputFile.write(key, to: keyFile(entry.use, in: path), mode: 0o600)
    }
    try writeChain(present.chain, adding: chain, in: path)
  }

  static func write(_ pem: String, _ file: String) throws(FengniError) {
    try OutputFile.write(Array(pem.utf8), to: file, mode: 0o600, replacing: true)
  }

  /// Writes the intermediates anew when there are new ones; the result is those.
  @discardableResult
  static func writeChain(
    _ present: [Certificate], adding new: [Certificate], in path: String
  ) throws(FengniError) -> [Certificate] {
    var chain = present
    for certificate in new where !chain.contains(certificate) { chain.append(certificate) }
    guard chain.count <= Limits.embeddedCertificates else {
      throw FengniError(.certificateFormat, path, reason: "too many certificates")
    }
    let added = Array(chain.dropFirst(present.count))
    if !added.isEmpty { try write(chain.map(\.pem).joined(), Paths.join(path, chainFile)) }
    return added
  }
}
