import BundleCore
import Disk
import Messages

/// What a walk through a folder passed over, a line for each.
struct PassedOverLines {
  private let members: [FolderWalk.PassedOver]

  init(_ members: [FolderWalk.PassedOver]) { self.members = members }

  func print(_ console: Console) {
    for member in members {
      console.message(
        Phrase.Folder.outcome(Paths.shown(member.path), member.reason.words))
    }
  }
}

extension FolderWalk.Reason {
  fileprivate var words: Bilingual {
    switch self {
    case .link: Phrase.Folder.leftAlone(Phrase.Folder.link)
    case .special: Phrase.Folder.leftAlone(Phrase.Folder.special)
    case .hidden: Phrase.Folder.leftAlone(Phrase.Folder.hidden)
    case .system: Phrase.Folder.leftAlone(Phrase.Folder.system)
    case .beingDelivered: Phrase.Folder.leftAlone(Phrase.Folder.beingDelivered)
    case .mailIndex: Phrase.Folder.leftAlone(Phrase.Folder.mailIndex)
    case .failed(let error): Phrase.Folder.notTaken(error.code)
    }
  }
}
