import BundleCore
import CEL
import Forms
import JSONSchema
import JSONText

/// One file of JSON Schema's official suite: every schema compiled, every value validated.
struct SchemaSuite {
  let remotes: [(uri: String, value: JSONValue)]
  let assertsFormats: Bool

  /// For every group what compiling throws, or for every test all failures, and whether the verdict
  /// is the one that the suite asks for.
  func answer(_ octets: [UInt8]) throws(FengniError) -> JSONValue {
    let file = try JSONDocument.parse(octets, subject: "suite", limits: Probe.limits)
    var groups: [JSONValue] = []
    for group in file.asArray ?? [] { groups.append(answer(group: group)) }
    return .array(groups)
  }

  private func answer(group: JSONValue) -> JSONValue {
    do throws(FengniError) {
      let document = (uri: "https://suite.invalid/schema", value: group["schema"] ?? .null)
      let schema = try SchemaSet(documents: remotes + [document]).compile(document.uri)
      return .array((group["tests"]?.asArray ?? []).map { answer(test: $0, schema) })
    } catch {
      return Probe.answer(of: error)
    }
  }

  private func answer(test: JSONValue, _ schema: CompiledSchema) -> JSONValue {
    let data = test["data"] ?? .null
    let options = ValidationOptions(assertsFormats: assertsFormats)
    let failures = schema.validate(data, options: options)
    let isValid = schema.isValid(data, options: options)
    return .object([
      ("valid", .bool(isValid)), ("asExpected", .bool(test["valid"]?.asBool == isValid)),
      ("failures", .array(failures.map { Self.answer($0) })),
    ])
  }

  private static func answer(_ failure: SchemaFailure) -> JSONValue {
    let place = failure.position
    return .object([
      ("at", text(failure.instanceLocation.text)),
      ("line", .integer(place.line)), ("column", .integer(place.column)),
      ("offset", .integer(place.offset)), ("keyword", .string(failure.keyword.rawValue)),
      ("way", text(failure.keywordLocation)), ("schema", text(failure.absoluteKeywordLocation)),
      ("expected", checked(failure.expected)), ("found", found(failure.found)),
      ("causes", .array(failure.causes.map { answer($0) })),
    ])
  }

  private static func found(_ found: SchemaFailure.Found) -> JSONValue {
    switch found {
    case .mismatch: .null
    case .type(let name): .strings(["type", name])
    case .count(let count): .integer(count)
    case .name(let name): .array([.string("name"), text(name)])
    case .index(let index): .array([.string("index"), .integer(index)])
    case .duplicates(let a, let b): .array([.integer(a), .integer(b)])
    }
  }

  /// The text, or its octets where the writer would refuse it: the suite has noncharacters.
  private static func text(_ text: String) -> JSONValue { checked(.string(text)) }

  private static func checked(_ value: JSONValue) -> JSONValue {
    if (try? Probe.writer.bytes(value)) != nil { return value }
    guard let text = value.asString else { return .string("not to be written") }
    return .array(text.utf8.map { .integer($0) })
  }
}

/// One file of CEL's conformance suite: every expression compiled and evaluated.
struct RuleSuite {
  let zones: any ZoneRules

  /// For every test its name, and the value or the error, and what the suite would say of it.
  func answer(_ octets: [UInt8], file: String) throws(FengniError) -> JSONValue {
    guard let tests = RuleTest.all(octets, file: file) else {
      throw FengniError(.inputUnreadable, file, reason: "no text of protobuf")
    }
    let patterns = RE2Matcher()
    return .array(
      tests.map { test in
        if let exclusion = test.exclusion { return .strings([test.name, "outside", exclusion]) }
        let outcome = test.outcome(patterns: patterns, zones: zones)
        return .object([
          ("test", .string(test.name)), ("outcome", Self.answer(outcome)),
          ("failure", test.failure(outcome).map { .string($0) }),
        ])
      })
  }

  private static func answer(_ outcome: RuleTest.Outcome) -> JSONValue {
    switch outcome {
    case .value(let value): .string(value.shown)
    case .refused(let error), .error(let error): Probe.answer(of: error)
    case .notUnderstood(let what): .string(what)
    }
  }
}
