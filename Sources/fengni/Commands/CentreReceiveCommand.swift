import ArgumentParser
import BundleCore
import Centre
import CentreReports
import Disk
import Glibc
import JSONText
import Messages
import Reports
import Submission

struct CentreReceiveCommand: Command {
  static let configuration = CommandConfiguration(.centreReceive)

  @Argument(
    help: .help(.centreReceivePaths)) var paths: [String]
  @OptionGroup var centre: CentreOption
  @OptionGroup var keys: CentreKeyOptions
  @Option(
    name: .long,
    help: .help(.centreReceiveReceivedAt))
  var receivedAt: String?
  @OptionGroup var crls: CRLOption
  @OptionGroup var output: FormatOption
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    for path in paths where !Paths.exists(path) { throw FengniError(.inputNotFound, path) }
    let folder = try centre.folder()
    let now = try common.moment()
    var received = now
    if let receivedAt {
      guard let time = Timestamp(rfc3339: receivedAt) else {
        throw FengniError(.usage, "--received-at")
      }
      received = time
    }
    let (recipients, signer) = try keys.load(folder, console, time: now)
    let intake = Intake(
      centre: folder, keys: recipients, signer: signer, received: received, time: now,
      crls: try crls.lists(), producer: Version.text)
    let tray = Tray(console, output.format)
    try intake.run(
      paths, waiting: { console.message(Phrase.Centre.waiting) },
      found: { tray.begin($0) }, outcome: { tray.take($0) })
    try tray.end(receipts: folder.receipts)
    return tray.isClean ? .holds : .doesNotHold
  }
}

/// Shows a run: a line for every delivery that was not simply accepted, then the sums.
private final class Tray {
  private let console: Console
  private let format: FormatOption.Format
  private var total = 0
  private var done = 0
  private var counts: [String: (word: Bilingual, count: Int)] = [:]
  private var order: [String] = []
  private var receipts = 0
  private var held = 0
  private var waiting = 0
  private(set) var isClean = true
  private var failure: FengniError?
  private let start = Tray.seconds()
  private var shown = 0.0

  init(_ console: Console, _ format: FormatOption.Format) {
    self.console = console
    self.format = format
  }

  func begin(_ found: FoundOnTray) {
    total = found.deliveries
    if format == .text {
      console.message(Phrase.Centre.found(found.deliveries))
      if found.volumes + found.messages + found.slips > 0 {
        console.message(
          Phrase.Parts.found(
            volumes: found.volumes, messages: found.messages, ignored: found.ignoredAttachments,
            slips: found.slips))
      }
    }
    for path in found.others { console.message(Phrase.Centre.notTaken(path)) }
    for finding in found.findings { take(finding) }
  }

  /// What is wrong with a message: something in it may not have been taken.
  private func take(_ finding: Finding) {
    if finding.severity == .error { isClean = false }
    let place = [finding.subject, finding.document].filter { !$0.isEmpty }
      .joined(separator: ": ")
    guard format == .json else {
      return console.result(
        "\(finding.code.label)  \(finding.code.message[console.language])  \(place.oneLine)")
    }
    print([
      ("file", .string(finding.subject)), ("decision", .string("finding")),
      ("severity", .string(finding.severity.rawValue)),
      ("codes", .strings([finding.code.label])),
    ])
  }

  func take(_ outcome: Outcome) {
    done += 1
    var (word, isLate, isPlain) = (Phrase.Centre.failed, false, false)
    switch outcome.result {
    case .decided(let decision, let late, _):
      word = decision.title
      isLate = late
      isPlain = decision.holds
      if decision.isHeld { held += 1 }
      receipts += 1
    case .duplicate(let decision):
      word = Phrase.Centre.duplicate(decision.title)
      // The same input gives the same status, however often it is received.
      isPlain = decision.holds
    case .failed: break
    case .incomplete(let set):
      word = set.state == .contradictory ? Phrase.Parts.contradictory : Phrase.Parts.incomplete
      waiting += 1
    }
    if !isPlain { isClean = false }
    if counts[word.en] == nil { order.append(word.en) }
    counts[word.en, default: (word, 0)].count += 1
    if format == .json {
      print(outcome)
    } else if !isPlain || isLate || console.isVerbose {
      clear()
      console.result(
        Phrase.Centre.outcome(
          word, late: isLate, sender: outcome.sender, shortCode: outcome.shortCode,
          name: outcome.name.oneLine))
      explain(outcome)
    }
    progress()
  }

  private func explain(_ outcome: Outcome) {
    switch outcome.result {
    case .decided(_, _, let findings):
      for code in findings.map(\.code).uniqued() {
        console.result("    \(code.label)  \(code.message[console.language])")
      }
    case .failed(let error):
      console.result("    \(error.code.label)  \(error.code.message[console.language])")
    case .incomplete(let set):
      console.result("    \(IncompleteText.details(set)[console.language])")
    case .duplicate: break
    }
  }

  /// One object a line, as a run may have tens of thousands.
  private func print(_ outcome: Outcome) {
    var members: [(String, JSONValue?)] = [("file", .string(outcome.name))]
    switch outcome.result {
    case .decided(let decision, let late, let findings):
      members += [
        ("decision", .string(decision.rawValue)), ("late", .bool(late)),
        ("codes", .strings(findings.map(\.code.label).uniqued())),
      ]
    case .duplicate(let decision):
      members += [("decision", .string("duplicate")), ("earlier", .string(decision.rawValue))]
    case .failed(let error):
      members += [("decision", .string("failed")), ("codes", .strings([error.code.label]))]
    case .incomplete(let set):
      let code: Code = set.state == .contradictory ? .framesForged : .framesInsufficient
      members += [("decision", .string("incomplete"))] + set.members
      members += [("codes", .strings([code.label]))]
    }
    members += [
      ("sender", outcome.sender.map { .string($0) }),
      ("shortCode", outcome.shortCode.map { .string($0) }),
      ("receipt", outcome.receipt.map { .string($0) }),
    ]
    print(members)
  }

  private func print(_ members: [(String, JSONValue?)]) {
    do throws(FengniError) {
      console.result(try JSONWriter(.compact).text(.object(members)))
    } catch {
      failure = error
    }
  }

  func end(receipts directory: String) throws(FengniError) {
    clear()
    if let failure { throw failure }
    guard format == .text else { return }
    for key in order {
      if let (word, count) = counts[key] { console.result(Phrase.Centre.count(word, count)) }
    }
    if receipts > 0 { console.message(Phrase.Centre.receipts(directory, receipts)) }
    if waiting > 0 { console.message(Phrase.Parts.waitingNext(waiting)) }
    if held > 0 { console.message(Phrase.Centre.heldNext(held)) }
  }

  // MARK: Progress

  private func progress() {
    let now = Self.seconds()
    guard Console.isTerminal, now - start > 1, now - shown > 0.2 else { return }
    shown = now
    let line = Phrase.Centre.progress(
      done: done, total: max(done, total), perSecond: Int(Double(done) / (now - start)))
    write("\r\u{1b}[K" + line[console.language])
  }

  private func clear() { if shown > 0 { write("\r\u{1b}[K") } }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }

  private static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension Array where Element: Hashable {
  /// Each element once, in order.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
