import ArgumentParser
import BundleCore
import CEL
import Disk
import Forms
import JSONSchema
import JSONText
import Messages
import Reports
import Submission
import Workbook

struct FormCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    .form,
    subcommands: [FormCheckCommand.self, FormTemplateCommand.self, FormImportCommand.self])
}

/// Schemas from a file and what it refers to: nothing is ever fetched.
struct SchemaOptions: ParsableArguments {
  @Option(
    name: .long,
    help: .help(.schemaMap))
  var map: [String] = []

  private static let maximumFiles = 2_000
  private static let base = "https://fengni.invalid/schema.json"
  private static let limits = JSONLimits(numbers: .exact)

  static func read(_ path: String) throws(FengniError) -> JSONValue {
    let bytes = try FileSource.readAll(path, limit: Limits.jsonSize, tooLarge: .jsonTooLarge)
    return try JSONDocument.parse(bytes, subject: path, limits: limits)
  }

  /// The schema, and the documents that it may refer to: by `--map`, and the `*.schema.json` beside
  /// it by their `$id`.
  func schema(
    _ path: String
  ) throws(FengniError) -> (value: JSONValue, uri: String, others: [(String, JSONValue)]) {
    let value = try Self.read(path)
    var others: [(String, JSONValue)] = []
    for entry in map {
      let parts = entry.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { throw FengniError(.usage, "--map") }
      let folder = String(parts[1])
      let prefix = parts[0].hasSuffix("/") ? String(parts[0]) : parts[0] + "/"
      for name in try files(folder) {
        guard let other = try? Self.read(Paths.join(folder, name)) else { continue }
        others.append((prefix + name, other))
      }
    }
    let folder = Paths.parent(of: path)
    // What does not parse is nobody's reference.
    for name in DirectoryTree.names(in: folder).sorted() where name.hasSuffix(".schema.json") {
      guard let other = try? Self.read(Paths.join(folder, name)), let id = other["$id"]?.asString,
        id != value["$id"]?.asString, !others.contains(where: { $0.0 == id })
      else { continue }
      others.append((id, other))
    }
    // A relative `$id` is resolved against a base that leads nowhere.
    let id = value["$id"]?.asString
    let isAbsolute = id?.split(separator: "/").first?.contains(":") ?? false
    return (value, isAbsolute ? id ?? Self.base : Self.base, others)
  }

  private func files(_ folder: String) throws(FengniError) -> [String] {
    let names = try DirectoryTree.files(below: folder, refusing: .inputUnreadable)
      .filter { $0.hasSuffix(".json") }
    guard names.count <= Self.maximumFiles else {
      throw FengniError(.usage, folder, reason: "more than 2,000 files")
    }
    return names
  }
}

struct FormCheckCommand: Command {
  static let configuration = CommandConfiguration(.formCheck)

  @Argument(help: .help(.formCheckSchema)) var schema: String
  @Argument(help: .help(.formCheckData)) var data: String
  @OptionGroup var schemas: SchemaOptions
  @Flag(name: .long, help: .help(.formCheckAssertFormat))
  var assertFormat = false
  @Option(name: .long, help: .help(.formCheckList)) var list: [String] =
    []
  @Option(name: .long, help: .help(.formCheckWorkbook)) var workbook: String?
  @OptionGroup var output: FormatOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let (value, uri, others) = try schemas.schema(schema)
    let bytes = try FileSource.readAll(data, limit: Limits.jsonSize, tooLarge: .jsonTooLarge)
    let instance = try JSONDocument.parse(
      bytes, subject: data, limits: JSONLimits(numbers: .exact))
    // A form of ours has rules, and its formats always count.
    if value["x-form"] != nil {
      let set = try FormSet(
        schemas: [(schema, try FileSource.readAll(schema, limit: Limits.jsonSize))]
          + (try others.map { (other) throws(FengniError) in
            (other.0, try other.1.serialized())
          }), lists: lists())
      let findings = try set.form(uri).findings(instance, document: data)
      return try show(try located(findings, instance, console), [], console)
    }
    let check = try SchemaCheck(schema: value, uri: uri, others: others)
    let failures = check.failures(of: instance, assertsFormats: assertFormat)
    let findings = failures.map { check.finding($0, of: instance, document: data) }
    return try show(try located(findings, instance, console), failures, console)
  }

  /// Findings at the cells of the workbook, where one is given.
  private func located(
    _ findings: [Finding], _ instance: JSONValue, _ console: Console
  ) throws(FengniError) -> [Finding] {
    guard let workbook else { return findings }
    let layout = try schemas.layout(schema)
    let imported = try WorkbookImport(layout, language: console.language).form(
      try FileSource.readAll(
        workbook, limit: WorkbookLimits().file, tooLarge: .workbookUnreadable),
      name: Paths.name(of: workbook))
    let difference = FormDifference(from: instance, to: imported.value, layout)
    guard difference.isEmpty else {
      let fields = difference.changed + difference.added + difference.lost
      return findings + [
        Finding(.workbookDiffers, document: workbook, detail: Phrase.Workbook.fields(fields))
      ]
    }
    return findings.map { imported.located($0, workbook) }
  }

  /// The lists that were given, and the ready ones for all other names.
  private func lists() throws(FengniError) -> [(name: String, bytes: [UInt8])] {
    var (lists, names): ([(name: String, bytes: [UInt8])], Set<String>) = ([], [])
    for path in list {
      let bytes = try FileSource.readAll(path, limit: Limits.jsonSize)
      lists.append((path, bytes))
      if let name = try JSONDocument.parse(bytes, subject: path)["list"]?.asString {
        names.insert(name)
      }
    }
    return lists + CampaignSource.readyLists(except: names)
  }

  private func show(
    _ findings: [Finding], _ failures: [SchemaFailure], _ console: Console
  ) throws(FengniError) -> ExitStatus {
    let isValid = !findings.contains { $0.severity == .error }
    let json = JSONValue.object(
      [
        ("valid", .bool(isValid)),
        ("errors", failures.isEmpty ? nil : .array(failures.map(\.json))),
        ("findings", .array(findings.map(\.json))),
      ] as [(String, JSONValue?)])
    try console.show(
      ReportSheet(title: Phrase.Form.checked(data), findings: findings), as: output.format,
      json: json)
    return isValid ? .holds : .doesNotHold
  }
}

struct RuleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(.rule, subcommands: [RuleEvalCommand.self])
}

struct RuleEvalCommand: Command {
  static let configuration = CommandConfiguration(.ruleEval)

  @Argument(help: .help(.ruleEvalExpression)) var expression: String
  @Option(
    name: .long,
    help: .help(.ruleEvalBind))
  var bind: [String] = []
  @Option(name: .long, help: .help(.formCheckList)) var list: [String] =
    []
  @Option(name: .long, help: .help(.ruleEvalZone)) var zone = "Asia/Shanghai"
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    var types: [String: CELType] = [:]
    var bindings: [String: CELValue] = [:]
    for entry in bind {
      let parts = entry.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { throw FengniError(.usage, "--bind") }
      types[String(parts[0])] = .dyn
      bindings[String(parts[0])] = CELValue(try SchemaOptions.read(String(parts[1])))
    }
    var lists: [String: CodeList] = [:]
    for path in list {
      let bytes = try FileSource.readAll(path, limit: Limits.jsonSize, tooLarge: .jsonTooLarge)
      let list = try CodeList(json: bytes, subject: path)
      lists[list.name] = list
    }
    guard let zone = Zone(zone) else {
      throw FengniError(.usage, "--zone")
    }
    let environment = FormFunctions(lists: lists, timeZone: zone).environment(types)
    let result: JSONValue
    do throws(FengniError) {
      result = try CELProgram.compile(expression, environment: environment).evaluate(bindings)
        .json()
    } catch {
      console.error(error)
      // A person at this command wants to know why.
      if !error.reason.isEmpty { console.message("  " + error.reason) }
      return .doesNotHold
    }
    console.result(String(decoding: try result.serialized(), as: UTF8.self))
    return .holds
  }
}
