import BundleCore

extension CommandName {
  /// One line for the list of commands, of those that a centre uses.
  var centreAbstract: Bilingual {
    switch self {
    case .centre: Bilingual("中心：接收、裁定、统计、出具回执", "Receive, decide, count and answer at a centre")
    case .receipt: Bilingual("查看、核对回执", "Show and verify receipts")
    case .centreInit: Bilingual("建立中心目录", "Make the folder of a centre")
    case .centreReceive:
      Bilingual(
        "接收报送包、分卷、邮件，校验、入库并出具回执",
        "Receive bundles, volumes and mail: verify, store and issue receipts")
    case .notice:
      Bilingual("整改通知书和抽查情况反馈", "Notices to units: rectification, feedback on spot checks")
    case .noticeIssue:
      Bilingual("检查、签发通知书，加密给单位，记入台账", "Check, sign and seal a notice to a unit, on the record")
    case .centreParts:
      Bilingual("查看、清除等候补齐的分卷", "What waits for missing volumes; remove such")
    case .centreSlip:
      Bilingual("留存、查看介质交接单", "Store handover slips, and list them")
    case .centreResolve:
      Bilingual("裁定待定或存疑的报送包，记入台账", "Decide a bundle that was held, on the record")
    case .centreStatus:
      Bilingual("报送情况一览和催报名单", "Who has reported, who is late, who is missing")
    case .centreFindings: Bilingual("常见问题汇总", "The most frequent findings")
    case .centreExport: Bilingual("导出收件结果和表单", "Export results and forms")
    case .centreReport:
      Bilingual("统计表：国外产品占比、定级备案、应急、外包等", "Statistics by region, of what counts")
    case .centreSummary:
      Bilingual("由已采信的报送包生成或核对年度汇总", "Fill in the annual summary, or check one")
    case .centreAdopt:
      Bilingual("启用同一检查行动的新版检查行动包", "Go on with a newer version of the campaign")
    case .centreOpen:
      Bilingual("打开留存的报送包，记入台账", "Open a stored submission, on the record")
    case .centreLedger: Bilingual("台账：核对、检查点、证明", "The ledger: verify, checkpoint, prove")
    case .ledgerVerify: Bilingual("重新计算台账并逐条核对", "Recompute the ledger and check every entry")
    case .ledgerCheckpoint: Bilingual("签发检查点", "Sign the head of the ledger")
    case .ledgerProve:
      Bilingual("给出列入证明或一致性证明", "Give proofs of inclusion and of consistency")
    case .relay: Bilingual("原样转报下级单位的报送包", "Forward bundles of other units unopened")
    case .receiptShow: Bilingual("查看回执内容", "Show what a receipt says")
    case .receiptVerify:
      Bilingual("对照报送包核对回执", "Verify a receipt against one's own copy of the bundle")
    case .receiptSeal:
      Bilingual("把回执加密给各报送单位", "Seal receipts to the units that they are for")
    default: Bilingual("", "")
    }
  }
}
