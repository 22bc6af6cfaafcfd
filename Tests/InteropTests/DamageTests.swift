import BundleCore
import CMS
import Primitives
import Submission
import TestSupport
import Testing
import Workplace

/// A bundle to one recipient: with several, the other one's encrypted key is not under the tag.
struct Lone: Sendable {
  let suite: Suite
  let campaign: CampaignPackage
  let opening: Opening
  let bundle: [UInt8]
  let stream: [UInt8]

  private static let all = Suite.allCases.map { suite in Result { try Lone(suite) } }

  static func of(_ suite: Suite) throws -> Lone {
    try all[Suite.allCases.firstIndex(of: suite) ?? 0].get()
  }

  init(_ suite: Suite) throws {
    let world = try World.of(suite)
    self.suite = suite
    campaign = try world.campaign(recipients: [world.centre.certificate])
    opening = Opening(
      campaign: campaign,
      keys: [try RecipientKey(certificate: world.centre.certificate, key: world.centre.key)],
      time: World.receptionTime)
    bundle = try world.bundle(under: campaign)
    stream = try world.bundle(under: campaign, form: .init(isStreamed: true))
  }
}

/// The one bit that makes another bundle of the same meaning: SM2's key transport has several
/// identifiers (SPEC, 3), and .301.3 and .301.2 differ in it.
private func isSynonym(_ place: Int, _ bit: Int, _ bytes: [UInt8]) -> Bool {
  let identifier: [UInt8] = [0x06, 0x09, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x82, 0x2d]
  return bit == 0 && place >= identifier.count
    && Array(bytes[(place - identifier.count)..<place]) == identifier
}

/// Nothing that was damaged is taken for whole, and nothing traps.
@Suite struct DamageTests {
  private func expectUnreadable(
    _ damaged: [UInt8], _ opening: Opening, _ what: @autoclosure () -> String
  ) {
    let report = opening.verify(MemorySource(damaged))
    let gates = report.findings.map(\.code.gate)
    if report.verdict != .unreadable || gates.count != 1
      || ![.transport, .envelope].contains(gates[0])
    {
      Issue.record("\(what()): \(report.verdict) \(report.findings.map(\.code))")
    }
  }

  @Test(arguments: Suite.allCases, [false, true])
  func everyTruncation(suite: Suite, streamed: Bool) throws {
    let lone = try Lone.of(suite)
    let bundle = streamed ? lone.stream : lone.bundle
    #expect(lone.opening.verify(MemorySource(bundle)).verdict == .accepted)
    // Every length around the edges, most of the ciphertext in steps that meet every residue.
    for count in 0..<bundle.count
    where count < 700 || count > bundle.count - 120 || count % 13 == 0 {
      expectUnreadable(Array(bundle[..<count]), lone.opening, "\(count) octets")
    }
  }

  @Test(arguments: Suite.allCases, [false, true])
  func bitsOfABundle(suite: Suite, streamed: Bool) throws {
    let lone = try Lone.of(suite)
    var bundle = streamed ? lone.stream : lone.bundle
    for place in bundle.indices {
      // Before the content and after it every third bit (`everyBitOfAnEnvelope` takes them all);
      // of the content, one now and then.
      let isOutside = place < 420 || place > bundle.count - 40
      for bit in 0..<8
      where (place * 8 + bit) % (isOutside ? 3 : 223) == 0 && !isSynonym(place, bit, bundle) {
        bundle[place] ^= 1 << bit
        expectUnreadable(bundle, lone.opening, "octet \(place), bit \(bit)")
        bundle[place] ^= 1 << bit
      }
    }
  }

  /// All bits of all octets of a small envelope, and all its truncations, below the threads.
  @Test(arguments: Suite.allCases, [nil, 150 as UInt64])
  func everyBitOfAnEnvelope(suite: Suite, length: UInt64?) throws {
    let world = try World.of(suite)
    let prefix = [UInt8](repeating: 7, count: 72)
    let plain = prefix + [UInt8](repeating: 9, count: 78)
    let sink = MemorySink()
    let writer = try EnvelopeWriter(
      sink, suite: suite, recipients: [world.centre.certificate], contentLength: length,
      segmentSize: 64)
    try writer.write(plain)
    try writer.finish()
    let key = try RecipientKey(certificate: world.centre.certificate, key: world.centre.key)
    let block = Block(byteCount: 256)
    func open(_ bytes: [UInt8]) throws -> [UInt8] {
      let reader = try EnvelopeReader(MemorySource(bytes), keys: [key], prefix: prefix)
      var out: [UInt8] = []
      while case let count = try reader.read(into: block.memory), count > 0 {
        out += block.memory[..<count]
      }
      return out
    }
    func expectFailure(_ bytes: [UInt8], _ what: @autoclosure () -> String) {
      do {
        _ = try open(bytes)
        Issue.record("\(what()) is taken for whole")
      } catch let error as FengniError {
        if ![.transport, .envelope].contains(error.code.gate) {
          Issue.record("\(what()): \(error.code)")
        }
      } catch { Issue.record("\(what()): \(error)") }
    }
    var sealed = sink.bytes
    #expect(try open(sealed) == plain)
    for count in 0..<sealed.count { expectFailure(Array(sealed[..<count]), "\(count) octets") }
    for place in sealed.indices {
      for bit in 0..<8 where !isSynonym(place, bit, sealed) {
        sealed[place] ^= 1 << bit
        expectFailure(sealed, "octet \(place), bit \(bit)")
        sealed[place] ^= 1 << bit
      }
    }
  }
}
