import BundleCore
import TestSupport
import Testing

/// A code that no test provokes is a promise that nobody has seen kept.
@Suite struct ProvocationTests {
  /// A Swift file without its comments.
  private static func code(_ file: String) throws -> String {
    try Repository.text(file).replacing(Regex("//[^\n]*"), with: "")
  }

  /// Whether the file names the code as code or as the label that the tool shows.
  private static func names(_ code: Code, _ text: String) throws -> Bool {
    try text.contains(Regex(#"(?:\.\#(code)|\#(code.label))\b"#))
  }

  @Test(arguments: Code.allCases) func isProvokedByName(_ code: Code) throws {
    switch Provocation.of(code) {
    case .file(let name):
      let text = name.hasSuffix(".swift") ? try Self.code(name) : try Repository.text(name)
      #expect(try Self.names(code, text), "\(code.label) \(code) is not provoked in \(name)")
    case .awaited:
      // Whoever provokes it says where in `Provocation`.
      for name in Repository.files(endingWith: "Tests.swift") where !name.hasPrefix("Tests/Rep") {
        #expect(try !Self.names(code, Self.code(name)), "\(code) is provoked in \(name)")
      }
    case .never:
      // Texts and properties of the code have it; nothing throws or reports it.
      for name in Repository.files(endingWith: ".swift") where name.hasPrefix("Sources/") {
        let raised = try Self.code(name)
          .contains(Regex(#"(?:FengniError|Finding|report|add)\(\s*\.\#(code)\b"#))
        #expect(!raised, "\(code) is raised in \(name)")
      }
    }
  }
}
