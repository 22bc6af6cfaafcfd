import BundleCore
import TestSupport
import Testing

@Suite struct TextTransferTests {
  private func isLikely(_ bytes: [UInt8], in pieces: Int = 1000) -> Bool {
    var transfer = TextTransfer()
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      bytes[start..<min(start + pieces, bytes.count)].withUnsafeBytes { transfer.look(at: $0) }
    }
    return transfer.isLikely
  }

  @Test(arguments: [3000, 100_000])
  func lineEndsThatWereAddedAreNoticed(_ count: Int) {
    let bytes = patterned(count)
    #expect(!isLikely(bytes))
    #expect(isLikely(bytes.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }))
    #expect(isLikely(bytes.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }, in: 1))
  }

  @Test func lineEndsThatWereTakenAwayAreNoticed() {
    let bytes = patterned(3 << 20)
    #expect(!isLikely(bytes, in: 1 << 16))
    let isCR = { (i: Int) in bytes[i] == 0x0d && i + 1 < bytes.count && bytes[i + 1] == 0x0a }
    #expect(isLikely(bytes.indices.filter { !isCR($0) }.map { bytes[$0] }, in: 1 << 16))
    // In a short file it says nothing that there is no pair.
    #expect(!isLikely(Array(bytes.prefix(2000))))
  }

  @Test(
    arguments: [
      ([0x89, 0x46, 0x0d, 0x0a, 0x1a, 0x0a], false),
      ([0x89, 0x46, 0x0d, 0x0d, 0x0a, 0x1a, 0x0d, 0x0a], true),
      ([0x89, 0x46, 0x0a, 0x1a, 0x0a], true), ([0x89, 0x46, 0x0d, 0x1a], true),
      ([0x89, 0x46, 0x0d, 0x0a, 0x1a, 0x0d, 0x0a], true),
      ([0x09, 0x46, 0x0d, 0x0a, 0x1a, 0x0a], true),
      ([0x89, 0x46], false), ([], false),
    ] as [([UInt8], Bool)])
  func marks(_ head: [UInt8], _ isAltered: Bool) {
    #expect(
      TextTransfer.isAltered(head, mark: [0x89, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]) == isAltered)
  }
}
