public import BundleCore
public import JSONText
import Messages

/// What one version of a form has and another has not: by the titles of its fields, never by value.
public struct FormDifference: Sendable {
  /// Fields that were filled in and are empty or gone now.
  public private(set) var lost: [Bilingual] = []
  /// Fields that say something else now.
  public private(set) var changed: [Bilingual] = []
  /// Fields that were empty and are filled in now.
  public private(set) var added: [Bilingual] = []

  /// Whether both say the same.
  public var isEmpty: Bool { lost.isEmpty && changed.isEmpty && added.isEmpty }

  /// Compares two values of a form.
  public init(from old: JSONValue, to new: JSONValue, _ layout: FormLayout) {
    let titles = Self.titles(layout)
    let (before, after) = (Self.leaves(old), Self.leaves(new))
    for (tokens, value) in before.ordered {
      guard let now = after.byTokens[tokens] else {
        lost.append(Self.title(tokens, titles))
        continue
      }
      if now != value { changed.append(Self.title(tokens, titles)) }
    }
    for (tokens, _) in after.ordered where before.byTokens[tokens] == nil {
      added.append(Self.title(tokens, titles))
    }
  }

  private struct Leaves {
    var ordered: [(tokens: [String], value: JSONValue)] = []
    var byTokens: [[String]: JSONValue] = [:]
  }

  /// Single values by the way to them; empty lists and sections are none.
  private static func leaves(_ value: JSONValue) -> Leaves {
    var leaves = Leaves()
    func walk(_ value: JSONValue, _ tokens: [String]) {
      // JSON is read with a bound on its depth.
      switch value.kind {
      case .object(let object):
        for member in object.members { walk(member.value, tokens + [member.name]) }
      case .array(let elements):
        for (index, element) in elements.enumerated() { walk(element, tokens + ["\(index)"]) }
      case .null: break
      default:
        if value.asString == "" { break }
        leaves.ordered.append((tokens, value))
        leaves.byTokens[tokens] = value
      }
    }
    walk(value, [])
    return leaves
  }

  private static func titles(_ layout: FormLayout) -> [[String]: Bilingual] {
    var titles: [[String]: Bilingual] = [:]
    for field in layout.fields {
      titles[field.pointer.tokens] = Bilingual(
        "\(field.number) \(field.fullTitle.zh)", "\(field.number) \(field.fullTitle.en)")
    }
    return titles
  }

  /// The title of a field, with the row of its table; a list's element has that of the list.
  private static func title(_ tokens: [String], _ titles: [[String]: Bilingual]) -> Bilingual {
    var row: Int?
    var pattern: [String] = []
    for token in tokens {
      guard !pattern.isEmpty, let index = Int(token) else {
        pattern.append(token)
        continue
      }
      if let title = titles[pattern] { return title }
      row = index
      pattern.append("-")
    }
    guard let title = titles[pattern] else {
      let path = tokens.map { "/" + $0 }.joined()
      return Bilingual(path, path)
    }
    return row.map { Phrase.Form.element(title, $0 + 1) } ?? title
  }
}
