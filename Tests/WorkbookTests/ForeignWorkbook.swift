/// Workbooks as other programs write them: parts by hand in a ZIP archive without compression.
struct ForeignWorkbook {
  /// Name and the XML inside `<worksheet>`.
  var sheets: [(name: String, xml: String)] = []
  var strings = ""
  /// Number formats of the cell styles, each a built-in number or a code.
  var styles: [String] = []
  var is1904 = false
  /// Parts that go before or instead.
  var parts: [(name: String, bytes: [UInt8])] = []

  var bytes: [UInt8] {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    var all = parts
    func add(_ name: String, _ xml: String) {
      guard !all.contains(where: { $0.name == name }) else { return }
      all.append((name, Array(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).utf8)))
    }
    add(
      "_rels/.rels",
      "<Relationships xmlns=\"\(package)\"><Relationship Id=\"rId1\" "
        + "Type=\"\(relation)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")
    var book = ""
    var relations = ""
    for (index, sheet) in sheets.enumerated() {
      book += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"rId\(index + 1)\"/>"
      // openpyxl writes absolute targets, Excel relative ones.
      let folder = index % 2 == 0 ? "" : "/xl/"
      relations +=
        "<Relationship Id=\"rId\(index + 1)\" Type=\"\(relation)/worksheet\" "
        + "Target=\"\(folder)worksheets/sheet\(index + 1).xml\"/>"
      add(
        "xl/worksheets/sheet\(index + 1).xml",
        "<x:worksheet xmlns:x=\"\(main)\" xmlns=\"\(main)\">\(sheet.xml)</x:worksheet>")
    }
    add(
      "xl/workbook.xml",
      "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relation)\">"
        + "<workbookPr date1904=\"\(is1904 ? 1 : 0)\"/><sheets>\(book)</sheets></workbook>")
    for (id, name) in [("rId90", "sharedStrings"), ("rId91", "styles")] {
      relations +=
        "<Relationship Id=\"\(id)\" Type=\"\(relation)/\(name)\" Target=\"\(name).xml\"/>"
    }
    relations +=
      "<Relationship Id=\"rId92\" Type=\"\(relation)/externalLink\" TargetMode=\"External\" "
      + "Target=\"file:///etc/passwd\"/>"
    add("xl/_rels/workbook.xml.rels", "<Relationships>\(relations)</Relationships>")
    add("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(strings)</sst>")
    var formats = ""
    var cells = "<xf numFmtId=\"0\"/>"
    for (index, style) in styles.enumerated() {
      if let number = Int(style) {
        cells += "<xf numFmtId=\"\(number)\"/>"
      } else {
        formats += "<numFmt numFmtId=\"\(164 + index)\" formatCode=\"\(style)\"/>"
        cells += "<xf numFmtId=\"\(164 + index)\"/>"
      }
    }
    add(
      "xl/styles.xml",
      "<styleSheet xmlns=\"\(main)\"><numFmts>\(formats)</numFmts>"
        + "<cellXfs>\(cells)</cellXfs></styleSheet>")
    return StoredArchive.bytes(all)
  }
}

extension ForeignWorkbook {
  /// A main sheet with the heading row and these rows: number, label, and the XML of the cell.
  static func form(_ rows: [(String, String, String)]) -> String {
    func text(_ reference: String, _ text: String) -> String {
      "<c r=\"\(reference)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }
    var xml =
      "<sheetData><row r=\"1\">" + text("A1", "序号") + text("B1", "项目")
      + text("C1", "填写内容") + "</row>"
    for (index, row) in rows.enumerated() {
      let number = index + 2
      xml += "<row r=\"\(number)\">" + text("A\(number)", row.0) + text("B\(number)", row.1)
      xml += row.2.replacing("@", with: "C\(number)") + "</row>"
    }
    return xml + "</sheetData>"
  }
}

/// ZIP archives with stored entries.
enum StoredArchive {
  static func bytes(_ entries: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for entry in entries {
      let name = Array(entry.name.utf8)
      let header =
        little(20, 2) + little(0, 2) + little(0, 2) + little(0, 2) + little(0x21, 2)
        + little(Int(crc(entry.bytes)), 4) + little(entry.bytes.count, 4)
        + little(entry.bytes.count, 4) + little(name.count, 2) + little(0, 2)
      directory +=
        [0x50, 0x4B, 1, 2] + little(20, 2) + header + little(0, 2) + little(0, 2)
        + little(0, 2) + little(0, 4) + little(file.count, 4) + name
      file += [0x50, 0x4B, 3, 4] + header + name + entry.bytes
    }
    let start = file.count
    file += directory
    file += [0x50, 0x4B, 5, 6] + little(0, 4) + little(entries.count, 2)
    file += little(entries.count, 2) + little(directory.count, 4) + little(start, 4) + little(0, 2)
    return file
  }

  private static func little(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
    }
  }

  private static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
  }
}
