import BundleCore
import Primitives
import TestSupport
import Testing

@Suite struct KeyTransportTests {
  /// The key of GB/T 32918.5, annex A.
  static func standardKey() throws -> PrivateKey {
    try PrivateKey(
      pkcs8DER: pkcs8(
        scalar: "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8",
        point: SignatureTests.sm2Point, curve: sm2Curve))
  }

  @Test func knownAnswerSM2() throws {
    let plain = try Self.standardKey().decryptSM2(Self.sm2Cipher())
    #expect(bytes(plain) == Array("encryption standard".utf8))
  }

  /// GB/T 32918.5 A.3: its C1, C3 and C2 as SM2Cipher.
  static func sm2Cipher() throws -> [UInt8] {
    let c1x = try hex("04ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73")
    let c1y = try hex("e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e124df0")
    let c3 = try hex("59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766")
    let c2 = try hex("21886ca989ca9c7d58087307ca93092d651efa")
    let content =
      [2, UInt8(c1x.count)] + c1x + [2, UInt8(c1y.count + 1), 0] + c1y + [4, 32] + c3
      + [4, UInt8(c2.count)] + c2
    return [0x30, UInt8(content.count)] + content
  }

  @Test(arguments: [1, 16, 32, 100])
  func sm2RoundTrip(count: Int) throws {
    let key = try PrivateKey.generate(.sm2)
    let sealed = try key.publicKey.encryptSM2(secret(patterned(count)))
    #expect(bytes(try key.decryptSM2(sealed)) == patterned(count))
    let stranger = try PrivateKey.generate(.sm2)
    #expect(throws: FengniError(.envelopeDecryptionFailed)) { _ = try stranger.decryptSM2(sealed) }
    #expect(throws: FengniError(.envelopeDecryptionFailed)) { _ = try key.decryptSM2(sealed + [0]) }
    for position in sealed.indices {
      var changed = sealed
      changed[position] ^= 1
      #expect(throws: FengniError(.envelopeDecryptionFailed)) { _ = try key.decryptSM2(changed) }
      let cut = Array(sealed.prefix(position))
      #expect(throws: FengniError(.envelopeDecryptionFailed)) { _ = try key.decryptSM2(cut) }
    }
  }

  @Test func sm2WithTheCommand() throws {
    let openssl = try OpenSSL()
    let key = try PrivateKey.generate(.sm2)
    try openssl.write("k.pem", key.encryptedPKCS8PEM(passphrase: secret("p"), iterations: 1000))
    try openssl.write("m", patterned(16))
    try openssl("pkeyutl -encrypt -inkey k.pem -passin pass:p -in m -out c")
    #expect(bytes(try key.decryptSM2(openssl.read("c"))) == patterned(16))
    try openssl.write("d", key.publicKey.encryptSM2(secret(patterned(32))))
    try openssl("pkeyutl -decrypt -inkey k.pem -passin pass:p -in d -out n")
    #expect(try openssl.read("n") == patterned(32))
  }

  @Test func oaepWithTheCommand() throws {
    let openssl = try OpenSSL()
    let key = try PrivateKey.generate(.rsa(bits: 2048))
    try openssl.write("k.pem", key.encryptedPKCS8PEM(passphrase: secret("p"), iterations: 1000))
    try openssl.write("m", patterned(32))
    let options = "-pkeyopt rsa_padding_mode:oaep -pkeyopt rsa_oaep_md:sha256"
    try openssl("pkeyutl -encrypt -inkey k.pem -passin pass:p -in m -out c \(options)")
    var sealed = try openssl.read("c")
    #expect(bytes(try key.decryptOAEP(sealed)) == patterned(32))
    try openssl.write("d", key.publicKey.encryptOAEP(secret(patterned(32))))
    try openssl("pkeyutl -decrypt -inkey k.pem -passin pass:p -in d -out n \(options)")
    #expect(try openssl.read("n") == patterned(32))
    sealed[100] ^= 1
    #expect(throws: FengniError(.envelopeDecryptionFailed)) { _ = try key.decryptOAEP(sealed) }
    #expect(throws: FengniError(.envelopeDecryptionFailed)) { _ = try key.decryptOAEP([]) }
  }

  @Test func otherKindsOfKeysAreRefused() throws {
    let p256 = try PrivateKey.generate(.p256)
    let sm2 = try PrivateKey.generate(.sm2)
    let code = FengniError(.envelopeKeyTransport)
    #expect(throws: code) { _ = try p256.publicKey.encryptSM2(secret([1])) }
    #expect(throws: code) { _ = try p256.decryptSM2([1]) }
    #expect(throws: code) { _ = try sm2.publicKey.encryptOAEP(secret([1])) }
    #expect(throws: code) { _ = try sm2.decryptOAEP([1]) }
    #expect(throws: code) { _ = try sm2.agree(with: sm2.publicKey) }
    #expect(throws: code) { _ = try p256.agree(with: sm2.publicKey) }
  }
}
