import BundleCore

/// Runs a plan: every step is counted, and so is every byte that it makes.
struct Machine {
  let plan: Plan
  let patterns: (any PatternMatcher)?
  let globals: [CELValue?]
  /// The variables of comprehensions.
  var slots: [CELValue]
  var steps: Int
  var memory: Int
  let zones: any ZoneRules
  var dynamicPattern: (text: String, pattern: any CompiledPattern)?

  init(
    _ plan: Plan, _ patterns: (any PatternMatcher)?, _ zones: any ZoneRules,
    _ globals: [CELValue?], _ limits: CELLimits
  ) {
    self.plan = plan
    self.patterns = patterns
    self.zones = zones
    self.globals = globals
    slots = Array(repeating: .null, count: plan.slotCount)
    steps = limits.steps
    memory = limits.memory
  }

  /// The value of a step. The height of the plan bounds the recursion.
  mutating func value(_ place: Plan.Place) throws(CELFault) -> CELValue {
    let step = plan.steps[place]
    guard steps > 0 else { throw .limit("too many steps", step.offset) }
    steps -= 1
    switch step.operation {
    case .constant(let index): return plan.constants[index]
    case .local(let slot): return slots[slot]
    case .global(let index):
      if let value = globals[index] { return value }
      throw fault("no value for '\(plan.globals[index])'", step.offset)
    case .fail(let reason): throw fault(plan.names[reason], step.offset)
    case .select(let operand, let name): return try select(operand, name, step.offset)
    case .presence(let operand, let name): return try presence(operand, name, step.offset)
    case .unary(let operation, let operand):
      return try unary(operation, try value(operand), step.offset)
    case .binary(let operation, let left, let right):
      return try binary(operation, left, right, step.offset)
    case .and(let left, let right): return try junction(left, right, decisive: false, step.offset)
    case .or(let left, let right): return try junction(left, right, decisive: true, step.offset)
    case .conditional(let condition, let first, let second):
      return try conditional(condition, first, second)
    case .call(let function, let operand):
      return try call(function, try value(operand), nil, step.offset)
    case .callWith(let function, let first, let second):
      return try callWith(function, first, second, step.offset)
    case .matches(let text, let pattern): return try matches(text, pattern, step.offset)
    case .callExtension(let index): return try callExtension(index, step.offset)
    case .list(let range): return try list(range, step.offset)
    case .map(let range): return try map(range, step.offset)
    case .comprehension(let index): return try comprehension(index, step.offset)
    }
  }

  func fault(_ reason: String, _ offset: Int) -> CELFault {
    CELFault(code: .celEvaluation, reason: reason, offset: offset)
  }

  func located(_ fault: OperationFault, _ offset: Int) -> CELFault {
    CELFault(code: fault.code, reason: fault.reason, offset: offset)
  }

  // MARK: Costs

  /// Pays for an operation that looks at many elements or bytes.
  mutating func pay(steps count: Int) throws(OperationFault) {
    guard count <= steps else {
      steps = 0
      throw OperationFault(code: .celLimit, reason: "too many steps")
    }
    steps -= count
  }

  /// Pays for bytes that are made, and for the work of making them.
  mutating func pay(memory count: Int) throws(OperationFault) {
    guard count <= memory else {
      // Nothing that follows may succeed by being smaller.
      memory = 0
      steps = 0
      throw OperationFault(code: .celLimit, reason: "too much memory")
    }
    memory -= count
    try pay(steps: count / 32)
  }

  // MARK: Parts

  @inline(never)
  private mutating func select(
    _ operand: Plan.Place, _ name: Int, _ offset: Int
  ) throws(CELFault) -> CELValue {
    guard case .map(let map) = try value(operand) else {
      throw fault("no field '\(plan.names[name])': not an object", offset)
    }
    guard let value = map[plan.names[name]] else {
      throw fault("no such key: '\(plan.names[name])'", offset)
    }
    return value
  }

  @inline(never)
  private mutating func presence(
    _ operand: Plan.Place, _ name: Int, _ offset: Int
  ) throws(CELFault) -> CELValue {
    guard case .map(let map) = try value(operand) else {
      throw fault("no field '\(plan.names[name])': not an object", offset)
    }
    return .bool(map[plan.names[name]] != nil)
  }

  @inline(never)
  private mutating func unary(
    _ operation: Operator, _ operand: CELValue, _ offset: Int
  ) throws(CELFault) -> CELValue {
    switch (operation, operand) {
    case (.not, .bool(let value)): return .bool(!value)
    case (.negate, .double(let value)): return .double(-value)
    case (.negate, .int(let value)):
      let (negated, overflow) = Int64(0).subtractingReportingOverflow(value)
      if overflow { throw fault("overflow", offset) }
      return .int(negated)
    default: throw fault("no such overload", offset)
    }
  }

  @inline(never)
  private mutating func binary(
    _ operation: Operator, _ left: Plan.Place, _ right: Plan.Place, _ offset: Int
  ) throws(CELFault) -> CELValue {
    let a = try value(left)
    let b = try value(right)
    do throws(OperationFault) {
      return try apply(operation, a, b)
    } catch {
      throw located(error, offset)
    }
  }

  /// `&&` and `||` are commutative: the decisive value of one side takes away an error of the other
  /// (langdef, "Logical Operators").
  @inline(never)
  private mutating func junction(
    _ left: Plan.Place, _ right: Plan.Place, decisive: Bool, _ offset: Int
  ) throws(CELFault) -> CELValue {
    var first: CELFault?
    do throws(CELFault) {
      if try condition(left) == decisive { return .bool(decisive) }
    } catch {
      if error.code == .celLimit { throw error }
      first = error
    }
    let second = try condition(right)
    if second == decisive { return .bool(decisive) }
    if let first { throw first }
    return .bool(second)
  }

  mutating func condition(_ place: Plan.Place) throws(CELFault) -> Bool {
    guard case .bool(let value) = try value(place) else {
      throw fault("no such overload", plan.steps[place].offset)
    }
    return value
  }

  @inline(never)
  private mutating func conditional(
    _ condition: Plan.Place, _ first: Plan.Place, _ second: Plan.Place
  ) throws(CELFault) -> CELValue {
    try value(try self.condition(condition) ? first : second)
  }

  @inline(never)
  private mutating func list(_ range: Range<Int>, _ offset: Int) throws(CELFault) -> CELValue {
    try payFor(elements: range.count, offset)
    var elements: [CELValue] = []
    elements.reserveCapacity(range.count)
    for place in plan.places[range] { elements.append(try value(place)) }
    return .list(elements)
  }

  @inline(never)
  private mutating func map(_ range: Range<Int>, _ offset: Int) throws(CELFault) -> CELValue {
    try payFor(elements: range.count * 2, offset)
    var entries: [CELMap.Entry] = []
    for place in stride(from: range.lowerBound, to: range.upperBound, by: 2) {
      let key = try value(plan.places[place])
      entries.append(CELMap.Entry(key: key, value: try value(plan.places[place + 1])))
    }
    return .map(try made(entries, offset))
  }

  func made(_ entries: [CELMap.Entry], _ offset: Int) throws(CELFault) -> CELMap {
    do throws(CELMap.Fault) {
      return try CELMap(checked: entries)
    } catch {
      throw fault(error == .repeatedKey ? "repeated key" : "unsupported key type", offset)
    }
  }

  func payable(elements count: Int) -> Int { count * MemoryLayout<CELValue>.stride + 32 }

  mutating func payFor(elements count: Int, _ offset: Int) throws(CELFault) {
    do throws(OperationFault) {
      try pay(memory: payable(elements: count))
    } catch {
      throw located(error, offset)
    }
  }
}
