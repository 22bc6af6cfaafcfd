/// One value of a JSON document, with the place where it began.
///
/// Equality and hash are those of the JSON data model (JSON Schema 2020-12, core 4.2.2): numbers
/// by their mathematical value, strings and names scalar by scalar without normalisation, objects
/// without regard to the order of members; positions don't count.
public struct JSONValue: Sendable {
  /// What a value is.
  public enum Kind: Sendable {
    /// `null`
    case null
    /// `true` or `false`
    case bool(Bool)
    /// A number, kept as it was written.
    case number(JSONNumber)
    /// A string, its escapes resolved.
    case string(String)
    /// The elements in order.
    case array([JSONValue])
    /// The members in source order.
    case object(JSONObject)
  }

  /// A place in a document: the first byte of a value or a name.
  ///
  /// A line ends with LF. Built values stand at 0:0.
  public struct Position: Sendable, Hashable {
    private let storedLine: UInt32
    private let storedColumn: UInt32
    private let storedOffset: UInt32

    // 32 bits each keep a value at 32 bytes; `JSONLimits` keeps documents below 4 GiB.
    init(line: Int, column: Int, offset: Int) {
      storedLine = UInt32(truncatingIfNeeded: line)
      storedColumn = UInt32(truncatingIfNeeded: column)
      storedOffset = UInt32(truncatingIfNeeded: offset)
    }

    /// 1-based.
    public var line: Int { Int(storedLine) }
    /// 1-based, in UTF-8 bytes.
    public var column: Int { Int(storedColumn) }
    /// 0-based, in bytes from the beginning of the document.
    public var offset: Int { Int(storedOffset) }

    /// The place of values that were built and not read.
    public static let none = Position(line: 0, column: 0, offset: 0)
  }

  /// The value itself.
  public let kind: Kind
  /// Where it began.
  public let position: Position

  /// Makes a value at a place.
  public init(_ kind: Kind, at position: Position = .none) {
    self.kind = kind
    self.position = position
  }

  /// The name of the type as JSON Schema says it: `null`, `boolean`, `number`, …
  public var typeName: String {
    switch kind {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

// MARK: Looking in

extension JSONValue {
  /// Whether this is `null`.
  public var isNull: Bool { if case .null = kind { true } else { false } }
  /// The truth value, if it is one.
  public var asBool: Bool? { if case .bool(let value) = kind { value } else { nil } }
  /// The number, if it is one.
  public var asNumber: JSONNumber? { if case .number(let value) = kind { value } else { nil } }
  /// The string, if it is one.
  public var asString: String? { if case .string(let value) = kind { value } else { nil } }
  /// The elements, if it is an array.
  public var asArray: [JSONValue]? { if case .array(let value) = kind { value } else { nil } }
  /// The object, if it is one.
  public var asObject: JSONObject? { if case .object(let value) = kind { value } else { nil } }

  /// The value of a member; nil when there is none or this is no object.
  public subscript(name: String) -> JSONValue? { asObject?[name] }
}

// MARK: Building

/// A short name for building: `JSON.object([("a", .integer(1))])`.
public typealias JSON = JSONValue

extension JSONValue {
  /// `null`
  public static let null = JSONValue(.null)

  /// `true` or `false`
  public static func bool(_ value: Bool) -> JSONValue { JSONValue(.bool(value)) }

  /// A string. The writer refuses noncharacters in it.
  public static func string(_ value: String) -> JSONValue { JSONValue(.string(value)) }

  /// An integer. The writer refuses what is beyond 2^53 - 1.
  public static func integer(_ value: some BinaryInteger) -> JSONValue {
    JSONValue(.number(JSONNumber(value)))
  }

  /// A number.
  public static func number(_ value: JSONNumber) -> JSONValue { JSONValue(.number(value)) }

  /// An array.
  public static func array(_ elements: [JSONValue]) -> JSONValue { JSONValue(.array(elements)) }

  /// An array of strings.
  public static func strings(_ elements: some Sequence<String>) -> JSONValue {
    JSONValue(.array(elements.map { .string($0) }))
  }

  /// An object, its members in this order. The writer refuses duplicate names.
  public static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    JSONValue(.object(JSONObject(members.map { JSONMember(name: $0.0, value: $0.1) })))
  }

  /// An object of those members that have a value.
  public static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    JSONValue(
      .object(
        JSONObject(members.compactMap { name, value in value.map { .init(name: name, value: $0) } })
      ))
  }
}

// MARK: Equality

extension JSONValue: Hashable {
  /// Equal in the JSON data model.
  public static func == (a: Self, b: Self) -> Bool {
    switch (a.kind, b.kind) {
    case (.null, .null): true
    case (.bool(let x), .bool(let y)): x == y
    case (.number(let x), .number(let y)): x == y
    case (.string(let x), .string(let y)): x.hasSameScalars(as: y)
    case (.array(let x), .array(let y)): x == y
    case (.object(let x), .object(let y)): x == y
    default: false
    }
  }

  /// Feeds what equality compares.
  public func hash(into hasher: inout Hasher) {
    switch kind {
    case .null: hasher.combine(0 as UInt8)
    case .bool(let value): hasher.combine(value)
    case .number(let value): hasher.combine(value)
    case .string(let value): value.combineScalars(into: &hasher)
    case .array(let value): hasher.combine(value)
    case .object(let value): hasher.combine(value)
    }
  }
}

extension String {
  /// Compares the UTF-8 bytes.
  ///
  /// Swift's `==` holds "é" and "e\u{301}" for equal; to JSON they are two names (RFC 8259, 8.3),
  /// and a parser that confuses them can be shown a member that others don't see.
  func hasSameScalars(as other: String) -> Bool {
    let count = utf8.count
    guard count == other.utf8.count else { return false }
    let same: Bool?? = utf8.withContiguousStorageIfAvailable { a in
      other.utf8.withContiguousStorageIfAvailable { b in a.elementsEqual(b) }
    }
    return (same ?? nil) ?? utf8.elementsEqual(other.utf8)
  }

  /// Feeds the UTF-8 bytes: `hash(into:)` would feed the normalised form.
  func combineScalars(into hasher: inout Hasher) {
    var copy = self
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}
