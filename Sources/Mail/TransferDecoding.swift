internal import BundleCore

/// Takes decoded octets.
typealias Output = (UnsafeRawBufferPointer) throws(FengniError) -> Void

/// Base64 as it comes out of the hands of clients and gateways (RFC 2045, 6.8).
struct Base64Decoder {
  private var carry: UInt32 = 0
  private var carried = 0
  private var isPadded = false
  /// Whether strange octets were passed over before.
  private var isNoisy = false
  /// Whether something was left out.
  private(set) var isDamaged = false

  /// Decodes a line. Octets outside of the alphabet are passed over (RFC 2045, 6.8); a line that is
  /// rather words than base64 is left out whole: a notice that a gateway put into the content.
  mutating func decode(_ line: UnsafeRawBufferPointer, _ output: Output) throws(FengniError) {
    let text = Base64Line(line)
    guard text.digits > 0 || text.strange > 0 else { return }
    guard text.strange == 0 || text.looksEncoded(afterNoise: isNoisy) else {
      isDamaged = isDamaged || !isPadded
      return
    }
    isNoisy = isNoisy || text.strange > 0
    if isPadded {
      // Some clients end every block with padding; a footer is no whole number of quanta.
      guard text.characters.count.isMultiple(of: 4) else { return }
      isPadded = false
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.digits * 3 / 4 + 3)
    for character in text.characters { take(character, &bytes) }
    try bytes.withRawBytes { (raw) throws(FengniError) in try output(raw) }
  }

  private mutating func take(_ character: UInt8, _ bytes: inout [UInt8]) {
    guard let value = Base64.value(of: character) else {
      // Padding ends a quantum that was begun; else it is what a soft line break left behind.
      guard carried > 1 else { return }
      end(&bytes)
      isPadded = true
      return
    }
    isPadded = false
    carry = carry << 6 | UInt32(value)
    carried += 1
    guard carried == 4 else { return }
    bytes.append(UInt8(truncatingIfNeeded: carry >> 16))
    bytes.append(UInt8(truncatingIfNeeded: carry >> 8))
    bytes.append(UInt8(truncatingIfNeeded: carry))
    carried = 0
  }

  /// Gives what is left when the padding is missing.
  mutating func finish(_ output: Output) throws(FengniError) {
    var bytes: [UInt8] = []
    end(&bytes)
    try bytes.withRawBytes { (raw) throws(FengniError) in try output(raw) }
  }

  private mutating func end(_ bytes: inout [UInt8]) {
    switch carried {
    case 2: bytes.append(UInt8(truncatingIfNeeded: carry >> 4))
    case 3:
      bytes.append(UInt8(truncatingIfNeeded: carry >> 10))
      bytes.append(UInt8(truncatingIfNeeded: carry >> 2))
    case 1: isDamaged = true
    default: break
    }
    carried = 0
    carry = 0
  }

  static func isDigit(_ byte: UInt8) -> Bool { Base64.value(of: byte) != nil }
}

/// A line of base64 with what other programs put into it.
struct Base64Line {
  /// Digits and padding, in order.
  private(set) var characters: [UInt8] = []
  private(set) var digits = 0
  /// Octets that are neither, nor white space around the line, nor invisible.
  private(set) var strange = 0
  private var capitals = 0
  private var smalls = 0

  // Soft hyphen, no-break space, zero width space and byte order mark: nobody sees them.
  private static let invisible: [[UInt8]] = [
    [0xc2, 0xad], [0xc2, 0xa0], [0xe2, 0x80, 0x8b], [0xef, 0xbb, 0xbf],
  ]

  init(_ line: UnsafeRawBufferPointer) {
    characters.reserveCapacity(line.count)
    var text = line[...]
    while let last = text.last, last <= 0x20 { text.removeLast() }
    text = text.drop { $0 <= 0x20 }
    while let byte = text.first {
      if byte >= 0x80, let found = Self.invisible.first(where: { text.starts(with: $0) }) {
        text.removeFirst(found.count)
        continue
      }
      text.removeFirst()
      add(byte)
    }
  }

  private mutating func add(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "="): characters.append(byte)
    case 0x41...0x5a: capitals += 1
    case 0x61...0x7a: smalls += 1
    case _ where Base64Decoder.isDigit(byte): break
    // Controls, NUL among them, are on nobody's screen either.
    case ..<0x20, 0x7f: return
    default: strange += 1
    }
    guard Base64Decoder.isDigit(byte) else { return }
    characters.append(byte)
    digits += 1
  }

  /// Whether it is rather base64 than words: capitals and small letters mixed as chance does, with
  /// numbers among them, and little else. A short line is believed to be base64 when such lines
  /// came before.
  func looksEncoded(afterNoise: Bool) -> Bool {
    guard digits >= 24 else { return afterNoise && digits >= strange }
    return digits * 4 >= (digits + strange) * 3 && capitals * 6 >= digits && smalls * 8 >= digits
      && digits > capitals + smalls
  }
}

/// Quoted-printable (RFC 2045, 6.7).
struct QuotedPrintableDecoder {
  /// An escape whose second half stands in the next piece of a very long line.
  private var held: [UInt8] = []
  private var isSoftBreak = false
  /// Whether something was no escape.
  private(set) var isDamaged = false

  /// Decodes a line without its end; tells whether the line end belongs to the content. Controls,
  /// which no encoder writes, are passed over (RFC 2045, 6.7).
  mutating func decode(
    _ piece: LinePiece, _ output: Output
  ) throws(FengniError) -> Bool {
    var line = held + piece.content.filter { $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }
    held = []
    if piece.ends {
      while let last = line.last, last == 0x20 || last == 0x09 { line.removeLast() }
    } else if let escape = line.suffix(2).firstIndex(of: UInt8(ascii: "=")) {
      held = Array(line[escape...])
      line.removeSubrange(escape...)
    }
    isSoftBreak = piece.ends && line.last == UInt8(ascii: "=")
    if isSoftBreak { line.removeLast() }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(line.count)
    var i = 0
    while i < line.count {
      if line[i] != UInt8(ascii: "=") {
        bytes.append(line[i])
        i += 1
      } else if i + 2 < line.count, let high = Self.digit(line[i + 1]),
        let low = Self.digit(line[i + 2])
      {
        bytes.append(high << 4 | low)
        i += 3
      } else {
        isDamaged = true
        bytes.append(line[i])
        i += 1
      }
    }
    try bytes.withRawBytes { (raw) throws(FengniError) in try output(raw) }
    return !isSoftBreak
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}

/// Encoded files in the middle of a text (POSIX uuencode).
enum Uuencoding {
  /// The name in `begin 644 name` or `begin-base64 644 name`, if that is what the line says.
  static func begin(_ line: UnsafeRawBufferPointer) -> (name: String, isBase64: Bool)? {
    let text = cleaned(UnsafeRawBufferPointer(rebasing: line.prefix(512)))
    for (begin, isBase64) in [("begin ", false), ("begin-base64 ", true)]
    where text.starts(with: begin.utf8) {
      let mode = text.dropFirst(begin.utf8.count).prefix { (0x30...0x37).contains($0) }
      guard (3...4).contains(mode.count), mode.endIndex + 1 < text.count,
        text[mode.endIndex] == UInt8(ascii: " ")
      else { return nil }
      return (String(decoding: text[(mode.endIndex + 1)...], as: UTF8.self), isBase64)
    }
    return nil
  }

  /// A line without controls, which no encoder writes: NUL, or a CR too many.
  static func cleaned(_ line: UnsafeRawBufferPointer) -> [UInt8] { line.filter { $0 >= 0x20 } }

  /// Decodes a line; nil when it is none. An empty result is the last line before `end`.
  static func decode(_ line: [UInt8]) -> [UInt8]? {
    guard let first = line.first, (0x20...0x60).contains(first) else { return nil }
    let count = Int((first - 0x20) & 63)
    // Trailing spaces may have been cut off, which stand for zeros.
    guard line.count <= 1 + 64 + 4, line.dropFirst().allSatisfy({ (0x20...0x60).contains($0) })
    else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count + 3)
    var i = 1
    while bytes.count < count {
      var quantum: UInt32 = 0
      for j in i..<(i + 4) {
        quantum = quantum << 6 | (j < line.count ? UInt32((line[j] - 0x20) & 63) : 0)
      }
      bytes.append(UInt8(truncatingIfNeeded: quantum >> 16))
      bytes.append(UInt8(truncatingIfNeeded: quantum >> 8))
      bytes.append(UInt8(truncatingIfNeeded: quantum))
      i += 4
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }
}
