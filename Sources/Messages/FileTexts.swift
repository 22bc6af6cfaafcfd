import BundleCore

// What befalls files on their way: archives, mail clients, text mode, and names in another code.

extension CodeText {
  static let transferredAsText = CodeText(
    message: Bilingual(
      zh: """
        文件传输时被当成文本，换行符被改动了。
        """,
      en: """
        The transfer took the file for text and changed its line ends.
        """),
    remedy: Bilingual(
      zh: """
        请对方重新传送，传输方式选“二进制”（binary），或者改用 U 盘、光盘、邮件附件。
        """,
      en: """
        Have it sent again in binary mode, or by stick, disc or as an attachment of a mail.
        """),
    explanation: Bilingual(
      zh: """
        文件开头的标识里特意放了几种换行符，经过按文本方式的传输（例如 FTP 的 ASCII 模式）就会变\
        样。内容的每一处换行也都被改过，无法还原，只能重新传送。
        """,
      en: """
        The mark at the beginning of a file holds line ends of several kinds for this very \
        purpose; a transfer as text, such as FTP in ASCII mode, alters them. So it did wherever \
        such octets occur inside, which nobody can undo: the file must be sent again.
        """),
    clauses: ["14.3"])

  static let mailArchive = CodeText(
    message: Bilingual(
      zh: """
        附件是压缩包，无法打开。
        """,
      en: """
        The attachment is an archive that is not opened.
        """),
    remedy: Bilingual(
      zh: """
        用压缩软件解压（有密码的向发送方索取密码），再对解压出的目录运行“fengni mail collect”；\
        解不开的，请发送方不压缩、直接发送文件。
        """,
      en: """
        Unpack it with an archive program (ask the sender for a password, if there is one) and \
        run 'fengni mail collect' on the folder; if that fails, have the sender send the files \
        as they are, without an archive.
        """),
    explanation: Bilingual(
      zh: """
        普通的 ZIP 和 gzip 压缩包会打开一层，从中取出报送内容。RAR、7z 等其他格式、加了密码的、\
        套了两层的以及损坏的压缩包不打开。报送包本身已经加密，压缩不会使它变小。
        """,
      en: """
        Plain ZIP and gzip archives are opened, one step deep, and what is looked for is taken \
        out. RAR, 7z and other formats, archives with a password, archives in archives and \
        broken ones are not opened. A bundle is encrypted already, and no archive makes it \
        smaller.
        """),
    clauses: ["14.10"])

  static let mailWrapped = CodeText(
    message: Bilingual(
      zh: """
        邮件被邮件客户端整个加密或封装，无法取出附件。
        """,
      en: """
        A mail client encrypted or wrapped the whole message, so nothing can be taken out.
        """),
    remedy: Bilingual(
      zh: """
        用收件人自己的邮件客户端打开这封邮件，把附件另存到一个目录，再对该目录运行“fengni mail \
        collect”；或者请发送方关闭邮件加密（S/MIME、PGP）后重新发送。
        """,
      en: """
        Open the message in the recipient's own mail client, save its attachments to a folder, \
        and run 'fengni mail collect' on that folder; or have the sender switch off encryption \
        of mail (S/MIME, PGP) and send it again.
        """),
    explanation: Bilingual(
      zh: """
        邮件客户端加密的信件只有收件人的客户端才能打开，它不是报送包，也不作为报送登记。只签名、\
        不加密的邮件会打开并取出附件。
        """,
      en: """
        A letter that a mail client encrypted can only be opened by the recipient's client. It \
        is no bundle and is not registered as one. Messages that are only signed are opened, \
        and their attachments taken out.
        """),
    clauses: ["14.10"])

  static let fileNameEncoding = CodeText(
    message: Bilingual(
      zh: """
        文件名的编码不是 UTF-8（NFC）。
        """,
      en: """
        The file's name is not in UTF-8 (NFC).
        """),
    remedy: Bilingual(
      zh: """
        在文件管理器中给文件重新命名；从 U 盘拷来的，以 utf8 选项重新挂载 U 盘再拷贝一次。
        """,
      en: """
        Rename the file in the file manager; if it came from a stick, mount that with the \
        option utf8 and copy it again.
        """),
    explanation: Bilingual(
      zh: """
        文件名的字节不是合法的 UTF-8，常见的是按 GBK 写入的中文名；或者其中的字符是拆开的（NFD）\
        ，例如从 macOS 拷来的。这样的名字在别的系统上显示为另一个名字，因此不收入报送包。不能显\
        示的字节写作 \\x 加两位十六进制数，按 GBK 能读出的名字附在后面。
        """,
      en: """
        The octets of the name are no valid UTF-8, mostly a Chinese name that was written in \
        GBK; or its characters are taken apart (NFD), as macOS writes them. Other systems would \
        show another name, so it does not enter a bundle. Octets that can't be shown are \
        written as \\x with two hexadecimal digits, with the name that they have in GBK behind \
        it.
        """))

  static let passphraseFileEncoding = CodeText(
    message: Bilingual(
      zh: """
        口令文件是按 UTF-16（“Unicode”）保存的，无法使用。
        """,
      en: """
        The passphrase file was saved in UTF-16 ('Unicode') and cannot be used.
        """),
    remedy: Bilingual(
      zh: """
        在记事本中用“另存为”，编码选 UTF-8（不要选 Unicode），再试一次；口令本身不用改。
        """,
      en: """
        In the editor save the file with the encoding UTF-8 (not Unicode) and try again; the \
        passphrase itself is not to be changed.
        """),
    explanation: Bilingual(
      zh: """
        口令按字节使用，UTF-16 的字节与键盘输入的口令不同，用它生成的密钥以后就无法用输入的口令\
        打开。UTF-8 文件开头的标记和行尾的换行会自动去掉。
        """,
      en: """
        A passphrase is used by its octets, and those of UTF-16 differ from what is typed: keys \
        made with them could never be opened by typing. A mark at the beginning of UTF-8 and \
        line ends are left out.
        """))

  static let certificateFileContent = CodeText(
    message: Bilingual(
      zh: """
        文件里有证书以外的内容，无法识别。
        """,
      en: """
        The file holds something beside what was looked for that is not understood.
        """),
    remedy: Bilingual(
      zh: """
        用文本编辑器查看“位置”所指的行：把不完整的段补全或删除，每个文件只放证书（或只放吊销列表\
        ），再试一次。
        """,
      en: """
        Look at the line that is given as the place: complete or remove what is broken there, \
        keep certificates (or lists) alone in the file, and try again.
        """),
    explanation: Bilingual(
      zh: """
        证书和吊销列表文件必须全部读懂才会使用：少读一段，就可能少了一张根证书或一份吊销列表而没\
        有人知道。PEM 段之间以“#”开头的行、OpenSSL 打印的说明文字和空行可以保留；没有结尾的段、\
        不是整段的编码、私钥和别的内容不行。
        """,
      en: """
        Files of certificates and lists are used only when all of them was understood: with a \
        block left out, a root or a list would be missing and nobody would know. Between PEM \
        blocks lines with '#', what OpenSSL prints about them, and blank lines may stay; blocks \
        without an end, loose pieces of encoding, private keys and other things may not.
        """))

  static let keyFileForeign = CodeText(
    message: Bilingual(
      zh: """
        私钥文件用了本程序不支持的加密方式（例如 GmSSL 的格式）。
        """,
      en: """
        The key file is encrypted in a way that is not read here, such as GmSSL's own.
        """),
    remedy: Bilingual(
      zh: """
        用“fengni keys new”生成新密钥，把申请文件交给签发机构换发证书；或者请原系统导出 .p12 文\
        件，再用“fengni keys import --p12 文件”导入。
        """,
      en: """
        Make new keys with 'fengni keys new' and have the CA issue certificates for their \
        requests; or have the other system export a .p12 file and import it with 'fengni keys \
        import --p12 FILE'.
        """),
    explanation: Bilingual(
      zh: """
        GmSSL 以 HMAC-SM3 和 SM4 加密私钥（PKCS#8、PBES2），本机的密码库不支持这种由口令导出\
        密钥的方式。文件本身没有损坏。
        """,
      en: """
        GmSSL encrypts private keys with HMAC-SM3 and SM4 (PKCS#8, PBES2), a derivation that \
        this machine's library does not have. The file itself is not damaged.
        """))

  static let keyFileJava = CodeText(
    message: Bilingual(
      zh: """
        这是 Java 密钥库（JKS），无法直接读取。
        """,
      en: """
        This is a Java key store (JKS), which is not read.
        """),
    remedy: Bilingual(
      zh: """
        在装有 Java 的机器上运行 keytool -importkeystore -srckeystore 文件 -destkeystore 新文件\
        .p12 -deststoretype PKCS12，再用“fengni keys import --p12 新文件.p12”导入。
        """,
      en: """
        On a machine with Java run keytool -importkeystore -srckeystore FILE -destkeystore \
        NEW.p12 -deststoretype PKCS12, and import that with 'fengni keys import --p12 NEW.p12'.
        """),
    explanation: Bilingual(
      zh: """
        文件以 JKS 或 JCEKS 的标识开头，这是 Java 自己的格式。转换只改变容器，密钥和证书不变。
        """,
      en: """
        The file begins with the mark of JKS or JCEKS, a format of Java's own. Converting it \
        changes the container only, not the keys and certificates.
        """))

  static let keyFileAlone = CodeText(
    message: Bilingual(
      zh: """
        这个文件只有私钥或证书，不是 .p12 密钥文件。
        """,
      en: """
        This file holds a key or a certificate alone; it is no .p12 file.
        """),
    remedy: Bilingual(
      zh: """
        把私钥和它的证书合成一个文件：openssl pkcs12 -export -inkey 私钥文件 -in 证书文件 -out \
        新文件.p12，再用“fengni keys import --p12 新文件.p12”导入。
        """,
      en: """
        Put the key and its certificate into one file with openssl pkcs12 -export -inkey KEY \
        -in CERTIFICATE -out NEW.p12, and import that with 'fengni keys import --p12 NEW.p12'.
        """),
    explanation: Bilingual(
      zh: """
        导入需要私钥和它的证书同在一个口令保护的文件里（PKCS#12）。这个文件是 PEM 格式的私钥、证\
        书或申请。
        """,
      en: """
        Importing takes a private key together with its certificate in one file under a \
        passphrase (PKCS#12). This file is a key, a certificate or a request in PEM.
        """))
}
