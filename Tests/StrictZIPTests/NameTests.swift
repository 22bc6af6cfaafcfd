import BundleCore
import StrictZIP
import Testing

@Suite struct NameTests {
  @Test(
    arguments: [
      "", "/", "/etc/passwd", "../x", "data/../../x", "data/./x", "./x", "data//x", "data/",
      "C:x", "C:/x", "a\\b", "..\\x", "\\\\host\\share", "file:stream", "a\u{0}b", "a\nb",
      "a\u{7F}",
      "a\u{85}b", "\u{202E}txt.exe", "a\u{2066}b", "a\u{200B}b", "a\u{FEFF}", "CON", "CON.txt",
      "data/con", "data/Nul.tar.gz", "data/COM1.log", "data/lpt¹", "trailing.", "trailing ",
      " leading", "dir./x", "a?", "a*", "a\"b", "a<b", "a|b", "e\u{301}.txt", "\u{212B}",
      String(repeating: "x", count: 256), String(repeating: "a/", count: 20) + "a",
    ])
  func refused(_ name: String) {
    let package = RawPackage(entries: [.init(name, [])])
    #expect(code(read(package.bytes)) == .entryNameRefused)
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0x61, 0xC3], [0xB8, 0xB4],
      [UInt8](repeating: 0x61, count: 1025),
    ] as [[UInt8]])
  func notUTF8(_ name: [UInt8]) {
    let package = RawPackage(entries: [.init(name: name, [])])
    #expect(code(read(package.bytes)) == .entryNameRefused)
  }

  @Test(
    arguments: [
      ("a", "a"), ("a.txt", "A.TXT"), ("data/报告", "data/报告"), ("straße", "STRASSE"),
      ("ﬁle", "file"), ("Ⅳ", "iv"), ("ａ", "a"), ("é", "É"), ("data/x", "DATA/x"),
      ("a", "a/b"), ("a/b", "a"), ("a/b/c", "A/B"), ("A", "a/b/c/d"), ("data", "data/x"),
    ])
  func collision(_ first: String, _ second: String) throws {
    let package = RawPackage(entries: [.init(first, []), .init("between", []), .init(second, [])])
    #expect(code(read(package.bytes)) == .entryNameCollision)
    #expect(throws: FengniError(.entryNameCollision)) {
      try write([(first, []), ("between", []), (second, [])])
    }
  }

  @Test func neighboursDoNotCollide() throws {
    let names = ["a", "b/a", "b/b", "ab", "a.b", "b/c/a", "B/d", "données/été", "数据/报告.json"]
    let package = RawPackage(entries: names.map { .init($0, Array($0.utf8)) })
    #expect(try read(package.bytes).get().map(\.header.name.text) == names)
    #expect(try write(names.map { ($0, Array($0.utf8)) }, tryDeflate: false) == package.bytes)
  }
}
