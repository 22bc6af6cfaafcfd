public import BundleCore

/// An expression of the Common Expression Language that was parsed and checked.
///
/// It is a value without state: any number of threads may evaluate it at once.
public struct CELProgram: Sendable {
  /// The text.
  public let source: String
  /// The type of the result as far as it is known before evaluation.
  public let resultType: CELType
  /// The variables that the expression names.
  public var variables: [String] { plan.globals }

  private let plan: Plan
  private let patterns: (any PatternMatcher)?
  private let zones: any ZoneRules

  /// Parses and checks an expression.
  ///
  /// Throws, with line and column (1-based, in UTF-8 bytes): `celSyntax`; `celType` (an unknown
  /// name, field or function, no fitting overload, an invalid pattern); `celLimit` (longer than
  /// 64 KiB, nested or chained too deeply: ``CELLimits``).
  public static func compile(
    _ source: String, environment: CELEnvironment
  ) throws(FengniError) -> CELProgram {
    try compile(source, environment: environment, isStrict: true)
  }

  /// Without type checking for the tests of what evaluation does alone.
  package static func compile(
    _ source: String, environment: CELEnvironment, isStrict: Bool
  ) throws(FengniError) -> CELProgram {
    let bytes = Array(source.utf8)
    do throws(CELFault) {
      let (syntax, root) = try Parser.parse(bytes)
      let (plan, type) = try Checker.check(syntax, root: root, environment, isStrict: isStrict)
      return CELProgram(
        source: source, resultType: type, plan: plan, patterns: environment.patterns,
        zones: environment.zones)
    } catch {
      throw error.located(in: bytes)
    }
  }

  /// Computes the value for variables.
  ///
  /// Values should have the declared types; one that has not ends in an error where an operation
  /// meets it. A variable without value is an error only where it is needed. Throws, with line and
  /// column: `celEvaluation` (no overload, no such key, overflow and so on; the reason never holds a
  /// value) and `celLimit`.
  public func evaluate(
    _ bindings: [String: CELValue] = [:], limits: CELLimits = .init()
  ) throws(FengniError) -> CELValue {
    var steps = limits.steps
    return try evaluate(bindings, limits: limits, steps: &steps)
  }

  /// The same out of a budget of steps that several evaluations share; what is spent is taken off.
  ///
  /// At most the limits' own steps are spent, and `celLimit` is thrown when the budget is used up.
  public func evaluate(
    _ bindings: [String: CELValue] = [:], limits: CELLimits = .init(), steps budget: inout Int
  ) throws(FengniError) -> CELValue {
    let allowed = CELLimits(steps: min(limits.steps, budget), memory: limits.memory)
    var machine = Machine(plan, patterns, zones, plan.globals.map { bindings[$0] }, allowed)
    defer { budget -= allowed.steps - machine.steps }
    do throws(CELFault) {
      return try machine.value(plan.root)
    } catch {
      throw error.located(in: Array(source.utf8))
    }
  }

  private init(
    source: String, resultType: CELType, plan: Plan, patterns: (any PatternMatcher)?,
    zones: any ZoneRules
  ) {
    self.source = source
    self.resultType = resultType
    self.plan = plan
    self.patterns = patterns
    self.zones = zones
  }
}
