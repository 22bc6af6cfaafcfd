internal import BundleCore

/// The message inside a signed one (CMS SignedData, RFC 5652, 5), handed on as it comes.
///
/// Only to be read: nobody's signature is checked here, as nothing is believed for it either.
final class SignedContent {
  private enum State {
    /// Up to the content, all of which has arrived when `MailLimits.head` octets have.
    case start([UInt8])
    /// Octets of one piece; behind it others follow where pieces do.
    case piece(UInt64)
    /// Tag and length of the next piece.
    case between([UInt8])
    case over, broken
  }

  private let sink: AttachmentSink
  private var state = State.start([])
  /// Whether the content is in pieces (BER), and how many octets of them are left, if that is said.
  private var pieces: (isOpen: Bool, left: UInt64?) = (false, nil)

  init(_ sink: AttachmentSink) { self.sink = sink }

  func write(_ bytes: UnsafeRawBufferPointer) throws(FengniError) {
    var rest = bytes
    while !rest.isEmpty {
      switch state {
      case .over, .broken: return
      case .start(var kept):
        state = .broken
        let count = min(rest.count, MailLimits.head - kept.count)
        kept.append(contentsOf: rest[..<count])
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        if kept.count < MailLimits.head {
          state = .start(kept)
        } else {
          try begin(kept)
        }
      case .piece(let left):
        let count = Int(clamping: min(left, UInt64(rest.count)))
        try sink.write(UnsafeRawBufferPointer(rebasing: rest[..<count]))
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        pass(UInt64(count))
        if left > UInt64(count) {
          state = .piece(left - UInt64(count))
        } else {
          state = pieces.isOpen && pieces.left != 0 ? .between([]) : .over
        }
      case .between(var header):
        header.append(rest[0])
        rest = UnsafeRawBufferPointer(rebasing: rest[1...])
        pass(1)
        state = next(header)
      }
    }
  }

  private func pass(_ count: UInt64) {
    if let left = pieces.left { pieces.left = left > count ? left - count : 0 }
  }

  private func next(_ header: [UInt8]) -> State {
    if header == [0, 0] { return .over }
    guard header[0] == 0x04 || header == [0] else { return .broken }
    guard let length = BER.length(header[1...]) else {
      return header.count < BER.longestHeader ? .between(header) : .broken
    }
    return length.map { $0 == 0 ? .between([]) : .piece($0) } ?? .broken
  }

  /// The message is over; false when no content was found in it.
  func finish(isDamaged: Bool) throws(FengniError) -> Bool {
    if case .start(let kept) = state {
      state = .broken
      try begin(kept)
    }
    switch state {
    case .over: try sink.finish(isDamaged: isDamaged)
    case .piece, .between: try sink.finish(isDamaged: true)
    case .start, .broken: return false
    }
    return true
  }

  /// Finds the content: `ContentInfo { signedData, { version, algorithms, { type, content …`.
  private func begin(_ bytes: [UInt8]) throws(FengniError) {
    var reader = BER(bytes)
    guard reader.enter(0x30), reader.skip(0x06), reader.enter(0xa0), reader.enter(0x30),
      reader.skip(0x02), reader.skip(0x31), reader.enter(0x30), reader.skip(0x06),
      reader.enter(0xa0), let (tag, length) = reader.header(), tag == 0x04 || tag == 0x24
    else { return state = .broken }
    if tag == 0x24 {
      pieces = (true, length)
      state = .between([])
    } else {
      guard let length else { return state = .broken }
      state = length == 0 ? .over : .piece(length)
    }
    let rest = Array(reader.rest)
    try rest.withRawBytes { (raw) throws(FengniError) in try write(raw) }
  }
}

/// As much BER (X.690) as leads to the content of a message.
private struct BER {
  /// Tag and length of at most so many octets.
  static let longestHeader = 10
  private static let depth = 8

  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// The length that octets say, nil inside for an indefinite one; nil when more are needed, or too
  /// many.
  static func length(_ octets: ArraySlice<UInt8>) -> UInt64?? {
    guard let first = octets.first else { return nil }
    if first < 0x80 { return .some(UInt64(first)) }
    if first == 0x80 { return .some(nil) }
    let count = Int(first & 0x7f)
    guard count <= 7, octets.count > count else { return nil }
    return .some(octets.dropFirst().prefix(count).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  /// The next tag, with its length unless that is indefinite.
  mutating func header() -> (tag: UInt8, length: UInt64?)? {
    guard let tag = rest.first, tag & 0x1f != 0x1f,
      let length = Self.length(rest.dropFirst())
    else { return nil }
    let octets = rest[rest.startIndex + 1] < 0x80 ? 0 : Int(rest[rest.startIndex + 1] & 0x7f)
    rest = rest.dropFirst(2 + octets)
    return (tag, length)
  }

  /// Goes into an element.
  mutating func enter(_ tag: UInt8) -> Bool { header()?.tag == tag }

  /// Goes past an element.
  mutating func skip(_ tag: UInt8) -> Bool {
    rest.first == tag && skip(depth: Self.depth)
  }

  private mutating func skip(depth: Int) -> Bool {
    guard depth > 0, let (_, length) = header() else { return false }
    if let length {
      guard length <= UInt64(rest.count) else { return false }
      rest = rest.dropFirst(Int(length))
      return true
    }
    while !rest.starts(with: [0, 0]) {
      guard skip(depth: depth - 1) else { return false }
    }
    rest = rest.dropFirst(2)
    return true
  }
}
