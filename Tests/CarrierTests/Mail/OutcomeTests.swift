import BundleCore
import Disk
import Foundation
import Mail
import TestSupport
import Testing

/// Every message, attachment and member of a folder has an outcome by name.
@Suite struct OutcomeTests {
  private static func message(_ name: String, _ content: [UInt8]) -> [UInt8] {
    OddMessage.mixed(OddMessage.attachment(name), OddMessage.base64(content))
  }

  private func result(_ found: Collected, _ place: String) -> [MailOutcome.Result] {
    found.collection.outcomes.filter { $0.place.hasSuffix(place) }.map(\.result)
  }

  @Test func anInboxIsAccountedFor() throws {
    let scratch = try Scratch()
    _ = try scratch.write("in/1.eml", Self.message("x.fnb", bundle(3000, seed: 1)))
    _ = try scratch.write(
      "in/2.eml", Self.message("某某医院.zip", Wrapping.zip("x.fnb", bundle(3000, seed: 2))))
    _ = try scratch.write(
      "in/3.eml",
      "From: b@example.org\r\nSubject: =?UTF-8?B?5oql6YCB?=\r\nContent-Type: text/html\r\n\r\n"
        + "<a href=\"https://mail.example/ftn?k=1\">PDY000087.fnb</a>\r\n")
    _ = try scratch.write(
      "in/4.eml", Array("From: c@example.org\r\nSubject: hello\r\n\r\nWhen is it due?\r\n".utf8))
    _ = try scratch.write("in/5.eml", Self.message("scan.pdf", Array("%PDF-1.4".utf8)))
    _ = try scratch.write("in/6.eml", Self.message("y.fnb", bundle(3000, seed: 1)))
    _ = try scratch.write("in/7.zip", Wrapping.zip("y/z.fnb", bundle(3000, seed: 7)))
    _ = try scratch.write("in/8.txt", Array("a list".utf8))
    _ = try scratch.write("in/9.eml", Self.message("lost.fnb", Array("<html>removed".utf8)))
    let found = try Collected([scratch.path + "/in"], scratch)
    #expect(found.contents == [1, 2, 7].map { bundle(3000, seed: $0) })
    let taken = found.collection.files.map { MailOutcome.Result.taken($0.name, isDamaged: false) }
    #expect(result(found, "1.eml") == [taken[0]])
    #expect(result(found, "2.eml") == [taken[1]])
    #expect(result(found, "3.eml") == [.notTaken(.mailNothingFound)])
    #expect(result(found, "4.eml") == [.leftAlone(.letter)])
    #expect(
      result(found, "5.eml") == [.leftAlone(.otherContent), .notTaken(.mailNothingFound)])
    #expect(result(found, "6.eml") == [.duplicate])
    #expect(result(found, "7.zip") == [taken[2]])
    #expect(result(found, "8.txt") == [.leftAlone(.notMail)])
    #expect(result(found, "9.eml") == [.notTaken(.notABundle)])
    let link = try #require(found.collection.outcomes.first { $0.place.hasSuffix("3.eml") })
    #expect(link.sender == "b@example.org" && link.subject == "报送" && link.part == nil)
    let zipped = try #require(found.collection.outcomes.first { $0.place.hasSuffix("2.eml") })
    #expect(zipped.subject == "报送" && zipped.part == "某某医院.zip/x.fnb")
    #expect(found.collection.hasLosses)
  }

  @Test func outcomesPartitionTheInput() throws {
    var random = Seeded(21)
    for _ in 0..<8 {
      let scratch = try Scratch()
      var places: Set<String> = []
      for index in 0..<Int.random(in: 1...30, using: &random) {
        let content =
          [
            Self.message("a.fnb", bundle(500, seed: random.next())),
            volume(300, seed: random.next()),
            Array("From a\nSubject: x\n\nFrom here\n".utf8), Array("junk".utf8), [],
            Wrapping.zip("b/c.fnv", volume(200, seed: random.next())),
            Wrapping.gzip(volume(200, seed: random.next())),
            OddMessage.clients.randomElement(using: &random)?.make(volume(400)) ?? [],
          ].randomElement(using: &random) ?? []
        places.insert(try scratch.write("in/\(index % 3)/\(index)", content))
      }
      let found = try Collected([scratch.path + "/in"], scratch)
      #expect(Set(found.collection.outcomes.map(\.place)) == places)
      let taken = found.collection.outcomes.compactMap { outcome -> String? in
        if case .taken(let name, _) = outcome.result { name.text } else { nil }
      }
      #expect(taken == found.names)
      let duplicates = found.collection.outcomes.count { $0.result == .duplicate }
      #expect(duplicates == found.collection.duplicates)
    }
  }

  /// A Maildir's member whose name is in GBK, a pipe, a link and a folder of the system's.
  @Test func oddMembersHideNothing() throws {
    let scratch = try Scratch()
    let folder = scratch.path + "/in"
    for index in 1...3 {
      _ = try scratch.write(
        "in/\(index).eml", Self.message("v\(index).fnv", volume(500, seed: UInt64(index))))
    }
    _ = try scratch.write("in/lost+found/x", [1])
    let gbk: [UInt8] = [0xb1, 0xa8, 0xcb, 0xcd]
    let named = Array(folder.utf8) + [0x2f] + gbk + Array(".eml".utf8)
    let renamed = (Array((folder + "/2.eml").utf8) + [0]).withUnsafeBufferPointer { from in
      (named + [0]).withUnsafeBufferPointer { to in
        from.withMemoryRebound(to: CChar.self) { from in
          to.withMemoryRebound(to: CChar.self) { to in
            from.baseAddress.map { a in to.baseAddress.map { rename(a, $0) } ?? -1 } ?? -1
          }
        }
      }
    }
    #expect(renamed == 0)
    #expect(mkfifo(folder + "/0.eml", 0o600) == 0)
    #expect(symlink(folder + "/1.eml", folder + "/0-link.eml") == 0)
    let found = try Collected([folder], scratch)
    #expect(Set(found.contents) == Set((1...3).map { volume(500, seed: UInt64($0)) }))
    #expect(result(found, "/0.eml") == [.leftAlone(.special)])
    #expect(result(found, "/0-link.eml") == [.leftAlone(.link)])
    #expect(result(found, "/lost+found") == [.leftAlone(.systemFolder)])
    #expect(
      found.collection.outcomes.contains {
        $0.place.hasSuffix("\\xB1\\xA8\\xCB\\xCD.eml (GBK: 报送.eml)")
      })
    #expect(found.collection.hasLosses)
    // Named itself, it is found by the same text.
    let text = Paths.text(ofOctets: named)
    #expect(Paths.octets(of: text) == named && Paths.exists(text))
    #expect(try Collected([text], scratch).contents == [volume(500, seed: 2)])
  }

  @Test(
    arguments: [
      [0xf4, 0x8f, 0xba, 0x80], [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0x61, 0xe6, 0x8a],
      [0xe6, 0x8a, 0xa5, 0xb1],
    ] as [[UInt8]])
  func everyNameComesBack(_ octets: [UInt8]) {
    #expect(Paths.octets(of: Paths.text(ofOctets: octets)) == octets)
  }
}
