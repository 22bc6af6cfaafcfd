import ArgumentParser
import BundleCore
import Centre
import CentreReports
import JSONText
import Messages
import Reports
import Submission

struct CentrePartsCommand: Command {
  static let configuration = CommandConfiguration(.centreParts)

  @OptionGroup var centre: CentreOption
  @Option(
    name: .long,
    help: .help(.centrePartsDiscard))
  var discard: [String] = []
  @OptionGroup var output: FormatOption
  @OptionGroup var common: CommonOptions

  /// Holds when nothing waits; what was removed holds, too.
  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let folder = try centre.folder()
    guard output.format == .text || output.format == .json else {
      throw FengniError(.usage, "--format")
    }
    var removed: [IncompleteSet] = []
    for code in discard {
      removed += try folder.discardParts(code) { console.message(Phrase.Centre.waiting) }
    }
    let sets = discard.isEmpty ? try folder.incompleteSets() : removed
    let zone = folder.campaign.settings.timeZone
    if output.format == .json {
      try console.json(.array(sets.map { $0.json(zone) }))
    } else {
      for set in sets { console.result(IncompleteText.line(set, zone)) }
      if !discard.isEmpty {
        console.result(Phrase.Parts.discarded(removed.count))
      } else if sets.isEmpty {
        console.result(Phrase.Parts.none)
      }
    }
    return discard.isEmpty && !sets.isEmpty ? .doesNotHold : .holds
  }
}

struct CentreSlipCommand: Command {
  static let configuration = CommandConfiguration(.centreSlip)

  @Argument(
    help: .help(.centreSlipFiles))
  var files: [String] = []
  @OptionGroup var centre: CentreOption
  @OptionGroup var output: FormatOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let folder = try centre.folder()
    if files.isEmpty {
      try list(folder, console)
      return .holds
    }
    let failures = try folder.keepSlips(files, at: common.moment())
    for failure in failures { console.error(failure.error) }
    console.result(Phrase.Parts.slipsStored(files.count - failures.count))
    return failures.isEmpty ? .holds : .doesNotHold
  }

  private func list(_ folder: CentreFolder, _ console: Console) throws(FengniError) {
    let slips = try folder.slips()
    if output.format == .json { return try console.json(.array(slips.map(\.json))) }
    guard output.format == .text else { throw FengniError(.usage, "--format") }
    if slips.isEmpty { console.result(Phrase.Parts.noSlips) }
    for slip in slips {
      let state = slip.decision.map { $0.title } ?? Phrase.Parts.notYetHere
      let line = [
        slip.slipNo.oneLine, slip.shortCode, slip.deliveredUnit.oneLine, slip.deliveredAt,
        state[console.language],
      ]
      console.result(
        line.joined(separator: "  ")
          + (slip.agrees ? "" : "  " + Phrase.Parts.disagrees[console.language]))
    }
  }
}

extension StoredSlip {
  fileprivate var json: JSONValue {
    .object([
      ("slipNo", .string(slipNo)), ("shortCode", .string(shortCode)),
      ("deliveredUnit", .string(deliveredUnit)), ("deliveredAt", .string(deliveredAt)),
      ("receivedAt", receivedAt.map { .string($0) }),
      ("decision", decision.map { .string($0.rawValue) }), ("unit", unit.map { .string($0) }),
      ("agrees", .bool(agrees)),
    ])
  }
}
