import BundleCore
import CMS
import Foundation
import Primitives
import StrictZIP
import Submission
import Workplace

/// A campaign of one unit with fixed keys, and the way from a manifest's JSON to a bundle.
///
/// In the JSON, CAMPAIGN stands for the digest of the campaign package and RECIPIENT for that of the
/// recipient's certificate.
struct Bench {
  nonisolated(unsafe) static let shared: Bench? = try? Bench()

  let opening: Opening
  private let signer: Signer
  private let centre: Certificate
  private let campaignDigest: Digest

  private static func time(_ text: String) -> Timestamp {
    Timestamp(rfc3339: text) ?? Timestamp(secondsSince1970: 0)
  }

  private static func key(_ hex: String) throws -> PrivateKey {
    try PrivateKey(pkcs8DER: Hex.decode(hex) ?? [])
  }

  init() throws {
    let validity = Self.time("2012-01-01T00:00:00Z")..<Self.time("2013-01-01T00:00:00Z")
    let (rootKey, signingKey, centreKey) = (
      try Self.key(Self.keys[0]), try Self.key(Self.keys[1]), try Self.key(Self.keys[2])
    )
    let root = try CertificateAuthority.selfSigned(
      key: rootKey, subject: DistinguishedName(commonName: "root"), validity: validity,
      serial: [1])
    func issue(
      _ name: String, _ key: PrivateKey, _ profile: CertificateProfile, _ serial: UInt8
    ) throws -> Certificate {
      try CertificateAuthority.issue(
        request: CertificateRequest.make(key: key, subject: DistinguishedName(commonName: name)),
        profile: profile, validity: validity, serial: [serial], issuer: root, issuerKey: rootKey)
    }
    let signing = try issue("unit", signingKey, .signing, 2)
    centre = try issue("centre", centreKey, .encryption, 3)
    let folder = NSTemporaryDirectory() + "/fengni-fuzz-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, bytes) in [
      ("campaign.json", Array(Self.campaign.utf8)), ("units.json", Array(Self.units.utf8)),
      ("anchors/a.cer", root.der), ("recipients/c.cer", centre.der),
      ("certificates/U1/sign.crt", signing.der),
    ] {
      let file = URL(fileURLWithPath: folder + "/" + name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    let sink = MemorySink()
    try CampaignSource(path: folder, suite: .nist).publish(
      into: sink, key: signingKey, certificate: signing, suite: .nist,
      issued: Self.time("2012-07-20T00:00:00Z"), expires: Self.time("2013-01-01T00:00:00Z"),
      producer: "fuzz")
    let campaign = try CampaignPackage(bytes: sink.bytes)
    campaignDigest = campaign.digest
    opening = Opening(
      campaign: campaign, keys: [try RecipientKey(certificate: centre, key: centreKey)],
      time: Self.time("2012-08-21T00:00:00Z"))
    signer = Signer(
      key: signingKey, certificate: signing, commitment: .proofOfOrigin,
      signingTime: Self.time("2012-08-20T00:00:00Z"))
  }

  /// A package that holds the manifest alone.
  func package(manifest json: [UInt8]) throws -> [UInt8] {
    let text = String(decoding: json, as: UTF8.self)
      .replacingOccurrences(of: "CAMPAIGN", with: campaignDigest.text)
      .replacingOccurrences(of: "RECIPIENT", with: centre.digest(.sha256).text)
    let statement = try SignedData.sign(
      Array(text.utf8), digest: .sha256, signers: [signer], certificates: [signer.certificate])
    let sink = MemorySink()
    let writer = PackageWriter(sink)
    for (name, bytes) in [
      ("mimetype", Array("application/vnd.fengni.package+zip".utf8)),
      ("META-INF/manifest.p7s", statement),
    ] {
      let measurer = Measurer(tryDeflate: false)
      bytes.withUnsafeBytes { measurer.update($0) }
      try writer.add(
        measurer.finish().header(name: EntryName(name)), body: MemorySource(bytes))
    }
    try writer.finish()
    return sink.bytes
  }

  func seal(_ package: [UInt8]) throws -> [UInt8] {
    let sink = MemorySink()
    let writer = try EnvelopeWriter(
      sink, suite: .nist, recipients: [centre], contentLength: UInt64(package.count))
    try writer.write(package)
    try writer.finish()
    return sink.bytes
  }

  /// P-256, PKCS#8: root, unit, centre. Of no use to anybody.
  private static let keys = [
    "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b02010104203c0c01dc"
      + "58a440f5ba0b481bd0d70ce726df25b7fa8a28e7a124ce14c3e2f80ca14403420004092d70d832a7"
      + "2384c47ecce5dcddf2c203d5335ce9467a4b4b3564fcf24c462eff0baf5a9e8c7eff7d17eee330bb"
      + "f8950cd2846a6bf3d8292f56567f2df269cf",
    "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b02010104208c0e37db"
      + "ba131b595ac10c9924e71f2a3efbfb2c0bb06d302d7cd12fdce2157ca144034200044c3dcd402e08"
      + "a1000206f4a247a0fdce26809fb66da09694e7c03649382f0cf3038d5c2f49fb6595c9b03c6ad8a0"
      + "f7aa3d2c1da9245128d7e45a9a875091be0b",
    "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420e8b09d77"
      + "1236454d8942458b09fecadc56fdb0ddacdf14fc0099cf75405e5c8da14403420004d27f9bc55004"
      + "7116e074d5a897464797c1e5596818bb63a6a6ceb95df557dfd933083b6289432788a31d31db8c6f"
      + "dd3bee4d95246503ccdb334544a8b552e24e",
  ]

  private static let units = """
    {"units": [{"id": "U1", "name": "unit", "division": "410100", "class": "prefecture"}]}
    """

  private static let campaign = """
    {"id": "fuzz", "version": 1, "title": {"zh": "a", "en": "a"},
     "issuer": {"id": "C", "name": {"zh": "a", "en": "a"}}, "timeZone": "Asia/Shanghai",
     "period": {"opens": "2012-07-20", "closes": "2012-12-31"}, "suites": ["nist"],
     "marks": ["internal"],
     "limits": {"documentBytes": 1048576, "bundleBytes": 1048576, "documents": 100},
     "revocation": {"required": false},
     "submissions": [{"submission": "s", "title": {"zh": "a", "en": "a"},
       "deadline": "2012-08-27", "senders": ["prefecture"], "signatures": ["seal"],
       "secrecyReview": false,
       "documents": [{"role": "r", "title": {"zh": "a", "en": "a"}, "required": false,
         "mediaTypes": ["application/json"]}]}]}
    """
}
