import Disk
import Foundation
import Probe
import TestSupport
import Testing

/// The standard's own tests (Tools/fetch-cel-suite).
@Suite struct ConformanceTests {
  static let files = [
    "basic", "comparisons", "conversions", "fields", "fp_math", "integer_math", "lists", "logic",
    "macros", "macros2", "namespace", "parse", "plumbing", "string", "timestamps",
  ]

  /// The tests of all files, nil when the suite was not fetched.
  static func tests() -> [RuleTest]? {
    let folder = Repository.url.appending(path: ".build-suites/cel")
    var tests: [RuleTest] = []
    for file in files {
      guard let octets = try? Data(contentsOf: folder.appending(path: "\(file).textproto")),
        let read = RuleTest.all(Array(octets), file: file)
      else { return nil }
      tests += read
    }
    return tests
  }

  @Test func suite() {
    guard let tests = Self.tests() else {
      print("CEL conformance: skipped (not fetched)")
      return
    }
    var passed = 0
    var excluded = 0
    var lines: [String] = []
    for file in Self.files {
      var filePassed = 0
      var reasons: [String: Int] = [:]
      let tests = tests.filter { $0.file == file }
      for test in tests {
        if let reason = test.exclusion {
          reasons[reason, default: 0] += 1
        } else if let failure = test.failure(
          test.outcome(patterns: TestPatterns(), zones: SystemZones.shared))
        {
          Issue.record("\(test.file)/\(test.name): \(test.expression): \(failure)")
        } else {
          filePassed += 1
        }
      }
      let outside = reasons.values.reduce(0, +)
      passed += filePassed
      excluded += outside
      let why = reasons.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      lines.append(
        "  \(file): \(filePassed) of \(tests.count - outside)"
          + (why.isEmpty ? "" : "; outside: \(why.joined(separator: ", "))"))
    }
    print(lines.joined(separator: "\n"))
    print(
      "CEL conformance: \(passed) of \(tests.count - excluded) passed, "
        + "\(excluded) need protobuf messages or enums")
    #expect(passed > 700)
  }
}
