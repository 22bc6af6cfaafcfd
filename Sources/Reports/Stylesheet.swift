/// The one stylesheet of all pages: reports and tables by `body.report`, the handover slip by
/// `body.slip`, which has the size of its paper form.
enum Stylesheet {
  static let text = """

    @page { size: A4; margin: 15mm; }
    * { box-sizing: border-box; }
    body { margin: 1.5em; color: #000; font: 10.5pt/1.45 "Noto Sans CJK SC", "Source Han Sans SC",
      "Microsoft YaHei", SimSun, sans-serif; }
    h1 { font-size: 16pt; }
    h2 { font-size: 12pt; margin-top: 1.4em; overflow-wrap: anywhere; break-after: avoid; }
    table { border-collapse: collapse; width: 100%; margin: 0.6em 0; }
    thead { display: table-header-group; }
    tr { break-inside: avoid; }
    th, td { border: 1px solid #888; padding: 3px 6px; text-align: left; vertical-align: top;
      white-space: pre-line; overflow-wrap: anywhere; }
    th { background: #eee; }
    footer { font-size: 9pt; margin-top: 2em; }
    .facts th { width: 22%; }
    .figures th, .figures td { text-align: right; overflow-wrap: normal; }
    .figures th:first-child, .figures td:first-child,
    .regions th:nth-child(2), .regions td:nth-child(2) { text-align: left; }
    tr.sum td { font-weight: bold; }
    tr.error td:first-child, tr.failed td:first-child { font-weight: bold; }
    tr.missing td:last-child, tr.returned td:last-child, tr.held td:last-child { font-weight: bold; }
    .slip { font: 9.5pt/1.25 "Songti SC", SimSun, "Noto Serif CJK SC", serif; margin: 0; }
    .slip main { max-width: 186mm; margin: 0 auto; overflow-wrap: anywhere; }
    .slip header { min-height: 30mm; }
    .slip h1 { font-size: 18pt; margin: 0 0 4mm; padding-top: 4mm; }
    .slip i { font-style: normal; font-size: 85%; color: #333; }
    .slip .code { float: right; width: 30mm; height: 30mm; }
    .slip .code svg { width: 30mm; height: 30mm; display: block; }
    .slip table { margin: 0 0 3mm; table-layout: fixed; }
    .slip th, .slip td { border: 0.3mm solid #000; padding: 0.6mm 1.5mm; font-weight: normal;
      background: none; white-space: normal; vertical-align: middle; }
    .slip .bundle th, .slip .handling th, .slip .sides .label { width: 38mm; }
    .slip .media td { padding: 0 1.5mm; line-height: 1; font-size: 8pt; height: 8mm; }
    .slip .media.many td { height: 6mm; }
    .slip .media.more td { height: 4.4mm; }
    .slip .media.most td { height: 3mm; }
    .slip .media .no { width: 8mm; }
    .slip .sides .plain td { height: 7mm; }
    .slip .sides .signature td { height: 18mm; }
    .slip .handling td { line-height: 1.7; }
    .mono { font-family: "Noto Sans Mono", Consolas, monospace; font-size: 8.5pt; }
    .big { font-size: 13pt; }
    .blank { display: inline-block; min-width: 24mm; border-bottom: 0.3mm solid #000; }
    .box { margin-right: 4mm; white-space: nowrap; }
    .note { margin: 0; font-size: 8pt; }
    @media print {
      body { margin: 0; }
      th { background: none; }
      .slip i { color: #000; }
      .slip { -webkit-print-color-adjust: exact; }
    }
    @page slip { size: A4 portrait; margin: 12mm; }
    .slip main { page: slip; }

    """
}
