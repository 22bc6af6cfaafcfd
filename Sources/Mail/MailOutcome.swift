public import BundleCore

/// What became of one thing that was given: a file, a message, or an attachment.
///
/// The outcomes of a run account for all of its input. A message has one of its own when nothing
/// was taken out of it and none of its attachments says why; else its attachments speak for it.
/// Texts without a name are no attachments.
public struct MailOutcome: Sendable, Hashable {
  /// What became of it.
  public enum Result: Sendable, Hashable {
    /// It lies in the output folder under this name. `isDamaged`: not all of it, or with something
    /// in it that does not belong there.
    case taken(EntryName, isDamaged: Bool)
    /// The same content was taken from elsewhere.
    case duplicate
    /// Nobody asked for it.
    case leftAlone(Reason)
    /// It may be a submission, or hold one, and was not taken.
    case notTaken(Code)
  }

  /// Why something was left alone, and nobody needs to do anything.
  public enum Reason: Sendable, Hashable, CaseIterable {
    /// A message that is nothing but a text, without a link.
    case letter
    /// A picture, a document, whatever else lay beside what was looked for.
    case otherContent
    /// A signature of the mail client's.
    case signature
    case empty
    /// A file in a folder that is no mail.
    case notMail
    /// A pipe, a socket, a device.
    case special
    /// A symbolic link, which may lead to a submission all the same.
    case link
    case hidden, systemFolder, beingDelivered, mailIndex
  }

  /// The file for people, with the number of the message where the file has several.
  public let place: String
  /// The message's From and Subject, decoded, at most 200 characters of each.
  public let sender: String?
  public let subject: String?
  /// The attachment by its sender's name, or its type where it has none; what lay in an archive
  /// with that archive's name and a slash before it. Nil: the file or message itself.
  public let part: String?
  public let result: Result

  /// Whether something that may be a submission was not taken.
  public var isLoss: Bool {
    switch result {
    case .notTaken, .leftAlone(.link): true
    case .taken, .duplicate, .leftAlone: false
    }
  }
}
