import BundleCore

/// Where each code is provoked by its name. The compiler asks for a new code's place, and
/// `ProvocationTests` looks whether the file really has it.
enum Provocation: Equatable {
  /// A file below the root, Swift or the second implementation's table of attacks.
  case file(String)
  /// Nothing provokes it yet.
  case awaited
  /// Nothing raises it (any more), but its number stays taken.
  case never(String)

  private static func tests(_ name: String) -> Provocation { .file("Tests/\(name).swift") }

  /// The second implementation forges a bundle for it.
  private static let attack = Provocation.file("Tools/second/attacks.py")

  static func of(_ code: Code) -> Provocation {
    switch code {
    case .inputNotFound, .notABundle, .envelopeNoMatchingRecipient:
      tests("CommandTests/BundleSituations")
    case .inputUnreadable, .signaturesVoid:
      tests("CommandTests/WorkspaceSituations")
    case .inputEmpty, .envelopeTrailingData, .envelopeTruncated, .envelopeContentType,
      .envelopeAlgorithm, .envelopeParameters, .envelopeAttributes, .envelopeDecryptionFailed,
      .envelopeContentPrefix, .envelopeOriginatorInfo, .envelopeKeyTransport,
      .signerWithoutAttributes, .signatureWeakAlgorithm, .signatureInvalid,
      .signerCertificateMissing, .signedAttributeMismatch, .messageDigestMismatch,
      .certificateNotYetValid, .certificateRevoked, .revocationUnknown, .revocationStale,
      .certificateKeyUsage, .certificateNotDual, .signerNotInRoster, .senderUnknown,
      .capacityNotAllowed, .signerDuplicate, .signingTimeInFuture, .signingTimeOutsideCampaign,
      .otherCampaign, .otherCampaignVersion, .statementKind, .statementMalformed,
      .recipientsDiffer, .campaignExpired, .signatureRawPrehash, .signatureAlgorithm, .noSigner,
      .entryNameCollision, .packageFeatureRefused, .entryNotListed, .entryMissing,
      .entryDigestMismatch, .entryOrder, .paddingNotZero, .documentMissing, .documentUnexpected,
      .documentMediaType, .documentTooLarge, .documentEmpty, .documentTooMany,
      .documentContentMismatch, .beforeOpening, .markNotAllowed, .senderMayNotSubmit,
      .suiteNotPermitted, .kindNotAllowed, .revisionChain, .secrecyReviewMissing,
      .createdInFuture:
      attack
    case .framesNotFound, .framesOfSeveralFiles, .framesDamaged, .volumeMissing, .mediumTooSmall,
      .mediumFileSize, .mediumDiffers:
      tests("TransportTests/DeliveryTests")
    case .framesInsufficient:
      tests("TransportTests/TrialTests")
    case .framesForged:
      tests("TransportTests/ForgeryTests")
    case .frameLimitExceeded, .volumeSizeTooSmall:
      tests("TransportTests/Frames/FrameTests")
    case .mailNotReadable, .mailNothingFound, .mailWinmail, .mailOutlookItem, .mailPartial,
      .mailDamaged:
      tests("CarrierTests/Mail/CollectTests")
    case .mailArchive, .mailWrapped:
      tests("CarrierTests/Mail/RealMailTests")
    case .transferredAsText:
      tests("CommandTests/VolumeSituations")
    case .fileNameEncoding:
      tests("CommandTests/WorkspaceSituations")
    case .passphraseFileEncoding, .keyFileForeign, .keyFileJava, .keyFileAlone:
      tests("CommandTests/KeySituations")
    case .certificateFileContent:
      tests("CryptographyTests/Primitives/CertificateFileTests")
    case .mailLimitExceeded:
      tests("CarrierTests/Mail/HostileTests")
    case .mailTooLarge, .mailAddress:
      tests("CarrierTests/Mail/ComposeTests")
    case .envelopeSyntax, .envelopeTooLong, .envelopeHeaderTooLarge:
      tests("CryptographyTests/CMS/EnvelopeTests")
    case .signedDataSyntax:
      tests("CryptographyTests/CMS/SignedDataTests")
    case .signedAttributeMissing:
      tests("CryptographyTests/CMS/OpenSSLTests")
    case .certificateUntrusted, .certificateExpired:
      tests("CryptographyTests/Primitives/ChainTests")
    case .capacityMissing, .senderMismatch:
      tests("SubmissionTests/ProvenanceTests")
    case .campaignNotTrusted, .campaignFingerprintMismatch, .passphraseMissing:
      tests("CommandTests/KeySituations")
    case .campaignRollback:
      tests("CustodyTests/PinTests")
    case .receiptSigner, .receiptOtherBundle, .receiptLeaf, .receiptProof:
      tests("CentreTests/ReceiptTests")
    case .addresseeUnfit, .noticeSigner, .addresseeCertificate, .noticeUnfit, .noticeNumberTaken,
      .noticeUnknown, .noticeFindingUnknown, .noticeFindingAnsweredTwice, .noticeStillOpen,
      .noticeReplyLate, .noticeAtCentre:
      tests("CentreTests/NoticeTests")
    case .unitCertificateMissing, .receiptSealed:
      tests("CentreTests/SealedReceiptTests")
    case .packageSyntax, .packageTruncated:
      tests("StrictZIPTests/DamageTests")
    case .packageHeadersDisagree, .packageGapOrOverlap, .packageTrailingData:
      tests("StrictZIPTests/AttackTests")
    case .entryNameRefused:
      tests("CoreTests/Values/EntryNameTests")
    case .packageMimetype, .workspaceMalformed:
      tests("SubmissionTests/WorkspaceTests")
    case .entrySizeMismatch, .entryChecksumMismatch, .entryCompressionCorrupt,
      .packageLimitExceeded:
      tests("StrictZIPTests/AttackTables")
    case .documentEncrypted, .documentDamaged:
      tests("DocumentsTests/ArchiveTests")
    case .chapterMissing, .chapterTooShort, .placeholderFound:
      tests("DocumentsTests/ChapterTests")
    case .documentNotExamined:
      tests("DocumentsTests/HiddenTests")
    case .documentNoText:
      tests("DocumentsTests/TextTests")
    case .jsonSyntax, .jsonDuplicateName, .jsonNumber, .jsonEncoding, .jsonLoneSurrogate:
      tests("CoreTests/JSONText/RefusalTests")
    case .jsonTooDeep, .jsonTooLarge:
      tests("CoreTests/JSONText/LimitTests")
    case .jsonUnexpectedMember, .jsonWrongType, .jsonValueNotAllowed:
      tests("CoreTests/JSONText/ObjectReaderTests")
    case .jsonMissingMember, .ruleViolated:
      tests("SubmissionTests/FormCheckTests")
    case .schemaInvalid, .schemaReferenceUnresolved:
      tests("FormTests/JSONSchema/SchemaHostileTests")
    case .schemaPatternUnsupported:
      tests("FormTests/JSONSchema/PatternTests")
    case .workbookUnreadable:
      tests("WorkbookTests/HostileTests")
    case .workbookOtherForm, .workbookLayout:
      tests("WorkbookTests/RoundTripTests")
    case .workbookDiffers:
      tests("CommandTests/WorkbookCommandTests")
    case .cellInvalid, .cellUnknownChoice:
      tests("WorkbookTests/CellTests")
    case .celSyntax, .celType, .celEvaluation:
      tests("FormTests/CEL/CheckTests")
    case .celLimit:
      tests("FormTests/CEL/RuleHostileTests")
    case .late, .centreInvalid, .deliveryUnknown:
      tests("CentreTests/CommandLineTests")
    case .secrecyMarkFound:
      tests("DocumentsTests/SecrecyTests")
    case .firstReportTwice:
      tests("CentreTests/RelayTests")
    case .revisionSuperseded, .predecessorUnknown, .cannotRead, .permissionDenied:
      tests("CentreTests/IntakeTests")
    case .partsTooMany, .partsOversized, .partsUnknown:
      tests("CentreTests/PartsTests")
    case .partsNoRoom:
      tests("CentreTests/PartsLineTests")
    case .summaryDiffers, .summaryBundleUnknown, .summaryBundleNotCounted, .summaryBundleLeftOut:
      tests("CentreTests/SummaryTests")
    case .campaignEarlierVersion:
      tests("CentreTests/AdoptTests")
    case .usage, .outputExists, .cannotCreate, .diskFull:
      tests("CommandTests/OutputTests")
    case .passphraseWrong, .keyFilePermissions, .keyCertificateMismatch, .keyDirectoryIncomplete:
      tests("CustodyTests/KeyDirectoryTests")
    case .keyFileFormat:
      tests("CryptographyTests/Primitives/KeyFileTests")
    case .fileChanged:
      tests("StrictZIPTests/RoundTripTests")
    case .certificateFormat, .certificateRequestFormat, .crlFormat:
      tests("CryptographyTests/Primitives/CertificateTests")
    case .campaignSourceInvalid:
      tests("SubmissionTests/RosterTests")
    case .caStateInvalid:
      tests("CustodyTests/AuthorityTests")
    case .ledgerAltered, .ledgerRemoved, .ledgerReordered, .ledgerInserted,
      .ledgerRecordMismatch, .ledgerHeadMismatch, .sealedOriginalDamaged:
      tests("CentreTests/AuditTests")
    case .deliveryNotHeld:
      tests("CentreTests/ClerkTests")
    case .randomUnavailable:
      tests("CryptographyTests/Primitives/RandomTests")
    case .cryptoLibrary:
      tests("CryptographyTests/Primitives/ContentCipherTests")
    case .bundleIDReused, .predecessorOfOthers, .summaryNothing, .centreBusy, .centreKeysUnfit:
      tests("CentreTests/PipelineTests")
    case .cannotWrite:
      tests("CoreTests/Values/PipelineTests")
    case .receivedBefore:
      .never("a file that came before is an outcome of its own, not a finding")
    case .interrupted:
      .never("an interrupted process ends with the status of its signal")
    }
  }
}
