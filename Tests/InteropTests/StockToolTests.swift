import BundleCore
import CMS
import Foundation
import Primitives
import Submission
import TestSupport
import Testing
import Workplace

/// SPEC, 12: the `openssl` command, unzip and sha256sum on our bundles, and the other way round.
@Suite struct StockToolTests {
  private func folder(_ world: World, _ people: [String: World.Person]) throws -> Scratch {
    let folder = try Scratch()
    try folder.write("root.pem", world.root.certificate.pem)
    for (name, person) in people {
      try folder.write("\(name).pem", person.certificate.pem)
      try folder.write(
        "\(name).key",
        person.key.encryptedPKCS8PEM(passphrase: secret("secret"), iterations: 10_000))
    }
    return folder
  }

  private func decrypt(_ folder: Scratch, _ name: String) throws {
    try folder.require(
      """
      openssl cms -decrypt -inform DER -in bundle.fnb -inkey \(name).key -passin pass:secret \
      -recip \(name).pem -out package.zip
      """)
  }

  @Test(arguments: [false, true], [false, true])
  func stockToolsOpenOurs(streamed: Bool, byKeyIdentifier: Bool) throws {
    let world = try World.of(.nist)
    let folder = try folder(world, ["centre": world.centre, "escrow": world.escrow])
    try folder.write(
      "bundle.fnb",
      world.bundle(form: .init(isStreamed: streamed, byKeyIdentifier: byKeyIdentifier)))
    try folder.require("openssl asn1parse -inform DER -in bundle.fnb")
    for name in ["centre", "escrow"] { try decrypt(folder, name) }
    try folder.require("unzip -t package.zip")
    try folder.require("unzip -q package.zip -d package")
    let moment = World.signingTime.secondsSince1970
    try folder.require(
      """
      openssl cms -verify -inform DER -in package/META-INF/manifest.p7s -CAfile root.pem \
      -purpose any -attime \(moment) -binary -out manifest.json
      """)
    try folder.require("openssl asn1parse -inform DER -in package/META-INF/manifest.p7s")
    let manifest = try #require(
      JSONSerialization.jsonObject(with: Data(folder.read("manifest.json"))) as? [String: Any])
    let rows = try #require(manifest["documents"] as? [[String: Any]])
    #expect(rows.count == World.documents.count)
    for row in rows {
      let path = try #require(row["path"] as? String)
      let sum = try folder.require("sha256sum package/\(path)")
      #expect(row["digest"] as? String == "sha256:" + sum.prefix(64))
    }
  }

  @Test func asn1parseReadsSM() throws {
    let folder = try Scratch()
    for streamed in [false, true] {
      try folder.write("bundle.fnb", try World.of(.sm).bundle(form: .init(isStreamed: streamed)))
      try folder.require("openssl asn1parse -inform DER -in bundle.fnb")
    }
  }

  /// One way to call `openssl cms -encrypt`, and what the library says of the result.
  struct Call: Sendable, CustomTestStringConvertible {
    let recipients: [String]
    let options: String
    var code: Code?

    var testDescription: String { recipients.joined(separator: "+") + " " + options }

    static let sha256 = "-aes-256-gcm -keyopt ecdh_kdf_md:sha256"
    static let all = [
      Call(recipients: ["ec"], options: sha256),
      Call(recipients: ["ec"], options: "-aes-256-gcm"),
      Call(recipients: ["ec"], options: "-aes-256-gcm -keyopt ecdh_kdf_md:sha384"),
      Call(recipients: ["ec"], options: sha256 + " -stream"),
      Call(recipients: ["ec"], options: sha256 + " -keyid"),
      Call(recipients: ["ec", "other"], options: "-aes-256-gcm"),
      Call(recipients: ["p384"], options: "-aes-256-gcm"),
      Call(
        recipients: ["rsa"],
        options: "-aes-256-gcm -keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256"),
      Call(recipients: ["rsa"], options: "-aes-256-gcm", code: .envelopeKeyTransport),
      Call(
        recipients: ["rsa"], options: "-aes-256-gcm -keyopt rsa_padding_mode:oaep",
        code: .envelopeKeyTransport),
      Call(recipients: ["ec"], options: "-aes-256-cbc", code: .envelopeContentType),
      Call(recipients: ["ec"], options: "-aes-128-gcm", code: .envelopeKeyTransport),
    ]
  }

  /// The recipients of the calls; a P-384 and an RSA key beside the world's.
  private static let people = Result { () throws -> [String: World.Person] in
    let world = try World.of(.nist)
    return [
      "ec": world.centre, "other": world.escrow,
      "p384": try world.encryptionCertificate("P-384", .p384),
      "rsa": try world.encryptionCertificate("RSA", .rsa(bits: 2048)),
    ]
  }

  @Test(arguments: Call.all)
  func weOpenTheirs(_ call: Call) throws {
    let world = try World.of(.nist)
    let people = try Self.people.get()
    let used = try call.recipients.map { try #require(people[$0]) }
    let folder = try folder(world, people)
    let campaign = try world.campaign(recipients: used.map(\.certificate))
    try folder.write("bundle.fnb", world.bundle(under: campaign))
    try decrypt(folder, call.recipients[0])
    let words = call.options.split(separator: " ").map(String.init)
    let keyOptions = words.indices.filter {
      words[$0] == "-keyopt" || words[max(0, $0 - 1)] == "-keyopt"
    }
    let general = words.indices.filter { !keyOptions.contains($0) }.map { words[$0] }
    // Key options stand after the recipient that they are for.
    let recipients = call.recipients.flatMap {
      ["-recip", "\($0).pem"] + keyOptions.map { words[$0] }
    }
    _ = try folder.run(
      ["openssl", "cms", "-encrypt"] + general + [
        "-binary", "-outform", "DER", "-in", "package.zip",
      ]
        + ["-out", "theirs.fnb"] + recipients
    ).succeeded()
    for (name, person) in zip(call.recipients, used) {
      let opening = Opening(
        campaign: campaign,
        keys: [try RecipientKey(certificate: person.certificate, key: person.key)],
        time: World.receptionTime)
      let report = opening.verify(MemorySource(try folder.read("theirs.fnb")))
      #expect(report.findings.map(\.code) == (call.code.map { [$0] } ?? []), "\(name)")
    }
  }
}
