public import BundleCore

// What the commands say that bring bundles on their way: volumes, deliver.

extension Phrase {
  /// `fengni volumes`
  public enum Volumes {
    /// Volumes were written.
    public static func written(_ count: Int, directory: String) -> Bilingual {
      Bilingual(
        "已写入 \(count) 个分卷：\(directory)",
        "\(counted(count, "volume")) written to \(directory)")
    }

    /// How many whole volumes may be lost.
    public static func mayBeLost(_ count: Int, of all: Int) -> Bilingual {
      count == 0
        ? Bilingual(
          "一卷都不能丢失；可以修复的是卷内的局部损坏。",
          "No whole volume may be lost; damage inside volumes can be repaired.")
        : Bilingual(
          "共 \(all) 卷，任意丢失 \(count) 卷仍可还原。",
          "Any \(count) of the \(counted(all, "volume")) may be lost.")
    }

    /// There is no recovery data.
    public static var noRecovery: Bilingual {
      Bilingual(
        "没有恢复数据，一处损坏就无法还原。", "There is no recovery data: any damage costs the file.")
    }

    /// The file was put together.
    public static func joined(_ path: String) -> Bilingual {
      Bilingual("已还原，摘要相符：\(path)", "Restored, and its digest is right: \(path)")
    }

    /// How many frames of all are there.
    public static func frames(_ present: Int, of all: Int) -> Bilingual {
      Bilingual("完好 \(present) 块，共 \(all) 块", "\(present) of \(counted(all, "frame")) sound")
    }

    /// It suffices, and so much more may be lost.
    public static func suffices(spare: Int) -> Bilingual {
      Bilingual(
        "足够还原（每组至少还有 \(spare) 块的余量）。",
        "Enough to restore the file (\(spare) to spare in each stripe).")
    }

    /// It does not suffice.
    public static func lacking(_ frames: Int, stripes: Int) -> Bilingual {
      Bilingual(
        "还不能还原：\(stripes) 组中共缺 \(frames) 块。",
        "Not enough to restore the file: \(counted(frames, "frame")) short in "
          + "\(counted(stripes, "stripe")).")
    }

    /// Volumes of which nothing came.
    public static func missing(_ numbers: String, of all: Int) -> Bilingual {
      Bilingual("未收到的分卷：\(numbers)（共 \(all) 卷）", "Volumes missing: \(numbers) (of \(all))")
    }

    /// A volume that is not whole.
    public static func incomplete(_ number: Int, present: Int, of all: Int) -> Bilingual {
      Bilingual(
        "第 \(number) 卷不完整：完好 \(present) 块，共 \(all) 块",
        "Volume \(number) is incomplete: \(present) of \(counted(all, "frame")) sound")
    }

    /// More volumes than are shown one by one.
    public static func more(_ count: Int) -> Bilingual {
      Bilingual("另有 \(count) 卷不完整", "\(counted(count, "more volume")) incomplete")
    }

    /// The volumes that would suffice.
    public static func sendAgain(_ numbers: String) -> Bilingual {
      Bilingual("请发送方补发分卷：\(numbers)", "Have these volumes sent again: \(numbers)")
    }

    /// Octets that the medium did not give.
    public static func unreadable(_ size: UInt64) -> Bilingual {
      let text = Phrase.size(size)
      return Bilingual("介质有 \(text.zh) 读不出来", "The medium did not give \(text.en)")
    }

    /// Damaged frames.
    public static func damaged(_ count: Int) -> Bilingual {
      Bilingual("发现已损坏的块 \(count) 个", "\(counted(count, "damaged frame")) found")
    }

    /// Frames with several contents.
    public static func contradictory(_ count: Int) -> Bilingual {
      Bilingual(
        "有 \(count) 块出现了互相矛盾的内容，其中必有伪造",
        "\(counted(count, "frame")) came with contradictory contents: some are forged")
    }

    /// Not everything was taken into account.
    public static var overfull: Bilingual {
      Bilingual(
        "内容过多，超出上限的部分没有计入。", "There was too much; what is beyond the limits was left out.")
    }
  }

  /// `fengni deliver`
  public enum Deliver {
    /// Everything was written, read back and compared.
    public static func done(files: Int, folder: String) -> Bilingual {
      Bilingual(
        "已写入 \(files) 个文件，并从介质回读比较，完全一致：\(folder)",
        "\(counted(files, "file")) written, read back from the medium and found equal: \(folder)")
    }

    /// The medium may be taken away.
    public static var eject: Bilingual {
      Bilingual("请安全弹出介质后再拔下。", "Eject the medium before you unplug it.")
    }

    /// Written data is read again.
    public static var comparing: Bilingual { Bilingual("回读比较中", "Reading back") }
    /// Volumes are being written.
    public static var writing: Bilingual { Bilingual("写入中", "Writing") }
    /// A file is being put together.
    public static var joining: Bilingual { Bilingual("还原中", "Joining") }

    /// The label that lies beside the files, line by line, in both languages at once.
    ///
    /// It reveals nothing: short code, numbers, addressee. No volumes: the file itself.
    public static func label(
      shortCode: String, volumes: [Int], of all: Int, addressee: String
    ) -> [String] {
      var lines = [
        "封泥报送介质 / Fengni medium", "", "短码 / Short code: \(shortCode)",
        volumes.isEmpty
          ? "文件 / File: 1 / 1" : "分卷 / Volumes: \(ranges(volumes)) / \(all)",
      ]
      let to = addressee.split(whereSeparator: { $0.isNewline }).joined(separator: " ")
      if !to.isEmpty { lines.append("收件方 / To: \(to)") }
      lines += ["", "内容已加密。 / The contents are encrypted."]
      if !volumes.isEmpty {
        lines += [
          "还原 / To restore: fengni volumes join 分卷所在目录/DIR -o \(compact(shortCode)).fnb"
        ]
      }
      return lines
    }

    private static func compact(_ code: String) -> String { String(code.filter { $0 != " " }) }
  }

  /// Ascending numbers as people write them: `1–3, 7`.
  public static func ranges(_ numbers: [Int]) -> String {
    var parts: [String] = []
    var start: Int?
    for (index, number) in numbers.enumerated() {
      let from = start ?? number
      start = from
      if index + 1 < numbers.count, numbers[index + 1] == number + 1 { continue }
      parts.append(from == number ? "\(number)" : "\(from)-\(number)")
      start = nil
    }
    return parts.joined(separator: ", ")
  }
}
