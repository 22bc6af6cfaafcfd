public import BundleCore
import CMS
import JSONText
import Messages
public import Primitives

/// What a centre answers to a delivery (回执; SPEC, 15.3): signed, with the proof that the decision
/// stands in the centre's ledger.
///
/// It holds no name of a person, no file name and no form value, because it travels in clear.
public struct Receipt: Sendable, Hashable {
  static let statementKind = "receipt/1"

  /// A finding, as far as it may travel in clear.
  public struct Item: Sendable, Hashable {
    public var code: String
    public var severity: Severity
    /// Row of the manifest, from 1.
    public var document: Int?
    public var pointer: String?
    public var line: Int?
    public var column: Int?
    public var rule: String?
    public var message: Bilingual
    public var remedy: Bilingual
  }

  /// Where the leaf stands.
  public struct Inclusion: Sendable, Hashable {
    public var index: Int
    /// Leaves of the tree that `root` is of.
    public var size: Int
    /// The leaf's octets as text.
    public var leaf: String
    public var path: [Digest]
    public var root: Digest

    /// Takes a proof.
    public init(index: Int, size: Int, leaf: String, path: [Digest], root: Digest) {
      self.index = index
      self.size = size
      self.leaf = leaf
      self.path = path
      self.root = root
    }
  }

  /// Findings of one receipt; those beyond are in the centre's report.
  static let itemLimit = 500

  public var campaign: Manifest.CampaignReference
  public var bundle: Digest
  public var bundleSize: UInt64
  public var received: Timestamp
  public var isLate: Bool
  public var decision: Decision
  public var submission: LedgerLeaf.Submission?
  public var findings: [Item]
  public var inclusion: Inclusion
  public var producer: String

  /// The leaf that is proved.
  public let leaf: LedgerLeaf
}

// MARK: - Issuing

extension Receipt {
  /// A receipt for a leaf of the ledger.
  ///
  /// `received`: of the delivery; `findings` of its report, `manifest` where it was verified.
  public init(
    campaign: CampaignPackage, leaf: LedgerLeaf, inclusion: Inclusion, received: Timestamp,
    isLate: Bool, findings: [Finding], manifest: Manifest?, producer: String
  ) {
    self.campaign = campaign.reference
    bundle = leaf.bundle
    bundleSize = leaf.size
    self.received = received
    self.isLate = isLate
    decision = leaf.decision ?? .unreadable
    submission = leaf.submission
    self.findings = findings.prefix(Self.itemLimit).map { Item(FindingRow($0), manifest) }
    self.inclusion = inclusion
    self.producer = producer
    self.leaf = leaf
  }

  /// Signs it.
  public func signed(
    by signer: CentreSigner, at time: Timestamp
  ) throws(FengniError) -> SignedStatement {
    try signer.sign(json(), at: time)
  }

  /// The octets that are signed.
  public func json() throws(FengniError) -> [UInt8] {
    try JSONValue.object(
      [
        ("statement", .string(Self.statementKind)), ("campaign", campaign.json),
        ("bundle", .object([("digest", .string(bundle.text)), ("size", .integer(bundleSize))])),
        ("received", .string(received.rfc3339)), ("late", .bool(isLate)),
        ("decision", .string(decision.rawValue)), ("submission", submission?.json),
        ("findings", .array(findings.map(\.json))), ("ledger", inclusion.json),
        ("producer", .string(producer)),
      ] as [(String, JSONValue?)]
    ).serialized(.pretty)
  }
}

// MARK: - Reading

extension Receipt {
  /// Verifies a receipt against a campaign: signature, signer, leaf and inclusion proof.
  ///
  /// Returns the signer's certificate and claimed time too. Throws codes of provenance:
  /// `receiptSigner`, `receiptLeaf`, `receiptProof`, `otherCampaign` and those of statements.
  public static func verified(
    _ signed: SignedStatement, campaign: CampaignPackage
  ) throws(FengniError) -> (receipt: Receipt, signer: Certificate, signingTime: Timestamp) {
    let statement = try campaign.centreStatement(signed, kind: statementKind)
    guard let signer = statement.signers.first else { throw FengniError(.noSigner) }
    let receipt = try claimed(statement)
    try campaign.require(receipt.campaign)
    try receipt.checkLeaf()
    return (receipt, signer.certificate, signer.signingTime)
  }

  /// What a receipt says, without a campaign: the signature holds, whoever made it.
  public static func claimed(_ signed: SignedStatement) throws(FengniError) -> Receipt {
    try claimed(signed.verified(kind: statementKind))
  }

  private static func claimed(_ statement: VerifiedStatement) throws(FengniError) -> Receipt {
    do throws(FengniError) {
      return try Receipt(ObjectReader(statement.value, subject: "receipt"))
    } catch {
      throw error.inStatement
    }
  }

  /// The leaf says what the receipt says, and stands in the tree.
  private func checkLeaf() throws(FengniError) {
    guard leaf.index == inclusion.index, leaf.bundle == bundle, leaf.size == bundleSize,
      leaf.campaign == campaign.digest, leaf.decision == decision, leaf.submission == submission,
      leaf.event == .resolution || (leaf.time == received && leaf.isLate == isLate)
    else { throw FengniError(.receiptLeaf, "leaf", reason: "it contradicts the receipt") }
    guard
      MerkleProof.includes(
        leaf: MerkleHash.leaf(Array(inclusion.leaf.utf8)), index: inclusion.index,
        size: inclusion.size, path: inclusion.path, root: inclusion.root)
    else { throw FengniError(.receiptProof, "\(inclusion.index)") }
  }

  /// Throws `receiptOtherBundle` when the receipt is for another file.
  public func requireBundle(_ source: any ByteSource) throws(FengniError) {
    let (size, digests) = try DigestContext.digests(of: source, [bundle.algorithm])
    guard size == bundleSize, digests.first == bundle else {
      throw FengniError(.receiptOtherBundle, bundle.shortCode)
    }
  }

  private init(_ reader: ObjectReader) throws(FengniError) {
    _ = try reader.string("statement")
    campaign = try Manifest.CampaignReference(reading: reader.object("campaign"))
    let file = try reader.object("bundle")
    bundle = try file.digest("digest")
    bundleSize = UInt64(try file.integer("size", in: 0...Limits.jsonInteger))
    try file.finish()
    received = try reader.time("received")
    isLate = try reader.bool("late")
    decision = try reader.choice("decision")
    submission = try reader.optionalObject("submission").map { (object) throws(FengniError) in
      try LedgerLeaf.Submission(reading: object)
    }
    var items: [Item] = []
    for object in try reader.objects("findings", count: 0...Self.itemLimit) {
      items.append(try Item(object))
    }
    findings = items
    inclusion = try Inclusion(reader.object("ledger"))
    producer = try reader.text("producer")
    _ = try reader.optionalObject("extensions")
    try reader.finish()
    leaf = try LedgerLeaf(text: inclusion.leaf)
  }
}

// MARK: - Parts

extension Manifest.CampaignReference {
  var json: JSONValue {
    .object([
      ("id", .string(id)), ("version", .integer(version)), ("digest", .string(digest.text)),
    ])
  }

  init(reading reader: ObjectReader) throws(FengniError) {
    self.init(
      id: try reader.identifier("id"),
      version: Int(try reader.integer("version", in: 1...1_000_000)),
      digest: try reader.digest("digest"))
    try reader.finish()
  }
}

extension LedgerLeaf.Submission {
  fileprivate var json: JSONValue {
    .object([
      ("sender", .string(sender)), ("submission", .string(submission)), ("id", .string(id)),
      ("kind", .string(kind.rawValue)), ("revision", .integer(revision)),
    ])
  }

  fileprivate init(reading reader: ObjectReader) throws(FengniError) {
    try self.init(reader)
    try reader.finish()
  }
}

extension Receipt.Item {
  fileprivate init(_ row: FindingRow, _ manifest: Manifest?) {
    let finding = row.finding
    code = row.code
    severity = finding.severity
    document = manifest?.documents.firstIndex { $0.path.text == finding.document }.map { $0 + 1 }
    pointer = finding.pointer
    line = finding.line
    column = finding.column
    rule = finding.rule
    message = row.message
    remedy = row.remedy
  }

  fileprivate var json: JSONValue {
    func both(_ text: Bilingual) -> JSONValue {
      .object([("zh", .string(text.zh)), ("en", .string(text.en))])
    }
    return .object(
      [
        ("code", .string(code)), ("severity", .string(severity.rawValue)),
        ("document", document.map { .integer($0) }), ("pointer", pointer.map { .string($0) }),
        ("line", line.map { .integer($0) }), ("column", column.map { .integer($0) }),
        ("rule", rule.map { .string($0) }), ("message", both(message)), ("remedy", both(remedy)),
      ] as [(String, JSONValue?)])
  }

  fileprivate init(_ reader: ObjectReader) throws(FengniError) {
    func both(_ name: String) throws(FengniError) -> Bilingual {
      let object = try reader.object(name)
      let text = Bilingual(
        try object.string("zh", limit: 4000), try object.string("en", limit: 4000))
      try object.finish()
      return text
    }
    func number(_ name: String) throws(FengniError) -> Int? {
      try reader.optionalInteger(name, in: 1...Limits.jsonInteger).map { Int($0) }
    }
    code = try reader.string("code", limit: 16)
    severity = try reader.choice("severity")
    document = try number("document")
    pointer = try reader.optionalString("pointer", limit: 4000)
    line = try number("line")
    column = try number("column")
    rule = try reader.optionalString("rule", limit: 256)
    message = try both("message")
    remedy = try both("remedy")
    try reader.finish()
  }
}

extension Receipt.Inclusion {
  fileprivate var json: JSONValue {
    .object([
      ("index", .integer(index)), ("size", .integer(size)), ("leaf", .string(leaf)),
      ("path", .strings(path.map(\.text))), ("root", .string(root.text)),
    ])
  }

  fileprivate init(_ reader: ObjectReader) throws(FengniError) {
    index = Int(try reader.integer("index", in: 0...Limits.jsonInteger))
    size = Int(try reader.integer("size", in: 1...Limits.jsonInteger))
    leaf = try reader.string("leaf", limit: 1 << 20)
    path = try reader.hashes("path")
    root = try reader.hash("root")
    try reader.finish()
  }
}

extension ObjectReader {
  /// A hash of the ledger's tree.
  func hash(_ name: String) throws(FengniError) -> Digest {
    let digest = try digest(name)
    guard digest.algorithm == .sha256 else {
      throw error(.jsonValueNotAllowed, at: name, reason: "not SHA-256")
    }
    return digest
  }

  /// A path of a proof.
  func hashes(_ name: String) throws(FengniError) -> [Digest] {
    var path: [Digest] = []
    for text in try strings(name) {
      guard let digest = Digest(text: text), digest.algorithm == .sha256, path.count < 65 else {
        throw error(.jsonValueNotAllowed, at: name, reason: "not a path of SHA-256 hashes")
      }
      path.append(digest)
    }
    return path
  }
}
