import BundleCore
import Disk
import Foundation
import TestSupport
import Testing

/// The commands of the centre, run as users run them, on one received tray.
struct Line: Sendable, CustomTestStringConvertible {
  let arguments: [String]
  var status: Int32 = 0
  /// What standard output or error must have.
  var contains: [String] = []

  var testDescription: String { arguments.joined(separator: " ") }
}

@Suite(.serialized) struct CommandLineTests {
  /// `CENTRE`, `FOLDER`, `HELD` and `BUNDLE` are replaced.
  static let lines = [
    Line(
      arguments: ["centre", "status", "--centre", "CENTRE"],
      contains: ["Prefecture", "Reports due", "410101", "missing", "Ledger of 62, root "]),
    Line(
      arguments: ["centre", "status", "--centre", "CENTRE", "--lang", "zh"],
      contains: ["地区", "催报名单", "未报", "完成率"]),
    Line(
      arguments: ["centre", "status", "--centre", "CENTRE", "--format", "json"],
      contains: ["\"expected\": 60", "\"accepted\": 54", "\"late\": 2", "\"missing\": 6"]),
    Line(
      arguments: ["centre", "status", "--centre", "CENTRE", "--format", "csv", "--due"],
      contains: ["unit,name,division", "U000000,第 0 卫生院,410101,410100,institution,report"]),
    Line(
      arguments: ["centre", "status", "--centre", "CENTRE", "--format", "html", "--lang", "zh"],
      contains: ["<!DOCTYPE html>", "<tr class=\"missing\">", "<td>未报</td>", "模拟检查：截至"]),
    Line(
      arguments: ["centre", "status", "--centre", "CENTRE", "--submission", "early"],
      contains: ["100.0 %", "Everybody has reported."]),
    Line(
      arguments: ["centre", "findings", "--centre", "CENTRE"],
      contains: ["FN209", "FN801", "2 bundles, 2 units"]),
    Line(
      arguments: [
        "centre", "findings", "--centre", "CENTRE", "--unit", "U000003", "--format", "json",
      ],
      contains: ["\"code\": \"FN801\""]),
    Line(
      arguments: ["centre", "export", "values", "--centre", "CENTRE", "-o", "-"],
      contains: ["$.rows[59].count", "U000006"]),
    Line(
      arguments: ["centre", "export", "forms", "--centre", "CENTRE", "-o", "-"], status: 64),
    Line(
      arguments: [
        "centre", "export", "forms", "--centre", "CENTRE", "-o", "-", "--format", "jsonl",
      ],
      contains: ["\"json\":{\"unit\":\"U000006\""]),
    Line(
      arguments: ["centre", "export", "other", "--centre", "CENTRE", "-o", "-"], status: 64,
      contains: ["deliveries"]),
    Line(
      arguments: ["centre", "ledger", "verify", "--centre", "CENTRE"],
      contains: ["every one of 62 entries and 62 originals"]),
    Line(
      arguments: ["centre", "ledger", "prove", "--centre", "CENTRE", "--index", "61"],
      contains: ["inclusion/1", "\"size\": 62"]),
    Line(
      arguments: ["centre", "ledger", "prove", "--centre", "CENTRE", "--index", "62"], status: 66,
      contains: ["FN950"]),
    Line(arguments: ["centre", "ledger", "prove", "--centre", "CENTRE"], status: 64),
    Line(
      arguments: ["centre", "resolve", "U0", "--centre", "CENTRE", "--accept", "--reason", "x"],
      status: 66, contains: ["FN950"]),
    Line(
      arguments: ["centre", "status", "--centre", "FOLDER/tray"], status: 65, contains: ["FN940"]),
    Line(arguments: ["centre", "status", "--centre", "FOLDER/none"], status: 66),
    Line(
      arguments: ["centre", "receive", "FOLDER/none", "--centre", "CENTRE"], status: 66,
      contains: ["FN101"]),
    Line(
      arguments: [
        "centre", "receive", "FOLDER/tray", "--centre", "CENTRE", "--received-at", "today",
      ],
      status: 64),
    Line(
      arguments: ["receipt", "show", "FOLDER/campaign.fnp"], status: 1, contains: ["FN301"]),
  ]

  private static let received = Result {
    let rehearsal = try Rehearsal.shared()
    return rehearsal.folder + "/undisturbed"
  }

  @Test(arguments: lines)
  func run(_ line: Line) throws {
    let centre = try Self.received.get()
    let folder = (centre as NSString).deletingLastPathComponent
    var arguments = line.arguments.map {
      $0.replacingOccurrences(of: "CENTRE", with: centre)
        .replacingOccurrences(of: "FOLDER", with: folder)
    }
    if !arguments.contains("--lang") { arguments += ["--lang", "en"] }
    arguments += ["--time", Rehearsal.moment]
    let outcome = try Tool.run(arguments)
    #expect(outcome.status == line.status, "\(outcome.all)")
    for text in line.contains { #expect(outcome.all.contains(text), "\(text): \(outcome.all)") }
  }

  /// The story's end: a unit verifies its receipt, offline, against its own copy.
  @Test func aUnitVerifiesItsReceipt() throws {
    let centre = try Self.received.get()
    let rehearsal = try Rehearsal.shared()
    let keys = try Tool.run([
      "keys", "show", "--dir", rehearsal.folder + "/keys-sm", "--lang", "en",
    ])
    let line = keys.text.split(separator: "\n").first { $0.hasPrefix("Fingerprint: ") }
    let campaign = [
      "--campaign", rehearsal.folder + "/campaign.fnp", "--fingerprint",
      String(line?.dropFirst("Fingerprint: ".count) ?? ""), "--time", Rehearsal.moment,
    ]
    let status = try Tool.run(
      ["centre", "export", "deliveries", "--centre", centre, "--format", "jsonl", "-o", "-"])
    let delivery = try #require(
      status.text.split(separator: "\n").first { $0.contains("\"unit\":\"U000006\"") })
    let code = try #require(delivery.firstMatch(of: /"short_code":"([0-9a-f]+)"/)).1
    let receipt = try #require(
      DirectoryTree.names(in: centre + "/receipts").first { $0.contains(code) })
    for (bundle, expected, text) in [
      ("U000006", 0, "回执有效"), ("U000007", 1, "FN341"),
    ] as [(String, Int32, String)] {
      let outcome = try Tool.run(
        ["receipt", "verify", centre + "/receipts/" + receipt, "--bundle"]
          + [rehearsal.folder + "/tray/\(bundle).fnb", "--lang", "zh"] + campaign)
      #expect(outcome.status == expected && outcome.all.contains(text), "\(outcome.all)")
    }
  }
}
