import BundleCore

/// Gate 5, completeness: is everything there that was asked for?
extension CodeText {
  static let documentMissing = CodeText(
    message: Bilingual(
      zh: "缺少检查行动要求报送的材料。",
      en: "A document that the campaign asks for is missing."),
    remedy: Bilingual(
      zh: """
        报送单位对照待办清单补齐材料，用“fengni report check 工作目录”确认后重新签名、封装；中心\
        按退回补正处理。
        """,
      en: """
        The unit adds the document from the to-do list, checks with 'fengni report check DIR', \
        signs and seals again; the centre returns the bundle for correction.
        """),
    explanation: Bilingual(
      zh: """
        检查行动包列出了每次报送必备的材料，程序逐项核对；补报可以只报一部分。常见原因是遗漏、材\
        料放错了位置，或者登记成了别的用途。
        """,
      en: """
        The campaign package lists the documents that a submission must have; a supplement may \
        bring a part of them. Common causes are an omission, a document in the wrong place, or \
        one registered under another role.
        """),
    clauses: ["10"])

  static let documentUnexpected = CodeText(
    message: Bilingual(
      zh: "有一份材料不在检查行动要求的范围之内。",
      en: "There is a document that the campaign does not ask for."),
    remedy: Bilingual(
      zh: "核对这份材料的用途是否登记正确；确实不需要的，从工作目录移走，再重新签名、封装。",
      en: """
        Check the role under which it is registered; if it is not needed, take it out of the \
        workspace, then sign and seal again.
        """),
    explanation: Bilingual(
      zh: """
        每份材料都要对应检查行动规定的一种用途，多余的材料不收，以免误报不该报送的内容。常见原因\
        是误放了文件、用途写错，或者沿用了往年的工作目录。
        """,
      en: """
        Every document must have a role that the campaign knows; others are not taken, so that \
        nothing is reported by mistake. Common causes are a stray file, a misspelt role, or \
        last year's workspace.
        """),
    clauses: ["10"])

  static let documentMediaType = CodeText(
    message: Bilingual(
      zh: "材料的文件格式不在允许之列。",
      en: "The file format of a document is not among those allowed."),
    remedy: Bilingual(
      zh: """
        用“fengni campaign show 检查行动包”查看允许的格式，把材料转成其中一种（如 PDF），再重新\
        签名、封装。
        """,
      en: """
        See the allowed formats with 'fengni campaign show FILE', convert the document to one \
        of them (such as PDF), then sign and seal again.
        """),
    explanation: Bilingual(
      zh: """
        检查行动为每种材料规定了可用的文件格式，以便长期保存和统一读取。常见原因是直接放了手机照\
        片、WPS 或旧版 Word 文件。
        """,
      en: """
        The campaign says which file formats each kind of document may have, so that they can \
        be read and kept. Common causes are phone pictures or files of an office program put in \
        as they are.
        """),
    clauses: ["10"])

  static let documentTooLarge = CodeText(
    message: Bilingual(
      zh: "材料超过了允许的大小。",
      en: "A document is larger than allowed."),
    remedy: Bilingual(
      zh: """
        压缩图片、降低扫描分辨率或拆分文件，使其不超过上限，再重新签名、封装；确有需要的，请中心\
        放宽上限。
        """,
      en: """
        Compress pictures, lower the scan resolution or split the file until it fits, then sign \
        and seal again; if it is needed as it is, ask the centre to raise the limit.
        """),
    explanation: Bilingual(
      zh: """
        检查行动规定了每种材料的大小上限，可用“fengni campaign show 检查行动包”查看。常见原因是\
        扫描分辨率过高，或者文档里嵌了原始大小的照片。
        """,
      en: """
        The campaign limits the size of each kind of document; 'fengni campaign show FILE' \
        shows it. Common causes are scans of high resolution, or documents with pictures in \
        full size.
        """),
    clauses: ["10"])

  static let documentEmpty = CodeText(
    message: Bilingual(
      zh: "材料是空文件。",
      en: "A document is an empty file."),
    remedy: Bilingual(
      zh: "换上有内容的文件，用“fengni report check 工作目录”确认后重新签名、封装。",
      en: """
        Replace it with the real file, check with 'fengni report check DIR', then sign and seal \
        again.
        """),
    explanation: Bilingual(
      zh: """
        文件长度为 0，或者能打开但没有一页、一个字、一幅图。常见原因是拷贝中断、只建了占位文件没有填\
        写，或者导出失败。
        """,
      en: """
        The file has a length of 0, or opens but holds no page, no word and no picture. Common \
        causes are an interrupted copy, a placeholder that was never filled, or a failed export.
        """),
    clauses: ["10"])

  static let documentTooMany = CodeText(
    message: Bilingual(
      zh: "同一种材料的件数超过了上限。",
      en: "There are more documents of one kind than allowed."),
    remedy: Bilingual(
      zh: "合并或去掉多余的文件，用“fengni report check 工作目录”确认后重新签名、封装。",
      en: "Merge or remove files, check with 'fengni report check DIR', then sign and seal again."),
    explanation: Bilingual(
      zh: """
        检查行动规定了每种材料最多可以有几份，例如检查情况报告表只能有一份。常见原因是新旧两个版\
        本都放了进来，或者一份材料按页拆成了多个文件。
        """,
      en: """
        The campaign says how many documents of each kind there may be; an inspection form, for \
        example, can only be one. Common causes are both an old and a new version, or one \
        document split into pages.
        """),
    clauses: ["10"])

  static let documentContentMismatch = CodeText(
    message: Bilingual(
      zh: "材料的实际内容与其文件格式不符。",
      en: "The content of a document does not agree with its file format."),
    remedy: Bilingual(
      zh: "用原来的软件打开这份材料，另存或导出为规定格式，不要只改扩展名，再重新签名、封装。",
      en: """
        Open the document in its own program and save or export it in the required format \
        instead of renaming it, then sign and seal again.
        """),
    explanation: Bilingual(
      zh: """
        程序看文件开头的几个字节是否与登记的格式一致，例如 PDF 必须以 %PDF 开头。常见原因是只改\
        了扩展名、文件已损坏，或者被加密软件（透明加密）处理过。
        """,
      en: """
        The first octets of the file are compared with the registered format: a PDF, for \
        example, begins with %PDF. Common causes are a renamed file, a damaged one, or one that \
        disk encryption software left encrypted.
        """),
    clauses: ["10"])
}
