import BundleCore
import Primitives
import Submission
import Testing

@Suite struct MerkleTests {
  /// The leaves and roots of the Certificate Transparency project's own tests.
  static let leaves: [[UInt8]] = [
    [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43], Array(0x50...0x57),
    Array(0x60...0x6f),
  ]
  static let roots = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]

  @Test func knownRoots() {
    let tree = MerkleTree(leaves: Self.leaves.map { MerkleHash.leaf($0) })
    var frontier = MerkleFrontier()
    #expect(frontier.root == Digest.of([], .sha256))
    for (i, leaf) in Self.leaves.enumerated() {
      let hash = MerkleHash.leaf(leaf)
      let path = frontier.append(hash)
      #expect(Hex.encode(frontier.root.bytes) == Self.roots[i])
      #expect(tree.root(size: i + 1) == frontier.root)
      #expect(tree.inclusion(of: i, size: i + 1) == path)
    }
  }

  private static func tree(_ count: Int) -> (MerkleTree, [Digest]) {
    let leaves = (0..<count).map { MerkleHash.leaf([UInt8($0 & 255), UInt8($0 >> 8)]) }
    return (MerkleTree(leaves: leaves), leaves)
  }

  @Test func everyInclusionHoldsAndNoOther() throws {
    let (tree, leaves) = Self.tree(40)
    for size in 1...40 {
      let root = try #require(tree.root(size: size))
      for index in 0..<size {
        let path = try #require(tree.inclusion(of: index, size: size))
        func holds(_ leaf: Digest, _ index: Int, _ size: Int, _ path: [Digest]) -> Bool {
          MerkleProof.includes(leaf: leaf, index: index, size: size, path: path, root: root)
        }
        #expect(holds(leaves[index], index, size, path))
        #expect(!holds(leaves[(index + 1) % 40], index, size, path))
        if size > 1 { #expect(!holds(leaves[index], (index + 1) % size, size, path)) }
        #expect(!holds(leaves[index], index, size, path + [root]))
        if !path.isEmpty { #expect(!holds(leaves[index], index, size, Array(path.dropLast()))) }
      }
    }
    #expect(tree.inclusion(of: 40, size: 40) == nil && tree.inclusion(of: -1, size: 3) == nil)
  }

  @Test func everyConsistencyHoldsAndNoOther() throws {
    let (tree, _) = Self.tree(40)
    for second in 1...40 {
      let secondRoot = try #require(tree.root(size: second))
      for first in 1...second {
        let firstRoot = try #require(tree.root(size: first))
        let path = try #require(tree.consistency(from: first, to: second))
        func holds(_ a: Digest, _ b: Digest, _ path: [Digest]) -> Bool {
          MerkleProof.isConsistent(first: first, root: a, second: second, root: b, path: path)
        }
        #expect(holds(firstRoot, secondRoot, path))
        #expect(!holds(MerkleHash.empty, secondRoot, path))
        #expect(!holds(firstRoot, MerkleHash.empty, path))
        #expect(!holds(firstRoot, secondRoot, path + [firstRoot]))
      }
    }
    #expect(tree.consistency(from: 0, to: 3) == nil && tree.consistency(from: 4, to: 3) == nil)
  }
}
