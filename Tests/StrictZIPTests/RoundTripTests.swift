import BundleCore
import Checksums
import StrictZIP
import TestSupport
import Testing

@Suite struct RoundTripTests {
  static let contents: [[(String, [UInt8])]] = [
    [],
    sampleContents,
    [("empty", [])],
    [("a", [0])],
    [("zeros", [UInt8](repeating: 0, count: 1_000_001))],
    [("text", text(700_000, seed: 7)), ("noise", noise(300_000, seed: 8))],
    (0..<300).map { ("data/\($0)/文件 \($0).json", text($0 * 37, seed: UInt64($0))) },
  ]

  @Test(arguments: contents.indices, [true, false])
  func whatIsWrittenIsRead(_ index: Int, _ tryDeflate: Bool) throws {
    let contents = Self.contents[index]
    let headers = try headers(contents, tryDeflate: tryDeflate)
    let package = try write(contents, tryDeflate: tryDeflate)
    #expect(try PackageWriter.size(of: headers) == UInt64(package.count))
    let expected = zip(headers, contents).map { ReadEntry(header: $0, content: $1.1) }
    #expect(try read(package).get() == expected)
    var numbers = Seeded(9)
    #expect(
      try read(PieceSource(package) { Int.random(in: 1...70_000, using: &numbers) }).get()
        == expected)
    if package.count < 200_000 {
      #expect(try read(PieceSource(package) { 1 }).get() == expected)
    }
  }

  /// The constant beginning of every package: SPEC 5.2.
  @Test func theMimetypeEntryHasItsBytes() throws {
    let package = try write([sampleContents[0]])
    #expect(
      Hex.encode(package.prefix(72))
        == "504b03040a0000080000000021009a7e1b732200000022000000080000006d696d6574797065"
        + "6170706c69636174696f6e2f766e642e66656e676e692e7061636b6167652b7a6970")
  }

  @Test func storedPackagesAreWhatTheRawBuilderBuilds() throws {
    let raw = RawPackage(entries: sampleContents.map { .init($0.0, $0.1) })
    #expect(try write(sampleContents, tryDeflate: false) == raw.bytes)
  }

  @Test(.enabled(if: Program.path("unzip") != nil), arguments: contents.indices.dropFirst())
  func unzipAgrees(_ index: Int) throws {
    let package = try write(Self.contents[index])
    let scratch = try Scratch()
    let path = try scratch.write("a.zip", package)
    #expect(try Program.run(["unzip", "-tqq", path]).status == 0)
    #expect(try Program.run(["unzip", "-p", path]).output == Self.contents[index].flatMap(\.1))
  }

  @Test(
    .enabled(if: Program.path("python3") != nil), arguments: contents.indices
  )
  func pythonAgrees(_ index: Int) throws {
    let script = """
      import sys, zipfile
      with zipfile.ZipFile(sys.argv[1]) as z:
          assert z.testzip() is None
          for i in z.infolist():
              sys.stdout.buffer.write(i.filename.encode() + b"\\n" + z.read(i))
      """
    let package = try write(Self.contents[index])
    let scratch = try Scratch()
    let result = try Program.run(["python3", "-c", script, scratch.write("a.zip", package)])
    #expect(result.status == 0)
    #expect(result.output == Self.contents[index].flatMap { Array("\($0.0)\n".utf8) + $0.1 })
  }

  /// A stream of zlib's own, dynamic codes and all, put into a package by hand.
  @Test(.enabled(if: Program.path("python3") != nil), arguments: [1, 6, 9])
  func zlibStreamsAreRead(_ level: Int) throws {
    let content = text(400_000, seed: 10)
    let script = """
      import sys, zlib
      c = zlib.compressobj(\(level), zlib.DEFLATED, -15)
      d = open(sys.argv[1], "rb").read()
      sys.stdout.buffer.write(c.compress(d) + c.flush())
      """
    let scratch = try Scratch()
    let stream = try Program.run(["python3", "-c", script, scratch.write("a", content)]).output
    let package = RawPackage(entries: [.init("a", content, stream: stream)])
    #expect(try read(package.bytes).get().map(\.content) == [content])
    var numbers = Seeded(11)
    #expect(
      try read(PieceSource(package.bytes) { Int.random(in: 1...9, using: &numbers) }).get()
        .map(\.content) == [content])
  }
}

@Suite struct WriterTests {
  private func add(_ header: EntryHeader, _ content: [UInt8]) throws -> MemorySink {
    let sink = MemorySink()
    let writer = PackageWriter(sink)
    do {
      try writer.add(header, body: MemorySource(content))
    } catch {
      #expect(UInt64(max(sink.bytes.count, 31) - 31) <= header.compressedSize)
      #expect(throws: error) { try writer.finish() }
      throw error
    }
    return sink
  }

  @Test(arguments: [true, false], [100, 131_072, 300_000])
  func aFileThatChangedStopsTheWriter(_ tryDeflate: Bool, _ count: Int) throws {
    let content = text(count, seed: 12)
    let header = measure(content, tryDeflate: tryDeflate).header(name: try EntryName("a"))
    #expect(header.method == (tryDeflate ? .deflate : .stored))
    _ = try add(header, content)
    var changed = content
    changed[count / 2] ^= 1
    for wrong in [changed, content + [0], Array(content.dropLast()), [], content + content] {
      #expect(throws: FengniError(.fileChanged)) { try add(header, wrong) }
    }
  }

  @Test func headersThatContradictThemselves() throws {
    let header = EntryHeader(
      name: try EntryName("a"), method: .stored, crc32: 0, compressedSize: 1, size: 2)
    #expect(throws: FengniError(.entrySizeMismatch)) { try add(header, [1]) }
  }

  @Test func aFinishedPackageTakesNothing() throws {
    let writer = PackageWriter(MemorySink())
    try writer.finish()
    #expect(throws: FengniError(.usage)) { try writer.finish() }
  }

  @Test func sizesBeyond64BitsAreAnError() throws {
    let header = EntryHeader(
      name: try EntryName("a"), method: .stored, crc32: 0, compressedSize: .max, size: .max)
    #expect(throws: FengniError(.packageLimitExceeded)) { try PackageWriter.size(of: [header]) }
    #expect(throws: FengniError(.packageLimitExceeded)) { try add(header, []) }
  }
}

@Suite struct MeasurerTests {
  @Test(arguments: [0, 1, 100, 131_071, 131_072, 131_073, 1_048_576, 1_100_000])
  func thePiecesDoNotMatter(_ count: Int) throws {
    for content in [text(count, seed: 13), noise(count, seed: 14)] {
      let whole = measure(content)
      #expect(whole.size == UInt64(count))
      #expect(whole.crc32 == rawCRC32(content))
      for piece in [1, 1000, 65_536, 131_072, 200_001] where count / piece < 20_000 {
        let measurer = Measurer(tryDeflate: true)
        content.withUnsafeBytes { bytes in
          for start in stride(from: 0, to: count, by: piece) {
            measurer.update(.init(rebasing: bytes[start..<min(start + piece, count)]))
          }
        }
        #expect(measurer.finish() == whole)
      }
    }
  }

  @Test func whatDoesNotPayIsStored() throws {
    let name = try EntryName("a")
    #expect(measure(noise(2_000_000, seed: 15)).deflatedSize == nil)
    #expect(measure(noise(1000, seed: 15)).header(name: name).method == .stored)
    #expect(measure([]).header(name: name).method == .stored)
    #expect(measure(text(1000, seed: 16), tryDeflate: false).deflatedSize == nil)
    #expect(measure(text(1000, seed: 16)).header(name: name).method == .deflate)
  }

  @Test func checksumOfTheStandardExample() {
    var checksum = CRC32()
    Array("123456789".utf8).withUnsafeBytes { checksum.update($0) }
    #expect(checksum.value == 0xCBF4_3926)
  }
}
