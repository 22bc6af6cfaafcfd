public import BundleCore
import Primitives

/// Pieces of HTML out of text that may be anybody's: names of files, units and people.
public enum HTML {
  /// Text as character data.
  ///
  /// What steers a terminal, hides or turns the direction of text becomes U+FFFD, so that nobody's
  /// name can show something else than it is; line ends and tabs stay.
  public static func escaped(_ text: String) -> String {
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
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator:
          escaped.unicodeScalars.append("\u{fffd}")
        default: escaped.unicodeScalars.append(scalar)
        }
      }
    }
    return escaped
  }

  /// An element with text in it; `name` and `classes` are the program's own words.
  public static func element(_ name: String, _ text: String, classes: String = "") -> String {
    let attribute = classes.isEmpty ? "" : " class=\"\(classes)\""
    return "<\(name)\(attribute)>\(escaped(text))</\(name)>"
  }

  /// A table; a head that is repeated on every printed page.
  ///
  /// `rows`: cells as text, and classes of the row or an empty string.
  public static func table(
    head: [String] = [], rows: [(classes: String, cells: [String])], classes: String = ""
  ) -> String {
    var text = classes.isEmpty ? "<table>\n" : "<table class=\"\(classes)\">\n"
    if !head.isEmpty {
      text += "<thead><tr>" + head.map { element("th", $0) }.joined() + "</tr></thead>\n"
    }
    text += "<tbody>\n"
    for row in rows {
      text += row.classes.isEmpty ? "<tr>" : "<tr class=\"\(row.classes)\">"
      text += row.cells.map { element("td", $0) }.joined() + "</tr>\n"
    }
    return text + "</tbody>\n</table>\n"
  }

  /// A table of labels and their values.
  public static func facts(_ facts: [(label: String, value: String)]) -> String {
    var text = "<table class=\"facts\">\n"
    for (label, value) in facts {
      text += "<tr>" + element("th", label) + element("td", value) + "</tr>\n"
    }
    return text + "</table>\n"
  }
}

/// The frame of every page that Fengni writes: one file, no script, nothing fetched, made to be
/// printed on A4.
public struct HTMLPage: Sendable {
  /// What a page is, which decides on its looks.
  public enum Kind: String, Sendable, CaseIterable { case report, slip }

  /// UTF-8.
  public let text: String

  /// Puts a body into the frame. `body` is HTML: other people's text in it went through `HTML`.
  public init(title: String, language: Language, kind: Kind = .report, body: String) {
    let tag = language == .zh ? "zh-CN" : "en"
    text = """
      <!DOCTYPE html>
      <html lang="\(tag)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <title>\(HTML.escaped(title))</title>
      <style>\(Stylesheet.text)</style>
      </head>
      <body class="\(kind.rawValue)">
      \(body)</body>
      </html>

      """
  }

  /// Nothing but the one stylesheet, which is named by its digest (CSP Level 3, 2.3.1).
  private static let policy: String = {
    let digest = Digest.of(Array(Stylesheet.text.utf8), .sha256)
    let hash = String(decoding: Base64.encode(digest.bytes), as: UTF8.self)
    return "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'"
  }()
}
