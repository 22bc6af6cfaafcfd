public import BundleCore
import Foundation
internal import GRDB
public import JSONText
public import Submission

/// A proof about the ledger, as JSON for other programs (SPEC, 15.5).
public enum LedgerProof: Sendable, Hashable {
  /// That a leaf stands in the tree of a size.
  case inclusion(Receipt.Inclusion)
  /// That one tree is the beginning of another one.
  case consistency(first: Int, root: Digest, second: Int, secondRoot: Digest, path: [Digest])

  /// `proof` names kind and version.
  public var json: JSONValue {
    switch self {
    case .inclusion(let proof):
      .object([
        ("proof", .string("inclusion/1")), ("index", .integer(proof.index)),
        ("size", .integer(proof.size)), ("leaf", .string(proof.leaf)),
        ("path", .strings(proof.path.map(\.text))), ("root", .string(proof.root.text)),
      ])
    case .consistency(let first, let root, let second, let secondRoot, let path):
      .object([
        ("proof", .string("consistency/1")), ("first", .integer(first)),
        ("firstRoot", .string(root.text)), ("second", .integer(second)),
        ("secondRoot", .string(secondRoot.text)), ("path", .strings(path.map(\.text))),
      ])
    }
  }
}

extension CentreFolder {
  /// The head of the ledger: number of leaves and root.
  public func head() throws(FengniError) -> (size: Int, root: Digest) {
    let tree = try tree().tree
    return (tree.count, tree.root(size: tree.count) ?? MerkleHash.empty)
  }

  /// A checkpoint of the ledger as it stands.
  public func checkpoint(at time: Timestamp, producer: String) throws(FengniError) -> Checkpoint {
    let (size, root) = try head()
    return Checkpoint(
      campaign: campaign, size: size, root: root, time: time, producer: producer)
  }

  /// Proves that an entry stands in the tree of a size, by default the whole.
  ///
  /// Throws `deliveryUnknown` outside the ledger.
  public func proveInclusion(of index: Int, size: Int? = nil) throws(FengniError) -> LedgerProof {
    let (tree, leaf) = try tree(leaf: index)
    let size = size ?? tree.count
    guard let path = tree.inclusion(of: index, size: size), let root = tree.root(size: size),
      let leaf
    else { throw FengniError(.deliveryUnknown, "\(index)") }
    return .inclusion(.init(index: index, size: size, leaf: leaf, path: path, root: root))
  }

  /// Proves that the tree of one size is the beginning of that of another, by default the whole.
  public func proveConsistency(from first: Int, to second: Int?) throws(FengniError) -> LedgerProof
  {
    let tree = try tree().tree
    let second = second ?? tree.count
    guard let path = tree.consistency(from: first, to: second), let root = tree.root(size: first),
      let secondRoot = tree.root(size: second)
    else { throw FengniError(.deliveryUnknown, "\(first)") }
    return .consistency(
      first: first, root: root, second: second, secondRoot: secondRoot, path: path)
  }

  /// The tree of the leaves as they stand, and one leaf's text.
  private func tree(leaf index: Int? = nil) throws(FengniError) -> (tree: MerkleTree, String?) {
    try store.read { database in
      let hashes = try Data.fetchAll(database, sql: "SELECT hash FROM ledger ORDER BY position")
      let leaf = try String.fetchOne(
        database, sql: "SELECT leaf FROM ledger WHERE position = ?", arguments: [index ?? -1])
      return (MerkleTree(leaves: hashes.compactMap { Digest(.sha256, Array($0)) }), leaf)
    }
  }
}
