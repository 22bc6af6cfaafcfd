import BundleCore

/// Gate 3, provenance: sender, roster, recipients and campaign.
extension CodeText {
  static let signerNotInRoster = CodeText(
    message: Bilingual(
      zh: "签名人的证书没有登记在报送单位名下。",
      en: "The signer's certificate is not registered for the sender in the roster."),
    remedy: Bilingual(
      zh: """
        核对检查行动包是否最新；证书确属该单位的，请单位向中心登记，待新版检查行动包发布后再校验，\
        否则换用已登记的证书签名。
        """,
      en: """
        Check that the campaign package is the newest; if the certificate is the unit's, it \
        must be registered with the centre and comes with the next campaign package, otherwise \
        sign with a registered one.
        """),
    explanation: Bilingual(
      zh: """
        光有有效的证书还不够，名册必须写明这张证书由这个单位用于签名，以防一个单位冒充另一个单位\
        报送。常见原因是换发证书后没有重新登记、用了旧名册，或者用错了别的单位的密钥。
        """,
      en: """
        A valid certificate is not enough: the roster must bind it to this unit for signing, so \
        that one unit cannot report in the name of another. Common causes are a renewed \
        certificate that was not registered, an old roster, or the key of another unit.
        """),
    clauses: ["9"])

  static let senderUnknown = CodeText(
    message: Bilingual(
      zh: "名册里没有这个报送单位。",
      en: "The sender is not in the roster."),
    remedy: Bilingual(
      zh: """
        核对单位代码是否写对、检查行动包是否最新；确属漏登的，请中心补登名册并发布新版检查行动包。
        """,
      en: """
        Check the unit's id and that the campaign package is the newest; if the unit was left \
        out, the centre must add it and publish a new campaign package.
        """),
    explanation: Bilingual(
      zh: """
        报送单位必须列在检查行动包的名册中。常见原因是单位代码写错、单位新设或更名，或者检查行动\
        包不是最新版。
        """,
      en: """
        The sender must stand in the roster of the campaign package. Common causes are a \
        misspelt id, a new or renamed unit, or an old campaign package.
        """),
    clauses: ["9"])

  static let senderMismatch = CodeText(
    message: Bilingual(
      zh: "清单中的单位信息与名册登记的不一致。",
      en: "What the manifest says about the sender differs from the roster."),
    remedy: Bilingual(
      zh: """
        请报送单位用最新的检查行动包运行“fengni report new 目录 --campaign 检查行动包 --sender \
        单位代码”重建工作目录，签名后重新封装；名册有误的，报中心更正。
        """,
      en: """
        Ask the sender to make a workspace from the newest campaign package with 'fengni report \
        new DIR --campaign FILE --sender ID', then to sign and seal; if the roster is wrong, \
        the centre must correct it.
        """),
    explanation: Bilingual(
      zh: """
        清单中的单位代码、名称、行政区划和类别必须与名册完全一致，统计汇总以此为准。常见原因是单\
        位更名、区划调整，或者手工改过工作目录里的单位信息。
        """,
      en: """
        Id, name, division and class of the sender must be exactly those of the roster, since \
        statistics rest on them. Common causes are a renamed unit, a changed division, or a \
        workspace edited by hand.
        """),
    clauses: ["7", "9"])

  static let capacityMissing = CodeText(
    message: Bilingual(
      zh: "签名不齐，缺少经办人、负责人或单位公章的签名。",
      en: "A required signature is missing: preparer, approver or unit seal."),
    remedy: Bilingual(
      zh: """
        由所缺的签名人运行“fengni sign 工作目录 --as approver --keys 密钥目录”补签（经办人用 \
        preparer，负责人用 approver，单位公章用 seal），签齐后再封装。
        """,
      en: """
        The missing signer runs 'fengni sign DIR --as approver --keys DIR' (preparer for the \
        preparer, approver for the person in charge, seal for the unit's seal); then seal again.
        """),
    explanation: Bilingual(
      zh: """
        检查行动规定了哪些身份必须签名，例如经办人填报、负责人审核、单位盖章。常见原因是负责人还\
        没有签名就封装了，或者签名时选错了身份；签名被人去掉也会这样。
        """,
      en: """
        The campaign says in which capacities a submission must be signed, for example \
        preparer, approver and unit seal. Common causes are a bundle sealed before the approver \
        signed, a wrong capacity, or a signature that was stripped.
        """),
    clauses: ["9"])

  static let capacityNotAllowed = CodeText(
    message: Bilingual(
      zh: "签名人无权以这个身份签名。",
      en: "The signer may not sign in this capacity."),
    remedy: Bilingual(
      zh: """
        请有相应权限的人用“fengni sign 工作目录 --as 身份 --keys 密钥目录”重新签名；人员职责已变\
        动的，请中心更新名册。
        """,
      en: """
        Let somebody with that authority sign with 'fengni sign DIR --as CAPACITY --keys DIR'; \
        if duties changed, the centre must update the roster.
        """),
    explanation: Bilingual(
      zh: """
        名册可以限定一张证书能以哪些身份签名，例如经办人的证书不能代替负责人。常见原因是 --as 后\
        面的身份写错，或者由他人代签。
        """,
      en: """
        The roster may limit the capacities of a certificate: a preparer's cannot stand for the \
        approver's. Common causes are a wrong capacity after --as, or somebody who signed in \
        place of another.
        """),
    clauses: ["9"])

  static let otherCampaign = CodeText(
    message: Bilingual(
      zh: "这个报送包是报给另一次检查行动的。",
      en: "This bundle belongs to another campaign."),
    remedy: Bilingual(
      zh: """
        核对 --campaign 后面的检查行动包是否选对；选对了的，请报送单位用本次检查行动包重新制作。
        """,
      en: """
        Check the campaign package given after --campaign; if it is the right one, ask the \
        sender to prepare the bundle again for this campaign.
        """),
    explanation: Bilingual(
      zh: """
        清单写明所属检查行动的代码和检查行动包的摘要，必须与手头的一致，以防把往年的报送包再交一\
        次。常见原因是校验时选错了检查行动包，或者报送单位用了往年的工作目录。
        """,
      en: """
        The manifest names its campaign and the digest of the campaign package; they must be \
        those at hand, so that an old bundle cannot be handed in again. Common causes are the \
        wrong campaign package on the command line, or last year's workspace.
        """),
    clauses: ["9"])

  static let otherCampaignVersion = CodeText(
    message: Bilingual(
      zh: "报送包依据的是检查行动包的另一个版本。",
      en: "The bundle was made with another version of the campaign package."),
    remedy: Bilingual(
      zh: """
        用“fengni campaign show 检查行动包”查看版本；报送单位用了旧版的，请其换用新版重新签名、\
        封装，中心用了旧版的，改用新版再校验。
        """,
      en: """
        See the version with 'fengni campaign show FILE'; if the sender used an old one, ask \
        for a new signature and seal with the newest, if the centre did, verify again with the \
        newest.
        """),
    explanation: Bilingual(
      zh: """
        检查行动的代码相同，但检查行动包的版本或内容不同，要求、名册和收件方都可能变了，不能混用。\
        常见原因是中心发布了更正版而单位没有更新，或者检查行动包被改动过。
        """,
      en: """
        The campaign is the same, but version or content of its package differ: requirements, \
        roster and recipients may have changed. Common causes are a corrected version that the \
        unit did not get, or an altered campaign package.
        """),
    clauses: ["9"])

  static let recipientsDiffer = CodeText(
    message: Bilingual(
      zh: "报送包的收件方与清单所列不一致，可能被人转封过。",
      en: """
        The recipients of the bundle are not those of its manifest: somebody may have sealed it \
        anew.
        """),
    remedy: Bilingual(
      zh: "不要使用其中的材料；电话与报送单位核实，请其直接重新封装报送，并报告中心安全管理人员。",
      en: """
        Do not use the documents; call the sender, ask for a bundle sealed anew by the sender \
        itself, and tell the centre's security officer.
        """),
    explanation: Bilingual(
      zh: """
        签过名的清单列出了全部收件方的证书，必须与外层逐一相符，并且包含打开它的那张证书。这样可\
        以发现收件方把内容取出后另封一层、冒充直接报送的情形。常见原因是有人转封，或者封装后更换\
        了收件方。
        """,
      en: """
        The signed manifest lists the certificates of all recipients; they must be those of the \
        envelope, one for one, and include the one that opened it. This reveals a recipient who \
        passes content on as if it had been addressed to somebody else. Common causes are such \
        forwarding, or recipients changed after signing.
        """),
    clauses: ["9"])

  static let campaignNotTrusted = CodeText(
    message: Bilingual(
      zh: "这个检查行动包还没有经您确认可信。",
      en: "This campaign package has not been confirmed as trusted on this machine."),
    remedy: Bilingual(
      zh: """
        找到纸质通知上印的指纹，运行“fengni campaign trust 检查行动包 --fingerprint 指纹”；没有\
        通知的，按公开的电话向中心核实。
        """,
      en: """
        Take the fingerprint from the printed notice and run 'fengni campaign trust FILE \
        --fingerprint FINGERPRINT'; without a notice, call the centre on its published number.
        """),
    explanation: Bilingual(
      zh: """
        检查行动包决定材料加密给谁，因此必须先确认它确实由中心发布：指纹是发布证书摘要的前 128 \
        位，与纸质通知核对一致后固定下来。常见原因是第一次使用，或者中心更换了发布证书。
        """,
      en: """
        The campaign package decides to whom documents are encrypted, so it must be known to \
        come from the centre: the fingerprint is the first 128 bits of the publisher's \
        certificate digest, compared once with the printed notice. Common causes are the first \
        use, or a centre that changed its publishing certificate.
        """),
    clauses: ["8.3"])

  static let campaignFingerprintMismatch = CodeText(
    message: Bilingual(
      zh: "指纹不符：这个检查行动包不是由通知所示的中心发布的。",
      en: """
        The fingerprint does not match: this campaign package was not published by the centre \
        named in the notice.
        """),
    remedy: Bilingual(
      zh: """
        先核对指纹是否抄错；仍不符的不要使用，按公开的电话（不要用随文件来的电话）向中心核实并重\
        新索取。
        """,
      en: """
        Check first that you typed the fingerprint correctly; if it still differs, do not use \
        the package, call the centre on its published number (not one that came with the file) \
        and ask for it again.
        """),
    explanation: Bilingual(
      zh: """
        程序把您输入的指纹与检查行动包的发布证书比对，空格、连字符和大小写不影响结果。常见原因是\
        抄写有误、拿到的是另一个中心或往年的检查行动包，也可能是有人冒充中心。
        """,
      en: """
        The fingerprint that you gave was compared with the publisher's certificate; spaces, \
        hyphens and case do not matter. Common causes are a typing error, the package of \
        another centre or year, or somebody who poses as the centre.
        """),
    clauses: ["8.3"])

  static let campaignExpired = CodeText(
    message: Bilingual(
      zh: "检查行动包已过有效期，不能再用于新的报送。",
      en: "The campaign package has expired and cannot be used for new work."),
    remedy: Bilingual(
      zh: """
        向中心索取最新的检查行动包；先用“fengni campaign show 检查行动包”查看有效期，并核对本机\
        日期。
        """,
      en: """
        Ask the centre for the newest campaign package; see its expiry with 'fengni campaign \
        show FILE' and check the date of this machine.
        """),
    explanation: Bilingual(
      zh: """
        检查行动包写明有效期，过期后其中的名册、收件方证书和吊销列表都可能已经变动。常见原因是检\
        查行动已经结束、中心发布了新版，或者本机日期不对。
        """,
      en: """
        A campaign package states when it expires; after that its roster, recipients and CRLs \
        may be outdated. Common causes are a campaign that is over, a newer version, or a wrong \
        date on this machine.
        """),
    clauses: ["8.4"])

  static let campaignRollback = CodeText(
    message: Bilingual(
      zh: "本机已用过更新的检查行动包，不能退回到旧版。",
      en: "A newer campaign package has been used on this machine; an older one is not accepted."),
    remedy: Bilingual(
      zh: "改用最新的检查行动包；手头没有的，向中心索取。同一版本号内容却不同的，立即向中心核实。",
      en: """
        Use the newest campaign package, or ask the centre for it; if the version is the same \
        and the content differs, call the centre at once.
        """),
    explanation: Bilingual(
      zh: """
        见过某一版本以后，更低的版本和同版本号的另一份内容都不接受，以防有人用旧版把材料引向已停\
        用的收件方。常见原因是从旧介质拷贝了以前的文件。
        """,
      en: """
        Once a version was seen, lower ones and another package of the same version are \
        refused, so that nobody can lead documents to a recipient that is out of use. A common \
        cause is an old file copied from an old medium.
        """),
    clauses: ["8.4"])
}
