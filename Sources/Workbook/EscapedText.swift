/// Characters that XML can't hold, as OOXML writes them: `_xHHHH_` (ECMA-376 part 1, 22.9.2.19).
enum EscapedText {
  /// Guards a text that itself looks like an escape.
  static func escape(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    for index in bytes.indices {
      if unit(bytes, index) != nil { result += Array("_x005F".utf8) }
      result.append(bytes[index])
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Resolves the escapes; halves of a pair that stand alone become U+FFFD.
  static func unescape(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
    let bytes = Array(text.utf8)
    var result = ""
    var units: [UInt16] = []
    var plain: [UInt8] = []
    var index = 0
    func flush() {
      result += String(decoding: plain, as: UTF8.self) + String(decoding: units, as: UTF16.self)
      plain = []
      units = []
    }
    while index < bytes.count {
      if let unit = unit(bytes, index) {
        if !plain.isEmpty { flush() }
        units.append(unit)
        index += 7
      } else {
        if !units.isEmpty { flush() }
        plain.append(bytes[index])
        index += 1
      }
    }
    flush()
    return result
  }

  private static func unit(_ bytes: [UInt8], _ index: Int) -> UInt16? {
    guard index + 7 <= bytes.count, bytes[index] == UInt8(ascii: "_"),
      bytes[index + 1] == UInt8(ascii: "x"), bytes[index + 6] == UInt8(ascii: "_")
    else { return nil }
    var value: UInt16 = 0
    for byte in bytes[index + 2..<index + 6] {
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte - 0x30
      case 0x41...0x46: digit = byte - 0x41 + 10
      case 0x61...0x66: digit = byte - 0x61 + 10
      default: return nil
      }
      value = value << 4 | UInt16(digit)
    }
    return value
  }
}
