import BundleCore
import JSONText
import Testing

@testable import JSONSchema

@Suite("Large instances")
struct LargeTests {
  @Test("A form of 10,000 rows validates")
  func form() throws {
    let schema = try compile(
      ##"""
      {"type": "object", "required": ["rows"], "additionalProperties": false,
       "properties": {"rows": {"type": "array", "items": {"$ref": "#/$defs/row"}}},
       "$defs": {"row": {"type": "object", "required": ["id", "name", "amount", "kind"],
         "properties": {
           "id": {"type": "string", "pattern": "^[0-9]{6}[A-Z]$"},
           "name": {"type": "string", "minLength": 1, "maxLength": 60},
           "amount": {"type": "number", "minimum": 0, "multipleOf": 0.01},
           "kind": {"enum": ["a", "b", "c", "d"]},
           "tags": {"type": "array", "uniqueItems": true, "items": {"type": "string"}}},
         "unevaluatedProperties": false}}}
      """##)
    let row =
      #"{"id": "123456X", "name": "某某单位", "amount": 1234.56, "kind": "c", "tags": ["x", "y"]}"#
    let text = #"{"rows": ["# + Array(repeating: row, count: 10_000).joined(separator: ",") + "]}"
    let value = try parse(text)
    #expect(schema.validate(value).isEmpty)
  }
}
