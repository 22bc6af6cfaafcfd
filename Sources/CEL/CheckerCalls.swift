import BundleCore

/// Calls, literals of lists and maps, and comprehensions.
extension Checker {
  // MARK: Functions

  mutating func call(
    _ name: String, absolute: Bool, _ arguments: [Syntax.Node], _ offset: Int
  ) throws(CELFault) -> Checked {
    let checked = try check(arguments)
    for candidate in environment.candidates(name, absolute: absolute) {
      if let result = try callExtension(candidate, .global, checked, offset) { return result }
      if let function = StandardFunction(rawValue: candidate), isKnown(function) {
        return try callStandard(function, isMember: false, arguments, checked, offset)
      }
    }
    return try unresolved("undeclared function '\(name)'", offset)
  }

  mutating func memberCall(
    _ target: Syntax.Node, _ name: String, _ arguments: [Syntax.Node], _ offset: Int
  ) throws(CELFault) -> Checked {
    if let qualified = syntax.qualifiedName(target),
      !locals.contains(where: { $0.name == qualified.root })
    {
      let full = qualified.name + "." + name
      let isDeclared = environment.candidates(full, absolute: qualified.absolute).contains {
        candidate in environment.functions.contains { $0.name == candidate && $0.style == .global }
      }
      if isDeclared { return try call(full, absolute: qualified.absolute, arguments, offset) }
    }
    let nodes = [target] + arguments
    let checked = try check(nodes)
    if let result = try callExtension(name, .member, checked, offset) { return result }
    if let function = StandardFunction(rawValue: name), isKnown(function) {
      return try callStandard(function, isMember: true, nodes, checked, offset)
    }
    return try unresolved("undeclared function '\(name)'", offset)
  }

  private mutating func check(_ nodes: [Syntax.Node]) throws(CELFault) -> [Checked] {
    var checked: [Checked] = []
    for node in nodes { checked.append(try check(node)) }
    return checked
  }

  private func isKnown(_ function: StandardFunction) -> Bool {
    function != .matches || environment.patterns != nil
  }

  private mutating func callExtension(
    _ name: String, _ style: CELFunction.Style, _ arguments: [Checked], _ offset: Int
  ) throws(CELFault) -> Checked? {
    let named = environment.functions.filter { $0.name == name && $0.style == style }
    guard !named.isEmpty else { return nil }
    let types = arguments.map { $0.type }
    var fitting: [CELFunction] = []
    for function in named where function.parameters.count == types.count {
      let mark = unifier.mark
      let overload = Overload(parameters: function.parameters, result: function.result)
      let instance = unifier.instance(of: overload)
      if unifier.fit(types, instance.parameters) { fitting.append(function) }
      unifier.takeBack(to: mark)
    }
    let overloads = fitting.map { Overload(parameters: $0.parameters, result: $0.result) }
    guard let type = resolve(overloads, types) else {
      return try noOverload(name, types, offset)
    }
    plan.calls.append(
      Plan.ExtensionCall(overloads: fitting, arguments: arguments.map { $0.place }))
    return step(.callExtension(plan.calls.count - 1), type, offset)
  }

  private mutating func callStandard(
    _ function: StandardFunction, isMember: Bool, _ nodes: [Syntax.Node],
    _ arguments: [Checked], _ offset: Int
  ) throws(CELFault) -> Checked {
    let types = arguments.map { $0.type }
    let overloads = (Standard.functions[function] ?? []).filter { $0.isMember == isMember }
    guard let type = resolve(overloads, types), let first = arguments.first else {
      return try noOverload(function.rawValue, types, offset)
    }
    guard arguments.count > 1 else { return step(.call(function, first.place), type, offset) }
    if function == .matches, case .literal(.string(let pattern)) = syntax[nodes[1]].kind {
      let pattern = try compile(pattern, syntax[nodes[1]].offset)
      return step(.matches(first.place, pattern: pattern), type, offset)
    }
    return step(.callWith(function, first.place, arguments[1].place), type, offset)
  }

  private mutating func noOverload(
    _ name: String, _ types: [CELType], _ offset: Int
  ) throws(CELFault) -> Checked {
    let shown = types.map { self.shown($0) }.joined(separator: ", ")
    return try unresolved("no overload of \(name)() for (\(shown))", offset)
  }

  /// A pattern that is known fails now, not at the first form.
  private mutating func compile(_ pattern: String, _ offset: Int) throws(CELFault) -> Int {
    guard let patterns = environment.patterns, pattern.utf8.count <= Limits.expression else {
      throw .limit("pattern too long", offset)
    }
    do throws(FengniError) {
      plan.patterns.append(try patterns.compile(pattern))
    } catch {
      throw .type("pattern: \(error.reason)", offset)
    }
    return plan.patterns.count - 1
  }

  // MARK: Lists and maps

  mutating func list(_ elements: [Syntax.Node], _ offset: Int) throws(CELFault) -> Checked {
    var type: CELType?
    var places: [Plan.Place] = []
    for element in elements {
      let checked = try check(element)
      places.append(checked.place)
      type = joined(type, checked.type)
    }
    return step(.list(plan.place(places)), .list(type ?? unifier.fresh()), offset)
  }

  mutating func map(
    _ entries: [(key: Syntax.Node, value: Syntax.Node)], _ offset: Int
  ) throws(CELFault) -> Checked {
    var keyType: CELType?
    var valueType: CELType?
    var places: [Plan.Place] = []
    for entry in entries {
      let key = try check(entry.key)
      try requireKey(key.type, syntax[entry.key].offset)
      let value = try check(entry.value)
      places += [key.place, value.place]
      keyType = joined(keyType, key.type)
      valueType = joined(valueType, value.type)
    }
    let type = CELType.map(keyType ?? unifier.fresh(), valueType ?? unifier.fresh())
    return step(.map(plan.place(places)), type, offset)
  }

  /// Elements of different types make a list of `dyn`.
  private mutating func joined(_ first: CELType?, _ second: CELType) -> CELType {
    guard let first else { return second }
    return unifier.join(first, second) ?? .dyn
  }

  private func requireKey(_ type: CELType, _ offset: Int) throws(CELFault) {
    switch unifier.head(type) {
    case .bool, .int, .uint, .string, .dyn, .parameter: return
    default: throw .type("\(shown(type)) cannot be a key", offset)
    }
  }

  // MARK: Comprehensions

  mutating func comprehension(
    _ comprehension: Syntax.Comprehension, _ offset: Int
  ) throws(CELFault) -> Checked {
    let range = try check(comprehension.range)
    let (key, element) = try parts(of: range.type, syntax[comprehension.range].offset)
    let hasTwo = comprehension.variables.count > 1
    // One variable over a map is its key, over a list its element.
    let single = isMap(range.type) ? key : element
    let types = hasTwo ? [key, element] : [single]
    let slot = locals.count
    locals += zip(comprehension.variables, types).map { ($0, $1) }
    plan.slotCount = max(plan.slotCount, locals.count)
    defer { locals.removeLast(locals.count - slot) }

    var predicate: Plan.Place?
    if let node = comprehension.predicate { predicate = try condition(node) }
    var transform: Checked?
    if let node = comprehension.transform { transform = try check(node) }
    plan.comprehensions.append(
      Plan.Comprehension(
        form: comprehension.form, range: range.place, slot: slot, hasTwoVariables: hasTwo,
        predicate: predicate, transform: transform?.place))
    let type: CELType =
      switch comprehension.form {
      case .all, .exists, .existsOne: .bool
      case .list: .list(transform?.type ?? single)
      case .map: .map(key, transform?.type ?? .dyn)
      }
    return step(.comprehension(plan.comprehensions.count - 1), type, offset)
  }

  private func isMap(_ type: CELType) -> Bool {
    switch unifier.head(type) {
    case .map, .object: true
    case .nullable(let inner): isMap(inner)
    default: false
    }
  }

  /// The types of index and element, or of key and value.
  private func parts(
    of type: CELType, _ offset: Int
  ) throws(CELFault) -> (key: CELType, element: CELType) {
    switch unifier.head(type) {
    case .list(let element): return (.int, element)
    case .map(let key, let value): return (key, value)
    case .object(let object): return (.string, Unifier.common(object))
    case .nullable(let inner): return try parts(of: inner, offset)
    case .dyn, .parameter: return (.dyn, .dyn)
    default: throw .type("list or map expected, found \(shown(type))", offset)
    }
  }
}
