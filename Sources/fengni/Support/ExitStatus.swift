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
  static let cannotCreate = ExitStatus(rawValue: 73)
  static let inputOutput = ExitStatus(rawValue: 74)
  static let noPermission = ExitStatus(rawValue: 77)

  init(rawValue: Int32) { self.rawValue = rawValue }

  /// The status of a command that an error ended.
  init(_ code: Code) {
    switch code {
    case .usage, .volumeSizeTooSmall, .mailAddress, .mailTooLarge: self = .usage
    case .inputNotFound, .deliveryUnknown, .partsUnknown: self = .noInput
    case .inputEmpty, .notABundle, .keyFileFormat, .certificateFormat, .certificateRequestFormat,
      .crlFormat, .keyDirectoryIncomplete, .workspaceMalformed, .campaignSourceInvalid,
      .caStateInvalid, .workbookUnreadable, .workbookOtherForm, .workbookLayout, .framesNotFound,
      .centreInvalid, .centreKeysUnfit, .mailNotReadable, .mailNothingFound, .mailWinmail,
      .mailOutlookItem, .mailPartial, .mailDamaged, .mailLimitExceeded, .mailArchive,
      .mailWrapped, .transferredAsText, .fileNameEncoding, .passphraseFileEncoding,
      .certificateFileContent, .keyFileForeign, .keyFileJava, .keyFileAlone:
      self = .badInput
    case .outputExists, .cannotCreate, .mediumTooSmall, .mediumFileSize: self = .cannotCreate
    case .inputUnreadable, .cannotRead, .cannotWrite, .diskFull, .fileChanged, .mediumDiffers,
      .centreBusy, .partsNoRoom:
      self = .inputOutput
    case .passphraseWrong, .passphraseMissing, .keyFilePermissions, .permissionDenied:
      self = .noPermission
    case .interrupted: self = ExitStatus(rawValue: 128 + SIGINT)
    case .randomUnavailable, .cryptoLibrary: self = ExitStatus(rawValue: 70)
    default: self = .doesNotHold
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
