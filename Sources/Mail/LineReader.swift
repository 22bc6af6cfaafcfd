internal import BundleCore
import Glibc

/// A line, or a piece of one that is too long.
struct LinePiece {
  /// With its line end, if that is in it. Valid until the next piece is asked for.
  let bytes: UnsafeRawBufferPointer
  /// Whether a line begins here.
  let starts: Bool
  /// Whether it ends here: with a line end, or with the input.
  let ends: Bool
  /// Octets of the line end: 2 for CRLF, 1 for LF (or for CR where CR ends lines), 0 when there is
  /// none.
  let terminator: Int

  init(bytes: UnsafeRawBufferPointer, starts: Bool, ends: Bool, endsAtCR: Bool = false) {
    self.bytes = bytes
    self.starts = starts
    self.ends = ends
    switch bytes.last {
    case UInt8(ascii: "\n"):
      terminator = bytes.count > 1 && bytes[bytes.count - 2] == UInt8(ascii: "\r") ? 2 : 1
    case UInt8(ascii: "\r") where endsAtCR: terminator = 1
    default: terminator = 0
    }
  }

  /// Without the line end.
  var content: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - terminator)])
  }

  /// Whether a whole line stands here, and nothing but white space in it; a CR too many, which some
  /// transfers add to every line, is white space.
  var isBlank: Bool {
    starts && ends && content.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
  }
}

/// Cuts octets that are pushed into lines, with bounded memory.
///
/// The first piece of a line has the whole line or `MailLimits.line` octets, so that whoever looks
/// for the beginning of a line need not put pieces together.
final class LineSplitter {
  /// Whether a lone CR ends a line, as it did on old Macs.
  private let endsAtCR: Bool
  private let buffer = Block(byteCount: MailLimits.line)
  private var filled = 0
  private var atStart = true

  /// `head`: how the text begins. Where no LF is in it, CR ends the lines.
  init(_ head: some Collection<UInt8>) {
    endsAtCR = head.contains(0x0d) && !head.contains(0x0a)
  }

  /// Takes octets and hands out the pieces that are complete.
  func push(
    _ input: UnsafeRawBufferPointer, _ body: (LinePiece) throws(FengniError) -> Void
  ) throws(FengniError) {
    var rest = input
    while !rest.isEmpty {
      if filled == 0, let end = lineEnd(rest) {
        // Most lines lie in the input as they are.
        try body(
          LinePiece(
            bytes: UnsafeRawBufferPointer(rebasing: rest[..<end]), starts: atStart, ends: true,
            endsAtCR: endsAtCR))
        atStart = true
        rest = UnsafeRawBufferPointer(rebasing: rest[end...])
        continue
      }
      let room = UnsafeRawBufferPointer(rebasing: rest.prefix(buffer.memory.count - filled))
      let end = lineEnd(room)
      let count = end ?? room.count
      UnsafeMutableRawBufferPointer(rebasing: buffer.memory[filled...])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: room[..<count]))
      filled += count
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      if end != nil {
        try flush(ends: true, body)
      } else if filled == buffer.memory.count {
        // A CR at the end may belong to a line end, which must not be torn apart.
        try flush(
          ends: false, keeping: buffer.memory[filled - 1] == UInt8(ascii: "\r") ? 1 : 0, body)
      }
    }
  }

  /// Hands out the last line when no line end follows it.
  func finish(_ body: (LinePiece) throws(FengniError) -> Void) throws(FengniError) {
    if filled > 0 { try flush(ends: true, body) }
  }

  private func flush(
    ends: Bool, keeping kept: Int = 0, _ body: (LinePiece) throws(FengniError) -> Void
  ) throws(FengniError) {
    let bytes = UnsafeRawBufferPointer(rebasing: buffer.memory[..<(filled - kept)])
    try body(LinePiece(bytes: bytes, starts: atStart, ends: ends, endsAtCR: endsAtCR && ends))
    atStart = ends
    if kept > 0 { buffer.memory[0] = buffer.memory[filled - 1] }
    filled = kept
  }

  private func lineEnd(_ bytes: UnsafeRawBufferPointer) -> Int? {
    if endsAtCR { return bytes.firstIndex { $0 == 0x0d || $0 == 0x0a }.map { $0 + 1 } }
    guard let base = bytes.baseAddress, let found = memchr(base, 0x0a, bytes.count) else {
      return nil
    }
    return UnsafeRawPointer(found) - base + 1
  }
}
