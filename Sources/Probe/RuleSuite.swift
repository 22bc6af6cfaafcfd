package import BundleCore
package import CEL

/// One test of CEL's conformance suite (`Tools/fetch-cel-suite`): an expression, and what must come
/// out.
package struct RuleTest {
  package let file: String
  package let name: String
  private let message: TextProto

  package var expression: String { message[text: "expr"] ?? "" }

  /// The tests of a file of the suite, in protobuf's text format; nil when it isn't understood.
  package static func all(_ octets: [UInt8], file: String) -> [RuleTest]? {
    guard let content = TextProto.parse(octets) else { return nil }
    var tests: [RuleTest] = []
    for section in content[messages: "section"] {
      for test in section[messages: "test"] {
        let name = (section[text: "name"] ?? "") + "/" + (test[text: "name"] ?? "")
        tests.append(RuleTest(file: file, name: name, message: test))
      }
    }
    return tests
  }

  /// Message types that the language itself knows.
  private static let known = ["google.protobuf.Timestamp", "google.protobuf.Duration"]

  /// Why the test is outside of what is built here, nil when it isn't.
  package var exclusion: String? {
    // Comments and spaces may stand between the parts of a message's name.
    let text = Self.known.reduce(Octets(expression)) { $0.removing($1) }
    let words = text.withoutSpaces
    for word in ["TestAllTypes", "google.protobuf.", "cel.expr.conformance"]
    where text.contains(word) || words.contains(word) {
      return word.hasPrefix("google") ? "well-known message type" : "protobuf message"
    }
    if Octets(message[text: "container"] ?? "").contains("proto") { return "protobuf message" }
    for declaration in message[messages: "type_env"] {
      if let type = declaration[message: "ident"]?[message: "type"]?[text: "message_type"],
        !Self.known.contains(type)
      {
        return "variable of type " + type
      }
    }
    return nil
  }

  /// What came of it.
  package enum Outcome {
    case value(CELValue)
    /// It does not compile, which the suite never asks for.
    case refused(FengniError)
    /// It compiles, and evaluation throws.
    case error(FengniError)
    /// The test itself could not be read.
    case notUnderstood(String)
  }

  /// Compiles and evaluates the expression.
  package func outcome(patterns: any PatternMatcher, zones: any ZoneRules) -> Outcome {
    let environment = CELEnvironment(
      variables: declarations(), functions: [], patterns: patterns,
      container: message[text: "container"] ?? "", zones: zones)
    var bindings: [String: CELValue] = [:]
    for binding in message[messages: "bindings"] {
      guard let name = binding[text: "key"],
        let value = binding[message: "value"]?[message: "value"]?.value
      else { return .notUnderstood("binding") }
      bindings[name] = value
    }
    let isStrict = message[scalar: "disable_check"] != "true"
    let program: CELProgram
    do throws(FengniError) {
      program = try CELProgram.compile(expression, environment: environment, isStrict: isStrict)
    } catch {
      return .refused(error)
    }
    do throws(FengniError) {
      return .value(try program.evaluate(bindings))
    } catch {
      return .error(error)
    }
  }

  /// nil when an outcome is the one that the suite asks for, otherwise what is wrong with it.
  package func failure(_ outcome: Outcome) -> String? {
    let asksForError = message[message: "eval_error"] != nil
    switch outcome {
    case .notUnderstood(let what): return what + " not understood"
    case .refused(let error): return "does not compile: " + error.code.label + " " + error.reason
    case .error(let error): return asksForError ? nil : error.code.label + " " + error.reason
    case .value(let result):
      if asksForError { return "no error but " + result.shown }
      // Without an expectation, the result is `true` (simple.proto).
      let expected =
        message[message: "value"] ?? message[message: "typed_result"]?[message: "result"]
      guard let value = expected == nil ? .bool(true) : expected?.value else {
        return "expectation not understood"
      }
      return value.isSame(as: result) ? nil : result.shown + " instead of " + value.shown
    }
  }

  private func declarations() -> [String: CELType] {
    var types: [String: CELType] = [:]
    for declaration in message[messages: "type_env"] {
      guard let name = declaration[text: "name"],
        let type = declaration[message: "ident"]?[message: "type"]?.type
      else { continue }
      types[name] = type
    }
    return types
  }
}

/// A text as octets, searched without the string processing that Embedded Swift leaves out.
private struct Octets {
  var octets: [UInt8]

  init(_ text: String) { octets = Array(text.utf8) }

  func contains(_ word: String) -> Bool { place(of: Array(word.utf8), from: 0) != nil }

  func removing(_ word: String) -> Octets {
    let word = Array(word.utf8)
    var rest = self
    while let place = rest.place(of: word, from: 0) {
      rest.octets.removeSubrange(place..<place + word.count)
    }
    return rest
  }

  var withoutSpaces: Octets {
    var rest = self
    rest.octets.removeAll { $0 == 0x20 || (0x09...0x0d).contains($0) }
    return rest
  }

  private func place(of word: [UInt8], from start: Int) -> Int? {
    guard octets.count - start >= word.count else { return nil }
    return (start...octets.count - word.count).first {
      octets[$0..<$0 + word.count].elementsEqual(word)
    }
  }
}
