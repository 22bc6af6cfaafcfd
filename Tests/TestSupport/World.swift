package import BundleCore
package import CMS
import Foundation
package import Primitives
package import Submission
import Testing
import Workplace

/// A campaign with its people, made fresh in a temporary folder: a CA, a centre, two units, keys in
/// memory. Everything happens in August 2012.
package final class World: @unchecked Sendable {
  package struct Person {
    package let key: PrivateKey
    package let certificate: Certificate

    package init(key: PrivateKey, certificate: Certificate) {
      self.key = key
      self.certificate = certificate
    }
  }

  package static let signingTime = time("2012-08-20T09:00:00+08:00")
  package static let receptionTime = time("2012-08-21T09:00:00+08:00")
  package static let unitID = "PDY000028"
  package static let otherUnitID = "PDY000036"
  package static let strangerUnitID = "PDY001012"

  package let suite: Suite
  private let scratch: Scratch
  package var folder: String { scratch.path }
  package let root: Person
  package let publisher: Person
  package let centre: Person
  package let escrow: Person
  /// Signers of the unit by capacity.
  package let signers: [Capacity: Person]
  package let unitEncryption: Person
  package let otherSeal: Person
  /// A certificate of the same CA that the roster does not bind.
  package let stranger: Person
  package let campaign: CampaignPackage
  package let campaignBytes: [UInt8]

  private static let sm = Result { try World(.sm) }
  private static let nist = Result { try World(.nist) }
  package static func of(_ suite: Suite) throws -> World { try (suite == .sm ? sm : nist).get() }

  package static func time(_ text: String) -> Timestamp {
    Timestamp(rfc3339: text) ?? Timestamp(secondsSince1970: 0)
  }
  package static let validity = time("2012-01-01T00:00:00Z")..<time("2013-01-01T00:00:00Z")

  /// `files`: more files of the campaign's source, by their paths.
  package init(
    _ suite: Suite, editing edit: (String) -> String = { $0 }, crl: Bool = true,
    files: [String: String] = [:]
  ) throws {
    self.suite = suite
    let scratch = try Scratch()
    self.scratch = scratch
    let rootKey = try PrivateKey.generate(suite.keyAlgorithm)
    root = Person(
      key: rootKey,
      certificate: try CertificateAuthority.selfSigned(
        key: rootKey, subject: DistinguishedName(commonName: "测试根"),
        validity: Self.validity, serial: [1]))
    let authority = root
    var serial: UInt8 = 1
    func person(_ name: String, _ profile: CertificateProfile) throws -> Person {
      serial += 1
      return try Self.issue(
        name, profile, suite, by: authority, serial: [serial], validity: Self.validity)
    }
    publisher = try person("省厅信息中心 发布", .centreSigning)
    centre = try person("省厅信息中心 接收", .encryption)
    escrow = try person("省厅信息中心 备用", .encryption)
    signers = [
      .preparer: try person("郑州 经办人", .signing), .approver: try person("郑州 负责人", .signing),
      .seal: try person("郑州 公章", .signing),
    ]
    unitEncryption = try person("郑州 加密", .encryption)
    otherSeal = try person("洛阳 公章", .signing)
    stranger = try person("陌生人", .signing)

    let source = scratch("campaign")
    try Files.write(
      edit(Self.campaignJSON.replacingOccurrences(of: "SUITE", with: suite.rawValue)),
      to: source + "/campaign.json")
    try Files.write(Self.unitsJSON, to: source + "/units.json")
    for (name, text) in files { try Files.write(text, to: source + "/" + name) }
    func put(_ person: Person, _ name: String) throws {
      try Files.write(person.certificate.der, to: source + "/" + name)
    }
    try put(root, "anchors/root.cer")
    try put(centre, "recipients/centre.cer")
    try put(escrow, "recipients/escrow.cer")
    for (capacity, person) in signers {
      try put(person, "certificates/\(Self.unitID)/\(capacity.rawValue).crt")
    }
    try put(unitEncryption, "certificates/\(Self.unitID)/encrypt.crt")
    try put(otherSeal, "certificates/\(Self.otherUnitID)/sign.crt")
    if crl {
      let list = try CertificateAuthority.issueCRL(
        issuer: root.certificate, issuerKey: root.key,
        thisUpdate: Self.time("2012-08-15T00:00:00Z"),
        nextUpdate: Self.time("2012-09-15T00:00:00Z"), number: 1, revoked: [])
      try Files.write(list.der, to: source + "/crls/root.crl")
    }
    let sink = MemorySink()
    try CampaignSource(path: source, suite: suite).publish(
      into: sink, key: publisher.key, certificate: publisher.certificate, suite: suite,
      issued: Self.time("2012-07-20T00:00:00Z"), expires: Self.time("2013-01-01T00:00:00Z"),
      producer: "test")
    campaignBytes = sink.bytes
    campaign = try CampaignPackage(bytes: sink.bytes)
  }

  package static func issue(
    _ name: String, _ profile: CertificateProfile, _ suite: Suite, by authority: Person,
    serial: [UInt8], validity: Range<Timestamp>
  ) throws -> Person {
    let key = try PrivateKey.generate(suite.keyAlgorithm)
    let request = try CertificateRequest.make(
      key: key, subject: DistinguishedName(commonName: name))
    let certificate = try CertificateAuthority.issue(
      request: request, profile: profile, validity: validity, serial: serial,
      issuer: authority.certificate, issuerKey: authority.key)
    return Person(key: key, certificate: certificate)
  }

  // MARK: Steps

  package var sealing: Sealing {
    Sealing(campaign: campaign, time: Self.signingTime, producer: "test 1")
  }

  package var opening: Opening {
    get throws {
      Opening(
        campaign: campaign,
        keys: [try RecipientKey(certificate: centre.certificate, key: centre.key)],
        time: Self.receptionTime)
    }
  }

  /// A folder of documents by role.
  package func draft(_ documents: [String: [UInt8]]? = nil) throws -> Draft {
    let home = folder + "/" + UUID().uuidString
    var draft = Draft(senderID: Self.unitID, suite: suite, submission: "self-inspection")
    draft.secrecyReview = .init(reviewer: "某某", post: "保密员", date: "2012-08-19")
    let documents = documents ?? Self.documents
    for (name, bytes) in documents.sorted(by: { $0.key < $1.key }) {
      let file = home + "/" + name
      try Files.write(bytes, to: file)
      draft.documents.append(
        .init(
          path: try EntryName("data/" + name), file: file,
          role: String(name.split(separator: "/")[0]), mediaType: MediaType.ofName(name)))
    }
    return draft
  }

  /// One page that says something: documents are looked into.
  package static let pdf = """
    %PDF-1.4
    1 0 obj
    <</Type/Catalog/Pages 2 0 R>>
    endobj
    2 0 obj
    <</Type/Pages/Kids[3 0 R]/Count 1>>
    endobj
    3 0 obj
    <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>
    endobj
    4 0 obj
    <</Length 38>>stream
    BT /F 12 Tf 20 100 Td (A report) Tj ET
    endstream
    endobj
    5 0 obj
    <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>
    endobj
    xref
    0 6
    0000000000 65535 f 
    0000000009 00000 n 
    0000000054 00000 n 
    0000000105 00000 n 
    0000000216 00000 n 
    0000000301 00000 n 
    trailer
    <</Size 6/Root 1 0 R>>
    startxref
    364
    %%EOF

    """

  package static let documents: [String: [UInt8]] = [
    "self-inspection-report/报告.pdf": Array(pdf.utf8),
    "inspection-form/form.json": Array(
      ("{\"rows\":[" + Array(repeating: "{\"count\":1}", count: 50).joined(separator: ",") + "]}")
        .utf8),
  ]

  package func signed(
    _ checked: CheckedDraft, _ capacities: [Capacity] = [.preparer, .approver, .seal]
  ) throws -> SignedStatement {
    var statement: SignedStatement?
    for capacity in capacities {
      let person = try #require(signers[capacity])
      statement = try sealing.sign(
        checked.manifest, adding: statement, key: person.key, certificate: person.certificate,
        capacity: capacity)
    }
    return try #require(statement)
  }

  package func bundle(
    _ draft: Draft? = nil, form: Sealing.Form = .init()
  ) throws -> [UInt8] {
    let checked = try sealing.check(draft ?? self.draft())
    let sink = MemorySink()
    _ = try sealing.seal(signed(checked), checked.documents, into: sink, form: form)
    return sink.bytes
  }

  // MARK: Sources

  package static let campaignJSON = """
    {
      "id": "test-2012", "version": 1,
      "title": {"zh": "测试检查", "en": "Test inspection"},
      "issuer": {"id": "PDY00001X", "name": {"zh": "省厅信息中心", "en": "Centre"}},
      "timeZone": "Asia/Shanghai",
      "period": {"opens": "2012-07-20", "closes": "2012-12-31"},
      "suites": ["SUITE"], "marks": ["public", "internal", "work-secret"],
      "limits": {"documentBytes": 8589934592, "bundleBytes": 17179869184, "documents": 100},
      "revocation": {"required": true, "maximumAgeDays": 30},
      "submissions": [{
        "submission": "self-inspection",
        "title": {"zh": "自查", "en": "Self-inspection"},
        "deadline": "2012-08-27", "senders": ["prefecture"],
        "signatures": ["preparer", "approver", "seal"], "secrecyReview": true,
        "documents": [
          {"role": "self-inspection-report", "title": {"zh": "自查报告", "en": "Report"},
           "required": true, "mediaTypes": ["application/pdf"], "maximumCount": 1},
          {"role": "inspection-form", "title": {"zh": "报告表", "en": "Form"},
           "required": true, "mediaTypes": ["application/json"], "maximumBytes": 1048576},
          {"role": "evidence", "title": {"zh": "证明材料", "en": "Evidence"},
           "required": false, "mediaTypes": ["application/octet-stream", "image/png"]}
        ]
      }]
    }
    """

  package static let unitsJSON = """
    {"units": [
      {"id": "PDY000028", "name": "郑州市卫生局", "division": "410100", "class": "prefecture"},
      {"id": "PDY000036", "name": "洛阳市卫生局", "division": "410300", "class": "prefecture"},
      {"id": "PDY001012", "name": "中牟县卫生局", "division": "410122", "class": "county",
       "reportsTo": "PDY000028"}
    ]}
    """
}
