import BundleCore
import CMS
import Foundation
import Primitives
import Submission
import TestSupport
import Testing
import Workplace

/// Writes what the fuzz targets begin with; `Tools/fuzz` asks for it.
@Suite struct SeedTests {
  static let folder = ProcessInfo.processInfo.environment["FENGNI_SEEDS"]

  @Test(.enabled(if: folder != nil), arguments: Suite.allCases)
  func seeds(suite: Suite) throws {
    let folder = try #require(Self.folder)
    let world = try World.of(suite)
    func put(_ target: String, _ name: String, _ bytes: [UInt8]) throws {
      try Files.write(bytes, to: "\(folder)/\(target)/\(suite.rawValue)-\(name)")
    }
    let bundle = try world.bundle()
    let package = try MutationTests.package(bundle, world.opening)
    try put("EnvelopeReader", "der", bundle)
    try put("EnvelopeReader", "ber", world.bundle(form: .init(isStreamed: true)))
    try put("EnvelopeReader", "key", world.bundle(form: .init(byKeyIdentifier: true)))
    try put("PackageReader", "package", package)
    try put("PackageReader", "campaign", world.campaignBytes)
    try put("CampaignPackage", "package", world.campaignBytes)
    try put("CampaignPackage", "settings", Array(World.campaignJSON.utf8))
    try put("CampaignPackage", "units", Array(World.unitsJSON.utf8))
    try put("JSON", "settings", Array(World.campaignJSON.utf8))
    try put("Certificate", "root", world.root.certificate.der)
    try put("Certificate", "centre", world.centre.certificate.der)
    if let crl = world.campaign.anchors.crls.first { try put("Certificate", "crl", crl.der) }
    let request = try CertificateRequest.make(
      key: world.root.key, subject: DistinguishedName(commonName: "a"))
    try put("Certificate", "request", request.der)
    let statement = try world.signed(world.sealing.check(world.draft()))
    try put("SignedData", "statement", statement.bytes)
    try put("Opening", "package", [1] + package)
    try put("Opening", "manifest", [2] + Array(Self.manifest.utf8))
  }

  private static let manifest = """
    {"statement":"submission/1","id":"00000000-0000-4000-8000-000000000000",
    "campaign":{"id":"fuzz","version":1,"digest":"CAMPAIGN"},"suite":"nist","submission":"s",
    "kind":"initial","revision":1,
    "sender":{"id":"U1","name":"unit","division":"410100","class":"prefecture"},
    "created":"2012-08-20T00:00:00Z","producer":"fuzz","mark":"internal",
    "recipients":["RECIPIENT"],"padding":"none","documents":[],"extensions":{}}
    """
}
