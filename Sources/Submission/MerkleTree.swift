public import BundleCore
import Primitives

/// Hashing of the ledger's tree (RFC 9162, 2.1, with SHA-256): a leaf and a node can't be confused.
public enum MerkleHash {
  /// Hash of a leaf's octets: SHA-256(0x00 || leaf).
  public static func leaf(_ octets: [UInt8]) -> Digest { Digest.of([0] + octets, .sha256) }

  /// Hash of two subtrees: SHA-256(0x01 || left || right).
  static func node(_ left: Digest, _ right: Digest) -> Digest {
    Digest.of([1] + left.bytes + right.bytes, .sha256)
  }

  /// Root of a tree without leaves: SHA-256 of nothing.
  public static let empty = Digest.of([], .sha256)

  /// The largest power of two below a number of at least two.
  static func split(_ count: Int) -> Int {
    1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
  }
}

/// The right edge of a growing tree: what appending needs, and nothing else.
public struct MerkleFrontier: Sendable, Hashable {
  /// Number of leaves.
  public private(set) var count = 0
  /// Roots of the perfect subtrees, the largest first.
  private var peaks: [Digest] = []

  /// A tree without leaves.
  public init() {}

  /// Root of the tree.
  public var root: Digest {
    guard var root = peaks.last else { return MerkleHash.empty }
    for peak in peaks.dropLast().reversed() { root = MerkleHash.node(peak, root) }
    return root
  }

  /// Appends a leaf hash and returns its inclusion path in the tree that ends with it.
  ///
  /// For the last leaf, PATH of RFC 9162, 2.1.3.1 is the list of the perfect subtrees to its left,
  /// the nearest first.
  public mutating func append(_ leaf: Digest) -> [Digest] {
    let path = Array(peaks.reversed())
    var merged = leaf
    // As many carries as the binary count of leaves has ones at its end.
    for _ in 0..<count.trailingOnes {
      if let left = peaks.popLast() { merged = MerkleHash.node(left, merged) }
    }
    peaks.append(merged)
    count += 1
    return path
  }
}

extension Int {
  fileprivate var trailingOnes: Int { (~self).trailingZeroBitCount }
}

/// Proofs over a whole list of leaf hashes, in time that grows with the list.
public struct MerkleTree: Sendable {
  private let leaves: [Digest]

  /// Takes the leaf hashes in order.
  public init(leaves: [Digest]) { self.leaves = leaves }

  /// Number of leaves.
  public var count: Int { leaves.count }

  /// Root of the first `size` leaves; nil beyond the tree.
  public func root(size: Int) -> Digest? {
    guard size >= 0, size <= leaves.count else { return nil }
    return size == 0 ? MerkleHash.empty : root(0..<size)
  }

  private func root(_ range: Range<Int>) -> Digest {
    var frontier = MerkleFrontier()
    for leaf in leaves[range] { _ = frontier.append(leaf) }
    return frontier.root
  }

  /// PATH(index, the first `size` leaves) of RFC 9162, 2.1.3.1; nil outside the tree.
  public func inclusion(of index: Int, size: Int) -> [Digest]? {
    guard index >= 0, index < size, size <= leaves.count else { return nil }
    var path: [Digest] = []
    var range = 0..<size
    while range.count > 1 {
      let middle = range.lowerBound + MerkleHash.split(range.count)
      if index < middle {
        path.append(root(middle..<range.upperBound))
        range = range.lowerBound..<middle
      } else {
        path.append(root(range.lowerBound..<middle))
        range = middle..<range.upperBound
      }
    }
    return path.reversed()
  }

  /// PROOF(first, the first `second` leaves) of RFC 9162, 2.1.4.1; nil outside the tree.
  public func consistency(from first: Int, to second: Int) -> [Digest]? {
    guard first > 0, first <= second, second <= leaves.count else { return nil }
    var path: [Digest] = []
    var range = 0..<second
    var isComplete = true
    while first < range.upperBound {
      let middle = range.lowerBound + MerkleHash.split(range.count)
      if first <= middle {
        path.append(root(middle..<range.upperBound))
        range = range.lowerBound..<middle
      } else {
        path.append(root(range.lowerBound..<middle))
        range = middle..<range.upperBound
        isComplete = false
      }
    }
    // Whoever checks has the root of the first tree already, when it is a whole subtree.
    if !isComplete { path.append(root(range)) }
    return path.reversed()
  }
}

/// Checking of proofs: needs no tree.
public enum MerkleProof {
  /// Whether a leaf hash stands at an index of a tree (RFC 9162, 2.1.3.2).
  public static func includes(
    leaf: Digest, index: Int, size: Int, path: [Digest], root: Digest
  ) -> Bool {
    guard index >= 0, index < size, path.count <= Int.bitWidth else { return false }
    var (position, last, hash) = (index, size - 1, leaf)
    for step in path {
      if last == 0 { return false }
      if position & 1 == 1 || position == last {
        hash = MerkleHash.node(step, hash)
        while position & 1 == 0 && position != 0 {
          position >>= 1
          last >>= 1
        }
      } else {
        hash = MerkleHash.node(hash, step)
      }
      position >>= 1
      last >>= 1
    }
    return last == 0 && hash == root
  }

  /// Whether a tree is the beginning of another one (RFC 9162, 2.1.4.2).
  public static func isConsistent(
    first: Int, root firstRoot: Digest, second: Int, root secondRoot: Digest, path: [Digest]
  ) -> Bool {
    guard first > 0, first <= second, path.count <= Int.bitWidth + 1 else { return false }
    if first == second { return path.isEmpty && firstRoot == secondRoot }
    // A first tree that is a whole subtree is the beginning of the path itself.
    var rest = path[...]
    if first & (first - 1) == 0 { rest = ([firstRoot] + path)[...] }
    guard let start = rest.popFirst() else { return false }
    var (position, last) = (first - 1, second - 1)
    while position & 1 == 1 {
      position >>= 1
      last >>= 1
    }
    var (a, b) = (start, start)
    for step in rest {
      if last == 0 { return false }
      if position & 1 == 1 || position == last {
        a = MerkleHash.node(step, a)
        b = MerkleHash.node(step, b)
        while position & 1 == 0 && position != 0 {
          position >>= 1
          last >>= 1
        }
      } else {
        b = MerkleHash.node(b, step)
      }
      position >>= 1
      last >>= 1
    }
    return last == 0 && a == firstRoot && b == secondRoot
  }
}
