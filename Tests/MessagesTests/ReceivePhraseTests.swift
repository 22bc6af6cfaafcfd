import BundleCore
import Testing

@testable import Messages

/// What the commands of a centre's folder say.
private let phrases: [NamedText] = [
  NamedText(name: "Centre.made", text: Phrase.Centre.made(directory: "x", units: 3)),
  NamedText(name: "Centre.receiveNext", text: Phrase.Centre.receiveNext(directory: "x")),
  NamedText(name: "Centre.waiting", text: Phrase.Centre.waiting),
  NamedText(name: "Centre.found", text: Phrase.Centre.found(3)),
  NamedText(name: "Centre.notTaken", text: Phrase.Centre.notTaken("x")),
  NamedText(
    name: "Centre.progress", text: Phrase.Centre.progress(done: 1, total: 3, perSecond: 2)),
  NamedText(
    name: "Centre.duplicate", text: Phrase.Centre.duplicate(Bilingual("例", "case"))),
  NamedText(name: "Centre.failed", text: Phrase.Centre.failed),
  NamedText(name: "Centre.count", text: Phrase.Centre.count(Bilingual("例", "case"), 3)),
  NamedText(name: "Centre.receipts", text: Phrase.Centre.receipts("x", 3)),
  NamedText(name: "Centre.heldNext", text: Phrase.Centre.heldNext(3)),
  NamedText(name: "Centre.resolved", text: Phrase.Centre.resolved("x", Bilingual("例", "case"))),
  NamedText(name: "Centre.accessRecorded", text: Phrase.Centre.accessRecorded),
  NamedText(name: "Relay.relayed", text: Phrase.Relay.relayed(3)),
  NamedText(name: "Status.asOf", text: Phrase.Status.asOf(Bilingual("例", "case"), time: "x")),
  NamedText(name: "Status.prefecture", text: Phrase.Status.prefecture),
  NamedText(name: "Status.unitClass", text: Phrase.Status.unitClass),
  NamedText(name: "Status.expected", text: Phrase.Status.expected),
  NamedText(name: "Status.late", text: Phrase.Status.late),
  NamedText(name: "Status.share", text: Phrase.Status.share),
  NamedText(name: "Status.total", text: Phrase.Status.total),
  NamedText(name: "Status.due", text: Phrase.Status.due),
  NamedText(name: "Status.complete", text: Phrase.Status.complete),
  NamedText(name: "Status.held", text: Phrase.Status.held),
  NamedText(name: "Status.ledger", text: Phrase.Status.ledger(size: 3, root: "x")),
  NamedText(name: "Status.finding", text: Phrase.Status.finding(deliveries: 3, units: 1)),
  NamedText(name: "Ledger.holds", text: Phrase.Ledger.holds(size: 3, originals: 3)),
  NamedText(name: "Ledger.entry", text: Phrase.Ledger.entry(3)),
  NamedText(name: "Ledger.flaws", text: Phrase.Ledger.flaws(3)),
  NamedText(name: "Ledger.paper", text: Phrase.Ledger.paper("x")),
  NamedText(name: "Ledger.keepCheckpoint", text: Phrase.Ledger.keepCheckpoint),
  NamedText(name: "Receipt.unverified", text: Phrase.Receipt.unverified),
  NamedText(name: "Receipt.holds", text: Phrase.Receipt.holds),
  NamedText(name: "Receipt.received", text: Phrase.Receipt.received("x", late: true)),
  NamedText(name: "Receipt.signed", text: Phrase.Receipt.signed(by: "x", time: "x")),
  NamedText(name: "Receipt.ledger", text: Phrase.Receipt.ledger(index: 1, size: 3, root: "x")),
  NamedText(name: "Receipt.document", text: Phrase.Receipt.document(3)),
]

@Suite struct ReceivePhraseTests {
  @Test(arguments: phrases)
  func everyPhraseIsThereInBothLanguages(_ phrase: NamedText) {
    #expect(faults(phrase.text) == [], "\(phrase.text)")
    #expect(unknownCommands(in: phrase.text.zh) == [])
    #expect(unknownCommands(in: phrase.text.en) == [])
  }
}
