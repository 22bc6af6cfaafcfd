/// Finds out whether types fit, and what the free ones stand for.
struct Unifier {
  private var bindings: [String: CELType] = [:]
  /// Names in the order of their binding, so that an attempt can be taken back.
  private var trail: [String] = []
  private var made = 0

  /// A type that is not known yet.
  mutating func fresh() -> CELType {
    made += 1
    // No signature can write such a name.
    return .parameter("#\(made)")
  }

  /// The signature with type parameters of its own.
  mutating func instance(of overload: Overload) -> Overload {
    var names: [String: CELType] = [:]
    let parameters = overload.parameters.map { renamed($0, &names) }
    return Overload(
      parameters: parameters, result: renamed(overload.result, &names),
      isMember: overload.isMember)
  }

  private mutating func renamed(_ type: CELType, _ names: inout [String: CELType]) -> CELType {
    switch type {
    case .parameter(let name):
      if let known = names[name] { return known }
      let new = fresh()
      names[name] = new
      return new
    case .list(let element): return .list(renamed(element, &names))
    case .map(let key, let value): return .map(renamed(key, &names), renamed(value, &names))
    case .nullable(let inner): return .nullable(renamed(inner, &names))
    default: return type
    }
  }

  /// The type as far as its outermost level is known.
  func head(_ type: CELType) -> CELType {
    var type = type
    while case .parameter(let name) = type, let bound = bindings[name] { type = bound }
    return type
  }

  /// The type with everything that is known; what stays free is `dyn`.
  func final(_ type: CELType) -> CELType {
    switch head(type) {
    case .parameter: .dyn
    case .list(let element): .list(final(element))
    case .map(let key, let value): .map(final(key), final(value))
    case .nullable(let inner): .nullable(final(inner))
    case let type: type
    }
  }

  /// Whether arguments fit parameters; binds free types only if they do.
  mutating func fit(_ arguments: [CELType], _ parameters: [CELType]) -> Bool {
    guard arguments.count == parameters.count else { return false }
    let mark = mark
    for (argument, parameter) in zip(arguments, parameters) {
      guard assign(argument, to: parameter) else {
        takeBack(to: mark)
        return false
      }
    }
    return true
  }

  /// A state to which `takeBack` returns.
  var mark: Int { trail.count }

  mutating func takeBack(to mark: Int) {
    while trail.count > mark { bindings[trail.removeLast()] = nil }
  }

  /// Whether a value of one type may stand where the other is asked for.
  mutating func assign(_ actual: CELType, to expected: CELType) -> Bool {
    let actual = head(actual)
    let expected = head(expected)
    switch (actual, expected) {
    case (.parameter(let a), .parameter(let b)) where a == b: return true
    case (_, .parameter(let name)): return bind(name, actual)
    case (.parameter(let name), _): return bind(name, expected)
    case (.dyn, _), (_, .dyn): return true
    case (.null, .nullable): return true
    case (.nullable(let a), .nullable(let b)): return assign(a, to: b)
    case (_, .nullable(let inner)): return assign(actual, to: inner)
    // As the standard does with wrappers: a null is found out at run time.
    case (.nullable(let inner), _): return expected == .null || assign(inner, to: expected)
    case (.list(let a), .list(let b)): return assign(a, to: b)
    case (.map(let k, let v), .map(let l, let w)): return assign(k, to: l) && assign(v, to: w)
    case (.object(let object), .map(let key, let value)):
      return assign(.string, to: key) && assign(Self.common(object), to: value)
    default: return actual == expected
    }
  }

  private mutating func bind(_ name: String, _ type: CELType) -> Bool {
    guard !occurs(name, in: type) else { return false }
    bindings[name] = type
    trail.append(name)
    return true
  }

  private func occurs(_ name: String, in type: CELType) -> Bool {
    switch head(type) {
    case .parameter(let other): name == other
    case .list(let element): occurs(name, in: element)
    case .map(let key, let value): occurs(name, in: key) || occurs(name, in: value)
    case .nullable(let inner): occurs(name, in: inner)
    default: false
    }
  }

  /// The type of an object's values when they all have one.
  static func common(_ object: CELObjectType) -> CELType {
    guard let first = object.fields.values.first else { return .dyn }
    return object.fields.values.allSatisfy { $0 == first } ? first : .dyn
  }

  /// The type that holds both, when there is one that is not `dyn` for want of another.
  mutating func join(_ a: CELType, _ b: CELType) -> CELType? {
    let first = head(a)
    let second = head(b)
    if first == .dyn || second == .dyn { return .dyn }
    if case .null = first, case .nullable = second { return second }
    if case .nullable = second, fit([first], [second]) { return second }
    if case .list(let x) = first, case .list(let y) = second { return join(x, y).map { .list($0) } }
    if fit([second], [first]) { return first }
    if fit([first], [second]) { return second }
    return nil
  }
}
