import BundleCore
import Foundation
import JSONSchema
import JSONText
import TestSupport
import Testing

@testable import Forms

/// The forms under `Schemas/forms` with their cases: a correct form, and for every rule one mistake
/// that gives exactly its findings.
@Suite struct CaseTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let form: String
    let name: String
    let valid: JSONValue
    let patch: [JSONValue]
    let expected: [String]
    var testDescription: String { name }
  }

  static let root = Repository.url
  static let cases = Repository.url.appending(path: "Tests/FormTests/Forms/cases")

  static func files(_ folder: URL, _ suffix: String) -> [URL] {
    let all = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (all ?? []).filter { $0.lastPathComponent.hasSuffix(suffix) }
      .sorted { $0.path < $1.path }
  }

  static func read(_ file: URL) throws -> (name: String, bytes: [UInt8]) {
    (file.lastPathComponent, Array(try Data(contentsOf: file)))
  }

  /// The forms and lists as the sample campaign carries them.
  static let forms = Result {
    let lists = root.appendingPathComponent("Samples/henan-2012/lists")
    return try FormSet(
      schemas: files(root.appendingPathComponent("Schemas/forms"), ".schema.json").map(read),
      lists: (files(lists, ".json") + files(root.appendingPathComponent("Schemas/lists"), ".json"))
        .map(read))
  }

  static func load() throws -> [(file: String, form: String, valid: JSONValue, cases: [Case])] {
    try files(cases, ".json").map { file in
      let (name, bytes) = try read(file)
      let value = try JSONDocument.parse(bytes, subject: name)
      let form = try #require(value["form"]?.asString)
      let valid = try #require(value["valid"])
      let cases = try #require(value["cases"]?.asArray).map { entry in
        let rule = entry["rule"]?.asString ?? ""
        return Case(
          form: form, name: "\(name): \(rule) \(entry["name"]?.asString ?? "")", valid: valid,
          patch: entry["patch"]?.asArray ?? [],
          expected: try #require(entry["expect"]?.asArray).map {
            "\($0["id"]?.asString ?? "?") \($0["at"]?.asString ?? "")"
          })
      }
      return (name, form, valid, cases)
    }
  }

  /// What was found, as the cases write it.
  static func found(_ form: Form, _ value: JSONValue) throws -> [String] {
    // Serialized and read again, so that findings have their lines.
    let text = try value.serialized(.pretty)
    return form.issues(try JSONDocument.parse(text, subject: "form")).map {
      "\($0.rule ?? "schema:\($0.keyword?.rawValue ?? $0.code.label)") \($0.pointer.text)"
    }
  }

  @Test func everyFormCompiles() throws {
    let forms = try Self.forms.get()
    #expect(forms.ids.count >= 15)
    for id in forms.ids { _ = try forms.form(id) }
  }

  @Test func correctFormsAreClean() throws {
    let forms = try Self.forms.get()
    for (file, form, valid, _) in try Self.load() {
      #expect(try Self.found(forms.form(form), valid) == [], "\(file)")
    }
  }

  @Test func everyMistakeGivesItsFindings() throws {
    let forms = try Self.forms.get()
    var count = 0
    for (_, form, valid, cases) in try Self.load() {
      let form = try forms.form(form)
      for row in cases {
        count += 1
        let value = try row.patch.reduce(valid) { try Patch.apply($1, to: $0) }
        let found = try Self.found(form, value)
        #expect(found.sorted() == row.expected.sorted(), "\(row.name)")
      }
    }
    #expect(count > 150)
  }

  /// One form of the 2012 variant with a mistake for every rule has exactly these findings, and
  /// the corrected one is clean.
  @Test func allMistakesAtOnce() throws {
    let forms = try Self.forms.get()
    let name = "inspection-form-sector-2012.json"
    let entry = try #require(try Self.load().first { $0.file == name })
    let form = try forms.form(entry.form)
    var value = entry.valid
    var expected: [String] = []
    // Mistakes that touch each other's places can't stand in one form; of every rule one can.
    for row in entry.cases where !row.expected.isEmpty {
      guard let next = try? row.patch.reduce(value, { try Patch.apply($1, to: $0) }) else {
        continue
      }
      let together = (expected + row.expected).sorted()
      if try Self.found(form, next).sorted() == together { (value, expected) = (next, together) }
    }
    let broken = Set(expected.map { String($0.prefix { $0 != " " }) })
    #expect(Set(form.ruleIDs).subtracting(broken) == [])
    #expect(try Self.found(form, value).sorted() == expected)
    #expect(try Self.found(form, entry.valid) == [])
  }

  /// Every rule has a case in which it alone is broken.
  @Test func everyRuleHasItsCase() throws {
    let forms = try Self.forms.get()
    for (file, id, _, cases) in try Self.load() {
      let broken = Set(cases.flatMap(\.expected).map { $0.prefix { $0 != " " } })
      for rule in Set(try forms.form(id).ruleIDs) {
        #expect(broken.contains(Substring(rule)), "\(file) has no case for \(rule)")
      }
    }
  }

  @Test func everyFindingHasItsPlace() throws {
    let forms = try Self.forms.get()
    for (_, form, valid, cases) in try Self.load() {
      for row in cases {
        let value = try row.patch.reduce(valid) { try Patch.apply($1, to: $0) }
        let text = try value.serialized(.pretty)
        let parsed = try JSONDocument.parse(text, subject: "form")
        for finding in try forms.form(form).findings(parsed, document: "form") {
          #expect((finding.line ?? 0) > 0, "\(row.name)")
          #expect(finding.detail?.zh.isEmpty == false && finding.detail?.en.isEmpty == false)
        }
      }
    }
  }
}

/// RFC 6902 as far as the cases use it: add, replace, remove.
enum Patch {
  struct Refused: Error { let reason: String }

  static func apply(_ operation: JSONValue, to value: JSONValue) throws -> JSONValue {
    let path = try #require(JSONPointer(operation["path"]?.asString ?? "?"))
    let kind = try #require(operation["op"]?.asString)
    return try apply(kind, operation["value"], path.tokens[...], value)
  }

  private static func apply(
    _ kind: String, _ new: JSONValue?, _ path: ArraySlice<String>, _ value: JSONValue
  ) throws -> JSONValue {
    guard let token = path.first else { return try #require(new) }
    let rest = path.dropFirst()
    if let object = value.asObject {
      var members = object.members.map { ($0.name, $0.value) }
      let index = members.firstIndex { $0.0 == token }
      if rest.isEmpty, kind == "remove" {
        members.remove(at: try #require(index, "no \(token)"))
      } else if let index {
        members[index].1 = try apply(kind, new, rest, members[index].1)
      } else if rest.isEmpty, kind == "add" {
        members.append((token, try #require(new)))
      } else {
        throw Refused(reason: "no member \(token)")
      }
      return .object(members)
    }
    var elements = try #require(value.asArray)
    let index = token == "-" ? elements.count : try #require(Int(token))
    let isNew = rest.isEmpty && kind == "add"
    guard (0..<elements.count + (isNew ? 1 : 0)).contains(index) else {
      throw Refused(reason: "no element \(token)")
    }
    if rest.isEmpty, kind == "remove" {
      elements.remove(at: index)
    } else if rest.isEmpty, kind == "add" {
      elements.insert(try #require(new), at: index)
    } else {
      elements[index] = try apply(kind, new, rest, elements[index])
    }
    return .array(elements)
  }
}
