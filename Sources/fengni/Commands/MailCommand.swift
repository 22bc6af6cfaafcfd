import ArgumentParser
import BundleCore
import CMS
import JSONText
import Mail
import Messages
import Primitives
import Submission

struct MailCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    .mail, subcommands: [MailComposeCommand.self, MailCollectCommand.self])
}

struct MailComposeCommand: Command {
  static let configuration = CommandConfiguration(.mailCompose)

  @Argument(help: .both("分卷，或一个放得进一封邮件的报送包", "Volumes, or a bundle that fits into one message"))
  var files: [String]
  @Option(name: .customShort("o"), help: .both("要建立的目录", "Directory to make"))
  var destination: String
  @Option(name: .long, help: .both("收件人的邮件地址", "Mail address of the recipient")) var to: String
  @Option(
    name: .long,
    help: .both("发件人的邮件地址；不给则由邮件客户端填写", "Mail address of the sender; else the client puts its own"))
  var from: String?
  @Option(
    name: .long,
    help: .both("整封邮件的最大字节数，可带 K、M", "Octets of a whole message at most, with K or M"))
  var size = "8M"
  @Flag(name: .long, help: .option(.force)) var force = false
  @OptionGroup var common: CommonOptions

  func execute(_ console: Console) throws(FengniError) -> ExitStatus {
    guard let limit = Self.octets(size) else { throw FengniError(.usage, "--size") }
    let mail = MailCompose(
      to: try MailAddress(to),
      from: try from.map { (text) throws(FengniError) in
        try MailAddress(text)
      }, limit: limit, date: try common.moment())
    var items: [MailItem] = []
    for file in files { items.append(try Carried.item(file)) }
    let written = try mail.compose(items, into: destination, replacing: force)
    for mail in written { console.result(Paths.join(destination, mail.name.text)) }
    console.message(Phrase.Mail.composed(written.count, directory: destination))
    console.message(Phrase.Mail.largest(written.map(\.size).max() ?? 0))
    console.message(Phrase.Mail.sendThem)
    return .holds
  }

  /// `8M`, `4700K`, `100000`: binary units.
  private static func octets(_ text: String) -> UInt64? {
    let units: [Character: UInt64] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let unit = text.uppercased().last.flatMap { units[$0] }
    let digits = unit == nil ? text[...] : text.dropLast()
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = UInt64(digits)
    else { return nil }
    let (size, overflows) = number.multipliedReportingOverflow(by: unit ?? 1)
    return overflows ? nil : size
  }
}

/// A file on its way: what may be said of it to everybody.
struct Carried {
  let shortCode: String
  let digest: Digest?
  let number: Int
  let count: Int

  static func item(_ path: String) throws(FengniError) -> MailItem {
    let carried = try Carried(path)
    return MailItem(
      path: path, shortCode: carried.shortCode, number: carried.number, count: carried.count)
  }

  /// Throws `notABundle`, `inputEmpty`, and what reading throws.
  init(_ path: String) throws(FengniError) {
    let head = try FileSource(path: path).first(4096)
    guard !head.isEmpty else { throw FengniError(.inputEmpty, path) }
    if OurContent.isVolume(head) {
      guard let name = VolumeName(Paths.name(of: path)) else {
        throw FengniError(.notABundle, path, reason: "a volume that was renamed")
      }
      (shortCode, digest, number, count) = (name.shortCode, nil, name.number, name.count)
      return
    }
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

/// The name that a volume was given when it was cut: `0123456789abcdef-3-of-5.fnv`.
struct VolumeName {
  let shortCode: String
  let number: Int
  let count: Int

  init?(_ name: String) {
    let parts = name.dropLast(4).split(separator: "-", omittingEmptySubsequences: false)
    guard name.hasSuffix(".fnv"), parts.count == 4, parts[2] == "of",
      parts[0].utf8.count == 16, let code = Hex.decode(parts[0]),
      let number = Int(parts[1]), let count = Int(parts[3]), (1...count).contains(number)
    else { return nil }
    shortCode = Hex.grouped(code)
    self.number = number
    self.count = count
  }
}

struct MailCollectCommand: Command {
  static let configuration = CommandConfiguration(.mailCollect)

  @Argument(
    help: .both(
      "邮件（.eml）、邮箱文件（mbox）或目录（Maildir）", "Messages (.eml), mailboxes (mbox) or folders (Maildir)"))
  var paths: [String]
  @Option(name: .customShort("o"), help: .both("要建立的目录", "Directory to make"))
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
    for finding in found.findings {
      let place = [finding.subject, finding.document].filter { !$0.isEmpty }
      console.error(FengniError(finding.code, place.joined(separator: ": ")))
    }
    if !found.files.isEmpty {
      console.message(
        Phrase.Mail.collected(
          found.files.count, messages: found.messages, directory: destination))
    }
    console.message(
      Phrase.Mail.leftOut(duplicates: found.duplicates, ignored: found.ignored))
    return found.findings.contains { $0.severity == .error } ? .doesNotHold : .holds
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
    ])
  }
}
