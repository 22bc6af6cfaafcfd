import BundleCore
import Primitives
import TestSupport
import Testing

@Suite struct CertificateTests {
  static let suites: [KeyAlgorithm] = [.sm2, .p256, .p384, .rsa(bits: 2048), .ed25519]
  static let distid = "-vfyopt distid:1234567812345678"

  @Test(arguments: suites)
  func requestsHoldForTheCommand(algorithm: KeyAlgorithm) throws {
    let openssl = try OpenSSL()
    let key = try PrivateKey.generate(algorithm)
    let subject = DistinguishedName(
      commonName: "张三单位", organization: "某某大学", organizationalUnit: "科技处",
      organizationIdentifier: "4200000001")
    let request = try CertificateRequest.make(key: key, subject: subject)
    #expect(request.commonName == "张三单位")
    #expect(request.organizationIdentifier == "4200000001")
    #expect(request.subjectText.contains("O = 某某大学"))
    #expect(request.publicKey == key.publicKey)
    #expect(try CertificateRequest(pemOrDER: Array(request.pem.utf8)) == request)
    #expect(try CertificateRequest(pemOrDER: request.der) == request)
    try openssl.write("r.pem", request.pem)
    let options = algorithm == .sm2 ? Self.distid : ""
    let output = try openssl("req -in r.pem -noout -verify -text \(options)")
    #expect(output.contains("verify OK"))
  }

  @Test(arguments: [
    ("ecparam -name SM2 -genkey -noout -out k.pem", "-sm3 -sigopt distid:1234567812345678"),
    ("ecparam -name prime256v1 -genkey -noout -out k.pem", "-sha256"),
    ("genrsa -out k.pem 2048", "-sha256"),
    (
      "genrsa -out k.pem 2048",
      "-sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest"
    ),
  ])
  func requestsOfTheCommandAreRead(_ generate: String, _ options: String) throws {
    let openssl = try OpenSSL()
    try openssl(generate)
    try openssl("req -new -key k.pem -subj /CN=unit/2.5.4.97=42 -out r.pem \(options)")
    let request = try CertificateRequest(pemOrDER: openssl.read("r.pem"))
    #expect(request.commonName == "unit")
    #expect(request.organizationIdentifier == "42")
  }

  @Test(arguments: [
    ("ecparam -name SM2 -genkey -noout -out k.pem", "-sm3 -sigopt distid:other"),
    ("ecparam -name prime256v1 -genkey -noout -out k.pem", "-sha1"),
    ("ecparam -name secp256k1 -genkey -noout -out k.pem", "-sha256"),
    ("genrsa -out k.pem 1024", "-sha256"),
  ])
  func weakRequestsAreRefused(_ generate: String, _ options: String) throws {
    let openssl = try OpenSSL()
    try openssl(generate)
    try openssl("req -new -key k.pem -subj /CN=unit -out r.pem \(options)")
    #expect(throws: FengniError(.certificateRequestFormat)) {
      _ = try CertificateRequest(pemOrDER: openssl.read("r.pem"))
    }
  }

  @Test(arguments: suites)
  func issuedCertificatesSayWhatTheyShould(algorithm: KeyAlgorithm) throws {
    let authority = try Authority(algorithm)
    let leaf = try authority.leaf(serial: [0, 0x80, 1]).certificate
    #expect(leaf.serialNumber == [0, 0x80, 1])
    #expect(leaf.issuerDER == authority.middle.subjectDER)
    #expect(leaf.commonName == "单位")
    #expect(leaf.organizationIdentifier == "4200000001")
    #expect(
      leaf.subjectText
        == "C = CN, O = 某某大学, OU = 科技处, organizationIdentifier = 4200000001, CN = 单位")
    #expect(leaf.issuerText == "C = CN, CN = Intermediate CA")
    #expect(leaf.notBefore == .days(-100) && leaf.notAfter == .days(100))
    #expect(leaf.isValid(at: today) && !leaf.isValid(at: .days(101)))
    #expect(!leaf.isCA && !leaf.isSelfIssued)
    #expect(leaf.keyUsage == [.digitalSignature, .contentCommitment])
    #expect(leaf.subjectKeyIdentifier?.count == 20)
    #expect(leaf.fingerprint == Digest.of(leaf.der, .sha256))
    let root = authority.root
    #expect(root.isCA && root.isSelfIssued && root.keyUsage == [.keyCertSign, .cRLSign])
    #expect(try Certificate.list(pemOrDER: Array((leaf.pem + root.pem).utf8)) == [leaf, root])
    #expect(try Certificate.list(pemOrDER: leaf.der) == [leaf])
  }

  static let usages: [(KeyAlgorithm, KeyUsage)] = [
    (.sm2, [.keyAgreement, .keyEncipherment, .dataEncipherment]), (.p256, [.keyAgreement]),
    (.rsa(bits: 2048), [.keyEncipherment, .dataEncipherment]),
  ]

  @Test(arguments: usages)
  func encryptionUsage(algorithm: KeyAlgorithm, usage: KeyUsage) throws {
    let leaf = try Authority(algorithm).leaf(profile: .encryption).certificate
    #expect(leaf.keyUsage == usage)
  }

  @Test(arguments: suites)
  func theCommandVerifiesChainAndCRL(algorithm: KeyAlgorithm) throws {
    let openssl = try OpenSSL()
    let authority = try Authority(algorithm)
    let leaf = try authority.leaf()
    try openssl.write("root.pem", authority.root.pem)
    try openssl.write("middle.pem", authority.middle.pem)
    try openssl.write("leaf.pem", leaf.certificate.pem)
    let options = algorithm == .sm2 ? Self.distid : ""
    let time = "-attime \(today.secondsSince1970) -x509_strict"
    if algorithm == .sm2 {
      // The command gives the distinguishing id to the leaf alone, so it goes pair by pair.
      try openssl("verify \(time) \(options) -CAfile root.pem middle.pem")
      try openssl("verify \(time) \(options) -partial_chain -CAfile middle.pem leaf.pem")
    } else {
      try openssl("verify \(time) -CAfile root.pem -untrusted middle.pem leaf.pem")
    }
    let crl = try authority.middleCRL([(serial: [0x10], at: .days(-20))])
    try openssl.write("crl.pem", crl.pem)
    let text = try openssl("crl -in crl.pem -noout -text")
    #expect(text.contains("Serial Number: 10") && text.contains("X509v3 CRL Number"))
    // OpenSSL 3.0 can not verify an SM2 CRL: it has no way to give the distinguishing id.
    if algorithm != .sm2 {
      let checked = try openssl("crl -in crl.pem -noout -CAfile middle.pem -verify")
      #expect(checked.contains("verify OK"))
    }
  }

  @Test func unfitIssuersAndSerialsAreRefused() throws {
    let authority = try Authority(.p256)
    let leaf = try authority.leaf()
    let request = try CertificateRequest.make(key: leaf.key, subject: .init(commonName: "x"))
    let validity = Timestamp.days(0)..<Timestamp.days(1)
    #expect(throws: FengniError(.certificateKeyUsage)) {
      _ = try CertificateAuthority.issue(
        request: request, profile: .signing, validity: validity, serial: [1],
        issuer: leaf.certificate, issuerKey: leaf.key)
    }
    #expect(throws: FengniError(.keyCertificateMismatch)) {
      _ = try CertificateAuthority.issue(
        request: request, profile: .signing, validity: validity, serial: [1],
        issuer: authority.root, issuerKey: leaf.key)
    }
    let serials: [[UInt8]] = [[], [0x80], [0, 1], [UInt8](repeating: 1, count: 21)]
    for serial in serials {
      #expect(throws: FengniError(.certificateFormat)) { _ = try authority.leaf(serial: serial) }
    }
  }

  @Test func issuedCRLsAreRead() throws {
    let authority = try Authority(.sm2)
    let crl = try authority.middleCRL(
      [(serial: [0x10], at: .days(-20)), (serial: [0x11], at: .days(-30))], number: 7)
    #expect(crl.entryCount == 2 && crl.number == 7)
    #expect(crl.thisUpdate == .days(-10) && crl.nextUpdate == .days(20))
    #expect(crl.issuerText == "C = CN, CN = Intermediate CA")
    #expect(crl.issuerDER == authority.middle.subjectDER)
    #expect(try CertificateRevocationList.list(pemOrDER: Array(crl.pem.utf8)) == [crl])
    #expect(try CertificateRevocationList.list(pemOrDER: crl.der) == [crl])
    #expect(crl.isIssued(by: authority.middle) && !crl.isIssued(by: authority.root))
    let leaf = try authority.leaf().certificate
    #expect(crl.revocationDate(of: leaf) == .days(-20))
    let other = try authority.leaf(serial: [0x12]).certificate
    #expect(crl.revocationDate(of: other) == nil)
  }

  @Test func filesWithTextAroundAreRead() throws {
    let leaf = try Authority(.p256).leaf().certificate
    let windows = leaf.pem.replacing("\n", with: "\r\n")
    let file =
      "Subject: 单位\n\n" + windows + "\nkey follows\n" + leaf.pem.replacing("-\n", with: "- \n")
    #expect(try Certificate.list(pemOrDER: Array(file.utf8)) == [leaf, leaf])
  }

  @Test func namesCannotSteerATerminal() throws {
    let key = try PrivateKey.generate(.p256)
    let request = try CertificateRequest.make(
      key: key, subject: .init(commonName: "a\u{202e}b\u{1b}[2Jc\nd"))
    #expect(!request.subjectText.unicodeScalars.contains { $0.value < 32 || $0.value == 0x202e })
    #expect(request.subjectText.contains("\\u{202e}"))
  }

  @Test(arguments: ["", "x", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
  func notACertificate(_ text: String) {
    #expect(throws: FengniError(.certificateFormat)) {
      _ = try Certificate.list(pemOrDER: Array(text.utf8))
    }
    #expect(throws: FengniError(.crlFormat)) {
      _ = try CertificateRevocationList.list(pemOrDER: Array(text.utf8))
    }
    #expect(throws: FengniError(.certificateRequestFormat)) {
      _ = try CertificateRequest(pemOrDER: Array(text.utf8))
    }
  }
}
