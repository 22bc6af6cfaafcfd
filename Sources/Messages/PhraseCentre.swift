public import BundleCore

// What the commands of the centre say: ca, campaign, inspect, verify, open, explain.

extension Phrase {
  /// `fengni ca`
  public enum CA {
    /// A CA was made.
    public static func made(directory: String) -> Bilingual {
      Bilingual(
        "已建立离线签发机构：\(directory)", "The offline CA was made: \(directory)")
    }

    /// How a CA is kept.
    public static var keepOffline: Bilingual {
      Bilingual(
        "请把该目录保存在不联网的专用电脑或介质上，并做好备份。",
        "Keep this directory on a machine or medium without a network, and back it up.")
    }

    /// A certificate was issued.
    public static func issued(subject: String, use: Bilingual, path: String) -> Bilingual {
      Bilingual(
        "已签发\(use.zh)证书：\(subject)，写入 \(path)",
        "A certificate for \(use.en) was issued: \(subject), written to \(path)")
    }

    /// The applicant must be identified before issuing.
    public static var checkApplicant: Bilingual {
      Bilingual(
        "签发前请核实申请单位的身份和申请文件的指纹。",
        "Before issuing, make sure who applies and compare the fingerprint of the request.")
    }

    /// A certificate was revoked.
    public static func revoked(serial: String, reason: Bilingual) -> Bilingual {
      Bilingual(
        "已吊销证书 \(serial)（\(reason.zh)）", "Certificate \(serial) was revoked (\(reason.en))")
    }

    /// A revocation counts only once it is distributed.
    public static var publishCRLNext: Bilingual {
      Bilingual(
        "请运行 fengni ca crl 签发新的吊销列表，并发布新版检查行动包。",
        "Run fengni ca crl for a new revocation list, and publish a new campaign package.")
    }

    /// A CRL was issued.
    public static func crlIssued(entries: Int, nextUpdate: String) -> Bilingual {
      Bilingual(
        "吊销列表已签发：共 \(entries) 张，下次更新 \(nextUpdate)",
        "The revocation list was issued: \(counted(entries, "certificate")), next update \(nextUpdate)"
      )
    }

    /// The certificate had been revoked before.
    public static func alreadyRevoked(serial: String) -> Bilingual {
      Bilingual("证书 \(serial) 此前已吊销。", "Certificate \(serial) had been revoked before.")
    }
  }

  /// `fengni campaign`
  public enum Campaign {
    /// A source directory was made.
    public static func made(directory: String) -> Bilingual {
      Bilingual(
        "已建立检查行动编制目录：\(directory)", "The campaign's source directory was made: \(directory)")
    }

    /// What to edit before publishing.
    public static func editNext(directory: String) -> Bilingual {
      Bilingual(
        "请编辑其中的说明和名册、放入证书，然后运行：fengni campaign check \(directory)",
        "Edit description and roster, put in the certificates, then run: "
          + "fengni campaign check \(directory)")
    }

    /// The title of a page about a campaign's source.
    public static var checkTitle: Bilingual {
      Bilingual("检查行动编制检查", "Check of a campaign's source")
    }

    /// The source has no error.
    public static var checkPassed: Bilingual {
      Bilingual("检查通过：可以发布。", "The check passed: it can be published.")
    }

    /// The package was made.
    public static func published(path: String, version: Int) -> Bilingual {
      Bilingual(
        "检查行动包已发布：\(path)（第 \(version) 版）", "Published: \(path) (version \(version))")
    }

    /// How to tell units the fingerprint.
    public static func printFingerprint(_ fingerprint: String) -> Bilingual {
      Bilingual(
        "请把发布证书的指纹印在纸质通知上，供各单位核对：\(fingerprint)",
        "Print the publisher's fingerprint on the notice, so that units can compare it: \(fingerprint)"
      )
    }

    /// The package is trusted on this machine.
    public static func trusted(title: String) -> Bilingual {
      Bilingual("已确认可信：\(title)", "Trusted from now on: \(title)")
    }

    /// The state of trust: pinned.
    public static var isTrusted: Bilingual { Bilingual("已确认可信", "trusted") }

    /// The state of trust: not pinned yet.
    public static var isNotTrusted: Bilingual { Bilingual("尚未确认", "not confirmed yet") }

    /// What to compare before trusting.
    public static var compareFingerprint: Bilingual {
      Bilingual(
        "请与纸质通知上的指纹逐组核对，一致后再确认。",
        "Compare the fingerprint with the printed notice, group by group, before you confirm.")
    }

    /// How to confirm trust.
    public static func howToTrust(path: String) -> Bilingual {
      Bilingual(
        "确认可信：fengni campaign trust \(path) --fingerprint 指纹",
        "To confirm: fengni campaign trust \(path) --fingerprint FINGERPRINT")
    }

    /// A newer version took the place of an older one.
    public static func updated(from old: Int, to new: Int) -> Bilingual {
      Bilingual("已由第 \(old) 版更新为第 \(new) 版", "Updated from version \(old) to version \(new)")
    }

    /// How many units must report.
    public static func units(_ count: Int) -> Bilingual {
      Bilingual("名册共 \(count) 个单位", "\(counted(count, "unit")) in the roster")
    }

    /// The package will expire soon.
    public static func expiresSoon(days: Int) -> Bilingual {
      Bilingual(
        "检查行动包将在 \(days) 天后失效，请向中心索取新版。",
        "The campaign package expires in \(counted(days, "day")); ask the centre for a new one.")
    }
  }

  /// `fengni inspect`
  public enum Inspect {
    /// What inspecting can tell and what it can't.
    public static var withoutKey: Bilingual {
      Bilingual(
        "以下是不用私钥就能看到的信息，尚未经过校验。",
        "This is what can be seen without a key; nothing of it has been verified.")
    }

    /// How the rest can be seen.
    public static var verifyNext: Bilingual {
      Bilingual(
        "校验：fengni verify 报送包 --campaign 检查行动包 --keys 密钥目录",
        "To verify: fengni verify FILE --campaign FILE --keys DIR")
    }

    /// A recipient, by what the envelope says of it.
    public static func recipient(issuer: String, serial: String) -> Bilingual {
      Bilingual("签发机构 \(issuer)，序列号 \(serial)", "issuer \(issuer), serial number \(serial)")
    }

    /// A recipient, by its key identifier.
    public static func recipient(keyIdentifier: String) -> Bilingual {
      Bilingual("密钥标识 \(keyIdentifier)", "key identifier \(keyIdentifier)")
    }
  }

  /// `fengni verify`
  public enum Verify {
    /// The title of a validation report.
    public static var title: Bilingual { Bilingual("校验报告", "Validation report") }

    /// A gate that was not reached, and why.
    public static func notEvaluated(because gate: Bilingual) -> Bilingual {
      Bilingual(
        "未校验（“\(gate.zh)”一关没有通过）", "not evaluated (stopped at: \(gate.en))")
    }

    /// One signature in one line.
    public static func signer(
      subject: String, capacity: Bilingual, time: String
    ) -> Bilingual {
      Bilingual(
        "\(capacity.zh)：\(subject)，签名时间 \(time)",
        "\(capacity.en): \(subject), signed \(time)")
    }

    /// One CRL in one line.
    public static func revocationList(issuer: String, ageDays: Int) -> Bilingual {
      let age = ageText(days: ageDays)
      return Bilingual(
        "吊销列表（\(issuer)）：\(age.zh)签发", "Revocation list of \(issuer): issued \(age.en)")
    }

    /// No CRL was there at all.
    public static var noRevocationList: Bilingual {
      Bilingual("没有可用的吊销列表", "no revocation list at hand")
    }

    /// How late it is.
    public static func lateBy(seconds: Int64) -> Bilingual {
      let text = durationText(seconds: seconds)
      return Bilingual("迟报 \(text.zh)", "late by \(text.en)")
    }

    /// It is in time.
    public static var onTime: Bilingual { Bilingual("按时", "on time") }

    /// Nothing was written.
    public static var nothingWritten: Bilingual {
      Bilingual("仅校验，未取出任何材料。", "Verified only; no document was unpacked.")
    }
  }

  /// `fengni open`
  public enum Open {
    /// Everything held, and the documents are there.
    public static func opened(documents: Int, directory: String) -> Bilingual {
      Bilingual(
        "已取出 \(documents) 份材料：\(directory)",
        "\(counted(documents, "document")) unpacked: \(directory)")
    }

    /// The bundle did not hold, and nothing was unpacked.
    public static var nothingUnpacked: Bilingual {
      Bilingual("校验没有通过，未取出任何材料。", "It did not hold; no document was unpacked.")
    }

    /// The documents are there although revocation is open.
    public static var openedUndecided: Bilingual {
      Bilingual(
        "结论为待定：材料已取出，使用前请由有权人员决定并记录在案。",
        "The verdict is indeterminate: the documents are unpacked, and an authorised person "
          + "decides, on the record, before they are used.")
    }

    /// The documents are in clear now.
    public static var protectDocuments: Bilingual {
      Bilingual(
        "材料现为明文，请按其密级标注保管。",
        "The documents are in clear now: keep them as their mark asks.")
    }
  }

  /// `fengni explain`
  public enum Explain {
    /// There is no such code.
    public static func unknownCode(_ raw: String) -> Bilingual {
      Bilingual(
        "没有代码 \(raw)；不带参数运行 fengni explain 可列出全部代码。",
        "There is no code \(raw); fengni explain without an argument lists all codes.")
    }

    /// Heads the list of all codes.
    public static func allCodes(_ count: Int) -> Bilingual {
      Bilingual("全部代码（共 \(count) 个）", "All codes (\(count))")
    }
  }
}
