import Foundation
import TestSupport
import Testing

/// What the tool printed for the same inputs when the files under `Golden/expected` were written:
/// every format, both languages. A difference is meant, and says so in the changelog, or is a flaw.
///
/// `UPDATE_DOCUMENTS=1` writes the files anew.
@Suite struct GoldenTests {
  private static let folder = "Tests/CommandTests/Golden/"
  private static let fixture = Repository.path(folder + "fixture/")
  private static let fingerprint = "eca2 deb8 0681 da7c 600f 7876 ff0f 9cfb"

  /// A command with its name in the folder; the tool's own paths in it are of the repository.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: [String]
    let status: Int32
    var testDescription: String { name }
  }

  private static func verify(_ name: String, _ bundle: String, time: String, _ status: Int32)
    -> Case
  {
    Case(
      name: "verify-" + name,
      arguments: [
        "verify", bundle, "--campaign", fixture + "campaign.fnp", "--fingerprint", fingerprint,
        "--keys", fixture + "keys", "--time", time,
      ], status: status)
  }

  private static let formats: [(format: String, language: String)] = [
    ("text", "zh"), ("text", "en"), ("json", "en"), ("sarif", "zh"), ("sarif", "en"),
    ("html", "zh"), ("html", "en"),
  ]

  @Test func everyFormatIsAsItWas() throws {
    let scratch = try Scratch()
    // Git keeps no mode but execution, and a key file that others may read is refused.
    let keys = try scratch.copy(Self.fixture + "keys", as: "keys")
    for name in scratch.names(in: "keys") { chmod(keys + "/" + name, 0o600) }
    let passphrase = try scratch.copy(Self.fixture + "passphrase", as: "passphrase")
    chmod(passphrase, 0o600)
    let good = Self.fixture + "bundle.fnb"
    var octets = Array(try Data(contentsOf: URL(fileURLWithPath: good)))
    octets[20_000] = 0xff
    let damaged = try scratch.write("damaged.fnb", octets)
    let cases = [
      Self.verify("good", good, time: "2012-08-24T15:30:00+08:00", 0),
      Self.verify("late", good, time: "2012-09-03T09:00:00+08:00", 0),
      Self.verify("damaged", damaged, time: "2012-08-24T15:30:00+08:00", 1),
      Case(
        name: "form",
        arguments: [
          "form", "check", "Schemas/forms/secrecy-review.schema.json",
          Self.folder + "fixture/form.json",
        ], status: 1),
    ]
    for one in cases {
      for (format, language) in Self.formats {
        var arguments = one.arguments + ["--format", format, "--lang", language]
        if one.arguments[0] == "verify" {
          arguments += ["--passphrase-file", passphrase]
          arguments = arguments.map { $0 == Self.fixture + "keys" ? keys : $0 }
        }
        let run = try Tool.shell(
          "cd '\(Repository.root)' && \"$@\"", arguments,
          environment: ["FENGNI_HOME": scratch("home")])
        #expect(run.status == one.status, "\(one.name) \(format): \(run.errors)")
        let name =
          Self.folder + "expected/" + one.name + (format == "json" ? "" : "." + language) + "."
          + format
        if ProcessInfo.processInfo.environment["UPDATE_DOCUMENTS"] != nil {
          try Data(run.text.utf8).write(to: URL(fileURLWithPath: Repository.path(name)))
        }
        #expect(run.text == (try Repository.text(name)), "\(name)")
      }
    }
  }
}
