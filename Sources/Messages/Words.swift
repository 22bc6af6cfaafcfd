public import BundleCore

extension Gate {
  /// The gate's name as reports show it.
  public var title: Bilingual {
    switch self {
    case .transport: Bilingual("接收", "Transport")
    case .envelope: Bilingual("加密外层", "Envelope")
    case .provenance: Bilingual("来源与签名", "Provenance")
    case .integrity: Bilingual("完好性", "Integrity")
    case .completeness: Bilingual("材料齐全", "Completeness")
    case .content: Bilingual("填报内容", "Content")
    case .rules: Bilingual("逻辑规则", "Rules")
    case .policy: Bilingual("报送要求", "Policy")
    case .command: Bilingual("命令执行", "Command")
    }
  }

  /// The question that the gate answers, for people who see the list for the first time.
  public var question: Bilingual {
    switch self {
    case .transport: Bilingual("有没有可读的文件？", "Is there something to read?")
    case .envelope: Bilingual("加密是否完好，能否打开？", "Is the encryption intact, and does it open?")
    case .provenance: Bilingual("是谁报送的，有没有资格？", "Who sends it, and may they?")
    case .integrity: Bilingual("内容是否原样未动？", "Is the content exactly what was signed?")
    case .completeness: Bilingual("要求的材料是否齐全？", "Is everything there that was asked for?")
    case .content: Bilingual("表单填写是否合格？", "Are the forms filled in properly?")
    case .rules: Bilingual("各项数据之间是否相符？", "Do the figures agree with each other?")
    case .policy: Bilingual("是否符合检查行动的要求？", "Is it what the campaign permits?")
    case .command: Bilingual("命令能否执行？", "Could the command be carried out?")
    }
  }
}

extension Severity {
  /// The severity's name as reports show it.
  public var title: Bilingual {
    switch self {
    case .error: Bilingual("错误", "error")
    case .undecided: Bilingual("待定", "undecided")
    case .warning: Bilingual("提示", "warning")
    case .info: Bilingual("说明", "info")
    }
  }
}

/// Words for the raw strings of the schemas; an unknown one is shown as it stands.
public enum Words {
  /// The verdict of a validation (SPEC, section 10).
  public static func verdict(_ raw: String) -> Bilingual { look(raw, in: verdicts) }

  /// What a verdict means for the one who reads it, in a sentence.
  public static func verdictMeaning(_ raw: String) -> Bilingual { look(raw, in: meanings) }

  /// The result of one gate (report.schema.json).
  public static func gateResult(_ raw: String) -> Bilingual { look(raw, in: gateResults) }

  /// In what quality somebody signs (SPEC, section 1).
  public static func capacity(_ raw: String) -> Bilingual { look(raw, in: capacities) }

  /// The class of a unit (manifest.schema.json, `class`).
  public static func unitClass(_ raw: String) -> Bilingual { look(raw, in: unitClasses) }

  /// The kind of a submission (SPEC, section 7).
  public static func kind(_ raw: String) -> Bilingual { look(raw, in: kinds) }

  /// The confidentiality mark (SPEC, section 7).
  public static func mark(_ raw: String) -> Bilingual { look(raw, in: marks) }

  /// The suite (SPEC, section 3).
  public static func suite(_ raw: String) -> Bilingual { look(raw, in: suites) }

  /// What a certificate is bound for (roster.schema.json, `use`).
  public static func use(_ raw: String) -> Bilingual { look(raw, in: uses) }

  /// The padding of a bundle (SPEC, section 5.5).
  public static func padding(_ raw: String) -> Bilingual { look(raw, in: paddings) }

  /// The kind of a statement (SPEC, sections 7 and 8).
  public static func statement(_ raw: String) -> Bilingual { look(raw, in: statements) }

  /// The role of a campaign package's document (SPEC, section 8.2).
  public static func campaignRole(_ raw: String) -> Bilingual { look(raw, in: campaignRoles) }

  /// The reason of a revocation (RFC 5280, 5.3.1, `CRLReason` by its names).
  public static func revocationReason(_ raw: String) -> Bilingual { look(raw, in: reasons) }

  private static func look(_ raw: String, in table: [String: Bilingual]) -> Bilingual {
    table[raw] ?? Bilingual(raw, raw)
  }

  static let verdicts = [
    "accepted": Bilingual("通过", "accepted"),
    "accepted-with-warnings": Bilingual("通过（有提示）", "accepted with warnings"),
    "indeterminate": Bilingual("待定", "indeterminate"),
    "returned": Bilingual("退回补正", "returned for correction"),
    "refused": Bilingual("拒收", "refused"),
    "unreadable": Bilingual("无法读取", "unreadable"),
  ]

  static let meanings = [
    "accepted": Bilingual("各项校验全部通过。", "Every check passed."),
    "accepted-with-warnings": Bilingual(
      "可以收件，请留意所列提示。", "It can be taken; somebody should look at the warnings."),
    "indeterminate": Bilingual(
      "离线无法确认证书是否已被吊销，请补充吊销列表，或由有权人员决定并记录在案。",
      "Revocation cannot be decided offline: add a revocation list, or let an authorised person "
        + "decide, on the record."),
    "returned": Bilingual(
      "来源可信，但内容需要补正后重新报送。",
      "It is authentic, but must be corrected and submitted again."),
    "refused": Bilingual(
      "来源或完好性没有通过，其中的材料不得使用。",
      "Origin or integrity did not hold; its documents must not be used."),
    "unreadable": Bilingual(
      "文件损坏、不是报送包，或者不是加密给您的。",
      "It is damaged, not a bundle, or not encrypted to you."),
  ]

  static let gateResults = [
    "passed": Bilingual("通过", "passed"),
    "failed": Bilingual("未通过", "failed"),
    "undecided": Bilingual("待定", "undecided"),
    "not-evaluated": Bilingual("未校验", "not evaluated"),
  ]

  static let capacities = [
    "preparer": Bilingual("经办人", "preparer"),
    "approver": Bilingual("负责人", "approver"),
    "seal": Bilingual("单位公章", "unit seal"),
    "receipt": Bilingual("回执", "receipt"),
  ]

  static let unitClasses = [
    "ministry": Bilingual("卫生部", "ministry of health"),
    "province": Bilingual("省卫生厅", "provincial health department"),
    "prefecture": Bilingual("省辖市卫生局", "prefectural health bureau"),
    "direct-county": Bilingual(
      "省直管试点县（市）卫生局", "health bureau of a county directly under the province"),
    "province-direct": Bilingual("省直医疗卫生单位", "health unit directly under the province"),
    "county": Bilingual("县（市、区）卫生局", "county health bureau"),
    "institution": Bilingual("医疗卫生机构", "health institution"),
  ]

  static let kinds = [
    "initial": Bilingual("首报", "first report"),
    "supplement": Bilingual("补报", "supplement"),
    "correction": Bilingual("更正", "correction"),
    "withdrawal": Bilingual("撤回", "withdrawal"),
  ]

  static let marks = [
    "public": Bilingual("公开", "public"),
    "internal": Bilingual("内部", "internal"),
    "work-secret": Bilingual("工作秘密", "work secret"),
  ]

  static let suites = [
    "sm": Bilingual("国密算法（SM2、SM3、SM4）", "Chinese algorithms (SM2, SM3, SM4)"),
    "nist": Bilingual(
      "国际算法（P-256、SHA-256、AES-256）", "international algorithms (P-256, SHA-256, AES-256)"),
  ]

  static let uses = [
    "sign": Bilingual("签名", "signing"),
    "encrypt": Bilingual("加密", "encryption"),
  ]

  static let paddings = [
    "padme": Bilingual("已填充（不暴露材料的真实大小）", "padded (the true size does not show)"),
    "none": Bilingual("不填充", "none"),
  ]

  static let statements = [
    "submission/1": Bilingual("报送包清单", "submission manifest"),
    "campaign/1": Bilingual("检查行动包清单", "campaign manifest"),
  ]

  static let campaignRoles = [
    "campaign": Bilingual("检查行动说明", "campaign description"),
    "roster": Bilingual("报送单位名册", "roster"),
    "anchor": Bilingual("信任根证书", "trust anchor"),
    "intermediate": Bilingual("中间证书", "intermediate certificate"),
    "crl": Bilingual("吊销列表", "revocation list"),
    "recipient": Bilingual("收件方证书", "recipient certificate"),
    "form": Bilingual("表单", "form"),
    "list": Bilingual("代码表", "code list"),
    "text": Bilingual("说明文字", "text"),
    "example": Bilingual("填报样例", "example"),
  ]

  static let reasons = [
    "unspecified": Bilingual("未说明", "unspecified"),
    "keyCompromise": Bilingual("私钥泄露", "key compromise"),
    "cACompromise": Bilingual("签发机构私钥泄露", "CA compromise"),
    "affiliationChanged": Bilingual("人员或隶属关系变动", "affiliation changed"),
    "superseded": Bilingual("证书已换发", "superseded"),
    "cessationOfOperation": Bilingual("停止使用", "cessation of operation"),
    "certificateHold": Bilingual("暂停使用", "on hold"),
    "privilegeWithdrawn": Bilingual("权限已撤销", "privilege withdrawn"),
  ]

  /// Every table, so that a test can read all words.
  static let tables: [String: [String: Bilingual]] = [
    "verdicts": verdicts, "meanings": meanings, "gateResults": gateResults,
    "capacities": capacities, "unitClasses": unitClasses, "kinds": kinds, "marks": marks,
    "suites": suites, "uses": uses, "paddings": paddings, "statements": statements,
    "campaignRoles": campaignRoles, "reasons": reasons,
  ]
}
