import CEL
import JSONText

extension SchemaLibrary {
  /// The type that rules see of what a schema describes: so that naming a field that isn't there
  /// is found when the campaign is published, not when a unit fills in.
  func type(of place: Place, depth: Int = 0) -> CELType {
    guard depth < 24 else { return .dyn }
    let parts = parts(of: place)
    guard let name = parts.lazy.compactMap({ Self.typeName($0.value) }).first else {
      return .dyn
    }
    switch name {
    case "integer": return .int
    case "number": return .double
    case "string": return .string
    case "boolean": return .bool
    case "array":
      return .list(elements(of: place).map { type(of: $0, depth: depth + 1) } ?? .dyn)
    case "object": return objectType(parts, title: place.document, depth: depth)
    default: return .dyn
    }
  }

  private func objectType(_ parts: [Place], title: String, depth: Int) -> CELType {
    var fields: [String: CELType] = [:]
    for part in parts {
      for member in part.value["properties"]?.asObject?.members ?? []
      where
        fields[member.name] == nil
      {
        fields[member.name] = type(
          of: Place(document: part.document, value: member.value), depth: depth + 1)
      }
    }
    guard fields.isEmpty else { return .object(CELObjectType(title, fields: fields)) }
    for part in parts {
      guard let value = part.value["additionalProperties"], value.asObject != nil else { continue }
      return .map(
        .string, type(of: Place(document: part.document, value: value), depth: depth + 1))
    }
    return .map(.string, .dyn)
  }

  /// The type as `type` says it, or as `const` and `enum` show it.
  static func typeName(_ schema: JSONValue) -> String? {
    if let name = schema["type"]?.asString { return name }
    if schema["properties"] != nil { return "object" }
    let example = schema["const"] ?? schema["enum"]?.asArray?.first
    switch example?.kind {
    case .string?: return "string"
    case .bool?: return "boolean"
    case .number(let number)?: return number.isIntegerLiteral ? "integer" : "number"
    default: return nil
    }
  }
}
