public import BundleCore

/// An address in its simplest form, `centre@example.org` (RFC 5322, dot-atom on both sides).
public struct MailAddress: Sendable, Hashable {
  public let text: String
  /// Behind the `@`.
  let domain: String

  /// RFC 5321, 4.5.3.1, without the angle brackets of a path.
  private static let longest = 254
  private static let signs = Set("!#$%&'*+/=?^_`{|}~-".utf8)

  /// Throws `mailAddress`: names, quotes and characters beyond ASCII are refused, so nothing in an
  /// address can begin a header field of its own.
  public init(_ text: String) throws(FengniError) {
    let halves = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard text.utf8.count <= Self.longest, halves.count == 2,
      Self.isDotAtom(halves[0], Self.signs), Self.isDotAtom(halves[1], [UInt8(ascii: "-")])
    else { throw FengniError(.mailAddress, text) }
    self.text = text
    domain = String(Substring(halves[1]))
  }

  private static func isDotAtom(_ text: Substring.UTF8View, _ signs: Set<UInt8>) -> Bool {
    text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty
        && atom.allSatisfy { byte in
          (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
            || (0x61...0x7a).contains(byte) || signs.contains(byte)
        }
    }
  }
}
