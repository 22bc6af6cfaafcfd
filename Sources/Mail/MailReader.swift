internal import BundleCore
internal import Disk

/// Hands the lines of a file to the parser of the message to which they belong.
final class MailReader {
  private let kind: MailKind
  private let path: String
  private let gathering: Gathering
  private let lines: LineSplitter
  private let saved: AttachmentSink
  private var parser: MessageParser?
  private var context: MessageContext?
  private var number = 0
  private var isAtBeginning = true
  /// Lines that stand before the message.
  private var before = 0
  /// Octets of the message that are still to come, where the file says it.
  private var left: UInt64?
  private var isOver = false
  /// In a mailbox: a blank line before the next message is no part of the one before.
  private var heldBlank: [UInt8] = []
  /// In a mailbox: a line that begins the next message if a header follows.
  private var heldSeparator: [UInt8] = []

  init(_ kind: MailKind, _ path: String, _ head: [UInt8], _ gathering: Gathering) {
    self.kind = kind
    self.path = path
    self.gathering = gathering
    lines = LineSplitter(head)
    if case .message(let lines, let octets) = kind { (before, left) = (lines, octets) }
    var header = PartHeader()
    header.type = "application/octet-stream"
    header.name = Paths.shown(Paths.name(of: path))
    saved = AttachmentSink(
      gathering, MessageContext(place: Paths.shown(path)), header, depth: 0, origin: .file)
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
    if !heldSeparator.isEmpty { try giveHeldSeparator() }
    try end()
  }

  private func begin() throws(FengniError) {
    try end()
    number += 1
    gathering.messages += 1
    let shown = Paths.shown(path)
    let context = MessageContext(place: number > 1 ? "\(shown) [\(number)]" : shown)
    self.context = context
    parser = MessageParser(gathering, context)
  }

  private func end() throws(FengniError) {
    try parser?.finish()
    if let context { gathering.conclude(context) }
    (parser, context) = (nil, nil)
  }

  private func take(_ piece: LinePiece) throws(FengniError) {
    var piece = piece
    if isAtBeginning, piece.starts, piece.bytes.starts(with: MailFile.byteOrderMark) {
      piece = piece.dropping(MailFile.byteOrderMark.count)
    }
    switch kind {
    case .attachment: break
    case .message: try takeOfMessage(piece)
    case .mailbox:
      isAtBeginning = false
      try takeOfMailbox(piece)
    }
  }

  private func takeOfMessage(_ piece: LinePiece) throws(FengniError) {
    if before > 0 {
      before -= piece.ends ? 1 : 0
      isAtBeginning = false
      if before == 0 { isAtBeginning = true }
      return
    }
    if isAtBeginning {
      if piece.isBlank { return }
      isAtBeginning = false
      try begin()
    }
    if let left {
      // Apple's list of properties follows; the octets alone are wrong once line ends changed.
      isOver = isOver || left == 0 && piece.starts && piece.content.starts(with: "<?xml".utf8)
      self.left = left - min(left, UInt64(piece.bytes.count))
    }
    if !isOver { try parser?.take(piece) }
  }

  // MARK: Mailboxes

  private func takeOfMailbox(_ piece: LinePiece) throws(FengniError) {
    if !heldSeparator.isEmpty {
      // With a blank line before it and a time in it a field of any name will do.
      let isLikely =
        !heldBlank.isEmpty && heldSeparator.withUnsafeBytes { MboxLine.hasTime($0) }
        && HeaderCollector.colon(piece.content) != nil
      if piece.starts, isLikely || HeaderCollector.isUsualField(piece.content) {
        (heldSeparator, heldBlank) = ([], [])
        try begin()
      } else {
        try giveHeldSeparator()
      }
    }
    if piece.starts, piece.bytes.starts(with: MailFile.separator) {
      if number == 0 { return try begin() }
      if piece.ends {
        heldSeparator = Array(piece.bytes)
        return
      }
    }
    try giveHeldBlank()
    if piece.isBlank {
      heldBlank = Array(piece.bytes)
    } else if piece.starts, MboxLine.isQuoted(piece.content) {
      // mboxrd puts one more ">" before each such line; mboxo only before "From ".
      try parser?.take(piece.dropping(1))
    } else {
      try parser?.take(piece)
    }
  }

  /// The line was no separator, but a sentence.
  private func giveHeldSeparator() throws(FengniError) {
    let held = heldSeparator
    heldSeparator = []
    try giveHeldBlank()
    try give(held)
  }

  private func giveHeldBlank() throws(FengniError) {
    let held = heldBlank
    heldBlank = []
    if !held.isEmpty { try give(held) }
  }

  private func give(_ line: [UInt8]) throws(FengniError) {
    try line.withRawBytes { (raw) throws(FengniError) in
      try parser?.take(LinePiece(bytes: raw, starts: true, ends: true, endsAtCR: true))
    }
  }
}

extension LinePiece {
  /// Without so many octets at its beginning.
  fileprivate func dropping(_ count: Int) -> LinePiece {
    LinePiece(
      bytes: UnsafeRawBufferPointer(rebasing: bytes[count...]), starts: starts, ends: ends,
      endsAtCR: terminator > 0)
  }
}

/// Lines of mailboxes (mbox has no standard; RFC 4155 describes one kind).
private enum MboxLine {
  /// `From sender Mon Aug 27 16:00:00 2012`: with a time, which a sentence seldom has.
  static func hasTime(_ line: UnsafeRawBufferPointer) -> Bool {
    let text = line.prefix(512)
    return text.indices.dropFirst(2).contains { i in
      text[i] == UInt8(ascii: ":") && isDigit(text[i - 1]) && isDigit(text[i - 2])
        && i + 2 < text.endIndex && isDigit(text[i + 1]) && isDigit(text[i + 2])
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  static func isQuoted(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.first == UInt8(ascii: ">") else { return false }
    return line.drop { $0 == UInt8(ascii: ">") }.starts(with: MailFile.separator)
  }
}
