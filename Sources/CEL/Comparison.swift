import BundleCore

/// How one value stands to another.
enum Ordering {
  case less, equal, greater
  /// A NaN is involved.
  case unordered

  init<T: Comparable>(_ a: T, _ b: T) {
    self = a < b ? .less : a == b ? .equal : a > b ? .greater : .unordered
  }

  var reversed: Ordering {
    switch self {
    case .less: .greater
    case .greater: .less
    default: self
    }
  }

  /// Numbers of any two types; nil when one is not a number.
  static func ofNumbers(_ a: CELValue, _ b: CELValue) -> Ordering? {
    switch (a, b) {
    case (.int(let a), .int(let b)): Ordering(a, b)
    case (.uint(let a), .uint(let b)): Ordering(a, b)
    case (.double(let a), .double(let b)): Ordering(a, b)
    case (.int(let a), .uint(let b)): a < 0 ? .less : Ordering(UInt64(a), b)
    case (.uint(let a), .int(let b)): b < 0 ? .greater : Ordering(a, UInt64(b))
    case (.int(let a), .double(let b)): integer(a, b)
    case (.double(let a), .int(let b)): integer(b, a).reversed
    case (.uint(let a), .double(let b)): integer(a, b)
    case (.double(let a), .uint(let b)): integer(b, a).reversed
    default: nil
    }
  }

  /// The conformance suite asks for a comparison of doubles within the integer's range, where large
  /// integers lose their last digits, and an exact one outside.
  private static func integer<T: FixedWidthInteger>(_ a: T, _ b: Double) -> Ordering {
    if b < Double(T.min) { return .greater }
    if b > Double(T.max) { return .less }
    return Ordering(Double(a), b)
  }
}

extension Machine {
  /// Equality (langdef, "Equality"): numbers across types, different types are not equal.
  mutating func equal(
    _ a: CELValue, _ b: CELValue, depth: Int = 0
  ) throws(OperationFault) -> Bool {
    switch (a, b) {
    case (.null, .null): return true
    case (.bool(let a), .bool(let b)): return a == b
    case (.string(let a), .string(let b)):
      guard a.utf8.count == b.utf8.count else { return false }
      try pay(steps: a.utf8.count / 32)
      return a.hasSameScalars(as: b)
    case (.bytes(let a), .bytes(let b)):
      guard a.count == b.count else { return false }
      try pay(steps: a.count / 32)
      return a == b
    case (.timestamp(let a), .timestamp(let b)): return a == b
    case (.duration(let a), .duration(let b)): return a == b
    case (.type(let a), .type(let b)): return a == b
    case (.list(let a), .list(let b)): return try equal(a, b, depth + 1)
    case (.map(let a), .map(let b)): return try equal(a, b, depth + 1)
    default: return Ordering.ofNumbers(a, b) == .equal
    }
  }

  private mutating func equal(
    _ a: [CELValue], _ b: [CELValue], _ depth: Int
  ) throws(OperationFault) -> Bool {
    guard depth < Limits.ruleValueDepth else { throw .tooDeep }
    guard a.count == b.count else { return false }
    for index in a.indices {
      try pay(steps: 1)
      if !(try equal(a[index], b[index], depth: depth)) { return false }
    }
    return true
  }

  private mutating func equal(
    _ a: CELMap, _ b: CELMap, _ depth: Int
  ) throws(OperationFault) -> Bool {
    guard depth < Limits.ruleValueDepth else { throw .tooDeep }
    guard a.count == b.count else { return false }
    for entry in a.entries {
      try pay(steps: 1)
      guard let other = b[entry.key] else { return false }
      if !(try equal(entry.value, other, depth: depth)) { return false }
    }
    return true
  }

  /// `<` and its kin.
  mutating func ordering(_ a: CELValue, _ b: CELValue) throws(OperationFault) -> Ordering {
    if let ordering = Ordering.ofNumbers(a, b) { return ordering }
    switch (a, b) {
    case (.bool(let a), .bool(let b)): return Ordering(a ? 1 : 0, b ? 1 : 0)
    case (.string(let a), .string(let b)):
      try pay(steps: min(a.utf8.count, b.utf8.count) / 8)
      // The order of UTF-8's bytes is that of the scalars.
      return Self.lexicographic(a.utf8, b.utf8)
    case (.bytes(let a), .bytes(let b)):
      try pay(steps: min(a.count, b.count) / 8)
      return Self.lexicographic(a, b)
    case (.timestamp(let a), .timestamp(let b)): return Ordering(a, b)
    case (.duration(let a), .duration(let b)): return Ordering(a, b)
    default: throw .noOverload
    }
  }

  private static func lexicographic(
    _ a: some Sequence<UInt8>, _ b: some Sequence<UInt8>
  ) -> Ordering {
    if a.lexicographicallyPrecedes(b) { return .less }
    return b.lexicographicallyPrecedes(a) ? .greater : .equal
  }
}

extension OperationFault {
  fileprivate static let tooDeep = OperationFault(code: .celLimit, reason: "nested too deeply")
}
