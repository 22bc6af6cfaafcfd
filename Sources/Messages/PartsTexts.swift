import BundleCore

/// Gate 8, policy: volumes that wait at the centre for the others of their set.
extension CodeText {
  static let partsTooMany = CodeText(
    message: Bilingual(
      zh: "等候补齐的分卷种类过多，这份分卷没有留存。",
      en: "Too many bundles wait for missing volumes; these volumes were not kept."),
    remedy: Bilingual(
      zh: """
        用“fengni centre parts”查看等候补齐的分卷，催收，或者用 --discard 清除来历不明的，然后重新接收\
        这份文件。
        """,
      en: """
        Look with 'fengni centre parts' at what waits, ask for the rest or remove with --discard \
        what nobody knows, then receive this file again.
        """),
    explanation: Bilingual(
      zh: """
        分卷到得不齐时，中心先留存，等其余的到达。为防止有人用伪造的分卷占满磁盘，等候的报送包最多\
        一万个，一个文件带来的新的最多 256 个。
        """,
      en: """
        The centre keeps volumes until enough of a bundle has come. So that nobody can fill the \
        disk with forged ones, at most 10,000 bundles wait at a time, and one file may bring 256 \
        new ones at most.
        """),
    clauses: ["15.8"])

  static let partsOversized = CodeText(
    message: Bilingual(
      zh: "同一报送包的分卷留存过多，这份分卷没有留存。",
      en: "More volumes of one bundle came than it can have; these were not kept."),
    remedy: Bilingual(
      zh: """
        可能有人伪造了分卷。与发送方核对短码，用“fengni centre parts --discard 短码”清除，请发送方把全部\
        分卷或整个报送包重新交来。
        """,
      en: """
        Somebody may have forged volumes. Compare the short code with the sender, remove what is \
        here with 'fengni centre parts --discard CODE', and have all volumes or the whole bundle \
        delivered again.
        """),
    explanation: Bilingual(
      zh: "每卷可能损坏后补发，所以一个报送包最多留存相当于其全部分卷四倍的内容，再多就只能是伪造的。",
      en: """
        Volumes may come damaged and be sent again, so four times the size of all volumes is kept \
        of one bundle. More than that can only be forged.
        """),
    clauses: ["15.8"])

  static let partsNoRoom = CodeText(
    message: Bilingual(
      zh: "中心目录所在的磁盘空间不足，这份内容没有接收。",
      en: "There is not enough room on the centre's disk; this was not taken."),
    remedy: Bilingual(
      zh: "腾出磁盘空间后重新接收。还原一个分卷的报送包，所需空间等于报送包的大小。",
      en: """
        Make room on the disk, then receive it again. Putting a bundle together from volumes \
        takes as much room as the bundle has.
        """),
    explanation: Bilingual(
      zh: "留存分卷、取出邮件附件和还原报送包之前都先核对剩余空间，并为数据库和回执留出 64 MiB。",
      en: """
        Before volumes are kept, attachments taken out of mail or bundles put together, the free \
        space is checked; 64 MiB are left for the database and the receipts.
        """),
    clauses: ["15.8"])

  static let partsUnknown = CodeText(
    message: Bilingual(
      zh: "没有等候补齐的分卷符合这个短码。", en: "No volumes of that short code wait here."),
    remedy: Bilingual(
      zh: "用“fengni centre parts”查看等候补齐的分卷，给出短码的前四位或更多。",
      en: """
        See with 'fengni centre parts' what waits, and give the first four digits of the short \
        code or more.
        """),
    explanation: Bilingual(
      zh: "报送包到齐入库后，其分卷即从中心清除；那以后按短码找的是报送包本身。",
      en: """
        Once a bundle was put together and stored, its volumes are gone; from then on the short \
        code finds the bundle itself.
        """),
    clauses: ["15.8"])
}
