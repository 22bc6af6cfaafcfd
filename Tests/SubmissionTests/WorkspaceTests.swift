import BundleCore
import CMS
import Foundation
import StrictZIP
import TestSupport
import Testing
import Workplace

@testable import Submission

/// A unit's working folder: made whole or not at all, and read as strictly as anything foreign.
@Suite struct WorkspaceTests {
  private func create(
    _ scratch: Scratch, sender: String = World.unitID, submission: String = "self-inspection"
  ) throws -> Workspace {
    let world = try World.of(.nist)
    return try Workspace.create(
      at: scratch("work"), campaign: world.campaign, campaignBytes: world.campaignBytes,
      draft: Draft(senderID: sender, suite: .nist, submission: submission),
      guide: ["README.txt": [0x78]])
  }

  @Test(arguments: [
    ("an unknown sender", "PDY999999", "self-inspection", Code.senderUnknown),
    ("an unknown submission", World.unitID, "x", .kindNotAllowed),
  ])
  func isNotMadeFor(name: String, sender: String, submission: String, code: Code) throws {
    let scratch = try Scratch()
    #expect(throws: FengniError(code)) {
      try create(scratch, sender: sender, submission: submission)
    }
    #expect(scratch.names() == [])
  }

  @Test func isMadeOnceAndOpenedAgain() throws {
    let scratch = try Scratch()
    let made = try create(scratch)
    #expect(
      scratch.names(in: "work") == ["README.txt", "campaign.fnp", "documents", "report.json"])
    let again = try Workspace(path: made.path)
    #expect(try made.draft().documents.map(\.path) == again.draft().documents.map(\.path))
    #expect(try made.frozen() == nil)
    #expect(throws: FengniError(.outputExists)) { try create(scratch) }
    #expect(throws: FengniError(.inputNotFound)) { try Workspace(path: scratch("none")) }
    #expect(throws: FengniError(.workspaceMalformed)) { try Workspace(path: scratch.path) }
  }

  /// One part of `report.json` replaced.
  @Test(arguments: [
    ("no JSON", "{", "["), ("another kind of file", "workspace/1", "workspace/2"),
    ("an unknown member", "\"suite\"", "\"x\": 1, \"suite\""),
    ("an unknown suite", "\"nist\"", "\"rot13\""),
    ("revision 0", "\"revision\": 1", "\"revision\": 0"),
    ("an unknown kind", "\"initial\"", "\"final\""),
    ("an unknown padding", "\"padme\"", "\"some\""),
    ("half a review", "\"reviewer\": \"\"", "\"reviewer\": \"x\""),
  ])
  func settingsAreRefused(name: String, part: String, other: String) throws {
    let scratch = try Scratch()
    let workspace = try create(scratch)
    let text = String(decoding: try scratch.read("work/report.json"), as: UTF8.self)
    try #require(text.contains(part), "\(name): \(text)")
    try scratch.write("work/report.json", text.replacingOccurrences(of: part, with: other))
    #expect(throws: FengniError(.workspaceMalformed), "\(name)") { try workspace.draft() }
  }

  @Test func documentsAreTheFilesOfTheirRoles() throws {
    let scratch = try Scratch()
    let workspace = try create(scratch)
    try scratch.write("work/documents/evidence/图 1.png", "x")
    try scratch.write("work/documents/evidence/.DS_Store", "x")
    let draft = try workspace.draft()
    let found = draft.documents.map { "\($0.role) \($0.path.text) \($0.mediaType)" }
    #expect(found.contains("evidence data/evidence/图 1.png image/png"))
    #expect(!found.contains { $0.contains("DS_Store") })
  }

  @Test(arguments: [
    ("a file in no role's folder", ["x.pdf"], Code.workspaceMalformed),
    (
      "two names that are one elsewhere", ["evidence/x.png", "evidence/X.png"], .entryNameCollision
    ),
    ("a name that Windows keeps for itself", ["evidence/CON.png"], .entryNameRefused),
  ])
  func filesAreRefused(name: String, files: [String], code: Code) throws {
    let scratch = try Scratch()
    let workspace = try create(scratch)
    for file in files { try scratch.write("work/documents/" + file, "x") }
    #expect(throws: FengniError(code), "\(name)") { try workspace.draft() }
  }

  @Test func linksAreNotFollowed() throws {
    let scratch = try Scratch()
    let workspace = try create(scratch)
    try scratch.write("elsewhere.png", "x")
    try FileManager.default.createSymbolicLink(
      atPath: scratch("work/documents/evidence/x.png"),
      withDestinationPath: scratch("elsewhere.png"))
    #expect(throws: FengniError(.inputUnreadable)) { try workspace.draft() }
  }

  /// What was signed may not change under the signatures.
  @Test func signaturesHoldWhatTheySigned() throws {
    let (world, scratch) = (try World.of(.nist), try Scratch())
    let workspace = try create(scratch)
    try scratch.write("work/documents/self-inspection-report/report.pdf", World.pdf)
    let (draft, before) = try workspace.check(world.sealing)
    #expect(before == nil)
    let signed = try world.signed(draft, [.preparer])
    try workspace.freeze(signed)
    #expect(try workspace.frozen()?.bytes == signed.bytes)
    #expect(try workspace.check(world.sealing).signed?.bytes == signed.bytes)
    try scratch.write("work/documents/self-inspection-report/report.pdf", World.pdf + "\n")
    #expect(throws: FengniError(.signaturesVoid)) { try workspace.check(world.sealing) }
    workspace.discardSignatures()
    #expect(try workspace.check(world.sealing).signed == nil)
  }
}

/// The first entry says what the package is, whoever wrote the rest.
@Suite struct PackageBeginningTests {
  @Test(arguments: [
    ("another first entry", "data/a", PackageLayout.mimetype),
    ("another media type", "mimetype", "application/zip"),
  ])
  func isAPackage(name: String, entry: String, content: String) throws {
    let body = Array(content.utf8)
    let measurer = Measurer(tryDeflate: false)
    body.withUnsafeBytes { measurer.update($0) }
    let sink = MemorySink()
    let writer = PackageWriter(sink)
    try writer.add(
      measurer.finish().header(name: EntryName(entry)), body: MemorySource(body))
    try writer.finish()
    var opening = PackageOpening(MemorySource(sink.bytes), limits: PackageLimits())
    #expect(throws: FengniError(.packageMimetype), "\(name)") { try opening.statement() }
  }
}
