import BundleCore
import Foundation
import JSONText
import Messages
import TestSupport
import Testing

@testable import Workbook

/// The forms of this repository with the complete instances of their own tests.
@Suite struct RealFormsTests {
  static func files(_ folder: String, _ suffix: String) -> [URL] {
    let folder = Repository.url.appending(path: folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(suffix) }.sorted().map { folder.appending(path: $0) }
  }

  static let cases = files("Tests/FormTests/Forms/cases", ".json")

  static func json(_ file: URL) throws -> JSONValue {
    try JSONDocument.parse(Array(Data(contentsOf: file)), limits: JSONLimits(numbers: .exact))
  }

  @Test func theCasesAreThere() { #expect(Self.cases.count > 10) }

  @Test(arguments: cases)
  func aCompleteInstanceComesBack(file: URL) throws {
    let example = try Self.json(file)
    let schemas = try Self.files("Schemas/forms", ".schema.json").map(Self.json)
    let id = try #require(example["form"]?.asString)
    let valid = try #require(example["valid"])
    let form = try #require(schemas.first { $0["$id"]?.asString == id })
    let layout = try FormLayout(FormSchemas(root: form, others: schemas))
    for language in Language.allCases {
      let bytes = try WorkbookTemplate(layout, language: language).bytes(values: valid)
      let (value, findings) = try WorkbookImport(layout, language: language)
        .read(bytes, name: "a.xlsx")
      #expect(findings == [])
      #expect(value == valid)
    }
  }
}
