public import BundleCore
import Primitives

/// What a validation says in the end (SPEC, 10).
public enum Verdict: String, Sendable, Hashable, CaseIterable {
  case accepted
  case acceptedWithWarnings = "accepted-with-warnings"
  case indeterminate
  case returned
  case refused
  case unreadable

  /// Whether a bundle with this verdict may be unpacked without a person's decision.
  public var holds: Bool { self == .accepted || self == .acceptedWithWarnings }
}

/// How one gate came out.
public enum GateResult: Sendable, Hashable {
  case passed
  case failed
  case undecided
  /// Stopped before it by another gate.
  case notEvaluated(because: Gate)
}

/// Everything that a validation found (SPEC, 11).
public struct ValidationReport: Sendable {
  /// The file that was read.
  public struct File: Sendable, Hashable {
    public var size: UInt64
    /// Absent when the file could not be read to its end.
    public var digest: Digest?
  }

  /// The campaign that it was held against.
  public struct CampaignIdentity: Sendable, Hashable {
    public var id: String
    public var version: Int
    public var digest: Digest
    public var issued: Timestamp
    public var expires: Timestamp
    public var timeZone: Zone
  }

  public var time: Timestamp
  public var verdict: Verdict
  public var file: File
  public var campaign: CampaignIdentity
  /// Only when provenance and integrity held.
  public var manifest: Manifest?
  public var signers: [CheckedSigner]
  public var revocation: [RevocationSource]
  public var gates: [(gate: Gate, result: GateResult)]
  public var findings: [Finding]
  /// Whether the contents were unpacked to the destination.
  public var isPublished = false
}

/// Gathers a report while the gates are passed.
struct ReportBuilder {
  private(set) var findings: [Finding] = []
  /// The same: a bundle may have a finding for each of 20,000 documents.
  private var known: Set<Finding> = []
  private(set) var revocation: [RevocationSource] = []
  private var passed: Set<Gate> = []
  /// The gate that stopped everything, if one did.
  private(set) var stop: Gate?

  static let gates: [Gate] = Gate.allCases.filter { $0 != .command }

  mutating func add(_ finding: Finding) {
    if known.insert(finding).inserted { findings.append(finding) }
  }

  mutating func add(_ more: [Finding]) { for finding in more { add(finding) } }

  mutating func addRevocation(_ crls: [CertificateRevocationList]) {
    for crl in crls {
      let source = RevocationSource(
        issuer: crl.issuerText, thisUpdate: crl.thisUpdate, nextUpdate: crl.nextUpdate)
      if !revocation.contains(source) { revocation.append(source) }
    }
  }

  mutating func pass(_ gates: Gate...) { passed.formUnion(gates) }

  /// A gate failed and nothing beyond it is interpreted.
  mutating func stop(_ error: FengniError) {
    let gate = error.code.gate == .command ? .transport : error.code.gate
    stop = gate
    if gate == .transport || gate == .envelope {
      // Where the tag does not hold, nothing that was seen inside is shown, not even how far the
      // checks came: that would answer whoever edits a ciphertext (SPEC, 4.7).
      findings = []
      known = []
      revocation = []
      passed = []
    }
    // What was judged had been read.
    if gate != .transport { pass(.transport) }
    add(Finding(error))
  }

  private func result(_ gate: Gate) -> GateResult {
    let here = findings.filter { $0.code.gate == gate }.map(\.severity)
    if let stop {
      if gate == stop { return .failed }
      if !passed.contains(gate) { return .notEvaluated(because: stop) }
    }
    if here.contains(.error) { return .failed }
    return here.contains(.undecided) ? .undecided : .passed
  }

  private var verdict: Verdict {
    switch stop {
    case .transport, .envelope: return .unreadable
    case .some: return .refused
    case nil: break
    }
    let severities = Set(findings.map(\.severity))
    if severities.contains(.error) { return .returned }
    if severities.contains(.undecided) { return .indeterminate }
    return severities.contains(.warning) ? .acceptedWithWarnings : .accepted
  }

  func report(
    time: Timestamp, campaign: CampaignPackage, file: ValidationReport.File,
    manifest: Manifest?, signers: [CheckedSigner]
  ) -> ValidationReport {
    ValidationReport(
      time: time, verdict: verdict, file: file,
      campaign: .init(
        id: campaign.id, version: campaign.version, digest: campaign.digest,
        issued: campaign.issued, expires: campaign.expires,
        timeZone: campaign.settings.timeZone),
      manifest: stop == nil ? manifest : nil, signers: stop == nil ? signers : [],
      revocation: revocation, gates: Self.gates.map { ($0, result($0)) }, findings: findings)
  }
}
