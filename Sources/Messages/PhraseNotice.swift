public import BundleCore

// What the commands say about notices and the replies to them.

extension Phrase {
  /// `fengni notice`, `fengni centre status --notices`
  public enum Notice {
    /// It is sealed and on the record.
    public static func issued(
      number: String, kind: Bilingual, unit: String, findings: Int
    ) -> Bilingual {
      Bilingual(
        "已签发\(kind.zh)\(number)，收件单位：\(unit)，问题 \(findings) 个；已记入台账。",
        "Issued \(kind.en) \(number) to \(unit), with \(counted(findings, "finding")); it is in the ledger."
      )
    }

    /// The very same was issued before.
    public static func issuedBefore(number: String) -> Bilingual {
      Bilingual(
        "\(number)此前已签发，内容相同；重新写出同一份，台账不变。",
        "\(number) was issued before with the same contents; the same bundle is written out again.")
    }

    /// What the unit does with it.
    public static var sendNext: Bilingual {
      Bilingual(
        "把文件送交收件单位；单位用自己的密钥以“fengni verify”“fengni open”校验、打开，并以整改情况表回复。",
        """
        Send the file to the unit, which verifies and opens it with its own keys ('fengni \
        verify', 'fengni open') and replies with a rectification record.
        """)
    }

    /// The headline of the list.
    public static func asOf(time: String) -> Bilingual {
      Bilingual("通知书回复情况，截至 \(time)", "Notices and replies as of \(time)")
    }

    /// Counts of notices.
    public static func counts(open: Int, answered: Int, overdue: Int) -> Bilingual {
      Bilingual(
        "待回复 \(open) 份，已回复 \(answered) 份，逾期 \(overdue) 份。",
        "\(open) open, \(answered) answered, \(overdue) overdue.")
    }

    /// None was issued.
    public static var none: Bilingual {
      Bilingual("还没有签发过通知书。", "No notice was issued yet.")
    }

    /// Columns.
    public static var number: Bilingual { Bilingual("文号", "Number") }
    public static var unit: Bilingual { Bilingual("单位", "Unit") }
    public static var state: Bilingual { Bilingual("状态", "State") }
    public static var due: Bilingual { Bilingual("期限", "Due") }
    public static var answered: Bilingual { Bilingual("已回复", "Answered") }
    public static var done: Bilingual { Bilingual("已整改", "Mended") }
    public static var open: Bilingual { Bilingual("未回复的问题", "Open findings") }
    /// Beside a state: an answer came after it was due.
    public static var late: Bilingual { Bilingual("（逾期回复）", " (late)") }
  }
}
