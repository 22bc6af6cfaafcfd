import BundleCore
import CMS
import Messages
public import Primitives
public import Submission

extension ValidationReport {
  /// What a validation found, for every format (SPEC, 11).
  public var sheet: ReportSheet {
    ReportSheet(
      title: Phrase.Verify.title, facts: facts,
      tables: [signerTable, documentTable, listTable, gateTable], findings: findings)
  }

  private func shown(_ time: Timestamp) -> String { timeText(time, in: campaign.timeZone) }

  private var facts: [ReportSheet.Fact] {
    var facts: [ReportSheet.Fact] = [
      .init(.verdict, verdict.title), .init(.size, Phrase.size(file.size)),
    ]
    if let digest = file.digest {
      facts += [.init(.shortCode, digest.shortCode), .init(.digest, digest.text)]
    }
    facts += [
      .init(.campaign, "\(campaign.id) (\(campaign.version))"),
      .init(.issued, shown(campaign.issued)), .init(.verifiedAt, shown(time)),
    ]
    guard let manifest else { return facts }
    facts += [
      .init(.sender, "\(manifest.sender.name) (\(manifest.sender.id))"),
      .init(.unitClass, manifest.sender.unitClass.title),
    ]
    if let addressee = manifest.addressee { facts.append(.init(.addressee, addressee)) }
    return facts + [
      .init(.submission, manifest.submission), .init(.submissionKind, manifest.kind.title),
      .init(.revision, "\(manifest.revision)"), .init(.mark, manifest.mark.title),
      .init(.created, shown(manifest.created)),
    ]
  }

  private var signerTable: ReportSheet.Table {
    ReportSheet.Table(
      .signers, head: [.capacity, .signer, .signingTime],
      rows: signers.map { signer in
        let (name, time) = (signer.certificate.shownName, shown(signer.signingTime))
        return ReportSheet.Row(
          [signer.capacity.title, Bilingual(name, name), Bilingual(time, time)],
          line: Phrase.Verify.signer(
            subject: name, capacity: signer.capacity.title, time: time))
      })
  }

  private var documentTable: ReportSheet.Table {
    let documents = manifest?.documents ?? []
    return ReportSheet.Table(
      .documents, note: "\(documents.count)", head: [.document, .role, .mediaType, .size],
      rows: documents.map { document in
        let cells = [
          document.path.text, document.role, document.mediaType, sizeText(document.size),
        ]
        let line = "\(cells[0])  \(cells[1])  \(cells[3])"
        return ReportSheet.Row(cells.map { Bilingual($0, $0) }, line: Bilingual(line, line))
      })
  }

  private var listTable: ReportSheet.Table {
    ReportSheet.Table(
      .revocationLists, head: [.issuedBy, .thisUpdate, .nextUpdate, .age],
      rows: revocation.map { list in
        let age = Int(list.ageDays(asOf: time))
        let next = list.nextUpdate.map { shown($0) } ?? ""
        let this = shown(list.thisUpdate)
        return ReportSheet.Row(
          [
            Bilingual(list.issuer, list.issuer), Bilingual(this, this), Bilingual(next, next),
            ageText(days: age),
          ],
          line: Phrase.Verify.revocationList(issuer: list.issuer, ageDays: age))
      },
      // Without a manifest nobody's certificate was looked at.
      none: manifest == nil ? nil : Phrase.Verify.noRevocationList)
  }

  private var gateTable: ReportSheet.Table {
    ReportSheet.Table(
      .gates, head: [.gate, .verdict],
      rows: gates.map { gate, result in
        let title = result.title
        return ReportSheet.Row(
          [gate.title, title],
          line: Bilingual(
            "\(result.sign) \(gate.title.zh)  \(title.zh)",
            "\(result.sign) \(gate.title.en)  \(title.en)"),
          state: result.name)
      })
  }
}

extension Certificate {
  /// Whose it is, in words for people: the common name and the unit's id where there is one.
  public var shownName: String {
    guard let commonName else { return subjectText }
    return (organizationIdentifier.map { "\(commonName) (\($0))" } ?? commonName).oneLine
  }
}
