import BundleCore
import JSONText

/// One pass over a value.
///
/// A quiet pass stops at the first failure and keeps no places. Both passes count their steps and
/// stop for good at a limit: from then on everything returns false, and the caller knows why.
struct Evaluator {
  let schema: CompiledSchema
  let options: ValidationOptions

  /// Whether only the answer counts; also within `not`, `if` and `contains`.
  var isQuiet: Bool
  private(set) var stopped: SchemaKeyword?
  private var stepsLeft: Int
  private var depth = 0
  /// The resources entered on the way here, outermost first (core, 7.1).
  private var scope: [Int] = []

  private enum Step {
    case name(String)
    case index(Int)
  }
  private var instancePath: [Step] = []
  private var keywordPath: [String] = []
  private var failures: [SchemaFailure] = []
  /// Failures in lists and in causes of listed ones.
  private var kept = 0

  init(schema: CompiledSchema, options: ValidationOptions, isQuiet: Bool) {
    self.schema = schema
    self.options = options
    self.isQuiet = isQuiet
    stepsLeft = options.steps
  }

  mutating func isValid(_ value: JSONValue) -> Bool {
    var tracker = Tracker(isOn: false)
    return evaluate(schema.root, value, &tracker) && stopped == nil
  }

  mutating func failures(of value: JSONValue) -> [SchemaFailure] {
    var tracker = Tracker(isOn: false)
    let isValid = evaluate(schema.root, value, &tracker)
    guard stopped != nil || !isValid && failures.isEmpty else { return failures }
    let keyword = stopped ?? .falseSchema
    let limit =
      switch keyword {
      case .stepLimit: JSONValue.integer(options.steps)
      case .depthLimit: JSONValue.integer(options.depth)
      default: JSONValue.bool(false)
      }
    let absolute = schema.nodes[schema.root].absolute
    failures.append(
      SchemaFailure(
        instanceLocation: .root, position: value.position, keywordLocation: "",
        absoluteKeywordLocation: absolute, keyword: keyword, expected: limit, found: .mismatch,
        causes: []))
    return failures
  }

  /// Counts work; false when it is used up.
  @inline(__always)
  mutating func charge(_ steps: Int) -> Bool {
    if stopped != nil { return false }
    if steps > stepsLeft {
      stopped = .stepLimit
      return false
    }
    stepsLeft -= steps
    return true
  }

  /// Applies a schema to a value.
  mutating func evaluate(_ number: Int, _ value: JSONValue, _ tracker: inout Tracker) -> Bool {
    guard charge(1) else { return false }
    guard depth < options.depth else {
      stopped = .depthLimit
      return false
    }
    depth += 1
    defer { depth -= 1 }
    let node = schema.nodes[number]
    guard case .rules(let rules) = node.body else {
      guard case .always(false) = node.body else { return true }
      return fail(node, .falseSchema, value, .mismatch)
    }
    let isNewScope = scope.last != node.resource
    if isNewScope { scope.append(node.resource) }
    defer { if isNewScope { scope.removeLast() } }

    guard reads(node, value) else { return run(node, rules, value, &tracker) }
    // It sees what its own keywords evaluated, not what its neighbours did.
    var own = Tracker(isOn: true)
    let isValid = run(node, rules, value, &own)
    tracker.merge(own, ifValid: isValid)
    return isValid
  }

  private func reads(_ node: Node, _ value: JSONValue) -> Bool {
    switch value.kind {
    case .object: node.readsProperties
    case .array: node.readsItems
    default: false
    }
  }

  private mutating func run(
    _ node: Node, _ rules: [Rule], _ value: JSONValue, _ tracker: inout Tracker
  ) -> Bool {
    var isValid = true
    for rule in rules where !apply(rule, node, value, &tracker) {
      isValid = false
      if isQuiet || stopped != nil { return false }
    }
    return isValid
  }

  /// Applies a rule to the kind of value that it is about; all others pass.
  private mutating func apply(
    _ rule: Rule, _ node: Node, _ value: JSONValue, _ tracker: inout Tracker
  ) -> Bool {
    switch value.kind {
    case .object(let object):
      if let answer = applyToObject(rule, node, value, object, &tracker) { return answer }
    case .array(let elements):
      if let answer = applyToArray(rule, node, value, elements, &tracker) { return answer }
    case .string(let text):
      if let answer = applyToString(rule, node, value, text) { return answer }
    case .number(let number):
      if let answer = applyToNumber(rule, node, value, number) { return answer }
    default: break
    }
    return applyToAny(rule, node, value, &tracker)
  }
}

// MARK: Places

extension Evaluator {
  /// Applies a subschema to the same value, with the same marks.
  mutating func follow(_ link: Link, _ value: JSONValue, _ tracker: inout Tracker) -> Bool {
    if isQuiet { return evaluate(link.node, value, &tracker) }
    keywordPath.append(link.path)
    defer { keywordPath.removeLast() }
    return evaluate(link.node, value, &tracker)
  }

  /// Applies a subschema to a member.
  mutating func descend(_ link: Link, _ name: String, _ value: JSONValue) -> Bool {
    descend(link, .name(name), value)
  }

  /// Applies a subschema to an element.
  mutating func descend(_ link: Link, _ index: Int, _ value: JSONValue) -> Bool {
    descend(link, .index(index), value)
  }

  private mutating func descend(_ link: Link, _ step: Step, _ value: JSONValue) -> Bool {
    var tracker = Tracker(isOn: false)
    if isQuiet { return evaluate(link.node, value, &tracker) }
    instancePath.append(step)
    keywordPath.append(link.path)
    defer {
      instancePath.removeLast()
      keywordPath.removeLast()
    }
    return evaluate(link.node, value, &tracker)
  }

  /// Applies a subschema only to know whether it holds.
  mutating func test(_ link: Link, _ value: JSONValue, _ tracker: inout Tracker) -> Bool {
    let before = isQuiet
    isQuiet = true
    defer { isQuiet = before }
    return evaluate(link.node, value, &tracker)
  }

  /// Whether nothing at all fits a schema.
  func isFalse(_ link: Link) -> Bool {
    if case .always(false) = schema.nodes[link.node].body { true } else { false }
  }

  /// The schema that a `$dynamicRef` leads to: the outermost resource on the way has the say.
  func dynamicTarget(_ link: Link, anchor: Int) -> Link {
    let candidates = schema.dynamicAnchors[anchor]
    for resource in scope {
      if let node = candidates[resource] { return Link(node: node, path: link.path) }
    }
    return link
  }
}

// MARK: Failures

extension Evaluator {
  /// Where the list of failures ends now.
  var failureMark: (count: Int, kept: Int) { (failures.count, kept) }

  /// Takes the failures after a mark back.
  mutating func forget(after mark: (count: Int, kept: Int)) {
    failures.removeSubrange(min(mark.count, failures.count)...)
    kept = mark.kept
  }

  /// Lists a failure of a keyword and returns false.
  mutating func fail(
    _ node: Node, _ keyword: SchemaKeyword, _ value: JSONValue, _ found: SchemaFailure.Found,
    suffix: String = ""
  ) -> Bool {
    if !isQuiet { record(node, keyword, value, found, suffix, causes: []) }
    return false
  }

  /// Lists a failure that the failures after a mark explain.
  mutating func fail(
    _ node: Node, _ keyword: SchemaKeyword, _ value: JSONValue, _ found: SchemaFailure.Found,
    becauseOf mark: (count: Int, kept: Int)
  ) -> Bool {
    if isQuiet { return false }
    let causes = Array(failures[min(mark.count, failures.count)...].prefix(Limits.schemaCauses))
    let keptByCauses = kept - mark.kept
    forget(after: mark)
    // Causes of causes of causes: their number stays below that of the list four times over.
    let isAffordable = keptByCauses + kept < options.failures * 4
    record(node, keyword, value, found, "", causes: isAffordable ? causes : [])
    if isAffordable { kept += keptByCauses }
    return false
  }

  private mutating func record(
    _ node: Node, _ keyword: SchemaKeyword, _ value: JSONValue, _ found: SchemaFailure.Found,
    _ suffix: String, causes: [SchemaFailure]
  ) {
    guard failures.count < options.failures, kept < options.failures * 4 else { return }
    kept += 1
    let isBoolean = keyword == .falseSchema
    let end = isBoolean ? "" : "/" + keyword.rawValue + suffix
    let encodedEnd = isBoolean ? "" : "/" + keyword.rawValue + URIReference.fragmentEncoded(suffix)
    failures.append(
      SchemaFailure(
        instanceLocation: JSONPointer(
          tokens: instancePath.map {
            switch $0 {
            case .name(let name): name
            case .index(let index): String(index)
            }
          }),
        position: value.position, keywordLocation: keywordPath.joined() + end,
        absoluteKeywordLocation: node.absolute + encodedEnd, keyword: keyword,
        expected: node.schema[keyword.rawValue] ?? .bool(false), found: found, causes: causes))
  }

  /// Lists that a member or an element may not be there at all.
  mutating func refuse(
    _ node: Node, _ keyword: SchemaKeyword, name: String, _ value: JSONValue
  ) -> Bool {
    if isQuiet { return false }
    instancePath.append(.name(name))
    defer { instancePath.removeLast() }
    return fail(node, keyword, value, .name(name))
  }

  /// The same of an element.
  mutating func refuse(
    _ node: Node, _ keyword: SchemaKeyword, index: Int, _ value: JSONValue
  ) -> Bool {
    if isQuiet { return false }
    instancePath.append(.index(index))
    defer { instancePath.removeLast() }
    return fail(node, keyword, value, .index(index))
  }
}
