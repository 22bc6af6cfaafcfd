import BundleCore
import Testing

@testable import Messages

/// Every phrase, with example arguments.
private let phrases: [NamedText] = [
  NamedText(name: "labelled", text: Phrase.labelled(.sender, Bilingual("例", "case"))),
  NamedText(name: "labelled 2", text: Phrase.labelled(.sender, "x")),
  NamedText(name: "list", text: Phrase.list([Bilingual("例", "case"), Bilingual("例", "case")])),
  NamedText(name: "errorLine", text: Phrase.errorLine("x", Bilingual("例", "case"))),
  NamedText(name: "moreAbout", text: Phrase.moreAbout("x")),
  NamedText(name: "place", text: Phrase.place(line: 3, column: 3)),
  NamedText(name: "writtenTo", text: Phrase.writtenTo("x")),
  NamedText(name: "size", text: Phrase.size(2048)),
  NamedText(
    name: "findingCounts", text: Phrase.findingCounts(errors: 3, undecided: 3, warnings: 3)),
  NamedText(name: "noFindings", text: Phrase.noFindings),
  NamedText(name: "none", text: Phrase.none),
  NamedText(name: "unknown", text: Phrase.unknown),
  NamedText(name: "yes", text: Phrase.yes),
  NamedText(name: "no", text: Phrase.no),
  NamedText(name: "required", text: Phrase.required),
  NamedText(name: "optional", text: Phrase.optional),
  NamedText(name: "wholeBundle", text: Phrase.wholeBundle),
  NamedText(name: "unknownLanguage", text: Phrase.unknownLanguage("accepted")),
  NamedText(name: "optionValues", text: Phrase.optionValues("x", ["preparer", "seal"])),
  NamedText(name: "optionMissing", text: Phrase.optionMissing("x")),
  NamedText(name: "optionsExclusive", text: Phrase.optionsExclusive("x", "x")),
  NamedText(name: "Prompt.passphrase", text: Phrase.Prompt.passphrase(for: "x")),
  NamedText(name: "Prompt.newPassphrase", text: Phrase.Prompt.newPassphrase(minimum: 3)),
  NamedText(name: "Prompt.again", text: Phrase.Prompt.again),
  NamedText(name: "Prompt.importPassphrase", text: Phrase.Prompt.importPassphrase),
  NamedText(name: "Prompt.passphrasesDiffer", text: Phrase.Prompt.passphrasesDiffer),
  NamedText(name: "Prompt.passphraseTooShort", text: Phrase.Prompt.passphraseTooShort(minimum: 3)),
  NamedText(name: "Prompt.confirm", text: Phrase.Prompt.confirm(Bilingual("例", "case"))),
  NamedText(name: "Progress.digesting", text: Phrase.Progress.digesting),
  NamedText(name: "Progress.sealing", text: Phrase.Progress.sealing),
  NamedText(name: "Progress.verifying", text: Phrase.Progress.verifying),
  NamedText(name: "Progress.opening", text: Phrase.Progress.opening),
  NamedText(name: "Progress.checking", text: Phrase.Progress.checking),
  NamedText(name: "Progress.signing", text: Phrase.Progress.signing),
  NamedText(name: "Progress.generating", text: Phrase.Progress.generating),
  NamedText(name: "Progress.publishing", text: Phrase.Progress.publishing),
  NamedText(name: "Progress.reading", text: Phrase.Progress.reading),
  NamedText(name: "Progress.syncing", text: Phrase.Progress.syncing),
  NamedText(name: "Progress.timeLeft", text: Phrase.Progress.timeLeft(seconds: 200)),
  NamedText(name: "Progress.done", text: Phrase.Progress.done(2048, of: 2048)),
  NamedText(name: "Progress.finished", text: Phrase.Progress.finished(seconds: 200)),
  NamedText(name: "Progress.stopped", text: Phrase.Progress.stopped),
  NamedText(name: "Keys.made", text: Phrase.Keys.made(directory: "x")),
  NamedText(name: "Keys.sendRequests", text: Phrase.Keys.sendRequests(["preparer", "seal"])),
  NamedText(name: "Keys.rememberPassphrase", text: Phrase.Keys.rememberPassphrase),
  NamedText(name: "Keys.installNext", text: Phrase.Keys.installNext(directory: "x")),
  NamedText(
    name: "Keys.installed", text: Phrase.Keys.installed(use: Bilingual("例", "case"), subject: "x")),
  NamedText(name: "Keys.complete", text: Phrase.Keys.complete),
  NamedText(name: "Keys.stillMissing", text: Phrase.Keys.stillMissing(use: Bilingual("例", "case"))),
  NamedText(name: "Keys.imported", text: Phrase.Keys.imported(from: "x")),
  NamedText(name: "Keys.removeSource", text: Phrase.Keys.removeSource("x")),
  NamedText(name: "Keys.expiresSoon", text: Phrase.Keys.expiresSoon(days: 3)),
  NamedText(name: "Keys.noCertificateYet", text: Phrase.Keys.noCertificateYet),
  NamedText(name: "Report.made", text: Phrase.Report.made(directory: "x", sender: "x")),
  NamedText(name: "Report.toDoTitle", text: Phrase.Report.toDoTitle),
  NamedText(
    name: "Report.toDoForm",
    text: Phrase.Report.toDoForm(
      name: Bilingual("x", "x"), workbook: "x", directory: "x", isRequired: true)),
  NamedText(
    name: "Report.toDoForm, optional",
    text: Phrase.Report.toDoForm(
      name: Bilingual("x", "x"), workbook: "x", directory: "x", isRequired: false)),
  NamedText(name: "Report.toDoSecrecyReview", text: Phrase.Report.toDoSecrecyReview(path: "x")),
  NamedText(name: "Report.toDoMark", text: Phrase.Report.toDoMark(path: "x")),
  NamedText(name: "Report.toDoCheck", text: Phrase.Report.toDoCheck(directory: "x")),
  NamedText(
    name: "Report.toDoSign",
    text: Phrase.Report.toDoSign(directory: "x", capacity: Bilingual("例", "case"), option: "x")),
  NamedText(name: "Report.toDoSeal", text: Phrase.Report.toDoSeal(directory: "x")),
  NamedText(name: "Report.toDoDeliver", text: Phrase.Report.toDoDeliver(deadline: "x")),
  NamedText(name: "Report.checkPassed", text: Phrase.Report.checkPassed),
  NamedText(name: "Report.checkFailed", text: Phrase.Report.checkFailed(errors: 3)),
  NamedText(name: "Report.deadlineIn", text: Phrase.Report.deadlineIn(seconds: 200)),
  NamedText(name: "Report.deadlineOver", text: Phrase.Report.deadlineOver(seconds: 200)),
  NamedText(
    name: "Sign.signed", text: Phrase.Sign.signed(capacity: Bilingual("例", "case"), subject: "x")),
  NamedText(
    name: "Sign.aboutToSign",
    text: Phrase.Sign.aboutToSign(documents: 3, capacity: Bilingual("例", "case"))),
  NamedText(name: "Sign.frozen", text: Phrase.Sign.frozen),
  NamedText(
    name: "Sign.stillDue",
    text: Phrase.Sign.stillDue([Bilingual("例", "case"), Bilingual("例", "case")])),
  NamedText(name: "Sign.complete", text: Phrase.Sign.complete),
  NamedText(name: "Sign.voidRemoved", text: Phrase.Sign.voidRemoved),
  NamedText(name: "Seal.sealed", text: Phrase.Seal.sealed(path: "x", size: 2048)),
  NamedText(name: "Seal.tellShortCode", text: Phrase.Seal.tellShortCode("x")),
  NamedText(name: "Seal.recipients", text: Phrase.Seal.recipients(3)),
  NamedText(name: "Seal.keepWorkspace", text: Phrase.Seal.keepWorkspace),
  NamedText(name: "Seal.keepBundle", text: Phrase.Seal.keepBundle),
  NamedText(name: "CA.made", text: Phrase.CA.made(directory: "x")),
  NamedText(name: "CA.keepOffline", text: Phrase.CA.keepOffline),
  NamedText(
    name: "CA.issued", text: Phrase.CA.issued(subject: "x", use: Bilingual("例", "case"), path: "x")),
  NamedText(name: "CA.checkApplicant", text: Phrase.CA.checkApplicant),
  NamedText(
    name: "CA.revoked", text: Phrase.CA.revoked(serial: "x", reason: Bilingual("例", "case"))),
  NamedText(name: "CA.publishCRLNext", text: Phrase.CA.publishCRLNext),
  NamedText(name: "CA.crlIssued", text: Phrase.CA.crlIssued(entries: 3, nextUpdate: "x")),
  NamedText(name: "CA.alreadyRevoked", text: Phrase.CA.alreadyRevoked(serial: "x")),
  NamedText(name: "Campaign.made", text: Phrase.Campaign.made(directory: "x")),
  NamedText(name: "Campaign.editNext", text: Phrase.Campaign.editNext(directory: "x")),
  NamedText(name: "Campaign.checkPassed", text: Phrase.Campaign.checkPassed),
  NamedText(name: "Campaign.published", text: Phrase.Campaign.published(path: "x", version: 3)),
  NamedText(name: "Campaign.printFingerprint", text: Phrase.Campaign.printFingerprint("x")),
  NamedText(name: "Campaign.trusted", text: Phrase.Campaign.trusted(title: "x")),
  NamedText(name: "Campaign.isTrusted", text: Phrase.Campaign.isTrusted),
  NamedText(name: "Campaign.isNotTrusted", text: Phrase.Campaign.isNotTrusted),
  NamedText(name: "Campaign.compareFingerprint", text: Phrase.Campaign.compareFingerprint),
  NamedText(name: "Campaign.howToTrust", text: Phrase.Campaign.howToTrust(path: "x")),
  NamedText(name: "Campaign.updated", text: Phrase.Campaign.updated(from: 3, to: 3)),
  NamedText(name: "Campaign.units", text: Phrase.Campaign.units(3)),
  NamedText(name: "Campaign.expiresSoon", text: Phrase.Campaign.expiresSoon(days: 3)),
  NamedText(name: "Inspect.withoutKey", text: Phrase.Inspect.withoutKey),
  NamedText(name: "Inspect.verifyNext", text: Phrase.Inspect.verifyNext),
  NamedText(name: "Inspect.recipient", text: Phrase.Inspect.recipient(issuer: "x", serial: "x")),
  NamedText(name: "Inspect.recipient 2", text: Phrase.Inspect.recipient(keyIdentifier: "x")),
  NamedText(
    name: "Verify.notEvaluated", text: Phrase.Verify.notEvaluated(because: Bilingual("例", "case"))),
  NamedText(
    name: "Verify.signer",
    text: Phrase.Verify.signer(subject: "x", capacity: Bilingual("例", "case"), time: "x")
  ),
  NamedText(
    name: "Verify.revocationList", text: Phrase.Verify.revocationList(issuer: "x", ageDays: 3)),
  NamedText(name: "Verify.noRevocationList", text: Phrase.Verify.noRevocationList),
  NamedText(name: "Verify.lateBy", text: Phrase.Verify.lateBy(seconds: 200)),
  NamedText(name: "Verify.onTime", text: Phrase.Verify.onTime),
  NamedText(name: "Verify.nothingWritten", text: Phrase.Verify.nothingWritten),
  NamedText(name: "Open.opened", text: Phrase.Open.opened(documents: 3, directory: "x")),
  NamedText(name: "Open.nothingUnpacked", text: Phrase.Open.nothingUnpacked),
  NamedText(name: "Open.openedUndecided", text: Phrase.Open.openedUndecided),
  NamedText(name: "Open.protectDocuments", text: Phrase.Open.protectDocuments),
  NamedText(name: "Explain.unknownCode", text: Phrase.Explain.unknownCode("accepted")),
  NamedText(name: "Explain.allCodes", text: Phrase.Explain.allCodes(3)),
  NamedText(
    name: "Report.guide",
    text: Phrase.Report.guide(
      campaign: Bilingual("例", "case"), sender: "x", deadline: "x",
      items: [Bilingual("例", "case"), Bilingual("例", "case")])),
  NamedText(name: "Volumes.written", text: Phrase.Volumes.written(3, directory: "x")),
  NamedText(name: "Volumes.mayBeLost", text: Phrase.Volumes.mayBeLost(1, of: 6)),
  NamedText(name: "Volumes.mayBeLost 0", text: Phrase.Volumes.mayBeLost(0, of: 6)),
  NamedText(name: "Volumes.noRecovery", text: Phrase.Volumes.noRecovery),
  NamedText(name: "Volumes.joined", text: Phrase.Volumes.joined("x")),
  NamedText(name: "Volumes.frames", text: Phrase.Volumes.frames(3, of: 6)),
  NamedText(name: "Volumes.suffices", text: Phrase.Volumes.suffices(spare: 3)),
  NamedText(name: "Volumes.lacking", text: Phrase.Volumes.lacking(3, stripes: 1)),
  NamedText(name: "Volumes.missing", text: Phrase.Volumes.missing("1-3", of: 6)),
  NamedText(name: "Volumes.incomplete", text: Phrase.Volumes.incomplete(3, present: 3, of: 6)),
  NamedText(name: "Volumes.more", text: Phrase.Volumes.more(3)),
  NamedText(name: "Volumes.sendAgain", text: Phrase.Volumes.sendAgain("1-3")),
  NamedText(name: "Volumes.unreadable", text: Phrase.Volumes.unreadable(4096)),
  NamedText(name: "Volumes.damaged", text: Phrase.Volumes.damaged(3)),
  NamedText(name: "Volumes.contradictory", text: Phrase.Volumes.contradictory(3)),
  NamedText(name: "Volumes.overfull", text: Phrase.Volumes.overfull),
  NamedText(name: "Deliver.done", text: Phrase.Deliver.done(files: 3, folder: "x")),
  NamedText(name: "Deliver.eject", text: Phrase.Deliver.eject),
  NamedText(name: "Deliver.comparing", text: Phrase.Deliver.comparing),
  NamedText(name: "Deliver.writing", text: Phrase.Deliver.writing),
  NamedText(name: "Deliver.joining", text: Phrase.Deliver.joining),
]

@Suite struct PhraseTests {
  @Test(arguments: phrases)
  func everyPhraseIsThereInBothLanguages(_ phrase: NamedText) {
    #expect(faults(phrase.text) == [], "\(phrase.text)")
  }

  @Test(arguments: phrases)
  func commandsThatAreMentionedExist(_ phrase: NamedText) {
    #expect(unknownCommands(in: phrase.text.zh) == [])
    #expect(unknownCommands(in: phrase.text.en) == [])
  }

  @Test func helpIsThereInBothLanguages() {
    for command in CommandName.allCases { #expect(faults(command.abstract) == [], "\(command)") }
    for option in OptionName.allCases { #expect(faults(option.help) == [], "\(option)") }
    for (status, text) in Help.exitStatuses { #expect(faults(text) == [], "\(status)") }
    #expect(faults(Help.abstract) == [])
  }

  @Test func oneIsSingular() {
    #expect(Phrase.Open.opened(documents: 1, directory: "d").en == "1 document unpacked: d")
    #expect(Phrase.Open.opened(documents: 2, directory: "d").en == "2 documents unpacked: d")
  }

  @Test func theGuideListsWhatIsToBeDone() {
    let items = [
      Phrase.Report.toDoMark(path: "report.json"),
      Phrase.Report.toDoSign(
        directory: "w", capacity: Bilingual("负责人", "approver"), option: "approver"),
    ]
    let guide = Phrase.Report.guide(
      campaign: Bilingual("信息安全检查", "Security inspection"), sender: "A01",
      deadline: "2012-08-31T24:00:00+08:00", items: items)
    #expect(guide.zh.contains("\n2. 负责人签名："))
    #expect(guide.en.contains("\n2. Sign as approver: fengni sign w --as approver"))
    #expect(guide.zh.hasSuffix("\n") && guide.en.hasSuffix("\n"))
  }
}
