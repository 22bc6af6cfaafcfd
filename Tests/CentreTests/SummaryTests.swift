import BundleCore
import CMS
import Disk
import Foundation
import JSONText
import Primitives
import Submission
import TestSupport
import Testing
import Workplace

@testable import Centre

@Suite(.serialized) struct SummaryTests {
  private static let made = Result { try SummaryTests.make() }

  /// The ministry's campaign with the published forms and rules of the annual summary.
  static func ministry(_ province: SmallProvince) throws -> (CampaignPackage, [UInt8]) {
    let schemas = Repository.root + "/Schemas/forms/"
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: schemas + name, encoding: .utf8)
    }
    var forms: [String: String] = [:]
    for name in ["summary-grid", "contributing-bundles", "missing-units", "common-b"] {
      forms[name + ".schema.json"] = try text(name + ".schema.json")
    }
    let extra = try JSONDocument.parse(Array(text("rules/annual-summary.rules.json").utf8))
    let rules = try JSONWriter(.compact).text(try #require(extra["rules"]))
    let documents = [
      ("summary-grid", true), ("contributing-bundles", true), ("missing-units", false),
    ]
    .map { role, required in
      """
      {"role": "\(role)", "title": {"zh": "\(role)", "en": "\(role)"}, "required": \(required),
       "mediaTypes": ["application/json"], "maximumCount": 1,
       "schema": "urn:fengni:form:\(role):1"}
      """
    }
    return try province.publish(
      id: "ministry-2012", units: ["PDY00001X"],
      submissions: """
        {"submission": "annual-summary", "title": {"zh": "年度汇总", "en": "Annual summary"},
         "deadline": "2012-12-31", "senders": ["province"], "signatures": ["seal"],
         "secrecyReview": false, "documents": [\(documents.joined(separator: ", "))],
         "rules": \(rules)}
        """, forms: forms)
  }

  struct Made {
    let received: ReceivedProvince
    let ministry: CampaignPackage
    let package: String
    let workspace: String
    let outcome: ProgramRun
  }

  private static func make() throws -> Made {
    let received = try ReceivedProvince.shared.get()
    let (ministry, bytes) = try ministry(received.province)
    let package = received.province.folder + "/ministry.fnp"
    try Files.write(bytes, to: package)
    let workspace = received.province.folder + "/summary"
    let outcome = try received.tool(
      "centre", "summary", "-o", workspace, "--campaign", package, "--fingerprint",
      received.province.fingerprint)
    return Made(
      received: received, ministry: ministry, package: package, workspace: workspace,
      outcome: outcome)
  }

  private func form(_ role: String, of workspace: String) throws -> JSONValue {
    let path = workspace + "/documents/\(role)/\(role).json"
    return try JSONDocument.parse(FileSource.readAll(path, limit: 1 << 20))
  }

  @Test func theGridIsWhatTheBundlesGive() throws {
    let made = try Self.made.get()
    #expect(
      made.outcome.status == 0 && made.outcome.all.contains("6 bundles of 4 units"),
      "\(made.outcome.all)")
    let grid = try form("summary-grid", of: made.workspace)
    // 郑州 with its county, 洛阳, 巩义, and the hospital that is missing.
    let rows = grid["rows"]?.asArray ?? []
    #expect(
      rows.compactMap { $0["unit"]?["id"]?.asString }
        == ["PDY000028", "PDY000036", "PDY000060", "PDY000087"])
    func cells(_ row: JSONValue?, _ activity: String) -> String {
      (row?[activity]?.asObject?.members ?? []).map { "\($0.value.asNumber?.text ?? "?")" }
        .joined(separator: " ")
    }
    // L2 L3 L4 L5 ungraded-or-not-done total
    #expect(
      ["graded", "filed", "rectified", "evaluated", "selfInspected"].map {
        cells(rows[0]["counts"], $0)
      } == ["2 2 0 0 1 5", "1 1 0 0 2 2", "0 1 0 0 3 1", "0 1 0 0 3 1", "2 2 0 0 0 4"])
    #expect(cells(grid["total"], "graded") == "7 4 0 0 3 14")
    #expect(cells(grid["total"], "filed") == "1 1 0 0 9 2")
    #expect(cells(rows[3]["counts"], "graded") == "0 0 0 0 0 0")
    #expect(
      ["unitsExpected", "unitsReported", "unitsMissing", "trainingPeople", "fundingWan"].map {
        grid[$0]?.asNumber?.text
      } == ["5", "4", "1", "85", "12.35"])
    #expect(cells(grid, "incidents") == "0 1 0 2")
    #expect(cells(grid, "foreignRatio") == "20.92 92.19 33.33")
    let missing = try form("missing-units", of: made.workspace)
    #expect(
      missing["units"]?.asArray?.compactMap { $0["unit"]?["id"]?.asString } == ["PDY000087"])
    let list = try form("contributing-bundles", of: made.workspace)
    let digests = Set(list["bundles"]?.asArray?.compactMap { $0["digest"]?.asString } ?? [])
    #expect(digests == Set(made.received.bundles.values.map(\.digest.text)))
  }

  /// The usual way goes on from here: checked, signed, sealed, verified by the ministry, and
  /// computed again out of the sealed bundle's contents.
  @Test func sealedToTheMinistry() throws {
    let made = try Self.made.get()
    let province = made.received.province
    let checked = try Tool.run([
      "report", "check", made.workspace, "--fingerprint", province.fingerprint, "--lang", "en",
      "--time", SmallProvince.moment,
    ])
    #expect(checked.status == 0, "\(checked.all)")
    let sealing = Sealing(campaign: made.ministry, time: SmallProvince.time, producer: "test")
    let draft = try Workspace(path: made.workspace).check(sealing).draft
    let sealed = try province.seal(draft, sealing, "PDY00001X")
    let opening = Opening(
      campaign: made.ministry,
      keys: [
        try RecipientKey(
          certificate: province.recipient.certificate, key: province.recipient.key)
      ], time: SmallProvince.time)
    let opened = province.folder + "/opened"
    let report = try opening.open(MemorySource(sealed.bytes), into: opened)
    #expect(report.verdict.holds && report.findings.allSatisfy { $0.code != .ruleViolated })
    let again = try made.received.tool("centre", "summary", "--check", opened)
    #expect(again.status == 0 && again.all.contains("6 listed bundles"), "\(again.all)")
  }

  @Test(arguments: [
    (
      "summary-grid", "\"trainingPeople\": 85", "\"trainingPeople\": 86", "FN880", "/trainingPeople"
    ),
    ("summary-grid", "\"L3\": 2", "\"L3\": 3", "FN880", "/rows/0/counts/graded/L3"),
    ("summary-grid", "\"L5\": 0", "\"L5\": \"x\"", "FN880", "/rows/0/counts/graded/L5"),
    ("summary-grid", "\"unitsMissing\": 1", "\"unitsMissing\": 0", "FN880", "/unitsMissing"),
    ("missing-units", "PDY000087", "PDY000060", "FN880", "/units"),
    ("contributing-bundles", "\"revision\": 1", "\"revision\": 2", "FN880", "/bundles/0/revision"),
    ("contributing-bundles", "\"digest\": \"sha256:", "\"digest\": \"sha256:x", "FN881", "FN883"),
  ])
  func aChangedFigureIsFound(
    _ role: String, _ text: String, _ other: String, _ code: String, _ place: String
  ) throws {
    let made = try Self.made.get()
    let files = ["summary-grid", "contributing-bundles", "missing-units"].map {
      made.workspace + "/documents/\($0)/\($0).json"
    }
    let original = try String(
      contentsOfFile: made.workspace + "/documents/\(role)/\(role).json", encoding: .utf8)
    let range = try #require(original.range(of: text))
    let changed = made.received.province.folder + "/\(UUID().uuidString).json"
    try Files.write(original.replacingCharacters(in: range, with: other), to: changed)
    let outcome = try Tool.run(
      ["centre", "summary", "--check"]
        + files.map { $0.contains("/\(role)/") ? changed : $0 }
        + ["--centre", made.received.centre.path, "--lang", "en", "--format", "json"])
    #expect(outcome.status == 1, "\(outcome.all)")
    #expect(outcome.all.contains(code) && outcome.all.contains(place), "\(outcome.all)")
  }

  /// A correction after the summary was made: its bundle does not count any more.
  @Test func whatWasCorrectedSinceIsNamed() throws {
    let received = try ReceivedProvince()
    let head = SummaryHead(
      unitID: "PDY00001X", unitName: "省厅", scope: .province, year: 2012, asOf: "2012-12-20")
    let summary = try received.centre.summary(head)
    let before = try #require(received.bundles["巩义"])
    let corrected = try received.province.seal(
      "PDY000060", "self-inspection", ["inspection-form": ProvinceForms.luoyang],
      received.campaign
    ) { draft in
      draft.kind = .correction
      draft.revision = 2
      draft.supersedes = before.superseded()
    }
    try received.province.receive(corrected, received.centre)
    var forms = SummaryForms()
    for (name, value) in [("grid", summary.grid), ("list", summary.list)] {
      forms.take(value, name: name)
    }
    forms.missing = summary.missing.map { ("missing", $0) }
    let findings = try received.centre.check(forms)
    // The figures are still those of the bundles that it lists.
    #expect(findings.map(\.code) == [.summaryBundleNotCounted, .summaryBundleLeftOut])
    #expect(findings.first?.subject == before.digest.text)
  }
}
