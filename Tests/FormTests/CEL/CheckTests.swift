import BundleCore
import CEL
import JSONText
import TestSupport
import Testing

/// What the checker finds, and where; values out of JSON; extensions.
@Suite struct CheckTests {
  static let form = CELType.object(
    CELObjectType(
      "form",
      fields: [
        "total": .int, "share": .double, "name": .string, "note": .nullable(.string),
        "rows": .list(.object(CELObjectType("row", fields: ["count": .int, "level": .int]))),
        "start": .timestamp,
      ]))

  static let environment = CELEnvironment(
    variables: ["self": form, "x": .dyn], functions: [sum, isLong], patterns: TestPatterns())

  static let sum = CELFunction(
    "sum", .member, parameters: [.list(.int)], result: .int
  ) { (arguments) throws(FengniError) in
    var total: Int64 = 0
    for element in arguments.first?.asList ?? [] {
      let (next, overflow) = total.addingReportingOverflow(element.asInt ?? 0)
      guard !overflow else { throw FengniError(.celEvaluation, reason: "overflow") }
      total = next
    }
    return .int(total)
  }

  static let isLong = CELFunction("text.isLong", parameters: [.string], result: .bool) {
    (arguments) throws(FengniError) in
    .bool((arguments.first?.asString?.count ?? 0) > 3)
  }

  static let faults: [(String, Code, Int, Int)] = [
    ("self.total ==", .celSyntax, 1, 14),
    ("self.total = 1", .celSyntax, 1, 12),
    ("(1\n  + 2", .celSyntax, 2, 6),
    ("'abc", .celSyntax, 1, 1),
    ("'\\ud800'", .celSyntax, 1, 2),
    ("'a\n'", .celSyntax, 1, 1),
    ("if", .celSyntax, 1, 1),
    ("9223372036854775808", .celSyntax, 1, 1),
    ("1 + 12ab", .celSyntax, 1, 7),
    ("self.rows.all(1, true)", .celSyntax, 1, 15),
    ("has(self)", .celSyntax, 1, 1),
    ("self.totl == 1", .celType, 1, 6),
    ("1 == 1 &&\n  self.rows[0].cuont > 2", .celType, 2, 16),
    ("self['totl']", .celType, 1, 6),
    ("has(self.totl)", .celType, 1, 10),
    ("self.total + 'a'", .celType, 1, 12),
    ("self.share == 1", .celType, 1, 12),
    ("self.name.sum()", .celType, 1, 11),
    ("self.rows.all(r, r.count)", .celType, 1, 20),
    ("self.rows.map(r, r.name)", .celType, 1, 20),
    ("self.total ? 1 : 2", .celType, 1, 6),
    ("true ? 1 : 'a'", .celType, 1, 6),
    ("missing", .celType, 1, 1),
    ("missing(1)", .celType, 1, 1),
    ("self.name.matches('(')", .celType, 1, 19),
    ("{1.5: 1}", .celType, 1, 2),
    ("T{a: 1}", .celType, 1, 1),
    ("size(self.total)", .celType, 1, 1),
    ("1 / (self.total - self.total)", .celEvaluation, 1, 3),
    ("x.y.z", .celEvaluation, 1, 5),
  ]

  @Test(arguments: faults)
  func faultsHaveTheirPlace(_ source: String, _ code: Code, _ line: Int, _ column: Int) throws {
    let bindings = try bindings()
    let error = failure { () throws(FengniError) in try run(source, Self.environment, bindings) }
    #expect(error?.code == code, "\(source)")
    #expect(
      error?.line == line && error?.column == column, "\(source): \(String(describing: error))")
  }

  static let truths = [
    "self.total == self.rows.map(r, r.count).sum()",
    "self.share > 2 && self.share == 3.0",
    "self.note == null && !has(self.missing.x) || true",
    "self.start.getFullYear('Asia/Shanghai') == 2026",
    "self.start + duration('24h') > timestamp('2026-01-01T00:00:00Z')",
    "self.rows.filter(r, r.level > 1).size() == 1",
    "self.rows.exists_one(r, r.level == 2)",
    "text.isLong(self.name) && self.name.size() == 4",
    "x.y == {'a': 1}",
    "'é' != 'e\\u0301' && {'é': 1, 'e\\u0301': 2}['e\\u0301'] == 2",
    "self.name.matches('^[a-z]+$')",
    "[1, 2, 3].transformMap(i, v, v * 2)[2] == 6",
    "type(x.y) == map && int(x.n) == 5",
  ]

  @Test(arguments: truths)
  func rules(_ source: String) throws {
    var environment = Self.environment
    environment.variables["self"] = source.contains("missing") ? .dyn : Self.form
    #expect(try run(source, environment, try bindings()).asBool == true, "\(source)")
  }

  private func bindings() throws -> [String: CELValue] {
    let json = try JSONDocument.parse(
      Array(
        """
        {"total": 7.0, "share": 3, "name": "abcd", "note": null, "start": "2025-12-31T20:00:00Z",
         "rows": [{"count": 3, "level": 1}, {"count": 4, "level": 2}]}
        """.utf8))
    let other = try JSONDocument.parse(Array(#"{"y": {"a": 1}, "n": 5}"#.utf8))
    return ["self": CELValue(json, as: Self.form), "x": CELValue(other)]
  }

  @Test func resultsBecomeJSON() throws {
    let source = "{'a': [1, 2.5, null], 'b': timestamp(0), 'c': b'abc', 'd': duration('90m')}"
    let expected =
      #"{"a":[1,2.5,null],"b":"1970-01-01T00:00:00Z","c":"YWJj","d":"5400s"}"#
    #expect(try String(decoding: run(source).json().serialized(), as: UTF8.self) == expected)
    #expect(failure { () throws(FengniError) in try run("1.0 / 0.0").json() } != nil)
    #expect(failure { () throws(FengniError) in try run("{1: 1, '1': 2}").json() } != nil)
  }

  @Test func resultTypesAreKnown() throws {
    let program = try CELProgram.compile(
      "self.rows.map(r, {r.level: r.count})", environment: Self.environment)
    #expect(program.resultType == .list(.map(.int, .int)))
    #expect(program.variables == ["self"])
  }
}
