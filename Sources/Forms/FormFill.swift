import BundleCore
public import JSONText

extension Form {
  /// A form to begin with: what the schema leaves no choice about, and what is known already.
  ///
  /// `known`: values by the names that `x-fill` uses: `sender.id`, `sender.name`, `sender.division`,
  /// `campaign.title`, `campaign.year`. Members that nobody knows yet are absent.
  public func begun(known: [String: JSONValue]) -> JSONValue {
    value(of: root, known, depth: 0) ?? .object([] as [(String, JSONValue)])
  }

  private func value(
    of place: SchemaLibrary.Place, _ known: [String: JSONValue], depth: Int
  ) -> JSONValue? {
    guard depth < 16 else { return nil }
    if let name = library.keyword("x-fill", of: place)?.asString { return known[name] }
    if let only = library.keyword("const", of: place) { return only }
    if let choices = library.keyword("enum", of: place)?.asArray, choices.count == 1 {
      return choices[0]
    }
    var members: [(String, JSONValue)] = []
    for part in library.parts(of: place) {
      for member in part.value["properties"]?.asObject?.members ?? [] {
        let schema = SchemaLibrary.Place(document: part.document, value: member.value)
        if let value = value(of: schema, known, depth: depth + 1) {
          members.append((member.name, value))
        }
      }
    }
    return members.isEmpty ? nil : .object(members)
  }
}
