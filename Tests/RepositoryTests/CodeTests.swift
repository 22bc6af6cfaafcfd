import BundleCore
import Foundation
import Messages
import TestSupport
import Testing

@Suite struct CodeTests {
  /// Codes that no clause of the format has, and why.
  static let outsideSpecification: [(code: Code, why: String)] = [
    (.inputNotFound, "about a path, not about what stands in a bundle"),
    (.inputUnreadable, "about a file system, not about what stands in a bundle"),
    (.workbookUnreadable, "about a spreadsheet that becomes a form"),
    (.workbookOtherForm, "about a spreadsheet that becomes a form"),
    (.cellInvalid, "about a spreadsheet that becomes a form"),
    (.cellUnknownChoice, "about a spreadsheet that becomes a form"),
    (.workbookLayout, "about a spreadsheet that becomes a form"),
    (.workbookDiffers, "about a spreadsheet that becomes a form"),
  ]

  static func mentioned(in page: String) throws -> Set<String> {
    Set(try Repository.text(page).captures(#"\b(FN\d{3})\b"#))
  }

  @Test(arguments: Repository.pages)
  func everyMentionedCodeExists(_ page: String) throws {
    let unknown = try Self.mentioned(in: page).filter { Code(label: $0) == nil }
    #expect(unknown.isEmpty, "\(page): \(unknown.sorted())")
  }

  @Test func everyCodeOfAGateHasAClause() throws {
    let mentioned = try Self.mentioned(in: "Schemas/SPEC.md")
    let outside = Set(Self.outsideSpecification.map(\.code))
    for code in Code.allCases where code.gate != .command {
      #expect(
        mentioned.contains(code.label) != outside.contains(code),
        "\(code.label) \(code): SPEC.md and the table of this test disagree")
    }
  }

  /// Set `UPDATE_DOCUMENTS=1` to write the page anew.
  @Test func pageOfCodesIsCurrent() throws {
    let page = CodePage.text
    if ProcessInfo.processInfo.environment["UPDATE_DOCUMENTS"] != nil {
      try Data(page.utf8).write(to: URL(fileURLWithPath: Repository.path(CodePage.name)))
    }
    let written = try Repository.text(CodePage.name).split(separator: "\n")
    let due = page.split(separator: "\n")
    // The first difference says it; the rest would only follow.
    let differing = zip(written, due).first { $0 != $1 }
    #expect(differing == nil, "\(differing?.0 ?? "") should be \(differing?.1 ?? "")")
    #expect(written.count == due.count)
  }

  @Test(arguments: [("en", Language.en), ("zh", .zh)])
  func pageOfCodesSaysWhatTheToolSays(_ name: String, _ language: Language) throws {
    let said = try Tool.run(["explain", "--lang", name]).text.split(separator: "\n").map(
      String.init)
    #expect(said == Code.allCases.map { "\($0.label)  \($0.message[language])" })
  }
}

/// The page that lists every code.
enum CodePage {
  static let name = "docs/codes.md"

  static var text: String {
    var lines = [
      "# Codes",
      "",
      "Generated from the tool's own texts: do not edit. `fengni explain FN209` says more about",
      "one code: what was checked, why, and what to do. A number is never reused. Sections are",
      "those of [SPEC.md](../Schemas/SPEC.md).",
      "",
      "由程序文本生成，请勿手工修改。用 `fengni explain FN209` 查看某个代码的详细说明和处理办法；代码一经",
      "公布，不改号，不挪作他用。",
    ]
    for gate in Gate.allCases {
      let codes = Code.allCases.filter { $0.gate == gate }
      guard !codes.isEmpty else { continue }
      lines += ["", "## \(gate.title.en) \(gate.title.zh)", ""]
      lines += ["| code | meaning | 含义 | section |", "|---|---|---|---|"]
      lines += codes.map { code in
        let cells = [
          code.label, code.message.en, code.message.zh, code.clauses.joined(separator: ", "),
        ]
        return "| " + cells.map(cell).joined(separator: " | ") + " |"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func cell(_ text: String) -> String {
    text.replacingOccurrences(of: "|", with: "\\|")
  }
}
