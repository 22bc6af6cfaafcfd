import BundleCore

extension Code {
  /// The texts of this code.
  ///
  /// There is no default on purpose: a code without texts does not compile.
  var text: CodeText {
    switch self {
    // 1xx transport: is there something to read at all?
    case .inputNotFound: .inputNotFound
    case .inputUnreadable: .inputUnreadable
    case .inputEmpty: .inputEmpty
    case .notABundle: .notABundle
    // 2xx envelope: CMS AuthEnvelopedData
    case .envelopeSyntax: .envelopeSyntax
    case .envelopeTrailingData: .envelopeTrailingData
    case .envelopeTruncated: .envelopeTruncated
    case .envelopeContentType: .envelopeContentType
    case .envelopeAlgorithm: .envelopeAlgorithm
    case .envelopeParameters: .envelopeParameters
    case .envelopeAttributes: .envelopeAttributes
    case .envelopeNoMatchingRecipient: .envelopeNoMatchingRecipient
    case .envelopeDecryptionFailed: .envelopeDecryptionFailed
    case .envelopeTooLong: .envelopeTooLong
    case .envelopeContentPrefix: .envelopeContentPrefix
    case .envelopeHeaderTooLarge: .envelopeHeaderTooLarge
    case .envelopeOriginatorInfo: .envelopeOriginatorInfo
    case .envelopeKeyTransport: .envelopeKeyTransport
    // 3xx provenance: who says so, and may they?
    case .signedDataSyntax: .signedDataSyntax
    case .signerWithoutAttributes: .signerWithoutAttributes
    case .signatureWeakAlgorithm: .signatureWeakAlgorithm
    case .signatureInvalid: .signatureInvalid
    case .signerCertificateMissing: .signerCertificateMissing
    case .signedAttributeMissing: .signedAttributeMissing
    case .signedAttributeMismatch: .signedAttributeMismatch
    case .messageDigestMismatch: .messageDigestMismatch
    case .certificateUntrusted: .certificateUntrusted
    case .certificateExpired: .certificateExpired
    case .certificateNotYetValid: .certificateNotYetValid
    case .certificateRevoked: .certificateRevoked
    case .revocationUnknown: .revocationUnknown
    case .revocationStale: .revocationStale
    case .certificateKeyUsage: .certificateKeyUsage
    case .certificateNotDual: .certificateNotDual
    case .signerNotInRoster: .signerNotInRoster
    case .senderUnknown: .senderUnknown
    case .capacityMissing: .capacityMissing
    case .capacityNotAllowed: .capacityNotAllowed
    case .signerDuplicate: .signerDuplicate
    case .signingTimeInFuture: .signingTimeInFuture
    case .signingTimeOutsideCampaign: .signingTimeOutsideCampaign
    case .otherCampaign: .otherCampaign
    case .otherCampaignVersion: .otherCampaignVersion
    case .statementKind: .statementKind
    case .statementMalformed: .statementMalformed
    case .recipientsDiffer: .recipientsDiffer
    case .campaignNotTrusted: .campaignNotTrusted
    case .campaignFingerprintMismatch: .campaignFingerprintMismatch
    case .campaignExpired: .campaignExpired
    case .campaignRollback: .campaignRollback
    case .signatureRawPrehash: .signatureRawPrehash
    case .signatureAlgorithm: .signatureAlgorithm
    case .noSigner: .noSigner
    case .senderMismatch: .senderMismatch
    case .receiptSigner: .receiptSigner
    case .receiptOtherBundle: .receiptOtherBundle
    case .receiptLeaf: .receiptLeaf
    case .receiptProof: .receiptProof
    // 4xx integrity: the package, byte for byte
    case .packageSyntax: .packageSyntax
    case .packageHeadersDisagree: .packageHeadersDisagree
    case .packageGapOrOverlap: .packageGapOrOverlap
    case .packageTrailingData: .packageTrailingData
    case .entryNameRefused: .entryNameRefused
    case .entryNameCollision: .entryNameCollision
    case .packageFeatureRefused: .packageFeatureRefused
    case .packageMimetype: .packageMimetype
    case .entryNotListed: .entryNotListed
    case .entryMissing: .entryMissing
    case .entrySizeMismatch: .entrySizeMismatch
    case .entryDigestMismatch: .entryDigestMismatch
    case .entryChecksumMismatch: .entryChecksumMismatch
    case .entryCompressionCorrupt: .entryCompressionCorrupt
    case .packageLimitExceeded: .packageLimitExceeded
    case .packageTruncated: .packageTruncated
    case .entryOrder: .entryOrder
    case .paddingNotZero: .paddingNotZero
    // 5xx completeness: is everything there that was asked for?
    case .documentMissing: .documentMissing
    case .documentUnexpected: .documentUnexpected
    case .documentMediaType: .documentMediaType
    case .documentTooLarge: .documentTooLarge
    case .documentEmpty: .documentEmpty
    case .documentTooMany: .documentTooMany
    case .documentContentMismatch: .documentContentMismatch
    // 6xx content: JSON and forms
    case .jsonSyntax: .jsonSyntax
    case .jsonDuplicateName: .jsonDuplicateName
    case .jsonTooDeep: .jsonTooDeep
    case .jsonNumber: .jsonNumber
    case .jsonEncoding: .jsonEncoding
    case .jsonLoneSurrogate: .jsonLoneSurrogate
    case .jsonTooLarge: .jsonTooLarge
    case .jsonUnexpectedMember: .jsonUnexpectedMember
    case .jsonMissingMember: .jsonMissingMember
    case .jsonWrongType: .jsonWrongType
    case .jsonValueNotAllowed: .jsonValueNotAllowed
    case .schemaInvalid: .schemaInvalid
    case .schemaReferenceUnresolved: .schemaReferenceUnresolved
    case .schemaPatternUnsupported: .schemaPatternUnsupported
    // 7xx rules: what the campaign's rules say of forms and documents
    case .celSyntax: .celSyntax
    case .celType: .celType
    case .celEvaluation: .celEvaluation
    case .celLimit: .celLimit
    case .ruleViolated: .ruleViolated
    // 8xx policy: what the campaign permits
    case .late: .late
    case .beforeOpening: .beforeOpening
    case .markNotAllowed: .markNotAllowed
    case .senderMayNotSubmit: .senderMayNotSubmit
    case .suiteNotPermitted: .suiteNotPermitted
    case .kindNotAllowed: .kindNotAllowed
    case .revisionChain: .revisionChain
    case .secrecyReviewMissing: .secrecyReviewMissing
    case .createdInFuture: .createdInFuture
    case .receivedBefore: .receivedBefore
    case .firstReportTwice: .firstReportTwice
    case .revisionSuperseded: .revisionSuperseded
    case .predecessorUnknown: .predecessorUnknown
    case .bundleIDReused: .bundleIDReused
    case .predecessorOfOthers: .predecessorOfOthers
    // 9xx the command and its surroundings
    case .usage: .usage
    case .passphraseWrong: .passphraseWrong
    case .passphraseMissing: .passphraseMissing
    case .keyFileFormat: .keyFileFormat
    case .keyFilePermissions: .keyFilePermissions
    case .outputExists: .outputExists
    case .cannotCreate: .cannotCreate
    case .cannotRead: .cannotRead
    case .cannotWrite: .cannotWrite
    case .diskFull: .diskFull
    case .fileChanged: .fileChanged
    case .interrupted: .interrupted
    case .keyCertificateMismatch: .keyCertificateMismatch
    case .certificateFormat: .certificateFormat
    case .certificateRequestFormat: .certificateRequestFormat
    case .crlFormat: .crlFormat
    case .keyDirectoryIncomplete: .keyDirectoryIncomplete
    case .workspaceMalformed: .workspaceMalformed
    case .signaturesVoid: .signaturesVoid
    case .campaignSourceInvalid: .campaignSourceInvalid
    case .permissionDenied: .permissionDenied
    case .caStateInvalid: .caStateInvalid
    case .centreInvalid: .centreInvalid
    case .centreBusy: .centreBusy
    case .centreKeysUnfit: .centreKeysUnfit
    case .ledgerAltered: .ledgerAltered
    case .ledgerRemoved: .ledgerRemoved
    case .ledgerReordered: .ledgerReordered
    case .ledgerInserted: .ledgerInserted
    case .ledgerRecordMismatch: .ledgerRecordMismatch
    case .ledgerHeadMismatch: .ledgerHeadMismatch
    case .sealedOriginalDamaged: .sealedOriginalDamaged
    case .deliveryUnknown: .deliveryUnknown
    case .deliveryNotHeld: .deliveryNotHeld
    case .randomUnavailable: .randomUnavailable
    case .cryptoLibrary: .cryptoLibrary
    }
  }
}
