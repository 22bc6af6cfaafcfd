import BundleCore
import CMS
import Foundation
import Primitives
import Submission
import TestSupport
import Testing
import Workplace

/// A campaign with a form, rules and a condition: what a unit is told before sealing, the centre
/// finds after opening, and what does not hold together is never published.
@Suite struct FormCheckTests {
  static let form = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "urn:test:form:1",
      "title": "报告表", "x-en": {"title": "Form"}, "type": "object",
      "required": ["total", "parts"], "additionalProperties": false,
      "properties": {
        "unit": {"type": "string", "title": "单位", "x-en": {"title": "Unit"}, "x-fill": "sender.name"},
        "total": {"type": "integer", "minimum": 0, "title": "总数", "x-en": {"title": "Total"}},
        "parts": {
          "type": "array", "title": "分项", "x-en": {"title": "Parts"},
          "items": {
            "type": "object", "title": "一项", "x-en": {"title": "Part"}, "required": ["count"],
            "additionalProperties": false,
            "properties": {
              "count": {"type": "integer", "title": "数量", "x-en": {"title": "Count"}},
              "kind": {
                "enum": ["a", "b"], "title": "种类", "x-en": {"title": "Kind"},
                "x-labels": {"a": {"zh": "甲", "en": "A"}, "b": {"zh": "乙", "en": "B"}}
              }
            },
            "x-rules": [{
              "id": "T-2", "severity": "warning", "rule": "self.count <= parent.total",
              "message": {"zh": "不得多于总数", "en": "no more than the total"}, "at": ["/count"]
            }]
          }
        }
      },
      "x-rules": [{
        "id": "T-1", "severity": "error", "rule": "sum(self.parts.map(p, p.count)) == self.total",
        "message": {"zh": "分项之和应等于总数", "en": "the parts must add up"}, "at": ["/total"]
      }]
    }
    """

  static let rule = """
    {"id": "T-3", "severity": "error",
     "rule": "!('inspection-form' in documents) || size(documents['inspection-form'].parts) < 4",
     "message": {"zh": "最多三项", "en": "three parts at most"}, "at": ["inspection-form#/parts"]}
    """

  static func edited(
    _ rule: String = rule, _ condition: String = "documents['inspection-form'].total > 5"
  ) -> (String) -> String {
    { text in
      text.replacingOccurrences(
        of: "\"required\": true, \"mediaTypes\": [\"application/json\"], \"maximumBytes\": 1048576",
        with: """
          "required": true, "mediaTypes": ["application/json"], "maximumBytes": 1048576,
          "maximumCount": 1, "schema": "urn:test:form:1"
          """
      ).replacingOccurrences(
        of: "\"required\": false, \"mediaTypes\": [\"application/octet-stream\"",
        with: """
          "required": false, "requiredIf": "\(condition)",
          "reason": {"zh": "多于五个的附证明材料", "en": "evidence for more than five"},
          "mediaTypes": ["application/octet-stream"
          """
      ).replacingOccurrences(of: "}\n    ]\n", with: "}],\n\"rules\": [\(rule)]\n")
    }
  }

  static let world = Result {
    try World(.nist, editing: edited(), files: ["forms/form.json": form])
  }

  struct Row: Sendable, CustomTestStringConvertible {
    let name: String
    let form: String
    var evidence = false
    /// Code, rule, pointer.
    let expected: [String]
    var testDescription: String { name }
  }

  static let rows = [
    Row(name: "well", form: #"{"total": 3, "parts": [{"count": 3, "kind": "a"}]}"#, expected: []),
    Row(
      name: "sum", form: #"{"total": 3, "parts": [{"count": 2}]}"#,
      expected: ["FN710 T-1 /total"]),
    Row(
      name: "parent", form: #"{"total": 3, "parts": [{"count": 4}, {"count": -1}]}"#,
      expected: ["FN710 T-2 /parts/0/count"]),
    Row(name: "missing", form: #"{"parts": []}"#, expected: ["FN609  /total"]),
    Row(
      name: "type", form: #"{"total": "3", "parts": []}"#, expected: ["FN610  /total"]),
    Row(
      name: "choice", form: #"{"total": 0, "parts": [{"count": 0, "kind": "c"}]}"#,
      expected: ["FN611  /parts/0/kind"]),
    Row(
      name: "extra", form: #"{"total": 0, "parts": [], "more": 1}"#, expected: ["FN608  /more"]),
    Row(
      name: "several documents",
      form: #"{"total": 0, "parts": [{"count": 0},{"count": 0},{"count": 0},{"count": 0}]}"#,
      expected: ["FN710 T-3 /parts"]),
    Row(
      name: "condition", form: #"{"total": 6, "parts": [{"count": 6}]}"#,
      expected: ["FN501  "]),
    Row(
      name: "condition met", form: #"{"total": 6, "parts": [{"count": 6}]}"#, evidence: true,
      expected: []),
    Row(name: "no JSON", form: #"{"total": 6,}"#, expected: ["FN601  "]),
  ]

  @Test(arguments: rows)
  func unitAndCentreFindTheSame(row: Row) throws {
    let world = try Self.world.get()
    var documents = World.documents
    documents["inspection-form/form.json"] = Array(row.form.utf8)
    if row.evidence { documents["evidence/x.bin"] = [1] }
    let checked = try world.sealing.check(world.draft(documents))
    func shown(_ findings: [Finding]) -> [String] {
      findings.map { "\($0.code.label) \($0.rule ?? "") \($0.pointer ?? "")" }
    }
    #expect(shown(checked.findings) == row.expected)
    // Sealed against all advice, the centre says the same.
    let sink = MemorySink()
    _ = try world.sealing.seal(world.signed(checked), checked.documents, into: sink)
    let report = try world.opening.verify(MemorySource(sink.bytes))
    #expect(shown(report.findings) == row.expected)
    #expect(report.verdict.holds == checked.mayBeSealed)
    for finding in report.findings where finding.pointer != nil {
      #expect(finding.line == 1)
      #expect(finding.detail?.zh.isEmpty == false)
    }
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    let code: Code
    var form = FormCheckTests.form
    var rule = FormCheckTests.rule
    var condition = "documents['inspection-form'].total > 5"
    var testDescription: String { name }
  }

  static let refusals = [
    Refusal(
      name: "unknown field", code: .celType,
      form: form.replacingOccurrences(of: "self.total\"", with: "self.totals\"")),
    Refusal(
      name: "syntax", code: .celSyntax,
      form: form.replacingOccurrences(of: "== self.total", with: "= self.total")),
    Refusal(
      name: "no bool", code: .celType,
      form: form.replacingOccurrences(of: "== self.total", with: "- self.total")),
    Refusal(
      name: "look-around", code: .schemaPatternUnsupported,
      form: form.replacingOccurrences(
        of: "\"title\": \"单位\"", with: "\"pattern\": \"(?=a)\", \"title\": \"单位\"")),
    Refusal(
      name: "reference", code: .schemaReferenceUnresolved,
      form: form.replacingOccurrences(
        of: "\"title\": \"单位\"", with: "\"$ref\": \"urn:no\", \"title\": \"单位\"")),
    Refusal(
      name: "one language", code: .jsonMissingMember,
      form: form.replacingOccurrences(of: ", \"x-en\": {\"title\": \"Unit\"}", with: "")),
    Refusal(
      name: "a label short", code: .jsonMissingMember,
      form: form.replacingOccurrences(of: "[\"a\", \"b\"]", with: "[\"a\", \"b\", \"c\"]")),
    Refusal(
      name: "other form", code: .schemaReferenceUnresolved,
      form: form.replacingOccurrences(of: "urn:test:form:1", with: "urn:test:form:2")),
    Refusal(
      name: "rule of no role", code: .schemaInvalid,
      rule: rule.replacingOccurrences(of: "inspection-form#", with: "form#")),
    Refusal(
      name: "rule of no field", code: .celType,
      rule: rule.replacingOccurrences(of: ".parts)", with: ".part)")),
    Refusal(name: "condition", code: .celType, condition: "documents['nothing'].total > 5"),
  ]

  @Test(arguments: refusals)
  func whatDoesNotHoldTogetherIsNotPublished(row: Refusal) throws {
    #expect(throws: FengniError(.campaignSourceInvalid)) {
      try World(
        .nist, editing: Self.edited(row.rule, row.condition), files: ["forms/form.json": row.form])
    }
    let folder = NSTemporaryDirectory() + "/fengni-source-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let world = try Self.world.get()
    try FileManager.default.copyItem(atPath: world.folder + "/campaign", toPath: folder)
    try Files.write(row.form, to: folder + "/forms/form.json")
    try Files.write(
      Self.edited(row.rule, row.condition)(
        World.campaignJSON.replacingOccurrences(of: "SUITE", with: "nist")),
      to: folder + "/campaign.json")
    let findings = try CampaignSource(path: folder, suite: .nist).findings()
    #expect(findings.map(\.code).contains(row.code), "\(findings)")
  }

  @Test func examplesAreChecked() throws {
    for (example, codes) in [
      (#"{"total": 1, "parts": [{"count": 1}]}"#, [Code]()),
      (#"{"total": 2, "parts": [{"count": 1}]}"#, [.ruleViolated]),
    ] {
      let folder = NSTemporaryDirectory() + "/fengni-source-" + UUID().uuidString
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.copyItem(
        atPath: try Self.world.get().folder + "/campaign", toPath: folder)
      try Files.write(example, to: folder + "/examples/inspection-form.json")
      let findings = try CampaignSource(path: folder, suite: .nist).findings()
      #expect(findings.map(\.code) == codes)
    }
  }

  @Test func workspacesBeginWithWhatIsKnown() throws {
    let world = try Self.world.get()
    let path = world.folder + "/work"
    _ = try Workspace.create(
      at: path, campaign: world.campaign, campaignBytes: world.campaignBytes,
      draft: Draft(senderID: World.unitID, suite: .nist, submission: "self-inspection"),
      guide: [:])
    let form = try String(
      contentsOfFile: path + "/documents/inspection-form/inspection-form.json", encoding: .utf8)
    #expect(form.contains("\"unit\": \"郑州市卫生局\""))
  }
}
