/// What a transfer as text does to files that are none, such as FTP in ASCII mode: it puts a CR
/// before every LF, or takes every CR before an LF away.
public struct TextTransfer: Sendable {
  /// Octets that are looked at; of random ones a pair of CR and LF is met every 65,536.
  private static let most = 4 << 20
  /// A pair that is not met in so many octets was not there by chance (e to the power of -32).
  private static let enoughForNone = 2 << 20
  /// As many line ends, all of them with CR, don't come by chance either (256 to the power of -4).
  private static let enoughOfAll = 4

  private var seen = 0
  private var last: UInt8 = 0
  private var lineEnds = 0
  private var pairs = 0

  public init() {}

  /// Takes the next octets of a file that is encrypted, and so looks random.
  public mutating func look(at bytes: UnsafeRawBufferPointer) {
    guard seen < Self.most else { return }
    for byte in bytes.prefix(Self.most - seen) {
      if byte == 0x0a {
        lineEnds += 1
        if last == 0x0d { pairs += 1 }
      }
      last = byte
    }
    seen += min(bytes.count, Self.most - seen)
  }

  /// Whether what was seen has line ends of one kind only.
  public var isLikely: Bool {
    lineEnds >= Self.enoughOfAll && pairs == lineEnds
      || seen >= Self.enoughForNone && lineEnds > 0 && pairs == 0
  }

  /// Whether a file begins with a mark that holds line ends, altered in any of these ways.
  ///
  /// The mark is the one of frames (SPEC 14.3); with the eighth bit cut off, which older mail did,
  /// its first octet is another.
  public static func isAltered(_ head: [UInt8], mark: [UInt8]) -> Bool {
    guard let first = mark.first, !head.starts(with: mark) else { return false }
    let withCR = mark.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }
    let withoutCR = mark.filter { $0 != 0x0d }
    let onlyCR = mark.filter { $0 != 0x0a }
    let pairsOnly = withoutCR.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }
    return [withCR, withoutCR, onlyCR, pairsOnly, [first & 0x7f] + mark.dropFirst()]
      .contains { head.starts(with: $0) }
  }
}
