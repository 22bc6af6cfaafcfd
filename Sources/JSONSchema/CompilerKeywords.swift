import BundleCore
import JSONText

extension Compiler {
  /// Compiles one schema: what costs little comes first, what needs the others' results last.
  mutating func compile(_ place: Place) throws(FengniError) -> Node {
    let absolute = absolute(place)
    let vocabularies: Vocabularies
    switch index.resources[place.resource].dialect {
    case .known(let known, _): vocabularies = known
    case .unknown: vocabularies = []
    }
    switch place.value.kind {
    case .bool(let value):
      return Node(
        resource: place.resource, absolute: absolute, schema: JSONObject([]),
        body: .always(value), readsProperties: false, readsItems: false)
    case .object(let schema):
      var rules: [Rule] = []
      if vocabularies.contains(.validation) { try assertions(place, schema, &rules) }
      try format(place, schema, vocabularies, &rules)
      try references(place, schema, &rules)
      if vocabularies.contains(.applicator) {
        try children(place, schema, vocabularies, &rules)
        try combinations(place, schema, &rules)
      }
      var readsProperties = false
      var readsItems = false
      if vocabularies.contains(.unevaluated) {
        if let value = schema["unevaluatedItems"] {
          rules.append(.unevaluatedItems(try link(place, ["unevaluatedItems"], value)))
          readsItems = true
        }
        if let value = schema["unevaluatedProperties"] {
          rules.append(.unevaluatedProperties(try link(place, ["unevaluatedProperties"], value)))
          readsProperties = true
        }
      }
      return Node(
        resource: place.resource, absolute: absolute, schema: schema,
        body: rules.isEmpty ? .always(true) : .rules(rules), readsProperties: readsProperties,
        readsItems: readsItems)
    default:
      throw fault(.schemaInvalid, place, "a schema is an object or a boolean", place.value)
    }
  }

  private mutating func references(
    _ place: Place, _ schema: JSONObject, _ rules: inout [Rule]
  ) throws(FengniError) {
    if let value = schema["$ref"] {
      rules.append(.ref(try reference(place, "$ref", value).link))
    }
    if let value = schema["$dynamicRef"] {
      let (link, target, uri) = try reference(place, "$dynamicRef", value)
      let name = ExactString(URIReference.percentDecoded(uri.fragment ?? "") ?? "")
      // Dynamic only when it starts out at a dynamic anchor (core, 8.2.3.2).
      if index.resources[target.resource].dynamicAnchors[name]?.location == target.location {
        rules.append(.dynamicRef(link, anchor: anchorNumber(name)))
      } else {
        rules.append(.ref(link))
      }
    }
  }

  private func format(
    _ place: Place, _ schema: JSONObject, _ vocabularies: Vocabularies, _ rules: inout [Rule]
  ) throws(FengniError) {
    guard let value = schema["format"] else { return }
    let isAsserted = vocabularies.contains(.formatAssertion)
    guard isAsserted || vocabularies.contains(.formatAnnotation) else { return }
    guard let name = value.asString else {
      throw fault(.schemaInvalid, place, "format is no string", value)
    }
    if let format = Format(rawValue: name) {
      rules.append(.format(format, isAsserted: isAsserted))
    } else if isAsserted {
      // Who requires assertion must not get silence (validation, 7.2.2).
      throw fault(.schemaInvalid, place, "format \(name) can't be asserted", value)
    }
  }
}

// MARK: Assertions

extension Compiler {
  private mutating func assertions(
    _ place: Place, _ schema: JSONObject, _ rules: inout [Rule]
  ) throws(FengniError) {
    if let value = schema["type"] { rules.append(.types(try types(place, value))) }
    if let value = schema["const"] { rules.append(.const(value, weight: value.weight)) }
    if let value = schema["enum"] {
      rules.append(.enumeration(Enumeration(try array(place, "enum", value))))
    }
    if let value = schema["multipleOf"] {
      let divisor = try number(place, "multipleOf", value)
      guard !divisor.isZero, !divisor.isNegative else {
        throw fault(.schemaInvalid, place, "multipleOf is not above zero", value)
      }
      rules.append(.multipleOf(divisor))
    }
    for keyword in [SchemaKeyword.maximum, .exclusiveMaximum, .minimum, .exclusiveMinimum] {
      guard let value = schema[keyword.rawValue] else { continue }
      rules.append(.bound(keyword, try number(place, keyword.rawValue, value)))
    }
    for keyword in [SchemaKeyword.maxLength, .minLength] {
      guard let value = schema[keyword.rawValue] else { continue }
      rules.append(.length(keyword, try count(place, keyword, value)))
    }
    for keyword in [SchemaKeyword.maxItems, .minItems] {
      guard let value = schema[keyword.rawValue] else { continue }
      rules.append(.itemCount(keyword, try count(place, keyword, value)))
    }
    for keyword in [SchemaKeyword.maxProperties, .minProperties] {
      guard let value = schema[keyword.rawValue] else { continue }
      rules.append(.memberCount(keyword, try count(place, keyword, value)))
    }
    try requirements(place, schema, &rules)
    if let value = schema["pattern"] {
      guard let text = value.asString else {
        throw fault(.schemaInvalid, place, "pattern is no string", value)
      }
      rules.append(.pattern(try pattern(place, text, value)))
    }
    if schema["uniqueItems"]?.asBool == true { rules.append(.uniqueItems) }
  }

  private func requirements(
    _ place: Place, _ schema: JSONObject, _ rules: inout [Rule]
  ) throws(FengniError) {
    if let value = schema["required"] {
      rules.append(.required(try strings(place, "required", value)))
    }
    if let value = schema["dependentRequired"] {
      var list: [(trigger: String, names: [String])] = []
      for member in try object(place, "dependentRequired", value).members {
        list.append((member.name, try strings(place, "dependentRequired", member.value)))
      }
      rules.append(.dependentRequired(list))
    }
  }

  private func types(_ place: Place, _ value: JSONValue) throws(FengniError) -> TypeSet {
    var types: TypeSet = []
    for name in value.asArray ?? [value] {
      guard let text = name.asString, let type = TypeSet(name: text) else {
        throw fault(.schemaInvalid, place, "type is no type", name)
      }
      types.formUnion(type)
    }
    return types
  }

  private func number(
    _ place: Place, _ keyword: String, _ value: JSONValue
  ) throws(FengniError) -> JSONDecimal {
    guard let number = value.asNumber else {
      throw fault(.schemaInvalid, place, "\(keyword) is no number", value)
    }
    return number.decimal
  }

  private func count(
    _ place: Place, _ keyword: SchemaKeyword, _ value: JSONValue
  ) throws(FengniError) -> Int {
    guard let number = value.asNumber, number.isInteger, !number.decimal.isNegative else {
      throw fault(.schemaInvalid, place, "\(keyword.rawValue) is no count", value)
    }
    // Nothing has more elements than fit.
    return number.asInt64.map { Int(clamping: $0) } ?? Int.max
  }

  private func array(
    _ place: Place, _ keyword: String, _ value: JSONValue
  ) throws(FengniError) -> [JSONValue] {
    guard let elements = value.asArray else {
      throw fault(.schemaInvalid, place, "\(keyword) is no array", value)
    }
    return elements
  }

  private func object(
    _ place: Place, _ keyword: String, _ value: JSONValue
  ) throws(FengniError) -> JSONObject {
    guard let object = value.asObject else {
      throw fault(.schemaInvalid, place, "\(keyword) is no object", value)
    }
    return object
  }

  private func strings(
    _ place: Place, _ keyword: String, _ value: JSONValue
  ) throws(FengniError) -> [String] {
    var strings: [String] = []
    for element in try array(place, keyword, value) {
      guard let text = element.asString else {
        throw fault(.schemaInvalid, place, "\(keyword) has what is no string", element)
      }
      strings.append(text)
    }
    return strings
  }
}

// MARK: Applicators

extension Compiler {
  /// Subschemas for parts of the value.
  private mutating func children(
    _ place: Place, _ schema: JSONObject, _ vocabularies: Vocabularies, _ rules: inout [Rule]
  ) throws(FengniError) {
    if let value = schema["propertyNames"] {
      rules.append(.propertyNames(try link(place, ["propertyNames"], value)))
    }
    if let rule = try members(place, schema) { rules.append(.members(rule)) }

    let prefix = try schema["prefixItems"].map { value throws(FengniError) in
      try links(place, "prefixItems", value)
    }
    let rest = try schema["items"].map { value throws(FengniError) in
      try link(place, ["items"], value)
    }
    if prefix != nil || rest != nil { rules.append(.elements(prefix: prefix ?? [], rest: rest)) }

    guard let value = schema["contains"] else { return }
    // The counts belong to the other vocabulary.
    let counts = vocabularies.contains(.validation)
    let least = counts ? schema["minContains"] : nil
    let most = counts ? schema["maxContains"] : nil
    rules.append(
      .contains(
        try link(place, ["contains"], value),
        least: try least.map { value throws(FengniError) in
          try count(place, .minContains, value)
        } ?? 1,
        most: try most.map { value throws(FengniError) in
          try count(place, .maxContains, value)
        }))
  }

  private mutating func members(
    _ place: Place, _ schema: JSONObject
  ) throws(FengniError) -> MemberRule? {
    let properties = schema["properties"]
    let patternProperties = schema["patternProperties"]
    let additional = schema["additionalProperties"]
    if properties == nil && patternProperties == nil && additional == nil { return nil }

    var names = JSONObject([])
    var links: [Link] = []
    if let properties {
      names = try object(place, "properties", properties)
      for member in names.members {
        links.append(try link(place, ["properties", member.name], member.value))
      }
    }
    var patterns: [(pattern: Pattern, link: Link)] = []
    if let patternProperties {
      for member in try object(place, "patternProperties", patternProperties).members {
        let pattern = try pattern(place, member.name, member.value)
        let link = try link(place, ["patternProperties", member.name], member.value)
        patterns.append((pattern, link))
      }
    }
    return MemberRule(
      names: names, links: links, patterns: patterns,
      additional: try additional.map { value throws(FengniError) in
        try link(place, ["additionalProperties"], value)
      })
  }

  /// Subschemas for the value itself.
  private mutating func combinations(
    _ place: Place, _ schema: JSONObject, _ rules: inout [Rule]
  ) throws(FengniError) {
    if let value = schema["allOf"] { rules.append(.allOf(try links(place, "allOf", value))) }
    if let value = schema["anyOf"] { rules.append(.anyOf(try links(place, "anyOf", value))) }
    if let value = schema["oneOf"] { rules.append(.oneOf(try links(place, "oneOf", value))) }
    if let value = schema["not"] { rules.append(.not(try link(place, ["not"], value))) }
    if let value = schema["if"] {
      let then = try schema["then"].map { value throws(FengniError) in
        try link(place, ["then"], value)
      }
      let otherwise = try schema["else"].map { value throws(FengniError) in
        try link(place, ["else"], value)
      }
      let test = try link(place, ["if"], value)
      rules.append(.conditional(test: test, then: then, otherwise: otherwise))
    }
    if let value = schema["dependentSchemas"] {
      var list: [(trigger: String, link: Link)] = []
      for member in try object(place, "dependentSchemas", value).members {
        list.append(
          (member.name, try link(place, ["dependentSchemas", member.name], member.value)))
      }
      rules.append(.dependentSchemas(list))
    }
  }

  private mutating func links(
    _ place: Place, _ keyword: String, _ value: JSONValue
  ) throws(FengniError) -> [Link] {
    var links: [Link] = []
    for (i, element) in try array(place, keyword, value).enumerated() {
      links.append(try link(place, [keyword, String(i)], element))
    }
    return links
  }
}
