import BundleCore
import CMS
import Disk
import Foundation
import Primitives
import Submission
import TestSupport
import Testing
import Workplace

@testable import Centre

@Suite struct RelayTests {
  @Test(arguments: CMS.Suite.allCases)
  func aRelayIsTakenApart(_ suite: CMS.Suite) throws {
    let desk = try Desk(world: .relaying(suite))
    let first = try desk.world.sealed()
    let second = try desk.world.correction(of: first, revision: 2)
    var damaged = try desk.world.bundle()
    damaged[damaged.count / 2] ^= 1
    let outside = desk.folder + "/outside/"
    for (name, bytes) in [("1", second.bytes), ("2", first.bytes), ("3", damaged)] {
      try Files.write(bytes, to: outside + name)
    }
    try desk.put(try desk.relay(["1", "2", "3"].map { outside + $0 }), "relay.fnb")
    let outcomes = try desk.receive()
    // The relay, then what is in it; the correction waits for what it corrects.
    #expect(
      outcomes.map(\.result.word) == ["accepted", "accepted", "accepted", "unreadable"])
    #expect(
      outcomes.map { $0.sender ?? "" } == [World.otherUnitID, World.unitID, World.unitID, ""])
    let audit = try desk.centre.audit()
    #expect(audit.flaws == [] && audit.size == 4 && audit.originals == 4)
    #expect(DirectoryTree.names(in: desk.centre.receipts).count == 4)
    #expect(DirectoryTree.names(in: desk.centre.incoming) == [])
    // Each of them, sent again by itself, is known.
    try desk.put(first.bytes, "first.fnb")
    #expect(
      desk.decisions(try desk.receive()) == ["relay.fnb": "duplicate", "first.fnb": "duplicate"])
  }

  @Test func aRelayThatDoesNotHoldBringsNothing() throws {
    let desk = try Desk(world: .relaying(.nist))
    try Files.write(try desk.world.bundle(), to: desk.folder + "/outside/1")
    var bytes = try desk.relay([desk.folder + "/outside/1"])
    bytes[bytes.count - 200] ^= 1
    try desk.put(bytes, "relay.fnb")
    #expect(try desk.receive().map(\.result.word) == ["unreadable"])
    #expect(DirectoryTree.names(in: desk.centre.incoming) == [])
  }

  @Test func relaysAreNotRelayed() throws {
    let desk = try Desk(world: .relaying(.nist))
    try Files.write(try desk.world.bundle(), to: desk.folder + "/outside/1")
    let inner = try desk.relay([desk.folder + "/outside/1"])
    try Files.write(inner, to: desk.folder + "/outside/2")
    try desk.put(try desk.relay([desk.folder + "/outside/2"]), "relay.fnb")
    // A second first report of the same submission, besides.
    #expect(try desk.receive().map(\.result.word) == ["accepted", "conflict FN851"])
  }

  @Test func onlyBundlesAreRelayed() throws {
    let desk = try Desk(world: .relaying(.nist))
    try Files.write(Array("no bundle".utf8), to: desk.folder + "/outside/1")
    #expect(throws: FengniError(.notABundle)) { _ = try desk.relay([desk.folder + "/outside/1"]) }
    let plain = try Desk()
    #expect(throws: FengniError(.kindNotAllowed)) { _ = try plain.relay([]) }
  }
}

extension World {
  /// With a submission for relays, of prefectures.
  static func relaying(_ suite: CMS.Suite) throws -> World {
    try World(suite) { json in
      json.replacingOccurrences(
        of: "\"submissions\": [",
        with: """
          "submissions": [{
            "submission": "relay", "title": {"zh": "转报", "en": "Relay"},
            "deadline": "2012-08-27", "senders": ["prefecture"], "signatures": ["seal"],
            "secrecyReview": false, "documents": [
              {"role": "relayed", "title": {"zh": "转报的报送包", "en": "Bundles"}, "required": true,
               "mediaTypes": ["application/vnd.fengni.bundle"]}]}, 
          """)
    }
  }
}

extension Desk {
  /// Luoyang forwards.
  func relay(_ files: [String]) throws -> [UInt8] {
    let draft = try Relay.draft(
      of: files, campaign: world.campaign, senderID: World.otherUnitID, suite: world.suite)
    let checked = try world.sealing.check(draft)
    #expect(checked.findings == [])
    let signed = try world.sealing.sign(
      checked.manifest, key: world.otherSeal.key, certificate: world.otherSeal.certificate,
      capacity: .seal)
    let sink = MemorySink()
    _ = try world.sealing.seal(signed, checked.documents, into: sink)
    return sink.bytes
  }
}
