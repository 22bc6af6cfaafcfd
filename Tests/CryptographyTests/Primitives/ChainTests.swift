import BundleCore
import Foundation
import Primitives
import TestSupport
import Testing

@Suite struct ChainTests {
  @Test(arguments: CertificateTests.suites)
  func aGoodChainHolds(algorithm: KeyAlgorithm) throws {
    let authority = try Authority(algorithm)
    let leaf = try authority.leaf().certificate
    let trust = try authority.anchors()
    #expect(trust.chain(of: leaf, at: today).chain == [leaf, authority.middle, authority.root])
    let bare = try TrustAnchors(anchors: [authority.root])
    #expect(bare.chain(of: leaf, at: today).code == .certificateUntrusted)
    let sent = bare.chain(of: leaf, at: today, extraIntermediates: [leaf, authority.middle])
    #expect(sent.chain?.count == 3)
    // Whatever stands among the anchors is trusted, self-signed or not.
    let partial = try TrustAnchors(anchors: [authority.middle])
    #expect(partial.chain(of: leaf, at: today).chain == [leaf, authority.middle])
    let pinned = try TrustAnchors(anchors: [leaf])
    #expect(pinned.chain(of: leaf, at: today).chain == [leaf])
  }

  @Test(arguments: [KeyAlgorithm.sm2, .p256])
  func timesCount(algorithm: KeyAlgorithm) throws {
    let authority = try Authority(algorithm)
    let trust = try authority.anchors()
    let leaf = try authority.leaf().certificate
    #expect(trust.chain(of: leaf, at: .days(-101)).code == .certificateNotYetValid)
    #expect(trust.chain(of: leaf, at: .days(-99)).chain != nil)
    #expect(trust.chain(of: leaf, at: .days(99)).chain != nil)
    #expect(trust.chain(of: leaf, at: .days(101)).code == .certificateExpired)
    let long = try authority.leaf(validity: .days(-100)..<(.days(900))).certificate
    #expect(trust.chain(of: long, at: .days(600)).code == .certificateExpired, "intermediate")
    #expect(trust.chain(of: long, at: .days(1100)).code == .certificateExpired)
  }

  @Test(arguments: [KeyAlgorithm.sm2, .p256])
  func strangersAreUntrusted(algorithm: KeyAlgorithm) throws {
    let authority = try Authority(algorithm)
    // Same names, other keys.
    let impostor = try Authority(algorithm)
    let leaf = try impostor.leaf().certificate
    let trust = try authority.anchors()
    #expect(trust.chain(of: leaf, at: today).code == .certificateUntrusted)
    let sent = trust.chain(
      of: leaf, at: today, extraIntermediates: [impostor.middle, impostor.root])
    #expect(sent.code == .certificateUntrusted)
    #expect(trust.chain(of: impostor.root, at: today).code == .certificateUntrusted)
    let empty = try TrustAnchors(anchors: [])
    #expect(empty.chain(of: authority.root, at: today).code == .certificateUntrusted)
  }

  @Test func aChangedSignatureIsUntrusted() throws {
    let authority = try Authority(.sm2)
    var der = try authority.leaf().certificate.der
    der[der.count - 1] ^= 1
    let changed = try Certificate(der: der)
    #expect(try authority.anchors().chain(of: changed, at: today).code == .certificateUntrusted)
  }

  /// A leaf that signs a certificate, as OpenSSL's command can be made to do.
  @Test func aLeafMayNotIssue() throws {
    let openssl = try OpenSSL()
    let authority = try Authority(.p256)
    let leaf = try authority.leaf()
    let passphrase = secret("p")
    try openssl.write(
      "l.key", leaf.key.encryptedPKCS8PEM(passphrase: passphrase, iterations: 1000))
    try openssl.write("l.pem", leaf.certificate.pem)
    let request = try CertificateRequest.make(
      key: .generate(.p256), subject: .init(commonName: "victim"))
    try openssl.write("r.pem", request.pem)
    try openssl(
      "x509 -req -in r.pem -CA l.pem -CAkey l.key -passin pass:p -days 3650 -out v.pem -sha256")
    let forged = try #require(try Certificate.list(pemOrDER: openssl.read("v.pem")).first)
    let time = forged.notBefore
    // At the time of the test's machine the test's CA may be over: give it a time of its own.
    let trust = try authority.anchors()
    let verdict = trust.chain(
      of: forged, at: min(max(time, .days(-99)), .days(99)),
      extraIntermediates: [leaf.certificate])
    #expect(verdict.code == .certificateKeyUsage)
  }

  @Test(arguments: [
    ("genrsa -out k.pem 2048", "-sha1"), ("genrsa -out k.pem 2048", "-md5"),
    ("genrsa -out k.pem 1024", "-sha256"),
    ("ecparam -name secp256k1 -genkey -noout -out k.pem", "-sha256"),
  ])
  func weakLeavesAreRefused(_ generate: String, _ digest: String) throws {
    let openssl = try OpenSSL()
    try openssl("genrsa -out ca.key 2048")
    try openssl("req -x509 -new -key ca.key -subj /CN=ca -days 20 -out ca.pem -sha1")
    try openssl(generate)
    try openssl("req -new -key k.pem -subj /CN=unit -out r.pem -sha256")
    try openssl.write(
      "x", "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\nkeyUsage=digitalSignature\n")
    try openssl(
      "x509 -req -in r.pem -CA ca.pem -CAkey ca.key -days 10 -out l.pem -extfile x \(digest)")
    let root = try #require(try Certificate.list(pemOrDER: openssl.read("ca.pem")).first)
    let leaf = try #require(try Certificate.list(pemOrDER: openssl.read("l.pem")).first)
    let trust = try TrustAnchors(anchors: [root])
    let time = leaf.notBefore.adding(seconds: 60)
    #expect(trust.chain(of: leaf, at: time).code == .signatureWeakAlgorithm)
    // The anchor's own SHA-1 signature does not matter.
    #expect(trust.chain(of: root, at: time).chain == [root])
  }

  /// A root from before RFC 5280 is good enough as an anchor, an intermediate of that form is not.
  @Test func oldRootsStillServe() throws {
    let openssl = try OpenSSL()
    let old = "basicConstraints=CA:TRUE\n"
    try openssl.write("old", old)
    try openssl.write("c.cnf", "[req]\ndistinguished_name=d\nx509_extensions=e\n[d]\n[e]\n" + old)
    for name in ["root", "middle", "leaf"] { try openssl("genrsa -out \(name).key 2048") }
    try openssl(
      "req -x509 -new -key root.key -subj /CN=root -days 9 -out root.pem -config c.cnf -sha256")
    try openssl("req -new -key middle.key -subj /CN=middle -out m.req -sha256")
    try openssl("req -new -key leaf.key -subj /CN=leaf -out l.req -sha256")
    try openssl.write("plain", "keyUsage=digitalSignature\n")
    func issue(_ request: String, by issuer: String, _ form: String) throws -> Certificate {
      try openssl(
        "x509 -req -in \(request) -CA \(issuer).pem -CAkey \(issuer).key -days 9 -out x.pem "
          + "-extfile \(form) -sha256")
      return try #require(try Certificate.list(pemOrDER: openssl.read("x.pem")).first)
    }
    let root = try #require(try Certificate.list(pemOrDER: openssl.read("root.pem")).first)
    let middle = try issue("m.req", by: "root", "old")
    try openssl.write("middle.pem", middle.pem)
    let trust = try TrustAnchors(anchors: [root], intermediates: [middle])
    let direct = try issue("l.req", by: "root", "plain")
    let time = direct.notBefore.adding(seconds: 60)
    #expect(trust.chain(of: direct, at: time).chain == [direct, root])
    let deep = try issue("l.req", by: "middle", "plain")
    #expect(trust.chain(of: deep, at: time).chain == nil)
  }

  @Test func chainsHaveABound() throws {
    var key = try PrivateKey.generate(.p256)
    let validity = Timestamp.days(-1)..<Timestamp.days(1)
    let root = try CertificateAuthority.selfSigned(
      key: key, subject: .init(commonName: "0"), validity: validity, serial: [1])
    var issued = [root]
    for i in 1...12 {
      let next = try PrivateKey.generate(.p256)
      issued.append(
        try CertificateAuthority.issue(
          request: .make(key: next, subject: .init(commonName: "\(i)")), profile: .rootCA,
          validity: validity, serial: [1], issuer: issued[i - 1], issuerKey: key))
      key = next
    }
    let trust = try TrustAnchors(anchors: [root], intermediates: issued)
    #expect(trust.chain(of: issued[8], at: today).chain?.count == 9)
    #expect(trust.chain(of: issued[12], at: today).code == .certificateUntrusted)
  }

  /// Roots as they are in the world must work as anchors, whatever their age and form.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/etc/ssl/certs/ca-certificates.crt")))
  func rootsOfTheWorld() throws {
    let file = try Data(contentsOf: URL(filePath: "/etc/ssl/certs/ca-certificates.crt"))
    let roots = try Certificate.list(pemOrDER: Array(file))
    let trust = try TrustAnchors(anchors: roots)
    for root in roots where root.isValid(at: today) {
      #expect(trust.chain(of: root, at: today).chain?.last == root, "\(root.subjectText)")
    }
  }

  @Test func manyThreadsMayAskAtOnce() async throws {
    let authority = try Authority(.sm2)
    let leaf = try authority.leaf().certificate
    let crls = [try authority.rootCRL(), try authority.middleCRL()]
    let trust = try authority.anchors(crls)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<20).allSatisfy { _ in
            guard case .good = trust.revocation(of: leaf, asOf: today) else { return false }
            return true
          }
        }
      }
      for await holds in group { #expect(holds) }
    }
  }
}
