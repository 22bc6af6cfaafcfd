import Foundation

/// Documents for tests, made octet by octet, so that every oddity can be had.
enum Samples {
  static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  static let sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  static let slides = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
  static let wordNamespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

  /// An archive with stored entries; `flags` are the general purpose bits of all.
  static func zip(_ entries: [(String, [UInt8])], flags: UInt16 = 0x800) -> [UInt8] {
    var body: [UInt8] = []
    var directory: [UInt8] = []
    for (name, bytes) in entries {
      let common =
        le16(20) + le16(Int(flags)) + le16(0) + le32(0x21_0000) + le32(crc(bytes))
        + le32(bytes.count) + le32(bytes.count) + le16(name.utf8.count) + le16(0)
      directory += [0x50, 0x4b, 1, 2] + le16(20) + common + le16(0) + le16(0) + le16(0)
      directory += le32(0) + le32(body.count) + Array(name.utf8)
      body += [0x50, 0x4b, 3, 4] + common + Array(name.utf8) + bytes
    }
    let end =
      [0x50, 0x4b, 5, 6] + le32(0) + le16(entries.count) + le16(entries.count)
      + le32(directory.count) + le32(body.count) + le16(0)
    return body + directory + end
  }

  static func le16(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
  }

  static func le32(_ value: Int) -> [UInt8] { le16(value) + le16(value >> 16) }

  static func be32(_ value: Int) -> [UInt8] { le32(value).reversed() }

  static func crc(_ bytes: [UInt8]) -> Int {
    var value: UInt32 = 0xffff_ffff
    for byte in bytes {
      value ^= UInt32(byte)
      for _ in 0..<8 { value = value & 1 == 1 ? 0xedb8_8320 ^ value >> 1 : value >> 1 }
    }
    return Int(~value)
  }

  /// `[Content_Types].xml` for parts and their types' endings.
  static func types(_ parts: [(String, String)]) -> [UInt8] {
    let overrides = parts.map {
      "<Override PartName=\"/\($0.0)\" ContentType=\"application/vnd.openxmlformats-\($0.1)\"/>"
    }
    return Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
      \(overrides.joined())</Types>
      """.utf8)
  }

  static let wordTypes: [(String, String)] = [
    ("word/document.xml", "officedocument.wordprocessingml.document.main+xml"),
    ("word/styles.xml", "officedocument.wordprocessingml.styles+xml"),
    ("word/header1.xml", "officedocument.wordprocessingml.header+xml"),
    ("word/footer1.xml", "officedocument.wordprocessingml.footer+xml"),
  ]

  /// A DOCX with this body, in WordprocessingML.
  static func docx(
    _ body: String, header: String = "", styles: String = "", more: [(String, [UInt8])] = []
  ) -> [UInt8] {
    zip(
      [
        ("[Content_Types].xml", types(wordTypes)),
        ("word/document.xml", part("document", "<w:body>\(body)</w:body>")),
        ("word/styles.xml", part("styles", styles)), ("word/header1.xml", part("hdr", header)),
      ] + more)
  }

  static func part(_ root: String, _ content: String) -> [UInt8] {
    Array(
      """
      <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <w:\(root) xmlns:w="\(wordNamespace)">\(content)</w:\(root)>
      """.utf8)
  }

  static func p(_ text: String, style: String? = nil) -> String {
    let style = style.map { "<w:pPr><w:pStyle w:val=\"\($0)\"/></w:pPr>" } ?? ""
    return "<w:p>\(style)<w:r><w:t>\(text)</w:t></w:r></w:p>"
  }

  static let xlsxTypes: [(String, String)] = [
    ("xl/workbook.xml", "officedocument.spreadsheetml.sheet.main+xml"),
    ("xl/sharedStrings.xml", "officedocument.spreadsheetml.sharedStrings+xml"),
    ("xl/worksheets/sheet1.xml", "officedocument.spreadsheetml.worksheet+xml"),
  ]

  static func xlsx(_ shared: [String], _ sheet: String) -> [UInt8] {
    zip([
      ("[Content_Types].xml", types(xlsxTypes)), ("xl/workbook.xml", Array("<workbook/>".utf8)),
      (
        "xl/sharedStrings.xml",
        Array("<sst>\(shared.map { "<si><t>\($0)</t></si>" }.joined())</sst>".utf8)
      ),
      ("xl/worksheets/sheet1.xml", Array("<worksheet>\(sheet)</worksheet>".utf8)),
    ])
  }

  static func pptx(_ text: String) -> [UInt8] {
    zip([
      (
        "[Content_Types].xml",
        types([
          ("ppt/presentation.xml", "officedocument.presentationml.presentation.main+xml"),
          ("ppt/slides/slide1.xml", "officedocument.presentationml.slide+xml"),
        ])
      ), ("ppt/presentation.xml", Array("<p/>".utf8)),
      (
        "ppt/slides/slide1.xml",
        Array("<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:t>\(text)</a:t></a:p></p:sld>".utf8)
      ),
    ])
  }

  static func ofd(_ lines: [String], more: [(String, [UInt8])] = []) -> [UInt8] {
    let objects = lines.enumerated().map {
      """
      <ofd:TextObject ID="\($0.offset)" Boundary="20 \(20 + 8 * $0.offset) 100 6">\
      <ofd:TextCode X="0" Y="5">\($0.element)</ofd:TextCode></ofd:TextObject>
      """
    }
    let space = "xmlns:ofd=\"http://www.ofdspec.org/2016\""
    return zip(
      [
        ("OFD.xml", Array("<ofd:OFD \(space) DocType=\"OFD\" Version=\"1.0\"/>".utf8)),
        ("Doc_0/Document.xml", Array("<ofd:Document \(space)/>".utf8)),
        (
          "Doc_0/Pages/Page_0/Content.xml",
          Array("<ofd:Page \(space)>\(objects.joined())</ofd:Page>".utf8)
        ),
      ] + more)
  }

  static func png(width: Int = 1, height: Int = 1) -> [UInt8] {
    func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
      be32(data.count) + Array(type.utf8) + data + be32(crc(Array(type.utf8) + data))
    }
    return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
      + chunk("IHDR", be32(width) + be32(height) + [8, 0, 0, 0, 0])
      + chunk("IDAT", [0x78, 0x9c, 0x63, 0x60, 0, 0, 0, 2, 0, 1]) + chunk("IEND", [])
  }

  static func jpeg(width: UInt8 = 1) -> [UInt8] {
    [0xff, 0xd8, 0xff, 0xe0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
      + [0xff, 0xc0, 0, 11, 8, 0, 1, 0, width, 1, 1, 0x11, 0]
      + [0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 0x12, 0x34, 0xff, 0xd9]
  }

  static func tiff(width: Int = 1) -> [UInt8] {
    [0x49, 0x49, 0x2a, 0] + le32(8) + le16(2)
      + le16(256) + le16(3) + le32(1) + le32(width)
      + le16(257) + le16(3) + le32(1) + le32(1) + le32(0)
  }

  /// A PDF of one page for each text, in Latin letters; `trailer` adds to its trailer.
  static func pdf(_ pages: [String], trailer: String = "") -> [UInt8] {
    let kids = pages.indices.map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
    var objects = [
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[\(kids)]/Count \(pages.count)>>",
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for (index, text) in pages.enumerated() {
      let stream = "BT /F1 12 Tf 72 700 Td (\(text)) Tj ET"
      objects.append(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
          + "/Contents \(5 + 2 * index) 0 R>>")
      objects.append("<</Length \(stream.utf8.count)>>\nstream\n\(stream)\nendstream")
    }
    var out = "%PDF-1.4\n"
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let offset = String(out.utf8.count)
      table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
      out += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = out.utf8.count
    out += table + "trailer\n<</Size \(objects.count + 1)/Root 1 0 R\(trailer)>>\n"
    return Array((out + "startxref\n\(start)\n%%EOF\n").utf8)
  }

  /// An OLE2 file with these streams in its directory.
  static func compound(_ names: [String]) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    header.replaceSubrange(0..<8, with: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    header[30] = 9
    header.replaceSubrange(48..<52, with: le32(1))
    header.replaceSubrange(76..<80, with: le32(0))
    var table = [UInt8](repeating: 0xff, count: 512)
    table.replaceSubrange(0..<8, with: le32(0xffff_fffd) + le32(0xffff_fffe))
    var directory: [UInt8] = []
    for (index, name) in (["Root Entry"] + names).prefix(4).enumerated() {
      var entry = [UInt8](repeating: 0, count: 128)
      let units = name.utf16.flatMap { le16(Int($0)) }
      entry.replaceSubrange(0..<units.count, with: units)
      entry.replaceSubrange(64..<66, with: le16(units.count + 2))
      entry[66] = index == 0 ? 5 : 2
      directory += entry
    }
    directory += [UInt8](repeating: 0, count: 512 - directory.count)
    return header + table + directory
  }

  /// A text in the national standard's encoding.
  static let gb18030Greeting: [UInt8] = [0xd7, 0xd4, 0xb2, 0xe9, 0xb1, 0xa8, 0xb8, 0xe6, 0x0a]

  static func utf16(_ text: String, isBig: Bool = false) -> [UInt8] {
    let units = ("\u{feff}" + text).utf16.map { Int($0) }
    return units.flatMap { isBig ? le16($0).reversed() : le16($0) }
  }
}
