import BundleCore
import Foundation
import JSONText
import TestSupport

@testable import JSONSchema

/// The official JSON-Schema-Test-Suite, when `Tools/fetch-suites` has fetched it.
struct OfficialSuite {
  /// One test: a schema, a value, and what must come out.
  struct Case {
    let file: String
    let group: String
    let name: String
    let data: JSONValue
    let isValid: Bool
  }

  let directory: URL
  let remotes: [(uri: String, value: JSONValue)]

  /// Numbers beyond 2^53 stand in the suite, and no forms do.
  static let limits = JSONLimits(numbers: .exact)

  /// Finds the suite; nil when it isn't there.
  init?() throws {
    let root =
      ProcessInfo.processInfo.environment["FENGNI_SUITES"].map { URL(filePath: $0) }
      ?? Repository.url.appending(path: ".build-suites")
    directory = root.appending(path: "json-schema")
    guard FileManager.default.fileExists(atPath: directory.path + "/tests") else { return nil }
    var remotes: [(uri: String, value: JSONValue)] = []
    for path in Self.files(directory.appending(path: "remotes"))
    where path.hasPrefix("draft2020-12/") || !path.hasPrefix("draft") {
      let value = try Self.read(directory.appending(path: "remotes/" + path))
      remotes.append(("http://localhost:1234/" + path, value))
    }
    self.remotes = remotes
  }

  /// JSON files below a folder, relative to it, sorted.
  static func files(_ folder: URL) -> [String] {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (paths ?? []).filter { $0.hasSuffix(".json") }.sorted()
  }

  static func read(_ url: URL) throws -> JSONValue {
    try JSONDocument.parse(Array(try Data(contentsOf: url)), subject: url.path, limits: limits)
  }

  /// What a run of some files came to.
  struct Outcome {
    var count = 0
    var failed: [String] = []
    var passed: Int { count - failed.count }
  }

  /// Runs all tests of a file.
  func run(_ file: String, assertsFormats: Bool = false) throws -> Outcome {
    var outcome = Outcome()
    let groups = try Self.read(directory.appending(path: "tests/" + file)).asArray ?? []
    for group in groups {
      let title = "\(file): \(group["description"]?.asString ?? "")"
      let tests = group["tests"]?.asArray ?? []
      outcome.count += tests.count
      let schema: CompiledSchema
      do {
        let document = (uri: "https://suite.invalid/schema", value: group["schema"] ?? .null)
        schema = try SchemaSet(documents: remotes + [document]).compile(document.uri)
      } catch {
        outcome.failed += tests.map { _ in "\(title): \(error)" }
        continue
      }
      for test in tests {
        guard let data = test["data"], let expected = test["valid"]?.asBool else { continue }
        let options = ValidationOptions(assertsFormats: assertsFormats)
        let failures = schema.validate(data, options: options)
        if failures.isEmpty != expected || schema.isValid(data, options: options) != expected {
          outcome.failed.append("\(title): \(test["description"]?.asString ?? "")")
        }
      }
    }
    return outcome
  }
}
