import ArgumentParser
import BundleCore
import JSONText
import Messages
import Workbook

extension SchemaOptions {
  /// What a form asks for. Throws as ``schema(_:)`` and `FormLayout` do.
  func layout(_ path: String) throws(FengniError) -> FormLayout {
    let (root, _, others) = try schema(path)
    return try FormLayout(
      FormSchemas(root: root, others: others.map(\.1), named: others))
  }
}

struct FormTemplateCommand: Command {
  static let configuration = CommandConfiguration(.formTemplate)

  @Argument(help: .both("表单（JSON Schema）", "Form (JSON Schema)")) var schema: String
  @Option(name: .shortAndLong, help: .option(.output)) var output: String
  @OptionGroup var schemas: SchemaOptions
  @Option(
    name: .long, help: .both("预先填入的内容（表单的 JSON 文件）", "Values to fill in (the form's JSON file)"))
  var values: String?
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let layout = try schemas.layout(schema)
    var draft: JSONValue?
    if let values {
      let bytes = try FileSource.readAll(values, limit: Limits.jsonSize, tooLarge: .jsonTooLarge)
      draft = try JSONDocument.parse(bytes, subject: values)
    }
    try WorkbookTemplate(layout, language: console.language)
      .write(values: draft, to: output, replacing: force)
    console.message(
      Phrase.Workbook.made(output, fields: layout.fields.count, tables: layout.tables.count))
    return .holds
  }
}

struct FormImportCommand: Command {
  static let configuration = CommandConfiguration(.formImport)

  @Argument(help: .both("填好的工作簿（.xlsx）", "Workbook that was filled in (.xlsx)")) var file: String
  @Option(name: .long, help: .both("表单（JSON Schema）", "Form (JSON Schema)")) var schema: String
  @Option(name: .shortAndLong, help: .option(.output)) var output: String
  @OptionGroup var schemas: SchemaOptions
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let layout = try schemas.layout(schema)
    let source = try FileSource.readAll(
      file, limit: WorkbookLimits().file, tooLarge: .workbookUnreadable)
    explain(WorkbookContainer(source), console)
    let name = Paths.name(of: file)
    let (value, findings) = try WorkbookImport(layout, language: console.language)
      .read(source, name: name)
    FindingsText(findings, console).printToMessages()
    let errors = findings.count { $0.severity == .error }
    guard errors == 0 else {
      console.message(Phrase.Workbook.notImported(errors: errors))
      return .doesNotHold
    }
    // Others may not read it: forms are confidential until they are sealed.
    try OutputFile.write(
      try JSONWriter(.pretty).bytes(value), to: output, mode: 0o600, replacing: force)
    console.message(Phrase.Workbook.imported(output))
    console.message(Phrase.Workbook.checkNext(schema, output))
    return .holds
  }

  /// Says what people call it, before the code.
  private func explain(_ container: WorkbookContainer, _ console: Console) {
    switch container {
    case .archive: break
    case .encrypted: console.message(Phrase.Workbook.isEncrypted)
    case .oldWorkbook: console.message(Phrase.Workbook.isOldWorkbook)
    case .other: console.message(Phrase.Workbook.isNoArchive)
    }
  }
}
