import BundleCore
import CMS
import Custody
import Disk
import Foundation
import Primitives
import TestSupport
import Testing

@Suite struct AuthorityTests {
  @Test(arguments: Suite.allCases)
  func revokedCertificatesStandInTheNextList(suite: Suite) throws {
    let house = try Household(suite)
    let ca = house.authority
    let signing = try house.keys.certificate(for: .signing)
    func list(_ seconds: Int64) throws -> CertificateRevocationList {
      try ca.issueCRL(
        key: house.authorityKey, thisUpdate: now.adding(seconds: seconds),
        nextUpdate: now.adding(seconds: 86_400))
    }
    let before = try list(0)
    #expect(before.entryCount == 0 && before.number == 1)
    #expect(try ca.revoke(signing, at: now.adding(seconds: 5)))
    #expect(try !ca.revoke(signing, at: now.adding(seconds: 9)))
    #expect(try list(1).entryCount == 0)
    let after = try list(10)
    #expect(after.number == 3)
    #expect(after.revocationDate(of: signing) == now.adding(seconds: 5))
    #expect(after.revocationDate(of: try house.keys.certificate(for: .encryption)) == nil)
    #expect(after.isIssued(by: ca.certificate))
    let stranger = try Household(suite)
    #expect(throws: FengniError(.certificateUntrusted)) {
      try ca.revoke(stranger.keys.certificate(for: .signing), at: now)
    }
  }

  @Test(arguments: [
    "", "{}", "[]", "null", "{\"ca\":\"index/2\",\"crlNumber\":0,\"certificates\":[]}",
    "{\"ca\":\"index/1\",\"crlNumber\":-1,\"certificates\":[]}",
    "{\"ca\":\"index/1\",\"crlNumber\":9007199254740992,\"certificates\":[]}",
    "{\"ca\":\"index/1\",\"crlNumber\":0,\"certificates\":[],\"x\":1}",
    "{\"ca\":\"index/1\",\"crlNumber\":0,\"certificates\":[1]}",
    "{\"ca\":\"index/1\",\"crlNumber\":0,\"certificates\":[{\"serial\":\"0g\",\"subject\":\"a\","
      + "\"notAfter\":\"2012-08-20T00:00:00Z\"}]}",
    "{\"ca\":\"index/1\",\"crlNumber\":0,\"certificates\":[{\"serial\":\"01\",\"subject\":\"a\","
      + "\"notAfter\":\"tomorrow\"}]}",
  ])
  func damagedIndexesAreRefused(json: String) throws {
    let house = try Household(.nist, installing: false)
    let file = URL(fileURLWithPath: house.authority.path + "/index.json")
    try Data(json.utf8).write(to: file)
    #expect(throws: FengniError(.caStateInvalid)) { try AuthorityDirectory(house.authority.path) }
    #expect(throws: FengniError(.caStateInvalid)) { try house.issued() }
    #expect(try Data(contentsOf: file) == Data(json.utf8))
  }

  /// What an index may say and a CRL may not: an error, no trap and no new state.
  @Test(
    arguments: [
      ("9007199254740991", ""),
      (
        "0",
        "{\"serial\":\"\",\"subject\":\"a\",\"notAfter\":\"2012-08-20T00:00:00Z\","
          + "\"revoked\":\"2012-08-20T00:00:00Z\"}"
      ),
      (
        "0",
        "{\"serial\":\"ff\",\"subject\":\"a\",\"notAfter\":\"2012-08-20T00:00:00Z\","
          + "\"revoked\":\"2012-08-20T00:00:00Z\"}"
      ),
    ] as [(String, String)])
  func tamperedIndexesGiveNoList(number: String, entry: String) throws {
    let house = try Household(.nist, installing: false)
    let file = URL(fileURLWithPath: house.authority.path + "/index.json")
    let json = "{\"ca\":\"index/1\",\"crlNumber\":\(number),\"certificates\":[\(entry)]}"
    try Data(json.utf8).write(to: file)
    #expect(throws: FengniError.self) {
      try house.authority.issueCRL(
        key: house.authorityKey, thisUpdate: now.adding(seconds: 86_400),
        nextUpdate: now.adding(seconds: 99_999))
    }
    #expect(try Data(contentsOf: file) == Data(json.utf8))
  }

  @Test func threadsIssueWithoutLosingAnEntry() throws {
    let house = try Household(.nist, installing: false)
    let ca = house.authority
    let key = house.authorityKey
    let request = try house.keys.request(for: .signing)
    DispatchQueue.concurrentPerform(iterations: 24) { _ in
      _ = try? ca.issue(request, profile: .signing, validity: validity, key: key)
      _ = try? ca.issueCRL(key: key, thisUpdate: now, nextUpdate: now.adding(seconds: 60))
    }
    let entries = try ca.entries()
    #expect(entries.count == 24)
    #expect(Set(entries.map(\.serial)).count == 24)
    let next = try ca.issueCRL(key: key, thisUpdate: now, nextUpdate: now.adding(seconds: 60))
    #expect(next.number == 25)
    #expect(DirectoryTree.names(in: ca.path + "/issued").count == 24)
  }

  /// Several processes of the tool at once, where it has been built.
  @Test func processesIssueWithoutLosingAnEntry() throws {
    let tool = Bundle.main.executableURL?.deletingLastPathComponent().path ?? ""
    guard let fengni = [tool + "/fengni", ".build/debug/fengni"].first(where: Paths.exists) else {
      return
    }
    let house = try Household(.nist, installing: false)
    let passphrase = house.folder("passphrase")
    try Data(Household.passphrase.utf8).write(to: URL(fileURLWithPath: passphrase))
    chmod(passphrase, 0o600)
    let folder = house.folder
    let request = house.keys.requestFile(for: .signing)
    let authority = house.authority.path
    DispatchQueue.concurrentPerform(iterations: 3) { i in
      let output = folder("out\(i)")
      try? FileManager.default.createDirectory(
        atPath: output, withIntermediateDirectories: false)
      _ = try? Program.run([
        fengni, "ca", "issue", request, "--dir", authority, "--passphrase-file", passphrase, "-o",
        output,
      ])
    }
    #expect(try house.authority.entries().count == 3)
  }
}
