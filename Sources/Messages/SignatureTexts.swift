import BundleCore

/// Gate 3, provenance: the signed statement itself.
extension CodeText {
  static let signedDataSyntax = CodeText(
    message: Bilingual(
      zh: "清单的签名结构有误，无法读取。",
      en: "The signed manifest is malformed and cannot be read."),
    remedy: Bilingual(
      zh: "请制作方用正式版程序重新签名、封装；对方用的是其他软件的，请其对照规范第 6 节改正。",
      en: """
        Ask whoever made it to sign and seal again with a released version; if another program \
        is used, it must follow section 6 of the specification.
        """),
    explanation: Bilingual(
      zh: """
        清单必须是 DER 编码的 CMS SignedData，内含 JSON 正文、签名人证书和 1 至 16 个签名。程序\
        逐项检查编码、版本号和内容类型，任何偏差都可能让两个程序读出不同的结果。常见原因是由不合\
        规范的软件制作。
        """,
      en: """
        The manifest must be a CMS SignedData in DER that contains the JSON, the signers' \
        certificates and 1 to 16 signatures. Encoding, versions and content types are checked, \
        because any deviation could let two programs read different things. A common cause is a \
        program that does not follow the specification.
        """),
    clauses: ["6.1"])

  static let signerWithoutAttributes = CodeText(
    message: Bilingual(
      zh: "有签名没有注明时间和身份，不能采信。",
      en: "A signature does not state its time and capacity and cannot be trusted."),
    remedy: Bilingual(
      zh: "请该签名人用“fengni sign 工作目录 --as 身份 --keys 密钥目录”重新签名，再重新封装。",
      en: """
        Ask this signer to sign again with 'fengni sign DIR --as CAPACITY --keys DIR', then \
        seal again.
        """),
    explanation: Bilingual(
      zh: """
        每个签名都必须带签名属性，写明内容类型、摘要、时间、证书和身份。没有属性的签名可以被挪用\
        到别的内容上（属性与正文混淆攻击），所以拒绝。常见原因是用其他软件签名。
        """,
      en: """
        Every signature must have signed attributes that state content type, digest, time, \
        certificate and capacity. One without them could be moved to other content (confusion \
        of attributes and content), so it is refused. A common cause is a signature made by \
        another program.
        """),
    clauses: ["6.2"])

  static let signatureWeakAlgorithm = CodeText(
    message: Bilingual(
      zh: "签名或证书使用了已不安全的算法（如 MD5、SHA-1）。",
      en: """
        A signature or certificate uses an algorithm that is no longer secure, such as MD5 or \
        SHA-1.
        """),
    remedy: Bilingual(
      zh: "请签名人向证书签发机构换发新证书，报中心更新名册后重新签名、封装。",
      en: """
        Ask the signer to get a new certificate from the CA; when the centre has updated the \
        roster, sign and seal again.
        """),
    explanation: Bilingual(
      zh: """
        签名和证书链上的每一级都要用强算法，MD5、SHA-1 和不足 2048 位的 RSA 可以被伪造。常见原因\
        是证书为多年前签发，或者上级签发机构仍在使用旧算法。
        """,
      en: """
        The signature and every certificate of the chain must use strong algorithms; MD5, SHA-1 \
        and RSA below 2048 bits can be forged. Common causes are a certificate issued many \
        years ago, or a CA that still uses old algorithms.
        """),
    clauses: ["3", "9"])

  static let signatureInvalid = CodeText(
    message: Bilingual(
      zh: "签名无效：签名与清单或证书对不上。",
      en: "A signature is invalid: it does not fit the manifest or the certificate."),
    remedy: Bilingual(
      zh: "不要使用其中的材料；电话与制作方核实，请其重新签名、封装，并报告中心安全管理人员。",
      en: """
        Do not use the documents; call whoever made it, ask for a new signature and seal, and \
        tell the centre's security officer.
        """),
    explanation: Bilingual(
      zh: """
        程序用签名人证书里的公钥核对签名，核对没有通过，说明签名后内容被改动，或者签名不是由这张\
        证书的私钥作出的。常见原因是文件损坏、签名软件不合规范，也可能是伪造。
        """,
      en: """
        The signature was checked with the public key of the signer's certificate and did not \
        hold: something was changed after signing, or another key signed. Common causes are a \
        damaged file, a program that does not follow the specification, or a forgery.
        """),
    clauses: ["6.2", "9"])

  static let signerCertificateMissing = CodeText(
    message: Bilingual(
      zh: "清单里没有带签名人的证书，无法核对签名。",
      en: "The signer's certificate is missing, so the signature cannot be checked."),
    remedy: Bilingual(
      zh: "请签名人用“fengni keys show --keys 密钥目录”确认证书已安装，然后重新签名、封装。",
      en: """
        Ask the signer to check with 'fengni keys show --keys DIR' that the certificate is \
        installed, then to sign and seal again.
        """),
    explanation: Bilingual(
      zh: """
        清单必须附带每个签名人的证书和中间证书（不含根证书），校验在离线时也能完成。常见原因是签\
        名软件没有附上证书，或者证书与签名中写的编号不一致。
        """,
      en: """
        The manifest must carry the certificate of every signer and the intermediate ones \
        (without the root), so that it can be checked offline. Common causes are a program that \
        left them out, or a certificate whose identifier differs from the one that the \
        signature names.
        """),
    clauses: ["6.1"])

  static let signedAttributeMissing = CodeText(
    message: Bilingual(
      zh: "签名缺少必需的说明项（如签名时间、签名身份）。",
      en: "A signature lacks something that it must state, such as its time or capacity."),
    remedy: Bilingual(
      zh: "请该签名人用“fengni sign 工作目录 --as 身份 --keys 密钥目录”重新签名，再重新封装。",
      en: """
        Ask this signer to sign again with 'fengni sign DIR --as CAPACITY --keys DIR', then \
        seal again.
        """),
    explanation: Bilingual(
      zh: """
        规范规定了六项签名属性：内容类型、摘要、签名时间、签名证书、算法保护和签名身份，每项必须\
        有且只有一次。缺项或重复都会让签名的含义不确定。常见原因是用通用软件签名，没有写身份或证\
        书属性。
        """,
      en: """
        Six signed attributes are required: content type, digest, signing time, signing \
        certificate, algorithm protection and capacity, each exactly once. A missing or \
        repeated one leaves the meaning open. A common cause is a general program that writes \
        no capacity or certificate attribute.
        """),
    clauses: ["6.2"])

  static let signedAttributeMismatch = CodeText(
    message: Bilingual(
      zh: "签名中的说明项与签名所用的证书或算法不一致。",
      en: "What a signature states does not agree with its certificate or algorithm."),
    remedy: Bilingual(
      zh: "不要使用其中的材料；请制作方重新签名、封装，再次出现时报告中心安全管理人员。",
      en: """
        Do not use the documents; ask for a new signature and seal, and tell the centre's \
        security officer if it happens again.
        """),
    explanation: Bilingual(
      zh: """
        签名属性里写明了签名证书的摘要和所用算法，必须与实际相符，以防有人换上另一张证书或另一种\
        算法。常见原因是签名软件不合规范，也可能是证书被调换。
        """,
      en: """
        The signed attributes state the digest of the certificate and the algorithms; both must \
        be the real ones, so that nobody can exchange certificate or algorithm. Common causes \
        are a program that does not follow the specification, or an exchanged certificate.
        """),
    clauses: ["6.2"])

  static let messageDigestMismatch = CodeText(
    message: Bilingual(
      zh: "清单在签名以后被改动过。",
      en: "The manifest was changed after it was signed."),
    remedy: Bilingual(
      zh: "不要使用其中的材料；请报送单位核对后重新签名、封装。",
      en: "Do not use the documents; ask the sender to check them and to sign and seal again."),
    explanation: Bilingual(
      zh: """
        签名里写有清单正文的摘要，程序重新计算后不一致。常见原因是有人改动了清单，或者制作软件在\
        签名后又改写了正文（例如换行符、编码）。
        """,
      en: """
        The signature states the digest of the manifest's octets, and the digest computed now \
        differs. Common causes are an edited manifest, or a program that rewrote it after \
        signing (line ends, encoding).
        """),
    clauses: ["6.2"])

  static let signerDuplicate = CodeText(
    message: Bilingual(
      zh: "同一张证书签了两次名。",
      en: "The same certificate has signed twice."),
    remedy: Bilingual(
      zh: """
        经办人和负责人应各用自己的证书签名：请对方改由不同的人用“fengni sign 工作目录 --as 身份 \
        --keys 密钥目录”签名，再重新封装。
        """,
      en: """
        Preparer and approver each sign with their own certificate: ask for signatures by \
        different people with 'fengni sign DIR --as CAPACITY --keys DIR', then a new seal.
        """),
    explanation: Bilingual(
      zh: """
        要求两人签名，是为了有人复核；同一张证书以两个身份签名就失去了意义。常见原因是一个人代签，\
        或者重复运行了签名命令。
        """,
      en: """
        Two signatures are asked for so that a second person checks; one certificate in two \
        capacities defeats that. Common causes are one person who signed for both, or a signing \
        program run twice.
        """),
    clauses: ["6.2"])

  static let statementKind = CodeText(
    message: Bilingual(
      zh: "签名文件的种类不对，不是这里要的那一种。",
      en: "The signed statement is of another kind than the one needed here."),
    remedy: Bilingual(
      zh: "核对是否用错了文件：报送包用 verify 或 open，检查行动包用在 --campaign 之后。",
      en: """
        Check that the right file was given: bundles go to verify or open, campaign packages \
        after --campaign.
        """),
    explanation: Bilingual(
      zh: """
        每份签名文件的第一项写明自己的种类和版本，程序只接受所要的那一种，以防把一种文件冒充成另\
        一种。常见原因是把检查行动包当成了报送包，或者文件由更新版本的程序制作。
        """,
      en: """
        The first member of every statement names its kind and version, and only the kind asked \
        for is taken, so that one cannot be passed off as another. Common causes are a campaign \
        package given as a bundle, or a file made by a newer version.
        """),
    clauses: ["6.3"])

  static let statementMalformed = CodeText(
    message: Bilingual(
      zh: "清单的内容不符合规定格式。",
      en: "The content of the manifest does not have the prescribed form."),
    remedy: Bilingual(
      zh: "请制作方升级程序后重新签名、封装；提示中给出了出错的位置，可一并转告。",
      en: """
        Ask whoever made it to update the program, then to sign and seal again; pass on the \
        place that is shown.
        """),
    explanation: Bilingual(
      zh: """
        签名成立之后，程序按规范逐项核对清单：该有的要有，不认识的一律拒绝，取值要合规定。常见原\
        因是双方程序版本不同，或者清单由其他软件制作。
        """,
      en: """
        After the signatures held, the manifest is compared member by member: what is required \
        must be there, what is unknown is refused, values must be of the form. Common causes \
        are different versions of the program, or a manifest made by other software.
        """),
    clauses: ["6.3", "7", "8.1"])

  static let signatureRawPrehash = CodeText(
    message: Bilingual(
      zh: "签名方式不对：SM2 签名没有包含签名人标识。",
      en: "The signature was made in a wrong way: the SM2 signature leaves out the signer's id."),
    remedy: Bilingual(
      zh: """
        请签名人改用“fengni sign 工作目录 --as 身份 --keys 密钥目录”签名；用密码机或 USB Key 签\
        名的，请厂商按 GB/T 32918.2 计算 Z 值。
        """,
      en: """
        Ask the signer to use 'fengni sign DIR --as CAPACITY --keys DIR'; if a device or token \
        signs, its vendor must compute the Z value of GB/T 32918.2.
        """),
    explanation: Bilingual(
      zh: """
        SM2 签名要先把签名人标识和公钥算成 Z 值，再与正文一起做 SM3 摘要；这里的签名只对正文摘要\
        成立，不符合国家标准。常见原因是密码设备或中间件的接口把摘要当成正文直接签名。
        """,
      en: """
        An SM2 signature covers a digest that begins with the Z value of signer id and public \
        key; this one holds over the bare digest only, which is not the standard's signature. A \
        common cause is a device or middleware interface that signs a given digest directly.
        """),
    clauses: ["6.2"])

  static let signatureAlgorithm = CodeText(
    message: Bilingual(
      zh: "签名算法与报送包的密码套件不一致。",
      en: "The signature algorithm does not belong to the suite of the bundle."),
    remedy: Bilingual(
      zh: """
        请签名人用与检查行动同一套件的证书重新签名（“fengni keys show --keys 密钥目录”可查看套件），\
        再重新封装。
        """,
      en: """
        Ask the signer to sign again with a certificate of the campaign's suite ('fengni keys \
        show --keys DIR' shows it), then seal again.
        """),
    explanation: Bilingual(
      zh: """
        一个报送包从头到尾只用一个密码套件，签名也不例外。常见原因是单位既有国密证书又有国际算法\
        证书，签名时用错了密钥目录。
        """,
      en: """
        A bundle belongs to one suite as a whole, its signatures included. A common cause is a \
        unit that has certificates of both suites and signed with the wrong key directory.
        """),
    clauses: ["3"])

  static let noSigner = CodeText(
    message: Bilingual(
      zh: "清单上没有任何人签名。",
      en: "Nobody has signed the manifest."),
    remedy: Bilingual(
      zh: "请报送单位用“fengni sign 工作目录 --as 身份 --keys 密钥目录”签名后重新封装。",
      en: """
        Ask the sender to sign with 'fengni sign DIR --as CAPACITY --keys DIR' and to seal \
        again.
        """),
    explanation: Bilingual(
      zh: """
        清单必须有 1 至 16 个签名，没有签名就不知道是谁报送的。常见原因是由其他软件制作时漏了签\
        名，或者签名被人去掉。
        """,
      en: """
        The manifest must have 1 to 16 signatures; without one nobody knows who reports. Common \
        causes are a program that left them out, or signatures that were stripped.
        """),
    clauses: ["6.1"])
}
