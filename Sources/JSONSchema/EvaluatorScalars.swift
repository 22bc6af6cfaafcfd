import JSONText

extension Evaluator {
  mutating func applyToNumber(
    _ rule: Rule, _ node: Node, _ value: JSONValue, _ number: JSONNumber
  ) -> Bool? {
    switch rule {
    case .multipleOf(let divisor):
      let isMultiple = number.decimal.isMultiple(of: divisor)
      return isMultiple || fail(node, .multipleOf, value, .mismatch)
    case .bound(let keyword, let bound):
      let decimal = number.decimal
      let holds =
        switch keyword {
        case .maximum: decimal <= bound
        case .exclusiveMaximum: decimal < bound
        case .minimum: decimal >= bound
        default: decimal > bound
        }
      return holds || fail(node, keyword, value, .mismatch)
    default: return nil
    }
  }

  mutating func applyToString(
    _ rule: Rule, _ node: Node, _ value: JSONValue, _ text: String
  ) -> Bool? {
    switch rule {
    case .length(let keyword, let bound):
      guard charge(text.utf8.count >> 4) else { return false }
      // Characters of RFC 8259 are code points.
      let count = text.unicodeScalars.count
      let holds = keyword == .maxLength ? count <= bound : count >= bound
      return holds || fail(node, keyword, value, .count(count))
    case .pattern(let pattern):
      guard charge(1 + text.utf8.count >> 4) else { return false }
      return pattern.matches(text) || fail(node, .pattern, value, .mismatch)
    case .format(let format, let isAsserted):
      guard isAsserted || options.assertsFormats else { return true }
      guard charge(1 + text.utf8.count >> 4) else { return false }
      return format.accepts(text) || fail(node, .format, value, .mismatch)
    default: return nil
    }
  }

  /// What is about every value; rules about other kinds of value pass.
  mutating func applyToAny(
    _ rule: Rule, _ node: Node, _ value: JSONValue, _ tracker: inout Tracker
  ) -> Bool {
    switch rule {
    case .types(let types):
      let own = TypeSet(of: value)
      return !own.isDisjoint(with: types) || fail(node, .type, value, .type(Self.name(value)))
    case .const(let expected, let weight):
      guard charge(weight) else { return false }
      return value == expected || fail(node, .const, value, .mismatch)
    case .enumeration(let enumeration):
      return isListed(value, enumeration) || fail(node, .enum, value, .mismatch)
    case .ref(let link): return follow(link, value, &tracker)
    case .dynamicRef(let link, let anchor):
      return follow(dynamicTarget(link, anchor: anchor), value, &tracker)
    case .allOf(let links): return allOf(links, value, &tracker)
    case .anyOf(let links): return anyOf(node, links, value, &tracker)
    case .oneOf(let links): return oneOf(node, links, value, &tracker)
    case .not(let link):
      var unused = Tracker(isOn: false)
      let holds = test(link, value, &unused)
      if stopped != nil { return false }
      return !holds || fail(node, .not, value, .mismatch)
    case .conditional(let test, let then, let otherwise):
      return conditional(test, then, otherwise, value, &tracker)
    default: return true
    }
  }

  private static func name(_ value: JSONValue) -> String {
    if case .number(let number) = value.kind, number.isInteger { return "integer" }
    return value.typeName
  }

  private mutating func isListed(_ value: JSONValue, _ enumeration: Enumeration) -> Bool {
    switch value.kind {
    case .array, .object:
      return enumeration.containers.contains { expected, weight in
        charge(weight) && value == expected
      }
    case .string(let text):
      return charge(text.utf8.count >> 4) && enumeration.scalars.contains(value)
    default: return enumeration.scalars.contains(value)
    }
  }
}

// MARK: Combinations

extension Evaluator {
  private mutating func allOf(
    _ links: [Link], _ value: JSONValue, _ tracker: inout Tracker
  ) -> Bool {
    var isValid = true
    for link in links where !follow(link, value, &tracker) {
      isValid = false
      if isQuiet || stopped != nil { return false }
    }
    return isValid
  }

  private mutating func anyOf(
    _ node: Node, _ links: [Link], _ value: JSONValue, _ tracker: inout Tracker
  ) -> Bool {
    let mark = failureMark
    var isValid = false
    for link in links {
      var own = Tracker(isOn: tracker.isOn)
      if follow(link, value, &own) {
        tracker.merge(own, ifValid: true)
        isValid = true
        // All that hold have a say in what was evaluated, if anybody asks.
        if !tracker.isOn { break }
      }
      if stopped != nil { return false }
    }
    guard !isValid else {
      forget(after: mark)
      return true
    }
    tracker.isIncomplete = true
    return fail(node, .anyOf, value, .count(0), becauseOf: mark)
  }

  private mutating func oneOf(
    _ node: Node, _ links: [Link], _ value: JSONValue, _ tracker: inout Tracker
  ) -> Bool {
    let mark = failureMark
    var held = 0
    for link in links {
      var own = Tracker(isOn: tracker.isOn)
      if follow(link, value, &own) {
        tracker.merge(own, ifValid: true)
        held += 1
        if held > 1 && isQuiet { return false }
      }
      if stopped != nil { return false }
    }
    if held == 1 {
      forget(after: mark)
      return true
    }
    tracker.isIncomplete = true
    if held > 1 { forget(after: mark) }
    return fail(node, .oneOf, value, .count(held), becauseOf: mark)
  }

  private mutating func conditional(
    _ test: Link, _ then: Link?, _ otherwise: Link?, _ value: JSONValue,
    _ tracker: inout Tracker
  ) -> Bool {
    if then == nil && otherwise == nil && !tracker.isOn { return true }
    var own = Tracker(isOn: tracker.isOn)
    // Without a short cut, as the marks of an `if` that holds count.
    let holds = self.test(test, value, &own)
    if stopped != nil { return false }
    if holds { tracker.merge(own, ifValid: true) }
    guard let next = holds ? then : otherwise else { return true }
    return follow(next, value, &tracker)
  }
}
