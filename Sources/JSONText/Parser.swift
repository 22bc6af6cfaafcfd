import BundleCore

/// One pass over the bytes of a document.
struct Parser: ~Copyable {
  let base: UnsafePointer<UInt8>
  let end: Int
  let limits: JSONLimits
  let subject: String

  /// The next byte to read, at most `end`.
  var at = 0
  private var line = 1
  private var lineStart = 0
  private var depth = 0
  private var valuesLeft: Int
  private var elements = ScratchStack<JSONValue>()
  private var members = ScratchStack<JSONMember>()
  /// Where strings with escapes are put together.
  var unescaped: [UInt8] = []

  /// The memory must outlive the parser.
  init(_ base: UnsafePointer<UInt8>, count: Int, subject: String, limits: JSONLimits) {
    self.base = base
    end = count
    valuesLeft = limits.values
    self.limits = limits
    self.subject = subject
  }

  /// The byte at hand; 0, which the grammar has nowhere, at the end.
  var byte: UInt8 {
    @inline(__always) get { at < end ? base[at] : 0 }
  }

  mutating func document() throws(FengniError) -> JSONValue {
    try refuseOtherEncodings()
    skipSpace()
    let value = try value()
    skipSpace()
    guard at == end else { throw unexpected("the end of the document") }
    return value
  }

  /// A byte order mark (RFC 8259, 8.1), or zero bytes where UTF-16 and UTF-32 have them.
  private func refuseOtherEncodings() throws(FengniError) {
    let head = UnsafeBufferPointer(start: base, count: min(end, 4))
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { throw fault(.jsonEncoding, "byte order mark") }
    if head.contains(0) { throw fault(.jsonEncoding, "zero byte: UTF-16 or UTF-32?") }
  }

  private mutating func value() throws(FengniError) -> JSONValue {
    let position = position
    let byte = byte
    guard valuesLeft > 0 else { throw fault(.jsonTooLarge, "more than \(limits.values) values") }
    valuesLeft -= 1
    switch byte {
    case Ascii.quote: return JSONValue(.string(try string()), at: position)
    case Ascii.openBrace: return JSONValue(.object(try object()), at: position)
    case Ascii.openBracket: return JSONValue(.array(try array()), at: position)
    case Ascii.minus, Ascii.zero...Ascii.nine:
      return JSONValue(.number(try number()), at: position)
    case UInt8(ascii: "t"):
      try keyword("true")
      return JSONValue(.bool(true), at: position)
    case UInt8(ascii: "f"):
      try keyword("false")
      return JSONValue(.bool(false), at: position)
    case UInt8(ascii: "n"):
      try keyword("null")
      return JSONValue(.null, at: position)
    default: throw unexpected("a value")
    }
  }

  private mutating func keyword(_ word: StaticString) throws(FengniError) {
    for i in 0..<word.utf8CodeUnitCount {
      guard byte == word.utf8Start[i] else { throw unexpected("'\(word)'") }
      at += 1
    }
  }

  private mutating func array() throws(FengniError) -> [JSONValue] {
    try descend()
    defer { depth -= 1 }
    let bottom = elements.count
    skipSpace()
    if byte == Ascii.closeBracket {
      at += 1
      return []
    }
    while true {
      elements.push(try value())
      skipSpace()
      let next = byte
      if next == Ascii.comma {
        at += 1
        skipSpace()
      } else if next == Ascii.closeBracket {
        at += 1
        return elements.pop(from: bottom)
      } else {
        throw unexpected("',' or ']'")
      }
    }
  }

  private mutating func object() throws(FengniError) -> JSONObject {
    try descend()
    defer { depth -= 1 }
    let bottom = members.count
    skipSpace()
    if byte == Ascii.closeBrace {
      at += 1
      return JSONObject([])
    }
    while true {
      members.push(try member())
      skipSpace()
      let next = byte
      if next == Ascii.comma {
        at += 1
        skipSpace()
      } else if next == Ascii.closeBrace {
        at += 1
        return try unique(members.pop(from: bottom))
      } else {
        throw unexpected("',' or '}'")
      }
    }
  }

  private mutating func member() throws(FengniError) -> JSONMember {
    let namePosition = position
    guard byte == Ascii.quote else { throw unexpected("a name") }
    let name = try string()
    skipSpace()
    guard byte == Ascii.colon else { throw unexpected("':'") }
    at += 1
    skipSpace()
    return JSONMember(name: name, at: namePosition, value: try value())
  }

  private func unique(_ members: [JSONMember]) throws(FengniError) -> JSONObject {
    let (object, duplicate) = JSONObject.unique(members)
    if let object { return object }
    let member = members[duplicate]
    throw FengniError(
      .jsonDuplicateName, subject, reason: "name " + quoted(member.name),
      line: member.namePosition.line, column: member.namePosition.column)
  }

  /// Passes an opening bracket: the depth is checked before anything recurses.
  @inline(__always)
  private mutating func descend() throws(FengniError) {
    guard depth < limits.depth else {
      throw fault(.jsonTooDeep, "more than \(limits.depth) levels")
    }
    depth += 1
    at += 1
  }

  @inline(__always)
  private mutating func skipSpace() {
    // Most places have no space, or one.
    if at < end && base[at] > Ascii.space { return }
    skipSomeSpace()
  }

  private mutating func skipSomeSpace() {
    let eightSpaces: UInt64 = 0x2020_2020_2020_2020
    while at < end {
      switch base[at] {
      case Ascii.space:
        at += 1
        while at &+ 8 <= end,
          UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self) == eightSpaces
        {
          at += 8
        }
      case Ascii.lineFeed:
        at += 1
        line += 1
        lineStart = at
      case Ascii.tab, Ascii.carriageReturn: at += 1
      default: return
      }
    }
  }
}

// MARK: Places and faults

extension Parser {
  /// The place of the byte at hand.
  var position: JSONValue.Position {
    @inline(__always) get { .init(line: line, column: at - lineStart + 1, offset: at) }
  }

  /// A fault at the byte at hand.
  @inline(never)
  func fault(_ code: Code, _ reason: String) -> FengniError {
    fault(code, reason, at: at)
  }

  /// A fault at a byte of the line at hand.
  @inline(never)
  func fault(_ code: Code, _ reason: String, at offset: Int) -> FengniError {
    FengniError(code, subject, reason: reason, line: line, column: offset - lineStart + 1)
  }

  /// A byte that the grammar doesn't have here: wrong text, or no text at all.
  @inline(never)
  func unexpected(_ expected: String) -> FengniError {
    if at >= end { return fault(.jsonSyntax, "the document ends, expected " + expected) }
    var next = at
    if base[at] >= 0x80, Self.scalar(base, &next, end) == nil {
      return fault(.jsonEncoding, "not UTF-8")
    }
    return fault(.jsonSyntax, "expected " + expected)
  }
}
