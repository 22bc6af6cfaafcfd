import BundleCore
import JSONText
import TestSupport
import Testing

@Suite struct ObjectReaderTests {
  private enum Mark: String, CaseIterable { case open, secret }

  private static let text = """
    {"kind": "submission/1", "n": 7,
     "ok": true, "mark": "secret",
     "sender": {"id": "07", "note": null},
     "rows": [{"path": "a"}, {"path": 5}], "names": ["x", 1],
     "extensions": {}, "f": 1.0}
    """

  private func reader(_ text: String = text) throws -> ObjectReader {
    try ObjectReader(parse(text), subject: "manifest.json")
  }

  @Test func readsEveryType() throws {
    let reader = try reader()
    #expect(reader.firstName == "kind")
    #expect(try reader.string("kind") == "submission/1")
    #expect(try reader.string("kind", of: ["submission/1", "receipt/1"]) == "submission/1")
    #expect(try reader.integer("n", in: 0...10) == 7)
    #expect(try reader.bool("ok"))
    #expect(try reader.choice("mark", as: Mark.self) == .secret)
    #expect(try reader.object("sender").string("id") == "07")
    #expect(try reader.array("rows").count == 2)
    #expect(try reader.objects("rows").first?.string("path") == "a")
    #expect(try reader.required("f").asNumber?.isInteger == true)
    #expect(try reader.optionalString("absent") == nil)
    #expect(try reader.optionalInteger("absent") == nil)
    #expect(try reader.optionalBool("absent") == nil)
    #expect(try reader.optionalArray("absent") == nil)
    #expect(try reader.optionalObject("absent") == nil)
    #expect(try reader.optionalChoice("absent", as: Mark.self) == nil)
    #expect(reader.optional("absent") == nil)
    _ = try reader.array("names")
    try reader.finish(allowing: ["extensions"])
    expectError(.jsonUnexpectedMember, "#/extensions", 5, 2) { try reader.finish() }
  }

  @Test func errorsSayWhere() throws {
    let reader = try reader()
    expectError(.jsonMissingMember, "#/absent", 1, 1) { _ = try reader.string("absent") }
    expectError(.jsonWrongType, "#/n", 1, 31) { _ = try reader.string("n") }
    expectError(.jsonWrongType, "#/ok", 2, 8) { _ = try reader.integer("ok") }
    expectError(.jsonWrongType, "#/f", 5, 25) { _ = try reader.integer("f") }
    expectError(.jsonWrongType, "#/n", 1, 31) { _ = try reader.bool("n") }
    expectError(.jsonWrongType, "#/n", 1, 31) { _ = try reader.array("n") }
    expectError(.jsonWrongType, "#/n", 1, 31) { _ = try reader.object("n") }
    expectError(.jsonValueNotAllowed, "#/n", 1, 31) { _ = try reader.integer("n", in: 0...6) }
    expectError(.jsonValueNotAllowed, "#/kind", 1, 10) {
      _ = try reader.string("kind", of: ["receipt/1"])
    }
    expectError(.jsonValueNotAllowed, "#/kind", 1, 10) {
      _ = try reader.choice("kind", as: Mark.self)
    }
    expectError(.jsonValueNotAllowed, "#/kind", 1, 10) { _ = try reader.string("kind", limit: 3) }
    expectError(.jsonValueNotAllowed, "#/rows", 4, 10) {
      _ = try reader.array("rows", count: 0...1)
    }
    expectError(.jsonWrongType, "#/names/1", 4, 55) { _ = try reader.strings("names") }
    expectError(.jsonWrongType, "#/rows/1/path", 4, 35) {
      for row in try reader.objects("rows") { _ = try row.string("path") }
    }
    let sender = try reader.object("sender")
    expectError(.jsonWrongType, "#/sender/note", 3, 33) {
      _ = try sender.optionalString("note")
    }
    expectError(.jsonUnexpectedMember, "#/sender/id", 3, 13) { try sender.finish() }
    expectError(.jsonWrongType, "", 1, 1) {
      _ = try ObjectReader(parse("[]"), subject: "manifest.json")
    }
    let own = reader.error(.statementKind, at: "kind", reason: "other kind")
    #expect(own.subject == "manifest.json#/kind")
    #expect(own.column == 10)
  }

  @Test func aNameThatOnlySwiftConfusesIsUnknown() throws {
    let reader = try reader("{\"e\u{301}\": 1}")
    #expect(reader.optional("\u{E9}") == nil)
    expectError(.jsonUnexpectedMember, "#/e\u{301}", 1, 2) {
      try reader.finish(allowing: ["\u{E9}"])
    }
  }

  @Test func valuesStayOutAndNamesAreMadeSafe() throws {
    let secret = "13800138000"
    let reader = try reader("{\"tel\": \"\(secret)\", \"a/\\u202e\\u001b[2J\": 1}")
    for body in [
      { _ = try reader.integer("tel") }, { _ = try reader.string("tel", of: ["x"]) },
      { _ = try reader.string("tel", limit: 2) },
    ] as [() throws -> Void] {
      do {
        try body()
        Issue.record("accepted")
      } catch { #expect(!"\(error)".contains(secret)) }
    }
    do {
      try reader.finish()
      Issue.record("accepted")
    } catch {
      #expect(error.subject == "manifest.json#/a~1\\u{202e}\\u{1b}[2J")
      #expect(!error.reason.unicodeScalars.contains("\u{202E}"))
    }
  }

  private func expectError(
    _ code: Code, _ place: String, _ line: Int, _ column: Int, _ body: () throws -> Void,
    at location: SourceLocation = #_sourceLocation
  ) {
    do {
      try body()
      Issue.record("no error", sourceLocation: location)
    } catch {
      let error = error as? FengniError
      #expect(error?.code == code, sourceLocation: location)
      #expect(error?.subject == "manifest.json" + place, sourceLocation: location)
      #expect(error?.line == line, sourceLocation: location)
      #expect(error?.column == column, sourceLocation: location)
    }
  }
}
