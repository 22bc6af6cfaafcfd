import ArgumentParser
import BundleCore
import CMS
import Disk
import JSONText
import ErasureFrames
import Mail
import Messages
import Primitives
import Submission
import Transport
import Workplace

struct MailCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    .mail, subcommands: [MailComposeCommand.self, MailCollectCommand.self])
}

struct MailComposeCommand: Command {
  static let configuration = CommandConfiguration(.mailCompose)

  @Argument(
    help: .help(.mailComposeFiles))
  var files: [String]
  @Option(name: .customShort("o"), help: .help(.centreOpenOutput))
  var destination: String
  @Option(name: .long, help: .help(.mailComposeTo)) var to: String
  @Option(
    name: .long,
    help: .help(.mailComposeFrom))
  var from: String?
  @Option(
    name: .long,
    help: .help(.mailComposeSize))
  var size = "8M"
  @Option(
    name: .long,
    help: .help(.mailComposeRecovery))
  var recovery = "25%"
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    guard let limit = Quantity.size(size) else { throw FengniError(.usage, "--size") }
    guard let share = Quantity.share(recovery) else { throw FengniError(.usage, "--recovery") }
    let mail = MailCompose(
      to: try MailAddress(to),
      from: try from.map { (text) throws(FengniError) in
        try MailAddress(text)
      }, limit: limit, date: try common.moment())
    // Volumes that are cut here live beside the messages until these are written.
    let staging = try StagingDirectory(for: destination + ".volumes")
    var items: [MailItem] = []
    for file in files {
      items += try Self.items(file, limit: mail.attachmentLimit, share, staging.files)
    }
    let written = try mail.compose(items, into: destination, replacing: force)
    for mail in written { console.result(Paths.join(destination, mail.name.text)) }
    console.message(Phrase.Mail.composed(written.count, directory: destination))
    console.message(Phrase.Mail.largest(written.map(\.size).max() ?? 0))
    console.message(Phrase.Mail.sendThem)
    return .holds
  }

  /// What goes into messages: the file itself, or the volumes that it is cut into.
  private static func items(
    _ file: String, limit: UInt64, _ recovery: Double, _ staged: StagedFiles
  ) throws(FengniError) -> [MailItem] {
    let carried = try Carried(file)
    guard !carried.isVolume, let digest = carried.digest, limit > 0,
      let size = try FileSource(path: file).size, size > limit
    else { return [carried.item(file)] }
    let plan = try Splitting(
      file: file, algorithm: digest.algorithm, volumeSize: limit, recovery: recovery
    ).plan()
    _ = try plan.write(to: staged)
    var items: [MailItem] = []
    for volume in plan.volumes {
      let name = try EntryName(plan.set.volumeName(volume))
      items.append(
        MailItem(
          path: staged.path(of: name), shortCode: carried.shortCode, number: volume + 1,
          count: plan.set.volumes))
    }
    return items
  }
}

/// A file on its way: what may be said of it to everybody.
struct Carried {
  let shortCode: String
  let digest: Digest?
  let number: Int
  let count: Int

  let isVolume: Bool

  func item(_ path: String) -> MailItem {
    MailItem(path: path, shortCode: shortCode, number: number, count: count)
  }

  /// Throws `notABundle`, `inputEmpty`, and what reading throws.
  init(_ path: String) throws(FengniError) {
    let head = try FileSource(path: path).first(4096)
    guard !head.isEmpty else { throw FengniError(.inputEmpty, path) }
    if OurContent.isVolume(head) {
      guard let frame = head.withUnsafeBytes({ FrameHeader($0) }) else {
        throw FengniError(.notABundle, path, reason: "a volume whose first frame is damaged")
      }
      let set = frame.set
      (shortCode, digest) = (set.digest.shortCode, set.digest)
      (number, count) = (set.volume(ofFrame: frame.number) + 1, set.volumes)
      isVolume = true
      return
    }
    isVolume = false
    let algorithm: DigestAlgorithm
    do throws(FengniError) {
      algorithm = try EnvelopeReader.inspect(FileSource(path: path)).suite.digest
    } catch {
      throw error.subject.isEmpty ? error.about(path) : error
    }
    let digests = try DigestContext.digests(of: FileSource(path: path), [algorithm]).1
    guard let found = digests.first else { throw FengniError(.cryptoLibrary) }
    (shortCode, digest, number, count) = (found.shortCode, found, 1, 1)
  }
}

struct MailCollectCommand: Command {
  static let configuration = CommandConfiguration(.mailCollect)

  @Argument(
    help: .help(.mailCollectPaths))
  var paths: [String]
  @Option(name: .customShort("o"), help: .help(.centreOpenOutput))
  var destination: String
  @Option(name: .long, help: .option(.format)) var format = Format.text
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  enum Format: String, ExpressibleByArgument { case text, json }

  /// Holds when something was found and nothing that was looked for had to be left behind.
  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    let found = try MailCollect(paths: paths).collect(
      into: destination, replacing: force, isWanted: OurContent.isOurs)
    switch format {
    case .json: try console.json(Self.json(found))
    case .text:
      for file in found.files { console.result(Paths.join(destination, file.name.text)) }
    }
    MailOutcomeLines(found, destination).print(console)
    if !found.files.isEmpty {
      console.message(
        Phrase.Mail.collected(
          found.files.count, messages: found.messages, directory: destination))
    }
    console.message(
      Phrase.Mail.leftOut(duplicates: found.duplicates, ignored: found.ignored))
    guard let error = found.findings.first(where: { $0.severity == .error }) else {
      return found.hasLosses ? .doesNotHold : .holds
    }
    // Nothing was mail, or nothing of ours was in it: the input is not what it should be.
    return found.files.isEmpty ? ExitStatus(error.code) : .doesNotHold
  }

  private static func json(_ found: MailCollection) -> JSONValue {
    .object([
      (
        "files",
        .array(
          found.files.map { file in
            .object([
              ("name", .string(file.name.text)), ("size", .integer(file.size)),
              ("digest", .string(file.digest.text)), ("message", .string(file.message)),
            ])
          })
      ),
      ("messages", .integer(UInt64(found.messages))),
      ("duplicates", .integer(UInt64(found.duplicates))),
      (
        "findings",
        .array(
          found.findings.map { finding in
            .object([
              ("code", .string(finding.code.label)),
              ("severity", .string(finding.severity.rawValue)),
              ("message", .string(finding.subject)),
            ])
          })
      ),
      ("outcomes", .array(found.outcomes.map(\.json))),
      ("unlisted", .integer(UInt64(found.unlisted))),
    ])
  }
}
