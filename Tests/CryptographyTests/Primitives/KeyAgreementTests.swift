import BundleCore
import Primitives
import TestSupport
import Testing

@Suite struct KeyAgreementTests {
  // NIST CAVP, KAS ECC CDH primitive, P-256, count 0.
  @Test func knownAnswerP256() throws {
    let key = try PrivateKey(
      pkcs8DER: pkcs8(
        scalar: "7d7dc5f71eb29ddaf80d6214632eeae03d9058af1fb6d22ed80badb62bc1a534",
        point: """
          ead218590119e8876b29146ff89ca61770c4edbbf97d38ce385ed281d8a6b230
          28af61281fd35e2fa7002523acc85a429cb06ee6648325389f59edfce1405141
          """, curve: p256Curve))
    let peer = try PublicKey(
      ecPoint: hex(
        """
        04700c48f77f56584c5cc632ca65640db91b6bacce3a4df6b42ce7cc838833d287
        db71e509e3fd9b060ddb20ba5c51dcc5948d46fbf640dfe0441782cab85fa4ac
        """), on: .p256)
    let expected = try hex("46fc62106420ff012e54a434fbdd2d25ccc5852060561e68040dd7778997bd7b")
    #expect(bytes(try key.agree(with: peer)) == expected)
  }

  @Test(arguments: [KeyAlgorithm.p256, .p384])
  func bothSidesAgree(curve: KeyAlgorithm) throws {
    let a = try PrivateKey.generate(curve)
    let b = try PrivateKey.generate(curve)
    let point = try #require(b.publicKey.ecPoint)
    let peer = try PublicKey(ecPoint: point, on: curve)
    #expect(peer == b.publicKey)
    #expect(bytes(try a.agree(with: peer)) == bytes(try b.agree(with: a.publicKey)))
  }

  @Test func pointsOffTheCurveAreRefused() throws {
    let point = try #require(try PrivateKey.generate(.p256).publicKey.ecPoint)
    for position in [0, 1, 40, 64] {
      var changed = point
      changed[position] ^= 1
      #expect(throws: FengniError(.envelopeKeyTransport)) {
        _ = try PublicKey(ecPoint: changed, on: .p256)
      }
    }
    for wrong in [[], [0], [4], Array(point.dropLast()), point + [0]] as [[UInt8]] {
      #expect(throws: FengniError(.envelopeKeyTransport)) {
        _ = try PublicKey(ecPoint: wrong, on: .p256)
      }
    }
    #expect(throws: FengniError(.envelopeKeyTransport)) {
      _ = try PublicKey(ecPoint: point, on: .sm2)
    }
    #expect(throws: FengniError(.envelopeKeyTransport)) {
      _ = try PublicKey(ecPoint: point, on: .ed25519)
    }
  }

  // NIST CAVP, ANS X9.63-2001 KDF.
  static let derivations: [(KDFDigest, String, String, String)] = [
    (
      .sha1, "fd17198b89ab39c4ab5d7cca363b82f9fd7e23c3984dc8a2",
      "856a53f3e36a26bbc5792879f307cce2",
      """
      6e5fad865cb4a51c95209b16df0cc490bc2c9064405c5bccd4ee4832a531fbe7f10cb79e2eab6ab1149fbd5a23cf
      dabc41242269c9df22f628c4424333855b64e95e2d4fb8469c669f17176c07d103376b10b384ec5763d8b8c61040
      9f19aca8eb31f9d85cc61a8d6d4a03d03e5a506b78d6847e93d295ee548c65afedd2efec
      """
    ),
    (
      .sha256, "22518b10e70f2a3f243810ae3254139efbee04aa57c7af7d",
      "75eef81aa3041e33b80971203d2c0c52",
      """
      c498af77161cc59f2962b9a713e2b215152d139766ce34a776df11866a69bf2e52a13d9c7c6fc878c50c5ea0bc7b
      00e0da2447cfd874f6cf92f30d0097111485500c90c3af8b487872d04685d14c8d1dc8d7fa08beb0ce0ababc11f0
      bd496269142d43525a78e5bc79a17f59676a5706dc54d54d4d1f0bd7e386128ec26afc21
      """
    ),
    (
      .sha384, "d8554db1b392cd55c3fe957bed76af09c13ac2a9392f88f6", "",
      "671a46aada145162f8ddf1ca586a1cda"
    ),
    (
      .sha512, "87fc0d8c4477485bb574f5fcea264b30885dc8d90ad82782", "",
      "947665fbb9152153ef460238506a0245"
    ),
  ]

  @Test(arguments: derivations)
  func knownAnswerKDF(digest: KDFDigest, shared: String, info: String, key: String) throws {
    let expected = try hex(key)
    let derived = try X963KDF.derive(
      secret: secret(try hex(shared)), sharedInfo: hex(info), byteCount: expected.count,
      digest: digest)
    #expect(bytes(derived) == expected)
  }

  @Test(arguments: [0, -1, 65_537, Int.max])
  func unreasonableLengths(count: Int) {
    #expect(throws: FengniError(.cryptoLibrary)) {
      _ = try X963KDF.derive(
        secret: secret([1]), sharedInfo: [], byteCount: count, digest: .sha256)
    }
  }

  // RFC 3394, 4.1 to 4.6.
  static let wraps: [(String, String, String)] = [
    (
      "000102030405060708090a0b0c0d0e0f", "00112233445566778899aabbccddeeff",
      "1fa68b0a8112b447aef34bd8fb5a7b829d3e862371d2cfe5"
    ),
    (
      "000102030405060708090a0b0c0d0e0f1011121314151617", "00112233445566778899aabbccddeeff",
      "96778b25ae6ca435f92b5b97c050aed2468ab8a17ad84e5d"
    ),
    (
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
      "00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f",
      "28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21"
    ),
  ]

  @Test(arguments: wraps)
  func knownAnswerWrap(kek: String, key: String, wrapped: String) throws {
    let kek = secret(try hex(kek))
    let expected = try hex(wrapped)
    #expect(try KeyWrap.wrap(secret(hex(key)), kek: kek) == expected)
    let key = try hex(key)
    #expect(unwrapped(expected, kek) == key)
    for position in expected.indices {
      var changed = expected
      changed[position] ^= 1
      #expect(unwrapped(changed, kek) == nil)
      #expect(unwrapped(Array(expected.prefix(position)), kek) == nil)
    }
  }

  private func unwrapped(_ wrapped: [UInt8], _ kek: borrowing SecretBytes) -> [UInt8]? {
    guard let key = KeyWrap.unwrap(wrapped, kek: kek) else { return nil }
    return bytes(key)
  }

  @Test func unfitWrapLengths() {
    let kek = secret(patterned(16))
    for count in [0, 8, 15, 17, 5000] {
      #expect(throws: FengniError(.cryptoLibrary)) {
        _ = try KeyWrap.wrap(SecretBytes(count: count), kek: kek)
      }
    }
    #expect(throws: FengniError(.cryptoLibrary)) {
      _ = try KeyWrap.wrap(SecretBytes(count: 16), kek: secret([1]))
    }
  }
}
