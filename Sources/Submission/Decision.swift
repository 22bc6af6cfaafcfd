public import BundleCore

/// What a centre did with a delivery (SPEC, 15.1).
///
/// A delivery that was received before is none of these: it gets the receipt that it got.
public enum Decision: String, Sendable, Hashable, CaseIterable {
  case accepted
  case acceptedWithWarnings = "accepted-with-warnings"
  /// Held for a person: revocation can't be decided offline.
  case indeterminate
  /// Held for a person: contradicts what was received before.
  case conflict
  case returned
  case refused
  case unreadable

  /// Whether the submission counts.
  public var holds: Bool { self == .accepted || self == .acceptedWithWarnings }
  /// Whether a person has to decide.
  public var isHeld: Bool { self == .indeterminate || self == .conflict }

  /// Codes by which what came before objects to a bundle that holds by itself (SPEC, 15.6).
  public static let objections: [Code] = [
    .firstReportTwice, .revisionSuperseded, .predecessorUnknown, .bundleIDReused,
    .predecessorOfOthers,
  ]

  /// The decision that a verdict leads to where the centre has nothing to add.
  public init(_ verdict: Verdict) {
    self =
      switch verdict {
      case .accepted: .accepted
      case .acceptedWithWarnings: .acceptedWithWarnings
      case .indeterminate: .indeterminate
      case .returned: .returned
      case .refused: .refused
      case .unreadable: .unreadable
      }
  }

  /// The decision that a verdict leads to with what the centre found besides (SPEC, 15.2.1).
  ///
  /// What is not in order by itself stays what it is, whatever the centre knows of other bundles.
  public init(_ verdict: Verdict, centre findings: [Finding]) {
    self.init(verdict)
    guard holds || isHeld else { return }
    let errors = findings.filter { $0.severity == .error }
    if errors.contains(where: { Self.objections.contains($0.code) }) {
      self = .conflict
    } else if !errors.isEmpty {
      self = .returned
    } else if holds, !findings.isEmpty {
      self = .acceptedWithWarnings
    }
  }
}
