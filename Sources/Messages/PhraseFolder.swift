public import BundleCore

// What becomes of the members of a folder, or of a list of things that were given.

extension Phrase {
  /// Folders of other people's files.
  public enum Folder {
    /// One line for each thing that was given.
    public static func outcome(_ about: Bilingual, _ result: Bilingual) -> Bilingual {
      Bilingual("\(about.zh)：\(result.zh)", "\(about.en): \(result.en)")
    }

    /// The same for a path.
    public static func outcome(_ path: String, _ result: Bilingual) -> Bilingual {
      outcome(Bilingual(path, path), result)
    }

    /// Nobody asked for it.
    public static func leftAlone(_ why: Bilingual) -> Bilingual {
      Bilingual("未处理：\(why.zh)", "left alone: \(why.en)")
    }

    /// It may be a submission and was not taken.
    public static func notTaken(_ code: Code) -> Bilingual {
      Bilingual(
        "没有取出，\(code.label) \(code.message.zh)", "not taken, \(code.label) \(code.message.en)")
    }

    /// A pipe, a socket, a device.
    public static var special: Bilingual {
      Bilingual("管道、套接字或设备，不是文件", "a pipe, a socket or a device, and no file")
    }
    /// A symbolic link.
    public static var link: Bilingual {
      Bilingual(
        "符号链接，不跟随；需要的话请直接指定它指向的文件", "a link, which is not followed; name the file that it leads to")
    }
    /// A name with a dot before it.
    public static var hidden: Bilingual { Bilingual("隐藏文件", "a hidden file") }
    /// A folder of the operating system's.
    public static var system: Bilingual {
      Bilingual("操作系统自己的目录", "a folder of the operating system's")
    }
    /// A folder in which mail is being delivered.
    public static var beingDelivered: Bilingual {
      Bilingual("邮件正在投递，还不完整", "mail that is still being delivered")
    }
    /// What a mail program keeps for itself.
    public static var mailIndex: Bilingual {
      Bilingual("邮件程序的索引文件", "an index of the mail program's")
    }
  }
}
