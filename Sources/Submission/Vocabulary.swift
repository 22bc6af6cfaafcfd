public import CMS

/// In what capacity somebody signs (SPEC, 1).
public enum Capacity: String, Sendable, Hashable, CaseIterable {
  /// 经办人
  case preparer
  /// 负责人
  case approver
  /// 单位公章
  case seal
  /// 回执
  case receipt

  var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The CAdES commitment type that says so (SPEC, 6.2).
  public var commitment: Commitment {
    switch self {
    case .preparer: .proofOfCreation
    case .approver: .proofOfApproval
    case .seal: .proofOfOrigin
    case .receipt: .proofOfReceipt
    }
  }

  /// The capacity that a commitment means.
  public init(_ commitment: Commitment) {
    switch commitment {
    case .proofOfCreation: self = .preparer
    case .proofOfApproval: self = .approver
    case .proofOfOrigin: self = .seal
    case .proofOfReceipt: self = .receipt
    }
  }
}

/// Confidentiality marks (密级标志). State secrets (秘密, 机密, 绝密) have other channels and do not
/// exist here.
public enum Mark: String, Sendable, Hashable, CaseIterable {
  /// 公开
  case `public`
  /// 内部
  case `internal`
  /// 工作秘密
  case workSecret = "work-secret"
}

/// What a bundle is to those before it (SPEC, 7).
public enum RevisionKind: String, Sendable, Hashable, CaseIterable {
  /// 首报
  case initial
  /// 补报: adds a part that was missing.
  case supplement
  /// 更正: replaces.
  case correction
  /// 撤回: takes back.
  case withdrawal
}

/// Classes of units (单位类别).
public enum UnitClass: String, Sendable, Hashable, CaseIterable {
  /// 卫生部
  case ministry
  /// 省卫生厅
  case province
  /// 省辖市卫生局
  case prefecture
  /// 省直管试点县（市）卫生局
  case directCounty = "direct-county"
  /// 省直医疗卫生单位
  case provinceDirect = "province-direct"
  /// 县（市、区）卫生局
  case county
  /// 医疗卫生机构
  case institution
}
