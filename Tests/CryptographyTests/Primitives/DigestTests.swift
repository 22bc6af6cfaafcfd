import BundleCore
import Primitives
import TestSupport
import Testing

@Suite struct DigestTests {
  // GB/T 32905 A.1 and A.2; FIPS 180-4 examples of NIST.
  static let vectors: [(String, DigestAlgorithm, String)] = [
    ("abc", .sm3, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
    (
      String(repeating: "abcd", count: 16), .sm3,
      "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    ),
    ("abc", .sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ("", .sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    (
      "abc", .sha384,
      """
      cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed
      8086072ba1e7cc2358baeca134c825a7
      """
    ),
    (
      "abc", .sha512,
      """
      ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a
      2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
      """
    ),
  ]

  @Test(arguments: vectors)
  func knownAnswer(text: String, algorithm: DigestAlgorithm, expected: String) throws {
    #expect(try Digest.of(Array(text.utf8), algorithm).bytes == hex(expected))
  }

  @Test(arguments: DigestAlgorithm.allCases)
  func everySplitGivesTheSame(algorithm: DigestAlgorithm) {
    let message = patterned(1000)
    let whole = Digest.of(message, algorithm)
    var dice = Seeded(7)
    for _ in 0..<200 {
      let context = DigestContext(algorithm)
      var rest = message[...]
      while !rest.isEmpty {
        let count = min(rest.count, Int.random(in: 0...150, using: &dice))
        context.update(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      #expect(context.finalize() == whole)
      context.update([1])
      #expect(context.finalize() == whole, "asked again, the same")
    }
  }

  @Test(arguments: DigestAlgorithm.allCases)
  func agreesWithTheCommand(algorithm: DigestAlgorithm) throws {
    let openssl = try OpenSSL()
    let message = patterned(70_001)
    try openssl.write("m", message)
    let line = try openssl("dgst -\(algorithm.rawValue) -r m")
    #expect(line.hasPrefix(Hex.encode(Digest.of(message, algorithm).bytes)))
  }
}
