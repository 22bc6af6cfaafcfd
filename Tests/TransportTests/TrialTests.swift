import BundleCore
import ErasureFrames
import Foundation
import TestSupport
import Testing
import Workplace

@testable import Transport

/// Random files, parameters and damage: the file comes back exactly when enough of it survived,
/// and what is missing is told to the frame.
///
/// FENGNI_TRIALS=10000 runs so many instead of a few hundred.
@Suite struct TrialTests {
  private static let trials =
    ProcessInfo.processInfo.environment["FENGNI_TRIALS"].flatMap { Int($0) } ?? 240
  private static let lanes = 4

  @Test(arguments: 0..<lanes) func damage(lane: Int) throws {
    var restored = 0
    var refused = 0
    for trial in stride(from: lane, to: Self.trials, by: Self.lanes) {
      if try run(seed: UInt64(trial)) { restored += 1 } else { refused += 1 }
    }
    print("lane \(lane): restored \(restored), refused \(refused)")
    #expect(restored > 0 && refused > 0)
  }

  /// One trial; whether the file came back.
  private func run(seed: UInt64) throws -> Bool {
    var random = Seeded(seed)
    let folder = try Scratch()
    let cut = try CutFile(&random, in: folder)
    var files = cut.volumes
    var others = Seeded(seed &+ 1_000_000)
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      let damage = try #require(Damage.allCases.randomElement(using: &random))
      try damage.apply(to: &files, &random) { try CutFile(&others, in: folder).volumes }
    }
    files.shuffle(using: &random)
    let survivors = Survivors(files, of: cut)
    let paths = try files.enumerated().map { index, bytes in
      try folder.write("\(random.next() % 1000)-\(index).dat", bytes)
    }
    let collection = try FrameCollection(paths: paths)
    let context = Comment(rawValue: "seed \(seed), \(cut.set)")
    guard collection.sets.contains(cut.set) else {
      #expect(survivors.numbers.isEmpty, context)
      return false
    }
    let assessment = Assessment(collection, cut.set)
    let deficits = survivors.deficits(cut.set)
    #expect(assessment.present == survivors.numbers.count, context)
    #expect(assessment.lacking == deficits.reduce(0, +), context)
    #expect(assessment.lackingStripes == deficits.count { $0 > 0 }, context)
    #expect(assessment.contradictory == 0, context)
    try volumes(assessment, survivors, context)
    let output = folder("joined")
    if assessment.suffices {
      try collection.join(cut.set, to: output)
      #expect(try folder.read("joined") == cut.content, context)
      return true
    }
    #expect(throws: FengniError(.framesInsufficient), context) {
      try collection.join(cut.set, to: output)
    }
    #expect(!folder.exists("joined"), context)
    return false
  }

  private func volumes(
    _ assessment: Assessment, _ survivors: Survivors, _ context: Comment
  ) throws {
    let set = assessment.set
    for volume in 0..<set.volumes {
      let frames = set.frames(ofVolume: volume)
      let present = frames.count { survivors.numbers.contains($0) }
      let told = assessment.incomplete.first { $0.index == volume }
      #expect(told?.present == (present < frames.count ? present : nil), context)
    }
    #expect(assessment.sendAgain.isEmpty == assessment.suffices, context)
    // The advice holds: with those volumes it suffices, and without any one of them not.
    var numbers = survivors.numbers
    for volume in assessment.sendAgain { numbers.formUnion(set.frames(ofVolume: volume)) }
    var counts = [Int](repeating: 0, count: set.stripes)
    for number in numbers { counts[number % set.stripes] += 1 }
    #expect(counts.allSatisfy { $0 >= set.dataColumns }, context)
  }
}
