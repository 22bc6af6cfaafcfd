public import BundleCore

/// Writing of JSON: one value, one text.
///
/// Members in their order, numbers as they are, UTF-8 without byte order mark; only what RFC 8259,
/// 7 requires is escaped (`"`, `\`, U+0000 to U+001F, with the short form where there is one and
/// lower-case hex otherwise). Whatever it writes, the strict parser reads back as an equal value.
public struct JSONWriter: Sendable {
  /// How the text is laid out.
  public enum Layout: Sendable, Hashable {
    /// No space at all.
    case compact
    /// A member or element a line, two spaces a level, a line feed at the end.
    case pretty
  }

  /// The layout.
  public let layout: Layout
  /// What the reader will bear.
  public let limits: JSONLimits

  /// A writer for a layout and the limits of its readers.
  public init(_ layout: Layout = .compact, limits: JSONLimits = .init()) {
    self.layout = layout
    self.limits = limits
  }

  /// The text of a value, UTF-8.
  ///
  /// Throws what a reader would refuse: `jsonNumber` (an integer beyond 2^53 - 1),
  /// `jsonEncoding` (a noncharacter), `jsonDuplicateName`, `jsonTooDeep`, `jsonTooLarge`.
  public func bytes(_ value: JSONValue) throws(FengniError) -> [UInt8] {
    var output = Output(layout: layout, limits: limits)
    try output.write(value, depth: 0)
    if layout == .pretty { output.bytes.append(Ascii.lineFeed) }
    try output.checkSize()
    return output.bytes
  }

  /// The text of a value.
  public func text(_ value: JSONValue) throws(FengniError) -> String {
    String(decoding: try bytes(value), as: UTF8.self)
  }
}

extension JSONValue {
  /// The text of the value, UTF-8; throws as ``JSONWriter/bytes(_:)`` does.
  public func serialized(_ layout: JSONWriter.Layout = .compact) throws(FengniError) -> [UInt8] {
    try JSONWriter(layout).bytes(self)
  }
}

private struct Output {
  let layout: JSONWriter.Layout
  let limits: JSONLimits
  var bytes: [UInt8] = []
  var values = 0

  init(layout: JSONWriter.Layout, limits: JSONLimits) {
    self.layout = layout
    self.limits = limits
  }

  mutating func write(_ value: JSONValue, depth: Int) throws(FengniError) {
    values += 1
    guard values <= limits.values else {
      throw FengniError(.jsonTooLarge, reason: "more than \(limits.values) values")
    }
    switch value.kind {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .number(let value):
      if let objection = value.objection { throw FengniError(.jsonNumber, reason: objection) }
      append(value.text)
    case .string(let value): try write(value)
    case .array(let elements): try write(elements, depth: depth + 1)
    case .object(let object): try write(object, depth: depth + 1)
    }
  }

  private mutating func write(_ elements: [JSONValue], depth: Int) throws(FengniError) {
    try open(Ascii.openBracket, depth)
    for (i, element) in elements.enumerated() {
      if i > 0 { bytes.append(Ascii.comma) }
      newLine(depth)
      try write(element, depth: depth)
    }
    close(Ascii.closeBracket, depth, isEmpty: elements.isEmpty)
  }

  private mutating func write(_ object: JSONObject, depth: Int) throws(FengniError) {
    try open(Ascii.openBrace, depth)
    let (unique, duplicate) = JSONObject.unique(object.members)
    guard unique != nil else {
      throw FengniError(
        .jsonDuplicateName, reason: "name " + quoted(object.members[duplicate].name))
    }
    for (i, member) in object.members.enumerated() {
      if i > 0 { bytes.append(Ascii.comma) }
      newLine(depth)
      try write(member.name)
      bytes.append(Ascii.colon)
      if layout == .pretty { bytes.append(Ascii.space) }
      try write(member.value, depth: depth)
    }
    close(Ascii.closeBrace, depth, isEmpty: object.isEmpty)
  }

  private mutating func open(_ bracket: UInt8, _ depth: Int) throws(FengniError) {
    guard depth <= limits.depth else {
      throw FengniError(.jsonTooDeep, reason: "more than \(limits.depth) levels")
    }
    try checkSize()
    bytes.append(bracket)
  }

  private mutating func close(_ bracket: UInt8, _ depth: Int, isEmpty: Bool) {
    if !isEmpty { newLine(depth - 1) }
    bytes.append(bracket)
  }

  private mutating func newLine(_ depth: Int) {
    guard layout == .pretty else { return }
    bytes.append(Ascii.lineFeed)
    bytes.append(contentsOf: repeatElement(Ascii.space, count: depth * 2))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  func checkSize() throws(FengniError) {
    guard bytes.count <= limits.size else {
      throw FengniError(.jsonTooLarge, reason: "more than \(limits.size) bytes")
    }
  }

  private mutating func write(_ text: String) throws(FengniError) {
    var text = text
    // Noncharacters begin with EF or F0 to F4, so most texts are spared the second look.
    if text.withUTF8({ utf8 in utf8.contains { $0 >= 0xEF } }),
      text.unicodeScalars.contains(where: { Parser.isNoncharacter($0.value) })
    {
      throw FengniError(.jsonEncoding, reason: "noncharacter")
    }
    bytes.append(Ascii.quote)
    text.withUTF8 { utf8 in
      var start = 0
      for (i, byte) in utf8.enumerated()
      where byte < 0x20 || byte == Ascii.quote || byte == Ascii.backslash {
        bytes.append(contentsOf: utf8[start..<i])
        escape(byte)
        start = i + 1
      }
      bytes.append(contentsOf: utf8[start...])
    }
    bytes.append(Ascii.quote)
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(Ascii.backslash)
    switch byte {
    case Ascii.quote, Ascii.backslash: bytes.append(byte)
    case 0x08: bytes.append(UInt8(ascii: "b"))
    case Ascii.tab: bytes.append(UInt8(ascii: "t"))
    case Ascii.lineFeed: bytes.append(UInt8(ascii: "n"))
    case 0x0C: bytes.append(UInt8(ascii: "f"))
    case Ascii.carriageReturn: bytes.append(UInt8(ascii: "r"))
    default: append("u00" + Hex.encode([byte]))
    }
  }
}
