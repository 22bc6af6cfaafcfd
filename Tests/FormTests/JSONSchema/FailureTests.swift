import BundleCore
import JSONText
import Testing

@testable import JSONSchema

@Suite("What a failure says")
struct FailureTests {
  @Test("Places of instance and keyword")
  func places() throws {
    let schema = try compile(
      ##"""
      {"$id": "https://example.org/form", "properties": {"a/b": {"$ref": "#/$defs/list"}},
       "$defs": {"list": {"items": {"maximum": 3}}}, "additionalProperties": false,
       "required": ["c"]}
      """##)
    let failures = schema.validate(try parse("{\n  \"a/b\": [1, 2,\n    7],\n  \"d\": 0\n}"))
    #expect(failures.count == 3)
    let missing = try #require(failures.first { $0.keyword == .required })
    #expect(missing.found == .name("c"))
    #expect(missing.instanceLocation == .root)
    let large = try #require(failures.first { $0.keyword == .maximum })
    #expect(large.instanceLocation.text == "/a~1b/2")
    #expect(large.position.line == 3 && large.position.column == 5)
    #expect(large.keywordLocation == "/properties/a~1b/$ref/items/maximum")
    #expect(large.absoluteKeywordLocation == "https://example.org/form#/$defs/list/items/maximum")
    #expect(large.expected == .integer(3))
    let unknown = try #require(failures.first { $0.keyword == .additionalProperties })
    #expect(unknown.instanceLocation.text == "/d")
    #expect(unknown.found == .name("d"))
    #expect(unknown.keywordLocation == "/additionalProperties")
  }

  @Test(
    "Keyword, expected and found",
    arguments: [
      (#"{"type": "string"}"#, "1", SchemaKeyword.type, SchemaFailure.Found.type("integer")),
      (#"{"type": ["string", "integer"]}"#, "1.5", .type, .type("number")),
      (#"{"maxLength": 1}"#, #""é😀""#, .maxLength, .count(2)),
      (#"{"minItems": 2}"#, "[1]", .minItems, .count(1)),
      (#"{"uniqueItems": true}"#, "[1, 2, 1.0]", .uniqueItems, .duplicates(0, 2)),
      (#"{"contains": {"const": 1}, "maxContains": 1}"#, "[1, 1]", .maxContains, .count(2)),
      (#"{"contains": {"const": 1}}"#, "[2]", .contains, .count(0)),
      (#"{"oneOf": [true, true]}"#, "0", .oneOf, .count(2)),
      (#"{"anyOf": [false, false]}"#, "0", .anyOf, .count(0)),
      (#"{"not": {}}"#, "0", .not, .mismatch),
      (#"{"enum": [[1], "a"]}"#, "[2]", .enum, .mismatch),
      (#"{"propertyNames": {"maxLength": 1}}"#, #"{"ab": 1}"#, .propertyNames, .name("ab")),
      (#"{"dependentRequired": {"a": ["b"]}}"#, #"{"a": 1}"#, .dependentRequired, .name("b")),
      (#"{"properties": {"a": false}}"#, #"{"a": 1}"#, .properties, .name("a")),
      (#"{"unevaluatedItems": false}"#, "[1]", .unevaluatedItems, .index(0)),
      (
        #"{"allOf": [{"properties": {"a": true}}], "unevaluatedProperties": false}"#,
        #"{"a": 1, "b": 2}"#, .unevaluatedProperties, .name("b")
      ),
      ("false", "1", .falseSchema, .mismatch),
    ] as [(String, String, SchemaKeyword, SchemaFailure.Found)])
  func reasons(
    schema: String, value: String, keyword: SchemaKeyword, found: SchemaFailure.Found
  ) throws {
    let failures = try compile(schema).validate(try parse(value))
    #expect(failures.map(\.keyword) == [keyword])
    #expect(failures.map(\.found) == [found])
  }

  @Test("Branches of anyOf say why they failed, and what is left unevaluated doesn't confuse")
  func causes() throws {
    let schema = try compile(
      #"""
      {"anyOf": [{"required": ["a"]}, {"properties": {"b": {"type": "string"}}}],
       "unevaluatedProperties": false}
      """#)
    let failures = schema.validate(try parse(#"{"b": 1}"#))
    #expect(failures.map(\.keyword) == [.anyOf])
    #expect(failures.first?.causes.map(\.keyword) == [.required, .type])
  }

  @Test(
    "Numbers are exact",
    arguments: [
      ("0.01", "19.99", true), ("0.1", "0.3", true), ("0.0001", "0.00751", false),
      ("0.123456789", "1e300", false), ("3", "1e300", false), ("1e-300", "7e300", true),
      ("2.5", "7.5", true), ("1e300", "1e-300", false), ("7", "0", true),
    ])
  func multiples(divisor: String, value: String, expected: Bool) throws {
    let schema = try compile(#"{"multipleOf": \#(divisor)}"#)
    #expect(schema.isValid(try parse(value)) == expected)
  }

  @Test("Names are compared byte for byte")
  func names() throws {
    let schema = try compile(#"{"properties": {"\u00e9": false}, "required": ["e\u0301"]}"#)
    #expect(schema.isValid(try parse(#"{"e\u0301": 1}"#)))
    #expect(!schema.isValid(try parse(#"{"e\u0301": 1, "\u00e9": 1}"#)))
  }

  @Test("Formats are annotations unless asked for")
  func formats() throws {
    let schema = try compile(#"{"format": "date"}"#)
    #expect(schema.isValid(.string("2012-02-30")))
    let failures = schema.validate(.string("2012-02-30"), options: .init(assertsFormats: true))
    #expect(failures.map(\.keyword) == [.format])
  }

  @Test("Schemas of a set refer to each other")
  func references() throws {
    let documents: [(uri: String, value: JSONValue)] = [
      ("forms/a.json", try parse(##"{"$ref": "b.json#/$defs/x"}"##)),
      (
        "forms/b.json",
        try parse(
          ##"{"$defs": {"x": {"$ref": "#y"}, "y": {"$anchor": "y", "type": "null"}}}"##)
      ),
    ]
    let schema = try SchemaSet(documents: documents).compile("forms/a.json")
    #expect(schema.isValid(.null))
    let failure = try #require(schema.validate(.bool(true)).first)
    #expect(failure.keywordLocation == "/$ref/$ref/type")
    #expect(failure.absoluteKeywordLocation == "forms/b.json#/$defs/y/type")
  }

  @Test("The metaschemas are valid by themselves")
  func metaschemas() throws {
    for (uri, _) in Metaschemas.texts { _ = try SchemaSet(documents: []).compile(uri) }
  }
}
