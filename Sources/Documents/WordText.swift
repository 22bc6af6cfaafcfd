import BundleCore

/// Text of a DOCX (ECMA-376 part 1, clause 17).
enum WordText {
  static func read(
    _ package: OfficePackage, _ limits: DocumentLimits
  ) throws(FengniError) -> DocumentContent {
    var content = DocumentContent(kind: .docx)
    let styles = try headingLevels(package, limits)
    let visitor = WordVisitor(styles: styles, limit: limits.text)
    var parts = package.parts("header+xml").map { ($0, Paragraph.Place.header) }
    parts += package.parts("document.main+xml").prefix(1).map { ($0, .body) }
    parts += package.parts("footer+xml").map { ($0, .footer) }
    parts += package.parts("footnotes+xml").map { ($0, .note) }
    parts += package.parts("endnotes+xml").map { ($0, .note) }
    for (part, place) in parts.prefix(limits.parts) {
      guard let bytes = try package.bytes(part) else { continue }
      visitor.place = place
      switch XMLWalk.walk(bytes, visitor, limits) {
      case .complete: break
      case .stopped: visitor.collector.truncate()
      case .malformed(let reason): content.state = .damaged("\(part): \(reason)")
      }
      visitor.finishPart()
    }
    let text = visitor.collector.text
    content.text = text
    if content.state == .sound, text.isBlank, !text.isTruncated, !visitor.hasPictures {
      content.state = .empty
    }
    return content
  }

  /// Heading levels by style id: by outline level or name, of the style or one that it is
  /// based on.
  private static func headingLevels(
    _ package: OfficePackage, _ limits: DocumentLimits
  ) throws(FengniError) -> [String: Int] {
    guard let part = package.parts("wordprocessingml.styles+xml").first,
      let bytes = try package.bytes(part)
    else { return [:] }
    let visitor = StyleVisitor()
    _ = XMLWalk.walk(bytes, visitor, limits)
    var levels: [String: Int] = [:]
    for id in visitor.styles.keys {
      var next: String? = id
      // Styles may be based on one another in a circle.
      for _ in 0..<16 {
        guard let name = next, let style = visitor.styles[name] else { break }
        if let level = style.level {
          levels[id] = level
          break
        }
        next = style.base
      }
    }
    return levels
  }
}

/// Collects paragraph styles.
private final class StyleVisitor: XMLVisitor {
  struct Style {
    var name = ""
    var base: String?
    var outline: Int?

    /// 0 for titles, 1 to 9 for headings, -1 for a line of a table of contents.
    var level: Int? {
      let name = name.lowercased()
      if name.hasPrefix("toc") || name.hasPrefix("目录") { return -1 }
      if let outline { return outline < 9 ? outline + 1 : nil }
      if name == "title" || name == "标题" { return 0 }
      for prefix in ["heading", "标题"] where name.hasPrefix(prefix) {
        if let level = Int(name.dropFirst(prefix.count).trimmed), (1...9).contains(level) {
          return level
        }
      }
      return nil
    }
  }

  var styles: [String: Style] = [:]
  private var id: String?
  private var style = Style()
  var isDone: Bool { styles.count > 20_000 }

  func begin(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "style":
      id = attributes["styleId"]
      style = Style()
    case "name": style.name = attributes["val"] ?? ""
    case "basedOn": style.base = attributes["val"]
    case "outlineLvl": style.outline = attributes["val"].flatMap { Int($0) }.map { max(0, $0) }
    default: break
    }
  }

  func end(_ name: String) {
    guard name == "style", let id else { return }
    styles[id] = style
    self.id = nil
  }

  func text(_ text: String) {}
}

/// Collects paragraphs of a part: body, header, footer, notes.
private final class WordVisitor: XMLVisitor {
  var place = Paragraph.Place.body
  var collector: TextCollector
  private(set) var hasPictures = false
  private let styles: [String: Int]
  /// Paragraphs nest where a text box stands in one.
  private var open: [Paragraph] = []
  private var cells = 0
  private var isInText = false
  /// Depth of elements whose text does not show: deleted runs, and the fallback that repeats
  /// what a text box says for older programs.
  private var hidden = 0

  init(styles: [String: Int], limit: Int) {
    self.styles = styles
    collector = TextCollector(limit: limit)
  }

  var isDone: Bool { collector.isFull }

  func begin(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "Fallback", "del", "moveFrom": hidden += 1
    case "p": open.append(Paragraph("", place: cells > 0 && place == .body ? .cell : place))
    case "tc": cells += 1
    case "t": isInText = true
    case "tab", "br", "cr": append(" ")
    case "noBreakHyphen": append("-")
    case "sym": append(symbol(attributes["char"]))
    case "pStyle": setLevel(attributes["val"].flatMap { styles[$0] })
    case "outlineLvl":
      if let level = attributes["val"].flatMap({ Int($0) }), (0...8).contains(level) {
        setLevel(level + 1)
      }
    // A watermark; Word's own begin with 机密.
    case "textpath":
      if let text = attributes["string"] { collector.add(Paragraph(text, place: .header)) }
    case "drawing", "pict", "object", "blip", "imagedata": hasPictures = true
    default: break
    }
  }

  func end(_ name: String) {
    switch name {
    case "Fallback", "del", "moveFrom": hidden -= 1
    case "p":
      guard let paragraph = open.popLast(), hidden == 0 else { return }
      collector.add(paragraph)
    case "tc": cells -= 1
    case "t": isInText = false
    default: break
    }
  }

  func text(_ text: String) {
    if isInText { append(text) }
  }

  /// Forgets what a broken part left open.
  func finishPart() {
    for paragraph in open where hidden == 0 { collector.add(paragraph) }
    open = []
    (cells, hidden, isInText) = (0, 0, false)
  }

  private func append(_ text: String) {
    guard hidden == 0, !open.isEmpty else { return }
    open[open.count - 1].text += text
  }

  private func setLevel(_ level: Int?) {
    guard let level, !open.isEmpty else { return }
    open[open.count - 1].headingLevel = level
  }

  /// A character of a symbol font: the stars that people take for ★ are in Wingdings.
  private func symbol(_ code: String?) -> String {
    switch code?.uppercased() {
    case "F0AB", "F0B6", "F0AA": "★"
    default: "□"
    }
  }
}
