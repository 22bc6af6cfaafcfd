internal import BundleCore
internal import Disk
internal import Primitives

/// Takes the decoded content of one part and decides by its beginning what becomes of it.
final class AttachmentSink: ByteSink {
  /// How a part came to be content.
  enum Origin {
    /// Out of a message, where others may have added something behind it.
    case part
    /// A file that somebody saved.
    case file
    /// Out of an archive, which is opened once only.
    case archive
  }

  private enum State {
    case undecided
    case wanted(WantedFile)
    /// A message that was attached with an encoding, or as an ordinary file.
    case nested(LineSplitter, MessageParser)
    case archive(ArchiveFile)
    case gzip(GzipContent)
    case signed(SignedContent)
    /// A text, of which so much is kept.
    case text([UInt8])
    case dropped
  }

  private let gathering: Gathering
  private let message: MessageContext
  private let header: PartHeader
  private let depth: Int
  private let origin: Origin
  /// The archive in which it lay.
  private let container: String?
  private var head: [UInt8] = []
  private var state = State.undecided

  init(
    _ gathering: Gathering, _ message: MessageContext, _ header: PartHeader, depth: Int,
    origin: Origin = .part, inside container: String? = nil
  ) {
    self.gathering = gathering
    self.message = message
    self.header = header
    self.depth = depth
    self.origin = origin
    self.container = container
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
    case .wanted(let file): try file.write(bytes)
    case .nested(let lines, let parser):
      try lines.push(bytes) { (piece) throws(FengniError) in try parser.take(piece) }
    case .archive(let file):
      guard try !file.write(bytes) else { return }
      file.remove()
      drop(missing: .mailLimitExceeded)
    case .gzip(let content):
      if let problem = try content.write(bytes) { drop(missing: problem) }
    case .signed(let content): try content.write(bytes)
    case .text(var kept):
      // Must not be held twice while it grows.
      state = .dropped
      kept.append(contentsOf: bytes.prefix(MailLimits.text - kept.count))
      state = .text(kept)
    case .dropped: break
    }
  }

  /// The content is over. `isDamaged`: not all of it was there, or not all of it was content.
  func finish(isDamaged: Bool) throws(FengniError) {
    if case .undecided = state { try decide() }
    let last = state
    state = .dropped
    switch last {
    case .wanted(let file): file.finish(isDamaged: isDamaged)
    case .nested(let lines, let parser):
      try lines.finish { (piece) throws(FengniError) in try parser.take(piece) }
      try parser.finish()
    case .archive(let file):
      try ArchiveContent(gathering, message, name: name, depth: depth).open(file)
    case .gzip(let content):
      if let problem = try content.finish() { drop(missing: problem) }
    case .signed(let content):
      if try !content.finish(isDamaged: isDamaged) { drop(missing: .mailWrapped) }
    case .text(let kept):
      message.isSuspect = message.isSuspect || MailText.mayLead(kept)
    case .undecided, .dropped: break
    }
  }

  // MARK: What it is

  private func decide() throws(FengniError) {
    let head = head
    self.head = []
    if let wrapping = letterWrapping(head) {
      try decide(wrapping)
    } else if gathering.isWanted(head) {
      state = .wanted(
        try WantedFile(
          gathering, message, header,
          length: origin == .part ? OurContent.bundleLength(head) : nil, shown: name))
    } else if looksLikeMessage(head), depth + 1 < MailLimits.depth {
      state = .nested(
        LineSplitter(head), MessageParser(gathering, message, outerDepth: depth + 1))
    } else {
      try decideOther(head)
    }
    if !isDropped { try head.withRawBytes { (raw) throws(FengniError) in try write(raw) } }
  }

  private func decideOther(_ head: [UInt8]) throws(FengniError) {
    if header.isTNEF || head.starts(with: ContentMark.tnef) {
      drop(missing: .mailWinmail)
    } else if head.starts(with: MailFile.compoundFile), hasSuffix(".msg") {
      drop(missing: .mailOutlookItem)
    } else if looksLikeMessage(head) {
      drop(missing: .mailLimitExceeded)
    } else if ContentMark.isArchive(head), !ContentMark.isOfficeDocument(head) {
      try decideArchive(head)
    } else if head.isEmpty {
      if header.name != nil { drop(.leftAlone(.empty)) } else { state = .dropped }
    } else if OurContent.isNamedOurs(header.name) {
      // A gateway's page in its place, or a file that lost its beginning.
      drop(missing: .notABundle)
    } else if header.type.hasPrefix("text/"), header.name == nil, !header.isAttachment {
      gathering.ignored += 1
      state = .text([])
    } else if header.isSignature {
      gathering.ignored += 1
      drop(.leftAlone(.signature))
    } else if ContentMark.isPGPMessage(head) {
      drop(missing: .mailWrapped)
    } else {
      gathering.ignored += 1
      drop(.leftAlone(.otherContent))
    }
  }

  private func decideArchive(_ head: [UInt8]) throws(FengniError) {
    guard origin != .archive else { return drop(missing: .mailArchive) }
    if head.starts(with: ContentMark.zip) {
      state = .archive(try ArchiveFile(gathering))
    } else if head.starts(with: ContentMark.gzip) {
      state = .gzip(
        GzipContent(
          AttachmentSink(
            gathering, message, header.unwrapped(".gz", name), depth: depth, origin: .archive,
            inside: name),
          message))
    } else {
      drop(missing: .mailArchive)
    }
  }

  /// What a mail client packed a whole message into (RFC 8551), by its type or name: whoever sends
  /// a bundle keeps neither.
  private func letterWrapping(_ head: [UInt8]) -> ContentMark.Wrapping? {
    guard header.isPKCS7 || hasSuffix(".p7m"), !OurContent.isNamedOurs(header.name) else {
      return nil
    }
    return ContentMark.wrapping(head)
  }

  private func decide(_ wrapping: ContentMark.Wrapping) throws(FengniError) {
    switch wrapping {
    case .encrypted, .other: drop(missing: .mailWrapped)
    case .signed:
      guard depth + 1 < MailLimits.depth else { return drop(missing: .mailLimitExceeded) }
      var inner = header.unwrapped(".p7m", name)
      inner.type = "message/rfc822"
      state = .signed(
        SignedContent(
          AttachmentSink(gathering, message, inner, depth: depth + 1, origin: origin)))
    }
  }

  private func drop(_ result: MailOutcome.Result) {
    state = .dropped
    gathering.note(name, result, in: message)
  }

  private func drop(missing code: Code) {
    state = .dropped
    gathering.miss(name, code, in: message)
  }

  /// For people; a saved file is the place itself.
  private var name: String? {
    guard origin != .file else { return nil }
    let own = header.name.flatMap(MailText.shown) ?? header.type
    return container.map { $0 + "/" + own } ?? own
  }

  private func hasSuffix(_ suffix: String) -> Bool {
    header.name?.lowercased().hasSuffix(suffix) ?? false
  }

  /// Only what is said to be a message is read as one: a text may begin with "Note:".
  private func looksLikeMessage(_ head: [UInt8]) -> Bool {
    (header.isMessage || hasSuffix(".eml") || hasSuffix(".emlx"))
      && MailFile.beginsWithField(head)
  }
}

/// A part that was wanted, on its way into its file.
final class WantedFile {
  private let gathering: Gathering
  private let message: MessageContext
  private let header: PartHeader
  private let shown: String?
  private let file: StagedFile
  private let name: EntryName
  private let digest = DigestContext(.sha256)
  /// Octets of a bundle that says how long it is.
  private let length: UInt64?
  private var size: UInt64 = 0
  private var hasMore = false

  init(
    _ gathering: Gathering, _ message: MessageContext, _ header: PartHeader, length: UInt64?,
    shown: String?
  ) throws(FengniError) {
    self.gathering = gathering
    self.message = message
    self.header = header
    self.length = length
    self.shown = shown
    (file, name) = try gathering.create(header.name)
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    let room = length.map { Int(clamping: $0 - size) } ?? bytes.count
    let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(room))
    hasMore = hasMore || part.count < bytes.count
    digest.update(part)
    try file.write(part)
    size += UInt64(part.count)
  }

  func finish(isDamaged: Bool) {
    // Where the bundle says its length, that tells more than how the encoding looked.
    let isDamaged = length.map { hasMore || size < $0 } ?? isDamaged
    guard
      gathering.keep(
        name, sentAs: header.name, size: size, digest: digest.finalize(), from: message)
    else { return gathering.note(shown, .duplicate, in: message) }
    if isDamaged { gathering.report(.mailDamaged, .warning, message.place, name.text) }
    gathering.note(shown, .taken(name, isDamaged: isDamaged), in: message)
  }
}
