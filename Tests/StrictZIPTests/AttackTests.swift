import BundleCore
import StrictZIP
import Testing

/// One fault and the code that it must have.
struct Attack: Sendable, CustomTestStringConvertible {
  let name: String
  let code: Code
  let change: @Sendable (inout RawPackage) -> Void

  init(_ name: String, _ code: Code, _ change: @escaping @Sendable (inout RawPackage) -> Void) {
    self.name = name
    self.code = code
    self.change = change
  }

  var testDescription: String { name }
}

let hello = Array("hello, hello, hello".utf8)

/// Three correct entries: stored, deflated, stored.
private var correct: RawPackage {
  RawPackage(entries: [
    .init("mimetype", Array("application/vnd.fengni.package+zip".utf8)),
    .init("data/a.txt", hello, stream: RawDeflate.stored(hello)),
    .init("data/b.txt", hello),
  ])
}

@Suite struct AttackTests {
  @Test func theUnbrokenPackageIsAccepted() throws {
    let entries = try read(correct.bytes).get()
    #expect(entries.map(\.header.name.text) == ["mimetype", "data/a.txt", "data/b.txt"])
    #expect(entries[1].content == hello && entries[2].content == hello)
  }

  @Test(arguments: Attack.places + Attack.features + Attack.disagreements)
  func structure(_ attack: Attack) {
    var package = correct
    attack.change(&package)
    #expect(code(read(package.bytes)) == attack.code)
    #expect(code(read(PieceSource(package.bytes) { 1 })) == attack.code)
  }

  @Test(arguments: Attack.zip64 + Attack.bodies)
  func numbersAndBodies(_ attack: Attack) {
    var package = correct
    attack.change(&package)
    #expect(code(read(package.bytes)) == attack.code)
    #expect(code(read(PieceSource(package.bytes) { 1 })) == attack.code)
  }

  @Test(arguments: Attack.limits)
  func limits(_ attack: Attack) {
    var package = correct
    attack.change(&package)
    let limits = PackageLimits(entries: 3, entrySize: 1000, totalSize: 1500, directory: 1000)
    #expect(code(read(package.bytes, limits: limits)) == attack.code)
  }

  @Test func limitsAreCheckedBeforeABodyIsRead() throws {
    let reader = PackageReader(
      MemorySource(correct.bytes), limits: PackageLimits(entrySize: UInt64(hello.count)))
    #expect(throws: FengniError(.packageLimitExceeded)) { try reader.next() }
  }

  @Test func nothingAtAll() throws {
    #expect(code(read([])) == .packageTruncated)
    #expect(try read(RawPackage(entries: []).bytes).get().isEmpty)
  }
}

// MARK: Where records stand

extension Attack {
  static let places: [Attack] = [
    .init("prefix data", .packageSyntax) { $0.prefix = Array("#!/bin/sh\n".utf8) },
    .init("prefix: another program", .packageSyntax) { $0.prefix = Array("MZ".utf8) },
    .init("prefix: marker of a split archive", .packageFeatureRefused) {
      $0.prefix = Array("PK00".utf8)
    },
    .init("no ZIP at all", .packageSyntax) {
      $0 = RawPackage(prefix: Array("%PDF-1.7 and so on".utf8), entries: [])
    },
    .init("gap between entries", .packageGapOrOverlap) { $0.entries[0].after = [0] },
    .init("gap of a local header's length", .packageGapOrOverlap) {
      $0.entries[1].after = [UInt8](repeating: 0, count: 30)
    },
    .init("gap before the directory", .packageGapOrOverlap) { $0.entries[2].after = [1, 2, 3, 4] },
    .init("gap before the end", .packageGapOrOverlap) { $0.beforeEnd = [0, 0, 0, 0] },
    .init("unlisted entry", .packageHeadersDisagree) { $0.entries[1].listed = false },
    .init("unlisted last entry", .packageHeadersDisagree) { $0.entries[2].listed = false },
    .init("listed entry that is not there", .packageHeadersDisagree) {
      $0.entries[2].present = false
    },
    .init("entry listed twice", .packageHeadersDisagree) { package in
      var again = package.entries[2]
      again.present = false
      again.central.offset = 0
      package.entries.append(again)
    },
    .init("other order in the directory", .packageHeadersDisagree) { package in
      let central = package.entries[1].central
      package.entries[1].central = package.entries[2].central
      package.entries[2].central = central
    },
    .init("directory points at another entry", .packageGapOrOverlap) {
      $0.entries[2].central.offset = 0
    },
    .init("directory points one byte on", .packageGapOrOverlap) {
      $0.entries[0].central.offset = 1
    },
    .init("overlap: an entry inside another's body", .packageHeadersDisagree) { package in
      let inner = package.entries[2]
      let quoted = RawPackage.encode(inner.local) + inner.body
      let outer = RawPackage.Entry("data/outer", quoted)
      var listed = inner
      listed.present = false
      listed.central.offset = 42
      package.entries = [outer, listed]
    },
    .init("overlap: local headers quoted in deflate blocks", .packageHeadersDisagree) { package in
      // The construction of the overlapping bomb: every entry's stream quotes the next header as
      // a stored block and goes on into the next entry's stream.
      let kernel = [UInt8](repeating: 0, count: 1 + 258 * 4)
      let inner = RawPackage.Entry("data/z", kernel, stream: RawDeflate.zeros(count: kernel.count))
      let header = RawPackage.encode(inner.local)
      let outer = RawPackage.Entry(
        "data/y", header + kernel,
        stream: RawDeflate.stored(header, final: false) + inner.body)
      var listed = inner
      listed.present = false
      package.entries = [outer, listed]
    },
    .init("only a directory and an end", .packageHeadersDisagree) { package in
      for i in package.entries.indices { package.entries[i].present = false }
    },
    .init("only an end that counts entries", .packageHeadersDisagree) {
      $0.entries = []
      $0.end.count = 1
    },
    .init("wrong number of entries", .packageHeadersDisagree) { $0.end.count = 2 },
    .init("wrong number of entries on this disk", .packageHeadersDisagree) {
      $0.end.countHere = 2
    },
    .init("wrong directory size", .packageGapOrOverlap) { $0.end.size = 5 },
    .init("wrong directory offset", .packageGapOrOverlap) { $0.end.offset = 0 },
    .init("trailing byte", .packageTrailingData) { $0.suffix = [0] },
    .init("a second package behind", .packageTrailingData) { $0.suffix = correct.bytes },
    .init("a second end record behind", .packageTrailingData) {
      $0.suffix = Array(RawPackage(entries: []).bytes)
    },
    .init("the same name twice", .entryNameCollision) { $0.entries[2] = $0.entries[1] },
  ]
}

// MARK: What ZIP can do and the profile refuses

extension Attack {
  /// A change of both records of the second stored entry.
  static func both(
    _ name: String, _ code: Code,
    _ change: @escaping @Sendable (inout RawPackage.Local, inout RawPackage.Central) -> Void
  ) -> Attack {
    Attack(name, code) { $0.entries[2].both(change) }
  }

  private static func flag(_ name: String, _ bits: UInt16) -> Attack {
    both(name, .packageFeatureRefused) { local, central in
      local.flags = bits
      central.flags = bits
    }
  }

  private static func central(
    _ name: String, _ change: @escaping @Sendable (inout RawPackage.Central) -> Void
  ) -> Attack {
    Attack(name, .packageFeatureRefused) { change(&$0.entries[2].central) }
  }

  private static func extra(_ name: String, _ field: [UInt8]) -> Attack {
    both(name, .packageFeatureRefused) { local, central in
      local.extra = field
      central.extra = field
    }
  }

  static let features: [Attack] =
    [1, 2, 6, 9, 12, 14, 93, 95, 97, 98, 99, 0xFFFF].map { (method: UInt16) in
      both("method \(method)", .packageFeatureRefused) { local, central in
        local.method = method
        central.method = method
      }
    } + [
      flag("encrypted", 0x0801), flag("data descriptor", 0x0808), flag("patch data", 0x0820),
      flag("strong encryption", 0x0840), flag("masked headers", 0x2800),
      flag("deflate level", 0x0802), flag("name not in UTF-8", 0),
      both("another time", .packageFeatureRefused) { local, central in
        local.time = 1
        central.time = 1
      },
      both("another date", .packageFeatureRefused) { local, central in
        local.date = 0x5A21
        central.date = 0x5A21
      },
      both("deflate's version for a stored entry", .packageFeatureRefused) { local, central in
        local.needed = 20
        central.needed = 20
      },
      both("ZIP64's version for a small entry", .packageFeatureRefused) { local, central in
        local.needed = 45
        central.needed = 45
      },
      extra("extended timestamp", [0x55, 0x54, 5, 0, 1, 0, 0, 0, 0]),
      extra("Unicode path", [0x75, 0x70, 9, 0, 1, 0, 0, 0, 0, 0x2E, 0x2E, 0x2F, 0x78]),
      extra("AES", [0x01, 0x99, 7, 0, 2, 0, 0x41, 0x45, 3, 8, 0]),
      extra("extra field without content", [0, 0, 0, 0]),
      extra("extra field of a byte", [0]),
      extra("20 bytes of something else", [0x75, 0x70, 16, 0] + [UInt8](repeating: 0, count: 16)),
      central("extra field only in the directory") { $0.extra = [0x55, 0x54, 1, 0, 0] },
      central("entry comment") { $0.comment = Array("hi".utf8) },
      central("made on DOS") { $0.madeBy = 0x001E },
      central("made by another version") { $0.madeBy = 0x032D },
      central("disk 1") { $0.disk = 1 },
      central("text by internal attributes") { $0.internalAttributes = 1 },
      central("symbolic link") { $0.externalAttributes = 0xA1FF_0000 },
      central("directory by mode") { $0.externalAttributes = 0x41ED_0000 },
      central("directory by DOS attribute") { $0.externalAttributes = 0x8180_0010 },
      central("set-user-id") { $0.externalAttributes = 0x89ED_0000 },
      central("readable by all") { $0.externalAttributes = 0x81A4_0000 },
      .init("data descriptor between entries", .packageFeatureRefused) {
        $0.entries[0].after = le(0x0807_4b50 as UInt32) + [UInt8](repeating: 0, count: 12)
      },
      .init("archive extra data", .packageFeatureRefused) {
        $0.entries[2].after = le(0x0806_4b50 as UInt32) + le(0 as UInt32)
      },
      .init("digital signature", .packageFeatureRefused) {
        $0.beforeEnd = le(0x0505_4b50 as UInt32) + le(0 as UInt16)
      },
      .init("package comment", .packageFeatureRefused) { $0.end.comment = Array("hi".utf8) },
      .init("comment that is an end record", .packageFeatureRefused) {
        $0.end.comment = RawPackage(entries: []).bytes
      },
      .init("disk of the end", .packageFeatureRefused) { $0.end.disk = 1 },
      .init("disk of the directory", .packageFeatureRefused) { $0.end.directoryDisk = 1 },
      .init("directory entry", .entryNameRefused) { $0.entries[2] = .init("data/dir/", []) },
    ]

  static let disagreements: [Attack] = [
    .init("version needed", .packageHeadersDisagree) { $0.entries[2].central.needed = 20 },
    .init("flags", .packageHeadersDisagree) { $0.entries[2].central.flags = 0x0801 },
    .init("method", .packageHeadersDisagree) { $0.entries[2].central.method = 8 },
    .init("time", .packageHeadersDisagree) { $0.entries[2].central.time = 1 },
    .init("date", .packageHeadersDisagree) { $0.entries[2].central.date = 0x22 },
    .init("CRC-32", .packageHeadersDisagree) { $0.entries[2].central.crc ^= 1 },
    .init("compressed size", .packageHeadersDisagree) {
      $0.entries[2].central.compressedSize += 1
    },
    .init("size", .packageHeadersDisagree) { $0.entries[2].central.size += 1 },
    .init("name", .packageHeadersDisagree) {
      $0.entries[2].central.name = Array("data/c.txt".utf8)
    },
    .init("longer name", .packageHeadersDisagree) {
      $0.entries[2].central.name = Array("data/b.txt.exe".utf8)
    },
    .init("shorter name", .packageHeadersDisagree) {
      $0.entries[2].central.name = Array("data/b".utf8)
    },
    .init("case of the name", .packageHeadersDisagree) {
      $0.entries[2].central.name = Array("data/B.txt".utf8)
    },
  ]
}
