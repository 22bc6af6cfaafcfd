internal import BundleCore
import Glibc

/// A line, or a piece of one that is too long.
struct LinePiece {
  /// With its line end, if that is in it. Valid until the next piece is asked for.
  let bytes: UnsafeRawBufferPointer
  /// Whether a line begins here.
  let starts: Bool
  /// Whether it ends here: with LF, or with the input.
  let ends: Bool

  /// Octets of the line end: 2 for CRLF, 1 for LF, 0 when there is none.
  var terminator: Int {
    guard bytes.last == UInt8(ascii: "\n") else { return 0 }
    return bytes.count > 1 && bytes[bytes.count - 2] == UInt8(ascii: "\r") ? 2 : 1
  }

  /// Without the line end.
  var content: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - terminator)])
  }

  /// Whether a whole line stands here, and nothing but white space in it.
  var isBlank: Bool {
    starts && ends && content.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }
}

/// Cuts octets that are pushed into lines, with bounded memory.
///
/// The first piece of a line has the whole line or `MailLimits.line` octets, so that whoever looks
/// for the beginning of a line need not put pieces together.
final class LineSplitter {
  private let buffer = Block(byteCount: MailLimits.line)
  private var filled = 0
  private var atStart = true

  /// Takes octets and hands out the pieces that are complete.
  func push(
    _ input: UnsafeRawBufferPointer, _ body: (LinePiece) throws(FengniError) -> Void
  ) throws(FengniError) {
    var rest = input
    while !rest.isEmpty {
      if filled == 0, let end = Self.lineEnd(rest) {
        // Most lines lie in the input as they are.
        try body(
          LinePiece(
            bytes: UnsafeRawBufferPointer(rebasing: rest[..<end]), starts: atStart, ends: true))
        atStart = true
        rest = UnsafeRawBufferPointer(rebasing: rest[end...])
        continue
      }
      let room = UnsafeRawBufferPointer(rebasing: rest.prefix(buffer.memory.count - filled))
      let end = Self.lineEnd(room)
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
    try body(LinePiece(bytes: bytes, starts: atStart, ends: ends))
    atStart = ends
    if kept > 0 { buffer.memory[0] = buffer.memory[filled - 1] }
    filled = kept
  }

  private static func lineEnd(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard let base = bytes.baseAddress, let found = memchr(base, 0x0a, bytes.count) else {
      return nil
    }
    return UnsafeRawPointer(found) - base + 1
  }
}
