import BundleCore
import CEL
import Foundation
import JSONText
import TestSupport
import Testing

/// Expressions and values that want to crash or stall the evaluator.
@Suite struct RuleHostileTests {
  static let deep: [(String, String)] = [
    ("parentheses", String(repeating: "(", count: 30_000) + "1"),
    ("brackets", String(repeating: "[", count: 30_000)),
    ("braces", String(repeating: "{1:", count: 20_000)),
    ("minus", String(repeating: "-", count: 30_000) + "x"),
    ("not", String(repeating: "!", count: 30_000) + "true"),
    ("sum", String(repeating: "1+", count: 30_000) + "1"),
    ("fields", "{}" + String(repeating: ".a", count: 30_000)),
    ("indices", "[]" + String(repeating: "[0]", count: 20_000)),
    ("calls", String(repeating: "int(", count: 15_000) + "1"),
    ("choices", String(repeating: "true?1:", count: 9_000) + "1"),
    ("members", "''" + String(repeating: ".size()", count: 9_000)),
    ("source", String(repeating: " ", count: 70_000) + "1"),
  ]

  @Test(arguments: deep)
  func depthIsBounded(_ name: String, _ source: String) {
    #expect(failure { () throws(FengniError) in try run(source) }?.code == .celLimit, "\(name)")
  }

  /// Junctions are balanced, so their length is bounded by the source alone.
  @Test(arguments: ["||", "&&"])
  func longJunctionsAreFine(_ junction: String) throws {
    let source = Array(repeating: "true", count: 9000).joined(separator: junction)
    #expect(try run(source).asBool == true)
  }

  /// The highest tree that is allowed fits a small stack.
  @Test func stackIsEnough() throws {
    let sum = Array(repeating: "1", count: Limits.ruleHeight).joined(separator: "+")
    let lists =
      String(repeating: "[", count: Limits.ruleNesting - 1)
      + String(repeating: "]", count: Limits.ruleNesting - 1)
    let failed = Flag()
    let thread = Thread {
      for source in [sum, lists, lists + " == " + lists] {
        do throws(FengniError) {
          _ = try run(source)
        } catch {
          if error.code != .celLimit { failed.set() }
        }
      }
      failed.finish()
    }
    // Frames of debug builds are several times as large.
    thread.stackSize = 4 << 20
    thread.start()
    failed.wait()
    #expect(!failed.isSet)
  }

  private final class Flag: @unchecked Sendable {
    private let condition = NSCondition()
    private var isDone = false
    private(set) var isSet = false

    func set() { isSet = true }

    func finish() {
      condition.lock()
      isDone = true
      condition.signal()
      condition.unlock()
    }

    func wait() {
      condition.lock()
      while !isDone { condition.wait() }
      condition.unlock()
    }
  }

  static let list = "[0,1,2,3,4,5,6,7,8,9]"

  static let expensive: [(String, String)] = [
    (
      "nested all",
      (0..<8).map { "\(list).all(v\($0)," }.joined() + "true" + String(repeating: ")", count: 8)
    ),
    (
      "nested map",
      (0..<8).map { "\(list).map(v\($0)," }.joined() + "1" + String(repeating: ")", count: 8)
    ),
    (
      "errors absorbed",
      (0..<8).map { "\(list).exists(v\($0)," }.joined() + "1/0 == 0"
        + String(repeating: ")", count: 8)
    ),
    (
      "doubled text",
      (0..<40).reduce("'0123456789abcdef'") { text, _ in "[\(text)].map(x,x+x)[0]" }
    ),
    (
      "doubled list", (0..<40).reduce("[1,2,3,4]") { text, _ in "[\(text)].map(x,x+x)[0]" }
    ),
    (
      "a limit is not absorbed",
      "true || " + (0..<8).map { "\(list).all(v\($0)," }.joined() + "true"
        + String(repeating: ")", count: 8)
    ),
  ]

  @Test(arguments: expensive)
  func workIsBounded(_ name: String, _ source: String) {
    let limits = CELLimits(steps: 200_000, memory: 1 << 20)
    let error = failure { () throws(FengniError) in try run(source, limits: limits) }
    #expect((error?.code == .celLimit) != (name == "a limit is not absorbed"), "\(name)")
  }

  @Test func limitsOutlastErrors() {
    let endless =
      (0..<8).map { "\(Self.list).all(v\($0)," }.joined() + "true"
      + String(repeating: ")", count: 8)
    let limits = CELLimits(steps: 10_000)
    for source in ["\(endless) || true", "[1].exists(x, \(endless)) || true"] {
      let error = failure { () throws(FengniError) in try run(source, limits: limits) }
      #expect(error?.code == .celLimit)
    }
  }

  /// Comparing and searching large values costs steps, too.
  @Test func largeValuesCost() throws {
    let environment = CELEnvironment(variables: ["s": .string, "l": .list(.string)])
    let text = CELValue.string(String(repeating: "a", count: 1 << 20))
    let bindings: [String: CELValue] = ["s": text, "l": .list(Array(repeating: text, count: 1000))]
    let limits = CELLimits(steps: 100_000)
    for source in ["l.all(x, x == s)", "l.exists(x, x.contains(s + 'b'))", "l.all(x, x <= s)"] {
      let error = failure { () throws(FengniError) in
        try run(source, environment, bindings, limits: limits)
      }
      #expect(error?.code == .celLimit, "\(source)")
    }
  }

  /// Little memory, but 2^40 parts when written out.
  @Test func sharedPartsAreBounded() throws {
    let source = (0..<40).reduce("[1]") { inner, _ in "[\(inner)].map(x,[x,x])" }
    // Brackets of one expression may not nest so deeply; variables carry the value on.
    var value = try run("[1]")
    let environment = CELEnvironment(variables: ["x": .dyn])
    for _ in 0..<40 { value = try run("[x, x]", environment, ["x": value]) }
    #expect(failure { () throws(FengniError) in try value.json() }?.code == .celLimit)
    let error = failure { () throws(FengniError) in try run("x == x", environment, ["x": value]) }
    #expect(error?.code == .celLimit)
    #expect(failure { () throws(FengniError) in try run(source).json() }?.code == .celLimit)
  }

  /// Cut or changed at any place, an expression ends in a value or an error.
  @Test func damage() {
    let source = Array(
      #"has(a.b) && [1u, 2.5e3, -0x1F].exists(x, x in {'k': b"\xff", 2: r'''q'''}) ? a["c"] : .d"#
        .utf8)
    var generator = Generator(state: 7)
    for cut in source.indices { _ = try? run(String(decoding: source[..<cut], as: UTF8.self)) }
    for _ in 0..<3000 {
      var bytes = source
      for _ in 0...Int(generator.next() % 4) {
        bytes[Int(generator.next() % UInt64(bytes.count))] = UInt8(generator.next() % 128)
      }
      _ = try? run(String(decoding: bytes, as: UTF8.self))
    }
  }

  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  static let edges = [
    "-9223372036854775808 % -1", "int('9223372036854775808')", "int(0.0/0.0)", "uint(-0.1 - 1.0)",
    "duration('9999999999999h')", "duration('-9223372036854775809ns')", "duration('.s')",
    "timestamp(9223372036854775807)", "timestamp('2009-02-30T00:00:00Z')",
    "timestamp(0) - duration('-2562047h47m16.854775808s')",
    "timestamp(0).getHours('../../etc/passwd')", "timestamp(0).getHours('+99:00')",
    "[1][9223372036854775807]", "[1][-1]", "[1][dyn(1e300)]", "{1: 2}[3]",
    "'a'.matches('(' + '')", "string(b'\\xff')", "double('')", "bool('')",
  ]

  @Test(arguments: edges)
  func edgesAreErrors(_ source: String) {
    let error = failure { () throws(FengniError) in try run(source) }
    #expect(error?.code == .celEvaluation, "\(source)")
  }
}
