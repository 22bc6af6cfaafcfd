import BundleCore

/// Text of a DOCX (ECMA-376 part 1, clause 17).
enum WordText {
  static func read(
    _ package: OfficePackage, _ limits: DocumentLimits
  ) throws(FengniError) -> DocumentContent {
    var content = DocumentContent(kind: .docx)
    let styles = try styles(package, limits)
    let visitor = WordVisitor(styles: styles, limit: limits.text)
    var parts = package.parts("header+xml").map { ($0, Paragraph.Place.header) }
    let main = package.main ?? package.parts("document.main+xml").first
    parts += [main].compactMap { $0 }.map { ($0, .body) }
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
    if content.state == .sound, text.looksBlank, !text.isTruncated, !visitor.hasPictures {
      content.state = .empty
    }
    return content
  }

  /// Heading levels and hidden text by style id: of the style or one that it is based on.
  private static func styles(
    _ package: OfficePackage, _ limits: DocumentLimits
  ) throws(FengniError) -> WordStyles {
    guard let part = package.parts("wordprocessingml.styles+xml").first,
      let bytes = try package.bytes(part)
    else { return WordStyles() }
    let visitor = StyleVisitor()
    _ = XMLWalk.walk(bytes, visitor, limits)
    var styles = WordStyles()
    for id in visitor.styles.keys {
      var next: String? = id
      // Styles may be based on one another in a circle.
      for _ in 0..<16 {
        guard let name = next, let style = visitor.styles[name] else { break }
        if styles.levels[id] == nil, let level = style.level { styles.levels[id] = level }
        if styles.vanishes[id] == nil, let hides = style.isHidden { styles.vanishes[id] = hides }
        next = style.base
      }
    }
    return styles
  }
}

/// What styles make of the paragraphs and runs that bear them.
private struct WordStyles {
  /// By outline level or name.
  var levels: [String: Int] = [:]
  /// Whether text of the style is hidden.
  var vanishes: [String: Bool] = [:]
}

/// Collects paragraph styles.
private final class StyleVisitor: XMLVisitor {
  struct Style {
    var name = ""
    var base: String?
    var outline: Int?
    var isHidden: Bool?

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
    case "vanish": style.isHidden = attributes.isOn
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
  private let styles: WordStyles
  /// What runs of each open paragraph hide from the reader.
  private var unseen: [String] = []
  /// Whether the styles of each open paragraph hide its text.
  private var hiding: [Bool] = []
  /// Runs nest where a text box stands in one.
  private var runs: [Run] = []
  /// Whether the last that began is a run: its properties stand first in it.
  private var isRunBegun = false
  private var isRunProperties = false
  /// Whether each open row of a table is hidden.
  private var rows: [Bool] = []
  /// Paragraphs nest where a text box stands in one.
  private var open: [Paragraph] = []
  private var cells = 0
  private var isInText = false
  /// Depth of elements whose text does not show: deleted runs, and the fallback that repeats
  /// what a text box says for older programs.
  private var hidden = 0

  /// What a run says of itself.
  private struct Run {
    var vanish: Bool?
    var styleHides = false
    var paragraphHides = false

    /// Its own word counts; styles of paragraph and run undo each other (17.3.2.41, 17.7.3).
    var isHidden: Bool { vanish ?? (styleHides != paragraphHides) }
  }

  init(styles: WordStyles, limit: Int) {
    self.styles = styles
    collector = TextCollector(limit: limit)
  }

  var isDone: Bool { collector.isFull }

  func begin(_ name: String, _ attributes: XMLAttributes) {
    let isFirst = isRunBegun
    isRunBegun = name == "r"
    switch name {
    case "Fallback", "del", "moveFrom": hidden += 1
    case "p":
      open.append(Paragraph("", place: cells > 0 && place == .body ? .cell : place))
      unseen.append("")
      hiding.append(false)
    case "r":
      runs.append(Run(paragraphHides: hiding.last ?? false))
    case "rPr": isRunProperties = isFirst
    case "vanish" where isRunProperties: runs[runs.count - 1].vanish = attributes.isOn
    case "rStyle" where isRunProperties:
      runs[runs.count - 1].styleHides =
        attributes["val"].flatMap { styles.vanishes[$0] } ?? false
    case "tr": rows.append(false)
    case "hidden":
      if !rows.isEmpty { rows[rows.count - 1] = attributes.isOn }
    case "tc": cells += 1
    case "t": isInText = true
    case "tab", "br", "cr": append(" ")
    case "noBreakHyphen": append("-")
    case "sym": append(symbol(attributes["char"]))
    case "pStyle":
      setLevel(attributes["val"].flatMap { styles.levels[$0] })
      if !hiding.isEmpty {
        hiding[hiding.count - 1] = attributes["val"].flatMap { styles.vanishes[$0] } ?? false
      }
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
      guard let paragraph = open.popLast() else { return }
      let unseen = unseen.popLast() ?? ""
      _ = hiding.popLast()
      guard hidden == 0 else { return }
      collector.add(paragraph)
      if !unseen.isEmpty { collector.add(Paragraph(unseen, place: .hidden)) }
    case "tr": _ = rows.popLast()
    case "rPr": isRunProperties = false
    case "r":
      _ = runs.popLast()
      isRunProperties = false
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
    for text in unseen where hidden == 0 && !text.isEmpty {
      collector.add(Paragraph(text, place: .hidden))
    }
    (open, unseen, hiding, rows, runs, isRunProperties) = ([], [], [], [], [], false)
    (cells, hidden, isInText) = (0, 0, false)
  }

  private func append(_ text: String) {
    guard hidden == 0, !open.isEmpty else { return }
    if isUnseen {
      unseen[unseen.count - 1] += text
    } else {
      open[open.count - 1].text += text
    }
  }

  private var isUnseen: Bool { rows.contains(true) || runs.contains { $0.isHidden } }

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

extension XMLAttributes {
  /// The value of a switch, which is on where nothing is said (22.9.2.7).
  fileprivate var isOn: Bool { !["0", "false", "off"].contains(self["val"]) }
}
