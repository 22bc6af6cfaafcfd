public import BundleCore

extension Phrase {
  /// Volumes, mail and handover slips at the centre.
  public enum Parts {
    /// What lay on the tray besides bundles.
    public static func found(volumes: Int, messages: Int, ignored: Int, slips: Int) -> Bilingual {
      var (zh, en): ([String], [String]) = ([], [])
      if volumes > 0 {
        zh.append("含分卷的文件 \(volumes) 个")
        en.append(counted(volumes, "file") + " with volumes")
      }
      if messages > 0 {
        zh.append("邮件 \(messages) 封（无关的附件和正文 \(ignored) 个）")
        en.append(counted(messages, "message") + " (\(counted(ignored, "other part")) ignored)")
      }
      if slips > 0 {
        zh.append("介质交接单 \(slips) 份")
        en.append(counted(slips, "handover slip"))
      }
      return Bilingual(zh.joined(separator: "，"), en.joined(separator: ", "))
    }

    /// The decision on a set of which more must come.
    public static var incomplete: Bilingual { Bilingual("分卷不齐", "waits for volumes") }
    /// The decision on a set whose parts do not make the file.
    public static var contradictory: Bilingual { Bilingual("分卷互相矛盾", "volumes contradict") }

    /// How many volumes of a bundle are here.
    public static func here(_ count: Int, of all: Int) -> Bilingual {
      Bilingual("已有 \(count) 卷，共 \(all) 卷", "\(count) of \(counted(all, "volume")) here")
    }

    /// What is missing.
    public static func missing(_ numbers: String) -> Bilingual {
      Bilingual("缺少或不完整：第 \(numbers) 卷", "missing or incomplete: \(numbers)")
    }

    /// All of these must come again.
    public static func sendAgain(_ numbers: String) -> Bilingual {
      Bilingual("请补发第 \(numbers) 卷", "have volumes \(numbers) sent again")
    }

    /// Any so many of these must come again.
    public static func sendAny(_ count: Int, of numbers: String) -> Bilingual {
      Bilingual(
        "请补发第 \(numbers) 卷中的任意 \(count) 卷", "have any \(count) of volumes \(numbers) sent again")
    }

    /// Enough is here, but somebody forged some of it.
    public static var forged: Bilingual {
      Bilingual(
        "数量已够，但内容互相矛盾，其中有伪造或改动；请与发送方核对短码后重新交来",
        "enough came, but it contradicts itself: something was forged or altered; compare the short "
          + "code with the sender and have it delivered again")
    }

    /// Enough is here.
    public static var sufficient: Bilingual {
      Bilingual("已到齐，下次接收时还原", "enough came; the next run puts it together")
    }

    /// Since when something waits.
    public static func since(_ first: String, _ last: String) -> Bilingual {
      first == last
        ? Bilingual("\(first) 起", "since \(first)")
        : Bilingual("\(first) 起，最近 \(last)", "since \(first), the last on \(last)")
    }

    /// The headline of the list.
    public static var headline: Bilingual {
      Bilingual("分卷未到齐的报送包", "Bundles that wait for volumes")
    }

    /// Nothing waits.
    public static var none: Bilingual { Bilingual("没有等候补齐的分卷。", "No volumes wait.") }

    /// Sets were removed.
    public static func discarded(_ count: Int) -> Bilingual {
      Bilingual("已清除 \(count) 个报送包的分卷。", "The volumes of \(counted(count, "bundle")) were removed.")
    }

    /// Where to look.
    public static func waitingNext(_ count: Int) -> Bilingual {
      Bilingual(
        "有 \(count) 个报送包的分卷不齐：fengni centre parts",
        "\(counted(count, "bundle")) waiting for volumes: fengni centre parts")
    }

    /// Slips were stored.
    public static func slipsStored(_ count: Int) -> Bilingual {
      Bilingual("已留存介质交接单 \(count) 份。", "\(counted(count, "handover slip")) stored.")
    }

    /// No slip is stored.
    public static var noSlips: Bilingual { Bilingual("没有留存的介质交接单。", "No handover slip is stored.") }

    /// The bundle of a slip has not come.
    public static var notYetHere: Bilingual { Bilingual("报送包未到", "the bundle has not come") }

    /// Slip and bundle say different things.
    public static var disagrees: Bilingual {
      Bilingual("包标识或密级标志与报送包不一致", "id or mark differ from the bundle's")
    }
  }
}
