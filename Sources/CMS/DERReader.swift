import BundleCore

/// Reads the fields of a constructed value one after another, each with the type that is due.
///
/// A field that is missing, has another type or a form that DER does not allow throws the reader's
/// one code; `what` names it to developers.
struct DERReader {
  /// What every function here throws.
  let code: Code
  private var elements: DERValue.Elements

  /// The elements of a value that has this tag, which is of a constructed type.
  init(_ value: DERValue, tag: UInt8, _ code: Code) throws(FengniError) {
    guard value.tag == tag else {
      throw FengniError(code, reason: "expected tag \(tag), found \(value.tag)")
    }
    self.code = code
    elements = value.elements
  }

  /// The elements of the SEQUENCE that these octets are, in DER.
  static func sequence(parsing bytes: [UInt8], _ code: Code) throws(FengniError) -> DERReader {
    try DERReader(DERValue(parsing: bytes, code), tag: Tag.sequence, code)
  }

  /// Whether every element was read.
  var isAtEnd: Bool { elements.ahead == nil }

  /// The tag of the next element; nil at the end.
  var nextTag: UInt8? { elements.ahead?.tag }

  /// Whether the next element is tagged `[number]`, in whatever form: a field is told by its tag
  /// first, and its form is an error of that field.
  func nextIsContext(_ number: UInt8) -> Bool {
    nextTag.map { $0 | Tag.constructedBit } == Tag.constructed(number)
  }

  /// The next element, whatever it is.
  mutating func next(_ what: String) throws(FengniError) -> DERValue {
    guard let value = elements.next() else {
      throw FengniError(code, reason: "\(what) is missing")
    }
    return value
  }

  /// Nothing may follow.
  func end(_ what: String) throws(FengniError) {
    guard isAtEnd else { throw FengniError(code, reason: "\(what) has an element too many") }
  }

  // MARK: Types

  /// The elements of a SEQUENCE (X.690, 8.9).
  mutating func sequence(_ what: String) throws(FengniError) -> DERReader {
    try constructed(what, tag: Tag.sequence)
  }

  /// The elements of a constructed value.
  mutating func constructed(_ what: String, tag: UInt8) throws(FengniError) -> DERReader {
    try DERReader(next(what), tag: tag, code)
  }

  /// The content octets of a primitive value.
  mutating func primitive(_ what: String, tag: UInt8) throws(FengniError) -> [UInt8] {
    try Self.content(of: next(what), tag: tag, code, what)
  }

  /// The octets of an OCTET STRING, primitive as DER has it (X.690, 10.2).
  mutating func octetString(_ what: String) throws(FengniError) -> [UInt8] {
    try primitive(what, tag: Tag.octetString)
  }

  /// The content octets of an INTEGER, the fewest that its value needs (X.690, 8.3.2).
  mutating func integerBytes(_ what: String) throws(FengniError) -> [UInt8] {
    let bytes = try primitive(what, tag: Tag.integer)
    guard let first = bytes.first else { throw FengniError(code, reason: "\(what) is empty") }
    if bytes.count > 1, (first == 0 && bytes[1] < 0x80) || (first == 0xff && bytes[1] >= 0x80) {
      throw FengniError(code, reason: "\(what) is not minimal")
    }
    return bytes
  }

  /// An INTEGER from 0 to 127: the versions of CMS need no more.
  mutating func smallInteger(_ what: String) throws(FengniError) -> UInt8 {
    let bytes = try integerBytes(what)
    guard bytes.count == 1, bytes[0] < 128 else {
      throw FengniError(code, reason: "\(what) is out of range")
    }
    return bytes[0]
  }

  /// An OBJECT IDENTIFIER (X.690, 8.19).
  mutating func objectIdentifier(_ what: String) throws(FengniError) -> OID {
    let content = try Self.content(of: next(what), tag: Tag.objectIdentifier, code, what)
    guard let identifier = OID(content: content) else {
      throw FengniError(code, reason: "\(what): no object identifier in the fewest octets")
    }
    return identifier
  }

  /// An AlgorithmIdentifier (RFC 5280, 4.1.1.2), which may be tagged IMPLICIT.
  mutating func algorithmIdentifier(
    _ what: String, tag: UInt8 = Tag.sequence
  ) throws(FengniError) -> AlgorithmIdentifier {
    var parts = try constructed(what, tag: tag)
    let algorithm = try parts.objectIdentifier(what)
    let parameters = parts.isAtEnd ? nil : Array(try parts.next(what).encoding)
    try parts.end(what)
    return AlgorithmIdentifier(algorithm: algorithm, parameters: parameters)
  }

  /// The content octets of one value that has this tag, which is of a primitive type; throws
  /// `code`.
  static func content(
    of value: DERValue, tag: UInt8, _ code: Code, _ what: String
  ) throws(FengniError) -> [UInt8] {
    guard value.tag == tag else {
      throw FengniError(code, reason: "\(what): expected tag \(tag), found \(value.tag)")
    }
    return Array(value.content)
  }
}
