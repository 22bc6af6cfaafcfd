/// Finds marks of confidentiality in a document's text.
///
/// A state secret is marked by its level, a star and a duration (`机密★10年`) on the first page,
/// at the top (GB/T 9704-2012, 7.2.2); people write it with other stars, spaces, brackets, or
/// without the star. Words in a sentence are no mark: "保守国家秘密" is said in every report.
enum SecrecyMarks {
  /// Paragraphs that count as the top of a document, and lines that do on a page.
  private enum Reach {
    static let top = 15
    static let pageTop = 3
    static let pageEnd = 2
    static let marks = 100
  }

  private static let levels: [(word: String, level: SecrecyMark.Level)] = [
    ("绝密", .topSecret), ("机密", .secret), ("秘密", .confidential),
  ]

  static func find(in text: DocumentText) -> [SecrecyMark] {
    let exposed = exposedParagraphs(text.paragraphs)
    var marks: [SecrecyMark] = []
    for (index, paragraph) in text.paragraphs.enumerated() {
      guard marks.count < Reach.marks else { break }
      guard paragraph.text.unicodeScalars.contains(where: { $0 == "密" || $0 == "部" }) else {
        continue
      }
      let folded = folded(paragraph.text)
      var found = starred(folded)
      let isRunning = paragraph.place == .header || paragraph.place == .footer
      if found.isEmpty, isRunning || exposed.contains(index), let mark = standingAlone(folded) {
        found = [mark]
      }
      marks += found.map {
        SecrecyMark(
          level: $0.level, text: $0.text, paragraph: index + 1, place: paragraph.place,
          page: paragraph.page)
      }
    }
    return marks
  }

  /// The paragraphs at the top of the document, and at the top and end of each page.
  private static func exposedParagraphs(_ paragraphs: [Paragraph]) -> Set<Int> {
    var exposed: Set<Int> = []
    var pages: [Int: [Int]] = [:]
    var count = 0
    for (index, paragraph) in paragraphs.enumerated()
    where !paragraph.isBlank && (paragraph.place == .body || paragraph.place == .cell) {
      count += 1
      if count <= Reach.top { exposed.insert(index) }
      if let page = paragraph.page, paragraph.place == .body {
        pages[page, default: []].append(index)
      }
    }
    for lines in pages.values {
      exposed.formUnion(lines.prefix(Reach.pageTop))
      exposed.formUnion(lines.suffix(Reach.pageEnd))
    }
    return exposed
  }

  /// Squashed, all stars alike, traditional forms of the levels as simplified ones.
  private static func folded(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in Folding.squashed(text).unicodeScalars {
      switch scalar {
      case "☆", "*", "✩", "✭", "✰", "⭐", "⋆", "∗", "﹡", "✫", "✬", "⚝", "🌟": result.append("★")
      case "絕": result.append("绝")
      case "機": result.append("机")
      case "祕": result.append("秘")
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private typealias Found = (level: SecrecyMark.Level, text: String)

  // MARK: With a star, anywhere

  private static func starred(_ text: String) -> [Found] {
    guard text.contains("★") else { return [] }
    var found: [Found] = []
    var rest = text[...]
    var before: Substring { text[..<rest.startIndex] }
    while !rest.isEmpty {
      let start = before
      var ahead = rest
      if let first = rest.first, "绝机秘".contains(first),
        let entry = levels.first(where: { ahead.take($0.word) }), ahead.take("★")
      {
        let period = duration(&ahead)
        if let level = level(entry.level, after: start, period, ahead) {
          let word = level == .workSecret ? "工作秘密" : entry.word
          found.append((level, word + "★" + (period ?? "")))
        }
        rest = ahead
      } else {
        rest.removeFirst()
      }
    }
    // Who names several levels explains them.
    return Set(found.map { $0.level }).count > 1 ? [] : found
  }

  /// What a starred word is, by what stands around it; nil for prose.
  private static func level(
    _ level: SecrecyMark.Level, after before: Substring, _ period: String?, _ after: Substring
  ) -> SecrecyMark.Level? {
    if let last = before.last, "“\"‘'「『《".contains(last) { return nil }
    if level == .confidential {
      if before.hasSuffix("工作") { return .workSecret }
      if ["商业", "技术", "个人", "企业"].contains(where: before.hasSuffix) { return nil }
    }
    if period != nil { return level }
    let isFree = before.last.map { !$0.isHan } ?? true
    let isNamed = ["密级", "等级", "级别"].contains(where: before.hasSuffix)
    guard isFree || isNamed else { return nil }
    return ["的", "字样", "标志", "标识", "文件", "级", "及", "或", "等"].contains(where: after.hasPrefix)
      ? nil : level
  }

  /// Takes a duration: `10年`, `六个月`, `长期`.
  private static func duration(_ rest: inout Substring) -> String? {
    if let word = rest.takeFirst(of: ["长期", "启用前"]) { return word }
    var ahead = rest
    guard let number = ahead.takeAll({ $0.isDigit || $0.isHanDigit }), number.count <= 4,
      let unit = ahead.takeFirst(of: ["年", "个月", "月", "周", "日", "天"])
    else { return nil }
    rest = ahead
    return number + unit
  }

  // MARK: Alone, at a place for marks

  private static let beside = [
    "秘密等级", "保密等级", "保密级别", "密级", "特提", "特急", "加急", "平急", "急件", "等级", ":",
    "【", "】", "[", "]", "(", ")", "〔", "〕", "「", "」", "★", "|", ",", "-", "—",
  ]

  private static let internalWords = [
    "内部资料", "内部文件", "内部材料", "内部使用", "内部公开", "内部",
  ]

  /// A paragraph that holds a mark and nothing else but what may stand beside one: a copy
  /// number, the word 密级, an urgency, brackets.
  private static func standingAlone(_ text: String) -> Found? {
    guard text.count <= 40 else { return nil }
    var rest = text[...]
    skipBeside(&rest)
    if rest.take("工作秘密") { return ending(.workSecret, "工作秘密", rest) }
    if let word = rest.takeFirst(of: internalWords) {
      while rest.takeFirst(of: [",", "，", "、", "注意保存", "不得外传", "严禁外传", "请勿外传"]) != nil {}
      return ending(.internal, word, rest)
    }
    guard let entry = levels.first(where: { rest.take($0.word) }) else { return nil }
    _ = rest.take("级")
    return ending(entry.level, entry.word, rest)
  }

  private static func ending(
    _ level: SecrecyMark.Level, _ word: String, _ rest: Substring
  ) -> Found? {
    var rest = rest
    let hasStar = rest.take("★")
    let period = duration(&rest)
    skipBeside(&rest)
    return rest.isEmpty ? (level, word + (hasStar ? "★" : "") + (period ?? "")) : nil
  }

  private static func skipBeside(_ rest: inout Substring) {
    while true {
      if rest.takeFirst(of: beside) != nil { continue }
      // A copy number: 000001, 第12号, No.12, 编号:12.
      var ahead = rest
      _ = ahead.takeFirst(of: ["编号", "份号", "第", "No.", "NO.", "№"])
      _ = ahead.take(":")
      guard ahead.takeAll({ $0.isDigit }) != nil else { return }
      _ = ahead.takeFirst(of: ["号", "份"])
      rest = ahead
    }
  }
}
