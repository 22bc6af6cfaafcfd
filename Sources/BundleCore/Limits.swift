/// Every bound that a parser obeys, in one place, each with the source of its number.
public enum Limits {
  // Envelope
  /// RecipientInfos and everything else before the content: 1 MiB holds thousands of recipients.
  public static let envelopeHeader = 1 << 20
  /// GCM's own limit for one key and nonce: 2^39 - 256 bits (NIST SP 800-38D, 5.2.1.1).
  public static let envelopeContent: UInt64 = (1 << 36) - 32
  /// Nesting of ASN.1 values that are held in memory, the outermost included; CMS needs about 12.
  public static let berDepth = 24

  // Signed statements
  /// The manifest with its signatures: 20,000 documents of about 400 bytes a row.
  public static let statement = 16 << 20
  /// Two-person rules need two or three; a committee may need more.
  public static let signers = 16
  /// Certificates that a statement may carry.
  public static let embeddedCertificates = 64
  /// CRLs that a statement may carry.
  public static let embeddedCRLs = 16
  /// Intermediate CAs in a chain.
  public static let chainDepth = 8
  /// One certificate; real ones have 1 to 4 KiB.
  public static let certificate = 64 << 10
  /// A file of certificates: a chain of ten with room, in PEM.
  public static let certificateFile = 1 << 20
  /// One CRL: 100,000 revoked certificates.
  public static let crl = 8 << 20
  /// One key file.
  public static let keyFile = 64 << 10

  // Package
  /// Entries of a package.
  public static let entries = 20_000
  /// UTF-8 bytes of one name component: what ext4, NTFS (in characters) and exFAT hold.
  public static let entryNameComponent = 255
  /// UTF-8 bytes of a whole name: below PATH_MAX with room for the destination.
  public static let entryName = 1024
  /// Components of a name.
  public static let entryNameDepth = 16
  /// A document of which the digest takes less time than a thread for it: 1 MiB, measured.
  public static let smallDocument: UInt64 = 1 << 20
  /// One document, unless the campaign says less.
  public static let entrySize: UInt64 = envelopeContent

  // JSON
  /// Nesting of objects and arrays.
  public static let jsonDepth = 64
  /// One JSON document.
  public static let jsonSize = 16 << 20
  /// A workspace's settings, which have some hundred octets.
  public static let settings = 1 << 20
  /// One JSON document that has a form, of which all are kept for rules over several: a filled form
  /// of some hundred items has 10 to 50 KiB, an inventory of 1,000 systems 2 MiB.
  public static let formSize = 4 << 20
  /// One document that is looked into: reports have some MiB; of larger ones the beginning alone
  /// is judged.
  public static let examinedDocument = 16 << 20
  /// Documents of a bundle that are looked into: a report and its evidence have some dozens, and
  /// each may take seconds when somebody made it so.
  public static let examinedDocuments = 300
  /// All JSON documents of a bundle that have a form.
  public static let forms = 16 << 20
  /// A roster: 100,000 units of about 600 bytes.
  public static let roster = 64 << 20
  /// All documents of a campaign package together, which is read into memory.
  public static let campaignPackage = 256 << 20
  /// Values in one document: bounds memory at some 100 MiB for the largest file.
  public static let jsonValues = 1_000_000
  /// Values of a roster: 100,000 units with six certificates each.
  public static let rosterValues = 4_000_000
  /// Integers of I-JSON: exact in a double (RFC 7493, 2.2).
  public static let jsonInteger: Int64 = 9_007_199_254_740_991

  // Rules
  /// Steps of all rules and conditions of a submission together: the ready rules need some
  /// thousands, and this many take seconds.
  public static let ruleSteps = 50_000_000
  /// Seconds by which two clocks may differ (SPEC, 9 and 10: five minutes).
  public static let clockTolerance: Int64 = 300

  // Volumes
  /// Files that are searched for frames at once: 18 bits of a place say which.
  public static let collectedFiles = 1 << 18
  /// Frames of a collection: 4 million places of 16 bytes.
  public static let collectedFrames = 1 << 22
  /// Sets of which one file or a collection may hold frames; a full medium has some dozens.
  public static let frameSets = 4096
  /// Missing frames up to which the fewest volumes that suffice are worked out: a list of 8 MiB.
  public static let weighedFrames = 1 << 20
  /// Codewords that are tried for a stripe with forged frames: some milliseconds each.
  public static let stripeAttempts = 512
}
