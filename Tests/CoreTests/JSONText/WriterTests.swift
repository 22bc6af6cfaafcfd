import BundleCore
import JSONText
import TestSupport
import Testing

@Suite struct WriterTests {
  private let value = JSON.object([
    ("statement", .string("submission/1")), ("n", .integer(3)), ("ok", .bool(true)),
    ("none", .null), ("empty", .array([])), ("nothing", .object([(String, JSONValue)]())),
    ("rows", .array([.integer(1), .object([("水", .string("利"))])])),
  ])

  @Test func compact() throws {
    #expect(
      try JSONWriter().text(value) == #"{"statement":"submission/1","n":3,"ok":true,"none":null,"#
        + #""empty":[],"nothing":{},"rows":[1,{"水":"利"}]}"#)
  }

  @Test func pretty() throws {
    #expect(
      try JSONWriter(.pretty).text(value) == """
        {
          "statement": "submission/1",
          "n": 3,
          "ok": true,
          "none": null,
          "empty": [],
          "nothing": {},
          "rows": [
            1,
            {
              "水": "利"
            }
          ]
        }

        """)
  }

  @Test func absentMembersAreLeftOut() throws {
    let title: String? = nil
    let value = JSON.object([("a", .integer(1)), ("title", title.map { .string($0) })])
    #expect(try JSONWriter().text(value) == #"{"a":1}"#)
  }

  @Test(arguments: [
    ("\"\\/", #""\"\\/""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
    ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""), ("\u{2028}é水😀", "\"\u{2028}é水😀\""),
    ("\"\u{301}", "\"\\\"\u{301}\""),
  ]) func onlyWhatMustBeIsEscaped(_ text: String, _ expected: String) throws {
    #expect(try JSON.string(text).serialized() == Array(expected.utf8))
  }

  @Test(arguments: ["\u{FFFE}", "a\u{FFFF}", "\u{10FFFE}", "\u{1FFFF}"])
  func noncharactersAreNotWritten(_ text: String) {
    #expect(code { _ = try JSON.string(text).serialized() } == .jsonEncoding)
    #expect(code { _ = try JSON.object([(text, .null)]).serialized() } == .jsonEncoding)
  }

  @Test func duplicatesAreNotWritten() throws {
    let twice = JSON.object([("a", .null), ("b", .null), ("a", .null)])
    #expect(code { _ = try twice.serialized() } == .jsonDuplicateName)
    let many = JSON.object(((0..<100).map { "\($0)" } + ["50"]).map { ($0, JSON.null) })
    #expect(code { _ = try many.serialized() } == .jsonDuplicateName)
    _ = try JSON.object([("\u{E9}", .null), ("e\u{301}", .null)]).serialized()
  }

  @Test func depthIsBoundedBeforeItHurts() {
    var value = JSON.null
    for _ in 0..<5000 { value = .array([value]) }
    #expect(code { _ = try value.serialized() } == .jsonTooDeep)
  }

  @Test func equalityIsThatOfTheDataModel() throws {
    let same = [
      (#"{"a":1,"b":[2]}"#, #"{"b":[2.0],"a":1e0}"#), ("[]", " [ ]"), (#""A""#, #""A""#),
    ]
    for (a, b) in same {
      #expect(try parse(a) == parse(b))
      #expect(try parse(a).hashValue == parse(b).hashValue)
    }
    let different = [
      ("0", "false"), ("1", "true"), ("null", "0"), ("[1,2]", "[2,1]"), (#"{"a":1}"#, #"{"A":1}"#),
      (#"{"a":1}"#, #"{"a":1,"b":1}"#), ("\"1\"", "1"), ("[]", "{}"), ("\"\"", "null"),
    ]
    for (a, b) in different { #expect(try parse(a) != parse(b)) }
  }
}
