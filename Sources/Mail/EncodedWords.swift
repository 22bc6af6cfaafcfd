internal import BundleCore

/// Encoded words (RFC 2047) in field values.
enum EncodedWords {
  /// The value with padded base64 words written as quoted ones.
  ///
  /// GMime joins adjacent words before it decodes them, as a character may be torn apart between
  /// them, and stops at the first padding; some clients (QQ Mail) pad every word of a name.
  static func withoutPadding(_ value: [UInt8]) -> [UInt8] {
    let mark = UInt8(ascii: "?")
    let equals = UInt8(ascii: "=")
    var result: [UInt8] = []
    var rest = value[...]
    while let start = rest.indices.first(where: {
      rest[$0] == equals && $0 + 1 < rest.endIndex && rest[$0 + 1] == mark
    }) {
      result += rest[..<start]
      rest = rest[start...]
      // =?charset?B?text?=
      let pieces = rest.dropFirst(2).split(
        separator: mark, maxSplits: 3, omittingEmptySubsequences: false)
      guard pieces.count == 4,
        pieces[1].elementsEqual("B".utf8) || pieces[1].elementsEqual("b".utf8),
        pieces[2].last == equals, pieces[3].first == equals,
        let bytes = decoded(pieces[2])
      else {
        result += rest.prefix(2)
        rest = rest.dropFirst(2)
        continue
      }
      result += [equals, mark] + pieces[0] + "?Q?".utf8
      for byte in bytes { result += [equals] + Hex.encode([byte]).uppercased().utf8 }
      result += "?=".utf8
      rest = pieces[3].dropFirst()
    }
    return result + rest
  }

  private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var decoder = Base64Decoder()
    let whole = Array(text).withUnsafeBytes { raw -> Bool in
      (try? decoder.decode(raw) { bytes += $0 }) != nil
    }
    return whole && !decoder.isDamaged ? bytes : nil
  }
}
