public import BundleCore

// What the commands of a unit say: keys, report, sign, seal.

extension Phrase {
  /// `fengni keys`
  public enum Keys {
    /// Keys and requests were made.
    public static func made(directory: String) -> Bilingual {
      Bilingual(
        "已在 \(directory) 生成签名和加密两对密钥。", "Signing and encryption keys were made in \(directory).")
    }

    /// What to do with the requests.
    public static func sendRequests(_ paths: [String]) -> Bilingual {
      Bilingual(
        "请把证书申请文件 \(paths.joined(separator: "、")) 交给中心；私钥文件不要外传。",
        "Hand the requests \(paths.joined(separator: ", ")) to the centre; never pass on the keys.")
    }

    /// Nobody can recover a passphrase.
    public static var rememberPassphrase: Bilingual {
      Bilingual(
        "请妥善保管口令：忘记后无法找回，只能重新申请证书。",
        "Keep the passphrase safe: nobody can recover it, and new certificates would be needed.")
    }

    /// What to do when the certificates have come.
    public static func installNext(directory: String) -> Bilingual {
      Bilingual(
        "收到证书后运行：fengni keys install 证书文件… --keys \(directory)",
        "When the certificates come, run: fengni keys install CERTIFICATE… --keys \(directory)")
    }

    /// A certificate was installed beside its key.
    public static func installed(use: Bilingual, subject: String) -> Bilingual {
      Bilingual(
        "已安装\(use.zh)证书：\(subject)", "The certificate for \(use.en) was installed: \(subject)")
    }

    /// Both certificates are there.
    public static var complete: Bilingual {
      Bilingual("密钥目录已齐备，可以签名和封装。", "The key directory is complete: you can sign and seal.")
    }

    /// One certificate is still missing.
    public static func stillMissing(use: Bilingual) -> Bilingual {
      Bilingual("还缺\(use.zh)证书。", "The certificate for \(use.en) is still missing.")
    }

    /// Keys and certificates of a PKCS #12 file were imported.
    public static func imported(from path: String) -> Bilingual {
      Bilingual("已从 \(path) 导入私钥和证书。", "Key and certificate were imported from \(path).")
    }

    /// The source of an import still holds the key.
    public static func removeSource(_ path: String) -> Bilingual {
      Bilingual(
        "确认可用后，请安全删除 \(path)，其中仍有私钥。",
        "When everything works, delete \(path) safely: it still holds the key.")
    }

    /// A certificate is about to expire.
    public static func expiresSoon(days: Int) -> Bilingual {
      Bilingual(
        "证书将在 \(days) 天后到期，请尽早申请换发。",
        "The certificate expires in \(counted(days, "day")); apply for a new one soon.")
    }

    /// There is a key without a certificate.
    public static var noCertificateYet: Bilingual {
      Bilingual("尚未安装证书", "no certificate installed")
    }
  }

  /// `fengni report`
  public enum Report {
    /// A workspace was made.
    public static func made(directory: String, sender: String) -> Bilingual {
      Bilingual(
        "已为 \(sender) 建立工作目录：\(directory)", "A workspace for \(sender) was made: \(directory)")
    }

    /// Heads the list of what is to be done.
    public static var toDoTitle: Bilingual { Bilingual("待办清单", "To do") }

    /// A form to fill in as a workbook.
    public static func toDoForm(
      name: Bilingual, workbook: String, directory: String, isRequired: Bool
    ) -> Bilingual {
      let command = "fengni form import \(directory)/\(workbook) --workspace \(directory)"
      return isRequired
        ? Bilingual(
          "用 Excel 或 WPS 填写《\(name.zh)》（\(workbook)），保存后运行“\(command)”",
          "Fill in \"\(name.en)\" (\(workbook)) with Excel or WPS, save, run '\(command)'")
        : Bilingual(
          "如有，用 Excel 或 WPS 填写《\(name.zh)》（\(workbook)），保存后运行“\(command)”",
          "If there is one, fill in \"\(name.en)\" (\(workbook)), save, run '\(command)'")
    }

    /// A document's place in the workspace.
    public static func toDoPlace(
      name: Bilingual, folder: String, formats: String, isRequired: Bool
    ) -> Bilingual {
      isRequired
        ? Bilingual(
          "把《\(name.zh)》放入 \(folder)（格式：\(formats)）",
          "Put \"\(name.en)\" into \(folder) (formats: \(formats))")
        : Bilingual(
          "如有，把《\(name.zh)》放入 \(folder)（格式：\(formats)）",
          "If there is one, put \"\(name.en)\" into \(folder) (formats: \(formats))")
    }

    /// The secrecy review is to be recorded.
    public static func toDoSecrecyReview(path: String) -> Bilingual {
      Bilingual(
        "完成保密审查，并在 \(path) 中填写审查人、职务和日期",
        "Have the secrecy review made, and enter reviewer, post and date in \(path)")
    }

    /// The mark is to be confirmed.
    public static func toDoMark(path: String) -> Bilingual {
      Bilingual("核对 \(path) 中的密级标注", "Confirm the confidentiality mark in \(path)")
    }

    /// The workspace is to be checked.
    public static func toDoCheck(directory: String) -> Bilingual {
      Bilingual("检查：fengni report check \(directory)", "Check: fengni report check \(directory)")
    }

    /// Somebody is to sign.
    public static func toDoSign(
      directory: String, capacity: Bilingual, option: String
    ) -> Bilingual {
      Bilingual(
        "\(capacity.zh)签名：fengni sign \(directory) --as \(option) --keys 密钥目录",
        "Sign as \(capacity.en): fengni sign \(directory) --as \(option) --keys DIR")
    }

    /// The workspace is to be sealed.
    public static func toDoSeal(directory: String) -> Bilingual {
      Bilingual(
        "封装：fengni seal \(directory) -o 报送包.fnb", "Seal: fengni seal \(directory) -o FILE.fnb")
    }

    /// The bundle is to be delivered.
    public static func toDoDeliver(deadline: String) -> Bilingual {
      Bilingual(
        "在 \(deadline) 前送达中心，并用电话核对短码",
        "Deliver it to the centre before \(deadline), and compare the short code by telephone")
    }

    /// The title of a page about a workspace.
    public static var checkTitle: Bilingual { Bilingual("报送材料检查", "Check of a submission") }

    /// The check found nothing that the centre would return.
    public static var checkPassed: Bilingual {
      Bilingual("检查通过：可以签名、封装。", "The check passed: it can be signed and sealed.")
    }

    /// The check found errors.
    public static func checkFailed(errors: Int) -> Bilingual {
      Bilingual(
        "检查未通过：有 \(errors) 处需要改正。",
        "The check failed: \(counted(errors, "place")) to correct.")
    }

    /// How long the deadline is away.
    public static func deadlineIn(seconds: Int64) -> Bilingual {
      let text = durationText(seconds: seconds)
      return Bilingual("距截止还有 \(text.zh)", "\(text.en) until the deadline")
    }

    /// The deadline is over.
    public static func deadlineOver(seconds: Int64) -> Bilingual {
      let text = durationText(seconds: seconds)
      return Bilingual(
        "已超过截止时间 \(text.zh)，将标记为迟报", "The deadline passed \(text.en) ago: it will be marked as late"
      )
    }
  }

  /// `fengni sign`
  public enum Sign {
    /// A signature was added.
    public static func signed(capacity: Bilingual, subject: String) -> Bilingual {
      Bilingual("已以\(capacity.zh)身份签名：\(subject)", "Signed as \(capacity.en): \(subject)")
    }

    /// What the signer is about to sign.
    public static func aboutToSign(documents: Int, capacity: Bilingual) -> Bilingual {
      Bilingual(
        "将以\(capacity.zh)身份对 \(documents) 份材料签名。",
        "\(counted(documents, "document")) will be signed as \(capacity.en).")
    }

    /// The manifest was frozen by the first signature.
    public static var frozen: Bilingual {
      Bilingual(
        "清单已固定；此后改动任何材料，已有签名都将作废。",
        "The manifest is frozen: any later change of a document voids the signatures.")
    }

    /// The capacities that still have to sign.
    public static func stillDue(_ capacities: [Bilingual]) -> Bilingual {
      let words = list(capacities)
      return Bilingual("还需签名：\(words.zh)", "Signatures still due: \(words.en)")
    }

    /// All required signatures are there.
    public static var complete: Bilingual {
      Bilingual("签名已齐，可以封装。", "All signatures are there: it can be sealed.")
    }

    /// Void signatures were removed before the new one was added.
    public static var voidRemoved: Bilingual {
      Bilingual(
        "材料有改动，原有签名已作废并移除。",
        "Documents were changed: the earlier signatures were void and have been removed.")
    }
  }

  /// `fengni seal`
  public enum Seal {
    /// A bundle was made.
    public static func sealed(path: String, size: UInt64) -> Bilingual {
      Bilingual(
        "封装完成：\(path)（\(sizeText(size))）", "Sealed: \(path) (\(sizeText(size)))")
    }

    /// What to do with the short code.
    public static func tellShortCode(_ code: String) -> Bilingual {
      Bilingual(
        "短码 \(code)：送达后请用电话与中心核对。",
        "Short code \(code): compare it with the centre by telephone after delivery.")
    }

    /// To whom it was sealed.
    public static func recipients(_ count: Int) -> Bilingual {
      Bilingual("已加密给 \(count) 个收件方", "Encrypted to \(counted(count, "recipient"))")
    }

    /// The unit cannot read its own bundle.
    public static var keepWorkspace: Bilingual {
      Bilingual(
        "本单位无法再打开报送包，请按规定留存工作目录。",
        "You cannot open the bundle yourself: keep the workspace as your rules ask.")
    }

    /// The bundle before it, for the next revision.
    public static var keepBundle: Bilingual {
      Bilingual(
        "请同时留存报送包，补报或更正时需要它的编号和摘要。",
        "Keep the bundle too: a supplement or correction needs its id and digest.")
    }
  }
}
