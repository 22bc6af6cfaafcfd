internal import BundleCore

/// Walks through one message as its lines come, and hands its parts to sinks.
///
/// Nothing is kept but the boundaries that are open, at most `MailLimits.depth` of them.
final class MessageParser {
  private enum State {
    case header(HeaderCollector)
    case leaf(LeafReader)
    /// A multipart that names no boundary: the first line that could be one is taken for it.
    case guessing
    /// Before the first and after the last part of a multipart, and whatever is passed over.
    case skipping
  }

  /// A multipart whose end may come, or a message that began inside of one (no boundary).
  private struct Level {
    let boundary: [UInt8]?
    /// What its parts are that name no type.
    var usualType = "text/plain"
  }

  private let gathering: Gathering
  private let message: MessageContext
  /// Levels outside of this message.
  private let outerDepth: Int
  private var levels: [Level] = []
  private var state = State.header(HeaderCollector())

  init(_ gathering: Gathering, _ message: MessageContext, outerDepth: Int = 0) {
    self.gathering = gathering
    self.message = message
    self.outerDepth = outerDepth
  }

  /// Takes a line or a piece of one.
  func take(_ piece: LinePiece) throws(FengniError) {
    guard !message.isExhausted else { return }
    if piece.starts, !levels.isEmpty, let (level, isLast) = boundary(piece) {
      try endPart(isComplete: true)
      levels.removeSubrange((isLast ? level : level + 1)...)
      if isLast { state = .skipping } else { begin() }
      return
    }
    switch state {
    case .header(var collector):
      // The collector must not be held twice while it grows.
      state = .skipping
      if piece.isBlank {
        name(collector)
        try enter(collector.finish())
      } else {
        collector.add(piece)
        state = .header(collector)
      }
    case .leaf(let reader): try reader.take(piece)
    case .guessing:
      let line = piece.content
      guard piece.starts, piece.ends, line.count > 2, line.count <= MailLimits.boundary,
        line.starts(with: "--".utf8)
      else { return }
      levels.append(Level(boundary: Array(line[2...])))
      begin()
    case .skipping: break
    }
  }

  /// The message is over.
  func finish() throws(FengniError) {
    if case .header(let collector) = state {
      state = .skipping
      name(collector)
      try enter(collector.finish())
    }
    let isComplete = levels.allSatisfy { $0.boundary == nil }
    message.isSuspect = message.isSuspect || !isComplete
    try endPart(isComplete: isComplete)
  }

  private func begin() {
    _ = message.countPart(gathering)
    state = .header(HeaderCollector(usualType: levels.last?.usualType ?? "text/plain"))
  }

  /// Whose message it is, from the first header of all.
  private func name(_ collector: HeaderCollector) {
    guard outerDepth == 0, levels.isEmpty else { return }
    (message.sender, message.subject) = collector.senderAndSubject
  }

  private func endPart(isComplete: Bool) throws(FengniError) {
    if case .leaf(let reader) = state { try reader.finish(isComplete: isComplete) }
    state = .skipping
  }

  private func enter(_ header: PartHeader) throws(FengniError) {
    let isContainer = header.isMultipart || header.isMessage
    if isContainer, outerDepth + levels.count >= MailLimits.depth {
      return gathering.miss(header.type, .mailLimitExceeded, in: message)
    }
    if header.isMultipart {
      if let boundary = header.boundary {
        let isDigest = header.type == "multipart/digest"
        levels.append(
          Level(boundary: boundary, usualType: isDigest ? "message/rfc822" : "text/plain"))
      } else {
        state = .guessing
        message.isSuspect = true
      }
    } else if header.isMessage, header.encoding == .identity {
      levels.append(Level(boundary: nil))
      begin()
    } else {
      if header.type == "message/partial" {
        gathering.miss(header.type, .mailPartial, in: message)
      }
      let depth = outerDepth + levels.count
      let sink = AttachmentSink(gathering, message, header, depth: depth)
      state = .leaf(LeafReader(gathering, message, header, sink, depth: depth))
    }
  }

  /// The innermost open multipart whose boundary the line is, and whether it is the last.
  private func boundary(_ piece: LinePiece) -> (level: Int, isLast: Bool)? {
    let line = piece.content
    guard line.count > 2, line[0] == UInt8(ascii: "-"), line[1] == UInt8(ascii: "-"), piece.ends
    else { return nil }
    for level in levels.indices.reversed() {
      guard let boundary = levels[level].boundary,
        line.count >= boundary.count + 2, line[2...].starts(with: boundary)
      else { continue }
      // Behind it stands nothing but white space (RFC 2046, 5.1.1), or a longer boundary begins so.
      var rest = line[(2 + boundary.count)...]
      while let last = rest.last, last == 0x20 || last == 0x09 || last == 0x0d { rest.removeLast() }
      if rest.isEmpty { return (level, false) }
      if rest.elementsEqual("--".utf8) { return (level, true) }
    }
    return nil
  }
}
