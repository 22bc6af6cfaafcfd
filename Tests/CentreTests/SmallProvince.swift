import BundleCore
import CMS
import Custody
import Foundation
import JSONText
import Primitives
import Submission
import TestSupport
import Workplace

@testable import Centre

/// A province with few units and known figures, its centre, and the ministry that it reports to.
/// Units sign with one seal each; versions of the campaign come from the same publisher.
final class SmallProvince: @unchecked Sendable {
  static let moment = "2012-12-20T09:00:00+08:00"
  static var time: Timestamp { World.time(moment) }

  let folder: String
  let root: World.Person
  let publisher: World.Person
  let recipient: World.Person
  private(set) var seals: [String: World.Person] = [:]

  static let units: [(id: String, name: String, division: String, unitClass: String)] = [
    ("PDY00001X", "省厅信息中心", "410000", "province"),
    ("PDY000028", "郑州市卫生局", "410100", "prefecture"),
    ("PDY000036", "洛阳市卫生局", "410300", "prefecture"),
    ("PDY000060", "巩义市卫生局", "410181", "direct-county"),
    ("PDY000087", "示范医院", "410105", "province-direct"),
    ("PDY001012", "=中牟县\"卫生局", "410122", "county"),
  ]

  init() throws {
    folder = NSTemporaryDirectory() + "/fengni-province-" + UUID().uuidString
    let key = try PrivateKey.generate(CMS.Suite.nist.keyAlgorithm)
    let authority = World.Person(
      key: key,
      certificate: try CertificateAuthority.selfSigned(
        key: key, subject: DistinguishedName(commonName: "测试根"), validity: World.validity,
        serial: [1]))
    root = authority
    func person(_ name: String, _ profile: CertificateProfile, _ serial: UInt8) throws
      -> World.Person
    {
      try World.issue(
        name, profile, .nist, by: authority, serial: [serial], validity: World.validity)
    }
    publisher = try person("发布", .centreSigning, 2)
    recipient = try person("接收", .encryption, 3)
    for (index, unit) in Self.units.enumerated() {
      seals[unit.id] = try person(unit.name, .signing, UInt8(10 + index))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var fingerprint: String { Fingerprint.text(publisher.certificate.digest(.sha256)) }

  // MARK: Campaigns

  /// Publishes a campaign. `documents`: members of `documents`, as JSON; `forms`: schemas.
  func publish(
    id: String = "province-2012", version: Int = 1, units: [String],
    submissions: String, forms: [String: String] = [:]
  ) throws -> (package: CampaignPackage, bytes: [UInt8]) {
    let source = folder + "/" + UUID().uuidString
    try Files.write(
      """
      {"id": "\(id)", "version": \(version), "title": {"zh": "小省检查", "en": "Small province"},
       "issuer": {"id": "PDY00001X", "name": {"zh": "省厅信息中心", "en": "Centre"}},
       "timeZone": "Asia/Shanghai", "period": {"opens": "2012-07-20", "closes": "2012-12-31"},
       "suites": ["nist"], "marks": ["internal"],
       "limits": {"documentBytes": 1048576, "bundleBytes": 4194304, "documents": 100},
       "revocation": {"required": false, "maximumAgeDays": 200}, "submissions": [\(submissions)]}
      """, to: source + "/campaign.json")
    let rows = Self.units.filter { units.contains($0.id) }.map {
      let name = $0.name.replacingOccurrences(of: "\"", with: "\\\"")
      let parent = $0.unitClass == "county" ? ", \"reportsTo\": \"PDY000028\"" : ""
      return "{\"id\": \"\($0.id)\", \"name\": \"\(name)\", \"division\": \"\($0.division)\", "
        + "\"class\": \"\($0.unitClass)\"\(parent)}"
    }
    try Files.write(
      "{\"units\": [\(rows.joined(separator: ", "))]}", to: source + "/units.json")
    try Files.write(root.certificate.der, to: source + "/anchors/root.cer")
    try Files.write(recipient.certificate.der, to: source + "/recipients/centre.cer")
    for unit in units {
      guard let seal = seals[unit] else { continue }
      try Files.write(seal.certificate.der, to: source + "/certificates/\(unit)/seal.crt")
    }
    for (name, schema) in forms { try Files.write(schema, to: source + "/forms/" + name) }
    let sink = MemorySink()
    try CampaignSource(path: source, suite: .nist).publish(
      into: sink, key: publisher.key, certificate: publisher.certificate, suite: .nist,
      issued: World.time("2012-07-20T00:00:00Z"), expires: World.time("2013-01-01T00:00:00Z"),
      producer: "test")
    return (try CampaignPackage(bytes: sink.bytes), sink.bytes)
  }

  static func submission(_ id: String, _ roles: [String], schemas: [String: String] = [:]) -> String
  {
    let documents = roles.map { role in
      "{\"role\": \"\(role)\", \"title\": {\"zh\": \"\(role)\", \"en\": \"\(role)\"}, "
        + "\"required\": \(role == roles[0]), \"mediaTypes\": [\"application/json\"]"
        + (schemas[role].map { ", \"schema\": \"\($0)\"" } ?? "") + "}"
    }
    let senders = UnitSenders.all.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      {"submission": "\(id)", "title": {"zh": "\(id)", "en": "\(id)"}, "deadline": "2012-12-31",
       "senders": [\(senders)], "signatures": ["seal"], "secrecyReview": false,
       "documents": [\(documents.joined(separator: ", "))]}
      """
  }

  enum UnitSenders {
    static let all = ["prefecture", "direct-county", "province-direct", "county"]
  }

  // MARK: Bundles

  /// Seals a unit's documents, JSON texts by role.
  func seal(
    _ unit: String, _ submission: String, _ documents: [String: String],
    _ campaign: CampaignPackage, change: (inout Draft) -> Void = { _ in }
  ) throws -> Sealed {
    var draft = Draft(senderID: unit, suite: .nist, submission: submission)
    draft.mark = .internal
    for (role, text) in documents.sorted(by: { $0.key < $1.key }) {
      let file = folder + "/" + UUID().uuidString + ".json"
      try Files.write(text, to: file)
      draft.documents.append(
        .init(
          path: try EntryName("data/\(role)/\(role).json"), file: file, role: role,
          mediaType: "application/json"))
    }
    change(&draft)
    let sealing = Sealing(campaign: campaign, time: Self.time, producer: "test 1")
    let checked = try sealing.check(draft)
    return try seal(checked, sealing, unit)
  }

  func seal(_ checked: CheckedDraft, _ sealing: Sealing, _ unit: String) throws -> Sealed {
    guard let seal = seals[unit] else { throw TestFailure(description: unit) }
    let statement = try sealing.sign(
      checked.manifest, adding: nil, key: seal.key, certificate: seal.certificate,
      capacity: .seal)
    let sink = MemorySink()
    let (digest, _) = try sealing.seal(statement, checked.documents, into: sink)
    return Sealed(bytes: sink.bytes, manifest: checked.manifest, digest: digest)
  }

  // MARK: The centre

  func intake(_ centre: CentreFolder) throws -> Intake {
    Intake(
      centre: centre,
      keys: [try RecipientKey(certificate: recipient.certificate, key: recipient.key)],
      signer: CentreSigner(key: publisher.key, certificate: publisher.certificate),
      received: Self.time, time: Self.time, producer: "test 1", threads: 1)
  }

  /// What became of a delivery.
  @discardableResult
  func receive(_ sealed: Sealed, _ centre: CentreFolder) throws -> String {
    let path = folder + "/" + UUID().uuidString + ".fnb"
    try Files.write(sealed.bytes, to: path)
    var words: [String] = []
    try intake(centre).run([path]) { words.append($0.result.word) }
    return words.joined(separator: ",")
  }
}
