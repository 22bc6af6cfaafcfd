public import BundleCore
import JSONText

extension FormLayout {
  /// Reads what a form asks for off its schema.
  ///
  /// Understands `$ref`, `allOf` of objects, `properties`, `items`, `enum` and `const` of strings
  /// with `x-labels`, `format: date`, bounds; conditions (`if`, `dependentRequired`, `anyOf`, …)
  /// ask for nothing new and are left to the check of the form.
  /// Throws `workbookLayout` with the place in the form for what can't be a cell or a table,
  /// `schemaReferenceUnresolved`.
  public init(_ schemas: FormSchemas) throws(FengniError) {
    var builder = LayoutBuilder(schemas: schemas)
    let root = MergedSchema(
      try builder.expand(SchemaPart(value: schemas.root, document: schemas.id), [], 0))
    let object = try builder.object(
      root, at: [], number: "", LayoutBuilder.Context(isRequired: true))
    let version = schemas.root["x-form"]?["version"]?.asNumber?.asInt64 ?? 1
    self.init(
      id: schemas.id, version: Int(clamping: version), title: root.title ?? Bilingual("", ""),
      help: root.help, fields: builder.fields, tables: builder.tables, root: object)
  }
}

/// A schema with everything that it refers to, as one list of objects in the order of the source.
struct MergedSchema {
  let parts: [SchemaPart]

  init(_ parts: [SchemaPart]) { self.parts = parts }

  /// The first that stands under a name.
  subscript(name: String) -> JSONValue? {
    for part in parts { if let value = part.value[name] { return value } }
    return nil
  }

  func first(_ name: String) -> SchemaPart? {
    for part in parts {
      if let value = part.value[name] { return SchemaPart(value: value, document: part.document) }
    }
    return nil
  }

  var title: Bilingual? { text("title") }
  var help: Bilingual? { text("description") }

  private func text(_ name: String) -> Bilingual? {
    for part in parts {
      guard let zh = part.value[name]?.asString else { continue }
      return Bilingual(zh, part.value["x-en"]?[name]?.asString ?? zh)
    }
    return nil
  }

  func integer(_ name: String) -> Int64? { self[name]?.asNumber?.asInt64 }

  func double(_ name: String) -> Double? { self[name]?.asNumber?.asDouble }
}

struct LayoutBuilder {
  /// What holds for everything below a place.
  struct Context {
    var isRequired: Bool
    var table: Int?
    var sections: [Bilingual] = []
    var depth = 0
  }

  let schemas: FormSchemas
  private(set) var fields: [FormField] = []
  private(set) var tables: [FormTable] = []
  private var nodes = 0

  init(schemas: FormSchemas) { self.schemas = schemas }

  private func refuse(_ path: [String], _ reason: String) -> FengniError {
    FengniError(.workbookLayout, JSONPointer(tokens: path).text, reason: reason)
  }

  /// A schema, what it refers to, and its `allOf`: own words first, so that a title beside a
  /// `$ref` goes before the one of the definition.
  mutating func expand(
    _ part: SchemaPart, _ path: [String], _ depth: Int
  ) throws(FengniError) -> [SchemaPart] {
    nodes += 1
    guard depth <= LayoutLimits.depth, nodes <= LayoutLimits.nodes else {
      throw refuse(path, "schemas nested too deep or too many")
    }
    guard part.value.asObject != nil else { throw refuse(path, "not an object schema") }
    var parts = [part]
    if let reference = part.value["$ref"]?.asString {
      let target = try schemas.resolve(reference, in: part.document)
      parts += try expand(target, path, depth + 1)
    }
    for element in part.value["allOf"]?.asArray ?? [] where element["if"] == nil {
      let element = SchemaPart(value: element, document: part.document)
      parts += try expand(element, path, depth + 1)
    }
    return parts
  }

  // MARK: Objects

  mutating func object(
    _ schema: MergedSchema, at path: [String], number: String, _ context: Context
  ) throws(FengniError) -> FormObject {
    var object = FormObject(
      number: number, title: schema.title ?? Bilingual("", ""), help: schema.help)
    guard context.depth <= LayoutLimits.depth else { throw refuse(path, "nested too deep") }
    let properties = try properties(schema, path)
    guard !properties.isEmpty else { throw refuse(path, "an object without properties") }
    let required = Set(
      schema.parts.flatMap { $0.value["required"]?.asArray ?? [] }.compactMap(\.asString))
    for (index, (name, parts)) in properties.enumerated() {
      let isRequired = required.contains(name)
      var inner = context
      inner.isRequired = context.isRequired && isRequired
      inner.depth += 1
      let content = try member(
        MergedSchema(parts), name, at: path + [name],
        number: number.isEmpty ? "\(index + 1)" : "\(number).\(index + 1)", inner, isRequired)
      object.members.append(.init(name: name, isRequired: isRequired, content: content))
    }
    return object
  }

  /// The members in the order in which their names come first; a name that occurs in several
  /// parts is one member of all of them.
  private mutating func properties(
    _ schema: MergedSchema, _ path: [String]
  ) throws(FengniError) -> [(String, [SchemaPart])] {
    var result: [(String, [SchemaPart])] = []
    var places: [String: Int] = [:]
    for part in schema.parts {
      for member in part.value["properties"]?.asObject?.members ?? [] {
        let source = SchemaPart(value: member.value, document: part.document)
        let parts = try expand(source, path + [member.name], 0)
        if let place = places[member.name] {
          result[place].1 += parts
        } else {
          places[member.name] = result.count
          result.append((member.name, parts))
        }
      }
    }
    return result
  }

  private mutating func member(
    _ schema: MergedSchema, _ name: String, at path: [String], number: String, _ context: Context,
    _ isRequired: Bool
  ) throws(FengniError) -> FormMember {
    let title = schema.title ?? Bilingual(name, name)
    switch try typeName(schema, path) {
    case "object":
      var inner = context
      inner.sections.append(title)
      return .section(try object(schema, at: path, number: number, inner))
    case "array":
      guard let items = schema.first("items") else { throw refuse(path, "an array without items") }
      guard schema["prefixItems"] == nil else { throw refuse(path, "prefixItems") }
      let item = MergedSchema(try expand(items, path, 0))
      if try typeName(item, path + ["-"]) == "object" {
        return try table(schema, item, title, at: path, number: number, context)
      }
      return try field(
        try listType(item, path), schema, title, at: path, number: number, context)
    default:
      return try field(
        try scalarType(schema, path), schema, title, at: path, number: number, context)
    }
  }

  private mutating func field(
    _ type: FieldType, _ schema: MergedSchema, _ title: Bilingual, at path: [String],
    number: String, _ context: Context
  ) throws(FengniError) -> FormMember {
    guard fields.count < LayoutLimits.fields else { throw refuse(path, "too many fields") }
    // The top section's own title stands over its fields, so it needn't be repeated.
    let sections = context.table == nil ? context.sections.dropFirst() : context.sections[...]
    let names = sections + [title]
    let id = fields.count
    fields.append(
      FormField(
        pointer: JSONPointer(tokens: path), number: number, title: title,
        fullTitle: Bilingual(
          names.map(\.zh).joined(separator: "："), names.map(\.en).joined(separator: ": ")),
        help: schema.help, type: type, isRequired: context.isRequired, table: context.table,
        minimumItems: Int(clamping: schema.integer("minItems") ?? 0)))
    if let table = context.table { tables[table].fields.append(id) }
    return .field(id)
  }

  private mutating func table(
    _ schema: MergedSchema, _ item: MergedSchema, _ title: Bilingual, at path: [String],
    number: String, _ context: Context
  ) throws(FengniError) -> FormMember {
    let id = tables.count
    let minimum = Int(clamping: schema.integer("minItems") ?? 0)
    tables.append(
      FormTable(
        pointer: JSONPointer(tokens: path), number: number, title: title,
        help: schema.help ?? item.help, parent: context.table, isRequired: context.isRequired,
        minimumRows: minimum, maximumRows: schema.integer("maxItems").map(Int.init(clamping:)),
        fields: [], item: FormObject()))
    let inner = Context(isRequired: true, table: id, depth: context.depth + 1)
    tables[id].item = try object(item, at: path + ["-"], number: "", inner)
    return .table(id)
  }
}
