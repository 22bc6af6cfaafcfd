import BundleCore
import JSONText

/// Makes a graph of nodes from the schemas that can be reached from one of them.
///
/// Schemas wait in a list and not on the stack: their depth costs nothing.
struct Compiler {
  let index: SchemaIndex
  let checksMetaschema: Bool

  private var nodes: [Node?] = []
  private var numbers: [Location: Int] = [:]
  private var pending: [Place] = []
  private var resourcesSeen: Set<Int> = []
  private var documentsSeen: Set<Int> = []
  private var patterns: [ExactString: Pattern] = [:]
  private var patternInstructions = 0
  private var anchorNumbers: [ExactString: Int] = [:]
  private var dynamicAnchors: [[Int: Int]] = []

  init(index: SchemaIndex, checksMetaschema: Bool) {
    self.index = index
    self.checksMetaschema = checksMetaschema
  }

  mutating func compile(_ uri: String) throws(FengniError) -> CompiledSchema {
    guard let place = index.place(URIReference(uri)) else {
      throw FengniError(.schemaReferenceUnresolved, uri, reason: "no such schema in the set")
    }
    let root = try node(place)
    while let next = pending.popLast() {
      let number = try node(next)
      nodes[number] = try compile(next)
    }
    let made = nodes.compactMap { $0 }
    try refuseLoops(made)
    return CompiledSchema(nodes: made, root: root, dynamicAnchors: dynamicAnchors)
  }

  /// The number of a schema's node; a new one waits to be compiled.
  private mutating func node(_ place: Place) throws(FengniError) -> Int {
    if let known = numbers[place.location] { return known }
    guard nodes.count < Limits.schemaNodes else {
      throw fault(.schemaInvalid, place, "more than \(Limits.schemaNodes) schemas", place.value)
    }
    let number = nodes.count
    numbers[place.location] = number
    nodes.append(nil)
    pending.append(place)
    try enter(place)
    return number
  }

  /// Notes the dynamic anchors of a resource, and checks its dialect and its document.
  private mutating func enter(_ place: Place) throws(FengniError) {
    let resource = index.resources[place.resource]
    guard resourcesSeen.insert(place.resource).inserted else { return }
    guard case .known(_, let metaschema) = resource.dialect else {
      guard case .unknown(let uri, let reason) = resource.dialect else { return }
      throw fault(.schemaInvalid, place, "$schema \(uri): \(reason)", place.value)
    }
    try checkMetaschema(place, metaschema)
    for (name, anchored) in resource.dynamicAnchors {
      let number = try node(anchored)
      dynamicAnchors[anchorNumber(name)][place.resource] = number
    }
  }

  private mutating func checkMetaschema(
    _ place: Place, _ metaschema: ExactString
  ) throws(FengniError) {
    let document = place.location.document
    guard checksMetaschema, documentsSeen.insert(document).inserted else { return }
    let schema: CompiledSchema
    if metaschema.text == Dialect.standardURI {
      schema = try Self.standardMetaschema.get()
    } else {
      var compiler = Compiler(index: index, checksMetaschema: false)
      schema = try compiler.compile(metaschema.text)
    }
    let value = index.documents[document].value
    guard let failure = schema.validate(value, options: .init(failures: 1)).first else { return }
    let at = JSONValue(.null, at: failure.position)
    throw schemaFault(
      .schemaInvalid, index.documents[document].uri, failure.instanceLocation.text,
      "\(failure.keyword.rawValue) of the metaschema", at)
  }

  private static let standardMetaschema: Result<CompiledSchema, FengniError> = {
    do throws(FengniError) {
      var compiler = Compiler(index: try Metaschemas.index.get(), checksMetaschema: false)
      return .success(try compiler.compile(Dialect.standardURI))
    } catch {
      return .failure(error)
    }
  }()

  mutating func anchorNumber(_ name: ExactString) -> Int {
    if let known = anchorNumbers[name] { return known }
    anchorNumbers[name] = dynamicAnchors.count
    dynamicAnchors.append([:])
    return dynamicAnchors.count - 1
  }

  /// Refuses schemas that are applied to one value without end, whatever the value (core, 9.4.1).
  private func refuseLoops(_ nodes: [Node]) throws(FengniError) {
    let edges = nodes.map { node -> [Int] in
      guard case .rules(let rules) = node.body else { return [] }
      return rules.flatMap { $0.unconditional.map { $0.node } }
    }
    enum Colour { case white, grey, black }
    var colours = [Colour](repeating: .white, count: nodes.count)
    for start in nodes.indices where colours[start] == .white {
      var path: [(node: Int, next: Int)] = [(start, 0)]
      colours[start] = .grey
      while let (node, next) = path.last {
        guard next < edges[node].count else {
          colours[node] = .black
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let target = edges[node][next]
        switch colours[target] {
        case .black: break
        case .grey:
          throw FengniError(
            .schemaInvalid, nodes[target].absolute, reason: "refers back to itself without end")
        case .white:
          colours[target] = .grey
          path.append((target, 0))
        }
      }
    }
  }
}

// MARK: What the keywords need

extension Compiler {
  func fault(_ code: Code, _ place: Place, _ reason: String, _ value: JSONValue) -> FengniError {
    schemaFault(
      code, index.documents[place.location.document].uri, place.location.pointer.text, reason,
      value)
  }

  /// A subschema at these tokens below a schema.
  mutating func link(
    _ place: Place, _ tokens: [String], _ value: JSONValue
  ) throws(FengniError) -> Link {
    var location = place.location
    for token in tokens { location = location.child(token) }
    let path = tokens.map { "/" + escapedToken($0) }.joined()
    let sub = Place(
      location: location, value: value, resource: index.resourceAt[location] ?? place.resource)
    return Link(node: try node(sub), path: path)
  }

  /// The schema that a `$ref` names.
  mutating func reference(
    _ place: Place, _ keyword: String, _ value: JSONValue
  ) throws(FengniError) -> (link: Link, target: Place, uri: URIReference) {
    guard let text = value.asString else {
      throw fault(.schemaInvalid, place, "\(keyword) is no string", value)
    }
    let base = URIReference(index.resources[place.resource].uri.text)
    let uri = URIReference(text).resolved(against: base)
    guard let target = index.place(uri) else {
      throw fault(.schemaReferenceUnresolved, place, "\(keyword) \(text)", value)
    }
    return (Link(node: try node(target), path: "/" + keyword), target, uri)
  }

  /// A pattern, compiled once for all places that have it.
  mutating func pattern(
    _ place: Place, _ text: String, _ value: JSONValue
  ) throws(FengniError) -> Pattern {
    let key = ExactString(text)
    if let known = patterns[key] { return known }
    do throws(Pattern.Refusal) {
      let pattern = try Pattern(text)
      patternInstructions += pattern.size
      guard patternInstructions <= Limits.schemaPatternInstructions else {
        throw Pattern.Refusal(reason: "the patterns together are too large")
      }
      patterns[key] = pattern
      return pattern
    } catch {
      throw fault(.schemaPatternUnsupported, place, error.reason, value)
    }
  }

  /// URI and pointer of a schema within its resource.
  func absolute(_ place: Place) -> String {
    let resource = index.resources[place.resource]
    let pointer = place.location.pointer.text.utf8.dropFirst(
      resource.location.pointer.text.utf8.count)
    return resource.uri.text + "#"
      + URIReference.fragmentEncoded(String(decoding: Array(pointer), as: UTF8.self))
  }
}
