import BundleCore

/// The functions of the standard at run time.
extension Machine {
  @inline(never)
  mutating func callWith(
    _ function: StandardFunction, _ first: Plan.Place, _ second: Plan.Place, _ offset: Int
  ) throws(CELFault) -> CELValue {
    let a = try value(first)
    return try call(function, a, try value(second), offset)
  }

  @inline(never)
  mutating func call(
    _ function: StandardFunction, _ a: CELValue, _ b: CELValue?, _ offset: Int
  ) throws(CELFault) -> CELValue {
    do throws(OperationFault) {
      return try apply(function, a, b)
    } catch {
      throw located(error, offset)
    }
  }

  private mutating func apply(
    _ function: StandardFunction, _ a: CELValue, _ b: CELValue?
  ) throws(OperationFault) -> CELValue {
    switch function {
    case .size where b == nil: return .int(try size(a))
    case .contains, .startsWith, .endsWith:
      guard case .string(let text) = a, case .string(let part) = b else { throw .noOverload }
      return .bool(try search(function, text, part))
    case .matches:
      guard case .string(let text) = a, case .string(let pattern) = b else { throw .noOverload }
      return .bool(try matches(text, pattern: pattern))
    case .getDate, .getDayOfMonth, .getDayOfWeek, .getDayOfYear, .getFullYear, .getHours,
      .getMilliseconds, .getMinutes, .getMonth, .getSeconds:
      return .int(try part(function, a, b))
    case .bool, .bytes, .double, .int, .string, .uint, .duration, .timestamp, .dyn, .type:
      guard b == nil else { throw .noOverload }
      return try converted(function, a)
    case .size: throw .noOverload
    }
  }

  /// Scalars of a string, octets, elements or entries.
  private mutating func size(_ value: CELValue) throws(OperationFault) -> Int64 {
    switch value {
    case .string(let text):
      try pay(steps: text.utf8.count / 32)
      return Int64(text.unicodeScalars.count)
    case .bytes(let bytes): return Int64(bytes.count)
    case .list(let elements): return Int64(elements.count)
    case .map(let map): return Int64(map.count)
    default: throw .noOverload
    }
  }

  private mutating func search(
    _ function: StandardFunction, _ text: String, _ part: String
  ) throws(OperationFault) -> Bool {
    try pay(steps: text.utf8.count / 32)
    // Eight bytes a byte for the search's table.
    if function == .contains { try pay(memory: part.utf8.count * 8) }
    var text = text
    var part = part
    return text.withUTF8 { text in
      part.withUTF8 { part in
        // Valid UTF-8 is found in valid UTF-8 at the bounds of scalars only.
        switch function {
        case .startsWith: text.starts(with: part)
        case .endsWith: text.suffix(part.count).elementsEqual(part)
        default: Self.contains(text, part)
        }
      }
    }
  }

  /// In linear time (Knuth, Morris and Pratt): both texts may be hostile.
  private static func contains(
    _ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard part.count <= text.count, !part.isEmpty else { return part.isEmpty }
    // How much of the part is still matched after a mismatch.
    var borders = [Int](repeating: 0, count: part.count)
    var border = 0
    for place in part.indices.dropFirst() {
      while border > 0, part[place] != part[border] { border = borders[border - 1] }
      if part[place] == part[border] { border += 1 }
      borders[place] = border
    }
    var matched = 0
    for byte in text {
      while matched > 0, byte != part[matched] { matched = borders[matched - 1] }
      if byte == part[matched] { matched += 1 }
      if matched == part.count { return true }
    }
    return false
  }

  // MARK: Patterns

  @inline(never)
  mutating func matches(
    _ operand: Plan.Place, _ pattern: Int, _ offset: Int
  ) throws(CELFault) -> CELValue {
    guard case .string(let text) = try value(operand) else {
      throw fault("no such overload", offset)
    }
    do throws(OperationFault) {
      return .bool(try match(text, plan.patterns[pattern]))
    } catch {
      throw located(error, offset)
    }
  }

  private mutating func match(
    _ text: String, _ pattern: any CompiledPattern
  ) throws(OperationFault) -> Bool {
    try pay(steps: text.utf8.count / 8)
    do throws(FengniError) {
      return try pattern.matches(text)
    } catch {
      throw OperationFault(reason: "pattern: \(error.reason)")
    }
  }

  /// A pattern out of the data: compiled when it differs from the last.
  private mutating func matches(
    _ text: String, pattern source: String
  ) throws(OperationFault) -> Bool {
    if let known = dynamicPattern, known.text.hasSameScalars(as: source) {
      return try match(text, known.pattern)
    }
    guard let patterns else { throw .noOverload }
    guard source.utf8.count <= Limits.expression else {
      throw OperationFault(code: .celLimit, reason: "pattern too long")
    }
    try pay(steps: 1000 + source.utf8.count * 16)
    let compiled: any CompiledPattern
    do throws(FengniError) {
      compiled = try patterns.compile(source)
    } catch {
      throw OperationFault(reason: "pattern: \(error.reason)")
    }
    dynamicPattern = (source, compiled)
    return try match(text, compiled)
  }

  // MARK: Extensions

  @inline(never)
  mutating func callExtension(_ index: Int, _ offset: Int) throws(CELFault) -> CELValue {
    let call = plan.calls[index]
    var arguments: [CELValue] = []
    for place in call.arguments { arguments.append(try value(place)) }
    let function = call.overloads.first { function in
      zip(function.parameters, arguments).allSatisfy { $0.admits($1) }
    }
    guard let function else { throw fault("no such overload", offset) }
    do throws(OperationFault) {
      try pay(steps: Self.cost(function, arguments))
      let result = try Self.run(function, arguments)
      try pay(memory: result.ownSize)
      return result
    } catch {
      throw located(error, offset)
    }
  }

  /// What a function costs for its arguments: it may look at every element and every byte.
  private static func cost(_ function: CELFunction, _ arguments: [CELValue]) -> Int {
    var size = 1
    for argument in arguments {
      switch argument {
      case .string(let text): size += text.utf8.count / 32
      case .bytes(let bytes): size += bytes.count / 32
      case .map(let map): size += map.count
      case .list(let elements):
        for element in elements { size += 1 + (element.asString?.utf8.count ?? 0) / 32 }
      default: break
      }
    }
    let (cost, overflow) = function.cost.multipliedReportingOverflow(by: size)
    return overflow ? .max : cost
  }

  private static func run(
    _ function: CELFunction, _ arguments: [CELValue]
  ) throws(OperationFault) -> CELValue {
    do throws(FengniError) {
      return try function.body(arguments)
    } catch {
      throw OperationFault(
        code: error.code == .celLimit ? .celLimit : .celEvaluation, reason: error.reason)
    }
  }

  // MARK: Parts of times

  private mutating func part(
    _ function: StandardFunction, _ time: CELValue, _ zone: CELValue?
  ) throws(OperationFault) -> Int64 {
    switch (time, zone) {
    case (.duration(let span), nil): return try part(function, span.nanoseconds)
    case (.timestamp(let time), nil): return try part(function, time, offset: 0)
    case (.timestamp(let time), .string(let zone)):
      try pay(steps: 20)
      guard let offset = ZoneText.offset(zone, at: time.seconds, zones) else {
        throw OperationFault(reason: "unknown time zone")
      }
      return try part(function, time, offset: offset)
    default: throw .noOverload
    }
  }

  /// Of a span the whole hours, minutes or seconds, and the milliseconds beyond the seconds.
  private func part(
    _ function: StandardFunction, _ nanoseconds: Int64
  ) throws(OperationFault) -> Int64 {
    switch function {
    case .getHours: return nanoseconds / 3_600_000_000_000
    case .getMinutes: return nanoseconds / 60_000_000_000
    case .getSeconds: return nanoseconds / 1_000_000_000
    case .getMilliseconds: return nanoseconds / 1_000_000 % 1000
    default: throw .noOverload
    }
  }

  private func part(
    _ function: StandardFunction, _ time: CELTimestamp, offset: Int64
  ) throws(OperationFault) -> Int64 {
    let local = CivilTime(secondsSince1970: time.seconds + offset)
    let date = local.day
    switch function {
    case .getDate: return date.day
    case .getDayOfMonth: return date.day - 1
    case .getDayOfWeek: return date.dayOfWeek
    case .getDayOfYear: return date.dayOfYear
    case .getFullYear: return date.year
    case .getMonth: return date.month - 1
    case .getHours: return local.hour
    case .getMinutes: return local.minute
    case .getSeconds: return local.second
    case .getMilliseconds: return Int64(time.nanoseconds / 1_000_000)
    default: throw .noOverload
    }
  }
}

extension CELValue {
  /// Bytes of the outermost level.
  var ownSize: Int {
    switch self {
    case .string(let text): text.utf8.count + 32
    case .bytes(let bytes): bytes.count + 32
    case .list(let elements): elements.count * MemoryLayout<CELValue>.stride + 32
    case .map(let map): map.count * 4 * MemoryLayout<CELValue>.stride + 32
    default: 0
    }
  }
}
