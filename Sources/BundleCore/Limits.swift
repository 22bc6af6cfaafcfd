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
  /// The deepest nesting that any caller may ask for, because a tree is read and released by
  /// recursion, and a thread has 8 MiB of stack.
  public static let jsonLargestDepth = 512
  /// Characters of a number's text: the shortest text of any double has 24 at most.
  public static let jsonNumberText = 64
  /// Digits of a number: enough for every double to survive the way through text and back
  /// (IEEE 754, 5.12.2).
  public static let jsonNumberDigits = 17

  // Regular expressions
  /// UTF-8 bytes of an expression of RE2: rules and headings have some dozens.
  public static let expression = 4096
  /// Bytes of RE2's program and automata: RE2's own default.
  public static let expressionMemory: Int64 = 8 << 20

  // JSON Schema
  /// Schemas of one graph; large campaigns have some hundreds.
  public static let schemaNodes = 100_000
  /// UTF-8 bytes of a pattern as a schema writes it.
  public static let schemaPattern = 8192
  /// Instructions of all patterns of a schema: some 64 MiB.
  public static let schemaPatternInstructions = 4 << 20
  /// Groups within each other in a pattern; real ones have a handful.
  public static let schemaPatternGroups = 200
  /// Steps of one validation, some seconds; a million values under ordinary schemas take a fifth.
  public static let schemaSteps = 50_000_000
  /// Schemas applied within each other: 64 levels of an instance with four references each, and
  /// the same again.
  public static let schemaDepth = 512
  /// The deepest that any caller may ask for: half of what 8 MiB of stack bear in a debug build.
  public static let schemaLargestDepth = 640
  /// Failures that are listed unless the caller says otherwise: more than anybody reads.
  public static let schemaFailures = 200
  /// Failures that are kept as the causes of one other, for `anyOf` and its like.
  public static let schemaCauses = 32

  // Rules (CEL)
  /// UTF-8 bytes of a source; the longest rules of Kubernetes have some kilobytes.
  public static let ruleSource = 64 << 10
  /// Height of an expression's tree: a sum of many terms has one level a term.
  public static let ruleHeight = 200
  /// Brackets within brackets; the standard asks for 32 (conformance suite, parse).
  public static let ruleNesting = 64
  /// Nesting of values that are compared or converted: that of JSON documents and expressions.
  public static let ruleValueDepth = 1024
  /// Steps of one evaluation: what a form of some ten thousand rows needs.
  public static let evaluationSteps = 5_000_000
  /// Bytes of all strings, lists and maps that one evaluation makes: a form's sixteenfold.
  public static let evaluationMemory = 64 << 20

  // Forms
  /// Findings of one form: more than a person mends in one go.
  public static let formFindings = 500
  /// Rules of a form or of a submission; the largest form has some hundred.
  public static let formRules = 1_000
  /// Members and lists above a value; recursive schemas end here.
  public static let formDepth = 16
  /// Items of a code list: all divisions of the country since 1980 are some 10,000.
  public static let codeListItems = 50_000

  // Keys
  /// Bits of an RSA modulus: below is weak (NIST SP 800-131A), above costs too much when a
  /// stranger chooses it.
  public static let rsaBits = 2048...8192
  /// PBKDF2's iterations in a stranger's file: 600,000 is today's advice (OWASP,
  /// PBKDF2-HMAC-SHA256); ten million take some seconds.
  public static let keyDerivationIterations = 10_000_000
  /// Bytes that scrypt may ask for, 128 * r * (N + 2 + p): where OpenSSL itself stops, and would
  /// make it look like a wrong passphrase.
  public static let scryptMemory: UInt64 = 32 << 20
  /// Steps of scrypt, N * r * p: some seconds.
  public static let scryptWork: UInt64 = 1 << 24
  /// A PKCS #12 file; a pair of keys with their chain has some kilobytes.
  public static let pkcs12File = 1 << 20
  /// Bags of a PKCS #12 file: two keys and the longest chain, several times over.
  public static let pkcs12Bags = 64
  /// Bags within bags; files in use have one level.
  public static let pkcs12Depth = 4

  // Frames of volumes
  /// What discs and sticks are read and lost by.
  public static let sector = 512
  /// Octets of a frame: a stripe of 255 frames must fit into memory, 64 MiB.
  public static let frameSize = 512...(256 << 10)
  /// Frames of a set: an index of all must fit into memory; at 64 KiB a frame these are 256 GiB.
  public static let framesOfSet: UInt64 = 1 << 22
  /// Octets of a file that is cut: what the largest frames could hold.
  public static let framedFile: UInt64 = 1 << 40
  /// A hostile file can put a header for a large frame every 128 octets, each to be checked in
  /// vain: beyond so many times the file's own octets, damaged frames are passed over as a whole.
  public static let frameEffort: UInt64 = 8
  /// Octets that may be checked in vain whatever the file's size: a tenth of a second.
  public static let frameEffortAtLeast: UInt64 = 64 << 20

  // Rules
  /// Steps of all rules of a form, or of all rules and conditions of a submission, together: the
  /// ready rules need some thousands, and this many take seconds.
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
