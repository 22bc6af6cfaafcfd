public import BundleCore
import CMS
public import JSONText
import Messages
import Primitives

extension ValidationReport {
  /// The report as JSON (`report.schema.json`), texts in both languages.
  public var json: JSONValue {
    .object(
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
        ("findings", .array(findings.map(\.json))),
      ] as [(String, JSONValue?)])
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

extension GateResult {
  /// The name in reports.
  public var name: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .undecided: "undecided"
    case .notEvaluated: "not-evaluated"
    }
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

extension Finding {
  /// The finding as JSON, texts in both languages.
  public var json: JSONValue {
    func text(_ text: String?) -> JSONValue? {
      text.flatMap { $0.isEmpty ? nil : .string($0) }
    }
    func both(_ text: Bilingual) -> JSONValue {
      .object([("zh", .string(text.zh)), ("en", .string(text.en))])
    }
    return .object(
      [
        ("code", .string(code.label)), ("gate", .string(code.gate.rawValue)),
        ("severity", .string(severity.rawValue)), ("document", text(document)),
        ("subject", text(subject)), ("pointer", text(pointer)),
        ("line", line.map { .integer($0) }), ("column", column.map { .integer($0) }),
        ("rule", text(rule)), ("expected", text(expected)), ("found", text(found)),
        ("detail", detail.map(both)), ("message", both(code.message)),
        ("remedy", both(code.remedy)),
      ] as [(String, JSONValue?)])
  }
}
