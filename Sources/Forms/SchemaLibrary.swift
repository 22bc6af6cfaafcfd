public import BundleCore
public import JSONText

/// The schemas of a campaign as documents, found by `$id`: what is said beside the keywords that
/// the validator knows (titles, labels, rules) is read here.
public struct SchemaLibrary: Sendable {
  /// A schema within a document.
  struct Place: Sendable {
    /// `$id` of the document.
    let document: String
    let value: JSONValue
  }

  private var documents: [String: JSONValue] = [:]
  /// `$id`s in the order in which they came.
  public private(set) var ids: [String] = []

  public init() {}

  /// Takes a schema document in. Throws `schemaInvalid` when it has no `$id`, or one that is there.
  public mutating func add(_ value: JSONValue, subject: String) throws(FengniError) {
    guard let id = value["$id"]?.asString, !id.isEmpty, !id.contains("#") else {
      throw FengniError(.schemaInvalid, subject, reason: "no $id, or one with a fragment")
    }
    guard documents.updateValue(value, forKey: id) == nil else {
      throw FengniError(.schemaInvalid, subject, reason: "$id \(id) stands twice")
    }
    ids.append(id)
  }

  /// Takes a document in under its URI, and under its `$id` where it has another.
  mutating func insert(_ value: JSONValue, uri: String) {
    documents[uri] = value
    if let id = value["$id"]?.asString { documents[id] = value }
  }

  /// The document of an `$id`.
  public subscript(id: String) -> JSONValue? { documents[id] }

  /// All documents for the validator.
  var all: [(uri: String, value: JSONValue)] {
    ids.compactMap { id in documents[id].map { (id, $0) } }
  }

  func root(_ id: String) -> Place? { documents[id].map { Place(document: id, value: $0) } }

  /// The schema and those that it takes over by `$ref`, itself first; `$ref` to anchors and
  /// within itself ends the way.
  func chain(_ place: Place) -> [Place] {
    var chain = [place]
    while chain.count < 16, let last = chain.last, let next = target(of: last) {
      chain.append(next)
    }
    return chain
  }

  private func target(of place: Place) -> Place? {
    guard let reference = place.value["$ref"]?.asString else { return nil }
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let document = parts.first.map(String.init).flatMap { $0.isEmpty ? nil : $0 }
    let id = document ?? place.document
    guard let root = documents[id] else { return nil }
    guard parts.count > 1, !parts[1].isEmpty else { return Place(document: id, value: root) }
    guard let pointer = JSONPointer(String(parts[1])), let value = pointer.resolve(in: root) else {
      return nil
    }
    return Place(document: id, value: value)
  }

  /// A keyword's value, of the schema itself or of one that it refers to.
  func keyword(_ name: String, of place: Place) -> JSONValue? {
    for step in chain(place) { if let value = step.value[name] { return value } }
    return nil
  }

  /// Every schema that speaks of the same value: through `$ref` and `allOf`.
  func parts(of place: Place, depth: Int = 0) -> [Place] {
    guard depth < 8 else { return [] }
    return chain(place).flatMap { step in
      [step]
        + (step.value["allOf"]?.asArray ?? []).prefix(64).flatMap {
          parts(of: Place(document: step.document, value: $0), depth: depth + 1)
        }
    }
  }

  /// The schema of a member.
  func member(_ name: String, of place: Place) -> Place? {
    for part in parts(of: place) {
      if let value = part.value["properties"]?[name] {
        return Place(document: part.document, value: value)
      }
    }
    return nil
  }

  /// The schema of the elements.
  func elements(of place: Place) -> Place? {
    for part in parts(of: place) {
      if let value = part.value["items"], value.asObject != nil {
        return Place(document: part.document, value: value)
      }
    }
    return nil
  }

  /// The schema of a value in an instance; nil where nothing describes it.
  func place(_ pointer: JSONPointer, in root: Place) -> Place? {
    var place = root
    for token in pointer.tokens {
      guard let next = member(token, of: place) ?? elements(of: place) else { return nil }
      place = next
    }
    return place
  }

  // MARK: What people read

  /// The title in both languages, of the schema or of what it refers to.
  func title(_ place: Place) -> Bilingual? {
    guard let zh = keyword("title", of: place)?.asString else { return nil }
    let en = keyword("x-en", of: place)?["title"]?.asString
    return Bilingual(zh: zh, en: en ?? zh)
  }

  /// The labels of a choice's value in both languages.
  func label(_ value: String, _ place: Place) -> Bilingual? {
    guard let label = keyword("x-labels", of: place)?[value], let zh = label["zh"]?.asString else {
      return nil
    }
    return Bilingual(zh: zh, en: label["en"]?.asString ?? zh)
  }
}
