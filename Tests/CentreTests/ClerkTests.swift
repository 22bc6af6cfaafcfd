import BundleCore
import CMS
import Foundation
import JSONText
import Primitives
import Submission
import TestSupport
import Testing

@testable import Centre

@Suite struct ClerkTests {
  private func clerk(_ desk: Desk, _ reason: String = "电话核实") throws -> Clerk {
    Clerk(
      centre: desk.centre, keys: try desk.keys, signer: desk.signer, time: World.receptionTime,
      producer: "t", operatorName: "operator", reason: reason)
  }

  @Test func aConflictIsDecidedByAPerson() throws {
    let desk = try Desk()
    let first = try desk.world.sealed()
    let second = try desk.world.sealed()
    try desk.put(first.bytes, "1.fnb")
    try desk.put(second.bytes, "2.fnb")
    #expect(desk.decisions(try desk.receive())["2.fnb"] == "conflict FN851")
    let code = second.digest.shortCode
    #expect(throws: FengniError(.deliveryNotHeld)) {
      _ = try clerk(desk).resolve(first.digest.shortCode, accepting: true)
    }
    #expect(throws: FengniError(.deliveryUnknown)) {
      _ = try clerk(desk).resolve("0123 4567", accepting: true)
    }
    let (decision, receipt) = try clerk(desk).resolve(code, accepting: true)
    #expect(decision == .accepted)
    let file = URL(fileURLWithPath: desk.centre.receipts + "/" + receipt)
    let read = try Receipt.verified(
      SignedStatement(Array(try Data(contentsOf: file))), campaign: desk.world.campaign)
    #expect(read.receipt.decision == .accepted && read.receipt.leaf.event == .resolution)
    let row = try #require(
      try desk.centre.status(at: World.receptionTime).rows.first { $0.unit == World.unitID })
    #expect(row.state == .accepted && row.shortCode == Hex.encode(second.digest.bytes.prefix(8)))
    #expect(try desk.centre.audit().flaws == [])
    // The store as a whole is as it was: once decided, decided.
    #expect(throws: FengniError(.deliveryNotHeld)) {
      _ = try clerk(desk).resolve(code, accepting: false)
    }
    #expect(desk.decisions(try desk.receive())["2.fnb"] == "duplicate")
  }

  @Test func aReturnedConflictChangesNothing() throws {
    let desk = try Desk()
    let first = try desk.world.sealed()
    let second = try desk.world.sealed()
    try desk.put(first.bytes, "1.fnb")
    try desk.put(second.bytes, "2.fnb")
    _ = try desk.receive()
    #expect(try clerk(desk).resolve(second.digest.text, accepting: false).decision == .returned)
    let status = try desk.centre.status(at: World.receptionTime)
    #expect(status.held == [] && status.total.accepted == 1)
    #expect(try desk.centre.audit().flaws == [])
  }

  /// Without a CRL nothing can be decided offline; with one, later, it can.
  @Test func whatIsUndecidedIsHeld() throws {
    let world = try World(.nist, crl: false)
    let desk = try Desk(world: world)
    let sealed = try world.sealed()
    try desk.put(sealed.bytes, "1.fnb")
    #expect(desk.decisions(try desk.receive()) == ["1.fnb": "indeterminate"])
    #expect(try desk.export(.forms, .jsonl) == "")
    var clerk = try clerk(desk)
    clerk.crls = [
      try CertificateAuthority.issueCRL(
        issuer: world.root.certificate, issuerKey: world.root.key,
        thisUpdate: World.time("2012-08-15T00:00:00Z"),
        nextUpdate: World.time("2012-09-15T00:00:00Z"), number: 1, revoked: [])
    ]
    #expect(try clerk.resolve(sealed.manifest.id, accepting: true).decision == .accepted)
    #expect(try desk.export(.forms, .jsonl).contains("\"count\":1"))
    #expect(try desk.centre.audit().flaws == [])
  }

  @Test func openingIsOnTheRecord() throws {
    let desk = try Desk()
    let sealed = try desk.world.sealed()
    try desk.put(sealed.bytes, "1.fnb")
    _ = try desk.receive()
    let report = try clerk(desk, "抽查").open(
      String(sealed.digest.shortCode.prefix(9)), into: desk.folder + "/open")
    #expect(report.isPublished)
    #expect(
      try Data(
        contentsOf: URL(fileURLWithPath: desk.folder + "/open/data/inspection-form/form.json"))
        == Data(try #require(World.documents["inspection-form/form.json"])))
    guard case .inclusion(let proof) = try desk.centre.proveInclusion(of: 1) else {
      Issue.record("no proof of inclusion")
      return
    }
    #expect(try LedgerLeaf(text: proof.leaf).event == .access)
    #expect(try desk.centre.audit().flaws == [])
  }

  @Test func statusAndExport() throws {
    let desk = try Desk()
    try desk.put(try desk.world.bundle(), "1.fnb")
    _ = try desk.receive(at: World.time("2012-09-01T00:00:00Z"))
    let status = try desk.centre.status(at: World.receptionTime)
    #expect(status.total == StatusCounts(expected: 2, accepted: 1, missing: 1, late: 1))
    #expect(status.prefectures.map(\.key) == ["410100", "410300"])
    #expect(status.due.map(\.unit) == [World.otherUnitID])
    #expect(status.prefectureName("410300") == "洛阳市卫生局")
    let values = try desk.export(.values, .csv).split(separator: "\r\n")
    #expect(values.count == 51 && values[1].contains("$.rows[0].count"))
    let deliveries = try desk.export(.deliveries, .csv)
    #expect(deliveries.contains("2012-09-01T08:00:00+08:00,accepted-with-warnings,true"))
    let forms = try desk.export(.forms, .jsonl)
    let form = try JSONDocument.parse(Array(forms.utf8))
    #expect(form["json"]?["rows"]?.asArray?.count == 50)
    #expect(try desk.centre.findings().map(\.code) == [.late])
  }

  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"x\"", "\"say \"\"x\"\"\""),
    ("=1+1", "'=1+1"), ("@x", "'@x"), ("-5", "-5"), ("+8.5", "+8.5"), ("-x", "'-x"),
    ("two\nlines", "\"two\nlines\""), ("", ""),
  ])
  func fieldsOfTables(_ text: String, _ expected: String) {
    #expect(CSV.field(text) == expected)
  }
}

extension Desk {
  func export(_ table: ExportTable, _ format: ExportFormat) throws -> String {
    let sink = MemorySink()
    try centre.export(table, as: format, into: sink)
    return String(decoding: sink.bytes, as: UTF8.self)
  }
}
