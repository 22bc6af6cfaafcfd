public import BundleCore
public import CMS
public import Primitives
import StrictZIP

/// A receipt that only its unit can read (SPEC, 15.3.1): an envelope around a package that has the
/// receipt in place of a manifest, and no documents.
///
/// The package is there for its first octets: they commit the content to the key, as in a bundle.
public enum SealedReceipt {
  /// The certificates of a receipt's unit among these: bound by the roster, for encryption, of the
  /// suite of the unit's bundle where there is one, else of the other.
  ///
  /// Throws `unitCertificateMissing` when there is none, or when the receipt names no unit.
  public static func recipients(
    of receipt: Receipt, among certificates: [Certificate], campaign: CampaignPackage
  ) throws(FengniError) -> [Certificate] {
    guard let sender = receipt.submission?.sender, let unit = campaign.roster.unit(sender) else {
      throw FengniError(.unitCertificateMissing, receipt.bundle.shortCode)
    }
    let bound = certificates.filter { unit.binding($0, use: .encrypt) != nil }
    let usual: Suite = receipt.bundle.algorithm == .sm3 ? .sm : .nist
    for suite in [usual] + Suite.allCases {
      let found = bound.filter { $0.publicKey.algorithm.map { Suite($0) } == suite }
      if !found.isEmpty { return found }
    }
    throw FengniError(.unitCertificateMissing, sender)
  }

  /// Seals a signed receipt to certificates of one suite.
  public static func seal(
    _ statement: SignedStatement, to recipients: [Certificate]
  ) throws(FengniError) -> [UInt8] {
    guard let suite = recipients.first?.publicKey.algorithm.map({ Suite($0) }) else {
      throw FengniError(.unitCertificateMissing)
    }
    let writing = try PackageWriting(statement, [], isPadded: false)
    let sealed = MemorySink()
    let envelope = try EnvelopeWriter(
      sealed, suite: suite, recipients: recipients, contentLength: writing.size())
    try writing.write(into: envelope)
    try envelope.finish()
    return sealed.bytes
  }

  /// What the envelope shows, or nil when this is no sealed receipt.
  public static func header(_ bytes: [UInt8]) -> EnvelopeHeader? {
    try? EnvelopeReader.inspect(MemorySource(bytes))
  }

  /// Opens a sealed receipt: nothing is returned before everything holds.
  ///
  /// Throws `receiptSealed` when none of the keys is the recipient's, and codes of envelope and
  /// package.
  public static func open(
    _ bytes: [UInt8], keys: [RecipientKey]
  ) throws(FengniError) -> SignedStatement {
    let envelope: EnvelopeReader
    do throws(FengniError) {
      envelope = try EnvelopeReader(
        MemorySource(bytes), keys: keys, prefix: PackageLayout.constantPrefix())
    } catch {
      throw error.code == .envelopeNoMatchingRecipient ? FengniError(.receiptSealed) : error
    }
    // All of it before any of it is looked at: by then the tag has held.
    let plain = try envelope.readAll(limit: bytes.count, tooLarge: FengniError(.envelopeTooLong))
    var package = PackageOpening(
      MemorySource(plain),
      limits: PackageLimits(
        entries: 2, entrySize: UInt64(Limits.statement), totalSize: UInt64(Limits.statement) * 2))
    let statement = try package.statement()
    try package.end()
    return statement
  }
}
