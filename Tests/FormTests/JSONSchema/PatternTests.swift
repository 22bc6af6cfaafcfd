import BundleCore
import JSONText
import Testing

@testable import JSONSchema

@Suite("Patterns of ECMA-262 on RE2")
struct PatternTests {
  @Test(
    "Matches",
    arguments: [
      ("^a$", "a", true), ("^a$", "a\n", false), ("^.$", "\n", false), ("^.$", "\u{2028}", false),
      ("^.$", "中", true), ("^.$", "😀", true), ("^\\d+$", "٣", false), ("^\\w$", "é", false),
      ("^\\s$", "\u{3000}", true), ("^[^\\s]$", "\u{3000}", false), ("^[\\S]$", "a", true),
      ("^\\cJ$", "\n", true), ("^\\u4e2d$", "中", true), ("^\\u{1F600}$", "😀", true),
      ("^\\uD83D\\uDE00$", "😀", true), ("^\\x41$", "A", true),
      ("^[\\u4e00-\\u9fff]{2}$", "中文", true),
      ("^\\p{Letter}+$", "中é", true), ("^\\p{Script=Han}+$", "中文", true),
      ("^\\p{sc=Hani}$", "文", true), ("^\\P{Lu}$", "A", false), ("^[\\p{Nd}_]$", "৪", true),
      ("^(?<year>\\d{4})$", "2012", true), ("^(?:ab|cd)+?$", "abcd", true), ("a|b", "xbx", true),
      ("^[]$", "a", false), ("^[^]$", "\n", true), ("^[a-]$", "-", true),
      ("^[\\b]$", "\u{8}", true),
      ("^\\/\\-\\.$", "/-.", true), ("\\bfoo\\b", "a foo b", true), ("^\\0$", "\0", true),
      ("^[+\\-*/]$", "-", true), ("", "anything", true), ("^a{2,3}$", "aaaa", false),
    ] as [(String, String, Bool)])
  func matches(pattern: String, text: String, expected: Bool) throws {
    #expect(try Pattern(pattern).matches(text) == expected)
  }

  @Test(
    "What linear time doesn't allow is refused with its name",
    arguments: [
      ("a(?=b)", "look-around"), ("a(?!b)", "look-around"), ("(?<=a)b", "look-around"),
      ("(?<!a)b", "look-around"), ("(a)\\1", "back-reference"), ("(?<n>a)\\k<n>", "back-reference"),
      ("a{1001}", "repetitions"), ("\\p{Emoji}", "property"), ("(a{1000}){1000}", "RE2"),
      ("\\p{Script=Nonesuch}", "RE2"),
    ])
  func unsupported(pattern: String, reason: String) throws {
    let error = try #require(
      try refusal(#"{"pattern": \#(JSONWriterText.quoted(pattern))}"#), "\(pattern) compiled")
    #expect(error.code == .schemaPatternUnsupported)
    #expect(error.reason.contains(reason), "\(error.reason)")
    #expect(error.line == 1 && error.column == 13)
  }

  @Test(
    "What ECMA-262 doesn't have is refused, and is no regex",
    arguments: [
      "(", ")", "[", "]", "{", "}", "a**", "*", "^*", "a{2,1}", "a{", "\\a", "\\", "\\c1", "\\x1",
      "\\u123", "\\uD83D", "\\u{110000}", "\\u{}", "[b-a]", "[\\d-z]", "(?x)", "(?P<n>a)",
      "(?i:a)", "\\p{", "\\01", "(?<1a>b)", "\\z", "\\Qa\\E", "a{1}{2}",
    ])
  func wrong(pattern: String) throws {
    #expect(throws: Pattern.Refusal.self) { try Pattern(pattern) }
    #expect(!Format.regex.accepts(pattern))
  }

  @Test("A regex with look-around is one, even if we can't run it")
  func regexFormat() { #expect(Format.regex.accepts("^(?=.*a)(b)\\1$")) }

  @Test("Time is linear where backtracking is exponential")
  func catastrophe() throws {
    let pattern = try Pattern("^(a+)+$")
    #expect(!pattern.matches(String(repeating: "a", count: 1_000_000) + "b"))
  }

  @Test("Huge patterns, and thousands of them, are refused")
  func huge() throws {
    #expect(throws: Pattern.Refusal.self) { try Pattern(String(repeating: "a", count: 9000)) }
    #expect(throws: Pattern.Refusal.self) { try Pattern(String(repeating: "(", count: 300)) }
    let many = (0..<300).map { #""[\\p{L}]{900}x\#($0)": true"# }.joined(separator: ",")
    #expect(try refusal("{\"patternProperties\": {\(many)}}")?.code == .schemaPatternUnsupported)
  }
}

/// JSON strings for schemas in tests.
enum JSONWriterText {
  static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
