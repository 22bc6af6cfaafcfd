internal import BundleCore
internal import Disk

/// The message in which a part was found, or the file that somebody saved.
final class MessageContext {
  /// The file for people, and the message's number in it when it holds several.
  let place: String
  /// Who sent it and what about, once its header was read.
  var sender: String?
  var subject: String?
  var parts = 0
  /// Octets that its archives gave.
  var inflated: UInt64 = 0
  /// Whether a limit was passed, so that the rest is left alone.
  var isExhausted = false
  /// Whether a text has a link in it or speaks of a bundle, or a part of the message is missing.
  var isSuspect = false
  /// What became of its attachments.
  fileprivate var hasAnswer = false
  fileprivate var hasOtherContent = false

  init(place: String) { self.place = place }

  /// Counts a part that no boundary begins; false when there are too many.
  func countPart(_ gathering: Gathering) -> Bool {
    parts += 1
    guard parts > MailLimits.parts else { return true }
    exhaust(gathering)
    return false
  }

  /// A limit was passed: what is left of the message is not read.
  func exhaust(_ gathering: Gathering) {
    if !isExhausted { gathering.miss(nil, .mailLimitExceeded, in: self) }
    isExhausted = true
  }
}

/// What has been gathered so far, for all messages of a run.
final class Gathering {
  let isWanted: ([UInt8]) -> Bool
  private let files: StagedFiles
  private(set) var result = MailCollection()
  private var digests: Set<Digest> = []
  private var names: Set<String> = []
  private var lastSuffix: [String: Int] = [:]
  private var reported: Set<Finding> = []

  var ignored: Int {
    get { result.ignored }
    set { result.ignored = newValue }
  }
  var messages: Int {
    get { result.messages }
    set { result.messages = newValue }
  }

  init(files: StagedFiles, isWanted: @escaping ([UInt8]) -> Bool) {
    self.files = files
    self.isWanted = isWanted
  }

  /// Notes a finding once.
  func report(_ code: Code, _ severity: Severity, _ place: String, _ document: String = "") {
    let finding = Finding(code, severity, document: document, subject: place)
    guard result.findings.count < MailLimits.findings, reported.insert(finding).inserted else {
      return
    }
    result.findings.append(finding)
  }

  // MARK: Outcomes

  /// Notes what became of a part, or of the whole message or file (nil).
  func note(_ part: String?, _ result: MailOutcome.Result, in message: MessageContext) {
    switch result {
    case .taken, .duplicate, .notTaken: message.hasAnswer = true
    case .leftAlone(.otherContent): message.hasOtherContent = true
    case .leftAlone: break
    }
    append(
      MailOutcome(
        place: message.place, sender: message.sender, subject: message.subject, part: part,
        result: result))
  }

  /// Notes what may be a submission and was not taken.
  func miss(_ part: String?, _ code: Code, in message: MessageContext) {
    report(code, .error, message.place, part ?? "")
    note(part, .notTaken(code), in: message)
  }

  /// A message is over: it has an outcome, also when nothing was in it.
  func conclude(_ message: MessageContext) {
    guard !message.hasAnswer else { return }
    note(
      nil,
      message.hasOtherContent || message.isSuspect
        ? .notTaken(.mailNothingFound) : .leftAlone(.letter),
      in: message)
  }

  /// Notes a member of a folder that the walk passed over.
  func pass(_ member: FolderWalk.PassedOver) {
    let message = MessageContext(place: Paths.shown(member.path))
    switch member.reason {
    case .failed(let error): note(nil, .notTaken(error.code), in: message)
    case .link: note(nil, .leftAlone(.link), in: message)
    case .special: note(nil, .leftAlone(.special), in: message)
    case .hidden: note(nil, .leftAlone(.hidden), in: message)
    case .system: note(nil, .leftAlone(.systemFolder), in: message)
    case .beingDelivered: note(nil, .leftAlone(.beingDelivered), in: message)
    case .mailIndex: note(nil, .leftAlone(.mailIndex), in: message)
    }
  }

  private func append(_ outcome: MailOutcome) {
    guard result.outcomes.count < MailLimits.outcomes else { return result.unlisted += 1 }
    result.outcomes.append(outcome)
  }

  // MARK: Files

  /// Makes a file under a name that no other has.
  func create(_ sentAs: String?) throws(FengniError) -> (StagedFile, EntryName) {
    let name = try freeName(sentAs)
    return (try files.create(name), name)
  }

  /// Takes a file away that was only needed for a while.
  func remove(_ name: EntryName) {
    files.remove(name)
    names.remove(name.foldedForm)
  }

  /// Where a file stands until the folder is published.
  func path(of name: EntryName) -> String { files.path(of: name) }

  /// Keeps a file, unless its content is there already; whether it was kept.
  func keep(
    _ name: EntryName, sentAs: String?, size: UInt64, digest: Digest, from message: MessageContext
  ) -> Bool {
    guard digests.insert(digest).inserted else {
      remove(name)
      result.duplicates += 1
      return false
    }
    result.files.append(
      CollectedFile(
        name: name, sentAs: sentAs, size: size, digest: digest, message: message.place))
    return true
  }

  /// The sender's name where it can be a file's name everywhere, else a number.
  private func freeName(_ sentAs: String?) throws(FengniError) -> EntryName {
    let usual = "attachment.bin"
    let proposed = sentAs.map { text in
      // Some clients send the path on their own disk.
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last ?? text.unicodeScalars[...]))
    }
    var base = usual
    if let proposed, !proposed.hasPrefix("."), proposed.utf8.count <= 200,
      (try? EntryName(proposed)) != nil
    {
      base = proposed
    }
    var name = try EntryName(base)
    let dot = base.lastIndex(of: ".") ?? base.endIndex
    while !names.insert(name.foldedForm).inserted {
      let next = lastSuffix[base, default: 1] + 1
      lastSuffix[base] = next
      name = try EntryName(base[..<dot] + "-\(next)" + base[dot...])
    }
    return name
  }
}
