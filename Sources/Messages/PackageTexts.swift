import BundleCore

/// Gate 4, integrity: the package's structure.
extension CodeText {
  static let packageSyntax = CodeText(
    message: Bilingual(
      zh: "包的内部结构有误，无法读取。",
      en: "The inner structure of the package is malformed and cannot be read."),
    remedy: Bilingual(
      zh: "请制作方用正式版程序重新制作；不要用压缩软件打开后另存。",
      en: """
        Ask whoever made it to make it again with a released version; do not save it anew with \
        an archive program.
        """),
    explanation: Bilingual(
      zh: """
        包是一个格式严格的 ZIP 文件，同样的内容只有一种写法，各字段都要与规定相符。常见原因是用\
        普通压缩软件制作或改写过，或者检查行动包在传输中损坏。
        """,
      en: """
        The package is a ZIP file of a strict profile with exactly one encoding for its \
        content, so every field must be as prescribed. Common causes are an archive program \
        that made or rewrote it, or a campaign package damaged on its way.
        """),
    clauses: ["5.1"])

  static let packageHeadersDisagree = CodeText(
    message: Bilingual(
      zh: "包内两处目录互相矛盾，不能采信。",
      en: "The two directories inside the package contradict each other."),
    remedy: Bilingual(
      zh: "不要使用其中的材料；请制作方重新制作，再次出现时报告中心安全管理人员。",
      en: """
        Do not use the documents; ask for a new one, and tell the centre's security officer if \
        it happens again.
        """),
    explanation: Bilingual(
      zh: """
        ZIP 在每个文件之前和末尾目录中各记一遍信息，两处必须逐项一致，否则不同软件会看到不同的内\
        容。正常软件不会这样写，多半是有意构造或文件损坏。
        """,
      en: """
        A ZIP file describes each entry twice, before its data and in the directory at the end; \
        both must agree, or two programs would see different content. Normal software never \
        writes this, so it is mostly a crafted or damaged file.
        """),
    clauses: ["5.1"])

  static let packageGapOrOverlap = CodeText(
    message: Bilingual(
      zh: "包内文件之间有空隙或重叠，不能采信。",
      en: "Files inside the package overlap or leave gaps between them."),
    remedy: Bilingual(
      zh: "不要使用其中的材料；请制作方重新制作，再次出现时报告中心安全管理人员。",
      en: """
        Do not use the documents; ask for a new one, and tell the centre's security officer if \
        it happens again.
        """),
    explanation: Bilingual(
      zh: """
        包内各文件必须一个接一个，中间不留空隙、互不重叠；空隙里可以藏东西，重叠可以做成“压缩炸\
        弹”。正常软件不会这样写，多半是有意构造。
        """,
      en: """
        Entries must follow each other without gap and overlap: gaps can hide content, overlaps \
        make decompression bombs. Normal software never writes this, so it is mostly crafted.
        """),
    clauses: ["5.1"])

  static let packageTrailingData = CodeText(
    message: Bilingual(
      zh: "包的末尾多出了不属于它的内容。",
      en: "There is extra data after the end of the package."),
    remedy: Bilingual(
      zh: "请制作方重新制作并核对文件大小；不要自行截去多出的部分。",
      en: "Ask for a new one and compare the sizes; do not cut the extra part off yourself."),
    explanation: Bilingual(
      zh: """
        末尾目录之后不允许再有任何字节，以免夹带内容。常见原因是文件被拼接、传输工具补了填充，或\
        者由不合规范的软件制作。
        """,
      en: """
        Nothing may follow the directory at the end, so that no content can be smuggled along. \
        Common causes are joined files, a transfer tool that padded, or a program that does not \
        follow the specification.
        """),
    clauses: ["5.1"])

  static let packageFeatureRefused = CodeText(
    message: Bilingual(
      zh: "包使用了不允许的压缩包功能（如另设密码、注释、分卷）。",
      en: """
        The package uses archive features that are not allowed, such as passwords, comments or \
        several volumes.
        """),
    remedy: Bilingual(
      zh: "请制作方用“fengni seal”重新制作，不要用压缩软件代替。",
      en: "Ask for a new one made with 'fengni seal' and not with an archive program."),
    explanation: Bilingual(
      zh: """
        只允许“存储”和 deflate 两种方法，不允许 ZIP 自带加密、注释、分卷、链接和附加字段，因为各\
        软件对它们的处理不一致。常见原因是用普通压缩软件制作。
        """,
      en: """
        Only the methods stored and deflate are allowed; ZIP encryption, comments, volumes, \
        links and extra fields are not, because programs treat them differently. A common cause \
        is an ordinary archive program.
        """),
    clauses: ["5.1"])

  static let packageMimetype = CodeText(
    message: Bilingual(
      zh: "包的开头没有规定的格式标识。",
      en: "The package does not begin with the prescribed mark of its format."),
    remedy: Bilingual(
      zh: "核对是否拿错了文件；确认无误的，请制作方用正式版程序重新制作。",
      en: """
        Check that it is the right file; if so, ask for a new one made with a released version.
        """),
    explanation: Bilingual(
      zh: """
        包的第一个文件必须是 mimetype，内容固定，用来识别格式并防止同一密文有两种解法。常见原因\
        是把普通压缩包改名当成了检查行动包。
        """,
      en: """
        The first entry must be mimetype with fixed content, which identifies the format and \
        stops a ciphertext with two meanings. A common cause is an ordinary archive renamed to \
        look like a campaign package.
        """),
    clauses: ["5.2"])

  static let packageLimitExceeded = CodeText(
    message: Bilingual(
      zh: "包内文件的数量或大小超过了规定上限。",
      en: "The number or the size of the files in the package exceeds the limit."),
    remedy: Bilingual(
      zh: """
        用“fengni campaign show 检查行动包”查看上限，减少或压缩材料后重新封装；确有需要的，请中\
        心放宽上限。
        """,
      en: """
        See the limits with 'fengni campaign show FILE', reduce or compress the documents and \
        seal again; if they are needed, ask the centre to raise the limit.
        """),
    explanation: Bilingual(
      zh: """
        检查行动规定了单个文件、总量和件数的上限，程序在读取之前就核对，以免撑满磁盘。常见原因是\
        扫描件分辨率过高、误放了大文件，也可能是“压缩炸弹”。
        """,
      en: """
        The campaign limits the size of a document, the total and the number of documents; \
        these are checked before anything is read, so that no disk is filled. Common causes are \
        scans of high resolution, a large file put in by mistake, or a decompression bomb.
        """),
    clauses: ["5.7"])

  static let packageTruncated = CodeText(
    message: Bilingual(
      zh: "包不完整，后面缺了一段。",
      en: "The package is incomplete: its end is missing."),
    remedy: Bilingual(
      zh: "重新完整拷贝一次，与制作方核对文件大小；仍不完整的，请对方重新制作。",
      en: """
        Copy it again completely and compare the size with the maker's; if it is still \
        incomplete, ask for a new one.
        """),
    explanation: Bilingual(
      zh: """
        还没有读到末尾目录，文件就结束了。常见原因是检查行动包拷贝或下载中断，或者制作时磁盘已满。
        """,
      en: """
        The file ends before the directory at its end. Common causes are an interrupted copy or \
        download of a campaign package, or a disk that was full when it was made.
        """),
    clauses: ["5.1"])

  static let paddingNotZero = CodeText(
    message: Bilingual(
      zh: "包的填充部分不符合规定，可能夹带了内容。",
      en: "The padding of the package is not as prescribed and may hide content."),
    remedy: Bilingual(
      zh: "不要使用其中的材料；请报送单位用“fengni seal 工作目录 -o 报送包”重新封装。",
      en: "Do not use the documents; ask the sender to seal again with 'fengni seal DIR -o FILE'."),
    explanation: Bilingual(
      zh: """
        填充用来掩盖材料的真实大小，必须全部为零，长度按 Padmé 规则算出，并与清单的说明一致。常\
        见原因是由不合规范的软件制作，也可能是有意夹带。
        """,
      en: """
        Padding hides the true size of the documents; it must be all zeros, of the length that \
        the Padmé rule gives, and agree with the manifest. Common causes are a program that \
        does not follow the specification, or content hidden on purpose.
        """),
    clauses: ["5.5"])
}
