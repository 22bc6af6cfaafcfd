import BundleCore

/// Gates 5 and 8: what was seen inside the documents.
extension CodeText {
  static let documentEncrypted = CodeText(
    message: Bilingual(
      zh: "材料设有密码或者被加密软件加密，无法查看内容。",
      en: "A document is protected by a password or by encryption software."),
    remedy: Bilingual(
      zh: """
        用原来的软件打开材料，取消打开密码和权限限制后另存；单位装有透明加密软件的，先按规定解密，\
        再重新签名、封装。
        """,
      en: """
        Open the document in its own program, remove passwords and restrictions and save it \
        anew; where encryption software runs, decrypt the document first. Then sign and seal \
        again.
        """),
    explanation: Bilingual(
      zh: """
        报送包已经整体加密，里面的材料不应再加密，否则中心打不开，也无法归档和核对。常见原因是 \
        Word、WPS、PDF 设了打开密码或限制编辑，压缩包设了密码，或者单位的透明加密软件没有解密。
        """,
      en: """
        The bundle as a whole is encrypted; a document inside must not be, or the centre can \
        neither read nor archive it. Common causes are a password or restrictions set in Word, \
        WPS or a PDF program, a ZIP archive with a password, or encryption software on the \
        unit's machines.
        """),
    clauses: ["10"])

  static let documentDamaged = CodeText(
    message: Bilingual(
      zh: "材料已损坏，或者结构异常，无法完整读取。",
      en: "A document is damaged or malformed and can't be read in full."),
    remedy: Bilingual(
      zh: """
        用原来的软件打开核对，重新保存、导出或扫描一份，确认能正常打开后替换，再重新签名、封装。
        """,
      en: """
        Open the document in its own program, save, export or scan it anew, make sure that the \
        new file opens, then sign and seal again.
        """),
    explanation: Bilingual(
      zh: """
        程序按文件格式逐部分读取材料，缺少结尾、校验不符、内部结构有误、解压后大得反常，都按损坏\
        处理。常见原因是拷贝或下载中断、扫描未完成、移动硬盘或 U 盘出错，也可能是有意构造的恶意文件。
        """,
      en: """
        The document is read part by part as its format demands; a missing end, a wrong \
        checksum, a broken structure or an absurd size when inflated count as damage. Common \
        causes are an interrupted copy or scan, a failing disk or USB stick, or a file made \
        with bad intent.
        """),
    clauses: ["10"])

  static let chapterMissing = CodeText(
    message: Bilingual(
      zh: "报告缺少规定的章节。",
      en: "A chapter that the report must have is missing."),
    remedy: Bilingual(
      zh: """
        补写这一部分，或者把标题改成规定的名称并单独成行（如“一、重要网络与信息系统基本情况”），\
        再重新签名、封装。
        """,
      en: """
        Write the chapter, or give it the prescribed heading on a line of its own, then sign \
        and seal again.
        """),
    explanation: Bilingual(
      zh: """
        程序在报告中查找标题（标题样式、“一、”“第一章”之类的编号，或者单独成行的短句），没有找到\
        与规定名称相近的。常见原因是漏写、标题用了别的说法，或者标题与正文连成一段。
        """,
      en: """
        The headings of the report (by style, by numbering, or short lines of their own) were \
        searched and none resembles the prescribed one. Common causes are an omission, a \
        heading in other words, or one run together with the text.
        """),
    clauses: ["10"])

  static let chapterTooShort = CodeText(
    message: Bilingual(
      zh: "报告的一个章节内容过少。",
      en: "A chapter of the report says too little."),
    remedy: Bilingual(
      zh: "按检查通知的要求补充这一部分的内容，再重新签名、封装；确实没有更多内容的，可以不改。",
      en: """
        Add what the inspection notice asks for, then sign and seal again; if there really is \
        no more to say, it may stay.
        """),
    explanation: Bilingual(
      zh: """
        程序统计标题之后、下一个同级标题之前的汉字数，包括表格，少于规定的字数就提醒。常见原因是\
        只写了标题、内容放在附件里，或者套用模板没有填写。
        """,
      en: """
        Han characters from the heading to the next one of the same rank are counted, tables \
        included, and are fewer than prescribed. Common causes are a heading without text, text \
        that stands in an annex, or a template that was not filled in.
        """),
    clauses: ["10"])

  static let placeholderFound = CodeText(
    message: Bilingual(
      zh: "报告里有没有替换的占位文字。",
      en: "The report still holds placeholder text."),
    remedy: Bilingual(
      zh: "把“XXX”“××”“略”“待补充”“同上”等占位文字换成实际内容，再重新签名、封装。",
      en: "Replace placeholders such as 'XXX' or 'TODO' by the real text, then sign and seal again."
    ),
    explanation: Bilingual(
      zh: "占位文字说明这一部分可能还没有写完。常见原因是套用模板，或者把草稿当成定稿报送。",
      en: """
        Placeholders suggest that the part was not finished. Common causes are a template, or a \
        draft sent in place of the final text.
        """),
    clauses: ["10"])

  static let documentNoText = CodeText(
    message: Bilingual(
      zh: "材料中没有可以读取的文字，没有核对文字内容。",
      en: "No text could be read from a document, so its words were not checked."),
    remedy: Bilingual(
      zh: "扫描件无需处理，由人工查看；有电子原件的，建议报送由原件导出的 PDF。",
      en: """
        Nothing for a scan, a person looks at it; where an electronic original exists, a PDF \
        exported from it is better.
        """),
    explanation: Bilingual(
      zh: """
        章节、占位文字和密级标志都要从文字中查找。扫描件和图片里没有文字，旧版 Office 文件、过大的\
        文件和未安装 PDF 读取程序时也读不到。
        """,
      en: """
        Chapters, placeholders and secrecy marks are looked for in the text. Scans and pictures \
        have none; nor is any read from old Office files, from very large ones, or without the \
        program that reads PDF.
        """),
    clauses: ["10"])

  static let secrecyMarkFound = CodeText(
    message: Bilingual(
      zh: "材料带有国家秘密标志，不得用本系统报送。",
      en: "A document bears a state secret mark and may not be submitted this way."),
    remedy: Bilingual(
      zh: """
        立即停止处理和传输，报告本单位保密部门，按国家秘密载体管理；确属国家秘密的，通过机要渠道\
        报送。标志属于误标的，由定密责任人更正后再报送。
        """,
      en: """
        Stop handling and sending it at once and tell the unit's secrecy office. A real state \
        secret goes by the channels for such; a mark made in error must be corrected by the \
        person answerable for classification.
        """),
    explanation: Bilingual(
      zh: """
        程序在文件首部、页眉页脚或者正文中发现“绝密”“机密”“秘密”标志（如“机密★10年”）。本系统\
        使用商用密码，只能用于不涉及国家秘密的信息。常见原因是误放文件，或者套用了带密级标志的模板。
        """,
      en: """
        A mark of one of the three levels, such as secret with a star and ten years, stands at \
        the head of the document, in a header or footer, or in its text. This system uses \
        commercial cryptography, which is for information that is no state secret. Common causes are a stray file, or a template that bears a mark.
        """),
    clauses: ["10"])
}
