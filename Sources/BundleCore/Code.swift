/// The registry of stable codes.
///
/// A code is a number that people read out ("FN209") and a symbolic name that source uses.
/// A number is never renamed, reused or given another meaning. The first digit is the gate
/// at which the check stands, so the order of the numbers is the order of the checks.
/// The texts of every code, in every language, stand in the target `Messages`.
public enum Code: UInt16, CaseIterable, Sendable, Hashable {
  // 1xx transport: is there something to read at all?
  case inputNotFound = 101
  case inputUnreadable = 102
  case inputEmpty = 103
  case notABundle = 104
  case framesNotFound = 110
  case framesInsufficient = 111
  case framesOfSeveralFiles = 112
  case framesForged = 113
  case framesDamaged = 114
  case volumeMissing = 115
  case frameLimitExceeded = 116
  case volumeSizeTooSmall = 117
  case mediumTooSmall = 118
  case mediumFileSize = 119
  case mediumDiffers = 120
  case transferredAsText = 121
  case mailNotReadable = 130
  case mailNothingFound = 131
  case mailLimitExceeded = 132
  case mailWinmail = 133
  case mailOutlookItem = 134
  case mailPartial = 135
  case mailDamaged = 136
  case mailTooLarge = 137
  case mailAddress = 138
  case mailArchive = 139
  case mailWrapped = 140

  // 2xx envelope: CMS AuthEnvelopedData
  case envelopeSyntax = 201
  case envelopeTrailingData = 202
  case envelopeTruncated = 203
  case envelopeContentType = 204
  case envelopeAlgorithm = 205
  case envelopeParameters = 206
  case envelopeAttributes = 207
  case envelopeNoMatchingRecipient = 208
  case envelopeDecryptionFailed = 209
  case envelopeTooLong = 210
  case envelopeContentPrefix = 211
  case envelopeHeaderTooLarge = 212
  case envelopeOriginatorInfo = 213
  case envelopeKeyTransport = 214

  // 3xx provenance: who says so, and may they?
  case signedDataSyntax = 301
  case signerWithoutAttributes = 302
  case signatureWeakAlgorithm = 303
  case signatureInvalid = 304
  case signerCertificateMissing = 305
  case signedAttributeMissing = 306
  case signedAttributeMismatch = 307
  case messageDigestMismatch = 308
  case certificateUntrusted = 309
  case certificateExpired = 310
  case certificateNotYetValid = 311
  case certificateRevoked = 312
  case revocationUnknown = 313
  case revocationStale = 314
  case certificateKeyUsage = 315
  case certificateNotDual = 316
  case signerNotInRoster = 317
  case senderUnknown = 318
  case capacityMissing = 319
  case capacityNotAllowed = 320
  case signerDuplicate = 321
  case signingTimeInFuture = 322
  case signingTimeOutsideCampaign = 323
  case otherCampaign = 324
  case otherCampaignVersion = 325
  case statementKind = 326
  case statementMalformed = 327
  case recipientsDiffer = 328
  case campaignNotTrusted = 330
  case campaignFingerprintMismatch = 331
  case campaignExpired = 332
  case campaignRollback = 333
  case signatureRawPrehash = 334
  case signatureAlgorithm = 335
  case noSigner = 336
  case senderMismatch = 337
  case receiptSigner = 340
  case receiptOtherBundle = 341
  case receiptLeaf = 342
  case receiptProof = 343
  case addresseeUnfit = 344
  case noticeSigner = 345
  case addresseeCertificate = 346
  case unitCertificateMissing = 348
  case receiptSealed = 349

  // 4xx integrity: the package, byte for byte
  case packageSyntax = 401
  case packageHeadersDisagree = 402
  case packageGapOrOverlap = 403
  case packageTrailingData = 404
  case entryNameRefused = 405
  case entryNameCollision = 406
  case packageFeatureRefused = 407
  case packageMimetype = 408
  case entryNotListed = 409
  case entryMissing = 410
  case entrySizeMismatch = 411
  case entryDigestMismatch = 412
  case entryChecksumMismatch = 413
  case entryCompressionCorrupt = 414
  case packageLimitExceeded = 415
  case packageTruncated = 416
  case entryOrder = 417
  case paddingNotZero = 418

  // 5xx completeness: is everything there that was asked for?
  case documentMissing = 501
  case documentUnexpected = 502
  case documentMediaType = 503
  case documentTooLarge = 504
  case documentEmpty = 505
  case documentTooMany = 506
  case documentContentMismatch = 507
  case documentEncrypted = 508
  case documentDamaged = 509
  case chapterMissing = 511
  case chapterTooShort = 512
  case placeholderFound = 513
  case documentNoText = 514
  case documentNotExamined = 515

  // 6xx content: JSON and forms
  case jsonSyntax = 601
  case jsonDuplicateName = 602
  case jsonTooDeep = 603
  case jsonNumber = 604
  case jsonEncoding = 605
  case jsonLoneSurrogate = 606
  case jsonTooLarge = 607
  case jsonUnexpectedMember = 608
  case jsonMissingMember = 609
  case jsonWrongType = 610
  case jsonValueNotAllowed = 611
  case schemaInvalid = 620
  case schemaReferenceUnresolved = 621
  case schemaPatternUnsupported = 622
  case workbookUnreadable = 630
  case workbookOtherForm = 631
  case cellInvalid = 632
  case cellUnknownChoice = 633
  case workbookLayout = 634
  case workbookDiffers = 635

  // 7xx rules: what the campaign's rules say of forms and documents
  case celSyntax = 701
  case celType = 702
  case celEvaluation = 703
  case celLimit = 704
  case ruleViolated = 710

  // 8xx policy: what the campaign permits
  case late = 801
  case beforeOpening = 802
  case markNotAllowed = 803
  case senderMayNotSubmit = 804
  case suiteNotPermitted = 805
  case kindNotAllowed = 806
  case revisionChain = 807
  case secrecyReviewMissing = 808
  case createdInFuture = 809
  case secrecyMarkFound = 810
  case receivedBefore = 850
  case firstReportTwice = 851
  case revisionSuperseded = 852
  case predecessorUnknown = 853
  case bundleIDReused = 854
  case predecessorOfOthers = 855
  case partsTooMany = 860
  case partsOversized = 861
  case partsNoRoom = 862
  case partsUnknown = 863
  case noticeUnfit = 870
  case noticeNumberTaken = 871
  case noticeUnknown = 872
  case noticeFindingUnknown = 873
  case noticeFindingAnsweredTwice = 874
  case noticeStillOpen = 875
  case noticeReplyLate = 876
  case noticeAtCentre = 877
  case summaryDiffers = 880
  case summaryBundleUnknown = 881
  case summaryBundleNotCounted = 882
  case summaryBundleLeftOut = 883
  case campaignEarlierVersion = 884
  case summaryNothing = 885

  // 9xx the command and its surroundings
  case usage = 901
  case passphraseWrong = 902
  case passphraseMissing = 903
  case keyFileFormat = 904
  case keyFilePermissions = 905
  case outputExists = 906
  case cannotCreate = 907
  case cannotRead = 908
  case cannotWrite = 909
  case diskFull = 910
  case fileChanged = 911
  case interrupted = 912
  case keyCertificateMismatch = 913
  case certificateFormat = 914
  case certificateRequestFormat = 915
  case crlFormat = 916
  case keyDirectoryIncomplete = 917
  case workspaceMalformed = 918
  case signaturesVoid = 919
  case campaignSourceInvalid = 920
  case permissionDenied = 921
  case caStateInvalid = 922
  case fileNameEncoding = 923
  case passphraseFileEncoding = 924
  case certificateFileContent = 925
  case keyFileForeign = 926
  case keyFileJava = 927
  case keyFileAlone = 928
  case centreInvalid = 940
  case centreBusy = 941
  case centreKeysUnfit = 942
  case ledgerAltered = 943
  case ledgerRemoved = 944
  case ledgerReordered = 945
  case ledgerInserted = 946
  case ledgerRecordMismatch = 947
  case ledgerHeadMismatch = 948
  case sealedOriginalDamaged = 949
  case deliveryUnknown = 950
  case deliveryNotHeld = 951
  case randomUnavailable = 998
  case cryptoLibrary = 999

  /// The code as people write and say it: `FN` and three digits.
  public var label: String { "FN\(rawValue)" }

  /// The gate at which this check stands, read off the first digit.
  public var gate: Gate {
    switch rawValue / 100 {
    case 1: .transport
    case 2: .envelope
    case 3: .provenance
    case 4: .integrity
    case 5: .completeness
    case 6: .content
    case 7: .rules
    case 8: .policy
    default: .command
    }
  }

  /// Finds a code by its label ("FN209", "fn209" or "209").
  public init?(label: String) {
    var digits = Substring(label)
    if digits.lowercased().hasPrefix("fn") { digits = digits.dropFirst(2) }
    guard let number = UInt16(digits), let code = Code(rawValue: number) else { return nil }
    self = code
  }
}

/// The gates of a validation, in the order in which they are passed.
///
/// Gates up to `integrity` are about trust: when one fails, nothing beyond is interpreted.
public enum Gate: String, CaseIterable, Sendable, Hashable {
  case transport, envelope, provenance, integrity
  case completeness, content, rules, policy
  /// Not a gate of a bundle: the command itself could not be carried out.
  case command
}
