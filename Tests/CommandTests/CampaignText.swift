/// The source of the campaigns that the tests publish.
enum CampaignText {
  static let units = """
    {"units": [
      {"id": "PDY00001X", "name": "Centre", "division": "410000", "class": "province"},
      {"id": "PDY000028", "name": "Zhengzhou", "division": "410100", "class": "prefecture"},
      {"id": "PDY001012", "name": "Zhongmu", "division": "410122", "class": "county"}
    ]}
    """

  private static func document(
    _ role: String, _ types: String, required: Bool, _ more: String = ""
  ) -> String {
    """
    {"role": "\(role)", "title": {"zh": "材料", "en": "Document"}, "required": \(required),
     "mediaTypes": [\(types)]\(more)}
    """
  }

  /// `campaign.json`: a submission that three people sign, and one that only takes the seal.
  static func settings(id: String, version: Int) -> String {
    """
    {"id": "\(id)", "version": \(version), "title": {"zh": "检查", "en": "Inspection"},
     "issuer": {"id": "PDY00001X", "name": {"zh": "中心", "en": "Centre"}},
     "timeZone": "Asia/Shanghai", "period": {"opens": "2012-07-20", "closes": "2012-12-31"},
     "suites": ["sm", "nist"], "marks": ["public", "internal"],
     "limits": {"documentBytes": 8589934592, "bundleBytes": 8589934592, "documents": 2000},
     "revocation": {"required": true, "maximumAgeDays": 60},
     "submissions": [
       {"submission": "self-inspection", "title": {"zh": "自查", "en": "Self-inspection"},
        "deadline": "2012-08-27", "senders": ["prefecture"],
        "signatures": ["preparer", "approver", "seal"], "secrecyReview": true, "documents": [
          \(document("self-inspection-report", "\"application/pdf\"", required: true,
            ", \"maximumBytes\": 65536, \"maximumCount\": 2")),
          \(document("inspection-form", "\"application/json\"", required: true)),
          \(document("evidence", "\"application/pdf\", \"image/png\"", required: false))]},
       {"submission": "quick", "title": {"zh": "快报", "en": "Quick report"},
        "deadline": "2012-08-27", "senders": ["prefecture"], "signatures": ["seal"],
        "secrecyReview": false, "documents": [
          \(document("evidence", "\"application/octet-stream\"", required: false))]}]}
    """
  }
}
