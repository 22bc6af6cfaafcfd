public import BundleCore
import CMS
internal import Disk
import Foundation
internal import GRDB
import JSONText
import Primitives
public import Submission

/// Something in the ledger that is not as it was written.
public struct LedgerFlaw: Sendable, Hashable {
  public let code: Code
  /// Entry of the ledger, from 0; nil when it is about the whole.
  public let index: Int?
  /// What exactly, for people who look for it.
  public let subject: String

  init(_ code: Code, _ index: Int?, _ subject: String = "") {
    self.code = code
    self.index = index
    self.subject = subject
  }
}

/// What an audit found.
public struct LedgerAudit: Sendable {
  /// Leaves that were walked.
  public private(set) var size = 0
  public private(set) var root: Digest = MerkleHash.empty
  public private(set) var flaws: [LedgerFlaw] = []
  /// Sealed originals that were digested again.
  public private(set) var originals = 0

  /// Flaws beyond these are not listed: the first ones say where to look.
  private static let limit = 200

  mutating func find(_ code: Code, _ index: Int?, _ subject: String = "") {
    let flaw = LedgerFlaw(code, index, subject)
    if flaws.count < Self.limit, !flaws.contains(flaw) { flaws.append(flaw) }
  }
}

extension CentreFolder {
  /// Recomputes the whole ledger from its leaves, and holds every row, receipt and sealed original
  /// against it.
  ///
  /// `checkpoints`: heads that others kept. `originals`: also digest every sealed file anew.
  public func audit(
    checkpoints: [Checkpoint] = [], originals: Bool = true
  ) throws(FengniError) -> LedgerAudit {
    let audit = try store.read { database in
      var walk = AuditWalk(centre: self)
      try walk.leaves(database)
      walk.heads(checkpoints)
      try walk.deliveries(database, originals: originals)
      try walk.notices(database, originals: originals)
      return walk.audit
    }
    return audit
  }
}

/// One pass over the ledger, then one over the deliveries and one over the notices.
struct AuditWalk {
  let centre: CentreFolder
  var audit = LedgerAudit()
  private var frontier = MerkleFrontier()
  private var roots: [Digest] = []
  /// The first entry from which on the roots can't be right any more.
  private var broken: Int?
  private(set) var leaves: [Int: LedgerLeaf] = [:]
  /// Versions of the campaign as the ledger says that they were adopted.
  private var adopted: [(before: Digest, now: Digest)] = []

  init(centre: CentreFolder) { self.centre = centre }

  // MARK: The ledger

  mutating func leaves(_ database: Database) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT l.*, r.statement FROM ledger l LEFT JOIN receipt r ON r.position = l.position
        ORDER BY l.position
        """)
    var expected = 0
    while let row = try rows.next() {
      let position: Int = row["position"]
      for missing in expected..<max(expected, position) { audit.find(.ledgerRemoved, missing) }
      if position > expected { broken = broken ?? expected }
      expected = position + 1
      check(position, row["leaf"], row)
      // The hash as it was kept: an altered text is named above, and the tree goes on.
      guard let hash = Digest(.sha256, Array(row["hash"] as Data)) else { continue }
      _ = frontier.append(hash)
      roots.append(frontier.root)
      // After the first wrong root all others are wrong too: only the first is worth naming.
      if broken == nil, Array(row["root"] as Data) != frontier.root.bytes {
        broken = position
        audit.find(.ledgerAltered, position, "root")
      }
    }
    for name in DirectoryTree.names(in: centre.receipts) {
      // Receipts that were handed out are named by their entry, from 1.
      guard let number = Int(name.prefix { $0 != "-" }), number > expected else { continue }
      audit.find(.ledgerRemoved, number - 1, name)
    }
    versions()
    audit.finish(frontier)
  }

  private mutating func check(_ position: Int, _ text: String, _ row: Row) {
    guard let leaf = try? LedgerLeaf(text: text) else {
      return audit.find(.ledgerAltered, position, "leaf")
    }
    if MerkleHash.leaf(Array(text.utf8)).bytes != Array(row["hash"] as Data) {
      audit.find(.ledgerAltered, position, "leaf")
    }
    if leaf.index != position {
      audit.find(.ledgerReordered, position, "\(leaf.index)")
    }
    if leaf.event.rawValue != row["event"] as String {
      audit.find(.ledgerAltered, position, "event")
    }
    if Digest.of(Array((row["record"] as String).utf8), .sha256) != leaf.record {
      audit.find(.ledgerAltered, position, "record")
    }
    leaves[position] = leaf
    if leaf.event == .campaign { return version(leaf, position) }
    // Nobody decides by a version that was never adopted.
    if centre.version(leaf.campaign) == nil {
      audit.find(.ledgerRecordMismatch, position, leaf.campaign.shortCode)
    }
    guard leaf.event != .access, leaf.event != .notice else { return }
    // Whoever adds an entry has no receipt that the centre's key signed.
    guard let bytes = row["statement"] as Data? else {
      return audit.find(.ledgerInserted, position)
    }
    receipt(Array(bytes), position, text)
    if let fault = DecisionRecord.fault(in: row["record"], of: leaf) {
      audit.find(.ledgerRecordMismatch, position, fault)
    }
  }

  /// A version was adopted: it is kept, and newer than the one that it names as its predecessor.
  private mutating func version(_ leaf: LedgerLeaf, _ position: Int) {
    guard let now = centre.version(leaf.bundle), let before = centre.version(leaf.campaign),
      before.version < now.version
    else { return audit.find(.ledgerRecordMismatch, position, leaf.bundle.shortCode) }
    if let last = adopted.last, last.now != leaf.campaign {
      audit.find(.ledgerRecordMismatch, position, leaf.campaign.shortCode)
    }
    self.adopted.append((leaf.campaign, leaf.bundle))
  }

  /// Every version of the store was adopted on the record, and the last one is present.
  private mutating func versions() {
    let known = Set([adopted.first?.before ?? centre.campaign.digest] + adopted.map(\.now))
    for version in centre.versions where !known.contains(version.digest) {
      audit.find(.ledgerRecordMismatch, nil, version.digest.shortCode)
    }
    if let last = adopted.last, last.now != centre.campaign.digest {
      audit.find(.ledgerRecordMismatch, nil, centre.campaign.digest.shortCode)
    }
  }

  private mutating func receipt(_ bytes: [UInt8], _ position: Int, _ leaf: String) {
    let signed = SignedStatement(bytes)
    // The publisher may be another one since.
    let verified = centre.versions.lazy.compactMap {
      try? Receipt.verified(signed, campaign: $0).receipt
    }
    guard let receipt = verified.first else {
      return audit.find(.ledgerHeadMismatch, position, "receipt")
    }
    if receipt.inclusion.leaf != leaf || receipt.inclusion.index != position {
      audit.find(.ledgerAltered, position, "receipt")
    }
  }

  /// Receipts and checkpoints say what the tree was when they were signed.
  mutating func heads(_ checkpoints: [Checkpoint]) {
    for checkpoint in checkpoints {
      guard checkpoint.size <= roots.count else {
        audit.find(.ledgerRemoved, checkpoint.size - 1, checkpoint.paperText)
        continue
      }
      let root = checkpoint.size == 0 ? MerkleHash.empty : roots[checkpoint.size - 1]
      if root != checkpoint.root {
        audit.find(.ledgerHeadMismatch, checkpoint.size - 1, checkpoint.paperText)
      }
    }
  }

  // MARK: Rows and files

  mutating func deliveries(_ database: Database, originals: Bool) throws {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT d.*, r.statement FROM delivery d LEFT JOIN receipt r ON r.position = d.position
        ORDER BY d.position
        """)
    var seen = Set<Int>()
    while let row = try rows.next() {
      let position: Int = row["position"]
      seen.insert(position)
      guard let leaf = leaves[position], let last = leaves[row["decided_by"]],
        agree(row, leaf, last)
      else {
        audit.find(.ledgerRecordMismatch, position, row["short_code"])
        continue
      }
      if let bytes = row["statement"] as Data? { root(of: Array(bytes), position) }
      if originals { original(leaf, arriving: row["arriving"], in: row["place"]) }
    }
    for (position, leaf) in leaves.sorted(by: { $0.key < $1.key })
    where leaf.event == .decision && !seen.contains(position) {
      audit.find(.ledgerRecordMismatch, position, leaf.bundle.shortCode)
    }
  }

  private func agree(_ row: Row, _ leaf: LedgerLeaf, _ last: LedgerLeaf) -> Bool {
    leaf.bundle.text == row["digest"] as String && last.bundle == leaf.bundle
      && Int64(leaf.size) == row["size"] as Int64
      && leaf.time.secondsSince1970 == row["received"] as Int64
      && last.decision?.rawValue == row["decision"] as String
      && leaf.isLate == row["late"] as Bool
      && leaf.submission?.sender == row["unit"] as String?
      && leaf.submission?.id == row["bundle_id"] as String?
      && leaf.submission?.revision == row["revision"] as Int?
  }

  /// The tree that a receipt speaks of is the one that was computed.
  private mutating func root(of receipt: [UInt8], _ position: Int) {
    if let broken, position >= broken { return }
    guard let claimed = try? Receipt.claimed(SignedStatement(receipt)).inclusion else { return }
    guard claimed.size <= roots.count, claimed.size > 0, roots[claimed.size - 1] == claimed.root
    else { return audit.find(.ledgerHeadMismatch, position, "receipt") }
  }

  /// Digests an original again, where it is: `arriving`, its copy, or the folder of its place.
  mutating func original(_ leaf: LedgerLeaf, arriving: String?, in place: String) {
    let path: String
    if let copy = arriving, !copy.isEmpty {
      path = Paths.join(centre.incoming, copy)
    } else {
      path = centre.original(leaf.bundle, in: place)
    }
    let digest = (try? FileSource(path: path)).flatMap {
      try? DigestContext.digest(of: $0, leaf.bundle.algorithm)
    }
    if digest != leaf.bundle { audit.find(.sealedOriginalDamaged, leaf.index, path) }
    audit.countOriginal()
  }
}

extension LedgerAudit {
  fileprivate mutating func finish(_ frontier: MerkleFrontier) {
    size = frontier.count
    root = frontier.root
  }

  fileprivate mutating func countOriginal() { originals += 1 }
}
