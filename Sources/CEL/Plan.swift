/// A checked expression, ready to run: flat arrays of trivial values, nothing to release in depth.
struct Plan: Sendable {
  /// The place of a step in `steps`.
  typealias Place = Int

  enum Operation: Sendable {
    case constant(Int)
    case global(Int)
    case local(Int)
    /// What has no meaning, in expressions that were not checked.
    case fail(Int)
    case select(Place, name: Int)
    case presence(Place, name: Int)
    case unary(Operator, Place)
    case binary(Operator, Place, Place)
    case and(Place, Place)
    case or(Place, Place)
    case conditional(Place, Place, Place)
    case call(StandardFunction, Place)
    case callWith(StandardFunction, Place, Place)
    /// `matches` with a pattern that is known.
    case matches(Place, pattern: Int)
    case callExtension(Int)
    /// Elements stand in `places`.
    case list(Range<Int>)
    /// Keys and values stand in `places`, one after the other.
    case map(Range<Int>)
    case comprehension(Int)
  }

  struct Step: Sendable {
    let operation: Operation
    let offset: Int
  }

  struct Comprehension: Sendable {
    let form: Syntax.Comprehension.Form
    let range: Place
    /// The first local variable; a second one stands behind it.
    let slot: Int
    let hasTwoVariables: Bool
    let predicate: Place?
    let transform: Place?
  }

  struct ExtensionCall: Sendable {
    /// Those that the checker didn't exclude, in the order of their declaration.
    let overloads: [CELFunction]
    let arguments: [Place]
  }

  var steps: [Step] = []
  var places: [Place] = []
  var constants: [CELValue] = []
  var names: [String] = []
  var globals: [String] = []
  var comprehensions: [Comprehension] = []
  var calls: [ExtensionCall] = []
  var patterns: [any CompiledPattern] = []
  var slotCount = 0
  var root: Place = 0

  mutating func add(_ operation: Operation, _ offset: Int) -> Place {
    steps.append(Step(operation: operation, offset: offset))
    return steps.count - 1
  }

  mutating func place(_ elements: [Place]) -> Range<Int> {
    let start = places.count
    places += elements
    return start..<places.count
  }

  mutating func constant(_ value: CELValue) -> Operation {
    constants.append(value)
    return .constant(constants.count - 1)
  }

  mutating func name(_ name: String) -> Int {
    if let known = names.firstIndex(where: { $0.hasSameScalars(as: name) }) { return known }
    names.append(name)
    return names.count - 1
  }

  mutating func global(_ name: String) -> Operation {
    if let known = globals.firstIndex(where: { $0.hasSameScalars(as: name) }) {
      return .global(known)
    }
    globals.append(name)
    return .global(globals.count - 1)
  }
}
