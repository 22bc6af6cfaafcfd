import BundleCore
import CMS
import Custody
import Messages
import Primitives
import Reports
import Submission

/// A campaign as text for people.
struct CampaignText {
  private let package: CampaignPackage
  private let console: Console

  init(_ package: CampaignPackage, _ console: Console) {
    self.package = package
    self.console = console
  }

  func print(isTrusted: Bool?) {
    let settings = package.settings
    func local(_ time: Timestamp) -> String { time.rfc3339(zone: settings.timeZone) }
    console.result(Phrase.labelled(.campaign, settings.title[console.language].oneLine))
    console.result(Phrase.labelled(.version, "\(package.id) \(package.version)"))
    console.result(Phrase.labelled(.issuer, settings.issuerName[console.language].oneLine))
    for basis in settings.legalBasis { console.result(Phrase.labelled(.legalBasis, basis)) }
    console.result(Phrase.labelled(.issued, local(package.issued)))
    console.result(Phrase.labelled(.expires, local(package.expires)))
    console.result(Phrase.labelled(.publisher, package.publisher.subjectText))
    console.result(Phrase.labelled(.fingerprint, Fingerprint.text(package.publisherDigest)))
    if let isTrusted {
      console.result(
        Phrase.labelled(
          .trust, isTrusted ? Phrase.Campaign.isTrusted : Phrase.Campaign.isNotTrusted))
    }
    console.result(
      Phrase.labelled(
        .allowedSuites, Phrase.list(settings.suites.map { $0.title })))
    console.result(
      Phrase.labelled(.allowedMarks, Phrase.list(settings.marks.map { $0.title })))
    console.result(Phrase.Campaign.units(package.roster.units.count))
    for submission in settings.submissions {
      print(submission, submission.deadline.deadlineText(zone: settings.timeZone))
    }
  }

  private func print(_ submission: SubmissionRequirement, _ deadline: String) {
    let language = console.language
    console.result("")
    console.result("\(submission.title[language].oneLine) (\(submission.id))")
    func line(_ label: Label, _ value: Bilingual) {
      console.result("  " + Phrase.labelled(label, value)[language])
    }
    // A notice has its own time.
    if !submission.isToUnit { line(.deadline, Bilingual(deadline, deadline)) }
    line(
      .requiredSignatures,
      Phrase.list(submission.signatures.map { $0.title }))
    for document in submission.documents {
      let formats = document.mediaTypes.map(MediaType.shortName).joined(separator: ", ")
      let text = Bilingual(
        "\(document.title.zh.oneLine) (\(document.role): \(formats))",
        "\(document.title.en.oneLine) (\(document.role): \(formats))")
      line(document.isRequired ? .requiredDocuments : .optionalDocuments, text)
    }
  }
}
