/// A type that an expression can have before it is evaluated.
public indirect enum CELType: Sendable, Hashable {
  case null, bool, int, uint, double, string, bytes, timestamp, duration
  /// Checked at run time only.
  case dyn
  /// The type of types.
  case type
  /// Elements of one type.
  case list(CELType)
  /// Keys and values of one type each.
  case map(CELType, CELType)
  /// A map with string keys that are known; naming another field is an error.
  case object(CELObjectType)
  /// The type, or `null`.
  case nullable(CELType)
  /// A type that is free in a function's signature, the same wherever the name stands.
  case parameter(String)

  /// As it is shown in errors.
  public var name: String {
    switch self {
    case .null: "null_type"
    case .bool: "bool"
    case .int: "int"
    case .uint: "uint"
    case .double: "double"
    case .string: "string"
    case .bytes: "bytes"
    case .timestamp: "timestamp"
    case .duration: "duration"
    case .dyn: "dyn"
    case .type: "type"
    case .list(let element): "list(\(element.name))"
    case .map(let key, let value): "map(\(key.name), \(value.name))"
    case .object(let type): type.name
    case .nullable(let type): "nullable(\(type.name))"
    case .parameter: "_"
    }
  }

  /// Whether a value has this type as far as its outermost level shows.
  func admits(_ value: CELValue) -> Bool {
    switch (self, value) {
    case (.dyn, _), (.parameter, _): true
    case (.nullable(let type), _): value.kind == .null || type.admits(value)
    case (.null, .null), (.bool, .bool), (.int, .int), (.uint, .uint), (.double, .double),
      (.string, .string), (.bytes, .bytes), (.timestamp, .timestamp), (.duration, .duration),
      (.type, .type), (.list, .list), (.map, .map), (.object, .map):
      true
    default: false
    }
  }
}

/// Named fields with their types, such as a form's.
public final class CELObjectType: Sendable, Hashable {
  /// As it is shown in errors; two objects are the same type when name and fields are.
  public let name: String
  /// The fields that may be named.
  public let fields: [String: CELType]

  /// Describes an object.
  public init(_ name: String, fields: [String: CELType]) {
    self.name = name
    self.fields = fields
  }

  public static func == (a: CELObjectType, b: CELObjectType) -> Bool {
    a === b || (a.name == b.name && a.fields == b.fields)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
