import BundleCore

/// The centre's folder as the commands find it.
extension CodeText {
  static let centreInvalid = CodeText(
    message: Bilingual(
      zh: "这个目录不是可用的中心目录。", en: "The folder is no usable folder of a centre."),
    remedy: Bilingual(
      zh: """
        核对 --centre 给出的目录；还没有的，用“fengni centre init”建立；目录受损的，从备份恢复后用\
        “fengni centre ledger verify”核对。
        """,
      en: """
        Check the folder given with --centre; make one with 'fengni centre init' if there is \
        none; restore a damaged one from its backup and check it with 'fengni centre ledger \
        verify'.
        """),
    explanation: Bilingual(
      zh: "中心目录中应有检查行动包和数据库，并由同一版或更早版本的程序建立。",
      en: """
        A centre's folder holds the campaign package and the database, made by this version of \
        the program or an earlier one.
        """))

  static let centreBusy = CodeText(
    message: Bilingual(
      zh: "中心目录正被另一个程序使用。", en: "Another program is using the centre's folder."),
    remedy: Bilingual(
      zh: "等另一个程序结束后再运行。", en: "Wait until the other program has ended, then run it again."),
    explanation: Bilingual(
      zh: "同一时间只有一个程序往中心目录写入，其余的等待；数据库长时间被占用时报告此项。",
      en: """
        One program at a time writes to a centre's folder and others wait; this is reported \
        when the database stays locked for long.
        """))

  static let centreKeysUnfit = CodeText(
    message: Bilingual(
      zh: "给出的密钥不能接收本次检查行动的报送。",
      en: "The given keys cannot receive for this campaign."),
    remedy: Bilingual(
      zh: """
        用 --keys 给出收件私钥和签发回执的私钥所在的目录，可重复给出；用“fengni campaign show”和\
        “fengni keys show”核对证书。
        """,
      en: """
        Give with --keys the directories of the recipient's key and of the key that signs \
        receipts; the option may be repeated. Compare the certificates with 'fengni campaign \
        show' and 'fengni keys show'.
        """),
    explanation: Bilingual(
      zh: """
        接收需要两种私钥：检查行动包列出的收件证书的私钥，用来打开报送包；发布检查行动的证书或名\
        册登记的回执专用证书的私钥，用来签发回执。
        """,
      en: """
        Receiving takes two keys: one of a recipient's certificate in the campaign, to open \
        bundles; and that of the publisher, or one that the roster binds for receipts, to sign.
        """))

  private static let restore = Bilingual(
    zh: """
      停止接收，保留现场，查明何人何时改动；从备份恢复中心目录，再用“fengni centre ledger verify”核对。
      """,
    en: """
      Stop receiving, keep everything as it is, and find out who changed what; restore the folder \
      from a backup, then check it with 'fengni centre ledger verify'.
      """)

  private static let ledger = Bilingual(
    zh: "台账的每条记录都按次序计入哈希树，历次回执和检查点都签有树根，所以任何改动都能发现。",
    en: """
      Every entry of the ledger goes into a hash tree in its order, and receipts and checkpoints \
      sign the tree's root, so any change is found.
      """)

  static let ledgerAltered = CodeText(
    message: Bilingual(zh: "台账记录被改动过。", en: "An entry of the ledger was altered."),
    remedy: restore, explanation: ledger)

  static let ledgerRemoved = CodeText(
    message: Bilingual(zh: "台账记录缺失。", en: "An entry of the ledger is missing."),
    remedy: restore, explanation: ledger)

  static let ledgerReordered = CodeText(
    message: Bilingual(
      zh: "台账记录的次序被调换过。", en: "An entry of the ledger stands in another's place."),
    remedy: restore, explanation: ledger)

  static let ledgerInserted = CodeText(
    message: Bilingual(
      zh: "台账中多出了没有出具过回执的记录。",
      en: "The ledger has an entry that no receipt was issued for."),
    remedy: restore, explanation: ledger)

  static let ledgerRecordMismatch = CodeText(
    message: Bilingual(
      zh: "收件记录与台账不一致。", en: "A delivery's record contradicts the ledger."),
    remedy: restore, explanation: ledger)

  static let ledgerHeadMismatch = CodeText(
    message: Bilingual(
      zh: "台账与以前出具的回执或检查点不一致。",
      en: "The ledger contradicts a receipt or checkpoint that was issued."),
    remedy: restore, explanation: ledger)

  static let sealedOriginalDamaged = CodeText(
    message: Bilingual(
      zh: "留存的报送包原件缺失或已改变。",
      en: "The kept original of a bundle is missing or has changed."),
    remedy: Bilingual(
      zh: "从备份取回该原件；没有备份的，请报送单位再送一份同样的报送包，摘要相同即可放回。",
      en: """
        Take the original from a backup; without one, ask the unit for its copy, which may be \
        put back when the digest is the same.
        """),
    explanation: Bilingual(
      zh: "收到的每个报送包都逐字节留存作为凭据，文件名就是它的摘要。",
      en: "Every bundle is kept octet for octet as evidence; the file's name is its digest."))

  static let deliveryUnknown = CodeText(
    message: Bilingual(
      zh: "没有收到过这样的报送包。", en: "No such bundle was received."),
    remedy: Bilingual(
      zh: "用“fengni centre status”查看收到的报送包，按短码、摘要或编号给出。",
      en: """
        See with 'fengni centre status' what was received, and name a bundle by short code, \
        digest or id.
        """),
    explanation: Bilingual(
      zh: "短码可以只写开头几位，但要能唯一确定一个报送包。",
      en: "The first digits of a short code will do, as long as they name one bundle only."))

  static let deliveryNotHeld = CodeText(
    message: Bilingual(
      zh: "这个报送包不在等待裁定之列。", en: "The bundle does not wait for a decision."),
    remedy: Bilingual(
      zh: "用“fengni centre status”查看等待裁定的报送包。",
      en: "See with 'fengni centre status' which bundles wait for a decision."),
    explanation: Bilingual(
      zh: "只有待定（吊销情况不明）和存疑（与以前收到的相矛盾）的报送包由人裁定，其他结论不能改。",
      en: """
        A person decides only bundles that are undecided, as revocation is unknown, or in \
        conflict with earlier ones; no other decision can be changed.
        """))
}
