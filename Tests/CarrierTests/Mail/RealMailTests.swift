import BundleCore
import Foundation
import Mail
import TestSupport
import Testing

/// Mail as it really arrives: line ends, strange octets, wrappings, mailboxes of other programs.
@Suite struct RealMailTests {
  private static let payload = bundle(4001, seed: 5)

  private static func message(_ text: String? = nil) -> [UInt8] {
    OddMessage.mixed(OddMessage.attachment("x.fnb"), text ?? OddMessage.base64(payload))
  }

  private func expectWhole(_ message: [UInt8], _ codes: Set<Code> = []) throws {
    let found = try Collected(message: message, try Scratch())
    #expect(found.contents == [Self.payload])
    #expect(found.codes == codes)
  }

  // MARK: Line ends

  private static func ends(_ message: [UInt8], _ end: [UInt8]) -> [UInt8] {
    message.flatMap { $0 == 0x0d ? [] : $0 == 0x0a ? end : [$0] }
  }

  @Test(arguments: [[0x0d], [0x0a], [0x0d, 0x0d, 0x0a]] as [[UInt8]])
  func lineEnds(_ end: [UInt8]) throws {
    try expectWhole(Self.ends(Self.message(), end))
    let forwarded = OddMessage.mixed(
      "Content-Type: message/rfc822", Self.message())
    try expectWhole(Self.ends(forwarded, end))
    let attached = OddMessage.mixed(
      OddMessage.attachment("mail.eml"), OddMessage.base64(Self.ends(Self.message(), end)))
    try expectWhole(Self.ends(attached, end))
    let uuencoded = Array("Subject: 1\r\n\r\n\(OddMessage.uuencoded(Self.payload))\r\n".utf8)
    try expectWhole(Self.ends(uuencoded, end))
    let printable = Self.payload.enumerated().map { index, byte in
      (index % 24 == 23 ? "=\r\n" : "") + "=" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    try expectWhole(
      Self.ends(
        OddMessage.mixed("Content-Transfer-Encoding: quoted-printable", printable), end))
    let separator = "From a Mon Aug 27 16:00:00 2012\r\n"
    try expectWhole(
      Self.ends(
        Array("\(separator)Subject: 1\r\n\r\nhello\r\n\r\n\(separator)".utf8) + Self.message(), end)
    )
  }

  @Test(arguments: [true, false], [true, false])
  func wideCharacters(_ isLittle: Bool, _ hasMark: Bool) throws {
    let text = (hasMark ? "\u{feff}" : "") + String(decoding: Self.message(), as: UTF8.self)
    let wide = text.utf16.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xff))
      return isLittle ? [low, high] : [high, low]
    }
    try expectWhole(wide)
  }

  // MARK: Strange octets

  /// What relays, editors and mail programs put between the digits.
  private static let strange: [(String, @Sendable (String) -> String)] = [
    ("cut with ! by a relay", { cut($0, 990, "!\r\n ") }),
    ("cut with ! at the usual width", { cut($0, 76, "!\r\n ") }),
    ("a space in every line", { cut($0, 76, "\r\n") { $0.replacing("A", with: "A ") } }),
    ("NUL behind each line", { cut($0, 76, "\0\r\n") }),
    ("NUL inside", { cut($0, 38, "\0") }),
    ("a soft line break", { cut($0, 76, "=\r\n") }),
    ("a soft hyphen", { cut($0, 60, "\u{ad}\r\n") }),
    ("no-break spaces", { cut($0, 76, "\u{a0}\r\n\u{a0}") }),
    ("a mark of order", { "\u{feff}" + cut($0, 76, "\r\n") }),
    ("tabs and form feeds", { cut($0, 70, "\t\u{c}\r\n\t") }),
  ]

  private static func cut(
    _ text: String, _ columns: Int, _ end: String, _ line: (String) -> String = { $0 }
  ) -> String {
    let text = Array(text)
    return stride(from: 0, to: text.count, by: columns)
      .map { line(String(text[$0..<min($0 + columns, text.count)])) }.joined(separator: end)
  }

  @Test(arguments: strange.indices)
  func strangeOctetsInBase64(_ index: Int) throws {
    for count in 3999...4002 {
      let payload = bundle(count, seed: UInt64(count))
      let digits = OddMessage.base64(payload, columns: 1 << 30)
      let found = try Collected(
        message: Self.message(Self.strange[index].1(digits)), try Scratch())
      #expect(found.contents == [payload], "\(Self.strange[index].0)")
      #expect(found.codes == [])
    }
  }

  @Test func strangeOctetsInOtherEncodings() throws {
    let printable = Self.payload.enumerated().map { index, byte in
      (index % 24 == 23 ? "\0=\r\n" : "") + "=" + (byte < 16 ? "0" : "")
        + String(byte, radix: 16, uppercase: true)
    }.joined()
    try expectWhole(OddMessage.mixed("Content-Transfer-Encoding: quoted-printable", printable))
    let uuencoded = OddMessage.uuencoded(Self.payload).replacing("\r\n", with: "\0\r\n")
    try expectWhole(Array("Subject: 1\r\n\r\n\(uuencoded)\r\n".utf8))
    let base64 = "begin-base64 644 x.fnb\r\n\(OddMessage.base64(Self.payload))\r\n====\r\n"
    try expectWhole(Array("Subject: 1\r\n\r\nHello\r\n\(base64)Bye\r\n".utf8))
  }

  /// The bundle says how long it is: what a gateway put behind it does not count, and is told.
  @Test(arguments: [
    "Confidential\r\nThis mail was scanned for viruses.\r\n", "\r\n本邮件已经过扫描\r\n360\r\n",
    "AAAA\r\n",
  ])
  func footers(_ footer: String) throws {
    for count in 3999...4001 {
      let payload = bundle(count, seed: UInt64(count))
      let digits = OddMessage.base64(payload)
      for text in [digits, digits.replacing("=", with: "")] {
        let found = try Collected(
          message: Self.message(text + "\r\n" + footer), try Scratch())
        #expect(found.contents == [payload])
        #expect(found.codes.isSubset(of: [.mailDamaged]))
      }
    }
    let whole = OddMessage.base64(bundle(3999))
    #expect(
      try Collected(message: Self.message(whole + "\r\nConfidential\r\n"), try Scratch()).codes
        == [.mailDamaged])
  }

  @Test func aBundleThatIsCutIsTold() throws {
    let found = try Collected(
      message: Self.message(OddMessage.base64(Array(Self.payload.dropLast(9)))), try Scratch())
    #expect(found.codes == [.mailDamaged])
    #expect(
      found.collection.outcomes.map(\.result)
        == [.taken(try #require(found.collection.files.first).name, isDamaged: true)])
  }

  // MARK: Wrappings

  @Test(arguments: [
    ("a.zip", Wrapping.zip("x.fnb", payload)), ("a.ZIP", Wrapping.zip("dir/x.fnb", payload)),
    ("x.fnb.gz", Wrapping.gzip(payload)), ("mails.zip", Wrapping.zip("1.eml", message())),
    ("mail.eml.gz", Wrapping.gzip(message())), ("x", Wrapping.zip("y", payload)),
  ])
  func archivesAreOpened(_ name: String, _ archive: [UInt8]) throws {
    try expectWhole(OddMessage.mixed(OddMessage.attachment(name), OddMessage.base64(archive)))
    let scratch = try Scratch()
    let saved = try Collected([try scratch.write("in/" + name, archive)], scratch)
    #expect(saved.contents == [Self.payload] && saved.codes == [])
  }

  @Test func namesInArchivesAreRead() throws {
    let gbk: [UInt8] = [0xb1, 0xa8, 0xcb, 0xcd, 0x2e, 0x66, 0x6e, 0x62]
    let archive = Wrapping.zip([
      (name: gbk, content: Self.payload),
      (name: Array("../../etc/x.fnv".utf8), content: volume(99)),
      (name: Array("读我.txt".utf8), content: Array("hello".utf8)),
    ])
    let found = try Collected(
      message: OddMessage.mixed(OddMessage.attachment("a.zip"), OddMessage.base64(archive)),
      try Scratch())
    #expect(found.names == ["报送.fnb", "x.fnv"])
    #expect(
      found.collection.outcomes.map(\.part)
        == ["a.zip/报送.fnb", "a.zip/../../etc/x.fnv", "a.zip/读我.txt"])
  }

  @Test(
    arguments: [
      ("a.rar", [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0x01]),
      ("a.7z", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0]),
      ("locked.zip", Wrapping.zip([(name: [0x61], content: payload)], flags: 1)),
      ("twice.zip", Wrapping.zip("in.zip", Wrapping.zip("x.fnb", payload))),
      ("a.tar.gz", Wrapping.gzip([UInt8](repeating: 0x61, count: 257) + Array("ustar".utf8))),
      ("cut.zip", Array(Wrapping.zip("x.fnb", payload).dropLast(30))),
      ("broken.gz", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff]),
    ] as [(String, [UInt8])])
  func archivesThatAreNotOpenedAreNamed(_ name: String, _ archive: [UInt8]) throws {
    let found = try Collected(
      message: OddMessage.mixed(OddMessage.attachment(name), OddMessage.base64(archive)),
      try Scratch())
    #expect(found.codes == [.mailArchive, .mailNothingFound])
    #expect(found.collection.outcomes.contains { $0.part?.hasPrefix(name) == true && $0.isLoss })
  }

  /// An archive that inflates without end is left, and nothing of it stays behind.
  @Test func bombsEnd() throws {
    let scratch = try Scratch()
    let content = volume(8) + [UInt8](repeating: 0, count: 40 << 20)
    let path = try scratch.write("bomb.fnv", content)
    _ = try Program.run(["gzip", "-9", path]).succeeded()
    let found = try Collected([path + ".gz"], scratch)
    #expect(found.codes.contains(.mailLimitExceeded))
    #expect(found.collection.hasLosses)
  }

  @Test(arguments: [true, false])
  func signedMessagesAreOpened(_ inPieces: Bool) throws {
    let wrapped = Wrapping.signed(Self.message(), inPieces: inPieces)
    let message = Array(
      ("Subject: signed\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data;\r\n"
        + " name=\"smime.p7m\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + OddMessage.base64(wrapped) + "\r\n").utf8)
    try expectWhole(message)
    let scratch = try Scratch()
    #expect(
      try Collected([try scratch.write("smime.p7m", wrapped)], scratch).contents == [Self.payload])
  }

  /// An enciphered letter begins as a bundle does, and is none.
  @Test(arguments: [
    "Content-Type: application/pkcs7-mime; name=\"smime.p7m\"",
    "Content-Type: application/octet-stream; name=\"smime.p7m\"",
    "Content-Type: application/x-pkcs7-mime; smime-type=authEnveloped-data",
  ])
  func lettersAreNoDeliveries(_ type: String) throws {
    let found = try Collected(
      message: OddMessage.mixed(
        type + "\r\nContent-Transfer-Encoding: base64", OddMessage.base64(Self.payload)),
      try Scratch())
    #expect(found.contents.isEmpty)
    #expect(found.codes == [.mailWrapped, .mailNothingFound])
    let meant = OddMessage.mixed(
      "Content-Type: application/pkcs7-mime; name=\"x.fnb\"\r\nContent-Transfer-Encoding: base64",
      OddMessage.base64(Self.payload))
    try expectWhole(meant)
  }

  @Test func digestsHoldMessages() throws {
    let boundary = "----=_Digest"
    let digest =
      "--\(boundary)\r\n\r\n" + String(decoding: Self.message(), as: UTF8.self)
      + "\r\n--\(boundary)--\r\n"
    try expectWhole(
      OddMessage.mixed(
        "Content-Type: multipart/digest; boundary=\"\(boundary)\"", digest))
  }

  // MARK: Files of other programs

  @Test(arguments: [0, 5, 100_000])
  func appleMail(_ error: Int) throws {
    let list = "<?xml version=\"1.0\"?>\n<plist><dict><key>flags</key></dict></plist>\n"
    for message in [
      Self.message(),
      Array(
        "Subject: 1\nContent-Transfer-Encoding: base64\n\n\(OddMessage.base64(Self.payload))\n"
          .utf8),
    ] {
      let count = max(1, message.count - error)
      let scratch = try Scratch()
      let file = Array("\(count)   \n".utf8) + message + Array(list.utf8)
      let found = try Collected([try scratch.write("1.emlx", file)], scratch)
      #expect(found.contents == [Self.payload] && found.collection.messages == 1)
    }
  }

  @Test(arguments: [
    "AdMgkmhqf2IeNew7j+gA8L5jAnlGoCpH/edixmG0QjnMS5mTPVP=\r\n", "\u{feff}\r\n??\r\nexported\r\n",
    "[1]\r\n\r\n",
  ])
  func linesBeforeTheHeader(_ lines: String) throws {
    try expectWhole(Array(lines.utf8) + Self.message())
  }

  @Test(arguments: [
    "\nFrom a@b Mon Aug 27 16:01:00 2012\n", "\n\nFrom a@b\n", "\n\nFrom -\n", "\nFrom a@b\n",
    "\n\nFrom 张三 星期一 八月 27 16时01分 2012\n", "\nFrom MAILER-DAEMON 2012-08-27T16:01Z\n",
  ])
  func mailboxSeparators(_ separator: String) throws {
    let first = "From a@b Mon Aug 27 16:00:00 2012\nSubject: first\n\nhello"
    let box = Array((first + separator).utf8) + Self.ends(Self.message(), [0x0a])
    let scratch = try Scratch()
    let found = try Collected([try scratch.write("box", box)], scratch)
    #expect(found.contents == [Self.payload] && found.collection.messages == 2)
    let outcomes = found.collection.outcomes
    #expect(outcomes.map(\.subject) == ["first", "报送"])
    #expect(outcomes.first?.result == .leftAlone(.letter))
  }

  /// A sentence that begins with "From " is no separator, whatever colon follows it.
  @Test(arguments: ["From here on:\nNote: read this\n", "\nFrom there\n\nFrom 12:00 on\n"])
  func sentencesAreNoSeparators(_ sentence: String) throws {
    let message = Self.ends(Self.message(), [0x0a]).replacing(
      "This is", with: Array(sentence.utf8))
    let box = Array("From a@b Mon Aug 27 16:00:00 2012\n".utf8) + message
    let scratch = try Scratch()
    let found = try Collected([try scratch.write("box", box)], scratch)
    #expect(found.contents == [Self.payload])
  }
}
