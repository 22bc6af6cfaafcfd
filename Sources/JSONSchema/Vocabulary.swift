import JSONText

/// The vocabularies of draft 2020-12 that a dialect switches on.
struct Vocabularies: OptionSet, Sendable {
  let rawValue: UInt8

  static let core = Vocabularies(rawValue: 1)
  static let applicator = Vocabularies(rawValue: 2)
  static let unevaluated = Vocabularies(rawValue: 4)
  static let validation = Vocabularies(rawValue: 8)
  static let metadata = Vocabularies(rawValue: 16)
  static let formatAnnotation = Vocabularies(rawValue: 32)
  static let formatAssertion = Vocabularies(rawValue: 64)
  static let content = Vocabularies(rawValue: 128)

  /// What `https://json-schema.org/draft/2020-12/schema` declares.
  static let standard: Vocabularies = [
    .core, .applicator, .unevaluated, .validation, .metadata, .formatAnnotation, .content,
  ]

  private static let base = "https://json-schema.org/draft/2020-12/vocab/"
  private static let names: [(String, Vocabularies)] = [
    ("core", .core), ("applicator", .applicator), ("unevaluated", .unevaluated),
    ("validation", .validation), ("meta-data", .metadata),
    ("format-annotation", .formatAnnotation), ("format-assertion", .formatAssertion),
    ("content", .content),
  ]

  /// The vocabulary of a URI; nil when it is none of ours.
  static func named(_ uri: String) -> Vocabularies? {
    names.first { base + $0.0 == uri }?.1
  }
}

/// What a schema's `$schema` says about its keywords.
enum Dialect: Sendable {
  /// A metaschema that we understand.
  case known(Vocabularies, metaschema: ExactString)
  /// A metaschema that isn't there, or needs a vocabulary that we don't have.
  case unknown(uri: String, reason: String)

  /// What counts when nobody says anything.
  static let standard = Dialect.known(.standard, metaschema: ExactString(standardURI))
  static let standardURI = "https://json-schema.org/draft/2020-12/schema"

  /// Reads `$vocabulary` of a metaschema (core, 8.1.2).
  init(metaschema: JSONValue, uri: String) {
    guard let declared = metaschema["$vocabulary"]?.asObject else {
      self = .known(.standard, metaschema: ExactString(uri))
      return
    }
    var vocabularies: Vocabularies = [.core]
    for member in declared.members {
      if let known = Vocabularies.named(member.name) {
        vocabularies.formUnion(known)
      } else if member.value.asBool != false {
        self = .unknown(uri: uri, reason: "the metaschema requires an unknown vocabulary")
        return
      }
    }
    self = .known(vocabularies, metaschema: ExactString(uri))
  }
}

/// How a keyword holds subschemas.
enum SubschemaShape: Sendable {
  case one, list, named

  /// The keywords that hold subschemas, by vocabulary.
  static let keywords: [(name: String, shape: SubschemaShape, vocabulary: Vocabularies)] = [
    ("$defs", .named, .core),
    ("allOf", .list, .applicator),
    ("anyOf", .list, .applicator),
    ("oneOf", .list, .applicator),
    ("not", .one, .applicator),
    ("if", .one, .applicator),
    ("then", .one, .applicator),
    ("else", .one, .applicator),
    ("dependentSchemas", .named, .applicator),
    ("prefixItems", .list, .applicator),
    ("items", .one, .applicator),
    ("contains", .one, .applicator),
    ("properties", .named, .applicator),
    ("patternProperties", .named, .applicator),
    ("additionalProperties", .one, .applicator),
    ("propertyNames", .one, .applicator),
    ("unevaluatedItems", .one, .unevaluated),
    ("unevaluatedProperties", .one, .unevaluated),
    ("contentSchema", .one, .content),
  ]
}
