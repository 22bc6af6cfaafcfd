/// Text that stands for text still to be written.
public struct Placeholder: Sendable, Hashable {
  /// The placeholder in its usual spelling, as `XXX`; nothing of the text around it.
  public var text: String
  /// 1-based, in `DocumentText.paragraphs`.
  public var paragraph: Int
}

/// Finds placeholders (rule ZC-02).
public enum Placeholders {
  /// All placeholders of a document.
  public static func find(in text: DocumentText) -> [Placeholder] {
    text.paragraphs.enumerated().flatMap { find(in: $0.element.text, paragraph: $0.offset + 1) }
  }

  /// The placeholders of a paragraph, each once.
  static func find(in text: String, paragraph: Int) -> [Placeholder] {
    guard text.unicodeScalars.contains(where: isSuspicious) else { return [] }
    let folded = Array(Folding.narrowed(text).lowercased())
    var found: [String] = []
    func add(_ name: String, _ isThere: Bool) {
      if isThere { found.append(name) }
    }
    add("XXX", hasRun(of: "x", in: folded, atLeast: 2))
    add("××", hasRun(of: "×", in: folded, atLeast: 2) || hasRun(of: "✕", in: folded, atLeast: 2))
    add("□□", hasRun(of: "□", in: folded, atLeast: 2))
    add("____", hasRun(of: "_", in: folded, atLeast: 4))
    for word in ["略", "同上"] { add(word, stands(word, in: folded, isFree: true)) }
    for word in ["待补充", "待定", "待完善", "待填写", "待填"] {
      add(word, stands(word, in: folded, isFree: false))
    }
    for word in ["lorem ipsum", "todo", "tbd"] {
      add(word == "lorem ipsum" ? "Lorem" : word.uppercased(), hasWord(word, in: folded))
    }
    // 待填 is in 待填写.
    if found.contains("待填写") { found.removeAll { $0 == "待填" } }
    return found.map { Placeholder(text: $0, paragraph: paragraph) }
  }

  /// What every placeholder has one of: most paragraphs are done with at this.
  private static func isSuspicious(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "X", "x", "Ｘ", "ｘ", "×", "✕", "□", "_", "＿", "略", "同", "待", "L", "l", "Ｌ", "ｌ", "T", "t",
      "Ｔ", "ｔ":
      true
    default: false
    }
  }

  /// `XX医院` but not `HXX12`, and not the x of a hexadecimal number.
  private static func hasRun(
    of sign: Character, in text: [Character], atLeast minimum: Int
  ) -> Bool {
    var length = 0
    for (index, character) in text.enumerated() where character == sign {
      length += 1
      let next = index + 1 < text.count ? text[index + 1] : " "
      if next == sign { continue }
      let before = index - length >= 0 ? text[index - length] : " "
      if length >= minimum, sign != "x" || !(isWordASCII(before) || isWordASCII(next)) {
        return true
      }
      length = 0
    }
    return false
  }

  /// A Chinese word that is a placeholder only where a sentence does not go on with it.
  ///
  /// `isFree`: nothing but a sign may stand before it either (`会同上级` is prose, `系统待定` is
  /// not, `等待定级` is).
  private static func stands(_ word: String, in text: [Character], isFree: Bool) -> Bool {
    let word = Array(word)
    guard text.count >= word.count else { return false }
    for start in 0...(text.count - word.count)
    where text[start] == word[0] && text[start..<start + word.count].elementsEqual(word) {
      let before = start > 0 ? text[start - 1] : nil
      let end = start + word.count
      let after = end < text.count ? text[end] : nil
      if let after, isLetter(after) { continue }
      guard let before, isLetter(before) else { return true }
      if !isFree, !"有等接对尚期招".contains(before) { return true }
    }
    return false
  }

  private static func hasWord(_ word: String, in text: [Character]) -> Bool {
    let word = Array(word)
    guard text.count >= word.count else { return false }
    return (0...(text.count - word.count)).contains { start in
      guard text[start] == word[0], text[start..<start + word.count].elementsEqual(word) else {
        return false
      }
      let end = start + word.count
      return (start == 0 || !isWordASCII(text[start - 1]))
        && (end == text.count || !isWordASCII(text[end]))
    }
  }

  private static func isWordASCII(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber)
  }

  private static func isLetter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber
  }
}
