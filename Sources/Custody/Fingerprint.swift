public import BundleCore

/// The short form of a certificate's digest that is printed on a notice and compared by people
/// (SPEC, 8.3).
public enum Fingerprint {
  /// 128 bits: nobody makes a second certificate with the same ones.
  private static let minimumDigits = 32

  /// The first 128 bits in groups of four hexadecimal digits.
  public static func text(_ digest: Digest) -> String { Hex.grouped(digest.bytes.prefix(16)) }

  /// Whether what somebody typed is this fingerprint: at least the 128 bits, at most the whole
  /// digest; spaces, hyphens, colons and case do not matter.
  public static func matches(_ typed: String, _ digest: Digest) -> Bool {
    let digits = typed.lowercased().filter { !" -:\t\n\u{3000}\u{00a0}".contains($0) }
    let expected = Array(Hex.encode(digest.bytes).utf8)
    guard digits.utf8.count >= minimumDigits, digits.utf8.count <= expected.count else {
      return false
    }
    return Memory.constantTimeEqual(Array(digits.utf8), Array(expected.prefix(digits.utf8.count)))
  }
}
