import BundleCore
import CMS
import Disk
import Foundation
import JSONText
import Primitives
import Submission
import TestSupport
import Testing

@testable import Centre

@Suite struct ReceiptTests {
  private func received(_ desk: Desk, _ bytes: [UInt8]) throws -> SignedStatement {
    try desk.put(bytes, "a.fnb")
    let name = try #require(try desk.receive().first?.receipt)
    let file = URL(fileURLWithPath: desk.centre.receipts + "/" + name)
    return SignedStatement(Array(try Data(contentsOf: file)))
  }

  @Test(arguments: CMS.Suite.allCases)
  func aUnitVerifiesItsReceipt(_ suite: CMS.Suite) throws {
    let desk = try Desk(suite)
    let bytes = try desk.world.bundle()
    let statement = try received(desk, bytes)
    let (receipt, signer, time) = try Receipt.verified(statement, campaign: desk.world.campaign)
    #expect(receipt.decision == .accepted && !receipt.isLate)
    #expect(receipt.received == World.receptionTime && time == World.receptionTime)
    #expect(receipt.submission?.sender == World.unitID)
    #expect(signer == desk.world.publisher.certificate)
    try receipt.requireBundle(MemorySource(bytes))
    #expect(throws: FengniError(.receiptOtherBundle)) {
      try receipt.requireBundle(MemorySource(bytes + [0]))
    }
    // Read and written again, it is the same.
    #expect(try Receipt.claimed(statement) == receipt)
  }

  @Test func receiptsOfOthersAreRefused() throws {
    let desk = try Desk()
    let world = desk.world
    let (receipt, _, _) = try Receipt.verified(
      received(desk, try world.bundle()), campaign: world.campaign)
    func verify(_ receipt: Receipt, _ person: World.Person) throws {
      let signer = CentreSigner(key: person.key, certificate: person.certificate)
      _ = try Receipt.verified(
        receipt.signed(by: signer, at: World.receptionTime), campaign: world.campaign)
    }
    // A unit's certificate chains to the same anchor.
    let seal = try #require(world.signers[.seal])
    #expect(throws: FengniError(.receiptSigner)) { try verify(receipt, seal) }
    #expect(throws: FengniError(.receiptSigner)) { try verify(receipt, world.stranger) }

    var altered = receipt
    altered.decision = .returned
    #expect(throws: FengniError(.receiptLeaf)) { try verify(altered, world.publisher) }
    altered = receipt
    altered.received = altered.received.adding(seconds: -86_400)
    #expect(throws: FengniError(.receiptLeaf)) { try verify(altered, world.publisher) }
    altered = receipt
    altered.inclusion.path.append(altered.inclusion.root)
    #expect(throws: FengniError(.receiptProof)) { try verify(altered, world.publisher) }
    altered = receipt
    altered.inclusion.root = MerkleHash.empty
    #expect(throws: FengniError(.receiptProof)) { try verify(altered, world.publisher) }
    altered = receipt
    altered.campaign.id = "another"
    #expect(throws: FengniError(.otherCampaign)) { try verify(altered, world.publisher) }
    try verify(receipt, world.publisher)
  }

  @Test func aReceiptIsNoCheckpointAndNoManifest() throws {
    let desk = try Desk()
    let statement = try received(desk, try desk.world.bundle())
    #expect(throws: FengniError(.statementKind)) {
      _ = try Checkpoint.verified(statement, campaign: desk.world.campaign)
    }
    let checkpoint = try desk.centre.checkpoint(at: World.receptionTime, producer: "t")
    let signed = try checkpoint.signed(by: desk.signer)
    #expect(try Checkpoint.verified(signed, campaign: desk.world.campaign) == checkpoint)
    #expect(checkpoint.paperText.hasPrefix("test-2012 1 "))
    #expect(throws: FengniError(.statementKind)) { _ = try Receipt.claimed(signed) }
  }

  /// Receipts, checkpoints and proofs, checked by the second implementation.
  @Test(arguments: CMS.Suite.allCases)
  func aStrangerChecksThem(_ suite: CMS.Suite) throws {
    let desk = try Desk(suite)
    let sealed = try desk.world.sealed()
    try desk.put(sealed.bytes, "a.fnb")
    for i in 0..<5 { try desk.put(Array("no bundle \(i)".utf8), "b\(i).fnb") }
    let receipt = try #require(try desk.receive().first?.receipt)
    let folder = desk.folder
    let signer = desk.signer
    let first = try desk.centre.checkpoint(at: World.receptionTime, producer: "t")
    try Files.write(first.signed(by: signer).bytes, to: folder + "/first")
    try desk.put(Array("one more".utf8), "c.fnb")
    _ = try desk.receive()
    let second = try desk.centre.checkpoint(at: World.receptionTime, producer: "t")
    try Files.write(second.signed(by: signer).bytes, to: folder + "/second")
    let consistency = try desk.centre.proveConsistency(from: first.size, to: nil)
    try Files.write(consistency.json.serialized(), to: folder + "/consistency")
    let inclusion = try desk.centre.proveInclusion(of: 3, size: 5)
    try Files.write(inclusion.json.serialized(), to: folder + "/inclusion")
    try Files.write(desk.world.campaignBytes, to: folder + "/campaign.fnp")

    let digest = desk.world.publisher.certificate.digest(suite.digest)
    let campaign = [
      "--campaign", folder + "/campaign.fnp", "--fingerprint", Hex.encode(digest.bytes),
    ]
    let ledger = ["/usr/bin/python3", Repository.root + "/Tools/second/ledger.py"]
    let tray = folder + "/tray"
    let path = desk.centre.receipts + "/" + receipt
    for (arguments, holds) in [
      (["receipt", path, "--bundle", tray + "/a.fnb"] + campaign, true),
      (["receipt", path, "--bundle", tray + "/b1.fnb"] + campaign, false),
      (["proof", folder + "/inclusion", folder + "/consistency"], true),
      (
        ["checkpoint", folder + "/first", "--then", folder + "/second", "--consistency"]
          + [folder + "/consistency"] + campaign, true
      ),
      (
        ["checkpoint", folder + "/second", "--then", folder + "/first", "--consistency"]
          + [folder + "/consistency"] + campaign, false
      ),
    ] {
      let outcome = try Program.run(ledger + arguments)
      #expect(outcome.status == (holds ? 0 : 1), "\(arguments.prefix(2)): \(outcome.all)")
    }
  }

  @Test func nothingPersonalIsInAReceipt() throws {
    let desk = try Desk()
    let late = World.time("2012-09-01T00:00:00Z")
    var documents = World.documents
    documents["inspection-form/李某某.json"] = Array("{\"电话\":1,\"电话\":2}".utf8)
    let world = desk.world
    let checked = try world.sealing.check(world.draft(documents))
    let sink = MemorySink()
    _ = try world.sealing.seal(world.signed(checked), checked.documents, into: sink)
    try desk.put(sink.bytes, "a.fnb")
    _ = try desk.receive(at: late)
    let name = try #require(DirectoryTree.names(in: desk.centre.receipts).first)
    let file = URL(fileURLWithPath: desk.centre.receipts + "/" + name)
    let receipt = try Receipt.claimed(SignedStatement(Array(try Data(contentsOf: file))))
    #expect(receipt.decision == .returned && receipt.findings.count == 2)
    let text = String(decoding: try receipt.json(), as: UTF8.self)
    for word in ["李某某", "电话", "经办人", "某某"] { #expect(!text.contains(word), "\(word)") }
    #expect(receipt.findings.contains { $0.code == "FN602" && $0.document != nil && $0.line == 1 })
  }
}
