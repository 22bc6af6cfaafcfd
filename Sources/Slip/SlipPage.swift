public import BundleCore
internal import Messages
internal import Reports
internal import Submission

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
    let body = """
      <main>
      \(heading)
      \(bundle)
      \(media)
      \(sides)
      \(handling)
      <p class="note">\(Self.both(Phrase.Slip.note))</p>
      </main>

      """
    return HTMLPage(
      title: Phrase.Slip.title.zh + " " + slip.shortCode, language: .zh, kind: .slip, body: body
    ).text
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
    let digest = slip.digest.map { $0.text } ?? ""
    let mark = Mark.allCases.map { mark in
      Self.box(slip.mark == mark, mark.title)
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
        "\(index + 1)", medium.kind.map { Self.both($0.title) } ?? "",
        Self.escaped(medium.serial), Self.escaped(medium.label),
        volume.joined(separator: " / "), Self.escaped(medium.sealNo),
      ]
      return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
    }
    return """
      <table class="media\(density)">
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
      \(line(Phrase.Slip.time, timeText(rfc3339: from.time), timeText(rfc3339: to.time), "plain"))
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

  private static func escaped(_ text: String) -> String { HTML.escaped(text) }

  /// How close the rows stand: the page has 273 mm of height inside its margins, and everything but
  /// the media takes about 170.
  private var density: String {
    switch slip.media.count {
    case ...8: ""
    case ...14: " many"
    case ...20: " more"
    default: " most"
    }
  }
}

extension Medium.Kind {
  /// The type of a medium.
  var title: Bilingual {
    switch self {
    case .cdR: Bilingual("CD-R 光盘", "CD-R")
    case .dvdR: Bilingual("DVD-R 光盘", "DVD-R")
    case .bdR: Bilingual("BD-R 光盘", "BD-R")
    case .usb: Bilingual("U 盘", "USB stick")
    case .portableDisk: Bilingual("移动硬盘", "portable disk")
    case .paper: Bilingual("纸质", "paper")
    case .email: Bilingual("电子邮件", "e-mail")
    }
  }
}
