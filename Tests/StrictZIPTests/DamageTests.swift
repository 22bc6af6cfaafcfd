import BundleCore
import StrictZIP
import TestSupport
import Testing

@Suite struct DamageTests {
  private static let codes: Set<Code> = [
    .packageSyntax, .packageHeadersDisagree, .packageGapOrOverlap, .packageTrailingData,
    .entryNameRefused, .entryNameCollision, .packageFeatureRefused, .packageLimitExceeded,
    .packageTruncated, .entrySizeMismatch, .entryChecksumMismatch, .entryCompressionCorrupt,
  ]
  private static let limits = PackageLimits(
    entries: 100, entrySize: 1 << 20, totalSize: 1 << 21, directory: 1 << 16)

  @Test func truncatedAnywhere() throws {
    let package = try write(sampleContents)
    for count in 0..<package.count {
      let result = read(Array(package[..<count]))
      #expect(code(result) == .packageTruncated, "\(count) bytes: \(result)")
    }
  }

  @Test func anyBitFlippedInAStoredPackage() throws {
    let package = try write(sampleContents, tryDeflate: false)
    for bit in 0..<package.count * 8 {
      var damaged = package
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      let found = code(read(damaged, limits: Self.limits))
      #expect(found.map(Self.codes.contains) == true, "bit \(bit): \(String(describing: found))")
    }
  }

  /// A flip in a deflate stream may make another stream of the same content, never another
  /// content.
  @Test func anyBitFlippedInADeflatedPackage() throws {
    let package = try write(sampleContents)
    var harmless = 0
    for bit in 0..<package.count * 8 {
      var damaged = package
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      switch read(damaged, limits: Self.limits) {
      case .failure(let error): #expect(Self.codes.contains(error.code))
      case .success(let entries):
        harmless += 1
        #expect(entries.map(\.content) == sampleContents.map(\.1))
      }
    }
    #expect(harmless < 8)
  }

  @Test func anyByteInsertedOrRemoved() throws {
    let package = try write(sampleContents)
    for i in package.indices {
      var damaged = package
      damaged.insert(0x50, at: i)
      #expect(code(read(damaged, limits: Self.limits)) != nil)
      damaged = package
      damaged.remove(at: i)
      #expect(code(read(damaged, limits: Self.limits)) != nil)
    }
  }

  @Test func afterAnErrorTheReaderStaysFailed() throws {
    var package = try write(sampleContents)
    package[0] = 0
    let reader = PackageReader(MemorySource(package))
    #expect(throws: FengniError(.packageSyntax)) { try reader.next() }
    #expect(throws: FengniError(.packageSyntax)) { try reader.next() }
    #expect(throws: FengniError(.packageSyntax)) { try reader.readBody(into: NullSink()) }
  }

  @Test func callsInTheWrongOrderAreErrors() throws {
    let reader = PackageReader(MemorySource(try write([("a", [1])])))
    #expect(throws: FengniError(.usage)) { try reader.readBody(into: NullSink()) }
    #expect(try reader.next() != nil)
    #expect(throws: FengniError(.usage)) { try reader.next() }
    try reader.readBody(into: NullSink())
    #expect(throws: FengniError(.usage)) { try reader.readBody(into: NullSink()) }
    #expect(try reader.next() == nil)
    #expect(try reader.next() == nil)
  }

  /// Random damage: never a crash or a hang, and what is accepted is canonical.
  @Test func fuzz() throws {
    var numbers = Seeded(42)
    let bases = [
      try write(sampleContents), try write(sampleContents, tryDeflate: false),
      try write([("a", text(3000, seed: 5)), ("b/c", noise(700, seed: 6)), ("b/d", [])]),
    ]
    for round in 0..<3_000 {
      var package = bases[round % bases.count]
      for _ in 0...Int.random(in: 0..<4, using: &numbers) {
        mutate(&package, using: &numbers)
      }
      let piece = Int.random(in: 1...5000, using: &numbers)
      let result = read(PieceSource(package) { piece }, limits: Self.limits)
      switch result {
      case .failure(let error): #expect(Self.codes.contains(error.code), "\(error)")
      case .success(let entries):
        #expect(try PackageWriter.size(of: entries.map(\.header)) == UInt64(package.count))
      }
    }
  }

  private func mutate(_ bytes: inout [UInt8], using numbers: inout Seeded) {
    guard !bytes.isEmpty else { return }
    let place = Int.random(in: bytes.indices, using: &numbers)
    let length = min(Int.random(in: 1...40, using: &numbers), bytes.count - place)
    let other = Int.random(in: 0...bytes.count - length, using: &numbers)
    switch numbers.next() % 7 {
    case 0: bytes[place] ^= 1 << UInt8(numbers.next() % 8)
    case 1: bytes[place] = UInt8(truncatingIfNeeded: numbers.next())
    case 2: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF][Int(numbers.next() % 5)]
    case 3: bytes.removeSubrange(place..<place + length)
    case 4: bytes.insert(contentsOf: bytes[other..<other + length], at: place)
    case 5: bytes.replaceSubrange(place..<place + length, with: bytes[other..<other + length])
    default: bytes.removeLast(length)
    }
  }
}
