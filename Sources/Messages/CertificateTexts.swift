import BundleCore

/// Gate 3, provenance: the signers' certificates.
extension CodeText {
  static let certificateUntrusted = CodeText(
    message: Bilingual(
      zh: "签名人的证书不是由检查行动认可的签发机构签发的。",
      en: "The signer's certificate was not issued by an authority that the campaign accepts."),
    remedy: Bilingual(
      zh: """
        核对是否用了最新的检查行动包；确为新的签发机构的，请中心审核后发布新版检查行动包，否则请\
        签名人换用认可的证书。
        """,
      en: """
        Check that the campaign package is the newest; if the CA is a new one, the centre must \
        publish a new campaign package after examination, otherwise the signer must use an \
        accepted certificate.
        """),
    explanation: Bilingual(
      zh: """
        程序从签名人证书逐级向上，看能否到达检查行动包里的信任根，任何一级不成立都不行。常见原因\
        是证书由别的机构签发、缺少中间证书、检查行动包过旧，也可能是自制的假证书。
        """,
      en: """
        The chain is built from the signer's certificate up to a trust anchor of the campaign \
        package, and every step must hold. Common causes are another CA, a missing intermediate \
        certificate, an old campaign package, or a forged certificate.
        """),
    clauses: ["9"])

  static let certificateExpired = CodeText(
    message: Bilingual(
      zh: "签名时证书已经过期。",
      en: "The certificate had expired when the signature was made."),
    remedy: Bilingual(
      zh: """
        请签名人换发新证书，报中心更新名册后重新签名；如果只是电脑时间不对，校准时间后重新签名。
        """,
      en: """
        The signer needs a new certificate, which the centre enters in the roster, and then \
        signs again; if only the clock was wrong, set it and sign again.
        """),
    explanation: Bilingual(
      zh: """
        证书链上的每张证书在签名时间都要有效，过期证书的私钥不再受签发机构担保。常见原因是证书到\
        期未换发，或者签名电脑的时钟不准。
        """,
      en: """
        Every certificate of the chain must be valid at signing time; the CA no longer answers \
        for an expired one. Common causes are a certificate that was not renewed, or a wrong \
        clock on the signing machine.
        """),
    clauses: ["9"])

  static let certificateNotYetValid = CodeText(
    message: Bilingual(
      zh: "签名时证书还没有生效。",
      en: "The certificate was not yet valid when the signature was made."),
    remedy: Bilingual(
      zh: "检查签名电脑的日期和时间，校准后重新签名；时间无误的，等证书生效后再签。",
      en: """
        Check date and time of the signing machine, set them and sign again; if they are right, \
        wait until the certificate becomes valid.
        """),
    explanation: Bilingual(
      zh: """
        证书链上的每张证书在签名时间都要已经生效。常见原因是签名电脑的时钟慢了（例如主板电池没电，\
        日期退回多年以前），或者新证书约定了以后的生效日期。
        """,
      en: """
        Every certificate of the chain must have begun to be valid at signing time. Common \
        causes are a clock that runs behind (an empty mainboard battery sets it back by years), \
        or a new certificate with a later start.
        """),
    clauses: ["9"])

  static let certificateRevoked = CodeText(
    message: Bilingual(
      zh: "签名人的证书已被吊销。",
      en: "The signer's certificate has been revoked."),
    remedy: Bilingual(
      zh: """
        不要采信这份签名；请报送单位说明吊销原因，换用有效证书重新签名、封装，并由中心更新名册。
        """,
      en: """
        Do not rely on this signature; ask the sender why it was revoked, for a new signature \
        with a valid certificate and a new seal, and let the centre update the roster.
        """),
    explanation: Bilingual(
      zh: """
        手头最新的吊销列表里有这张证书。签名时间只是签名人自己的说法，不能证明签名早于吊销，所以\
        一律拒绝。常见原因是私钥丢失或泄露、人员离岗、证书已经换发。
        """,
      en: """
        The newest CRL at hand lists this certificate. The signing time is only the signer's \
        claim and cannot prove that the signature came first, so it is refused. Common causes \
        are a lost or exposed key, a person who left, or a certificate that was replaced.
        """),
    clauses: ["9", "13"])

  static let revocationUnknown = CodeText(
    message: Bilingual(
      zh: "手头没有签发机构的吊销列表，无法确认证书是否已被吊销。",
      en: """
        There is no revocation list of the issuer at hand, so nobody can tell whether the \
        certificate is revoked.
        """),
    remedy: Bilingual(
      zh: """
        向中心或证书签发机构索取最新吊销列表，在原来的 fengni verify 或 fengni open 命令后加上\
        “--crl 吊销列表文件”重新运行。
        """,
      en: """
        Get the newest revocation list from the centre or the CA and run fengni verify or \
        fengni open again with '--crl FILE' added.
        """),
    explanation: Bilingual(
      zh: """
        离线校验靠吊销列表判断证书是否还有效，列表可以来自检查行动包、清单本身或操作人员。一份都\
        没有时，既不能算通过也不能算失败，结论为“待定”，是否先行收下由中心有权人员决定并记录在案。
        """,
      en: """
        Offline, revocation is decided by CRLs, which come from the campaign package, the \
        manifest or the operator. Without any it is neither a pass nor a failure: the verdict \
        is indeterminate, and an authorised person at the centre decides, on the record.
        """),
    clauses: ["9"])

  static let revocationStale = CodeText(
    message: Bilingual(
      zh: "吊销列表太旧，无法确认证书目前是否有效。",
      en: "The revocation list is too old to tell whether the certificate is still valid."),
    remedy: Bilingual(
      zh: """
        向中心或证书签发机构索取最新吊销列表，在原来的 fengni verify 或 fengni open 命令后加上\
        “--crl 吊销列表文件”重新运行。
        """,
      en: """
        Get the newest revocation list from the centre or the CA and run fengni verify or \
        fengni open again with '--crl FILE' added.
        """),
    explanation: Bilingual(
      zh: """
        吊销列表已过下次更新时间，或者比检查行动允许的天数更旧，其后吊销的证书不在上面，因此结论\
        为“待定”。常见原因是离线电脑很久没有导入新列表，也可能是本机时钟快了。
        """,
      en: """
        The CRL is past its nextUpdate or older than the campaign allows; certificates revoked \
        since then are not on it, so the verdict is indeterminate. Common causes are an offline \
        machine that got no new list for long, or a clock that runs ahead.
        """),
    clauses: ["9"])

  static let certificateKeyUsage = CodeText(
    message: Bilingual(
      zh: "这张证书不是签名证书，不能用来签名。",
      en: "This certificate is not for signing."),
    remedy: Bilingual(
      zh: """
        请签名人换用签名证书重新签名；密钥目录里两张证书装反的，用“fengni keys install”重新安装。
        """,
      en: """
        The signer must use the signing certificate; if the two certificates were exchanged in \
        the key directory, install them again with 'fengni keys install'.
        """),
    explanation: Bilingual(
      zh: """
        签名证书的密钥用途必须包含数字签名或内容承诺（不可否认）。常见原因是误用了加密证书，或者\
        签发时没有写对密钥用途。
        """,
      en: """
        A signing certificate must have the key usage digitalSignature or contentCommitment. \
        Common causes are the encryption certificate used by mistake, or a CA that wrote \
        another key usage.
        """),
    clauses: ["9"])

  static let certificateNotDual = CodeText(
    message: Bilingual(
      zh: "签名证书同时又登记为加密证书，两者必须分开。",
      en: "The signing certificate is also registered for encryption; the two must be separate."),
    remedy: Bilingual(
      zh: """
        请中心核对名册；单位只有一张证书的，用“fengni keys new”分别生成签名和加密密钥，申请两张\
        证书后重新签名。
        """,
      en: """
        Ask the centre to check the roster; a unit with only one certificate makes separate \
        keys with 'fengni keys new', applies for two certificates and signs again.
        """),
    explanation: Bilingual(
      zh: """
        我国实行签名、加密双证书制度：加密私钥可以托管恢复，签名私钥只能由本人持有。一张证书两用，\
        就不能证明签名出自本人。常见原因是名册登记有误，或者单位只申领了一张证书。
        """,
      en: """
        Dual certificates are the rule: an encryption key may be escrowed, a signing key is \
        held by its owner alone. One certificate for both could not prove who signed. Common \
        causes are a wrong roster entry, or a unit that applied for one certificate only.
        """),
    clauses: ["9"])

  static let signingTimeInFuture = CodeText(
    message: Bilingual(
      zh: "签名时间比现在还晚。",
      en: "The signing time lies in the future."),
    remedy: Bilingual(
      zh: "先核对本机的日期、时间和时区；本机无误的，请签名人校准电脑时间后重新签名、封装。",
      en: """
        Check date, time and zone of this machine first; if they are right, ask the signer to \
        set the clock, sign and seal again.
        """),
    explanation: Bilingual(
      zh: """
        签名时间不得晚于校验时间五分钟以上。常见原因是签名电脑时钟快了，或者校验电脑时钟慢了；两\
        台电脑都离线时尤其容易出现。
        """,
      en: """
        The signing time may be at most five minutes later than the time of verification. \
        Common causes are a clock that runs ahead at the signer's or behind at the verifier's, \
        above all when both are offline.
        """),
    clauses: ["9"])

  static let signingTimeOutsideCampaign = CodeText(
    message: Bilingual(
      zh: "签名时间不在检查行动的期限之内。",
      en: "The signing time lies outside the period of the campaign."),
    remedy: Bilingual(
      zh: "核对签名电脑的时间；时间无误的可以照常收件，由中心备注原因。",
      en: """
        Check the clock of the signing machine; if it was right, the bundle can be taken as it \
        is, with a note by the centre.
        """),
    explanation: Bilingual(
      zh: """
        签名时间早于检查行动开始或晚于结束，这只是提示，不影响结论通过。常见原因是时钟不准、提前\
        准备了材料，或者逾期补签。
        """,
      en: """
        The signature claims a time before the campaign opened or after it closed; this is only \
        a warning. Common causes are a wrong clock, documents prepared early, or a signature \
        added late.
        """),
    clauses: ["9"])
}
