import BundleCore
import Foundation
import JSONText
import TestSupport
import Testing

@testable import Forms

/// Forms and fillings that are made to stall a reader.
@Suite struct FormHostileTests {
  static func form(_ rule: String, at items: Bool) throws -> Form {
    let rules = """
      "x-rules": [{"id": "R", "severity": "error", "rule": "\(rule)",
                   "message": {"zh": "一", "en": "one"}}]
      """
    let schema = """
      {"$id": "urn:test:1", "type": "object", "properties": {"rows": {"type": "array", "items": {
        "type": "object", "properties": {"n": {"type": "integer"}}\(items ? "," + rules : "")}}}
        \(items ? "" : "," + rules)}
      """
    return try FormSet(schemas: [("form", Array(schema.utf8))]).form("urn:test:1")
  }

  /// Every row looks at every other: the budget of the form ends it, once and soon.
  @Test(arguments: [
    "root.rows.all(r, r.n != -1)", "size(root.rows.filter(r, r.n == self.n)) == 1",
    "distinct(root.rows.map(r, r.n))",
  ])
  func quadraticRulesEnd(rule: String) throws {
    let rows = (0..<30_000).map { "{\"n\":\($0)}" }.joined(separator: ",")
    let value = try JSONDocument.parse(Array("{\"rows\":[\(rows)]}".utf8), subject: "form")
    let issues = try Self.form(rule, at: true).issues(value, steps: 2_000_000)
    #expect(issues.contains { $0.code == .celLimit })
    #expect(issues.count < 50)
  }

  @Test func findingsAreBounded() throws {
    let rows = Array(repeating: "{\"n\":1}", count: 5_000).joined(separator: ",")
    let value = try JSONDocument.parse(Array("{\"rows\":[\(rows)]}".utf8), subject: "form")
    let findings = try Self.form("self.n == 2", at: true).findings(value, document: "form")
    #expect(findings.count == 500)
  }

  @Test(arguments: [
    ##"{"$id": "urn:a", "$ref": "urn:a"}"##, ##"{"$id": "urn:a", "allOf": [{"$ref": "#"}]}"##,
    ##"{"$id": "urn:a", "properties": {"a": {"$ref": "#"}}}"##,
    ##"{"$id": "urn:a", "items": {"$ref": "#"}, "x-rules": []}"##,
  ])
  func schemasThatReferToThemselves(schema: String) throws {
    let set = try FormSet(schemas: [("form", Array(schema.utf8))])
    // Compiling or refusing, it ends.
    guard let form = try? set.form("urn:a") else { return }
    let value = try JSONDocument.parse(Array("{}".utf8), subject: "form")
    _ = form.findings(value, document: "form")
    _ = form.begun(known: [:])
  }
}
