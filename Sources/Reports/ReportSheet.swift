public import BundleCore
public import Messages

/// What a report says beside its findings: facts and tables, told once for every format.
public struct ReportSheet: Sendable {
  /// A label and its value.
  public struct Fact: Sendable, Hashable {
    public let label: Label
    public let value: Bilingual

    /// A value in both languages.
    public init(_ label: Label, _ value: Bilingual) {
      self.label = label
      self.value = value
    }

    /// A value that is the same in both languages.
    public init(_ label: Label, _ value: String) { self.init(label, Bilingual(value, value)) }
  }

  /// A row of a table: its cells for a page, and the same as one line for a terminal.
  public struct Row: Sendable, Hashable {
    public let cells: [Bilingual]
    public let line: Bilingual
    /// A word for the looks of a page: how a gate came out.
    public let state: String

    /// Cells and their line; cells that are the same in both languages may be plain text.
    public init(_ cells: [Bilingual], line: Bilingual, state: String = "") {
      self.cells = cells
      self.line = line
      self.state = state
    }
  }

  /// A table with its title.
  public struct Table: Sendable, Hashable {
    public let title: Label
    /// Stands behind the title: how many there are.
    public let note: String
    public let head: [Label]
    public let rows: [Row]
    /// Said where there are no rows; nil where nothing is to be said then.
    public let none: Bilingual?

    /// A table; `head` has a label for every cell of a row.
    public init(
      _ title: Label, note: String = "", head: [Label], rows: [Row], none: Bilingual? = nil
    ) {
      self.title = title
      self.note = note
      self.head = head
      self.rows = rows
      self.none = none
    }
  }

  public var title: Bilingual
  public var facts: [Fact]
  public var tables: [Table]
  public var findings: [Finding]

  /// A report; one of findings alone has neither facts nor tables.
  public init(
    title: Bilingual, facts: [Fact] = [], tables: [Table] = [], findings: [Finding]
  ) {
    self.title = title
    self.facts = facts
    self.tables = tables
    self.findings = findings
  }
}

// MARK: - Text

extension ReportSheet {
  /// The report for a terminal, a line each: facts, tables, findings.
  public func lines(_ language: Language) -> [String] {
    var lines = facts.map { Phrase.labelled($0.label, $0.value)[language].oneLine }
    for table in tables where !table.rows.isEmpty || table.none != nil {
      if table.rows.isEmpty, let none = table.none {
        lines.append(none[language])
        continue
      }
      lines.append(Phrase.labelled(table.title, table.note)[language])
      lines += table.rows.map { "  " + $0.line[language].oneLine }
    }
    return lines + FindingLines.lines(findings, language)
  }
}

/// Findings for a terminal, grouped by document: what is wrong, where, and what to do.
public enum FindingLines {
  /// All lines, with their counts at the end; one line where nothing was found.
  public static func lines(_ findings: [Finding], _ language: Language) -> [String] {
    guard !findings.isEmpty else { return [Phrase.noFindings[language]] }
    var lines: [String] = []
    for (document, rows) in FindingRow.byDocument(findings) {
      lines.append(document.isEmpty ? Phrase.wholeBundle[language] : document.oneLine)
      for (index, row) in rows.enumerated() {
        // Said once, after the last of those that are mended the same way.
        let isLast = index + 1 == rows.count || rows[index + 1].finding.code != row.finding.code
        lines += block(
          code: row.code, severity: row.finding.severity, message: row.message,
          more: [row.detail].compactMap { $0 }, places: row.places(language), values: row.values,
          remedy: isLast ? row.remedy : nil, language)
      }
    }
    let counts = { (severity: Severity) in findings.count { $0.severity == severity } }
    lines.append(
      Phrase.findingCounts(
        errors: counts(.error), undecided: counts(.undecided), warnings: counts(.warning))[
          language])
    return lines
  }

  /// The lines of one finding, whether it was found here or stands in somebody's receipt.
  public static func block(
    code: String, severity: Severity, message: Bilingual, more: [Bilingual] = [],
    places: [String], values: [Bilingual] = [], remedy: Bilingual?, _ language: Language
  ) -> [String] {
    var lines = [
      "  \(code.oneLine) [\(severity.title[language])] \(message[language].oneLine)"
    ]
    lines += (more + values).map { "      " + $0[language].oneLine }
    if !places.isEmpty {
      lines.append(
        "      " + Phrase.labelled(.place, places.joined(separator: ", "))[language])
    }
    if let remedy { lines.append("      " + Phrase.labelled(.remedy, remedy)[language].oneLine) }
    return lines
  }
}

// MARK: - HTML

extension ReportSheet {
  /// The report as one self-contained page that an auditor prints.
  public func html(_ language: Language) -> String {
    var body = HTML.element("h1", title[language]) + "\n"
    if !facts.isEmpty {
      body += HTML.facts(
        facts.map { (label: $0.label.text[language], value: $0.value[language]) })
    }
    for table in tables where !table.rows.isEmpty || table.none != nil {
      body += section(table, language)
    }
    body += HTML.element("h2", Label.findings.text[language]) + "\n"
    if findings.isEmpty { body += HTML.element("p", Phrase.noFindings[language]) + "\n" }
    for (document, rows) in FindingRow.byDocument(findings) {
      let name = document.isEmpty ? Phrase.wholeBundle[language] : document
      body += HTML.element("h3", name) + "\n" + Self.table(rows, language)
    }
    return HTMLPage(title: title[language], language: language, body: body).text
  }

  private func section(_ table: Table, _ language: Language) -> String {
    let title = HTML.element("h2", table.title.text[language]) + "\n"
    if table.rows.isEmpty {
      return title + HTML.element("p", table.none?[language] ?? "") + "\n"
    }
    return title
      + HTML.table(
        head: table.head.map { $0.text[language] },
        rows: table.rows.map { row in
          (classes: row.state, cells: row.cells.map { $0[language] })
        })
  }

  private static func table(_ rows: [FindingRow], _ language: Language) -> String {
    let head: [Label] = [.severity, .code, .gate, .place, .message, .remedy]
    return HTML.table(
      head: head.map { $0.text[language] },
      rows: rows.map { row in
        let message = [row.message] + [row.detail].compactMap { $0 } + row.values
        return (
          classes: row.finding.severity.rawValue,
          cells: [
            row.finding.severity.title[language], row.code, row.gate.title[language],
            row.places(language).joined(separator: "\n"),
            message.map { $0[language] }.joined(separator: "\n"), row.remedy[language],
          ]
        )
      }, classes: "findings")
  }
}
