import BundleCore
import CMS
import Foundation
import Primitives
import StrictZIP
import Submission
import TestSupport
import Testing
import Workplace

/// What an attacker with a hex editor learns and gets.
@Suite struct VerdictTests {
  /// SPEC, 4.7: an edited ciphertext is one finding, wherever it was edited, and nothing of the
  /// plaintext shows, not even how far the checks came.
  @Test(arguments: Suite.allCases)
  func editedCiphertextsLookAlike(suite: Suite) throws {
    let world = try World(suite, crl: false)
    let bundle = try world.bundle(form: .init(isStreamed: true))
    var reports: Set<String> = []
    for position in [bundle.count - 8, bundle.count - 40, bundle.count * 2 / 3, bundle.count / 2] {
      var edited = bundle
      edited[position] ^= 1
      let report = try world.opening.verify(MemorySource(edited))
      #expect(report.findings.map(\.code) == [.envelopeDecryptionFailed], "at \(position)")
      #expect(report.manifest == nil && report.signers.isEmpty && report.revocation.isEmpty)
      reports.insert("\(report.verdict) \(report.gates) \(report.findings.map(\.code))")
    }
    #expect(reports.count == 1)
  }

  @Test func everyListOfTheOperatorCounts() throws {
    let world = try World(.nist)
    let seal = try #require(world.signers[.seal])
    func list(_ number: Int, revoking: Bool) throws -> CertificateRevocationList {
      try CertificateAuthority.issueCRL(
        issuer: world.root.certificate, issuerKey: world.root.key,
        thisUpdate: World.time("2012-08-16T00:00:00Z").adding(seconds: Int64(number)),
        nextUpdate: World.time("2012-09-15T00:00:00Z"), number: number + 2,
        revoked: revoking
          ? [(seal.certificate.serialNumber, World.time("2012-08-16T00:00:00Z"))] : [])
    }
    var opening = try world.opening
    for number in 0..<20 { opening.crls.append(try list(number, revoking: number == 19)) }
    let report = opening.verify(MemorySource(try world.bundle()))
    #expect(report.findings.map(\.code) == [.certificateRevoked])
    #expect(report.verdict == .refused)
  }

  @Test(arguments: ["text/\u{1b}[2J", "a/b/c", "", "/", "Text/Plain", "a/b\nc", "a /b"])
  func mediaTypesAreWellFormed(type: String) throws {
    let world = try World.of(.nist)
    var draft = try world.draft()
    draft.documents[0].mediaType = type
    let checked = try world.sealing.check(draft)
    #expect(throws: FengniError(.statementMalformed)) { try world.signed(checked) }
  }

  @Test func everyDocumentHasItsFinding() throws {
    let world = try World(.nist) {
      $0.replacingOccurrences(of: "\"documents\": 100", with: "\"documents\": 19000")
    }
    var draft = try world.draft()
    let file = world.folder + "/one.bin"
    try Files.write([1], to: file)
    for i in 0..<1_000 {
      draft.documents.append(
        .init(
          path: try EntryName("data/other/\(i)"), file: file, role: "other",
          mediaType: "application/octet-stream"))
    }
    let bundle = try world.bundle(draft)
    let report = try world.opening.verify(MemorySource(bundle))
    #expect(report.findings.count == 1_000)
    #expect(report.verdict == .returned)
  }

  /// Slow without optimisation: millions of values.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["FENGNI_SLOW"] != nil))
  func aRosterOfAHundredThousandUnitsIsRead() throws {
    let digest = "sm3:" + String(repeating: "0", count: 64)
    let certificates = ["sign", "encrypt"].map {
      "{\"digest\":\"\(digest)\",\"use\":\"\($0)\"}"
    }.joined(separator: ",")
    let units = (0..<100_000).map {
      "{\"id\":\"U\($0)\",\"name\":\"单位\",\"division\":\"410100\",\"class\":\"county\","
        + "\"certificates\":[\(certificates)]}"
    }.joined(separator: ",")
    let roster = try Roster(json: Array("{\"units\":[\(units)]}".utf8))
    #expect(roster.units.count == 100_000)
    #expect(roster.unit("U99999")?.certificates.count == 2)
  }
}
