import BundleCore
import JSONText
import Messages
import Testing

@testable import Workbook

/// What programs write into a cell, and what becomes of it.
@Suite struct CellTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let type: String
    let xml: String
    let value: String?
    let code: Code?

    init(_ type: String, _ xml: String, _ value: String?, _ code: Code? = nil) {
      self.type = type
      self.xml = xml
      self.value = value
      self.code = code
    }

    var testDescription: String { "\(type) \(xml)" }
  }

  static func inline(_ text: String) -> String {
    "<c r=\"@\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
  }

  static func number(_ text: String, _ style: Int = 0) -> String {
    "<c r=\"@\" s=\"\(style)\"><v>\(text)</v></c>"
  }

  /// Styles: 1 built-in date, 2 a Chinese date, 3 percent, 4 text, 5 time, 6 colour with d, 7 zeros
  /// in front, 8 letters in front, 9 month and day, 10 percent with two places, 11 commas, 12 nothing
  /// at all, 13 a unit, 14 thousands left out, 15 times ten thousand in words, 16 an exponent, 17 two
  /// places, 18 zeros hidden, 19 elapsed hours, 20 a fraction, 21 an exponent with two places.
  static let styles = [
    "14", "[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "0.0%", "@", "h:mm:ss",
    "[Red]0.00;General", "[Black]000000000000", "&quot;PDY&quot;000000",
    "m&quot;月&quot;d&quot;日&quot;",
    "0.00%", "#,##0", ";;;", "0&quot;台&quot;", "0,", "0&quot;万&quot;", "0.0E+00", "0.00",
    "0;-0;;@", "[h]:mm", "# ?/?", "0.00E+00",
  ]

  static let cases: [Case] = [
    Case("integer", number("12"), "12"),
    Case("integer", number("1.2E1"), "12"),
    Case("integer", number("12.000000000000002"), "12"),
    Case("integer", number("12.5"), nil, .cellInvalid),
    Case("integer", number("-1"), nil, .cellInvalid),
    Case("integer", inline("１２"), "12"),
    Case("integer", inline(" 1,234 "), "1234"),
    Case("integer", inline("１，２３４"), "1234"),
    Case("integer", inline("1,23"), nil, .cellInvalid),
    Case("integer", inline("12台"), nil, .cellInvalid),
    Case("integer", inline("0x10"), nil, .cellInvalid),
    Case("integer", inline("1e3"), nil, .cellInvalid),
    Case("integer", inline("nan"), nil, .cellInvalid),
    Case("integer", inline(""), nil),
    Case("integer", inline("　"), nil),
    Case("integer", "<c r=\"@\" t=\"b\"><v>1</v></c>", nil, .cellInvalid),
    Case("integer", "<c r=\"@\" t=\"e\"><f>A1</f><v>#REF!</v></c>", nil, .cellInvalid),
    Case("integer", "<c r=\"@\"><f>SUM(A1:A2)</f><v>7</v></c>", "7"),
    Case("integer", "<c r=\"@\" t=\"str\"><f>\"7\"</f><v>7</v></c>", "7"),
    Case("integer", "<c r=\"@\"><f>SUM(A1:A2)</f></c>", nil, .cellInvalid),
    Case("integer", number("41141", 1), nil, .cellInvalid),
    Case("integer", number("9999999999"), nil, .cellInvalid),
    Case("number", number("0.30000000000000004"), "0.3"),
    Case("number", number("83.330000000000013"), "83.33"),
    Case("number", number("83.333"), nil, .cellInvalid),
    // The format shows one place: 83.3%.
    Case("number", number("0.8333", 3), "83.3"),
    Case("number", number("0.83333333", 10), "83.33"),
    Case("number", inline("83.33%"), "83.33"),
    Case("number", inline("８３．３３％"), "83.33"),
    Case("number", number("100.5"), nil, .cellInvalid),
    Case("date", number("41141", 1), "\"2012-08-20\""),
    Case("date", number("41141", 2), "\"2012-08-20\""),
    Case("date", number("41141.75", 1), "\"2012-08-20\""),
    Case("date", number("41141"), "\"2012-08-20\""),
    Case("date", number("2012"), nil, .cellInvalid),
    Case("date", number("60", 1), nil, .cellInvalid),
    Case("date", number("61", 1), "\"1900-03-01\""),
    Case("date", number("1", 1), "\"1900-01-01\""),
    Case("date", number("0.5", 5), nil, .cellInvalid),
    Case("date", number("20120820"), "\"2012-08-20\""),
    Case("date", inline("2012-08-20"), "\"2012-08-20\""),
    Case("date", inline("2012/8/20"), "\"2012-08-20\""),
    Case("date", inline("2012.8.20 "), "\"2012-08-20\""),
    Case("date", inline("2012年8月20日"), "\"2012-08-20\""),
    Case("date", inline("2012 年 8 月 20 日"), "\"2012-08-20\""),
    Case("date", inline("２０１２年８月２０号"), "\"2012-08-20\""),
    Case("date", inline("2012-08-20 09:30:00"), "\"2012-08-20\""),
    Case("date", inline("20120820"), "\"2012-08-20\""),
    Case("date", inline("12-8-20"), nil, .cellInvalid),
    Case("date", inline("2012-02-30"), nil, .cellInvalid),
    Case("date", inline("2012-8/20"), nil, .cellInvalid),
    Case("date", inline("2012年8月20日前"), nil, .cellInvalid),
    Case("date", inline("2012年8月20日 9时"), "\"2012-08-20\""),
    Case("date", inline("2012 08 20"), nil, .cellInvalid),
    Case("date", "<c r=\"@\" t=\"d\"><v>2012-08-20T00:00:00</v></c>", "\"2012-08-20\""),
    Case("boolean", inline("是"), "true"),
    Case("boolean", inline("否 "), "false"),
    Case("boolean", inline("No"), "false"),
    Case("boolean", "<c r=\"@\" t=\"b\"><v>0</v></c>", "false"),
    Case("boolean", number("1"), "true"),
    Case("boolean", inline("也许"), nil, .cellInvalid),
    Case("choice", inline("中国联通"), "\"unicom\""),
    Case("choice", inline(" china unicom "), "\"unicom\""),
    Case("choice", inline("unicom"), "\"unicom\""),
    Case("choice", inline("联通公司"), nil, .cellUnknownChoice),
    Case("text", number("37165900000"), "\"37165900000\""),
    Case("text", number("0.5"), "\"0.5\""),
    Case("text", number("410101199001011230"), nil, .cellInvalid),
    Case("text", number("41141", 1), "\"2012-08-20\""),
    Case("text", "<c r=\"@\" t=\"s\"><v>0</v></c>", "\"张三\""),
    Case("text", "<c r=\"@\" t=\"s\"><v>1</v></c>", "\"门诊系统\""),
    Case("text", inline("a_x000D_\nb_x005F_x0041_"), "\"a\\nb_x0041_\""),
    Case("text", inline("一二三四五六七八九十一二三四五六七八九十一"), nil, .cellInvalid),
    Case(
      "text", "<c r=\"@\" t=\"inlineStr\"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>", "\"甲乙\""),
    Case("list", inline("甲\n\n 乙 \n"), "[\"甲\",\"乙\"]"),
    Case("number", number("1", 6), "1"),
    // What is seen is what is taken, or it is a fault.
    Case("text", number("37112345678", 7), "\"037112345678\""),
    Case("text", number("28", 8), nil, .cellInvalid),
    Case("text", number("40910", 9), nil, .cellInvalid),
    Case("text", number("0.604166666666667", 5), nil, .cellInvalid),
    Case("text", number("1.5", 19), nil, .cellInvalid),
    Case("text", number("1234", 11), nil, .cellInvalid),
    Case("text", number("0.5", 17), "\"0.50\""),
    Case("text", number("0.5", 20), nil, .cellInvalid),
    Case("text", number("371123456789"), nil, .cellInvalid),
    Case("text", number("371123456789", 4), "\"371123456789\""),
    Case("text", number("0.00001"), nil, .cellInvalid),
    Case("text", number("5", 12), nil, .cellInvalid),
    Case("text", "<c r=\"@\" s=\"12\" t=\"inlineStr\"><is><t>甲</t></is></c>", nil, .cellInvalid),
    Case("date", number("41141", 9), nil, .cellInvalid),
    Case("date", number("41141.5", 5), nil, .cellInvalid),
    Case("integer", number("5", 12), nil, .cellInvalid),
    Case("integer", number("12", 13), "12"),
    Case("integer", number("12000", 14), nil, .cellInvalid),
    Case("integer", number("12", 15), nil, .cellInvalid),
    Case("integer", number("12345", 16), nil, .cellInvalid),
    Case("integer", number("12000", 16), "12000"),
    Case("integer", number("123", 21), "123"),
    Case("integer", number("12345", 11), "12345"),
    Case("integer", number("0", 18), nil, .cellInvalid),
    Case("integer", number("3", 18), "3"),
    Case("integer", number("0.5", 19), nil, .cellInvalid),
    Case("number", number("83.333", 17), "83.33"),
    Case("number", number("12.5", 20), nil, .cellInvalid),
    // Two values in one cell are never one.
    Case("integer", inline("12\n3"), nil, .cellInvalid),
    Case("integer", inline("12 3"), nil, .cellInvalid),
    Case("integer", inline("12　3"), nil, .cellInvalid),
    Case("integer", inline("1, 234"), nil, .cellInvalid),
    Case("number", inline("8 3.3"), nil, .cellInvalid),
    Case("number", inline("83.3 %"), "83.3"),
    Case("date", inline("2012-08-20 2012-09-01"), nil, .cellInvalid),
    Case("date", inline("2012-08-20\n2012-09-01"), nil, .cellInvalid),
    Case("date", inline("2012年8月20日30日"), nil, .cellInvalid),
    Case("date", inline("20120820 20120901"), nil, .cellInvalid),
    Case("date", inline("2012-08-20T09:30:00.000Z"), "\"2012-08-20\""),
    // Formulas without a value, and texts where numbers stand.
    Case("integer", "<c r=\"@\"><f>SUM(A1:A2)</f><v></v></c>", nil, .cellInvalid),
    Case("integer", "<c r=\"@\"><f>SUM(A1:A2)</f><v> </v></c>", nil, .cellInvalid),
    Case("text", "<c r=\"@\" t=\"inlineStr\"><v>甲</v></c>", "\"甲\""),
    Case("text", "<c r=\"@\"><is><t>乙</t></is></c>", "\"乙\""),
    Case("text", "<c r=\"@\" t=\"b\"><v>1</v></c>", nil, .cellInvalid),
  ]

  static let types = """
    { "integer": { "type": "integer", "minimum": 0, "maximum": 999999999 },
      "number": { "type": "number", "minimum": 0, "maximum": 100, "multipleOf": 0.01 },
      "date": { "type": "string", "format": "date" }, "boolean": { "type": "boolean" },
      "choice": { "enum": ["unicom", "telecom"], "x-labels": {
        "unicom": { "zh": "中国联通", "en": "China Unicom" },
        "telecom": { "zh": "中国电信", "en": "China Telecom" } } },
      "text": { "type": "string", "maxLength": 20 },
      "list": { "type": "array", "items": { "type": "string" } } }
    """

  static let strings = """
    <si><r><t xml:space="preserve">张</t></r><r><rPr/><t>三</t></r><rPh sb="0" eb="1"><t>zhang</t>\
    </rPh><phoneticPr fontId="1"/></si><si><t> 门诊系统 </t></si>
    """

  static func layout(_ type: String) throws -> FormLayout {
    let field = try Fixture.json(types)[type]
    return try FormLayout(
      FormSchemas(
        root: .object([
          ("$id", .string("urn:x:1")),
          ("properties", .object([("a", field ?? .null)])),
        ])))
  }

  @Test(arguments: cases) func aCell(_ example: Case) throws {
    var book = ForeignWorkbook(styles: Self.styles)
    book.sheets = [("表一", ForeignWorkbook.form([("1", "a", example.xml)]))]
    book.strings = Self.strings
    let (value, findings) = try WorkbookImport(Self.layout(example.type), language: .zh)
      .read(book.bytes, name: "a.xlsx")
    #expect(try value["a"] == example.value.map { try Fixture.json($0) })
    #expect(findings.map(\.code) == (example.code.map { [$0] } ?? []))
    if example.code != nil { #expect(findings.first?.subject == "表一!C2") }
  }

  @Test func daysFrom1904() throws {
    var book = ForeignWorkbook(styles: Self.styles, is1904: true)
    book.sheets = [("表一", ForeignWorkbook.form([("1", "a", Self.number("39679", 1))]))]
    let (value, _) = try WorkbookImport(Self.layout("date"), language: .zh)
      .read(book.bytes, name: "a.xlsx")
    #expect(value["a"]?.asString == "2012-08-20")
  }

  @Test func aTypoIsAnswered() throws {
    var book = ForeignWorkbook()
    book.sheets = [("表一", ForeignWorkbook.form([("1", "a", Self.inline("中国连通"))]))]
    let (_, findings) = try WorkbookImport(Self.layout("choice"), language: .zh)
      .read(book.bytes, name: "a.xlsx")
    #expect(findings.first?.expected == "是不是“中国联通”？")
    #expect(findings.first?.code == .cellUnknownChoice)
  }

  @Test func daysAndSerialsAgree() {
    for serial in 1...2_958_465 where serial != 60 && serial % 97 == 1 {
      #expect(CellDay(serial: serial, is1904: false)?.serial(is1904: false) == serial)
    }
    #expect(CellDay(serial: 2_958_465, is1904: false)?.text == "9999-12-31")
    #expect(CellDay(serial: 0, is1904: true)?.text == "1904-01-01")
    #expect(CellDay(serial: -1, is1904: true) == nil)
    #expect(CellDay(serial: 2_958_466, is1904: false) == nil)
  }

  @Test func severalChoicesInOneCell() throws {
    let damage = try Fixture.layout().fields.first { $0.pointer.text == "/damage" }
    guard case .choices(let choices)? = damage?.type else { throw FengniError(.workbookLayout) }
    let index = ChoiceIndex(choices)
    #expect(index.codes("公民、法人的权益、国家安全").codes == ["legal", "state"])
    #expect(index.codes("公民、法人的权益；社会秩序、公共利益\n国家安全").codes == ["legal", "social", "state"])
    #expect(index.codes("state, Rights of citizens, organisations").codes == ["state", "legal"])
    #expect(index.codes("国家安全、别的").unknown == "国家安全、别的")
  }
}
