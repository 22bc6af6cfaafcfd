import BundleCore

/// Text of an XLSX (ECMA-376 part 1, clause 18): a paragraph for every cell that says something.
enum SheetText {
  static func read(
    _ package: OfficePackage, _ limits: DocumentLimits
  ) throws(FengniError) -> DocumentContent {
    var content = DocumentContent(kind: .xlsx)
    var shared = SharedStrings(limit: limits.text)
    if let part = package.parts("sharedStrings+xml").first, let bytes = try package.bytes(part) {
      switch XMLWalk.walk(bytes, shared, limits) {
      case .complete, .stopped: break
      case .malformed(let reason):
        content.state = .damaged("shared strings: \(reason)")
        shared = SharedStrings(limit: limits.text)
      }
    }
    let visitor = SheetVisitor(strings: shared.strings, limit: limits.text)
    let hidden = try hiddenSheets(package, limits)
    for (index, part) in package.parts("worksheet+xml").prefix(limits.parts).enumerated() {
      guard let bytes = try package.bytes(part) else { continue }
      visitor.page = index + 1
      visitor.isHidden = hidden.contains(part.hasPrefix("/") ? String(part.dropFirst()) : part)
      switch XMLWalk.walk(bytes, visitor, limits) {
      case .complete: break
      case .stopped: visitor.collector.truncate()
      case .malformed(let reason): content.state = .damaged("sheet \(index + 1): \(reason)")
      }
      visitor.finishPart()
    }
    if shared.isDone { visitor.collector.truncate() }
    content.text = visitor.collector.text
    return content
  }

  /// The parts of the sheets that no tab shows.
  private static func hiddenSheets(
    _ package: OfficePackage, _ limits: DocumentLimits
  ) throws(FengniError) -> Set<String> {
    guard let book = package.main ?? package.parts("sheet.main+xml").first,
      let bytes = try package.bytes(book)
    else { return [] }
    let visitor = BookVisitor()
    _ = XMLWalk.walk(bytes, visitor, limits)
    let relations = try package.relations(
      of: book.hasPrefix("/") ? String(book.dropFirst()) : book, limits)
    return Set(relations.filter { visitor.hidden.contains($0.id) }.map { $0.target })
  }
}

/// The ids of hidden sheets.
private final class BookVisitor: XMLVisitor {
  var hidden: Set<String> = []
  var isDone: Bool { hidden.count > 20_000 }

  func begin(_ name: String, _ attributes: XMLAttributes) {
    guard name == "sheet", let id = attributes["id"],
      ["hidden", "veryHidden"].contains(attributes["state"])
    else { return }
    hidden.insert(id)
  }

  func end(_ name: String) {}
  func text(_ text: String) {}
}

/// Strings that cells refer to by number.
private final class SharedStrings: XMLVisitor {
  var strings: [String] = []
  private var current = ""
  private var isInText = false
  private var room: Int

  init(limit: Int) { room = limit }

  var isDone: Bool { room <= 0 }

  func begin(_ name: String, _ attributes: XMLAttributes) {
    if name == "si" { current = "" }
    if name == "t" { isInText = true }
    // Phonetic hints would stand between the words.
    if name == "rPh" { isInText = false }
  }

  func end(_ name: String) {
    if name == "t" { isInText = false }
    guard name == "si" else { return }
    room -= current.utf8.count + 16
    strings.append(current)
  }

  func text(_ text: String) {
    if isInText { current += text }
  }
}

private final class SheetVisitor: XMLVisitor {
  var page = 1
  /// Whether the whole sheet is.
  var isHidden = false
  var collector: TextCollector
  private let strings: [String]
  private var hiddenColumns: [ClosedRange<Int>] = []
  private var isRowHidden = false
  private var column = 0
  private var type = ""
  private var value = ""
  private var isInValue = false
  private var running: Paragraph.Place?

  init(strings: [String], limit: Int) {
    self.strings = strings
    collector = TextCollector(limit: limit)
  }

  var isDone: Bool { collector.isFull }

  func begin(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "row":
      isRowHidden = Self.isTrue(attributes["hidden"])
      column = 0
    case "col":
      if Self.isTrue(attributes["hidden"]), hiddenColumns.count < 1_000,
        let first = attributes["min"].flatMap({ Int($0) }),
        let last = attributes["max"].flatMap({ Int($0) }), first <= last
      {
        hiddenColumns.append(first...last)
      }
    case "c":
      (type, value) = (attributes["t"] ?? "n", "")
      column = attributes["r"].flatMap(Self.column) ?? column + 1
    case "v", "t": isInValue = true
    case "oddHeader", "evenHeader", "firstHeader": (running, value) = (.header, "")
    case "oddFooter", "evenFooter", "firstFooter": (running, value) = (.footer, "")
    default: break
    }
  }

  func end(_ name: String) {
    switch name {
    case "v", "t": isInValue = false
    case "c":
      let text = type == "s" ? shared(value) : value
      let isUnseen = isHidden || isRowHidden || hiddenColumns.contains { $0.contains(column) }
      if !text.isEmpty {
        collector.add(Paragraph(text, place: isUnseen ? .hidden : .cell, page: page))
      }
      value = ""
    case "oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter":
      guard let place = running else { return }
      for text in Self.sections(value) {
        collector.add(Paragraph(text, place: place, page: page))
      }
      running = nil
    default: break
    }
  }

  func text(_ text: String) {
    if isInValue || running != nil { value += text }
  }

  /// Forgets what a broken part left open.
  func finishPart() {
    (isInValue, running, value) = (false, nil, "")
    (hiddenColumns, isRowHidden, column) = ([], false, 0)
  }

  private static func isTrue(_ text: String?) -> Bool { text == "1" || text == "true" }

  /// The number of the column in a reference such as `AB12`, from 1.
  private static func column(_ reference: String) -> Int? {
    var column = 0
    for byte in reference.utf8.prefix(4) {
      guard (0x41...0x5A).contains(byte) else { break }
      column = column * 26 + Int(byte) - 0x40
    }
    return column > 0 ? column : nil
  }

  private func shared(_ number: String) -> String {
    guard let index = Int(number.trimmed), strings.indices.contains(index) else { return "" }
    return strings[index]
  }

  /// What a header says left, in the middle and right, without its codes (18.3.1.39):
  /// `&L`, `&C`, `&R` part it, `&"font"`, `&12` and single letters format it.
  static func sections(_ text: String) -> [String] {
    var sections = [""]
    var rest = Substring(text)
    while let character = rest.popFirst() {
      guard character == "&", let code = rest.popFirst() else {
        sections[sections.count - 1].append(character)
        continue
      }
      switch code {
      case "L", "C", "R": sections.append("")
      case "&": sections[sections.count - 1].append("&")
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "0"..."9": rest = rest.drop { $0.isNumber }
      case "K": rest = rest.dropFirst(6)
      default: break
      }
    }
    return sections.filter { !$0.trimmed.isEmpty }
  }
}

/// Text of a PPTX (ECMA-376 part 1, clause 19): a paragraph for every one on a slide.
enum SlideText {
  static func read(
    _ package: OfficePackage, _ limits: DocumentLimits
  ) throws(FengniError) -> DocumentContent {
    var content = DocumentContent(kind: .pptx)
    let visitor = SlideVisitor(limit: limits.text)
    let parts = package.parts("slide+xml") + package.parts("slideMaster+xml")
    for (index, part) in parts.prefix(limits.parts).enumerated() {
      guard let bytes = try package.bytes(part) else { continue }
      visitor.page = index + 1
      switch XMLWalk.walk(bytes, visitor, limits) {
      case .complete: break
      case .stopped: visitor.collector.truncate()
      case .malformed(let reason): content.state = .damaged("slide \(index + 1): \(reason)")
      }
    }
    content.text = visitor.collector.text
    return content
  }
}

private final class SlideVisitor: XMLVisitor {
  var page = 1
  var collector: TextCollector
  private var current = ""
  private var isInText = false
  private var isHidden = false

  init(limit: Int) { collector = TextCollector(limit: limit) }

  var isDone: Bool { collector.isFull }

  func begin(_ name: String, _ attributes: XMLAttributes) {
    if name == "sld" { isHidden = ["0", "false"].contains(attributes["show"]) }
    if name == "sldMaster" { isHidden = false }
    if name == "p" { current = "" }
    if name == "t" { isInText = true }
    if name == "br" { current += " " }
  }

  func end(_ name: String) {
    if name == "t" { isInText = false }
    guard name == "p" else { return }
    collector.add(Paragraph(current, place: isHidden ? .hidden : .body, page: page))
  }

  func text(_ text: String) {
    if isInText { current += text }
  }
}
