import ArgumentParser
import BundleCore
import Centre
import Disk
import Foundation
import Messages
import Workbook

struct CentreExportCommand: Command {
  static let configuration = CommandConfiguration(.centreExport)

  @Argument(
    help: .help(.centreExportTable)
  )
  var table: String
  @OptionGroup var centre: CentreOption
  @Option(name: .shortAndLong, help: .option(.output)) var output: String
  @Option(name: .long, help: .help(.centreExportFormat)) var format = "csv"
  @Option(
    name: .long,
    help: .help(.centreExportView))
  var view: String?
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    guard let table = ExportTable(rawValue: table) else {
      console.message(
        Phrase.optionValues("TABLE", ExportTable.allCases.map(\.rawValue)))
      throw FengniError(.usage, self.table)
    }
    guard let format = ExportFormat(rawValue: format) else {
      console.message(Phrase.optionValues("--format", ExportFormat.allCases.map(\.rawValue)))
      throw FengniError(.usage, "--format")
    }
    let folder = try centre.folder()
    let sources = try sources(table, format, folder, console)
    if output == "-" {
      try write(sources, format, folder, StandardOutput(), console)
      return .holds
    }
    // Forms are what the bundles kept secret.
    let file = try OutputFile(path: output, mode: 0o600, replacing: force)
    try write(sources, format, folder, file, console)
    try file.commit()
    console.message(Phrase.writtenTo(output))
    return .holds
  }

  /// One source; of forms in a workbook, a sheet for each view. A JSON text in one cell of a table
  /// helps nobody.
  private func sources(
    _ table: ExportTable, _ format: ExportFormat, _ folder: CentreFolder, _ console: Console
  ) throws(FengniError) -> [ExportSource] {
    guard table == .forms else {
      guard view == nil else { throw FengniError(.usage, "--view") }
      return [.table(table)]
    }
    let views = try folder.formViews()
    if let view {
      guard views.contains(view) else {
        console.message(Phrase.optionValues("--view", views))
        throw FengniError(.usage, "--view")
      }
      return [.view(view)]
    }
    switch format {
    case .jsonl: return [.table(.forms)]
    case .xlsx: return views.map { .view($0) }
    case .csv:
      console.message(Phrase.optionValues("--view", views))
      throw FengniError(.usage, "--view")
    }
  }

  private func write(
    _ sources: [ExportSource], _ format: ExportFormat, _ folder: CentreFolder,
    _ sink: any ByteSink, _ console: Console
  ) throws(FengniError) {
    guard format == .xlsx else {
      for source in sources { try folder.export(source, as: format, into: sink) }
      return
    }
    let workbook = try TableWorkbook(
      folder: output == "-" ? NSTemporaryDirectory() : Paths.parent(of: output),
      created: folder.newest().secondsSince1970)
    for source in sources {
      try folder.rows(
        source,
        columns: { (columns) throws(FengniError) in
          try workbook.begin(source.name, columns: columns)
        },
        row: { (values) throws(FengniError) in try workbook.add(values.map { TableCell($0) }) })
    }
    try workbook.finish(into: sink)
    if workbook.furtherSheets > 0 {
      console.message(Phrase.Statistics.furtherSheets(workbook.furtherSheets))
    }
    if workbook.cutTexts > 0 { console.message(Phrase.Statistics.cutTexts(workbook.cutTexts)) }
  }
}

extension TableCell {
  fileprivate init(_ value: ExportValue) {
    self =
      switch value {
      case .null: .empty
      case .integer(let number): .integer(number)
      case .real(let number): .real(number)
      case .truth(let value): .truth(value)
      case .text(let text), .json(let text): .text(text)
      }
  }
}
