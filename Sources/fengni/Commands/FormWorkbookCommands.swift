import ArgumentParser
import BundleCore
import Disk
import JSONText
import Forms
import Messages
import Reports
import Submission
import Workbook
import Workplace

extension FormSet {
  /// What a form asks for, as a workbook lays it out.
  func layout(_ id: String) throws(FengniError) -> FormLayout {
    guard let root = document(id) else {
      throw FengniError(.schemaReferenceUnresolved, id)
    }
    let others = ids.filter { $0 != id }.compactMap { document($0) }
    return try FormLayout(FormSchemas(root: root, others: others))
  }
}

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

  @Argument(help: .help(.formTemplateSchema)) var schema: String
  @Option(name: .shortAndLong, help: .option(.output)) var output: String
  @OptionGroup var schemas: SchemaOptions
  @Option(
    name: .long, help: .help(.formTemplateValues))
  var values: String?
  @Flag(
    name: .long,
    help: .help(.formTemplateXlsx))
  var xlsx = false
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

  @Argument(help: .help(.formImportFile)) var file: String
  @Option(name: .long, help: .help(.formTemplateSchema)) var schema: String?
  @Option(
    name: .long,
    help: .help(.formImportWorkspace))
  var workspace: String?
  @Option(
    name: .long,
    help: .help(.formImportRole))
  var role: String?
  @Option(
    name: .shortAndLong, help: .help(.formImportOutput)
  )
  var output: String?
  @OptionGroup var schemas: SchemaOptions
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let (layout, output, role) = try destination()
    if self.output != nil, !force, Paths.exists(output) {
      throw FengniError(.outputExists, output)
    }
    let source = try FileSource.readAll(
      file, limit: WorkbookLimits().file, tooLarge: .workbookUnreadable)
    explain(WorkbookContainer(source), console)
    let name = Paths.name(of: file)
    let (value, findings) = try WorkbookImport(layout, language: console.language)
      .read(source, name: name)
    console.message(findings)
    let errors = findings.count { $0.severity == .error }
    guard errors == 0 else {
      console.message(Phrase.Workbook.notImported(errors: errors))
      return .doesNotHold
    }
    let replacement = FormReplacement(
      output: output,
      folder: workspace.map { Paths.join($0, "forms/before") } ?? Paths.parent(of: output),
      name: Paths.name(of: output).replacing(".json", with: ""), layout: layout)
    guard try replacement.prepare(value, force: force, console) else {
      console.message(Phrase.Workbook.leftAsItWas(output))
      return .doesNotHold
    }
    // Others may not read it: forms are confidential until they are sealed.
    try OutputFile.write(
      try JSONWriter(.pretty).bytes(value), to: output, mode: 0o600, replacing: true)
    if let workspace, self.output == nil {
      var record = ImportRecord(workspace: workspace)
      try record.note(role, workbook: file, digest: ImportRecord.digest(source))
    }
    console.message(Phrase.Workbook.imported(output))
    if let schema { console.message(Phrase.Workbook.checkNext(schema, output, file)) }
    if let workspace { console.message(Phrase.Report.toDoCheck(directory: workspace)) }
    return .holds
  }

  /// The form, where its JSON goes, and its role.
  private func destination() throws(FengniError) -> (FormLayout, String, String) {
    if let schema {
      guard let output, workspace == nil else { throw FengniError(.usage, "--output") }
      return (try schemas.layout(schema), output, "")
    }
    guard let workspace else { throw FengniError(.usage, "--schema, --workspace") }
    let package = try CampaignPackage.read(Workspace(path: workspace).campaignPath).package
    let role = role ?? Paths.name(of: file).replacing(".xlsx", with: "")
    let requirement = package.settings.submissions.lazy.compactMap { $0.document(role) }
      .first { $0.schema != nil }
    guard let form = requirement?.schema else { throw FengniError(.usage, "--role \(role)") }
    let place = Paths.join(workspace, "documents/\(role)/\(role).json")
    return (try package.contents.forms.layout(form), output ?? place, role)
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
