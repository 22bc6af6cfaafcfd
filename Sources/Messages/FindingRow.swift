public import BundleCore

/// A finding as people read it.
///
/// Text, JSON, SARIF, HTML, tables of the centre's store and receipts are made of these rows, so
/// that no format knows more, or other, than the next.
public struct FindingRow: Sendable, Hashable {
  /// The finding itself: severity, document, pointer, line, column, rule, expected, found.
  public let finding: Finding

  /// The row of a finding.
  public init(_ finding: Finding) { self.finding = finding }

  /// The code as people say it: `FN710`.
  public var code: String { finding.code.label }
  /// The gate at which it was found.
  public var gate: Gate { finding.code.gate }
  /// What is wrong, by the code.
  public var message: Bilingual { finding.code.message }
  /// What exactly is wrong, where the code alone does not say it; stands beside the message and
  /// never in its place.
  public var detail: Bilingual? { finding.detail }
  /// What to do about it.
  public var remedy: Bilingual { finding.code.remedy }

  /// Where it is: the subject unless it repeats the document, line and column, JSON pointer.
  public func places(_ language: Language) -> [String] {
    var places: [String] = []
    if !finding.subject.isEmpty, finding.subject != finding.document {
      places.append(finding.subject.oneLine)
    }
    if let line = finding.line {
      places.append(Phrase.place(line: line, column: finding.column ?? 1)[language])
    }
    if let pointer = finding.pointer, !pointer.isEmpty { places.append(pointer.oneLine) }
    return places
  }

  /// The rule that found it, what was expected and what was found, where there is such.
  public var values: [Bilingual] {
    var values: [Bilingual] = []
    if let rule = finding.rule { values.append(Phrase.labelled(.rule, rule)) }
    if let expected = finding.expected { values.append(Phrase.labelled(.expected, expected)) }
    if let found = finding.found { values.append(Phrase.labelled(.found, found)) }
    return values
  }

  /// Rows by document, documents in the order in which they first appear.
  public static func byDocument(
    _ findings: [Finding]
  ) -> [(document: String, rows: [FindingRow])] {
    var documents: [String] = []
    var rows: [String: [FindingRow]] = [:]
    for finding in findings {
      if rows[finding.document] == nil { documents.append(finding.document) }
      rows[finding.document, default: []].append(FindingRow(finding))
    }
    return documents.map { (document: $0, rows: rows[$0] ?? []) }
  }
}
