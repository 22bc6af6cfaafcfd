package import CEL

extension CELValue {
  /// The value with its type, so that two texts are equal exactly when the values are.
  package var shown: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .uint(let value): String(value) + "u"
    // The bits besides the digits: zero and its negative, and NaNs, print alike.
    case .double(let value): value.description + "#" + String(value.bitPattern, radix: 16)
    case .string(let value): "'" + value + "'"
    case .bytes(let value): "b" + value.map { String($0, radix: 16) }.joined(separator: ".")
    case .timestamp(let value): "timestamp " + value.text
    case .duration(let value): "duration " + value.text
    case .type(let value): "type " + value.rawValue
    case .list(let values): "[" + values.map { $0.shown }.joined(separator: ", ") + "]"
    case .map(let map):
      "{" + map.entries.map { $0.key.shown + ": " + $0.value.shown }.joined(separator: ", ") + "}"
    }
  }
}
