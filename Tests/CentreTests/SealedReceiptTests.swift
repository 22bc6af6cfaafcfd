import BundleCore
import CMS
import Foundation
import Primitives
import Submission
import TestSupport
import Testing

@testable import Centre

/// Receipts that only their unit reads.
@Suite struct SealedReceiptTests {
  private func received(_ desk: Desk, _ bytes: [UInt8]) throws -> (SignedStatement, Receipt) {
    try desk.put(bytes, "a.fnb")
    let name = try #require(try desk.receive().first?.receipt)
    let file = URL(fileURLWithPath: desk.centre.receipts + "/" + name)
    let statement = SignedStatement(Array(try Data(contentsOf: file)))
    return (statement, try Receipt.verified(statement, campaign: desk.world.campaign).receipt)
  }

  @Test(arguments: CMS.Suite.allCases)
  func onlyTheUnitOpensIt(_ suite: CMS.Suite) throws {
    let desk = try Desk(suite)
    let world = desk.world
    let (statement, receipt) = try received(desk, world.bundle())
    let unit = world.unitEncryption
    // Among many certificates, the roster says which is the unit's.
    let recipients = try SealedReceipt.recipients(
      of: receipt, among: [world.centre.certificate, unit.certificate, world.escrow.certificate],
      campaign: world.campaign)
    #expect(recipients == [unit.certificate])
    let sealed = try SealedReceipt.seal(statement, to: recipients)
    #expect(SealedReceipt.header(sealed)?.suite == suite)
    #expect(SealedReceipt.header(statement.bytes) == nil)

    let key = try RecipientKey(certificate: unit.certificate, key: unit.key)
    let opened = try SealedReceipt.open(sealed, keys: [key])
    #expect(opened.bytes == statement.bytes)
    let other = try RecipientKey(certificate: world.centre.certificate, key: world.centre.key)
    #expect(throws: FengniError(.receiptSealed)) {
      try SealedReceipt.open(sealed, keys: [other])
    }
    #expect(throws: FengniError(.unitCertificateMissing)) {
      try SealedReceipt.recipients(
        of: receipt, among: [world.centre.certificate], campaign: world.campaign)
    }
    // A sealed bundle of the unit's own is no receipt, though the keys fit.
    let centre = try RecipientKey(certificate: world.centre.certificate, key: world.centre.key)
    #expect(throws: FengniError.self) {
      try Receipt.claimed(SealedReceipt.open(world.bundle(), keys: [centre]))
    }
  }

  @Test func everyOctetCounts() throws {
    let desk = try Desk()
    let (statement, _) = try received(desk, desk.world.bundle())
    let unit = desk.world.unitEncryption
    let key = try RecipientKey(certificate: unit.certificate, key: unit.key)
    let sealed = try SealedReceipt.seal(statement, to: [unit.certificate])
    for i in stride(from: 0, to: sealed.count, by: 7) {
      var altered = sealed
      altered[i] ^= 1 << UInt8(i % 8)
      // What isn't covered by the tag is which key it is for, and how lengths are written.
      if let opened = try? SealedReceipt.open(altered, keys: [key]) {
        #expect(opened.bytes == statement.bytes, "octet \(i)")
      }
      #expect((try? SealedReceipt.open(Array(sealed.prefix(i)), keys: [key])) == nil)
    }
    #expect((try? SealedReceipt.open(sealed + [0], keys: [key])) == nil)
  }
}
