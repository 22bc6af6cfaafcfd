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
    guard let reading = options.aids?.readPDF(bytes, options.limits) else { return content }
    content.pdfMilliseconds = reading.milliseconds
    switch reading.ending {
    case .text: content.text = text(reading, options.limits)
    case .noPages: content.state = .empty
    case .password: content.state = .encrypted(.password)
    // An encryption that the program does not know, such as one by certificates.
    case .unreadable where isEncrypted: content.state = .encrypted(.password)
    case .unreadable: content.state = .damaged("poppler can't open it")
    case .stopped:
      if !reading.output.isEmpty { content.text = text(reading, options.limits) }
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
  private static func text(_ reading: PDFReading, _ limits: DocumentLimits) -> DocumentText {
    var collector = TextCollector(limit: limits.text)
    let whole = String(decoding: reading.output, as: UTF8.self)
    let pages = whole.split(separator: "\u{c}", omittingEmptySubsequences: false)
    for (index, page) in pages.enumerated() {
      for line in page.split(whereSeparator: { $0.isNewline }) {
        if collector.isFull { break }
        collector.add(Paragraph(String(line), page: index + 1))
      }
    }
    // The last form feed ends the last page.
    let isCut = reading.ending != .text || pages.count > limits.pages
    if isCut { collector.truncate() }
    return collector.text
  }
}
