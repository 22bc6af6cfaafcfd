import BundleCore
import Foundation
import JSONText
import TestSupport
import Testing

/// The worked examples of CONTRIBUTING.md, followed.
@Suite struct WalkTests {
  /// A walk's heading and the places of its steps.
  struct Walk: Sendable, CustomTestStringConvertible {
    let title: String
    let places: [String]

    var testDescription: String { title }
  }

  static let walks = Result {
    let page = try Repository.text("CONTRIBUTING.md")
    let start = page.firstRange(of: "## Worked examples")?.upperBound ?? page.endIndex
    return try String(page[start...]).components(separatedBy: "\n### ").dropFirst().map {
      Walk(
        title: String($0.prefix { $0 != "\n" }),
        places: try $0.captures(#"(?m)^\d+\. `([^`]+)`"#))
    }
  }

  @Test func everyPlaceIsThere() throws {
    let walks = try Self.walks.get()
    #expect(walks.map(\.title).contains("Add a code") && walks.map(\.title).contains("Add a form"))
    for walk in walks {
      #expect((1...3).contains(walk.places.count), "\(walk.title)")
      for place in walk.places { #expect(Repository.exists(place), "\(walk.title): \(place)") }
    }
  }

  /// Each form has a schema and a filling, and nothing else below Tests or in a list of names.
  @Test func everyFormHasItsFilling() throws {
    func ids(_ folder: String, _ suffix: String, _ member: String) throws -> Set<String> {
      try Repository.files(endingWith: suffix).filter { $0.hasPrefix(folder) }
        .reduce(into: []) { ids, name in
          let value = try JSONDocument.parse(
            Repository.bytes(name), limits: JSONLimits(numbers: .exact))
          ids.insert(try #require(value[member]?.asString, "\(name)"))
        }
    }
    let filled = try ids("Tests/FormTests/Forms/cases/", ".json", "form")
    let forms = try Repository.files(endingWith: ".schema.json")
      .filter { $0.hasPrefix("Schemas/forms/") }
      .filter { try Repository.text($0).contains("\"x-form\"") }
      .map { try JSONDocument.parse(Repository.bytes($0), limits: JSONLimits(numbers: .exact)) }
      .compactMap { $0["$id"]?.asString }
    #expect(forms.count > 10)
    #expect(filled == Set(forms), "\(filled.symmetricDifference(forms).sorted())")
  }
}
