/// Bounds of messages, each with the source of its number.
public enum MailLimits {
  /// Multiparts and messages in each other; real mail, forwarded several times, has about ten.
  public static let depth = 32
  /// Parts of one message with all that is nested in it.
  public static let parts = 10_000
  /// Octets kept of one header field: a name of 255 octets in RFC 2231 has 765 and some.
  static let field = 4 << 10
  /// Octets of a boundary; RFC 2046 allows 70.
  static let boundary = 1000
  /// Octets of one line that are looked at together; RFC 5322 allows 998.
  static let line = 64 << 10
  /// What is shown to the one who tells what is wanted.
  static let head = 4096
  /// Octets kept of a letter's text to look for a link in it; real letters are shorter.
  static let text = 64 << 10
  /// Characters shown of a sender, a subject or a name.
  static let shown = 200
  /// Lines before the header of a message: `.emlx` has one, exports with a mark of their own too.
  static let linesBefore = 8
  /// Octets of an archive that is opened; mail systems carry a fiftieth of it.
  static let archive: UInt64 = 1 << 30
  /// Octets that all archives of a message may inflate to.
  static let inflated: UInt64 = 4 << 30
  /// How much larger than packed something may be, above `ratioFloor`: what is looked for is
  /// encrypted and does not shrink, and texts of mail shrink to a tenth at most.
  static let ratio: UInt64 = 16
  static let ratioFloor: UInt64 = 16 << 20
  /// Outcomes that are kept, of some 200 octets each.
  public static let outcomes = 100_000
  /// Findings that are kept; more say nothing new.
  static let findings = 1000
  /// Files in folders of mail.
  static let files = 1_000_000
  /// Folders in each other.
  static let folders = 16
}
