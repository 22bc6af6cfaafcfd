/// Base64 with padding (RFC 4648, 4).
public enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let invalid: UInt8 = 0xff
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: invalid, count: 256)
    for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
    return table
  }()

  /// The six bits that a character stands for, or nil when it is none of the alphabet.
  public static func value(of character: UInt8) -> UInt8? {
    let value = values[Int(character)]
    return value == invalid ? nil : value
  }

  /// The characters of bytes, padded to a multiple of four.
  public static func encode(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var quantum = UInt32(bytes[start]) << 16
      if count > 1 { quantum |= UInt32(bytes[start + 1]) << 8 }
      if count > 2 { quantum |= UInt32(bytes[start + 2]) }
      for digit in 0..<4 {
        let value = Int(quantum >> (18 - 6 * UInt32(digit)) & 63)
        text.append(digit <= count ? alphabet[value] : UInt8(ascii: "="))
      }
    }
    return text
  }

  /// The same of an array.
  public static func encode(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { encode($0) }
  }

  /// The bytes of a text that is nothing but base64, in its one form; nil for every other.
  public static func decode(_ text: [UInt8]) -> [UInt8]? {
    guard text.count.isMultiple(of: 4) else { return nil }
    let padding = text.suffix(2).count { $0 == UInt8(ascii: "=") }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var value: UInt32 = 0
    for character in text.dropLast(padding) {
      guard let digit = self.value(of: character) else { return nil }
      value = (value << 6 | UInt32(digit)) & 0xffff
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: value >> bits))
      }
    }
    // The bits that padding cuts off are zero, or two texts would mean the same bytes.
    guard value & ((1 << bits) - 1) == 0 else { return nil }
    return bytes
  }
}
