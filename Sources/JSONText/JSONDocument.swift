public import BundleCore

/// Which numbers a parse lets through.
public enum JSONNumberRange: Sendable, Hashable {
  /// What every reader takes for the same number (RFC 7493, 2.2), see ``JSONNumber``.
  case interoperable
  /// Every number of at most 19 significant digits, read exactly; for schemas and official suites
  /// that speak of 2^53 and beyond.
  case exact
}

/// What a parse may cost.
public struct JSONLimits: Sendable, Hashable {
  /// Bytes of the document.
  public let size: Int
  /// Nesting of arrays and objects; the outermost counts as 1.
  public let depth: Int
  /// Values, counting every element, every member's value and every container.
  public let values: Int
  /// Which numbers are let through.
  public let numbers: JSONNumberRange

  /// Takes the package's limits by default; a larger depth than 512 becomes 512.
  public init(
    size: Int = Limits.jsonSize, depth: Int = Limits.jsonDepth, values: Int = Limits.jsonValues,
    numbers: JSONNumberRange = .interoperable
  ) {
    // Positions have 32 bits.
    self.size = min(max(size, 0), Int(Int32.max))
    self.depth = min(max(depth, 0), Limits.jsonLargestDepth)
    self.values = min(max(values, 0), Int(Int32.max))
    self.numbers = numbers
  }
}

/// Reading of JSON documents.
public enum JSONDocument {
  /// Reads one I-JSON document (RFC 7493 on RFC 8259), UTF-8 without byte order mark.
  ///
  /// Stops at the first fault in reading order (names are compared when their object closes) and
  /// throws with its line and column:
  /// `jsonSyntax`, `jsonDuplicateName`, `jsonTooDeep`, `jsonNumber` (see ``JSONNumber``),
  /// `jsonEncoding` (not UTF-8, or a noncharacter), `jsonLoneSurrogate`, and `jsonTooLarge`
  /// (without a place when the document as a whole is too large). The subject is `subject`, and
  /// nothing of the document but names enters the error.
  public static func parse(
    _ bytes: [UInt8], subject: String = "", limits: JSONLimits = .init()
  ) throws(FengniError) -> JSONValue {
    guard bytes.count <= limits.size else {
      throw FengniError(.jsonTooLarge, subject, reason: "more than \(limits.size) bytes")
    }
    return try bytes.withUnsafeBufferPointer { (buffer) throws(FengniError) in
      guard let base = buffer.baseAddress, buffer.count > 0 else {
        throw FengniError(.jsonSyntax, subject, reason: "empty", line: 1, column: 1)
      }
      var parser = Parser(base, count: buffer.count, subject: subject, limits: limits)
      return try parser.document()
    }
  }
}
