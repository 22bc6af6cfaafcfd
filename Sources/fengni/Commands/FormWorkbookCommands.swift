import ArgumentParser
import BundleCore
import Disk
import JSONText
import Forms
import Messages
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

  @Argument(help: .both("表单（JSON Schema）", "Form (JSON Schema)")) var schema: String
  @Option(name: .shortAndLong, help: .option(.output)) var output: String
  @OptionGroup var schemas: SchemaOptions
  @Option(
    name: .long, help: .both("预先填入的内容（表单的 JSON 文件）", "Values to fill in (the form's JSON file)"))
  var values: String?
  @Flag(
    name: .long,
    help: .both("写成 .xlsx 工作簿（目前唯一的格式）", "Write a workbook, .xlsx: the only format today"))
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

  @Argument(help: .both("填好的工作簿（.xlsx）", "Workbook that was filled in (.xlsx)")) var file: String
  @Option(name: .long, help: .both("表单（JSON Schema）", "Form (JSON Schema)")) var schema: String?
  @Option(
    name: .long,
    help: .both("报送工作目录：表单取自其中的检查行动包", "Workspace, whose campaign has the form"))
  var workspace: String?
  @Option(
    name: .long,
    help: .both("材料的用途代码；默认为工作簿的文件名", "Role of the document; the workbook's name by default"))
  var role: String?
  @Option(
    name: .shortAndLong, help: .both("写到哪里；默认在工作目录中", "Where to write; in the workspace by default")
  )
  var output: String?
  @OptionGroup var schemas: SchemaOptions
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let (layout, output, replacing) = try destination()
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
      try JSONWriter(.pretty).bytes(value), to: output, mode: 0o600, replacing: replacing)
    console.message(Phrase.Workbook.imported(output))
    if let schema { console.message(Phrase.Workbook.checkNext(schema, output)) }
    if let workspace { console.message(Phrase.Report.toDoCheck(directory: workspace)) }
    return .holds
  }

  /// The form, and where its JSON goes.
  private func destination() throws(FengniError) -> (FormLayout, String, Bool) {
    if let schema {
      guard let output, workspace == nil else { throw FengniError(.usage, "--output") }
      return (try schemas.layout(schema), output, force)
    }
    guard let workspace else { throw FengniError(.usage, "--schema, --workspace") }
    let package = try CampaignPackage.read(Workspace(path: workspace).campaignPath).package
    let role = role ?? Paths.name(of: file).replacing(".xlsx", with: "")
    let requirement = package.settings.submissions.lazy.compactMap { $0.document(role) }
      .first { $0.schema != nil }
    guard let form = requirement?.schema else { throw FengniError(.usage, "--role \(role)") }
    let place = Paths.join(workspace, "documents/\(role)/\(role).json")
    // What `report new` put there was the beginning of this.
    return (try package.contents.forms.layout(form), output ?? place, force || output == nil)
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
