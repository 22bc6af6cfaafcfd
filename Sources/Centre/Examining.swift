import BundleCore
import CMS
import Disk
internal import GRDB
import Primitives
import Submission
import Workplace

/// A delivery that was verified and copied, and waits for the writer.
struct Examined: Sendable {
  let arrival: Arrival
  let digest: Digest
  /// Of the whole file, also where verification stopped early.
  let size: UInt64
  let verification: Verification

  var delivery: Delivery { arrival.delivery }
  var copy: String { arrival.copy }
  var report: ValidationReport { verification.report }

  /// Octets that it holds in memory, about.
  var weight: UInt64 { verification.forms.reduce(4096) { $0 + UInt64($1.bytes.count) } }

  /// Name of the copy of a bundle that came in this one.
  func innerCopy(_ index: Int) -> String { Self.innerCopy(copy, index) }
  static func innerCopy(_ copy: String, _ index: Int) -> String { "\(copy)-\(index).fnb" }
}

/// Verifies deliveries and copies them into `incoming/`: all the work with keys that a delivery
/// costs before it is decided, on whichever thread.
struct Examining: Sendable {
  let centre: CentreFolder
  let opening: Opening
  let keyWork: KeyWork?

  /// Files up to this size are read at once, so that a known one costs its digest alone.
  private static let smallFile: UInt64 = 4 << 20

  func examine(_ arrival: Arrival) -> Examination {
    do throws(FengniError) {
      if arrival.isCopied { return .examined(try examineCopy(arrival)) }
      switch arrival.delivery.way {
      case .file(let path):
        let source = try FileSource(path: path)
        if let size = source.size, size <= Self.smallFile { return try small(source, arrival) }
        return .examined(try large(source, arrival))
      case .volumes(let set):
        // Put together where the copy of a file would lie.
        try set.join(into: path(arrival))
        return .examined(try examineCopy(arrival))
      case .relayed:
        return .examined(try examineCopy(arrival))
      }
    } catch {
      return .failed(
        arrival.delivery, error.subject.isEmpty ? error.about(arrival.delivery.name) : error)
    }
  }

  private func path(_ arrival: Arrival) -> String { Paths.join(centre.incoming, arrival.copy) }

  private func small(
    _ source: FileSource, _ arrival: Arrival
  ) throws(FengniError) -> Examination {
    let bytes = try source.readAll(
      limit: Int(Self.smallFile) * 2, tooLarge: FengniError(.fileChanged, arrival.delivery.name))
    let digests = [DigestAlgorithm.sm3, .sha256].map { Digest.of(bytes, $0) }
    if let known = try centre.store.known(digests) { return .known(arrival.delivery, known) }
    let verification = try verify(MemorySource(bytes), arrival)
    let algorithm =
      verification.report.file.digest?.algorithm ?? centre.campaign.digest.algorithm
    try Placement.write(bytes, to: path(arrival))
    return .examined(
      Examined(
        arrival: arrival, digest: algorithm == .sm3 ? digests[0] : digests[1],
        size: UInt64(bytes.count), verification: verification))
  }

  /// One pass: what is verified is what is copied.
  private func large(_ source: FileSource, _ arrival: Arrival) throws(FengniError) -> Examined {
    let copying = CopyingSource(source, try Placement.File(path: path(arrival)))
    let verification = try verify(copying, arrival)
    try copying.finish()
    return try examined(arrival, verification, size: copying.count)
  }

  private func examineCopy(_ arrival: Arrival) throws(FengniError) -> Examined {
    let source = try FileSource(path: path(arrival))
    let verification = try verify(source, arrival)
    return try examined(
      arrival, verification, size: source.size ?? verification.report.file.size)
  }

  /// Where verification did not come to the end of the file, its copy is digested by itself.
  private func examined(
    _ arrival: Arrival, _ verification: Verification, size: UInt64
  ) throws(FengniError) -> Examined {
    var digest = verification.report.file.digest
    if digest == nil {
      digest = try DigestContext.digest(
        of: FileSource(path: path(arrival)), centre.campaign.digest.algorithm)
    }
    guard let digest else { throw FengniError(.cryptoLibrary) }
    return Examined(arrival: arrival, digest: digest, size: size, verification: verification)
  }

  private func verify(
    _ source: any ByteSource, _ arrival: Arrival
  ) throws(FengniError) -> Verification {
    keyWork?.note()
    guard let relayed = arrival.delivery.relayed else {
      return try opening.examine(source, relayingInto: centre, arrival.copy)
    }
    // One level: nobody relays relays, and depth is not for a sender to choose.
    var opening = opening
    opening.time = relayed.received
    let verification = opening.examine(source)
    try verification.requireDecidable()
    return verification
  }
}

extension CentreFolder {
  /// How this centre opens what came at a time, the one place that says so.
  func opening(
    keys: [RecipientKey], at time: Timestamp, crls: [CertificateRevocationList],
    acceptsIndeterminate: Bool = false
  ) -> Opening {
    Opening(
      campaign: campaign, earlier: earlier, keys: keys, time: time, crls: crls,
      acceptsIndeterminate: acceptsIndeterminate)
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
    if let finding = report.findings.first(where: { $0.code.isOfThisMachine }) {
      throw FengniError(finding.code, finding.subject)
    }
  }
}

extension Store {
  /// The digest under which one of these is known.
  func known(_ digests: [Digest]) throws(FengniError) -> Digest? {
    try read { database in
      try digests.first { try !EarlierDelivery.find(database, "digest = ?", [$0.text]).isEmpty }
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
