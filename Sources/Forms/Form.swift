public import BundleCore
public import CEL
import JSONSchema
public import JSONText

/// A form of a campaign (表单): its schema and the rules within, compiled.
///
/// A value of this type may be used by any number of threads.
public struct Form: Sendable {
  /// `$id` of the schema.
  public let id: String
  let library: SchemaLibrary
  let root: SchemaLibrary.Place
  private let schema: CompiledSchema
  private let sites: [RuleSite]
  private let rootType: CELType

  init(
    _ id: String, _ library: SchemaLibrary, _ schemas: SchemaSet, _ functions: FormFunctions
  ) throws(FengniError) {
    guard let root = library.root(id) else {
      throw FengniError(.schemaReferenceUnresolved, id, reason: "no form with this $id")
    }
    self.id = id
    self.library = library
    self.root = root
    schema = try schemas.compile(id)
    sites = try library.sites(root, functions)
    rootType = library.type(of: root)
  }

  /// The title in both languages.
  public var title: Bilingual { library.title(root) ?? Bilingual(id, id) }

  /// The schema document itself.
  public var document: JSONValue { root.value }

  /// The ids of all rules of the form.
  public var ruleIDs: [String] { sites.flatMap { $0.rules.map { $0.text.id } } }

  /// The type that a campaign's rules see.
  public var ruleType: CELType { rootType }

  // MARK: Checking

  /// Everything that is wrong with a filled form, in the order of the form; empty when it is well.
  ///
  /// `document` names the file in findings. Bounded in work by the limits of schema and rules; at
  /// most 500 findings.
  public func findings(_ value: JSONValue, document: String) -> [Finding] {
    issues(value).map { $0.finding(document: document) }
  }

  /// Whether the value follows the schema alone.
  public func isValid(_ value: JSONValue) -> Bool {
    schema.isValid(value, options: ValidationOptions(assertsFormats: true))
  }

  /// `steps`: for all rules together.
  func issues(_ value: JSONValue, steps: Int = Limits.ruleSteps) -> [FormIssue] {
    let failures = schema.validate(
      value, options: ValidationOptions(assertsFormats: true, failures: Limits.formFindings))
    var issues = failures.map { FormIssue($0, in: value, library, root) }
    let broken = Set(issues.map { $0.pointer })
    let rules = RuleRun(form: self, value: value, broken: broken)
    issues += rules.issues(sites, rootType, steps: steps)
    return Array(issues.prefix(Limits.formFindings))
  }

  /// The part of a form that a place is about, by its titles: `系统定级 › 未定级`.
  public func name(of pointer: JSONPointer) -> Bilingual? {
    var zh: [String] = []
    var en: [String] = []
    var place = root
    for token in pointer.tokens {
      if let next = library.member(token, of: place) {
        place = next
        guard let title = library.title(next) else { continue }
        zh.append(title.zh)
        en.append(title.en)
      } else if let next = library.elements(of: place), let index = Int(token) {
        place = next
        zh.append("第\(index + 1)项")
        en.append("item \(index + 1)")
      } else {
        break
      }
    }
    guard !zh.isEmpty else { return nil }
    return Bilingual(zh.joined(separator: " › "), en.joined(separator: " › "))
  }
}

/// One thing that is wrong with a filled form.
struct FormIssue: Sendable {
  let code: Code
  let severity: Severity
  /// The rule's id, or nil for a keyword of the schema.
  let rule: String?
  /// The schema's keyword, or nil for a rule.
  let keyword: SchemaKeyword?
  let pointer: JSONPointer
  let position: JSONValue.Position
  let detail: Bilingual
  var expected: String?
  var found: String?

  func finding(document: String) -> Finding {
    Finding(
      code, severity, document: document, pointer: pointer.text,
      line: position.line > 0 ? position.line : nil,
      column: position.line > 0 ? position.column : nil, rule: rule, expected: expected,
      found: found, detail: detail)
  }
}

/// The rules of a form, evaluated on one filled form.
private struct RuleRun {
  let form: Form
  let value: JSONValue
  /// Where the schema has found something already.
  let broken: Set<JSONPointer>

  func issues(_ sites: [RuleSite], _ type: CELType, steps: Int) -> [FormIssue] {
    guard !sites.isEmpty else { return [] }
    let root = CELValue(value, as: type)
    var state = State(steps: steps)
    for site in sites {
      visit(site, Node(json: value, cel: root, pointer: .root), root, nil, 0, &state)
      if state.isOver { break }
    }
    return state.issues
  }

  /// What was found, and what may still be spent: a rule on the rows of a table is evaluated once
  /// for each, and every evaluation may look at all of them.
  private struct State {
    var issues: [FormIssue] = []
    var steps: Int
    var isOver: Bool { steps <= 0 || issues.count >= Limits.formFindings }
  }

  private struct Node {
    let json: JSONValue
    let cel: CELValue
    let pointer: JSONPointer
  }

  private func visit(
    _ site: RuleSite, _ node: Node, _ root: CELValue, _ parent: CELValue?, _ depth: Int,
    _ state: inout State
  ) {
    guard depth < site.path.count else {
      var bindings = ["self": node.cel, "root": root]
      bindings["parent"] = parent
      for rule in site.rules { evaluate(rule, node, bindings, &state) }
      return
    }
    switch site.path[depth] {
    case .member(let name):
      guard let json = node.json[name], let cel = node.cel.asMap?[name] else { return }
      visit(
        site, Node(json: json, cel: cel, pointer: node.pointer.child(name)), root, node.cel,
        depth + 1, &state)
    case .elements:
      guard let elements = node.json.asArray, let values = node.cel.asList else { return }
      for (i, (json, cel)) in zip(elements, values).enumerated() {
        guard !state.isOver else { return }
        // The parent stays: what contains an element is the object around the array.
        visit(
          site, Node(json: json, cel: cel, pointer: node.pointer.child(i)), root, parent,
          depth + 1, &state)
      }
    }
  }

  private func evaluate(
    _ rule: FormRule, _ node: Node, _ bindings: [String: CELValue], _ state: inout State
  ) {
    do throws(FengniError) {
      guard case .bool(let holds) = try rule.program.evaluate(bindings, steps: &state.steps) else {
        return state.issues.append(issue(rule, node, .celEvaluation, .error))
      }
      guard !holds else { return }
      // What the schema says of a place is not said again.
      if broken.isDisjoint(with: pointers(rule, node)) {
        state.issues.append(issue(rule, node, .ruleViolated, rule.text.severity))
      }
    } catch {
      // Where items are missing or wrong, that is said already.
      if error.code == .celLimit || broken.isEmpty {
        state.issues.append(issue(rule, node, error.code, .error))
      }
    }
  }

  private func pointers(_ rule: FormRule, _ node: Node) -> [JSONPointer] {
    let places = rule.places.isEmpty ? [.root] : rule.places
    return places.map { JSONPointer(tokens: node.pointer.tokens + $0.tokens) }
  }

  private func issue(
    _ rule: FormRule, _ node: Node, _ code: Code, _ severity: Severity
  ) -> FormIssue {
    let pointers = pointers(rule, node)
    // Of a place that is not filled in, the first other one that is shows the line.
    let shown = pointers.first { $0.resolve(in: value) != nil } ?? node.pointer
    return FormIssue(
      code: code, severity: severity, rule: rule.text.id, keyword: nil,
      pointer: pointers.first ?? node.pointer,
      position: shown.resolve(in: value)?.position ?? .none, detail: rule.text.message)
  }
}
