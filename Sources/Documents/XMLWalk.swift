import CXML2

/// What a part of a document tells while it is read.
protocol XMLVisitor: AnyObject {
  /// An element begins; names are local, as writers differ in prefixes.
  func begin(_ name: String, _ attributes: XMLAttributes)
  func end(_ name: String)
  /// A piece of text, not necessarily all of it.
  func text(_ text: String)
  /// Whether nothing more is wanted.
  var isDone: Bool { get }
}

/// The attributes of the element that begins; valid only while it does.
struct XMLAttributes {
  fileprivate let count: Int
  fileprivate let pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?

  /// The value of an attribute by its local name.
  subscript(_ name: String) -> String? {
    guard let pointers else { return nil }
    for index in 0..<count {
      // Five pointers each: local name, prefix, namespace, value, end of value.
      guard let local = pointers[5 * index], let start = pointers[5 * index + 3],
        let end = pointers[5 * index + 4], String(cString: local) == name
      else { continue }
      return String(decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
    }
    return nil
  }
}

/// Reads XML by libxml2's SAX interface: no tree, no network, no DTD, so no entities but the
/// five of XML itself.
enum XMLWalk {
  /// How a walk ended.
  enum Outcome: Hashable {
    case complete
    /// At a limit, or because the visitor had enough.
    case stopped
    case malformed(String)
  }

  static func walk(
    _ bytes: [UInt8], _ visitor: any XMLVisitor, _ limits: DocumentLimits
  ) -> Outcome {
    _ = prepared
    guard !bytes.isEmpty, bytes.count <= Int(Int32.max) else { return .malformed("no XML") }
    guard XMLStartTags.areBounded(bytes) else { return .malformed("too many attributes") }
    return bytes.withUnsafeBytes { raw in
      let chars = raw.bindMemory(to: CChar.self)
      guard let parser = xmlCreateMemoryParserCtxt(chars.baseAddress, Int32(chars.count)) else {
        return .malformed("no parser")
      }
      defer { xmlFreeParserCtxt(parser) }
      let state = WalkState(parser, visitor, limits)
      return withExtendedLifetime(state) {
        parser.pointee.sax.pointee = handlers()
        // After the handlers, as the options silence those that print.
        _ = xmlCtxtUseOptions(
          parser,
          Int32(
            XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
              | XML_PARSE_NOCDATA.rawValue | XML_PARSE_COMPACT.rawValue))
        parser.pointee.userData = Unmanaged.passUnretained(state).toOpaque()
        xmlParseDocument(parser)
        if let ending = state.ending { return ending }
        return parser.pointee.wellFormed == 1
          ? .complete : .malformed("XML error \(parser.pointee.errNo)")
      }
    }
  }

  /// libxml2 wants this once, before threads use it.
  private static let prepared: Void = xmlInitParser()

  private static func handlers() -> xmlSAXHandler {
    var handlers = xmlSAXHandler()
    handlers.initialized = UInt32(XML_SAX2_MAGIC)
    handlers.internalSubset = { data, _, _, _ in
      // ECMA-376 part 2, 6.1.4 forbids a DTD; here it only serves to attack.
      WalkState.of(data)?.end(.malformed("a DTD"))
    }
    handlers.startElementNs = { data, name, _, _, _, _, count, _, attributes in
      guard let state = WalkState.of(data), let name else { return }
      state.begin(
        String(cString: name), XMLAttributes(count: Int(count), pointers: attributes))
    }
    handlers.endElementNs = { data, name, _, _ in
      guard let state = WalkState.of(data), let name else { return }
      state.end(String(cString: name))
    }
    handlers.characters = { data, characters, count in
      guard let state = WalkState.of(data), let characters else { return }
      state.text(UnsafeBufferPointer(start: characters, count: Int(count)))
    }
    handlers.cdataBlock = handlers.characters
    handlers.ignorableWhitespace = handlers.characters
    return handlers
  }
}

/// A walk under way, which the callbacks get.
private final class WalkState {
  private let parser: xmlParserCtxtPtr
  private let visitor: any XMLVisitor
  private let limits: DocumentLimits
  private var depth = 0
  private var elements = 0
  private(set) var ending: XMLWalk.Outcome?

  init(_ parser: xmlParserCtxtPtr, _ visitor: any XMLVisitor, _ limits: DocumentLimits) {
    self.parser = parser
    self.visitor = visitor
    self.limits = limits
  }

  /// The walk, unless it ended.
  static func of(_ data: UnsafeMutableRawPointer?) -> WalkState? {
    guard let data else { return nil }
    let state = Unmanaged<WalkState>.fromOpaque(data).takeUnretainedValue()
    return state.ending == nil ? state : nil
  }

  func end(_ outcome: XMLWalk.Outcome) {
    ending = outcome
    xmlStopParser(parser)
  }

  func begin(_ name: String, _ attributes: XMLAttributes) {
    depth += 1
    elements += 1
    guard depth <= limits.depth else { return end(.malformed("nested too deep")) }
    guard elements <= limits.elements, !visitor.isDone else { return end(.stopped) }
    visitor.begin(name, attributes)
  }

  func end(_ name: String) {
    depth -= 1
    visitor.end(name)
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    visitor.text(String(decoding: bytes, as: UTF8.self))
  }
}
