import BundleCore
import Foundation
internal import GRDB
import JSONText
import Primitives
import Submission

/// An entry of the ledger as it is going to be written, with the proof that a receipt shows.
struct LedgerEntry: Sendable {
  let leaf: LedgerLeaf
  /// What the leaf commits to.
  let record: String
  let hash: Digest
  let inclusion: Receipt.Inclusion

  func insert(into database: Database) throws {
    try database.insert(
      into: "ledger",
      [
        "position": leaf.index, "event": leaf.event.rawValue, "leaf": inclusion.leaf,
        "hash": Data(hash.bytes), "root": Data(inclusion.root.bytes), "record": record,
      ])
  }
}

/// Appends to the ledger; a copy that a failed transaction leaves behind is thrown away with it.
struct LedgerWriter {
  private(set) var frontier = MerkleFrontier()

  /// Takes up the ledger where it stands. Throws `ledgerAltered` when its own last root differs.
  init(_ database: Database) throws {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT position, hash, root FROM ledger ORDER BY position")
    var last: Data?
    while let row = try rows.next() {
      guard let hash = Digest(.sha256, Array(row["hash"] as Data)),
        row["position"] == frontier.count
      else { throw FengniError(.ledgerRemoved, "\(frontier.count)") }
      _ = frontier.append(hash)
      last = row["root"]
    }
    if let last, Array(last) != frontier.root.bytes {
      throw FengniError(.ledgerAltered, "\(frontier.count - 1)")
    }
  }

  /// The entry of a leaf whose index is the next, with the record that it commits to.
  mutating func entry(_ leaf: LedgerLeaf, record: String) throws(FengniError) -> LedgerEntry {
    let text = try leaf.text()
    let hash = MerkleHash.leaf(Array(text.utf8))
    let path = frontier.append(hash)
    return LedgerEntry(
      leaf: leaf, record: record, hash: hash,
      inclusion: Receipt.Inclusion(
        index: leaf.index, size: frontier.count, leaf: text, path: path, root: frontier.root))
  }

  /// Makes an entry and writes it at once.
  mutating func append(_ leaf: LedgerLeaf, record: String, to database: Database) throws {
    try entry(leaf, record: record).insert(into: database)
  }
}

extension Finding {
  /// Labels of findings, each once, in their order.
  static func labels(_ findings: [Finding]) -> [String] {
    var labels: [String] = []
    for finding in findings where !labels.contains(finding.code.label) {
      labels.append(finding.code.label)
    }
    return labels
  }
}
