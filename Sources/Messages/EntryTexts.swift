import BundleCore

/// Gate 4, integrity: the entries, byte for byte.
extension CodeText {
  static let entryNameRefused = CodeText(
    message: Bilingual(
      zh: "包内有不允许的文件名。",
      en: "The package contains a file name that is not allowed."),
    remedy: Bilingual(
      zh: """
        请报送单位改名后重新签名、封装：文件名不要含 \\ / : * ? " < > | 等符号，首尾不留空格，不\
        以句点结尾。
        """,
      en: """
        Ask the sender to rename the file, sign and seal again: no \\ / : * ? " < > | and the \
        like, no space at either end, no dot at the end.
        """),
    explanation: Bilingual(
      zh: """
        文件名要在各种系统上都能安全保存，因此不允许上级目录、绝对路径、控制字符、Windows 保留名\
        和过长的名字；有的名字会让文件写到目标目录之外。常见原因是从网页或聊天软件另存的文件名带\
        有特殊符号。
        """,
      en: """
        Names must be safe on every system, so parent directories, absolute paths, control \
        characters, names reserved on Windows and overlong names are refused; some of them \
        would write outside the destination. A common cause is a file saved from a web page or \
        chat with odd characters in its name.
        """),
    clauses: ["5.6"])

  static let entryNameCollision = CodeText(
    message: Bilingual(
      zh: "包内有两个文件重名（或只有大小写、全半角之别）。",
      en: """
        Two files in the package have the same name, or names that differ only in case or \
        character width.
        """),
    remedy: Bilingual(
      zh: "请报送单位给其中一个改名，重新签名、封装。",
      en: "Ask the sender to rename one of them, then to sign and seal again."),
    explanation: Bilingual(
      zh: """
        有的系统不分大小写，有的会转换全角和半角，这样的两个文件解包时会互相覆盖；一个文件名又是\
        另一个的目录名也不行。常见原因是同一份材料放了两个版本。
        """,
      en: """
        Some systems ignore case, others convert character forms, and then one of two such \
        files would overwrite the other; nor may a file's name be a directory of another. A \
        common cause is two versions of the same document.
        """),
    clauses: ["5.6"])

  static let entryNotListed = CodeText(
    message: Bilingual(
      zh: "包内有清单上没有列出的文件。",
      en: "The package contains a file that the manifest does not list."),
    remedy: Bilingual(
      zh: "不要使用其中的材料；请报送单位用“fengni seal 工作目录 -o 报送包”重新封装。",
      en: "Do not use the documents; ask the sender to seal again with 'fengni seal DIR -o FILE'."),
    explanation: Bilingual(
      zh: """
        签名只覆盖清单列出的文件，没有列出的文件没有人负责，所以不允许存在。常见原因是签名后有人\
        往包里加了文件，或者由不合规范的软件制作。
        """,
      en: """
        Signatures cover what the manifest lists; nobody answers for a file that it does not \
        list, so none may be there. Common causes are a file added after signing, or a program \
        that does not follow the specification.
        """),
    clauses: ["5.4"])

  static let entryMissing = CodeText(
    message: Bilingual(
      zh: "清单上列出的文件，包里没有。",
      en: "A file that the manifest lists is not in the package."),
    remedy: Bilingual(
      zh: "请报送单位核对材料后，用“fengni seal 工作目录 -o 报送包”重新封装。",
      en: """
        Ask the sender to check the documents and to seal again with 'fengni seal DIR -o FILE'.
        """),
    explanation: Bilingual(
      zh: """
        清单列出的每个文件都必须在包里，清单本身也必须是包里的第二个文件。常见原因是签名后有人删\
        去了文件，或者由不合规范的软件制作。
        """,
      en: """
        Every file that the manifest lists must be in the package, and the manifest itself must \
        be its second entry. Common causes are a file removed after signing, or a program that \
        does not follow the specification.
        """),
    clauses: ["5.3", "5.4"])

  static let entrySizeMismatch = CodeText(
    message: Bilingual(
      zh: "文件大小与清单不一致。",
      en: "The size of a file differs from the manifest."),
    remedy: Bilingual(
      zh: "不要使用这份材料；请报送单位重新签名、封装。",
      en: "Do not use this document; ask the sender to sign and seal again."),
    explanation: Bilingual(
      zh: """
        清单、ZIP 目录和实际内容三处的大小必须一致。常见原因是签名后替换过文件，或者由不合规范的\
        软件制作。
        """,
      en: """
        Manifest, ZIP directory and actual content must agree about the size. Common causes are \
        a file replaced after signing, or a program that does not follow the specification.
        """),
    clauses: ["5.1", "5.4"])

  static let entryDigestMismatch = CodeText(
    message: Bilingual(
      zh: "文件内容与签名的清单不符，签名后被改动过。",
      en: "The content of a file differs from the signed manifest: it was changed after signing."),
    remedy: Bilingual(
      zh: "不要使用这份材料；请报送单位确认以哪一份为准，重新签名、封装。",
      en: """
        Do not use this document; ask the sender which version counts, and for a new signature \
        and seal.
        """),
    explanation: Bilingual(
      zh: """
        清单记有每个文件的摘要（SM3 或 SHA-256），程序读出内容重新计算后不一致。常见原因是签名后\
        替换过文件，也可能是有人篡改。
        """,
      en: """
        The manifest holds a digest of every file (SM3 or SHA-256); the one computed from the \
        content differs. Common causes are a file replaced after signing, or tampering.
        """),
    clauses: ["5.4"])

  static let entryChecksumMismatch = CodeText(
    message: Bilingual(
      zh: "文件内容校验和不对，可能已损坏。",
      en: "The checksum of a file is wrong: it may be damaged."),
    remedy: Bilingual(
      zh: "请制作方重新制作；是检查行动包的，从介质重新拷贝后再试。",
      en: """
        Ask for a new one; if it is a campaign package, copy it again from the medium and try \
        once more.
        """),
    explanation: Bilingual(
      zh: """
        ZIP 为每个文件记有 CRC-32 校验和，与实际内容不一致。常见原因是制作时内存或磁盘出错、拷贝\
        损坏，或者由不合规范的软件制作。
        """,
      en: """
        ZIP holds a CRC-32 for every file, and it does not fit the content. Common causes are \
        memory or disk errors, a damaged copy, or a program that does not follow the \
        specification.
        """),
    clauses: ["5.1"])

  static let entryCompressionCorrupt = CodeText(
    message: Bilingual(
      zh: "文件的压缩数据有误，解不开。",
      en: "The compressed data of a file is corrupt and cannot be unpacked."),
    remedy: Bilingual(
      zh: "请制作方重新制作；是检查行动包的，从介质重新拷贝后再试。",
      en: """
        Ask for a new one; if it is a campaign package, copy it again from the medium and try \
        once more.
        """),
    explanation: Bilingual(
      zh: """
        每个压缩文件必须是一段完整的 deflate 数据，恰好在规定处结束，恰好解出规定的长度；多出一\
        个字节也会停止，以防“压缩炸弹”。常见原因是文件损坏，或者有意构造。
        """,
      en: """
        Every compressed file must be one complete deflate stream that ends exactly where it \
        should and yields exactly its size; one octet more stops it, which defeats \
        decompression bombs. Common causes are damage, or a crafted file.
        """),
    clauses: ["5.1"])

  static let entryOrder = CodeText(
    message: Bilingual(
      zh: "包内文件的先后顺序与清单不一致。",
      en: "The files in the package are in another order than in the manifest."),
    remedy: Bilingual(
      zh: "请制作方用正式版程序重新制作；不要用压缩软件打开后另存。",
      en: """
        Ask for a new one made with a released version; do not save it anew with an archive \
        program.
        """),
    explanation: Bilingual(
      zh: """
        规定的顺序是格式标识、清单、各份材料、填充，材料按清单排列，这样同样的内容只有一种写法，\
        也能边读边校验。常见原因是用压缩软件重新打过包。
        """,
      en: """
        The order is format mark, manifest, documents as listed, padding, so that the same \
        content has one encoding and can be checked while it is read. A common cause is an \
        archive program that packed it anew.
        """),
    clauses: ["5.4"])
}
