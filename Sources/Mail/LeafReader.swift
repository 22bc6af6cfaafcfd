internal import BundleCore

/// Decodes the content of a part that has no parts.
final class LeafReader {
  private let gathering: Gathering
  private let message: MessageContext
  private let header: PartHeader
  private let sink: AttachmentSink
  private let depth: Int
  private var base64 = Base64Decoder()
  private var quotedPrintable = QuotedPrintableDecoder()
  /// The end of the line before belongs to a boundary that may follow (RFC 2046, 5.1.1).
  private var heldEnd: [UInt8] = []
  /// Where a uuencoded file in the text goes.
  private var uuencoded: AttachmentSink?

  init(
    _ gathering: Gathering, _ message: MessageContext, _ header: PartHeader,
    _ sink: AttachmentSink, depth: Int
  ) {
    self.gathering = gathering
    self.message = message
    self.header = header
    self.sink = sink
    self.depth = depth
  }

  func take(_ piece: LinePiece) throws(FengniError) {
    switch header.encoding {
    case .base64:
      if !sink.isDropped { try base64.decode(piece.content, sink.write) }
    case .quotedPrintable:
      if sink.isDropped { return }
      try giveHeldEnd()
      if try quotedPrintable.decode(piece, sink.write) { hold(piece) }
    case .identity:
      if try takeUuencoded(piece) { return }
      if sink.isDropped { return }
      try giveHeldEnd()
      try sink.write(piece.content)
      hold(piece)
    }
  }

  /// `isComplete`: a boundary ended it, or nothing needed to.
  func finish(isComplete: Bool) throws(FengniError) {
    switch header.encoding {
    case .base64: try base64.finish(sink.write)
    case .quotedPrintable, .identity: break
    }
    try endUuencoded(isComplete: false)
    try sink.finish(
      isDamaged: base64.isDamaged || quotedPrintable.isDamaged || !isComplete)
  }

  private func hold(_ piece: LinePiece) {
    guard piece.terminator > 0 else { return }
    heldEnd = Array(piece.bytes.suffix(piece.terminator))
  }

  private func giveHeldEnd() throws(FengniError) {
    guard !heldEnd.isEmpty else { return }
    try heldEnd.withRawBytes { (raw) throws(FengniError) in try sink.write(raw) }
    heldEnd = []
  }

  /// Whether the line belongs to a uuencoded file.
  private func takeUuencoded(_ piece: LinePiece) throws(FengniError) -> Bool {
    guard let current = uuencoded else {
      guard piece.starts, piece.ends, piece.content.first == UInt8(ascii: "b"),
        let name = Uuencoding.name(piece.content), message.countPart(gathering)
      else { return false }
      var header = PartHeader()
      header.type = "application/octet-stream"
      header.name = name
      uuencoded = AttachmentSink(gathering, message, header, depth: depth)
      return true
    }
    let line = piece.content
    if line.elementsEqual("end".utf8) {
      try endUuencoded(isComplete: true)
      return true
    }
    // A blank line, or anything else that is none, ends it early.
    guard piece.starts, piece.ends, let bytes = Uuencoding.decode(line) else {
      try endUuencoded(isComplete: false)
      return false
    }
    try bytes.withRawBytes { (raw) throws(FengniError) in try current.write(raw) }
    return true
  }

  private func endUuencoded(isComplete: Bool) throws(FengniError) {
    guard let current = uuencoded else { return }
    uuencoded = nil
    try current.finish(isDamaged: !isComplete)
  }
}
