import BundleCore
import Testing

@testable import Messages

@Suite struct WordTests {
  @Test(
    arguments: [
      ([:], Language.en),
      (["LANG": "zh_CN.UTF-8"], .zh),
      (["LANG": "ZH"], .zh),
      (["LANG": "en_US.UTF-8"], .en),
      (["LANG": "C"], .en),
      (["LANG": "zh_CN", "LC_ALL": "C"], .en),
      (["LANG": "en_US", "LC_ALL": "zh_TW"], .zh),
      (["LANG": "en_US", "LC_MESSAGES": "zh_CN"], .zh),
      (["LANG": "zh_CN", "LC_MESSAGES": "de_DE"], .en),
      (["LC_MESSAGES": "zh_CN", "LC_ALL": "en_GB"], .en),
      (["LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN"], .zh),
    ] as [([String: String], Language)])
  func languageOfAnEnvironment(_ environment: [String: String], _ expected: Language) {
    #expect(Language(environment: environment) == expected)
  }

  @Test func wordsAreThereInBothLanguages() {
    for (table, words) in Words.tables {
      for (raw, text) in words { #expect(faults(text) == [], "\(table) \(raw)") }
      #expect(Set(words.values.map(\.zh)).count == words.count, "\(table)")
      #expect(Set(words.values.map(\.en)).count == words.count, "\(table)")
    }
    for gate in Gate.allCases { #expect(faults(gate.title) == [] && faults(gate.question) == []) }
    for severity in Severity.allCases { #expect(faults(severity.title) == []) }
    #expect(Set(Gate.allCases.map(\.title)).count == Gate.allCases.count)
  }

  @Test(arguments: [
    ("accepted", "通过"), ("accepted-with-warnings", "通过（有提示）"), ("indeterminate", "待定"),
    ("returned", "退回补正"), ("refused", "拒收"), ("unreadable", "无法读取"),
  ])
  func verdicts(_ raw: String, _ zh: String) {
    #expect(Words.verdict(raw).zh == zh)
    #expect(Words.meanings[raw] != nil)
  }

  @Test func anUnknownWordIsShownAsItStands() {
    #expect(Words.kind("other") == Bilingual("other", "other"))
  }

  @Test func labelsAreUnique() {
    for label in Label.allCases { #expect(faults(label.text) == [], "\(label)") }
    #expect(Set(Label.allCases.map(\.text.zh)).count == Label.allCases.count)
    #expect(Set(Label.allCases.map(\.text.en)).count == Label.allCases.count)
  }

  @Test(
    arguments: [
      (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (1536, "1.5 KiB"), (102_348, "99.9 KiB"),
      (102_349, "100 KiB"),
      (102_400, "100 KiB"), (1_048_063, "1023 KiB"), (1_048_064, "1.0 MiB"),
      (1_048_575, "1.0 MiB"), (837 << 20, "837 MiB"), (40 << 30, "40.0 GiB"),
      (UInt64.max, "16.0 EiB"),
    ] as [(UInt64, String)])
  func sizes(_ bytes: UInt64, _ expected: String) {
    #expect(sizeText(bytes) == expected)
  }

  @Test(
    arguments: [
      (-5, "0 秒", "0 s"), (59, "59 秒", "59 s"), (60, "1 分", "1 min"),
      (192, "3 分 12 秒", "3 min 12 s"), (3600, "1 小时", "1 h"),
      (7_260, "2 小时 1 分", "2 h 1 min"), (86_400 * 3 + 7200, "3 天 2 小时", "3 d 2 h"),
      (Int64.max, "106751991167300 天 15 小时", "106751991167300 d 15 h"),
    ] as [(Int64, String, String)])
  func durations(_ seconds: Int64, _ zh: String, _ en: String) {
    #expect(durationText(seconds: seconds) == Bilingual(zh, en))
  }

  @Test(
    arguments: [
      (0, "今天", "today"), (1, "1 天前", "1 day ago"), (30, "30 天前", "30 days ago"),
      (-1, "1 天后", "in 1 day"), (Int.min, "9223372036854775808 天后", "in 9223372036854775808 days"),
    ] as [(Int, String, String)])
  func ages(_ days: Int, _ zh: String, _ en: String) {
    #expect(ageText(days: days) == Bilingual(zh, en))
  }
}
