import BundleCore
import Documents
import Testing

@Test("An archive lists its entries and reads them")
func reading() throws {
  let archive = try ForeignArchive(Samples.zip([("a/", []), ("a/b.txt", [1, 2]), ("/c", [3])]))
  #expect(archive.entries.map(\.name) == ["a/b.txt", "c"])
  #expect(try archive.read("a/b.txt") == [1, 2])
  #expect(try archive.read("/A/B.TXT") == [1, 2])
  #expect(throws: FengniError(.documentDamaged)) { try archive.read("a/b.txt", limit: 1) }
  #expect(throws: FengniError(.documentDamaged)) { try archive.read("x") }
}

@Test("Entries with a password say so")
func encrypted() throws {
  let archive = try ForeignArchive(Samples.zip([("a", [1, 2])], flags: 0x801))
  #expect(archive.isEncrypted)
  #expect(throws: FengniError(.documentEncrypted)) { try archive.read("a") }
}

@Test("Limits hold: entries, sizes, all together")
func limits() throws {
  var limits = DocumentLimits()
  limits.entries = 2
  let entries = [("a", [UInt8](repeating: 1, count: 100)), ("b", [1, 2]), ("c", [3])]
  #expect(throws: FengniError(.documentDamaged)) {
    try ForeignArchive(Samples.zip(entries), limits: limits)
  }
  limits.entries = 3
  limits.entry = 50
  let small = try ForeignArchive(Samples.zip(entries), limits: limits)
  #expect(throws: FengniError(.documentDamaged)) { try small.read("a") }
  #expect(try small.read("b") == [1, 2])
  limits.entry = 1000
  limits.inflated = 150
  let total = try ForeignArchive(Samples.zip(entries), limits: limits)
  _ = try total.read("a")
  #expect(throws: FengniError(.documentDamaged)) { try total.read("a") }
}

@Test("A bomb does not go off")
func bomb() throws {
  // One block of deflate that says "258 times the octet before" over and over (RFC 1951, 3.2.6):
  // a literal zero, then length 258, distance 1, which are the bits 11000101 00000.
  var bits: [UInt8] = [1, 1, 0] + [0, 0, 1, 1, 0, 0, 0, 0]
  let times = 80_000
  for _ in 0..<times { bits += [1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0] }
  bits += [0, 0, 0, 0, 0, 0, 0]
  var packed: [UInt8] = []
  for start in stride(from: 0, to: bits.count, by: 8) {
    packed.append(
      bits[start..<min(start + 8, bits.count)].enumerated().reduce(0) { $0 | $1.1 << $1.0 })
  }
  var bytes = Samples.zip([("word/document.xml", packed)])
  // The method is deflate, in both headers; size and checksum are never reached.
  bytes[8] = 8
  let directory = 30 + 17 + packed.count
  bytes[directory + 10] = 8
  let archive = try ForeignArchive(bytes)
  #expect(throws: FengniError(.documentDamaged)) { try archive.read("word/document.xml") }
}

@Test(
  "What is no archive is damaged", arguments: [[], [0x50], Array("PK\u{3}\u{4}".utf8)] as [[UInt8]])
func none(_ bytes: [UInt8]) {
  #expect(throws: FengniError(.documentDamaged)) { try ForeignArchive(bytes) }
}
