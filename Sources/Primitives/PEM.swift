internal import BundleCore

/// Textual encoding of RFC 7468, strict in its base64, tolerant of text around the blocks.
enum PEM {
  struct Block {
    let label: String
    let der: [UInt8]
  }

  /// Writes one block with lines of 64 characters.
  static func encode(_ label: String, _ der: [UInt8]) -> String {
    let text = Array(base64(der))
    var lines = ["-----BEGIN \(label)-----"]
    for start in stride(from: 0, to: text.count, by: 64) {
      lines.append(String(decoding: text[start..<min(start + 64, text.count)], as: UTF8.self))
    }
    lines.append("-----END \(label)-----")
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads every block; nil when one is damaged or unfinished. No block at all is an empty list.
  static func decode(_ bytes: [UInt8]) -> [Block]? {
    var blocks: [Block] = []
    var label: String?
    var body: [UInt8] = []
    for line in bytes.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
      let line = trim(line)
      if let begun = label {
        if line.starts(with: "-----END ".utf8) {
          guard name(line, "-----END ") == begun, let der = unbase64(body) else { return nil }
          blocks.append(Block(label: begun, der: der))
          label = nil
          body = []
        } else {
          body.append(contentsOf: line)
        }
      } else if line.starts(with: "-----BEGIN ".utf8) {
        guard let begun = name(line, "-----BEGIN ") else { return nil }
        label = begun
      }
    }
    return label == nil ? blocks : nil
  }

  /// The label of the first block, whatever stands in it: for messages about wrong files.
  static func firstLabel(_ bytes: [UInt8]) -> String? {
    for line in bytes.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
      let line = trim(line)
      if line.starts(with: "-----BEGIN ".utf8) { return name(line, "-----BEGIN ") }
    }
    return nil
  }

  private static func trim(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let start = line.drop(while: blank)
    return start.prefix(start.lastIndex { !blank($0) }.map { $0 + 1 - start.startIndex } ?? 0)
  }

  private static func name(_ line: ArraySlice<UInt8>, _ prefix: String) -> String? {
    let rest = line.dropFirst(prefix.utf8.count)
    let end = Array("-----".utf8)
    guard rest.count > end.count, rest.count <= 64 + end.count,
      rest.suffix(end.count).elementsEqual(end)
    else { return nil }
    let label = rest.dropLast(end.count)
    guard label.allSatisfy({ (0x20...0x7e).contains($0) }) else { return nil }
    return String(decoding: label, as: UTF8.self)
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 0xff, count: 256)
    for (value, character) in alphabet.enumerated() { table[Int(character)] = UInt8(value) }
    return table
  }()

  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var value = group.reduce(0) { $0 << 8 | Int($1) }
      value <<= 8 * (3 - group.count)
      for i in 0..<4 {
        let digit = alphabet[value >> (18 - 6 * i) & 63]
        text.append(i <= group.count ? digit : UInt8(ascii: "="))
      }
    }
    return text
  }

  private static func unbase64(_ text: [UInt8]) -> [UInt8]? {
    guard text.count.isMultiple(of: 4) else { return nil }
    let padding = text.suffix(2).filter { $0 == UInt8(ascii: "=") }.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var bits = 0
    var value = 0
    for character in text.dropLast(padding) {
      let digit = values[Int(character)]
      guard digit != 0xff else { return nil }
      value = (value << 6 | Int(digit)) & 0xffff
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
