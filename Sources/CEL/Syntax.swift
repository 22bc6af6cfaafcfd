import BundleCore

/// A parsed expression, its nodes in one array: nothing is released recursively.
struct Syntax {
  /// The place of a node in the array.
  typealias Node = Int

  enum Kind {
    case literal(CELValue)
    case identifier(String, absolute: Bool)
    case select(Node, String, quoted: Bool)
    /// `has(a.b)`
    case presence(Node, String)
    case call(String, absolute: Bool, [Node])
    case memberCall(Node, String, [Node])
    case operation(Operator, [Node])
    case conditional(Node, Node, Node)
    case and(Node, Node)
    case or(Node, Node)
    case list([Node])
    case map([(key: Node, value: Node)])
    /// A message literal; the parser knows them, no environment declares any.
    case message(String)
    case comprehension(Comprehension)
  }

  /// A macro over the elements of a list or the keys of a map.
  struct Comprehension {
    enum Form { case all, exists, existsOne, list, map }

    let form: Form
    let range: Node
    /// One variable: element or key. Two: index and element, or key and value.
    let variables: [String]
    /// The predicate; for lists and maps the filter, when there is one.
    let predicate: Node?
    /// What a list's element or a map's value becomes; nil for `filter`.
    let transform: Node?
  }

  struct Entry {
    let kind: Kind
    /// Where an error about this node points: 0-based, in bytes of the source.
    let offset: Int
    /// Of the tree below, a leaf has 1.
    let height: Int
  }

  private(set) var entries: [Entry] = []

  /// Adds a node; the tree may not become higher than the evaluator may recurse.
  mutating func add(_ kind: Kind, _ offset: Int) throws(CELFault) -> Node {
    var height = 0
    for child in Self.children(of: kind) { height = max(height, entries[child].height) }
    guard height < Limits.ruleHeight else { throw .limit("expression too deep", offset) }
    entries.append(Entry(kind: kind, offset: offset, height: height + 1))
    return entries.count - 1
  }

  subscript(node: Node) -> Entry { entries[node] }

  private static func children(of kind: Kind) -> [Node] {
    switch kind {
    case .literal, .identifier, .message: []
    case .select(let operand, _, _), .presence(let operand, _): [operand]
    case .call(_, _, let arguments): arguments
    case .memberCall(let target, _, let arguments): [target] + arguments
    case .operation(_, let operands): operands
    case .conditional(let condition, let first, let second): [condition, first, second]
    case .and(let left, let right), .or(let left, let right): [left, right]
    case .list(let elements): elements
    case .map(let entries): entries.flatMap { [$0.key, $0.value] }
    case .comprehension(let comprehension):
      [comprehension.range, comprehension.predicate, comprehension.transform].compactMap { $0 }
    }
  }
}
