public import BundleCore
import JSONText
import Primitives

/// One event in a centre's ledger (SPEC, 15.2).
///
/// Its octets are the compact JSON text of its members in a fixed order; readers keep and hash the
/// text as it came and never write it again.
public struct LedgerLeaf: Sendable, Hashable {
  /// What happened.
  public enum Event: String, Sendable, Hashable, CaseIterable {
    case decision = "decision/1"
    /// A person decided what was held.
    case resolution = "resolution/1"
    /// Somebody opened a stored submission.
    case access = "access/1"
    /// The centre adopted a newer version of its campaign (SPEC, 15.11).
    case campaign = "campaign/1"
    /// The centre issued a notice to a unit (SPEC, 15.9).
    case notice = "notice/1"
  }

  /// The submission, as its verified manifest says.
  public struct Submission: Sendable, Hashable {
    public var sender: String
    public var submission: String
    public var id: String
    public var kind: RevisionKind
    public var revision: Int

    /// What the ledger keeps of a manifest.
    public init(_ manifest: Manifest) {
      sender = manifest.sender.id
      submission = manifest.submission
      id = manifest.id
      kind = manifest.kind
      revision = manifest.revision
    }
  }

  public var event: Event
  /// Place in the ledger, from 0.
  public var index: Int
  /// When the delivery was received, or the event happened.
  public var time: Timestamp
  /// Of the sealed file.
  public var bundle: Digest
  /// Of the sealed file, in bytes.
  public var size: UInt64
  /// Of the campaign package, with its suite's digest.
  public var campaign: Digest
  public var decision: Decision?
  public var isLate: Bool?
  public var submission: Submission?
  /// Labels of the findings, each once, in order.
  public var codes: [String]
  /// SHA-256 of what the centre keeps of the event: the validation report, or who decided and why.
  public var record: Digest

  /// Makes a leaf of an event.
  public init(
    _ event: Event, index: Int, time: Timestamp, bundle: Digest, size: UInt64, campaign: Digest,
    decision: Decision? = nil, isLate: Bool? = nil, submission: Submission? = nil,
    codes: [String] = [], record: Digest
  ) {
    self.event = event
    self.index = index
    self.time = time
    self.bundle = bundle
    self.size = size
    self.campaign = campaign
    self.decision = decision
    self.isLate = isLate
    self.submission = submission
    self.codes = codes
    self.record = record
  }
}

// MARK: - JSON, both directions

extension LedgerLeaf {
  /// The octets that are hashed, as text.
  public func text() throws(FengniError) -> String {
    try JSONWriter(.compact).text(
      .object(
        [
          ("leaf", .string(event.rawValue)), ("index", .integer(index)),
          ("time", .string(time.rfc3339)), ("bundle", .string(bundle.text)),
          ("size", .integer(size)), ("campaign", .string(campaign.text)),
          ("decision", decision.map { .string($0.rawValue) }),
          ("late", isLate.map { .bool($0) }),
          ("sender", submission.map { .string($0.sender) }),
          ("submission", submission.map { .string($0.submission) }),
          ("id", submission.map { .string($0.id) }),
          ("kind", submission.map { .string($0.kind.rawValue) }),
          ("revision", submission.map { .integer($0.revision) }),
          ("codes", codes.isEmpty ? nil : .strings(codes)), ("record", .string(record.text)),
        ] as [(String, JSONValue?)]))
  }

  /// Reads a leaf. Throws `receiptLeaf` with the place.
  public init(text: String) throws(FengniError) {
    do throws(FengniError) {
      let value = try JSONDocument.parse(Array(text.utf8), subject: "leaf")
      try self.init(ObjectReader(value, subject: "leaf"))
    } catch {
      throw error.reworded(.receiptLeaf)
    }
  }

  private init(_ reader: ObjectReader) throws(FengniError) {
    event = try reader.choice("leaf")
    index = Int(try reader.integer("index", in: 0...Limits.jsonInteger))
    time = try reader.time("time")
    bundle = try reader.digest("bundle")
    size = UInt64(try reader.integer("size", in: 0...Limits.jsonInteger))
    campaign = try reader.digest("campaign")
    decision = try reader.optionalChoice("decision")
    isLate = try reader.optionalBool("late")
    submission = reader.has("sender") ? try Submission(reader) : nil
    codes = reader.has("codes") ? try reader.strings("codes") : []
    record = try reader.digest("record")
    try reader.finish()
  }
}

extension LedgerLeaf.Submission {
  init(_ reader: ObjectReader) throws(FengniError) {
    sender = try reader.identifier("sender")
    submission = try reader.identifier("submission")
    id = try reader.uuid("id")
    kind = try reader.choice("kind")
    revision = Int(try reader.integer("revision", in: 1...10_000))
  }
}
