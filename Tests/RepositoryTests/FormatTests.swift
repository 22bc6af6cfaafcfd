import BundleCore
import Foundation
import JSONText
import Submission
import TestSupport
import Testing
import Workplace

@Suite struct FormatTests {
  @Test(arguments: Repository.schemas)
  func schemaIsStrictJSON(_ name: String) throws {
    let value = try JSONDocument.parse(Repository.bytes(name), subject: name)
    let members = value.asObject?.members.map(\.name) ?? []
    #expect(members.contains("$schema") && members.contains("$id"))
  }

  @Test func sampleCampaignIsReadable() throws {
    let settings = try CampaignSettings(json: Repository.bytes("Samples/henan-2012/campaign.json"))
    #expect(!settings.submissions.isEmpty)
  }

  @Test func sampleRosterIsReadable() throws {
    let roster = try Roster(json: Repository.bytes("Samples/henan-2012/units.json"))
    #expect(!roster.units.isEmpty)
  }

  /// SPEC, 5.2
  @Test func constantOctetsAreThoseOfTheSpecification() throws {
    let lines = try Repository.text("Schemas/SPEC.md").captures("(?m)^([0-9a-f]{100,})$")
    #expect(lines == [Hex.encode(try PackageLayout.constantPrefix())])
    #expect(lines.first?.count == 144)
  }
}
