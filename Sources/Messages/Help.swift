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
  public var abstract: Bilingual {
    switch self {
    case .keys: Bilingual("管理本单位的私钥和证书", "Keep your keys and certificates")
    case .ca: Bilingual("离线签发证书（供没有签发机构的中心使用）", "A small offline CA for a centre without one")
    case .campaign: Bilingual("编制、发布、查看检查行动包", "Prepare, publish and show campaign packages")
    case .report: Bilingual("准备报送材料", "Prepare a submission")
    case .form: Bilingual("检查表单", "Check forms")
    case .rule: Bilingual("试算规则", "Try rules")
    case .sign:
      Bilingual("以经办人、负责人或单位公章的身份签名", "Sign as preparer, approver or with the unit's seal")
    case .seal: Bilingual("签名齐全后加密封装成报送包", "Seal a signed submission into a bundle")
    case .inspect: Bilingual("查看不用私钥就能看到的信息", "Show what can be seen without any key")
    case .verify:
      Bilingual("校验报送包并给出结论，不取出材料", "Verify a bundle and give the verdict; nothing is written")
    case .open: Bilingual("校验报送包，通过后取出材料", "Verify a bundle, then unpack its documents")
    case .volumes: Bilingual("分卷与还原，可修复损坏和缺失", "Cut into volumes, and restore in spite of damage")
    case .volumesSplit: Bilingual("把文件分成带恢复数据的分卷", "Cut a file into volumes with recovery data")
    case .volumesJoin: Bilingual("用收到的分卷还原文件", "Restore the file from the volumes that came")
    case .volumesScan:
      Bilingual("从损坏介质的镜像中找回内容", "Find volumes in the image of a damaged medium")
    case .volumesCheck:
      Bilingual("查看收到了什么、缺什么、够不够还原", "Show what came, what is missing, and whether it suffices")
    case .deliver: Bilingual("写入介质并回读比较", "Write to a medium, read back and compare")
    case .explain: Bilingual("说明一个代码的含义和处理办法", "Explain a code and what to do about it")
    case .centre, .receipt, .relay, .centreInit, .centreReceive, .centreResolve, .centreStatus,
      .centreFindings, .centreExport, .centreReport, .centreSummary, .centreAdopt, .centreOpen,
      .notice, .noticeIssue, .centreParts, .centreSlip, .centreLedger, .ledgerVerify,
      .ledgerCheckpoint, .ledgerProve, .receiptShow, .receiptVerify,
      .receiptSeal:
      centreAbstract
    case .keysNew:
      Bilingual("生成签名和加密密钥及证书申请", "Make signing and encryption keys with their requests")
    case .keysInstall: Bilingual("装入签发下来的证书", "Install issued certificates")
    case .keysImport: Bilingual("导入 PKCS #12 文件（.p12、.pfx）", "Import a PKCS #12 file (.p12, .pfx)")
    case .keysShow:
      Bilingual("查看密钥目录中的证书和申请", "Show the certificates and requests of a key directory")
    case .caNew: Bilingual("建立离线签发机构", "Make an offline CA")
    case .caIssue: Bilingual("按申请签发证书", "Issue certificates for requests")
    case .caRevoke: Bilingual("吊销证书", "Revoke a certificate")
    case .caCRL: Bilingual("签发吊销列表", "Issue a revocation list")
    case .campaignNew: Bilingual("建立检查行动的编制目录", "Make the source directory of a campaign")
    case .campaignCheck: Bilingual("检查编制目录有无错误", "Check the source directory of a campaign")
    case .campaignPublish: Bilingual("签名并发布检查行动包", "Sign and publish a campaign package")
    case .campaignShow: Bilingual("查看检查行动的要求", "Show what a campaign asks for")
    case .campaignTrust:
      Bilingual("核对指纹后确认检查行动包可信", "Trust a campaign package after comparing its fingerprint")
    case .reportNew: Bilingual("建立报送工作目录和待办清单", "Make a workspace with a to-do list")
    case .reportCheck: Bilingual("按中心的标准检查材料", "Run every check that the centre will run")
    case .formCheck:
      Bilingual("按表单模式（JSON Schema）和规则检查一份表单", "Hold a form against its JSON Schema and rules")
    case .mail: Bilingual("用电子邮件收发分卷和报送包", "Send and take volumes and bundles by mail")
    case .mailCompose: Bilingual("生成可直接发出的邮件", "Write messages that are ready to send")
    case .mailCollect: Bilingual("从收到的邮件中取出分卷和报送包", "Take volumes and bundles out of mail")
    case .slip: Bilingual("打印介质交接单", "Write a handover slip to print")
    case .ruleEval: Bilingual("计算一条规则（CEL）的结果", "Evaluate a rule (CEL)")
    case .formTemplate:
      Bilingual("把表单做成 Excel 工作簿，供填写", "Make an Excel workbook of a form, to be filled in")
    case .formImport:
      Bilingual("把填好的工作簿导入为表单", "Import a workbook that was filled in as a form")
    }
  }
}

/// An option of the tool, by its name without the hyphens.
public enum OptionName: String, CaseIterable, Sendable {
  case lang, format, keys, campaign, output, force, crl, suite, id, name, dir, sender
  case fingerprint, p12, days, reason, version, quiet, verbose, time
  case capacity = "as"
  case passphraseFile = "passphrase-file"

  /// One line of help.
  public var help: Bilingual {
    switch self {
    case .lang: Bilingual("界面语言：zh 或 en", "Language: zh or en")
    case .format:
      Bilingual("输出格式：text、json、sarif 或 html", "Output format: text, json, sarif or html")
    case .keys: Bilingual("密钥目录", "Key directory")
    case .campaign: Bilingual("检查行动包（.fnp）", "Campaign package (.fnp)")
    case .output: Bilingual("输出位置；“-”表示标准输出", "Where to write; - is standard output")
    case .force: Bilingual("覆盖已有的文件", "Overwrite existing files")
    case .crl: Bilingual("吊销列表文件，可重复给出", "Revocation list; may be repeated")
    case .suite: Bilingual("密码套件：sm（国密）或 nist", "Suite: sm or nist")
    case .id: Bilingual("单位代码", "Id of the unit")
    case .name: Bilingual("单位名称", "Name of the unit")
    case .dir: Bilingual("目录", "Directory")
    case .sender: Bilingual("报送单位的代码", "Id of the sender")
    case .fingerprint: Bilingual("纸质通知上印的指纹", "Fingerprint printed on the notice")
    case .p12: Bilingual("要导入的 PKCS #12 文件", "PKCS #12 file to import")
    case .days: Bilingual("有效天数", "Days of validity")
    case .reason: Bilingual("理由", "Reason")
    case .version: Bilingual("显示版本", "Show the version")
    case .quiet: Bilingual("不显示进度", "Show no progress")
    case .verbose: Bilingual("出错时显示技术细节", "Show technical details of errors")
    case .time: Bilingual("以指定的时间校验（RFC 3339）", "Verify as of this time (RFC 3339)")
    case .capacity:
      Bilingual("签名身份：preparer、approver 或 seal", "Capacity: preparer, approver or seal")
    case .passphraseFile: Bilingual("从文件读取口令", "Read the passphrase from a file")
    }
  }
}

/// Help of the tool as a whole.
public enum Help {
  /// What the tool is, in a sentence.
  public static var abstract: Bilingual {
    Bilingual(
      "封泥：离线报送的签名、加密、校验工具。",
      "Fengni: signed, encrypted, verifiable submissions without a network.")
  }

  /// What exit statuses mean, one a line.
  public static var exitStatuses: [(status: Int32, text: Bilingual)] {
    [
      (0, Bilingual("通过", "it holds")),
      (1, Bilingual("已校验，未通过", "it was checked and does not hold")),
      (64, Bilingual("命令写法不对", "wrong usage")),
      (65, Bilingual("输入的文件不对", "the input is not what it should be")),
      (66, Bilingual("找不到输入的文件", "no such input")),
      (73, Bilingual("无法创建输出", "the output cannot be created")),
      (74, Bilingual("读写出错", "reading or writing failed")),
      (77, Bilingual("口令不正确或没有权限", "wrong passphrase or no permission")),
    ]
  }
}
