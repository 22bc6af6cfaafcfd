import BundleCore
import CMS
import Disk
import Primitives
import Submission
import TestSupport
import Testing
import Workplace

/// The whole way without a disk, a thread or a program: what a page in a browser does.
@Suite struct PlainHostTests {
  @Test(arguments: Suite.allCases)
  func workspaceIsSealedAndOpenedInMemory(suite: Suite) throws {
    let world = try World.of(suite)
    let campaign = try CampaignPackage(bytes: world.campaignBytes, zones: ChinaZones.shared)
    let store = MemoryStore()
    var draft = try world.draft()
    draft.documents = []
    try Workspace.write(
      campaign: campaign, campaignBytes: world.campaignBytes, draft: draft, guide: [:], forms: [:]
    ) { store.folder("work") }
    let root = MemoryStore()
    for name in try store.files(below: "work", refusing: .usage) {
      try root.replace(
        name, by: StoredFile("work/" + name, in: store).readAll(limit: 1 << 24))
    }
    for (name, bytes) in World.documents { try root.replace("documents/" + name, by: bytes) }
    let workspace = try Workspace(root)
    let sealing = Sealing(
      campaign: campaign, time: World.signingTime, producer: "test 1", host: .plain)
    let checked = try workspace.check(sealing).draft
    var signed: SignedStatement?
    for (capacity, person) in world.signers.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      signed = try sealing.sign(
        checked.manifest, adding: signed, key: person.key, certificate: person.certificate,
        capacity: capacity)
    }
    try workspace.freeze(try #require(signed))
    let frozen = try #require(try workspace.check(sealing).signed)
    let sealed = MemorySink()
    _ = try sealing.seal(frozen, checked.documents, into: sealed)

    var opening = try world.opening
    opening.host = .plain
    let opened = MemoryStore()
    let report = try opening.open(MemorySource(sealed.bytes), into: opened.folder("open"))
    #expect(report.isPublished)
    for (name, bytes) in World.documents {
      #expect(opened.bytes(of: "open/data/" + name) == bytes)
    }
    // The same bundle on this machine: the same signers and manifest, and no finding.
    let native = try world.opening.verify(MemorySource(sealed.bytes))
    #expect(native.findings == [])
    #expect(native.signers == report.signers && native.manifest == report.manifest)

    var damaged = sealed.bytes
    damaged[damaged.count - 1] ^= 1
    let refused = opening.verify(MemorySource(damaged))
    #expect(refused.verdict == .unreadable)
    #expect(refused.findings == (try world.opening.verify(MemorySource(damaged))).findings)
  }
}
