internal import BundleCore
internal import Disk
import Glibc

/// A file with one message or many, or with an attachment that somebody saved.
struct MailFile {
  /// What Outlook saves as `.msg` (Compound File Binary, [MS-CFB] 2.2).
  static let compoundFile: [UInt8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
  private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
  private static let separator = Array("From ".utf8)

  private let path: String
  /// Whether somebody named this very file, and should hear when it is no mail.
  private let isNamed: Bool

  init(_ path: String, isNamed: Bool) {
    self.path = path
    self.isNamed = isNamed
  }

  func read(_ gathering: Gathering) throws(FengniError) {
    let source = try FileSource(path: path)
    let block = Block(byteCount: 256 << 10)
    let filled = try source.fill(block.memory)
    let head = Array(block.memory.prefix(min(filled, MailLimits.head)))
    guard let kind = Kind(head, gathering) else {
      if head.starts(with: Self.compoundFile), isNamed || path.lowercased().hasSuffix(".msg") {
        gathering.report(.mailOutlookItem, .error, path)
      } else if isNamed {
        gathering.report(.mailNotReadable, .error, path)
      }
      return
    }
    let reader = Reader(kind, path, gathering)
    var count = filled
    while count > 0 {
      try reader.take(UnsafeRawBufferPointer(rebasing: block.memory[..<count]))
      count = try source.read(into: block.memory)
    }
    try reader.finish()
  }

  /// Whether a header field begins these octets, after blank lines.
  static func beginsWithField(_ head: [UInt8]) -> Bool {
    let text = (head.starts(with: byteOrderMark) ? head.dropFirst(3) : head[...])
      .drop { $0 == 0x0d || $0 == 0x0a || $0 == 0x20 || $0 == 0x09 }
    let line = Array(text.prefix { $0 != 0x0a })
    return line.withUnsafeBytes { HeaderCollector.colon($0) != nil }
  }

  enum Kind {
    case mailbox, message, attachment

    init?(_ head: [UInt8], _ gathering: Gathering) {
      if gathering.isWanted(head) {
        self = .attachment
      } else if head.starts(with: MailFile.separator) {
        self = .mailbox
      } else if MailFile.beginsWithField(head) {
        self = .message
      } else {
        return nil
      }
    }
  }

  /// Hands the lines of a file to the parser of the message to which they belong.
  private final class Reader {
    private let kind: Kind
    private let path: String
    private let gathering: Gathering
    private let lines = LineSplitter()
    private let saved: AttachmentSink
    private var parser: MessageParser?
    private var number = 0
    private var isAtBeginning = true
    /// In a mailbox: a blank line before the next message is no part of the one before.
    private var heldBlank: [UInt8] = []

    init(_ kind: Kind, _ path: String, _ gathering: Gathering) {
      self.kind = kind
      self.path = path
      self.gathering = gathering
      var header = PartHeader()
      header.name = Paths.name(of: path)
      saved = AttachmentSink(gathering, MessageContext(place: path), header, depth: 0)
    }

    func take(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
      switch kind {
      case .attachment: try saved.write(bytes)
      case .message, .mailbox:
        try lines.push(bytes) { (piece) throws(FengniError) in try take(piece) }
      }
    }

    func finish() throws(FengniError) {
      if case .attachment = kind { return try saved.finish(isDamaged: false) }
      try lines.finish { (piece) throws(FengniError) in try take(piece) }
      try parser?.finish()
    }

    private func begin() throws(FengniError) {
      try parser?.finish()
      number += 1
      gathering.messages += 1
      let place = number > 1 ? "\(path) [\(number)]" : path
      parser = MessageParser(gathering, MessageContext(place: place))
    }

    private func take(_ piece: LinePiece) throws(FengniError) {
      switch kind {
      case .attachment: break
      case .message:
        if isAtBeginning {
          if piece.isBlank { return }
          isAtBeginning = false
          try begin()
          if piece.bytes.starts(with: MailFile.byteOrderMark) {
            return try give(piece, from: MailFile.byteOrderMark.count)
          }
        }
        try parser?.take(piece)
      case .mailbox: try takeOfMailbox(piece)
      }
    }

    private func takeOfMailbox(_ piece: LinePiece) throws(FengniError) {
      if piece.starts, piece.bytes.starts(with: MailFile.separator),
        number == 0 || (!heldBlank.isEmpty && MailFile.isSeparator(piece.content))
      {
        heldBlank = []
        return try begin()
      }
      try giveHeldBlank()
      if piece.isBlank {
        heldBlank = Array(piece.bytes)
      } else if piece.starts, MailFile.isQuoted(piece.content) {
        // mboxrd puts one more ">" before each such line; mboxo only before "From ".
        try give(piece, from: 1)
      } else {
        try parser?.take(piece)
      }
    }

    private func giveHeldBlank() throws(FengniError) {
      guard !heldBlank.isEmpty else { return }
      let held = heldBlank
      heldBlank = []
      try held.withRawBytes { (raw) throws(FengniError) in
        try parser?.take(LinePiece(bytes: raw, starts: true, ends: true))
      }
    }

    private func give(_ piece: LinePiece, from start: Int) throws(FengniError) {
      try parser?.take(
        LinePiece(
          bytes: UnsafeRawBufferPointer(rebasing: piece.bytes[start...]), starts: piece.starts,
          ends: piece.ends))
    }
  }

  /// `From sender Mon Aug 27 16:00:00 2012`: with a time, which a sentence seldom has.
  private static func isSeparator(_ line: UnsafeRawBufferPointer) -> Bool {
    let text = line.prefix(512)
    return text.indices.dropFirst(2).contains { i in
      text[i] == UInt8(ascii: ":") && isDigit(text[i - 1]) && isDigit(text[i - 2])
        && i + 2 < text.endIndex && isDigit(text[i + 1]) && isDigit(text[i + 2])
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isQuoted(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.first == UInt8(ascii: ">") else { return false }
    return line.drop { $0 == UInt8(ascii: ">") }.starts(with: separator)
  }
}

/// Folders of mail: Maildir with its subfolders, or any folder with messages in it.
enum MailFolder {
  /// Regular files below a folder in order; links are not followed.
  static func files(below directory: String) throws(FengniError) -> [String] {
    var files: [String] = []
    try add(directory, MailLimits.folders, to: &files)
    return files
  }

  private static func add(
    _ directory: String, _ depth: Int, to files: inout [String]
  ) throws(FengniError) {
    let names = DirectoryTree.names(in: directory)
    let isMaildir = names.contains("cur") && names.contains("new")
    for name in names {
      // Not yet delivered: a file that somebody may still be writing.
      if isMaildir, name == "tmp" { continue }
      let path = Paths.join(directory, name)
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        guard depth > 1 else { throw FengniError(.mailLimitExceeded, path) }
        try add(path, depth - 1, to: &files)
      // In a Maildir only the messages of its folders; hidden files are no messages.
      case S_IFREG where !isMaildir && !name.hasPrefix("."):
        guard files.count < MailLimits.files else { throw FengniError(.mailLimitExceeded, path) }
        files.append(path)
      default: break
      }
    }
  }
}
