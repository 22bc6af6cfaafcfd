internal import BundleCore

/// Textual encoding of RFC 7468, strict in its base64, tolerant of text around the blocks.
enum PEM {
  struct Block {
    let label: String
    let der: [UInt8]
  }

  /// Writes one block with lines of 64 characters.
  static func encode(_ label: String, _ der: [UInt8]) -> String {
    let text = Base64.encode(der)
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
          guard name(line, "-----END ") == begun, let der = Base64.decode(body) else { return nil }
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
}
