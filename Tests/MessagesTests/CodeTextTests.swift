import BundleCore
import Foundation
import TestSupport
import Testing

@testable import Messages

@Suite struct CodeTextTests {
  @Test(arguments: Code.allCases)
  func everyTextIsThereInBothLanguages(_ code: Code) {
    for text in [code.message, code.remedy, code.explanation] {
      #expect(faults(text) == [], "\(code.label) \(text)")
      #expect(text.zh.last == "。" && text.en.last == ".", "\(code.label) \(text)")
    }
    #expect(code.message.zh != code.remedy.zh && code.message.en != code.remedy.en)
  }

  @Test(arguments: Code.allCases)
  func commandsThatAreMentionedExist(_ code: Code) {
    for text in [code.message, code.remedy, code.explanation] {
      #expect(unknownCommands(in: text.zh) == [])
      #expect(unknownCommands(in: text.en) == [])
    }
    // Both languages give the same advice.
    func verbs(_ text: String) -> Set<String> { Set(commands(in: text).map(\.verb)) }
    #expect(verbs(code.remedy.zh) == verbs(code.remedy.en), "\(code.label)")
  }

  @Test func quotesAreBalanced() {
    for code in Code.allCases {
      for text in [code.message.zh, code.remedy.zh, code.explanation.zh] {
        for (open, close) in [("“", "”"), ("（", "）"), ("《", "》")] as [(Character, Character)] {
          #expect(
            text.count { $0 == open } == text.count { $0 == close }, "\(code.label) \(text)")
        }
      }
    }
  }

  @Test(arguments: Code.allCases.filter { $0.gate != .command })
  func messagesAndRemediesSpeakPlainly(_ code: Code) {
    let jargon = ["GCM", "ASN.1", "DER", "BER", "OID", "PKCS", "AuthEnveloped", "RecipientInfo"]
    for word in jargon {
      for text in [code.message.zh, code.message.en, code.remedy.zh, code.remedy.en] {
        #expect(!text.contains(word), "\(code.label) \(text)")
      }
    }
    #expect(code.message.zh.count <= 40, "\(code.label) \(code.message.zh)")
  }

  @Test func noTwoCodesHaveTheSameMessage() {
    let all = Code.allCases
    #expect(Set(all.map(\.message.zh)).count == all.count)
    #expect(Set(all.map(\.message.en)).count == all.count)
    #expect(Set(all.map(\.label)).count == all.count)
  }

  @Test func clausesStandInTheSpecification() throws {
    let lines = try Repository.text("Schemas/SPEC.md").split(separator: "\n")
    for code in Code.allCases {
      #expect(code.clauses.isEmpty == false || code.gate == .command, "\(code.label)")
      for clause in code.clauses {
        let heads = clause.contains(".") ? "\(clause) " : "## \(clause). "
        #expect(lines.contains { $0.hasPrefix(heads) }, "\(code.label) \(clause)")
      }
    }
  }
}
