internal import CISAL

/// Reed-Solomon over GF(2^8) for `k` data and `m` recovery columns (SPEC 14.4).
///
/// Row i of the code (0 ≤ i < m) is the Cauchy row 1 / ((k + i) xor j), 0 ≤ j < k. Every square
/// part of a Cauchy matrix can be inverted, so any k of the k + m columns give the rest.
final class ErasureCoder: Sendable {
  let dataColumns: Int
  let recoveryColumns: Int
  private let encoding: Tables?

  /// What ISA-L makes of a matrix: 32 octets for each coefficient.
  final class Tables: @unchecked Sendable {
    private let memory: UnsafeMutablePointer<UInt8>
    let inputs: Int
    let outputs: Int

    /// One row for each output, one coefficient in it for each input.
    init(_ rows: [[UInt8]], inputs: Int) {
      self.inputs = inputs
      outputs = rows.count
      memory = .allocate(capacity: max(1, 32 * inputs * outputs))
      var matrix = rows.flatMap { $0 }
      ec_init_tables(Int32(inputs), Int32(outputs), &matrix, memory)
    }

    deinit { memory.deallocate() }

    /// Octets that the second-level cache should hold of all columns at once: half a megabyte.
    private static let working = 512 << 10

    /// Computes the outputs; all columns have `count` octets.
    ///
    /// In short stretches: ISA-L goes over all inputs once for every four to six outputs, which
    /// costs memory bandwidth unless they are still in the cache.
    func apply(
      _ sources: [UnsafeMutablePointer<UInt8>], _ targets: [UnsafeMutablePointer<UInt8>], count: Int
    ) {
      guard sources.count == inputs, targets.count == outputs, outputs > 0 else { return }
      let stretch = max(1024, Self.working / (inputs + outputs) & ~63)
      var from: [UnsafeMutablePointer<UInt8>?] = Array(repeating: nil, count: inputs)
      var to: [UnsafeMutablePointer<UInt8>?] = Array(repeating: nil, count: outputs)
      var start = 0
      while start < count {
        // No tail shorter than a vector, for which ISA-L would fall back to single octets.
        let length = count - start < 2 * stretch ? count - start : stretch
        for i in 0..<inputs { from[i] = sources[i] + start }
        for i in 0..<outputs { to[i] = targets[i] + start }
        ec_encode_data(Int32(length), Int32(inputs), Int32(outputs), memory, &from, &to)
        start += length
      }
    }
  }

  /// 1 ≤ k, k + m ≤ 255.
  init(dataColumns: Int, recoveryColumns: Int) {
    self.dataColumns = dataColumns
    self.recoveryColumns = recoveryColumns
    encoding =
      recoveryColumns == 0
      ? nil
      : Tables(
        (0..<recoveryColumns).map { Self.row($0, dataColumns: dataColumns) }, inputs: dataColumns)
  }

  private static func row(_ index: Int, dataColumns: Int) -> [UInt8] {
    (0..<dataColumns).map { GaloisField.inverse(UInt8((dataColumns + index) ^ $0)) }
  }

  /// Computes all recovery columns of one stripe.
  func encode(_ columns: [UnsafeMutablePointer<UInt8>], count: Int) {
    guard columns.count == dataColumns + recoveryColumns else { return }
    encoding?.apply(
      Array(columns[..<dataColumns]), Array(columns[dataColumns...]), count: count)
  }

  /// How missing data columns follow from those that are there.
  struct Recovery: Sendable {
    /// Data columns that are computed, ascending.
    let missing: [Int]
    /// The k columns that they are computed from.
    let sources: [Int]
    let tables: Tables
  }

  /// Plans for one pattern; nil when fewer than k columns are there.
  ///
  /// With e data columns missing, e recovery rows are solved for them: an e × e inversion, so
  /// that many different patterns cost little.
  func recovery(present: [Bool]) -> Recovery? {
    guard present.count == dataColumns + recoveryColumns else { return nil }
    let missing = (0..<dataColumns).filter { !present[$0] }
    let helpers = (dataColumns..<present.count).filter { present[$0] }.prefix(missing.count)
    guard helpers.count == missing.count else { return nil }
    let kept = (0..<dataColumns).filter { present[$0] }
    let rows = helpers.map { Self.row($0 - dataColumns, dataColumns: dataColumns) }
    let square = rows.map { row in missing.map { row[$0] } }
    guard let inverse = GaloisField.inverse(ofSquare: square) else { return nil }
    let solution = inverse.map { factors in
      kept.map { column in
        zip(factors, rows).reduce(0) { $0 ^ GaloisField.multiply($1.0, $1.1[column]) }
      } + factors
    }
    return Recovery(
      missing: missing, sources: kept + helpers,
      tables: Tables(solution, inputs: dataColumns))
  }
}
