import BundleCore
import CXML2
import Documents

/// What reads a part while it is walked through.
protocol XMLPartReader: AnyObject {
  /// An element begins. Names are local: writers differ in their prefixes.
  func begin(_ name: String, _ attributes: [String: String]) throws(FengniError)
  func end(_ name: String) throws(FengniError)
  /// A piece of text, not necessarily all of it.
  func text(_ text: String) throws(FengniError)
}

/// A part of a workbook, read by libxml2 as events: no tree, no network, no DTD.
enum XMLPart {
  /// Walks through a part. Throws `workbookUnreadable`, and what the reader throws.
  static func read(
    _ bytes: [UInt8], _ name: String, _ limits: WorkbookLimits, by reader: any XMLPartReader
  ) throws(FengniError) {
    _ = isPrepared
    guard XMLStartTags.areBounded(bytes) else {
      throw FengniError(
        .workbookUnreadable, reason: "\(name) has an element of too many attributes")
    }
    let walk = Walk(name, limits, reader)
    let isWellFormed = bytes.withUnsafeBytes { raw in
      guard raw.count > 0, raw.count <= Int(Int32.max),
        let context = xmlCreateMemoryParserCtxt(
          raw.bindMemory(to: CChar.self).baseAddress, Int32(raw.count))
      else { return false }
      defer { xmlFreeParserCtxt(context) }
      return walk.run(context)
    }
    if let failure = walk.failure { throw failure }
    guard isWellFormed else {
      throw FengniError(.workbookUnreadable, reason: "\(name) is not well-formed")
    }
  }

  /// libxml2 wants this once, before threads use it.
  private static let isPrepared: Void = xmlInitParser()
}

/// One walk under way: what the callbacks get as their context.
private final class Walk {
  private let name: String
  private let limits: WorkbookLimits
  private let reader: any XMLPartReader
  private var context: xmlParserCtxtPtr?
  private var depth = 0
  private var elements = 0
  private(set) var failure: FengniError?

  init(_ name: String, _ limits: WorkbookLimits, _ reader: any XMLPartReader) {
    self.name = name
    self.limits = limits
    self.reader = reader
  }

  /// Whether the part is well-formed.
  func run(_ context: xmlParserCtxtPtr) -> Bool {
    self.context = context
    defer { self.context = nil }
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    // OPC forbids a DTD (ECMA-376 part 2, 6.1.4); it would only bring entities.
    handler.internalSubset = { data, _, _, _ in
      Walk.of(data)?.step { (walk) throws(FengniError) in
        throw FengniError(.workbookUnreadable, reason: "\(walk.name) has a DTD")
      }
    }
    handler.startElementNs = { data, name, _, _, _, _, count, _, attributes in
      guard let name else { return }
      Walk.of(data)?.begin(String(cString: name), Walk.attributes(attributes, Int(count)))
    }
    handler.endElementNs = { data, name, _, _ in
      guard let name else { return }
      Walk.of(data)?.end(String(cString: name))
    }
    handler.characters = { data, characters, count in
      guard let characters else { return }
      let piece = UnsafeBufferPointer(start: characters, count: Int(count))
      Walk.of(data)?.step { (walk) throws(FengniError) in
        try walk.reader.text(String(decoding: piece, as: UTF8.self))
      }
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    context.pointee.sax.pointee = handler
    // Options after the handlers, as they silence those that print.
    _ = xmlCtxtUseOptions(
      context,
      Int32(
        XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
          | XML_PARSE_NOCDATA.rawValue))
    context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    xmlParseDocument(context)
    return withExtendedLifetime(self) { failure == nil && context.pointee.wellFormed == 1 }
  }

  private static func of(_ data: UnsafeMutableRawPointer?) -> Walk? {
    data.map { Unmanaged<Walk>.fromOpaque($0).takeUnretainedValue() }
  }

  private func begin(_ element: String, _ attributes: [String: String]) {
    step { (walk) throws(FengniError) in
      walk.depth += 1
      walk.elements += 1
      guard walk.depth <= walk.limits.depth, walk.elements <= walk.limits.elements else {
        throw FengniError(.workbookUnreadable, reason: "\(walk.name) is nested too deep or long")
      }
      try walk.reader.begin(element, attributes)
    }
  }

  private func end(_ element: String) {
    step { (walk) throws(FengniError) in
      walk.depth -= 1
      try walk.reader.end(element)
    }
  }

  /// One event; the first failure ends the walk.
  private func step(_ event: (Walk) throws(FengniError) -> Void) {
    guard failure == nil else { return }
    do throws(FengniError) {
      try event(self)
    } catch {
      failure = error
      if let context { xmlStopParser(context) }
    }
  }

  /// Five pointers each: local name, prefix, namespace, start and end of the value.
  private static func attributes(
    _ pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
  ) -> [String: String] {
    guard let pointers else { return [:] }
    var attributes: [String: String] = [:]
    for index in 0..<count {
      guard let name = pointers[5 * index], let start = pointers[5 * index + 3],
        let end = pointers[5 * index + 4]
      else { continue }
      let value = UnsafeBufferPointer(start: start, count: end - start)
      attributes[String(cString: name)] = String(decoding: value, as: UTF8.self)
    }
    return attributes
  }
}
