import BundleCore
import Testing

@Suite struct EntryNameTests {
  @Test(arguments: [
    "a", "mimetype", "META-INF/manifest.p7s", "data/附表一.xlsx", "data/a b.txt", "data/.hidden",
    "data/a..b", "data/...a", "data/é", "data/a-b_c(1)+~.tar.gz", "data/CONSOLE.txt", "data/COM10",
    "data/😀.txt", "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p", "data/" + String(repeating: "a", count: 255),
    "data/" + String(repeating: "水", count: 85), "data/cafq\u{323}.txt", "data/'$&;!#.txt",
  ]) func accepted(_ text: String) throws {
    let name = try EntryName(text)
    #expect(name.text == text)
    #expect(name.utf8 == Array(text.utf8))
    #expect(try EntryName(utf8: Array(text.utf8)) == name)
    #expect(name.components.joined(separator: "/") == text)
    #expect(name.components.last == name.lastComponent)
  }

  private static let refusedNames: [String] = [
    // Paths that leave the folder, or none at all.
    "", "/", ".", "..", "./a", "../a", "a/../b", "a/..", "a/.", "/a", "/etc/passwd", "a/", "a//b",
    "//a", "~/a/", "C:/a", "C:a", "\\a", "a\\b", "..\\a", "\\\\server\\share",
    // Characters that some system takes for something else.
    "a:b", "a*", "a?", "a\"", "a<b", "a>b", "a|b", "a\u{0}b", "a\nb", "a\tb", "\u{7F}", "\u{85}",
    "a\u{202E}gpj.exe", "a\u{200B}b", "a\u{200D}b", "a\u{FEFF}b", "\u{2028}", "\u{2029}",
    "\u{E000}", "\u{AD}a", "\u{2066}a", "a\u{FFFE}", "\u{E0001}", "a\u{378}",
    // Names of Windows.
    "con", "CON", "data/nul.txt", "data/Com1.tar.gz", "LPT9", "aux", "prn .txt", "CONIN$",
    "COM¹.txt", "clock$", "nul/a",
    // Ends that Windows drops.
    "a.", "a ", " a", "a./b", "a /b", "data/ a", "data/...",
    // Not in normalisation form C.
    "e\u{301}", "data/cafe\u{301}.txt", "\u{2126}", "\u{F900}",
    // Too long, too deep.
    String(repeating: "a", count: 256), String(repeating: "水", count: 86),
    "a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q",
    Array(repeating: String(repeating: "a", count: 255), count: 5).joined(separator: "/"),
  ]

  @Test(arguments: refusedNames) func refused(_ text: String) {
    #expect(throws: FengniError(.entryNameRefused)) { try EntryName(text) }
    #expect(throws: FengniError(.entryNameRefused)) { try EntryName(utf8: Array(text.utf8)) }
  }

  /// A combining mark joins the separator before it to one `Character`: a check that goes by
  /// characters sees no separator, the file system does.
  @Test(arguments: [
    "../\u{301}a", "a/../\u{301}b", "/\u{301}a", "a//\u{301}b", "nul.\u{301}txt", " \u{301}a",
    "a /\u{301}b", "a./\u{301}b",
  ]) func combiningMarksHideNothing(_ text: String) {
    #expect(throws: FengniError(.entryNameRefused)) { try EntryName(text) }
  }

  /// What composes is refused; U+11A7 and U+11C3 stand beside the final consonants and are none.
  @Test func hangulIsComposed() throws {
    #expect(try EntryName("\u{AC00}\u{11A7}").utf8.count == 6)
    #expect(try EntryName("\u{AC00}\u{11C3}").utf8.count == 6)
    #expect(throws: FengniError(.entryNameRefused)) { try EntryName("\u{AC00}\u{11A8}") }
    let name = try EntryName("a/\u{AC01}")
    #expect(name.components == ["a", "\u{AC01}"])
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0x61, 0xE6, 0xB0], [0xCB, 0xAE, 0xC0, 0xFB],
      [0xF4, 0x90, 0x80, 0x80],
    ] as [[UInt8]])
  func onlyUTF8(_ bytes: [UInt8]) {
    #expect(throws: FengniError(.entryNameRefused)) { try EntryName(utf8: bytes) }
  }

  @Test(arguments: [
    ("data/A.txt", "data/a.TXT"), ("data/É", "data/é"), ("data/ﬁ", "data/fi"),
    ("data/ＡＢ", "data/ab"), ("data/Straße", "data/STRASSE"), ("data/ς", "data/Σ"),
    ("data/①", "data/1"),
  ]) func foldedAlike(_ a: String, _ b: String) throws {
    #expect(try EntryName(a).foldedForm == EntryName(b).foldedForm)
    #expect(try EntryName(a) != EntryName(b))
  }

  @Test func refusedNamesAreSafeToShow() {
    do {
      _ = try EntryName("a\u{202E}\u{1B}[2J" + String(repeating: "x", count: 500))
      Issue.record("accepted")
    } catch {
      #expect(error.subject.hasPrefix("a\\u{202e}\\u{1b}[2J"))
      #expect(error.subject.count < 100)
    }
  }
}
