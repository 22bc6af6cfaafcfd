/// The macros (langdef, "Macros"), and those with two variables of the conformance suite.
extension Parser {
  /// `has(e.f)`
  mutating func presence(
    _ arguments: [Syntax.Node], _ offset: Int
  ) throws(CELFault) -> Syntax.Node {
    guard arguments.count == 1, case .select(let operand, let name, _) = syntax[arguments[0]].kind
    else { throw .syntax("has() takes one selection, e.f", offset) }
    return try syntax.add(.presence(operand, name), syntax[arguments[0]].offset)
  }

  /// A comprehension when name and number of arguments are those of a macro.
  ///
  /// Macros stay one node and are not expanded, so an expression's size is that of its source.
  mutating func macro(
    _ range: Syntax.Node, _ name: String, _ arguments: [Syntax.Node], _ offset: Int
  ) throws(CELFault) -> Syntax.Node? {
    typealias Comprehension = Syntax.Comprehension
    let form: Comprehension.Form
    let variableCount: Int
    switch (name, arguments.count) {
    case ("all", 2), ("all", 3): (form, variableCount) = (.all, arguments.count - 1)
    case ("exists", 2), ("exists", 3): (form, variableCount) = (.exists, arguments.count - 1)
    case ("exists_one", 2), ("existsOne", 2), ("exists_one", 3), ("existsOne", 3):
      (form, variableCount) = (.existsOne, arguments.count - 1)
    case ("map", 2), ("map", 3), ("filter", 2): (form, variableCount) = (.list, 1)
    case ("transformList", 3), ("transformList", 4): (form, variableCount) = (.list, 2)
    case ("transformMap", 3), ("transformMap", 4): (form, variableCount) = (.map, 2)
    default: return nil
    }
    let variables = try variables(arguments.prefix(variableCount))
    let rest = Array(arguments.dropFirst(variableCount))
    let transforms = (form == .list || form == .map) && name != "filter"
    return try syntax.add(
      .comprehension(
        Comprehension(
          form: form, range: range, variables: variables,
          predicate: transforms && rest.count == 1 ? nil : rest.first,
          transform: transforms ? rest.last : nil)),
      offset)
  }

  private func variables(_ nodes: ArraySlice<Syntax.Node>) throws(CELFault) -> [String] {
    var names: [String] = []
    for node in nodes {
      guard case .identifier(let name, absolute: false) = syntax[node].kind,
        !names.contains(name)
      else { throw .syntax("a variable's name expected", syntax[node].offset) }
      names.append(name)
    }
    return names
  }
}
