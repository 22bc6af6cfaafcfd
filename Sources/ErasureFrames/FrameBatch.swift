public import BundleCore
import Checksums

/// Some successive stripes of a set in memory, each column's frames side by side.
///
/// Forward: `fill`, `encode`, then `frames(ofColumn:)` are written. Back: `begin`, `slot` is read
/// into, `accept`, `recover`, `write`. Used by one thread; the work inside is done side by side.
public final class FrameBatch: @unchecked Sendable {
  public let set: FrameSet
  /// Stripes that fit.
  public let capacity: Int
  /// The first stripe that is in memory now.
  public private(set) var firstStripe = 0
  /// How many are.
  public private(set) var stripes = 0

  private let block: Block
  private let stride: Int
  private let coder: ErasureCoder
  private let parallel: any Parallel
  private var present: [Bool]
  private var lastRecovery: (pattern: [Bool], plan: ErasureCoder.Recovery)?

  /// About `memory` octets, and at least one stripe (which may have 64 MiB).
  public init(set: FrameSet, parallel: any Parallel, memory: Int = 64 << 20) {
    self.set = set
    self.parallel = parallel
    let fitting = memory / (set.columns * set.frameSize)
    capacity = max(1, min(set.stripes, fitting))
    // Columns at distances of a power of two would all fall into the same few cache lines.
    stride = capacity * set.frameSize + 33 * 64
    block = Block(byteCount: stride * set.columns)
    coder = ErasureCoder(
      dataColumns: set.dataColumns, recoveryColumns: set.recoveryColumns)
    present = Array(repeating: false, count: capacity * set.columns)
  }

  /// The memory of a frame, `row` stripes after the first.
  public func slot(column: Int, row: Int) -> UnsafeMutableRawBufferPointer {
    let start = column * stride + row * set.frameSize
    return UnsafeMutableRawBufferPointer(rebasing: block.memory[start..<start + set.frameSize])
  }

  private func payload(column: Int, row: Int) -> UnsafeMutableRawBufferPointer {
    let frame = slot(column: column, row: row)
    return UnsafeMutableRawBufferPointer(rebasing: frame[FrameHeader.byteCount...])
  }

  private func payloads(row: Int) -> [UnsafeMutablePointer<UInt8>] {
    (0..<set.columns).compactMap {
      payload(column: $0, row: row).baseAddress?.assumingMemoryBound(to: UInt8.self)
    }
  }

  // MARK: Forward

  /// Reads the next stripes of the file from its source; false when there are none any more.
  public func fill(from source: any ByteSource) throws(FengniError) -> Bool {
    firstStripe += stripes
    stripes = min(capacity, set.stripes - firstStripe)
    guard stripes > 0 else { return false }
    for row in 0..<stripes {
      for column in 0..<set.dataColumns {
        let target = payload(column: column, row: row)
        let count = try source.fill(target)
        if count < target.count {
          UnsafeMutableRawBufferPointer(rebasing: target[count...])
            .initializeMemory(as: UInt8.self, repeating: 0)
        }
      }
    }
    return true
  }

  /// Computes recovery columns and headers.
  public func encode() {
    parallel.each(stripes) { [self] row in
      coder.encode(payloads(row: row), count: set.payloadSize)
      for column in 0..<set.columns {
        let checksum = CRC64.of(UnsafeRawBufferPointer(payload(column: column, row: row)))
        FrameHeader(
          set: set, column: column, stripe: firstStripe + row, payloadChecksum: checksum
        ).write(to: slot(column: column, row: row))
      }
    }
  }

  /// The frames of one column that are in memory, in order.
  public func frames(ofColumn column: Int) -> UnsafeRawBufferPointer {
    let start = column * stride
    return UnsafeRawBufferPointer(
      rebasing: block.memory[start..<start + stripes * set.frameSize])
  }

  /// The checksum of a frame's payload, when it was encoded or accepted.
  public func checksum(column: Int, row: Int) -> UInt64 {
    FrameHeader(UnsafeRawBufferPointer(slot(column: column, row: row)))?.payloadChecksum ?? 0
  }

  // MARK: Back

  /// Turns to the stripes from this one on; no frame of them is there yet.
  public func begin(firstStripe: Int) {
    self.firstStripe = firstStripe
    stripes = max(0, min(capacity, set.stripes - firstStripe))
    for i in present.indices { present[i] = false }
  }

  /// Whether what was read into the slot is the frame of that place; then it takes part.
  public func accept(column: Int, row: Int) -> Bool {
    let frame = UnsafeRawBufferPointer(slot(column: column, row: row))
    guard let header = FrameHeader(frame), header.set == set, header.column == column,
      header.stripe == firstStripe + row,
      header.matches(
        payload: UnsafeRawBufferPointer(rebasing: frame[FrameHeader.byteCount...]))
    else { return false }
    present[row * set.columns + column] = true
    return true
  }

  /// Whether a frame takes part.
  public func isPresent(column: Int, row: Int) -> Bool { present[row * set.columns + column] }

  /// Takes a frame out again.
  public func leaveOut(column: Int, row: Int) { present[row * set.columns + column] = false }

  /// How many frames of a stripe take part.
  public func count(row: Int) -> Int {
    present[row * set.columns..<(row + 1) * set.columns].count { $0 }
  }

  /// Computes the data frames that are missing; gives the stripes that lack frames, in order.
  public func recover() -> [Int] {
    var plans: [(row: Int, plan: ErasureCoder.Recovery)] = []
    var lacking: [Int] = []
    for row in 0..<stripes {
      let pattern = Array(present[row * set.columns..<(row + 1) * set.columns])
      if pattern[..<set.dataColumns].allSatisfy({ $0 }) { continue }
      if let lastRecovery, lastRecovery.pattern == pattern {
        plans.append((row, lastRecovery.plan))
      } else if let plan = coder.recovery(present: pattern) {
        lastRecovery = (pattern, plan)
        plans.append((row, plan))
      } else {
        lacking.append(firstStripe + row)
      }
    }
    let work = plans
    parallel.each(work.count) { [self] i in
      let (row, plan) = work[i]
      let all = payloads(row: row)
      plan.tables.apply(
        plan.sources.map { all[$0] }, plan.missing.map { all[$0] }, count: set.payloadSize)
    }
    return lacking
  }

  /// The payload checksums of all columns of the codeword that the frames taking part give;
  /// empty when they are too few. Frames that take part keep their content, others are lost.
  public func codewordChecksums(row: Int) -> [UInt64] {
    let pattern = Array(present[row * set.columns..<(row + 1) * set.columns])
    guard let plan = coder.recovery(present: pattern) else { return [] }
    let all = payloads(row: row)
    plan.tables.apply(
      plan.sources.map { all[$0] }, plan.missing.map { all[$0] }, count: set.payloadSize)
    coder.encode(all, count: set.payloadSize)
    return (0..<set.columns).map {
      CRC64.of(UnsafeRawBufferPointer(payload(column: $0, row: row)))
    }
  }

  /// Passes on the file's octets of these stripes.
  public func write(to sink: any ByteSink) throws(FengniError) {
    for row in 0..<stripes {
      var position = UInt64(firstStripe + row) * UInt64(set.stripeBytes)
      for column in 0..<set.dataColumns where position < set.length {
        let count = min(UInt64(set.payloadSize), set.length - position)
        let octets = payload(column: column, row: row)
        try sink.write(UnsafeRawBufferPointer(rebasing: octets[..<Int(count)]))
        position += count
      }
    }
  }
}
