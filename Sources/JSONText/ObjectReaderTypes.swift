public import BundleCore

// MARK: Strings

extension ObjectReader {
  /// A string of at most `limit` UTF-8 bytes.
  public func string(_ name: String, limit: Int = .max) throws(FengniError) -> String {
    try string(required(name), name, limit)
  }

  /// A string, or nil when there is no such member.
  public func optionalString(
    _ name: String, limit: Int = .max
  ) throws(FengniError) -> String? {
    guard let value = optional(name) else { return nil }
    return try string(value, name, limit)
  }

  /// An array of strings.
  public func strings(_ name: String) throws(FengniError) -> [String] {
    var strings: [String] = []
    for (i, value) in try array(name).enumerated() {
      strings.append(try string(value, name, .max, index: i))
    }
    return strings
  }

  /// One of the allowed strings; throws `jsonValueNotAllowed` for others.
  public func string(_ name: String, of allowed: [String]) throws(FengniError) -> String {
    let text = try string(name)
    guard allowed.contains(where: { $0.hasSameScalars(as: text) }) else {
      throw error(
        .jsonValueNotAllowed, at: name,
        reason: "expected one of " + allowed.joined(separator: ", "))
    }
    return text
  }

  /// A case of an enumeration whose raw values are the allowed strings; throws
  /// `jsonValueNotAllowed` for others.
  public func choice<Choice>(
    _ name: String, as type: Choice.Type = Choice.self
  ) throws(FengniError) -> Choice
  where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
    let text = try string(name)
    if let choice = Choice.allCases.first(where: { $0.rawValue.hasSameScalars(as: text) }) {
      return choice
    }
    throw error(
      .jsonValueNotAllowed, at: name,
      reason: "expected one of " + Choice.allCases.map { $0.rawValue }.joined(separator: ", "))
  }

  /// A case of an enumeration, or nil when there is no such member.
  public func optionalChoice<Choice>(
    _ name: String, as type: Choice.Type = Choice.self
  ) throws(FengniError) -> Choice?
  where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
    has(name) ? try choice(name, as: type) : nil
  }

  private func string(
    _ value: JSONValue, _ name: String, _ limit: Int, index: Int? = nil
  ) throws(FengniError) -> String {
    guard case .string(let text) = value.kind else {
      throw wrongType("string", value, name, index: index)
    }
    guard text.utf8.count <= limit else {
      throw error(.jsonValueNotAllowed, at: name, reason: "longer than \(limit) bytes")
    }
    return text
  }
}

// MARK: Numbers and truth

extension ObjectReader {
  /// An integer within a range, written without fraction and exponent; throws
  /// `jsonValueNotAllowed` outside the range.
  public func integer(
    _ name: String, in range: ClosedRange<Int64> = -Limits.jsonInteger...Limits.jsonInteger
  ) throws(FengniError) -> Int64 {
    let value = try required(name)
    guard case .number(let number) = value.kind, number.isIntegerLiteral,
      let integer = number.asInt64
    else { throw wrongType("integer", value, name) }
    guard range.contains(integer) else {
      throw error(
        .jsonValueNotAllowed, at: name,
        reason: "expected \(range.lowerBound) to \(range.upperBound)")
    }
    return integer
  }

  /// An integer within a range, or nil when there is no such member.
  public func optionalInteger(
    _ name: String, in range: ClosedRange<Int64> = -Limits.jsonInteger...Limits.jsonInteger
  ) throws(FengniError) -> Int64? {
    has(name) ? try integer(name, in: range) : nil
  }

  /// A truth value.
  public func bool(_ name: String) throws(FengniError) -> Bool {
    let value = try required(name)
    guard case .bool(let truth) = value.kind else { throw wrongType("boolean", value, name) }
    return truth
  }

  /// A truth value, or nil when there is no such member.
  public func optionalBool(_ name: String) throws(FengniError) -> Bool? {
    has(name) ? try bool(name) : nil
  }
}

// MARK: Containers

extension ObjectReader {
  /// The elements of an array.
  public func array(
    _ name: String, count: ClosedRange<Int> = 0...Int.max
  ) throws(FengniError) -> [JSONValue] {
    let value = try required(name)
    guard case .array(let elements) = value.kind else { throw wrongType("array", value, name) }
    guard count.contains(elements.count) else {
      throw error(
        .jsonValueNotAllowed, at: name, reason: "number of elements outside its bounds")
    }
    return elements
  }

  /// The elements of an array, or nil when there is no such member.
  public func optionalArray(
    _ name: String, count: ClosedRange<Int> = 0...Int.max
  ) throws(FengniError) -> [JSONValue]? {
    has(name) ? try array(name, count: count) : nil
  }

  /// A reader for an object.
  public func object(_ name: String) throws(FengniError) -> ObjectReader {
    try ObjectReader(required(name), at: path(name), subject: subject)
  }

  /// A reader for an object, or nil when there is no such member.
  public func optionalObject(_ name: String) throws(FengniError) -> ObjectReader? {
    has(name) ? try object(name) : nil
  }

  /// A reader for each element of an array of objects.
  public func objects(
    _ name: String, count: ClosedRange<Int> = 0...Int.max
  ) throws(FengniError) -> [ObjectReader] {
    var readers: [ObjectReader] = []
    for (i, value) in try array(name, count: count).enumerated() {
      readers.append(try ObjectReader(value, at: path(name) + "/\(i)", subject: subject))
    }
    return readers
  }

  private func wrongType(
    _ expected: String, _ value: JSONValue, _ name: String, index: Int? = nil
  ) -> FengniError {
    let place = path(name) + (index.map { "/\($0)" } ?? "")
    return Self.error(
      .jsonWrongType, subject, place, value.position,
      "expected \(expected), found " + value.typeName)
  }
}
