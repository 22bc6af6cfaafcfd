/// Looks at the start tags of an XML part before a parser does: libxml2 compares each attribute of
/// an element with all others, so that a small part with very many of them would hold it for hours.
public enum XMLStartTags {
  /// Attributes of one element, namespaces included; real parts have fewer than a hundred.
  public static let mostAttributes = 1_000

  /// Whether no element has more attributes than that.
  ///
  /// False too for an encoding that OPC and OFD don't know, in which octets can't be looked at.
  public static func areBounded(_ bytes: [UInt8]) -> Bool {
    guard let width = unitWidth(bytes) else { return false }
    var scanner = TagScanner()
    if width == 1 {
      for byte in bytes where !scanner.take(byte) { return false }
      return true
    }
    // UTF-16: units beyond Latin-1 are no markup.
    let isBig = bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0, 0x3C])
    var index = 0
    while index + 1 < bytes.count {
      let (high, low) = isBig ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
      guard scanner.take(high == 0 ? low : 0x80) else { return false }
      index += 2
    }
    return true
  }

  /// Octets of a unit; nil for encodings in which markup is not written in ASCII's octets.
  private static func unitWidth(_ bytes: [UInt8]) -> Int? {
    for mark: [UInt8] in [[0xFE, 0xFF], [0xFF, 0xFE], [0, 0x3C], [0x3C, 0]]
    where bytes.starts(with: mark) {
      // UTF-32 begins like UTF-16 with two zeros more.
      let isWider = bytes.starts(with: mark + [0, 0])
      return isWider ? nil : 2
    }
    if bytes.starts(with: [0, 0]) { return nil }
    let head = bytes.prefix { $0 != 0x3E }.prefix(512)
    let plain = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head
    guard plain.starts(with: Array("<?xml".utf8)) else {
      // EBCDIC and its like don't begin with an opening bracket or white space of ASCII.
      let first = plain.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
      return first == nil || first == 0x3C ? 1 : nil
    }
    guard let name = encoding(plain) else { return 1 }
    return encodings.contains(name) ? 1 : nil
  }

  /// The name of the encoding in the declaration, in lower case; nil when it names none.
  private static func encoding(_ declaration: ArraySlice<UInt8>) -> String? {
    let word = Array("encoding".utf8)
    guard let start = declaration.firstIndex(of: word) else { return nil }
    let rest = declaration[(start + word.count)...].drop { $0 != 0x22 && $0 != 0x27 }
    guard let quote = rest.first else { return "" }
    let name = rest.dropFirst().prefix { $0 != quote }
    return String(decoding: name, as: UTF8.self).lowercased()
  }

  private static let encodings: Set<String> = [
    "utf-8", "utf8", "us-ascii", "ascii", "gbk", "gb2312", "gb18030", "iso-8859-1", "windows-1252",
    "utf-16",
  ]
}

/// Where the reading of markup stands, an octet at a time.
private struct TagScanner {
  private enum State {
    case text, open, tag, quoted(UInt8), instruction(UInt8)
    /// `<!` and what follows it, until it is known what it is.
    case declaration
    case comment(Int), section(Int)
  }

  private var state = State.text
  private var attributes = 0
  private var begun: [UInt8] = []

  /// False when a tag has too many attributes.
  mutating func take(_ byte: UInt8) -> Bool {
    switch state {
    case .text: if byte == 0x3C { state = .open }
    case .open:
      attributes = 0
      begun = []
      state =
        byte == 0x21 ? .declaration : byte == 0x3F ? .instruction(0) : byte == 0x3E ? .text : .tag
    case .tag:
      if byte == 0x3E {
        state = .text
      } else if byte == 0x22 || byte == 0x27 {
        state = .quoted(byte)
      } else if byte == 0x3D {
        attributes += 1
        return attributes <= XMLStartTags.mostAttributes
      }
    case .quoted(let quote): if byte == quote { state = .tag }
    case .instruction(let last): state = last == 0x3F && byte == 0x3E ? .text : .instruction(byte)
    case .declaration: declare(byte)
    case .comment(let dashes): close(byte, 0x2D, dashes) { .comment($0) }
    case .section(let brackets): close(byte, 0x5D, brackets) { .section($0) }
    }
    return true
  }

  private mutating func declare(_ byte: UInt8) {
    begun.append(byte)
    if begun == [0x2D, 0x2D] {
      state = .comment(0)
    } else if begun == Array("[CDATA[".utf8) {
      state = .section(0)
    } else if byte == 0x3E || begun.count > 7 {
      // A DTD: the parser refuses it at its first word.
      state = .text
    }
  }

  private mutating func close(
    _ byte: UInt8, _ mark: UInt8, _ count: Int, _ next: (Int) -> State
  ) {
    if byte == mark {
      state = next(min(count + 1, 2))
    } else {
      state = byte == 0x3E && count == 2 ? .text : next(0)
    }
  }
}
