import BundleCore
import CMS
import Primitives
import TestSupport
import Testing

/// Messages that `openssl cms -sign` wrote. They lack the commitment, so that a signature that
/// holds ends in `signedAttributeMissing`; everything before that has been passed.
@Suite struct OpenSSLTests {
  /// How a message is signed, and what is due.
  struct Row: Sendable, CustomTestStringConvertible {
    let key: String
    let options: String
    let code: Code
    var testDescription: String { "\(key) \(options)" }
  }

  private static let keys = [
    "p256": "-newkey ec -pkeyopt ec_paramgen_curve:P-256",
    "p384": "-newkey ec -pkeyopt ec_paramgen_curve:P-384",
    "p521": "-newkey ec -pkeyopt ec_paramgen_curve:P-521",
    "rsa": "-newkey rsa:2048", "rsa1024": "-newkey rsa:1024",
    "ed25519": "-newkey ed25519",
  ]
  private static let pss = "-keyopt rsa_padding_mode:pss"

  static let rows = [
    Row(key: "p256", options: "-md sha256", code: .signedAttributeMissing),
    Row(key: "p384", options: "-md sha384", code: .signedAttributeMissing),
    Row(key: "rsa", options: "-md sha256", code: .signedAttributeMissing),
    Row(key: "rsa", options: "-md sha384", code: .signedAttributeMissing),
    Row(key: "rsa", options: "-md sha512", code: .signedAttributeMissing),
    Row(
      key: "rsa", options: "-md sha256 \(pss) -keyopt rsa_pss_saltlen:32",
      code: .signedAttributeMissing),
    Row(
      key: "rsa", options: "-md sha512 \(pss) -keyopt rsa_pss_saltlen:64",
      code: .signedAttributeMissing),
    // A salt of another length than the digest's.
    Row(
      key: "rsa", options: "-md sha256 \(pss) -keyopt rsa_pss_saltlen:20",
      code: .signatureAlgorithm),
    // A curve with another digest than its own.
    Row(key: "p384", options: "-md sha256", code: .signatureAlgorithm),
    Row(key: "p256", options: "-md sha512", code: .signatureAlgorithm),
    Row(key: "p521", options: "-md sha512", code: .signatureAlgorithm),
    Row(key: "p256", options: "-md sha1", code: .signatureWeakAlgorithm),
    Row(key: "rsa", options: "-md sha1", code: .signatureWeakAlgorithm),
    Row(key: "rsa", options: "-md md5", code: .signatureWeakAlgorithm),
    Row(key: "p256", options: "-md sha256 -noattr", code: .signerWithoutAttributes),
    Row(key: "p256", options: "-md sha256 -nocerts", code: .signerCertificateMissing),
    Row(key: "p256", options: "-md sha256 -keyid", code: .signedAttributeMissing),
    Row(key: "p256", options: "-md sha256 -stream", code: .signedAttributeMissing),
    Row(key: "p256", options: "-md sha256 -econtent_type 1.2.3.4", code: .signedDataSyntax),
  ]

  private func sign(_ openssl: OpenSSL, _ row: Row) throws -> [UInt8] {
    let key = try #require(Self.keys[row.key])
    try openssl("req -x509 \(key) -nodes -subj /CN=signer -days 30 -keyout k.pem -out c.pem")
    try openssl.write("in", Array("content".utf8))
    let cades = row.options.contains("noattr") ? "" : "-cades"
    try openssl(
      """
      cms -sign -binary -nodetach -in in -signer c.pem -inkey k.pem -outform DER -out m.der \
      \(cades) \(row.options)
      """)
    return try openssl.read("m.der")
  }

  @Test(arguments: rows)
  func reads(_ row: Row) throws {
    let message = try sign(OpenSSL(), row)
    let found = code {
      let (data, content) = try SignedData.read(message, contentLimit: 100)
      #expect(content == Array("content".utf8))
      _ = try data.verify()
    }
    #expect(found == row.code)
  }

  @Test func alteredSignaturesAreFoundFirst() throws {
    var message = try sign(OpenSSL(), Self.rows[0])
    message[message.count - 1] ^= 1
    let found = code { _ = try SignedData.read(message, contentLimit: 100).message.verify() }
    #expect(found == .signatureInvalid)
  }

  /// The other way: `openssl cms -verify` holds for what we sign, with its content and without.
  @Test(arguments: [false, true])
  func isRead(detached: Bool) throws {
    let people = try People.of(.nist)
    let openssl = try OpenSSL()
    let content = patterned(5000)
    try openssl.write(
      "m.der",
      SignedData.sign(
        content, digest: .sha256, signers: [people.signer(0), people.signer(1)],
        certificates: people.certificates, detached: detached))
    try openssl.write("content", content)
    try openssl.write("ca.pem", Array(people.certificates.map(\.pem).joined().utf8))
    try openssl(
      """
      cms -verify -binary -inform DER -in m.der -CAfile ca.pem -purpose any -out out \
      -attime \(People.time.secondsSince1970) \(detached ? "-content content" : "")
      """)
    #expect(try openssl.read("out") == content)
  }
}
