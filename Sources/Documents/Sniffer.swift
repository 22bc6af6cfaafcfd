/// Tells kinds of files by their first octets; archives and OLE2 files are told apart by those
/// who read them.
enum Sniffer {
  /// How many octets are enough for this.
  static let headByteCount = 64 << 10

  static let pngSignature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  static let compoundSignature: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

  /// The kind as far as the head tells: `zip` for all archives, `compound` for all OLE2 files.
  ///
  /// `isWhole`: whether the head is all there is.
  static func kind(
    _ head: ArraySlice<UInt8>, isWhole: Bool, _ aids: (any DocumentAids)?
  ) -> FileKind {
    func begins(_ magic: [UInt8]) -> Bool { head.starts(with: magic) }
    if begins([0x50, 0x4b, 0x03, 0x04]) || begins([0x50, 0x4b, 0x05, 0x06]) { return .zip }
    if begins(compoundSignature) { return .compound }
    if begins(pngSignature) { return .png }
    if begins([0xff, 0xd8, 0xff]) { return .jpeg }
    if begins([0x49, 0x49, 0x2a, 0]) || begins([0x4d, 0x4d, 0, 0x2a]) { return .tiff }
    if begins(Array("{\\rtf".utf8)) { return .rtf }
    if isTransparentlyEncrypted(head) { return .transparentlyEncrypted }
    // Readers find the header within the first 1024 octets (ISO 32000-1, annex H.3.4.1).
    if head.prefix(1024).contains(Array("%PDF-".utf8)) { return .pdf }
    guard let text = TextDecoder.decode(head, isWhole: isWhole, aids)?.text else {
      return .unknown
    }
    return textKind(text, isWhole: isWhole)
  }

  /// Headers of disk encryption software that is common on the mainland (own knowledge,
  /// unconfirmed).
  private static func isTransparentlyEncrypted(_ head: ArraySlice<UInt8>) -> Bool {
    head.prefix(64).contains(Array("E-SafeNet".utf8))
      || head.starts(with: Array("%TSD-Header-###%".utf8))
  }

  /// What kind of text it is.
  static func textKind(_ text: String, isWhole: Bool) -> FileKind {
    let scalars = text.unicodeScalars
    let start = scalars.drop { $0.isBlank }
    guard let first = start.first else { return .text }
    let opening = String(String.UnicodeScalarView(start.prefix(256))).lowercased()
    if opening.hasPrefix("<!doctype html") || opening.hasPrefix("<html")
      || (opening.hasPrefix("<?xml") && opening.contains("<html"))
    {
      return .html
    }
    if opening.hasPrefix("<?xml") { return .xml }
    if isJSON(first, start.dropFirst().first { !$0.isBlank }, scalars.last { !$0.isBlank }, isWhole)
    {
      return .json
    }
    return isTable(text) ? .csv : .text
  }

  /// An object or array by its outermost characters: `[附件]` is none.
  private static func isJSON(
    _ first: Unicode.Scalar, _ second: Unicode.Scalar?, _ last: Unicode.Scalar?, _ isWhole: Bool
  ) -> Bool {
    switch first {
    case "{":
      guard second == "\"" || second == "}" else { return false }
      return !isWhole || last == "}"
    case "[":
      guard let second, "{[]\"-0123456789tfn".unicodeScalars.contains(second) else { return false }
      return !isWhole || last == "]"
    default: return false
    }
  }

  /// Whether the first lines have the same number of separators, and at least one.
  private static func isTable(_ text: String) -> Bool {
    let lines = text.prefix(16 << 10).split { $0.isNewline }.prefix(20)
    guard lines.count >= 2 else { return false }
    return [",", "\t", ";"].contains { (separator: Character) in
      let counts = lines.dropLast(lines.count > 2 ? 1 : 0).map { separators(in: $0, separator) }
      guard let first = counts.first, first > 0 else { return false }
      return counts.allSatisfy { $0 == first }
    }
  }

  /// Separators outside of quotes.
  private static func separators(in line: Substring, _ separator: Character) -> Int {
    var quoted = false
    var count = 0
    for character in line {
      if character == "\"" { quoted.toggle() }
      if character == separator, !quoted { count += 1 }
    }
    return count
  }
}

extension Collection where Element == UInt8 {
  /// Whether these octets stand somewhere, in a row.
  func contains(_ needle: [UInt8]) -> Bool { firstIndex(of: needle) != nil }

  /// Where these octets first stand in a row.
  func firstIndex(of needle: [UInt8]) -> Index? {
    guard let first = needle.first else { return startIndex }
    var rest = self[...]
    while let index = rest.firstIndex(of: first) {
      if rest[index...].starts(with: needle) { return index }
      rest = rest[self.index(after: index)...]
    }
    return nil
  }
}
