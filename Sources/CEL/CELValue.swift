/// A value of the Common Expression Language (langdef, "Values").
///
/// There is no `==`: equality of the language is `evaluate`'s, numbers compare across types and
/// strings scalar by scalar.
public enum CELValue: Sendable {
  /// `null`
  case null
  /// `true` or `false`
  case bool(Bool)
  /// A signed integer of 64 bits.
  case int(Int64)
  /// An unsigned integer of 64 bits.
  case uint(UInt64)
  /// An IEEE 754 double, NaN and the infinities included.
  case double(Double)
  /// Unicode scalars, not normalised.
  case string(String)
  /// Octets.
  case bytes([UInt8])
  /// The elements in order.
  case list([CELValue])
  /// Keys of type bool, int, uint or string with their values.
  case map(CELMap)
  /// A moment between the years 1 and 9999.
  case timestamp(CELTimestamp)
  /// A span of time.
  case duration(CELDuration)
  /// A type as a value.
  case type(Kind)

  /// The types of values at run time; the raw value is the name in the language.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case null = "null_type"
    case bool, int, uint, double, string, bytes, list, map
    case timestamp = "google.protobuf.Timestamp"
    case duration = "google.protobuf.Duration"
    case type
  }

  /// The type of this value.
  public var kind: Kind {
    switch self {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    case .list: .list
    case .map: .map
    case .timestamp: .timestamp
    case .duration: .duration
    case .type: .type
    }
  }

  /// The value when it is a bool.
  public var asBool: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The value when it is an int.
  public var asInt: Int64? { if case .int(let value) = self { value } else { nil } }
  /// The value when it is a string.
  public var asString: String? { if case .string(let value) = self { value } else { nil } }
  /// The elements when it is a list.
  public var asList: [CELValue]? { if case .list(let value) = self { value } else { nil } }
  /// The entries when it is a map.
  public var asMap: CELMap? { if case .map(let value) = self { value } else { nil } }
}

extension String {
  /// Equality scalar by scalar; Swift's `==` takes canonically equivalent texts for equal.
  func hasSameScalars(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let same: Bool?? = utf8.withContiguousStorageIfAvailable { a in
      other.utf8.withContiguousStorageIfAvailable { b in a.elementsEqual(b) }
    }
    return (same ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}
