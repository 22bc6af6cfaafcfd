public import BundleCore

// What the commands of a centre's folder say: centre, receipt.

extension Phrase {
  /// `fengni centre`
  public enum Centre {
    /// A folder was made.
    public static func made(directory: String, units: Int) -> Bilingual {
      Bilingual(
        "已建立中心目录：\(directory)（应报 \(units) 个单位）",
        "The centre's folder was made: \(directory) (\(counted(units, "unit")) must report)")
    }

    /// What to do with a new folder.
    public static func receiveNext(directory: String) -> Bilingual {
      Bilingual(
        "接收：fengni centre receive 报送包或目录 --centre \(directory)",
        "To receive: fengni centre receive PATH --centre \(directory)")
    }

    /// Another run has the folder.
    public static var waiting: Bilingual {
      Bilingual(
        "另一个程序正在使用中心目录，等待中……", "Another program is using the folder; waiting…")
    }

    /// How many deliveries were found.
    public static func found(_ count: Int) -> Bilingual {
      Bilingual("找到报送包 \(count) 个", "\(counted(count, "bundle")) found")
    }

    /// A file in a folder that is no bundle.
    public static func notTaken(_ path: String) -> Bilingual {
      Bilingual("不是报送包，未接收：\(path)", "Not taken, as it is no bundle: \(path)")
    }

    /// How far a run is.
    public static func progress(done: Int, total: Int, perSecond: Int) -> Bilingual {
      Bilingual(
        "接收中：\(done)/\(total)，每秒 \(perSecond) 个",
        "Receiving: \(done)/\(total), \(perSecond) a second")
    }

    /// The line that says what became of one delivery.
    public static func outcome(
      _ decision: Bilingual, late: Bool, sender: String?, shortCode: String?, name: String
    ) -> Bilingual {
      let rest = [sender, shortCode, name].compactMap { $0 }.joined(separator: "  ")
      return Bilingual(
        "\(decision.zh)\(late ? "（迟报）" : "")  \(rest)",
        "\(decision.en)\(late ? ", late" : "")  \(rest)")
    }

    /// The bundle had been received before.
    public static func duplicate(_ decision: Bilingual) -> Bilingual {
      Bilingual("重复（此前\(decision.zh)）", "received before (\(decision.en))")
    }

    /// Nothing was recorded of a delivery.
    public static var failed: Bilingual { Bilingual("未能读取", "could not be read") }

    /// How many deliveries came to one decision.
    public static func count(_ decision: Bilingual, _ count: Int) -> Bilingual {
      Bilingual("\(decision.zh)：\(count)", "\(decision.en): \(count)")
    }

    /// Where the answers are.
    public static func receipts(_ directory: String, _ count: Int) -> Bilingual {
      Bilingual(
        "回执 \(count) 份，请发还各单位：\(directory)",
        "\(counted(count, "receipt")) to send back: \(directory)")
    }

    /// Some deliveries wait for a person.
    public static func heldNext(_ count: Int) -> Bilingual {
      Bilingual(
        "有 \(count) 个报送包待裁定：fengni centre resolve 短码 --accept 或 --return，写明 --reason",
        "\(counted(count, "bundle")) to decide: fengni centre resolve CODE --accept or --return, "
          + "with --reason")
    }

    /// A person decided.
    public static func resolved(_ name: String, _ decision: Bilingual) -> Bilingual {
      Bilingual("已裁定 \(name)：\(decision.zh)", "Decided \(name): \(decision.en)")
    }

    /// An access was recorded.
    public static var accessRecorded: Bilingual {
      Bilingual("本次打开已记入台账。", "This access is in the ledger.")
    }
  }

  /// `fengni relay`
  public enum Relay {
    /// How many bundles were forwarded.
    public static func relayed(_ count: Int) -> Bilingual {
      Bilingual("转报报送包 \(count) 个，均未打开", "\(counted(count, "bundle")) forwarded, unopened")
    }
  }

  /// `fengni centre status`
  public enum Status {
    /// The headline.
    public static func asOf(_ title: Bilingual, time: String) -> Bilingual {
      Bilingual("\(title.zh)：截至 \(time)", "\(title.en), as of \(time)")
    }

    /// Column over prefectures.
    public static var prefecture: Bilingual { Bilingual("地区", "Prefecture") }
    /// Column over classes of units.
    public static var unitClass: Bilingual { Bilingual("单位类别", "Class") }
    /// Column over units that must report.
    public static var expected: Bilingual { Bilingual("应报", "Expected") }
    /// Column over late ones among the accepted.
    public static var late: Bilingual { Bilingual("迟报", "Late") }
    /// Column over the share of accepted ones.
    public static var share: Bilingual { Bilingual("完成率", "Share") }
    /// The row of sums.
    public static var total: Bilingual { Bilingual("合计", "Total") }
    /// The list of those whose report is due.
    public static var due: Bilingual { Bilingual("催报名单", "Reports due") }
    /// Nobody's report is due.
    public static var complete: Bilingual { Bilingual("全部已报。", "Everybody has reported.") }
    /// What waits for a person.
    public static var held: Bilingual { Bilingual("待裁定的报送包", "Bundles to decide") }

    /// The ledger's head, for the record.
    public static func ledger(size: Int, root: String) -> Bilingual {
      Bilingual("台账 \(size) 条，树根 \(root)", "Ledger of \(size), root \(root)")
    }

    /// One finding in a list.
    public static func finding(deliveries: Int, units: Int) -> Bilingual {
      Bilingual(
        "\(deliveries) 个报送包，\(units) 个单位",
        "\(counted(deliveries, "bundle")), \(counted(units, "unit"))")
    }
  }

  /// `fengni centre ledger`
  public enum Ledger {
    /// Everything agrees.
    public static func holds(size: Int, originals: Int) -> Bilingual {
      Bilingual(
        "台账完好：\(size) 条记录、\(originals) 份原件逐一核对无误。",
        "The ledger holds: every one of \(size) entries and \(originals) originals was checked.")
    }

    /// The place of a flaw.
    public static func entry(_ index: Int) -> Bilingual {
      Bilingual("第 \(index + 1) 条", "entry \(index + 1)")
    }

    /// How many flaws there are.
    public static func flaws(_ count: Int) -> Bilingual {
      Bilingual("发现 \(count) 处不符。", "\(counted(count, "flaw")) found.")
    }

    /// The form for paper.
    public static func paper(_ text: String) -> Bilingual {
      Bilingual("检查点（可抄录、印发）：\(text)", "Checkpoint, to be printed or read out: \(text)")
    }

    /// What a checkpoint is for.
    public static var keepCheckpoint: Bilingual {
      Bilingual(
        "请把检查点交给中心以外的人留存，以便日后核对台账。",
        "Give the checkpoint to somebody outside the centre, to compare the ledger with later.")
    }
  }

  /// `fengni receipt`
  public enum Receipt {
    /// Nothing of it was verified.
    public static var unverified: Bilingual {
      Bilingual(
        "以下内容尚未核对；核对：fengni receipt verify 回执 --bundle 报送包 --campaign 检查行动包",
        "None of this was verified; to verify: fengni receipt verify FILE --bundle FILE "
          + "--campaign FILE")
    }

    /// Everything agrees.
    public static var holds: Bilingual {
      Bilingual(
        "回执有效：由本次检查行动的中心签发，对应这个报送包，且已列入台账。",
        "The receipt holds: signed by this campaign's centre, for this bundle, and in its ledger.")
    }

    /// Receipts were sealed.
    public static func sealed(_ count: Int, directory: String) -> Bilingual {
      Bilingual(
        "已加密 \(count) 份回执：\(directory)",
        "\(count) \(count == 1 ? "receipt" : "receipts") sealed: \(directory)")
    }

    /// A receipt that stays as it is, since nobody may be named.
    public static func notSealed(_ file: String, _ reason: Bilingual) -> Bilingual {
      Bilingual("未加密：\(file)：\(reason.zh)", "Not sealed: \(file): \(reason.en)")
    }

    /// When and how late.
    public static func received(_ time: String, late: Bool) -> Bilingual {
      Bilingual("收到时间：\(time)\(late ? "（迟报）" : "")", "Received: \(time)\(late ? " (late)" : "")")
    }

    /// Who signed.
    public static func signed(by subject: String, time: String) -> Bilingual {
      Bilingual("签发：\(subject)，\(time)", "Signed by \(subject), \(time)")
    }

    /// Where it stands in the ledger.
    public static func ledger(index: Int, size: Int, root: String) -> Bilingual {
      Bilingual(
        "台账第 \(index + 1) 条（当时共 \(size) 条），树根 \(root)",
        "Entry \(index + 1) of the ledger (then of \(size)), root \(root)")
    }

    /// Which document a finding is about.
    public static func document(_ number: Int) -> Bilingual {
      Bilingual("第 \(number) 份材料", "document \(number)")
    }
  }
}
