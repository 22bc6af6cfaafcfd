public import BundleCore

extension DocumentExamination {
  /// What the examination means for a submission.
  ///
  /// `subject` is the document's role. `needsText` is for documents whose chapters are checked:
  /// a picture of one is then worth a word. Empty (`documentEmpty`) and mismatched
  /// (`documentContentMismatch`) documents are told here too.
  public func findings(
    document: String, subject: String, mediaType: String, needsText: Bool = false
  ) -> [Finding] {
    var findings: [Finding] = []
    func find(_ code: Code, _ severity: Severity = .error, found: String? = nil) {
      findings.append(
        Finding(code, severity, document: document, subject: subject, found: found))
    }
    if !fits {
      findings.append(
        Finding(
          .documentContentMismatch, document: document, subject: subject, expected: mediaType))
    }
    if isSkipped { find(.documentNotExamined, .undecided) }
    switch state {
    case .sound where isSkipped: break
    case .sound:
      if hasNoText, needsText || kind.usuallyHasText { find(.documentNoText, .info) }
    case .empty: find(.documentEmpty)
    // Everybody can open it, but copying, printing or archiving may be refused.
    case .encrypted(.permissions): find(.documentEncrypted, .warning)
    case .encrypted: find(.documentEncrypted)
    case .damaged: find(.documentDamaged)
    }
    var seen: Set<String> = []
    for mark in marks where mark.level.isStateSecret && seen.insert(mark.text).inserted {
      find(.secrecyMarkFound, found: mark.text)
    }
    return findings
  }

  private var hasNoText: Bool { text.map { $0.isBlank && !$0.isTruncated } ?? true }
}

extension FileKind {
  /// Whether one expects to read words in such a file.
  var usuallyHasText: Bool {
    switch self {
    case .pdf, .docx, .xlsx, .pptx, .ofd, .officeWithMacros, .doc, .xls, .ppt, .compound, .rtf:
      true
    default: false
    }
  }
}

extension ChapterReport {
  /// What the report means for a submission: nothing, or what is missing, short or unwritten.
  ///
  /// `title` is the chapter's, in the reader's language.
  public func findings(document: String, title: String) -> [Finding] {
    var findings: [Finding] = []
    func find(_ code: Code, _ severity: Severity, expected: String? = nil, found: String? = nil) {
      findings.append(
        Finding(
          code, severity, document: document, subject: title, rule: id, expected: expected,
          found: found))
    }
    switch state {
    case .missing: find(.chapterMissing, .error)
    case .short:
      find(.chapterTooShort, .warning, expected: "\(minimumHan)", found: "\(hanCount)")
    case .present, .undecided: break
    }
    var texts: [String] = []
    for placeholder in placeholders where !texts.contains(placeholder.text) {
      texts.append(placeholder.text)
    }
    if !texts.isEmpty {
      find(.placeholderFound, .warning, found: texts.joined(separator: " "))
    }
    return findings
  }
}
