public import BundleCore
public import JSONText

extension CELValue {
  /// The value of a JSON document: objects become maps, integers int, other numbers double.
  ///
  /// With a type, numbers become what it says where their value allows (`1` a double, `1.0` an
  /// int), and strings moments and spans. What doesn't fit stays as without a type, and the
  /// expression meets an error there; whether a document fits is its schema's affair.
  public init(_ json: JSONValue, as type: CELType = .dyn) {
    switch (json.kind, type) {
    case (_, .nullable(let inner)): self.init(json, as: inner)
    case (.null, _): self = .null
    case (.bool(let value), _): self = .bool(value)
    case (.number(let number), _): self = Self.number(number, type)
    case (.string(let text), .timestamp):
      self = CELTimestamp(text: text).map { .timestamp($0) } ?? .string(text)
    case (.string(let text), .duration):
      self = CELDuration(text: text).map { .duration($0) } ?? .string(text)
    case (.string(let text), .bytes):
      self = Base64.decode(Array(text.utf8)).map { .bytes($0) } ?? .string(text)
    case (.string(let text), _): self = .string(text)
    case (.array(let elements), .list(let element)):
      self = .list(elements.map { CELValue($0, as: element) })
    case (.array(let elements), _): self = .list(elements.map { CELValue($0) })
    case (.object(let object), _):
      self = .map(
        CELMap(
          unchecked: object.members.map { member in
            CELMap.Entry(
              key: .string(member.name),
              value: CELValue(member.value, as: type.fieldType(member.name)))
          }))
    }
  }

  private static func number(_ number: JSONNumber, _ type: CELType) -> CELValue {
    switch type {
    case .double: return .double(number.asDouble)
    case .int: return number.asInt64.map { .int($0) } ?? .double(number.asDouble)
    case .uint:
      if let value = number.asInt64, let unsigned = UInt64(exactly: value) {
        return .uint(unsigned)
      }
    default: break
    }
    if number.isIntegerLiteral, let value = number.asInt64 { return .int(value) }
    return .double(number.asDouble)
  }

  /// The value as JSON: bytes in base64, times as texts, keys as strings, types by name
  /// (as protobuf's JSON mapping has it).
  ///
  /// Throws `celEvaluation` for numbers that JSON lacks and for keys that coincide as strings, and
  /// `celLimit` for values that are nested too deeply or have more parts than a JSON document may.
  public func json() throws(FengniError) -> JSONValue {
    var rest = Limits.jsonValues
    return try json(depth: 0, &rest)
  }

  /// A value may hold the same list many times over, in little memory; its JSON would not.
  private func json(depth: Int, _ rest: inout Int) throws(FengniError) -> JSONValue {
    guard depth < Limits.ruleValueDepth, rest > 0 else {
      throw FengniError(.celLimit, reason: "nested too deeply or too large")
    }
    rest -= 1
    switch self {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .int(let value): return .integer(value)
    case .uint(let value): return .integer(value)
    case .double(let value):
      do throws(FengniError) {
        return .number(try JSONNumber(value))
      } catch {
        throw FengniError(.celEvaluation, reason: "no number of JSON: \(error.reason)")
      }
    case .string(let text): return .string(text)
    case .bytes(let bytes): return .string(String(decoding: Base64.encode(bytes), as: UTF8.self))
    case .timestamp(let time): return .string(time.text)
    case .duration(let span): return .string(span.text)
    case .type(let kind): return .string(kind.rawValue)
    case .list(let elements):
      var values: [JSONValue] = []
      for element in elements { values.append(try element.json(depth: depth + 1, &rest)) }
      return .array(values)
    case .map(let map): return try Self.object(map, depth, &rest)
    }
  }

  private static func object(
    _ map: CELMap, _ depth: Int, _ rest: inout Int
  ) throws(FengniError) -> JSONValue {
    var members: [(String, JSONValue)] = []
    var names: Set<MapKey> = []
    for entry in map.entries {
      let name =
        switch entry.key {
        case .string(let name): name
        case .bool(let value): value ? "true" : "false"
        case .int(let value): String(value)
        case .uint(let value): String(value)
        default: ""
        }
      guard names.insert(.string(name)).inserted else {
        throw FengniError(.celEvaluation, reason: "two keys are one name in JSON")
      }
      members.append((name, try entry.value.json(depth: depth + 1, &rest)))
    }
    return .object(members)
  }
}

extension CELType {
  /// The declared type of a member.
  fileprivate func fieldType(_ name: String) -> CELType {
    switch self {
    case .object(let object): object.fields[name] ?? .dyn
    case .map(_, let value): value
    case .nullable(let inner): inner.fieldType(name)
    default: .dyn
    }
  }
}
