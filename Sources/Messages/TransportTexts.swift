import BundleCore

/// Gate 1, transport: is there something to read at all?
extension CodeText {
  static let inputNotFound = CodeText(
    message: Bilingual(
      zh: "找不到指定的文件或目录。",
      en: "The file or directory does not exist."),
    remedy: Bilingual(
      zh: "核对路径和文件名是否写对、介质是否插好并已挂载；文件名中有空格时要加引号。",
      en: """
        Check the path and its spelling, and that the medium is plugged in and mounted; put \
        quotes around names with spaces.
        """),
    explanation: Bilingual(
      zh: """
        程序按命令中给出的路径去打开文件，系统答复没有这个文件。常见原因是路径写错、介质没有挂载，\
        或者文件还没有拷贝完。
        """,
      en: """
        The path given on the command line was opened, and the system answered that there is no \
        such file. Common causes are a misspelt path, a medium that is not mounted, or a copy \
        that has not finished.
        """),
    clauses: ["10"])

  static let inputUnreadable = CodeText(
    message: Bilingual(
      zh: "文件存在，但读不出来。",
      en: "The file exists but cannot be read."),
    remedy: Bilingual(
      zh: """
        换一个接口或读取设备再试；仍然读不出时，请对方换一份介质重新拷贝。如果提示没有权限，请本\
        机管理员授予读取权限。
        """,
      en: """
        Try another port or drive; if it still fails, ask for a new copy on another medium. If \
        permission is missing, ask the administrator of this machine for read access.
        """),
    explanation: Bilingual(
      zh: """
        打开或读取文件时，系统报告了错误。常见原因是介质有坏块、接触不良、中途拔出，给出的是目录\
        而不是文件，或者当前用户没有读取权限。
        """,
      en: """
        The system reported an error while the file was opened or read. Common causes are bad \
        sectors, a loose connection, a medium that was pulled out, a directory in place of a \
        file, or missing permission.
        """),
    clauses: ["10"])

  static let inputEmpty = CodeText(
    message: Bilingual(
      zh: "文件是空的。",
      en: "The file is empty."),
    remedy: Bilingual(
      zh: "重新拷贝一次，并核对大小与发送方是否一致；发送方那里也是空文件的，请其重新封装。",
      en: """
        Copy it again and compare the size with the sender's; if it is empty there too, ask the \
        sender to seal it again.
        """),
    explanation: Bilingual(
      zh: """
        文件长度为 0，没有可以校验的内容。常见原因是拷贝中断、介质已满，或者没有安全弹出就拔下了\
        介质。
        """,
      en: """
        The file has a length of 0, so there is nothing to verify. Common causes are an \
        interrupted copy, a full medium, or a medium that was removed without being ejected.
        """),
    clauses: ["10"])

  static let notABundle = CodeText(
    message: Bilingual(
      zh: "这个文件不是报送包，也不是检查行动包。",
      en: "This file is neither a bundle nor a campaign package."),
    remedy: Bilingual(
      zh: """
        核对是否选错了文件：报送包的扩展名是 .fnb，检查行动包的扩展名是 .fnp。文件外面又套了压缩\
        包的，先解压再试。
        """,
      en: """
        Check that you chose the right file: bundles end in .fnb, campaign packages in .fnp. If \
        the file was put into an archive, unpack the archive first.
        """),
    explanation: Bilingual(
      zh: """
        程序先看文件开头：报送包必须是 CMS 结构，检查行动包必须以规定的 72 个字节开头。常见原因\
        是拿错文件、又套了一层压缩包、被邮件或杀毒软件替换成提示页，或者文件开头已损坏。
        """,
      en: """
        The beginning of the file is looked at first: a bundle is a CMS structure, a campaign \
        package begins with 72 fixed octets. Common causes are the wrong file, an archive \
        around it, a mail gateway or virus scanner that replaced it with a notice, or a damaged \
        beginning.
        """),
    clauses: ["4.8", "5.2"])
}
