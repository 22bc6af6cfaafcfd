internal import BundleCore
internal import CGMime

/// How a part's content is encoded (RFC 2045, 6).
enum TransferEncoding {
  /// 7bit, 8bit, binary, and whatever nobody knows; x-uuencode shows by its own first line.
  case identity
  case base64, quotedPrintable
}

/// What a part's header says.
struct PartHeader {
  /// `type/subtype` in lower case.
  var type = "text/plain"
  var boundary: [UInt8]?
  /// As the sender's client wrote it: never a path to be used as it stands.
  var name: String?
  var encoding = TransferEncoding.identity

  /// Whether the sender's client calls it an attachment.
  var isAttachment = false

  var isMultipart: Bool { type.hasPrefix("multipart/") }
  var isMessage: Bool { type == "message/rfc822" || type == "message/global" }
  /// TNEF: Outlook's own wrapping, in which attachments are packed up.
  var isTNEF: Bool { type == "application/ms-tnef" || type == "application/vnd.ms-tnef" }
}

/// Collects the few fields of a header that matter; of everything else nothing is kept, however
/// long it is.
struct HeaderCollector {
  private enum Field: Int, CaseIterable {
    case type, disposition, encoding, sender, subject

    var name: String {
      switch self {
      case .type: "content-type"
      case .disposition: "content-disposition"
      case .encoding: "content-transfer-encoding"
      case .sender: "from"
      case .subject: "subject"
      }
    }
  }

  private static let longestName = 1000

  /// What a part without a type is: in a digest, a message (RFC 2046, 5.1.5).
  let usualType: String
  private var values = [[UInt8]?](repeating: nil, count: Field.allCases.count)
  private var current: Field?

  init(usualType: String = "text/plain") { self.usualType = usualType }

  /// Takes a piece of a line that is not blank.
  mutating func add(_ piece: LinePiece) {
    let content = piece.content
    if piece.starts, let first = content.first, first != UInt8(ascii: " "), first != 0x09 {
      current = nil
      guard let colon = Self.colon(content) else { return }
      let name = content[..<colon].map { $0 | 0x20 }
      // The first one counts: a second may have been added to deceive whoever reads the last.
      current = Field.allCases.first {
        values[$0.rawValue] == nil && name.elementsEqual($0.name.utf8)
      }
      if let current {
        values[current.rawValue] = []
        append(content[(colon + Self.gap(content, colon))...])
      }
    } else {
      append(content[...])
    }
  }

  /// Where the name of a field ends, if a field begins the line.
  static func colon(_ line: UnsafeRawBufferPointer) -> Int? {
    var end = 0
    while end < line.count, end <= longestName, (0x21...0x7e).contains(line[end]),
      line[end] != UInt8(ascii: ":")
    {
      end += 1
    }
    var colon = end
    while colon < line.count, line[colon] == UInt8(ascii: " ") || line[colon] == 0x09 { colon += 1 }
    guard end > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else { return nil }
    return end
  }

  private static func gap(_ line: UnsafeRawBufferPointer, _ end: Int) -> Int {
    var colon = end
    while line[colon] != UInt8(ascii: ":") { colon += 1 }
    return colon + 1 - end
  }

  private mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>) {
    guard let current else { return }
    let room = MailLimits.field - (values[current.rawValue]?.count ?? 0)
    values[current.rawValue]?.append(
      contentsOf: bytes.prefix(room).filter { $0 != 0 && $0 != 0x0d })
  }

  /// What the fields say.
  func finish() -> PartHeader {
    var header = PartHeader()
    header.type = usualType
    let type = values[Field.type.rawValue].map { EncodedWords.withoutPadding($0) + [0] }
    let disposition = values[Field.disposition.rawValue].map {
      EncodedWords.withoutPadding($0) + [0]
    }
    var fields = Self.parse(type, disposition)
    defer { fengni_mime_fields_clear(&fields) }
    if let type = fields.type { header.type = String(cString: type).lowercased() }
    if let name = fields.name { header.name = String(cString: name) }
    if let boundary = fields.boundary {
      let bytes = Array(String(cString: boundary).utf8)
      if !bytes.isEmpty, bytes.count <= MailLimits.boundary { header.boundary = bytes }
    }
    header.isAttachment =
      disposition?.starts(with: "attachment".utf8.map { $0 }) ?? false
    let encoding = String(
      decoding: values[Field.encoding.rawValue] ?? [], as: UTF8.self
    ).lowercased()
    if encoding.contains("base64") {
      header.encoding = .base64
    } else if encoding.contains("quoted-printable") {
      header.encoding = .quotedPrintable
    }
    return header
  }

  /// The values of From and Subject in words, where they are there.
  var senderAndSubject: (sender: String?, subject: String?) {
    (
      values[Field.sender.rawValue].flatMap { MailText.decoded($0) },
      values[Field.subject.rawValue].flatMap { MailText.decoded($0) }
    )
  }

  private static func parse(_ type: [UInt8]?, _ disposition: [UInt8]?) -> fengni_mime_fields {
    withPointer(type) { type in
      withPointer(disposition) { fengni_mime_fields_parse(type, $0) }
    }
  }

  private static func withPointer<Result>(
    _ bytes: [UInt8]?, _ body: (UnsafePointer<CChar>?) -> Result
  ) -> Result {
    guard let bytes else { return body(nil) }
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { body($0.baseAddress) }
    }
  }
}

/// Words of other people's headers and archives.
enum MailText {
  /// Encoded words decoded, and raw octets read as UTF-8 or GB 18030; in one line, of at most
  /// `MailLimits.shown` characters. Nil when nothing is left.
  static func decoded(_ bytes: [UInt8]) -> String? {
    let value = EncodedWords.withoutPadding(bytes.filter { $0 != 0 }) + [0]
    let text = value.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { fengni_mime_text($0.baseAddress) }
    }
    guard let text else { return nil }
    defer { fengni_mime_text_clear(text) }
    return shown(String(cString: text))
  }

  /// A name in one line, of at most `MailLimits.shown` characters.
  static func shown(_ text: String) -> String? {
    let line = text.split { $0.isNewline || $0.isWhitespace }.joined(separator: " ")
    guard !line.isEmpty else { return nil }
    return line.count > MailLimits.shown ? line.prefix(MailLimits.shown) + "…" : line
  }
}
