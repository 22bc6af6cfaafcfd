import BundleCore
import Testing

@Suite struct CodeTests {
  @Test func numbersAndNamesAreUnique() {
    let codes = Code.allCases
    #expect(Set(codes.map(\.rawValue)).count == codes.count)
    #expect(Set(codes.map(\.label)).count == codes.count)
    #expect(Set(codes.map { "\($0)" }).count == codes.count)
    // The order of the numbers is the order of the checks.
    #expect(codes.map(\.rawValue) == codes.map(\.rawValue).sorted())
  }

  @Test(arguments: Code.allCases) func labelsReadBack(_ code: Code) {
    #expect(code.label == "FN\(code.rawValue)")
    #expect(code.label.utf8.count == 5)
    #expect(Code(label: code.label) == code)
    #expect(Code(label: code.label.lowercased()) == code)
    #expect(Code(label: "\(code.rawValue)") == code)
  }

  @Test(arguments: [
    "", "FN", "FN000", "FN1", "209x", "FN 209", "FNFN209", "XX209", "FN20９", "-209",
  ])
  func otherTextsAreNoLabels(_ text: String) { #expect(Code(label: text) == nil) }

  @Test(
    arguments: [
      (.inputNotFound, .transport), (.envelopeSyntax, .envelope), (.noSigner, .provenance),
      (.packageSyntax, .integrity), (.documentMissing, .completeness), (.jsonSyntax, .content),
      (.late, .policy), (.usage, .command), (.cryptoLibrary, .command),
    ] as [(Code, Gate)])
  func gates(_ code: Code, _ gate: Gate) { #expect(code.gate == gate) }

  @Test func errorsAreEqualByCodeAlone() {
    let a = FengniError(.jsonSyntax, "a", reason: "x", line: 3, column: 4)
    #expect(a == FengniError(.jsonSyntax))
    #expect(a.hashValue == FengniError(.jsonSyntax).hashValue)
    #expect(a != FengniError(.jsonNumber, "a", reason: "x", line: 3, column: 4))
    #expect(a.description == "FN601 jsonSyntax [a:3:4] x")
    let b = a.about("b")
    #expect(b.subject == "b")
    #expect(b.line == 3)
    #expect(b.reason == "x")
    let finding = Finding(a, document: "data/a.json")
    #expect(finding.code == .jsonSyntax)
    #expect(finding.severity == .error)
    #expect(finding.document == "data/a.json")
    #expect(finding.column == 4)
  }
}
