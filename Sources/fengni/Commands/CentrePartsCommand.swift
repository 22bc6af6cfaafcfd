import ArgumentParser
import BundleCore
import Centre
import JSONText
import Messages
import Submission

struct CentrePartsCommand: Command {
  static let configuration = CommandConfiguration(.centreParts)

  @OptionGroup var centre: CentreOption
  @Option(
    name: .long,
    help: .both("清除这个短码的分卷，可重复给出", "Remove the volumes of this short code; may be repeated"))
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

/// A bundle of which volumes are missing, for people.
enum IncompleteText {
  static func line(_ set: IncompleteSet, _ zone: Zone) -> Bilingual {
    let code = set.shortCode
    let details = details(set)
    let since = Phrase.Parts.since(
      set.since.rfc3339(zone: zone), set.latest.rfc3339(zone: zone))
    return Bilingual(
      "\(code)  \(details.zh)；\(since.zh)", "\(code)  \(details.en); \(since.en)")
  }

  /// How much is here, what is missing, and what to have sent again.
  static func details(_ set: IncompleteSet) -> Bilingual {
    var parts = [Phrase.Parts.here(set.volumesHere, of: set.volumes)]
    if !set.missing.isEmpty { parts.append(Phrase.Parts.missing(ranges(set.missing))) }
    switch set.state {
    case .incomplete:
      if let any = set.sendAny, any == set.sendAgain.count, any < set.missing.count {
        parts.append(Phrase.Parts.sendAny(any, of: ranges(set.missing)))
      } else if !set.sendAgain.isEmpty {
        parts.append(Phrase.Parts.sendAgain(ranges(set.sendAgain)))
      }
    case .contradictory: parts.append(Phrase.Parts.forged)
    case .sufficient: parts.append(Phrase.Parts.sufficient)
    }
    return Bilingual(
      parts.map(\.zh).joined(separator: "；"), parts.map(\.en).joined(separator: "; "))
  }

  private static func ranges(_ numbers: [Int]) -> String {
    let text = Phrase.ranges(Array(numbers.prefix(1000)))
    return numbers.count >= 1000 ? text + ", …" : text
  }
}

extension IncompleteSet {
  /// What is here and what is missing, for other programs.
  var members: [(String, JSONValue?)] {
    [
      ("state", .string(state.rawValue)), ("digest", .string(digest.text)),
      ("size", .integer(size)), ("volumes", .integer(volumes)),
      ("volumesHere", .integer(volumesHere)),
      ("missing", .array(missing.map { .integer($0) })),
      ("sendAgain", .array(sendAgain.map { .integer($0) })),
      ("sendAny", sendAny.map { .integer($0) }),
    ]
  }

  func json(_ zone: Zone) -> JSONValue {
    .object(
      [("shortCode", .string(shortCode))] + members + [
        ("since", .string(since.rfc3339(zone: zone))),
        ("latest", .string(latest.rfc3339(zone: zone))),
      ])
  }
}

struct CentreSlipCommand: Command {
  static let configuration = CommandConfiguration(.centreSlip)

  @Argument(
    help: .both(
      "介质交接单（JSON）；不给则列出已留存的", "Handover slips (JSON); without any, those stored are listed"))
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
      let state = slip.decision.map { Words.decision($0.rawValue) } ?? Phrase.Parts.notYetHere
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
