/// One paragraph, line or cell of a document.
public struct Paragraph: Sendable, Hashable {
  /// Where in a document a paragraph stands.
  public enum Place: String, Sendable, Hashable {
    case body, cell, header, footer, note
    /// In the file, but not on the page: hidden runs, rows, sheets, slides. It is no part of a
    /// chapter; a mark of secrecy in it counts.
    case hidden
  }

  /// Without line breaks; white space inside is as the document has it.
  public var text: String
  /// 1 for chapters, 0 for the document's title, by style alone; nil for other text.
  public var headingLevel: Int?
  public var place: Place
  /// 1-based, where the format has pages (PDF, OFD), sheets or slides.
  public var page: Int?

  public init(
    _ text: String, headingLevel: Int? = nil, place: Place = .body, page: Int? = nil
  ) {
    self.text = text
    self.headingLevel = headingLevel
    self.place = place
    self.page = page
  }

  /// Whether there is nothing but white space.
  var isBlank: Bool { text.unicodeScalars.allSatisfy { $0.isBlank } }
}

/// The text of a document, in reading order as far as the format tells it.
public struct DocumentText: Sendable, Hashable {
  public var paragraphs: [Paragraph]
  /// Whether a limit ended the reading before the document did.
  public var isTruncated: Bool

  public init(_ paragraphs: [Paragraph] = [], isTruncated: Bool = false) {
    self.paragraphs = paragraphs
    self.isTruncated = isTruncated
  }

  /// Whether no paragraph says anything.
  public var isBlank: Bool { paragraphs.allSatisfy { $0.isBlank } }

  /// Whether a person sees nothing of it.
  var looksBlank: Bool { paragraphs.allSatisfy { $0.place == .hidden || $0.isBlank } }
}

/// Gathers paragraphs up to a limit.
struct TextCollector {
  private(set) var text = DocumentText()
  private var room: Int

  init(limit: Int) { room = limit }

  var isFull: Bool { text.isTruncated }

  mutating func add(_ paragraph: Paragraph) {
    guard !isFull else { return }
    // A paragraph's own cost counts too, so that a million empty ones end somewhere.
    room -= paragraph.text.utf8.count + 16
    if room < 0 {
      text.isTruncated = true
    } else {
      text.paragraphs.append(paragraph)
    }
  }

  /// Says that a source ended early.
  mutating func truncate() { text.isTruncated = true }
}

extension Unicode.Scalar {
  /// White space, and what is as invisible.
  var isBlank: Bool {
    // Most of what is asked about: printable ASCII and Han.
    if (0x21...0x7e).contains(value) || (0x4e00...0x9fff).contains(value) { return false }
    return properties.isWhitespace || properties.generalCategory == .format
      || properties.generalCategory == .control || value == 0x115f || value == 0x3164
      || (0xfe00...0xfe0f).contains(value)
  }

  /// A Han ideograph (Unicode blocks, as the script property is not to be had here).
  var isHan: Bool {
    switch value {
    case 0x4e00...0x9fff, 0x3400...0x4dbf, 0x20000...0x323af, 0xf900...0xfaff,
      0x2f800...0x2fa1f, 0x3007:
      true
    default: false
    }
  }
}

extension StringProtocol {
  /// How many Han characters there are.
  var hanCount: Int { unicodeScalars.count { $0.isHan } }

  /// Without white space at either end.
  var trimmed: String {
    var scalars = Substring(self).unicodeScalars
    while let first = scalars.first, first.isBlank { scalars.removeFirst() }
    while let last = scalars.last, last.isBlank { scalars.removeLast() }
    return String(scalars)
  }
}
