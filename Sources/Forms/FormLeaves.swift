public import BundleCore
import JSONText

/// A place in a form where a single value stands, or a list of things (表单中的一项).
public struct FormLeaf: Sendable, Hashable {
  /// What stands there.
  public enum Content: Sendable, Hashable {
    case integer, number, string, boolean
    /// The schema does not say.
    case unknown
  }

  /// Names of members from the root, or from the list's element, to the value.
  public let members: [String]
  public let content: Content
  /// Of the value, without the sections above it.
  public let title: Bilingual?
}

/// The single values of a form, or of one kind of list in it.
public struct FormTableau: Sendable, Hashable {
  /// The lists to go through, each by the members that lead to it from the element of the one
  /// before; empty for the form itself.
  public let lists: [[String]]
  public let title: Bilingual?
  public internal(set) var leaves: [FormLeaf]
}

extension FormSet {
  /// Where the values of a form stand: the form itself first, then every list in it, in the order
  /// of the schema. At most `limit` values in all; empty when there is no form of this `$id`.
  public func tableaux(_ id: String, limit: Int = 20_000) -> [FormTableau] {
    guard let root = root(id) else { return [] }
    var walk = LeafWalk(library: root.library, limit: limit)
    walk.run(root.place)
    return walk.tableaux
  }
}

/// Walks a schema breadth by lists, depth by members; recursive schemas end at a bound.
private struct LeafWalk {
  let library: SchemaLibrary
  let limit: Int
  private(set) var tableaux: [FormTableau] = []
  private var waiting: [(lists: [[String]], place: SchemaLibrary.Place)] = []
  private var steps = 0

  init(library: SchemaLibrary, limit: Int) {
    self.library = library
    self.limit = limit
  }

  mutating func run(_ root: SchemaLibrary.Place) {
    waiting = [([], root)]
    var next = 0
    while next < waiting.count, steps < limit {
      let (lists, place) = waiting[next]
      next += 1
      var tableau = FormTableau(lists: lists, title: library.title(place), leaves: [])
      walk(place, [], lists, &tableau)
      tableaux.append(tableau)
    }
  }

  private mutating func walk(
    _ place: SchemaLibrary.Place, _ members: [String], _ lists: [[String]],
    _ tableau: inout FormTableau
  ) {
    steps += 1
    guard steps < limit, members.count + lists.count <= Limits.formDepth else { return }
    let parts = library.parts(of: place)
    switch parts.lazy.compactMap({ SchemaLibrary.typeName($0.value) }).first {
    case "object":
      var seen: Set<String> = []
      for part in parts {
        for member in part.value["properties"]?.asObject?.members ?? []
        where seen.insert(member.name).inserted {
          walk(
            .init(document: part.document, value: member.value), members + [member.name], lists,
            &tableau)
        }
      }
    case "array":
      if let elements = library.elements(of: place) {
        waiting.append((lists + [members], elements))
      }
    case let name:
      let content: FormLeaf.Content =
        switch name {
        case "integer": .integer
        case "number": .number
        case "string": .string
        case "boolean": .boolean
        default: .unknown
        }
      tableau.leaves.append(
        FormLeaf(members: members, content: content, title: library.title(place)))
    }
  }
}
