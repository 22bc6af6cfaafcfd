import BundleCore
import Disk
import Foundation
import Mail
import TestSupport
import Testing

@Suite struct CollectTests {
  @Test(arguments: OddMessage.clients)
  func clients(_ message: OddMessage) throws {
    // Every way in which base64 can end.
    for count in 1999...2002 {
      let scratch = try Scratch()
      // A last octet that is no zero: padding by the footer's case is cut off again.
      let payload = volume(count, seed: UInt64(count))
      let found = try Collected(message: message.make(payload), scratch)
      let content = try #require(found.contents.first, "\(message.name)")
      #expect(found.contents.count == 1 && content.starts(with: payload))
      #expect(content.count <= payload.count + (message.name.contains("footer") ? 1 : 0))
      if let name = message.file { #expect(found.names == [name]) }
      #expect(found.collection.findings.isEmpty)
    }
  }

  private func collect(_ header: String, _ content: String) throws -> Collected {
    try Collected(message: OddMessage.mixed(header, content), try Scratch())
  }

  @Test func winmailHasItsOwnFinding() throws {
    let tnef = OddMessage.base64([0x78, 0x9f, 0x3e, 0x22] + volume(500))
    #expect(
      try collect(OddMessage.attachment("winmail.dat", "application/ms-tnef"), tnef).codes
        == [.mailWinmail, .mailNothingFound])
    #expect(
      try collect(OddMessage.attachment("ATT00001.dat"), tnef).codes
        == [.mailWinmail, .mailNothingFound])
  }

  @Test func partialHasItsOwnFinding() throws {
    let message = Array(
      "Subject: 1\r\nContent-Type: message/partial; id=1; number=1; total=2\r\n\r\nx: y\r\n".utf8)
    #expect(
      try Collected(message: message, try Scratch()).codes == [.mailPartial, .mailNothingFound])
  }

  @Test(
    arguments: [
      ("item.msg", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0], Code.mailOutlookItem),
      ("photo.jpg", [0xff, 0xd8, 0xff], .mailNotReadable),
      ("empty", [], .mailNotReadable),
      ("note.eml", Array("no header here\n\nnothing".utf8), .mailNotReadable),
      ("note.eml", Array("Subject: nothing\n\nnothing".utf8), .mailNothingFound),
    ] as [(String, [UInt8], Code)])
  func notMail(_ name: String, _ bytes: [UInt8], _ code: Code) throws {
    let scratch = try Scratch()
    let found = try Collected([try scratch.write(name, bytes)], scratch)
    #expect(found.codes == [code, .mailNothingFound])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == [name])
  }

  @Test func damageIsTold() throws {
    let payload = volume(9000)
    let text = OddMessage.base64(payload)
    let whole = OddMessage.mixed(OddMessage.attachment("a.fnv"), text)
    let scratch = try Scratch()
    let cut = try Collected(message: Array(whole.dropLast(6000)), scratch)
    #expect(cut.codes == [.mailDamaged])
    #expect(payload.starts(with: cut.contents.first ?? [0]))
    let notice = try Collected(
      message: whole.replacing(
        String(Substring(text.utf8.dropFirst(78 * 20).prefix(76))),
        with: Array("*** removed by scanner ***".utf8)),
      scratch)
    #expect(notice.codes == [.mailDamaged])
    #expect(notice.contents.first?.count == payload.count - 57)
  }

  @Test func folderOfEverything() throws {
    let scratch = try Scratch()
    let parts = (0..<6).map { volume(1000 + $0, seed: UInt64($0)) }
    func message(_ index: Int) -> [UInt8] {
      OddMessage.mixed(OddMessage.attachment("same.fnv"), OddMessage.base64(parts[index]))
    }
    let separator = Array("From a Mon Aug 27 16:00:00 2012\n".utf8)
    _ = try scratch.write("in/1.eml", message(0))
    _ = try scratch.write("in/box", separator + message(1) + [0x0a] + separator + message(2))
    _ = try scratch.write("in/Maildir/cur/1:2,S", message(3))
    _ = try scratch.write("in/Maildir/new/2", message(4))
    _ = try scratch.write("in/Maildir/.Archive/cur/3:2,", message(0))
    _ = try scratch.write("in/Maildir/.Archive/new/keep", [])
    _ = try scratch.write("in/Maildir/tmp/4", message(5))
    _ = try scratch.write("in/Maildir/dovecot.index", Array("junk".utf8))
    _ = try scratch.write("in/saved.fnv", parts[5])
    _ = try scratch.write("in/picture.png", volume(10).reversed())
    symlink("/", scratch.path + "/in/loop")
    let found = try Collected([scratch.path + "/in"], scratch)
    #expect(Set(found.contents) == Set(parts))
    #expect(found.contents.count == 6 && found.collection.duplicates == 1)
    #expect(Set(found.names).count == 6 && found.names.contains("saved.fnv"))
    #expect(found.names.allSatisfy { $0.hasPrefix("sa") && $0.hasSuffix(".fnv") })
    #expect(found.collection.findings.isEmpty && found.collection.messages == 6)
  }

  @Test func outputIsNotReplaced() throws {
    let scratch = try Scratch()
    let file = try scratch.write("a.fnv", volume(10))
    let output = scratch.path + "/out"
    let collect = MailCollect(paths: [file])
    _ = try collect.collect(into: output, isWanted: OurContent.isOurs)
    #expect(throws: FengniError(.outputExists)) {
      try collect.collect(into: output, isWanted: OurContent.isOurs)
    }
    #expect(throws: FengniError(.inputNotFound)) {
      try MailCollect(paths: [file, scratch.path + "/none"])
        .collect(into: scratch.path + "/b", isWanted: OurContent.isOurs)
    }
    #expect(!Paths.exists(scratch.path + "/b"))
  }

  @Test(
    arguments: [
      ([0x30, 0x80], true), ([0x30, 0x82, 0x12, 0x34], true), ([0x30, 0x20], true),
      ([0x30, 0x88, 0, 0, 0, 0, 0, 0, 0, 1], true), ([0x30], false), ([0x30, 0xff], false),
      ([0x31, 0x80], false), ([], false),
    ] as [([UInt8], Bool)])
  func bundlesAreKnown(_ start: [UInt8], _ known: Bool) {
    let type: [UInt8] = [
      0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x01, 0x17, 0xa0,
    ]
    #expect(OurContent.isBundle(start + type) == known)
    // SignedData is no bundle.
    #expect(!OurContent.isBundle(start + [0x06, 0x09] + type.dropFirst(2)))
  }
}
