import BundleCore
import Foundation
import StrictZIP
import Testing

/// Beyond 32 bits: zeros from a generator, never in memory.
@Suite(.serialized) struct LargeTests {
  private static let size: UInt64 = 0x1_0000_0005

  /// Keeps what is not a long run of zeros, and how long that run was.
  private final class SparseSink: ByteSink {
    var head: [UInt8] = []
    var tail: [UInt8] = []
    var zeros: UInt64 = 0

    func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
      if bytes.count == 256 << 10 {
        zeros += UInt64(bytes.count)
        // The first is zero, and each is equal to the next.
        guard let start = bytes.baseAddress else { return }
        let rest = bytes.count - 1
        #expect(bytes[0] == 0 && memcmp(start, start.advanced(by: 1), rest) == 0)
      } else if zeros == 0 {
        head += bytes
      } else {
        tail += bytes
      }
    }
  }

  /// Measured once for all tests here.
  private static let zeros = Result { () throws(FengniError) in
    let measurer = Measurer(tryDeflate: true)
    let source = SparseSource(zeros: size)
    let block = Block(byteCount: 256 << 10)
    while case let count = try source.read(into: block.memory), count > 0 {
      measurer.update(.init(rebasing: block.memory[..<count]))
    }
    return measurer.finish()
  }

  @Test func storedBeyond32Bits() throws {
    let large = EntryHeader(
      name: try EntryName("large"), method: .stored, crc32: try Self.zeros.get().crc32,
      compressedSize: Self.size, size: Self.size)
    let small = measure([1, 2, 3]).header(name: try EntryName("small"))
    let sink = SparseSink()
    let writer = PackageWriter(sink)
    try writer.add(large, body: SparseSource(zeros: Self.size))
    try writer.add(small, body: MemorySource([1, 2, 3]))
    try writer.finish()
    let total = UInt64(sink.head.count) + sink.zeros + UInt64(sink.tail.count)
    #expect(try PackageWriter.size(of: [large, small]) == total)
    expectRecords(sink.head, sink.tail)

    func reader(_ head: [UInt8], _ tail: [UInt8]) -> PackageReader {
      PackageReader(SparseSource(head: head, zeros: sink.zeros, tail: tail))
    }
    let good = reader(sink.head, sink.tail)
    #expect(try good.next() == large)
    try good.readBody(into: NullSink())
    #expect(try good.next() == small)
    try good.readBody(into: NullSink())
    #expect(try good.next() == nil)
  }

  /// The records as APPNOTE 4.3 and 4.5.3 want them.
  private func expectRecords(_ head: [UInt8], _ tail: [UInt8]) {
    var local = RawPackage.Local(
      crc: 0, compressedSize: .max, size: .max, name: Array("large".utf8))
    local.needed = 45
    local.crc =
      UInt32(head[14]) | UInt32(head[15]) << 8 | UInt32(head[16]) << 16
      | UInt32(head[17]) << 24
    local.extra = zip64(Self.size, Self.size)
    #expect(head == RawPackage.encode(local))
    let smallAt = Self.size + UInt64(head.count)
    var small = RawPackage.Entry("small", [1, 2, 3])
    small.local.needed = 45
    small.central.needed = 45
    small.central.extra = zip64(smallAt)
    var central = RawPackage.Central(
      crc: local.crc, compressedSize: .max, size: .max, name: local.name)
    central.needed = 45
    central.extra = zip64(Self.size, Self.size)
    let second = RawPackage.encode(small.local) + [1, 2, 3]
    let directory =
      RawPackage.encode(central, at: 0) + RawPackage.encode(small.central, at: .max)
    let directoryAt = smallAt + UInt64(second.count)
    let end64: [UInt8] =
      le(0x0606_4b50 as UInt32) + le(44 as UInt64) + le(0x031E as UInt16) + le(45 as UInt16)
      + le(0 as UInt64) + le(2 as UInt64) + le(2 as UInt64) + le(UInt64(directory.count))
      + le(directoryAt)
    let locator: [UInt8] =
      le(0x0706_4b50 as UInt32) + le(0 as UInt32) + le(directoryAt + UInt64(directory.count))
      + le(1 as UInt32)
    let end: [UInt8] =
      le(0x0605_4b50 as UInt32) + le(0 as UInt32) + le(2 as UInt16) + le(2 as UInt16)
      + le(UInt32(directory.count)) + le(UInt32.max) + le(0 as UInt16)
    let rest = Int(Self.size % (256 << 10))
    #expect(tail == [UInt8](repeating: 0, count: rest) + second + directory + end64 + locator + end)
  }

  @Test func deflatedBeyond32Bits() throws {
    let header = try Self.zeros.get().header(name: try EntryName("large"))
    #expect(header.method == .deflate)
    let sink = MemorySink()
    let writer = PackageWriter(sink)
    try writer.add(header, body: SparseSource(zeros: Self.size))
    try writer.finish()
    #expect(try PackageWriter.size(of: [header]) == UInt64(sink.bytes.count))
    let reader = PackageReader(MemorySource(sink.bytes))
    #expect(try reader.next() == header)
    try reader.readBody(into: NullSink())
    #expect(try reader.next() == nil)
  }

  @Test(arguments: [0xFFFF_FFFE, 0xFFFF_FFFF, 0x1_0000_0000] as [UInt64])
  func zip64BeginsAtItsMark(_ size: UInt64) throws {
    let header = EntryHeader(
      name: try EntryName("a"), method: .stored, crc32: 0, compressedSize: size, size: size)
    // Local and central extra field; ZIP64 end and locator, as the directory lies beyond.
    let extra: UInt64 = size >= 0xFFFF_FFFF ? 20 + 20 : 0
    let plain: UInt64 = size + 31 + 47 + 22 + 56 + 20
    #expect(try PackageWriter.size(of: [header]) == plain + extra)
  }
}
