public import BundleCore

// What the command says about mail, and what the messages themselves say.

extension Phrase {
  /// `fengni mail`
  public enum Mail {
    /// The text of every message, in both languages at once: the same for everybody.
    public static var body: [String] {
      [
        "附件为已加密的报送内容，短码和序号见主题。",
        "请勿修改、改名或解压附件；收齐后由收件单位用封泥程序（fengni）处理。",
        "",
        "The attachment is an encrypted submission; its short code and number are in the subject.",
        "Do not change, rename or unpack it. The recipient puts the messages together with fengni.",
      ]
    }

    /// Messages were written.
    public static func composed(_ count: Int, directory: String) -> Bilingual {
      Bilingual(
        "已生成 \(count) 封邮件：\(directory)", "\(counted(count, "message")) written to \(directory)")
    }

    /// What to do with them.
    public static var sendThem: Bilingual {
      Bilingual(
        "请用邮件客户端逐封打开并发送，不要改动主题和附件。",
        "Open each of them in a mail client and send it; leave subject and attachment as they are.")
    }

    /// The size of the largest message.
    public static func largest(_ size: UInt64) -> Bilingual {
      let text = Phrase.size(size)
      return Bilingual("最大一封：\(text.zh)", "Largest message: \(text.en)")
    }

    /// What was taken out of mail.
    public static func collected(_ count: Int, messages: Int, directory: String) -> Bilingual {
      Bilingual(
        "从 \(messages) 封邮件中取出 \(count) 个附件：\(directory)",
        "\(counted(count, "attachment")) of \(counted(messages, "message")) written to \(directory)"
      )
    }

    /// What was left out.
    public static func leftOut(duplicates: Int, ignored: Int) -> Bilingual {
      Bilingual(
        "重复的附件 \(duplicates) 个，无关的部分 \(ignored) 个",
        "\(counted(duplicates, "duplicate")), \(counted(ignored, "other part"))")
    }
  }
}
