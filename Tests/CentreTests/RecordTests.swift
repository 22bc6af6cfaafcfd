import BundleCore
import CMS
import Disk
import Foundation
import GRDB
import JSONText
import Primitives
import Submission
import TestSupport
import Testing

@testable import Centre

/// What the ledger commits to: the report as verification made it, and beside it what the centre
/// found.
@Suite struct RecordTests {
  /// A second first report of the same unit.
  private static func conflict() throws -> Desk {
    let desk = try Desk()
    try desk.put(try desk.world.bundle(), "1.fnb")
    try desk.put(try desk.world.bundle(), "2.fnb")
    #expect(desk.decisions(try desk.receive())["2.fnb"] == "conflict FN851")
    return desk
  }

  private static func record(_ desk: Desk, _ index: Int) throws -> String {
    try desk.centre.store.read {
      try #require(
        try String.fetchOne(
          $0, sql: "SELECT record FROM ledger WHERE position = ?", arguments: [index]))
    }
  }

  @Test func aConflictDoesNotAlterTheReport() throws {
    let desk = try Self.conflict()
    let record = try JSONDocument.parse(Array(Self.record(desk, 1).utf8))
    let report = try #require(record["report"])
    #expect(report["verdict"]?.asString == "accepted")
    #expect(report["findings"]?.asArray?.isEmpty == true)
    #expect(report["gates"]?.asArray?.allSatisfy { $0["result"]?.asString == "passed" } == true)
    let centre = try #require(record["centre"])
    #expect(centre["decision"]?.asString == "conflict")
    #expect(centre["findings"]?.asArray?.map { $0["code"]?.asString } == ["FN851"])
    #expect(try desk.centre.audit().flaws == [])
    // Receipt and tables have all of it, and say whose it is.
    let name = try #require(DirectoryTree.names(in: desk.centre.receipts).last)
    let bytes = try Files.read(desk.centre.receipts + "/" + name)
    let receipt = try Receipt.verified(SignedStatement(bytes), campaign: desk.world.campaign)
      .receipt
    #expect(receipt.findings.map(\.code) == ["FN851"] && receipt.leaf.codes == ["FN851"])
    let line = try desk.export(.findings, .jsonl)
    #expect(line.contains("\"code\":\"FN851\"") && line.contains("\"origin\":\"centre\""))
  }

  /// A late report that is in conflict, too: both stand where they belong, and nothing is lost.
  @Test func bothKindsOfFindingsAreKept() throws {
    let desk = try Desk()
    try desk.put(try desk.world.bundle(), "1.fnb")
    try desk.put(try desk.world.bundle(), "2.fnb")
    let late = World.time("2012-08-28T00:00:01+08:00")
    #expect(desk.decisions(try desk.receive(at: late))["2.fnb"] == "conflict late FN851")
    let record = try JSONDocument.parse(Array(Self.record(desk, 1).utf8))
    #expect(record["report"]?["verdict"]?.asString == "accepted-with-warnings")
    #expect(record["report"]?["findings"]?.asArray?.map { $0["code"]?.asString } == ["FN801"])
    #expect(record["centre"]?["findings"]?.asArray?.map { $0["code"]?.asString } == ["FN851"])
    let rows = try desk.centre.store.read {
      try Row.fetchAll(
        $0, sql: "SELECT code, origin FROM finding WHERE delivery = 2 ORDER BY position")
    }
    #expect(rows.map { $0["code"] as String } == ["FN801", "FN851"])
    #expect(rows.map { $0["origin"] as String } == ["report", "centre"])
    #expect(try desk.centre.audit().flaws == [])
  }

  @Test func aPersonsDecisionHasItsVerification() throws {
    let desk = try Self.conflict()
    let held = try #require(try desk.centre.status(at: World.receptionTime).held.first)
    let clerk = Clerk(
      centre: desk.centre, keys: try desk.keys, signer: desk.signer, time: World.receptionTime,
      producer: "t", operatorName: "operator", reason: "核实")
    _ = try clerk.resolve(held, accepting: true)
    let record = try JSONDocument.parse(Array(Self.record(desk, 2).utf8))
    #expect(record["by"]?.asString == "operator" && record["reason"]?.asString == "核实")
    #expect(record["report"]?["verdict"]?.asString == "accepted")
    #expect(record["centre"]?["decision"]?.asString == "accepted")
    #expect(try desk.centre.audit().flaws == [])
  }

  /// What the audit says of a record that somebody with the centre's key wrote.
  struct Contradiction: Sendable, CustomTestStringConvertible {
    let change: @Sendable (String) -> String
    /// Where the record is wrong.
    let pointer: String
    let testDescription: String

    init(
      _ name: String, at pointer: String, _ change: @escaping @Sendable (String) -> String
    ) {
      testDescription = name
      self.pointer = pointer
      self.change = change
    }
  }

  private static let finding =
    "{\"code\":\"FN851\",\"gate\":\"policy\",\"severity\":\"error\"}"

  static let contradictions = [
    Contradiction("as version 0.1.0 wrote it, but for the shape", at: "/report/gates/7") {
      $0.replacingOccurrences(of: "\"findings\":[]}", with: "\"findings\":[\(finding)]}")
        .replacingOccurrences(
          of: "\"centre\":{\"decision\":\"conflict\",\"findings\":[",
          with: "\"centre\":{\"decision\":\"conflict\",\"findings\":[],\"before\":[")
    },
    Contradiction("another decision than the leaf's", at: "/centre/decision") {
      $0.replacingOccurrences(of: "\"decision\":\"conflict\"", with: "\"decision\":\"accepted\"")
    },
    Contradiction("a verdict that its findings don't give", at: "/report/verdict") {
      $0.replacingOccurrences(of: "\"verdict\":\"accepted\"", with: "\"verdict\":\"returned\"")
    },
    Contradiction("a gate that failed without a finding", at: "/report/gates/7") {
      $0.replacingOccurrences(
        of: "{\"gate\":\"policy\",\"result\":\"passed\"}",
        with: "{\"gate\":\"policy\",\"result\":\"failed\"}")
    },
    Contradiction("a finding that the leaf does not name", at: "/centre/findings") {
      $0.replacingOccurrences(of: "\"code\":\"FN851\"", with: "\"code\":\"FN852\"")
    },
    Contradiction("a code that is none", at: "/report/findings") {
      $0.replacingOccurrences(of: "\"code\":\"FN851\"", with: "\"code\":\"FN1\"")
    },
    Contradiction("a warning that makes no conflict", at: "/centre/decision") {
      let parts = $0.components(separatedBy: "\"centre\":")
      return parts[0] + "\"centre\":"
        + parts[1].replacingOccurrences(
          of: "\"severity\":\"error\"", with: "\"severity\":\"warning\"")
    },
    Contradiction("no record at all", at: "/") { String($0.dropLast()) },
  ]

  @Test(arguments: contradictions)
  func contradictionsAreNamed(_ contradiction: Contradiction) throws {
    let desk = try Self.conflict()
    let text = try Self.record(desk, 1)
    let leaf = try LedgerLeaf(
      text: try desk.centre.store.read {
        try #require(try String.fetchOne($0, sql: "SELECT leaf FROM ledger WHERE position = 1"))
      })
    #expect(DecisionRecord.fault(in: text, of: leaf) == nil)
    let changed = contradiction.change(text)
    #expect(changed != text)
    #expect(DecisionRecord.fault(in: changed, of: leaf) == contradiction.pointer)
  }

  /// The second implementation holds every record against its leaf, too.
  @Test func theSecondImplementationAgrees() throws {
    let desk = try Self.conflict()
    try desk.put(Array("hello".utf8), "3.fnb")
    _ = try desk.receive()
    let checked = try Program.run([
      "python3", Repository.second.path + "/ledger.py", "records",
      desk.centre.path + "/centre.sqlite",
    ])
    #expect(checked.status == 0 && checked.text == "3\n", "\(checked.all)")
  }

  @Test func decisionsFollowFromVerdicts() throws {
    let vectors = try JSONDocument.parse(
      Repository.bytes("Tools/second/vectors/decisions.json"))
    let cases = try #require(vectors["cases"]?.asArray)
    #expect(cases.count == 18)
    for item in cases {
      let verdict = try #require(item["verdict"]?.asString.flatMap { Verdict(rawValue: $0) })
      let findings = try (item["centre"]?.asArray ?? []).map { pair in
        Finding(
          try #require(pair.asArray?.first?.asString.flatMap { Code(label: $0) }),
          try #require(pair.asArray?.last?.asString.flatMap { Severity(rawValue: $0) }))
      }
      #expect(
        Decision(verdict, centre: findings).rawValue == item["decision"]?.asString, "\(item)")
    }
  }
}
