import BundleCore
import JSONText
import Testing

@testable import JSONSchema

@Suite("Hostile schemas and values")
struct SchemaHostileTests {
  @Test(
    "Schemas that go round in circles don't compile",
    arguments: [
      ##"{"$ref": "#"}"##,
      ##"{"allOf": [{"$ref": "#"}]}"##,
      ##"{"not": {"anyOf": [{"$ref": "#"}]}}"##,
      ##"{"if": {"$ref": "#"}, "then": true}"##,
      ##"{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}"##,
    ])
  func loops(schema: String) throws {
    #expect(try refusal(schema)?.code == .schemaInvalid)
  }

  @Test(
    "Circles that only show at run time end at the depth limit",
    arguments: [
      ##"{"$dynamicAnchor": "n", "$dynamicRef": "#n"}"##,
      ##"{"if": true, "then": {"$ref": "#"}}"##,
      ##"{"dependentSchemas": {"a": {"$ref": "#"}}}"##,
      ##"{"$dynamicAnchor": "n", "allOf": [{"$dynamicRef": "#n"}, {"$dynamicRef": "#n"}]}"##,
      ##"{"$dynamicAnchor": "n", "not": {"$dynamicRef": "#n"}}"##,
      ##"{"$dynamicAnchor": "n", "anyOf": [true, {"$dynamicRef": "#n"}], "unevaluatedProperties": false}"##,
    ])
  func runtimeLoops(schema: String) throws {
    let failures = try compile(schema).validate(try parse(#"{"a": 1}"#))
    #expect(failures.last?.keyword == .depthLimit)
  }

  @Test("Branches that double at every level end at the step limit")
  func exponential() throws {
    var definitions: [String] = []
    for i in 0..<40 {
      let next = ##"{"$ref": "#/$defs/d\##(i + 1)"}"##
      definitions.append(#""d\#(i)": {"allOf": [\#(next), \#(next)]}"#)
    }
    definitions.append(#""d40": {"type": "object"}"#)
    let schema = try compile(
      ##"{"$ref": "#/$defs/d0", "$defs": {\##(definitions.joined(separator: ","))}}"##)
    let failures = schema.validate(.object([("a", .null)]), options: .init(steps: 1_000_000))
    #expect(failures.map(\.keyword) == [.stepLimit])
    #expect(!schema.isValid(.null, options: .init(steps: 1_000_000)))
  }

  @Test("The deepest schema and the deepest value")
  func deep() throws {
    let limits = JSONLimits(depth: 512)
    let deep =
      String(repeating: #"{"items":"#, count: 500) + "true" + String(repeating: "}", count: 500)
    let value = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    let schema = try JSONDocument.parse(Array(deep.utf8), limits: limits)
    let array = try JSONDocument.parse(Array(value.utf8), limits: limits)
    // The metaschema takes more than one step a level: it ends at the limit, and says so.
    do {
      _ = try SchemaSet(documents: [("deep.json", schema)]).compile("deep.json")
      Issue.record("compiled")
    } catch {
      #expect(error.code == .schemaInvalid)
    }
    let recursive = try compile(##"{"items": {"$ref": "#"}}"##)
    #expect(recursive.validate(array).last?.keyword == .depthLimit)
    #expect(recursive.validate(array, options: .init(depth: 5000)).last?.keyword == .depthLimit)
  }

  @Test("Failures are counted")
  func manyFailures() throws {
    let schema = try compile(
      #"{"items": {"anyOf": [{"anyOf": [{"type": "null"}, false]}, {"const": 1}]}}"#)
    let value = JSONValue.array((0..<10_000).map { .string("x\($0)") })
    let failures = schema.validate(value, options: .init(failures: 50))
    #expect((1...50).contains(failures.count))
  }

  @Test("Large arrays are unique in linear time")
  func unique() throws {
    let schema = try compile(#"{"uniqueItems": true}"#)
    let large = (0..<200_000).map { JSONValue.array([.integer($0)]) }
    #expect(schema.validate(.array(large)).isEmpty)
    let twice = schema.validate(.array(large + [.array([.integer(7)])]))
    #expect(twice.first?.found == .duplicates(7, 200_000))
  }

  @Test(
    "Wrong schemas are refused",
    arguments: [
      (#"{"type": "text"}"#, Code.schemaInvalid),
      (#"{"minLength": -1}"#, .schemaInvalid),
      (#"{"required": "a"}"#, .schemaInvalid),
      (#"{"multipleOf": 0}"#, .schemaInvalid),
      (#"{"properties": []}"#, .schemaInvalid),
      (#"{"$id": "a#b"}"#, .schemaInvalid),
      (#"{"$anchor": "1"}"#, .schemaInvalid),
      (#"{"$defs": {"a": {"$anchor": "x"}, "b": {"$anchor": "x"}}}"#, .schemaInvalid),
      (#"{"$schema": "http://json-schema.org/draft-07/schema#"}"#, .schemaInvalid),
      ("3", .schemaInvalid),
      (##"{"$ref": "#/$defs/none"}"##, .schemaReferenceUnresolved),
      (##"{"$ref": "#none"}"##, .schemaReferenceUnresolved),
      (#"{"$ref": "https://example.org/other"}"#, .schemaReferenceUnresolved),
      (##"{"$ref": "#/%zz"}"##, .schemaReferenceUnresolved),
      // Unknown places aren't looked at by the metaschema, but by us.
      (##"{"x": {"type": 7}, "$ref": "#/x"}"##, .schemaInvalid),
      (##"{"x": {"items": {"minItems": "1"}}, "$ref": "#/x"}"##, .schemaInvalid),
    ] as [(String, Code)])
  func wrong(schema: String, code: Code) throws {
    #expect(try refusal(schema)?.code == code)
  }
}
