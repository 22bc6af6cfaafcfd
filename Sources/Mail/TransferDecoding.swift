internal import BundleCore

/// Takes decoded octets.
typealias Output = (UnsafeRawBufferPointer) throws(FengniError) -> Void

/// Base64 as it comes out of the hands of clients and gateways (RFC 2045, 6.8).
struct Base64Decoder {
  private var carry: UInt32 = 0
  private var carried = 0
  private var isPadded = false
  /// Whether something was left out.
  private(set) var isDamaged = false

  /// Decodes a line. One with anything in it that is no base64 is left out whole: a footer that a
  /// gateway put behind the content.
  mutating func decode(_ line: UnsafeRawBufferPointer, _ output: Output) throws(FengniError) {
    let text = Self.trimmed(line)
    guard !text.isEmpty else { return }
    let digits = text.count { Base64.value(of: $0) != nil }
    let padding = text.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard digits + padding == text.count else {
      isDamaged = isDamaged || !isPadded
      return
    }
    if isPadded {
      // Some clients end every block with padding; a footer is no whole number of quanta.
      guard text.count.isMultiple(of: 4) else { return }
      isPadded = false
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits * 3 / 4 + 3)
    for character in text.prefix(digits) {
      carry = carry << 6 | UInt32(Base64.value(of: character) ?? 0)
      carried += 1
      if carried == 4 {
        bytes.append(UInt8(truncatingIfNeeded: carry >> 16))
        bytes.append(UInt8(truncatingIfNeeded: carry >> 8))
        bytes.append(UInt8(truncatingIfNeeded: carry))
        carried = 0
      }
    }
    if padding > 0 {
      end(&bytes)
      isPadded = true
    }
    try bytes.withRawBytes { (raw) throws(FengniError) in try output(raw) }
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

  private static func trimmed(_ line: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
    var text = line[...]
    while let first = text.first, isSpace(first) { text.removeFirst() }
    while let last = text.last, isSpace(last) { text.removeLast() }
    return text
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0d
  }
}

/// Quoted-printable (RFC 2045, 6.7).
struct QuotedPrintableDecoder {
  /// An escape whose second half stands in the next piece of a very long line.
  private var held: [UInt8] = []
  private var isSoftBreak = false
  /// Whether something was no escape.
  private(set) var isDamaged = false

  /// Decodes a line without its end; tells whether the line end belongs to the content.
  mutating func decode(
    _ piece: LinePiece, _ output: Output
  ) throws(FengniError) -> Bool {
    var line = held + Array(piece.content)
    held = []
    if piece.ends {
      while let last = line.last, last == 0x20 || last == 0x09 || last == 0x0d { line.removeLast() }
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

/// Uuencoded lines in the middle of a text.
enum Uuencoding {
  /// The name in `begin 644 name`, if that is what the line says.
  static func name(_ line: UnsafeRawBufferPointer) -> String? {
    let text = Array(line.prefix(512))
    let begin = Array("begin ".utf8)
    guard text.starts(with: begin) else { return nil }
    let mode = text.dropFirst(begin.count).prefix { (0x30...0x37).contains($0) }
    guard (3...4).contains(mode.count), mode.endIndex + 1 < text.count,
      text[mode.endIndex] == UInt8(ascii: " ")
    else { return nil }
    return String(decoding: text[(mode.endIndex + 1)...], as: UTF8.self)
  }

  /// Decodes a line; nil when it is none. An empty result is the last line before `end`.
  static func decode(_ line: UnsafeRawBufferPointer) -> [UInt8]? {
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
