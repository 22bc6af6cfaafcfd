import ArgumentParser
import BundleCore
import CMS
import Custody
import Disk
import Messages
import Primitives
import Submission
import Workplace

/// One's own keys.
struct SignerKeyOptions: ParsableArguments {
  @Option(name: .long, help: .option(.keys)) var keys: String
  @Option(name: .long, help: .option(.passphraseFile)) var passphraseFile: String?

  func directory() throws(FengniError) -> KeyDirectory { try KeyDirectory.open(keys) }

  /// The signing key with its certificate; asks for the passphrase if need be.
  func signer(_ console: Console) throws(FengniError) -> SigningIdentity {
    try SigningIdentity(directory(), PassphraseSource(file: passphraseFile, console: console))
  }
}

/// A key that signs, its certificate, and the certificates above it.
struct SigningIdentity {
  let key: PrivateKey
  let certificate: Certificate
  let chain: [Certificate]

  init(_ directory: KeyDirectory, _ source: PassphraseSource) throws(FengniError) {
    certificate = try directory.certificate(for: .signing)
    chain = directory.chain
    let passphrase = try source.existing(for: directory.path)
    key = try directory.signingKey(passphrase: passphrase)
  }
}

/// The keys of a centre: several directories, as a centre has one for each suite.
struct RecipientKeyOptions: ParsableArguments {
  @Option(name: .long, help: .option(.keys)) var keys: [String]
  @Option(name: .long, help: .option(.passphraseFile)) var passphraseFile: String?

  /// The keys for a bundle. Where its header is known, only the keys that it names are unlocked:
  /// deriving a key from a passphrase takes longer than verifying a small bundle.
  func recipients(
    _ console: Console, for header: EnvelopeHeader?
  ) throws(FengniError) -> [RecipientKey] {
    try Self.unlock(
      keys, PassphraseSource(file: passphraseFile, console: console), for: header)
  }

  static func unlock(
    _ paths: [String], _ source: PassphraseSource, for header: EnvelopeHeader?
  ) throws(FengniError) -> [RecipientKey] {
    var keys: [RecipientKey] = []
    for path in paths {
      let directory = try KeyDirectory.open(path)
      let certificate = try directory.certificate(for: .encryption)
      let certificates = [certificate] + directory.retired
      guard header.map({ $0.names(anyOf: certificates) }) ?? true else { continue }
      let passphrase = try source.existing(for: path)
      let key = try directory.encryptionKey(passphrase: passphrase)
      keys.append(try RecipientKey(certificate: certificate, key: key))
      // Bundles may still be on their way to an earlier certificate of the same key.
      for earlier in directory.retired where earlier.publicKey == key.publicKey {
        keys.append(try RecipientKey(certificate: earlier, key: key))
      }
    }
    return keys
  }
}

extension EnvelopeHeader {
  /// Whether the bundle is sealed to one of these certificates.
  fileprivate func names(anyOf certificates: [Certificate]) -> Bool {
    recipients.contains { recipient in certificates.contains { recipient.identifier.matches($0) } }
  }
}

/// The campaign, which must be trusted.
struct CampaignOptions: ParsableArguments {
  @Option(name: .long, help: .option(.campaign)) var campaign: String
  @Option(name: .long, help: .option(.fingerprint)) var fingerprint: String?

  func trusted() throws(FengniError) -> CampaignPackage {
    try Trust.read(campaign, fingerprint: fingerprint).package
  }
}

/// Reads campaign packages and holds their publishers against the pins.
enum Trust {
  /// Throws `campaignNotTrusted`, `campaignFingerprintMismatch`, `campaignRollback`.
  ///
  /// With a fingerprint, that decides instead of the pins, and nothing is remembered.
  static func read(
    _ path: String, fingerprint: String? = nil
  ) throws(FengniError) -> (package: CampaignPackage, bytes: [UInt8]) {
    let (package, bytes) = try CampaignPackage.read(path)
    if let fingerprint {
      guard Fingerprint.matches(fingerprint, package.publisherDigest) else {
        throw FengniError(.campaignFingerprintMismatch, path)
      }
      return (package, bytes)
    }
    try check(package)
    return (package, bytes)
  }

  /// Holds a package's publisher against the pins.
  static func check(_ package: CampaignPackage) throws(FengniError) {
    try PinnedPublishers.open().check(
      campaign: package.id, version: package.version, package: package.digest,
      publisher: package.publisherDigest)
  }
}

/// CRLs that the operator brings.
struct CRLOption: ParsableArguments {
  @Option(name: .long, help: .option(.crl)) var crl: [String] = []

  func lists() throws(FengniError) -> [CertificateRevocationList] {
    var lists: [CertificateRevocationList] = []
    for path in crl {
      let bytes = try FileSource.readAll(path, limit: Limits.crl, tooLarge: .crlFormat)
      do throws(FengniError) {
        lists += try CertificateRevocationList.list(pemOrDER: bytes)
      } catch {
        throw error.about(path)
      }
    }
    return lists
  }
}
