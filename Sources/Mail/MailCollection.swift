public import BundleCore
public import Disk

/// An attachment that was wanted.
public struct CollectedFile: Sendable, Hashable {
  /// Its file in the output folder.
  public let name: EntryName
  /// As the sender's client named it, if it did; anything may stand here.
  public let sentAs: String?
  /// Bytes.
  public let size: UInt64
  /// SHA-256 of the content.
  public let digest: Digest
  /// The file of the message, with its number where there are several.
  public let message: String
}

/// What was found in mail.
public struct MailCollection: Sendable {
  /// In the order in which they were found, each content once.
  public internal(set) var files: [CollectedFile] = []
  /// Attachments that were there already.
  public internal(set) var duplicates = 0
  /// Parts that nobody asked for: texts, pictures, signatures.
  public internal(set) var ignored = 0
  /// Messages that were read, without those in other messages.
  public internal(set) var messages = 0
  /// What people should know: `mailWinmail`, `mailPartial`, `mailDamaged`…, at most 1,000.
  public internal(set) var findings: [Finding] = []
  /// What became of every file, message and attachment, at most `MailLimits.outcomes` of them.
  public internal(set) var outcomes: [MailOutcome] = []
  /// Outcomes beyond that bound; attachments that were taken are in `files` all the same.
  public internal(set) var unlisted = 0

  /// Whether something that may be a submission was not taken.
  public var hasLosses: Bool { unlisted > 0 || outcomes.contains(where: \.isLoss) }
}

/// Takes attachments out of mail that went through any client's hands.
///
/// What is wanted is decided by content, never by name or type. Memory is bounded, and so are
/// nesting and the number of parts (`MailLimits`); nothing in a message and no member of a folder
/// can throw an error, each has its outcome. Archives (ZIP, gzip) and messages that a client signed
/// (S/MIME) are opened one step.
public struct MailCollect: Sendable {
  /// Files (`.eml`, `.emlx`, mbox, or an attachment or archive that somebody saved), and folders
  /// (Maildir, or any with such files in it).
  public var paths: [String]

  public init(paths: [String]) { self.paths = paths }

  /// Puts everything that is wanted into a folder, which appears whole or not at all.
  ///
  /// `isWanted` is shown the first 4,096 octets of an attachment, or all of a shorter one. When
  /// nothing is found the folder is not made. Throws `outputExists`, `cannotCreate`, `cannotWrite`,
  /// `diskFull`, `inputNotFound`, `inputUnreadable`, `permissionDenied`.
  public func collect(
    into directory: String, replacing: Bool = false,
    isWanted: @escaping (_ head: [UInt8]) -> Bool
  ) throws(FengniError) -> MailCollection {
    let staging = try StagingDirectory(for: directory, replacing: replacing)
    let collection = try collect(into: staging.files, isWanted: isWanted)
    if !collection.files.isEmpty { try staging.publish() }
    return collection
  }

  /// Puts everything that is wanted into a folder that its owner publishes.
  public func collect(
    into files: StagedFiles, isWanted: @escaping (_ head: [UInt8]) -> Bool
  ) throws(FengniError) -> MailCollection {
    let gathering = Gathering(files: files, isWanted: isWanted)
    for path in paths {
      if Paths.isDirectory(path) {
        let walk = FolderWalk(
          below: path, depth: MailLimits.folders, files: MailLimits.files, entersHidden: true)
        for member in walk.passedOver { gathering.pass(member) }
        for file in walk.files { try MailFile(file, isNamed: false).read(gathering) }
      } else {
        try MailFile(path, isNamed: true).read(gathering)
      }
    }
    if gathering.result.files.isEmpty {
      gathering.report(.mailNothingFound, .error, Paths.shown(paths.first ?? ""))
    }
    return gathering.result
  }
}
