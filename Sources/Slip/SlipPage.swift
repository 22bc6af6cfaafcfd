public import BundleCore
internal import Messages

/// A handover slip as a page of HTML that prints on one sheet of A4.
///
/// Self-contained: no script, no link, no font, nothing that is fetched. Every value is escaped.
public struct SlipPage: Sendable {
  private let slip: HandoverSlip
  private let code: QRCode

  /// Throws `usage` when there are more media than fit on the page.
  public init(_ slip: HandoverSlip) throws(FengniError) {
    guard slip.media.count <= Medium.mostOnASlip, slip.copies >= 1 else {
      throw FengniError(.usage, "--medium", reason: "\(slip.media.count) media")
    }
    self.slip = slip
    code = try QRCode(slip.codeText)
  }

  /// The page: HTML 5 in UTF-8.
  public var html: String {
    """
    <!DOCTYPE html>
    <html lang="zh-CN">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(Self.escaped(Phrase.Slip.title.zh + " " + slip.shortCode))</title>
    <style>
    \(Self.style)
    .media td { height: \(rowHeight)mm; }
    </style>
    </head>
    <body>
    <main>
    \(heading)
    \(bundle)
    \(media)
    \(sides)
    \(handling)
    <p class="note">\(Self.both(Phrase.Slip.note))</p>
    </main>
    </body>
    </html>

    """
  }

  // MARK: Parts

  private var heading: String {
    """
    <header><div class="code">\(code.svg)</div><h1>\(Self.both(Phrase.Slip.title))</h1>\
    <p>\(Self.both(Phrase.Slip.slipNo)): <span class="blank">\(Self.escaped(slip.slipNo))</span></p>\
    </header>
    """
  }

  private var bundle: String {
    let digest = slip.digest.map(\.text) ?? ""
    let mark = HandoverSlip.Mark.allCases.map { mark in
      Self.box(slip.mark == mark, Words.mark(mark.rawValue))
    }.joined(separator: " ")
    return """
      <table class="bundle">
      \(Self.row(Phrase.Slip.shortCode, "<b class=\"mono big\">\(Self.escaped(slip.shortCode))</b>"))
      \(Self.row(Phrase.Slip.digest, "<span class=\"mono\">\(Self.escaped(digest))</span>"))
      \(Self.row(Phrase.Slip.bundleID, "<span class=\"mono\">\(Self.escaped(slip.bundleID))</span>"))
      \(Self.row(Phrase.Slip.mark, mark))
      \(Self.row(Phrase.Slip.copies, "\(slip.copies)"))
      </table>
      """
  }

  private var media: String {
    let heads = [
      Phrase.Slip.type, Phrase.Slip.serial, Phrase.Slip.label, Phrase.Slip.volume,
      Phrase.Slip.sealNo,
    ]
    // Somebody may have to write media by hand that nobody foresaw.
    let media = slip.media.isEmpty ? [Medium(nil), Medium(nil), Medium(nil)] : slip.media
    let rows = media.enumerated().map { index, medium in
      let volume = [medium.volume, medium.of].compactMap { $0 }.map { "\($0)" }
      let cells = [
        "\(index + 1)", medium.kind.map { Self.both(Phrase.Slip.mediumType($0.rawValue)) } ?? "",
        Self.escaped(medium.serial), Self.escaped(medium.label),
        volume.joined(separator: " / "), Self.escaped(medium.sealNo),
      ]
      return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
    }
    return """
      <table class="media">
      <thead><tr><th class="no"></th>\(heads.map { "<th>\(Self.both($0))</th>" }.joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      """
  }

  private var sides: String {
    func line(_ label: Bilingual, _ delivered: String, _ received: String, _ kind: String) -> String
    {
      "<tr class=\"\(kind)\"><th>\(Self.both(label))</th><td>\(Self.escaped(delivered))</td>"
        + "<td>\(Self.escaped(received))</td></tr>"
    }
    let (from, to) = (slip.delivered, slip.received)
    return """
      <table class="sides">
      <tr><th class="label"></th><th>\(Self.both(Phrase.Slip.delivered))</th>\
      <th>\(Self.both(Phrase.Slip.received))</th></tr>
      \(line(Phrase.Slip.unit, from.unit, to.unit, "plain"))
      \(line(Phrase.Slip.person, from.person, to.person, "plain"))
      \(line(Phrase.Slip.time, Self.shown(from.time), Self.shown(to.time), "plain"))
      \(line(Phrase.Slip.signature, "", "", "signature"))
      </table>
      """
  }

  /// What is ticked and written by hand on receipt and afterwards.
  private var handling: String {
    func line(_ parts: [String]) -> String { parts.joined(separator: " ") }
    func blank(_ label: Bilingual, _ value: String?) -> String {
      "\(Self.both(label)) <span class=\"blank\">\(Self.escaped(value ?? ""))</span>"
    }
    let (found, end) = (slip.malwareScan, slip.disposition)
    let condition = line([
      Self.box(slip.condition == .intact, Phrase.Slip.intact),
      Self.box(slip.condition == .broken, Phrase.Slip.broken),
    ])
    let scan = line([
      blank(Phrase.Slip.tool, found?.tool), blank(Phrase.Slip.databaseDate, found?.databaseDate),
      Self.box(found?.result == .clean, Phrase.Slip.clean),
      Self.box(found?.result == .infected, Phrase.Slip.infected),
    ])
    let disposition = line([
      Self.box(end?.kind == .archive, Phrase.Slip.archive),
      Self.box(end?.kind == .giveBack, Phrase.Slip.giveBack),
      Self.box(end?.kind == .destroy, Phrase.Slip.destroy), "<br>",
      blank(Phrase.Slip.date, end?.date), blank(Phrase.Slip.by, end?.by),
      blank(Phrase.Slip.witness, end?.witness),
    ])
    return """
      <table class="handling">
      \(Self.row(Phrase.Slip.condition, condition))
      \(Self.row(Phrase.Slip.malwareScan, scan))
      \(Self.row(Phrase.Slip.disposition, disposition))
      </table>
      """
  }

  // MARK: Pieces

  /// `2012-08-27T16:00:00+08:00` as people write it: `2012-08-27 16:00 (+08:00)`.
  private static func shown(_ time: String) -> String {
    guard time.utf8.count >= 20, Timestamp(rfc3339: time) != nil else { return time }
    let zone = time.drop { $0 != "T" }.drop { !"+-Zz".contains($0) }
    return "\(time.prefix(10)) \(time.dropFirst(11).prefix(5)) (\(zone))"
  }

  private static func row(_ label: Bilingual, _ value: String) -> String {
    "<tr><th>\(both(label))</th><td>\(value)</td></tr>"
  }

  private static func box(_ isTicked: Bool, _ text: Bilingual) -> String {
    "<span class=\"box\">\(isTicked ? "☑" : "☐") \(both(text))</span>"
  }

  private static func both(_ text: Bilingual) -> String {
    text.zh == text.en
      ? escaped(text.zh) : "\(escaped(text.zh)) <i lang=\"en\">\(escaped(text.en))</i>"
  }

  /// As text or in quotes; what turns the direction of text or steers anything is left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default:
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator:
          result += " "
        default: result.unicodeScalars.append(scalar)
        }
      }
    }
    return result
  }

  // The page has 273 mm of height inside its margins; everything but the media takes about 170.
  private var rowHeight: String {
    switch slip.media.count {
    case ...8: "8"
    case ...14: "6"
    case ...20: "4.4"
    default: "3"
    }
  }

  private static let style = """
    @page { size: A4 portrait; margin: 12mm; }
    * { box-sizing: border-box; }
    body { margin: 0; font: 9.5pt/1.25 "Songti SC", SimSun, "Noto Serif CJK SC", serif; color: #000; }
    main { max-width: 186mm; margin: 0 auto; overflow-wrap: anywhere; }
    header { min-height: 30mm; }
    h1 { font-size: 18pt; margin: 0 0 4mm; padding-top: 4mm; }
    i { font-style: normal; font-size: 85%; color: #333; }
    .code { float: right; width: 30mm; height: 30mm; }
    .code svg { width: 30mm; height: 30mm; display: block; }
    table { width: 100%; border-collapse: collapse; margin: 0 0 3mm; table-layout: fixed; }
    th, td { border: 0.3mm solid #000; padding: 0.6mm 1.5mm; text-align: left; font-weight: normal; }
    .bundle th, .handling th, .sides .label { width: 38mm; }
    .media td { padding: 0 1.5mm; line-height: 1; font-size: 8pt; }
    .media .no { width: 8mm; }
    .sides .plain td { height: 7mm; }
    .sides .signature td { height: 18mm; }
    .handling td { line-height: 1.7; }
    .mono { font-family: "Noto Sans Mono", Consolas, monospace; font-size: 8.5pt; }
    .big { font-size: 13pt; }
    .blank { display: inline-block; min-width: 24mm; border-bottom: 0.3mm solid #000; }
    .box { margin-right: 4mm; white-space: nowrap; }
    .note { margin: 0; font-size: 8pt; }
    @media print { i { color: #000; } }
    """
}
