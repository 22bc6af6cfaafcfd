/// How much a finding weighs.
public enum Severity: String, Sendable, Hashable, CaseIterable {
  /// It does not hold.
  case error
  /// It can't be decided offline; a person decides, on the record.
  case undecided
  /// It holds, and somebody should look.
  case warning
  /// A fact worth showing.
  case info
}

/// One thing that a check found, with its place.
///
/// Personal data and field values of confidential forms never enter a finding.
public struct Finding: Sendable, Hashable {
  public var code: Code
  public var severity: Severity
  /// The package path of the document, or empty when the finding is about the bundle.
  public var document: String
  /// What the finding is about: a role, a certificate, a member name.
  public var subject: String
  /// JSON Pointer (RFC 6901) into the document.
  public var pointer: String?
  /// 1-based.
  public var line: Int?
  /// 1-based, in UTF-8 bytes.
  public var column: Int?
  /// The id of the campaign's rule, where one found it.
  public var rule: String?
  /// What was expected, and what was found, where that helps and reveals nothing.
  public var expected: String?
  public var found: String?
  /// What exactly is wrong, where the code alone does not say it: the rule's own words, or a field
  /// by its title.
  public var detail: Bilingual?

  public init(
    _ code: Code, _ severity: Severity = .error, document: String = "", subject: String = "",
    pointer: String? = nil, line: Int? = nil, column: Int? = nil, rule: String? = nil,
    expected: String? = nil, found: String? = nil, detail: Bilingual? = nil
  ) {
    self.code = code
    self.severity = severity
    self.document = document
    self.subject = subject
    self.pointer = pointer
    self.line = line
    self.column = column
    self.rule = rule
    self.expected = expected
    self.found = found
    self.detail = detail
  }

  /// An error that stopped a gate, as a finding of that gate.
  public init(_ error: FengniError, document: String = "") {
    self.init(
      error.code, .error, document: document, subject: error.subject, line: error.line,
      column: error.column)
  }
}
