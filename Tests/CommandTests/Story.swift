import Foundation
import Glibc
import TestSupport

/// Keys, campaigns, workspaces and bundles of one small inspection, made once by the tool itself.
///
/// All of it happens in 2012. Names are ASCII, so that Chinese in an output is the tool's own.
final class Story: Sendable {
  static let founding = ["--time", "2012-07-20T09:00:00+08:00"]
  static let signing = ["--time", "2012-08-20T09:00:00+08:00"]
  static let received = ["--time", "2012-08-24T15:30:00+08:00"]
  static let passphrase = "tallow-candle-7731"
  static let wrongPassphrase = "beeswax-guess-9942"

  private static let made = Result { try Story() }
  static func shared() throws -> Story { try made.get() }

  let folder: String
  let fingerprint: String

  func path(_ name: String) -> String { folder + "/" + name }

  var secret: [String] { ["--passphrase-file", path("passphrase")] }
  /// The user's own settings, in which the campaign is trusted.
  var home: [String: String] { ["FENGNI_HOME": path("home")] }
  /// What `verify` and `open` need for bundles of the suite sm, but the CRL.
  var centreWithoutCRL: [String] {
    ["--campaign", path("main.fnp"), "--keys", path("keys/recipient")] + secret + Self.received
  }
  var centre: [String] { centreWithoutCRL + ["--crl", path("good.crl")] }

  private init() throws {
    folder = try Scratch.untilExit().path
    try FileManager.default.createDirectory(
      atPath: folder + "/keys", withIntermediateDirectories: true)
    let builder = StoryBuilder(folder: folder)
    try builder.makeKeys()
    fingerprint = try builder.publish()
    try builder.makeWorkspaces()
    try builder.seal()
  }
}

/// Makes the story, step by step.
struct StoryBuilder: Sendable {
  /// One page that says something: documents are looked into.
  static let pdf = """
    %PDF-1.4
    1 0 obj
    <</Type/Catalog/Pages 2 0 R>>
    endobj
    2 0 obj
    <</Type/Pages/Kids[3 0 R]/Count 1>>
    endobj
    3 0 obj
    <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>
    endobj
    4 0 obj
    <</Length 38>>stream
    BT /F 12 Tf 20 100 Td (A report) Tj ET
    endstream
    endobj
    5 0 obj
    <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>
    endobj
    xref
    0 6
    0000000000 65535 f 
    0000000009 00000 n 
    0000000054 00000 n 
    0000000105 00000 n 
    0000000216 00000 n 
    0000000301 00000 n 
    trailer
    <</Size 6/Root 1 0 R>>
    startxref
    364
    %%EOF

    """

  let folder: String

  private var environment: [String: String] { ["FENGNI_HOME": folder + "/home"] }
  private var secret: [String] { ["--passphrase-file", path("passphrase")] }

  func path(_ name: String) -> String { folder + "/" + name }

  @discardableResult
  func run(_ arguments: [String], environment more: [String: String] = [:]) throws -> ProgramRun {
    let outcome = try Tool.run(
      arguments + ["--lang", "en"], environment: environment.merging(more) { $1 })
    guard outcome.status == 0 else {
      throw TestFailure(description: "\(arguments) ended with \(outcome.status): \(outcome.all)")
    }
    return outcome
  }

  // MARK: Keys

  /// Directory, unit, suite.
  private static let people: [(String, String, String)] = [
    ("publisher", "PDY00001X", "sm"), ("recipient", "PDY00001X", "sm"),
    ("recipient-nist", "PDY00001X", "nist"), ("preparer", "PDY000028", "sm"),
    ("approver", "PDY000028", "sm"), ("seal", "PDY000028", "sm"),
    ("seal-nist", "PDY000028", "nist"),
  ]

  func makeKeys() throws {
    try Files.write(Story.passphrase + "\n", to: path("passphrase"))
    try Files.write(Story.wrongPassphrase + "\n", to: path("wrong-passphrase"))
    let authorities = ["sm", "nist"].map { suite in
      ["ca", "new", "--dir", path("ca-" + suite), "--name", "Root " + suite, "--suite", suite]
    }
    let keys = Self.people.map { name, unit, suite in
      [
        "keys", "new", "--dir", path("keys/" + name), "--id", unit, "--name", name, "--suite",
        suite,
      ]
    }
    try inParallel(authorities + keys) { try run($0 + secret + Story.founding) }
    let files =
      ["ca-sm/ca", "ca-nist/ca"]
      + Self.people.flatMap { ["keys/\($0.0)/signing", "keys/\($0.0)/encryption"] }
    try inParallel(files) { try Tool.cheapen(path($0 + ".key"), path("passphrase")) }

    for suite in ["sm", "nist"] {
      let names = Self.people.filter { $0.2 == suite && $0.0 != "publisher" }.map(\.0)
      let files = names.flatMap { name in
        ["signing", "encryption"].map { path("keys/\(name)/\($0).csr") }
      }
      try run(
        ["ca", "issue", "--dir", path("ca-" + suite), "--days", "100"] + files + secret
          + Story.founding)
    }
    try run(
      ["ca", "issue", "--dir", path("ca-sm"), "--profile", "centre"]
        + [path("keys/publisher/signing.csr")] + secret + Story.founding)
    for (name, _, _) in Self.people {
      let issued = ["signing", "encryption"].map { path("keys/\(name)/\($0).issued.crt") }
        .filter { FileManager.default.fileExists(atPath: $0) }
      try run(["keys", "install", "--dir", path("keys/" + name)] + issued)
    }
    try makeRevocationLists()
  }

  private func makeRevocationLists() throws {
    for (suite, list) in [("sm", "good"), ("nist", "good-nist")] {
      try run(
        ["ca", "crl", "--dir", path("ca-" + suite), "-o", path(list + ".crl"), "--days", "60"]
          + secret + Story.founding)
    }
    try FileManager.default.copyItem(atPath: path("ca-sm"), toPath: path("ca-later"))
    try run(
      ["ca", "revoke", "--dir", path("ca-later"), path("keys/seal/signing.crt")] + Story.founding)
    try run(
      ["ca", "crl", "--dir", path("ca-later"), "-o", path("revoked.crl"), "--days", "60"]
        + secret + Story.signing)
  }

  private func inParallel<Item: Sendable>(
    _ items: [Item], _ body: @Sendable @escaping (Item) throws -> Void
  ) throws {
    let failure = Shared<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: items.count) { i in
      do { try body(items[i]) } catch { failure.withLock { $0 = error } }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  // MARK: Campaigns

  /// Three packages: the campaign, its next version, another one; returns the fingerprint.
  func publish() throws -> String {
    let shown = try run(["keys", "show", "--dir", path("keys/publisher")]).text
    guard let line = shown.split(separator: "\n").first(where: { $0.hasPrefix("Fingerprint: ") })
    else { throw TestFailure(description: shown) }
    let fingerprint = String(line.dropFirst("Fingerprint: ".count))
    for (name, id, version) in [
      ("main", "test-2012", 1), ("next", "test-2012", 2), ("other", "other-2012", 1),
    ] {
      let source = path("campaign-" + name)
      try Files.write(
        CampaignText.settings(id: id, version: version), to: source + "/campaign.json")
      try Files.write(CampaignText.units, to: source + "/units.json")
      for (from, to) in [
        ("ca-sm/ca.crt", "anchors/sm.crt"), ("ca-nist/ca.crt", "anchors/nist.crt"),
        ("keys/recipient/encryption.crt", "recipients/sm.crt"),
        ("keys/recipient-nist/encryption.crt", "recipients/nist.crt"),
        ("keys/preparer/signing.crt", "certificates/PDY000028/preparer.crt"),
        ("keys/approver/signing.crt", "certificates/PDY000028/approver.crt"),
        ("keys/seal/signing.crt", "certificates/PDY000028/seal.crt"),
        ("keys/seal-nist/signing.crt", "certificates/PDY000028/seal-nist.crt"),
      ] {
        try Files.write(
          String(contentsOfFile: path(from), encoding: .utf8), to: source + "/" + to)
      }
      try run(
        [
          "campaign", "publish", source, "-o", path(name + ".fnp"), "--keys",
          path("keys/publisher"),
        ]
          + secret + Story.founding)
    }
    for (home, packages) in [("home", ["main", "other"]), ("home-next", ["next"])] {
      for package in packages {
        try run(
          ["campaign", "trust", path(package + ".fnp"), "--fingerprint", fingerprint],
          environment: ["FENGNI_HOME": path(home)])
      }
    }
    return fingerprint
  }

  // MARK: Workspaces and bundles

  func makeWorkspaces() throws {
    for (name, submission, suite) in [
      ("full", "self-inspection", "sm"), ("quick", "quick", "sm"), ("quick-nist", "quick", "nist"),
    ] {
      try run(
        ["report", "new", path(name), "--campaign", path("main.fnp"), "--sender", "PDY000028"]
          + ["--submission", submission, "--suite", suite] + Story.signing)
    }
    let report = path("full/report.json")
    let settings = try String(contentsOfFile: report, encoding: .utf8)
      .replacingOccurrences(of: "\"reviewer\": \"\"", with: "\"reviewer\": \"Li\"")
      .replacingOccurrences(of: "\"post\": \"\"", with: "\"post\": \"Office\"")
      .replacingOccurrences(of: "\"date\": \"\"", with: "\"date\": \"2012-08-19\"")
    try Files.write(settings, to: report)
    try Files.write(
      Self.pdf + String(repeating: "% self-inspection\n", count: 400),
      to: path("full/documents/self-inspection-report/report.pdf"))
    try Files.write(
      "{\"form\": \"inspection\", \"answers\": [1, 2, 3]}\n",
      to: path("full/documents/inspection-form/form.json"))
    for name in ["quick", "quick-nist"] {
      try Files.write("some evidence\n", to: path(name + "/documents/evidence/evidence.bin"))
    }
  }

  func seal() throws {
    try FileManager.default.copyItem(atPath: path("full"), toPath: path("signed"))
    for capacity in ["preparer", "approver", "seal"] {
      try run(
        ["sign", path("signed"), "--as", capacity, "--keys", path("keys/" + capacity)] + secret
          + Story.signing)
    }
    for (name, key) in [("quick", "seal"), ("quick-nist", "seal-nist")] {
      try run(
        ["sign", path(name), "--as", "seal", "--keys", path("keys/" + key)] + secret
          + Story.signing)
    }
    for name in ["signed", "quick", "quick-nist"] {
      try run(["seal", path(name), "-o", path(name + ".fnb")] + Story.signing)
    }
  }
}
