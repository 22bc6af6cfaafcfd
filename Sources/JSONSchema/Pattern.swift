import BundleCore
import RegularExpressions

/// A pattern of a schema: ECMA-262's syntax, matched by RE2.
struct Pattern: Sendable {
  private let expression: RegularExpression

  /// Why a pattern can't be used.
  struct Refusal: Error {
    let reason: String
  }

  /// Translates and compiles a pattern of ECMA-262.
  init(_ text: String) throws(Refusal) {
    let translated = try PatternTranslator.translate(text)
    if let unsupported = translated.unsupported { throw Refusal(reason: unsupported) }
    do throws(FengniError) {
      // The source's length was bounded, and each of its characters becomes a bounded text.
      expression = try RegularExpression(translated.expression, limit: .max)
    } catch {
      throw Refusal(reason: "RE2: " + error.reason)
    }
  }

  /// Whether it matches somewhere in the text; time is linear in the length.
  func matches(_ text: String) -> Bool { expression.matches(text) }

  /// The instructions of the program.
  var size: Int { expression.size }
}
