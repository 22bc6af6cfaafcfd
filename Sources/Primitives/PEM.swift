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
    for line in text(bytes).split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
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
    for line in text(bytes).split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
      let line = trim(line)
      if line.starts(with: "-----BEGIN ".utf8) { return name(line, "-----BEGIN ") }
    }
    return nil
  }

  private static func trim(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    // Files that were put together have the mark of each at its beginning.
    let line = line.starts(with: byteOrderMark) ? line.dropFirst(byteOrderMark.count) : line
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

  // MARK: Whole files

  private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// A text file without its mark; one in UTF-16, which some editors write, in UTF-8. What is not
  /// ASCII in UTF-16 becomes `?`, as only words around the blocks can be.
  static func text(_ file: [UInt8]) -> [UInt8] {
    if file.starts(with: byteOrderMark) { return Array(file.dropFirst(byteOrderMark.count)) }
    let isLittle = file.starts(with: [0xff, 0xfe]) || file.starts(with: [0x2d, 0x00, 0x2d, 0x00])
    let isBig = file.starts(with: [0xfe, 0xff]) || file.starts(with: [0x00, 0x2d, 0x00, 0x2d])
    guard isLittle || isBig else { return file }
    let start = file[0] == 0x2d || file[0] == 0x00 ? 0 : 2
    var text: [UInt8] = []
    text.reserveCapacity(file.count / 2)
    var i = start
    while i + 1 < file.count {
      let (low, high) = isLittle ? (file[i], file[i + 1]) : (file[i + 1], file[i])
      text.append(high == 0 && low < 0x80 ? low : UInt8(ascii: "?"))
      i += 2
    }
    // An octet too many is something that was not understood.
    if i < file.count { text.append(0) }
    return text
  }

  /// The octets of a file that is nothing but base64; nil when it is anything else.
  static func bareBase64(_ text: [UInt8]) -> [UInt8]? {
    let digits = text.filter { $0 != 0x0a && $0 != 0x0d && $0 != 0x20 && $0 != 0x09 }
    // Shorter than any certificate: a word that happens to be base64.
    guard digits.count >= 64 else { return nil }
    return Base64.decode(digits)
  }

  /// Whether a line of a file begins a block.
  static func hasBlock(_ file: [UInt8]) -> Bool {
    lines(file).contains { $0.0.starts(with: "-----BEGIN ".utf8) }
  }

  /// What a file holds, with lines from 1.
  struct Content {
    struct Block {
      let label: String
      let der: [UInt8]
      let line: Int
    }

    var blocks: [Block] = []
    /// Lines that belong to no block and are no words about one.
    var remainders: [Int] = []
  }

  /// Reads every block of a text, and says what was not understood.
  static func content(_ text: [UInt8]) -> Content {
    var content = Content()
    var open: (label: String, line: Int)?
    var body: [UInt8] = []
    for (line, number) in lines(text) {
      if let (label, start) = open {
        guard line.starts(with: "-----END ".utf8) else {
          body.append(contentsOf: line)
          continue
        }
        if name(line, "-----END ") == label, let der = Base64.decode(body) {
          content.blocks.append(Content.Block(label: label, der: der, line: start))
        } else {
          content.remainders.append(start)
        }
        open = nil
        body = []
      } else if line.starts(with: "-----BEGIN ".utf8), let label = name(line, "-----BEGIN ") {
        open = (label, number)
      } else if !isExplanation(line) {
        content.remainders.append(number)
      }
    }
    if let open { content.remainders.append(open.line) }
    return content
  }

  /// Lines that end with LF, CRLF or CR, without white space around them.
  private static func lines(_ text: [UInt8]) -> [(ArraySlice<UInt8>, Int)] {
    let end: UInt8 = text.contains(0x0a) ? 0x0a : 0x0d
    var lines: [(ArraySlice<UInt8>, Int)] = []
    var number = 0
    for line in text.split(separator: end, omittingEmptySubsequences: false) {
      number += 1
      lines.append((trim(line.last == 0x0d ? line.dropLast() : line), number))
    }
    return lines
  }

  /// RFC 7468, 2: words about a block. Not the remains of one: a boundary that is not whole, a row
  /// of base64, or what is no text at all.
  private static func isExplanation(_ line: ArraySlice<UInt8>) -> Bool {
    let row = 40
    if line.contains(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7f }) { return false }
    if line.count >= row, line.allSatisfy({ Base64.value(of: $0) != nil || $0 == 0x3d }) {
      // A line of equals signs only rules something off.
      return line.allSatisfy { $0 == 0x3d }
    }
    return !(holds(line, "--") && (holds(line, "BEGIN") || holds(line, "END")))
  }

  private static func holds(_ line: ArraySlice<UInt8>, _ word: String) -> Bool {
    line.indices.contains { line[$0...].starts(with: word.utf8) }
  }
}
