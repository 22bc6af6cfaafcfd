import BundleCore
import Primitives
import TestSupport
import Testing

/// Every truncation and every flipped bit: an error or a value that can be used, never a crash.
@Suite struct HostileTests {
  @Test(arguments: [KeyAlgorithm.sm2, .p256, .rsa(bits: 2048)])
  func certificates(algorithm: KeyAlgorithm) throws {
    let authority = try Authority(algorithm)
    let leaf = try authority.leaf(profile: .encryption).certificate
    let trust = try authority.anchors([try authority.middleCRL()])
    var trusted = 0
    mutate(leaf.der) { der in
      guard let changed = try? Certificate(der: der) else { return }
      use(changed)
      _ = trust.revocation(of: changed, asOf: today)
      if case .valid = trust.chain(of: changed, at: today) { trusted += 1 }
    }
    #expect(trusted == 0, "a changed certificate must not have a valid chain")
  }

  @Test func certificatesOfAnIssuer() throws {
    let authority = try Authority(.p256)
    let leaf = try authority.leaf().certificate
    let trust = try TrustAnchors(anchors: [authority.root])
    mutate(authority.middle.der) { der in
      guard let changed = try? Certificate(der: der) else { return }
      let verdict = trust.chain(of: leaf, at: today, extraIntermediates: [changed])
      #expect(verdict.chain == nil)
    }
  }

  @Test(arguments: [KeyAlgorithm.sm2, .p256])
  func revocationLists(algorithm: KeyAlgorithm) throws {
    let authority = try Authority(algorithm)
    let leaf = try authority.leaf().certificate
    let trust = try authority.anchors()
    let crl = try authority.middleCRL([(serial: [0x10], at: .days(-20))])
    var believed = 0
    mutate(crl.der) { der in
      guard let changed = try? CertificateRevocationList(der: der) else { return }
      _ = (changed.issuerText, changed.number, changed.entryCount, changed.nextUpdate)
      _ = changed.revocationDate(of: leaf)
      if case .unknown = trust.revocation(of: leaf, extraCRLs: [changed], asOf: today) { return }
      believed += 1
    }
    #expect(believed == 0)
  }

  @Test(arguments: [KeyAlgorithm.sm2, .p256])
  func requests(algorithm: KeyAlgorithm) throws {
    let key = try PrivateKey.generate(algorithm)
    let request = try CertificateRequest.make(key: key, subject: .init(commonName: "单位"))
    mutate(request.der) { der in
      let changed = try? CertificateRequest(pemOrDER: der)
      #expect(changed == nil)
    }
  }

  @Test func containersOfKeys() throws {
    let leaf = try Authority(.p256).leaf()
    let openssl = try OpenSSL()
    try openssl.write("k", leaf.key.encryptedPKCS8PEM(passphrase: secret("p"), iterations: 1000))
    try openssl.write("c", leaf.certificate.pem)
    try openssl(
      "pkcs12 -export -inkey k -passin pass:p -in c -passout pass:word -iter 1 -out f")
    let file = try openssl.read("f")
    let passphrase = secret("word")
    mutate(file, step: 2) { der in
      guard let contents = try? PKCS12.read(der, passphrase: passphrase) else { return }
      #expect(contents.entries.map(\.certificate) == [leaf.certificate])
    }
  }

  @Test func keyFiles() throws {
    let key = try PrivateKey.generate(.sm2)
    let file = try key.encryptedPKCS8PEM(passphrase: secret("word"), iterations: 1)
    let passphrase = secret("word")
    mutate(file) { pem in
      guard let read = try? PrivateKey(encryptedPKCS8PEM: pem, passphrase: passphrase) else {
        return
      }
      #expect(read.publicKey == key.publicKey)
    }
    let der = bytes(try key.pkcs8DER())
    mutate(der) { _ = try? PrivateKey(pkcs8DER: $0) }
    mutate(key.publicKey.subjectPublicKeyInfo) { der in
      guard let changed = try? PublicKey(subjectPublicKeyInfo: der) else { return }
      _ = changed.ecPoint
      #expect(!changed.verify(signature: [1], message: [1], scheme: .sm2SM3))
    }
  }

  @Test func garbage() {
    var dice = Seeded(99)
    for _ in 0..<3000 {
      var bytes = (0..<Int.random(in: 0...200, using: &dice)).map { _ in
        UInt8.random(in: 0...255, using: &dice)
      }
      if Bool.random(using: &dice), bytes.count > 4 {
        bytes.replaceSubrange(0..<2, with: [0x30, UInt8(min(127, bytes.count - 2))])
      }
      _ = try? Certificate.list(pemOrDER: bytes)
      _ = try? CertificateRevocationList.list(pemOrDER: bytes)
      _ = try? CertificateRequest(pemOrDER: bytes)
      _ = try? PKCS12.read(bytes, passphrase: secret("p"))
      _ = try? PublicKey(subjectPublicKeyInfo: bytes)
      _ = try? PrivateKey(pkcs8DER: bytes)
    }
  }

  private func use(_ certificate: Certificate) {
    _ = (certificate.subjectText, certificate.issuerText, certificate.commonName)
    _ = (certificate.organizationIdentifier, certificate.keyUsage, certificate.isCA)
    _ = (certificate.subjectKeyIdentifier, certificate.publicKey.ecPoint, certificate.fingerprint)
    _ = try? certificate.publicKey.encryptSM2(secret([1]))
  }

  private func mutate(_ bytes: [UInt8], step: Int = 1, _ body: ([UInt8]) -> Void) {
    for count in stride(from: 0, to: bytes.count, by: step) { body(Array(bytes.prefix(count))) }
    for position in stride(from: 0, to: bytes.count, by: step) {
      // One low bit, which changes values, and one high bit, which changes tags and lengths.
      for bit in [position % 4, 4 + position % 4] {
        var changed = bytes
        changed[position] ^= 1 << bit
        body(changed)
      }
    }
    body(bytes + [0])
  }
}
