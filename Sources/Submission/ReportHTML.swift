public import BundleCore
import Messages

/// Findings as one self-contained page of HTML that a person prints: no script, nothing fetched.
public struct ReportHTML: Sendable {
  private let title: String
  private let facts: [(label: String, value: String)]
  private let findings: [Finding]
  private let language: Language

  /// `facts`: what stands above the findings, such as verdict and bundle.
  public init(
    title: String, facts: [(label: String, value: String)], findings: [Finding],
    language: Language
  ) {
    self.title = title
    self.facts = facts
    self.findings = findings
    self.language = language
  }

  /// The page, UTF-8.
  public var text: String {
    var page = Self.head(title: title, language: language)
    page += "<h1>\(Self.escape(title))</h1>\n<table class=\"facts\">\n"
    for (label, value) in facts {
      page += "<tr><th>\(Self.escape(label))</th><td>\(Self.escape(value))</td></tr>\n"
    }
    page += "</table>\n"
    var documents: [String] = []
    for finding in findings where !documents.contains(finding.document) {
      documents.append(finding.document)
    }
    if findings.isEmpty { page += "<p>\(Self.escape(Phrase.noFindings[language]))</p>\n" }
    for document in documents { page += section(document) }
    return page + "</body>\n</html>\n"
  }

  private func section(_ document: String) -> String {
    let name = document.isEmpty ? Phrase.wholeBundle[language] : document
    var text = "<h2>\(Self.escape(name))</h2>\n<table class=\"findings\">\n<thead><tr>"
    for label: Label in [.severity, .code, .place, .message, .remedy] {
      text += "<th>\(Self.escape(label.text[language]))</th>"
    }
    text += "</tr></thead>\n<tbody>\n"
    for finding in findings where finding.document == document { text += row(finding) }
    return text + "</tbody>\n</table>\n"
  }

  private func row(_ finding: Finding) -> String {
    var places: [String] = []
    if !finding.subject.isEmpty { places.append(finding.subject) }
    if let line = finding.line {
      places.append(Phrase.place(line: line, column: finding.column ?? 1)[language])
    }
    if let pointer = finding.pointer, !pointer.isEmpty { places.append(pointer) }
    var message = [finding.detail ?? finding.code.message].map { $0[language] }
    for (label, value) in [(Label.expected, finding.expected), (.found, finding.found)] {
      if let value { message.append(Phrase.labelled(label, value)[language]) }
    }
    let code = finding.rule.map { "\(finding.code.label) \($0)" } ?? finding.code.label
    let cells = [
      finding.severity.title[language], code, places.joined(separator: "\n"),
      message.joined(separator: "\n"), finding.code.remedy[language],
    ]
    return "<tr class=\"\(finding.severity.rawValue)\">"
      + cells.map { "<td>\(Self.escape($0))</td>" }.joined() + "</tr>\n"
  }

  // MARK: Parts

  private static func head(title: String, language: Language) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(language == .zh ? "zh-CN" : "en")">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(escape(title))</title>
    <style>
    @page { size: A4; margin: 15mm; }
    body { font-family: "Noto Sans CJK SC", "Source Han Sans SC", "SimSun", sans-serif;
      font-size: 10.5pt; line-height: 1.45; margin: 1.5em; }
    h1 { font-size: 16pt; } h2 { font-size: 12pt; margin-top: 1.4em; word-break: break-all; }
    table { border-collapse: collapse; width: 100%; }
    th, td { border: 1px solid #888; padding: 3px 6px; text-align: left; vertical-align: top;
      white-space: pre-line; overflow-wrap: anywhere; }
    .facts th { width: 22%; } tr { break-inside: avoid; }
    tr.error td:first-child { font-weight: bold; }
    </style>
    </head>
    <body>

    """
  }

  /// Text as character data: names of files and units are other people's.
  static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned: escaped += "\u{fffd}"
        default: escaped.unicodeScalars.append(scalar)
        }
      }
    }
    return escaped
  }
}
