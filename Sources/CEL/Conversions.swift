/// Conversions between types (langdef, "List of Standard Definitions").
extension Machine {
  mutating func converted(
    _ function: StandardFunction, _ value: CELValue
  ) throws(OperationFault) -> CELValue {
    switch function {
    case .dyn: return value
    case .type: return .type(value.kind)
    case .bool: return .bool(try toBool(value))
    case .int: return .int(try toInt(value))
    case .uint: return .uint(try toUInt(value))
    case .double: return .double(try toDouble(value))
    case .string: return .string(try toString(value))
    case .bytes: return .bytes(try toBytes(value))
    case .duration:
      if case .duration = value { return value }
      guard case .string(let text) = value else { throw .noOverload }
      try pay(steps: text.utf8.count / 8)
      guard let span = CELDuration(text: text) else {
        throw OperationFault(reason: "not a duration, or out of range")
      }
      return .duration(span)
    case .timestamp: return .timestamp(try toTimestamp(value))
    default: throw .noOverload
    }
  }

  private func toBool(_ value: CELValue) throws(OperationFault) -> Bool {
    switch value {
    case .bool(let value): return value
    case .string("1"), .string("t"), .string("true"), .string("TRUE"), .string("True"): return true
    case .string("0"), .string("f"), .string("false"), .string("FALSE"), .string("False"):
      return false
    case .string: throw OperationFault(reason: "not a bool")
    default: throw .noOverload
    }
  }

  private mutating func toInt(_ value: CELValue) throws(OperationFault) -> Int64 {
    switch value {
    case .int(let value): return value
    case .uint(let value):
      guard let int = Int64(exactly: value) else { throw .range }
      return int
    case .double(let value):
      // The suite excludes the smallest int too: a double there may stand for something smaller.
      guard value > -0x1p63, value < 0x1p63 else { throw .range }
      return Int64(value)
    case .string(let text):
      try pay(steps: text.utf8.count / 8)
      guard let int = Int64(text) else { throw OperationFault(reason: "not an int") }
      return int
    case .timestamp(let time): return time.seconds
    default: throw .noOverload
    }
  }

  private mutating func toUInt(_ value: CELValue) throws(OperationFault) -> UInt64 {
    switch value {
    case .uint(let value): return value
    case .int(let value):
      guard let uint = UInt64(exactly: value) else { throw .range }
      return uint
    case .double(let value):
      guard value >= 0, value < 0x1p64 else { throw .range }
      return UInt64(value)
    case .string(let text):
      try pay(steps: text.utf8.count / 8)
      guard let uint = UInt64(text) else { throw OperationFault(reason: "not a uint") }
      return uint
    default: throw .noOverload
    }
  }

  private mutating func toDouble(_ value: CELValue) throws(OperationFault) -> Double {
    switch value {
    case .double(let value): return value
    case .int(let value): return Double(value)
    case .uint(let value): return Double(value)
    case .string(let text):
      try pay(steps: text.utf8.count / 8)
      guard let double = Double(text) else { throw OperationFault(reason: "not a double") }
      return double
    default: throw .noOverload
    }
  }

  private mutating func toString(_ value: CELValue) throws(OperationFault) -> String {
    switch value {
    case .string(let text): return text
    case .bool(let value): return value ? "true" : "false"
    case .int(let value): return String(value)
    case .uint(let value): return String(value)
    case .double(let value): return Self.text(value)
    case .bytes(let bytes):
      try pay(memory: bytes.count + 32)
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw OperationFault(reason: "invalid UTF-8")
      }
      return text
    case .timestamp(let time): return time.text
    case .duration(let span): return span.text
    default: throw .noOverload
    }
  }

  /// The shortest digits that read back as this double, an integer without a point.
  private static func text(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Infinity" : "Infinity" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private mutating func toBytes(_ value: CELValue) throws(OperationFault) -> [UInt8] {
    switch value {
    case .bytes(let bytes): return bytes
    case .string(let text):
      try pay(memory: text.utf8.count + 32)
      return Array(text.utf8)
    default: throw .noOverload
    }
  }

  private mutating func toTimestamp(_ value: CELValue) throws(OperationFault) -> CELTimestamp {
    switch value {
    case .timestamp(let time): return time
    case .int(let seconds):
      guard let time = CELTimestamp(seconds: seconds) else { throw .range }
      return time
    case .string(let text):
      try pay(steps: text.utf8.count / 8)
      guard let time = CELTimestamp(text: text) else {
        throw OperationFault(reason: "not a timestamp, or out of range")
      }
      return time
    default: throw .noOverload
    }
  }
}
