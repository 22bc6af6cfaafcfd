import BundleCore
import Foundation
import GRDB
import Primitives
import Submission
import TestSupport
import Testing

@testable import Centre

/// What somebody with the database in hand may do, and what the audit says.
struct Tampering: Sendable, CustomTestStringConvertible {
  let name: String
  let sql: String
  /// The first flaw's code and entry.
  let code: Code
  let index: Int?

  var testDescription: String { name }
}

@Suite struct AuditTests {
  /// Six entries: five deliveries, and an access to the first.
  static func desk() throws -> Desk {
    let desk = try Desk()
    for i in 0..<4 { try desk.put(Array("not a bundle \(i)".utf8), "\(i).fnb") }
    try desk.put(try desk.world.bundle(), "5.fnb")
    _ = try desk.receive()
    let accepted = try #require(try desk.centre.status(at: World.receptionTime).rows.first)
    let clerk = Clerk(
      centre: desk.centre, keys: try desk.keys, signer: desk.signer, time: World.receptionTime,
      producer: "t", operatorName: "operator", reason: "look")
    _ = try clerk.open(try #require(accepted.shortCode), into: desk.folder + "/open")
    return desk
  }

  @Test func anUntouchedLedgerHolds() throws {
    let desk = try Self.desk()
    let audit = try desk.centre.audit()
    #expect(audit.flaws == [])
    #expect(audit.size == 6 && audit.originals == 5)
    let head = try desk.centre.head()
    #expect(head.root == audit.root && head.size == 6)
  }

  private static let swap = """
    UPDATE ledger SET position = 99 WHERE position = 1;
    UPDATE ledger SET position = 1 WHERE position = 2;
    UPDATE ledger SET position = 2 WHERE position = 99;
    """

  static let tamperings = [
    Tampering(
      name: "leaf altered",
      sql: "UPDATE ledger SET leaf = replace(leaf, 'unreadable', 'accepted') WHERE position = 2",
      code: .ledgerAltered, index: 2),
    Tampering(
      name: "record altered", sql: "UPDATE ledger SET record = record || ' ' WHERE position = 3",
      code: .ledgerAltered, index: 3),
    Tampering(
      name: "hash altered", sql: "UPDATE ledger SET hash = zeroblob(32) WHERE position = 1",
      code: .ledgerAltered, index: 1),
    Tampering(
      name: "root altered", sql: "UPDATE ledger SET root = zeroblob(32) WHERE position = 1",
      code: .ledgerAltered, index: 1),
    Tampering(
      name: "removed", sql: "DELETE FROM ledger WHERE position = 2",
      code: .ledgerRemoved, index: 2),
    Tampering(
      name: "last delivery removed",
      sql: """
        DELETE FROM ledger WHERE position >= 4; DELETE FROM form; DELETE FROM receipt
          WHERE position >= 4; DELETE FROM finding WHERE delivery = 5;
        DELETE FROM delivery WHERE position >= 4
        """, code: .ledgerRemoved, index: 4),
    Tampering(name: "reordered", sql: swap, code: .ledgerReordered, index: 1),
    Tampering(
      name: "inserted",
      sql: """
        INSERT INTO ledger SELECT 6, event, replace(leaf, '"index":0', '"index":6'), hash, root,
          record FROM ledger WHERE position = 0
        """, code: .ledgerAltered, index: 6),
    Tampering(
      name: "decision changed", sql: "UPDATE delivery SET decision = 'accepted' WHERE position = 0",
      code: .ledgerRecordMismatch, index: 0),
    Tampering(
      name: "received earlier",
      sql: "UPDATE delivery SET received = received - 86400 WHERE position = 4",
      code: .ledgerRecordMismatch, index: 4),
    Tampering(
      name: "delivery removed",
      sql: "DELETE FROM finding WHERE delivery = 1; DELETE FROM delivery WHERE number = 1",
      code: .ledgerRecordMismatch, index: 0),
    Tampering(
      name: "receipts exchanged",
      sql: """
        UPDATE receipt SET statement = (SELECT statement FROM receipt WHERE position = 3)
          WHERE position = 2
        """, code: .ledgerAltered, index: 2),
    Tampering(
      name: "receipt removed", sql: "DELETE FROM receipt WHERE position = 1",
      code: .ledgerInserted, index: 1),
  ]

  @Test(arguments: tamperings)
  func tamperingIsNamed(_ tampering: Tampering) throws {
    let desk = try Self.desk()
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(
      path: desk.centre.path + "/centre.sqlite", configuration: configuration)
    try queue.write { try $0.execute(sql: tampering.sql) }
    let flaws = try CentreFolder(desk.centre.path).audit().flaws
    #expect(flaws.first?.code == tampering.code, "\(flaws)")
    #expect(flaws.first?.index == tampering.index, "\(flaws)")
  }

  /// An entry that is consistent in itself, made by somebody without the centre's key.
  @Test func anInsertedEntryHasNoReceipt() throws {
    let desk = try Self.desk()
    try desk.centre.store.write { database in
      var writer = try LedgerWriter(database)
      let leaf = LedgerLeaf(
        .decision, index: 6, time: World.receptionTime,
        bundle: Digest.of([1], .sm3), size: 1, campaign: desk.centre.campaign.digest,
        decision: .accepted, isLate: false, record: Digest.of([], .sha256))
      _ = try writer.append(leaf, record: "", to: database)
    }
    let flaws = try desk.centre.audit().flaws
    #expect(flaws.map(\.code) == [.ledgerInserted, .ledgerRecordMismatch], "\(flaws)")
    #expect(flaws.allSatisfy { $0.index == 6 })
  }

  /// Whoever has the centre's key can write another history; a checkpoint that others keep tells.
  @Test func anotherHistoryContradictsACheckpoint() throws {
    let desk = try Self.desk()
    let checkpoint = try desk.centre.checkpoint(at: World.receptionTime, producer: "t")
    #expect(try desk.centre.audit(checkpoints: [checkpoint]).flaws == [])
    let other = try Desk()
    for i in 0..<6 { try other.put(Array("something else \(i)".utf8), "\(i).fnb") }
    _ = try other.receive()
    let flaws = try other.centre.audit(checkpoints: [checkpoint]).flaws
    #expect(flaws.map(\.code) == [.ledgerHeadMismatch])
    let short = try Desk()
    #expect(
      try short.centre.audit(checkpoints: [checkpoint]).flaws.map(\.code) == [.ledgerRemoved])
  }

  @Test func originalsAreDigestedAgain() throws {
    let desk = try Self.desk()
    let bundle = try desk.centre.bundle(
      Hex.encode(Digest.of(Array("not a bundle 2".utf8), .sha256).bytes))
    let path = desk.centre.original(bundle.digest, in: "quarantine")
    try Files.write(Array("something else".utf8), to: path)
    let flaws = try desk.centre.audit().flaws
    #expect(flaws.map(\.code) == [.sealedOriginalDamaged] && flaws.first?.index == 2)
    #expect(try desk.centre.audit(originals: false).flaws == [])
  }
}
