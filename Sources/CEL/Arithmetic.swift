/// The operators at run time. They look at the values alone: an argument may have been `dyn`.
extension Machine {
  mutating func apply(
    _ operation: Operator, _ a: CELValue, _ b: CELValue
  ) throws(OperationFault) -> CELValue {
    switch operation {
    case .equal: return .bool(try equal(a, b))
    case .notEqual: return .bool(!(try equal(a, b)))
    case .less: return .bool(try ordering(a, b) == .less)
    case .greater: return .bool(try ordering(a, b) == .greater)
    case .lessOrEqual:
      let ordering = try ordering(a, b)
      return .bool(ordering == .less || ordering == .equal)
    case .greaterOrEqual:
      let ordering = try ordering(a, b)
      return .bool(ordering == .greater || ordering == .equal)
    case .within: return .bool(try contains(b, a))
    case .index: return try element(a, b)
    case .add: return try sum(a, b)
    case .subtract: return try difference(a, b)
    case .multiply, .divide, .remainder: return try product(operation, a, b)
    case .negate, .not: throw .noOverload
    }
  }

  private mutating func contains(
    _ container: CELValue, _ value: CELValue
  ) throws(OperationFault) -> Bool {
    switch container {
    case .list(let elements):
      for element in elements {
        try pay(steps: 1)
        if try equal(element, value) { return true }
      }
      return false
    case .map(let map): return map[value] != nil
    default: throw .noOverload
    }
  }

  private func element(_ container: CELValue, _ index: CELValue) throws(OperationFault) -> CELValue
  {
    switch container {
    case .map(let map):
      guard let value = map[index] else { throw OperationFault(reason: "no such key") }
      return value
    case .list(let elements):
      let place: Int?
      switch index {
      case .int(let value): place = Int(exactly: value)
      case .uint(let value): place = Int(exactly: value)
      case .double(let value): place = Int(exactly: value)
      default: throw .noOverload
      }
      guard let place, elements.indices.contains(place) else {
        throw OperationFault(reason: "no such index")
      }
      return elements[place]
    default: throw .noOverload
    }
  }

  private mutating func sum(_ a: CELValue, _ b: CELValue) throws(OperationFault) -> CELValue {
    switch (a, b) {
    case (.int(let a), .int(let b)): return .int(try checked(a.addingReportingOverflow(b)))
    case (.uint(let a), .uint(let b)): return .uint(try checked(a.addingReportingOverflow(b)))
    case (.double(let a), .double(let b)): return .double(a + b)
    case (.string(let a), .string(let b)):
      try pay(memory: a.utf8.count + b.utf8.count + 32)
      return .string(a + b)
    case (.bytes(let a), .bytes(let b)):
      try pay(memory: a.count + b.count + 32)
      return .bytes(a + b)
    case (.list(let a), .list(let b)):
      try pay(memory: payable(elements: a.count + b.count))
      return .list(a + b)
    case (.timestamp(let time), .duration(let span)), (.duration(let span), .timestamp(let time)):
      guard let sum = time.adding(span) else { throw .range }
      return .timestamp(sum)
    case (.duration(let a), .duration(let b)):
      guard let sum = a.adding(b) else { throw .range }
      return .duration(sum)
    default: throw .noOverload
    }
  }

  private func difference(_ a: CELValue, _ b: CELValue) throws(OperationFault) -> CELValue {
    switch (a, b) {
    case (.int(let a), .int(let b)): return .int(try checked(a.subtractingReportingOverflow(b)))
    case (.uint(let a), .uint(let b)): return .uint(try checked(a.subtractingReportingOverflow(b)))
    case (.double(let a), .double(let b)): return .double(a - b)
    case (.timestamp(let a), .timestamp(let b)):
      guard let span = a.since(b) else { throw .range }
      return .duration(span)
    case (.timestamp(let time), .duration(let span)):
      // The smallest duration has no negative.
      guard let back = CELDuration(nanoseconds: 0).subtracting(span), let sum = time.adding(back)
      else { throw .range }
      return .timestamp(sum)
    case (.duration(let a), .duration(let b)):
      guard let difference = a.subtracting(b) else { throw .range }
      return .duration(difference)
    default: throw .noOverload
    }
  }

  private func product(
    _ operation: Operator, _ a: CELValue, _ b: CELValue
  ) throws(OperationFault) -> CELValue {
    switch (a, b) {
    case (.int(let a), .int(let b)): return .int(try product(operation, a, b))
    case (.uint(let a), .uint(let b)): return .uint(try product(operation, a, b))
    case (.double(let a), .double(let b)):
      switch operation {
      case .multiply: return .double(a * b)
      case .divide: return .double(a / b)
      default: throw .noOverload
      }
    default: throw .noOverload
    }
  }

  private func product<T: FixedWidthInteger>(
    _ operation: Operator, _ a: T, _ b: T
  ) throws(OperationFault) -> T {
    switch operation {
    case .multiply: return try checked(a.multipliedReportingOverflow(by: b))
    case .divide:
      guard b != 0 else { throw OperationFault(reason: "division by zero") }
      return try checked(a.dividedReportingOverflow(by: b))
    default:
      guard b != 0 else { throw OperationFault(reason: "modulus by zero") }
      return try checked(a.remainderReportingOverflow(dividingBy: b))
    }
  }

  private func checked<T>(_ result: (partialValue: T, overflow: Bool)) throws(OperationFault) -> T {
    if result.overflow { throw .overflow }
    return result.partialValue
  }
}
