import BundleCore
import Foundation
internal import GRDB
import JSONText
import Primitives
import Submission

/// Appends to the ledger inside a transaction; a copy that a failed transaction leaves behind is
/// thrown away with it.
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

  /// Appends a leaf whose index is the next, with the record that it commits to.
  mutating func append(
    _ leaf: LedgerLeaf, record: String, to database: Database
  ) throws -> Receipt.Inclusion {
    let text = try leaf.text()
    let hash = MerkleHash.leaf(Array(text.utf8))
    let path = frontier.append(hash)
    try database.cachedStatement(sql: "INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?)").execute(
      arguments: [
        leaf.index, leaf.event.rawValue, text, Data(hash.bytes), Data(frontier.root.bytes), record,
      ])
    return Receipt.Inclusion(
      index: leaf.index, size: frontier.count, leaf: text, path: path, root: frontier.root)
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
