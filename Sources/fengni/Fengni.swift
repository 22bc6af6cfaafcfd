import ArgumentParser
import BundleCore
import Disk
import Foundation
import Messages

@main
struct Fengni: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fengni",
    abstract: Help.abstract.oneLine,
    discussion: Help.exitStatuses.map { "\($0.status)  \($0.text.oneLine)" }
      .joined(separator: "\n"),
    version: Version.text,
    subcommands: [
      KeysCommand.self, AuthorityCommand.self, CampaignCommand.self, ReportCommand.self,
      FormCommand.self, RuleCommand.self, SignCommand.self, SealCommand.self, InspectCommand.self,
      VerifyCommand.self, OpenCommand.self, VolumesCommand.self, DeliverCommand.self,
      MailCommand.self, SlipCommand.self, CentreCommand.self, ReceiptCommand.self,
      NoticeCommand.self, RelayCommand.self, ExplainCommand.self,
    ])

  static func main() {
    Signals.install()
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      // The parser speaks English only: what it says comes after what everybody understands.
      if exitCode(for: error) == .validationFailure, !(error is ExitCode) {
        let language = Language(environment: ProcessInfo.processInfo.environment)
        Console(language: language, isVerbose: false).error(FengniError(.usage))
      }
      exit(withError: error)
    }
  }
}

extension Fengni {
  /// What was typed; a name that is no UTF-8 keeps its octets.
  private static var arguments: [String] {
    (0..<Int(CommandLine.argc)).dropFirst().compactMap { index in
      CommandLine.unsafeArgv[index].map { value in
        Paths.text(ofOctets: Array(UnsafeRawBufferPointer(start: value, count: strlen(value))))
      }
    }
  }
}

/// The program's version, as manifests name it.
enum Version {
  static let number = "0.1.0"
  static let text = "fengni " + number
}

extension Bilingual {
  /// Both languages on one line: for help texts, which are made before any option is read.
  var oneLine: String { zh + " / " + en }
}

extension CommandConfiguration {
  /// A command whose words and abstract stand in the catalogue.
  init(_ name: CommandName, subcommands: [any ParsableCommand.Type] = []) {
    let word = name.rawValue.split(separator: " ").last.map(String.init) ?? name.rawValue
    self.init(commandName: word, abstract: name.abstract.oneLine, subcommands: subcommands)
  }
}

extension ArgumentHelp {
  /// The help of an option that the catalogue knows.
  static func option(_ name: OptionName) -> ArgumentHelp { ArgumentHelp(name.help.oneLine) }

  /// The help of an argument, in both languages.
  static func help(_ text: HelpText) -> ArgumentHelp {
    ArgumentHelp(text.text.zh + " / " + text.text.en)
  }
}
