import BundleCore
import JSONText
import Testing

@Suite struct AcceptanceTests {
  @Test(arguments: texts) func accepted(_ text: String) throws {
    let value = try parse(text)
    for layout in [JSONWriter.Layout.compact, .pretty] {
      let again = try JSONDocument.parse(value.serialized(layout))
      #expect(isIdentical(value, again))
      #expect(value == again)
      #expect(value.hashValue == again.hashValue)
    }
  }

  @Test(arguments: unescaped) func escapes(_ text: String, _ expected: String) throws {
    let string = try #require(try parse(text).asString)
    #expect(Array(string.utf8) == Array(expected.utf8))
  }

  @Test func everyPlaceIsKept() throws {
    let text = "\n{\r\n  \"a\" : [ 1,\n\ttrue ],\n \"水\": {\"b\":null}, \"c\"  :\"x\"}\n"
    let value = try parse(text)
    let object = try #require(value.asObject)
    let expected: [(String, Int, Int, Int, Int)] = [
      ("a", 3, 3, 3, 9), ("水", 5, 2, 5, 9), ("c", 5, 21, 5, 27),
    ]
    #expect(value.position.line == 2)
    #expect(value.position.column == 1)
    #expect(value.position.offset == 1)
    for (member, row) in zip(object.members, expected) {
      #expect(member.name == row.0)
      #expect(member.namePosition.line == row.1)
      #expect(member.namePosition.column == row.2)
      #expect(member.value.position.line == row.3)
      #expect(member.value.position.column == row.4)
      let bytes = Array(text.utf8)
      #expect(bytes[member.namePosition.offset] == UInt8(ascii: "\""))
    }
    let elements = try #require(object["a"]?.asArray)
    #expect(elements.map(\.position.line) == [3, 4])
    #expect(elements.map(\.position.column) == [11, 2])
    #expect(value["水"]?["b"]?.isNull == true)
  }

  @Test func namesAreComparedByScalars() throws {
    // Two names to JSON, one to Swift's ==.
    let value = try parse("{\"\u{E9}\":1,\"e\u{301}\":2}")
    #expect(value["\u{E9}"]?.asNumber?.asInt64 == 1)
    #expect(value["e\u{301}"]?.asNumber?.asInt64 == 2)
    #expect(try parse("\"\u{E9}\"") != parse("\"e\u{301}\""))
    // A combining mark that Swift joins to the quote or the slash before it.
    #expect(try parse("\"\u{301}\"").asString?.unicodeScalars.count == 1)
    #expect(JSONPointer("/\u{301}")?.tokens.first?.unicodeScalars.count == 1)
  }

  @Test func everyPlaneOfUnicodeSurvives() throws {
    var text = String.UnicodeScalarView()
    for value in stride(from: UInt32(0x20), through: 0x10_FFFF, by: 7) {
      guard let scalar = Unicode.Scalar(value), value & 0xFFFE != 0xFFFE,
        !(0xFDD0...0xFDEF).contains(value)
      else { continue }
      text.append(scalar)
    }
    let value = JSON.string(String(text))
    let again = try JSONDocument.parse(value.serialized())
    #expect(isIdentical(value, again))
  }
}

private let texts: [String] = [
  "null", "true", "false", "0", "-0", "-1", "\"\"", "[]", "{}", " [ ] ", "\t{\r\n}\n",
  "[null,true,false]", "[[[[]]]]", #"{"a":{"b":{"c":[]}}}"#, #"{"":0}"#, #"{"a":1,"A":2}"#,
  "1.0", "1.5e3", "1E5", "1e+5", "1e-5", "0.0", "-0.0", "0e0", "0e99999", "1e308", "-1e308",
  "1.7976931348623157e308", "5e-324", "2.2250738585072014e-308", "0.1", "123456789012345",
  "9007199254740991", "-9007199254740991", "9007199254740991.0", "0.30000000000000004",
  "100000000000000000e-17", "1e16", "9007199254740992e0", "1.2345678901234567e20",
  "123456789012345e5", "0.10000000000000000000000000",
  "1.00000000000000000000000000000", "\"\u{7F}\"", "\"\u{2028}\u{2029}\"", "\"\u{E000}\"",
  "\"\u{FDCF}\u{FDF0}\u{FFFD}\"", "\"\u{10FFFD}\"", "\"水利\u{1F600}é\"", #""\"\\\/\b\f\n\r\t""#,
  #""\u0000\u001f\u007f""#, #""\ud83d\ude00""#, #""\uD83D\uDE00\u00e9""#, #"{"a\u0000b":1}"#,
  "[\"12345678\",\"1234567\",\"123456789\"]", "[1,[2,[3]],{\"a\":[{}]}]",
]

private let unescaped: [(String, String)] = [
  (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
  (#""a\u0041b""#, "aAb"),
  (#""\u6c34""#, "水"),
  (#""水\u6C34水""#, "水水水"),
  (#""\ud83d\ude00!""#, "😀!"),
  (#""\uD800\uDC00""#, "\u{10000}"),
  (#""\uDBFF\uDFFD""#, "\u{10FFFD}"),
  (#""e\u0301""#, "e\u{301}"),
  (#""\u0000""#, "\u{0}"),
  (#""\\u0041""#, "\\u0041"),
  (#""1234567\n12345678\n""#, "1234567\n12345678\n"),
]
