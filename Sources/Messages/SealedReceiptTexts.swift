import BundleCore

extension CodeText {
  static let unitCertificateMissing = CodeText(
    message: Bilingual(
      zh: "没有找到该单位的加密证书。",
      en: "No encryption certificate of this unit was found."),
    remedy: Bilingual(
      zh: "把该单位的加密证书（.crt）放入所给的目录；它应与名册中登记的一致。",
      en: """
        Put the unit's encryption certificate (.crt) into the folder that you name; it must be the \
        one that the roster has.
        """),
    explanation: Bilingual(
      zh: """
        名册只登记证书的摘要，要加密给单位还需要证书文件。常见原因是目录里没有放这个单位的证书，\
        证书换过而名册没有更新，或者报送包未能核实，回执中没有单位。
        """,
      en: """
        The roster has the digests of certificates only; to encrypt to a unit takes the file. \
        Common causes are a folder without this unit's certificate, a certificate that was renewed \
        while the roster was not, or a bundle that could not be verified, so that its receipt \
        names no unit.
        """),
    clauses: ["15.3.1"])

  static let receiptSealed = CodeText(
    message: Bilingual(
      zh: "回执已加密，需要收件单位的密钥才能打开。",
      en: "The receipt is sealed: it takes the keys of the unit that it is for."),
    remedy: Bilingual(
      zh: "加上 --keys 和本单位的密钥目录再试；如果仍打不开，这份回执是给别的单位的。",
      en: """
        Try again with --keys and your unit's key directory; if it still can't be opened, the \
        receipt is for another unit.
        """),
    explanation: Bilingual(
      zh: "中心可以把回执加密给报送单位，别人看不到其中的结论。常见原因是没有给出密钥目录，或者拿错了回执。",
      en: """
        A centre may seal receipts to the unit, so that nobody else reads the decision. Common \
        causes are that no key directory was given, or that the receipt is somebody else's.
        """),
    clauses: ["15.3.1"])
}
