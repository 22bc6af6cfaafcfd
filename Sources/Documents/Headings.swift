/// A paragraph that looks like a heading.
struct Heading {
  /// Index of the paragraph.
  let index: Int
  /// What is matched: without numbering, full-width forms folded.
  let title: String
  /// What follows the title in the same paragraph.
  let rest: String
  let numbering: Numbering
  /// By style; nil for headings that only look so.
  let styleLevel: Int?
  /// Lower for those that contain others.
  var rank = 0

  /// How headings are numbered, the outermost first, as GB/T 9704-2012, 7.3.3 has it:
  /// 一、 （一） 1. （1）.
  enum Numbering: Int, Comparable {
    case chapter, section, han, hanInBrackets, number, numberTwice, numberThrice, numberInBrackets
    case none

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
  }

  /// Whether style or numbering says so, not shortness alone.
  var isStrong: Bool { styleLevel != nil || numbering != .none }

  private enum Length {
    /// Characters of a title; the longest prescribed one has 26.
    static let title = 40
    /// Of a line that is a heading by its shortness alone.
    static let bare = 20
  }
}

extension Heading {
  /// All headings of a document, ranked.
  static func all(in paragraphs: [Paragraph]) -> [Heading] {
    var headings: [Heading] = []
    for (index, paragraph) in paragraphs.enumerated() where headings.count < 20_000 {
      if let heading = heading(paragraph, index) { headings.append(heading) }
    }
    return ranked(headings)
  }

  private static func heading(_ paragraph: Paragraph, _ index: Int) -> Heading? {
    let level = paragraph.headingLevel
    // A line of the table of contents, the title, or what no chapter begins with.
    if let level, level < 1 { return nil }
    guard paragraph.place == .body else { return nil }
    // Nothing beyond the first characters makes or breaks a heading.
    let text = Folding.narrowed(String(paragraph.text.prefix(4096))).trimmed
    guard !text.isEmpty, !isContentsLine(text) else { return nil }
    var rest = text[...]
    let numbering = takeNumbering(&rest)
    let plain = String(rest).trimmed
    if level != nil {
      return Heading(
        index: index, title: plain, rest: "", numbering: numbering, styleLevel: level)
    }
    guard numbering != .none else { return bare(plain, index) }
    let (title, body) = parted(plain)
    guard !title.isEmpty, title.count <= Length.title else { return nil }
    let tail = paragraph.text.count > 4096 ? String(paragraph.text.dropFirst(4096)) : ""
    return Heading(
      index: index, title: title, rest: body + tail, numbering: numbering, styleLevel: nil)
  }

  private static func bare(_ text: String, _ index: Int) -> Heading? {
    guard text.count <= Length.bare, text.hanCount >= 2, let last = text.last,
      !"。；;，,、！!？?：:…".contains(last)
    else { return nil }
    return Heading(index: index, title: text, rest: "", numbering: .none, styleLevel: nil)
  }

  /// `基本情况。我院共有…` is a heading that its chapter follows on the line.
  private static func parted(_ text: String) -> (title: String, rest: String) {
    guard let end = text.firstIndex(where: { "。：:；;！!？?".contains($0) }) else {
      return (text, "")
    }
    return (String(text[..<end]), String(text[text.index(after: end)...]))
  }

  /// `一、基本情况……3`: dots or a gap, then a page number.
  private static func isContentsLine(_ text: String) -> Bool {
    let digits = text.reversed().prefix { $0.isDigit }.count
    guard (1...3).contains(digits) else { return false }
    let before = text.dropLast(digits)
    return before.hasSuffix(" ") || before.hasSuffix("..") || before.hasSuffix("…")
      || before.hasSuffix("··") || before.hasSuffix("\t")
  }

  /// Takes the numbering off a heading.
  private static func takeNumbering(_ rest: inout Substring) -> Numbering {
    var ahead = rest
    func taken(_ numbering: Numbering) -> Numbering {
      rest = ahead
      return numbering
    }
    if ahead.take("第"), ahead.takeAll({ $0.isDigit || $0.isHanDigit }) != nil {
      if ahead.takeFirst(of: ["部分", "章", "篇"]) != nil { return taken(.chapter) }
      if ahead.take("节") { return taken(.section) }
    }
    ahead = rest
    if let number = ahead.takeAll({ $0.isHanDigit }), number.count <= 3,
      ahead.takeFirst(of: ["、", ".", ",", "，", ":", " ", "\u{3000}", "．"]) != nil
    {
      return taken(.han)
    }
    ahead = rest
    if ahead.takeFirst(of: ["(", "〔", "["]) != nil {
      let isHan = ahead.takeAll { $0.isHanDigit } != nil
      if isHan || ahead.takeAll({ $0.isDigit }) != nil,
        ahead.takeFirst(of: [")", "〕", "]"]) != nil
      {
        return taken(isHan ? .hanInBrackets : .numberInBrackets)
      }
    }
    ahead = rest
    if let first = ahead.first, "①②③④⑤⑥⑦⑧⑨⑩".contains(first) {
      ahead.removeFirst()
      return taken(.numberInBrackets)
    }
    return takeNumbers(&rest)
  }

  /// `1.`, `1、`, `1 `, `1.1`, `1.1.1`; not `2026.` and not `3.5亿`.
  private static func takeNumbers(_ rest: inout Substring) -> Numbering {
    var ahead = rest
    var depth = 0
    while let digits = ahead.takeAll({ $0.isDigit }) {
      guard digits.count <= 2 else { return .none }
      depth += 1
      if ahead.first == ".", ahead.dropFirst().first?.isDigit == true {
        ahead.removeFirst()
      } else {
        break
      }
    }
    let mark = ahead.takeFirst(of: ["、", ".", ")", " ", "\u{3000}", "．", ",", "，"])
    guard depth > 0, mark != nil else { return .none }
    rest = ahead
    return depth == 1 ? .number : depth == 2 ? .numberTwice : .numberThrice
  }

  /// Ranks by style where there is one; numbering of the same sort ranks alike, and numbering
  /// that no styled heading has ranks below all styles.
  private static func ranked(_ headings: [Heading]) -> [Heading] {
    var styled: [Numbering: Int] = [:]
    for heading in headings where heading.numbering != .none {
      guard let level = heading.styleLevel else { continue }
      styled[heading.numbering] = min(level, styled[heading.numbering] ?? level)
    }
    return headings.map {
      var heading = $0
      if let level = heading.styleLevel {
        heading.rank = level
      } else if heading.numbering == .none {
        heading.rank = 100
      } else {
        heading.rank = styled[heading.numbering] ?? 10 + heading.numbering.rawValue
      }
      return heading
    }
  }
}
