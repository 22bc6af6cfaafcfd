public import BundleCore
public import JSONText
import Messages

/// Findings as SARIF 2.1.0 (OASIS), which editors and build servers show in place.
///
/// Texts are in one language, as the format has no room for two. Columns are left out: SARIF counts
/// characters and findings count octets.
public enum SARIF {
  /// A log of one run. `properties`: what the format has no place for, such as signers and gates of
  /// a validation, as the run's property bag (3.8).
  public static func log(
    _ findings: [Finding], version: String, language: Language,
    properties: [(String, JSONValue?)] = []
  ) -> JSONValue {
    let codes = Set(findings.map { $0.code }).sorted { $0.rawValue < $1.rawValue }
    let driver = JSONValue.object([
      ("name", .string("fengni")), ("version", .string(version)),
      ("rules", .array(codes.map { descriptor($0, language) })),
    ])
    let run = JSONValue.object(
      [
        ("tool", .object([("driver", driver)])), ("language", .string(language.rawValue)),
        ("results", .array(findings.map { FindingRow($0).sarif(language, codes) })),
        ("properties", properties.isEmpty ? nil : .object(properties)),
      ] as [(String, JSONValue?)])
    return .object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")), ("runs", .array([run])),
    ])
  }

  private static func descriptor(_ code: Code, _ language: Language) -> JSONValue {
    func text(_ text: Bilingual) -> JSONValue { .object([("text", .string(text[language]))]) }
    return .object([
      ("id", .string(code.label)), ("name", .string("\(code)")),
      ("shortDescription", text(code.message)), ("fullDescription", text(code.explanation)),
      ("help", text(code.remedy)),
    ])
  }
}

extension FindingRow {
  fileprivate func sarif(_ language: Language, _ codes: [Code]) -> JSONValue {
    let level =
      switch finding.severity {
      case .error: "error"
      case .undecided, .warning: "warning"
      case .info: "note"
      }
    let text = ([message] + [detail].compactMap { $0 } + values).map { $0[language] }
      .joined(separator: " ")
    return .object(
      [
        ("ruleId", .string(finding.rule.map { "\(code)/\($0)" } ?? code)),
        ("ruleIndex", codes.firstIndex(of: finding.code).map { .integer($0) }),
        ("level", .string(level)), ("message", .object([("text", .string(text))])),
        ("locations", location.map { .array([$0]) }),
      ] as [(String, JSONValue?)])
  }

  private var location: JSONValue? {
    var physical: JSONValue?
    if !finding.document.isEmpty {
      physical = .object(
        [
          ("artifactLocation", .object([("uri", .string(Self.percentEncoded(finding.document)))])),
          ("region", finding.line.map { .object([("startLine", .integer($0))]) }),
        ] as [(String, JSONValue?)])
    }
    let name = finding.pointer ?? (finding.subject.isEmpty ? nil : finding.subject)
    let logical = name.map {
      JSONValue.array([.object([("fullyQualifiedName", .string($0))])])
    }
    guard physical != nil || logical != nil else { return nil }
    return .object(
      [("physicalLocation", physical), ("logicalLocations", logical)] as [(String, JSONValue?)])
  }

  /// A relative URI reference of a path (RFC 3986).
  private static func percentEncoded(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e, 0x2f:
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
