import BundleCore
import JSONText
import Messages
import TestSupport
import Testing

@testable import Workbook

/// Files that nobody's program writes by accident.
@Suite struct HostileTests {
  static func read(
    _ book: ForeignWorkbook, _ limits: WorkbookLimits = WorkbookLimits()
  ) throws -> (value: JSONValue, findings: [Finding]) {
    try WorkbookImport(CellTests.layout("text"), language: .zh, limits: limits)
      .read(book.bytes, name: "a.xlsx")
  }

  static func book(_ cell: String) -> ForeignWorkbook {
    var book = ForeignWorkbook()
    book.sheets = [("表一", ForeignWorkbook.form([("1", "a", cell)]))]
    return book
  }

  static let cells: [(name: String, xml: String)] = [
    ("beyond the last column", "<c r=\"XFE1\"><v>1</v></c>"),
    ("beyond the last row", "<c r=\"A1048577\"><v>1</v></c>"),
    ("a huge reference", "<c r=\"A99999999999999999999\"><v>1</v></c>"),
    ("no reference", "<c r=\"!\"><v>1</v></c>"),
    ("twice", "<c r=\"@\"><v>1</v></c><c r=\"@\"><v>2</v></c>"),
    ("no such string", "<c r=\"@\" t=\"s\"><v>7</v></c>"),
    ("a negative string", "<c r=\"@\" t=\"s\"><v>-1</v></c>"),
    ("no number", "<c r=\"@\"><v>viele</v></c>"),
    ("infinity", "<c r=\"@\"><v>1e999</v></c>"),
    ("not a number", "<c r=\"@\"><v>nan</v></c>"),
    ("an unknown type", "<c r=\"@\" t=\"zip\"><v>1</v></c>"),
    ("no boolean", "<c r=\"@\" t=\"b\"><v>2</v></c>"),
    ("an unknown entity", "<c r=\"@\"><v>&nbsp;</v></c>"),
    ("not closed", "<c r=\"@\"><v>1</c>"),
    ("too long", CellTests.inline(String(repeating: "长", count: 50_000))),
    ("deep", String(repeating: "<a>", count: 70) + String(repeating: "</a>", count: 70)),
    ("row 0", "</row><row r=\"0\"><c r=\"@\"><v>1</v></c>"),
    ("row number", "</row><row r=\"-5\">"),
  ]

  @Test(arguments: cells) func refusedWithAPlace(name: String, xml: String) {
    #expect(throws: FengniError(.workbookUnreadable)) { try Self.read(Self.book(xml)) }
  }

  @Test func theLastCellAndOtherOrdersAreFine() throws {
    let xml = "<c r=\"XFD1048576\"><v>1</v></c><c r=\"@\"><v>5</v></c><c r=\"D1\"/>"
    #expect(try Self.read(Self.book(xml)).value["a"]?.asString == "5")
  }

  @Test func aDTDIsRefused() throws {
    var book = Self.book(CellTests.inline("&lol9;"))
    var lol = "<!ENTITY lol0 \"lol\">"
    for index in 1...9 {
      lol += "<!ENTITY lol\(index) \"" + String(repeating: "&lol\(index - 1);", count: 10) + "\">"
    }
    book.parts = [
      ("xl/sharedStrings.xml", Array("<!DOCTYPE sst [\(lol)]><sst><si>&lol9;</si></sst>".utf8))
    ]
    #expect(throws: FengniError(.workbookUnreadable)) { try Self.read(book) }
    book.parts = [
      (
        "xl/styles.xml",
        Array("<!DOCTYPE s [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><s>&x;</s>".utf8)
      )
    ]
    #expect(throws: FengniError(.workbookUnreadable)) { try Self.read(book) }
  }

  @Test func everyLimitHolds() throws {
    let good = Self.book(CellTests.inline("x"))
    #expect(try Self.read(good).value["a"]?.asString == "x")
    let narrow: [(inout WorkbookLimits) -> Void] = [
      { $0.file = 100 }, { $0.entries = 3 }, { $0.part = 100 }, { $0.inflated = 1000 },
      { $0.sheets = 0 }, { $0.rows = 1 }, { $0.cells = 3 }, { $0.elements = 5 }, { $0.depth = 2 },
      { $0.cellText = 0 },
    ]
    for change in narrow {
      var limits = WorkbookLimits()
      change(&limits)
      #expect(throws: FengniError(.workbookUnreadable)) { try Self.read(good, limits) }
    }
  }

  @Test func missingAndDoubleParts() throws {
    var book = Self.book("")
    book.parts = [("_rels/.rels", Array("<Relationships/>".utf8))]
    #expect(throws: FengniError(.workbookUnreadable)) { try Self.read(book) }
    book.parts = [("XL/Workbook.xml", []), ("xl/WORKBOOK.xml", [])]
    #expect(throws: FengniError(.workbookUnreadable)) { try Self.read(book) }
    let up =
      "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"../../../a\"/></Relationships>"
    book.parts = [("_rels/.rels", Array(up.utf8))]
    #expect(throws: FengniError(.workbookUnreadable)) { try Self.read(book) }
  }

  @Test func mergesOfWholeColumnsCostNothing() throws {
    var book = Self.book(CellTests.inline("x"))
    let merge = "<mergeCell ref=\"C2:C1048576\"/>"
    book.sheets[0].xml += "<mergeCells>\(String(repeating: merge, count: 10_000))</mergeCells>"
    #expect(try Self.read(book).value["a"]?.asString == "x")
  }

  static let containers: [(bytes: [UInt8], container: WorkbookContainer)] = [
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], .oldWorkbook),
    (
      [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
        + Array("EncryptedPackage".utf8).flatMap { [$0, 0 as UInt8] }, .encrypted
    ),
    (Array("序号,项目\n1,甲".utf8), .other), ([], .other),
    ([0x50, 0x4B, 3, 4, 0, 0], .archive),
  ]

  @Test(arguments: containers)
  func whatIsNoXLSX(bytes: [UInt8], container: WorkbookContainer) throws {
    #expect(WorkbookContainer(bytes) == container)
    #expect(throws: FengniError(.workbookUnreadable)) { try Fixture.read(bytes) }
  }

  /// Whatever changes in a file, the answer is a value, a finding or a code.
  @Test func mutationsNeverTrap() throws {
    let values = try Fixture.json(Fixture.values)
    let written = try WorkbookTemplate(Fixture.layout(), language: .zh).bytes(values: values)
    var book = Self.book(CellTests.inline("x"))
    book.strings = CellTests.strings
    let plain = book.bytes
    var random = Seeded(20_120_820)
    for round in 0..<600 {
      var bytes = round % 3 == 0 ? written : plain
      for _ in 0...random.below(4) {
        switch random.below(3) {
        case 0: bytes[random.below(bytes.count)] = UInt8(random.below(256))
        case 1: bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
        default:
          let start = random.below(bytes.count)
          bytes.removeSubrange(start..<min(bytes.count, start + random.below(6)))
        }
      }
      do throws(FengniError) {
        let layout = try round % 3 == 0 ? Self.fixture.get() : Self.text.get()
        let read = try WorkbookImport(layout, language: .zh).read(bytes, name: "a.xlsx")
        _ = try JSONWriter(.pretty).bytes(read.value)
      } catch {
        #expect(error.code.gate == .content)
      }
    }
  }

  private static let fixture = Result { () throws(FengniError) -> FormLayout in
    do { return try Fixture.layout() } catch { throw FengniError(.workbookLayout) }
  }
  private static let text = Result { () throws(FengniError) -> FormLayout in
    do { return try CellTests.layout("text") } catch { throw FengniError(.workbookLayout) }
  }
}
