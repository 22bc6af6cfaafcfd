public import BundleCore
internal import Disk
internal import GRDB
import JSONText
import Primitives
public import Submission
internal import Workplace

/// The versions of its campaign that a centre adopted, the present one and those before it.
///
/// The store says which one counts; `campaigns/` has each by its digest, written before the store
/// says so, and `campaign.fnp` is a copy that follows.
struct Versions {
  let path: String
  let store: Store

  private static let folder = "campaigns"

  static func file(_ digest: Digest, in path: String) -> String {
    Paths.join(path, "\(folder)/\(Hex.encode(digest.bytes)).fnp")
  }

  /// The present package, and those before it, the newest first; one that is lost is left out, as
  /// the audit names it. Throws `centreInvalid` when `campaign.fnp` is no adopted one.
  func read(
    _ file: String
  ) throws(FengniError) -> (campaign: CampaignPackage, earlier: [CampaignPackage]) {
    let (present, known) = try store.read { database in
      (
        try String.fetchOne(database, sql: "SELECT value FROM setting WHERE name = 'campaign'"),
        try String.fetchAll(
          database, sql: "SELECT digest FROM campaign_version ORDER BY version DESC")
      )
    }
    let package = try CampaignPackage.read(file).package
    let digests = known.compactMap { Digest(text: $0) }
    var earlier: [CampaignPackage] = []
    for digest in digests where digest.text != present {
      if package.digest == digest {
        earlier.append(package)
      } else if let kept = kept(digest) {
        earlier.append(kept)
      }
    }
    if package.digest.text == present { return (package, earlier) }
    // A run that adopted was killed before the copy followed.
    guard digests.contains(package.digest), let digest = present.flatMap({ Digest(text: $0) }),
      let kept = kept(digest)
    else {
      throw FengniError(.centreInvalid, file, reason: "another package than was adopted")
    }
    return (kept, earlier)
  }

  private func kept(_ digest: Digest) -> CampaignPackage? {
    guard let package = try? CampaignPackage.read(Self.file(digest, in: path)).package,
      package.digest == digest
    else { return nil }
    return package
  }

  /// Writes a version into `campaigns/`: whole or not at all.
  func keep(_ bytes: [UInt8], _ digest: Digest) throws(FengniError) {
    try DirectoryTree.make(Paths.join(path, Self.folder), mode: 0o700)
    try OutputFile.write(
      bytes, to: Self.file(digest, in: path), mode: 0o600, replacing: true)
  }
}

extension CentreFolder {
  /// All versions, the present one first.
  public var versions: [CampaignPackage] { [campaign] + earlier }

  /// The version of a digest.
  func version(_ digest: Digest) -> CampaignPackage? { versions.first { $0.digest == digest } }

  /// The version by which a delivery was judged when it came.
  func judgedBy(_ bundle: StoredBundle) throws(FengniError) -> CampaignPackage? {
    try judgedBy(entry: bundle.index)
  }

  /// The same, by the entry of the ledger that the delivery's reception has.
  func judgedBy(entry index: Int) throws(FengniError) -> CampaignPackage? {
    let leaf = try store.read { database in
      try String.fetchOne(
        database, sql: "SELECT leaf FROM ledger WHERE position = ?", arguments: [index])
    }
    guard let leaf else { return nil }
    return version(try LedgerLeaf(text: leaf).campaign)
  }

  /// What adopting a newer version changed.
  public struct Adoption: Sendable {
    /// Units that are new, and units that owe nothing any more.
    public let added: Int
    public let gone: Int
    /// The centre as it is now.
    public let centre: CentreFolder
  }

  /// Goes on with a newer version of the same campaign (SPEC, 15.11).
  ///
  /// The caller trusts its publisher. `by`: who adopts, on the record. Units are added, those that
  /// went are kept and owe nothing; what was received stays as it was decided. The version that is
  /// present already is adopted again without any change, which finishes a run that was killed.
  /// Throws `otherCampaign`, `campaignRollback`, `outputExists` and others of writing.
  public func adopt(
    _ package: CampaignPackage, bytes: [UInt8], by operatorName: String, at time: Timestamp,
    waiting: () -> Void = {}
  ) throws(FengniError) -> Adoption {
    let hold = try Placement.Hold(path, waiting: waiting)
    defer { withExtendedLifetime(hold) {} }
    // Somebody else may have adopted one while this one waited.
    let present = try CentreFolder(path)
    try present.requireSuccessor(package)
    try Placing(centre: present).recover()
    let versions = Versions(path: path, store: store)
    let file = Paths.join(path, Self.campaignName)
    var counts = (added: 0, gone: 0)
    if package.digest != present.campaign.digest {
      let old = try CampaignPackage.read(file)
      if old.package.digest == present.campaign.digest {
        try versions.keep(old.bytes, old.package.digest)
      }
      try versions.keep(bytes, package.digest)
      try Placement.synchronise(path)
      counts = try present.write(package, size: bytes.count, by: operatorName, at: time)
    }
    try OutputFile.write(bytes, to: file, mode: 0o600, replacing: true)
    return Adoption(added: counts.added, gone: counts.gone, centre: try CentreFolder(path))
  }

  private func requireSuccessor(_ package: CampaignPackage) throws(FengniError) {
    guard package.id == campaign.id else { throw FengniError(.otherCampaign, package.id) }
    guard package.settings.issuerID == campaign.settings.issuerID else {
      throw FengniError(.otherCampaign, package.settings.issuerID, reason: "another issuer")
    }
    guard package.version > campaign.version || package.digest == campaign.digest else {
      throw FengniError(.campaignRollback, "\(package.version)")
    }
  }

  private func write(
    _ package: CampaignPackage, size: Int, by operatorName: String, at time: Timestamp
  ) throws(FengniError) -> (added: Int, gone: Int) {
    let record = try JSONWriter(.compact).text(
      .object([
        ("by", .string(operatorName)), ("version", .integer(package.version)),
        ("before", .integer(campaign.version)),
      ]))
    return try store.write { database in
      var ledger = try LedgerWriter(database)
      let leaf = LedgerLeaf(
        .campaign, index: ledger.frontier.count, time: time, bundle: package.digest,
        size: UInt64(size), campaign: campaign.digest,
        record: Digest.of(Array(record.utf8), .sha256))
      try ledger.append(leaf, record: record, to: database)
      let before = try String.fetchSet(database, sql: "SELECT DISTINCT unit FROM expected")
      let known = try String.fetchSet(database, sql: "SELECT id FROM unit")
      try database.execute(
        sql: "UPDATE setting SET value = ? WHERE name = 'campaign'",
        arguments: [package.digest.text])
      try database.insert(
        into: "campaign_version",
        [
          "digest": package.digest.text, "version": package.version,
          "adopted": time.secondsSince1970, "position": leaf.index,
        ])
      try Self.expect(package, database)
      try FormViews.renew(package, database)
      let now = try String.fetchSet(database, sql: "SELECT DISTINCT unit FROM expected")
      return (
        Set(package.roster.units.map(\.id)).subtracting(known).count,
        before.subtracting(now).count
      )
    }
  }
}
