import BundleCore
import Disk
import Foundation
import Glibc
import Primitives
import Submission
import TestSupport
import Testing

@testable import Centre

/// A simulated province whose keys are cheap to decrypt, and the state that an undisturbed run
/// leaves.
struct Rehearsal: Sendable {
  let folder: String
  let reference: String
  /// What `receive` prints as sums, for comparison.
  let seconds: Double

  static let moment = "2012-08-21T09:00:00+08:00"
  static let passphrase = "tallow-candle-7731"
  /// How often a run is killed; FENGNI_KILLS=200 is what the project promises.
  static let kills =
    ProcessInfo.processInfo.environment["FENGNI_KILLS"].flatMap { Int($0) } ?? 5
  private static let bundles = kills > 20 ? 480 : 60

  private static let made = Result { try Rehearsal() }
  static func shared() throws -> Rehearsal { try made.get() }

  private init() throws {
    folder = try Scratch.untilExit().path
    let simulate = (Tool.path as NSString).deletingLastPathComponent + "/fengni-simulate"
    let made = try Program.run([simulate, "\(Self.bundles)", folder])
    guard made.status == 0 else { throw TestFailure(description: made.all) }
    for file in [
      "keys-sm/signing", "keys-sm/encryption", "keys-nist/signing", "keys-nist/encryption",
    ] {
      try Tool.cheapen(folder + "/" + file + ".key", folder + "/passphrase")
    }
    let fingerprint = try Tool.run(["keys", "show", "--dir", folder + "/keys-sm", "--lang", "en"])
    let line = fingerprint.text.split(separator: "\n").first { $0.hasPrefix("Fingerprint: ") }
    let initialised = try Tool.run([
      "centre", "init", folder + "/empty", "--campaign", folder + "/campaign.fnp", "--fingerprint",
      String(line?.dropFirst("Fingerprint: ".count) ?? ""), "--keys", folder + "/keys-sm", "--keys",
      folder + "/keys-nist", "--time", Self.moment,
    ])
    guard initialised.status == 0 else { throw TestFailure(description: initialised.all) }
    let path = folder + "/undisturbed"
    try FileManager.default.copyItem(atPath: folder + "/empty", toPath: path)
    let run = try Tool.run(Self.arguments(folder, path))
    guard run.status == 1 else { throw TestFailure(description: run.all) }
    seconds = run.seconds
    reference = try Self.state(path)
  }

  private static func arguments(_ folder: String, _ centre: String) -> [String] {
    [
      "centre", "receive", folder + "/tray", "--centre", centre, "--passphrase-file",
      folder + "/passphrase", "--time", moment, "--format", "json",
    ]
  }

  /// A folder as `centre init` leaves it.
  func newCentre() throws -> String {
    let path = folder + "/centre-" + UUID().uuidString
    try FileManager.default.copyItem(atPath: folder + "/empty", toPath: path)
    return path
  }

  func receive(
    _ centre: String, environment: [String: String] = [:],
    signal: (number: Int32, after: Double)? = nil
  ) throws -> ProgramRun {
    try Tool.run(
      Self.arguments(folder, centre), environment: environment, signal: signal)
  }

  /// Everything that must be the same: the ledger's root, each receipt's content, each file.
  static func state(_ path: String) throws -> String {
    let centre = try CentreFolder(path)
    let audit = try centre.audit()
    var lines = ["\(audit.size) \(audit.root.text) \(audit.originals)"]
    lines += audit.flaws.map { "\($0)" }
    for folder in ["sealed", "quarantine", "incoming", "parts"] {
      lines += try DirectoryTree.files(below: path + "/" + folder, refusing: .inputUnreadable)
        .map { folder + "/" + $0 }
    }
    for name in DirectoryTree.names(in: centre.receipts) {
      let bytes = try FileSource.readAll(centre.receipts + "/" + name, limit: 1 << 20)
      let receipt = try Receipt.verified(SignedStatement(bytes), campaign: centre.campaign).receipt
      lines.append(name + " " + Digest.of(try receipt.json(), .sha256).text)
    }
    let sink = MemorySink()
    for table in ExportTable.allCases { try centre.export(table, as: .jsonl, into: sink) }
    return lines.joined(separator: "\n") + "\n" + String(decoding: sink.bytes, as: UTF8.self)
  }

  /// What every bundle came to, whatever the order.
  static func decisions(_ path: String) throws -> [String] {
    let sink = MemorySink()
    try CentreFolder(path).export(.deliveries, as: .csv, into: sink)
    return String(decoding: sink.bytes, as: UTF8.self).split(separator: "\r\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).dropLast()
        .joined(separator: ",")
    }.sorted()
  }
}

/// Whatever happens to a run, the next ones bring the centre to where an undisturbed one is.
@Suite(.serialized) struct ConvergenceTests {
  /// Ends a disturbed run: the same command until it is through.
  ///
  /// `ordered`: a delivery that could not be read in the first run comes later in the ledger.
  private func expectReference(
    _ centre: String, _ comment: String, ordered: Bool = true
  ) throws {
    let rehearsal = try Rehearsal.shared()
    let outcome = try rehearsal.receive(centre)
    #expect(outcome.status == 1, "\(comment): \(outcome.all.suffix(2000))")
    if ordered {
      let state = try Rehearsal.state(centre)
      #expect(state == rehearsal.reference, "\(comment)")
    } else {
      #expect(try CentreFolder(centre).audit().flaws == [], "\(comment)")
      let decisions = try Rehearsal.decisions(centre)
      let expected = try Rehearsal.decisions(rehearsal.folder + "/undisturbed")
      #expect(decisions == expected, "\(comment)")
    }
    try? FileManager.default.removeItem(atPath: centre)
  }

  @Test func killedAtAnyMoment() throws {
    let rehearsal = try Rehearsal.shared()
    var kills = 0
    while kills < Rehearsal.kills {
      let centre = try rehearsal.newCentre()
      var ended = false
      while !ended && kills < Rehearsal.kills {
        // Later runs have less to do: moments after the end are no kills.
        let moment = Double.random(in: 0.05...max(0.2, rehearsal.seconds * 0.6))
        let outcome = try rehearsal.receive(centre, signal: (SIGKILL, moment))
        ended = outcome.status == 1
        if outcome.status == 128 + SIGKILL { kills += 1 }
        #expect([1, 128 + SIGKILL].contains(outcome.status), "\(outcome.all.suffix(2000))")
      }
      try expectReference(centre, "killed")
    }
  }

  @Test func twoAtOnce() throws {
    let rehearsal = try Rehearsal.shared()
    let centre = try rehearsal.newCentre()
    let statuses = Shared<[Int32]>([])
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      let status = (try? rehearsal.receive(centre))?.status ?? -1
      statuses.withLock { $0.append(status) }
    }
    let all = statuses.withLock { $0 }
    #expect(all == [1, 1], "\(all)")
    try expectReference(centre, "two at once")
  }

  /// The n-th call of the operating system says that the disk is full.
  @Test(arguments: [ENOSPC, EIO])
  func everyCallFailsOnce(_ number: Int32) throws {
    let rehearsal = try Rehearsal.shared()
    let steps = Rehearsal.kills > 20 ? 1...40 : 1...4
    for step in steps {
      let centre = try rehearsal.newCentre()
      let n = step == 1 ? 30 : Int.random(in: 1...600)
      let outcome = try rehearsal.receive(
        centre,
        environment: ["FENGNI_FAULT_AT": "\(n)", "FENGNI_FAULT_ERRNO": "\(number)"])
      // A delivery that can't be read is no reason to stop.
      #expect([1, 73, 74].contains(outcome.status), "call \(n): \(outcome.all.suffix(500))")
      try expectReference(
        centre, "call \(n)", ordered: !outcome.text.contains("\"failed\""))
    }
  }

  /// A real full disk, where the tests may mount one.
  @Test(.enabled(if: Program.mayMount, "a disk can't be mounted here"))
  func theDiskIsFull() throws {
    let rehearsal = try Rehearsal.shared()
    let disk = rehearsal.folder + "/disk"
    try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
    let used = try Program.run(["du", "-sk", rehearsal.folder + "/empty"]).text
    let size = (Int(used.prefix { $0.isNumber }) ?? 0) + 400
    _ = try Program.run(["mount", "-t", "tmpfs", "-o", "size=\(size)k", "tmpfs", disk]).succeeded()
    defer { _ = try? Program.run(["umount", disk]) }
    let centre = disk + "/centre"
    try FileManager.default.copyItem(atPath: rehearsal.folder + "/empty", toPath: centre)
    let full = try rehearsal.receive(centre)
    #expect(full.status == 74 && full.messages.contains("FN910"), "\(full.all.suffix(500))")
    let larger = try Program.run(["mount", "-o", "remount,size=64m", disk])
    #expect(larger.status == 0)
    try expectReference(centre, "full disk")
  }
}
