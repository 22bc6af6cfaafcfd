import BundleCore
import SwiftASN1

/// Reads the elements of a parsed DER or BER value one after another, with one error code.
struct ElementCursor {
  let code: Code
  private var nodes: ASN1NodeCollection.Iterator
  private var ahead: ASN1Node?

  /// The elements of a constructed node that has this tag.
  @inline(never)
  init(_ node: ASN1Node, tag: ASN1Identifier, _ code: Code) throws(FengniError) {
    guard node.identifier == tag, case .constructed(let children) = node.content else {
      throw FengniError(code, reason: "expected \(tag), found \(node.identifier)")
    }
    self.code = code
    nodes = children.makeIterator()
    ahead = nodes.next()
  }

  /// Parses DER and opens its outermost SEQUENCE.
  static func sequence(der bytes: [UInt8], _ code: Code) throws(FengniError) -> ElementCursor {
    try ElementCursor(parse(der: bytes, code), tag: .sequence, code)
  }

  static func parse(der bytes: [UInt8], _ code: Code) throws(FengniError) -> ASN1Node {
    do { return try DER.parse(bytes) } catch {
      throw FengniError(code, reason: "\(error)")
    }
  }

  static func parse(ber bytes: [UInt8], _ code: Code) throws(FengniError) -> ASN1Node {
    do { return try BER.parse(bytes) } catch {
      throw FengniError(code, reason: "\(error)")
    }
  }

  // Not inlined, here and below: Swift 6.3.1's optimiser stops with an ownership error ("outside of
  // lifetime use" in CopyPropagation) when it inlines these into one caller several times.
  var isAtEnd: Bool {
    @inline(never) get { ahead == nil }
  }
  var nextTag: ASN1Identifier? {
    @inline(never) get { ahead?.identifier }
  }

  @inline(never)
  mutating func next(_ what: String) throws(FengniError) -> ASN1Node {
    guard let node = ahead else { throw FengniError(code, reason: "\(what) is missing") }
    ahead = nodes.next()
    return node
  }

  mutating func sequence(_ what: String) throws(FengniError) -> ElementCursor {
    try ElementCursor(next(what), tag: .sequence, code)
  }

  mutating func constructed(_ what: String, tag: ASN1Identifier) throws(FengniError)
    -> ElementCursor
  { try ElementCursor(next(what), tag: tag, code) }

  /// Content octets of a primitive node with this tag.
  mutating func primitive(_ what: String, tag: ASN1Identifier) throws(FengniError) -> [UInt8] {
    try Self.content(of: next(what), tag: tag, code, what)
  }

  mutating func octetString(_ what: String) throws(FengniError) -> [UInt8] {
    try primitive(what, tag: .octetString)
  }

  /// The content octets of an INTEGER, minimal as DER asks.
  mutating func integerBytes(_ what: String) throws(FengniError) -> [UInt8] {
    let bytes = try primitive(what, tag: .integer)
    guard let first = bytes.first else { throw FengniError(code, reason: "\(what) is empty") }
    if bytes.count > 1, (first == 0 && bytes[1] < 0x80) || (first == 0xff && bytes[1] >= 0x80) {
      throw FengniError(code, reason: "\(what) is not minimal")
    }
    return bytes
  }

  mutating func smallInteger(_ what: String) throws(FengniError) -> UInt8 {
    let bytes = try integerBytes(what)
    guard bytes.count == 1, bytes[0] < 128 else {
      throw FengniError(code, reason: "\(what) is out of range")
    }
    return bytes[0]
  }

  mutating func objectIdentifier(_ what: String) throws(FengniError) -> ASN1ObjectIdentifier {
    let node = try next(what)
    do { return try ASN1ObjectIdentifier(derEncoded: node) } catch {
      throw FengniError(code, reason: "\(what): \(error)")
    }
  }

  mutating func algorithmIdentifier(
    _ what: String, tag: ASN1Identifier = .sequence
  ) throws(FengniError) -> AlgorithmIdentifier {
    var parts = try constructed(what, tag: tag)
    let algorithm = try parts.objectIdentifier(what)
    let parameters = parts.isAtEnd ? nil : Array(try parts.next(what).encodedBytes)
    try parts.end(what)
    return AlgorithmIdentifier(algorithm: algorithm, parameters: parameters)
  }

  /// Nothing may follow.
  @inline(never)
  func end(_ what: String) throws(FengniError) {
    if ahead != nil { throw FengniError(code, reason: "\(what) has an element too many") }
  }

  static func content(
    of node: ASN1Node, tag: ASN1Identifier, _ code: Code, _ what: String
  ) throws(FengniError) -> [UInt8] {
    guard node.identifier == tag, case .primitive(let bytes) = node.content else {
      throw FengniError(code, reason: "\(what): expected \(tag), found \(node.identifier)")
    }
    return Array(bytes)
  }
}

extension ASN1Identifier {
  static func context(_ number: UInt) -> ASN1Identifier {
    ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
  }
}
