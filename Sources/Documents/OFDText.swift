import BundleCore

/// Text of an OFD (GB/T 33190-2016): what its TextCode elements say, line by line.
enum OFDText {
  static func read(
    _ archive: ForeignArchive, _ limits: DocumentLimits
  ) throws(FengniError) -> DocumentContent {
    var content = DocumentContent(kind: .ofd)
    let names = archive.entries.map { Substring($0.name.lowercased()) }
    // GM/T 0099 (own knowledge, unconfirmed): the list of what is encrypted lies at the root.
    let isEncrypted = names.contains {
      $0.hasSuffix("encryptions.xml") || $0.hasSuffix("encryptinfo.xml")
    }
    if isEncrypted || archive.isEncrypted {
      content.state = .encrypted(.password)
      return content
    }
    let entries = pages(archive)
    guard !entries.isEmpty else {
      content.state = .empty
      return content
    }
    let visitor = OFDVisitor(limit: limits.text)
    for (index, entry) in entries.prefix(limits.parts).enumerated() {
      visitor.page = index + 1
      switch XMLWalk.walk(try archive.read(entry), visitor, limits) {
      case .complete: break
      case .stopped: visitor.collector.truncate()
      case .malformed(let reason): content.state = .damaged("page \(index + 1): \(reason)")
      }
      visitor.finishPage()
    }
    if entries.count > limits.parts { visitor.collector.truncate() }
    content.text = visitor.collector.text
    return content
  }

  /// Content of pages, then of templates, which hold what all pages show, by their numbers.
  ///
  /// The file says where its pages lie; all writers known use `Pages/Page_N/Content.xml` and
  /// `Tpls/Tpl_N/Content.xml`, and to look at every `Content.xml` misses none that lies so.
  private static func pages(_ archive: ForeignArchive) -> [ForeignArchive.Entry] {
    let contents = archive.entries.filter {
      let name = $0.name.lowercased()
      return name.hasSuffix("/content.xml") || name == "content.xml"
    }
    func key(_ name: String) -> (Int, Int, Int, String) {
      let isTemplate = name.lowercased().contains("tpl") || name.lowercased().contains("temp")
      let numbers = name.split { !$0.isASCII || !$0.isNumber }.map { Int($0) ?? .max }
      return (isTemplate ? 1 : 0, numbers.first ?? 0, numbers.dropFirst().last ?? 0, name)
    }
    return contents.map { (key: key($0.name), entry: $0) }.sorted { $0.key < $1.key }
      .map { $0.entry }
  }
}

private final class OFDVisitor: XMLVisitor {
  var page = 1
  var collector: TextCollector
  private var line = ""
  private var lineTop: Double?
  private var boundaryTop = 0.0
  private var isInText = false
  private var isHidden = false
  private var unseen = ""

  init(limit: Int) { collector = TextCollector(limit: limit) }

  var isDone: Bool { collector.isFull }

  func begin(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "TextObject":
      // "x y width height" in millimetres.
      let numbers = (attributes["Boundary"] ?? "").split(separator: " ").map { Double($0) ?? 0 }
      boundaryTop = numbers.count == 4 ? numbers[1] : 0
      // Without the attribute an object is visible, and opaque (GB/T 33190-2016, 8.5).
      isHidden =
        ["false", "0"].contains(attributes["Visible"])
        || attributes["Alpha"].flatMap { Double($0) } == 0
    case "TextCode":
      let top = boundaryTop + (attributes["Y"].flatMap { Double($0) } ?? 0)
      // Objects on one line are words of one line; 1.5 mm is below half a line of small print.
      if let lineTop, abs(lineTop - top) > 1.5 { finishPage() }
      lineTop = top
      isInText = true
    default: break
    }
  }

  func end(_ name: String) {
    if name == "TextCode" { isInText = false }
    if name == "TextObject" { isHidden = false }
  }

  func text(_ text: String) {
    guard isInText else { return }
    let text = text.replacing("\n", with: "")
    if isHidden { unseen += text } else { line += text }
  }

  /// Ends the line, and what a broken page left open.
  func finishPage() {
    if !line.isEmpty { collector.add(Paragraph(line, page: page)) }
    if !unseen.isEmpty { collector.add(Paragraph(unseen, place: .hidden, page: page)) }
    (line, unseen, lineTop, isInText) = ("", "", nil, false)
  }
}
