import BundleCore
import Checksums
import Primitives
import Testing

@testable import ErasureFrames

@Suite struct FrameTests {
  private static let digest = Digest.of([1, 2, 3], .sm3)

  private func sample() throws -> FrameSet {
    try #require(
      FrameSet(
        dataColumns: 5, recoveryColumns: 3, frameSize: 1024, framesPerVolume: 7, length: 10_000,
        digest: Self.digest))
  }

  private func header(_ set: FrameSet) -> [UInt8] {
    var bytes = [UInt8](repeating: 0xaa, count: 128)
    bytes.withUnsafeMutableBytes {
      FrameHeader(set: set, column: 6, stripe: 1, payloadChecksum: 0x0123_4567_89ab_cdef)
        .write(to: $0)
    }
    return bytes
  }

  @Test func headerComesBack() throws {
    let set = try sample()
    let bytes = header(set)
    let read = try #require(bytes.withUnsafeBytes { FrameHeader($0) })
    #expect(read.set == set)
    #expect(read.column == 6 && read.stripe == 1)
    #expect(read.payloadChecksum == 0x0123_4567_89ab_cdef)
    #expect(set.stripes == 3 && set.frames == 24 && set.volumes == 4)
    #expect(read.number == 19 && set.volume(ofFrame: 19) == 2)
  }

  @Test func everyBitCounts() throws {
    let bytes = header(try sample())
    for bit in 0..<bytes.count * 8 {
      var changed = bytes
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(changed.withUnsafeBytes { FrameHeader($0) } == nil, "bit \(bit)")
    }
  }

  @Test(
    arguments: [
      ("no data column", 9, [0]), ("too many columns", 9, [253]), ("version 2", 8, [2]),
      ("digest unknown", 11, [3]), ("frame of 0", 12, [0, 0, 0, 0]),
      ("frame no multiple of 512", 12, [0, 0, 4, 1]), ("frame too large", 12, [0, 8, 0, 0]),
      ("frame size overflows", 12, [255, 255, 254, 0]),
      ("empty file", 16, [0, 0, 0, 0, 0, 0, 0, 0]),
      ("file too long", 16, [255, 255, 255, 255, 255, 255, 255, 255]),
      ("too many frames", 16, [0, 0, 0, 3, 0, 0, 0, 0]),
      ("volume of 0", 24, [0, 0, 0, 0]), ("volume too large", 24, [0, 0, 0, 25]),
      ("reserved", 28, [1]), ("reserved behind column", 66, [1]), ("reserved at the end", 119, [1]),
      ("column outside", 64, [8]), ("stripe outside", 68, [0, 0, 0, 3]),
    ] as [(String, Int, [UInt8])])
  func refused(name: String, offset: Int, octets: [UInt8]) throws {
    var bytes = header(try sample())
    bytes.replaceSubrange(offset..<offset + octets.count, with: octets)
    let sum = bytes.withUnsafeBytes { CRC64.of(.init(rebasing: $0[..<120])) }
    withUnsafeBytes(of: sum.bigEndian) { bytes.replaceSubrange(120..<128, with: $0) }
    #expect(bytes.withUnsafeBytes { FrameHeader($0) } == nil)
  }

  /// The check value of CRC-64/XZ.
  @Test func checksum() {
    #expect(Array("123456789".utf8).withUnsafeBytes { CRC64.of($0) } == 0x995d_c9bb_df19_39fa)
  }

  @Test(arguments: [(1, 3), (4, 4), (3, 1), (6, 5), (2, 0)])
  func everyPatternIsRecovered(dataColumns: Int, recoveryColumns: Int) throws {
    let all = dataColumns + recoveryColumns
    let content = (0..<dataColumns * 384).map { UInt8(truncatingIfNeeded: $0 &* 31 + $0 >> 8) }
    let set = try #require(
      FrameSet(
        dataColumns: dataColumns, recoveryColumns: recoveryColumns, frameSize: 512,
        framesPerVolume: 1, length: UInt64(content.count), digest: Self.digest))
    let original = FrameBatch(set: set, parallel: OneThread.shared)
    #expect(try original.fill(from: MemorySource(content)))
    original.encode()
    for pattern in 0..<1 << all {
      let batch = FrameBatch(set: set, parallel: OneThread.shared)
      batch.begin(firstStripe: 0)
      for column in 0..<all where pattern >> column & 1 == 1 {
        batch.slot(column: column, row: 0).copyMemory(from: original.frames(ofColumn: column))
        #expect(batch.accept(column: column, row: 0))
      }
      let suffices = pattern.nonzeroBitCount >= dataColumns
      #expect(batch.recover() == (suffices ? [] : [0]))
      guard suffices else { continue }
      let sink = MemorySink()
      try batch.write(to: sink)
      #expect(sink.bytes == content, "pattern \(pattern)")
    }
  }

  @Test func everyColumnCount() throws {
    for (dataColumns, recoveryColumns) in [(254, 1), (128, 127), (1, 254), (200, 55)] {
      let content = (0..<dataColumns * 384).map { UInt8(truncatingIfNeeded: $0 &* 7 + $0 >> 6) }
      let set = try #require(
        FrameSet(
          dataColumns: dataColumns, recoveryColumns: recoveryColumns, frameSize: 512,
          framesPerVolume: 1, length: UInt64(content.count), digest: Self.digest))
      let original = FrameBatch(set: set, parallel: OneThread.shared)
      #expect(try original.fill(from: MemorySource(content)))
      original.encode()
      let batch = FrameBatch(set: set, parallel: OneThread.shared)
      batch.begin(firstStripe: 0)
      // The last k of all columns.
      for column in recoveryColumns..<set.columns {
        batch.slot(column: column, row: 0).copyMemory(from: original.frames(ofColumn: column))
        #expect(batch.accept(column: column, row: 0))
      }
      #expect(batch.recover().isEmpty)
      let sink = MemorySink()
      try batch.write(to: sink)
      #expect(sink.bytes == content)
    }
  }
}

@Suite struct PlanTests {
  private static let digest = Digest.of([], .sha256)

  @Test(
    arguments: [
      (1, nil, 0.2), (1, nil, 0), (4000, nil, 0.2), (100_000, 20_000, 0.5), (8 << 20, nil, 0.2),
      (40 << 20, 8 << 20, 0.2), (40 << 20, 8 << 20, 0), (40 << 20, 8 << 20, 1),
      (700 << 20, 100 << 20, 0.05), (40 << 30, 8 << 20, 0.2), (40 << 30, 4 << 30, 0.2),
      (40 << 30, nil, 0.1), (64 << 30, 2 << 30, 2), (3 << 20, 1 << 20, 0.2), (50_000, 8192, 0.2),
      (1 << 30, 8 << 20, 0.1), (5_000_000, 4_700_000, 0.1),
    ] as [(UInt64, UInt64?, Double)])
  func planned(length: UInt64, volumeSize: UInt64?, recovery: Double) throws {
    let set = try FrameSet.planned(
      length: length, digest: Self.digest, volumeSize: volumeSize, recovery: recovery)
    let total = Double(set.frames) * Double(set.frameSize)
    if let volumeSize {
      #expect(UInt64(set.framesPerVolume) * UInt64(set.frameSize) <= volumeSize)
      // At most a volume and a tenth more than needed.
      let least = (Double(length) * (1 + recovery) / Double(volumeSize)).rounded(.up)
      #expect(Double(set.volumes) <= least * 1.15 + 1.5, "\(set.volumes) volumes")
    } else {
      #expect(set.volumes == 1)
    }
    #expect(Double(set.recoveryColumns) >= Double(set.dataColumns) * recovery - 0.001)
    if length > 1 << 20 { #expect(total < Double(length) * (1 + recovery) * 1.1) }
    #expect(set.frameSize * set.columns <= 16 << 20)
  }

  @Test func refused() {
    let plan = { (length: UInt64, size: UInt64?, recovery: Double) throws(FengniError) in
      try FrameSet.planned(
        length: length, digest: Self.digest, volumeSize: size, recovery: recovery)
    }
    #expect(throws: FengniError(.inputEmpty)) { try plan(0, nil, 0) }
    #expect(throws: FengniError(.usage)) { try plan(1, nil, 3) }
    #expect(throws: FengniError(.usage)) { try plan(1, nil, .nan) }
    #expect(throws: FengniError(.volumeSizeTooSmall)) { try plan(1 << 20, 100, 0) }
    #expect(throws: FengniError(.frameLimitExceeded)) { try plan(1 << 41, nil, 0) }
  }
}
