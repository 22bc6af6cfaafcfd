import BundleCore

/// The command itself: keys, certificates and the CA.
extension CodeText {
  static let keyFileFormat = CodeText(
    message: Bilingual(
      zh: "私钥文件的格式不对，无法读取。",
      en: "The private key file has a wrong format and cannot be read."),
    remedy: Bilingual(
      zh: """
        核对是否拿错了文件；从其他系统导出的 .p12 或 .pfx，用“fengni keys import --p12 文件”导入。
        """,
      en: """
        Check that it is the right file; import a .p12 or .pfx file of another system with \
        'fengni keys import --p12 FILE'.
        """),
    explanation: Bilingual(
      zh: """
        私钥必须是用口令加密的 PKCS#8 PEM 文件。常见原因是误把证书当成私钥、文件损坏，或者是其他\
        软件的专有格式。
        """,
      en: """
        A private key must be a PEM file in PKCS#8, encrypted under a passphrase. Common causes \
        are a certificate in place of the key, a damaged file, or another program's own format.
        """))

  static let keyFilePermissions = CodeText(
    message: Bilingual(
      zh: "私钥文件的权限过宽，其他用户也能读取。",
      en: "The private key file can be read by other users."),
    remedy: Bilingual(
      zh: """
        运行“chmod 600 私钥文件”收紧权限（目录用“chmod 700”）；如果别人可能已经读过，请申请吊销\
        并更换证书。
        """,
      en: """
        Run 'chmod 600' on the key file ('chmod 700' on its directory); if somebody may have \
        read it, have the certificate revoked and replaced.
        """),
    explanation: Bilingual(
      zh: """
        私钥只应由本人读取，同组或其他用户可读就不予使用。常见原因是从 U 盘（FAT、exFAT 没有权限）\
        直接使用或拷贝，或者解压时按默认权限生成；请先拷到本机硬盘再收紧权限。
        """,
      en: """
        A private key is for its owner alone; one that group or others can read is not used. \
        Common causes are a key used or copied from a USB stick (FAT and exFAT have no \
        permissions), or an archive unpacked with default permissions; copy it to the local \
        disk first.
        """))

  static let keyCertificateMismatch = CodeText(
    message: Bilingual(
      zh: "证书与私钥不是一对。",
      en: "The certificate does not belong to the private key."),
    remedy: Bilingual(
      zh: """
        核对证书是否对应本密钥目录的申请文件、签名和加密两张是否装反；拿错的，向签发机构索取正确\
        的证书，再用“fengni keys install”安装。
        """,
      en: """
        Check that the certificate answers the request of this key directory and that signing \
        and encryption are not exchanged; get the right one from the CA and install it with \
        'fengni keys install'.
        """),
    explanation: Bilingual(
      zh: """
        证书里的公钥必须与私钥相对应，否则签名无法核对、文件无法解密。常见原因是两张证书装反、用\
        了别人的证书，或者申请之后又重新生成了密钥。
        """,
      en: """
        The public key of a certificate must fit the private key, or signatures could not be \
        checked and bundles not be opened. Common causes are two exchanged certificates, \
        somebody else's certificate, or keys made anew after the request.
        """))

  static let certificateFormat = CodeText(
    message: Bilingual(
      zh: "证书文件的格式不对，无法读取。",
      en: "The certificate file has a wrong format and cannot be read."),
    remedy: Bilingual(
      zh: """
        向签发机构索取 PEM 或 DER 格式（.pem、.cer、.crt）的证书；.p12 或 .pfx 文件用“fengni \
        keys import --p12 文件”导入。
        """,
      en: """
        Ask the CA for the certificate in PEM or DER (.pem, .cer, .crt); import .p12 or .pfx \
        files with 'fengni keys import --p12 FILE'.
        """),
    explanation: Bilingual(
      zh: """
        证书必须是 X.509 格式，用 PEM 或 DER 编码，长度不超过 64 KiB。常见原因是误给了申请文件、\
        私钥或证书链文件，或者文件在传输中损坏。
        """,
      en: """
        A certificate must be X.509 in PEM or DER, at most 64 KiB. Common causes are a request, \
        a key or a chain file in its place, or damage on the way.
        """))

  static let certificateRequestFormat = CodeText(
    message: Bilingual(
      zh: "证书申请文件有误，无法受理。",
      en: "The certificate request is not correct and cannot be processed."),
    remedy: Bilingual(
      zh: "请申请单位用“fengni keys new”生成的申请文件（.csr）重新提交，不要改动其内容。",
      en: "Ask the unit to hand in the request (.csr) made by 'fengni keys new' again, unchanged."),
    explanation: Bilingual(
      zh: """
        申请文件必须是 PKCS#10 格式，并且由申请人的私钥自签，以证明其持有私钥。常见原因是拿错文\
        件、传输中损坏，或者内容被改动。
        """,
      en: """
        A request must be PKCS#10 and signed with its own key, which proves that the applicant \
        holds it. Common causes are the wrong file, damage on the way, or edited content.
        """))

  static let crlFormat = CodeText(
    message: Bilingual(
      zh: "吊销列表文件有误，无法读取。",
      en: "The revocation list is not correct and cannot be read."),
    remedy: Bilingual(
      zh: "核对是否拿错了文件；向中心或证书签发机构重新索取 PEM 或 DER 格式的吊销列表（.crl）。",
      en: """
        Check that it is the right file; ask the centre or the CA for the revocation list \
        (.crl) in PEM or DER again.
        """),
    explanation: Bilingual(
      zh: """
        吊销列表必须是 X.509 CRL，用 PEM 或 DER 编码，不超过 8 MiB，由签发机构签名。常见原因是误\
        给了证书文件、下载到的是网页，或者文件损坏。
        """,
      en: """
        A revocation list must be an X.509 CRL in PEM or DER, at most 8 MiB, signed by the CA. \
        Common causes are a certificate in its place, a downloaded web page, or damage.
        """))

  static let keyDirectoryIncomplete = CodeText(
    message: Bilingual(
      zh: "密钥目录不完整，缺少私钥或证书。",
      en: "The key directory is incomplete: a key or a certificate is missing."),
    remedy: Bilingual(
      zh: """
        用“fengni keys show --keys 密钥目录”查看缺什么：证书已发下来的，用“fengni keys install”\
        安装；还没有申请的，把申请文件（.csr）交给中心。
        """,
      en: """
        See what is missing with 'fengni keys show --keys DIR': install certificates that were \
        issued with 'fengni keys install', or hand the requests (.csr) to the centre.
        """),
    explanation: Bilingual(
      zh: """
        密钥目录应有签名、加密两把私钥和各自的证书，本次操作需要的那一份不在。常见原因是证书还没\
        有装入、目录写错，或者只拷贝了部分文件。
        """,
      en: """
        A key directory holds the private keys for signing and encryption with their \
        certificates, and the one needed now is not there. Common causes are certificates not \
        yet installed, a wrong path, or a copy of only some files.
        """))

  static let caStateInvalid = CodeText(
    message: Bilingual(
      zh: "签发机构（CA）目录有误，不能签发。",
      en: "The directory of the CA is not in order, so nothing can be issued."),
    remedy: Bilingual(
      zh: """
        核对目录是否写对；文件损坏的，从最近的备份恢复，恢复后先核对已签发的序号，再用“fengni \
        ca crl”签发新的吊销列表。
        """,
      en: """
        Check the path; if a file is damaged, restore the last backup, compare the serial \
        numbers issued since, then make a new revocation list with 'fengni ca crl'.
        """),
    explanation: Bilingual(
      zh: """
        离线签发机构的目录里记有根私钥、证书、序号和吊销记录，任何一项缺失或互相矛盾，都可能造成\
        序号重复或漏掉吊销，因此停止。常见原因是目录不对、只拷贝了一部分，或者恢复了过旧的备份。
        """,
      en: """
        The directory of the offline CA holds its key, certificate, serial numbers and \
        revocations; if one is missing or contradicts another, a serial could be used twice or \
        a revocation lost. Common causes are a wrong path, a partial copy, or an old backup.
        """))
}
