public import BundleCore
public import ErasureFrames
internal import Primitives

extension FrameCollection {
  /// The file that can be put together.
  ///
  /// `code`: the beginning of the short code of the one that is wanted; without it there must be
  /// exactly one that can be. Throws `framesNotFound`, `transferredAsText`,
  /// `framesOfSeveralFiles`, `framesInsufficient` (its subject is the short code).
  public func joinable(code: String? = nil) throws(FengniError) -> Assessment {
    let matching = sets(code)
    guard let first = matching.first else { throw nothingFound(code: code) }
    var complete: [Assessment] = []
    // Sets of a few frames, of which a hostile file can hold thousands, cost nothing here.
    for set in matching where places(set).count >= set.dataColumns * set.stripes {
      let assessment = Assessment(self, set)
      if assessment.suffices { complete.append(assessment) }
    }
    guard let only = complete.first else {
      throw FengniError(.framesInsufficient, first.shortCode)
    }
    // One file may have been cut in several ways, and then any of them will do.
    guard complete.allSatisfy({ $0.set.digest == only.set.digest }) else {
      throw FengniError(
        .framesOfSeveralFiles, complete.prefix(10).map { $0.set.shortCode }.joined(separator: ", "))
    }
    return only
  }

  /// Puts a file together; it appears whole, with the right digest, or not at all.
  ///
  /// Throws `framesInsufficient`, `framesForged` (its digest is another), `inputUnreadable`, and
  /// what files throw.
  public func join(
    _ set: FrameSet, progress: Progress = { _, _ in },
    into makeFile: () throws(FengniError) -> any WholeFile
  ) throws(FengniError) {
    if try attempt(set, makeFile, trusting: true, progress) { return }
    // Somebody forged frames: then those that contradict their stripe are looked for.
    if try attempt(set, makeFile, trusting: false, progress) { return }
    throw FengniError(.framesForged, set.shortCode)
  }

  private func attempt(
    _ set: FrameSet, _ makeFile: () throws(FengniError) -> any WholeFile, trusting: Bool,
    _ progress: Progress
  ) throws(FengniError) -> Bool {
    let output = try makeFile()
    guard try restore(set, to: output, trusting: trusting, progress) else { return false }
    try output.commit()
    return true
  }

  /// Passes on the file's octets; false when their digest is not the file's.
  ///
  /// Not `trusting`: frames that contradict their stripe are looked for and left out. Throws
  /// `framesInsufficient`, `inputUnreadable`, and what the sink throws.
  public func restore(
    _ set: FrameSet, to output: any ByteSink, trusting: Bool = true,
    _ progress: Progress = { _, _ in }
  ) throws(FengniError) -> Bool {
    let digest = DigestSink(set.digest.algorithm)
    // Three threads side by side, where there are threads: frames, digest, file.
    let file = try parallel.writing(behind: output, blocks: 8, byteCount: 1 << 20)
    let hash = try parallel.writing(behind: digest, blocks: 8, byteCount: 1 << 20)
    let both = PairSink(file, hash)
    let batch = FrameBatch(set: set, parallel: parallel)
    let places = places(set)
    var stripe = 0
    while stripe < set.stripes {
      batch.begin(firstStripe: stripe)
      let loader = StripeLoader(batch: batch, places: places, table: table)
      if trusting { loader.load() } else { loader.loadCarefully() }
      guard batch.recover().isEmpty else {
        throw FengniError(.framesInsufficient, set.shortCode)
      }
      try batch.write(to: both)
      stripe += batch.stripes
      progress(min(set.length, UInt64(stripe) * UInt64(set.stripeBytes)), set.length)
    }
    try file.finish()
    try hash.finish()
    return digest.finalize() == set.digest
  }
}

/// A sink that computes a digest.
package final class DigestSink: ByteSink {
  private let context: DigestContext

  package init(_ algorithm: DigestAlgorithm) { context = DigestContext(algorithm) }

  package func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) { context.update(bytes) }

  package func finalize() -> Digest { context.finalize() }
}

/// Passes everything on to two sinks.
final class PairSink: ByteSink {
  private let first: any ByteSink
  private let second: any ByteSink

  init(_ first: any ByteSink, _ second: any ByteSink) {
    self.first = first
    self.second = second
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    try first.write(bytes)
    try second.write(bytes)
  }
}
