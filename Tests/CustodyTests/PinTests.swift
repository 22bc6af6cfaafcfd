import BundleCore
import Custody
import Disk
import Foundation
import TestSupport
import Testing

@Suite struct PinTests {
  static let publisher = Digest(.sm3, [UInt8](repeating: 1, count: 32))
  static let other = Digest(.sm3, [UInt8](repeating: 2, count: 32))
  static let packages = (0...9).map { Digest(.sm3, [UInt8](repeating: 0x10 + $0, count: 32)) }

  enum Step { case pin, check }

  struct Row: CustomTestStringConvertible {
    let testDescription: String
    /// What was seen before version 3 with package 3.
    let step: Step
    let campaign: String
    let version: Int
    let package: Int
    let publisher: Digest?
    let code: Code?
  }

  @Test(arguments: [
    Row(
      testDescription: "the same", step: .check, campaign: "a", version: 3, package: 3,
      publisher: publisher, code: nil),
    Row(
      testDescription: "newer", step: .check, campaign: "a", version: 4, package: 4,
      publisher: publisher, code: nil),
    Row(
      testDescription: "older", step: .check, campaign: "a", version: 2, package: 2,
      publisher: publisher, code: .campaignRollback),
    Row(
      testDescription: "another package of the version", step: .check, campaign: "a", version: 3,
      package: 4, publisher: publisher, code: .campaignRollback),
    Row(
      testDescription: "the package under an older version", step: .check, campaign: "a",
      version: 2, package: 3, publisher: publisher, code: .campaignRollback),
    Row(
      testDescription: "another publisher", step: .check, campaign: "a", version: 3, package: 3,
      publisher: other, code: .campaignFingerprintMismatch),
    Row(
      testDescription: "another publisher, newer", step: .check, campaign: "a", version: 9,
      package: 9, publisher: other, code: .campaignFingerprintMismatch),
    Row(
      testDescription: "another campaign", step: .check, campaign: "b", version: 3, package: 3,
      publisher: publisher, code: .campaignNotTrusted),
    Row(
      testDescription: "pinned again", step: .pin, campaign: "a", version: 3, package: 3,
      publisher: publisher, code: nil),
    Row(
      testDescription: "pinned, newer", step: .pin, campaign: "a", version: 4, package: 4,
      publisher: publisher, code: nil),
    Row(
      testDescription: "pinned, older", step: .pin, campaign: "a", version: 1, package: 1,
      publisher: publisher, code: .campaignRollback),
    Row(
      testDescription: "pinned, another package", step: .pin, campaign: "a", version: 3,
      package: 4, publisher: publisher, code: .campaignRollback),
    Row(
      testDescription: "pinned, another publisher starts anew", step: .pin, campaign: "a",
      version: 1, package: 1, publisher: other, code: nil),
    Row(
      testDescription: "pinned, another campaign", step: .pin, campaign: "b", version: 1,
      package: 1, publisher: other, code: nil),
  ])
  func rollback(row: Row) throws {
    let folder = try Scratch()
    let pins = try PinnedPublishers.open(folder: folder("pins"))
    let publisher = try #require(Self.publisher)
    try pins.pin(
      campaign: "a", version: 3, package: try #require(Self.packages[3]), publisher: publisher)
    let before = try Files.read(pins.path)
    let package = try #require(Self.packages[row.package])
    let rowPublisher = try #require(row.publisher)
    var code: Code?
    do throws(FengniError) {
      switch row.step {
      case .pin:
        try pins.pin(
          campaign: row.campaign, version: row.version, package: package, publisher: rowPublisher)
      case .check:
        try pins.check(
          campaign: row.campaign, version: row.version, package: package, publisher: rowPublisher)
      }
    } catch {
      code = error.code
    }
    #expect(code == row.code)
    if row.code != nil { #expect(try Files.read(pins.path) == before) }
    if row.code == nil {
      // What was accepted is remembered.
      try pins.check(
        campaign: row.campaign, version: row.version, package: package, publisher: rowPublisher)
    }
    #expect(Paths.permissions(of: pins.path) == 0o600)
  }

  @Test func concurrentChecksKeepTheNewest() throws {
    let folder = try Scratch()
    let pins = try PinnedPublishers.open(folder: folder("pins"))
    let publisher = try #require(Self.publisher)
    let packages = try Self.packages.map { try #require($0) }
    try pins.pin(campaign: "a", version: 1, package: packages[1], publisher: publisher)
    DispatchQueue.concurrentPerform(iterations: 32) { i in
      let version = 1 + i % 9
      try? pins.check(
        campaign: "a", version: version, package: packages[version], publisher: publisher)
    }
    try pins.check(campaign: "a", version: 9, package: packages[9], publisher: publisher)
    #expect(throws: FengniError(.campaignRollback)) {
      try pins.check(campaign: "a", version: 8, package: packages[8], publisher: publisher)
    }
  }

  @Test(arguments: ["{", "{}", "{\"trust\":\"pins/2\",\"campaigns\":[]}", "[]"])
  func damagedFilesTrustNobody(json: String) throws {
    let folder = try Scratch()
    try Data(json.utf8).write(to: URL(fileURLWithPath: folder("trust.json")))
    let pins = try PinnedPublishers.open(folder: folder.path)
    let publisher = try #require(Self.publisher)
    #expect(throws: FengniError.self) {
      try pins.check(campaign: "a", version: 1, package: publisher, publisher: publisher)
    }
    #expect(throws: FengniError.self) {
      try pins.pin(campaign: "a", version: 1, package: publisher, publisher: publisher)
    }
    #expect(try Files.read(folder("trust.json")) == Array(json.utf8))
  }
}
