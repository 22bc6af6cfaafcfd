import BundleCore
import Centre
import Messages

/// The statistics as one HTML page without anything from elsewhere, to be printed on A4.
struct StatisticsPage {
  private let table: StatisticsTable
  private var language: Language { table.language }

  init(_ table: StatisticsTable) { self.table = table }

  var html: String {
    """
    <!DOCTYPE html>
    <html lang="\(language == .zh ? "zh-CN" : "en")"><head><meta charset="utf-8">
    <title>\(escaped(table.headline))</title>
    <style>
    @page { size: A4; margin: 18mm 15mm }
    body { font-family: serif; margin: 2em; color: #000; font-size: 10.5pt }
    h1 { font-size: 15pt } h2 { font-size: 12pt; margin-top: 1.6em; break-after: avoid }
    table { border-collapse: collapse; width: 100% }
    thead { display: table-header-group } tr { break-inside: avoid }
    th, td { border: 1px solid #777; padding: .15em .5em; text-align: right }
    th { background: #eee } th:nth-child(-n+2), td:nth-child(-n+2) { text-align: left }
    tr.sum td { font-weight: bold }
    footer { font-size: 9pt; margin-top: 2em }
    @media print { body { margin: 0 } th { background: none } }
    </style></head><body>
    <h1>\(escaped(table.headline))</h1>
    <p>\(escaped(table.units))</p>
    \(table.sections.map { section($0) }.joined(separator: "\n"))
    <footer>\(escaped(Phrase.Statistics.note[language]))</footer>
    </body></html>

    """
  }

  private func section(_ section: StatisticSection) -> String {
    func row(_ cells: [String], _ tag: String, _ attributes: String = "") -> String {
      "<tr\(attributes)>" + cells.map { "<\(tag)>\(escaped($0))</\(tag)>" }.joined() + "</tr>"
    }
    let head = row(StatisticsTable.columns.map { $0[language] }, "th")
    let rows = table.lines.filter { $0.section == section }.map {
      row(table.cells($0), "td", $0.region == nil ? " class=\"sum\"" : "")
    }
    return """
      <h2>\(escaped(Words.statisticSection(section.rawValue)[language]))</h2>
      <table><thead>\(head)</thead><tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table>
      """
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
