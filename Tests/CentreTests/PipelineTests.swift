import BundleCore
import CMS
import Disk
import Foundation
import GRDB
import Primitives
import Submission
import TestSupport
import Testing

@testable import Centre

/// The way of deliveries through a run: where work is done, and what an interruption leaves.
@Suite struct PipelineTests {
  /// A correction that comes before what it corrects, which lies in a relay behind a damaged bundle
  /// and a correction of the correction; and something that is no bundle.
  private static func tray(_ desk: Desk) throws {
    let first = try desk.world.sealed()
    let second = try desk.world.correction(of: first, revision: 2)
    let third = try desk.world.correction(of: second, revision: 3)
    var damaged = try desk.world.bundle()
    damaged[damaged.count / 2] ^= 1
    let outside = desk.folder + "/outside/"
    for (name, bytes) in [("1", third.bytes), ("2", damaged), ("3", first.bytes)] {
      try Files.write(bytes, to: outside + name)
    }
    try desk.put(second.bytes, "1-second.fnb")
    try desk.put(try desk.relay(["1", "2", "3"].map { outside + $0 }), "2-relay.fnb")
    try desk.put(Array("hello".utf8), "3-text.fnb")
  }

  private static let words = [
    "accepted", "unreadable", "accepted", "accepted", "accepted", "unreadable",
  ]

  /// As the centre has them, and so small that every delivery is a transaction of its own and
  /// nothing that waits stays in memory.
  static let bounds = [Intake.Bounds(), Intake.Bounds(deliveries: 1, bytes: 1)]

  @Test(arguments: bounds) func noTransactionWaitsForKeys(_ bounds: Intake.Bounds) throws {
    let desk = try Desk(world: .relaying(.nist))
    try Self.tray(desk)
    let work = KeyWork()
    var intake = try desk.intake()
    intake.bounds = bounds
    intake.keyWork = work
    var outcomes: [Outcome] = []
    try intake.run([desk.folder + "/tray"]) { outcomes.append($0) }
    #expect(outcomes.map(\.result.word) == Self.words)
    // Six bundles and six receipts; what waits is verified twice where its contents were let go of.
    #expect(work.all == (bounds.bytes == 1 ? 14 : 12))
    #expect(work.insideTransactions == 0)
    #expect(try desk.centre.audit().flaws == [])
    #expect(DirectoryTree.names(in: desk.centre.incoming) == [])
  }

  /// The count sees what is done inside.
  @Test func workInsideIsCounted() throws {
    let desk = try Desk()
    let work = KeyWork()
    try desk.centre.store.write { _ in work.note() }
    try desk.centre.store.rehearse { _ in work.note() }
    try desk.centre.store.read { _ in work.note() }
    #expect(work.all == 3 && work.insideTransactions == 2)
  }

  /// A run that ends after any of its transactions is finished by the next: the same ledger, the
  /// same receipts, the same files.
  @Test(arguments: bounds) func endedAfterAnyTransaction(_ bounds: Intake.Bounds) throws {
    let desk = try Desk(world: .relaying(.nist))
    try Self.tray(desk)
    _ = try desk.receive()
    let reference = try Rehearsal.state(desk.centre.path)
    var isDisturbed = true
    var rounds = 0
    while isDisturbed {
      rounds += 1
      let path = desk.folder + "/centre-\(rounds)"
      let centre = try CentreFolder.create(
        at: path, campaign: desk.world.campaign, bytes: desk.world.campaignBytes, keys: [])
      let left = Shared(rounds)
      var intake = try desk.intake()
      intake.centre = centre
      intake.bounds = bounds
      intake.committed = { () throws(FengniError) in
        let isEnd = left.withLock { count in
          count -= 1
          return count == 0
        }
        if isEnd { throw FengniError(.interrupted) }
      }
      do throws(FengniError) {
        try intake.run([desk.folder + "/tray"]) { _ in }
        isDisturbed = false
      } catch {
        #expect(error.code == .interrupted)
        intake.committed = {}
        try intake.run([desk.folder + "/tray"]) { _ in }
      }
      #expect(try Rehearsal.state(path) == reference, "after transaction \(rounds)")
    }
    // The last round was not disturbed.
    #expect(rounds >= (bounds.bytes == 1 ? 7 : 3))
  }

  /// What a relay brought and could not be decided, because the predecessor may be among what could
  /// not be read, is taken by the next run: with the relay on the tray or without it.
  @Test(arguments: [true, false]) func nothingOfARelayIsLost(_ again: Bool) throws {
    let desk = try Desk(world: .relaying(.nist))
    let first = try desk.world.sealed()
    let second = try desk.world.correction(of: first, revision: 2)
    try Files.write(second.bytes, to: desk.folder + "/outside/1")
    let relay = try desk.put(try desk.relay([desk.folder + "/outside/1"]), "relay.fnb")
    let gone = desk.folder + "/gone.fnb"
    try Files.write([1, 2, 3], to: gone)
    var intake = try desk.intake()
    intake.source = Vanishing(gone: gone)
    var outcomes: [Outcome] = []
    try intake.run([relay, gone]) { outcomes.append($0) }
    #expect(outcomes.map(\.result.word) == ["accepted", "FN101", "FN853"])

    let file = desk.folder + "/first.fnb"
    try Files.write(first.bytes, to: file)
    let work = KeyWork()
    intake = try desk.intake(World.receptionTime.adding(seconds: 3600))
    intake.keyWork = work
    outcomes = []
    try intake.run(again ? [relay, file] : [file]) { outcomes.append($0) }
    #expect(
      outcomes.map(\.result.word)
        == (again ? ["duplicate"] : []) + ["accepted", "accepted"])
    #expect(work.insideTransactions == 0)
    // It was received when its relay was.
    let rows = try desk.centre.store.read {
      try Row.fetchAll($0, sql: "SELECT received, relay FROM delivery ORDER BY number")
    }
    #expect(rows.count == 3 && rows[0]["received"] == rows[2]["received"] as Int64)
    #expect(rows[2]["relay"] == 1 as Int64)
    #expect(try desk.centre.audit().flaws == [])
    #expect(try desk.receive().allSatisfy { $0.result.word == "duplicate" })
  }

  // MARK: Codes that were not provoked elsewhere

  /// Two sealed files of one signed submission.
  @Test func anIdIsUsedOnce() throws {
    let desk = try Desk()
    let checked = try desk.world.sealing.check(desk.world.draft())
    let signed = try desk.world.signed(checked)
    for name in ["1.fnb", "2.fnb"] {
      let sink = MemorySink()
      _ = try desk.world.sealing.seal(signed, checked.documents, into: sink)
      try desk.put(sink.bytes, name)
    }
    #expect(
      desk.decisions(try desk.receive()) == ["1.fnb": "accepted", "2.fnb": "conflict FN854"])
  }

  @Test func aPredecessorIsOfTheSameChain() throws {
    let desk = try Desk()
    let first = try desk.world.sealed()
    let wrong = try desk.world.sealed { draft in
      draft.kind = .correction
      draft.revision = 2
      draft.supersedes = Manifest.Supersedes(
        id: "00000000-0000-4000-8000-000000000000", digest: first.digest, reason: "更正")
    }
    try desk.put(first.bytes, "1.fnb")
    try desk.put(wrong.bytes, "2.fnb")
    #expect(
      desk.decisions(try desk.receive()) == ["1.fnb": "accepted", "2.fnb": "conflict FN855"])
  }

  @Test func nothingToSumUp() throws {
    let desk = try Desk()
    let head = SummaryHead(
      unitID: World.unitID, unitName: "郑州市卫生局", scope: .province, year: 2012,
      asOf: "2012-12-01")
    #expect(throws: FengniError(.summaryNothing)) { _ = try desk.centre.summary(head) }
  }

  @Test func anotherProgramHasTheDatabase() throws {
    let desk = try Desk()
    let file = desk.centre.path + "/centre.sqlite"
    let centre = try CentreFolder(desk.centre.path, patience: .immediateError)
    let other = try DatabaseQueue(path: file)
    try other.inDatabase { database in
      try database.inTransaction(.immediate) {
        #expect(throws: FengniError(.centreBusy)) { try centre.store.write { _ in } }
        return .rollback
      }
    }
    try centre.store.write { _ in }
  }

  @Test func keysOfAnotherCampaignDoNotReceive() throws {
    let desk = try Desk()
    let other = try World(.nist)
    var intake = try desk.intake()
    intake.keys = [
      try RecipientKey(certificate: other.centre.certificate, key: other.centre.key)
    ]
    #expect(throws: FengniError(.centreKeysUnfit)) {
      try intake.run([desk.folder + "/tray"]) { _ in }
    }
    intake = try desk.intake()
    intake.signer = CentreSigner(key: other.publisher.key, certificate: other.publisher.certificate)
    #expect(throws: FengniError(.centreKeysUnfit)) {
      try intake.run([desk.folder + "/tray"]) { _ in }
    }
  }
}
