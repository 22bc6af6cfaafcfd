// What a code means for whoever runs the check, told once; the switches are exhaustive, so that a
// new code does not compile without its class.

/// What a code speaks of.
public enum Concern: Sendable, Hashable, CaseIterable {
  /// What was given: a bundle, a document, a key, a command line.
  case material
  /// The file that could not be read on this machine, which says nothing of what is in it.
  case source
  /// The place that could not be written to.
  case destination
  /// A permission that was lacking, for reading or for writing.
  case permission
  /// The machine: its random numbers, or somebody who interrupted it.
  case machine
  /// The centre's own folder.
  case centre
}

/// With which exit status a command ends that a code ended (sysexits.h where it has a word for it).
public enum ExitClass: Sendable, Hashable, CaseIterable {
  /// It was checked and does not hold.
  case doesNotHold
  /// The command was written wrongly.
  case usage
  /// The input is not what it should be at all.
  case badInput
  /// There is no such input.
  case noInput
  /// A cryptographic library or the random source failed.
  case software
  /// The output can't be created, or is there already.
  case cannotCreate
  /// Reading or writing failed.
  case inputOutput
  /// Wrong passphrase, or no permission.
  case noPermission
  /// A signal ended it.
  case interrupted
}

extension Code {
  /// What the code speaks of.
  public var concern: Concern {
    switch self {
    case .inputNotFound, .inputUnreadable, .cannotRead: .source
    case .cannotCreate, .cannotWrite, .diskFull, .outputExists: .destination
    case .permissionDenied: .permission
    case .randomUnavailable, .interrupted: .machine
    case .centreInvalid, .centreBusy: .centre
    case .inputEmpty, .notABundle, .framesNotFound, .framesInsufficient, .framesOfSeveralFiles,
      .framesForged, .framesDamaged, .volumeMissing, .frameLimitExceeded, .volumeSizeTooSmall,
      .mediumTooSmall, .mediumFileSize, .mediumDiffers, .transferredAsText, .mailNotReadable,
      .mailNothingFound, .mailLimitExceeded, .mailWinmail, .mailOutlookItem, .mailPartial,
      .mailDamaged, .mailTooLarge, .mailAddress, .mailArchive, .mailWrapped, .envelopeSyntax,
      .envelopeTrailingData, .envelopeTruncated, .envelopeContentType, .envelopeAlgorithm,
      .envelopeParameters, .envelopeAttributes, .envelopeNoMatchingRecipient,
      .envelopeDecryptionFailed, .envelopeTooLong, .envelopeContentPrefix,
      .envelopeHeaderTooLarge, .envelopeOriginatorInfo, .envelopeKeyTransport, .signedDataSyntax,
      .signerWithoutAttributes, .signatureWeakAlgorithm, .signatureInvalid,
      .signerCertificateMissing, .signedAttributeMissing, .signedAttributeMismatch,
      .messageDigestMismatch, .certificateUntrusted, .certificateExpired,
      .certificateNotYetValid, .certificateRevoked, .revocationUnknown, .revocationStale,
      .certificateKeyUsage, .certificateNotDual, .signerNotInRoster, .senderUnknown,
      .capacityMissing, .capacityNotAllowed, .signerDuplicate, .signingTimeInFuture,
      .signingTimeOutsideCampaign, .otherCampaign, .otherCampaignVersion, .statementKind,
      .statementMalformed, .recipientsDiffer, .campaignNotTrusted, .campaignFingerprintMismatch,
      .campaignExpired, .campaignRollback, .signatureRawPrehash, .signatureAlgorithm, .noSigner,
      .senderMismatch, .receiptSigner, .receiptOtherBundle, .receiptLeaf, .receiptProof,
      .addresseeUnfit, .noticeSigner, .addresseeCertificate, .unitCertificateMissing,
      .receiptSealed, .packageSyntax, .packageHeadersDisagree, .packageGapOrOverlap,
      .packageTrailingData, .entryNameRefused, .entryNameCollision, .packageFeatureRefused,
      .packageMimetype, .entryNotListed, .entryMissing, .entrySizeMismatch, .entryDigestMismatch,
      .entryChecksumMismatch, .entryCompressionCorrupt, .packageLimitExceeded, .packageTruncated,
      .entryOrder, .paddingNotZero, .documentMissing, .documentUnexpected, .documentMediaType,
      .documentTooLarge, .documentEmpty, .documentTooMany, .documentContentMismatch,
      .documentEncrypted, .documentDamaged, .chapterMissing, .chapterTooShort, .placeholderFound,
      .documentNoText, .documentNotExamined, .jsonSyntax, .jsonDuplicateName, .jsonTooDeep,
      .jsonNumber, .jsonEncoding,
      .jsonLoneSurrogate, .jsonTooLarge, .jsonUnexpectedMember, .jsonMissingMember,
      .jsonWrongType, .jsonValueNotAllowed, .schemaInvalid, .schemaReferenceUnresolved,
      .schemaPatternUnsupported, .workbookUnreadable, .workbookOtherForm, .cellInvalid,
      .cellUnknownChoice, .workbookLayout, .workbookDiffers, .celSyntax, .celType, .celEvaluation,
      .celLimit,
      .ruleViolated, .late, .beforeOpening, .markNotAllowed, .senderMayNotSubmit,
      .suiteNotPermitted, .kindNotAllowed, .revisionChain, .secrecyReviewMissing,
      .createdInFuture, .secrecyMarkFound, .receivedBefore, .firstReportTwice,
      .revisionSuperseded, .predecessorUnknown, .bundleIDReused, .predecessorOfOthers,
      .partsTooMany, .partsOversized, .partsNoRoom, .partsUnknown, .noticeUnfit,
      .noticeNumberTaken, .noticeUnknown, .noticeFindingUnknown, .noticeFindingAnsweredTwice,
      .noticeStillOpen, .noticeReplyLate, .noticeAtCentre, .summaryDiffers,
      .summaryBundleUnknown, .summaryBundleNotCounted, .summaryBundleLeftOut,
      .campaignEarlierVersion, .summaryNothing, .usage, .passphraseWrong, .passphraseMissing,
      .keyFileFormat, .keyFilePermissions, .fileChanged, .keyCertificateMismatch,
      .certificateFormat, .certificateRequestFormat, .crlFormat, .keyDirectoryIncomplete,
      .workspaceMalformed, .signaturesVoid, .campaignSourceInvalid, .caStateInvalid,
      .fileNameEncoding, .passphraseFileEncoding, .certificateFileContent, .keyFileForeign,
      .keyFileJava, .keyFileAlone, .centreKeysUnfit, .ledgerAltered, .ledgerRemoved,
      .ledgerReordered, .ledgerInserted, .ledgerRecordMismatch, .ledgerHeadMismatch,
      .sealedOriginalDamaged, .deliveryUnknown, .deliveryNotHeld, .cryptoLibrary:
      .material
    }
  }

  /// Whether it says that this machine could not read, write or compute, so that no verdict on the
  /// material may be made of it.
  public var isOfThisMachine: Bool {
    switch concern {
    case .source, .destination, .permission, .machine, .centre: true
    case .material: false
    }
  }

  /// How a command ends that this code ended.
  public var exitClass: ExitClass {
    switch self {
    case .usage, .volumeSizeTooSmall, .mailAddress, .mailTooLarge: .usage
    case .inputNotFound, .deliveryUnknown, .partsUnknown: .noInput
    case .inputEmpty, .notABundle, .keyFileFormat, .certificateFormat, .certificateRequestFormat,
      .crlFormat, .keyDirectoryIncomplete, .workspaceMalformed, .campaignSourceInvalid,
      .caStateInvalid, .workbookUnreadable, .workbookOtherForm, .workbookLayout, .framesNotFound,
      .centreInvalid, .centreKeysUnfit, .mailNotReadable, .mailNothingFound, .mailWinmail,
      .mailOutlookItem, .mailPartial, .mailDamaged, .mailLimitExceeded, .mailArchive,
      .mailWrapped, .transferredAsText, .fileNameEncoding, .passphraseFileEncoding,
      .certificateFileContent, .keyFileForeign, .keyFileJava, .keyFileAlone:
      .badInput
    case .outputExists, .cannotCreate, .mediumTooSmall, .mediumFileSize: .cannotCreate
    case .inputUnreadable, .cannotRead, .cannotWrite, .diskFull, .fileChanged, .mediumDiffers,
      .centreBusy, .partsNoRoom:
      .inputOutput
    case .passphraseWrong, .passphraseMissing, .keyFilePermissions, .permissionDenied:
      .noPermission
    case .interrupted: .interrupted
    case .randomUnavailable, .cryptoLibrary: .software
    case .framesInsufficient, .framesOfSeveralFiles, .framesForged, .framesDamaged,
      .volumeMissing, .frameLimitExceeded, .envelopeSyntax, .envelopeTrailingData,
      .envelopeTruncated, .envelopeContentType, .envelopeAlgorithm, .envelopeParameters,
      .envelopeAttributes, .envelopeNoMatchingRecipient, .envelopeDecryptionFailed,
      .envelopeTooLong, .envelopeContentPrefix, .envelopeHeaderTooLarge, .envelopeOriginatorInfo,
      .envelopeKeyTransport, .signedDataSyntax, .signerWithoutAttributes,
      .signatureWeakAlgorithm, .signatureInvalid, .signerCertificateMissing,
      .signedAttributeMissing, .signedAttributeMismatch, .messageDigestMismatch,
      .certificateUntrusted, .certificateExpired, .certificateNotYetValid, .certificateRevoked,
      .revocationUnknown, .revocationStale, .certificateKeyUsage, .certificateNotDual,
      .signerNotInRoster, .senderUnknown, .capacityMissing, .capacityNotAllowed,
      .signerDuplicate, .signingTimeInFuture, .signingTimeOutsideCampaign, .otherCampaign,
      .otherCampaignVersion, .statementKind, .statementMalformed, .recipientsDiffer,
      .campaignNotTrusted, .campaignFingerprintMismatch, .campaignExpired, .campaignRollback,
      .signatureRawPrehash, .signatureAlgorithm, .noSigner, .senderMismatch, .receiptSigner,
      .receiptOtherBundle, .receiptLeaf, .receiptProof, .addresseeUnfit, .noticeSigner,
      .addresseeCertificate, .unitCertificateMissing, .receiptSealed, .packageSyntax,
      .packageHeadersDisagree, .packageGapOrOverlap, .packageTrailingData, .entryNameRefused,
      .entryNameCollision, .packageFeatureRefused, .packageMimetype, .entryNotListed,
      .entryMissing, .entrySizeMismatch, .entryDigestMismatch, .entryChecksumMismatch,
      .entryCompressionCorrupt, .packageLimitExceeded, .packageTruncated, .entryOrder,
      .paddingNotZero, .documentMissing, .documentUnexpected, .documentMediaType,
      .documentTooLarge, .documentEmpty, .documentTooMany, .documentContentMismatch,
      .documentEncrypted, .documentDamaged, .chapterMissing, .chapterTooShort, .placeholderFound,
      .documentNoText, .documentNotExamined, .jsonSyntax, .jsonDuplicateName, .jsonTooDeep,
      .jsonNumber, .jsonEncoding,
      .jsonLoneSurrogate, .jsonTooLarge, .jsonUnexpectedMember, .jsonMissingMember,
      .jsonWrongType, .jsonValueNotAllowed, .schemaInvalid, .schemaReferenceUnresolved,
      .schemaPatternUnsupported, .cellInvalid, .cellUnknownChoice, .workbookDiffers, .celSyntax,
      .celType,
      .celEvaluation, .celLimit, .ruleViolated, .late, .beforeOpening, .markNotAllowed,
      .senderMayNotSubmit, .suiteNotPermitted, .kindNotAllowed, .revisionChain,
      .secrecyReviewMissing, .createdInFuture, .secrecyMarkFound, .receivedBefore,
      .firstReportTwice, .revisionSuperseded, .predecessorUnknown, .bundleIDReused,
      .predecessorOfOthers, .partsTooMany, .partsOversized, .noticeUnfit, .noticeNumberTaken,
      .noticeUnknown, .noticeFindingUnknown, .noticeFindingAnsweredTwice, .noticeStillOpen,
      .noticeReplyLate, .noticeAtCentre, .summaryDiffers, .summaryBundleUnknown,
      .summaryBundleNotCounted, .summaryBundleLeftOut, .campaignEarlierVersion, .summaryNothing,
      .keyCertificateMismatch, .signaturesVoid, .ledgerAltered, .ledgerRemoved, .ledgerReordered,
      .ledgerInserted, .ledgerRecordMismatch, .ledgerHeadMismatch, .sealedOriginalDamaged,
      .deliveryNotHeld:
      .doesNotHold
    }
  }
}
