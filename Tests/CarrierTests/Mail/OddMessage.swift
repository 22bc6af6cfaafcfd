import Foundation
import Testing

/// A message as a client or gateway is known to write it, with the payload in it once.
///
/// Made by hand after the documented habits of each; no client was at hand (unconfirmed).
struct OddMessage: Sendable, CustomTestStringConvertible {
  let name: String
  /// The name that the attachment must get, where that is the point.
  var file: String?
  let make: @Sendable (_ payload: [UInt8]) -> [UInt8]

  var testDescription: String { name }

  init(_ name: String, file: String? = nil, _ make: @escaping @Sendable ([UInt8]) -> [UInt8]) {
    self.name = name
    self.file = file
    self.make = make
  }

  static let crlf = "\r\n"

  static func base64(_ bytes: [UInt8], columns: Int = 76, end: String = crlf) -> String {
    let text = Array(Data(bytes).base64EncodedString())
    return stride(from: 0, to: text.count, by: columns)
      .map { String(text[$0..<min($0 + columns, text.count)]) }.joined(separator: end)
  }

  /// A multipart with a text and one more part.
  static func mixed(
    _ header: String, _ content: [UInt8], boundary: String = "----=_NextPart_000_0001_01CD84",
    type: String? = nil, end: String = crlf
  ) -> [UInt8] {
    let lines = [
      "Received: from mail (unknown [192.0.2.1])", "\tby mx; Mon, 27 Aug 2012 16:00:00 +0800",
      "From: unit@example.org", "Subject: =?GB2312?B?sajLzQ==?=", "MIME-Version: 1.0",
      type ?? "Content-Type: multipart/mixed;\(end)\tboundary=\"\(boundary)\"", "",
      "This is a multi-part message in MIME format.", "", "--" + boundary,
      "Content-Type: text/plain;\(end)\tcharset=\"gb2312\"", "Content-Transfer-Encoding: base64",
      "",
      "xPq6ww==", "", "--" + boundary, header, "",
    ]
    return Array((lines.joined(separator: end) + end).utf8) + content
      + Array("\(end)--\(boundary)--\(end)".utf8)
  }

  static func mixed(_ header: String, _ content: String, end: String = crlf) -> [UInt8] {
    mixed(header, Array(content.utf8), end: end)
  }

  static func attachment(_ name: String, _ type: String = "application/octet-stream") -> String {
    "Content-Type: \(type);\r\n\tname=\"\(name)\"\r\nContent-Transfer-Encoding: base64\r\n"
      + "Content-Disposition: attachment;\r\n\tfilename=\"\(name)\""
  }

  static func uuencoded(_ bytes: [UInt8], end: String = crlf) -> String {
    var lines = ["begin 644 volume.fnv"]
    for start in stride(from: 0, to: bytes.count, by: 45) {
      let part = Array(bytes[start..<min(start + 45, bytes.count)])
      var line = [UInt8(32 + part.count)]
      for i in stride(from: 0, to: part.count, by: 3) {
        let q = (0..<3).reduce(0) { $0 << 8 | Int(i + $1 < part.count ? part[i + $1] : 0) }
        for shift in [18, 12, 6, 0] {
          let value = q >> shift & 63
          line.append(UInt8(value == 0 ? 0x60 : value + 32))
        }
      }
      lines.append(String(decoding: line, as: UTF8.self))
    }
    return (lines + ["`", "end", ""]).joined(separator: end)
  }
}

extension OddMessage {
  static let clients: [OddMessage] = [
    OddMessage("Outlook: name in GB2312", file: "报送.fnv") {
      mixed(attachment("=?gb2312?B?sajLzS5mbnY=?="), base64($0))
    },
    OddMessage("Exchange: type of a text, name without quotes", file: "v.fnv") {
      mixed(
        "Content-Type: text/plain; name=v.fnv\r\nContent-Transfer-Encoding: BASE64\r\n"
          + "Content-Description: v.fnv\r\nContent-Disposition: inline; filename=v.fnv; size=1;\r\n"
          + "\tcreation-date=\"Mon, 27 Aug 2012 08:00:00 GMT\"", base64($0))
    },
    OddMessage("Foxmail: raw GBK in the name", file: "报送.fnv") { payload in
      let raw: [UInt8] = [0xb1, 0xa8, 0xcb, 0xcd]
      let start = Array("Content-Type: application/octet-stream;\r\n\tname=\"".utf8)
      let rest = Array(".fnv\"\r\nContent-Transfer-Encoding: base64\r\n\r\n".utf8)
      return mixed("X-Part: 1\r\n" + "X-Placeholder: y", "").replacing(
        "X-Placeholder: y\r\n\r\n", with: start + raw + rest + Array(base64(payload).utf8))
    },
    OddMessage("QQ Mail: encoded words in pieces", file: "报送材料.fnv") {
      mixed(
        "Content-Type: application/octet-stream;\r\n\tcharset=\"gb18030\";\r\n"
          + "\tname=\"=?gb18030?B?sajLzQ==?= =?gb18030?B?ssTBzy5mbnY=?=\"\r\n"
          + "Content-Disposition: attachment; filename=\"=?gb18030?B?sajLzQ==?=\r\n"
          + " =?gb18030?B?ssTBzy5mbnY=?=\"\r\nContent-Transfer-Encoding: base64", base64($0))
    },
    OddMessage("Coremail: RFC 2231 and boundary without quotes", file: "报送.fnv") { payload in
      mixed(
        "Content-Type: application/octet-stream; name*0*=GBK''%B1%A8; name*1*=%CB%CD.fnv\r\n"
          + "Content-Disposition: attachment; filename*0*=GBK''%B1%A8; filename*1*=%CB%CD.fnv\r\n"
          + "Content-Transfer-Encoding: base64", Array(base64(payload).utf8),
        boundary: "----=_Part_12345_67.1346054400000",
        type: "Content-Type: multipart/mixed; boundary=----=_Part_12345_67.1346054400000")
    },
    OddMessage("Apple Mail: multipart in multipart, 8bit name", file: "报送.fnv") { payload in
      let inner = "Apple-Mail=_A"
      let text =
        "--\(inner)\r\nContent-Type: text/html\r\n\r\n<p>1</p>\r\n--\(inner)\r\n"
        + "Content-Disposition: inline; filename*=utf-8''%E6%8A%A5%E9%80%81.fnv\r\n"
        + "Content-Type: application/x-unknown; x-unix-mode=0644; name=\"报送.fnv\"\r\n"
        + "Content-Transfer-Encoding: base64\r\n\r\n\(base64(payload))\r\n--\(inner)--\r\n"
      return mixed(
        "Content-Type: multipart/related; type=\"text/html\"; boundary=\"\(inner)\"", text)
    },
    OddMessage("Lotus Notes: quoted-printable attachment") { payload in
      let text = payload.enumerated().map { index, byte in
        (index % 24 == 23 ? "=\r\n" : "") + "=" + (byte < 16 ? "0" : "")
          + String(byte, radix: 16, uppercase: index % 2 == 0)
      }
      return mixed("Content-Transfer-Encoding: Quoted-Printable", text.joined())
    },
    OddMessage("Unix line ends") {
      mixed("Content-Transfer-Encoding: base64", base64($0, end: "\n"), end: "\n")
    },
    OddMessage("base64 in one line") {
      mixed("Content-Transfer-Encoding: base64", base64($0, columns: 1 << 30))
    },
    OddMessage("base64 in short and indented lines") {
      mixed("Content-Transfer-Encoding: base64", base64($0, columns: 5, end: " \r\n  "))
    },
    OddMessage("base64 without padding") {
      mixed(
        "Content-Transfer-Encoding: base64",
        String(base64($0).filter { $0 != "=" }))
    },
    OddMessage("base64 padded block by block") { payload in
      let blocks = stride(from: 0, to: payload.count, by: 100).map {
        base64(Array(payload[$0..<min($0 + 100, payload.count)]))
      }
      return mixed("Content-Transfer-Encoding: base64", blocks.joined(separator: "\r\n"))
    },
    OddMessage("a footer behind the base64") {
      // As lists and virus scanners add it, without any regard to the encoding.
      mixed(
        "Content-Transfer-Encoding: base64",
        base64($0 + ($0.count % 3 == 0 ? [0] : []))
          + "\r\n\r\n-- \r\nScanned by gateway\r\nScanned\r\n")
    },
    OddMessage("8bit") { mixed("Content-Transfer-Encoding: 8bit", $0) },
    OddMessage("binary without a word") { mixed("X-Nothing: 1", $0) },
    OddMessage("part without a header") { payload in
      mixed("X-Gone: 1", Array(payload)).replacing("X-Gone: 1\r\n", with: [])
    },
    OddMessage("uuencode in a text") {
      Array("Subject: 1\r\n\r\nHello,\r\n\r\n\(uuencoded($0))\r\nBye\r\n".utf8)
    },
    OddMessage("uuencode by its own encoding") {
      mixed("Content-Transfer-Encoding: x-uuencode", uuencoded($0, end: "\r\n"))
    },
    OddMessage("boundary that begins as another") { payload in
      let inner = "----=_NextPart_000_0001_01CD84_inner"
      return mixed(
        "Content-Type: multipart/mixed; boundary=\"\(inner)\"",
        "--\(inner)\r\nContent-Transfer-Encoding: base64\r\n\r\n\(base64(payload))\r\n--\(inner)--")
    },
    OddMessage("no boundary parameter") {
      mixed(
        "Content-Transfer-Encoding: base64", Array(base64($0).utf8),
        type: "Content-Type: multipart/mixed")
    },
    OddMessage("spaces behind the boundary") { payload in
      mixed("Content-Transfer-Encoding: base64", base64(payload))
        .replacing("01CD84--\r\n", with: Array("01CD84-- \t \r\n".utf8))
    },
    OddMessage("forwarded as base64") { payload in
      mixed(
        "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64",
        base64(mixed(attachment("a.fnv"), base64(payload))))
    },
    OddMessage("forwarded inline, twice") { payload in
      let once = mixed("Content-Type: message/rfc822", mixed(attachment("a"), base64(payload)))
      return mixed("Content-Type: message/rfc822", once)
    },
    OddMessage("signed by the client (S/MIME)") { payload in
      mixed(
        "Content-Type: application/pkcs7-signature; name=smime.p7s\r\n"
          + "Content-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3DQEHAqCA\r\n"
          + "------=_NextPart_000_0001_01CD84\r\nContent-Transfer-Encoding: base64",
        Array(base64(payload).utf8),
        type: "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";"
          + " boundary=\"----=_NextPart_000_0001_01CD84\"")
    },
    OddMessage("byte order mark") {
      [0xef, 0xbb, 0xbf] + mixed("Content-Transfer-Encoding: base64", base64($0))
    },
    OddMessage("blank lines first") {
      Array("\r\n\r\n".utf8) + mixed("Content-Transfer-Encoding: base64", base64($0))
    },
    OddMessage("mbox with one message, quoted lines") { payload in
      Array("From unit@example.org Mon Aug 27 16:00:00 2012\r\n".utf8)
        + mixed(attachment("a.fnv"), base64(payload)).replacing(
          "This is", with: Array("\r\n>From here\r\n\r\nFrom there on\r\n".utf8))
    },
    OddMessage("a path for a name", file: "a.fnv") {
      mixed(attachment("C:\\\\报送\\\\a.fnv"), base64($0))
    },
    OddMessage("a climbing name", file: "passwd") {
      mixed(attachment("../../../etc/passwd"), base64($0))
    },
    OddMessage("a hidden name", file: "attachment.bin") {
      mixed(attachment(".bashrc"), base64($0))
    },
    OddMessage("a name that Windows reserves", file: "attachment.bin") {
      mixed(attachment("CON.fnv"), base64($0))
    },
    OddMessage("two disagreeing headers", file: "a.fnv") {
      mixed(
        attachment("a.fnv") + "\r\nContent-Transfer-Encoding: 7bit\r\nContent-Type: text/html",
        base64($0))
    },
    OddMessage("saved attachment") { $0 },
  ]
}

extension [UInt8] {
  /// With the first occurrence of a text replaced.
  func replacing(_ text: String, with bytes: [UInt8]) -> [UInt8] {
    let wanted = Array<UInt8>(text.utf8)
    guard let start = indices.first(where: { self[$0...].starts(with: wanted) }) else {
      return self
    }
    return Array(self[..<start]) + bytes + Array(self[(start + wanted.count)...])
  }
}
