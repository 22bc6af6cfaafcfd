internal import BundleCore
internal import Disk

/// A file with one message or many, or with an attachment or archive that somebody saved.
struct MailFile {
  /// What Outlook saves as `.msg` (Compound File Binary, [MS-CFB] 2.2).
  static let compoundFile: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
  static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
  static let separator = Array("From ".utf8)

  private let path: String
  /// Whether somebody named this very file, and should hear when it is no mail.
  private let isNamed: Bool

  init(_ path: String, isNamed: Bool) {
    self.path = path
    self.isNamed = isNamed
  }

  /// Throws what keeps a named file from being read, and what keeps files from being written.
  func read(_ gathering: Gathering) throws(FengniError) {
    let context = MessageContext(place: Paths.shown(path))
    let block = Block(byteCount: 256 << 10)
    let opened = Result<(FileSource, Int), FengniError> { () throws(FengniError) in
      let source = try FileSource(path: path)
      return (source, try source.fill(block.memory))
    }
    guard let (source, filled) = try allowed(opened, gathering, context) else { return }
    let start = Array(block.memory.prefix(min(filled, MailLimits.head)))
    var wide = gathering.isWanted(start) ? nil : WideText(start)
    let head = start.withUnsafeBytes { wide?.decode($0) } ?? start
    wide = wide.flatMap { _ in WideText(start) }
    guard let kind = MailKind(head, path, gathering) else {
      return passOver(head, gathering, context)
    }
    let reader = MailReader(kind, path, head, gathering)
    var count = filled
    while count > 0 {
      let bytes = UnsafeRawBufferPointer(rebasing: block.memory[..<count])
      if let text = wide?.decode(bytes) {
        try text.withRawBytes { (raw) throws(FengniError) in try reader.take(raw) }
      } else {
        try reader.take(bytes)
      }
      let next = Result<Int, FengniError> { () throws(FengniError) in
        try source.read(into: block.memory)
      }
      guard let more = try allowed(next, gathering, context) else { break }
      count = more
    }
    try reader.finish()
  }

  /// What reading gave; of a file that nobody named an error is its outcome, and stops nothing.
  private func allowed<Success>(
    _ result: Result<Success, FengniError>, _ gathering: Gathering, _ context: MessageContext
  ) throws(FengniError) -> Success? {
    switch result {
    case .success(let success): return success
    case .failure(let error):
      guard !isNamed else { throw error }
      gathering.note(nil, .notTaken(error.code), in: context)
      return nil
    }
  }

  private func passOver(_ head: [UInt8], _ gathering: Gathering, _ context: MessageContext) {
    let name = Paths.name(of: path).lowercased()
    if head.starts(with: Self.compoundFile), isNamed || name.hasSuffix(".msg") {
      gathering.miss(nil, .mailOutlookItem, in: context)
    } else if OurContent.isNamedOurs(name) {
      gathering.miss(nil, head.isEmpty ? .inputEmpty : .notABundle, in: context)
    } else if isNamed || name.hasSuffix(".eml") || name.hasSuffix(".emlx") {
      gathering.miss(nil, .mailNotReadable, in: context)
    } else {
      gathering.note(nil, .leftAlone(head.isEmpty ? .empty : .notMail), in: context)
    }
  }

  /// Whether a header field begins these octets, after blank lines.
  static func beginsWithField(_ head: [UInt8]) -> Bool {
    let line = Array(text(head).prefix { $0 != 0x0a && $0 != 0x0d })
    return line.withUnsafeBytes { HeaderCollector.colon($0) != nil }
  }

  /// What begins a file, after its mark and blank lines.
  static func text(_ head: [UInt8]) -> ArraySlice<UInt8> {
    (head.starts(with: byteOrderMark) ? head.dropFirst(3) : head[...])
      .drop { $0 == 0x0d || $0 == 0x0a || $0 == 0x20 || $0 == 0x09 }
  }
}

/// What a file is, by its beginning.
enum MailKind {
  case mailbox
  /// One message. `lines`: so many lines stand before it. `octets`: so many belong to it, and
  /// something else follows (`.emlx`).
  case message(lines: Int, octets: UInt64?)
  case attachment

  init?(_ head: [UInt8], _ path: String, _ gathering: Gathering) {
    if gathering.isWanted(head) || MailContent.isArchive(head)
      || MailContent.isWrappedLetter(head, name: path)
    {
      self = .attachment
    } else if MailFile.text(head).starts(with: MailFile.separator) {
      self = .mailbox
    } else if let (lines, octets) = Self.linesBefore(head) {
      self = .message(lines: lines, octets: octets)
    } else {
      return nil
    }
  }

  /// How many lines stand before the header: none where a field of any name begins the file; else
  /// the field must be one that every message has.
  static func linesBefore(_ head: [UInt8]) -> (lines: Int, octets: UInt64?)? {
    if MailFile.beginsWithField(head) { return (0, nil) }
    let end: UInt8 = head.contains(0x0a) ? 0x0a : 0x0d
    let lines = head.split(
      separator: end, maxSplits: MailLimits.linesBefore + 1, omittingEmptySubsequences: false)
    for (index, line) in lines.prefix(MailLimits.linesBefore + 1).enumerated().dropFirst() {
      guard Array(line).withUnsafeBytes({ HeaderCollector.isUsualField($0) }) else { continue }
      let first = lines[0].drop { $0 == 0x20 }.prefix { !($0 == 0x20 || $0 == 0x0d) }
      return (index, index == 1 ? UInt64(String(decoding: first, as: UTF8.self)) : nil)
    }
    return nil
  }
}

extension HeaderCollector {
  private static let usual: Set<String> = [
    "from", "to", "cc", "bcc", "subject", "date", "received", "return-path", "delivered-to",
    "message-id", "mime-version", "content-type", "content-transfer-encoding", "reply-to",
    "sender", "status", "dkim-signature", "authentication-results", "received-spf",
  ]

  /// Whether a line is a header field that real messages have.
  static func isUsualField(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let end = colon(line), end <= 80 else { return false }
    let name = String(decoding: line[..<end], as: UTF8.self).lowercased()
    return usual.contains(name) || name.hasPrefix("x-") || name.hasPrefix("arc-")
  }
}
