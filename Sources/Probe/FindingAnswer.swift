import BundleCore
import JSONText
import Messages

extension Finding {
  /// Everything that a finding says, its texts in both languages.
  var answer: JSONValue {
    .object([
      ("code", .string(code.label)), ("gate", .string(code.gate.rawValue)),
      ("severity", .string(severity.rawValue)), ("document", .string(document)),
      ("subject", .string(subject)), ("pointer", pointer.map { .string($0) }),
      ("line", line.map { .integer($0) }), ("column", column.map { .integer($0) }),
      ("rule", rule.map { .string($0) }), ("expected", expected.map { .string($0) }),
      ("found", found.map { .string($0) }), ("detail", detail.map { Self.both($0) }),
      ("message", Self.both(code.message)), ("remedy", Self.both(code.remedy)),
    ])
  }

  private static func both(_ text: Bilingual) -> JSONValue {
    .object([("zh", .string(text.zh)), ("en", .string(text.en))] as [(String, JSONValue)])
  }
}
