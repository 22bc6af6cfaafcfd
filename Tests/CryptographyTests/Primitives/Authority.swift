import BundleCore
import Primitives

let day: Int64 = 86_400
/// The moment of most tests: 2026-06-01T00:00:00Z.
let today = Timestamp(secondsSince1970: 1_780_272_000)

extension Timestamp {
  static func days(_ count: Int64) -> Timestamp { today.adding(seconds: count * day) }
}

/// A CA for a test: a root, an intermediate, and whatever they issue.
struct Authority {
  let algorithm: KeyAlgorithm
  let rootKey: PrivateKey
  let root: Certificate
  let middleKey: PrivateKey
  let middle: Certificate

  init(_ algorithm: KeyAlgorithm) throws(FengniError) {
    self.algorithm = algorithm
    rootKey = try .generate(algorithm)
    root = try CertificateAuthority.selfSigned(
      key: rootKey, subject: .init(commonName: "根证书", organization: "测试中心"),
      validity: .days(-1000)..<(.days(1000)), serial: [1])
    middleKey = try .generate(algorithm)
    middle = try CertificateAuthority.issue(
      request: .make(key: middleKey, subject: .init(commonName: "Intermediate CA")),
      profile: .rootCA, validity: .days(-500)..<(.days(500)), serial: [2], issuer: root,
      issuerKey: rootKey)
  }

  /// A leaf of the intermediate.
  func leaf(
    _ name: String = "单位", profile: CertificateProfile = .signing, serial: [UInt8] = [0x10],
    validity: Range<Timestamp> = .days(-100)..<(.days(100))
  ) throws(FengniError) -> (key: PrivateKey, certificate: Certificate) {
    let key = try PrivateKey.generate(algorithm)
    let subject = DistinguishedName(
      commonName: name, organization: "某某大学", organizationalUnit: "科技处",
      organizationIdentifier: "4200000001")
    let certificate = try CertificateAuthority.issue(
      request: .make(key: key, subject: subject), profile: profile, validity: validity,
      serial: serial, issuer: middle, issuerKey: middleKey)
    return (key, certificate)
  }

  func rootCRL(
    _ revoked: [(serial: [UInt8], at: Timestamp)] = [], at: Int64 = -10, next: Int64 = 20,
    number: Int = 1
  ) throws(FengniError) -> CertificateRevocationList {
    try CertificateAuthority.issueCRL(
      issuer: root, issuerKey: rootKey, thisUpdate: .days(at), nextUpdate: .days(next),
      number: number, revoked: revoked)
  }

  func middleCRL(
    _ revoked: [(serial: [UInt8], at: Timestamp)] = [], at: Int64 = -10, next: Int64 = 20,
    number: Int = 1
  ) throws(FengniError) -> CertificateRevocationList {
    try CertificateAuthority.issueCRL(
      issuer: middle, issuerKey: middleKey, thisUpdate: .days(at), nextUpdate: .days(next),
      number: number, revoked: revoked)
  }

  func anchors(_ crls: [CertificateRevocationList] = []) throws(FengniError) -> TrustAnchors {
    try TrustAnchors(anchors: [root], intermediates: [middle], crls: crls)
  }
}

extension ChainVerdict {
  var chain: [Certificate]? {
    if case .valid(let chain) = self { chain } else { nil }
  }

  var code: Code? {
    if case .invalid(let error) = self { error.code } else { nil }
  }
}
