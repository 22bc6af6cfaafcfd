import BundleCore
import CMS
import Disk
import Foundation
import GRDB
import Primitives
import Submission
import TestSupport
import Testing
import Workplace

@testable import Centre

@Suite(.serialized) struct AdoptTests {
  private static let first = ["PDY000028", "PDY000036", "PDY000060"]
  /// 巩义 went, 示范医院 is new.
  private static let second = ["PDY000028", "PDY000036", "PDY000087"]

  private struct Stage {
    let province: SmallProvince
    let old: CampaignPackage
    let new: CampaignPackage
    let path: String
    let package: String
    /// Of 郑州, received under the first version.
    let early: Sealed

    func centre() throws -> CentreFolder { try CentreFolder(path) }

    func adopt(_ file: String? = nil, _ more: String...) throws -> ProgramRun {
      try Tool.run(
        ["centre", "adopt", file ?? package, "--centre", path, "--lang", "en", "--time"]
          + [SmallProvince.moment] + more)
    }

    func verify() throws -> ProgramRun {
      try Tool.run(["centre", "ledger", "verify", "--centre", path, "--lang", "en"])
    }
  }

  private func stage() throws -> Stage {
    let province = try SmallProvince()
    let plain = SmallProvince.submission("self-inspection", ["inspection-form"])
    let typed = SmallProvince.submission(
      "self-inspection", ["inspection-form"], schemas: ["inspection-form": "urn:test:form:count"])
    let old = try province.publish(units: Self.first, submissions: plain)
    let new = try province.publish(
      version: 2, units: Self.second, submissions: typed,
      forms: [
        "count.schema.json": """
        {"$id": "urn:test:form:count", "type": "object", "properties": {
          "count": {"type": "integer"}}}
        """
      ])
    let path = province.folder + "/centre"
    let centre = try CentreFolder.create(
      at: path, campaign: old.package, bytes: old.bytes, keys: [])
    let early = try province.seal(
      "PDY000028", "self-inspection", ["inspection-form": "{\"count\": 1}"], old.package)
    #expect(try province.receive(early, centre).hasPrefix("accepted"))
    let package = province.folder + "/second.fnp"
    try Files.write(new.bytes, to: package)
    return Stage(
      province: province, old: old.package, new: new.package, path: path, package: package,
      early: early)
  }

  @Test func aNewerVersionTakesOver() throws {
    let stage = try stage()
    let (province, old, new) = (stage.province, stage.old, stage.new)
    let late = try province.seal(
      "PDY000036", "self-inspection", ["inspection-form": "{\"count\": 2}"], old)
    let gone = try province.seal(
      "PDY000060", "self-inspection", ["inspection-form": "{\"count\": 3}"], old)
    let fresh = try province.seal(
      "PDY000087", "self-inspection", ["inspection-form": "{\"count\": 4}"], new)
    #expect(try province.receive(fresh, stage.centre()) == "refused")
    let outcome = try stage.adopt()
    #expect(
      outcome.status == 0 && outcome.all.contains("1 unit added, 1 no longer expected"),
      "\(outcome.all)")
    let again = try stage.adopt()
    #expect(again.status == 0 && again.all.contains("adopted before"), "\(again.all)")

    let centre = try stage.centre()
    #expect(centre.campaign.version == 2 && centre.earlier.map(\.version) == [1])
    let status = try centre.status(at: SmallProvince.time)
    #expect(status.rows.map(\.unit) == ["PDY000028", "PDY000087", "PDY000036"])
    #expect(status.total.accepted == 1)
    // A bundle on its way is judged by the version that it names; a unit that went is not back.
    #expect(try province.receive(late, centre) == "accepted-with-warnings FN884")
    #expect(try province.receive(gone, centre) == "refused")
    // What was refused before may come again: it is the same file, so the same answer.
    #expect(try province.receive(fresh, centre) == "duplicate")
    let more = try province.seal(
      "PDY000087", "self-inspection", ["inspection-form": "{\"count\": 5}"], new)
    #expect(try province.receive(more, centre).hasPrefix("accepted"))
    // The view of the new form shows the forms that came before, too.
    var counts: [String] = []
    try centre.rows(
      .view("form_inspection_form"), columns: { _ in },
      row: { counts.append($0.last?.text ?? "") })
    #expect(counts == ["1", "2", "5"])

    let audit = try stage.verify()
    #expect(audit.status == 0 && audit.all.contains("6 entries"), "\(audit.all)")
    // Receipts of either version hold against the unit's own package.
    for name in DirectoryTree.names(in: centre.receipts) {
      let bytes = try FileSource.readAll(centre.receipts + "/" + name, limit: 1 << 20)
      for campaign in [old, new] {
        _ = try Receipt.verified(SignedStatement(bytes), campaign: campaign)
      }
    }
  }

  /// The store decides; a run that was killed before the copy followed is finished by the next.
  @Test func aKilledRunIsFinished() throws {
    let stage = try stage()
    let file = stage.path + "/campaign.fnp"
    let before = try FileSource.readAll(file, limit: 1 << 20)
    _ = try stage.adopt()
    try Files.write(before, to: file)
    #expect(try stage.centre().campaign.version == 2)
    #expect(try stage.verify().status == 0)
    #expect(try stage.adopt().status == 0)
    #expect(try CampaignPackage.read(file).package.version == 2)
    #expect(try stage.centre().head().size == 2)
  }

  @Test func whatIsNoNewerVersionIsRefused() throws {
    let stage = try stage()
    let (province, plain) = (
      stage.province, SmallProvince.submission("self-inspection", ["inspection-form"])
    )
    func file(_ published: (package: CampaignPackage, bytes: [UInt8])) throws -> String {
      let path = province.folder + "/\(UUID().uuidString).fnp"
      try Files.write(published.bytes, to: path)
      return path
    }
    let other = try file(
      province.publish(id: "other", version: 9, units: Self.first, submissions: plain))
    #expect(try stage.adopt(other).all.contains("FN324"))
    // The same version, another package.
    let twin = try file(province.publish(units: Self.second, submissions: plain))
    #expect(try stage.adopt(twin).all.contains("FN333"))
    // Another publisher: only by the fingerprint.
    let stranger = try SmallProvince()
    let published = try stranger.publish(version: 3, units: Self.first, submissions: plain)
    let foreign = try file(published)
    #expect(try stage.adopt(foreign).all.contains("FN330"))
    #expect(try stage.adopt(foreign, "--fingerprint", province.fingerprint).status != 0)
    #expect(try stage.centre().campaign.version == 1)
    #expect(try stage.adopt(foreign, "--fingerprint", stranger.fingerprint).status == 0)
    #expect(try stage.verify().status == 0)
  }

  /// Nobody slips a version in beside the ledger, or takes a kept one away.
  @Test(arguments: ["campaign.fnp", "row", "kept"])
  func anotherPackageIsFound(_ attack: String) throws {
    let stage = try stage()
    _ = try stage.adopt()
    let forged = try stage.province.publish(
      version: 3, units: Self.first,
      submissions: SmallProvince.submission("self-inspection", ["inspection-form"]))
    let name = Hex.encode(forged.package.digest.bytes) + ".fnp"
    switch attack {
    case "campaign.fnp":
      try Files.write(forged.bytes, to: stage.path + "/campaign.fnp")
      let outcome = try stage.verify()
      #expect(outcome.status == 65 && outcome.all.contains("FN940"), "\(outcome.all)")
    case "row":
      try Files.write(forged.bytes, to: stage.path + "/campaigns/" + name)
      let queue = try DatabaseQueue(path: stage.path + "/centre.sqlite")
      try queue.write { database in
        try database.execute(
          sql: "INSERT INTO campaign_version VALUES (?, 3, NULL, NULL)",
          arguments: [forged.package.digest.text])
      }
      try queue.close()
      let outcome = try stage.verify()
      #expect(outcome.status == 1 && outcome.all.contains("FN947"), "\(outcome.all)")
    default:
      try FileManager.default.removeItem(
        atPath: Versions.file(stage.old.digest, in: stage.path))
      let outcome = try stage.verify()
      #expect(outcome.status == 1 && outcome.all.contains("FN947"), "\(outcome.all)")
    }
  }
}
