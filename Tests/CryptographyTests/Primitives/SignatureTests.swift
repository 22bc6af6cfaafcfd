import BundleCore
import Primitives
import TestSupport
import Testing

@Suite struct SignatureTests {
  struct Vector: Sendable {
    let name: String
    let key: String
    let scheme: SignatureScheme
    let message: String
    let signature: String
  }

  static let sm2Point = """
    09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020
    ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13
    """
  static let ecPrefix = "3059301306072a8648ce3d0201"

  // GB/T 32918.5 A.2; RFC 6979 A.2.5; RFC 8032 7.1 test 3.
  static let vectors = [
    Vector(
      name: "SM2 with the default id",
      key: ecPrefix + sm2Curve + "03420004" + sm2Point, scheme: .sm2SM3,
      message: Hex.encode("message digest".utf8),
      signature: """
        3046
        022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3
        022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa
        """),
    Vector(
      name: "ECDSA P-256 with SHA-256",
      key: ecPrefix + p256Curve + """
        03420004
        60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6
        7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299
        """, scheme: .ecdsa(.sha256), message: Hex.encode("sample".utf8),
      signature: """
        3046
        022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716
        022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8
        """),
    Vector(
      name: "Ed25519",
      key: """
        302a300506032b6570032100
        fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025
        """, scheme: .ed25519, message: "af82",
      signature: """
        6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac
        18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a
        """),
  ]

  @Test(arguments: vectors)
  func knownAnswer(_ vector: Vector) throws {
    let key = try PublicKey(subjectPublicKeyInfo: hex(vector.key))
    let message = try hex(vector.message)
    let signature = try hex(vector.signature)
    #expect(key.verify(signature: signature, message: message, scheme: vector.scheme))
    #expect(!key.verify(signature: signature, message: message + [0], scheme: vector.scheme))
    #expect(!key.verify(signature: signature + [0], message: message, scheme: vector.scheme))
    #expect(!key.verify(signature: [], message: message, scheme: vector.scheme))
    for position in signature.indices {
      var changed = signature
      changed[position] ^= 4
      #expect(!key.verify(signature: changed, message: message, scheme: vector.scheme))
    }
  }

  static let pairs: [(KeyAlgorithm, SignatureScheme)] = [
    (.sm2, .sm2SM3), (.p256, .ecdsa(.sha256)), (.p256, .ecdsa(.sha384)), (.p384, .ecdsa(.sha384)),
    (.rsa(bits: 2048), .rsaPKCS1(.sha256)), (.rsa(bits: 2048), .rsaPSS(.sha256, saltLength: 32)),
    (.rsa(bits: 2048), .rsaPSS(.sha512, saltLength: 0)), (.ed25519, .ed25519),
  ]

  @Test(arguments: pairs)
  func roundTrip(algorithm: KeyAlgorithm, scheme: SignatureScheme) throws {
    let key = try PrivateKey.generate(algorithm)
    #expect(key.algorithm == algorithm)
    #expect(key.publicKey.algorithm == algorithm)
    for count in [0, 1, 1000] {
      let signature = try key.sign(patterned(count), scheme)
      let holds = key.publicKey.verify(
        signature: signature, message: patterned(count), scheme: scheme)
      #expect(holds)
    }
    let signature = try key.sign([1], scheme)
    for other in Self.pairs.map(\.1) where other != scheme {
      #expect(!key.publicKey.verify(signature: signature, message: [1], scheme: other))
    }
    let stranger = try PrivateKey.generate(algorithm)
    #expect(!stranger.publicKey.verify(signature: signature, message: [1], scheme: scheme))
    #expect(key.publicKey != stranger.publicKey)
    #expect(
      try PublicKey(subjectPublicKeyInfo: key.publicKey.subjectPublicKeyInfo) == key.publicKey)
  }

  @Test(arguments: [
    (KeyAlgorithm.sm2, SignatureScheme.ecdsa(.sha256)), (.p256, .sm2SM3), (.p256, .ecdsa(.sm3)),
    (.p384, .ed25519), (.ed25519, .ecdsa(.sha256)),
    (.rsa(bits: 2048), .rsaPSS(.sha256, saltLength: -1)),
  ])
  func unfitPairsAreRefused(algorithm: KeyAlgorithm, scheme: SignatureScheme) throws {
    let key = try PrivateKey.generate(algorithm)
    #expect(throws: FengniError(.signatureAlgorithm)) { _ = try key.sign([1], scheme) }
  }

  @Test func shortRSAIsRefused() throws {
    let openssl = try OpenSSL()
    try openssl("genrsa -out k.pem 1024")
    try openssl("pkey -in k.pem -pubout -outform DER -out p.der")
    try openssl.write("m", "m")
    try openssl("dgst -sha256 -sign k.pem -out s m")
    let key = try PublicKey(subjectPublicKeyInfo: openssl.read("p.der"))
    #expect(key.algorithm == .rsa(bits: 1024))
    let signature = try openssl.read("s")
    let message = Array("m".utf8)
    #expect(!key.verify(signature: signature, message: message, scheme: .rsaPKCS1(.sha256)))
    #expect(throws: FengniError(.cryptoLibrary)) { _ = try PrivateKey.generate(.rsa(bits: 1024)) }
  }

  @Test func theCommandVerifiesSM2() throws {
    let openssl = try OpenSSL()
    let key = try PrivateKey.generate(.sm2)
    try openssl.write("k.pem", key.encryptedPKCS8PEM(passphrase: secret("p"), iterations: 1000))
    try openssl("pkey -in k.pem -passin pass:p -pubout -out p.pem")
    try openssl.write("m", patterned(100))
    try openssl.write("s", key.sign(patterned(100), .sm2SM3))
    let id = "-rawin -digest sm3 -pkeyopt distid:1234567812345678"
    try openssl("pkeyutl -verify -pubin -inkey p.pem -in m -sigfile s \(id)")
    try openssl("pkeyutl -sign -inkey k.pem -passin pass:p -in m -out t \(id)")
    let theirs = try openssl.read("t")
    #expect(key.publicKey.verify(signature: theirs, message: patterned(100), scheme: .sm2SM3))
  }

  @Test func keysWithSpeltOutCurvesAreUnusable() throws {
    let openssl = try OpenSSL()
    try openssl("ecparam -name prime256v1 -param_enc explicit -genkey -noout -out k.pem")
    try openssl("pkey -in k.pem -pubout -outform DER -out p.der")
    let key = try PublicKey(subjectPublicKeyInfo: openssl.read("p.der"))
    #expect(key.algorithm == nil)
    #expect(key.ecPoint == nil)
  }

  @Test(arguments: ["", "30", "3000", "30060201010500", "0500"])
  func notAKey(_ text: String) throws {
    let der = try hex(text)
    #expect(throws: FengniError(.certificateFormat)) {
      _ = try PublicKey(subjectPublicKeyInfo: der)
    }
  }
}
