public import BundleCore

/// A command of the tool, by the words that are typed after `fengni`.
///
/// The texts of this target mention no other commands.
public enum CommandName: String, CaseIterable, Sendable {
  case keys, ca, campaign, report, form, rule, sign, seal, inspect, verify, open, explain
  case volumes, deliver, mail, slip
  case centre, receipt, relay
  case centreInit = "centre init"
  case centreReceive = "centre receive"
  case centreResolve = "centre resolve"
  case centreStatus = "centre status"
  case centreFindings = "centre findings"
  case centreExport = "centre export"
  case centreReport = "centre report"
  case centreSummary = "centre summary"
  case centreAdopt = "centre adopt"
  case centreOpen = "centre open"
  case notice
  case noticeIssue = "notice issue"
  case centreParts = "centre parts"
  case centreSlip = "centre slip"
  case centreLedger = "centre ledger"
  case ledgerVerify = "centre ledger verify"
  case ledgerCheckpoint = "centre ledger checkpoint"
  case ledgerProve = "centre ledger prove"
  case receiptShow = "receipt show"
  case receiptVerify = "receipt verify"
  case receiptSeal = "receipt seal"
  case keysNew = "keys new"
  case keysInstall = "keys install"
  case keysImport = "keys import"
  case keysShow = "keys show"
  case caNew = "ca new"
  case caIssue = "ca issue"
  case caRevoke = "ca revoke"
  case caCRL = "ca crl"
  case campaignNew = "campaign new"
  case campaignCheck = "campaign check"
  case campaignPublish = "campaign publish"
  case campaignShow = "campaign show"
  case campaignTrust = "campaign trust"
  case reportNew = "report new"
  case reportCheck = "report check"
  case formCheck = "form check"
  case ruleEval = "rule eval"
  case formTemplate = "form template"
  case formImport = "form import"
  case volumesSplit = "volumes split"
  case volumesJoin = "volumes join"
  case volumesScan = "volumes scan"
  case volumesCheck = "volumes check"
  case mailCompose = "mail compose"
  case mailCollect = "mail collect"

  /// One line for the list of commands.
  public var abstract: Bilingual { TextTable.shared["command.\(rawValue)"].text }
}

/// An option of the tool, by its name without the hyphens.
public enum OptionName: String, CaseIterable, Sendable {
  case lang, format, keys, campaign, output, force, crl, suite, id, name, dir, sender
  case fingerprint, p12, days, reason, version, quiet, verbose, time
  case capacity = "as"
  case passphraseFile = "passphrase-file"

  /// One line of help.
  public var help: Bilingual { TextTable.shared["option.\(rawValue)"].text }
}

/// The help of one argument, named after its command and the argument.
public enum HelpText: String, CaseIterable, Sendable {
  case authorityDir, authorityNewName, authorityNewYears, authorityIssueRequests
  case authorityIssueProfile, authorityIssueOutput, authorityRevokeCertificates
  case campaignNewDirectory, campaignNewVariant, campaignNewFrom, campaignCheckDirectory
  case campaignPublishExpires, centreAdoptBy, clerkBundle, centreResolveAccept
  case centreResolveGiveBack, centreOpenOutput, centreFindingsUnit, centreOptionCentre
  case centreKeyKeys, centreInitDirectory, centreInitKeys, centreExportTable, centreExportFormat
  case centreExportView, ledgerVerifyCheckpoint, ledgerVerifyQuick, ledgerProveBundle
  case ledgerProveIndex, ledgerProveSize, ledgerProveFrom, centrePartsDiscard, centreSlipFiles
  case centreReceivePaths, centreReceiveReceivedAt, centreReportFormat, centreStatusSubmission
  case centreStatusDue, centreStatusNotices, centreStatusUnit, centreSummaryFiles
  case centreSummaryCheck, centreSummaryOutput, centreSummaryCampaign, centreSummarySender
  case centreSummarySubmission, centreSummaryAsOf, centreSummaryKeys, deliverFile, deliverMedium
  case deliverTo, schemaMap, formCheckSchema, formCheckData, formCheckAssertFormat, formCheckList
  case formCheckWorkbook
  case ruleEvalExpression, ruleEvalBind, ruleEvalZone, formTemplateSchema, formTemplateValues
  case formTemplateXlsx, formImportFile, formImportWorkspace, formImportRole, formImportOutput
  case inspectFile, explainCode, keysNewOrganization, keysInstallCertificates
  case keysImportP12PassphraseFile, mailComposeFiles, mailComposeTo, mailComposeFrom
  case mailComposeSize, mailComposeRecovery, mailCollectPaths, noticeIssueForm, noticeIssueAttach
  case noticeIssueUnit, noticeIssueCertificates, receiptShowFile, receiptVerifyBundle
  case receiptKeyKeys, receiptSealPaths, receiptSealCertificates, relayFiles, reportNewSubmission
  case reportNewKind, reportNewAfter, reportNewBundle, reportCheckDirectory, signAnew, sealStream
  case sealKeyIdentifier, slipFile, slipDestination, slipJson, slipMedium, slipMedia, slipMark
  case slipCopies, slipNumber, slipBundleId, slipSealNo, slipSidesFromUnit, slipSidesFrom
  case slipSidesDeliveredAt, slipSidesToUnit, slipSidesTo, slipSidesReceivedAt
  case slipHandlingCondition, slipHandlingScanTool, slipHandlingScanDate, slipHandlingScanResult
  case slipHandlingDisposition, slipHandlingDisposedOn, slipHandlingDisposedBy
  case slipHandlingWitness, openingFile, openAcceptIndeterminate, splittingSize, splittingRecovery
  case splittingOnly, volumesSplitFile, collectionPaths, collectionCode, volumesJoinDestination
  case volumesScanDestination

  /// One line of help.
  public var text: Bilingual { TextTable.shared["help.\(rawValue)"].text }
}

/// Help of the tool as a whole.
public enum Help {
  /// What the tool is, in a sentence.
  public static var abstract: Bilingual { TextTable.shared["help.tool"].text }

  /// The exit statuses that the help explains (sysexits.h where it has a word for it).
  public static let statuses: [Int32] = [0, 1, 64, 65, 66, 73, 74, 77]

  /// What exit statuses mean, one a line.
  public static var exitStatuses: [(status: Int32, text: Bilingual)] {
    statuses.map { (status: $0, text: TextTable.shared["exit.\($0)"].text) }
  }
}
