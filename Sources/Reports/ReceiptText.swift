public import BundleCore
import Messages
public import Submission

extension Receipt {
  /// A receipt for a terminal, a line each (SPEC, 15.3); times are shown in `zone`.
  public func lines(_ language: Language, zone: Zone) -> [String] {
    var facts: [ReportSheet.Fact] = [
      .init(.verdict, decision.title), .init(.campaign, "\(campaign.id) (\(campaign.version))"),
      .init(.shortCode, bundle.shortCode), .init(.size, Phrase.size(bundleSize)),
    ]
    if let submission {
      facts += [
        .init(.sender, submission.sender), .init(.submission, submission.submission),
        .init(.submissionKind, submission.kind.title), .init(.revision, "\(submission.revision)"),
      ]
    }
    var lines = facts.map { Phrase.labelled($0.label, $0.value)[language].oneLine }
    lines.append(
      Phrase.Receipt.received(timeText(received, in: zone), late: isLate)[language])
    for item in findings {
      lines += FindingLines.block(
        code: item.code, severity: item.severity, message: item.message,
        places: item.places(language), values: item.rule.map { [Phrase.labelled(.rule, $0)] } ?? [],
        remedy: item.remedy, language)
    }
    lines.append(
      Phrase.Receipt.ledger(
        index: inclusion.index, size: inclusion.size,
        root: Hex.grouped(inclusion.root.bytes.prefix(16)))[language])
    return lines
  }
}

extension Receipt.Item {
  /// Where it is: the document by its number in the manifest, since a receipt names no file.
  fileprivate func places(_ language: Language) -> [String] {
    var places: [String] = []
    if let document { places.append(Phrase.Receipt.document(document)[language]) }
    if let line { places.append(Phrase.place(line: line, column: column ?? 1)[language]) }
    if let pointer { places.append(pointer.oneLine) }
    return places
  }
}
