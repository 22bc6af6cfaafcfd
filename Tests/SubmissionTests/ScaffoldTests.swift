import BundleCore
import CMS
import Foundation
import TestSupport
import Testing
import Workplace

@testable import Submission

/// What an author begins with: the ready forms and rules, complete but for what only an author has.
@Suite struct ScaffoldTests {
  private func folder() -> String { NSTemporaryDirectory() + "/fengni-new-" + UUID().uuidString }

  @Test(arguments: [
    ("forms", "Schemas/forms"), ("rules", "Schemas/forms/rules"), ("lists", "Schemas/lists"),
    ("example/lists", "Samples/henan-2012/lists"),
  ])
  func carriesTheFilesOfTheRepository(row: (carried: String, folder: String)) throws {
    let source = Repository.url.appending(path: row.folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: source.path)
      .filter { $0.hasSuffix(".json") }.sorted()
    let carried = StandardFiles.folder(row.carried)
    #expect(carried.map(\.name).sorted() == names)
    for file in carried {
      #expect(try Data(contentsOf: source.appending(path: file.name)) == Data(file.bytes))
    }
  }

  @Test(arguments: InspectionVariant.allCases)
  func lacksNothingButCertificates(variant: InspectionVariant) throws {
    let folder = folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try CampaignSource.scaffold(at: folder, variant: variant)
    let source = try CampaignSource(path: folder, suite: .sm)
    let errors = source.findings().filter { $0.severity == .error }
    #expect(errors.map(\.subject) == ["anchors/", "recipients/"], "\(errors)")
    #expect(source.settings.submissions.count == 7)
    let form = source.settings.submissions[0].documents.first { $0.role == "inspection-form" }
    #expect(form?.schema == "urn:fengni:form:inspection-form-\(variant.rawValue):1")
    #expect(throws: FengniError(.outputExists)) {
      try CampaignSource.scaffold(at: folder, variant: variant)
    }
  }

  @Test func beginsWithWhatTheAuthorHas() throws {
    let folder = folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try CampaignSource.scaffold(
      at: folder, from: Repository.url.appending(path: "Samples/henan-2012").path)
    let source = try CampaignSource(path: folder, suite: .nist)
    #expect(source.settings.id == "henan-health-2012")
    #expect(source.roster.units.count == 11)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/texts").sorted()
    #expect(names == ["guide.en.md", "guide.zh.md"])
    #expect(throws: FengniError(.inputNotFound)) {
      try CampaignSource.scaffold(at: folder + "-2", from: folder + "/nowhere")
    }
    #expect(!FileManager.default.fileExists(atPath: folder + "-2"))
  }
}
