/// As much DER as the key and certificate code needs around OpenSSL: one element at a time,
/// definite minimal lengths, tags of one byte.
struct DERReader {
  /// One element: its identifier octet, its content, and the whole with its header.
  struct Element {
    let tag: UInt8
    let content: ArraySlice<UInt8>
    let whole: ArraySlice<UInt8>
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }
  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isAtEnd: Bool { rest.isEmpty }

  /// The next element, or nil when there is none or it is not DER.
  mutating func next() -> Element? {
    let start = rest.startIndex
    guard rest.count >= 2, rest[start] & 0x1f != 0x1f else { return nil }
    let tag = rest[start]
    let first = rest[start + 1]
    var header = 2
    var length = Int(first)
    if first >= 0x80 {
      let octets = Int(first & 0x7f)
      guard (1...4).contains(octets), rest.count >= 2 + octets else { return nil }
      let written = rest[(start + 2)..<(start + 2 + octets)].reduce(UInt64(0)) {
        $0 << 8 | UInt64($1)
      }
      // An Int may have 32 bits, and four octets more than it holds.
      guard let exact = Int(exactly: written) else { return nil }
      length = exact
      header += octets
      // Minimal: no leading zero octet, and the short form where it holds.
      guard rest[start + 2] != 0, length >= 0x80 else { return nil }
    }
    guard length <= rest.count - header else { return nil }
    let end = start + header + length
    let element = Element(
      tag: tag, content: rest[(start + header)..<end], whole: rest[start..<end])
    rest = rest[end...]
    return element
  }

  /// The next element if it has this tag.
  mutating func next(_ tag: UInt8) -> Element? {
    guard rest.first == tag else { return nil }
    return next()
  }

  /// The content of bytes that are one SEQUENCE and nothing else.
  static func sequence(_ bytes: [UInt8]) -> DERReader? {
    var reader = DERReader(bytes)
    guard let element = reader.next(DER.sequence), reader.isAtEnd else { return nil }
    return DERReader(element.content)
  }
}

/// DER writing, the other way.
enum DER {
  static let integer: UInt8 = 0x02
  static let bitString: UInt8 = 0x03
  static let octetString: UInt8 = 0x04
  static let objectIdentifier: UInt8 = 0x06
  static let sequence: UInt8 = 0x30

  static func encode(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    var length: [UInt8] = []
    if content.count < 0x80 {
      length = [UInt8(content.count)]
    } else {
      var rest = content.count
      while rest > 0 {
        length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
        rest >>= 8
      }
      length.insert(0x80 | UInt8(length.count), at: 0)
    }
    return [tag] + length + content
  }
}
