public import BundleCore
import JSONText

extension CampaignSource {
  /// Makes a source folder to edit: whole or not at all.
  ///
  /// It asks for a self-inspection report and its form, and is complete but for the units and the
  /// certificates, which nobody can invent.
  public static func scaffold(at path: String) throws(FengniError) {
    let staging = try StagingDirectory(for: path)
    try staging.write("campaign.json", template.serialized(.pretty))
    let unit = JSONValue.object([
      ("id", .string("PDY000028")), ("name", .string("示例单位")), ("division", .string("410100")),
      ("class", .string("prefecture")),
    ])
    try staging.write(
      "units.json", JSONValue.object([("units", .array([unit]))]).serialized(.pretty))
    for folder in [
      "anchors", "intermediates", "recipients", "crls", "certificates/PDY000028", "forms",
      "lists", "texts", "examples",
    ] {
      try staging.files.createDirectory(EntryName(folder))
    }
    try staging.publish()
  }

  private static func both(_ zh: String, _ en: String) -> JSONValue {
    .object([("zh", .string(zh)), ("en", .string(en))])
  }

  private static var template: JSONValue {
    .object([
      ("id", .string("example-2027")), ("version", .integer(1)),
      ("title", both("示例检查行动", "Example campaign")),
      (
        "issuer",
        .object([("id", .string("PDY00001X")), ("name", both("示例中心", "Example centre"))])
      ),
      ("timeZone", .string("Asia/Shanghai")),
      (
        "period",
        .object([("opens", .string("2027-07-01")), ("closes", .string("2027-12-31"))])
      ),
      ("suites", .strings(["sm"])), ("marks", .strings(["internal", "work-secret"])),
      (
        "limits",
        .object([
          ("documentBytes", .integer(256 << 20)), ("bundleBytes", .integer(2 << 30)),
          ("documents", .integer(200)),
        ])
      ),
      (
        "revocation",
        .object([("required", .bool(true)), ("maximumAgeDays", .integer(60))])
      ),
      ("submissions", .array([submission])),
    ])
  }

  private static var submission: JSONValue {
    .object([
      ("submission", .string("self-inspection")), ("title", both("自查", "Self-inspection")),
      ("deadline", .string("2027-08-27")), ("senders", .strings(["prefecture"])),
      ("signatures", .strings(["preparer", "approver", "seal"])),
      ("secrecyReview", .bool(true)),
      (
        "documents",
        .array([
          .object([
            ("role", .string("self-inspection-report")),
            ("title", both("自查报告", "Self-inspection report")), ("required", .bool(true)),
            (
              "mediaTypes",
              .strings(["application/pdf", MediaType.ofName("report.docx")])
            ), ("maximumCount", .integer(2)),
          ]),
          .object([
            ("role", .string("inspection-form")),
            ("title", both("信息安全检查情况报告表", "Inspection form")), ("required", .bool(true)),
            ("mediaTypes", .strings(["application/json"])), ("maximumCount", .integer(1)),
          ]),
        ])
      ),
    ])
  }
}
