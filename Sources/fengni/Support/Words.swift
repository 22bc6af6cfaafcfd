import ArgumentParser
import BundleCore
import Custody

// Words for the values that only commands know; each switch is exhaustive.

extension KeyUse {
  /// What a key pair and its certificate are for (roster.schema.json, `use`).
  var title: Bilingual {
    switch self {
    case .signing: Bilingual("签名", "signing")
    case .encryption: Bilingual("加密", "encryption")
    }
  }
}

/// Why a certificate is revoked (RFC 5280, 5.3.1, `CRLReason` by its names).
enum RevocationReason: String, CaseIterable, ExpressibleByArgument {
  case unspecified, keyCompromise, cACompromise, affiliationChanged, superseded
  case cessationOfOperation, certificateHold, privilegeWithdrawn

  var title: Bilingual {
    switch self {
    case .unspecified: Bilingual("未说明", "unspecified")
    case .keyCompromise: Bilingual("私钥泄露", "key compromise")
    case .cACompromise: Bilingual("签发机构私钥泄露", "CA compromise")
    case .affiliationChanged: Bilingual("人员或隶属关系变动", "affiliation changed")
    case .superseded: Bilingual("证书已换发", "superseded")
    case .cessationOfOperation: Bilingual("停止使用", "cessation of operation")
    case .certificateHold: Bilingual("暂停使用", "on hold")
    case .privilegeWithdrawn: Bilingual("权限已撤销", "privilege withdrawn")
    }
  }
}
