public import BundleCore
public import JSONText

/// A form's schema and those that it refers to, by their `$id`.
///
/// Nothing is fetched: what is not given here can't be referred to.
public struct FormSchemas: Sendable {
  /// The schema of the form itself.
  public let root: JSONValue
  /// The `$id` of the form.
  public let id: String
  private let documents: [String: JSONValue]

  /// A form with the documents that it may refer to, by their `$id` or by a name of the caller's.
  ///
  /// Throws `workbookLayout` when the form is no object or has no `$id`.
  public init(
    root: JSONValue, others: [JSONValue] = [], named: [(String, JSONValue)] = []
  ) throws(FengniError) {
    guard let id = root["$id"]?.asString else {
      throw FengniError(.workbookLayout, "/$id", reason: "the form has no $id")
    }
    var documents: [String: JSONValue] = [:]
    for document in others {
      if let id = document["$id"]?.asString { documents[id] = document }
    }
    for (name, document) in named { documents[name] = document }
    documents[id] = root
    self.root = root
    self.id = id
    self.documents = documents
  }

  /// What a `$ref` points at, with the `$id` of the document in which it stands.
  ///
  /// Throws `schemaReferenceUnresolved`.
  func resolve(_ reference: String, in base: String) throws(FengniError) -> SchemaPart {
    let pieces = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let target = pieces.first.map(String.init) ?? ""
    let fragment = pieces.count > 1 ? String(pieces[1]) : ""
    let id = target.isEmpty ? base : target
    guard let document = documents[id], let pointer = JSONPointer(fragment),
      let value = pointer.resolve(in: document)
    else {
      throw FengniError(.schemaReferenceUnresolved, reference, reason: "in \(base)")
    }
    return SchemaPart(value: value, document: id)
  }
}

/// A schema with the document in which it stands, against which its references count.
struct SchemaPart {
  let value: JSONValue
  let document: String
}
