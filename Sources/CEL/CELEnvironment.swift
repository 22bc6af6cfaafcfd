public import BundleCore

/// What an expression may name: variables with their types, functions, and a way to match patterns.
public struct CELEnvironment: Sendable {
  /// Types by name; a name may have several parts (`campaign.deadline`).
  public var variables: [String: CELType]
  /// Functions beyond the standard's.
  public var functions: [CELFunction]
  /// Runs `matches`; without it the function is unknown.
  public var patterns: (any PatternMatcher)?
  /// The namespace in which names are looked up first, `a.b`.
  public var container: String
  /// What `getHours` and its like go by when they are given the name of a zone.
  public var zones: any ZoneRules

  /// Declares everything at once.
  public init(
    variables: [String: CELType] = [:], functions: [CELFunction] = [],
    patterns: (any PatternMatcher)? = nil, container: String = "",
    zones: any ZoneRules = ChinaZones.shared
  ) {
    self.variables = variables
    self.functions = functions
    self.patterns = patterns
    self.container = container
    self.zones = zones
  }

  /// The full names that a name may stand for, the innermost namespace first (langdef, "Name
  /// Resolution").
  func candidates(_ name: String, absolute: Bool) -> [String] {
    guard !absolute, !container.isEmpty else { return [name] }
    var scope = container.split(separator: ".")
    var candidates: [String] = []
    while !scope.isEmpty {
      candidates.append(scope.joined(separator: ".") + "." + name)
      scope.removeLast()
    }
    return candidates + [name]
  }
}

/// A function that a program adds to the language. It must be total, pure and quick.
public struct CELFunction: Sendable {
  /// How it is called.
  public enum Style: Sendable, Hashable {
    /// `name(a, b)`
    case global
    /// `a.name(b)`; the first parameter is what stands before the dot.
    case member
  }

  /// The name; may have several parts (`math.least`).
  public let name: String
  /// How it is called.
  public let style: Style
  /// The types of the parameters.
  public let parameters: [CELType]
  /// The type of the result.
  public let result: CELType
  /// Steps that a call costs, beyond the one of every part of an expression, and again for every
  /// element and every 32 bytes of its arguments.
  public let cost: Int
  /// Computes the result from as many arguments as there are parameters, whose outermost types fit.
  /// What it throws is an evaluation error with its reason, or a limit when the code is `celLimit`.
  public let body: @Sendable ([CELValue]) throws(FengniError) -> CELValue

  /// Declares a function; functions of one name are overloads, the first that fits is called.
  public init(
    _ name: String, _ style: Style = .global, parameters: [CELType], result: CELType,
    cost: Int = 1,
    body: @escaping @Sendable ([CELValue]) throws(FengniError) -> CELValue
  ) {
    self.name = name
    self.style = style
    self.parameters = parameters
    self.result = result
    self.cost = max(cost, 0)
    self.body = body
  }
}

/// Compiles the patterns of `matches`, which are RE2's (langdef, "Regular Expressions").
public protocol PatternMatcher: AnyObject, Sendable {
  /// Compiles a pattern; throws when it isn't one, with the reason.
  func compile(_ pattern: String) throws(FengniError) -> any CompiledPattern
}

/// A pattern that is ready for use; matching takes time linear in the text.
public protocol CompiledPattern: AnyObject, Sendable {
  /// Whether the pattern matches some part of the text; throws when matching itself fails.
  func matches(_ text: String) throws(FengniError) -> Bool
}
