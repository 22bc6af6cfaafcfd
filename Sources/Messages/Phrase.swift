public import BundleCore

/// Every sentence of the command line tool, grouped by command.
///
/// Parameters are put in as they stand: names of files and units, numbers already as text.
/// None of them is a secret or a form value.
public enum Phrase {
  /// A label with its value: 报送单位：某某医院, `Sender: …`.
  public static func labelled(_ label: Label, _ value: Bilingual) -> Bilingual {
    Bilingual("\(label.text.zh)：\(value.zh)", "\(label.text.en): \(value.en)")
  }

  /// A label with a value that is the same in both languages.
  public static func labelled(_ label: Label, _ value: String) -> Bilingual {
    // One line, whoever wrote the value: nobody's name adds a line of its own to a report.
    let line = value.split(whereSeparator: { $0.isNewline }).joined(separator: " ")
    return labelled(label, Bilingual(line, line))
  }

  /// Several items in one line, joined as each language does.
  public static func list(_ items: [Bilingual]) -> Bilingual {
    Bilingual(
      items.map { $0.zh }.joined(separator: "、"), items.map { $0.en }.joined(separator: ", "))
  }

  /// The line that begins an error: 错误 FN209：…, `error FN209: …`.
  public static func errorLine(_ label: String, _ message: Bilingual) -> Bilingual {
    Bilingual("错误 \(label)：\(message.zh)", "error \(label): \(message.en)")
  }

  /// A hint that more can be read about a code.
  public static func moreAbout(_ label: String) -> Bilingual {
    Bilingual("详细说明：fengni explain \(label)", "For details: fengni explain \(label)")
  }

  /// A place in a file.
  public static func place(line: Int, column: Int) -> Bilingual {
    Bilingual("第 \(line) 行第 \(column) 列", "line \(line), column \(column)")
  }

  /// Where the result of a command was written.
  public static func writtenTo(_ path: String) -> Bilingual {
    Bilingual("已写入：\(path)", "Written to \(path)")
  }

  /// A size with its exact number of bytes.
  public static func size(_ bytes: UInt64) -> Bilingual {
    bytes < 1024
      ? Bilingual("\(bytes) 字节", bytes == 1 ? "1 byte" : "\(bytes) bytes")
      : Bilingual(
        "\(sizeText(bytes))（\(bytes) 字节）", "\(sizeText(bytes)) (\(bytes) bytes)")
  }

  /// How many findings of each severity there are.
  public static func findingCounts(errors: Int, undecided: Int, warnings: Int) -> Bilingual {
    Bilingual(
      "错误 \(errors) 项，待定 \(undecided) 项，提示 \(warnings) 项",
      "\(counted(errors, "error")), \(undecided) undecided, \(counted(warnings, "warning"))")
  }

  /// There is nothing to complain of.
  public static var noFindings: Bilingual { Bilingual("没有发现问题。", "Nothing was found.") }

  /// There is no value to show.
  public static var none: Bilingual { Bilingual("无", "none") }

  /// A value that could not be found out.
  public static var unknown: Bilingual { Bilingual("不详", "unknown") }

  /// An affirmative value.
  public static var yes: Bilingual { Bilingual("是", "yes") }

  /// A negative value.
  public static var no: Bilingual { Bilingual("否", "no") }

  /// A document or option that must be there.
  public static var required: Bilingual { Bilingual("必需", "required") }

  /// A document or option that may be there.
  public static var optional: Bilingual { Bilingual("可选", "optional") }

  /// Findings that are about the bundle and not about one document.
  public static var wholeBundle: Bilingual { Bilingual("报送包整体", "The bundle as a whole") }

  /// `--lang` was given something else than a language.
  public static func unknownLanguage(_ raw: String) -> Bilingual {
    Bilingual("不支持的语言：\(raw)（可用 zh 或 en）", "Unknown language: \(raw) (use zh or en)")
  }

  /// An option that needs a value of a list.
  public static func optionValues(_ option: String, _ values: [String]) -> Bilingual {
    Bilingual(
      "选项 \(option) 的值应为以下之一：\(values.joined(separator: "、"))",
      "Option \(option) takes one of: \(values.joined(separator: ", "))")
  }

  /// An option that the command can't do without.
  public static func optionMissing(_ option: String) -> Bilingual {
    Bilingual("缺少选项 \(option)", "Option \(option) is missing")
  }

  /// Two options that exclude each other.
  public static func optionsExclusive(_ first: String, _ second: String) -> Bilingual {
    Bilingual(
      "选项 \(first) 与 \(second) 不能同时使用",
      "Options \(first) and \(second) cannot be used together")
  }

  /// A thing that happens once or several times, in English.
  static func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(plural ?? noun + "s")"
  }
}

// MARK: Prompts

extension Phrase {
  /// What is asked on the terminal.
  public enum Prompt {
    /// Asks for the passphrase of an existing key.
    public static func passphrase(for path: String) -> Bilingual {
      Bilingual("请输入 \(path) 的口令：", "Passphrase for \(path): ")
    }

    /// Asks for the passphrase of a key that is being made.
    public static func newPassphrase(minimum: Int) -> Bilingual {
      Bilingual(
        "请设置私钥口令（至少 \(minimum) 个字符）：",
        "New passphrase (at least \(minimum) characters): ")
    }

    /// Asks for the new passphrase again.
    public static var again: Bilingual { Bilingual("请再输入一次：", "Again: ") }

    /// Asks for the passphrase of a PKCS #12 file.
    public static var importPassphrase: Bilingual {
      Bilingual("请输入导入文件（.p12）的口令：", "Passphrase of the .p12 file: ")
    }

    /// The two entries differ.
    public static var passphrasesDiffer: Bilingual {
      Bilingual("两次输入的口令不一致，请重新输入。", "The two passphrases differ; try again.")
    }

    /// The new passphrase is too short.
    public static func passphraseTooShort(minimum: Int) -> Bilingual {
      Bilingual(
        "口令太短，至少要 \(minimum) 个字符。", "The passphrase needs at least \(minimum) characters.")
    }

    /// Asks to go on; the answer is y or n.
    public static func confirm(_ question: Bilingual) -> Bilingual {
      Bilingual("\(question.zh)（y 是，n 否）：", "\(question.en) (y/n): ")
    }
  }
}

// MARK: Progress

extension Phrase {
  /// What stands before a progress bar.
  public enum Progress {
    /// Digests of documents are computed.
    public static var digesting: Bilingual { Bilingual("计算摘要中", "Digesting") }
    /// A bundle is being made.
    public static var sealing: Bilingual { Bilingual("封装中", "Sealing") }
    /// A bundle is being verified.
    public static var verifying: Bilingual { Bilingual("校验中", "Verifying") }
    /// A bundle is being verified and unpacked.
    public static var opening: Bilingual { Bilingual("打开中", "Opening") }
    /// Documents are being checked before sealing.
    public static var checking: Bilingual { Bilingual("检查中", "Checking") }
    /// A signature is being made.
    public static var signing: Bilingual { Bilingual("签名中", "Signing") }
    /// Keys are being made.
    public static var generating: Bilingual { Bilingual("生成密钥中", "Generating keys") }
    /// A campaign package is being made.
    public static var publishing: Bilingual { Bilingual("发布中", "Publishing") }
    /// A file is being read through.
    public static var reading: Bilingual { Bilingual("读取中", "Reading") }
    /// Output is being synced to the medium.
    public static var syncing: Bilingual { Bilingual("写入介质中", "Syncing") }

    /// The time that the work will still take.
    public static func timeLeft(seconds: Int64) -> Bilingual {
      let text = durationText(seconds: seconds)
      return Bilingual("剩余 \(text.zh)", "\(text.en) left")
    }

    /// How much of the whole is done.
    public static func done(_ bytes: UInt64, of total: UInt64) -> Bilingual {
      let (part, whole) = (sizeText(bytes), sizeText(total))
      return Bilingual("已处理 \(part)，共 \(whole)", "\(part) of \(whole)")
    }

    /// The work is finished.
    public static func finished(seconds: Int64) -> Bilingual {
      let text = durationText(seconds: seconds)
      return Bilingual("完成，用时 \(text.zh)", "Done in \(text.en)")
    }

    /// The work was stopped, and nothing half-made was left.
    public static var stopped: Bilingual {
      Bilingual("已停止，未留下半成品。", "Stopped; nothing half-made was left.")
    }
  }
}
