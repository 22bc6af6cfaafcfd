import BundleCore
import TestSupport
import Testing

@testable import Messages

/// The file that translators edit, held to its form.
@Suite struct TextTableTests {
  private let lines = String(decoding: TextTable.embedded, as: UTF8.self).split(
    separator: "\n", omittingEmptySubsequences: false)

  @Test func theFileOfTheRepositoryIsCompiledIn() throws {
    #expect(
      try Repository.text("Sources/CTexts/texts.tsv") == lines.joined(separator: "\n"))
  }

  @Test func everyKeyStandsOnceAndInOrder() {
    #expect(TextTable.shared.rows.map { $0.key } == TextTable.expectedKeys)
  }

  @Test func everyLineHasItsColumns() {
    #expect(lines.first == "key\tzh\ten\tclauses")
    #expect(lines.last == "")
    for line in lines.dropLast() {
      #expect(line.split(separator: "\t", omittingEmptySubsequences: false).count == 4, "\(line)")
      #expect(!line.unicodeScalars.contains { $0 == "\r" || $0 == "\u{feff}" }, "\(line)")
    }
  }

  @Test(arguments: TextTable.shared.rows.map { NamedText(name: $0.key, text: $0.text) })
  func everyTextIsThereInBothLanguages(_ text: NamedText) {
    #expect(faults(text.text) == [], "\(text.name)")
    #expect(unknownCommands(in: text.text.zh) == [] && unknownCommands(in: text.text.en) == [])
  }

  @Test func aDamagedLineIsLeftOutAndSeen() {
    let table = TextTable(octets: Array("key\tzh\ten\tclauses\na\tb\tc\nd\te\tf\t1 2\n".utf8))
    #expect(table.rows.map { $0.key } == ["d"])
    #expect(table["d"].clauses == ["1", "2"])
    #expect(table["a"].text == Bilingual("a", "a"))
  }
}
