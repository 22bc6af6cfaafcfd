import BundleCore

/// Gate 1, transport: mail.
extension CodeText {
  static let mailNotReadable = CodeText(
    message: Bilingual(
      zh: "这个文件不是邮件，也不是报送内容。",
      en: "This file is neither mail nor anything that was submitted."),
    remedy: Bilingual(
      zh: """
        在邮件客户端中把邮件“另存为”.eml 文件，或者导出整个邮箱文件夹，再对导出的文件运行\
        “fengni mail collect”。
        """,
      en: """
        In the mail client save the message as an .eml file, or export the whole folder, and run \
        'fengni mail collect' on what was exported.
        """),
    explanation: Bilingual(
      zh: """
        邮件文件以“字段名：内容”形式的邮件头开头，邮箱文件以“From ”开头，分卷和报送包有各自的\
        开头标识。这个文件都不符合。常见原因是选错了文件，或者邮件被存成了网页、PDF 或压缩包。
        """,
      en: """
        A message begins with a header of fields, a mailbox begins with 'From ', and volumes and \
        bundles begin with marks of their own. This file begins with none of them. Common causes \
        are the wrong file, or a message that was saved as a web page, a PDF or an archive.
        """),
    clauses: ["14.10"])

  static let mailNothingFound = CodeText(
    message: Bilingual(
      zh: "邮件里没有找到分卷或报送包。",
      en: "No volume and no bundle was found in the mail."),
    remedy: Bilingual(
      zh: """
        核对是否选对了邮件，附件是否被邮件网关删除或改成了下载链接（超大附件）。是链接的，先下载\
        附件，再对下载的文件运行“fengni mail collect”；被删除的，请发送方换一种方式交付。
        """,
      en: """
        Check that you chose the right messages, and whether a gateway removed the attachments or \
        turned them into links. If there is a link, download the file and run 'fengni mail \
        collect' on it; if it was removed, have the sender deliver it another way.
        """),
    explanation: Bilingual(
      zh: """
        邮件的每个部分都按内容查看过，文件名不起作用，没有一个以分卷或报送包的标识开头。常见原因\
        是选错了邮件、附件被网关替换，或者附件又套了一层压缩包。
        """,
      en: """
        Every part of the mail was looked at by its content, whatever its name, and none begins \
        as a volume or a bundle does. Common causes are the wrong messages, a gateway that \
        replaced attachments, or an archive around them.
        """),
    clauses: ["14.10"])

  static let mailLimitExceeded = CodeText(
    message: Bilingual(
      zh: "邮件结构异常，超出了允许的层数或部分数。",
      en: "The message has more parts or nesting than is permitted."),
    remedy: Bilingual(
      zh: "不要再打开这封邮件，向单位信息安全人员报告；确属正常报送的，请发送方重新发送原邮件。",
      en: """
        Do not open this message; tell whoever is responsible for information security. If it was \
        a proper submission, have the sender send the original message again.
        """),
    explanation: Bilingual(
      zh: """
        为防止恶意邮件耗尽内存或时间，一封邮件最多读 10000 个部分、嵌套 32 层，超出的部分不再读取，\
        此前已取出的附件保留。正常邮件即使多次转发也远达不到。
        """,
      en: """
        So that no hostile message uses up memory or time, at most 10,000 parts and 32 levels of \
        nesting are read of a message; what is beyond is left alone, and attachments taken out \
        before are kept. Proper mail, even forwarded several times, comes nowhere near.
        """),
    clauses: ["14.10"])

  static let mailWinmail = CodeText(
    message: Bilingual(
      zh: "附件被打包进了 winmail.dat，无法取出。",
      en: "The attachments are packed up in winmail.dat and cannot be taken out."),
    remedy: Bilingual(
      zh: """
        请发送方把 Outlook 的邮件格式改为“纯文本”或 HTML（不要用 RTF 格式）后重新发送，或者直接\
        发送“fengni mail compose”生成的邮件文件。
        """,
      en: """
        Have the sender set the message format in Outlook to plain text or HTML (not rich text) \
        and send it again, or send the messages that 'fengni mail compose' made as they are.
        """),
    explanation: Bilingual(
      zh: """
        Outlook 以 RTF 格式发信时，会把全部附件装进一个名为 winmail.dat 的专有格式（TNEF）文件，\
        其他软件无法按邮件标准取出附件。这封邮件里有这样的文件。
        """,
      en: """
        When Outlook sends in rich text format, it packs all attachments into one file of a \
        format of its own (TNEF), named winmail.dat, from which the standards of mail know no way \
        to the attachments. There is such a file in this message.
        """),
    clauses: ["14.10"])

  static let mailOutlookItem = CodeText(
    message: Bilingual(
      zh: "这是 Outlook 专有格式（.msg）的邮件，无法读取。",
      en: "This message is in Outlook's own format (.msg), which is not read."),
    remedy: Bilingual(
      zh: """
        在 Outlook 中打开它，把附件另存到一个目录，再对该目录运行“fengni mail collect”；或者改用\
        能另存为 .eml 的客户端导出。
        """,
      en: """
        Open it in Outlook, save its attachments to a folder, and run 'fengni mail collect' on \
        that folder; or export it with a client that saves .eml files.
        """),
    explanation: Bilingual(
      zh: """
        Outlook 桌面版把邮件另存为 .msg，这是复合文档，不是邮件标准的格式。其中的附件没有丢失，\
        只是要用 Outlook 取出来。
        """,
      en: """
        The desktop Outlook saves messages as .msg, a compound document and no format of the \
        standards of mail. Its attachments are not lost, but Outlook must take them out.
        """),
    clauses: ["14.10"])

  static let mailPartial = CodeText(
    message: Bilingual(
      zh: "邮件被客户端拆成了几封，附件不完整。",
      en: "A mail client broke this message into several, so the attachment is not whole."),
    remedy: Bilingual(
      zh: """
        请发送方关闭邮件客户端的“拆分大邮件”选项，用更小的分卷重新生成邮件：“fengni mail compose \
        --size 4M”。
        """,
      en: """
        Have the sender switch off the client's option that breaks large messages apart, and make \
        smaller messages: 'fengni mail compose --size 4M'.
        """),
    explanation: Bilingual(
      zh: """
        有的老客户端会把超过一定大小的邮件自动拆成几封（message/partial），收件方要逐封拼接才能\
        得到附件。这种拼接不可靠，本程序不做。
        """,
      en: """
        Some old clients break messages above a size into several (message/partial), which the \
        recipient must put together to get the attachment. That is not reliable and not done here.
        """),
    clauses: ["14.10"])

  static let mailDamaged = CodeText(
    message: Bilingual(
      zh: "附件在传输中受损或不完整，已取出能读的部分。",
      en: "An attachment was damaged or cut short on its way; what could be read was taken out."),
    remedy: Bilingual(
      zh: """
        先照常合并：运行“fengni volumes check”查看是否够还原；不够时请发送方重发这一封。
        """,
      en: """
        Try to join first: 'fengni volumes check' tells whether there is enough; if not, have the \
        sender send this message again.
        """),
    explanation: Bilingual(
      zh: """
        附件的编码中有不该出现的字符，或者邮件没有正常结束。常见原因是下载中断、网关在附件后面\
        添加了声明文字，或者有人用文本编辑器改过邮件文件。
        """,
      en: """
        There is something in the attachment's encoding that does not belong there, or the \
        message does not end as it should. Common causes are an interrupted download, a gateway \
        that adds a notice behind the attachment, or a text editor.
        """),
    clauses: ["14.10"])

  static let mailTooLarge = CodeText(
    message: Bilingual(
      zh: "文件太大，放不进规定大小的一封邮件。",
      en: "The file does not fit into one message of the size that was asked for."),
    remedy: Bilingual(
      zh: """
        先按“位置”中给出的字节数分卷：“fengni volumes split 文件 -o 目录 --size 字节数”，再对全部\
        分卷运行“fengni mail compose”。
        """,
      en: """
        Cut it first, with the number of octets given as the place: 'fengni volumes split FILE \
        -o DIR --size OCTETS'; then run 'fengni mail compose' on all volumes.
        """),
    explanation: Bilingual(
      zh: """
        附件在邮件里要编码成文本，体积增加约三分之一，再加上邮件头。规定的是整封邮件的大小，因此\
        附件最多只能是它的七成左右。
        """,
      en: """
        An attachment is encoded as text, which adds about a third, and the header comes on top. \
        The size is that of the whole message, so an attachment may have about 70 per cent of it.
        """),
    clauses: ["14.10"])

  static let mailAddress = CodeText(
    message: Bilingual(
      zh: "邮件地址的写法不对。",
      en: "The mail address is not written properly."),
    remedy: Bilingual(
      zh: "只写地址本身，例如 centre@example.org，不要写姓名、尖括号、空格或中文字符。",
      en: """
        Give the address alone, such as centre@example.org, without a name, angle brackets, \
        spaces or characters beyond ASCII.
        """),
    explanation: Bilingual(
      zh: """
        为了让任何客户端都能原样发出，邮件头里只写最简单形式的地址：@ 前后都只用字母、数字和常用\
        符号。
        """,
      en: """
        So that any client can send the message as it is, its header has addresses in their \
        simplest form only: letters, digits and common signs before and after the @.
        """),
    clauses: ["14.10"])
}
