import BundleCore
import JSONText

// What a schema of one value makes of a cell.
extension LayoutBuilder {
  private func refusal(_ path: [String], _ reason: String) -> FengniError {
    FengniError(.workbookLayout, JSONPointer(tokens: path).text, reason: reason)
  }

  /// The one type of a schema, said or read off its other keywords.
  func typeName(_ schema: MergedSchema, _ path: [String]) throws(FengniError) -> String {
    if let type = schema["type"] {
      // A cell that may be a number or a text can't be told apart on the way back.
      guard let name = type.asString else { throw refusal(path, "several types") }
      return name
    }
    if schema["properties"] != nil { return "object" }
    if schema["items"] != nil { return "array" }
    if schema["enum"] != nil || schema["const"]?.asString != nil || schema["format"] != nil
      || schema["pattern"] != nil || schema["maxLength"] != nil
    {
      return "string"
    }
    throw refusal(path, "no type")
  }

  func scalarType(_ schema: MergedSchema, _ path: [String]) throws(FengniError) -> FieldType {
    switch try typeName(schema, path) {
    case "string":
      if let choices = try choices(schema, path) { return .choice(choices) }
      if schema["format"]?.asString == "date" { return .date }
      return .text(maximum: schema.integer("maxLength").map(Int.init(clamping:)))
    case "integer":
      return .integer(
        minimum: schema.integer("minimum") ?? schema.integer("exclusiveMinimum").map { $0 &+ 1 },
        maximum: schema.integer("maximum") ?? schema.integer("exclusiveMaximum").map { $0 &- 1 })
    case "number":
      return .decimal(
        minimum: schema.double("minimum") ?? schema.double("exclusiveMinimum"),
        exclusive: schema["minimum"] == nil && schema["exclusiveMinimum"] != nil,
        maximum: schema.double("maximum"), places: places(schema["multipleOf"]?.asNumber))
    case "boolean": return .boolean
    case let other: throw refusal(path, "type \(other)")
    }
  }

  /// An array of scalars.
  func listType(_ item: MergedSchema, _ path: [String]) throws(FengniError) -> FieldType {
    switch try scalarType(item, path + ["-"]) {
    case .choice(let choices): .choices(choices)
    case let scalar: .list(scalar)
    }
  }

  private func choices(
    _ schema: MergedSchema, _ path: [String]
  ) throws(FengniError) -> [FormChoice]? {
    let values: [JSONValue]
    if let all = schema["enum"]?.asArray {
      values = all
    } else if let constant = schema["const"] {
      values = [constant]
    } else {
      return nil
    }
    guard values.count <= LayoutLimits.choices else { throw refusal(path, "too many choices") }
    var choices: [FormChoice] = []
    for value in values {
      guard let code = value.asString else { throw refusal(path, "an enum value is no text") }
      let label = schema["x-labels"]?[code]
      let zh = label?["zh"]?.asString ?? code
      choices.append(FormChoice(code: code, label: Bilingual(zh, label?["en"]?.asString ?? zh)))
    }
    return choices
  }

  /// Decimal places of a step that is a power of ten.
  private func places(_ step: JSONNumber?) -> Int? {
    guard let step = step?.asDouble, step > 0 else { return nil }
    var power = 1.0
    for places in 0...6 {
      if (step * power - 1).magnitude < 1e-9 { return places }
      power *= 10
    }
    return nil
  }
}
