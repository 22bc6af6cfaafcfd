public import BundleCore
public import CEL
public import JSONText

/// A rule as its author wrote it: an expression that holds when all is well (SPEC, 10.2).
public struct RuleText: Sendable, Hashable {
  /// The id that findings carry; several rules may share one.
  public let id: String
  public let severity: Severity
  /// CEL.
  public let expression: String
  /// What must hold, for the person who fills in.
  public let message: Bilingual
  /// Places that a finding shows, the first before all: pointers relative to the object where the
  /// rule stands, or `ROLE#/pointer` in a campaign's rules.
  public let places: [String]

  /// Reads `{"id", "severity", "rule", "message", "at"}`; `source` and `unconfirmed` are for
  /// authors. Throws codes of content with the place.
  public init(_ reader: ObjectReader) throws(FengniError) {
    id = try reader.string("id", limit: 64)
    guard !id.isEmpty else { throw reader.error(.jsonValueNotAllowed, at: "id", reason: "empty") }
    switch try reader.string("severity", of: ["error", "warning", "info"]) {
    case "warning": severity = .warning
    case "info": severity = .info
    default: severity = .error
    }
    expression = try reader.string("rule")
    let message = try reader.object("message")
    self.message = Bilingual(
      zh: try message.string("zh", limit: 2_000), en: try message.string("en", limit: 2_000))
    guard !self.message.zh.isEmpty, !self.message.en.isEmpty else {
      throw message.error(.jsonValueNotAllowed, reason: "empty")
    }
    places = reader.has("at") ? try reader.strings("at") : []
    _ = try reader.optionalString("source")
    _ = try reader.optionalBool("unconfirmed")
    _ = try reader.optionalString("note")
    try reader.finish()
  }
}

/// A rule that was compiled for where it stands.
struct FormRule: Sendable {
  let text: RuleText
  let program: CELProgram
  let places: [JSONPointer]
}

/// The rules of one object in a form, and the way to it.
struct RuleSite: Sendable {
  enum Step: Sendable {
    case member(String)
    case elements
  }

  let path: [Step]
  let rules: [FormRule]
}

extension SchemaLibrary {
  /// All rules of a form. Throws `schemaInvalid` for rules where they would never be asked, and
  /// `celSyntax`, `celType` and `celLimit` with the rule's id.
  func sites(_ root: Place, _ functions: FormFunctions) throws(FengniError) -> [RuleSite] {
    var collector = RuleCollector(library: self, functions: functions, rootType: type(of: root))
    try collector.visit(root, path: [], selfType: collector.rootType, parentType: nil)
    return collector.sites
  }
}

private struct RuleCollector {
  let library: SchemaLibrary
  let functions: FormFunctions
  let rootType: CELType
  private(set) var sites: [RuleSite] = []
  private var count = 0

  init(library: SchemaLibrary, functions: FormFunctions, rootType: CELType) {
    self.library = library
    self.functions = functions
    self.rootType = rootType
  }

  mutating func visit(
    _ place: SchemaLibrary.Place, path: [RuleSite.Step], selfType: CELType, parentType: CELType?
  ) throws(FengniError) {
    guard path.count < 16 else { return }
    var rules: [FormRule] = []
    for part in library.parts(of: place) {
      try refuseRulesInBranches(part)
      guard let list = part.value["x-rules"] else { continue }
      rules += try compile(list, part, selfType, parentType)
    }
    if !rules.isEmpty { sites.append(RuleSite(path: path, rules: rules)) }
    var seen: Set<String> = []
    for part in library.parts(of: place) {
      for member in part.value["properties"]?.asObject?.members ?? []
      where seen.insert(member.name).inserted {
        let schema = SchemaLibrary.Place(document: part.document, value: member.value)
        try visit(
          schema, path: path + [.member(member.name)], selfType: library.type(of: schema),
          parentType: selfType)
      }
    }
    if let elements = library.elements(of: place) {
      // What contains the elements of an array is the object that the array stands in.
      try visit(
        elements, path: path + [.elements], selfType: library.type(of: elements),
        parentType: parentType)
    }
  }

  private mutating func compile(
    _ list: JSONValue, _ part: SchemaLibrary.Place, _ selfType: CELType, _ parentType: CELType?
  ) throws(FengniError) -> [FormRule] {
    var variables = ["self": selfType, "root": rootType]
    variables["parent"] = parentType
    let environment = functions.environment(variables)
    var rules: [FormRule] = []
    guard let elements = list.asArray else {
      throw FengniError(.schemaInvalid, part.document, reason: "x-rules is no array")
    }
    for element in elements {
      count += 1
      guard count <= Limits.formRules else {
        throw FengniError(.schemaInvalid, part.document, reason: "more than 1,000 rules")
      }
      let text = try RuleText(ObjectReader(element, subject: part.document))
      rules.append(
        FormRule(
          text: text, program: try text.compiled(environment, subject: part.document),
          places: try text.pointers(subject: part.document)))
    }
    return rules
  }

  /// A rule within `if` or `oneOf` would hold for some values only, which its expression can say.
  private func refuseRulesInBranches(_ part: SchemaLibrary.Place) throws(FengniError) {
    for keyword in ["if", "then", "else", "not"] {
      try refuse(part.value[keyword], keyword, part.document)
    }
    for keyword in ["anyOf", "oneOf"] {
      for branch in part.value[keyword]?.asArray ?? [] {
        try refuse(branch, keyword, part.document)
      }
    }
  }

  private func refuse(
    _ branch: JSONValue?, _ keyword: String, _ document: String
  ) throws(FengniError) {
    guard branch?["x-rules"] == nil else {
      throw FengniError(.schemaInvalid, document, reason: "x-rules within \(keyword)")
    }
  }
}

extension RuleText {
  /// Compiles the expression, which must give a bool. Throws `celSyntax`, `celType`, `celLimit`
  /// with the rule's id in the subject.
  public func compiled(
    _ environment: CELEnvironment, subject: String
  ) throws(FengniError) -> CELProgram {
    do throws(FengniError) {
      let program = try CELProgram.compile(expression, environment: environment)
      guard program.resultType == .bool || program.resultType == .dyn else {
        throw FengniError(
          .celType, reason: "the result is \(program.resultType.name), not bool", line: 1, column: 1
        )
      }
      return program
    } catch {
      throw error.about("\(subject): \(id)")
    }
  }

  func pointers(subject: String) throws(FengniError) -> [JSONPointer] {
    var pointers: [JSONPointer] = []
    for place in places {
      guard let pointer = JSONPointer(place) else {
        throw FengniError(.schemaInvalid, subject, reason: "\(id): \(place) is no JSON Pointer")
      }
      pointers.append(pointer)
    }
    return pointers
  }
}
