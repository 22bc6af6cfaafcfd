public import BundleCore
public import JSONText

/// Schemas of JSON Schema draft 2020-12 that refer to each other and to nothing else.
///
/// The metaschemas of the draft are always there; nothing is ever fetched.
public struct SchemaSet: Sendable {
  let index: SchemaIndex

  /// Takes documents with the URIs at which references find them, besides their `$id`.
  ///
  /// Reads all identifiers; throws `schemaInvalid` with the document as subject and the place of
  /// the value when one is malformed, or stands for two different schemas.
  public init(documents: [(uri: String, value: JSONValue)]) throws(FengniError) {
    var index = try Metaschemas.index.get()
    try index.add(documents)
    self.index = index
  }

  /// Compiles the schema at a URI, which may have a fragment, and all that it refers to.
  ///
  /// Every document on the way is first validated against its metaschema. Throws `schemaInvalid`
  /// (also for a `$ref` that leads back to itself, a dialect that isn't known, and more than
  /// 100,000 schemas), `schemaReferenceUnresolved` and `schemaPatternUnsupported`; the subject is
  /// the document, the place that of the keyword's value, the reason names keyword and fault.
  public func compile(_ uri: String) throws(FengniError) -> CompiledSchema {
    var compiler = Compiler(index: index, checksMetaschema: true)
    return try compiler.compile(uri)
  }
}

/// A compiled schema: validates any number of values, on any number of threads.
public struct CompiledSchema: Sendable {
  let nodes: [Node]
  let root: Int
  /// For every name of a dynamic anchor, its schema by resource.
  let dynamicAnchors: [[Int: Int]]

  /// Lists why a value doesn't follow the schema, in the order of the value; empty when it does.
  ///
  /// Never traps and never runs without end: when a limit of the options is reached, the value
  /// counts as invalid and a failure with the keyword `stepLimit` or `depthLimit` is the last one.
  public func validate(
    _ value: JSONValue, options: ValidationOptions = .init()
  ) -> [SchemaFailure] {
    // Nearly all values are valid, and saying so needs no places and no lists.
    var quick = Evaluator(schema: self, options: options, isQuiet: true)
    if quick.isValid(value) { return [] }
    var thorough = Evaluator(schema: self, options: options, isQuiet: false)
    return thorough.failures(of: value)
  }

  /// Whether a value follows the schema, without the reasons: it stops at the first failure.
  public func isValid(_ value: JSONValue, options: ValidationOptions = .init()) -> Bool {
    var evaluator = Evaluator(schema: self, options: options, isQuiet: true)
    return evaluator.isValid(value)
  }
}
