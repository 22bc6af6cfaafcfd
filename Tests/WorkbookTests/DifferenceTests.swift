import BundleCore
import JSONText
import TestSupport
import Testing

@testable import Workbook

/// What goes when one form replaces another, and which workbook was imported.
@Suite struct DifferenceTests {
  private func difference(_ old: String, _ new: String) throws -> FormDifference {
    try FormDifference(from: Fixture.json(old), to: Fixture.json(new), Fixture.layout())
  }

  @Test func whatIsLostChangedAndAdded() throws {
    let old = #"{"header":{"year":2012,"phone":"1"},"links":[{"count":1},{"count":2}]}"#
    let new = #"{"header":{"year":2013,"sealed":true},"links":[{"count":1}],"damage":[]}"#
    let difference = try difference(old, new)
    #expect(difference.lost.map(\.zh) == ["1.6 电话", "2 数量（第 2 项）"])
    #expect(difference.changed.map(\.zh) == ["1.1 年度"])
    #expect(difference.added.map(\.zh) == ["1.3 已盖章"])
  }

  @Test func whatIsEmptyIsNothing() throws {
    let old = #"{"header":{},"damage":[],"links":[],"systems":{"names":[]}}"#
    #expect(try difference(old, "{}").isEmpty)
    #expect(try difference(Fixture.values, Fixture.values).isEmpty)
    #expect(try !difference(Fixture.values, "{}").lost.isEmpty)
  }

  @Test func listsAreNamedByTheirField() throws {
    let difference = try difference(
      #"{"systems":{"names":["a","b"]}}"#, #"{"systems":{"names":["a"]}}"#)
    #expect(difference.lost.map(\.zh) == ["2.2 名称"])
  }

  @Test func whatNoFieldHoldsIsNamedByItsPath() throws {
    #expect(try difference(#"{"other":{"x":1}}"#, "{}").lost.map(\.zh) == ["/other/x"])
  }

  @Test func importsAreRemembered() throws {
    let scratch = try Scratch()
    var record = ImportRecord(workspace: scratch.path)
    #expect(record["a"] == nil)
    try record.note("a", workbook: "forms/a.xlsx", digest: "sha256:01")
    try record.note("b", workbook: "elsewhere/b.xlsx", digest: "sha256:02")
    let again = ImportRecord(workspace: scratch.path)
    #expect(again["a"]?.digest == "sha256:01")
    #expect(again["b"]?.workbook == "elsewhere/b.xlsx")
    // A record that can't be read is none.
    try scratch.write("forms/imports.json", "{")
    #expect(ImportRecord(workspace: scratch.path)["a"] == nil)
  }
}
