import BundleCore
import Testing

@Suite struct DigestTests {
  @Test(arguments: DigestAlgorithm.allCases) func textReadsBack(_ algorithm: DigestAlgorithm) throws
  {
    let bytes = (0..<algorithm.byteCount).map { UInt8($0 * 7 & 0xFF) }
    let digest = try #require(Digest(algorithm, bytes))
    #expect(digest.text.hasPrefix(algorithm.rawValue + ":00070e"))
    #expect(digest.text.utf8.count == algorithm.rawValue.utf8.count + 1 + 2 * algorithm.byteCount)
    #expect(Digest(text: digest.text) == digest)
    #expect(Digest(algorithm, bytes.dropLast()) == nil)
    #expect(Digest(algorithm, bytes + [0]) == nil)
    #expect(digest.shortCode == "0007 0e15 1c23 2a31")
  }

  private static let hex = String(repeating: "ab", count: 32)
  private static let short = String(hex.dropLast())

  /// `H` stands for 64 right digits, `S` for 63.
  @Test(arguments: [
    "", ":", "sm3", "sm3:", "H", ":H", "sm3:Hab", "sm3:S", "sM3:H", "sm3: H", "sm3:H ", " sm3:H",
    "sm3::H", "sm3-H", "md5:H", "sha512:H", "sm3:Sg", "sm3:SB", "sm3:\u{301}H", "sm3:H\n", "sm3:Sａ",
  ]) func onlyTheCanonicalTextIsADigest(_ pattern: String) {
    let text = pattern.replacing("H", with: Self.hex).replacing("S", with: Self.short)
    #expect(Digest(text: text) == nil)
  }

  @Test func algorithmsAreNotConfused() throws {
    let (a, b) = (Digest(text: "sm3:" + Self.hex), Digest(text: "sha256:" + Self.hex))
    #expect(a != nil && b != nil && a != b)
  }
}

@Suite struct HexTests {
  @Test func everyByte() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(Hex.decode(Hex.encode(bytes)) == bytes)
    for byte in bytes {
      let digits = String(byte, radix: 16)
      #expect(Hex.encode([byte]) == (digits.count == 1 ? "0" : "") + digits)
    }
  }

  @Test(arguments: ["0", "0g", "AB", "aB", " 0", "0x00", "00 00", "é", "００", "+1", "-1"])
  func refused(_ text: String) { #expect(Hex.decode(text) == nil) }

  @Test func edges() {
    #expect(Hex.decode("") == [])
    #expect(Hex.encode([UInt8]()) == "")
    #expect(Hex.grouped([0xAB]) == "ab")
    #expect(Hex.grouped([0xAB, 0xCD, 0xEF]) == "abcd ef")
  }
}
