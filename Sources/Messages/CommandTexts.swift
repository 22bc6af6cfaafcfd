import BundleCore

/// The command itself: arguments, files and the system.
extension CodeText {
  static let usage = CodeText(
    message: Bilingual(
      zh: "命令的写法不对。",
      en: "The command line is not correct."),
    remedy: Bilingual(
      zh: "在命令后加上“--help”查看用法，核对选项和参数；文件名中有空格时要加引号。",
      en: """
        Add '--help' to the command to see how it is used, and check options and arguments; put \
        quotes around names with spaces.
        """),
    explanation: Bilingual(
      zh: """
        命令、选项或参数不认识、缺少或互相冲突，程序什么都没有做。常见原因是选项拼错、少写了必需\
        的参数，或者把全角短横线当成了“--”。
        """,
      en: """
        A command, option or argument is unknown, missing or contradicts another; nothing was \
        done. Common causes are a misspelt option, a missing argument, or a typographic dash in \
        place of two hyphens.
        """))

  static let passphraseWrong = CodeText(
    message: Bilingual(
      zh: "口令不正确。",
      en: "The passphrase is wrong."),
    remedy: Bilingual(
      zh: """
        检查大小写锁定键和输入法后重新输入；确实忘记口令的，私钥无法找回，须用“fengni keys new”\
        重新生成并申请新证书，同时请签发机构吊销旧证书。
        """,
      en: """
        Check Caps Lock and the input method and try again; a forgotten passphrase cannot be \
        recovered: make new keys with 'fengni keys new', apply for new certificates and have \
        the old ones revoked.
        """),
    explanation: Bilingual(
      zh: """
        私钥文件用口令加密保存，所给的口令解不开它。程序不保存口令，也没有后门。常见原因是打错、\
        处于中文输入法，或者用了另一个密钥目录的口令。
        """,
      en: """
        A private key is stored encrypted under its passphrase, and the one given does not open \
        it. Passphrases are stored nowhere and there is no back door. Common causes are a \
        typing error, an active input method, or the passphrase of another key directory.
        """))

  static let passphraseMissing = CodeText(
    message: Bilingual(
      zh: "需要口令，但没有提供。",
      en: "A passphrase is needed but none was given."),
    remedy: Bilingual(
      zh: """
        在终端中运行并按提示输入，或者用“--passphrase-file 文件”、环境变量 FENGNI_PASSPHRASE 提\
        供；不要把口令写在命令行里。
        """,
      en: """
        Run the command in a terminal and type it at the prompt, or give it with \
        '--passphrase-file FILE' or the variable FENGNI_PASSPHRASE; never write it on the \
        command line.
        """),
    explanation: Bilingual(
      zh: """
        打开私钥需要口令，当前又不是可以交互输入的终端，或者给出的口令是空的。常见原因是在脚本或\
        计划任务中运行，没有指定口令文件。
        """,
      en: """
        Opening a private key needs its passphrase, but there is no terminal to ask on, or an \
        empty one was given. A common cause is a script or scheduled job without a passphrase \
        file.
        """))

  static let outputExists = CodeText(
    message: Bilingual(
      zh: "目标位置已有同名文件或目录，为免误覆盖已停止。",
      en: "The destination already exists, and it was not overwritten."),
    remedy: Bilingual(
      zh: "换一个目标名称；确认原有内容可以覆盖的，加上“--force”重新运行。",
      en: "Choose another name, or add '--force' if the existing one may be overwritten."),
    explanation: Bilingual(
      zh: """
        程序从不自行覆盖已有的文件，以免毁掉以前的报送包或材料。常见原因是同一条命令运行了两次。
        """,
      en: """
        An existing file is never overwritten unasked, so that no earlier bundle or document is \
        lost. A common cause is a command that was run twice.
        """))

  static let cannotCreate = CodeText(
    message: Bilingual(
      zh: "无法在目标位置创建文件或目录。",
      en: "The file or directory cannot be created at the destination."),
    remedy: Bilingual(
      zh: "核对上级目录是否存在、介质是否写保护、当前用户是否有写权限，或者换一个位置。",
      en: """
        Check that the parent directory exists, that the medium is not write-protected and that \
        you may write there, or choose another place.
        """),
    explanation: Bilingual(
      zh: """
        创建输出文件时系统报告了错误，没有留下任何半成品。常见原因是目录不存在、介质为只读、没有\
        权限，或者文件名太长。
        """,
      en: """
        The system reported an error when the output was to be created; nothing half-made was \
        left. Common causes are a missing directory, a read-only medium, missing permission, or \
        a name that is too long.
        """))

  static let cannotRead = CodeText(
    message: Bilingual(
      zh: "读取文件时出错。",
      en: "An error occurred while a file was read."),
    remedy: Bilingual(
      zh: "检查介质和连接后再试一次；仍然出错的，换一份拷贝。",
      en: """
        Check the medium and its connection and try again; if it fails again, use another copy.
        """),
    explanation: Bilingual(
      zh: """
        程序已经打开文件，读取中途系统报告了错误，因此停止，没有留下任何半成品。常见原因是介质有\
        坏块、被拔出，或者网络盘断开。
        """,
      en: """
        The file was open when the system reported an error, so the command stopped and left \
        nothing half-made. Common causes are bad sectors, a medium that was pulled out, or a \
        lost network drive.
        """))

  static let cannotWrite = CodeText(
    message: Bilingual(
      zh: "写入文件时出错。",
      en: "An error occurred while a file was written."),
    remedy: Bilingual(
      zh: "检查介质是否写保护、连接是否牢固，或者写到另一个位置后再拷贝。",
      en: """
        Check that the medium is not write-protected and well connected, or write to another \
        place and copy the result.
        """),
    explanation: Bilingual(
      zh: """
        写入或落盘时系统报告了错误，已写的部分已经删除。常见原因是介质损坏、被拔出、写保护，或者\
        文件系统不支持大文件（FAT32 单个文件不能超过 4 GiB）。
        """,
      en: """
        The system reported an error while writing or syncing; the part that was written has \
        been removed. Common causes are a damaged, removed or write-protected medium, or a file \
        system without large files (FAT32 holds at most 4 GiB a file).
        """))

  static let diskFull = CodeText(
    message: Bilingual(
      zh: "磁盘空间不足。",
      en: "The disk is full."),
    remedy: Bilingual(
      zh: "清理出足够的空间或换一个位置后重新运行；封装和打开都需要与材料总量相当的空间。",
      en: """
        Free some space or choose another place and run the command again; sealing and opening \
        need about as much space as all documents together.
        """),
    explanation: Bilingual(
      zh: """
        写入时磁盘或介质已满，或者超出了用户配额；半成品已经删除，原有文件没有受影响。常见原因是\
        介质太小，或者临时文件、旧报送包积累过多。
        """,
      en: """
        The disk or medium filled up while writing, or a quota was reached; what was half-made \
        has been removed, and existing files are untouched. Common causes are a small medium, \
        or old bundles and temporary files.
        """))

  static let fileChanged = CodeText(
    message: Bilingual(
      zh: "处理过程中有文件被改动，已停止。",
      en: "A file was changed while it was being processed, so the command stopped."),
    remedy: Bilingual(
      zh: "关闭正在编辑这些材料的软件，暂停同步盘，确认文件不再变动后重新运行。",
      en: """
        Close programs that edit the documents, pause file synchronisation, and run the command \
        again when nothing changes any more.
        """),
    explanation: Bilingual(
      zh: """
        程序先计算每份材料的摘要，封装时再算一遍，两次不一致就停止，以免封进去的不是签名的那一份。\
        常见原因是材料还开在 Office 里、自动保存，或者网盘正在同步。
        """,
      en: """
        Every document is digested first and again while sealing; when both differ, the command \
        stops, so that what is sealed is what was signed. Common causes are a document still \
        open in an office program, or a running synchronisation.
        """))

  static let interrupted = CodeText(
    message: Bilingual(
      zh: "操作被中断，没有完成。",
      en: "The operation was interrupted and not completed."),
    remedy: Bilingual(
      zh: "需要时重新运行同一条命令；没有留下半成品，不必清理。",
      en: "Run the same command again when needed; nothing half-made was left."),
    explanation: Bilingual(
      zh: """
        程序收到了停止信号（例如按下 Ctrl-C、关闭终端或系统关机），删除半成品后退出。结果文件要\
        么完整，要么没有，所以中断不会留下可能被误用的报送包。
        """,
      en: """
        The program got a signal to stop (Ctrl-C, a closed terminal, a shutdown), removed what \
        was half-made and ended. Results appear whole or not at all, so no partial bundle is \
        left that somebody could use by mistake.
        """))

  static let permissionDenied = CodeText(
    message: Bilingual(
      zh: "没有权限访问这个文件或目录。",
      en: "You have no permission for this file or directory."),
    remedy: Bilingual(
      zh: """
        用“ls -l”查看所有者和权限，换用有权限的用户运行，或者请本机管理员授权；不要直接改用 root。
        """,
      en: """
        See owner and permissions with 'ls -l', run the command as a user who has access, or \
        ask the administrator; do not simply use root.
        """),
    explanation: Bilingual(
      zh: """
        系统拒绝了当前用户的访问。常见原因是文件属于别的用户、目录没有进入权限，或者文件是用 \
        root 生成的。
        """,
      en: """
        The system denied access to the current user. Common causes are a file of another user, \
        a directory that may not be entered, or a file made as root.
        """))

  static let workspaceMalformed = CodeText(
    message: Bilingual(
      zh: "这个目录不是有效的报送工作目录，或者其中的文件已被改坏。",
      en: "This directory is not a valid workspace of a report, or a file in it is broken."),
    remedy: Bilingual(
      zh: """
        核对目录是否写对；文件改坏的，用“fengni report new 新目录 --campaign 检查行动包 \
        --sender 单位代码”另建一个，再把材料移过去。
        """,
      en: """
        Check the path; if a file is broken, make another workspace with 'fengni report new DIR \
        --campaign FILE --sender ID' and move the documents there.
        """),
    explanation: Bilingual(
      zh: """
        工作目录由 fengni report new 建立，里面有报送说明、检查行动包和材料，缺少或改坏其中必需\
        的文件就无法继续。常见原因是给错了目录，或者手工改动、删除了程序的文件。
        """,
      en: """
        A workspace is made by 'fengni report new' and holds the description of the report, the \
        campaign package and the documents; without a required file nothing can go on. Common \
        causes are a wrong path, or files edited or deleted by hand.
        """))

  static let signaturesVoid = CodeText(
    message: Bilingual(
      zh: "签名以后材料有改动，已有的签名作废。",
      en: "Documents were changed after signing, so the signatures are void."),
    remedy: Bilingual(
      zh: """
        确认改动无误后，第一位签名人运行“fengni sign 工作目录 --as 身份 --keys 密钥目录 --anew”，\
        其余签名人再依次签名；是误改的，恢复原文件即可，不必重签。
        """,
      en: """
        If the change is intended, the first signer runs 'fengni sign DIR --as CAPACITY --keys DIR \
        --anew' and the others sign after that; if not, restore the original file, and the \
        signatures hold again.
        """),
    explanation: Bilingual(
      zh: """
        第一次签名时清单即已固定，其中有每份材料的摘要；之后改动、增加或删除材料，签名就不再对应\
        现在的内容。常见原因是签名后又修改了表单，或者 Office 打开时自动保存。
        """,
      en: """
        The first signature freezes the manifest with the digest of every document; a changed, \
        added or removed document no longer fits what was signed. Common causes are a form \
        edited after signing, or an office program that saved on its own.
        """),
    clauses: ["6.2", "7"])

  static let campaignSourceInvalid = CodeText(
    message: Bilingual(
      zh: "检查行动的编制目录有错误，不能发布。",
      en: "The source directory of the campaign has errors, so it cannot be published."),
    remedy: Bilingual(
      zh: """
        运行“fengni campaign check 目录”，按列出的问题逐项改正后再运行“fengni campaign publish”。
        """,
      en: """
        Run 'fengni campaign check DIR', correct what it lists, then run 'fengni campaign \
        publish'.
        """),
    explanation: Bilingual(
      zh: """
        发布前要检查检查行动说明、名册、证书和表单是否齐全、互相一致，发布之后各单位都依据它工作。\
        常见原因是日期写错、名册里的单位代码重复、缺少收件方证书或信任根。
        """,
      en: """
        Before publication the description, roster, certificates and forms are checked for \
        completeness and agreement, since all units will work by them. Common causes are a \
        wrong date, an id that stands twice in the roster, or a missing recipient or anchor.
        """),
    clauses: ["8.2"])

  static let randomUnavailable = CodeText(
    message: Bilingual(
      zh: "系统无法提供安全的随机数，已停止。",
      en: "The system cannot provide secure random numbers, so the command stopped."),
    remedy: Bilingual(
      zh: "重新启动电脑后再试；仍然出错的，请本机管理员检查系统的随机数设备（/dev/urandom）。",
      en: """
        Restart the machine and try again; if it fails again, the administrator must check the \
        system's random device (/dev/urandom).
        """),
    explanation: Bilingual(
      zh: """
        密钥和加密所用的随机数只取自操作系统，取不到就停止，绝不用弱随机数代替。常见原因是在受限\
        的容器或沙箱中运行。
        """,
      en: """
        Keys and nonces come from the operating system's generator alone; without it nothing is \
        made with weaker numbers. A common cause is a restricted container or sandbox.
        """))

  static let cryptoLibrary = CodeText(
    message: Bilingual(
      zh: "密码库出现异常，操作没有完成。",
      en: "The cryptographic library failed, and the operation was not completed."),
    remedy: Bilingual(
      zh: """
        确认 OpenSSL 和 libgcrypt 已正确安装后再试；仍然出错的，加上“--verbose”重新运行，把输出\
        发给技术支持人员。
        """,
      en: """
        Check that OpenSSL and libgcrypt are properly installed and try again; if it fails \
        again, run it with '--verbose' and send the output to technical support.
        """),
    explanation: Bilingual(
      zh: """
        OpenSSL 或 libgcrypt 返回了意料之外的错误，不属于输入文件的问题。常见原因是内存不足、密\
        码库版本不符，或者系统处于限制算法的模式（如 FIPS）。
        """,
      en: """
        OpenSSL or libgcrypt returned an unexpected error that does not come from the input. \
        Common causes are a lack of memory, another version of a library, or a system mode that \
        restricts algorithms (such as FIPS).
        """))
}
