/// Encodings in which plain text comes.
public enum TextEncoding: String, Sendable, Hashable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// The national standard; holds GBK and GB 2312.
  case gb18030 = "GB18030"
}

/// Plain text from octets: UTF-8, UTF-16 with its mark, else GB 18030.
enum TextDecoder {
  /// The text and its encoding; nil for what is no text.
  ///
  /// `isWhole`: false when the octets may end within a character.
  static func decode(
    _ bytes: ArraySlice<UInt8>, isWhole: Bool, _ aids: (any DocumentAids)?
  ) -> (text: String, encoding: TextEncoding)? {
    if bytes.starts(with: [0xff, 0xfe]) {
      return utf16(bytes.dropFirst(2), isWhole, isBig: false).map { ($0, .utf16LittleEndian) }
    }
    if bytes.starts(with: [0xfe, 0xff]) {
      return utf16(bytes.dropFirst(2), isWhole, isBig: true).map { ($0, .utf16BigEndian) }
    }
    guard !bytes.contains(where: isBinary) else { return nil }
    let body = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes
    if let text = utf8(body, isWhole: isWhole) { return (text, .utf8) }
    return aids?.decodeGB18030(body, isWhole: isWhole).map { ($0, .gb18030) }
  }

  /// Control characters that no text file holds; form feed, escape and the DOS end mark may be.
  private static func isBinary(_ byte: UInt8) -> Bool {
    byte < 0x09 || (0x0e..<0x1a).contains(byte) || (0x1c..<0x20).contains(byte)
  }

  private static func utf8(_ bytes: ArraySlice<UInt8>, isWhole: Bool) -> String? {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    guard !isWhole else { return nil }
    for cut in 1...3 where bytes.count > cut {
      if let text = String(validating: bytes.dropLast(cut), as: UTF8.self) { return text }
    }
    return nil
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, _ isWhole: Bool, isBig: Bool) -> String? {
    guard bytes.count % 2 == 0 || !isWhole else { return nil }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let (a, b) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(isBig ? a << 8 | b : b << 8 | a)
      index += 2
    }
    if !isWhole, let last = units.last, UTF16.isLeadSurrogate(last) { units.removeLast() }
    guard !units.contains(0) else { return nil }
    return String(validating: units, as: UTF16.self)
  }
}
