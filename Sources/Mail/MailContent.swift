/// What files of mail begin with, for whoever sorts files that came.
public enum MailContent {
  private static let separator = Array("From ".utf8)
  private static let longestName = 80

  /// Whether a mailbox or a message begins so: `From `, or a field with an ordinary name, which in
  /// `.emlx` and some exports has a line or two before it.
  public static func isMail(_ bytes: [UInt8]) -> Bool {
    var wide = WideText(bytes)
    let head = bytes.withUnsafeBytes { wide?.decode($0) } ?? bytes
    if MailFile.text(head).starts(with: separator) { return true }
    guard MailFile.beginsWithField(head) else { return MailKind.linesBefore(head) != nil }
    // RFC 5322 allows almost any octet in a field's name, so that JSON would be a message, too.
    let text = head.drop { [0xef, 0xbb, 0xbf, 0x0d, 0x0a, 0x20, 0x09].contains($0) }
    let name = text.prefix(longestName).prefix { isOfName($0) }
    return !name.isEmpty
      && text.dropFirst(name.count).first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: ":")
  }

  /// Whether it is an archive (ZIP, gzip, or one that is named but not opened), and no document of
  /// an office program: `MailCollect` takes what lies in it.
  public static func isArchive(_ head: [UInt8]) -> Bool {
    ContentMark.isArchive(head) && !ContentMark.isOfficeDocument(head)
  }

  /// Whether it is a message that a mail client signed or enciphered and somebody saved, although
  /// an enciphered one begins as a bundle does.
  public static func isWrappedLetter(_ head: [UInt8], name: String) -> Bool {
    name.lowercased().hasSuffix(".p7m") && ContentMark.wrapping(head) != nil
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
