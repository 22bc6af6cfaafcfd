public import BundleCore
public import CMS
internal import Disk
internal import GRDB
import Primitives
public import Submission

/// The folder of a centre (中心目录): one campaign, one store, one ledger.
///
/// ```
/// campaign.fnp      the campaign package
/// campaigns/        every version of it that was adopted, named by digest
/// centre.sqlite     everything that was decided (docs/centre.md)
/// incoming/         deliveries that are being taken; swept at every start
/// sealed/XX/        the accepted and held bundles, byte for byte, named by digest
/// quarantine/XX/    what was returned, refused or can't be read, the same way
/// parts/DIGEST/     volumes that wait for the others of their set
/// receipts/         receipts to send back, INDEX-SHORTCODE.fnr
/// ```
public struct CentreFolder: Sendable {
  public let path: String
  public let campaign: CampaignPackage
  /// Versions before the present one, the newest first.
  public let earlier: [CampaignPackage]
  let store: Store

  static let campaignName = "campaign.fnp"
  private static let databaseName = "centre.sqlite"
  private static let folders = ["incoming", partsName, "quarantine", "sealed", "receipts"]
  /// Folders of an earlier version lack it: then it is made when something must wait.
  static let partsName = "parts"

  var incoming: String { Paths.join(path, "incoming") }
  /// Where receipts are, ready to be sent.
  public var receipts: String { Paths.join(path, "receipts") }

  /// The folder that a delivery's original goes to, and stays in whatever is decided later.
  static func place(_ decision: Decision) -> String {
    decision.holds || decision.isHeld ? "sealed" : "quarantine"
  }

  /// Where the original of a delivery is kept.
  func original(_ digest: Digest, in place: String) -> String {
    let name = Hex.encode(digest.bytes)
    return Paths.join(path, "\(place)/\(name.prefix(2))/\(name).fnb")
  }

  func receipt(_ index: Int, _ digest: Digest) -> String {
    let short = Hex.encode(digest.bytes.prefix(8))
    let number = String(index + 1)
    let padded = String(repeating: "0", count: max(0, 6 - number.count)) + number
    return Paths.join(receipts, "\(padded)-\(short).fnr")
  }

  // MARK: Making and opening

  /// Makes a folder: whole or not at all. `keys`: where the centre's keys are, for later runs.
  ///
  /// The campaign must be trusted by the caller. Throws `outputExists`, `cannotCreate`.
  public static func create(
    at path: String, campaign: CampaignPackage, bytes: [UInt8], keys: [String]
  ) throws(FengniError) -> CentreFolder {
    let staging = try StagingDirectory(for: path)
    try staging.createFile(EntryName(campaignName)).write(bytes)
    for folder in folders { try staging.files.createDirectory(EntryName(folder)) }
    let database = try staging.createFile(EntryName(databaseName))
    try Store.create(at: database.path) { database in
      try fill(database, campaign, keys)
    }
    try staging.publish()
    return try CentreFolder(path)
  }

  private static func fill(
    _ database: Database, _ campaign: CampaignPackage, _ keys: [String]
  ) throws {
    for (name, value) in [
      ("campaign", campaign.digest.text), ("keys", keys.joined(separator: "\n")),
    ] {
      try database.insert(into: "setting", ["name": name, "value": value])
    }
    try database.insert(
      into: "campaign_version", ["digest": campaign.digest.text, "version": campaign.version])
    try expect(campaign, database)
    try FormViews.renew(campaign, database)
  }

  /// Enters the units of a campaign and what they owe; units that went are kept, and owe nothing.
  static func expect(_ campaign: CampaignPackage, _ database: Database) throws {
    try database.execute(sql: "DELETE FROM expected")
    for (position, row) in campaign.roster.units.enumerated() {
      try database.insert(
        into: "unit",
        [
          "id": row.id, "name": row.name, "division": row.division,
          "class": row.unitClass.rawValue, "reports_to": row.reportsTo, "position": position,
        ],
        onConflict: """
          (id) DO UPDATE SET
            name = excluded.name, division = excluded.division, class = excluded.class,
            reports_to = excluded.reports_to, position = excluded.position
          """)
      for submission in campaign.settings.submissions
      where !submission.isToUnit && submission.senders.contains(row.unitClass) {
        try database.insert(
          into: "expected",
          [
            "unit": row.id, "submission": submission.id,
            "deadline": submission.deadline.secondsSince1970,
          ])
      }
    }
  }

  /// Opens a folder. Throws `inputNotFound`, `centreInvalid`.
  public init(_ path: String) throws(FengniError) {
    try self.init(path, patience: Store.patience)
  }

  init(_ path: String, patience: Database.BusyMode) throws(FengniError) {
    guard Paths.isDirectory(path) else { throw FengniError(.inputNotFound, path) }
    let file = Paths.join(path, Self.campaignName)
    guard Paths.exists(file) else {
      throw FengniError(.centreInvalid, path, reason: "no \(Self.campaignName)")
    }
    self.path = path
    store = try Store(path: Paths.join(path, Self.databaseName), patience: patience)
    (campaign, earlier) = try Versions(path: path, store: store).read(file)
  }

  /// Where the centre's keys are, as said when the folder was made.
  public func keyDirectories() throws(FengniError) -> [String] {
    (try setting("keys") ?? "").split(separator: "\n").map { String($0) }
  }

  private func setting(_ name: String) throws(FengniError) -> String? {
    try store.read {
      try String.fetchOne($0, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name])
    }
  }

  /// Whom deliveries are encrypted to, and who signs receipts; both must fit the campaign.
  ///
  /// Throws `centreKeysUnfit`.
  public func requireKeys(
    _ recipients: [RecipientKey], _ signer: CentreSigner, at time: Timestamp
  ) throws(FengniError) {
    guard recipients.contains(where: { campaign.recipients.contains($0.certificate) }) else {
      throw FengniError(.centreKeysUnfit, reason: "no recipient's key")
    }
    do throws(FengniError) {
      try campaign.requireReceiptSigner(signer.certificate, at: time, intermediates: signer.chain)
    } catch {
      throw FengniError(.centreKeysUnfit, error.subject, reason: "\(error)")
    }
  }
}
