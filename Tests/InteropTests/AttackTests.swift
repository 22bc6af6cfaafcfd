import BundleCore
import CMS
import Foundation
import Primitives
import Submission
import TestSupport
import Testing
import Workplace

/// A bundle of the second implementation's table of attacks, with what is due.
struct AttackRow: Decodable, Sendable, CustomTestStringConvertible {
  let name: String
  let suite: String
  let file: String
  /// The codes of all findings; empty: accepted.
  let codes: [String]
  let gates: [String]
  let verdict: String
  let campaign: String
  let fingerprint: String
  let key: String
  let cert: String
  let passphrase: String
  let time: String

  var testDescription: String { "\(suite)/\(name)" }

  static let folder = try? Scratch()

  /// Made once by the Python program, with fresh keys; one row that fails where it can't be made.
  static let all: [AttackRow] = {
    let program = Repository.second.appending(path: "attacks.py").path
    guard let folder,
      case let done? = try? folder.run([
        "/usr/bin/python3", program, "--make", "all", "-o", folder.path,
      ]),
      done.status == 0,
      let index = try? folder.read("index.json"),
      let rows = try? JSONDecoder().decode([AttackRow].self, from: Data(index))
    else { return [] }
    return rows
  }()

  func bytes(_ name: String) throws -> [UInt8] { try #require(Self.folder).read(name) }

  func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self).trimmingCharacters(in: .newlines)
  }

  private static let keys = Shared<[String: PrivateKey]>([:])

  /// The reader's key, got out of its file once for all rows: a passphrase takes its time.
  private func privateKey() throws -> PrivateKey {
    try Self.keys.withLock { known in
      if let found = known[key] { return found }
      let read = try PrivateKey(
        encryptedPKCS8PEM: bytes(key), passphrase: secret(text(passphrase)))
      known[key] = read
      return read
    }
  }

  /// Who opens the bundle, under which campaign, when.
  func opening() throws -> Opening {
    let package = try CampaignPackage(bytes: bytes(campaign))
    let pin = try text(fingerprint).filter { $0 != " " }
    #expect(package.publisherDigest.text.split(separator: ":")[1].hasPrefix(pin))
    let certificate = try #require(try Certificate.list(pemOrDER: bytes(cert)).first)
    return Opening(
      campaign: package, keys: [try RecipientKey(certificate: certificate, key: privateKey())],
      time: try #require(Timestamp(rfc3339: time)))
  }
}

/// Two readers of one specification: every bundle gives both the same findings.
@Suite struct AttackTests {
  @Test func theTableIsThere() { #expect(AttackRow.all.count > 300) }

  @Test(arguments: AttackRow.all)
  func givesItsFinding(_ row: AttackRow) throws {
    let opening = try row.opening()
    let bundle = try row.bytes(row.file)
    let report = opening.verify(MemorySource(bundle))
    let found = Set(report.findings.map(\.code))
    #expect(found.map(\.label).sorted() == row.codes.sorted())
    #expect(Set(found.map(\.gate.rawValue)) == Set(row.gates))
    #expect(report.verdict.rawValue == row.verdict)
    try leavesNothingBehind(row, opening, bundle, like: report)
  }

  /// `open` says what `verify` says, and publishes everything or nothing.
  private func leavesNothingBehind(
    _ row: AttackRow, _ opening: Opening, _ bundle: [UInt8], like verified: ValidationReport
  ) throws {
    let folder = try Scratch()
    let opened = try opening.open(MemorySource(bundle), into: folder("out"))
    #expect(opened.findings == verified.findings)
    #expect(opened.verdict == verified.verdict)
    #expect(opened.isPublished == opened.verdict.holds)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(left == (opened.verdict.holds ? ["out"] : []))
    guard opened.verdict.holds else { return }
    for document in try #require(opened.manifest).documents {
      let bytes = try Files.read(folder("out/" + document.path.text))
      #expect(Digest.of(bytes, document.digest.algorithm) == document.digest)
    }
  }
}
