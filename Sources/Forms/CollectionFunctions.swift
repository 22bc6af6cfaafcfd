import BundleCore
import CEL
import JSONText

extension FormFunctions {
  /// Sums, comparisons and the like over lists.
  static let collections: [CELFunction] = [
    CELFunction("sum", parameters: [.list(.int)], result: .int, body: sum),
    CELFunction("sum", parameters: [.list(.double)], result: .double, body: sum),
    CELFunction("maxOf", parameters: [.list(.int)], result: .int, cost: 8) {
      (arguments) throws(FengniError) in
      var greatest: Int64?
      for element in try list(arguments) {
        let value = try integer(element)
        greatest = max(greatest ?? value, value)
      }
      return .int(greatest ?? 0)
    },
    CELFunction("distinct", parameters: [.list(.parameter("T"))], result: .bool, cost: 4) {
      (arguments) throws(FengniError) in
      var seen: Set<[UInt8]> = []
      for element in try list(arguments) {
        switch element {
        case .bool, .int, .double, .string: break
        default: throw FengniError(.celEvaluation, reason: "elements that are no scalars")
        }
        // Elements of one list have one type, so what is equal is written alike.
        let text = try element.json().serialized(.compact)
        guard seen.insert(text).inserted else { return .bool(false) }
      }
      return .bool(true)
    },
    CELFunction("abs", parameters: [.int], result: .int) { (arguments) throws(FengniError) in
      guard let value = arguments.first?.asInt, value != .min else {
        throw FengniError(.celEvaluation, reason: "overflow")
      }
      return .int(abs(value))
    },
    CELFunction("abs", parameters: [.double], result: .double) { (arguments) throws(FengniError) in
      guard case .double(let value)? = arguments.first else {
        throw FengniError(.celEvaluation, reason: "no number")
      }
      return .double(abs(value))
    },
  ]

  /// Which overload is meant is known before evaluation; then the elements say it.
  @Sendable private static func sum(_ arguments: [CELValue]) throws(FengniError) -> CELValue {
    let elements = try list(arguments)
    if case .double? = elements.first {
      var sum = 0.0
      for element in elements {
        guard case .double(let value) = element else {
          throw FengniError(.celEvaluation, reason: "no number")
        }
        sum += value
      }
      return .double(sum)
    }
    var sum: Int64 = 0
    for element in elements {
      let (next, overflow) = sum.addingReportingOverflow(try integer(element))
      guard !overflow else { throw FengniError(.celEvaluation, reason: "overflow") }
      sum = next
    }
    return .int(sum)
  }

  private static func list(_ arguments: [CELValue]) throws(FengniError) -> [CELValue] {
    guard let list = arguments.first?.asList else {
      throw FengniError(.celEvaluation, reason: "no list")
    }
    return list
  }

  private static func integer(_ value: CELValue) throws(FengniError) -> Int64 {
    guard let value = value.asInt else { throw FengniError(.celEvaluation, reason: "no integer") }
    return value
  }
}
