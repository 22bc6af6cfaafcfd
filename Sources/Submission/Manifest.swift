public import BundleCore
public import CMS
import JSONText

/// The manifest of a submission (SPEC, 7): what is reported, by whom, to whom, in what campaign.
public struct Manifest: Sendable, Hashable {
  static let statementKind = "submission/1"

  /// The campaign package that the submission answers.
  public struct CampaignReference: Sendable, Hashable {
    public var id: String
    public var version: Int
    /// Of the campaign package file.
    public var digest: Digest
  }

  /// The bundle that this one follows.
  public struct Supersedes: Sendable, Hashable {
    public var id: String
    /// Of the sealed file.
    public var digest: Digest
    public var reason: String

    public init(id: String, digest: Digest, reason: String) {
      self.id = id
      self.digest = digest
      self.reason = reason
    }
  }

  /// The unit that reports, as the roster names it.
  public struct Sender: Sendable, Hashable {
    public var id: String
    public var name: String
    /// GB/T 2260, six digits.
    public var division: String
    public var unitClass: UnitClass
  }

  /// 保密审查: somebody looked and found no state secrets.
  public struct SecrecyReview: Sendable, Hashable {
    static let conclusion = "不涉及国家秘密"
    public var reviewer: String
    public var post: String
    /// `YYYY-MM-DD`
    public var date: String

    public init(reviewer: String, post: String, date: String) {
      self.reviewer = reviewer
      self.post = post
      self.date = date
    }
  }

  public var id: String
  public var campaign: CampaignReference
  public var suite: Suite
  public var submission: String
  public var kind: RevisionKind
  public var revision: Int
  public var supersedes: Supersedes?
  public var sender: Sender
  /// Id of the unit that a notice is for; nil: for the centre (SPEC, 15.9).
  public var addressee: String?
  public var created: Timestamp
  public var producer: String
  public var mark: Mark
  public var secrecyReview: SecrecyReview?
  /// Digests of the recipients' certificates.
  public var recipients: [Digest]
  public var isPadded: Bool
  public var documents: [DocumentRow]
}

// MARK: - JSON, both directions

extension Manifest {
  /// The octets that are signed.
  func json() throws(FengniError) -> [UInt8] {
    try JSONValue.object(
      [
        ("statement", .string(Self.statementKind)),
        ("id", .string(id)),
        (
          "campaign",
          .object([
            ("id", .string(campaign.id)), ("version", .integer(campaign.version)),
            ("digest", .string(campaign.digest.text)),
          ])
        ),
        ("suite", .string(suite.rawValue)),
        ("submission", .string(submission)),
        ("kind", .string(kind.rawValue)),
        ("revision", .integer(revision)),
        ("supersedes", supersedes?.json),
        (
          "sender",
          .object([
            ("id", .string(sender.id)), ("name", .string(sender.name)),
            ("division", .string(sender.division)), ("class", .string(sender.unitClass.rawValue)),
          ])
        ),
        ("addressee", addressee.map { .string($0) }),
        ("created", .string(created.rfc3339)),
        ("producer", .string(producer)),
        ("mark", .string(mark.rawValue)),
        ("secrecyReview", secrecyReview?.json),
        ("recipients", .strings(recipients.map { $0.text })),
        ("padding", .string(isPadded ? "padme" : "none")),
        ("documents", .array(documents.map { $0.json })),
      ] as [(String, JSONValue?)]
    ).serialized(.pretty)
  }

  /// Reads the octets of a verified statement. Throws `statementMalformed`.
  init(_ statement: VerifiedStatement) throws(FengniError) {
    do throws(FengniError) {
      try self.init(ObjectReader(statement.value, subject: "manifest"))
    } catch {
      throw error.inStatement
    }
  }

  private init(_ reader: ObjectReader) throws(FengniError) {
    _ = try reader.string("statement")
    id = try reader.uuid("id")
    let suite: Suite = try reader.choice("suite")
    self.suite = suite
    campaign = try CampaignReference(reader.object("campaign"), suite: suite)
    submission = try reader.identifier("submission")
    kind = try reader.choice("kind")
    revision = Int(try reader.integer("revision", in: 1...10_000))
    if let object = try reader.optionalObject("supersedes") {
      supersedes = try Supersedes(object, suite: suite)
    } else {
      supersedes = nil
    }
    sender = try Sender(reader.object("sender"))
    addressee = reader.has("addressee") ? try reader.identifier("addressee") : nil
    created = try reader.time("created")
    producer = try reader.text("producer")
    mark = try reader.choice("mark")
    if let object = try reader.optionalObject("secrecyReview") {
      secrecyReview = try SecrecyReview(object)
    } else {
      secrecyReview = nil
    }
    recipients = try Self.recipients(reader, suite)
    isPadded = try reader.string("padding", of: ["padme", "none"]) == "padme"
    documents = try DocumentRow.rows(reader, suite: suite, count: 0...19_990)
    _ = try reader.optionalObject("extensions")
    try reader.finish()
  }

  private static func recipients(
    _ reader: ObjectReader, _ suite: Suite
  ) throws(FengniError) -> [Digest] {
    var digests: [Digest] = []
    for text in try reader.strings("recipients") {
      let digest = try reader.digest(text, suite: suite, at: "recipients")
      guard !digests.contains(digest), digests.count < 256 else {
        throw reader.error(.jsonValueNotAllowed, at: "recipients", reason: "digest")
      }
      digests.append(digest)
    }
    guard !digests.isEmpty else {
      throw reader.error(.jsonValueNotAllowed, at: "recipients", reason: "empty")
    }
    return digests
  }
}

extension Manifest.CampaignReference {
  fileprivate init(_ reader: ObjectReader, suite: Suite) throws(FengniError) {
    id = try reader.identifier("id")
    version = Int(try reader.integer("version", in: 1...1_000_000))
    digest = try reader.digest("digest", suite: suite)
    try reader.finish()
  }
}

extension Manifest.Supersedes {
  var json: JSONValue {
    .object([
      ("id", .string(id)), ("digest", .string(digest.text)), ("reason", .string(reason)),
    ])
  }

  init(_ reader: ObjectReader, suite: Suite) throws(FengniError) {
    id = try reader.uuid("id")
    digest = try reader.digest("digest", suite: suite)
    reason = try reader.text("reason")
    try reader.finish()
  }
}

extension Manifest.Sender {
  fileprivate init(_ reader: ObjectReader) throws(FengniError) {
    id = try reader.identifier("id")
    name = try reader.text("name")
    division = try reader.division("division")
    unitClass = try reader.choice("class")
    try reader.finish()
  }
}

extension Manifest.SecrecyReview {
  var json: JSONValue {
    .object([
      ("reviewer", .string(reviewer)), ("post", .string(post)), ("date", .string(date)),
      ("conclusion", .string(Self.conclusion)),
    ])
  }

  init(_ reader: ObjectReader) throws(FengniError) {
    reviewer = try reader.text("reviewer")
    post = try reader.text("post")
    date = try reader.date("date")
    _ = try reader.string("conclusion", of: [Self.conclusion])
    try reader.finish()
  }
}

extension ObjectReader {
  /// `YYYY-MM-DD`, a day that exists.
  func date(_ name: String) throws(FengniError) -> String {
    let text = try string(name)
    guard text.utf8.count == 10, Timestamp(rfc3339: text + "T00:00:00Z") != nil else {
      throw error(.jsonValueNotAllowed, at: name, reason: "not a date")
    }
    return text
  }

  /// Six digits.
  func division(_ name: String) throws(FengniError) -> String {
    let text = try string(name)
    guard text.utf8.count == 6, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw error(.jsonValueNotAllowed, at: name, reason: "not six digits")
    }
    return text
  }
}

extension FengniError {
  /// A flaw of JSON in something signed is one finding, with its place; names of entries and
  /// digests of another suite keep their own codes.
  var inStatement: FengniError {
    code.gate == .content ? reworded(.statementMalformed) : self
  }

  /// The same place and reason under another code.
  func reworded(_ code: Code) -> FengniError {
    FengniError(code, subject, reason: "\(self.code): \(reason)", line: line, column: column)
  }
}
