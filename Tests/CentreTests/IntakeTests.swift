import BundleCore
import CMS
import Disk
import Foundation
import Primitives
import Submission
import TestSupport
import Testing
import Workplace

@testable import Centre

@Suite struct IntakeTests {
  @Test(arguments: CMS.Suite.allCases)
  func aBundleIsAcceptedOnce(_ suite: CMS.Suite) throws {
    let desk = try Desk(suite)
    try desk.put(try desk.world.bundle(), "a.fnb")
    #expect(desk.decisions(try desk.receive()) == ["a.fnb": "accepted"])
    let receipts = DirectoryTree.names(in: desk.centre.receipts)
    #expect(receipts.count == 1)
    let again = try desk.receive()
    #expect(desk.decisions(again) == ["a.fnb": "duplicate"])
    #expect(again.map(\.receipt) == receipts)
    #expect(DirectoryTree.names(in: desk.centre.receipts) == receipts)
    #expect(DirectoryTree.names(in: desk.centre.incoming) == [])
  }

  /// Corrections in every order of arrival, and what contradicts.
  @Test func chains() throws {
    let desk = try Desk()
    let world = desk.world
    let first = try world.sealed()
    let second = try world.correction(of: first, revision: 2)
    let third = try world.correction(of: second, revision: 3, .supplement)
    let rival = try world.correction(of: first, revision: 2)
    let another = try world.sealed()
    // Names that bring the revisions in before what they supersede.
    try desk.put(third.bytes, "1-third.fnb")
    try desk.put(second.bytes, "2-second.fnb")
    try desk.put(first.bytes, "3-first.fnb")
    try desk.put(rival.bytes, "4-rival.fnb")
    try desk.put(another.bytes, "5-another.fnb")
    try desk.put(first.bytes, "6-copy.fnb")
    #expect(
      desk.decisions(try desk.receive()) == [
        "1-third.fnb": "accepted", "2-second.fnb": "accepted", "3-first.fnb": "accepted",
        "4-rival.fnb": "conflict FN852", "5-another.fnb": "conflict FN851",
        "6-copy.fnb": "duplicate",
      ])
    let gone = try world.correction(of: third, revision: 4, .withdrawal)
    let fifth = try world.correction(of: gone, revision: 5)
    try desk.put(fifth.bytes, "7-fifth.fnb")
    #expect(desk.decisions(try desk.receive())["7-fifth.fnb"] == "conflict FN853")
    try desk.put(gone.bytes, "8-gone.fnb")
    #expect(desk.decisions(try desk.receive())["8-gone.fnb"] == "accepted")
  }

  @Test func whatDoesNotHoldIsKeptApart() throws {
    let desk = try Desk()
    let world = desk.world
    var damaged = try world.bundle()
    damaged[damaged.count / 2] ^= 1
    try desk.put(damaged, "damaged.fnb")
    try desk.put(Array("hello".utf8), "text.fnb")
    try desk.put([], "empty.fnb")
    var documents = World.documents
    documents["inspection-form/form.json"] = Array("{\"a\":1,\"a\":2}".utf8)
    try desk.put(try faulty(world, documents), "returned.fnb")
    #expect(
      desk.decisions(try desk.receive()) == [
        "damaged.fnb": "unreadable", "text.fnb": "unreadable", "empty.fnb": "unreadable",
        "returned.fnb": "returned",
      ])
    #expect(DirectoryTree.names(in: desk.centre.path + "/sealed") == [])
    #expect(!DirectoryTree.names(in: desk.centre.path + "/quarantine").isEmpty)
  }

  /// What does not fit in memory is copied while it is verified, in one pass.
  @Test(arguments: CMS.Suite.allCases)
  func largeDeliveries(_ suite: CMS.Suite) throws {
    let desk = try Desk(suite)
    var documents = World.documents
    documents["evidence/noise.bin"] = try SecureRandom.bytes(9 << 20)
    let bundle = try desk.world.bundle(desk.world.draft(documents))
    var damaged = bundle
    damaged[damaged.count - 100] ^= 1
    try desk.put(bundle, "1-whole.fnb")
    try desk.put(bundle, "2-again.fnb")
    try desk.put(damaged, "3-damaged.fnb")
    try desk.put([UInt8](repeating: 7, count: 9 << 20), "4-nothing.fnb")
    try desk.put(Array(bundle.dropLast(5)), "5-cut.fnb")
    #expect(
      desk.decisions(try desk.receive()) == [
        "1-whole.fnb": "accepted", "2-again.fnb": "duplicate", "3-damaged.fnb": "unreadable",
        "4-nothing.fnb": "unreadable", "5-cut.fnb": "unreadable",
      ])
    let audit = try desk.centre.audit()
    #expect(audit.flaws == [] && audit.size == 4 && audit.originals == 4)
    #expect(DirectoryTree.names(in: desk.centre.incoming) == [])
  }

  /// An unreadable delivery is named, and the others are taken.
  @Test func whatCanNotBeReadIsLeftForTheNextRun() throws {
    let desk = try Desk()
    try desk.put(try desk.world.bundle(), "1.fnb")
    let pipe = desk.folder + "/gone.fnb"
    try Files.write([1, 2, 3], to: pipe)
    var outcomes: [Outcome] = []
    let source = Vanishing(gone: pipe)
    var intake = try desk.intake()
    intake.source = source
    try intake.run([desk.folder + "/tray", pipe]) { outcomes.append($0) }
    #expect(desk.decisions(outcomes) == ["1.fnb": "accepted", "gone.fnb": "FN101"])
    #expect(try desk.centre.audit().size == 1)
  }

  /// What fails on this machine is no verdict on a bundle.
  @Test(arguments: [Code.diskFull, .cannotRead, .permissionDenied])
  func failuresAreNoDecisions(_ code: Code) throws {
    let desk = try Desk()
    #expect(throws: FengniError(code)) {
      _ = try desk.world.opening.examine(
        Failing(code: code, after: Array(try desk.world.bundle().prefix(900))),
        relayingInto: desk.centre, "0.fnb")
    }
  }

  @Test func latenessIsAFlag() throws {
    let desk = try Desk()
    try desk.put(try desk.world.bundle(), "a.fnb")
    // 24:00 of the deadline in the campaign's zone is still in time.
    let last = World.time("2012-08-28T00:00:00+08:00")
    #expect(
      desk.decisions(try desk.receive(at: last.adding(seconds: 1))) == [
        "a.fnb": "accepted-with-warnings late"
      ])
    let other = try Desk()
    try other.put(try other.world.bundle(), "a.fnb")
    #expect(other.decisions(try other.receive(at: last)) == ["a.fnb": "accepted"])
  }

  /// Seals what the unit's own check would have stopped.
  private func faulty(_ world: World, _ documents: [String: [UInt8]]) throws -> [UInt8] {
    let checked = try world.sealing.check(world.draft(documents))
    let sink = MemorySink()
    _ = try world.sealing.seal(world.signed(checked), checked.documents, into: sink)
    return sink.bytes
  }
}

/// Finds a file that is gone when it is to be read.
struct Vanishing: DeliverySource {
  let gone: String

  func sorted(_ paths: [String], workspace: String) throws(FengniError) -> SortedTray {
    let found = try TrayDeliveries().sorted(paths, workspace: workspace)
    DirectoryTree.remove(gone)
    return found
  }
}

/// Gives some octets, then an error of the machine.
private final class Failing: ByteSource {
  private let code: Code
  private let source: MemorySource

  init(code: Code, after bytes: [UInt8]) {
    self.code = code
    source = MemorySource(bytes)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    let count = try source.read(into: buffer)
    guard count > 0 else { throw FengniError(code) }
    return count
  }
}
