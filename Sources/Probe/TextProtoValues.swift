import CEL

extension TextProto {
  /// cel.expr.Type
  var type: CELType? {
    if let primitive = self[scalar: "primitive"] ?? self[scalar: "wrapper"] {
      let types: [String: CELType] = [
        "BOOL": .bool, "INT64": .int, "UINT64": .uint, "DOUBLE": .double, "STRING": .string,
        "BYTES": .bytes,
      ]
      return types[primitive].map { self[scalar: "wrapper"] == nil ? $0 : .nullable($0) }
    }
    if let list = self[message: "list_type"] {
      return .list(list[message: "elem_type"]?.type ?? .dyn)
    }
    if let map = self[message: "map_type"] {
      return .map(
        map[message: "key_type"]?.type ?? .dyn, map[message: "value_type"]?.type ?? .dyn)
    }
    if let name = self[text: "message_type"] {
      return ["google.protobuf.Timestamp": .timestamp, "google.protobuf.Duration": .duration][name]
    }
    if let name = self[scalar: "well_known"] {
      return ["TIMESTAMP": .timestamp, "DURATION": .duration, "ANY": .dyn][name]
    }
    if self[scalar: "null"] != nil { return .null }
    if self[message: "dyn"] != nil { return .dyn }
    if self[message: "type"] != nil { return .type }
    return nil
  }

  /// cel.expr.Value
  var value: CELValue? {
    guard let field = fields.first else { return nil }
    switch (field.name, field.value) {
    case ("null_value", _): return .null
    case ("bool_value", .scalar(let text)): return .bool(text == "true")
    case ("int64_value", .scalar(let text)): return Int64(text).map { .int($0) }
    case ("uint64_value", .scalar(let text)): return UInt64(text).map { .uint($0) }
    case ("double_value", .scalar(let text)): return Double(text).map { .double($0) }
    case ("string_value", .string(let bytes)):
      return .string(String(decoding: bytes, as: UTF8.self))
    case ("bytes_value", .string(let bytes)): return .bytes(bytes)
    case ("type_value", .string(let bytes)):
      return CELValue.Kind(rawValue: String(decoding: bytes, as: UTF8.self)).map { .type($0) }
    case ("list_value", .message(let list)):
      let elements = list[messages: "values"].map { $0.value }
      return elements.contains { $0 == nil } ? nil : .list(elements.compactMap { $0 })
    case ("map_value", .message(let map)):
      var entries: [(key: CELValue, value: CELValue)] = []
      for entry in map[messages: "entries"] {
        guard let key = entry[message: "key"]?.value, let value = entry[message: "value"]?.value
        else { return nil }
        entries.append((key, value))
      }
      return CELMap(entries).map { .map($0) }
    case ("object_value", .message(let object)): return object.wellKnown
    default: return nil
    }
  }

  private var wellKnown: CELValue? {
    guard let (name, value) = fields.first, case .message(let message) = value else { return nil }
    let seconds = message[scalar: "seconds"].flatMap { Int64($0) } ?? 0
    let nanoseconds = message[scalar: "nanos"].flatMap { Int64($0) } ?? 0
    switch name {
    case "type.googleapis.com/google.protobuf.Duration":
      return .duration(CELDuration(nanoseconds: seconds * 1_000_000_000 + nanoseconds))
    case "type.googleapis.com/google.protobuf.Timestamp":
      return CELTimestamp(seconds: seconds, nanoseconds: Int32(nanoseconds)).map { .timestamp($0) }
    default: return nil
    }
  }
}

extension CELValue {
  /// Type and value, stricter than the language's equality; a NaN is a NaN.
  func isSame(as other: CELValue) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.uint(let a), .uint(let b)): a == b
    case (.double(let a), .double(let b)): a == b && a.sign == b.sign || a.isNaN && b.isNaN
    case (.string(let a), .string(let b)): Array(a.utf8) == Array(b.utf8)
    case (.bytes(let a), .bytes(let b)): a == b
    case (.type(let a), .type(let b)): a == b
    case (.timestamp(let a), .timestamp(let b)): a == b
    case (.duration(let a), .duration(let b)): a == b
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
    case (.map(let a), .map(let b)):
      a.count == b.count
        && a.entries.allSatisfy { entry in
          b.entries.contains {
            $0.key.isSame(as: entry.key) && $0.value.isSame(as: entry.value)
          }
        }
    default: false
    }
  }
}
