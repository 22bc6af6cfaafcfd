import BundleCore
import JSONText
import Reports
import Submission

/// The record of a decision or resolution as it was kept, held against its leaf and against itself
/// (SPEC, 15.2.1).
struct DecisionRecord {
  private let record: JSONValue
  private let leaf: LedgerLeaf

  /// What of a record contradicts its leaf or itself, as a JSON Pointer into it; nil when nothing
  /// does, or when it is the record of another event.
  static func fault(in text: String, of leaf: LedgerLeaf) -> String? {
    guard leaf.event == .decision || leaf.event == .resolution else { return nil }
    guard let record = try? JSONDocument.parse(Array(text.utf8), subject: "record") else {
      return "/"
    }
    return DecisionRecord(record: record, leaf: leaf).fault
  }

  private var fault: String? {
    guard let report = record["report"], let centre = record["centre"] else { return earlierFault }
    let decision = centre["decision"]?.asString.flatMap { Decision(rawValue: $0) }
    guard let decision, decision == leaf.decision else { return "/centre/decision" }
    guard let verdict = report["verdict"]?.asString.flatMap({ Verdict(rawValue: $0) }) else {
      return "/report/verdict"
    }
    guard let found = Self.findings(report), let own = Self.findings(centre) else {
      return "/report/findings"
    }
    guard Finding.labels(found + own) == leaf.codes else { return "/centre/findings" }
    if let gate = Self.contradictedGate(report, found) { return gate }
    guard Self.follows(verdict, from: found) else { return "/report/verdict" }
    guard leaf.event == .decision else {
      // A person decides as he sees fit, but accepts nothing that has errors.
      let mayHold = verdict.holds || verdict == .indeterminate
      let isFree = !decision.isHeld && (decision == .returned || decision.holds && mayHold)
      return isFree ? nil : "/centre/decision"
    }
    return Decision(verdict, centre: own) == decision ? nil : "/centre/decision"
  }

  /// Records of version 0.1.0: of a decision with the centre's findings among those of the report,
  /// of a resolution without any.
  private var earlierFault: String? {
    if leaf.event == .resolution { return record["by"] == nil ? "/by" : nil }
    guard record["decision"]?.asString == leaf.decision?.rawValue else { return "/decision" }
    guard let found = record["report"].flatMap(Self.findings), Finding.labels(found) == leaf.codes
    else { return "/report/findings" }
    return nil
  }

  /// Code and severity of the findings of a report, or of the centre; nil where one can't be read.
  private static func findings(_ value: JSONValue) -> [Finding]? {
    var findings: [Finding] = []
    for item in value["findings"]?.asArray ?? [] {
      guard let code = item["code"]?.asString.flatMap({ Code(label: $0) }),
        let severity = item["severity"]?.asString.flatMap({ Severity(rawValue: $0) })
      else { return nil }
      findings.append(Finding(code, severity))
    }
    return findings
  }

  /// A gate that came out otherwise than the findings at it say.
  private static func contradictedGate(_ report: JSONValue, _ findings: [Finding]) -> String? {
    let gates = report["gates"]?.asArray ?? []
    for (index, item) in gates.enumerated() {
      guard let gate = item["gate"]?.asString.flatMap({ Gate(rawValue: $0) }),
        let result = item["result"]?.asString
      else { return "/report/gates/\(index)" }
      let here = findings.filter { finding in
        // What stopped the command was met while the file was read.
        finding.code.gate == gate || gate == .transport && finding.code.gate == .command
      }.map(\.severity)
      let expected =
        here.contains(.error)
        ? GateResult.failed.name
        : here.contains(.undecided) ? GateResult.undecided.name : GateResult.passed.name
      let isOpen = result == GateResult.notEvaluated(because: gate).name
      guard result == expected || isOpen && !here.contains(.error) else {
        return "/report/gates/\(index)"
      }
    }
    return gates.isEmpty ? "/report/gates" : nil
  }

  /// Whether a verdict is that of some findings (SPEC, 10).
  private static func follows(_ verdict: Verdict, from findings: [Finding]) -> Bool {
    let severities = Set(findings.map(\.severity))
    switch verdict {
    case .unreadable, .refused, .returned: return severities.contains(.error)
    case .indeterminate: return severities.contains(.undecided) && !severities.contains(.error)
    case .acceptedWithWarnings:
      return severities.contains(.warning) && severities.isDisjoint(with: [.error, .undecided])
    case .accepted: return severities.isSubset(of: [.info])
    }
  }
}
