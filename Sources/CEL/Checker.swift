/// Gives every node a type and turns it into a step (langdef, "Gradual Type Checking").
struct Checker {
  /// A step and the type of its value.
  struct Checked {
    let place: Plan.Place
    let type: CELType
  }

  let syntax: Syntax
  let environment: CELEnvironment
  /// Otherwise names without meaning fail when they are evaluated, and every type is `dyn`.
  let isStrict: Bool
  var unifier = Unifier()
  var plan = Plan()
  /// Variables of the comprehensions around, the innermost last; the place is the slot.
  var locals: [(name: String, type: CELType)] = []

  init(_ syntax: Syntax, _ environment: CELEnvironment, isStrict: Bool) {
    self.syntax = syntax
    self.environment = environment
    self.isStrict = isStrict
  }

  /// The plan of an expression and the type of its result.
  static func check(
    _ syntax: Syntax, root: Syntax.Node, _ environment: CELEnvironment, isStrict: Bool
  ) throws(CELFault) -> (Plan, CELType) {
    var checker = Checker(syntax, environment, isStrict: isStrict)
    let checked = try checker.check(root)
    checker.plan.root = checked.place
    return (checker.plan, checker.unifier.final(checked.type))
  }

  mutating func check(_ node: Syntax.Node) throws(CELFault) -> Checked {
    let offset = syntax[node].offset
    switch syntax[node].kind {
    case .literal(let value):
      return step(plan.constant(value), Self.type(of: value), offset)
    case .identifier(let name, let absolute):
      if let known = try variable(name, absolute: absolute, root: name, offset) { return known }
      return try unresolved("undeclared name '\(name)'", variable: name, offset)
    case .select(let operand, let name, _): return try select(node, operand, name, offset)
    case .presence(let operand, let name): return try presence(operand, name, offset)
    case .operation(let operation, let operands):
      return try self.operation(operation, operands, offset)
    case .and(let left, let right):
      let (a, b) = (try condition(left), try condition(right))
      return step(.and(a, b), .bool, offset)
    case .or(let left, let right):
      let (a, b) = (try condition(left), try condition(right))
      return step(.or(a, b), .bool, offset)
    case .conditional(let condition, let first, let second):
      return try conditional(condition, first, second, offset)
    case .call(let name, let absolute, let arguments):
      return try call(name, absolute: absolute, arguments, offset)
    case .memberCall(let target, let name, let arguments):
      return try memberCall(target, name, arguments, offset)
    case .list(let elements): return try list(elements, offset)
    case .map(let entries): return try map(entries, offset)
    case .message(let name): return try unresolved("unknown message type '\(name)'", offset)
    case .comprehension(let comprehension): return try self.comprehension(comprehension, offset)
    }
  }

  mutating func step(_ operation: Plan.Operation, _ type: CELType, _ offset: Int) -> Checked {
    Checked(place: plan.add(operation, offset), type: isStrict ? type : .dyn)
  }

  /// An error, or in an expression that is not checked a step that fails.
  mutating func unresolved(
    _ reason: String, variable: String? = nil, _ offset: Int
  ) throws(CELFault) -> Checked {
    if isStrict { throw .type(reason, offset) }
    if let variable { return step(plan.global(variable), .dyn, offset) }
    plan.names.append(reason)
    return step(.fail(plan.names.count - 1), .dyn, offset)
  }

  static func type(of literal: CELValue) -> CELType {
    switch literal {
    case .null: .null
    case .bool: .bool
    case .int: .int
    case .uint: .uint
    case .double: .double
    case .string: .string
    case .bytes: .bytes
    default: .dyn
    }
  }

  // MARK: Names

  /// A variable or a type; the variables of comprehensions hide all others.
  mutating func variable(
    _ name: String, absolute: Bool, root: String, _ offset: Int
  ) throws(CELFault) -> Checked? {
    if !absolute, let slot = locals.lastIndex(where: { $0.name.hasSameScalars(as: root) }) {
      guard name == root else { return nil }
      return step(.local(slot), locals[slot].type, offset)
    }
    for candidate in environment.candidates(name, absolute: absolute) {
      if let type = environment.variables[candidate] {
        return step(plan.global(candidate), type, offset)
      }
      if let kind = CELValue.Kind(rawValue: candidate) {
        return step(plan.constant(.type(kind)), .type, offset)
      }
    }
    return nil
  }

  private mutating func select(
    _ node: Syntax.Node, _ operand: Syntax.Node, _ name: String, _ offset: Int
  ) throws(CELFault) -> Checked {
    if let qualified = syntax.qualifiedName(node),
      let variable = try variable(
        qualified.name, absolute: qualified.absolute, root: qualified.root, offset)
    {
      return variable
    }
    let checked = try check(operand)
    let type = try field(name, of: checked.type, offset)
    return step(.select(checked.place, name: plan.name(name)), type, offset)
  }

  private mutating func presence(
    _ operand: Syntax.Node, _ name: String, _ offset: Int
  ) throws(CELFault) -> Checked {
    let checked = try check(operand)
    _ = try field(name, of: checked.type, offset)
    return step(.presence(checked.place, name: plan.name(name)), .bool, offset)
  }

  /// The type of a field.
  private mutating func field(
    _ name: String, of type: CELType, _ offset: Int
  ) throws(CELFault) -> CELType {
    switch unifier.head(type) {
    case .dyn: return .dyn
    case .parameter: return .dyn
    case .nullable(let inner): return try field(name, of: inner, offset)
    case .object(let object):
      guard let type = object.fields[name] else {
        throw .type("\(object.name) has no field '\(name)'", offset)
      }
      return type
    case .map(let key, let value):
      guard unifier.assign(.string, to: key) else {
        throw .type("\(shown(type)) has no fields", offset)
      }
      return value
    default: throw .type("\(shown(type)) has no fields", offset)
    }
  }

  /// A type for an error's text, cut to a line.
  func shown(_ type: CELType) -> String {
    let name = unifier.final(type).name
    return name.count > 60 ? name.prefix(60) + "…" : name
  }

  // MARK: Operators

  /// An operand that must be a bool.
  mutating func condition(_ node: Syntax.Node) throws(CELFault) -> Plan.Place {
    let checked = try check(node)
    if isStrict, !unifier.assign(checked.type, to: .bool) {
      throw .type("bool expected, found \(shown(checked.type))", syntax[node].offset)
    }
    return checked.place
  }

  private mutating func conditional(
    _ condition: Syntax.Node, _ first: Syntax.Node, _ second: Syntax.Node, _ offset: Int
  ) throws(CELFault) -> Checked {
    let test = try self.condition(condition)
    let a = try check(first)
    let b = try check(second)
    guard let type = unifier.join(a.type, b.type) else {
      throw .type("? : between \(shown(a.type)) and \(shown(b.type))", offset)
    }
    return step(.conditional(test, a.place, b.place), type, offset)
  }

  private mutating func operation(
    _ operation: Operator, _ operands: [Syntax.Node], _ offset: Int
  ) throws(CELFault) -> Checked {
    let first = try check(operands[0])
    guard operands.count > 1 else {
      let type = try result(of: operation, [first.type], offset)
      return step(.unary(operation, first.place), type, offset)
    }
    let second = try check(operands[1])
    let step = Plan.Operation.binary(operation, first.place, second.place)
    if operation == .index, let type = try objectIndex(first.type, operands[1]) {
      return self.step(step, type, offset)
    }
    return self.step(step, try result(of: operation, [first.type, second.type], offset), offset)
  }

  /// `object["field"]` is as good as `object.field`.
  private mutating func objectIndex(
    _ type: CELType, _ index: Syntax.Node
  ) throws(CELFault) -> CELType? {
    switch unifier.head(type) {
    case .nullable(let inner): return try objectIndex(inner, index)
    case .object:
      guard case .literal(.string(let name)) = syntax[index].kind else { return nil }
      return try field(name, of: type, syntax[index].offset)
    default: return nil
    }
  }

  private mutating func result(
    of operation: Operator, _ arguments: [CELType], _ offset: Int
  ) throws(CELFault) -> CELType {
    guard isStrict else { return .dyn }
    let overloads = Standard.operators[operation] ?? []
    if let type = resolve(overloads, arguments) { return type }
    let types = arguments.map { shown($0) }.joined(separator: ", ")
    throw .type("no overload of \(operation.rawValue) for (\(types))", offset)
  }

  /// The result of the overloads that fit, nil when none does.
  mutating func resolve(_ overloads: [Overload], _ arguments: [CELType]) -> CELType? {
    var result: CELType?
    var only: Overload?
    var count = 0
    for overload in overloads where overload.parameters.count == arguments.count {
      let mark = unifier.mark
      let instance = unifier.instance(of: overload)
      guard unifier.fit(arguments, instance.parameters) else { continue }
      count += 1
      let type = unifier.head(instance.result)
      unifier.takeBack(to: mark)
      only = instance
      if let known = result, known != type { result = .dyn } else { result = type }
    }
    // With several candidates nothing is known about the free types.
    if count == 1, let only, unifier.fit(arguments, only.parameters) { return only.result }
    if let known = result, !known.isSimple { return .dyn }
    return result
  }
}

extension CELType {
  /// Whether it has no parts, and so no free ones.
  fileprivate var isSimple: Bool {
    switch self {
    case .list, .map, .parameter, .nullable: false
    default: true
    }
  }
}
