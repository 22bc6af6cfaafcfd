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

    /// What an outcome is about: a file, its sender and subject, the attachment.
    public static func about(
      place: String, sender: String?, subject: String?, part: String?
    ) -> Bilingual {
      let zh = [
        place, sender.map { "发件人 \($0)" }, subject.map { "主题“\($0)”" }, part.map { "附件 \($0)" },
      ]
      let en = [
        place, sender.map { "from \($0)" }, subject.map { "subject '\($0)'" },
        part.map { "attachment \($0)" },
      ]
      return Bilingual(
        zh.compactMap { $0 }.joined(separator: "，"), en.compactMap { $0 }.joined(separator: ", "))
    }

    /// It was taken out.
    public static func taken(_ path: String, isDamaged: Bool) -> Bilingual {
      isDamaged
        ? Bilingual("已取出，但不完整或夹有别的内容：\(path)", "taken out, but damaged: \(path)")
        : Bilingual("已取出：\(path)", "taken out: \(path)")
    }

    /// The same was taken from elsewhere.
    public static var duplicate: Bilingual {
      Bilingual("与已取出的重复", "the same as one that was taken out")
    }

    /// Why something was left alone: a message that is only a text.
    public static var letter: Bilingual {
      Bilingual("没有附件，也没有链接的信件", "a letter without attachments or links")
    }
    /// A picture, a document.
    public static var otherContent: Bilingual {
      Bilingual("不是分卷，也不是报送包", "neither a volume nor a bundle")
    }
    /// A mail client's signature.
    public static var signature: Bilingual {
      Bilingual("邮件客户端的签名", "a signature of the mail client's")
    }
    /// Nothing in it.
    public static var empty: Bilingual { Bilingual("空文件", "empty") }
    /// A file in a folder.
    public static var notMail: Bilingual { Bilingual("不是邮件", "no mail") }
    /// More outcomes than are listed.
    public static func unlisted(_ count: Int) -> Bilingual {
      Bilingual(
        "另有 \(count) 项没有列出，请分几次处理",
        "\(counted(count, "outcome")) more not listed; take fewer at a time")
    }

    /// What was left out.
    public static func leftOut(duplicates: Int, ignored: Int) -> Bilingual {
      Bilingual(
        "重复的附件 \(duplicates) 个，无关的部分 \(ignored) 个",
        "\(counted(duplicates, "duplicate")), \(counted(ignored, "other part"))")
    }
  }
}
