/// What an expression and its evaluation may cost.
public struct CELLimits: Sendable, Hashable {
  /// UTF-8 bytes of a source; the longest rules of Kubernetes have some kilobytes.
  public static let source = 64 << 10
  /// Height of an expression's tree: a sum of many terms has one level a term.
  public static let height = 200
  /// Brackets within brackets; the standard asks for 32 (conformance suite, parse).
  public static let nesting = 64
  /// Nesting of values that are compared or converted: that of JSON documents and expressions.
  static let valueDepth = 1024
  /// UTF-8 bytes of a pattern; RE2 compiles in time and memory bounded by it.
  static let pattern = 4096

  /// Steps: one for every part of the expression each time it is evaluated, and one for every
  /// element or 32 bytes that an operation looks at.
  public let steps: Int
  /// Bytes of all strings, lists and maps that are made, whether or not they are kept.
  public let memory: Int

  /// Takes by default what a form of some ten thousand rows needs.
  public init(steps: Int = 5_000_000, memory: Int = 64 << 20) {
    self.steps = max(steps, 0)
    self.memory = max(memory, 0)
  }
}
