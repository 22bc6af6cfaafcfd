import BundleCore
import Glibc
import Submission

/// Exit statuses (sysexits.h where it has a word for it).
struct ExitStatus: Equatable {
  let rawValue: Int32

  /// It holds.
  static let holds = ExitStatus(rawValue: 0)
  /// It was checked and does not hold.
  static let doesNotHold = ExitStatus(rawValue: 1)
  static let usage = ExitStatus(rawValue: 64)
  static let badInput = ExitStatus(rawValue: 65)
  static let noInput = ExitStatus(rawValue: 66)
  static let software = ExitStatus(rawValue: 70)
  static let cannotCreate = ExitStatus(rawValue: 73)
  static let inputOutput = ExitStatus(rawValue: 74)
  static let noPermission = ExitStatus(rawValue: 77)

  init(rawValue: Int32) { self.rawValue = rawValue }

  /// The status of a command that an error ended.
  init(_ code: Code) {
    switch code.exitClass {
    case .doesNotHold: self = .doesNotHold
    case .usage: self = .usage
    case .badInput: self = .badInput
    case .noInput: self = .noInput
    case .software: self = .software
    case .cannotCreate: self = .cannotCreate
    case .inputOutput: self = .inputOutput
    case .noPermission: self = .noPermission
    case .interrupted: self = ExitStatus(rawValue: 128 + SIGINT)
    }
  }

  /// The status that a verdict means.
  init(_ report: ValidationReport) {
    if report.verdict.holds || report.isPublished {
      self = .holds
    } else if let stop = report.findings.first(where: {
      $0.code.gate == .transport || $0.code.gate == .command
    }) {
      self.init(stop.code)
    } else {
      self = .doesNotHold
    }
  }
}
