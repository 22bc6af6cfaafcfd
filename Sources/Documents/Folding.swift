/// Text as it is compared: what writers vary without meaning anything by it is gone.
enum Folding {
  /// Full-width letters, digits and signs as ASCII; white space and invisible characters dropped.
  static func squashed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.isBlank { result.append(narrow(scalar)) }
    return String(result)
  }

  /// Full-width forms as ASCII, white space as it is.
  static func narrowed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(narrow(scalar)) }
    return String(result)
  }

  private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xff01...0xff5e).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xfee0) ?? scalar
  }
}

extension Substring {
  /// Takes a word off the beginning, if it is there.
  mutating func take(_ word: String) -> Bool {
    guard hasPrefix(word) else { return false }
    removeFirst(word.count)
    return true
  }

  /// Takes the first of these words that is there.
  mutating func takeFirst(of words: [String]) -> String? {
    for word in words where take(word) { return word }
    return nil
  }

  /// Takes characters off the beginning as long as they are of a set; nil when none is.
  mutating func takeAll(_ isMember: (Character) -> Bool) -> Substring? {
    let taken = prefix(while: isMember)
    guard !taken.isEmpty else { return nil }
    removeFirst(taken.count)
    return taken
  }
}

extension Character {
  /// A digit of ASCII.
  var isDigit: Bool { isASCII && isNumber }
  /// A Chinese numeral.
  var isHanDigit: Bool { "〇零一二三四五六七八九十百两".contains(self) }
  /// A Han character.
  var isHan: Bool { unicodeScalars.first?.isHan == true }
}
