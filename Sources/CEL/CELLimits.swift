public import BundleCore

/// What an evaluation may cost.
public struct CELLimits: Sendable, Hashable {
  /// Steps: one for every part of the expression each time it is evaluated, and one for every
  /// element or 32 bytes that an operation looks at.
  public let steps: Int
  /// Bytes of all strings, lists and maps that are made, whether or not they are kept.
  public let memory: Int

  /// Takes the package's limits by default.
  public init(steps: Int = Limits.evaluationSteps, memory: Int = Limits.evaluationMemory) {
    self.steps = max(steps, 0)
    self.memory = max(memory, 0)
  }
}
