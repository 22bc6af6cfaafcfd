import BundleCore
import CMS
import Primitives

/// The source folder of the simulated campaign.
struct CampaignFolder {
  let roots: [Suite: Certificate]
  let units: [Certificate]

  func write(
    to source: String, recipients: [Certificate], crls: [CertificateRevocationList],
    stranger: [Suite: Certificate]?
  ) throws {
    func put(_ certificate: Certificate, _ name: String) throws {
      try Province.write(certificate.der, to: source + "/" + name)
    }
    try Province.write(Array(Self.settings.utf8), to: source + "/campaign.json")
    var rows = units.indices.map { index in
      Self.unit(Province.id(index), "第 \(index) 卫生院", index, Province.unitClass(index))
    }
    if stranger != nil { rows.append(Self.unit("STRANGER", "不在册单位", 0, "institution")) }
    try Province.write(
      Array("{\"units\":[\(rows.joined(separator: ",\n"))]}".utf8), to: source + "/units.json")
    for (suite, root) in roots { try put(root, "anchors/\(suite.rawValue).cer") }
    for (i, recipient) in recipients.enumerated() { try put(recipient, "recipients/\(i).cer") }
    for (i, crl) in crls.enumerated() { try Province.write(crl.der, to: source + "/crls/\(i).crl") }
    for (index, unit) in units.enumerated() {
      try put(unit, "certificates/\(Province.id(index))/seal.crt")
    }
    for (suite, person) in stranger ?? [:] {
      try put(person, "certificates/STRANGER/seal-\(suite.rawValue).crt")
    }
  }

  private static func unit(_ id: String, _ name: String, _ index: Int, _ kind: String) -> String {
    let division = 410_000 + (index % 18 + 1) * 100 + 1
    return
      "{\"id\":\"\(id)\",\"name\":\"\(name)\",\"division\":\"\(division)\",\"class\":\"\(kind)\"}"
  }

  private static let settings = """
    {
      "id": "simulated-2012", "version": 1,
      "title": {"zh": "模拟检查", "en": "Simulated inspection"},
      "issuer": {"id": "CENTRE", "name": {"zh": "中心", "en": "Centre"}},
      "timeZone": "Asia/Shanghai",
      "period": {"opens": "2012-07-01", "closes": "2012-12-31"},
      "suites": ["sm", "nist"], "marks": ["internal"],
      "limits": {"documentBytes": 1048576, "bundleBytes": 4194304, "documents": 10},
      "revocation": {"required": true, "maximumAgeDays": 60},
      "submissions": [
        {"submission": "report", "title": {"zh": "自查", "en": "Report"},
         "deadline": "2012-09-30", "senders": ["institution"], "signatures": ["seal"],
         "secrecyReview": false, "documents": [\(form)]},
        {"submission": "early", "title": {"zh": "先报", "en": "Early report"},
         "deadline": "2012-08-20", "senders": ["county"], "signatures": ["seal"],
         "secrecyReview": false, "documents": [\(form)]}
      ]
    }
    """

  private static let form = """
    {"role": "form", "title": {"zh": "报告表", "en": "Form"}, "required": true,
     "mediaTypes": ["application/json"]}
    """
}
