public import BundleCore
public import CMS
public import Forms
import JSONText
import RegularExpressions

extension Bilingual {
  /// Reads `{"zh": …, "en": …}`, neither empty, each at most 16,000 bytes.
  init(_ reader: ObjectReader) throws(FengniError) {
    let zh = try reader.string("zh", limit: 16_000)
    let en = try reader.string("en", limit: 16_000)
    guard !zh.isEmpty, !en.isEmpty else {
      throw reader.error(.jsonValueNotAllowed, reason: "empty")
    }
    try reader.finish()
    self.init(zh: zh, en: en)
  }
}

/// What a campaign asks for: the document of role `campaign` (SPEC, 8.2; `campaign.schema.json`).
public struct CampaignSettings: Sendable, Hashable {
  /// Sizes in bytes.
  public struct Bounds: Sendable, Hashable {
    public var documentBytes: UInt64
    public var bundleBytes: UInt64
    public var documents: Int
  }

  /// What is asked of revocation data.
  public struct Revocation: Sendable, Hashable {
    /// Without usable CRLs the verdict is indeterminate.
    public var isRequired: Bool
    /// A CRL older than this is stale, whatever its nextUpdate says.
    public var maximumAgeDays: Int64?
  }

  public var id: String
  public var version: Int
  public var title: Bilingual
  public var issuerID: String
  public var issuerName: Bilingual
  public var legalBasis: [String]
  /// In which days begin and end.
  public var timeZone: Zone
  public var opens: Timestamp
  public var closes: Timestamp
  public var suites: [Suite]
  public var marks: [Mark]
  public var limits: Bounds
  public var revocation: Revocation
  public var submissions: [SubmissionRequirement]

  /// The requirement of a submission, by its id.
  public func submission(_ id: String) -> SubmissionRequirement? {
    submissions.first { $0.id == id }
  }
}

/// What one submission of a campaign needs (材料要求).
public struct SubmissionRequirement: Sendable, Hashable {
  public var id: String
  public var title: Bilingual
  public var deadline: Timestamp
  public var senders: [UnitClass]
  public var signatures: [Capacity]
  public var needsSecrecyReview: Bool
  /// Whether the campaign's issuer sends it to a unit (a notice); else units send it to the centre.
  public var isToUnit: Bool
  public var documents: [DocumentRequirement]
  /// Rules over several documents, the manifest, the sender and the times (SPEC, 10.3).
  public var rules: [RuleText]

  /// The requirement of a role.
  public func document(_ role: String) -> DocumentRequirement? {
    documents.first { $0.role == role }
  }
}

/// What one role needs.
public struct DocumentRequirement: Sendable, Hashable {
  public var role: String
  public var title: Bilingual
  public var isRequired: Bool
  /// When it is required, in CEL, where it is not always.
  public var condition: String?
  /// Why it is required then.
  public var reason: Bilingual?
  /// Chapters that the text of such a document must have.
  public var chapters: [Chapter]
  public var mediaTypes: [String]
  public var maximumBytes: UInt64?
  public var maximumCount: Int?
  /// `$id` of the form that JSON documents of this role follow.
  public var schema: String?
}

/// A chapter that a document must have (章节).
public struct Chapter: Sendable, Hashable {
  public var id: String
  public var title: Bilingual
  /// Expressions of RE2, one of which matches the chapter's heading.
  public var headings: [String]
  /// Han characters below which the chapter is too short.
  public var minimumHan: Int

  fileprivate init(_ reader: ObjectReader) throws(FengniError) {
    id = try reader.identifier("id")
    title = try Bilingual(reader.object("title"))
    headings = try reader.strings("headings")
    guard (1...32).contains(headings.count) else {
      throw reader.error(.jsonValueNotAllowed, at: "headings", reason: "1 to 32")
    }
    for heading in headings {
      do throws(FengniError) { _ = try RegularExpression(heading) } catch {
        throw reader.error(.jsonValueNotAllowed, at: "headings", reason: error.reason)
      }
    }
    minimumHan = Int(try reader.optionalInteger("minimumHan", in: 0...100_000) ?? 0)
    try reader.finish()
  }
}

// MARK: - Reading

extension CampaignSettings {
  /// Reads `campaign.json`. Throws `campaignSourceInvalid` with the place.
  public init(
    json: [UInt8], subject: String = "campaign.json",
    zones: any ZoneRules
  ) throws(FengniError) {
    do throws(FengniError) {
      let value = try JSONDocument.parse(json, subject: subject)
      try self.init(ObjectReader(value, subject: subject), zones)
    } catch {
      throw error.reworded(.campaignSourceInvalid)
    }
  }

  private init(_ reader: ObjectReader, _ zones: any ZoneRules) throws(FengniError) {
    id = try reader.identifier("id")
    version = Int(try reader.integer("version", in: 1...1_000_000))
    title = try Bilingual(reader.object("title"))
    let issuer = try reader.object("issuer")
    issuerID = try issuer.identifier("id")
    issuerName = try Bilingual(issuer.object("name"))
    try issuer.finish()
    legalBasis = reader.has("legalBasis") ? try reader.strings("legalBasis") : []
    guard let zone = Zone(try reader.string("timeZone", limit: 64), rules: zones) else {
      throw reader.error(.jsonValueNotAllowed, at: "timeZone", reason: "unknown zone")
    }
    timeZone = zone
    let period = try reader.object("period")
    opens = try period.moment("opens", zone: zone, dayBegins: true)
    closes = try period.moment("closes", zone: zone)
    guard opens < closes else {
      throw period.error(.jsonValueNotAllowed, at: "closes", reason: "not after opens")
    }
    try period.finish()
    suites = try reader.choices("suites")
    marks = try reader.choices("marks")
    limits = try Bounds(reader.object("limits"))
    revocation = try Revocation(reader.object("revocation"))
    var submissions: [SubmissionRequirement] = []
    for object in try reader.objects("submissions", count: 1...64) {
      let submission = try SubmissionRequirement(object, zone: zone)
      guard !submissions.contains(where: { $0.id == submission.id }) else {
        throw object.error(.jsonValueNotAllowed, at: "submission", reason: "stands twice")
      }
      guard submission.deadline >= opens, submission.deadline <= closes else {
        throw object.error(.jsonValueNotAllowed, at: "deadline", reason: "outside the period")
      }
      submissions.append(submission)
    }
    self.submissions = submissions
    _ = try reader.optionalObject("extensions")
    try reader.finish()
  }
}

extension CampaignSettings.Bounds {
  fileprivate init(_ reader: ObjectReader) throws(FengniError) {
    let bytes: ClosedRange<Int64> = 1...Int64(Limits.entrySize)
    documentBytes = UInt64(try reader.integer("documentBytes", in: bytes))
    bundleBytes = UInt64(try reader.integer("bundleBytes", in: bytes))
    documents = Int(try reader.integer("documents", in: 1...19_990))
    try reader.finish()
  }
}

extension CampaignSettings.Revocation {
  fileprivate init(_ reader: ObjectReader) throws(FengniError) {
    isRequired = try reader.bool("required")
    maximumAgeDays = try reader.optionalInteger("maximumAgeDays", in: 1...3660)
    try reader.finish()
  }
}

extension SubmissionRequirement {
  fileprivate init(_ reader: ObjectReader, zone: Zone) throws(FengniError) {
    id = try reader.identifier("submission")
    title = try Bilingual(reader.object("title"))
    deadline = try reader.moment("deadline", zone: zone)
    senders = try reader.choices("senders")
    signatures = try reader.choices("signatures")
    guard !signatures.contains(.receipt) else {
      throw reader.error(.jsonValueNotAllowed, at: "signatures", reason: "receipt")
    }
    needsSecrecyReview = try reader.bool("secrecyReview")
    isToUnit = reader.has("addressee")
    if isToUnit { _ = try reader.string("addressee", of: ["unit"]) }
    // A notice has the one signature of the centre (SPEC, 15.9).
    guard !isToUnit || signatures == [.seal] else {
      throw reader.error(.jsonValueNotAllowed, at: "signatures", reason: "not the seal alone")
    }
    var documents: [DocumentRequirement] = []
    for object in try reader.objects("documents", count: 1...256) {
      let document = try DocumentRequirement(object)
      guard !documents.contains(where: { $0.role == document.role }) else {
        throw object.error(.jsonValueNotAllowed, at: "role", reason: "stands twice")
      }
      documents.append(document)
    }
    self.documents = documents
    var rules: [RuleText] = []
    if reader.has("rules") {
      for object in try reader.objects("rules", count: 0...1_000) {
        rules.append(try RuleText(object))
      }
    }
    self.rules = rules
    try reader.finish()
  }
}

extension DocumentRequirement {
  fileprivate init(_ reader: ObjectReader) throws(FengniError) {
    role = try reader.identifier("role")
    title = try Bilingual(reader.object("title"))
    isRequired = try reader.bool("required")
    condition = try reader.optionalString("requiredIf", limit: 4_096)
    reason = reader.has("reason") ? try Bilingual(reader.object("reason")) : nil
    var chapters: [Chapter] = []
    if reader.has("chapters") {
      for object in try reader.objects("chapters", count: 0...64) {
        chapters.append(try Chapter(object))
      }
    }
    self.chapters = chapters
    guard condition == nil || (!isRequired && reason != nil) else {
      throw reader.error(
        .jsonValueNotAllowed, at: "requiredIf", reason: "with required: false and a reason")
    }
    mediaTypes = try reader.strings("mediaTypes")
    guard (1...16).contains(mediaTypes.count) else {
      throw reader.error(.jsonValueNotAllowed, at: "mediaTypes", reason: "1 to 16")
    }
    let bytes: ClosedRange<Int64> = 1...Int64(Limits.entrySize)
    maximumBytes = try reader.optionalInteger("maximumBytes", in: bytes).map { UInt64($0) }
    maximumCount = try reader.optionalInteger("maximumCount", in: 1...19_990).map { Int($0) }
    schema = try reader.optionalText("schema")
    try reader.finish()
  }
}

extension ObjectReader {
  /// Different cases of an enumeration, at least one.
  func choices<Choice>(_ name: String) throws(FengniError) -> [Choice]
  where Choice: RawRepresentable & CaseIterable & Equatable, Choice.RawValue == String {
    var choices: [Choice] = []
    for text in try strings(name) {
      guard let choice = Choice(rawValue: text), !choices.contains(choice) else {
        throw error(.jsonValueNotAllowed, at: name, reason: "unknown or twice")
      }
      choices.append(choice)
    }
    guard !choices.isEmpty else { throw error(.jsonValueNotAllowed, at: name, reason: "empty") }
    return choices
  }

  /// A time, or a date that means the end (or the beginning) of that day in the zone.
  func moment(
    _ name: String, zone: Zone, dayBegins: Bool = false
  ) throws(FengniError) -> Timestamp {
    let text = try string(name)
    if let time = Timestamp(rfc3339: text) { return time }
    guard let end = Timestamp.endOfDay(text, zone: zone) else {
      throw error(.jsonValueNotAllowed, at: name, reason: "neither a date nor a time")
    }
    return dayBegins ? end.adding(seconds: -86_400) : end
  }
}
