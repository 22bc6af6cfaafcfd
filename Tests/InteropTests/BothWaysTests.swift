import BundleCore
import CMS
import Foundation
import Primitives
import Submission
import TestSupport
import Testing
import Workplace

/// What one implementation seals, the other opens; campaign and key files are the library's.
@Suite struct BothWaysTests {
  /// A form of a bundle and of its manifest.
  struct Form: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var isStreamed = false
    var byKeyIdentifier = false
    var isPadded = true

    static let all = [
      Form(testDescription: "DER"),
      Form(testDescription: "streamed", isStreamed: true),
      Form(testDescription: "by key identifier", byKeyIdentifier: true),
      Form(
        testDescription: "streamed, by key identifier, not padded", isStreamed: true,
        byKeyIdentifier: true, isPadded: false),
    ]
  }

  /// Campaign, fingerprint, keys and certificates as files.
  private func files(of world: World) throws -> Scratch {
    let folder = try Scratch()
    try folder.write("campaign.fnp", world.campaignBytes)
    let digest = world.campaign.publisherDigest.text.split(separator: ":")[1]
    try folder.write("fingerprint.txt", String(digest.prefix(32)))
    try folder.write("passphrase.txt", "两国交换 42\n")
    var people = ["centre": world.centre]
    for (capacity, person) in world.signers { people[capacity.rawValue] = person }
    for (name, person) in people {
      let pem = try person.key.encryptedPKCS8PEM(
        passphrase: secret("两国交换 42"), iterations: 10_000)
      try folder.write("\(name).key.pem", pem)
      try folder.write("\(name).cert.pem", person.certificate.pem)
    }
    return folder
  }

  private func common(_ time: Timestamp) -> [String] {
    [
      "--campaign", "campaign.fnp", "--fingerprint", "@fingerprint.txt", "--passphrase-file",
      "passphrase.txt", "--time", time.rfc3339,
    ]
  }

  @Test(arguments: Suite.allCases, Form.all)
  func secondOpensOurs(suite: Suite, form: Form) throws {
    let world = try World.of(suite)
    let folder = try files(of: world)
    var draft = try world.draft()
    draft.isPadded = form.isPadded
    let bundle = try world.bundle(
      draft, form: .init(isStreamed: form.isStreamed, byKeyIdentifier: form.byKeyIdentifier))
    try folder.write("bundle.fnb", bundle)
    let run = try folder.second(
      ["open", "bundle.fnb", "--key", "centre.key.pem", "--cert", "centre.cert.pem", "-o", "out"]
        + common(World.receptionTime))
    #expect(run.status == 0, "\(run.all)")
    #expect(run.all == "accepted\n")
    for (name, bytes) in World.documents { #expect(try folder.read("out/data/" + name) == bytes) }
  }

  @Test(arguments: Suite.allCases, [[], ["--stream", "--segment", "777"], ["--ski"]])
  func weOpenTheirs(suite: Suite, options: [String]) throws {
    let world = try World.of(suite)
    let folder = try files(of: world)
    for (name, bytes) in World.documents { try folder.write("in/data/" + name, bytes) }
    let rows = World.documents.keys.sorted().map {
      let (role, type) = ($0.split(separator: "/")[0], MediaType.ofName($0))
      return "{\"path\": \"data/\($0)\", \"role\": \"\(role)\", \"mediaType\": \"\(type)\"}"
    }
    try folder.write(
      "template.json",
      """
      {"id": "0b7c1f9e-2d3a-4c5b-8e6f-112233445566", "submission": "self-inspection",
       "kind": "initial", "revision": 1, "mark": "internal",
       "sender": {"id": "PDY000028", "name": "郑州市卫生局", "division": "410100",
                  "class": "prefecture"},
       "secrecyReview": {"reviewer": "某某", "post": "保密员", "date": "2012-08-19",
                         "conclusion": "不涉及国家秘密"},
       "documents": [\(rows.joined(separator: ","))]}
      """)
    let signers = ["preparer", "approver", "seal"].flatMap {
      ["--signer", "\($0):\($0).key.pem:\($0).cert.pem"]
    }
    _ = try folder.second(
      ["seal", "in", "--manifest", "template.json", "-o", "bundle.fnb"] + signers + options
        + common(World.signingTime)
    ).succeeded()
    let report = try world.opening.open(
      MemorySource(folder.read("bundle.fnb")), into: folder("out"))
    #expect(report.findings == [])
    #expect(report.isPublished)
    for (name, bytes) in World.documents { #expect(try folder.read("out/data/" + name) == bytes) }
  }
}
