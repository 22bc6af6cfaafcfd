import BundleCore
import CMS
import Foundation
import JSONText
import Primitives
import Submission
import TestSupport
import Testing

@testable import Centre

/// A province received once, for tests that only look.
final class ReceivedProvince: @unchecked Sendable {
  let province: SmallProvince
  let centre: CentreFolder
  let campaign: CampaignPackage
  let bundles: [String: Sealed]

  static let shared = Result { try ReceivedProvince() }

  static let roles = [
    "inspection-form", "system-inventory", "rectification-list", "note",
  ]
  static let submissions = [
    SmallProvince.submission(
      "self-inspection", roles, schemas: ["note": "urn:test:form:note"]),
    SmallProvince.submission("evaluation", ["evaluation-record"]),
    SmallProvince.submission("rectification", ["rectification-record"]),
  ].joined(separator: ", ")

  init() throws {
    province = try SmallProvince()
    let published = try province.publish(
      units: SmallProvince.units.map(\.id), submissions: Self.submissions,
      forms: ["note.schema.json": FormViewTests.schema])
    campaign = published.package
    centre = try CentreFolder.create(
      at: province.folder + "/centre", campaign: published.package, bytes: published.bytes,
      keys: [])
    var bundles: [String: Sealed] = [:]
    for (name, unit, submission, documents) in Self.deliveries {
      let sealed = try province.seal(unit, submission, documents, campaign)
      bundles[name] = sealed
      #expect(try province.receive(sealed, centre).hasPrefix("accepted"), "\(name)")
    }
    self.bundles = bundles
  }

  static let deliveries: [(String, String, String, [String: String])] = [
    (
      "郑州", "PDY000028", "self-inspection",
      [
        "inspection-form": ProvinceForms.zhengzhou, "system-inventory": ProvinceForms.inventory,
        "rectification-list": ProvinceForms.problems, "note": FormViewTests.note,
      ]
    ),
    ("测评", "PDY000028", "evaluation", ["evaluation-record": ProvinceForms.evaluation]),
    ("整改", "PDY000028", "rectification", ["rectification-record": ProvinceForms.rectification]),
    ("洛阳", "PDY000036", "self-inspection", ["inspection-form": ProvinceForms.luoyang]),
    ("巩义", "PDY000060", "self-inspection", ["inspection-form": ProvinceForms.gongyi]),
    ("中牟", "PDY001012", "self-inspection", ["inspection-form": ProvinceForms.zhongmu]),
  ]

  func tool(_ arguments: String...) throws -> ProgramRun {
    try Tool.run(
      arguments + ["--centre", centre.path, "--lang", "en", "--time", SmallProvince.moment])
  }
}

@Suite(.serialized) struct StatisticsTests {
  /// Item, part, whole, units that stated it; "-" where there is no whole. 示范医院 is missing.
  static let expected = """
    foreign server 13 21 4
    foreign router 3 4 2
    foreign switch 0 2 1
    foreign terminal 15 120 2
    foreign firewall 1 6 2
    foreign os 111 117 2
    foreign dbms 5 6 2
    foreign application 2 5 1
    foreign provider 1 3 3
    foreign-total hardware 32 153 4
    foreign-total software 118 128 2
    foreign-total services 1 3 3
    level L1 2 16 4
    level L2 7 16 4
    level L3 4 16 4
    level L4 0 16 4
    level L5 0 16 4
    level L0 3 16 4
    filed L2 1 1 1
    filed L3 1 2 1
    filed all 2 3 1
    health-filed L2 1 1 1
    health-filed L3 0 2 1
    health-filed all 1 3 1
    rectified L2 0 1 1
    rectified L3 1 2 1
    rectified all 1 3 1
    evaluated L2 0 1 1
    evaluated L3 1 2 1
    evaluated all 1 3 1
    inspected L2 7 7 4
    inspected L3 4 4 3
    inspected L4 0 0 1
    inspected L5 0 0 1
    inspected all 11 11 4
    problem done 1 3 1
    problem in-progress 0 3 1
    problem interim 1 3 1
    problem not-started 1 3 1
    problem-high done 1 2 1
    emergency plan 1 2 2
    emergency plan-revised 0 2 2
    emergency drill 1 2 2
    emergency data-backup 2 2 2
    emergency team 1 2 2
    emergency spares 2 3 3
    emergency recovery-system 1 4 1
    emergency recovery-data 2 4 1
    emergency recovery-none 1 4 1
    outsourcing uses 2 3 3
    outsourcing state 1 3 3
    outsourcing private 1 3 3
    outsourcing foreign 1 3 3
    outsourcing agreement 2 3 3
    outsourcing certified 2 3 2
    outsourcing third-party-operation 2 6 1
    incident I 0 - 3
    incident II 1 - 3
    incident III 0 - 3
    incident IV 2 - 3
    training people 85 150 2
    """

  @Test func everyFigureIsWhatTheFormsSay() throws {
    let received = try ReceivedProvince.shared.get()
    let outcome = try received.tool("centre", "report", "--format", "json")
    #expect(outcome.status == 0, "\(outcome.all)")
    let report = try JSONDocument.parse(outcome.output)
    #expect(report["units"]?.asNumber?.asInt64 == 4 && report["expected"]?.asNumber?.asInt64 == 5)
    let lines = (report["rows"]?.asArray ?? []).map { row in
      let total = row["total"]
      return [
        row["section"]?.asString, row["item"]?.asString, total?["part"]?.asNumber?.text,
        total?["whole"].map { $0.asNumber?.text ?? "-" } ?? "-", total?["units"]?.asNumber?.text,
      ].map { $0 ?? "?" }.joined(separator: " ")
    }
    #expect(lines == Self.expected.split(separator: "\n").map(String.init))
  }

  @Test(arguments: [
    // A directly managed county is not inside its prefecture, a county is.
    ("csv", "foreign,server,410100,郑州市卫生局,6,11,0.545,2,2"),
    ("csv", "foreign,server,410181,巩义市卫生局,2,4,0.500,1,1"),
    ("csv", "foreign,server,total,,13,21,0.619,4,4"),
    ("csv", "incident,IV,total,,2,,,3,4"),
    ("text", "Foreign products and services by kind"), ("text", "61.9 %"),
    ("html", "<td>410181 巩义市卫生局</td><td>2</td><td>4</td><td>50.0 %</td><td>1/1</td>"),
    ("html", "size: A4"),
  ])
  func reportsInEveryForm(_ format: String, _ text: String) throws {
    let outcome = try ReceivedProvince.shared.get().tool("centre", "report", "--format", format)
    #expect(outcome.status == 0 && outcome.text.contains(text), "\(outcome.all)")
  }

  /// A correction takes the figures of what it replaces away, a supplement adds.
  @Test func onlyWhatCountsIsCounted() throws {
    let received = try ReceivedProvince()
    let before = try #require(received.bundles["洛阳"])
    let (centre, province) = (received.centre, received.province)
    let form = ProvinceForms.luoyang.replacingOccurrences(
      of: "\"server\": {\"domestic\": 1, \"foreign\": 5}",
      with: "\"server\": {\"domestic\": 6, \"foreign\": 0}")
    let corrected = try province.seal(
      "PDY000036", "self-inspection", ["inspection-form": form], received.campaign
    ) { draft in
      draft.kind = .correction
      draft.revision = 2
      draft.supersedes = before.superseded()
    }
    #expect(try province.receive(corrected, centre).hasPrefix("accepted"))
    func share(_ section: StatisticSection, _ item: String) throws -> Share? {
      try centre.statistics(at: SmallProvince.time).rows.first {
        $0.section == section && $0.item == item
      }?.total
    }
    #expect(try share(.foreign, "server") == Share(part: 8, whole: 21, units: 4))
    // The same bundle's problems, put right by a supplement with a newer list.
    let more = try province.seal(
      "PDY000036", "self-inspection",
      [
        "rectification-list": ProvinceForms.problems.replacingOccurrences(
          of: "PDY000028", with: "PDY000036")
      ], received.campaign
    ) { draft in
      draft.kind = .supplement
      draft.revision = 3
      draft.supersedes = corrected.superseded("补充")
    }
    #expect(try province.receive(more, centre).hasPrefix("accepted"))
    #expect(try share(.foreign, "server") == Share(part: 8, whole: 21, units: 4))
    #expect(try share(.problem, "done") == Share(part: 1, whole: 6, units: 2))
    // The summary lists the last of the chain, and what it supplements is in its figures.
    let head = SummaryHead(
      unitID: "PDY00001X", unitName: "省厅", scope: .province, year: 2012, asOf: "2012-12-20")
    let summary = try centre.summary(head)
    #expect(summary.bundles == 6)
    var forms = SummaryForms()
    forms.take(summary.grid, name: "grid")
    forms.take(summary.list, name: "list")
    forms.missing = summary.missing.map { ("missing", $0) }
    #expect(try centre.check(forms).map(\.code) == [])
    #expect(summary.grid["foreignRatio"]?["software"]?.asNumber?.text == "92.19")
  }
}
