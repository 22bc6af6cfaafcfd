import BundleCore
import CMS
import Custody
import Foundation
import Glibc
import JSONText
import Primitives
import Submission
import TestSupport
import Workplace

@testable import Centre

/// A centre that issues notices, and two units, each with a key directory as the tool wants it.
final class NoticeStage: @unchecked Sendable {
  static let moment = "2012-08-21T09:00:00+08:00"
  static let centreID = "PDY00001X"
  static let units = [
    (id: "PDY000028", name: "郑州市卫生局"), (id: "PDY000036", name: "洛阳市卫生局"),
  ]
  static let number = "豫卫整改〔2012〕3号"

  let folder: String
  let fingerprint: String
  let campaign: CampaignPackage
  private let seals: [String: World.Person]
  let encryption: [String: World.Person]
  let recipient: World.Person

  private static let made = Result { try NoticeStage() }
  static func shared() throws -> NoticeStage { try made.get() }

  init() throws {
    let folder = NSTemporaryDirectory() + "/fengni-notices-" + UUID().uuidString
    self.folder = folder
    try Files.write(Rehearsal.passphrase + "\n", to: folder + "/passphrase")
    chmod(folder + "/passphrase", 0o600)
    let key = try PrivateKey.generate(CMS.Suite.nist.keyAlgorithm)
    let root = World.Person(
      key: key,
      certificate: try CertificateAuthority.selfSigned(
        key: key, subject: DistinguishedName(commonName: "测试根"), validity: World.validity,
        serial: [1]))
    var (seals, encryption): ([String: World.Person], [String: World.Person]) = ([:], [:])
    for (index, id) in ([Self.centreID] + Self.units.map(\.id)).enumerated() {
      let people = try Self.keys(folder, id, root, serial: UInt8(10 + 2 * index))
      (seals[id], encryption[id]) = (people[0], people[1])
    }
    guard let publisher = seals[Self.centreID], let recipient = encryption[Self.centreID] else {
      throw TestFailure(description: "keys")
    }
    (self.seals, self.encryption, self.recipient) = (seals, encryption, recipient)
    fingerprint = Fingerprint.text(publisher.certificate.digest(.sha256))

    let source = folder + "/campaign"
    try Files.write(Self.campaignJSON, to: source + "/campaign.json")
    try Files.write(Self.unitsJSON, to: source + "/units.json")
    try Files.write(root.certificate.der, to: source + "/anchors/root.cer")
    try Files.write(recipient.certificate.der, to: source + "/recipients/centre.cer")
    for (id, _) in Self.units {
      for (name, person) in [("seal", seals[id]), ("encrypt", encryption[id])] {
        try Files.write(
          person?.certificate.der ?? [], to: source + "/certificates/\(id)/\(name).crt")
      }
    }
    for name in ["notice", "rectification-record", "common-b"] {
      try FileManager.default.createDirectory(
        atPath: source + "/forms", withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: Repository.root + "/Schemas/forms/\(name).schema.json",
        toPath: source + "/forms/\(name).schema.json")
    }
    let list = try CertificateAuthority.issueCRL(
      issuer: root.certificate, issuerKey: root.key, thisUpdate: World.time("2012-08-15T00:00:00Z"),
      nextUpdate: World.time("2012-12-15T00:00:00Z"), number: 1, revoked: [])
    try Files.write(list.der, to: source + "/crls/root.crl")
    let sink = MemorySink()
    try CampaignSource(path: source, suite: .nist).publish(
      into: sink, key: publisher.key, certificate: publisher.certificate, suite: .nist,
      issued: World.time("2012-07-20T00:00:00Z"), expires: World.time("2013-01-01T00:00:00Z"),
      producer: "test")
    campaign = try CampaignPackage(bytes: sink.bytes)
    try Files.write(sink.bytes, to: folder + "/campaign.fnp")
    let made = try Tool.run(
      [
        "centre", "init", folder + "/empty", "--keys", folder + "/" + Self.centreID, "--time",
        Self.moment,
      ] + trust)
    guard made.status == 0 else { throw TestFailure(description: made.all) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// A key directory with certificates; its keys are cheap to decrypt.
  private static func keys(
    _ folder: String, _ id: String, _ root: World.Person, serial: UInt8
  ) throws -> [World.Person] {
    var bytes = Array(Rehearsal.passphrase.utf8)
    let secret = SecretBytes(wiping: &bytes)
    let path = folder + "/" + id
    var directory = try KeyDirectory.create(
      at: path,
      identity: Identity(id: id, name: id, suite: .nist, created: World.signingTime),
      passphrase: secret)
    var issued: [Certificate] = []
    for (use, profile) in [
      (KeyUse.signing, id == centreID ? CertificateProfile.centreSigning : .signing),
      (.encryption, .encryption),
    ] {
      issued.append(
        try CertificateAuthority.issue(
          request: try directory.request(for: use), profile: profile, validity: World.validity,
          serial: [serial + UInt8(issued.count)], issuer: root.certificate, issuerKey: root.key))
    }
    try directory.install(certificates: issued)
    let people = [
      World.Person(key: try directory.signingKey(passphrase: secret), certificate: issued[0]),
      World.Person(key: try directory.encryptionKey(passphrase: secret), certificate: issued[1]),
    ]
    for file in ["signing", "encryption"] {
      try Tool.cheapen("\(path)/\(file).key", folder + "/passphrase")
    }
    return people
  }

  // MARK: The command line

  var trust: [String] { ["--campaign", folder + "/campaign.fnp", "--fingerprint", fingerprint] }
  var passphrase: [String] { ["--passphrase-file", folder + "/passphrase"] }

  func newCentre() throws -> String {
    let path = folder + "/centre-" + UUID().uuidString
    try FileManager.default.copyItem(atPath: folder + "/empty", toPath: path)
    return path
  }

  /// A form in a file.
  func form(_ text: String) throws -> String {
    let path = folder + "/" + UUID().uuidString + ".json"
    try Files.write(text, to: path)
    return path
  }

  func issue(
    _ form: String, _ centre: String, _ output: String, unit: String = "PDY000028",
    more: [String] = [], signal: (number: Int32, after: Double)? = nil
  ) throws -> ProgramRun {
    try Tool.run(
      [
        "notice", "issue", form, "--unit", unit, "--centre", centre, "-o", output,
        "--certificates", folder + "/campaign/certificates", "--time", Self.moment, "--lang", "en",
      ] + passphrase + more, signal: signal)
  }

  /// `verify` or `open` with the keys of somebody.
  func read(_ command: String, _ file: String, keys: String, more: [String] = []) throws
    -> ProgramRun
  {
    try Tool.run(
      [command, file, "--keys", folder + "/" + keys, "--time", Self.moment, "--lang", "en"]
        + trust + passphrase + more)
  }

  /// What became of a bundle: its decision and the codes.
  func receive(_ sealed: Sealed, _ centre: String, at moment: String = moment) throws -> String {
    let path = folder + "/" + UUID().uuidString + ".fnb"
    try Files.write(sealed.bytes, to: path)
    let run = try Tool.run(
      [
        "centre", "receive", path, "--centre", centre, "--time", moment, "--format", "json",
      ] + passphrase)
    let line = try JSONDocument.parse(Array(run.text.utf8))
    let codes = line["codes"]?.asArray?.compactMap(\.asString) ?? []
    return ([line["decision"]?.asString ?? run.all] + codes).joined(separator: " ")
  }

  /// State of the notices: `state answered/findings open…`.
  func status(_ centre: String, at moment: String = moment) throws -> [String] {
    let run = try Tool.run([
      "centre", "status", "--notices", "--centre", centre, "--format", "json", "--time", moment,
    ])
    let value = try JSONDocument.parse(Array(run.text.utf8))
    return (value["notices"]?.asArray ?? []).map { row in
      let open = row["open"]?.asArray?.compactMap(\.asString) ?? []
      let late = row["late"]?.asBool == true ? " late" : ""
      return
        ([
          "\(row["state"]?.asString ?? "?")\(late) "
            + "\(row["answered"]?.asNumber?.text ?? "")/\(row["findings"]?.asNumber?.text ?? "")"
        ] + open).joined(separator: " ")
    }
  }

  func audit(_ centre: String) throws -> ProgramRun {
    try Tool.run(["centre", "ledger", "verify", "--centre", centre, "--lang", "en"])
  }

  // MARK: Replies

  /// A sealed reply of a unit, to the findings of these numbers.
  func reply(
    _ findings: [String], to number: String = number, unit: Int = 0,
    change: (inout Draft) -> Void = { _ in }
  ) throws -> Sealed {
    let (id, name) = Self.units[unit]
    let file = try form(Self.replyJSON(findings, number, id, name))
    var draft = Draft(senderID: id, suite: .nist, submission: "rectification")
    draft.documents = [
      .init(
        path: try EntryName("data/rectification-record/record.json"), file: file,
        role: "rectification-record", mediaType: "application/json")
    ]
    change(&draft)
    let sealing = Sealing(
      campaign: campaign, time: World.signingTime, producer: "test 1")
    let checked = try sealing.check(draft)
    guard checked.mayBeSealed, let seal = seals[id] else {
      throw TestFailure(description: "\(checked.findings)")
    }
    let statement = try sealing.sign(
      checked.manifest, key: seal.key, certificate: seal.certificate, capacity: .seal)
    let sink = MemorySink()
    let (digest, _) = try sealing.seal(statement, checked.documents, into: sink)
    return Sealed(bytes: sink.bytes, manifest: checked.manifest, digest: digest)
  }

  /// A reply that follows another one.
  func reply(
    _ findings: [String], to number: String = number, after before: Sealed, _ kind: RevisionKind
  ) throws -> Sealed {
    try reply(findings, to: number) { draft in
      draft.kind = kind
      draft.revision = before.manifest.revision + 1
      draft.supersedes = before.superseded()
      if kind == .withdrawal { draft.documents = [] }
    }
  }

  func seal(of unit: String) throws -> World.Person {
    guard let person = seals[unit] else { throw TestFailure(description: unit) }
    return person
  }

  // MARK: Sources

  static func noticeJSON(
    _ number: String = number, findings: Int = 3, unit: Int = 0, due: String = "2012-09-10"
  ) -> String {
    let rows = (1...findings).map {
      """
      {"id": "TZ-00\($0)", "area": "network", "severity": "high", "description": "问题 \($0)",
       "requirement": "整改"\($0 == 1 ? ", \"dueDate\": \"2012-08-31\"" : "")}
      """
    }
    return """
      {"noticeNo": "\(number)", "kind": "rectification", "date": "2012-08-20",
       "issuer": {"id": "PDY00001X", "name": "省厅信息中心"},
       "recipient": {"id": "\(units[unit].id)", "name": "\(units[unit].name)"},
       "findings": [\(rows.joined(separator: ","))], "dueDate": "\(due)"}
      """
  }

  private static func replyJSON(
    _ findings: [String], _ number: String, _ id: String, _ name: String
  ) -> String {
    let rows = findings.enumerated().map {
      """
      {"id": "WT-00\($0 + 1)", "noticeFinding": "\($1)", "area": "network", "severity": "high",
       "description": "问题", "foundDate": "2012-08-10", "source": "spot-check",
       "status": "in-progress", "plannedDate": "2012-12-01"}
      """
    }
    return """
      {"unit": {"id": "\(id)", "name": "\(name)"}, "reportingDate": "2012-08-20",
       "kind": "notice-reply", "noticeNo": "\(number)", "noticeDate": "2012-08-20",
       "dueDate": "2012-09-10",
       "noticeFindings": [\(findings.map { "\"\($0)\"" }.joined(separator: ","))],
       "findings": [\(rows.joined(separator: ","))]}
      """
  }

  private static let unitsJSON = """
    {"units": [
      {"id": "PDY00001X", "name": "省厅信息中心", "division": "410000", "class": "province"},
      {"id": "PDY000028", "name": "郑州市卫生局", "division": "410100", "class": "prefecture"},
      {"id": "PDY000036", "name": "洛阳市卫生局", "division": "410300", "class": "prefecture"}
    ]}
    """

  private static let campaignJSON = """
    {"id": "notices-2012", "version": 1, "title": {"zh": "测试检查", "en": "Test"},
     "issuer": {"id": "PDY00001X", "name": {"zh": "省厅信息中心", "en": "Centre"}},
     "timeZone": "Asia/Shanghai", "period": {"opens": "2012-07-20", "closes": "2012-10-31"},
     "suites": ["nist"], "marks": ["internal", "work-secret"],
     "limits": {"documentBytes": 1048576, "bundleBytes": 4194304, "documents": 100},
     "revocation": {"required": false}, "submissions": [
      {"submission": "rectification", "title": {"zh": "整改", "en": "Rectification"},
       "deadline": "2012-10-31", "senders": ["prefecture"], "signatures": ["seal"],
       "secrecyReview": false, "documents": [
        {"role": "rectification-record", "title": {"zh": "整改情况表", "en": "Record"},
         "required": true, "mediaTypes": ["application/json"],
         "schema": "urn:fengni:form:rectification-record:1"}]},
      {"submission": "notice", "title": {"zh": "通知书", "en": "Notice"},
       "deadline": "2012-07-21", "senders": ["province"], "signatures": ["seal"],
       "secrecyReview": false, "addressee": "unit", "documents": [
        {"role": "notice", "title": {"zh": "通知书", "en": "Notice"}, "required": true,
         "mediaTypes": ["application/json"], "maximumCount": 1,
         "schema": "urn:fengni:form:notice:1"},
        {"role": "attachment", "title": {"zh": "附件", "en": "Attachment"}, "required": false,
         "mediaTypes": ["application/pdf"]}]}]}
    """
}
