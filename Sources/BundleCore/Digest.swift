/// The digest algorithms that a statement or a signature may use.
public enum DigestAlgorithm: String, Sendable, Hashable, CaseIterable {
  /// SM3, GB/T 32905.
  case sm3
  /// SHA-256, FIPS 180-4.
  case sha256
  /// SHA-384, only under signatures of others.
  case sha384
  /// SHA-512, only under signatures of others.
  case sha512

  /// Length of the digest, in bytes.
  public var byteCount: Int {
    switch self {
    case .sm3, .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }
}

/// A digest value with its algorithm.
///
/// Text form, as it stands in statements: the algorithm's name, a colon, lower-case hex.
public struct Digest: Sendable, Hashable {
  public let algorithm: DigestAlgorithm
  public let bytes: [UInt8]

  /// `bytes` has the algorithm's length, or there is no digest.
  public init?(_ algorithm: DigestAlgorithm, _ bytes: [UInt8]) {
    guard bytes.count == algorithm.byteCount else { return nil }
    self.algorithm = algorithm
    self.bytes = bytes
  }

  /// Reads the text form; only the canonical form (lower case, no spaces) is a digest.
  public init?(text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let algorithm = DigestAlgorithm(rawValue: String(parts[0])),
      let bytes = Hex.decode(parts[1])
    else { return nil }
    self.init(algorithm, bytes)
  }

  /// `sm3:66c7f0f4…`
  public var text: String { algorithm.rawValue + ":" + Hex.encode(bytes) }

  /// The first 16 hex digits in groups of four: what people read out to each other (短码).
  public var shortCode: String { Hex.grouped(bytes.prefix(8)) }
}

/// Lower-case hexadecimal.
public enum Hex {
  private static let digits = Array("0123456789abcdef".utf8)

  /// Two lower-case digits a byte.
  public static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Groups of four digits with a space between.
  public static func grouped(_ bytes: some Sequence<UInt8>) -> String {
    let all = Array(encode(bytes))
    return stride(from: 0, to: all.count, by: 4)
      .map { String(all[$0..<min($0 + 4, all.count)]) }
      .joined(separator: " ")
  }

  /// Lower-case digits only, an even number of them; anything else is nil.
  public static func decode(_ text: some StringProtocol) -> [UInt8]? {
    let characters = Array(text.utf8)
    guard characters.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(characters.count / 2)
    for i in stride(from: 0, to: characters.count, by: 2) {
      guard let high = nibble(characters[i]), let low = nibble(characters[i + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func nibble(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
