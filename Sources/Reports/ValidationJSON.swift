public import BundleCore
import CMS
public import JSONText
public import Messages
import Primitives
public import Submission

extension ValidationReport {
  /// The report as JSON (`report.schema.json`), texts in both languages.
  public var json: JSONValue {
    .object(members + [("findings", .array(findings.map { $0.json }))])
  }

  /// What a format that has a place of its own for findings carries beside them.
  public var properties: [(String, JSONValue?)] { [("validation", .object(members))] }

  private var members: [(String, JSONValue?)] {
    [
      ("report", .string("validation/1")),
      ("time", .string(time.rfc3339(zone: campaign.timeZone))),
      ("verdict", .string(verdict.rawValue)),
      (
        "bundle",
        .object(
          [
            ("size", .integer(file.size)), ("digest", file.digest.map { .string($0.text) }),
            ("shortCode", file.digest.map { .string($0.shortCode) }),
          ] as [(String, JSONValue?)])
      ),
      (
        "campaign",
        .object([
          ("id", .string(campaign.id)), ("version", .integer(campaign.version)),
          ("digest", .string(campaign.digest.text)), ("issued", .string(campaign.issued.rfc3339)),
          ("expires", .string(campaign.expires.rfc3339)),
        ])
      ),
      ("submission", manifest?.summaryJSON),
      ("signers", .array(signers.map { $0.json(manifest?.suite.digest ?? .sm3) })),
      ("revocation", .array(revocation.map { $0.json(asOf: time) })),
      ("gates", .array(gates.map { Self.json($0.gate, $0.result) })),
    ]
  }

  private static func json(_ gate: Gate, _ result: GateResult) -> JSONValue {
    var because: String?
    if case .notEvaluated(let gate) = result { because = gate.rawValue }
    return .object(
      [
        ("gate", .string(gate.rawValue)), ("result", .string(result.name)),
        ("because", because.map { .string($0) }),
      ] as [(String, JSONValue?)])
  }
}

extension Manifest {
  fileprivate var summaryJSON: JSONValue {
    .object([
      ("id", .string(id)), ("submission", .string(submission)), ("kind", .string(kind.rawValue)),
      ("revision", .integer(revision)), ("suite", .string(suite.rawValue)),
      (
        "sender",
        .object([
          ("id", .string(sender.id)), ("name", .string(sender.name)),
          ("division", .string(sender.division)), ("class", .string(sender.unitClass.rawValue)),
        ])
      ),
      ("addressee", addressee.map { .string($0) }),
      ("mark", .string(mark.rawValue)), ("created", .string(created.rfc3339)),
      (
        "documents",
        .array(
          documents.map { row in
            .object([
              ("path", .string(row.path.text)), ("role", .string(row.role)),
              ("mediaType", .string(row.mediaType)), ("size", .integer(row.size)),
              ("digest", .string(row.digest.text)),
            ])
          })
      ),
    ])
  }
}

extension CheckedSigner {
  fileprivate func json(_ algorithm: DigestAlgorithm) -> JSONValue {
    .object([
      ("certificate", .string(certificate.digest(algorithm).text)),
      ("subject", .string(certificate.subjectText)), ("capacity", .string(capacity.rawValue)),
      ("signingTime", .string(signingTime.rfc3339)),
    ])
  }
}

extension RevocationSource {
  /// Whole days between the list and a moment.
  public func ageDays(asOf time: Timestamp) -> Int64 {
    max(0, (time.secondsSince1970 - thisUpdate.secondsSince1970) / 86_400)
  }

  fileprivate func json(asOf time: Timestamp) -> JSONValue {
    .object(
      [
        ("issuer", .string(issuer)), ("thisUpdate", .string(thisUpdate.rfc3339)),
        ("nextUpdate", nextUpdate.map { .string($0.rfc3339) }),
        ("ageDays", .integer(ageDays(asOf: time))),
      ] as [(String, JSONValue?)])
  }
}

extension FindingRow {
  /// The row as JSON (`report.schema.json`, `finding`), texts in both languages.
  public var json: JSONValue {
    func text(_ text: String?) -> JSONValue? {
      text.flatMap { $0.isEmpty ? nil : .string($0) }
    }
    return .object(
      [
        ("code", .string(code)), ("gate", .string(gate.rawValue)),
        ("severity", .string(finding.severity.rawValue)), ("document", text(finding.document)),
        ("subject", text(finding.subject)), ("pointer", text(finding.pointer)),
        ("line", finding.line.map { .integer($0) }),
        ("column", finding.column.map { .integer($0) }), ("rule", text(finding.rule)),
        ("expected", text(finding.expected)), ("found", text(finding.found)),
        ("detail", detail.map { $0.json }), ("message", message.json), ("remedy", remedy.json),
      ] as [(String, JSONValue?)])
  }
}

extension Finding {
  /// The finding as JSON, as its row has it.
  public var json: JSONValue { FindingRow(self).json }
}

extension Bilingual {
  /// Both versions, by their language (`report.schema.json`, `bilingual`).
  public var json: JSONValue { .object([("zh", .string(zh)), ("en", .string(en))]) }
}
