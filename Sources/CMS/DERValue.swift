import BundleCore

/// One value of an encoding that was checked as a whole: every octet belongs to a value, no value
/// runs over the end of the one around it, and none is nested deeper than `Limits.berDepth`.
///
/// Only the form is checked, down to the innermost value, also of values that nobody looks into;
/// what a primitive value may hold is asked by whoever reads it. Encodings are read without
/// recursion, so that the depth costs no stack.
struct DERValue: Sendable {
  private let tree: EncodedTree
  private let index: Int

  /// Reads the one value that these octets are.
  ///
  /// Throws `code`, and says at which octet.
  init(
    parsing bytes: [UInt8], as rules: EncodingRules = .der, _ code: Code
  ) throws(FengniError) {
    self.init(tree: try EncodedTree(parsing: bytes, as: rules, code), index: 0)
  }

  private init(tree: EncodedTree, index: Int) {
    self.tree = tree
    self.index = index
  }

  /// The first identifier octet (X.690, 8.1.2); 0x1f in its low bits for tags of several octets.
  var tag: UInt8 { tree.nodes[index].tag }

  /// Whether the content is made of values.
  var isConstructed: Bool { tag & Tag.constructedBit != 0 }

  /// The content octets, without end-of-contents.
  var content: ArraySlice<UInt8> {
    let node = tree.nodes[index]
    return tree.bytes[node.contentStart..<node.contentEnd]
  }

  /// The whole value as it stands: tag, length, content, and end-of-contents where there is one.
  var encoding: ArraySlice<UInt8> {
    let node = tree.nodes[index]
    return tree.bytes[node.start..<node.end]
  }

  /// The values that a constructed one is made of.
  var elements: Elements {
    Elements(tree: tree, next: index + 1, end: isConstructed ? tree.nodes[index].next : index + 1)
  }

  /// Whether the elements stand in ascending order of their encodings, as DER has it for `SET OF`
  /// (X.690, 11.6).
  var isInSetOrder: Bool {
    var elements = elements
    guard var last = elements.next()?.encoding else { return true }
    while let encoding = elements.next()?.encoding {
      if encoding.lexicographicallyPrecedes(last) { return false }
      last = encoding
    }
    return true
  }

  /// Goes through the elements of one value.
  struct Elements: Sendable {
    private let tree: EncodedTree
    private var index: Int
    private let end: Int

    fileprivate init(tree: EncodedTree, next: Int, end: Int) {
      self.tree = tree
      index = next
      self.end = end
    }

    /// The next element, which stays the next one.
    var ahead: DERValue? { index < end ? DERValue(tree: tree, index: index) : nil }

    /// The next element; nil after the last.
    mutating func next() -> DERValue? {
      guard let value = ahead else { return nil }
      index = tree.nodes[index].next
      return value
    }
  }
}

/// The values of one encoding, each before those that it is made of.
private struct EncodedTree: Sendable {
  struct Node: Sendable {
    let tag: UInt8
    /// Places in `bytes`.
    let start: Int
    let contentStart: Int
    var contentEnd: Int
    var end: Int
    /// The index of the first node that is not inside this one.
    var next: Int
  }

  let bytes: [UInt8]
  let nodes: [Node]

  init(
    parsing bytes: [UInt8], as rules: EncodingRules, _ code: Code
  ) throws(FengniError) {
    var scanner = TreeScanner(bytes: bytes, rules: rules, code: code)
    let nodes = try scanner.nodes()
    self.bytes = bytes
    self.nodes = nodes
  }
}

/// Goes over an encoding once, from its first octet to its last.
private struct TreeScanner {
  /// A constructed value whose end was not reached.
  struct Open {
    let node: Int
    /// The place that nothing inside may pass: its own end, or that of the value around it where
    /// its length is indefinite.
    let limit: Int
    let isDefinite: Bool
  }

  let bytes: [UInt8]
  let rules: EncodingRules
  let code: Code
  private var place = 0
  private var found: [EncodedTree.Node] = []
  private var open: [Open] = []

  init(bytes: [UInt8], rules: EncodingRules, code: Code) {
    self.bytes = bytes
    self.rules = rules
    self.code = code
  }

  mutating func nodes() throws(FengniError) -> [EncodedTree.Node] {
    repeat {
      try scanValue()
      closeFinished()
    } while !open.isEmpty
    guard place == bytes.count else { throw fault("octets after the value") }
    return found
  }

  /// Passes over a primitive value, or opens a constructed one.
  private mutating func scanValue() throws(FengniError) {
    guard open.count < Limits.berDepth else { throw fault("nested too deep") }
    let limit = open.last?.limit ?? bytes.count
    let start = place
    let header = try scanHeader(limit: limit)
    var end = limit
    if let length = header.length {
      guard length <= UInt64(limit - place) else {
        throw fault("a value that runs over the end of the one around it")
      }
      end = place + Int(length)
    }
    if header.isConstructed {
      open.append(Open(node: found.count, limit: end, isDefinite: header.length != nil))
    }
    found.append(
      EncodedTree.Node(
        tag: header.tag, start: start, contentStart: place, contentEnd: end, end: end,
        next: found.count + 1))
    if !header.isConstructed { place = end }
  }

  private mutating func scanHeader(limit: Int) throws(FengniError) -> ValueHeader {
    var decoder = HeaderDecoder(rules, longTags: true)
    while place < limit {
      let step = decoder.take(bytes[place])
      place += 1
      switch step {
      case .more: continue
      case .fault(let reason): throw fault(reason)
      case .complete(let header):
        // The tag of end-of-contents marks no value, constructed or not (X.680, 8.4).
        guard header.tag != Tag.constructedBit else { throw fault("a reserved tag") }
        return header
      }
    }
    throw fault("an early end")
  }

  /// Closes every value whose last octet was passed.
  private mutating func closeFinished() {
    while let innermost = open.last {
      if innermost.isDefinite {
        guard place == innermost.limit else { return }
      } else {
        guard innermost.limit - place >= 2, bytes[place] == 0, bytes[place + 1] == 0 else { return }
        found[innermost.node].contentEnd = place
        place += 2
        found[innermost.node].end = place
      }
      found[innermost.node].next = found.count
      open.removeLast()
    }
  }

  private func fault(_ reason: String) -> FengniError {
    FengniError(code, reason: "\(reason) at octet \(place)")
  }
}
