import BundleCore
import Disk
import JSONText
import Mail
import Messages

/// What became of each message and attachment, a line for each, and each remedy once.
struct MailOutcomeLines {
  private let found: MailCollection
  private let destination: String

  init(_ found: MailCollection, _ destination: String) {
    self.found = found
    self.destination = destination
  }

  func print(_ console: Console) {
    for outcome in found.outcomes {
      console.message(Phrase.Folder.outcome(outcome.about, outcome.words(destination)))
    }
    if found.unlisted > 0 { console.message(Phrase.Mail.unlisted(found.unlisted)) }
    for (code, places) in causes { console.error(FengniError(code, places)) }
  }

  /// Each code once, with its places where no line has named them.
  private var causes: [(Code, String)] {
    var named: Set<Code> = []
    var causes: [(Code, String)] = []
    for outcome in found.outcomes {
      guard case .notTaken(let code) = outcome.result else { continue }
      if named.insert(code).inserted { causes.append((code, "")) }
    }
    for finding in found.findings where named.insert(finding.code).inserted {
      let place = [finding.subject, finding.document].filter { !$0.isEmpty }
      causes.append((finding.code, place.joined(separator: ": ")))
    }
    return causes
  }
}

extension MailOutcome {
  fileprivate var about: Bilingual {
    Phrase.Mail.about(place: place, sender: sender, subject: subject, part: part)
  }

  fileprivate func words(_ destination: String) -> Bilingual {
    switch result {
    case .taken(let name, let isDamaged):
      Phrase.Mail.taken(Paths.join(destination, name.text), isDamaged: isDamaged)
    case .duplicate: Phrase.Mail.duplicate
    case .leftAlone(let reason): Phrase.Folder.leftAlone(reason.words)
    case .notTaken(let code): Phrase.Folder.notTaken(code)
    }
  }

  /// For programs.
  var json: JSONValue {
    let (outcome, detail): (String, (String, JSONValue)?) =
      switch result {
      case .taken(let name, let isDamaged):
        (isDamaged ? "damaged" : "taken", ("file", .string(name.text)))
      case .duplicate: ("duplicate", nil)
      case .leftAlone(let reason): ("left-alone", ("reason", .string(reason.word)))
      case .notTaken(let code): ("not-taken", ("code", .string(code.label)))
      }
    return .object(
      [
        ("place", .string(place)), ("sender", sender.map { .string($0) }),
        ("subject", subject.map { .string($0) }), ("part", part.map { .string($0) }),
        ("outcome", .string(outcome)), detail.map { ($0.0, $0.1) },
      ].compactMap { $0 } as [(String, JSONValue?)])
  }
}

extension MailOutcome.Reason {
  fileprivate var words: Bilingual {
    switch self {
    case .letter: Phrase.Mail.letter
    case .otherContent: Phrase.Mail.otherContent
    case .signature: Phrase.Mail.signature
    case .empty: Phrase.Mail.empty
    case .notMail: Phrase.Mail.notMail
    case .special: Phrase.Folder.special
    case .link: Phrase.Folder.link
    case .hidden: Phrase.Folder.hidden
    case .systemFolder: Phrase.Folder.system
    case .beingDelivered: Phrase.Folder.beingDelivered
    case .mailIndex: Phrase.Folder.mailIndex
    }
  }

  /// For programs.
  fileprivate var word: String {
    switch self {
    case .letter: "letter"
    case .otherContent: "other-content"
    case .signature: "signature"
    case .empty: "empty"
    case .notMail: "not-mail"
    case .special: "special-file"
    case .link: "link"
    case .hidden: "hidden"
    case .systemFolder: "system-folder"
    case .beingDelivered: "being-delivered"
    case .mailIndex: "mail-index"
    }
  }
}
