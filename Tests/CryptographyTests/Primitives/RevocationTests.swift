import BundleCore
import Primitives
import TestSupport
import Testing

@Suite struct RevocationTests {
  static let suites: [KeyAlgorithm] = [.sm2, .p256]

  @Test(arguments: suites)
  func goodNeedsACRLOfEveryIssuer(algorithm: KeyAlgorithm) throws {
    let authority = try Authority(algorithm)
    let leaf = try authority.leaf().certificate
    let (rootCRL, middleCRL) = (try authority.rootCRL(), try authority.middleCRL())
    let both = try authority.anchors([rootCRL, middleCRL])
    #expect(good(both.revocation(of: leaf, asOf: today)) == [middleCRL, rootCRL])
    let none = try authority.anchors()
    #expect(missing(none.revocation(of: leaf, asOf: today)) == leaf.subjectText)
    let one = try authority.anchors([middleCRL])
    #expect(missing(one.revocation(of: leaf, asOf: today)) == authority.middle.subjectText)
    #expect(good(one.revocation(of: leaf, extraCRLs: [rootCRL], asOf: today)) != nil)
  }

  @Test(arguments: suites)
  func revocationIsFound(algorithm: KeyAlgorithm) throws {
    let authority = try Authority(algorithm)
    let leaf = try authority.leaf().certificate
    let revoking = try authority.middleCRL([(serial: [0x10], at: .days(-20))])
    let trust = try authority.anchors([revoking])
    // Also with the root's CRL missing, and in a CRL that is stale.
    #expect(revoked(trust.revocation(of: leaf, asOf: today)) == .days(-20))
    #expect(revoked(trust.revocation(of: leaf, asOf: .days(50))) == .days(-20))
    let above = try authority.anchors([
      try authority.middleCRL(), try authority.rootCRL([(serial: [2], at: .days(-5))]),
    ])
    #expect(revoked(above.revocation(of: leaf, asOf: today)) == .days(-5))
  }

  @Test(arguments: suites)
  func theNewestCounts(algorithm: KeyAlgorithm) throws {
    let authority = try Authority(algorithm)
    let leaf = try authority.leaf().certificate
    let old = try authority.middleCRL(at: -10)
    let new = try authority.middleCRL([(serial: [0x10], at: .days(-6))], at: -5, number: 2)
    let future = try authority.middleCRL(at: 5, number: 3)
    let trust = try authority.anchors([try authority.rootCRL(), old, new, future])
    #expect(revoked(trust.revocation(of: leaf, asOf: today)) == .days(-6))
    #expect(good(trust.revocation(of: leaf, asOf: .days(-7)))?.first == old)
    #expect(good(trust.revocation(of: leaf, asOf: .days(6)))?.first == future, "off hold")
  }

  @Test(arguments: suites)
  func ageCounts(algorithm: KeyAlgorithm) throws {
    let authority = try Authority(algorithm)
    let leaf = try authority.leaf().certificate
    let crl = try authority.middleCRL()
    let trust = try authority.anchors([try authority.rootCRL(at: -10, next: 90), crl])
    #expect(stale(trust.revocation(of: leaf, asOf: .days(21))) == crl)
    #expect(good(trust.revocation(of: leaf, asOf: .days(20))) != nil)
    #expect(good(trust.revocation(of: leaf, asOf: today, maximumAge: 10 * day)) != nil)
    #expect(stale(trust.revocation(of: leaf, asOf: today, maximumAge: 10 * day - 1)) == crl)
  }

  @Test(arguments: suites)
  func onlyTheIssuersWordCounts(algorithm: KeyAlgorithm) throws {
    let authority = try Authority(algorithm)
    let impostor = try Authority(algorithm)
    let leaf = try authority.leaf().certificate
    let forged = try impostor.middleCRL([(serial: [0x10], at: .days(-1))], at: -1)
    let trust = try authority.anchors([
      forged, try authority.rootCRL(), try authority.middleCRL(),
    ])
    #expect(good(trust.revocation(of: leaf, asOf: today)) != nil)
    let alone = try authority.anchors([forged, try authority.rootCRL()])
    #expect(missing(alone.revocation(of: leaf, asOf: today)) == leaf.subjectText)
  }

  /// Partitioned, indirect and delta CRLs, made by the command.
  @Test(arguments: [
    ("issuingDistributionPoint=critical,@idp\n[idp]\nindirectCRL=TRUE\n", false),
    ("issuingDistributionPoint=critical,@idp\n[idp]\nonlyCA=TRUE\n", false),
    ("issuingDistributionPoint=critical,@idp\n[idp]\nonlyuser=TRUE\n", true),
    ("issuingDistributionPoint=critical,@idp\n[idp]\nonlysomereasons=keyCompromise\n", false),
    ("issuingDistributionPoint=critical,@idp\n[idp]\nfullname=URI:http://ca/1.crl\n", false),
    ("deltaCRL=critical,ASN1:INTEGER:1\n", false), ("1.2.3.4=critical,ASN1:NULL\n", false),
    ("1.2.3.4=ASN1:NULL\n", true),
  ])
  func scope(_ extensions: String, counts: Bool) throws {
    let openssl = try OpenSSL()
    let authority = try Authority(.p256)
    let leaf = try authority.leaf().certificate
    let file = authority.middleKey
    try openssl.write("k.pem", file.encryptedPKCS8PEM(passphrase: secret("p"), iterations: 1000))
    try openssl.write("c.pem", authority.middle.pem)
    try openssl.write("index", "")
    try openssl.write("number", "01\n")
    try openssl.write(
      "ca.cnf",
      """
      [ca]
      default_ca=d
      [d]
      database=index
      crlnumber=number
      default_md=sha256
      crl_extensions=e
      [e]
      authorityKeyIdentifier=keyid
      \(extensions)
      """)
    try openssl(
      "ca -config ca.cnf -gencrl -cert c.pem -keyfile k.pem -passin pass:p -crldays 30 -out l.pem")
    let crl = try #require(
      try CertificateRevocationList.list(pemOrDER: openssl.read("l.pem")).first)
    #expect(crl.isIssued(by: authority.middle))
    let trust = try authority.anchors([crl])
    let status = trust.revocation(
      ofChain: [leaf, authority.middle], asOf: crl.thisUpdate.adding(seconds: 1))
    #expect((good(status) != nil) == counts)
  }

  private func good(_ status: RevocationStatus) -> [CertificateRevocationList]? {
    if case .good(let crls) = status { crls } else { nil }
  }

  private func revoked(_ status: RevocationStatus) -> Timestamp? {
    if case .revoked(let at, _) = status { at } else { nil }
  }

  private func missing(_ status: RevocationStatus) -> String? {
    if case .unknown(let subject) = status { subject } else { nil }
  }

  private func stale(_ status: RevocationStatus) -> CertificateRevocationList? {
    if case .stale(let newest) = status { newest } else { nil }
  }
}
