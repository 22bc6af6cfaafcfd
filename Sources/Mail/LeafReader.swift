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
  /// Where an encoded file in the middle of a text goes.
  private var enclosed: Enclosed?

  private struct Enclosed {
    let sink: AttachmentSink
    /// Of `begin-base64`; nil for the older encoding.
    var base64: Base64Decoder?
  }

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
      if try takeEnclosed(piece) { return }
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
    try endEnclosed(isComplete: false)
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

  /// Whether the line belongs to a file in the text (POSIX uuencode, of either kind).
  private func takeEnclosed(_ piece: LinePiece) throws(FengniError) -> Bool {
    guard piece.starts, piece.ends else {
      if enclosed != nil { try endEnclosed(isComplete: false) }
      return false
    }
    guard var current = enclosed else {
      guard piece.content.first == UInt8(ascii: "b"),
        let begin = Uuencoding.begin(piece.content), message.countPart(gathering)
      else { return false }
      var header = PartHeader()
      header.type = "application/octet-stream"
      header.name = begin.name
      enclosed = Enclosed(
        sink: AttachmentSink(gathering, message, header, depth: depth),
        base64: begin.isBase64 ? Base64Decoder() : nil)
      return true
    }
    let line = Uuencoding.cleaned(piece.content)
    if line.elementsEqual((current.base64 == nil ? "end" : "====").utf8) {
      try endEnclosed(isComplete: true)
      return true
    }
    if current.base64 != nil {
      enclosed = nil
      try current.base64?.decode(piece.content, current.sink.write)
      enclosed = current
      return true
    }
    // A blank line, or anything else that is none, ends it early.
    guard let bytes = Uuencoding.decode(line) else {
      try endEnclosed(isComplete: false)
      return false
    }
    try bytes.withRawBytes { (raw) throws(FengniError) in try current.sink.write(raw) }
    return true
  }

  private func endEnclosed(isComplete: Bool) throws(FengniError) {
    guard var current = enclosed else { return }
    enclosed = nil
    try current.base64?.finish(current.sink.write)
    try current.sink.finish(isDamaged: !isComplete || current.base64?.isDamaged ?? false)
  }
}
