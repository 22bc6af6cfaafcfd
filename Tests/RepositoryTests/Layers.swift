/// Where every target stands, from the bottom: it may know those of the layers below alone, never
/// a neighbour. `GraphTests` holds Package.swift to it, and draws the picture of the architecture.
enum Layers {
  struct Layer {
    let title: String
    let targets: [String]
  }

  static let all = [
    Layer(
      title: "C libraries",
      targets: [
        "COpenSSL", "CGcrypt", "CISAL", "CZip", "CXML2", "CXlsxWriter", "CGMimeLibrary",
        "CQrencode", "CMemory", "CUnicode", "CSystem", "CRE2", "CStandardFiles", "CTexts",
      ]),
    Layer(title: "over one C library", targets: ["CGMime", "Checksums"]),
    Layer(title: "what everyone speaks", targets: ["BundleCore"]),
    Layer(
      title: "mechanisms",
      targets: [
        "Disk", "JSONText", "Primitives", "RegularExpressions", "StrictZIP", "ErasureFrames",
        "Messages",
      ]),
    Layer(
      title: "mechanisms over them",
      targets: [
        "CEL", "JSONSchema", "Documents", "CMS", "Transport", "Mail",
      ]),
    Layer(title: "forms and rules", targets: ["Forms", "Workbook", "SystemDocuments", "Custody"]),
    Layer(title: "the format", targets: ["Submission", "Probe"]),
    Layer(title: "what is said of it", targets: ["Reports"]),
    Layer(title: "the format on a machine, and on paper", targets: ["Workplace", "Slip"]),
    Layer(title: "the centre", targets: ["Centre"]),
    Layer(title: "what is said of the centre", targets: ["CentreReports"]),
    Layer(title: "tools", targets: ["fengni", "fengni-bench", "fengni-probe", "fengni-simulate"]),
    Layer(title: "tests", targets: ["TestSupport"]),
  ]

  /// The number of a target's layer.
  static func of(_ target: String) -> Int? {
    all.firstIndex { $0.targets.contains(target) }
  }
}
