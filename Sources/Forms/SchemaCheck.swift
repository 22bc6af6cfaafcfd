public import BundleCore
public import JSONSchema
public import JSONText

/// One JSON Schema held against one value, for the authors of forms: any schema of draft 2020-12,
/// whether or not a campaign could carry it.
public struct SchemaCheck: Sendable {
  private let library: SchemaLibrary
  private let root: SchemaLibrary.Place
  private let compiled: CompiledSchema

  /// `others`: documents that references may mean, by their URIs. Throws `schemaInvalid`,
  /// `schemaReferenceUnresolved`, `schemaPatternUnsupported`.
  public init(
    schema: JSONValue, uri: String, others: [(uri: String, value: JSONValue)] = []
  ) throws(FengniError) {
    var library = SchemaLibrary()
    library.insert(schema, uri: uri)
    for (uri, value) in others { library.insert(value, uri: uri) }
    self.library = library
    let id = schema["$id"]?.asString ?? uri
    root = library.root(id) ?? SchemaLibrary.Place(document: uri, value: schema)
    let documents = [(uri: uri, value: schema)] + others.filter { $0.uri != uri }
    compiled = try SchemaSet(documents: documents).compile(uri)
  }

  /// Why the value does not follow the schema; empty when it does.
  public func failures(of value: JSONValue, assertsFormats: Bool) -> [SchemaFailure] {
    compiled.validate(value, options: ValidationOptions(assertsFormats: assertsFormats))
  }

  /// A failure as a finding, in words for whoever fills in.
  public func finding(
    _ failure: SchemaFailure, of value: JSONValue, document: String
  ) -> Finding {
    FormIssue(failure, in: value, library, root).finding(document: document)
  }
}

extension SchemaFailure {
  /// The failure as the draft's output "basic" has it (core, 12.4.2), with line and column.
  public var json: JSONValue {
    .object([
      ("valid", .bool(false)), ("instanceLocation", .string(instanceLocation.text)),
      ("keywordLocation", .string(keywordLocation)),
      ("absoluteKeywordLocation", .string(absoluteKeywordLocation)),
      ("line", .integer(position.line)), ("column", .integer(position.column)),
      ("keyword", .string(keyword.rawValue)),
    ])
  }
}
