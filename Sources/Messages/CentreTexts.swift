import BundleCore

/// The centre's folder, its ledger, and its receipts.
extension CodeText {
  // MARK: Receipts

  static let receiptSigner = CodeText(
    message: Bilingual(
      zh: "回执不是由本次检查行动的中心签发的。",
      en: "The receipt was not signed by the centre of this campaign."),
    remedy: Bilingual(
      zh: "不要采信这份回执；通过电话等另一渠道向中心核实，并请中心重新发送。",
      en: """
        Do not rely on this receipt; ask the centre by another way, such as telephone, and have \
        it sent again.
        """),
    explanation: Bilingual(
      zh: """
        回执只能由发布检查行动的证书，或者名册中为组织单位登记、专用于回执的证书签发，其他单位的\
        证书即使有效也不行。常见原因是拿错了检查行动包，或者回执是伪造的。
        """,
      en: """
        Receipts are signed with the certificate that published the campaign, or with one that \
        the roster binds to the issuer for receipts; no other unit's certificate will do. Common \
        causes are the package of another campaign, or a forged receipt.
        """),
    clauses: ["15.4"])

  static let receiptOtherBundle = CodeText(
    message: Bilingual(
      zh: "这份回执对应的是另一个报送包。",
      en: "The receipt is for another bundle."),
    remedy: Bilingual(
      zh: "对照短码找出回执对应的报送包；找不到的，请中心按本单位报送包的短码重新出具回执。",
      en: """
        Find the bundle that the receipt belongs to by its short code; if there is none, ask the \
        centre for the receipt of your bundle's short code.
        """),
    explanation: Bilingual(
      zh: """
        回执写明所收报送包的摘要和大小，与本单位留存的报送包逐字节对应。常见原因是选错了文件，或\
        者重新封装过：每次封装得到的报送包都不相同。
        """,
      en: """
        A receipt names digest and size of the bundle that was received, and must fit the unit's \
        own copy octet for octet. Common causes are a wrong file, or a bundle that was sealed \
        again: each sealing gives another bundle.
        """),
    clauses: ["15.3"])

  static let receiptLeaf = CodeText(
    message: Bilingual(
      zh: "回执与台账中的记录不一致。",
      en: "The receipt contradicts its own entry in the ledger."),
    remedy: Bilingual(
      zh: "不要采信这份回执；把它原样交给中心核查台账，并请中心重新出具。",
      en: """
        Do not rely on this receipt; give it unchanged to the centre, which must check its \
        ledger and issue a new one.
        """),
    explanation: Bilingual(
      zh: """
        回执附有台账中的那一条记录，两者的报送包、时间、结论必须相同。常见原因是出具回执的程序有\
        错，或者有人拼凑了回执。
        """,
      en: """
        A receipt carries its entry of the ledger, and both must name the same bundle, time and \
        decision. Common causes are a faulty program, or somebody who put a receipt together.
        """),
    clauses: ["15.2", "15.3"])

  static let receiptProof = CodeText(
    message: Bilingual(
      zh: "回执不能证明记录已列入台账。",
      en: "The receipt does not prove that its entry stands in the ledger."),
    remedy: Bilingual(
      zh: "不要采信这份回执；把它原样交给中心核查台账，并请中心重新出具。",
      en: """
        Do not rely on this receipt; give it unchanged to the centre, which must check its \
        ledger and issue a new one.
        """),
    explanation: Bilingual(
      zh: """
        由记录出发，按回执所附的各个哈希值逐级计算，应得到台账的根。算不出来，说明记录不在这本台\
        账中。常见原因是台账或回执被改动过。
        """,
      en: """
        From the entry, the hashes in the receipt must lead step by step to the ledger's root; \
        if they do not, the entry is not in that ledger. Common causes are a ledger or a receipt \
        that was altered.
        """),
    clauses: ["15.3"])

  // MARK: Earlier deliveries

  static let receivedBefore = CodeText(
    message: Bilingual(
      zh: "同一个报送包以前已经收到过。",
      en: "The same bundle was received before."),
    remedy: Bilingual(
      zh: "不必再做什么：以第一次收到时的回执为准；需要的，请中心再发一次该回执。",
      en: "Nothing has to be done: the receipt of the first time stands and can be sent again."),
    explanation: Bilingual(
      zh: """
        按整个文件的摘要判断，逐字节相同才算同一个报送包；重复收到不产生新的记录。常见原因是介质\
        和邮件各送了一份，或者接收中断后重新运行。
        """,
      en: """
        Bundles are the same when the whole file is, by its digest; receiving one again records \
        nothing new. Common causes are a copy on a medium and another by mail, or an \
        interrupted run that was started again.
        """),
    clauses: ["15.6"])

  static let firstReportTwice = CodeText(
    message: Bilingual(
      zh: "该单位已有首报，又收到另一份首报。",
      en: "The unit has a first report already, and this is another one."),
    remedy: Bilingual(
      zh: """
        请报送单位说明以哪一份为准，再由中心用“fengni centre resolve”裁定；以后修改请用更正或补报。
        """,
      en: """
        Ask the unit which one counts, then decide with 'fengni centre resolve'; later changes \
        should come as correction or supplement.
        """),
    explanation: Bilingual(
      zh: """
        每个报送事项只有一份首报，其后的更正、补报、撤回要写明取代哪一份。两份首报谁也不自动顶替\
        谁。常见原因是修改后重新封装时没有改报送种类，或者两人各报了一份。
        """,
      en: """
        A submission has one first report; corrections, supplements and withdrawals name what \
        they supersede. Of two first reports neither replaces the other by itself. Common causes \
        are a changed report sealed again as a first one, or two people who reported.
        """),
    clauses: ["15.6"])

  static let revisionSuperseded = CodeText(
    message: Bilingual(
      zh: "它所取代的那一版已被其他版本取代。",
      en: "The bundle that it supersedes has been superseded by another one."),
    remedy: Bilingual(
      zh: """
        请报送单位按中心最近收到的一版重新制作更正；确需采用这一份的，由中心用“fengni centre \
        resolve”裁定。
        """,
      en: """
        Ask the unit for a correction of the version received last; to take this one all the \
        same, decide with 'fengni centre resolve'.
        """),
    explanation: Bilingual(
      zh: """
        每次修订只能接在最新一版之后，旧版不能借此顶替新版。常见原因是两人各自更正，或者先做的更\
        正后送到。
        """,
      en: """
        A revision follows on the newest version alone, so that no old state can come back \
        unseen. Common causes are two people who each made a correction, or an earlier \
        correction that arrived later.
        """),
    clauses: ["15.6"])

  static let predecessorUnknown = CodeText(
    message: Bilingual(
      zh: "它所取代的报送包中心没有收到，或者还没有采信。",
      en: "The bundle that it supersedes was not received, or is not accepted yet."),
    remedy: Bilingual(
      zh: """
        请报送单位补送前一份报送包；收到后，或者前一份确已无法取得的，由中心用“fengni centre \
        resolve”裁定。
        """,
      en: """
        Ask the unit for the bundle before; when it has come, or can't be had any more, decide \
        with 'fengni centre resolve'.
        """),
    explanation: Bilingual(
      zh: """
        更正、补报、撤回按摘要接在前一份之后，前一份不在，就无从知道它改了什么。常见原因是前一份\
        在途丢失，或者引用的摘要不对。
        """,
      en: """
        Corrections, supplements and withdrawals follow on the bundle whose digest they name; \
        without it nobody knows what they change. Common causes are a loss on the way, or a \
        wrong digest.
        """),
    clauses: ["15.6"])

  static let bundleIDReused = CodeText(
    message: Bilingual(
      zh: "编号相同，内容却与以前收到的报送包不同。",
      en: "A different bundle of the same id was received before."),
    remedy: Bilingual(
      zh: """
        请报送单位核实发出过哪一份，再由中心用“fengni centre resolve”裁定；必要时请其重新制作。
        """,
      en: """
        Ask the unit which one it sent, then decide with 'fengni centre resolve'; have it made \
        anew if need be.
        """),
    explanation: Bilingual(
      zh: """
        每个报送包的编号独一无二。编号相同而内容不同，多半是同一工作目录封装了两次，也可能有人\
        动了手脚。
        """,
      en: """
        Every bundle has an id of its own. The same id with another content mostly means that a \
        workspace was sealed twice, and may mean that somebody tampered.
        """),
    clauses: ["15.6"])

  static let predecessorOfOthers = CodeText(
    message: Bilingual(
      zh: "它所取代的报送包属于其他单位或其他事项。",
      en: "The bundle that it supersedes is another unit's or of another submission."),
    remedy: Bilingual(
      zh: """
        请报送单位核对所引用的报送包，重新制作；确有原因的，由中心用“fengni centre resolve”裁定。
        """,
      en: """
        Ask the unit to correct the reference and make the bundle anew; if there is a reason, \
        decide with 'fengni centre resolve'.
        """),
    explanation: Bilingual(
      zh: "修订只能取代本单位同一事项的报送包。常见原因是复制了别处的摘要。",
      en: """
        A revision supersedes a bundle of the same unit and submission only. A common cause is \
        a digest copied from elsewhere.
        """),
    clauses: ["15.6"])
}
