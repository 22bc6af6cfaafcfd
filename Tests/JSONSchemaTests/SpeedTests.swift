import BundleCore
import JSONText
import Testing

@testable import JSONSchema

@Suite("Speed")
struct SpeedTests {
  @Test("A large form validates in a moment")
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
    let clock = ContinuousClock()
    var isValid = false
    let time = clock.measure { isValid = schema.validate(value).isEmpty }
    #expect(isValid)
    let seconds = Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds)
    let speed = Double(text.utf8.count) / seconds / 1e6
    print("JSON Schema: 10,000 rows, \(text.utf8.count) bytes in \(time): \(Int(speed)) MB/s")
  }
}
