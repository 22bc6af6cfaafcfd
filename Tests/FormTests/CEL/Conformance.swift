import BundleCore
import Disk
import Foundation
import TestSupport

@testable import CEL

/// One test of the standard's suite.
struct ConformanceTest {
  let file: String
  let name: String
  let message: TextProto

  var expression: String { message[text: "expr"] ?? "" }

  /// Files of the suite, nil when it was not fetched.
  static func all(_ files: [String]) -> [ConformanceTest]? {
    let folder = Repository.url.appending(path: ".build-suites/cel")
    var tests: [ConformanceTest] = []
    for file in files {
      guard let bytes = try? Data(contentsOf: folder.appending(path: "\(file).textproto")),
        let content = TextProto.parse(Array(bytes))
      else { return nil }
      for section in content[messages: "section"] {
        for test in section[messages: "test"] {
          let name = "\(section[text: "name"] ?? "")/\(test[text: "name"] ?? "")"
          tests.append(ConformanceTest(file: file, name: name, message: test))
        }
      }
    }
    return tests
  }

  /// Why the test is outside of what is built here, nil when it isn't.
  var exclusion: String? {
    let known = ["google.protobuf.Timestamp", "google.protobuf.Duration"]
    var text = expression
    for name in known { text = text.replacing(name, with: "") }
    for word in ["TestAllTypes", "google.protobuf.", "cel.expr.conformance"]
    where text.contains(word) || text.filter({ !$0.isWhitespace }).contains(word) {
      return word.hasPrefix("google") ? "well-known message type" : "protobuf message"
    }
    // Comments between the parts of a message's name.
    if text.contains("TestAllTypes") || (message[text: "container"] ?? "").contains("proto") {
      return "protobuf message"
    }
    for declaration in message[messages: "type_env"] {
      if let type = declaration[message: "ident"]?[message: "type"]?[text: "message_type"],
        !known.contains(type)
      {
        return "variable of type \(type)"
      }
    }
    return nil
  }

  /// nil when the test passes, otherwise what happened.
  func failure() -> String? {
    let environment = CELEnvironment(
      variables: declarations(), functions: [], patterns: TestPatterns(),
      container: message[text: "container"] ?? "", zones: SystemZones.shared)
    var bindings: [String: CELValue] = [:]
    for binding in message[messages: "bindings"] {
      guard let name = binding[text: "key"],
        let value = binding[message: "value"]?[message: "value"]?.value
      else { return "binding not understood" }
      bindings[name] = value
    }
    let isStrict = message[scalar: "disable_check"] != "true"
    let program: CELProgram
    do throws(FengniError) {
      program = try CELProgram.compile(expression, environment: environment, isStrict: isStrict)
    } catch {
      return "does not compile: \(error)"
    }
    do throws(FengniError) {
      return compare(try program.evaluate(bindings))
    } catch {
      return message[message: "eval_error"] != nil ? nil : "\(error)"
    }
  }

  private func compare(_ result: CELValue) -> String? {
    if message[message: "eval_error"] != nil { return "no error but \(result)" }
    // Without an expectation, the result is `true` (simple.proto).
    let expected = message[message: "value"] ?? message[message: "typed_result"]?[message: "result"]
    guard let value = expected == nil ? .bool(true) : expected?.value else {
      return "expectation not understood"
    }
    return value.isSame(as: result) ? nil : "\(result) instead of \(value)"
  }

  private func declarations() -> [String: CELType] {
    var types: [String: CELType] = [:]
    for declaration in message[messages: "type_env"] {
      guard let name = declaration[text: "name"],
        let type = declaration[message: "ident"]?[message: "type"]?.type
      else { continue }
      types[name] = type
    }
    return types
  }
}

extension TextProto {
  /// cel.expr.Type
  var type: CELType? {
    if let primitive = self[scalar: "primitive"] ?? self[scalar: "wrapper"] {
      let types: [String: CELType] = [
        "BOOL": .bool, "INT64": .int, "UINT64": .uint, "DOUBLE": .double, "STRING": .string,
        "BYTES": .bytes,
      ]
      return types[primitive].map { self[scalar: "wrapper"] == nil ? $0 : .nullable($0) }
    }
    if let list = self[message: "list_type"] {
      return .list(list[message: "elem_type"]?.type ?? .dyn)
    }
    if let map = self[message: "map_type"] {
      return .map(
        map[message: "key_type"]?.type ?? .dyn, map[message: "value_type"]?.type ?? .dyn)
    }
    if let name = self[text: "message_type"] {
      return ["google.protobuf.Timestamp": .timestamp, "google.protobuf.Duration": .duration][name]
    }
    if let name = self[scalar: "well_known"] {
      return ["TIMESTAMP": .timestamp, "DURATION": .duration, "ANY": .dyn][name]
    }
    if self[scalar: "null"] != nil { return .null }
    if self[message: "dyn"] != nil { return .dyn }
    if self[message: "type"] != nil { return .type }
    return nil
  }

  /// cel.expr.Value
  var value: CELValue? {
    guard let field = fields.first else { return nil }
    switch (field.name, field.value) {
    case ("null_value", _): return .null
    case ("bool_value", .scalar(let text)): return .bool(text == "true")
    case ("int64_value", .scalar(let text)): return Int64(text).map { .int($0) }
    case ("uint64_value", .scalar(let text)): return UInt64(text).map { .uint($0) }
    case ("double_value", .scalar(let text)): return Double(text).map { .double($0) }
    case ("string_value", .string(let bytes)):
      return .string(String(decoding: bytes, as: UTF8.self))
    case ("bytes_value", .string(let bytes)): return .bytes(bytes)
    case ("type_value", .string(let bytes)):
      return CELValue.Kind(rawValue: String(decoding: bytes, as: UTF8.self)).map { .type($0) }
    case ("list_value", .message(let list)):
      let elements = list[messages: "values"].map(\.value)
      return elements.contains { $0 == nil } ? nil : .list(elements.compactMap { $0 })
    case ("map_value", .message(let map)):
      var entries: [(key: CELValue, value: CELValue)] = []
      for entry in map[messages: "entries"] {
        guard let key = entry[message: "key"]?.value, let value = entry[message: "value"]?.value
        else { return nil }
        entries.append((key, value))
      }
      return CELMap(entries).map { .map($0) }
    case ("object_value", .message(let object)): return object.wellKnown
    default: return nil
    }
  }

  private var wellKnown: CELValue? {
    guard let (name, value) = fields.first, case .message(let message) = value else { return nil }
    let seconds = message[scalar: "seconds"].flatMap { Int64($0) } ?? 0
    let nanoseconds = message[scalar: "nanos"].flatMap { Int64($0) } ?? 0
    switch name {
    case "type.googleapis.com/google.protobuf.Duration":
      return .duration(CELDuration(nanoseconds: seconds * 1_000_000_000 + nanoseconds))
    case "type.googleapis.com/google.protobuf.Timestamp":
      return CELTimestamp(seconds: seconds, nanoseconds: Int32(nanoseconds)).map { .timestamp($0) }
    default: return nil
    }
  }
}

extension CELValue {
  /// Type and value, stricter than the language's equality; a NaN is a NaN.
  func isSame(as other: CELValue) -> Bool {
    switch (self, other) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.uint(let a), .uint(let b)): a == b
    case (.double(let a), .double(let b)): a == b && a.sign == b.sign || a.isNaN && b.isNaN
    case (.string(let a), .string(let b)): Array(a.utf8) == Array(b.utf8)
    case (.bytes(let a), .bytes(let b)): a == b
    case (.type(let a), .type(let b)): a == b
    case (.timestamp(let a), .timestamp(let b)): a == b
    case (.duration(let a), .duration(let b)): a == b
    case (.list(let a), .list(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.isSame(as: $1) }
    case (.map(let a), .map(let b)):
      a.count == b.count
        && a.entries.allSatisfy { entry in
          b.entries.contains {
            $0.key.isSame(as: entry.key) && $0.value.isSame(as: entry.value)
          }
        }
    default: false
    }
  }
}
