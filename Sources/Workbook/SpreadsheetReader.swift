import BundleCore

extension Spreadsheet {
  /// Reads an XLSX. Throws `workbookUnreadable`.
  static func read(
    _ bytes: [UInt8], _ limits: WorkbookLimits
  ) throws(FengniError) -> Spreadsheet {
    guard bytes.count <= limits.file else {
      throw FengniError(.workbookUnreadable, reason: "more than \(limits.file) octets")
    }
    switch WorkbookContainer(bytes) {
    case .archive: break
    case .encrypted: throw FengniError(.workbookUnreadable, reason: "encrypted")
    case .oldWorkbook: throw FengniError(.workbookUnreadable, reason: "an .xls workbook")
    case .other: throw FengniError(.workbookUnreadable, reason: "no archive")
    }
    return try read(try ZipEntries(bytes, limits), limits)
  }

  static func read(
    _ archive: any ArchiveEntries, _ limits: WorkbookLimits
  ) throws(FengniError) -> Spreadsheet {
    let reader = SpreadsheetReader(archive, limits)
    return try reader.read()
  }
}

private struct SpreadsheetReader {
  let archive: any ArchiveEntries
  let limits: WorkbookLimits

  init(_ archive: any ArchiveEntries, _ limits: WorkbookLimits) {
    self.archive = archive
    self.limits = limits
  }

  func read() throws(FengniError) -> Spreadsheet {
    let top = try relations("_rels/.rels", base: "")
    guard let book = top.first(where: { $0.type == "officeDocument" })?.target else {
      throw FengniError(.workbookUnreadable, reason: "no workbook part")
    }
    let contents = BookReader(limits)
    guard try walk(book, by: contents) else {
      throw FengniError(.workbookUnreadable, reason: "no workbook part")
    }
    let (folder, file) = Self.split(book)
    let relations = try relations("\(folder)_rels/\(file).rels", base: folder)
    let strings = StringsReader(limits)
    if let part = relations.first(where: { $0.type == "sharedStrings" })?.target {
      _ = try walk(part, by: strings)
    }
    let styles = StylesReader(limits)
    if let part = relations.first(where: { $0.type == "styles" })?.target {
      _ = try walk(part, by: styles)
    }
    var spreadsheet = Spreadsheet(is1904: contents.is1904)
    var budget = limits.cells
    for (name, id, isHidden) in contents.sheets {
      // Sheets of charts and macros have other types, and nothing to read.
      guard let part = relations.first(where: { $0.id == id && $0.type == "worksheet" }) else {
        continue
      }
      let sheet = SheetReader(name, strings.strings, styles.styles, limits, budget)
      guard try walk(part.target, by: sheet) else {
        throw FengniError(.workbookUnreadable, reason: "no part \(part.target)")
      }
      budget -= sheet.sheet.cells.count
      var read = try sheet.finished()
      read.isHidden = isHidden
      spreadsheet.sheets.append(read)
    }
    guard !spreadsheet.sheets.isEmpty else {
      throw FengniError(.workbookUnreadable, reason: "no sheets")
    }
    return spreadsheet
  }

  /// Whether the part is there.
  private func walk(_ name: String, by reader: any XMLPartReader) throws(FengniError) -> Bool {
    guard let bytes = try archive.bytes(of: name, limit: limits.part) else { return false }
    try XMLPart.read(bytes, name, limits, by: reader)
    return true
  }

  private func relations(
    _ part: String, base: String
  ) throws(FengniError) -> [RelationsReader.Relation] {
    let reader = RelationsReader(base, limits)
    _ = try walk(part, by: reader)
    return reader.relations
  }

  private static func split(_ part: String) -> (folder: String, file: String) {
    guard let slash = part.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", part) }
    let next = part.utf8.index(after: slash)
    return (String(part[..<next]), String(part[next...]))
  }
}

/// `_rels/….rels`
private final class RelationsReader: XMLPartReader {
  struct Relation {
    let id: String
    /// The last component of the type's URI, which strict and transitional files share.
    let type: String
    /// The part's name without a slash at the start.
    let target: String
  }

  private let base: String
  private let limits: WorkbookLimits
  private(set) var relations: [Relation] = []

  init(_ base: String, _ limits: WorkbookLimits) {
    self.base = base
    self.limits = limits
  }

  func begin(_ name: String, _ attributes: [String: String]) throws(FengniError) {
    guard name == "Relationship", let target = attributes["Target"],
      attributes["TargetMode"] != "External"
    else { return }
    guard relations.count < limits.entries else {
      throw FengniError(.workbookUnreadable, reason: "too many relations")
    }
    relations.append(
      Relation(
        id: attributes["Id"] ?? "",
        type: attributes["Type"]?.split(separator: "/").last.map(String.init) ?? "",
        target: resolve(target)))
  }

  func end(_ name: String) {}
  func text(_ text: String) {}

  private func resolve(_ target: String) -> String {
    if target.utf8.first == UInt8(ascii: "/") { return String(target.dropFirst()) }
    var components = base.split(separator: "/")
    for component in target.split(separator: "/") {
      if component == ".." {
        _ = components.popLast()
      } else if component != "." {
        components.append(component)
      }
    }
    return components.joined(separator: "/")
  }
}

/// `xl/workbook.xml`
private final class BookReader: XMLPartReader {
  private let limits: WorkbookLimits
  private(set) var sheets: [(name: String, id: String, isHidden: Bool)] = []
  private(set) var is1904 = false

  init(_ limits: WorkbookLimits) { self.limits = limits }

  func begin(_ name: String, _ attributes: [String: String]) throws(FengniError) {
    switch name {
    case "workbookPr": is1904 = ["1", "true", "on"].contains(attributes["date1904"])
    case "sheet":
      guard sheets.count < limits.sheets else {
        throw FengniError(.workbookUnreadable, reason: "too many sheets")
      }
      let state = attributes["state"] ?? "visible"
      sheets.append((attributes["name"] ?? "", attributes["id"] ?? "", state != "visible"))
    default: break
    }
  }

  func end(_ name: String) {}
  func text(_ text: String) {}
}

/// Text of a string: that of its runs, without the readings that help to pronounce it.
struct RunsText {
  private(set) var text = ""
  private var isInText = false
  private var phonetic = 0

  mutating func begin(_ name: String) {
    if name == "rPh" { phonetic += 1 }
    if name == "t" { isInText = phonetic == 0 }
  }

  mutating func end(_ name: String) {
    if name == "rPh" { phonetic -= 1 }
    if name == "t" { isInText = false }
  }

  mutating func append(_ piece: String, _ limits: WorkbookLimits) throws(FengniError) {
    guard isInText else { return }
    text += piece
    guard text.utf8.count <= limits.cellText else {
      throw FengniError(.workbookUnreadable, reason: "a text is too long")
    }
  }

  mutating func take() -> String {
    defer { text = "" }
    return EscapedText.unescape(text)
  }
}

/// `xl/sharedStrings.xml`
private final class StringsReader: XMLPartReader {
  private let limits: WorkbookLimits
  private var runs = RunsText()
  private(set) var strings: [String] = []

  init(_ limits: WorkbookLimits) { self.limits = limits }

  func begin(_ name: String, _ attributes: [String: String]) { runs.begin(name) }

  func end(_ name: String) throws(FengniError) {
    runs.end(name)
    guard name == "si" else { return }
    guard strings.count < limits.strings else {
      throw FengniError(.workbookUnreadable, reason: "too many strings")
    }
    strings.append(runs.take())
  }

  func text(_ text: String) throws(FengniError) { try runs.append(text, limits) }
}

/// `xl/styles.xml`: what numbers of each cell format stand for.
private final class StylesReader: XMLPartReader {
  private let limits: WorkbookLimits
  private var formats: [Int: NumberStyle] = [:]
  private var isInCellFormats = false
  private(set) var styles: [NumberStyle] = []

  init(_ limits: WorkbookLimits) { self.limits = limits }

  func begin(_ name: String, _ attributes: [String: String]) throws(FengniError) {
    switch name {
    case "numFmt":
      guard let id = attributes["numFmtId"].flatMap({ Int($0) }), formats.count < limits.entries
      else { return }
      formats[id] = NumberFormat.style(attributes["formatCode"] ?? "")
    case "cellXfs": isInCellFormats = true
    case "xf" where isInCellFormats:
      // 64,000 are the most that Excel takes.
      guard styles.count < 65_536 else {
        throw FengniError(.workbookUnreadable, reason: "too many cell formats")
      }
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      styles.append(formats[id] ?? NumberFormat.builtIn(id))
    default: break
    }
  }

  func end(_ name: String) { if name == "cellXfs" { isInCellFormats = false } }
  func text(_ text: String) {}
}
