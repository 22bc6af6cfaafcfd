/// What files of mail begin with, for whoever sorts files that came.
public enum MailContent {
  private static let separator = Array("From ".utf8)
  private static let longestName = 80

  /// Whether a mailbox or a message begins so: `From `, or a field with an ordinary name.
  public static func isMail(_ head: [UInt8]) -> Bool {
    if head.starts(with: separator) { return true }
    guard MailFile.beginsWithField(head) else { return false }
    // RFC 5322 allows almost any octet in a field's name, so that JSON would be a message, too.
    let text = head.drop { [0xef, 0xbb, 0xbf, 0x0d, 0x0a, 0x20, 0x09].contains($0) }
    let name = text.prefix(longestName).prefix { isOfName($0) }
    return !name.isEmpty
      && text.dropFirst(name.count).first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: ":")
  }

  /// Whether it is an item that Outlook saved (`.msg`), or another Compound File.
  public static func isCompoundFile(_ head: [UInt8]) -> Bool {
    head.starts(with: MailFile.compoundFile)
  }

  private static func isOfName(_ octet: UInt8) -> Bool {
    switch octet {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
