internal import BundleCore
internal import Disk

/// The message in which a part was found.
final class MessageContext {
  /// The file, and the message's number in it when it holds several.
  let place: String
  var parts = 0
  /// Whether a limit was passed, so that the rest is left alone.
  var isExhausted = false

  init(place: String) { self.place = place }

  /// Counts a part that no boundary begins; false when there are too many.
  func countPart(_ gathering: Gathering) -> Bool {
    parts += 1
    guard parts > MailLimits.parts else { return true }
    if !isExhausted { gathering.report(.mailLimitExceeded, .error, place) }
    isExhausted = true
    return false
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

  /// Makes a file under a name that no other has.
  func create(_ sentAs: String?) throws(FengniError) -> (StagedFile, EntryName) {
    let name = try freeName(sentAs)
    return (try files.create(name), name)
  }

  /// Keeps a file, unless its content is there already.
  func keep(
    _ name: EntryName, sentAs: String?, size: UInt64, digest: Digest, from message: MessageContext
  ) {
    guard digests.insert(digest).inserted else {
      files.remove(name)
      names.remove(name.foldedForm)
      result.duplicates += 1
      return
    }
    result.files.append(
      CollectedFile(
        name: name, sentAs: sentAs, size: size, digest: digest, message: message.place))
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
