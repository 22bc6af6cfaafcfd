import BundleCore
import Disk
import Foundation
import Mail
import TestSupport
import Testing

@Suite struct ComposeTests {
  private let date = Timestamp(secondsSince1970: 1_346_054_400)

  private func mail(_ limit: UInt64, from: String? = nil) throws -> MailCompose {
    MailCompose(
      to: try MailAddress("centre@example.org"), from: try from.map { try MailAddress($0) },
      limit: limit, date: date)
  }

  @Test(arguments: [3000, 3001, 3002, 3003, 3004, 4096, 300_000] as [UInt64])
  func limitIsThatOfTheWholeMessage(_ limit: UInt64) throws {
    let scratch = try Scratch()
    let mail = try mail(limit)
    let most = Int(mail.attachmentLimit)
    let fits = try scratch.write("fits.fnv", volume(most))
    let item = MailItem(path: fits, shortCode: "0123456789abcdef", number: 1, count: 9_999_999)
    let written = try mail.compose([item], into: scratch.path + "/out")
    let file = try #require(written.first)
    #expect(file.size <= limit)
    #expect(try Files.read(scratch.path + "/out/" + file.name.text).count == Int(file.size))
    // A name as long as the room that is kept for it.
    let name = String(repeating: "n", count: 60) + ".fnv"
    let long = try scratch.write(name, volume(most))
    let tight = try mail.compose(
      [MailItem(path: long, shortCode: "0123456789abcdef", number: 9_999_999, count: 9_999_999)],
      into: scratch.path + "/tight")
    #expect((tight.first?.size ?? 0) <= limit && (tight.first?.size ?? 0) + 8 > limit)
    let large = try scratch.write("large.fnv", volume(most + 200))
    #expect {
      try mail.compose(
        [MailItem(path: large, shortCode: "0123456789abcdef")], into: scratch.path + "/no")
    } throws: { error in
      (error as? FengniError)?.code == .mailTooLarge
        && (error as? FengniError)?.subject == "\(most)"
    }
    #expect(!Paths.exists(scratch.path + "/no"))
  }

  @Test func nothingFits() throws {
    let scratch = try Scratch()
    #expect(try mail(100).attachmentLimit == 0)
    let file = try scratch.write("a.fnv", volume(10))
    #expect(throws: FengniError(.mailTooLarge)) {
      try mail(100).compose([MailItem(path: file, shortCode: "00")], into: scratch.path + "/out")
    }
    let empty = try scratch.write("empty", [])
    #expect(throws: FengniError(.inputEmpty)) {
      try mail(9000).compose([MailItem(path: empty, shortCode: "00")], into: scratch.path + "/out")
    }
  }

  @Test func nothingIsRevealed() throws {
    let scratch = try Scratch()
    let path = try scratch.write("某某医院.fnb", volume(300))
    let item = MailItem(path: path, shortCode: "0123 4567 89ab cdef")
    let written = try mail(9000).compose([item], into: scratch.path + "/out")
    #expect(written.map(\.name.text) == ["0123456789abcdef.eml"])
    let text = String(
      decoding: try Files.read(scratch.path + "/out/0123456789abcdef.eml"), as: UTF8.self)
    #expect(text.contains("\r\nSubject: 0123 4567 89ab cdef 1/1\r\n"))
    #expect(text.contains("Date: Mon, 27 Aug 2012 16:00:00 +0800\r\n"))
    #expect(text.contains("filename=\"0123456789abcdef.fnv\""))
    #expect(!text.contains("From:"))
  }

  @Test(arguments: [
    "", "centre", "@", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nBcc: x@y", "A <a@b>", "主@b", "a@中国",
    ".a@b", "a.@b", "a..b@c", "a@b.", "a@b_c", String(repeating: "a", count: 250) + "@example",
  ])
  func refusedAddress(_ text: String) {
    #expect(throws: FengniError(.mailAddress)) { try MailAddress(text) }
  }

  @Test(arguments: ["a@b", "first.last+tag@mail.example.org", "o'brien@example.org", "1@2.3"])
  func acceptedAddress(_ text: String) throws { #expect(try MailAddress(text).text == text) }
}
