public import BundleCore
public import CMS
internal import Disk
internal import Documents
public import JSONText
public import Primitives
public import Submission
internal import SystemDocuments

// The format on this machine: its folders and files, its threads, its zones and programs.

extension Host {
  /// Threads of this machine, and the programs that it has for foreign documents.
  public static let system = Host(parallel: Threads.shared, examiner: .system)
}

extension CampaignSettings {
  /// Reads `campaign.json`, with the system's zones. Throws codes of content.
  public init(json: [UInt8], subject: String = "campaign.json") throws(FengniError) {
    try self.init(json: json, subject: subject, zones: SystemZones.shared)
  }
}

extension CampaignPackage {
  /// Reads a package file from memory, with the system's zones. Throws codes of provenance and
  /// integrity.
  public init(bytes: [UInt8]) throws(FengniError) {
    try self.init(bytes: bytes, zones: SystemZones.shared)
  }

  /// Reads a package file. Throws `notABundle`; `inputNotFound` and others when it can't be read.
  public static func read(
    _ path: String
  ) throws(FengniError) -> (package: CampaignPackage, bytes: [UInt8]) {
    try read(StoredFile(path: path), zones: SystemZones.shared)
  }
}

extension CampaignSource {
  /// Reads and checks a folder. Throws `campaignSourceInvalid` with the place.
  public init(path: String, suite: Suite) throws(FengniError) {
    try self.init(DiskStore(path), suite: suite, zones: SystemZones.shared)
  }

  /// Makes a source folder to edit: whole or not at all.
  ///
  /// `base`: a folder that brings what is asked for. Throws `outputExists`, `cannotCreate`, and of
  /// the base what reading throws.
  public static func scaffold(
    at path: String, variant: InspectionVariant = .sector2012, from base: String? = nil
  ) throws(FengniError) {
    try scaffold(variant: variant, from: base.map { DiskStore($0) }) { () throws(FengniError) in
      try StagingFolder(for: path)
    }
  }
}

extension Workspace {
  /// A workspace folder. Throws `inputNotFound`, and `workspaceMalformed` when it is none.
  public init(path: String) throws(FengniError) { try self.init(DiskStore(path)) }

  /// Where its campaign package is.
  public var campaignPath: String { campaignFile.path }

  /// Makes a workspace for a sender: whole or not at all.
  ///
  /// `guide`: files for people, by name, which may have one folder. `forms`: forms that are filled
  /// in already, by role. Throws what `write` throws.
  public static func create(
    at path: String, campaign: CampaignPackage, campaignBytes: [UInt8], draft: Draft,
    guide: [String: [UInt8]], forms: [String: JSONValue] = [:]
  ) throws(FengniError) -> Workspace {
    try write(
      campaign: campaign, campaignBytes: campaignBytes, draft: draft, guide: guide, forms: forms
    ) { () throws(FengniError) in try StagingFolder(for: path) }
    return try Workspace(path: path)
  }
}

extension Draft.Document {
  /// A document that is a file on a disk.
  public init(path: EntryName, file: String, role: String, mediaType: String, title: String? = nil)
  {
    self.init(
      path: path, file: StoredFile(path: file), role: role, mediaType: mediaType, title: title)
  }
}

extension Relay {
  /// A draft that holds files of a disk. Throws what the same of stored files throws.
  public static func draft(
    of files: [String], campaign: CampaignPackage, senderID: String, suite: Suite
  ) throws(FengniError) -> Draft {
    try draft(
      of: files.map { StoredFile(path: $0) }, campaign: campaign, senderID: senderID, suite: suite)
  }
}

extension Sealing {
  /// Seals on this machine.
  public init(campaign: CampaignPackage, time: Timestamp, producer: String) {
    self.init(campaign: campaign, time: time, producer: producer, host: .system)
  }
}

extension Opening {
  /// Opens on this machine.
  public init(
    campaign: CampaignPackage, earlier: [CampaignPackage] = [], keys: [RecipientKey],
    time: Timestamp, crls: [CertificateRevocationList] = [], acceptsIndeterminate: Bool = false
  ) {
    self.init(
      campaign: campaign, earlier: earlier, keys: keys, time: time, crls: crls,
      acceptsIndeterminate: acceptsIndeterminate, host: .system)
  }

  /// Verifies and, when everything holds, unpacks into a new directory by one rename.
  ///
  /// The report says whether it did. Throws only for what is wrong with the destination:
  /// `outputExists`, `cannotCreate`, `diskFull`.
  public func open(
    _ source: any ByteSource, into destination: String, replacing: Bool = false
  ) throws(FengniError) -> ValidationReport {
    try open(source, into: StagingFolder(for: destination, replacing: replacing))
  }
}
