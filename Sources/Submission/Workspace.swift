public import BundleCore
import CMS
import Forms
public import JSONText

/// A unit's working folder for one submission (报送工作区): what `report new` makes, people fill,
/// and `sign` and `seal` read.
///
/// ```
/// report.json            what is decided: kind, mark, secrecy review
/// campaign.fnp           the campaign package that it answers
/// documents/ROLE/…       the files, in a folder for each role
/// .fengni/manifest.p7s   the frozen manifest with its signatures, once somebody signed
/// ```
public struct Workspace: Sendable {
  public let store: any FileStore

  static let settingsName = "report.json"
  static let campaignName = "campaign.fnp"
  static let documentsName = "documents"
  static let frozenName = ".fengni/manifest.p7s"

  /// Throws `inputNotFound`, and `workspaceMalformed` when the folder is none of these.
  public init(_ store: any FileStore) throws(FengniError) {
    let path = store.path(of: "")
    guard store.containsFolder("") else { throw FengniError(.inputNotFound, path) }
    guard store.contains(Self.settingsName) else {
      throw FengniError(.workspaceMalformed, path, reason: "no \(Self.settingsName)")
    }
    self.store = store
  }

  /// What people are told when the workspace is meant.
  public var path: String { store.path(of: "") }
  /// The campaign package that it answers.
  public var campaignFile: StoredFile { StoredFile(Self.campaignName, in: store) }

  // MARK: Making

  /// Writes a workspace for a sender, and publishes it.
  ///
  /// `guide`: files for people, by name, which may have one folder. `forms`: forms that are filled
  /// in already, by role; others begin with what campaign and roster know. The folder is made when
  /// nothing speaks against it. Throws `senderUnknown`, `kindNotAllowed` when the campaign has no
  /// such submission, and what the folder throws.
  public static func write(
    campaign: CampaignPackage, campaignBytes: [UInt8], draft: Draft, guide: [String: [UInt8]],
    forms: [String: JSONValue], into makeFolder: () throws(FengniError) -> any FolderWriter
  ) throws(FengniError) {
    guard campaign.roster.unit(draft.senderID) != nil else {
      throw FengniError(.senderUnknown, draft.senderID)
    }
    guard let requirement = campaign.settings.submission(draft.submission) else {
      throw FengniError(.kindNotAllowed, draft.submission)
    }
    let folder = try makeFolder()
    let files = folder.files
    try files.write(campaignName, campaignBytes)
    try files.write(settingsName, try draft.settingsJSON().serialized(.pretty))
    for name in Set(guide.keys.compactMap { $0.split(separator: "/").dropLast().first }) {
      try files.makeFolder(EntryName(String(name)))
    }
    for (name, bytes) in guide { try files.write(name, bytes) }
    for document in requirement.documents {
      let home = documentsName + "/" + document.role
      try files.makeFolder(EntryName(home))
      if let filled = forms[document.role] {
        try files.write("\(home)/\(document.role).json", try filled.serialized(.pretty))
        continue
      }
      guard document.isRequired, let schema = document.schema else { continue }
      let form = try campaign.contents.forms.form(schema)
      let begun = form.begun(known: campaign.known(of: draft.senderID, requirement))
      try files.write("\(home)/\(document.role).json", try begun.serialized(.pretty))
    }
    try folder.publish()
  }

  // MARK: Reading

  /// What is decided, and the files that are there now.
  ///
  /// Files stand in their role's folder; hidden ones are left out. Throws `workspaceMalformed`
  /// with the place, `entryNameRefused`, `entryNameCollision`, `inputUnreadable` for links and
  /// other special files.
  public func draft() throws(FengniError) -> Draft {
    let settings = StoredFile(Self.settingsName, in: store)
    let bytes = try settings.readAll(limit: Limits.settings, tooLarge: .workspaceMalformed)
    var draft: Draft
    do throws(FengniError) {
      let value = try JSONDocument.parse(bytes, subject: settings.path)
      draft = try Draft(settings: ObjectReader(value, subject: settings.path))
    } catch {
      throw error.reworded(.workspaceMalformed)
    }
    var folded: Set<String> = []
    for name in try store.files(below: Self.documentsName, refusing: .inputUnreadable) {
      let file = StoredFile(Paths.join(Self.documentsName, name), in: store)
      // By bytes, as "/" with a combining mark behind it is another Character.
      guard let slash = name.utf8.firstIndex(of: UInt8(ascii: "/")) else {
        throw FengniError(.workspaceMalformed, file.path, reason: "not in a role's folder")
      }
      guard EntryName.isComposed(name) else {
        throw FengniError(
          .fileNameEncoding, file.path, reason: "not in normalisation form C")
      }
      let entry = try EntryName(PackageLayout.documentPrefix + name)
      guard folded.insert(entry.foldedForm).inserted else {
        throw FengniError(.entryNameCollision, file.path)
      }
      draft.documents.append(
        Draft.Document(
          path: entry, file: file, role: String(name[..<slash]),
          mediaType: MediaType.ofName(name)))
    }
    return draft
  }

  /// The manifest with the signatures so far, or nil.
  public func frozen() throws(FengniError) -> SignedStatement? {
    guard store.contains(Self.frozenName) else { return nil }
    return SignedStatement(
      try StoredFile(Self.frozenName, in: store).readAll(limit: Limits.statement))
  }

  /// Keeps the manifest with its signatures.
  public func freeze(_ signed: SignedStatement) throws(FengniError) {
    try store.replace(Self.frozenName, by: signed.bytes)
  }

  /// Checks the draft; with signatures there, also that it still is what they signed.
  ///
  /// Throws `signaturesVoid` when anything changed since the first signature.
  public func check(
    _ sealing: Sealing
  ) throws(FengniError) -> (draft: CheckedDraft, signed: SignedStatement?) {
    let draft = try draft()
    guard let signed = try frozen() else { return (try sealing.check(draft), nil) }
    let (manifest, _) = try sealing.verify(signed, requiringAll: false)
    var checked = try sealing.check(draft, continuing: (manifest.id, manifest.created))
    checked = checked.producedBy(manifest.producer)
    guard checked.manifest == manifest else { throw FengniError(.signaturesVoid, path) }
    return (checked, signed)
  }

  /// Forgets the signatures, so that a changed draft can be signed anew.
  public func discardSignatures() { store.remove(Self.frozenName) }
}

extension CampaignPackage {
  /// What campaign and roster know of a sender's forms, by the names that `x-fill` uses.
  public func known(
    of senderID: String, _ requirement: SubmissionRequirement
  ) -> [String: JSONValue] {
    let deadline = requirement.deadline.adding(seconds: -1).rfc3339(zone: settings.timeZone)
    var known: [String: JSONValue] = ["campaign.title": .string(settings.title.zh)]
    if let year = Int(deadline.prefix(4)) { known["campaign.year"] = .integer(year) }
    guard let unit = roster.unit(senderID) else { return known }
    known["sender.id"] = .string(unit.id)
    known["sender.name"] = .string(unit.name)
    known["sender.division"] = .string(unit.division)
    return known
  }
}

extension CheckedDraft {
  /// Another version of the program may add the second signature.
  fileprivate func producedBy(_ producer: String) -> CheckedDraft {
    var manifest = manifest
    manifest.producer = producer
    return CheckedDraft(manifest: manifest, documents: documents, findings: findings)
  }
}

extension FolderFiles {
  /// Writes a small file.
  @inline(__always)
  func write(_ name: String, _ bytes: [UInt8]) throws(FengniError) {
    try makeFile(EntryName(name)).write(bytes)
  }
}

// MARK: - report.json, both directions

extension Draft {
  private static let kind = "workspace/1"

  func settingsJSON() -> JSONValue {
    let review = secrecyReview ?? .init(reviewer: "", post: "", date: "")
    return .object(
      [
        ("workspace", .string(Self.kind)), ("sender", .string(senderID)),
        ("suite", .string(suite.rawValue)), ("submission", .string(submission)),
        ("kind", .string(kind.rawValue)), ("revision", .integer(revision)),
        ("supersedes", supersedes?.json), ("mark", .string(mark.rawValue)),
        ("secrecyReview", review.json), ("padding", .string(isPadded ? "padme" : "none")),
      ] as [(String, JSONValue?)])
  }

  init(settings reader: ObjectReader) throws(FengniError) {
    _ = try reader.string("workspace", of: [Self.kind])
    let suite: Suite = try reader.choice("suite")
    self.init(
      senderID: try reader.identifier("sender"), suite: suite,
      submission: try reader.identifier("submission"))
    kind = try reader.choice("kind")
    revision = Int(try reader.integer("revision", in: 1...10_000))
    if let object = try reader.optionalObject("supersedes") {
      supersedes = try Manifest.Supersedes(object, suite: suite)
    }
    mark = try reader.choice("mark")
    if let review = try reader.optionalObject("secrecyReview") {
      // As `report new` wrote it: nobody has looked yet, which is a finding, not a flaw.
      let texts = [try review.string("reviewer"), try review.string("date")]
      if texts != ["", ""] { secrecyReview = try Manifest.SecrecyReview(review) }
    }
    isPadded = try reader.string("padding", of: ["padme", "none"]) == "padme"
    try reader.finish()
  }
}
