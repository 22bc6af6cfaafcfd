public import BundleCore
import CMS
import JSONText
import Primitives

/// The head of a centre's ledger at a moment (SPEC, 15.5): signed, kept by others, and compared
/// with later heads.
public struct Checkpoint: Sendable, Hashable {
  static let statementKind = "checkpoint/1"

  public var campaign: Manifest.CampaignReference
  /// Number of leaves.
  public var size: Int
  public var root: Digest
  public var time: Timestamp
  public var producer: String

  /// The head of a campaign's ledger.
  public init(
    campaign: CampaignPackage, size: Int, root: Digest, time: Timestamp, producer: String
  ) {
    self.campaign = campaign.reference
    self.size = size
    self.root = root
    self.time = time
    self.producer = producer
  }

  /// Short enough for paper: campaign, size, and the first 128 bits of the root in groups of four.
  public var paperText: String {
    "\(campaign.id) \(size) \(Hex.grouped(root.bytes.prefix(16)))"
  }

  /// Signs it.
  public func signed(by signer: CentreSigner) throws(FengniError) -> SignedStatement {
    let value = JSONValue.object([
      ("statement", .string(Self.statementKind)), ("campaign", campaign.json),
      ("size", .integer(size)), ("root", .string(root.text)), ("time", .string(time.rfc3339)),
      ("producer", .string(producer)),
    ])
    return try signer.sign(value.serialized(.pretty), at: time)
  }

  /// Verifies a checkpoint against a campaign. Throws codes of provenance.
  public static func verified(
    _ signed: SignedStatement, campaign: CampaignPackage
  ) throws(FengniError) -> Checkpoint {
    let statement = try campaign.centreStatement(signed, kind: statementKind)
    let checkpoint: Checkpoint
    do throws(FengniError) {
      checkpoint = try Checkpoint(ObjectReader(statement.value, subject: "checkpoint"))
    } catch {
      throw error.inStatement
    }
    try campaign.require(checkpoint.campaign)
    return checkpoint
  }

  private init(_ reader: ObjectReader) throws(FengniError) {
    _ = try reader.string("statement")
    campaign = try Manifest.CampaignReference(reading: reader.object("campaign"))
    size = Int(try reader.integer("size", in: 0...Limits.jsonInteger))
    root = try reader.hash("root")
    time = try reader.time("time")
    producer = try reader.text("producer")
    _ = try reader.optionalObject("extensions")
    try reader.finish()
  }
}
