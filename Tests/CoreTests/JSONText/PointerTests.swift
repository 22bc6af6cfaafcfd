import JSONText
import Testing

@Suite struct PointerTests {
  /// The examples of RFC 6901, section 5, and what they point to.
  @Test(arguments: [
    ("/foo", #"["bar","baz"]"#), ("/foo/0", #""bar""#), ("/foo/1", #""baz""#), ("/", "0"),
    ("/a~1b", "1"), ("/c%d", "2"), ("/e^f", "3"), ("/g|h", "4"), (#"/i\j"#, "5"), (#"/k"l"#, "6"),
    ("/ ", "7"), ("/m~0n", "8"), ("/~01", "9"), ("/é", "10"),
  ]) func resolves(_ text: String, _ expected: String) throws {
    let document = try parse(
      #"{"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"#
        + #""m~n":8,"~1":9,"é":10}"#)
    let pointer = try #require(JSONPointer(text))
    #expect(pointer.resolve(in: document) == (try parse(expected)))
    #expect(pointer.text == text)
    #expect(JSONPointer.root.resolve(in: document) == document)
  }

  @Test(arguments: [
    "/x", "/foo/2", "/foo/-", "/foo/01", "/foo/+1", "/foo/1e0", "/foo/", "/foo/-1", "/foo/0/0",
    "/foo/18446744073709551616", "/foo/１", "/n/0", "/e\u{301}",
  ]) func pointsNowhere(_ text: String) throws {
    let document = try parse(#"{"foo":["bar","baz"],"n":null,"é":1}"#)
    #expect(try #require(JSONPointer(text)).resolve(in: document) == nil)
  }

  @Test(arguments: ["a", " /a", "/~", "/a~2", "/~~0", "#/a", "~0"]) func noPointer(_ text: String) {
    #expect(JSONPointer(text) == nil)
  }

  @Test(arguments: [[], [""], ["a", "b"], ["~", "/", "~1", "~01"], ["水/利", "0"], ["\u{301}"]])
  func textReadsBack(_ tokens: [String]) throws {
    let pointer = tokens.reduce(JSONPointer.root) { $0.child($1) }
    #expect(try #require(JSONPointer(pointer.text)) == pointer)
    #expect(
      try #require(JSONPointer(pointer.text)).tokens.map { Array($0.utf8) }
        == tokens.map { Array($0.utf8) })
    #expect(pointer.child(3).text == pointer.text + "/3")
  }
}
