public import BundleCore

extension Phrase {
  /// The handover slip (介质交接单), which has both languages on one sheet.
  public enum Slip {
    public static var title: Bilingual { Bilingual("介质交接单", "Handover slip") }
    public static var slipNo: Bilingual { Bilingual("交接单编号", "Slip no.") }
    public static var bundleID: Bilingual { Bilingual("包标识", "Bundle id") }
    public static var shortCode: Bilingual { Bilingual("短码", "Short code") }
    public static var digest: Bilingual { Bilingual("摘要", "Digest") }
    public static var mark: Bilingual { Bilingual("密级标志", "Mark") }
    public static var copies: Bilingual { Bilingual("份数", "Copies") }
    public static var media: Bilingual { Bilingual("介质", "Media") }
    public static var type: Bilingual { Bilingual("类型", "Type") }
    public static var serial: Bilingual { Bilingual("介质编号", "Serial no.") }
    public static var label: Bilingual { Bilingual("标签", "Label") }
    public static var volume: Bilingual { Bilingual("卷号", "Volume") }
    public static var sealNo: Bilingual { Bilingual("封签号", "Seal no.") }
    public static var delivered: Bilingual { Bilingual("移交", "Delivered") }
    public static var received: Bilingual { Bilingual("接收", "Received") }
    public static var unit: Bilingual { Bilingual("单位", "Unit") }
    public static var person: Bilingual { Bilingual("姓名", "Name") }
    public static var time: Bilingual { Bilingual("时间", "Time") }
    public static var signature: Bilingual { Bilingual("签字（盖章）", "Signature (seal)") }
    public static var condition: Bilingual {
      Bilingual("外观、封签是否完好", "Packing and seals")
    }
    public static var intact: Bilingual { Bilingual("完好", "intact") }
    public static var broken: Bilingual { Bilingual("破损", "broken") }
    public static var malwareScan: Bilingual { Bilingual("病毒查杀", "Malware scan") }
    public static var tool: Bilingual { Bilingual("工具", "tool") }
    public static var databaseDate: Bilingual { Bilingual("病毒库日期", "signatures of") }
    public static var clean: Bilingual { Bilingual("未发现", "nothing found") }
    public static var infected: Bilingual { Bilingual("发现病毒", "malware found") }
    public static var disposition: Bilingual { Bilingual("介质处理", "Disposition") }
    public static var archive: Bilingual { Bilingual("归档", "archived") }
    public static var giveBack: Bilingual { Bilingual("退回", "returned") }
    public static var destroy: Bilingual { Bilingual("销毁", "destroyed") }
    public static var date: Bilingual { Bilingual("日期", "date") }
    public static var by: Bilingual { Bilingual("经办人", "by") }
    public static var witness: Bilingual { Bilingual("监办人", "witness") }
    public static var note: Bilingual {
      Bilingual(
        "本单一式两份，交接双方各执一份。二维码含短码和摘要，接收时与封泥程序显示的核对。",
        "Made out in two copies, one for each side. The QR code holds short code and digest; on "
          + "receipt compare them with what fengni shows.")
    }
  }
}
