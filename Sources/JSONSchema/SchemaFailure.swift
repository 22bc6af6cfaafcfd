public import BundleCore
public import JSONText

/// A keyword that can fail, by the name that schemas write.
public enum SchemaKeyword: String, Sendable, Hashable, CaseIterable {
  case type, const, multipleOf, maximum, exclusiveMaximum, minimum, exclusiveMinimum
  case maxLength, minLength, pattern, format
  case maxItems, minItems, uniqueItems, contains, maxContains, minContains
  case maxProperties, minProperties, required, dependentRequired
  case items, prefixItems, unevaluatedItems
  case properties, patternProperties, additionalProperties, propertyNames, unevaluatedProperties
  case allOf, anyOf, oneOf, not
  case `enum` = "enum"
  /// A schema that is `false` where no keyword above says it.
  case falseSchema = "false"
  /// No keyword: the work for one validation is used up.
  case stepLimit = "step limit"
  /// No keyword: schemas are applied within each other too often, as an endless `$ref` does.
  case depthLimit = "depth limit"
}

/// One reason why a value doesn't follow a schema.
public struct SchemaFailure: Sendable, Hashable {
  /// What was found instead; never the value itself, which stands at the instance location.
  public enum Found: Sendable, Hashable {
    /// Nothing more can be said than that the value doesn't match.
    case mismatch
    /// The type of the value, `integer` for a number that is one.
    case type(String)
    /// How many elements, members, characters, or matching schemas there are.
    case count(Int)
    /// A member that is missing, not allowed, or wrongly named.
    case name(String)
    /// An element that isn't allowed, 0-based.
    case index(Int)
    /// Two equal elements, 0-based.
    case duplicates(Int, Int)
  }

  /// Where the value stands in the instance.
  public let instanceLocation: JSONPointer
  /// Line, column and offset of the value; 0:0 for built values.
  public let position: JSONValue.Position
  /// The way through the schema with its references, a JSON Pointer (core, 12.3.1).
  public let keywordLocation: String
  /// The keyword in its own resource, a URI with fragment (core, 12.3.2).
  public let absoluteKeywordLocation: String
  /// The keyword that failed.
  public let keyword: SchemaKeyword
  /// The value of the keyword in the schema: what was asked for.
  public let expected: JSONValue
  /// What there is.
  public let found: Found
  /// Why the branches of `anyOf` and `oneOf` failed, in order, at most 32; empty otherwise.
  public let causes: [SchemaFailure]
}

/// How a validation is done and what it may cost.
public struct ValidationOptions: Sendable, Hashable {
  /// Whether `format` is asserted wherever it is known (validation, 7.2.1).
  public var assertsFormats: Bool
  /// Steps (a schema applied, an element or 16 bytes looked at) before giving up.
  public var steps: Int
  /// Schemas applied within each other before giving up.
  public var depth: Int
  /// Failures that are listed.
  public var failures: Int

  /// Takes the package's limits by default; a depth beyond `Limits.schemaLargestDepth` becomes
  /// that.
  public init(
    assertsFormats: Bool = false, steps: Int = Limits.schemaSteps,
    depth: Int = Limits.schemaDepth, failures: Int = Limits.schemaFailures
  ) {
    self.assertsFormats = assertsFormats
    self.steps = max(steps, 0)
    self.depth = min(max(depth, 0), Limits.schemaLargestDepth)
    self.failures = max(failures, 1)
  }
}
