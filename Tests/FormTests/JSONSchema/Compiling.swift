import BundleCore
import JSONText

@testable import JSONSchema

/// Compiles one schema.
func compile(_ text: String) throws -> CompiledSchema {
  let value = try JSONDocument.parse(Array(text.utf8), subject: "schema.json")
  return try SchemaSet(documents: [("schema.json", value)]).compile("schema.json")
}

/// The code with which a schema is refused, or nil.
func refusal(_ text: String) throws -> FengniError? {
  do {
    _ = try compile(text)
    return nil
  } catch let error as FengniError {
    return error
  }
}

func parse(_ text: String) throws -> JSONValue { try JSONDocument.parse(Array(text.utf8)) }
