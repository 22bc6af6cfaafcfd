import BundleCore
import JSONSchema
import JSONText
import Messages

extension FormIssue {
  /// A failure of the schema in words for the person who fills in.
  ///
  /// `instance`: the whole form, of which nothing but the nearest permitted value is ever shown.
  init(
    _ failure: SchemaFailure, in instance: JSONValue, _ library: SchemaLibrary,
    _ root: SchemaLibrary.Place
  ) {
    let failure = failure.mostTelling
    keyword = failure.keyword
    rule = nil
    severity = .error
    var pointer = failure.instanceLocation
    let form = library.place(pointer, in: root)
    var name = Self.name(pointer, library, root)
    switch failure.keyword {
    case .required, .dependentRequired:
      code = .jsonMissingMember
      if case .name(let missing) = failure.found {
        pointer = pointer.child(missing)
        name = Self.name(pointer, library, root)
      }
      detail = Phrase.Form.missing(name)
    case .additionalProperties, .unevaluatedProperties, .propertyNames, .falseSchema:
      code = .jsonUnexpectedMember
      if case .name(let extra) = failure.found {
        if failure.keyword == .propertyNames { pointer = pointer.child(extra) }
        name = Self.plain(extra)
      }
      detail = Phrase.Form.unexpected(name)
    case .type:
      code = .jsonWrongType
      let wanted = failure.expected.asString ?? "value"
      var got = "value"
      if case .type(let type) = failure.found { got = type }
      detail = Phrase.Form.wrongType(name, wanted: wanted, found: got)
    case .enum, .const:
      code = .jsonValueNotAllowed
      detail = Self.choice(failure, name, library, form)
      if let text = pointer.resolve(in: instance)?.asString {
        expected = Nearest.among(failure.expected.asArray?.compactMap { $0.asString } ?? [], text)
      }
    default:
      code = .jsonValueNotAllowed
      detail = Self.bound(failure, name)
    }
    self.pointer = pointer
    position = failure.position
  }

  /// What a choice permits: the nearest value when there are many.
  private static func choice(
    _ failure: SchemaFailure, _ name: Bilingual, _ library: SchemaLibrary,
    _ place: SchemaLibrary.Place?
  ) -> Bilingual {
    let values = failure.keyword == .const ? [failure.expected] : failure.expected.asArray ?? []
    let allowed = values.prefix(12).map { value in
      let text = value.asString ?? (try? String(decoding: value.serialized(), as: UTF8.self)) ?? ""
      let label = place.flatMap { library.label(text, $0) }
      return Bilingual(
        zh: label.map { "\(text)（\($0.zh)）" } ?? text,
        en: label.map { "\(text) (\($0.en))" } ?? text)
    }
    return Phrase.Form.notAChoice(name, allowed: allowed, andMore: values.count > allowed.count)
  }

  private static func bound(_ failure: SchemaFailure, _ name: Bilingual) -> Bilingual {
    let asked =
      failure.expected.asString
      ?? (try? String(decoding: failure.expected.serialized(), as: UTF8.self)) ?? ""
    var count: Int?
    if case .count(let found) = failure.found { count = found }
    if case .duplicates(let first, let second) = failure.found {
      return Phrase.Form.duplicates(name, first + 1, second + 1)
    }
    return Phrase.Form.outOfBounds(
      name, keyword: failure.keyword.rawValue, asked: asked, count: count)
  }

  // MARK: Names

  static func name(
    _ pointer: JSONPointer, _ library: SchemaLibrary, _ root: SchemaLibrary.Place
  ) -> Bilingual {
    if let place = library.place(pointer, in: root), let title = library.title(place) {
      guard let last = pointer.tokens.last, let index = Int(last),
        library.member(last, of: root) == nil
      else { return title }
      return Phrase.Form.element(title, index + 1)
    }
    return plain(pointer.tokens.last ?? "")
  }

  private static func plain(_ name: String) -> Bilingual {
    let shown = String(name.prefix(64))
    return Bilingual(shown, shown)
  }
}

/// What a misspelt word was meant to be.
enum Nearest {
  /// The nearest of some words, when it is near: a third of its characters away at most.
  static func among(_ words: [String], _ text: String) -> String? {
    let wanted = Array(text.lowercased().unicodeScalars)
    guard (1...64).contains(wanted.count) else { return nil }
    var best: (word: String, distance: Int)?
    for word in words.prefix(1_000) {
      let scalars = Array(word.lowercased().unicodeScalars)
      guard (1...64).contains(scalars.count) else { continue }
      let distance = distance(scalars, wanted)
      if distance <= max(1, scalars.count / 3), distance < best?.distance ?? .max {
        best = (word, distance)
      }
    }
    return best?.word
  }

  /// Levenshtein's: characters to put in, take out or change.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let changed = diagonal + (x == y ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(changed, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}

extension SchemaFailure {
  /// Of a choice between branches, the failure that lies deepest in the form: the branch that was
  /// meant fits the furthest.
  fileprivate var mostTelling: SchemaFailure {
    guard keyword == .anyOf || keyword == .oneOf,
      let deepest = causes.max(by: { a, b in
        a.instanceLocation.tokens.count < b.instanceLocation.tokens.count
      }), deepest.instanceLocation.tokens.count > instanceLocation.tokens.count
    else { return self }
    return deepest
  }
}
