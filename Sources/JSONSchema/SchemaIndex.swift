import BundleCore
import JSONText

/// A schema: where it stands, its value, and the resource that it belongs to.
struct Place: Sendable {
  let location: Location
  let value: JSONValue
  let resource: Int
}

/// A schema resource (core, 4.3.5): a root with a URI, and the anchors within.
struct SchemaResource: Sendable {
  let uri: ExactString
  let location: Location
  let root: JSONValue
  let dialect: Dialect
  var anchors: [ExactString: Place] = [:]
  var dynamicAnchors: [ExactString: Place] = [:]
}

/// All identifiers of a set of documents.
struct SchemaIndex: Sendable {
  private(set) var documents: [(uri: String, value: JSONValue)] = []
  private(set) var resources: [SchemaResource] = []
  private(set) var resourceByURI: [ExactString: Int] = [:]
  private(set) var resourceAt: [Location: Int] = [:]
  private var roots: [ExactString: JSONValue] = [:]

  /// Takes documents in and reads their identifiers.
  mutating func add(_ added: [(uri: String, value: JSONValue)]) throws(FengniError) {
    // A metaschema may stand behind the schemas that use it: roots first.
    for (uri, value) in added {
      let base = URIReference(uri)
      roots[ExactString(base.withoutFragment)] = value
      if let id = value["$id"]?.asString {
        roots[ExactString(URIReference(id).resolved(against: base).withoutFragment)] = value
      }
    }
    for (uri, value) in added {
      documents.append((uri, value))
      try readDocument(documents.count - 1)
    }
  }

  /// What waits to be walked through.
  private struct Pending {
    let location: Location
    let value: JSONValue
    /// The enclosing resource; none at the root of a document.
    let resource: Int?
  }

  private mutating func readDocument(_ number: Int) throws(FengniError) {
    let (uri, value) = documents[number]
    let root = Location(document: number, pointer: ExactString(""))
    var pending = [Pending(location: root, value: value, resource: nil)]
    while let next = pending.popLast() {
      let resource = try resource(of: next, base: uri)
      guard case .known(let vocabularies, _) = resources[resource].dialect,
        let object = next.value.asObject
      else { continue }
      try readAnchors(next, object, resource)
      for (keyword, shape, vocabulary) in SubschemaShape.keywords
      where vocabularies.contains(vocabulary) {
        guard let value = object[keyword] else { continue }
        let location = next.location.child(keyword)
        switch (shape, value.kind) {
        case (.one, _):
          pending.append(Pending(location: location, value: value, resource: resource))
        case (.list, .array(let elements)):
          for (i, element) in elements.enumerated() {
            pending.append(
              Pending(location: location.child(String(i)), value: element, resource: resource))
          }
        case (.named, .object(let members)):
          for member in members.members {
            pending.append(
              Pending(
                location: location.child(member.name), value: member.value, resource: resource))
          }
        // The compiler complains, if anybody uses it.
        default: break
        }
      }
    }
  }

  /// The resource of a schema: a new one at a root and where there is an `$id`.
  private mutating func resource(of next: Pending, base: String) throws(FengniError) -> Int {
    let id = next.value["$id"]
    if let enclosing = next.resource, id == nil { return enclosing }
    let retrieval = next.resource.map { resources[$0].uri.text } ?? base
    var uri = URIReference(retrieval)
    if let id {
      guard let text = id.asString else { throw invalid(next, "$id is no string", id) }
      uri = URIReference(text).resolved(against: uri)
      // "#" alone is tolerated, anything behind it is an anchor of older drafts (core, 8.2.1).
      if let fragment = uri.fragment, !fragment.isEmpty {
        throw invalid(next, "$id with a fragment", id)
      }
    }
    let inherited = next.resource.map { resources[$0].dialect } ?? .standard
    let resource = SchemaResource(
      uri: ExactString(uri.withoutFragment), location: next.location, root: next.value,
      dialect: dialect(next.value["$schema"], uri, inherited))
    let number = resources.count
    resources.append(resource)
    resourceAt[next.location] = number
    try register(number, as: resource.uri, next)
    if next.resource == nil {
      try register(number, as: ExactString(URIReference(base).withoutFragment), next)
    }
    return number
  }

  private mutating func register(
    _ number: Int, as uri: ExactString, _ next: Pending
  ) throws(FengniError) {
    guard let other = resourceByURI[uri] else {
      resourceByURI[uri] = number
      return
    }
    // The same resource may be bundled twice (core, 9.3.1), a different one may not.
    guard resources[other].root == next.value else {
      throw invalid(next, "two different schemas with the URI \(uri.text)", next.value)
    }
  }

  private func dialect(
    _ keyword: JSONValue?, _ base: URIReference, _ inherited: Dialect
  ) -> Dialect {
    guard let text = keyword?.asString else { return inherited }
    let uri = URIReference(text).resolved(against: base).withoutFragment
    if uri == Dialect.standardURI { return .standard }
    guard let metaschema = roots[ExactString(uri)] else {
      return .unknown(uri: uri, reason: "the metaschema is not in the set")
    }
    return Dialect(metaschema: metaschema, uri: uri)
  }

  private mutating func readAnchors(
    _ next: Pending, _ object: JSONObject, _ resource: Int
  ) throws(FengniError) {
    let place = Place(location: next.location, value: next.value, resource: resource)
    for keyword in ["$anchor", "$dynamicAnchor"] {
      guard let value = object[keyword] else { continue }
      guard let text = value.asString, Self.isAnchor(text) else {
        throw invalid(next, "\(keyword) is no name", value)
      }
      let name = ExactString(text)
      if let other = resources[resource].anchors[name], other.location != place.location {
        throw invalid(next, "two anchors with one name", value)
      }
      resources[resource].anchors[name] = place
      if keyword == "$dynamicAnchor" { resources[resource].dynamicAnchors[name] = place }
    }
  }

  /// `^[A-Za-z_][-A-Za-z0-9._]*$` (core, 8.2.2)
  private static func isAnchor(_ text: String) -> Bool {
    guard let first = text.utf8.first, first.isASCIILetter || first == UInt8(ascii: "_") else {
      return false
    }
    return text.utf8.allSatisfy {
      $0.isASCIILetter || $0.isASCIIDigit || "-._".utf8.contains($0)
    }
  }

  private func invalid(_ next: Pending, _ reason: String, _ value: JSONValue) -> FengniError {
    schemaFault(
      .schemaInvalid, documents[next.location.document].uri, next.location.pointer.text, reason,
      value)
  }
}

// MARK: Resolution

extension SchemaIndex {
  /// The schema that an absolute URI with or without fragment names; nil when there is none.
  func place(_ uri: URIReference) -> Place? {
    guard let number = resourceByURI[ExactString(uri.withoutFragment)],
      let fragment = URIReference.percentDecoded(uri.fragment ?? "")
    else { return nil }
    let resource = resources[number]
    let root = Place(location: resource.location, value: resource.root, resource: number)
    if fragment.isEmpty { return root }
    if fragment.utf8.first == UInt8(ascii: "/") {
      return JSONPointer(fragment).flatMap { place($0, from: root) }
    }
    return resource.anchors[ExactString(fragment)]
  }

  /// Follows a pointer; roots of embedded resources on the way change the base URI (core, 9.2.1).
  private func place(_ pointer: JSONPointer, from root: Place) -> Place? {
    var place = root
    for token in pointer.tokens {
      guard let value = JSONPointer(tokens: [token]).resolve(in: place.value) else { return nil }
      let location = place.location.child(token)
      place = Place(
        location: location, value: value, resource: resourceAt[location] ?? place.resource)
    }
    return place
  }
}

/// An error about a schema, with its place.
func schemaFault(
  _ code: Code, _ document: String, _ pointer: String, _ reason: String, _ value: JSONValue
) -> FengniError {
  let position = value.position
  let isRead = position.line > 0
  return FengniError(
    code, document, reason: "#\(pointer): \(reason)", line: isRead ? position.line : nil,
    column: isRead ? position.column : nil)
}

/// A member name as a token of a JSON Pointer.
func escapedToken(_ name: String) -> String {
  // Nearly no name needs it.
  guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
    return name
  }
  return JSONPointer.escape(name)
}
