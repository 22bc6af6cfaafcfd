import BundleCore

/// The macros at run time.
extension Machine {
  @inline(never)
  mutating func comprehension(_ index: Int, _ offset: Int) throws(CELFault) -> CELValue {
    let comprehension = plan.comprehensions[index]
    let range: Range
    switch try value(comprehension.range) {
    case .list(let elements): range = .list(elements)
    case .map(let map): range = .map(map)
    default: throw fault("no such overload", plan.steps[comprehension.range].offset)
    }
    // Each element costs at least the step of what is evaluated for it.
    switch comprehension.form {
    case .all: return try quantifier(comprehension, range, decisive: false)
    case .exists: return try quantifier(comprehension, range, decisive: true)
    case .existsOne: return try existsOne(comprehension, range)
    case .list: return try transformedList(comprehension, range, offset)
    case .map: return try transformedMap(comprehension, range, offset)
    }
  }

  private enum Range {
    case list([CELValue])
    case map(CELMap)

    var count: Int {
      switch self {
      case .list(let elements): elements.count
      case .map(let map): map.count
      }
    }

    /// Index and element, or key and value.
    func pair(_ place: Int) -> (CELValue, CELValue) {
      switch self {
      case .list(let elements): (.int(Int64(place)), elements[place])
      case .map(let map): (map.entries[place].key, map.entries[place].value)
      }
    }

    /// What a single variable stands for: an element or a key.
    func single(_ place: Int) -> CELValue {
      switch self {
      case .list(let elements): elements[place]
      case .map(let map): map.entries[place].key
      }
    }
  }

  private mutating func bind(_ comprehension: Plan.Comprehension, _ range: Range, _ place: Int) {
    if comprehension.hasTwoVariables {
      (slots[comprehension.slot], slots[comprehension.slot + 1]) = range.pair(place)
    } else {
      slots[comprehension.slot] = range.single(place)
    }
  }

  private mutating func accepts(_ comprehension: Plan.Comprehension) throws(CELFault) -> Bool {
    guard let predicate = comprehension.predicate else { return true }
    return try condition(predicate)
  }

  /// `all` and `exists` are long `&&` and `||`: a decisive element takes away all errors.
  private mutating func quantifier(
    _ comprehension: Plan.Comprehension, _ range: Range, decisive: Bool
  ) throws(CELFault) -> CELValue {
    var first: CELFault?
    for place in 0..<range.count {
      bind(comprehension, range, place)
      do throws(CELFault) {
        if try accepts(comprehension) == decisive { return .bool(decisive) }
      } catch {
        if error.code == .celLimit { throw error }
        if first == nil { first = error }
      }
    }
    if let first { throw first }
    return .bool(!decisive)
  }

  private mutating func existsOne(
    _ comprehension: Plan.Comprehension, _ range: Range
  ) throws(CELFault) -> CELValue {
    var count = 0
    for place in 0..<range.count {
      bind(comprehension, range, place)
      if try accepts(comprehension) { count += 1 }
    }
    return .bool(count == 1)
  }

  private mutating func transformedList(
    _ comprehension: Plan.Comprehension, _ range: Range, _ offset: Int
  ) throws(CELFault) -> CELValue {
    var elements: [CELValue] = []
    for place in 0..<range.count {
      bind(comprehension, range, place)
      guard try accepts(comprehension) else { continue }
      try payFor(elements: 1, offset)
      if let transform = comprehension.transform {
        elements.append(try value(transform))
      } else {
        elements.append(slots[comprehension.slot])
      }
    }
    return .list(elements)
  }

  private mutating func transformedMap(
    _ comprehension: Plan.Comprehension, _ range: Range, _ offset: Int
  ) throws(CELFault) -> CELValue {
    var entries: [CELMap.Entry] = []
    for place in 0..<range.count {
      bind(comprehension, range, place)
      guard try accepts(comprehension), let transform = comprehension.transform else { continue }
      try payFor(elements: 4, offset)
      let key = slots[comprehension.slot]
      entries.append(CELMap.Entry(key: key, value: try value(transform)))
    }
    return .map(try made(entries, offset))
  }
}
