import BundleCore
import Centre
import Messages
import Submission

/// The status as one HTML page without anything from elsewhere.
struct StatusPage {
  private let status: CentreStatus
  private let language: Language

  init(_ status: CentreStatus, _ language: Language) {
    self.status = status
    self.language = language
  }

  var html: String {
    let title = Bilingual(status.campaignTitle.zh, status.campaignTitle.en)
    let headline = Phrase.Status.asOf(
      title, time: status.time.rfc3339(zone: status.timeZone))[language]
    return """
      <!DOCTYPE html>
      <html lang="\(language == .zh ? "zh-CN" : "en")"><head><meta charset="utf-8">
      <title>\(escaped(title[language]))</title>
      <style>
      body { font-family: sans-serif; margin: 2em; color: #222 }
      table { border-collapse: collapse; margin: 1em 0 }
      th, td { border: 1px solid #bbb; padding: .3em .7em; text-align: right }
      th:first-child, td:first-child, .names td { text-align: left }
      tr:last-child.sum td { font-weight: bold }
      td.missing, td.returned, td.held { color: #a00 }
      footer { color: #666; font-size: .9em; margin-top: 2em }
      </style></head><body>
      <h1>\(escaped(headline))</h1>
      \(table(Phrase.Status.prefecture, prefectures))
      \(table(Phrase.Status.unitClass, classes))
      \(incomplete)<h2>\(escaped(Phrase.Status.due[language]))</h2>
      \(due)
      <footer>\(escaped(ledger))</footer>
      </body></html>
      """
  }

  private var ledger: String {
    Phrase.Status.ledger(
      size: status.ledgerSize, root: Hex.grouped(status.ledgerRoot.bytes.prefix(16)))[language]
  }

  private var incomplete: String {
    guard !status.incomplete.isEmpty else { return "" }
    let rows = status.incomplete.map { set in
      "<li>\(escaped(IncompleteText.line(set, status.timeZone)[language]))</li>"
    }
    return "<h2>\(escaped(Phrase.Parts.headline[language]))</h2>\n<ul>"
      + rows.joined(separator: "\n") + "</ul>\n"
  }

  private var prefectures: [(String, StatusCounts)] {
    status.prefectures.map { group in
      (
        [group.key, status.prefectureName(group.key)].compactMap { $0 }.joined(separator: " "),
        group.counts
      )
    }
  }

  private var classes: [(String, StatusCounts)] {
    status.classes.map { (Words.unitClass($0.key)[language], $0.counts) }
  }

  private func table(_ head: Bilingual, _ rows: [(String, StatusCounts)]) -> String {
    func row(_ cells: [String], _ tag: String, _ attributes: String = "") -> String {
      "<tr\(attributes)>" + cells.map { "<\(tag)>\(escaped($0))</\(tag)>" }.joined() + "</tr>"
    }
    var lines = [row([head[language]] + StatusTable.columns.map { $0[language] }, "th")]
    for (name, counts) in rows { lines.append(row([name] + StatusTable.cells(counts), "td")) }
    lines.append(
      row(
        [Phrase.Status.total[language]] + StatusTable.cells(status.total), "td", " class=\"sum\""))
    return "<table>\n" + lines.joined(separator: "\n") + "\n</table>"
  }

  private var due: String {
    if status.due.isEmpty { return "<p>\(escaped(Phrase.Status.complete[language]))</p>" }
    let rows = status.due.map { row in
      let cells = [row.division, row.unit, row.name, row.submission]
        .map { "<td>\(escaped($0))</td>" }.joined()
      let state = Words.unitState(row.state.rawValue)[language]
      return "<tr>\(cells)<td class=\"\(row.state.rawValue)\">\(escaped(state))</td></tr>"
    }
    return "<table class=\"names\">\n" + rows.joined(separator: "\n") + "\n</table>"
  }

  /// Names of units are other people's words.
  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
