import ArgumentParser
import BundleCore
import JSONText
import Messages
import Workbook

/// Where the schemas are that a form refers to.
struct SchemaOptions: ParsableArguments {
  @Option(
    name: .long,
    help: .both(
      "从目录中取以此开头的表单：urn:fengni:form:=目录，可重复给出",
      "Take forms whose id begins so from a directory: urn:fengni:form:=DIR; may be repeated"))
  var map: [String] = []

  /// Reads a form, and what it may refer to: by default every `*.schema.json` beside it.
  func schemas(of path: String) throws(FengniError) -> FormSchemas {
    let root = try Self.document(path)
    var others: [JSONValue] = []
    if map.isEmpty { others = try Self.documents(in: Paths.parent(of: path)) }
    for option in map {
      let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw FengniError(.usage, "--map") }
      others += try Self.documents(in: parts[1]).filter {
        $0["$id"]?.asString?.hasPrefix(parts[0]) == true
      }
    }
    return try FormSchemas(root: root, others: others)
  }

  private static func document(_ path: String) throws(FengniError) -> JSONValue {
    let bytes = try FileSource.readAll(path, limit: Limits.jsonSize, tooLarge: .jsonTooLarge)
    return try JSONDocument.parse(
      bytes, subject: path, limits: JSONLimits(numbers: .exact))
  }

  private static func documents(in directory: String) throws(FengniError) -> [JSONValue] {
    guard Paths.isDirectory(directory) else {
      throw FengniError(.inputNotFound, directory)
    }
    var documents: [JSONValue] = []
    for name in DirectoryTree.names(in: directory) where name.hasSuffix(".schema.json") {
      documents.append(try document(Paths.join(directory, name)))
    }
    return documents
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
    let layout = try FormLayout(schemas.schemas(of: schema))
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
    let layout = try FormLayout(schemas.schemas(of: schema))
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
    console.message(Phrase.Workbook.checkNext(output))
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
