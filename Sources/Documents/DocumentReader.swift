import BundleCore

/// Reads a whole document of whatever kind.
struct DocumentReader {
  let options: DocumentExaminer.Options

  private var limits: DocumentLimits { options.limits }

  func read(_ bytes: [UInt8]) -> DocumentContent {
    let head = bytes.prefix(textReach)
    let kind = Sniffer.kind(head, isWhole: head.count == bytes.count, options.aids)
    switch kind {
    case .zip: return archive(bytes)
    case .compound: return compound(bytes)
    case .pdf: return PDFText.read(bytes, options)
    case .png: return DocumentContent(kind: kind, state: Images.png(bytes))
    case .jpeg: return DocumentContent(kind: kind, state: Images.jpeg(bytes))
    case .tiff: return DocumentContent(kind: kind, state: Images.tiff(bytes))
    case .text, .csv, .json, .xml, .html: return plain(bytes, kind)
    case .transparentlyEncrypted:
      return DocumentContent(kind: kind, state: .encrypted(.transparent))
    default: return DocumentContent(kind: kind)
    }
  }

  /// Octets of a plain text that are decoded: no encoding makes more than twice the text of them.
  private var textReach: Int { 2 * limits.text }

  private func archive(_ bytes: [UInt8]) -> DocumentContent {
    var content = DocumentContent(kind: .zip)
    var inflated = 0
    do throws(FengniError) {
      let archive = try ForeignArchive(bytes, limits: limits)
      defer { inflated = archive.inflated }
      content.kind = Self.guess(archive)
      if archive.entries.isEmpty {
        content.state = .empty
      } else if archive.isEncrypted {
        content.state = .encrypted(.password)
      } else if content.kind == .ofd {
        content = try OFDText.read(archive, limits)
      } else if archive.entry(OfficePackage.typesName) != nil {
        let package = try OfficePackage(archive, limits)
        content.kind = package.kind
        content = try office(package) ?? content
      }
    } catch {
      content.state =
        error.code == .documentEncrypted ? .encrypted(.password) : .damaged(error.reason)
    }
    content.inflated = inflated
    return content
  }

  /// The kind by names alone, for archives whose parts can't be read.
  private static func guess(_ archive: ForeignArchive) -> FileKind {
    if archive.entry("OFD.xml") != nil { return .ofd }
    guard archive.entry(OfficePackage.typesName) != nil else { return .zip }
    for (name, kind) in [
      ("word/document.xml", FileKind.docx), ("xl/workbook.xml", .xlsx),
      ("ppt/presentation.xml", .pptx),
    ] where archive.entry(name) != nil {
      return kind
    }
    return .zip
  }

  private func office(_ package: OfficePackage) throws(FengniError) -> DocumentContent? {
    guard options.readsText else { return nil }
    switch package.kind {
    case .docx: return try WordText.read(package, limits)
    case .xlsx: return try SheetText.read(package, limits)
    case .pptx: return try SlideText.read(package, limits)
    default: return nil
    }
  }

  private func compound(_ bytes: [UInt8]) -> DocumentContent {
    guard let file = CompoundFile(bytes) else {
      return DocumentContent(kind: .compound, state: .damaged("the directory"))
    }
    return DocumentContent(
      kind: file.kind, state: file.isEncrypted ? .encrypted(.password) : .sound)
  }

  private func plain(_ bytes: [UInt8], _ kind: FileKind) -> DocumentContent {
    var content = DocumentContent(kind: kind)
    let head = bytes.prefix(textReach)
    let isWhole = head.count == bytes.count
    guard let text = TextDecoder.decode(head, isWhole: isWhole, options.aids)?.text else {
      return content
    }
    var collector = TextCollector(limit: limits.text)
    var rest = text[...]
    while !rest.isEmpty, !collector.isFull {
      let line = rest.prefix { !$0.isNewline }
      rest = rest[line.endIndex...].dropFirst()
      if kind == .csv {
        for cell in line.split(whereSeparator: { ",\t;".contains($0) }) {
          collector.add(
            Paragraph(
              String(String.UnicodeScalarView(cell.unicodeScalars.filter { $0 != "\"" })),
              place: .cell))
        }
      } else {
        collector.add(Paragraph(String(line)))
      }
    }
    if !isWhole { collector.truncate() }
    content.text = collector.text
    if collector.text.isBlank, !collector.isFull { content.state = .empty }
    return content
  }
}
