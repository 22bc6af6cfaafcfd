import BundleCore
import Disk
import ErasureFrames
import Foundation
import Primitives
import Submission
import Workplace

/// What became of one delivery before the writer saw it.
enum Examination: Sendable {
  /// Known by its digest, not verified again.
  case known(Digest)
  case examined(Examined)
  /// It can't be read, or not be copied.
  case failed(FengniError)
}

/// Verifies deliveries side by side and hands them over in their order, a bounded number ahead of
/// whoever takes them.
final class Examiners: @unchecked Sendable {
  private let centre: CentreFolder
  private let opening: Opening
  private let deliveries: [Delivery]
  private let isKnown: @Sendable ([Digest]) throws(FengniError) -> Digest?
  private let window: Int

  private let condition = NSCondition()
  private var next = 0
  private var taken = 0
  private var done: [Int: Examination] = [:]
  private var isStopped = false
  private var running = 0

  /// Files up to this size are read at once, so that a known one costs its digest alone.
  private static let smallFile: UInt64 = 4 << 20
  private static let threadStack = 8 << 20

  init(
    _ centre: CentreFolder, _ opening: Opening, _ deliveries: [Delivery], threads: Int,
    isKnown: @escaping @Sendable ([Digest]) throws(FengniError) -> Digest?
  ) {
    self.centre = centre
    self.opening = opening
    self.deliveries = deliveries
    self.isKnown = isKnown
    window = max(4, threads * 8)
    running = threads
    for _ in 0..<threads {
      let thread = Thread { self.work() }
      thread.stackSize = Self.threadStack
      thread.start()
    }
  }

  /// The examination of the next delivery in order; nil at the end.
  func take() -> (Delivery, Examination)? {
    condition.lock()
    defer { condition.unlock() }
    guard taken < deliveries.count else { return nil }
    while done[taken] == nil { condition.wait() }
    guard let examination = done.removeValue(forKey: taken) else { return nil }
    taken += 1
    condition.broadcast()
    return (deliveries[taken - 1], examination)
  }

  /// Lets the threads end after what they have in hand, and waits for them.
  func stop() {
    condition.lock()
    isStopped = true
    condition.broadcast()
    while running > 0 { condition.wait() }
    condition.unlock()
  }

  private func work() {
    while let index = claim() {
      let examination = examine(deliveries[index], copy: "\(index).fnb")
      condition.lock()
      done[index] = examination
      condition.broadcast()
      condition.unlock()
    }
    condition.lock()
    running -= 1
    condition.broadcast()
    condition.unlock()
  }

  private func claim() -> Int? {
    condition.lock()
    defer { condition.unlock() }
    while !isStopped, next < deliveries.count, next >= taken + window { condition.wait() }
    guard !isStopped, next < deliveries.count else { return nil }
    next += 1
    return next - 1
  }

  private func examine(_ delivery: Delivery, copy: String) -> Examination {
    do throws(FengniError) {
      if let joining = delivery.joining { return try examineJoined(joining, delivery, copy) }
      let source = try FileSource(path: delivery.file)
      if let size = source.size, size <= Self.smallFile {
        return try examineSmall(source, delivery, copy)
      }
      return try examineLarge(source, delivery, copy)
    } catch {
      return .failed(error.subject.isEmpty ? error.about(delivery.name) : error)
    }
  }

  private func examineSmall(
    _ source: FileSource, _ delivery: Delivery, _ copy: String
  ) throws(FengniError) -> Examination {
    let bytes = try source.readAll(
      limit: Int(Self.smallFile) * 2, tooLarge: FengniError(.fileChanged, delivery.name))
    let digests = [DigestAlgorithm.sm3, .sha256].map { Digest.of(bytes, $0) }
    if let known = try isKnown(digests) { return .known(known) }
    let verification = try opening.examine(MemorySource(bytes), relayingInto: centre, copy)
    let algorithm =
      verification.report.file.digest?.algorithm ?? centre.campaign.digest.algorithm
    let digest = algorithm == .sm3 ? digests[0] : digests[1]
    try Placement.write(bytes, to: Paths.join(centre.incoming, copy))
    return .examined(
      Examined(
        delivery: delivery, copy: copy, digest: digest, size: UInt64(bytes.count),
        verification: verification))
  }

  /// One pass: what is verified is what is copied.
  private func examineLarge(
    _ source: FileSource, _ delivery: Delivery, _ copy: String
  ) throws(FengniError) -> Examination {
    let path = Paths.join(centre.incoming, copy)
    let file = try Placement.File(path: path)
    let copying = CopyingSource(source, file)
    let verification = try opening.examine(copying, relayingInto: centre, copy)
    try copying.finish()
    var known = verification.report.file.digest
    if known == nil {
      known = try DigestContext.digest(
        of: FileSource(path: path), centre.campaign.digest.algorithm)
    }
    guard let digest = known else { throw FengniError(.cryptoLibrary) }
    return .examined(
      Examined(
        delivery: delivery, copy: copy, digest: digest, size: copying.count,
        verification: verification))
  }
}

extension Examiners {
  /// Volumes are put together where the copy of a file would lie.
  private func examineJoined(
    _ joining: PartJoining, _ delivery: Delivery, _ copy: String
  ) throws(FengniError) -> Examination {
    let path = Paths.join(centre.incoming, copy)
    try joining.join(into: path)
    let verification = try opening.examine(FileSource(path: path), relayingInto: centre, copy)
    var known = verification.report.file.digest
    if known == nil {
      known = try DigestContext.digest(
        of: FileSource(path: path), centre.campaign.digest.algorithm)
    }
    guard let digest = known else { throw FengniError(.cryptoLibrary) }
    joining.delivered = digest
    return .examined(
      Examined(
        delivery: delivery, copy: copy, digest: digest, size: joining.set.length,
        verification: verification))
  }
}

extension Opening {
  /// Verifies, and copies the bundles that are in this one into `incoming/`, beside its own copy.
  func examine(
    _ source: any ByteSource, relayingInto centre: CentreFolder, _ copy: String
  ) throws(FengniError) -> Verification {
    var count = 0
    let verification = examine(
      source,
      relay: { (_) throws(FengniError) in
        count += 1
        return try Placement.File(
          path: Paths.join(centre.incoming, Examined.innerCopy(copy, count - 1)))
      })
    try verification.requireDecidable()
    return verification
  }
}

extension Verification {
  /// Throws what kept this machine from reading or copying: that says nothing of the bundle, and
  /// must never become a decision on it.
  func requireDecidable() throws(FengniError) {
    let own: Set<Code> = [
      .inputNotFound, .inputUnreadable, .cannotRead, .cannotWrite, .cannotCreate, .diskFull,
      .permissionDenied, .randomUnavailable,
    ]
    if let finding = report.findings.first(where: { own.contains($0.code) }) {
      throw FengniError(finding.code, finding.subject)
    }
  }
}

/// Passes on what it reads and writes it to a file.
///
/// A copy that can't be written is an error of the centre's, kept for `finish`, and no flaw of the
/// bundle. One thread at a time.
private final class CopyingSource: ByteSource {
  private let source: any ByteSource
  private let file: Placement.File
  private var failure: FengniError?
  private var hasEnded = false
  private(set) var count: UInt64 = 0

  init(_ source: any ByteSource, _ file: Placement.File) {
    self.source = source
    self.file = file
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    let read: Int
    do throws(FengniError) {
      read = try source.read(into: buffer)
      try file.write(UnsafeRawBufferPointer(rebasing: buffer[..<read]))
    } catch {
      failure = error
      throw error
    }
    count += UInt64(read)
    if read == 0 { hasEnded = true }
    return read
  }

  /// Copies what verification left unread.
  func finish() throws(FengniError) {
    if let failure { throw failure }
    let block = Block(byteCount: 256 << 10)
    while !hasEnded { _ = try read(into: block.memory) }
  }
}
