import BundleCore
import Foundation
import Primitives
import TestSupport
import Testing

@Suite struct KeyFileTests {
  static let algorithms: [KeyAlgorithm] = [.sm2, .p256, .p384, .rsa(bits: 2048), .ed25519]

  @Test(arguments: algorithms)
  func roundTrip(algorithm: KeyAlgorithm) throws {
    let key = try PrivateKey.generate(algorithm)
    let file = try key.encryptedPKCS8PEM(passphrase: secret("口令 pass"), iterations: 2000)
    let read = try PrivateKey(encryptedPKCS8PEM: file, passphrase: secret("口令 pass"))
    #expect(read.publicKey == key.publicKey)
    #expect(read.algorithm == algorithm)
    let der = bytes(try key.pkcs8DER())
    #expect(try PrivateKey(pkcs8DER: der).publicKey == key.publicKey)
    #expect(throws: FengniError(.keyFileFormat)) { _ = try PrivateKey(pkcs8DER: der + [0]) }
    for wrong in ["", "口令", "口令 pass "] {
      #expect(throws: FengniError(.passphraseWrong)) {
        _ = try PrivateKey(encryptedPKCS8PEM: file, passphrase: secret(wrong))
      }
    }
  }

  @Test(arguments: algorithms)
  func theCommandReadsOurs(algorithm: KeyAlgorithm) throws {
    let openssl = try OpenSSL()
    let key = try PrivateKey.generate(algorithm)
    let count = algorithm == .sm2 ? 600_000 : 1000
    try openssl.write("k.pem", key.encryptedPKCS8PEM(passphrase: secret("p"), iterations: count))
    try openssl("pkey -in k.pem -passin pass:p -pubout -outform DER -out p.der")
    #expect(try openssl.read("p.der") == key.publicKey.subjectPublicKeyInfo)
    let structure = try openssl("asn1parse -in k.pem")
    let written = algorithm == .sm2 ? ":0927C0" : ":03E8"
    for part in ["PBES2", "PBKDF2", "hmacWithSHA256", "aes-256-cbc", written] {
      #expect(structure.contains(part))
    }
  }

  @Test(arguments: [
    "genpkey -algorithm SM2", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:SM2",
    "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256",
    "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384",
    "genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048", "genpkey -algorithm ED25519",
  ])
  func weReadTheCommands(_ generate: String) throws {
    let openssl = try OpenSSL()
    try openssl(generate + " -out k.pem")
    try openssl("pkey -in k.pem -pubout -outform DER -out p.der")
    for scheme in ["-v2 aes-256-cbc", "-v2 aes-128-cbc -iter 5000", "-scrypt", "-v2 des3"] {
      try openssl("pkcs8 -topk8 -in k.pem -out e.pem -passout pass:secret \(scheme)")
      let key = try PrivateKey(
        encryptedPKCS8PEM: openssl.read("e.pem"), passphrase: secret("secret"))
      #expect(try key.publicKey.subjectPublicKeyInfo == openssl.read("p.der"))
      #expect(throws: FengniError(.passphraseWrong)) {
        _ = try PrivateKey(encryptedPKCS8PEM: openssl.read("e.pem"), passphrase: secret("x"))
      }
    }
  }

  @Test(arguments: [
    ("pkey -in k.pem -out f.pem", "unencrypted PKCS#8"),
    ("ec -in k.pem -out f.pem", "traditional EC key"),
    ("ec -in k.pem -aes128 -passout pass:p -out f.pem", "traditional EC key"),
    ("pkcs8 -topk8 -in k.pem -outform DER -passout pass:p -out f.pem", "DER file"),
    ("pkcs8 -topk8 -in k.pem -v1 PBE-SHA1-3DES -passout pass:p -out f.pem", "PBES1"),
    (
      "pkcs8 -topk8 -in k.pem -scrypt -scrypt_p 65 -passout pass:p -out f.pem",
      "scrypt cost"
    ),
    ("pkey -in k.pem -pubout -out f.pem", "public key"),
  ])
  func otherFormatsAreNamed(_ command: String, _ found: String) throws {
    let openssl = try OpenSSL()
    try openssl("ecparam -name prime256v1 -genkey -noout -out e.pem")
    try openssl("pkey -in e.pem -out k.pem")
    try openssl(command)
    let error = #expect(throws: FengniError.self) {
      _ = try PrivateKey(encryptedPKCS8PEM: openssl.read("f.pem"), passphrase: secret("p"))
    }
    #expect(error?.code == .keyFileFormat)
    #expect(error?.reason.contains(found) == true, "\(error?.reason ?? "")")
    #expect(error?.reason.contains("ENCRYPTED PRIVATE KEY") == true)
  }

  @Test func tooManyIterationsAreRefused() throws {
    let openssl = try OpenSSL()
    try openssl("ecparam -name prime256v1 -genkey -noout -out k.pem")
    try openssl(
      "pkcs8 -topk8 -in k.pem -iter 65536 -outform DER -passout pass:p -out f.der")
    let der = try withTooManyIterations(openssl.read("f.der"))
    let body = Data(der).base64EncodedString()
    let pem = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n\(body)\n-----END ENCRYPTED PRIVATE KEY-----"
    let error = #expect(throws: FengniError.self) {
      _ = try PrivateKey(encryptedPKCS8PEM: Array(pem.utf8), passphrase: secret("p"))
    }
    #expect(error?.code == .keyFileFormat)
    #expect(error?.reason.contains("iteration count") == true, "\(error?.reason ?? "")")
  }

  @Test(arguments: [
    ("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n", "OpenSSH"),
    ("", "empty"), ("hello", "no PEM"),
    ("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n", "damaged"),
    ("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAAA\n-----END ENCRYPTED PRIVATE KEY-----", "needed"),
    ("-----BEGIN ENCRYPTED PRIVATE KEY-----\n*\n-----END ENCRYPTED PRIVATE KEY-----", "damaged"),
  ])
  func textsThatAreNoKeys(_ text: String, _ found: String) throws {
    let error = #expect(throws: FengniError.self) {
      _ = try PrivateKey(encryptedPKCS8PEM: Array(text.utf8), passphrase: secret("p"))
    }
    #expect(error?.code == .keyFileFormat)
    if found != "needed" { #expect(error?.reason.contains(found) == true) }
  }

  /// PBES2 as GmSSL writes it: PBKDF2 with HMAC-SM3 and SM4-CBC. The content does not matter, the
  /// parameters are looked at first.
  @Test func theFormatOfGmSSLIsNamed() throws {
    let file = """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIGPMFsGCSqGSIb3DQEFDTBOMC4GCSqGSIb3DQEFDDAhBAgAAQIDBAUGBwIDAQAA
      AgEQMA0GCSqBHM9VAYMRAgUAMBwGCCqBHM9VAWgCBBAAAAAAAAAAAAAAAAAAAAAA
      BDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
      AAA=
      -----END ENCRYPTED PRIVATE KEY-----
      """
    let error = #expect(throws: FengniError.self) {
      _ = try PrivateKey(encryptedPKCS8PEM: Array(file.utf8), passphrase: secret("p"))
    }
    #expect(error?.code == .keyFileForeign)
    #expect(error?.reason.contains("1.2.156.10197.1.401.2") == true)
    #expect(error?.reason.contains("GmSSL") == true)
  }

  @Test func aKeyThatIsNotItsPublicHalfIsRefused() throws {
    let scalar = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b9"
    let der = try pkcs8(scalar: scalar, point: SignatureTests.sm2Point, curve: sm2Curve)
    #expect(throws: FengniError(.keyFileFormat)) { _ = try PrivateKey(pkcs8DER: der) }
  }
}
