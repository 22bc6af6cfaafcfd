import BundleCore
import CEL
import Foundation

/// Patterns for the tests of the functions around them.
final class TestPatterns: PatternMatcher {
  final class Compiled: CompiledPattern {
    let pattern: String

    init(pattern: String) { self.pattern = pattern }

    func matches(_ text: String) throws(FengniError) -> Bool {
      // NSRegularExpression refuses an empty pattern.
      if pattern.isEmpty { return true }
      do {
        let expression = try NSRegularExpression(pattern: pattern)
        let range = NSRange(text.startIndex..., in: text)
        return expression.firstMatch(in: text, range: range) != nil
      } catch {
        throw FengniError(.celEvaluation, reason: "not a pattern")
      }
    }
  }

  func compile(_ pattern: String) throws(FengniError) -> any CompiledPattern {
    guard pattern.isEmpty || (try? NSRegularExpression(pattern: pattern)) != nil else {
      throw FengniError(.celEvaluation, reason: "not a pattern")
    }
    return Compiled(pattern: pattern)
  }
}

/// Compiles and evaluates at once.
func run(
  _ source: String, _ environment: CELEnvironment = CELEnvironment(patterns: TestPatterns()),
  _ bindings: [String: CELValue] = [:], limits: CELLimits = .init()
) throws(FengniError) -> CELValue {
  try CELProgram.compile(source, environment: environment).evaluate(bindings, limits: limits)
}

/// The error of an action, if it has one.
func failure(_ action: () throws(FengniError) -> some Any) -> FengniError? {
  do throws(FengniError) {
    _ = try action()
    return nil
  } catch {
    return error
  }
}
