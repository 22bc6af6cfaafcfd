import BundleCore
import CMS
import Centre
import CentreReports
import Reports
import Submission
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
    let words: [(name: String, texts: [Bilingual])] = [
      (name: "verdicts", texts: Verdict.allCases.map { $0.title }),
      (name: "decisions", texts: Decision.allCases.map { $0.title }),
      (
        name: "results of gates",
        texts: [GateResult.passed, .failed, .undecided, .notEvaluated(because: .envelope)].map {
          $0.title
        }
      ),
      (name: "capacities", texts: Capacity.allCases.map { $0.title }),
      (name: "classes", texts: UnitClass.allCases.map { $0.title }),
      (name: "kinds", texts: RevisionKind.allCases.map { $0.title }),
      (name: "marks", texts: Mark.allCases.map { $0.title }),
      (name: "suites", texts: Suite.allCases.map { $0.title }),
      (name: "states of units", texts: UnitState.allCases.map { $0.title }),
      (name: "states of notices", texts: NoticeState.allCases.map { $0.title }),
      (name: "kinds of notices", texts: NoticeKind.allCases.map { $0.title }),
      (name: "sections", texts: StatisticSection.allCases.map { $0.title }),
    ]
    for (name, texts) in words {
      for text in texts { #expect(faults(text) == [], "\(name)") }
      #expect(Set(texts.map { $0.zh }).count == texts.count, "\(name)")
      #expect(Set(texts.map { $0.en }).count == texts.count, "\(name)")
    }
    for gate in Gate.allCases { #expect(faults(gate.title) == [] && faults(gate.question) == []) }
    for severity in Severity.allCases { #expect(faults(severity.title) == []) }
    #expect(Set(Gate.allCases.map(\.title)).count == Gate.allCases.count)
  }

  @Test(
    arguments: [
      (0, 3, "0.0 %"), (1, 3, "33.3 %"), (2, 3, "66.7 %"), (1, 8, "12.5 %"), (1, 2000, "0.1 %"),
      (1, 2001, "0.0 %"), (3, 3, "100.0 %"), (0, 0, nil), (-1, 3, nil), (Int64.max, 3, nil),
      (1, Int64.max, nil),
    ] as [(Int64, Int64, String?)])
  func sharesAreRounded(_ part: Int64, _ whole: Int64, _ expected: String?) {
    #expect(percentText(part, of: whole) == expected)
  }

  @Test(
    arguments: [
      ("2012-08-27T16:00:00+08:00", "2012-08-27 16:00 (+08:00)"),
      ("2012-08-27T16:00:07Z", "2012-08-27 16:00:07 (Z)"), ("2012-08-27", "2012-08-27"), ("", ""),
    ] as [(String, String)])
  func timesAsPeopleWriteThem(_ text: String, _ expected: String) {
    #expect(timeText(rfc3339: text) == expected)
  }

  @Test func nobodysNameSteersAPage() {
    let name = "甲<b>&\"'\u{202e}\u{200b}\u{7}\u{2028}\n㐀\u{e000}"
    #expect(
      HTML.escaped(name)
        == "甲&lt;b&gt;&amp;&quot;&#39;\u{fffd}\u{fffd}\u{fffd}\u{fffd}\n㐀\u{e000}")
    let page = HTMLPage(title: "<script>", language: .zh, body: HTML.element("h1", "<i>")).text
    #expect(page.contains("<title>&lt;script&gt;</title>") && page.contains("<h1>&lt;i&gt;</h1>"))
    #expect(page.contains("<html lang=\"zh-CN\">") && page.contains("default-src 'none'"))
    #expect(!page.contains("unsafe-inline") && !page.contains("style="))
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
