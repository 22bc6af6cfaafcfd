import JSONText

// MARK: Objects

extension Evaluator {
  mutating func applyToObject(
    _ rule: Rule, _ node: Node, _ value: JSONValue, _ object: JSONObject,
    _ tracker: inout Tracker
  ) -> Bool? {
    switch rule {
    case .memberCount(let keyword, let bound):
      let holds = keyword == .maxProperties ? object.count <= bound : object.count >= bound
      return holds || fail(node, keyword, value, .count(object.count))
    case .required(let names): return required(node, .required, names, value, object)
    case .dependentRequired(let list): return dependentRequired(node, list, value, object)
    case .members(let rule): return members(node, rule, object, &tracker)
    case .propertyNames(let link): return propertyNames(node, link, object)
    case .dependentSchemas(let list):
      var isValid = true
      for (trigger, link) in list {
        guard charge(1) else { return false }
        guard object.index(of: trigger) != nil else { continue }
        if !follow(link, value, &tracker) {
          isValid = false
          if isQuiet { return false }
        }
      }
      return isValid
    case .unevaluatedProperties(let link):
      return unevaluatedProperties(node, link, object, &tracker)
    default: return nil
    }
  }

  private mutating func required(
    _ node: Node, _ keyword: SchemaKeyword, _ names: [String], _ value: JSONValue,
    _ object: JSONObject, suffix: String = ""
  ) -> Bool {
    guard charge(names.count) else { return false }
    var isValid = true
    for name in names where object.index(of: name) == nil {
      isValid = fail(node, keyword, value, .name(name), suffix: suffix)
      if isQuiet { return false }
    }
    return isValid
  }

  private mutating func dependentRequired(
    _ node: Node, _ list: [(trigger: String, names: [String])], _ value: JSONValue,
    _ object: JSONObject
  ) -> Bool {
    var isValid = true
    for (trigger, names) in list {
      guard charge(1) else { return false }
      guard object.index(of: trigger) != nil else { continue }
      let suffix = isQuiet ? "" : "/" + escapedToken(trigger)
      if !required(node, .dependentRequired, names, value, object, suffix: suffix) {
        isValid = false
        if isQuiet { return false }
      }
    }
    return isValid
  }

  private mutating func members(
    _ node: Node, _ rule: MemberRule, _ object: JSONObject, _ tracker: inout Tracker
  ) -> Bool {
    var isValid = true
    for (i, member) in object.members.enumerated() {
      guard charge(1 + rule.patterns.count) else { return false }
      var isKnown = false
      var holds = true
      if let number = rule.names.index(of: member.name) {
        isKnown = true
        if isFalse(rule.links[number]) {
          holds = refuse(node, .properties, name: member.name, member.value)
        } else {
          holds = descend(rule.links[number], member.name, member.value)
        }
      }
      for (pattern, link) in rule.patterns {
        guard charge(member.name.utf8.count >> 4) else { return false }
        guard pattern.matches(member.name) else { continue }
        isKnown = true
        if isFalse(link) {
          holds = refuse(node, .patternProperties, name: member.name, member.value)
        } else if !descend(link, member.name, member.value) {
          holds = false
        }
      }
      if !isKnown, let additional = rule.additional {
        isKnown = true
        if isFalse(additional) {
          holds = refuse(node, .additionalProperties, name: member.name, member.value)
        } else {
          holds = descend(additional, member.name, member.value)
        }
      }
      if isKnown { tracker.insert(i) }
      if !holds {
        isValid = false
        if isQuiet || stopped != nil { return false }
      }
    }
    return isValid
  }

  /// The names are no values of the document: a failure stands at the member, whose name is wrong.
  private mutating func propertyNames(
    _ node: Node, _ link: Link, _ object: JSONObject
  ) -> Bool {
    var isValid = true
    for member in object.members {
      var unused = Tracker(isOn: false)
      let name = JSONValue(.string(member.name), at: member.namePosition)
      if test(link, name, &unused) { continue }
      if stopped != nil { return false }
      isValid = refuse(node, .propertyNames, name: member.name, name)
      if isQuiet { return false }
    }
    return isValid
  }

  private mutating func unevaluatedProperties(
    _ node: Node, _ link: Link, _ object: JSONObject, _ tracker: inout Tracker
  ) -> Bool {
    var isValid = true
    if !tracker.isIncomplete {
      for (i, member) in object.members.enumerated() where !tracker.marks.contains(i) {
        guard charge(1) else { return false }
        let holds =
          isFalse(link)
          ? refuse(node, .unevaluatedProperties, name: member.name, member.value)
          : descend(link, member.name, member.value)
        if !holds {
          isValid = false
          if isQuiet || stopped != nil { return false }
        }
      }
    }
    tracker.insertAll(below: object.count)
    return isValid
  }
}

// MARK: Arrays

extension Evaluator {
  mutating func applyToArray(
    _ rule: Rule, _ node: Node, _ value: JSONValue, _ elements: [JSONValue],
    _ tracker: inout Tracker
  ) -> Bool? {
    switch rule {
    case .itemCount(let keyword, let bound):
      let holds = keyword == .maxItems ? elements.count <= bound : elements.count >= bound
      return holds || fail(node, keyword, value, .count(elements.count))
    case .uniqueItems: return uniqueItems(node, value, elements)
    case .elements(let prefix, let rest):
      return items(node, prefix, rest, elements, &tracker)
    case .contains(let link, let least, let most):
      return contains(node, link, least, most, value, elements, &tracker)
    case .unevaluatedItems(let link): return unevaluatedItems(node, link, elements, &tracker)
    default: return nil
    }
  }

  private mutating func items(
    _ node: Node, _ prefix: [Link], _ rest: Link?, _ elements: [JSONValue],
    _ tracker: inout Tracker
  ) -> Bool {
    var isValid = true
    let end = rest == nil ? min(prefix.count, elements.count) : elements.count
    for (i, element) in elements.prefix(end).enumerated() {
      let keyword: SchemaKeyword = i < prefix.count ? .prefixItems : .items
      guard let link = i < prefix.count ? prefix[i] : rest else { break }
      let holds =
        isFalse(link) ? refuse(node, keyword, index: i, element) : descend(link, i, element)
      if !holds {
        isValid = false
        if isQuiet || stopped != nil { return false }
      }
    }
    tracker.insertAll(below: end)
    return isValid
  }

  private mutating func contains(
    _ node: Node, _ link: Link, _ least: Int, _ most: Int?, _ value: JSONValue,
    _ elements: [JSONValue], _ tracker: inout Tracker
  ) -> Bool {
    var count = 0
    for (i, element) in elements.enumerated() {
      var unused = Tracker(isOn: false)
      if test(link, element, &unused) {
        count += 1
        tracker.insert(i)
        // Enough is enough, unless somebody counts on.
        if isQuiet && !tracker.isOn && most == nil && count >= least { return true }
      }
      if stopped != nil { return false }
    }
    if count < least {
      let keyword: SchemaKeyword = node.schema["minContains"] == nil ? .contains : .minContains
      return fail(node, keyword, value, .count(count))
    }
    if let most, count > most { return fail(node, .maxContains, value, .count(count)) }
    return true
  }

  private mutating func unevaluatedItems(
    _ node: Node, _ link: Link, _ elements: [JSONValue], _ tracker: inout Tracker
  ) -> Bool {
    var isValid = true
    if !tracker.isIncomplete {
      for (i, element) in elements.enumerated() where !tracker.marks.contains(i) {
        guard charge(1) else { return false }
        let holds =
          isFalse(link)
          ? refuse(node, .unevaluatedItems, index: i, element) : descend(link, i, element)
        if !holds {
          isValid = false
          if isQuiet || stopped != nil { return false }
        }
      }
    }
    tracker.insertAll(below: elements.count)
    return isValid
  }

  /// By hash, in time linear in the size of the array; few elements are compared in pairs.
  private mutating func uniqueItems(
    _ node: Node, _ value: JSONValue, _ elements: [JSONValue]
  ) -> Bool {
    guard elements.count > 1 else { return true }
    guard charge(value.weight) else { return false }
    if elements.count <= 4 {
      for i in elements.indices.dropFirst() {
        for j in 0..<i where elements[i] == elements[j] {
          return fail(node, .uniqueItems, value, .duplicates(j, i))
        }
      }
      return true
    }
    var seen: [JSONValue: Int] = [:]
    seen.reserveCapacity(elements.count)
    for (i, element) in elements.enumerated() {
      if let first = seen.updateValue(i, forKey: element) {
        return fail(node, .uniqueItems, value, .duplicates(first, i))
      }
    }
    return true
  }
}
