/// Reads what CEL's conformance tests need of protobuf's text format.
struct TextProto {
  /// A field's value.
  enum Value {
    /// A number, an enum or a bool, as it is written.
    case scalar(String)
    case string([UInt8])
    case message(TextProto)
  }

  private(set) var fields: [(name: String, value: Value)] = []

  subscript(messages name: String) -> [TextProto] {
    fields.compactMap {
      if case .message(let message) = $0.value, $0.name == name { message } else { nil }
    }
  }

  subscript(message name: String) -> TextProto? { self[messages: name].first }

  subscript(bytes name: String) -> [UInt8]? {
    for field in fields where field.name == name {
      if case .string(let bytes) = field.value { return bytes }
    }
    return nil
  }

  subscript(text name: String) -> String? {
    self[bytes: name].map { String(decoding: $0, as: UTF8.self) }
  }

  subscript(scalar name: String) -> String? {
    for field in fields where field.name == name {
      if case .scalar(let text) = field.value { return text }
    }
    return nil
  }

  /// Reads a file; nil when it isn't understood.
  static func parse(_ bytes: [UInt8]) -> TextProto? {
    var reader = Reader(bytes: bytes)
    guard let message = reader.message(), reader.isAtEnd else { return nil }
    return message
  }

  private struct Reader {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    private var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    private mutating func skipSpace() {
      while offset < bytes.count {
        if byte == UInt8(ascii: "#") {
          while offset < bytes.count, byte != 0x0A { offset += 1 }
        } else if " \t\r\n,;".utf8.contains(byte) {
          offset += 1
        } else {
          return
        }
      }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      skipSpace()
      guard UInt32(byte) == character.value else { return false }
      offset += 1
      return true
    }

    mutating func message() -> TextProto? {
      var message = TextProto()
      while true {
        skipSpace()
        if isAtEnd || byte == UInt8(ascii: "}") { return message }
        // `[type.googleapis.com/…]` names the type of an Any.
        let isExpanded = take("[")
        guard let name = word(isExpanded ? "._/" : "_"), !isExpanded || take("]") else {
          return nil
        }
        let hasColon = take(":")
        guard let values = values(hasColon) else { return nil }
        message.fields += values.map { (name, $0) }
      }
    }

    private mutating func values(_ hasColon: Bool) -> [Value]? {
      guard take("[") else { return value(hasColon).map { [$0] } }
      var values: [Value] = []
      while !take("]") {
        guard let value = value(hasColon) else { return nil }
        values.append(value)
      }
      return values
    }

    private mutating func value(_ hasColon: Bool) -> Value? {
      if take("{") {
        guard let message = message(), take("}") else { return nil }
        return .message(message)
      }
      guard hasColon else { return nil }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return strings() }
      return word("_.+-").map { .scalar($0) }
    }

    private mutating func word(_ extra: String) -> String? {
      skipSpace()
      let start = offset
      while byte.isLetterOrDigit || extra.utf8.contains(byte) { offset += 1 }
      return offset > start ? String(decoding: bytes[start..<offset], as: UTF8.self) : nil
    }

    /// Strings that follow each other are one.
    private mutating func strings() -> Value? {
      var content: [UInt8] = []
      while byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        let quote = byte
        offset += 1
        while byte != quote {
          guard offset < bytes.count else { return nil }
          if byte == UInt8(ascii: "\\") {
            guard let unescaped = escape() else { return nil }
            content += unescaped
          } else {
            content.append(byte)
            offset += 1
          }
        }
        offset += 1
        skipSpace()
      }
      return .string(content)
    }

    private mutating func escape() -> [UInt8]? {
      offset += 1
      let letter = byte
      offset += 1
      switch letter {
      case UInt8(ascii: "x"): return number(2, 16).map { [UInt8(truncatingIfNeeded: $0)] }
      case UInt8(ascii: "u"): return number(4, 16).flatMap(Self.utf8)
      case UInt8(ascii: "U"): return number(8, 16).flatMap(Self.utf8)
      case UInt8(ascii: "0")...UInt8(ascii: "7"):
        offset -= 1
        return number(3, 8).map { [UInt8(truncatingIfNeeded: $0)] }
      default:
        let names = Array("abfnrtv".utf8)
        let values: [UInt8] = [7, 8, 12, 10, 13, 9, 11]
        return [names.firstIndex(of: letter).map { values[$0] } ?? letter]
      }
    }

    private mutating func number(_ digits: Int, _ radix: Int) -> UInt32? {
      let start = offset
      while offset < start + digits, byte.isHexDigit,
        radix == 16 || byte < UInt8(ascii: "8")
      {
        offset += 1
      }
      return UInt32(String(decoding: bytes[start..<offset], as: UTF8.self), radix: radix)
    }

    private static func utf8(_ value: UInt32) -> [UInt8]? {
      Unicode.Scalar(value).map { Array(String($0).utf8) }
    }
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    (self | 0x20) &- UInt8(ascii: "a") < 6 || self &- UInt8(ascii: "0") < 10
  }

  fileprivate var isLetterOrDigit: Bool {
    (self | 0x20) &- UInt8(ascii: "a") < 26 || self &- UInt8(ascii: "0") < 10
  }
}
