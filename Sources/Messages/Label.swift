public import BundleCore

/// A label of text output: what stands before the colon, or over a column.
public enum Label: String, CaseIterable, Sendable {
  // The file
  case bundle, campaignPackage, file, size, digest, shortCode, suite, encryption, recipients
  case padding, created, producer
  // The submission
  case sender, unitID, division, unitClass, submission, submissionKind, revision, supersedes
  case reason, mark, secrecyReview, documents, document, role, mediaType, title
  // The validation
  case verdict, gates, findings, signers, signer, capacity, signingTime, revocationLists
  case verifiedAt, place, rule, expected, found, remedy, explanation, clause, code, gate
  case severity, message, nextSteps, count
  // The campaign
  case campaign, version, issuer, legalBasis, timeZone, opens, closes, deadline, expires, issued
  case addressee, publisher, fingerprint, trust, roster, units, submissions, requiredSignatures
  case requiredDocuments, optionalDocuments, allowedMarks, allowedSuites, allowedFormats, limits
  // Keys and certificates
  case keyDirectory, signingKey, encryptionKey, certificate, request, subject, serialNumber
  case validFrom, validUntil, keyUsage, algorithm, thisUpdate, nextUpdate, age, issuedBy
  // Lists of things to do
  case toDo, done, workspace, notes

  /// The label in both languages, without a colon.
  public var text: Bilingual {
    switch self {
    case .bundle: Bilingual("报送包", "Bundle")
    case .campaignPackage: Bilingual("检查行动包", "Campaign package")
    case .file: Bilingual("文件", "File")
    case .size: Bilingual("大小", "Size")
    case .digest: Bilingual("摘要", "Digest")
    case .shortCode: Bilingual("短码", "Short code")
    case .suite: Bilingual("密码套件", "Suite")
    case .encryption: Bilingual("加密算法", "Encryption")
    case .recipients: Bilingual("收件方", "Recipients")
    case .padding: Bilingual("填充", "Padding")
    case .created: Bilingual("制作时间", "Created")
    case .producer: Bilingual("制作程序", "Producer")

    case .sender: Bilingual("报送单位", "Sender")
    case .addressee: Bilingual("收件单位", "Addressee")
    case .unitID: Bilingual("单位代码", "Unit id")
    case .division: Bilingual("行政区划", "Division")
    case .unitClass: Bilingual("单位类别", "Class of unit")
    case .submission: Bilingual("报送事项", "Submission")
    case .submissionKind: Bilingual("报送种类", "Kind")
    case .revision: Bilingual("修订号", "Revision")
    case .supersedes: Bilingual("取代", "Supersedes")
    case .reason: Bilingual("理由", "Reason")
    case .mark: Bilingual("密级标注", "Mark")
    case .secrecyReview: Bilingual("保密审查", "Secrecy review")
    case .documents: Bilingual("材料", "Documents")
    case .document: Bilingual("所在材料", "Document")
    case .role: Bilingual("用途", "Role")
    case .mediaType: Bilingual("文件格式", "Format")
    case .title: Bilingual("标题", "Title")

    case .verdict: Bilingual("结论", "Verdict")
    case .gates: Bilingual("校验关口", "Gates")
    case .findings: Bilingual("发现", "Findings")
    case .signers: Bilingual("签名", "Signers")
    case .signer: Bilingual("签名人", "Signer")
    case .capacity: Bilingual("签名身份", "Capacity")
    case .signingTime: Bilingual("签名时间", "Signing time")
    case .revocationLists: Bilingual("吊销列表", "Revocation lists")
    case .verifiedAt: Bilingual("校验时间", "Verified at")
    case .place: Bilingual("位置", "Place")
    case .rule: Bilingual("规则", "Rule")
    case .expected: Bilingual("应为", "Expected")
    case .found: Bilingual("实为", "Found")
    case .remedy: Bilingual("处理办法", "Remedy")
    case .explanation: Bilingual("详细说明", "Explanation")
    case .clause: Bilingual("规范条款", "Clause")
    case .code: Bilingual("代码", "Code")
    case .gate: Bilingual("关口", "Gate")
    case .severity: Bilingual("程度", "Severity")
    case .message: Bilingual("问题", "Message")
    case .nextSteps: Bilingual("下一步", "Next steps")
    case .count: Bilingual("数量", "Count")

    case .campaign: Bilingual("检查行动", "Campaign")
    case .version: Bilingual("版本", "Version")
    case .issuer: Bilingual("组织单位", "Issuer")
    case .legalBasis: Bilingual("依据", "Legal basis")
    case .timeZone: Bilingual("时区", "Time zone")
    case .opens: Bilingual("开始时间", "Opens")
    case .closes: Bilingual("结束时间", "Closes")
    case .deadline: Bilingual("截止时间", "Deadline")
    case .expires: Bilingual("有效期至", "Expires")
    case .issued: Bilingual("发布时间", "Issued")
    case .publisher: Bilingual("发布证书", "Publisher")
    case .fingerprint: Bilingual("指纹", "Fingerprint")
    case .trust: Bilingual("是否可信", "Trust")
    case .roster: Bilingual("名册", "Roster")
    case .units: Bilingual("单位", "Units")
    case .submissions: Bilingual("各报送事项", "Submissions")
    case .requiredSignatures: Bilingual("必需的签名", "Required signatures")
    case .requiredDocuments: Bilingual("必报材料", "Required documents")
    case .optionalDocuments: Bilingual("可选材料", "Optional documents")
    case .allowedMarks: Bilingual("允许的密级标注", "Permitted marks")
    case .allowedSuites: Bilingual("允许的密码套件", "Permitted suites")
    case .allowedFormats: Bilingual("允许的文件格式", "Permitted formats")
    case .limits: Bilingual("上限", "Limits")

    case .keyDirectory: Bilingual("密钥目录", "Key directory")
    case .signingKey: Bilingual("签名私钥", "Signing key")
    case .encryptionKey: Bilingual("加密私钥", "Encryption key")
    case .certificate: Bilingual("证书", "Certificate")
    case .request: Bilingual("证书申请", "Certificate request")
    case .subject: Bilingual("持有者", "Subject")
    case .serialNumber: Bilingual("序列号", "Serial number")
    case .validFrom: Bilingual("生效时间", "Valid from")
    case .validUntil: Bilingual("到期时间", "Valid until")
    case .keyUsage: Bilingual("密钥用途", "Key usage")
    case .algorithm: Bilingual("算法", "Algorithm")
    case .thisUpdate: Bilingual("本次更新", "This update")
    case .nextUpdate: Bilingual("下次更新", "Next update")
    case .age: Bilingual("距今", "Age")
    case .issuedBy: Bilingual("签发机构", "Issued by")

    case .toDo: Bilingual("待办清单", "To do")
    case .done: Bilingual("已完成", "Done")
    case .workspace: Bilingual("工作目录", "Workspace")
    case .notes: Bilingual("备注", "Notes")
    }
  }
}
