import BundleCore
import CMS
import Foundation
import Primitives
import StrictZIP
import Submission
import TestSupport
import Testing
import Workplace

/// Deterministic mutations: nothing traps, and nothing holds but the bytes that were made.
@Suite struct MutationTests {
  /// SplitMix64, so that a failure comes again.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
  }

  enum Mutation: CaseIterable {
    case flip, set, insert, remove, truncate, duplicate, swap, length

    func apply(to bytes: [UInt8], _ random: inout Generator) -> [UInt8] {
      var bytes = bytes
      let at = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, at + Int.random(in: 1...64, using: &random))
      switch self {
      case .flip: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case .set: bytes[at] = [0, 0x30, 0x80, 0x84, 0xff].randomElement(using: &random) ?? 0
      case .insert: bytes.insert(UInt8.random(in: 0...255, using: &random), at: at)
      case .remove: bytes.removeSubrange(at..<end)
      case .truncate: bytes.removeSubrange(at...)
      case .duplicate: bytes.insert(contentsOf: bytes[at..<end], at: at)
      case .swap:
        let other = Int.random(in: 0..<bytes.count, using: &random)
        bytes.swapAt(at, other)
      case .length:
        // A header of DER: another length where a tag stands.
        if let tag = bytes[at...].firstIndex(where: { [0x30, 0x31, 0xa0, 0x04, 0x02].contains($0) }
        ),
          tag + 1 < bytes.count
        {
          bytes[tag + 1] = bytes[tag + 1] &+ UInt8.random(in: 1...255, using: &random)
        }
      }
      return bytes
    }
  }

  @Test(arguments: Suite.allCases, [false, true])
  func mutatedBundlesNeverHold(suite: Suite, streamed: Bool) throws {
    let world = try World.of(suite)
    let bundle = try world.bundle(form: .init(isStreamed: streamed))
    let opening = try world.opening
    let plain = try Self.package(bundle, opening)
    var random = Generator(state: 1)
    for round in 0..<320 {
      let mutation = Mutation.allCases[round % Mutation.allCases.count]
      // Every second round aims at what stands before the content.
      let head = bundle.prefix(round.isMultiple(of: 2) ? 700 : bundle.count)
      let mutated = mutation.apply(to: Array(head), &random) + bundle.dropFirst(head.count)
      let report = opening.verify(MemorySource(mutated))
      guard mutated != bundle, report.verdict.holds else { continue }
      // CMS authenticates the content, not the other recipient's RecipientInfo nor the form of the
      // BER: what holds then is the same package, in a file with another digest.
      #expect(try Self.package(mutated, opening) == plain, "\(mutation) \(round)")
      #expect(report.file.digest != Digest.of(bundle, suite.digest))
    }
  }

  /// Mutations inside the envelope, sealed again by somebody who is no signer.
  @Test(arguments: Suite.allCases)
  func mutatedPackagesNeverHold(suite: Suite) throws {
    let world = try World.of(suite)
    let opening = try world.opening
    let bundle = try world.bundle()
    let plain = try Self.package(bundle, opening)
    var random = Generator(state: 2)
    for round in 0..<320 {
      let mutation = Mutation.allCases[round % Mutation.allCases.count]
      let mutated = mutation.apply(to: plain, &random)
      let sealed = try Self.seal(mutated, world)
      let report = opening.verify(MemorySource(sealed))
      if mutated != plain { #expect(!report.verdict.holds, "\(mutation) \(round)") }
    }
    #expect(opening.verify(MemorySource(try Self.seal(plain, world))).verdict.holds)
  }

  @Test(arguments: Suite.allCases)
  func mutatedCampaignsAreRefused(suite: Suite) throws {
    let world = try World.of(suite)
    var random = Generator(state: 3)
    for round in 0..<400 {
      let mutation = Mutation.allCases[round % Mutation.allCases.count]
      let mutated = mutation.apply(to: world.campaignBytes, &random)
      if mutated == world.campaignBytes { continue }
      #expect(throws: FengniError.self, "\(mutation) \(round)") {
        try CampaignPackage(bytes: mutated)
      }
    }
  }

  static func package(_ bundle: [UInt8], _ opening: Opening) throws -> [UInt8] {
    let reader = try EnvelopeReader(
      MemorySource(bundle), keys: opening.keys, prefix: PackageLayout.constantPrefix())
    return try reader.readAll(limit: 1 << 24, tooLarge: FengniError(.usage))
  }

  static func seal(_ package: [UInt8], _ world: World) throws -> [UInt8] {
    let sink = MemorySink()
    let writer = try EnvelopeWriter(
      sink, suite: world.suite, recipients: [world.centre.certificate, world.escrow.certificate],
      contentLength: UInt64(package.count))
    try writer.write(package)
    try writer.finish()
    return sink.bytes
  }
}
