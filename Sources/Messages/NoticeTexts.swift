import BundleCore

/// Notices from the centre to a unit, and the replies to them.
extension CodeText {
  static let addresseeUnfit = CodeText(
    message: Bilingual(
      zh: "收件单位与报送事项不符：这一事项不能这样报送。",
      en: "The addressee does not fit: this submission cannot be sent so."),
    remedy: Bilingual(
      zh: """
        核对检查行动包：整改通知书只能由组织单位发给名册中的一个单位，其他事项只能报送中心。
        """,
      en: """
        Check the campaign package: notices go from the issuer to one unit of the roster, \
        everything else to the centre.
        """),
    explanation: Bilingual(
      zh: """
        发给单位的事项须在清单中写明收件单位，并由检查行动的组织单位发出；发给中心的事项不得\
        写明收件单位。检查行动没有规定通知书的，也会出现这个代码。
        """,
      en: """
        What is sent to a unit names that unit in the manifest and comes from the campaign's \
        issuer; what is sent to the centre names none. This code also comes up where a \
        campaign has no notices.
        """),
    clauses: ["7", "15.9"])

  static let noticeSigner = CodeText(
    message: Bilingual(
      zh: "通知书不是由本次检查行动的中心签发的。",
      en: "The notice was not signed by the centre of this campaign."),
    remedy: Bilingual(
      zh: "不要采信这份通知书；通过电话等另一渠道向中心核实。",
      en: """
        Do not rely on this notice; ask the centre by another way, such as telephone.
        """),
    explanation: Bilingual(
      zh: """
        通知书只能由发布检查行动的证书，或者名册中为组织单位登记、专用于回执的证书以单位公章\
        的身份签名。其他单位的证书即使有效也不行。
        """,
      en: """
        Notices are signed, as seal, with the certificate that published the campaign, or \
        with one that the roster binds to the issuer for receipts. No other unit's \
        certificate will do, however valid.
        """),
    clauses: ["15.9"])

  static let addresseeCertificate = CodeText(
    message: Bilingual(
      zh: "没有找到收件单位可用的加密证书。",
      en: "No usable encryption certificate of the addressee was found."),
    remedy: Bilingual(
      zh: """
        用 --certificates 给出存放各单位证书的目录或者证书文件；证书须在名册\
        中登记为该单位的加密证书，在有效期内，未被吊销，算法套件与中心的签名密钥一致。
        """,
      en: """
        Give the certificate, or the folder with the units' certificates, with \
        --certificates. It must be bound to the unit for encryption in the roster, valid, \
        not revoked, and of the suite of a signing key of the centre.
        """),
    explanation: Bilingual(
      zh: """
        名册只记载各单位加密证书的摘要，证书本身由中心另存，通常就是编制检查行动时的 cer\
        tificates 目录。摘要不符的证书不会使用，通知书因此不会加密给别人。
        """,
      en: """
        The roster has only digests of the units' encryption certificates. The centre keeps \
        the certificates themselves, usually in the folder 'certificates' from which the \
        campaign was made. A certificate whose digest does not fit is not used, so that a \
        notice is never sealed to somebody else.
        """),
    clauses: ["15.9"])

  static let noticeUnfit = CodeText(
    message: Bilingual(
      zh: "通知书表单与命令不符。",
      en: "The form of the notice does not fit the command."),
    remedy: Bilingual(
      zh: """
        核对表单中的发出单位、被通知单位与名册及 --unit 是否一致，附件是否重名。
        """,
      en: """
        Compare issuer and recipient in the form with the roster and with --unit, and see \
        that no two attachments have one name.
        """),
    explanation: Bilingual(
      zh: """
        表单写明发出单位和被通知单位的代码和名称，须与名册一致，并且就是加密的对象，防止把通\
        知书发错单位。
        """,
      en: """
        The form names its issuer and its recipient with code and name. Both must be as in \
        the roster, and the recipient the unit that it is sealed to, so that no notice goes \
        to the wrong unit.
        """),
    clauses: ["15.9"])

  static let noticeNumberTaken = CodeText(
    message: Bilingual(
      zh: "这个文号的通知书已经发出，内容或者单位不同。",
      en: """
        A notice of this number was issued before, with other contents or to another unit.
        """),
    remedy: Bilingual(
      zh: """
        换一个文号；用“fengni centre status --notices”查看已\
        发出的通知书。
        """,
      en: """
        Choose another number; 'fengni centre status --notices' lists what was issued.
        """),
    explanation: Bilingual(
      zh: """
        单位按文号回复，所以一个文号只能对应一份通知书。文号、单位和全部文件都相同的，视为再\
        次取出同一份，不会报错。
        """,
      en: """
        Units reply by the number, so that each number stands for one notice. The same \
        number, unit and files again are taken as the same notice, which is written out once \
        more.
        """),
    clauses: ["15.9"])

  static let noticeUnknown = CodeText(
    message: Bilingual(
      zh: "没有向该单位发出过这个文号的通知书。",
      en: "No notice of this number was issued to this unit."),
    remedy: Bilingual(
      zh: "核对整改情况表中的通知书编号，改正后重新报送。",
      en: """
        Compare the notice's number in the rectification record with the notice, correct it \
        and submit again.
        """),
    explanation: Bilingual(
      zh: "中心按文号和单位核对回复。发给其他单位的通知书不能由本单位回复。",
      en: """
        The centre matches replies by number and unit. A notice to another unit can't be \
        answered by this one.
        """),
    clauses: ["15.10"])

  static let noticeFindingUnknown = CodeText(
    message: Bilingual(
      zh: "回复的问题不在通知书中。",
      en: "A finding was answered that the notice does not have."),
    remedy: Bilingual(
      zh: "按通知书所列的问题编号填写，改正后重新报送。",
      en: "Use the numbers of the notice's findings, and submit again."),
    explanation: Bilingual(
      zh: "每个回复都须对应通知书所列的一个问题。",
      en: "Every answer belongs to a finding of the notice."),
    clauses: ["15.10"])

  static let noticeFindingAnsweredTwice = CodeText(
    message: Bilingual(
      zh: "通知书的同一个问题回复了两次。",
      en: "One finding of a notice was answered twice."),
    remedy: Bilingual(
      zh: "已经回复过的问题不要再列入；要改变已有的回复，请报送更正。",
      en: """
        Leave out what was answered before; to change an answer, submit a correction.
        """),
    explanation: Bilingual(
      zh: """
        每个问题只能回复一次。补报增加对其余问题的回复，更正取代以前的回复，撤回则全部收回。
        """,
      en: """
        Each finding is answered once. A supplement adds answers, a correction replaces \
        those before, a withdrawal takes them back.
        """),
    clauses: ["15.10"])

  static let noticeStillOpen = CodeText(
    message: Bilingual(
      zh: "通知书还有问题没有回复。",
      en: "Findings of the notice are not answered yet."),
    remedy: Bilingual(
      zh: "在整改期限前以补报回复其余问题。",
      en: "Answer the rest with a supplement before they are due."),
    explanation: Bilingual(
      zh: "已回复的有效，其余问题仍待回复，逾期的将列入逾期名单。",
      en: """
        The answers count; the other findings stay open, and are listed as overdue once \
        their time is past.
        """),
    clauses: ["15.10"])

  static let noticeReplyLate = CodeText(
    message: Bilingual(
      zh: "回复晚于整改期限。",
      en: "The reply came after it was due."),
    remedy: Bilingual(
      zh: "无须重新报送；按逾期标记。",
      en: "Nothing needs to be sent again; the reply is marked as late."),
    explanation: Bilingual(
      zh: "期限是通知书或者其中问题所写的日期，以中心收到的时间为准。",
      en: """
        What counts is the due date of the notice, or of its finding, and when the centre \
        received the reply.
        """),
    clauses: ["15.10"])

  static let noticeAtCentre = CodeText(
    message: Bilingual(
      zh: "这是中心发给单位的通知书，不是报送材料。",
      en: "This is a notice from the centre to a unit, and no submission."),
    remedy: Bilingual(
      zh: "以整改情况表回复通知书，不要把通知书本身报回中心。",
      en: """
        Reply to a notice with a rectification record; do not send the notice itself back.
        """),
    explanation: Bilingual(
      zh: "中心发出的通知书已在中心存档，不作为报送材料接收。",
      en: """
        The centre keeps the notices that it issued, and takes none as a submission.
        """),
    clauses: ["15.9"])
}
