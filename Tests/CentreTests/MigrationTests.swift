import BundleCore
import Foundation
import GRDB
import Submission
import TestSupport
import Testing

@testable import Centre

/// Folders of earlier versions are taken over as they are, with everything that was decided.
@Suite struct MigrationTests {
  private static let fixture = "Tests/CentreTests/centre-0.1.0/"

  /// A folder as version 0.1.0 left it: six deliveries, and a person's decision.
  private func earlier() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.write("campaign.fnp", Repository.bytes(Self.fixture + "campaign.fnp"))
    let queue = try DatabaseQueue(path: scratch("centre.sqlite"))
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: Repository.text(Self.fixture + "centre.sql"))
    }
    try queue.close()
    return scratch
  }

  @Test func everythingIsAsItWas() throws {
    let scratch = try earlier()
    let centre = try CentreFolder(scratch.path)
    let (size, root) = try centre.head()
    #expect(size == 7)
    let last = try centre.store.read {
      try Data.fetchOne($0, sql: "SELECT root FROM ledger WHERE position = 6")
    }
    #expect(last.map { Array($0) } == root.bytes)
    let audit = try centre.audit(originals: false)
    #expect(audit.flaws == [] && audit.size == 7)
    let status = try centre.status(at: centre.newest())
    #expect(
      status.total == StatusCounts(expected: 56, accepted: 3, held: 1, missing: 52, late: 1))
    #expect(status.held.count == 1)
    #expect(
      status.deliveries == [
        .accepted: 2, .acceptedWithWarnings: 1, .conflict: 1, .refused: 1, .unreadable: 1,
      ])
    // Opened once more, it is what it is now.
    #expect(try CentreFolder(scratch.path).audit(originals: false).flaws == [])
  }

  @Test func findingsOfTheCentreAreToldApart() throws {
    let scratch = try earlier()
    defer { withExtendedLifetime(scratch) {} }
    let centre = try CentreFolder(scratch.path)
    let rows = try centre.store.read {
      try Row.fetchAll($0, sql: "SELECT code, origin, found FROM finding ORDER BY delivery")
    }
    #expect(
      rows.map { "\($0["code"] as String) \($0["origin"] as String)" } == [
        "FN209 report", "FN325 report", "FN801 report", "FN853 centre", "FN853 centre",
      ])
    // Members that had no column are taken from the ledger's record.
    #expect(rows[2]["found"] as String? != nil)
  }

  /// A leaf of an earlier version is checked as far as its record says something.
  @Test func contradictionsInEarlierRecordsAreNamed() throws {
    let scratch = try earlier()
    defer { withExtendedLifetime(scratch) {} }
    let centre = try CentreFolder(scratch.path)
    let rows = try centre.store.read {
      try Row.fetchAll($0, sql: "SELECT leaf, record FROM ledger ORDER BY position")
    }
    let (leaf, record) = (try LedgerLeaf(text: rows[4]["leaf"]), rows[4]["record"] as String)
    #expect(leaf.decision == .conflict && DecisionRecord.fault(in: record, of: leaf) == nil)
    for (from, to, pointer) in [
      ("\"decision\":\"conflict\"", "\"decision\":\"accepted\"", "/decision"),
      ("\"code\":\"FN853\"", "\"code\":\"FN852\"", "/report/findings"),
    ] {
      let changed = record.replacingOccurrences(of: from, with: to)
      #expect(changed != record)
      #expect(DecisionRecord.fault(in: changed, of: leaf) == pointer)
    }
  }

  /// What a newer version made is refused in words.
  @Test func whatIsNewerIsRefused() throws {
    let scratch = try earlier()
    let queue = try DatabaseQueue(path: scratch("centre.sqlite"))
    try queue.write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('6 of the future')")
    }
    try queue.close()
    #expect(throws: FengniError(.centreInvalid)) { _ = try CentreFolder(scratch.path) }
  }
}
