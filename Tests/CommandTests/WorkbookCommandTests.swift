import BundleCore
import Foundation
import TestSupport
import Testing

/// A form on its way through a workbook, typed by somebody who also has the form already.
@Suite struct WorkbookCommandTests {
  private static let schema = """
    { "$id": "urn:x:list:1", "title": "List", "type": "object", "required": ["unit", "items"],
      "properties": { "unit": { "title": "Unit", "type": "string", "minLength": 3 },
        "items": { "title": "Items", "type": "array", "minItems": 2, "items": { "type": "object",
          "required": ["id"], "properties": { "id": { "title": "Id", "type": "string" },
            "level": { "title": "Level", "type": "string", "maxLength": 9, "pattern": "^[a-z]+$" }
      } } } } }
    """
  private static let filled = """
    {"unit": "Clinic", "items": [{"id": "A", "level": "low"}, {"id": "B", "level": "9"}]}
    """

  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write("list.schema.json", Self.schema)
    try scratch.write("filled.json", Self.filled)
    try template("full.xlsx", ["--values", scratch("filled.json")])
    try template("blank.xlsx", [])
  }

  private func template(_ name: String, _ more: [String]) throws {
    let run = try run(
      ["form", "template", scratch("list.schema.json"), "-o", scratch(name)] + more)
    #expect(run.status == 0, "\(run.all)")
  }

  private func run(_ arguments: [String]) throws -> ProgramRun {
    try Tool.run(arguments + ["--lang", "en"])
  }

  private func bring(_ workbook: String, _ more: [String] = []) throws -> ProgramRun {
    try run(
      ["form", "import", scratch(workbook), "--schema", scratch("list.schema.json")]
        + ["-o", scratch("out.json")] + more)
  }

  @Test func theFormBeforeIsKeptWhenABlankWorkbookReplacesIt() throws {
    #expect(try bring("full.xlsx").status == 0)
    let before = try scratch.read("out.json")
    let refused = try bring("blank.xlsx")
    refused.expect(73, .outputExists, on: .errors, in: .en)
    #expect(try scratch.read("out.json") == before)
    let forced = try bring("blank.xlsx", ["--force"])
    #expect(forced.status == 0)
    #expect(forced.messages.contains("5 items of the form before would be gone: 1 Unit"))
    #expect(try scratch.read("out.before-1.json") == before)
    #expect(try scratch.read("out.json") != before)
    // The next one gets a name of its own.
    #expect(try bring("full.xlsx", ["--force"]).status == 0)
    #expect(try bring("blank.xlsx", ["--force"]).status == 0)
    #expect(try scratch.read("out.before-2.json") == before)
  }

  @Test func nothingIsKeptWhereNothingGoes() throws {
    #expect(try bring("full.xlsx").status == 0)
    #expect(try bring("full.xlsx", ["--force"]).status == 0)
    #expect(!scratch.exists("out.before-1.json"))
  }

  @Test func findingsNameTheCell() throws {
    #expect(try bring("full.xlsx").status == 0)
    let check = ["form", "check", scratch("list.schema.json"), scratch("out.json")]
    let plain = try run(check)
    #expect(plain.text.contains("/items/1/level"), "\(plain.all)")
    let located = try run(check + ["--workbook", scratch("full.xlsx")])
    #expect(located.status == 1)
    #expect(located.text.contains("Items!C5"), "\(located.all)")
    #expect(!located.text.contains("/items/1/level"))
  }

  @Test func aWorkbookThatSaysSomethingElseIsNamed() throws {
    #expect(try bring("full.xlsx").status == 0)
    let check = try run(
      ["form", "check", scratch("list.schema.json"), scratch("out.json")]
        + ["--workbook", scratch("blank.xlsx")])
    check.expect(1, .workbookDiffers, on: .output, in: .en)
    #expect(check.text.contains("1 Unit"))
    #expect(!check.text.contains("Clinic"))
  }
}
