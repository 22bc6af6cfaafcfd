import ArgumentParser
import BundleCore
import Disk
import Foundation
import JSONText
import Messages
import Reports

/// Options of every command.
struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: .option(.lang)) var lang: String?
  @Option(name: .long, help: .option(.time)) var time: String?
  @Flag(name: .long, help: .option(.verbose)) var verbose = false

  func console() throws(FengniError) -> Console {
    let environment = Language(environment: ProcessInfo.processInfo.environment)
    guard let lang else { return Console(language: environment, isVerbose: verbose) }
    guard let language = Language(rawValue: lang) else { throw FengniError(.usage, "--lang") }
    return Console(language: language, isVerbose: verbose)
  }

  /// The time of the check or signature: now, unless somebody repeats what was done earlier.
  func moment() throws(FengniError) -> Timestamp {
    guard let time else { return .now() }
    guard let moment = Timestamp(rfc3339: time) else { throw FengniError(.usage, "--time") }
    return moment
  }
}

/// How findings are shown.
struct FormatOption: ParsableArguments {
  enum Format: String, ExpressibleByArgument { case text, json, sarif, html }

  @Option(name: .long, help: .option(.format)) var format: Format = .text
}

extension Console {
  /// A report in the format that was asked for. `properties`: what SARIF has no place of its own
  /// for; `text`: more lines, or others, for a terminal.
  func show(
    _ sheet: ReportSheet, as format: FormatOption.Format, json: JSONValue,
    properties: [(String, JSONValue?)] = [], text: (() -> Void)? = nil
  ) throws(FengniError) {
    switch format {
    case .text:
      if let text { return text() }
      for line in sheet.lines(language) { result(line) }
    case .json: try self.json(json)
    case .sarif:
      try self.json(
        SARIF.log(
          sheet.findings, version: Version.text, language: language, properties: properties))
    case .html: page(sheet.html(language))
    }
  }
}

/// A command of the tool: one call of the library, then a report.
protocol Command: ParsableCommand {
  var common: CommonOptions { get }

  func execute(_ console: Console) throws(FengniError) -> ExitStatus
}

extension Command {
  /// Runs the command; an error becomes a code, a text and an exit status, never a trace.
  func run() throws {
    var console = Console(language: .en, isVerbose: false)
    let status: ExitStatus
    do throws(FengniError) {
      console = try common.console()
      status = try execute(console)
      try Console.requireWritten()
    } catch {
      if error.code == .cannotWrite, error.subject == StandardOutput.name, Console.isReaderGone {
        // Whoever read it wanted no more: there is nobody to complain to.
        throw ExitCode(ExitStatus(error.code).rawValue)
      }
      console.error(error)
      throw ExitCode(ExitStatus(error.code).rawValue)
    }
    if status != .holds { throw ExitCode(status.rawValue) }
  }
}
