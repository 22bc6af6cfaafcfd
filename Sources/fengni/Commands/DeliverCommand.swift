import ArgumentParser
import BundleCore
import Messages
import Transport
import Workplace

struct DeliverCommand: Command {
  static let configuration = CommandConfiguration(.deliver)

  @Argument(help: .help(.deliverFile)) var file: String
  @Argument(help: .help(.deliverMedium)) var medium: String
  @OptionGroup var options: SplittingOptions
  @Option(name: .long, help: .help(.deliverTo)) var to: String?
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let delivery = MediumDelivery(
      splitting: try options.splitting(file), cutsVolumes: options.areGiven,
      addressee: to ?? "")
    var lines: [MediumDelivery.Step: ProgressLine] = [:]
    let result = try delivery.write(to: medium, replacing: force) { step, done, total in
      let line = lines[step] ?? ProgressLine(Self.word(step), console.language)
      // The line before goes first, so that it does not wipe this one.
      if lines[step] == nil { lines = [step: line] }
      line.show(done, of: total)
    }
    lines = [:]
    console.result(Phrase.labelled(.shortCode, result.shortCode))
    for name in result.files { console.result("  " + name) }
    console.message(Phrase.Deliver.done(files: result.files.count, folder: result.folder))
    console.message(Phrase.Deliver.eject)
    return .holds
  }

  private static func word(_ step: MediumDelivery.Step) -> Bilingual {
    switch step {
    case .measuring: Phrase.Progress.digesting
    case .writing: Phrase.Deliver.writing
    case .comparing: Phrase.Deliver.comparing
    }
  }
}
