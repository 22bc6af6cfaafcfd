import BundleCore
import JSONText
import Messages
import Testing

@testable import Workbook

@Suite struct RoundTripTests {
  @Test(arguments: Language.allCases)
  func whatIsWrittenComesBack(language: Language) throws {
    let layout = try Fixture.layout()
    let values = try Fixture.json(Fixture.values)
    let bytes = try WorkbookTemplate(layout, language: language).bytes(values: values)
    let (value, findings) = try Fixture.read(bytes)
    #expect(findings.isEmpty)
    #expect(value == values)
  }

  @Test func orderIsThatOfTheSchema() throws {
    let values = try Fixture.json(Fixture.values)
    let bytes = try WorkbookTemplate(Fixture.layout(), language: .zh).bytes(values: values)
    let value = try Fixture.read(bytes).value
    #expect(value.asObject?.names == ["header", "systems", "damage", "links"])
    #expect(
      value["header"]?.asObject?.names
        == ["year", "date", "sealed", "kind", "variant", "phone", "leader"])
  }

  @Test func emptyCellsAreAbsent() throws {
    let bytes = try WorkbookTemplate(Fixture.layout(), language: .zh).bytes()
    let (value, findings) = try Fixture.read(bytes)
    #expect(findings.isEmpty)
    #expect(value == (try Fixture.json(#"{"header":{},"systems":{},"damage":[]}"#)))
  }

  @Test func draftsWithWrongTypesBecomeFindings() throws {
    let draft = try Fixture.json(
      #"{"header":{"year":"二〇一二","date":"昨天","kind":"other","sealed":3}}"#)
    let bytes = try WorkbookTemplate(Fixture.layout(), language: .zh).bytes(values: draft)
    let (_, findings) = try Fixture.read(bytes)
    #expect(
      findings.map(\.code) == [.cellInvalid, .cellInvalid, .cellInvalid, .cellUnknownChoice])
    #expect(findings.first?.subject == "填报表!C5")
    #expect(findings.allSatisfy { $0.document == "表.xlsx" && $0.found == nil })
  }

  @Test func anotherFormIsRefused() throws {
    let other = try Fixture.layout(
      #"{"$id":"urn:x:1","title":"别","properties":{"a":{"title":"甲","type":"string"}}}"#)
    let bytes = try WorkbookTemplate(other, language: .zh).bytes()
    #expect(throws: FengniError(.workbookOtherForm)) { try Fixture.read(bytes) }
  }
}

@Suite struct LayoutTests {
  @Test func fieldsTablesAndNumbers() throws {
    let layout = try Fixture.layout()
    #expect(layout.fields.count == 18)
    #expect(layout.tables.map(\.pointer.text) == ["/links", "/links/-/faults"])
    #expect(layout.tables.last?.parent == 0)
    let leader = layout.fields.first { $0.pointer.text == "/header/leader/name" }
    #expect(leader?.number == "1.7.1")
    #expect(leader?.fullTitle == Bilingual("领导：姓名", "Leader: Name"))
    #expect(leader?.isRequired == false)
    #expect(layout.fields.first?.isRequired == true)
  }

  static let refused: [(name: String, schema: String, code: Code)] = [
    ("type array", #"{"a":{"type":["string","null"]}}"#, .workbookLayout),
    ("no type", #"{"a":{"title":"甲"}}"#, .workbookLayout),
    ("null", #"{"a":{"type":"null"}}"#, .workbookLayout),
    ("map", #"{"a":{"type":"object","additionalProperties":{}}}"#, .workbookLayout),
    ("array of arrays", #"{"a":{"items":{"items":{"type":"string"}}}}"#, .workbookLayout),
    ("tuple", #"{"a":{"prefixItems":[],"items":{"type":"string"}}}"#, .workbookLayout),
    ("numbers as choices", ##"{"a":{"enum":[1,2]}}"##, .workbookLayout),
    ("recursion", ##"{"a":{"type":"object","properties":{"b":{"$ref":"#"}}}}"##, .workbookLayout),
    ("self", ##"{"a":{"$ref":"#/properties/a"}}"##, .workbookLayout),
    ("unknown", ##"{"a":{"$ref":"urn:none:1#/x"}}"##, .schemaReferenceUnresolved),
    ("no place", ##"{"a":{"$ref":"#/$defs/none"}}"##, .schemaReferenceUnresolved),
  ]

  @Test(arguments: refused)
  func whatIsNoCellIsRefused(name: String, schema: String, code: Code) throws {
    #expect(throws: FengniError(code)) {
      try Fixture.layout(#"{"$id":"urn:x:1","properties":\#(schema)}"#)
    }
  }
}
