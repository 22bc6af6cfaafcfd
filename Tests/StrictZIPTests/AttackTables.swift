import BundleCore

// MARK: ZIP64, sizes, bodies

extension Attack {
  static let zip64: [Attack] = [
    .init("ZIP64 needlessly, sizes in both places", .packageFeatureRefused) {
      $0.entries[2].local.extra = StrictZIPTests.zip64(19, 19)
    },
    .init("ZIP64 needlessly", .packageFeatureRefused) {
      $0.entries[2].local.extra = StrictZIPTests.zip64(19, 19)
      $0.entries[2].local.size = .max
      $0.entries[2].local.compressedSize = .max
    },
    .init("ZIP64 needlessly, version 45", .packageFeatureRefused) {
      $0.entries[2].local.extra = StrictZIPTests.zip64(19, 19)
      $0.entries[2].local.size = .max
      $0.entries[2].local.compressedSize = .max
      $0.entries[2].local.needed = 45
    },
    .init("ZIP64 needlessly in the directory", .packageFeatureRefused) {
      $0.entries[2].central.extra = StrictZIPTests.zip64(19)
    },
    .init("ZIP64 instead of the directory's size", .packageHeadersDisagree) {
      $0.entries[2].central.extra = StrictZIPTests.zip64(19)
      $0.entries[2].central.size = .max
    },
    .init("ZIP64 missing", .packageSyntax) {
      $0.entries[2].local.size = .max
      $0.entries[2].local.compressedSize = .max
      $0.entries[2].local.needed = 45
    },
    .init("ZIP64 missing for one size", .packageSyntax) {
      $0.entries[1].local.size = .max
      $0.entries[1].local.needed = 45
    },
    .init("ZIP64 with one size", .packageFeatureRefused) {
      $0.entries[2].local.size = .max
      $0.entries[2].local.extra = StrictZIPTests.zip64(1 << 33)
      $0.entries[2].local.needed = 45
    },
    .init("ZIP64 says more than there is", .packageTruncated) {
      $0.entries[2].local.size = .max
      $0.entries[2].local.compressedSize = .max
      $0.entries[2].local.extra = StrictZIPTests.zip64(1 << 33, 1 << 33)
      $0.entries[2].local.needed = 45
    },
    .init("ZIP64 says 2^64 - 1", .packageLimitExceeded) {
      $0.entries[2].local.size = .max
      $0.entries[2].local.compressedSize = .max
      $0.entries[2].local.extra = StrictZIPTests.zip64(.max, .max)
      $0.entries[2].local.needed = 45
    },
    .init("ZIP64 end needlessly", .packageFeatureRefused) {
      $0.beforeEnd =
        le(0x0606_4b50 as UInt32) + le(44 as UInt64) + [UInt8](repeating: 0, count: 44)
        + le(0x0706_4b50 as UInt32) + [UInt8](repeating: 0, count: 16)
    },
    .init("ZIP64 locator needlessly", .packageFeatureRefused) {
      $0.beforeEnd = le(0x0706_4b50 as UInt32) + [UInt8](repeating: 0, count: 16)
    },
    .init("end says ZIP64, and there is none", .packageGapOrOverlap) { $0.end.offset = .max },
    .init("end counts 65535", .packageHeadersDisagree) {
      $0.end.count = .max
      $0.end.countHere = .max
    },
  ]

  private static func deflated(
    _ name: String, _ code: Code, _ content: [UInt8], _ stream: [UInt8],
    _ change: @escaping @Sendable (inout RawPackage.Local, inout RawPackage.Central) -> Void = {
      _, _ in
    }
  ) -> Attack {
    Attack(name, code) {
      $0.entries[1] = .init("data/a.txt", content, stream: stream)
      $0.entries[1].both(change)
    }
  }

  private static func sized(_ size: UInt32)
    -> @Sendable (
      inout RawPackage.Local, inout RawPackage.Central
    ) -> Void
  {
    { local, central in
      local.size = size
      central.size = size
    }
  }

  private static let bomb = RawDeflate.zeros(count: 1 + 258 * 40_000)
  private static let good = RawDeflate.stored(hello)

  static let bodies: [Attack] = [
    both("stored in fewer bytes", .entrySizeMismatch, sized(18)),
    both("stored in more bytes", .entrySizeMismatch, sized(20)),
    both("both sizes too small", .packageGapOrOverlap) { local, central in
      local.size -= 1
      local.compressedSize -= 1
      central.size -= 1
      central.compressedSize -= 1
    }.with { $0.entries[2].both { local, _ in local.crc = rawCRC32(Array(hello.dropLast())) } },
    both("both sizes too large", .entryChecksumMismatch) { local, central in
      local.size += 1
      local.compressedSize += 1
      central.size += 1
      central.compressedSize += 1
    },
    both("checksum", .entryChecksumMismatch) { local, central in
      local.crc ^= 0x8000_0000
      central.crc ^= 0x8000_0000
    },
    .init("stored body changed", .entryChecksumMismatch) { $0.entries[2].body[3] ^= 1 },
    deflated(
      "deflated body changed", .entryChecksumMismatch, hello, RawDeflate.stored(hello.reversed())),
    deflated("deflate yields more", .entrySizeMismatch, hello, good, sized(18)),
    deflated("deflate yields less", .entrySizeMismatch, hello, good, sized(20)),
    deflated("deflate yields something for nothing", .entrySizeMismatch, [], good),
    deflated("bomb", .entrySizeMismatch, hello, bomb),
    deflated("bomb for nothing", .entrySizeMismatch, [], bomb),
    deflated("garbage after the stream", .entryCompressionCorrupt, hello, good + [0]),
    deflated(
      "much garbage after the stream", .entryCompressionCorrupt, hello,
      good + noise(300_000, seed: 3)),
    deflated("two streams", .entryCompressionCorrupt, hello, good + [3, 0]),
    deflated("bits after the stream", .entryCompressionCorrupt, [], [3, 0x40]),
    deflated("stream cut short", .entryCompressionCorrupt, hello, good.dropLast()),
    deflated(
      "stream without a last block", .entryCompressionCorrupt, hello,
      RawDeflate.stored(hello, final: false)),
    deflated(
      "many empty blocks and no end", .entryCompressionCorrupt, [],
      (0..<5000).flatMap { _ in RawDeflate.stored([], final: false) }),
    deflated("no stream", .entryCompressionCorrupt, [], []),
    deflated("reserved block type", .entryCompressionCorrupt, hello, [7, 0]),
    deflated("stored block's complement", .entryCompressionCorrupt, hello, [1, 1, 0, 0, 0, 65]),
    deflated(
      "distance before the beginning", .entryCompressionCorrupt, hello, [0x4B, 0x04, 0x12, 0]),
    deflated("zlib wrapper", .entryCompressionCorrupt, hello, [0x78, 0x9C] + good),
    deflated(
      "gzip wrapper", .entryCompressionCorrupt, hello, [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + good),
  ]

  /// The same, and another change.
  private func with(_ more: @escaping @Sendable (inout RawPackage) -> Void) -> Attack {
    let change = self.change
    return Attack(name, code) {
      change(&$0)
      more(&$0)
    }
  }

  static let limits: [Attack] = [
    .init("one entry too many", .packageLimitExceeded) { $0.entries.append(.init("d", [])) },
    .init("an entry too large", .packageLimitExceeded) {
      $0.entries[2] = .init("data/b.txt", [UInt8](repeating: 0, count: 1001))
    },
    .init("content too large", .packageLimitExceeded) {
      let content = [UInt8](repeating: 0, count: 1 + 258 * 4)
      $0.entries[1] = .init("a", content, stream: RawDeflate.zeros(count: content.count))
    },
    .init("too large in the package", .packageLimitExceeded) {
      $0.entries[1] = .init("a", [], stream: [UInt8](repeating: 0, count: 1001))
    },
    .init("too much together", .packageLimitExceeded) {
      $0.entries[1] = .init("a", [UInt8](repeating: 0, count: 900))
      $0.entries[2] = .init("b", [UInt8](repeating: 0, count: 600))
    },
    .init("too much in names", .packageLimitExceeded) {
      let long = String(repeating: "n", count: 240)
      $0.entries[2] = .init([long, long, long, long].joined(separator: "/"), [])
    },
  ]
}
