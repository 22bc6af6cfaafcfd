import JSONText

/// An edge of the graph: a subschema and the way to it from the schema that holds it.
struct Link: Sendable {
  let node: Int
  /// `/properties/name`, escaped.
  let path: String
}

/// A compiled schema.
struct Node: Sendable {
  /// What the schema was: `true` or `false`, or keywords.
  enum Body: Sendable {
    case always(Bool)
    case rules([Rule])
  }

  let resource: Int
  /// URI and pointer of the schema.
  let absolute: String
  /// The keywords as they were written.
  let schema: JSONObject
  let body: Body
  /// Whether there is an `unevaluatedProperties`, `unevaluatedItems`.
  let readsProperties: Bool
  let readsItems: Bool
}

/// One keyword, or several that must be looked at together.
enum Rule: Sendable {
  case types(TypeSet)
  case const(JSONValue, weight: Int)
  case enumeration(Enumeration)
  case multipleOf(JSONDecimal)
  case bound(SchemaKeyword, JSONDecimal)
  case length(SchemaKeyword, Int)
  case pattern(Pattern)
  case format(Format, isAsserted: Bool)
  case itemCount(SchemaKeyword, Int)
  case memberCount(SchemaKeyword, Int)
  case uniqueItems
  case required([String])
  case dependentRequired([(trigger: String, names: [String])])

  case members(MemberRule)
  case propertyNames(Link)
  case elements(prefix: [Link], rest: Link?)
  case contains(Link, least: Int, most: Int?)

  case ref(Link)
  case dynamicRef(Link, anchor: Int)
  case allOf([Link])
  case anyOf([Link])
  case oneOf([Link])
  case not(Link)
  case conditional(test: Link, then: Link?, otherwise: Link?)
  case dependentSchemas([(trigger: String, link: Link)])
  case unevaluatedItems(Link)
  case unevaluatedProperties(Link)

  /// The subschemas that are always applied to the very same value.
  var unconditional: [Link] {
    switch self {
    case .ref(let link), .not(let link): [link]
    case .allOf(let links), .anyOf(let links), .oneOf(let links): links
    case .conditional(let test, _, _): [test]
    default: []
    }
  }
}

/// `properties`, `patternProperties` and `additionalProperties`.
struct MemberRule: Sendable {
  /// The members of `properties`, for look-up; `links` has their order.
  let names: JSONObject
  let links: [Link]
  let patterns: [(pattern: Pattern, link: Link)]
  let additional: Link?
}

/// The values of `enum`, for look-up.
struct Enumeration: Sendable {
  let scalars: Set<JSONValue>
  let containers: [(value: JSONValue, weight: Int)]

  init(_ values: [JSONValue]) {
    var scalars: Set<JSONValue> = []
    var containers: [(value: JSONValue, weight: Int)] = []
    for value in values {
      switch value.kind {
      case .array, .object: containers.append((value: value, weight: value.weight))
      default: scalars.insert(value)
      }
    }
    self.scalars = scalars
    self.containers = containers
  }
}

/// The types of `type`.
struct TypeSet: OptionSet, Sendable {
  let rawValue: UInt8

  private static let names = [
    "null", "boolean", "integer", "number", "string", "array", "object",
  ]

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// One type by its name.
  init?(name: String) {
    guard let bit = Self.names.firstIndex(of: name) else { return nil }
    rawValue = 1 << UInt8(bit)
  }

  /// All types that a value has: an integer is a number, too.
  init(of value: JSONValue) {
    switch value.kind {
    case .null: rawValue = 1
    case .bool: rawValue = 2
    case .number(let number): rawValue = number.isInteger ? 12 : 8
    case .string: rawValue = 16
    case .array: rawValue = 32
    case .object: rawValue = 64
    }
  }
}

extension JSONValue {
  /// The number of values in it and a share for long strings: what a comparison may cost.
  var weight: Int {
    switch kind {
    case .null, .bool, .number: 1
    case .string(let text): 1 &+ text.utf8.count >> 4
    case .array(let elements): elements.reduce(1) { $0 &+ $1.weight }
    case .object(let object): object.members.reduce(1) { $0 &+ $1.value.weight &+ 1 }
    }
  }
}
