import BundleCore
import CMS
import Foundation
import Primitives
import Submission
import TestSupport
import Workplace

extension World {
  /// The same campaign with other recipients.
  func campaign(recipients: [Certificate]) throws -> CampaignPackage {
    let source = folder + "/campaign-" + UUID().uuidString
    let manager = FileManager.default
    try manager.copyItem(atPath: folder + "/campaign", toPath: source)
    try manager.removeItem(atPath: source + "/recipients")
    for (i, certificate) in recipients.enumerated() {
      try Files.write(certificate.der, to: source + "/recipients/\(i).cer")
    }
    let sink = MemorySink()
    try CampaignSource(path: source, suite: suite).publish(
      into: sink, key: publisher.key, certificate: publisher.certificate, suite: suite,
      issued: Self.time("2012-07-20T00:00:00Z"), expires: Self.time("2013-01-01T00:00:00Z"),
      producer: "test")
    return try CampaignPackage(bytes: sink.bytes)
  }

  /// A bundle under another campaign than the world's.
  func bundle(under campaign: CampaignPackage, form: Sealing.Form = .init()) throws -> [UInt8] {
    let sealing = Sealing(campaign: campaign, time: Self.signingTime, producer: "test 1")
    let checked = try sealing.check(draft())
    var statement: SignedStatement?
    for (capacity, person) in signers {
      statement = try sealing.sign(
        checked.manifest, adding: statement, key: person.key, certificate: person.certificate,
        capacity: capacity)
    }
    let sink = MemorySink()
    guard let statement else { return [] }
    _ = try sealing.seal(statement, checked.documents, into: sink, form: form)
    return sink.bytes
  }

  /// An encryption certificate for a key of any kind.
  func encryptionCertificate(_ name: String, _ algorithm: KeyAlgorithm) throws -> Person {
    let key = try PrivateKey.generate(algorithm)
    let request = try CertificateRequest.make(
      key: key, subject: DistinguishedName(commonName: name))
    let certificate = try CertificateAuthority.issue(
      request: request, profile: .encryption, validity: Self.validity, serial: [0x55],
      issuer: root.certificate, issuerKey: root.key)
    return Person(key: key, certificate: certificate)
  }
}
