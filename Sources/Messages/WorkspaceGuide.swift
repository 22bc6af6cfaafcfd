public import BundleCore

extension Phrase.Report {
  /// The text of the guide that `report new` puts into a workspace, Markdown, ends with a newline.
  ///
  /// `items` is the to-do list, one line each, made of the phrases beside this one.
  public static func guide(
    campaign: Bilingual, sender: String, deadline: String, items: [Bilingual]
  ) -> Bilingual {
    Bilingual(
      """
      # \(campaign.zh)：\(sender)

      本目录是报送工作目录，由封泥程序建立。截止时间：\(deadline)。

      ## 待办清单

      \(numbered(items.map { $0.zh }))

      ## 怎样填写

      - 表单是 JSON 文件，请用纯文本编辑器打开，按 UTF-8（不带 BOM）保存。
      - 只改冒号右边的内容；引号、逗号、冒号和括号一律用英文半角。
      - 数字不加引号、不写单位；编号和电话要加引号。
      - 不要改动其他由程序生成的文件，也不要放入与报送无关的文件。

      ## 签名与封装

      - 每个签名人在自己的电脑上、用自己的私钥签名；私钥和口令不得借给他人。
      - 第一个人签名后材料即固定，再有改动，全部签名作废，须重新签名。
      - 封装后请记下短码，送达后用电话与中心核对。

      ## 保密要求

      - 国家秘密一律不得通过报送包报送，请走规定的渠道。
      - 本目录中的材料是明文，报送完成后请按本单位规定留存或清除。

      遇到以 FN 开头的代码，运行 fengni explain 加代码，可以查看说明。

      """,
      """
      # \(campaign.en): \(sender)

      This directory is the workspace of a submission, made by Fengni. Deadline: \(deadline).

      ## To do

      \(numbered(items.map { $0.en }))

      ## Filling in

      - Forms are JSON files: use a plain text editor and save them as UTF-8 without byte order mark.
      - Change only what stands to the right of a colon, and keep quotes, commas and brackets.
      - Numbers have no quotes and no units; identifiers and telephone numbers have quotes.
      - Leave other generated files as they are, and put in nothing that is not to be submitted.

      ## Signing and sealing

      - Everybody signs on the own machine with the own key; keys and passphrases are not lent.
      - The first signature freezes the documents: any later change voids all signatures.
      - Note the short code after sealing, and compare it with the centre by telephone.

      ## Secrecy

      - State secrets must never be sent in a bundle; they have their own channel.
      - The documents here are in clear: keep or remove them afterwards as your rules ask.

      For a code that begins with FN, run fengni explain with the code.

      """)
  }

  private static func numbered(_ items: [String]) -> String {
    items.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
  }
}
