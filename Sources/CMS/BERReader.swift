import BundleCore

/// Reads BER values from a stream, one header at a time, in constant memory.
///
/// Containers are entered and left; the reader knows where each ends and lets no value run over
/// the end of the one around it. Tags have one octet: CMS needs no others.
final class BERReader {
  /// The codes that a syntax error and an early end have for whoever reads.
  struct Codes {
    /// The encoding is none, or another than is due.
    let syntax: Code
    /// The input ends inside a value.
    let truncated: Code
    /// A value is larger than whoever reads wants to hold.
    let tooLarge: Code
  }

  /// What it throws.
  let codes: Codes
  private let source: any ByteSource
  private let buffer: Block
  private var start = 0
  private var end = 0
  /// Octets consumed so far.
  private(set) var position: UInt64 = 0
  /// Ends of the open containers, outermost first; nil: indefinite.
  private var open: [UInt64?] = []

  /// Reads from the source's next octet on, `bufferSize` octets at a time.
  init(_ source: any ByteSource, codes: Codes, bufferSize: Int = 64 << 10) {
    self.source = source
    self.codes = codes
    buffer = Block(byteCount: bufferSize)
  }

  /// A syntax error at this place, for whoever finds another value than is due.
  func syntax(_ reason: String) -> FengniError {
    FengniError(codes.syntax, reason: "\(reason) at octet \(position)")
  }

  // MARK: Octets

  /// Makes at least one octet available; false at the end of the input.
  private func refill() throws(FengniError) -> Bool {
    if start < end { return true }
    start = 0
    end = try source.read(into: buffer.memory)
    return end > 0
  }

  /// The next octet, which stays the next one; nil at the end of the input.
  func peek() throws(FengniError) -> UInt8? { try refill() ? buffer.memory[start] : nil }

  private func octet() throws(FengniError) -> UInt8 {
    guard try refill() else {
      throw FengniError(codes.truncated, reason: "the input ends at octet \(position)")
    }
    let octet = buffer.memory[start]
    start += 1
    position += 1
    return octet
  }

  /// Reads 1 to `target.count` octets, 0 only at the end of the input. Large reads go straight
  /// from the source to the target.
  func readOctets(into target: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    if target.isEmpty { return 0 }
    let count: Int
    if start == end, target.count >= buffer.memory.count {
      count = try source.read(into: target)
    } else {
      guard try refill() else { return 0 }
      count = min(target.count, end - start)
      target.copyMemory(from: .init(rebasing: buffer.memory[start..<start + count]))
      start += count
    }
    position += UInt64(count)
    return count
  }

  /// Exactly `count` octets.
  func octets(_ count: Int) throws(FengniError) -> [UInt8] {
    var bytes: [UInt8] = []
    let part = Block(byteCount: max(1, min(count, 64 << 10)))
    while bytes.count < count {
      let window = UnsafeMutableRawBufferPointer(
        rebasing: part.memory[..<min(part.memory.count, count - bytes.count)])
      let read = try readOctets(into: window)
      guard read > 0 else {
        throw FengniError(codes.truncated, reason: "the input ends at octet \(position)")
      }
      bytes.append(contentsOf: part.memory[..<read])
    }
    return bytes
  }

  // MARK: Headers and containers

  /// Tag and length (X.690, 8.1.2 and 8.1.3), any length that BER allows.
  func header() throws(FengniError) -> ValueHeader {
    var decoder = HeaderDecoder(.ber, longTags: false)
    while true {
      switch decoder.take(try octet()) {
      case .more: continue
      case .fault(let reason): throw syntax(reason)
      case .complete(let header):
        if let length = header.length { try checkFits(length) }
        return header
      }
    }
  }

  private func checkFits(_ length: UInt64) throws(FengniError) {
    guard length <= UInt64(Int64.max) - position else { throw syntax("a length beyond all bounds") }
    // Only the innermost definite container matters: it fits into those around it.
    if let limit = open.last(where: { $0 != nil }) ?? nil, position + length > limit {
      throw syntax("a value that runs over the end of the one around it")
    }
  }

  /// Opens a constructed value with this tag; returns whether its length is definite.
  @discardableResult
  func enter(_ tag: UInt8, _ what: String) throws(FengniError) -> Bool {
    let header = try header()
    guard header.tag == tag else { throw syntax("\(what): unexpected tag \(header.tag)") }
    return try enter(header)
  }

  /// Opens the constructed value whose header was read; returns whether its length is definite.
  @discardableResult
  func enter(_ header: ValueHeader) throws(FengniError) -> Bool {
    guard open.count < Limits.berDepth else { throw syntax("nested too deep") }
    open.append(header.length.map { position + $0 })
    return header.length != nil
  }

  /// Whether the innermost open container has no further value.
  func isAtEnd() throws(FengniError) -> Bool {
    guard let innermost = open.last else { return try peek() == nil }
    if let end = innermost {
      // A value of indefinite length may have run over the end of the one around it.
      guard position <= end else { throw syntax("a value that runs over the end") }
      return position == end
    }
    return try peek() == 0
  }

  /// Leaves the innermost container, which must be at its end.
  func leave(_ what: String) throws(FengniError) {
    guard try isAtEnd() else { throw syntax("\(what): an element too many") }
    if let innermost = open.popLast(), innermost == nil {
      let first = try octet()
      let second = try octet()
      guard first == 0, second == 0 else { throw syntax("\(what): bad end-of-contents") }
    }
  }

  // MARK: Whole values

  /// One whole value with its header, as it stands, at most `limit` octets.
  func element(limit: Int, _ what: String) throws(FengniError) -> [UInt8] {
    var bytes: [UInt8] = []
    try appendElement(to: &bytes, limit: limit, depth: Limits.berDepth, what)
    return bytes
  }

  /// One whole primitive value with this tag: its content octets.
  func primitive(_ tag: UInt8, limit: Int, _ what: String) throws(FengniError) -> [UInt8] {
    let header = try header()
    guard header.tag == tag, let length = header.length else {
      throw syntax("\(what): unexpected tag \(header.tag)")
    }
    guard length <= UInt64(limit) else {
      throw FengniError(codes.tooLarge, reason: "\(what) has \(length) octets")
    }
    return try octets(Int(length))
  }

  private func appendElement(
    to bytes: inout [UInt8], limit: Int, depth: Int, _ what: String
  ) throws(FengniError) {
    guard depth > 0 else { throw syntax("\(what): nested too deep") }
    let header = try header()
    if let length = header.length {
      bytes += DERWriter.header(header.tag, length)
      guard length <= UInt64(max(0, limit - bytes.count)) else {
        throw FengniError(codes.tooLarge, reason: "\(what) is larger than \(limit) octets")
      }
      bytes += try octets(Int(length))
      return
    }
    bytes += DERWriter.indefinite(header.tag)
    while try peek() != 0 {
      guard bytes.count < limit else {
        throw FengniError(codes.tooLarge, reason: "\(what) is larger than \(limit) octets")
      }
      try appendElement(to: &bytes, limit: limit, depth: depth - 1, what)
    }
    _ = try octet()
    guard try octet() == 0 else { throw syntax("\(what): bad end-of-contents") }
    bytes += DERWriter.endOfContents
  }
}

/// The content octets of an OCTET STRING of a stream, primitive or constructed of primitive
/// segments (X.690, 8.7), one level deep.
final class OctetStringReader {
  private let reader: BERReader
  private let isConstructed: Bool
  /// Octets left of the current segment.
  private var remaining: UInt64
  private var isFinished = false

  /// Reads the header of the value, which has this tag without the constructed bit.
  init(_ reader: BERReader, tag: UInt8, _ what: String) throws(FengniError) {
    self.reader = reader
    let header = try reader.header()
    guard header.tag & ~Tag.constructedBit == tag else {
      throw reader.syntax("\(what): unexpected tag \(header.tag)")
    }
    isConstructed = header.isConstructed
    if isConstructed {
      try reader.enter(header)
      remaining = 0
    } else {
      remaining = header.length ?? 0
    }
  }

  /// Reads 1 to `target.count` octets; 0 at the end, where a constructed value is left.
  func read(into target: UnsafeMutableRawBufferPointer) throws(FengniError) -> Int {
    while remaining == 0 {
      if isFinished { return 0 }
      if !isConstructed {
        isFinished = true
      } else if try reader.isAtEnd() {
        try reader.leave("content")
        isFinished = true
      } else {
        let segment = try reader.header()
        guard segment.tag == Tag.octetString, let length = segment.length else {
          throw reader.syntax("content: a segment that is no primitive OCTET STRING")
        }
        remaining = length
      }
    }
    let window = UnsafeMutableRawBufferPointer(
      rebasing: target[..<Int(min(UInt64(target.count), remaining))])
    let count = try reader.readOctets(into: window)
    guard count > 0 || target.isEmpty else {
      throw FengniError(
        reader.codes.truncated, reason: "the input ends at octet \(reader.position)")
    }
    remaining -= UInt64(count)
    return count
  }
}
