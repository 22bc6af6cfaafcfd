public import BundleCore
public import CMS
import Forms
import JSONText
public import Primitives
import StrictZIP

/// A campaign package (检查行动包; SPEC, 8): read, its signature verified, its parts understood.
///
/// Whether its publisher is the pinned one is for whoever keeps the pins to say.
public struct CampaignPackage: Sendable {
  static let statementKind = "campaign/1"

  /// Roles of documents in a campaign package (SPEC, 8.2).
  public enum Role: String, Sendable, Hashable, CaseIterable {
    case campaign, roster, anchor, intermediate, crl, recipient, form, list, text, example
  }

  /// A document that the package carries for people and programs: form, list, text, example.
  public struct Attachment: Sendable, Hashable {
    public let row: DocumentRow
    public let bytes: [UInt8]
  }

  public let id: String
  public let version: Int
  public let suite: Suite
  public let issued: Timestamp
  public let expires: Timestamp
  /// Of the package file, with the suite's digest.
  public let digest: Digest
  /// The certificate that signed the package.
  public let publisher: Certificate
  public let settings: CampaignSettings
  public let roster: Roster
  public let anchors: TrustAnchors
  public let recipients: [Certificate]
  public let attachments: [Attachment]
  /// The forms and rules, compiled when they are first asked for.
  public let contents: CampaignContents

  /// Digest of the publisher's certificate, which the printed fingerprint begins with (SPEC, 8.3).
  public var publisherDigest: Digest { publisher.digest(suite.digest) }

  /// Digests of the package file under every suite's algorithm.
  let fileDigests: [DigestAlgorithm: Digest]

  /// The digest that a manifest of this suite must name.
  public func digest(for suite: Suite) -> Digest { fileDigests[suite.digest] ?? digest }

  /// The recipients whose keys are of a suite.
  public func recipients(of suite: Suite) -> [Certificate] {
    recipients.filter { certificate in
      certificate.publicKey.algorithm.map { Suite($0) == suite } ?? false
    }
  }
}

// MARK: - Reading

extension CampaignPackage {
  /// Reads a package file from memory. Throws codes of provenance and integrity.
  public init(bytes: [UInt8], zones: any ZoneRules) throws(FengniError) {
    var package = PackageOpening(
      MemorySource(bytes),
      limits: PackageLimits(
        entries: Limits.entries, entrySize: UInt64(Limits.campaignPackage),
        totalSize: UInt64(Limits.campaignPackage)))
    let statement = try package.statement().verified(kind: Self.statementKind)
    let head = try CampaignHead(statement)
    try statement.requireSuite(head.suite)
    guard statement.signers.count == 1, let signer = statement.signers.first else {
      throw FengniError(.signerDuplicate, reason: "a campaign package has one signer")
    }
    try Self.checkPublisher(signer, issued: head.issued)
    var parts = CampaignParts()
    for row in head.documents {
      try parts.take(row, package.document(row) { MemorySink() }.bytes)
    }
    try package.end()

    id = head.id
    version = head.version
    suite = head.suite
    issued = head.issued
    expires = head.expires
    publisher = signer.certificate
    fileDigests = [.sm3: Digest.of(bytes, .sm3), .sha256: Digest.of(bytes, .sha256)]
    digest = Digest.of(bytes, head.suite.digest)
    settings = try parts.settings(id: head.id, version: head.version, zones)
    roster = try parts.roster()
    anchors = try parts.anchors()
    recipients = try parts.recipients()
    attachments = parts.attachments
    contents = try parts.contents(timeZone: settings.timeZone)
  }

  /// Reads a package file. Throws `notABundle`; `inputNotFound` and others when it can't be read.
  public static func read(
    _ file: StoredFile, zones: any ZoneRules
  ) throws(FengniError) -> (package: CampaignPackage, bytes: [UInt8]) {
    let bytes = try file.readAll(limit: Limits.campaignPackage)
    guard !bytes.isEmpty else { throw FengniError(.inputEmpty, file.path) }
    // Every package begins alike; what does not is something else, and no damaged package.
    guard bytes.starts(with: try PackageLayout.constantPrefix()) else {
      throw FengniError(.notABundle, file.path)
    }
    do throws(FengniError) {
      return (try CampaignPackage(bytes: bytes, zones: zones), bytes)
    } catch {
      throw error.subject.isEmpty ? error.about(file.path) : error
    }
  }

  /// The publisher's certificate is an anchor by itself; its own time and use still bind it.
  private static func checkPublisher(
    _ signer: VerifiedSigner, issued: Timestamp
  ) throws(FengniError) {
    let certificate = signer.certificate
    guard certificate.notBefore <= issued else {
      throw FengniError(.certificateNotYetValid, certificate.subjectText)
    }
    guard issued <= certificate.notAfter else {
      throw FengniError(.certificateExpired, certificate.subjectText)
    }
    try Provenance.requireSigningUsage(certificate)
    guard signer.commitment == .proofOfOrigin else {
      throw FengniError(.capacityNotAllowed, certificate.subjectText)
    }
  }
}

/// The statement `campaign/1`.
struct CampaignHead {
  var id: String
  var version: Int
  var suite: Suite
  var issued: Timestamp
  var expires: Timestamp
  var producer: String
  var documents: [DocumentRow]

  init(
    id: String, version: Int, suite: Suite, issued: Timestamp, expires: Timestamp,
    producer: String, documents: [DocumentRow]
  ) {
    self.id = id
    self.version = version
    self.suite = suite
    self.issued = issued
    self.expires = expires
    self.producer = producer
    self.documents = documents
  }

  func json() throws(FengniError) -> [UInt8] {
    try JSONValue.object(
      [
        ("statement", .string(CampaignPackage.statementKind)), ("id", .string(id)),
        ("version", .integer(version)), ("suite", .string(suite.rawValue)),
        ("issued", .string(issued.rfc3339)), ("expires", .string(expires.rfc3339)),
        ("producer", .string(producer)), ("documents", .array(documents.map { $0.json })),
      ] as [(String, JSONValue?)]
    ).serialized(.pretty)
  }

  init(_ statement: VerifiedStatement) throws(FengniError) {
    do throws(FengniError) {
      let reader = try ObjectReader(statement.value, subject: "manifest")
      _ = try reader.string("statement")
      id = try reader.identifier("id")
      version = Int(try reader.integer("version", in: 1...1_000_000))
      let suite: Suite = try reader.choice("suite")
      self.suite = suite
      issued = try reader.time("issued")
      expires = try reader.time("expires")
      producer = try reader.text("producer")
      documents = try DocumentRow.rows(reader, suite: suite, count: 4...19_990)
      _ = try reader.optionalObject("extensions")
      try reader.finish()
    } catch {
      throw error.inStatement
    }
  }
}

/// The documents of a campaign package, sorted by role as they come.
private struct CampaignParts {
  private var byRole: [CampaignPackage.Role: [CampaignPackage.Attachment]] = [:]

  mutating func take(_ row: DocumentRow, _ bytes: [UInt8]) throws(FengniError) {
    guard let role = CampaignPackage.Role(rawValue: row.role) else {
      throw FengniError(.campaignSourceInvalid, row.path.text, reason: "role \(row.role)")
    }
    byRole[role, default: []].append(.init(row: row, bytes: bytes))
  }

  private func one(_ role: CampaignPackage.Role) throws(FengniError) -> [UInt8] {
    guard let found = byRole[role], found.count == 1, let only = found.first else {
      throw FengniError(.campaignSourceInvalid, role.rawValue, reason: "not exactly one")
    }
    return only.bytes
  }

  private func all(_ role: CampaignPackage.Role) -> [CampaignPackage.Attachment] {
    byRole[role] ?? []
  }

  func settings(
    id: String, version: Int, _ zones: any ZoneRules
  ) throws(FengniError) -> CampaignSettings {
    let settings = try CampaignSettings(json: one(.campaign), zones: zones)
    guard settings.id == id, settings.version == version else {
      throw FengniError(
        .campaignSourceInvalid, "campaign.json", reason: "id or version differs from the statement")
    }
    return settings
  }

  func roster() throws(FengniError) -> Roster { try Roster(json: one(.roster)) }

  private func certificates(
    _ role: CampaignPackage.Role
  ) throws(FengniError) -> [Certificate] {
    var list: [Certificate] = []
    for part in all(role) { list.append(try Certificate(der: part.bytes)) }
    return list
  }

  func anchors() throws(FengniError) -> TrustAnchors {
    let anchors = try certificates(.anchor)
    guard !anchors.isEmpty else {
      throw FengniError(.campaignSourceInvalid, "anchor", reason: "none")
    }
    var crls: [CertificateRevocationList] = []
    for part in all(.crl) { crls.append(try CertificateRevocationList(der: part.bytes)) }
    return try TrustAnchors(
      anchors: anchors, intermediates: certificates(.intermediate), crls: crls)
  }

  func recipients() throws(FengniError) -> [Certificate] {
    let recipients = try certificates(.recipient)
    guard !recipients.isEmpty else {
      throw FengniError(.campaignSourceInvalid, "recipient", reason: "none")
    }
    return recipients
  }

  func contents(timeZone: Zone) throws(FengniError) -> CampaignContents {
    func parts(_ role: CampaignPackage.Role) -> [(name: String, bytes: [UInt8])] {
      all(role).filter { MediaType.ofName($0.row.path.text) == "application/json" }
        .map { ($0.row.path.text, $0.bytes) }
    }
    do throws(FengniError) {
      return CampaignContents(
        forms: try FormSet(schemas: parts(.form), lists: parts(.list), timeZone: timeZone))
    } catch {
      throw error.reworded(.campaignSourceInvalid)
    }
  }

  var attachments: [CampaignPackage.Attachment] {
    [.form, .list, .text, .example].flatMap { all($0) }
  }
}
