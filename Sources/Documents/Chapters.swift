/// A chapter that a document must have.
public struct ChapterRequirement: Sendable {
  public var id: String
  /// Han characters below which the chapter says too little; 0 for no minimum.
  public var minimumHan: Int
  /// Whether a heading is this chapter's: the caller's regular expressions.
  ///
  /// Asked of the heading's text without its numbering, full-width forms folded, and once more
  /// without white space.
  public var matches: @Sendable (String) -> Bool

  public init(
    id: String, minimumHan: Int, matches: @escaping @Sendable (String) -> Bool
  ) {
    self.id = id
    self.minimumHan = minimumHan
    self.matches = matches
  }
}

/// What was found of one required chapter.
public struct ChapterReport: Sendable, Hashable {
  /// How a chapter fares.
  public enum State: String, Sendable, Hashable {
    case present, missing, short
    /// The text was not read to its end, and the chapter may be in the rest.
    case undecided
  }

  public var id: String
  public var state: State
  /// The paragraph of its heading, 1-based; nil when missing.
  public var paragraph: Int?
  /// The page of its heading, 1-based, where the format has pages.
  public var page: Int?
  /// Han characters from the heading to the next of its rank, without the heading.
  public var hanCount: Int
  public var minimumHan: Int
  public var placeholders: [Placeholder]
}

/// Looks for required chapters in a document's text.
public enum Chapters {
  /// One report for each requirement, in their order.
  public static func check(
    _ text: DocumentText, _ requirements: [ChapterRequirement]
  ) -> [ChapterReport] {
    let outline = Outline(text.paragraphs, requirements)
    return requirements.indices.map { number in
      let requirement = requirements[number]
      var report = ChapterReport(
        id: requirement.id, state: text.isTruncated ? .undecided : .missing, paragraph: nil,
        page: nil, hanCount: 0, minimumHan: requirement.minimumHan, placeholders: [])
      guard let position = outline.position(of: number) else { return report }
      let heading = outline.headings[position]
      report.paragraph = heading.index + 1
      report.page = text.paragraphs[heading.index].page
      report.hanCount = outline.hanCount(position)
      report.placeholders = outline.placeholders(position)
      let isShort = report.hanCount < requirement.minimumHan
      report.state = !isShort ? .present : text.isTruncated ? .undecided : .short
      return report
    }
  }
}

/// The headings of a text, and which requirement each may meet.
private struct Outline {
  let paragraphs: [Paragraph]
  let headings: [Heading]
  /// Positions of the headings that match, for each requirement.
  private var matching: [[Int]]
  /// Bare lines that match some requirement: they end one another's chapters.
  private let bareMatches: Set<Int>
  /// Han characters before each paragraph, so that ranges cost nothing.
  private let hanBefore: [Int]

  init(_ paragraphs: [Paragraph], _ requirements: [ChapterRequirement]) {
    self.paragraphs = paragraphs
    let headings = Heading.all(in: paragraphs)
    self.headings = headings
    let firstStrong = headings.firstIndex { $0.isStrong }
    matching = requirements.map { requirement in
      headings.indices.filter { position in
        let heading = headings[position]
        // Lines above the first real heading are titles.
        if !heading.isStrong, let firstStrong, position < firstStrong { return false }
        return requirement.matches(heading.title)
          || requirement.matches(Folding.squashed(heading.title))
      }
    }
    bareMatches = Set(matching.joined().filter { !headings[$0].isStrong })
    var sum = 0
    var before = [0]
    for paragraph in paragraphs {
      if paragraph.place.isOnThePage { sum += paragraph.text.hanCount }
      before.append(sum)
    }
    hanBefore = before
  }

  /// The heading that meets a requirement best: of the highest rank, then with the most text, as
  /// a summary at the beginning may repeat the headings.
  func position(of requirement: Int) -> Int? {
    matching[requirement].min {
      let (a, b) = (headings[$0], headings[$1])
      return a.rank == b.rank ? hanCount($0) > hanCount($1) : a.rank < b.rank
    }
  }

  /// The paragraphs after the heading, to the next that ends the chapter.
  private func range(_ position: Int) -> Range<Int> {
    let heading = headings[position]
    let next = headings[(position + 1)...].indices.first { other in
      heading.isStrong
        ? headings[other].rank <= heading.rank
        : headings[other].isStrong || bareMatches.contains(other)
    }
    return heading.index + 1..<(next.map { headings[$0].index } ?? paragraphs.count)
  }

  func hanCount(_ position: Int) -> Int {
    let range = range(position)
    return headings[position].rest.hanCount + hanBefore[range.upperBound]
      - hanBefore[range.lowerBound]
  }

  func placeholders(_ position: Int) -> [Placeholder] {
    let heading = headings[position]
    var found = Placeholders.find(in: heading.rest, paragraph: heading.index + 1)
    for index in range(position) {
      guard found.count < 100 else { break }
      let paragraph = paragraphs[index]
      guard paragraph.place.isOnThePage else { continue }
      found += Placeholders.find(in: paragraph.text, paragraph: index + 1)
    }
    return found
  }
}

extension Paragraph.Place {
  /// Whether it belongs to the text that people read, chapter by chapter.
  fileprivate var isOnThePage: Bool {
    switch self {
    case .body, .cell, .note: true
    case .header, .footer, .hidden: false
    }
  }
}
