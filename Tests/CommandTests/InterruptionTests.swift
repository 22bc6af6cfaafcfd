import BundleCore
import Foundation
import Glibc
import TestSupport
import Testing

/// Signals at any moment: nothing half-made stays.
@Suite(.serialized) struct InterruptionTests {
  /// One large document and many small ones, signed and sealed once.
  struct Large: Sendable {
    let scratch: Scratch
    let work: String
    let bundle: String
    let sealSeconds: Double
    let openSeconds: Double

    private static let made = Result { try Large() }
    static func shared() throws -> Large { try made.get() }

    /// Enough for every thread to be at work; the moments are shares of the time that it takes.
    static let bytes: UInt64 =
      (ProcessInfo.processInfo.environment["FENGNI_SLOW"] == nil ? 32 : 96) << 20

    private init() throws {
      let story = try Story.shared()
      scratch = try Scratch()
      work = try scratch.copy(story.path("quick"), as: "work")
      let evidence = scratch("work/documents/evidence")
      _ = try scratch.write("work/documents/evidence/large.bin", "")
      truncate(evidence + "/large.bin", Int(Self.bytes))
      for i in 0..<300 {
        _ = try scratch.write("work/documents/evidence/\(i % 20)/\(i).bin", "small \(i)")
      }
      let signed = try Tool.run(
        ["sign", work, "--as", "seal", "--anew", "--keys", story.path("keys/seal")]
          + story.secret + Story.signing, environment: story.home)
      bundle = scratch("large.fnb")
      let sealed = try Tool.run(
        ["seal", work, "-o", bundle] + Story.signing, environment: story.home)
      let opened = try Tool.run(
        ["open", bundle, "-o", scratch("first")] + story.centre, environment: story.home)
      guard signed.status == 0, sealed.status == 0, opened.status == 0 else {
        throw TestFailure(description: signed.all + sealed.all + opened.all)
      }
      try FileManager.default.removeItem(atPath: scratch("first"))
      sealSeconds = sealed.seconds
      openSeconds = opened.seconds
    }
  }

  private func arguments(_ command: String, _ large: Large, _ out: String) throws -> [String] {
    let story = try Story.shared()
    return command == "seal"
      ? ["seal", large.work, "-o", out] + Story.signing
      : ["open", large.bundle, "-o", out] + story.centre
  }

  /// The moments lie denser towards the end, where files are renamed and removed.
  private func moments(_ count: Int, within seconds: Double) -> [Double] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { i in
      i % 2 == 0
        ? Double.random(in: 0...seconds, using: &generator)
        : Double.random(in: seconds * 0.85...seconds * 1.02, using: &generator)
    }
  }

  @Test(arguments: ["seal", "open"], [SIGTERM, SIGINT])
  func interrupted(_ command: String, _ number: Int32) throws {
    let (story, large, scratch) = (try Story.shared(), try Large.shared(), try Scratch())
    let seconds = command == "seal" ? large.sealSeconds : large.openSeconds
    for moment in moments(10, within: seconds) {
      let out = scratch("out")
      let outcome = try Tool.run(
        try arguments(command, large, out), environment: story.home, signal: (number, moment))
      // It may have been quicker than the signal, or hit before anything was set up.
      #expect([0, 128 + number].contains(outcome.status), "\(outcome.all)")
      #expect(scratch.litter.isEmpty, "after \(moment) s: \(scratch.litter)")
      if outcome.status == 0 {
        try FileManager.default.removeItem(atPath: out)
      } else if scratch.exists("out") {
        // Between the rename and the end of the process everything is there, and whole.
        try expectWhole(command, out, large)
        try FileManager.default.removeItem(atPath: out)
      }
    }
  }

  @Test(arguments: ["seal", "open"])
  func killed(_ command: String) throws {
    let (story, large, scratch) = (try Story.shared(), try Large.shared(), try Scratch())
    let seconds = command == "seal" ? large.sealSeconds : large.openSeconds
    let out = scratch("out")
    var left = 0
    for moment in moments(5, within: seconds) {
      let outcome = try Tool.run(
        try arguments(command, large, out), environment: story.home, signal: (SIGKILL, moment))
      left += scratch.litter.count
      guard scratch.exists("out") else { continue }
      if outcome.status != 0 { try expectWhole(command, out, large) }
      try FileManager.default.removeItem(atPath: out)
    }
    // What killed runs left is swept by the next one.
    let outcome = try Tool.run(try arguments(command, large, out), environment: story.home)
    #expect(outcome.status == 0, "\(outcome.all)")
    #expect(scratch.litter.isEmpty, "\(scratch.litter)")
    try expectWhole(command, out, large)
  }

  /// Sweeping must not take what another run is using.
  @Test func sideBySide() throws {
    let (story, scratch) = (try Story.shared(), try Scratch())
    let failures = Shared<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 24) { i in
      let words =
        i % 2 == 0
        ? ["open", story.path("signed.fnb"), "-o", scratch("out\(i)")] + story.centre
        : ["seal", story.path("signed"), "-o", scratch("out\(i)")] + Story.signing
      do {
        let outcome = try Tool.run(words, environment: story.home)
        if outcome.status != 0 { failures.withLock { $0.append(outcome.all) } }
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(scratch.litter.isEmpty)
  }

  private func expectWhole(_ command: String, _ out: String, _ large: Large) throws {
    if command == "seal" {
      func size(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
      }
      // Integers of key transport have an octet more or less, by chance.
      let difference = try size(out) - size(large.bundle)
      #expect(abs(difference) <= 8)
    } else {
      let same = try Program.run(["diff", "-rq", large.work + "/documents", out + "/data"])
      #expect(same.status == 0, "\(same.all.prefix(2000))")
    }
  }
}
