public import BundleCore
public import CEL
import JSONText

/// What rules may call beyond the language: identifiers, dates in the campaign's zone, code lists,
/// and sums (SPEC, 10.3).
public struct FormFunctions: Sendable {
  /// Code lists by name.
  public var lists: [String: CodeList]
  /// The zone in which dates begin and end; its rules also tell the other zones that rules name.
  public var timeZone: Zone

  /// The list of divisions has this name.
  public static let divisions = "divisions"

  public init(lists: [String: CodeList] = [:], timeZone: Zone = .china) {
    self.lists = lists
    self.timeZone = timeZone
  }

  /// An environment with these functions, RE2 for patterns, and some variables.
  public func environment(_ variables: [String: CELType]) -> CELEnvironment {
    CELEnvironment(
      variables: variables, functions: all, patterns: RE2Matcher(), zones: timeZone.rules)
  }

  private var all: [CELFunction] { Self.identifiers + dates + codes + Self.collections }

  // MARK: Identifiers

  private static let identifiers: [CELFunction] = [
    test("uscc", Identifier.isCreditCode), test("orgCode", Identifier.isOrganisationCode),
    test("ws218", Identifier.isInstitutionCode), test("phone", Identifier.isPhone),
    test("mobile", Identifier.isMobile), test("email", Identifier.isMail),
    test("postcode", Identifier.isPostcode), test("blank", Prose.isBlank),
    CELFunction("hanCount", parameters: [.string], result: .int, cost: 8) {
      (arguments) throws(FengniError) in .int(Int64(Prose.hanCount(try string(arguments, 0))))
    },
  ]

  private static func test(
    _ name: String, _ body: @escaping @Sendable (String) -> Bool
  ) -> CELFunction {
    CELFunction(name, parameters: [.string], result: .bool, cost: 8) {
      (arguments) throws(FengniError) in .bool(body(try string(arguments, 0)))
    }
  }

  // MARK: Dates

  private var dates: [CELFunction] {
    let zone = timeZone
    return [
      CELFunction("date", parameters: [.string], result: .timestamp, cost: 8) {
        (arguments) throws(FengniError) in
        guard let end = Timestamp.endOfDay(try Self.string(arguments, 0), zone: zone),
          let begin = CELTimestamp(seconds: end.secondsSince1970 - 86_400)
        else { throw FengniError(.celEvaluation, reason: "no date") }
        return .timestamp(begin)
      },
      CELFunction("year", parameters: [.string], result: .int, cost: 8) {
        (arguments) throws(FengniError) in
        .int(try CalendarDay(Self.string(arguments, 0)).year)
      },
      CELFunction("daysBetween", parameters: [.string, .string], result: .int, cost: 16) {
        (arguments) throws(FengniError) in
        let from = try CalendarDay(Self.string(arguments, 0))
        return .int(try CalendarDay(Self.string(arguments, 1)).number - from.number)
      },
    ]
  }

  // MARK: Code lists

  private var codes: [CELFunction] {
    let lists = lists
    @Sendable func list(_ arguments: [CELValue]) throws(FengniError) -> CodeList {
      guard let list = lists[try Self.string(arguments, 0)] else {
        throw FengniError(.celEvaluation, reason: "no such code list")
      }
      return list
    }
    let divisions = lists[Self.divisions]
    return [
      CELFunction("inList", parameters: [.string, .string], result: .bool, cost: 8) {
        (arguments) throws(FengniError) in
        .bool(try list(arguments).contains(Self.string(arguments, 1)))
      },
      CELFunction(
        "listInt", parameters: [.string, .string, .string, .int], result: .int, cost: 8
      ) { (arguments) throws(FengniError) in
        let member = try list(arguments).member(
          Self.string(arguments, 2), of: Self.string(arguments, 1))
        return member?.asNumber?.asInt64.map { .int($0) } ?? arguments[3]
      },
      CELFunction(
        "listText", parameters: [.string, .string, .string, .string], result: .string, cost: 8
      ) { (arguments) throws(FengniError) in
        let member = try list(arguments).member(
          Self.string(arguments, 2), of: Self.string(arguments, 1))
        return member?.asString.map { .string($0) } ?? arguments[3]
      },
      CELFunction("division", parameters: [.string], result: .bool, cost: 8) {
        (arguments) throws(FengniError) in
        guard let divisions else { throw FengniError(.celEvaluation, reason: "no divisions") }
        return .bool(divisions.contains(try Self.string(arguments, 0)))
      },
      CELFunction("division", parameters: [.string, .string], result: .bool, cost: 16) {
        (arguments) throws(FengniError) in
        guard let divisions else { throw FengniError(.celEvaluation, reason: "no divisions") }
        let year = try CalendarDay(Self.string(arguments, 1)).year
        return .bool(divisions.contains(try Self.string(arguments, 0), inYear: year))
      },
    ]
  }

  static func string(_ arguments: [CELValue], _ index: Int) throws(FengniError) -> String {
    guard index < arguments.count, let text = arguments[index].asString else {
      throw FengniError(.celEvaluation, reason: "no text")
    }
    return text
  }
}

/// A day as rules name it, `YYYY-MM-DD`, from 1970 on as all times of the format.
struct CalendarDay {
  let year: Int64
  /// Days since 1970-01-01.
  let number: Int64

  /// Throws `celEvaluation` when the text is no date.
  init(_ text: String) throws(FengniError) {
    guard let day = CivilDay(text), day.year >= 1970 else {
      throw FengniError(.celEvaluation, reason: "no date")
    }
    year = day.year
    number = day.daysSince1970
  }
}

/// What can be said of a text without understanding it.
public enum Prose {
  /// Whether nothing but white space and punctuation is there.
  public static func isBlank(_ text: String) -> Bool {
    !text.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
  }

  /// Han characters (CJK unified ideographs and their extensions).
  public static func hanCount(_ text: String) -> Int {
    text.unicodeScalars.count { scalar in
      switch scalar.value {
      case 0x3400...0x4dbf, 0x4e00...0x9fff, 0xf900...0xfaff, 0x20000...0x323af: true
      default: false
      }
    }
  }
}
