import BundleCore

/// Gate 2, envelope: CMS AuthEnvelopedData.
extension CodeText {
  static let envelopeSyntax = CodeText(
    message: Bilingual(
      zh: "报送包的外层结构有误，无法读取。",
      en: "The outer structure of the bundle is malformed and cannot be read."),
    remedy: Bilingual(
      zh: """
        用“fengni inspect 报送包”查看短码和大小，与报送单位核对；不一致的从介质重新拷贝，一致的\
        请对方用正式版程序重新封装。
        """,
      en: """
        Run 'fengni inspect FILE' and compare short code and size with the sender's; if they \
        differ, copy again from the medium, otherwise ask the sender to seal it again with a \
        released version.
        """),
    explanation: Bilingual(
      zh: """
        报送包的外层是 CMS AuthEnvelopedData，程序逐字节检查它的 BER 编码、版本号和各个字段。常\
        见原因是拷贝损坏、传输中按文本方式做了转换，或者由不合规范的软件制作。
        """,
      en: """
        The outer layer is a CMS AuthEnvelopedData; its BER encoding, version and fields are \
        checked octet by octet. Common causes are a damaged copy, a transfer in text mode, or a \
        program that does not follow the specification.
        """),
    clauses: ["4", "4.6"])

  static let envelopeTrailingData = CodeText(
    message: Bilingual(
      zh: "报送包后面多出了不属于它的内容。",
      en: "There is extra data after the end of the bundle."),
    remedy: Bilingual(
      zh: "与报送单位核对文件大小和短码，重新拷贝原文件；不要自行截去多出的部分。",
      en: """
        Compare size and short code with the sender's and copy the original file again; do not \
        cut the extra part off yourself.
        """),
    explanation: Bilingual(
      zh: """
        报送包结束以后不允许再有任何字节，以免有人附带夹送内容。常见原因是两个文件被拼接在一起、\
        写入介质时没有清掉旧内容，或者传输工具补了填充。
        """,
      en: """
        Nothing may follow the end of a bundle, so that nobody can smuggle content along. \
        Common causes are two files joined into one, old content left on the medium, or a \
        transfer tool that padded the file.
        """),
    clauses: ["4.6"])

  static let envelopeTruncated = CodeText(
    message: Bilingual(
      zh: "报送包不完整，后面缺了一段。",
      en: "The bundle is incomplete: its end is missing."),
    remedy: Bilingual(
      zh: "从介质重新完整拷贝一次，并与报送单位核对文件大小；仍不完整的，请对方重新提供。",
      en: """
        Copy it again completely from the medium and compare the size with the sender's; if it \
        is still incomplete, ask for it again.
        """),
    explanation: Bilingual(
      zh: """
        文件在结构结束之前就没有了，末尾的认证码也随之缺失，因此任何内容都不能采信。常见原因是拷\
        贝或下载中断、介质空间不足，或者介质没有安全弹出。
        """,
      en: """
        The file ends before its structure does, and with the end the authentication tag is \
        missing, so nothing of it can be trusted. Common causes are an interrupted copy or \
        download, a full medium, or a medium that was not ejected.
        """),
    clauses: ["4.6"])

  static let envelopeContentType = CodeText(
    message: Bilingual(
      zh: "报送包用的是不防改动的加密方式，不能接收。",
      en: """
        The bundle uses a kind of encryption that does not protect against alteration and is \
        not accepted.
        """),
    remedy: Bilingual(
      zh: "请报送单位用“fengni seal 工作目录 -o 报送包”重新封装，不要用其他加密软件代替。",
      en: """
        Ask the sender to seal it again with 'fengni seal DIR -o FILE' and not to use another \
        encryption program instead.
        """),
    explanation: Bilingual(
      zh: """
        报送包只能是带认证的加密（AuthEnvelopedData），普通的 EnvelopedData 只加密而不防篡改，攻\
        击者可以改动密文而不被发觉。常见原因是用通用 CMS 或 S/MIME 软件、国密中间件代替本程序做\
        了加密。
        """,
      en: """
        A bundle must be authenticated encryption (AuthEnvelopedData); plain EnvelopedData \
        encrypts without protecting against alteration, so that a ciphertext can be changed \
        unnoticed. A common cause is a general CMS or S/MIME program or middleware used in \
        place of this one.
        """),
    clauses: ["4.8"])

  static let envelopeAlgorithm = CodeText(
    message: Bilingual(
      zh: "报送包使用了规定以外的加密算法。",
      en: "The bundle uses an encryption algorithm that is not permitted."),
    remedy: Bilingual(
      zh: "请报送单位升级程序，并按检查行动要求的密码套件重新封装。",
      en: """
        Ask the sender to update the program and to seal again with the suite that the campaign \
        asks for.
        """),
    explanation: Bilingual(
      zh: """
        每个密码套件的算法都是固定的：sm 用 SM2、SM3、SM4-GCM，nist 用 P-256、SHA-256、\
        AES-256-GCM，报送包自己不能另选。常见原因是用其他软件封装，或者混用了两个套件的证书。
        """,
      en: """
        The algorithms of each suite are fixed: sm uses SM2, SM3 and SM4-GCM, nist uses P-256, \
        SHA-256 and AES-256-GCM; a bundle cannot choose others. Common causes are another \
        program, or certificates of two suites mixed.
        """),
    clauses: ["3", "4"])

  static let envelopeParameters = CodeText(
    message: Bilingual(
      zh: "报送包的加密参数不符合规定。",
      en: "The encryption parameters of the bundle are not as required."),
    remedy: Bilingual(
      zh: """
        请报送单位用正式版程序重新封装；多次出现的，把“fengni inspect 报送包”的输出发给技术支持\
        人员。
        """,
      en: """
        Ask the sender to seal it again with a released version; if it happens repeatedly, send \
        the output of 'fengni inspect FILE' to technical support.
        """),
    explanation: Bilingual(
      zh: """
        GCM 的随机数必须是 12 个字节，认证码必须是 16 个字节，并且都要写明；较短的认证码容易被伪\
        造。常见原因是用了不合规范的软件，或者文件开头被改动。
        """,
      en: """
        The GCM nonce must have 12 octets and the tag 16, both written out; shorter tags are \
        easier to forge. Common causes are a program that does not follow the specification, or \
        an altered beginning of the file.
        """),
    clauses: ["3", "4.2"])

  static let envelopeAttributes = CodeText(
    message: Bilingual(
      zh: "报送包外层带有不允许的附加信息。",
      en: "The outside of the bundle carries additional information that is not allowed."),
    remedy: Bilingual(
      zh: "请报送单位用“fengni seal 工作目录 -o 报送包”重新封装，不要用其他软件加工报送包。",
      en: """
        Ask the sender to seal it again with 'fengni seal DIR -o FILE' and not to process \
        bundles with other programs.
        """),
    explanation: Bilingual(
      zh: """
        外层不得带任何属性，包括受认证和不受认证的属性：它们会在加密之外泄露信息，部分通用软件也\
        读不了。常见原因是报送包由其他 CMS 软件制作。
        """,
      en: """
        The envelope must carry no attributes, authenticated or not: they would tell something \
        outside the encryption, and some common software cannot read them. A common cause is a \
        bundle made by another CMS program.
        """),
    clauses: ["4.5"])

  static let envelopeNoMatchingRecipient = CodeText(
    message: Bilingual(
      zh: "这个报送包不是加密给您的，您的私钥打不开。",
      en: "This bundle is not encrypted to you: none of your keys opens it."),
    remedy: Bilingual(
      zh: """
        用“fengni inspect 报送包”查看收件方，用“fengni keys show --keys 密钥目录”查看自己的证书；\
        若确应由您接收，请报送单位按最新的检查行动包重新封装。
        """,
      en: """
        See the recipients with 'fengni inspect FILE' and your own certificates with 'fengni \
        keys show --keys DIR'; if it should be yours, ask the sender to seal it again with the \
        newest campaign package.
        """),
    explanation: Bilingual(
      zh: """
        报送包列出了每个收件方的证书编号，程序用您密钥目录中的加密证书逐一比对，没有一个相符。常\
        见原因是用错了密钥目录、中心换了加密证书而报送单位仍用旧的检查行动包，或者报送包本来就是\
        给别的单位的。
        """,
      en: """
        A bundle lists the certificate identifier of each recipient; none is that of an \
        encryption certificate in your key directory. Common causes are the wrong key \
        directory, a centre that changed its certificate while the sender used an old campaign \
        package, or a bundle meant for somebody else.
        """),
    clauses: ["4.4"])

  static let envelopeDecryptionFailed = CodeText(
    message: Bilingual(
      zh: "报送包已损坏或被改动，无法解密。",
      en: "The bundle is damaged or has been altered and cannot be opened."),
    remedy: Bilingual(
      zh: """
        用“fengni inspect 报送包”查看短码，电话与报送单位核对：短码不同的，从介质重新拷贝；短码\
        相同的，请对方重新封装报送。
        """,
      en: """
        Run 'fengni inspect FILE' and compare the short code with the sender by telephone: if \
        it differs, copy again from the medium; if it is the same, ask for a newly sealed \
        bundle.
        """),
    explanation: Bilingual(
      zh: """
        收件方相符，但解开内容密钥、核对开头字节、核对 GCM 认证码这几步中有一步没有通过；为了不\
        给攻击者线索，程序不区分是哪一步。只要改动一个字节，认证码就不成立，因此里面的内容一律不\
        予采信。常见原因是介质损坏、拷贝出错，也可能是有人改动过文件。
        """,
      en: """
        A recipient matched, but unwrapping the content key, the first octets or the GCM tag \
        failed; which one is not told, so that an attacker learns nothing. One changed octet is \
        enough to break the tag, so nothing inside is trusted. Common causes are a bad medium \
        or copy, or a file that somebody altered.
        """),
    clauses: ["4.1", "4.4", "4.7"])

  static let envelopeTooLong = CodeText(
    message: Bilingual(
      zh: "报送包超过了允许加密的最大长度（64 GiB）。",
      en: "The bundle exceeds the greatest length that may be encrypted (64 GiB)."),
    remedy: Bilingual(
      zh: "减少或压缩材料（例如降低扫描件分辨率），或者经中心同意后分作补报报送，再重新封装。",
      en: """
        Reduce or compress the documents (for example lower the resolution of scans), or, if \
        the centre agrees, send part as a supplement; then seal again.
        """),
    explanation: Bilingual(
      zh: """
        一个密钥和随机数最多加密 2^36 - 32 个字节，超过后 GCM 不再安全，因此封装和读取时都拒绝更\
        长的内容。常见原因是误放了录像、虚拟机镜像等大文件。
        """,
      en: """
        One key and nonce may encrypt at most 2^36 - 32 octets; beyond that GCM is no longer \
        secure, so longer content is neither sealed nor read. A common cause is a video or disk \
        image put among the documents by mistake.
        """),
    clauses: ["4.3"])

  static let envelopeContentPrefix = CodeText(
    message: Bilingual(
      zh: "报送包能解密，但里面装的不是规定格式的内容。",
      en: "The bundle can be decrypted, but what is inside is not a package of this format."),
    remedy: Bilingual(
      zh: "不要使用其中的内容；请报送单位用“fengni seal 工作目录 -o 报送包”重新封装。",
      en: """
        Do not use its content; ask the sender to seal it again with 'fengni seal DIR -o FILE'.
        """),
    explanation: Bilingual(
      zh: """
        解密后的内容必须以规定的 72 个字节开头。GCM 本身不绑定密钥，核对这些字节可以防止同一份密\
        文对不同收件方解出不同内容。常见原因是有人用通用软件直接加密了普通文件。
        """,
      en: """
        The decrypted content must begin with 72 fixed octets. GCM does not commit to its key; \
        these octets stop a ciphertext that opens differently for different recipients. A \
        common cause is an ordinary file encrypted with a general program.
        """),
    clauses: ["4.1", "5.2"])

  static let envelopeHeaderTooLarge = CodeText(
    message: Bilingual(
      zh: "报送包的开头部分过大，不能接收。",
      en: "The beginning of the bundle is larger than allowed."),
    remedy: Bilingual(
      zh: "核对是否拿错了文件；确认无误的，请报送单位减少收件方后重新封装。",
      en: """
        Check that it is the right file; if so, ask the sender to seal it again with fewer \
        recipients.
        """),
    explanation: Bilingual(
      zh: """
        正文之前的部分（主要是收件方列表）最多 1 MiB，足够容纳数千个收件方；更大的会占用过多内存，\
        所以拒绝。正常报送包远小于这个数，出现本提示多半是文件损坏或有意构造。
        """,
      en: """
        Everything before the content, mainly the list of recipients, is at most 1 MiB, which \
        holds thousands of recipients; more would only cost memory. Normal bundles stay far \
        below, so this is mostly a damaged or hostile file.
        """),
    clauses: ["4.6"])

  static let envelopeOriginatorInfo = CodeText(
    message: Bilingual(
      zh: "报送包外层带有发送方信息，这不允许。",
      en: """
        The outside of the bundle carries information about the originator, which is not \
        allowed.
        """),
    remedy: Bilingual(
      zh: "请报送单位用“fengni seal 工作目录 -o 报送包”重新封装，不要用其他软件加工报送包。",
      en: """
        Ask the sender to seal it again with 'fengni seal DIR -o FILE' and not to process \
        bundles with other programs.
        """),
    explanation: Bilingual(
      zh: """
        没有私钥的人不应知道是谁报送的，所以外层不得带 originatorInfo（发送方的证书和吊销列表）；\
        它们只能放在加密内容里。常见原因是报送包由其他 CMS 软件制作。
        """,
      en: """
        Nobody without a key shall learn who reports, so the envelope must not carry \
        originatorInfo (the sender's certificates and CRLs); these belong inside. A common \
        cause is a bundle made by another CMS program.
        """),
    clauses: ["4.5"])

  static let envelopeKeyTransport = CodeText(
    message: Bilingual(
      zh: "报送包用不安全的方式传递密钥，不能接收。",
      en: "The bundle transports its key in an insecure way and is not accepted."),
    remedy: Bilingual(
      zh: "请报送单位用正式版程序重新封装；对方使用其他软件的，请改用 SM2、ECDH 或 RSA-OAEP。",
      en: """
        Ask the sender to seal it again with a released version; if another program is used, it \
        must use SM2, ECDH or RSA-OAEP.
        """),
    explanation: Bilingual(
      zh: """
        RSA PKCS #1 v1.5 加密和不足 2048 位的 RSA 有已知的攻击方法，因此一律不用；只接受规范列出\
        的密钥传递方式。常见原因是用老版本的通用软件加密。
        """,
      en: """
        RSA PKCS #1 v1.5 encryption and RSA below 2048 bits have known attacks and are refused; \
        only the ways that the specification lists are taken. A common cause is an old \
        general-purpose program.
        """),
    clauses: ["3", "4.4"])
}
