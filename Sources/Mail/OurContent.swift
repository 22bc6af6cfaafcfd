/// What attachments of ours begin with: never their names, which clients change.
public enum OurContent {
  // SPEC, section 4: contentType of the outermost ContentInfo, with its tag and length.
  private static let authEnvelopedData: [UInt8] = [
    0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x17,
  ]
  private static let sequence: UInt8 = 0x30
  // The mark of a frame, with which every volume begins.
  private static let frame: [UInt8] = [0x89, 0x46, 0x4e, 0x56, 0x0d, 0x0a, 0x1a, 0x0a]

  /// Whether a sealed bundle begins so: a ContentInfo of AuthEnvelopedData, in BER of any length
  /// form.
  public static func isBundle(_ head: [UInt8]) -> Bool {
    guard head.count > 2, head[0] == sequence else { return false }
    // X.690, 8.1.3: short, indefinite (0x80), or so many octets of length.
    let octets = head[1] < 0x80 ? 0 : Int(head[1] & 0x7f)
    return octets <= 8 && head.dropFirst(2 + octets).starts(with: authEnvelopedData)
  }

  /// Octets of the whole bundle that begins so; nil when it does not say (indefinite length), or is
  /// none.
  static func bundleLength(_ head: [UInt8]) -> UInt64? {
    guard isBundle(head), head[1] != 0x80 else { return nil }
    guard head[1] > 0x80 else { return 2 + UInt64(head[1]) }
    let octets = Int(head[1] & 0x7f)
    // More than a disk holds: such a length is no help in finding the end.
    guard octets <= 7 else { return nil }
    return head[2..<(2 + octets)].reduce(0) { $0 << 8 | UInt64($1) } + 2 + UInt64(octets)
  }

  /// Whether a name says that its sender meant a bundle or a volume.
  static func isNamedOurs(_ name: String?) -> Bool {
    let name = name?.lowercased() ?? ""
    return name.hasSuffix(".fnb") || name.hasSuffix(".fnv")
  }

  /// Whether a volume begins so.
  public static func isVolume(_ head: [UInt8]) -> Bool { head.starts(with: frame) }

  /// Whether it is something that a centre takes.
  public static func isOurs(_ head: [UInt8]) -> Bool { isBundle(head) || isVolume(head) }
}
