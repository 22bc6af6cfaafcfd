/// The operators; the raw value is how an error shows them.
enum Operator: String, Sendable, CaseIterable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"
  case negate = "-_"
  case not = "!"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case within = "in"
  case index = "[]"
}

/// The functions of the standard.
enum StandardFunction: String, Sendable, CaseIterable {
  case size, contains, startsWith, endsWith, matches
  case bool, bytes, double, int, string, uint, duration, timestamp, dyn, type
  case getDate, getDayOfMonth, getDayOfWeek, getDayOfYear, getFullYear, getHours
  case getMilliseconds, getMinutes, getMonth, getSeconds
}

/// One signature.
struct Overload: Sendable {
  let parameters: [CELType]
  let result: CELType
  var isMember = false
}

/// The signatures of the standard (langdef, "List of Standard Definitions").
enum Standard {
  private static let a = CELType.parameter("A")
  private static let b = CELType.parameter("B")
  private static let numbers: [CELType] = [.int, .uint, .double]

  static let operators: [Operator: [Overload]] = {
    var table: [Operator: [Overload]] = [:]
    func same(_ types: [CELType]) -> [Overload] {
      types.map { Overload(parameters: [$0, $0], result: $0) }
    }
    table[.add] =
      same(numbers + [.string, .bytes, .list(a), .duration]) + [
        Overload(parameters: [.timestamp, .duration], result: .timestamp),
        Overload(parameters: [.duration, .timestamp], result: .timestamp),
      ]
    table[.subtract] =
      same(numbers + [.duration]) + [
        Overload(parameters: [.timestamp, .timestamp], result: .duration),
        Overload(parameters: [.timestamp, .duration], result: .timestamp),
      ]
    table[.multiply] = same(numbers)
    table[.divide] = same(numbers)
    table[.remainder] = same([.int, .uint])
    table[.negate] = [CELType.int, .double].map { Overload(parameters: [$0], result: $0) }
    table[.not] = [Overload(parameters: [.bool], result: .bool)]
    for comparison in [Operator.equal, .notEqual] {
      table[comparison] = [Overload(parameters: [a, a], result: .bool)]
    }
    // Numbers are ordered across types, unlike equality, which asks for `dyn` then.
    let ordered: [CELType] = [.bool, .string, .bytes, .timestamp, .duration]
    let pairs =
      ordered.map { [$0, $0] } + numbers.flatMap { left in numbers.map { [left, $0] } }
    for comparison in [Operator.less, .lessOrEqual, .greater, .greaterOrEqual] {
      table[comparison] = pairs.map { Overload(parameters: $0, result: .bool) }
    }
    table[.within] = [
      Overload(parameters: [a, .list(a)], result: .bool),
      Overload(parameters: [a, .map(a, b)], result: .bool),
    ]
    table[.index] = [
      Overload(parameters: [.list(a), .int], result: a),
      Overload(parameters: [.map(a, b), a], result: b),
    ]
    return table
  }()

  static let functions: [StandardFunction: [Overload]] = {
    var table: [StandardFunction: [Overload]] = [:]
    for type in [CELType.string, .bytes, .list(a), .map(a, b)] {
      for isMember in [false, true] {
        table[.size, default: []].append(
          Overload(parameters: [type], result: .int, isMember: isMember))
      }
    }
    for function in [StandardFunction.contains, .startsWith, .endsWith, .matches] {
      table[function] = [
        Overload(parameters: [.string, .string], result: .bool, isMember: true)
      ]
    }
    table[.matches, default: []].append(
      Overload(parameters: [.string, .string], result: .bool))
    let conversions: [(StandardFunction, CELType, [CELType])] = [
      (.bool, .bool, [.bool, .string]),
      (.bytes, .bytes, [.bytes, .string]),
      (.double, .double, numbers + [.string]),
      (.int, .int, numbers + [.string, .timestamp]),
      (.string, .string, numbers + [.string, .bool, .bytes, .timestamp, .duration]),
      (.uint, .uint, numbers + [.string]),
      (.duration, .duration, [.duration, .string]),
      (.timestamp, .timestamp, [.timestamp, .string, .int]),
      (.dyn, .dyn, [a]),
      (.type, .type, [a]),
    ]
    for (function, result, sources) in conversions {
      table[function] = sources.map { Overload(parameters: [$0], result: result) }
    }
    let calendar: [StandardFunction] = [
      .getDate, .getDayOfMonth, .getDayOfWeek, .getDayOfYear, .getFullYear, .getMonth,
    ]
    let clock: [StandardFunction] = [.getHours, .getMilliseconds, .getMinutes, .getSeconds]
    for function in calendar + clock {
      table[function] = [
        Overload(parameters: [.timestamp], result: .int, isMember: true),
        Overload(parameters: [.timestamp, .string], result: .int, isMember: true),
      ]
    }
    for function in clock {
      table[function, default: []].append(
        Overload(parameters: [.duration], result: .int, isMember: true))
    }
    return table
  }()
}
