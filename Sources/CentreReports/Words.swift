public import BundleCore
public import Centre

// Words for the centre's values; each switch is exhaustive.

extension UnitState {
  /// How far a unit is (`fengni centre status`).
  public var title: Bilingual {
    switch self {
    case .accepted: Bilingual("已报", "accepted")
    case .held: Bilingual("待裁定", "held")
    case .returned: Bilingual("已退回", "returned")
    case .missing: Bilingual("未报", "missing")
    }
  }
}

extension NoticeState {
  /// How far a unit is with a notice.
  public var title: Bilingual {
    switch self {
    case .open: Bilingual("待回复", "open")
    case .answered: Bilingual("已回复", "answered")
    case .overdue: Bilingual("逾期", "overdue")
    }
  }
}

/// The kind of a notice, as its form has it (notice.schema.json, `kind`).
public enum NoticeKind: String, Sendable, CaseIterable {
  /// 整改通知书
  case rectification
  /// 抽查情况反馈
  case spotCheckFeedback = "spot-check-feedback"

  public var title: Bilingual {
    switch self {
    case .rectification: Bilingual("整改通知书", "notice of rectification")
    case .spotCheckFeedback: Bilingual("抽查情况反馈", "feedback on a spot check")
    }
  }
}
