internal import BundleCore
internal import Disk
internal import Primitives

/// Takes the decoded content of one part and decides by its beginning what becomes of it.
final class AttachmentSink: ByteSink {
  private enum State {
    case undecided
    case wanted(StagedFile, EntryName, DigestContext)
    /// A message that was attached with an encoding, or as an ordinary file.
    case nested(LineSplitter, MessageParser)
    case dropped
  }

  private static let tnef: [UInt8] = [0x78, 0x9f, 0x3e, 0x22]

  private let gathering: Gathering
  private let message: MessageContext
  private let header: PartHeader
  private let depth: Int
  private var head: [UInt8] = []
  private var size: UInt64 = 0
  private var state = State.undecided

  init(_ gathering: Gathering, _ message: MessageContext, _ header: PartHeader, depth: Int) {
    self.gathering = gathering
    self.message = message
    self.header = header
    self.depth = depth
  }

  /// Whether more of the content changes nothing.
  var isDropped: Bool {
    if case .dropped = state { true } else { false }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    switch state {
    case .undecided:
      let count = min(bytes.count, MailLimits.head - head.count)
      head.append(contentsOf: bytes[..<count])
      guard head.count == MailLimits.head else { return }
      try decide()
      try write(UnsafeRawBufferPointer(rebasing: bytes[count...]))
    case .wanted(let file, _, let digest):
      digest.update(bytes)
      try file.write(bytes)
      size += UInt64(bytes.count)
    case .nested(let lines, let parser):
      try lines.push(bytes) { (piece) throws(FengniError) in try parser.take(piece) }
    case .dropped: break
    }
  }

  /// The content is over.
  func finish(isDamaged: Bool) throws(FengniError) {
    if case .undecided = state { try decide() }
    switch state {
    case .wanted(_, let name, let digest):
      gathering.keep(
        name, sentAs: header.name, size: size, digest: digest.finalize(), from: message)
      if isDamaged { gathering.report(.mailDamaged, .warning, message.place, name.text) }
    case .nested(let lines, let parser):
      try lines.finish { (piece) throws(FengniError) in try parser.take(piece) }
      try parser.finish()
    case .undecided, .dropped: break
    }
    state = .dropped
  }

  private func decide() throws(FengniError) {
    let head = head
    self.head = []
    if gathering.isWanted(head) {
      let (file, name) = try gathering.create(header.name)
      state = .wanted(file, name, DigestContext(.sha256))
    } else if looksLikeMessage(head), depth + 1 < MailLimits.depth {
      state = .nested(
        LineSplitter(), MessageParser(gathering, message, outerDepth: depth + 1))
    } else {
      state = .dropped
      if header.isTNEF || head.starts(with: Self.tnef) {
        gathering.report(.mailWinmail, .error, message.place)
      } else if head.starts(with: MailFile.compoundFile), hasSuffix(".msg") {
        gathering.report(.mailOutlookItem, .error, message.place)
      } else if looksLikeMessage(head) {
        gathering.report(.mailLimitExceeded, .error, message.place)
      } else if !head.isEmpty {
        gathering.ignored += 1
      }
      return
    }
    try head.withRawBytes { (raw) throws(FengniError) in try write(raw) }
  }

  private func hasSuffix(_ suffix: String) -> Bool {
    header.name?.lowercased().hasSuffix(suffix) ?? false
  }

  /// Only what is said to be a message is read as one: a text may begin with "Note:".
  private func looksLikeMessage(_ head: [UInt8]) -> Bool {
    (header.isMessage || hasSuffix(".eml")) && MailFile.beginsWithField(head)
  }
}
