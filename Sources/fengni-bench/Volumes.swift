import BundleCore
import CISAL
import Disk
import ErasureFrames
import Glibc
import Primitives

// What frames take for so many octets of a file, in seconds of processor time over all threads
// (so per core), for Tools/bench-volumes. Prints: name, columns, seconds; tabs between.

/// Seconds that all threads of this process have run.
private func processTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Zeros without end, already in memory.
private final class Zeros: ByteSource {
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    buffer.count
  }
}

struct VolumeBench {
  let total: Int
  let repeats: Int
  let dataColumns: Int
  let recoveryColumns: Int

  func run() throws(FengniError) {
    let set = FrameSet(
      dataColumns: dataColumns, recoveryColumns: recoveryColumns, frameSize: 64 << 10,
      framesPerVolume: 1, length: UInt64(total), digest: .of([], .sha256))
    guard let set else { throw FengniError(.usage) }
    let batch = FrameBatch(set: set, parallel: Threads.shared)
    try measure("memcpy", pieces) { copy($0, to: $1) }
    _ = try batch.fill(from: Zeros())
    batch.encode()
    try measure("ec_encode_data") { bareEncoding(batch) }
    try measure("crc64") { bareChecksum(batch) }
    try measure("encode") { () throws(FengniError) in
      let batch = FrameBatch(set: set, parallel: Threads.shared)
      while try batch.fill(from: Zeros()) { batch.encode() }
    }
    for lost in [recoveryColumns, 0] {
      try measure(
        "decode, \(lost) lost", { () throws(FengniError) in try encoded(set) },
        { decode($0, lost: lost) })
    }
    for algorithm in [DigestAlgorithm.sha256, .sm3] {
      try measure(algorithm.rawValue) {
        let digest = DigestContext(algorithm)
        for _ in 0..<(total >> 20) {
          digest.update(UnsafeRawBufferPointer(rebasing: batch.frames(ofColumn: 0)[..<(1 << 20)]))
        }
        _ = digest.finalize()
      }
    }
  }

  /// The best of the repeats; `prepare` does not count.
  private func measure<Prepared>(
    _ name: String, _ prepare: () throws(FengniError) -> Prepared,
    _ body: (Prepared) throws(FengniError) -> Void
  ) throws(FengniError) {
    var best = Double.infinity
    for _ in 0..<repeats {
      let prepared = try prepare()
      let start = processTime()
      try body(prepared)
      best = min(best, processTime() - start)
    }
    print(name, "\(dataColumns)+\(recoveryColumns)", best, separator: "\t")
  }

  private func measure(_ name: String, _ body: () throws(FengniError) -> Void) throws(FengniError) {
    try measure(name, {}, { (_: Void) throws(FengniError) in try body() })
  }

  private static let copied = 64 << 20

  /// Two pieces of memory that no cache holds.
  private func pieces() -> (Block, Block) {
    let pieces = (Block(byteCount: Self.copied), Block(byteCount: Self.copied))
    pieces.0.memory.initializeMemory(as: UInt8.self, repeating: 1)
    pieces.1.memory.initializeMemory(as: UInt8.self, repeating: 2)
    return pieces
  }

  private func copy(_ from: Block, to: Block) {
    for _ in 0..<max(1, total / Self.copied) {
      to.memory.copyMemory(from: UnsafeRawBufferPointer(from.memory))
    }
  }

  private func pointers(_ batch: FrameBatch, row: Int) -> [UnsafeMutablePointer<UInt8>?] {
    (0..<batch.set.columns).map { column in
      batch.slot(column: column, row: row).baseAddress?.advanced(by: FrameHeader.byteCount)
        .assumingMemoryBound(to: UInt8.self)
    }
  }

  /// The library as it is, whole frames at a time.
  private func bareEncoding(_ batch: FrameBatch) {
    var matrix = [UInt8](repeating: 0, count: batch.set.columns * dataColumns)
    gf_gen_cauchy1_matrix(&matrix, Int32(batch.set.columns), Int32(dataColumns))
    var tables = [UInt8](repeating: 0, count: 32 * dataColumns * recoveryColumns)
    var parity = Array(matrix[(dataColumns * dataColumns)...])
    ec_init_tables(Int32(dataColumns), Int32(recoveryColumns), &parity, &tables)
    for stripe in 0..<batch.set.stripes {
      let all = pointers(batch, row: stripe % batch.capacity)
      var data = Array(all[..<dataColumns])
      var recovery = Array(all[dataColumns...])
      ec_encode_data(
        Int32(batch.set.payloadSize), Int32(dataColumns), Int32(recoveryColumns), &tables, &data,
        &recovery)
    }
  }

  /// Of all columns, as encoding needs it.
  private func bareChecksum(_ batch: FrameBatch) {
    var sum: UInt64 = 0
    for stripe in 0..<batch.set.stripes {
      for pointer in pointers(batch, row: stripe % batch.capacity) {
        guard let pointer else { continue }
        sum ^= crc64_ecma_refl(0, pointer, UInt64(batch.set.payloadSize))
      }
    }
    withExtendedLifetime(sum) {}
  }

  /// A batch with its frames, which is decoded again and again.
  private func encoded(_ set: FrameSet) throws(FengniError) -> FrameBatch {
    let batch = FrameBatch(set: set, parallel: Threads.shared)
    _ = try batch.fill(from: Zeros())
    batch.encode()
    return batch
  }

  /// Checks k frames of each stripe, and computes the first columns.
  private func decode(_ batch: FrameBatch, lost: Int) {
    for _ in 0..<max(1, batch.set.stripes / batch.capacity) {
      batch.begin(firstStripe: 0)
      for column in lost..<dataColumns + lost {
        for row in 0..<batch.stripes { _ = batch.accept(column: column, row: row) }
      }
      _ = batch.recover()
    }
  }
}
