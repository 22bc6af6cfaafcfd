public import BundleCore
public import CMS
import Messages
public import Submission

// Words for the values of the format; each switch is exhaustive, so that a new value does not
// compile without its words. Words of the centre's values stand in `CentreReports`.

extension Verdict {
  /// The verdict as reports show it (SPEC, 10).
  public var title: Bilingual {
    switch self {
    case .accepted: Bilingual("通过", "accepted")
    case .acceptedWithWarnings: Bilingual("通过（有提示）", "accepted with warnings")
    case .indeterminate: Bilingual("待定", "indeterminate")
    case .returned: Bilingual("退回补正", "returned for correction")
    case .refused: Bilingual("拒收", "refused")
    case .unreadable: Bilingual("无法读取", "unreadable")
    }
  }
}

extension Decision {
  /// What a centre decided: a verdict, or that a person has to look (SPEC, 15).
  public var title: Bilingual {
    switch self {
    case .accepted: Verdict.accepted.title
    case .acceptedWithWarnings: Verdict.acceptedWithWarnings.title
    case .indeterminate: Verdict.indeterminate.title
    case .conflict: Bilingual("存疑", "in conflict")
    case .returned: Verdict.returned.title
    case .refused: Verdict.refused.title
    case .unreadable: Verdict.unreadable.title
    }
  }
}

extension GateResult {
  /// How a gate came out, with the gate that stopped it.
  public var title: Bilingual {
    switch self {
    case .passed: Bilingual("通过", "passed")
    case .failed: Bilingual("未通过", "failed")
    case .undecided: Bilingual("待定", "undecided")
    case .notEvaluated(let because): Phrase.Verify.notEvaluated(because: because.title)
    }
  }

  /// One character for a terminal.
  public var sign: String {
    switch self {
    case .passed: "+"
    case .failed: "x"
    case .undecided: "?"
    case .notEvaluated: "-"
    }
  }

  /// The name in reports for programs (report.schema.json).
  public var name: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .undecided: "undecided"
    case .notEvaluated: "not-evaluated"
    }
  }
}

extension Capacity {
  /// In what quality somebody signs (SPEC, 1).
  public var title: Bilingual {
    switch self {
    case .preparer: Bilingual("经办人", "preparer")
    case .approver: Bilingual("负责人", "approver")
    case .seal: Bilingual("单位公章", "unit seal")
    case .receipt: Bilingual("回执", "receipt")
    }
  }
}

extension UnitClass {
  /// The class of a unit (单位类别).
  public var title: Bilingual {
    switch self {
    case .ministry: Bilingual("卫生部", "ministry of health")
    case .province: Bilingual("省卫生厅", "provincial health department")
    case .prefecture: Bilingual("省辖市卫生局", "prefectural health bureau")
    case .directCounty:
      Bilingual("省直管试点县（市）卫生局", "health bureau of a county directly under the province")
    case .provinceDirect:
      Bilingual("省直医疗卫生单位", "health unit directly under the province")
    case .county: Bilingual("县（市、区）卫生局", "county health bureau")
    case .institution: Bilingual("医疗卫生机构", "health institution")
    }
  }
}

extension RevisionKind {
  /// The kind of a submission (SPEC, 7).
  public var title: Bilingual {
    switch self {
    case .initial: Bilingual("首报", "first report")
    case .supplement: Bilingual("补报", "supplement")
    case .correction: Bilingual("更正", "correction")
    case .withdrawal: Bilingual("撤回", "withdrawal")
    }
  }
}

extension Mark {
  /// The confidentiality mark (密级标志; SPEC, 7).
  public var title: Bilingual {
    switch self {
    case .public: Bilingual("公开", "public")
    case .internal: Bilingual("内部", "internal")
    case .workSecret: Bilingual("工作秘密", "work secret")
    }
  }
}

extension Suite {
  /// The suite (SPEC, 3).
  public var title: Bilingual {
    switch self {
    case .sm: Bilingual("国密算法（SM2、SM3、SM4）", "Chinese algorithms (SM2, SM3, SM4)")
    case .nist:
      Bilingual(
        "国际算法（P-256、SHA-256、AES-256）", "international algorithms (P-256, SHA-256, AES-256)")
    }
  }
}
