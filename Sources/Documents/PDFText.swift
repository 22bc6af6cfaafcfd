import BundleCore

/// State and text of a PDF (ISO 32000), the text by poppler.
enum PDFText {
  static func read(_ bytes: [UInt8], _ options: DocumentExaminer.Options) -> DocumentContent {
    var content = DocumentContent(kind: .pdf)
    guard hasEnd(bytes) else {
      content.state = .damaged("no cross-reference at the end")
      return content
    }
    let isEncrypted = namesEncryption(bytes)
    if isEncrypted { content.state = .encrypted(.permissions) }
    guard let program = options.pdfProgram,
      let run = PDFProgram.run(program, bytes, options.limits)
    else { return content }
    switch run.ending {
    case .exit(0):
      content.text = text(run, options.limits)
    case .exit(99) where run.messages.contains("page range"):
      content.state = .empty
    case .exit(1) where run.messages.contains("Incorrect password"):
      content.state = .encrypted(.password)
    case .exit(1) where isEncrypted:
      // An encryption that poppler does not know, such as one by certificates.
      content.state = .encrypted(.password)
    case .exit(1):
      content.state = .damaged("poppler can't open it")
    case .exit, .stopped:
      // Whatever stopped the program says nothing certain of the document.
      if !run.output.isEmpty { content.text = text(run, options.limits) }
    }
    return content
  }

  /// A PDF ends with `startxref`, an offset and `%%EOF`; what lacks them was cut off, though
  /// readers may show its first pages. Scanners pad with zeros, mail servers add lines.
  private static func hasEnd(_ bytes: [UInt8]) -> Bool {
    let tail = bytes.suffix(64 << 10)
    return tail.contains(Array("startxref".utf8)) && tail.contains(Array("%%EOF".utf8))
  }

  /// Whether a trailer names an encryption dictionary (7.6.1), direct or by reference.
  private static func namesEncryption(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    let name = Array("/Encrypt".utf8)
    while let index = rest.firstIndex(of: name) {
      rest = rest[(index + name.count)...]
      let next = rest.prefix(16).first { ![0x20, 0x0a, 0x0d, 0x09].contains($0) }
      if let next, next == UInt8(ascii: "<") || (0x30...0x39).contains(next) { return true }
    }
    return false
  }

  /// Lines, with form feeds between pages.
  private static func text(_ run: PDFProgram.Run, _ limits: DocumentLimits) -> DocumentText {
    var collector = TextCollector(limit: limits.text)
    let whole = String(decoding: run.output, as: UTF8.self)
    let pages = whole.split(separator: "\u{c}", omittingEmptySubsequences: false)
    for (index, page) in pages.enumerated() {
      for line in page.split(whereSeparator: \.isNewline) {
        if collector.isFull { break }
        collector.add(Paragraph(String(line), page: index + 1))
      }
    }
    // The last form feed ends the last page.
    let isCut = run.ending != .exit(0) || pages.count > limits.pages
    if isCut { collector.truncate() }
    return collector.text
  }
}
