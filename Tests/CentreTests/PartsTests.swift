import BundleCore
import CMS
import Disk
import ErasureFrames
import Foundation
import Primitives
import Submission
import TestSupport
import Testing

@testable import Centre

/// Volumes, images of media and mail at the centre.
struct PartsTests {
  private func day(_ number: Int) -> Timestamp {
    World.time("2012-08-2\(number)T09:00:00+08:00")
  }

  private func partFiles(_ desk: Desk) throws -> [String] {
    try DirectoryTree.files(below: desk.folder + "/centre/parts", refusing: .inputUnreadable)
  }

  /// A stick with a damaged file, mails of which one was lost, and the image of a disc: one tray.
  @Test(arguments: ["sm", "nist"]) func everyWayAtOnce(_ suite: String) throws {
    let desk = try Desk(suite == "sm" ? .sm : .nist)
    let first = try desk.world.sealed()
    let second = try desk.world.correction(of: first, revision: 2)
    let third = try desk.world.correction(of: second, revision: 3)
    var stick = try CutBundle(first).volumes
    stick[1][700] ^= 1
    for (index, bytes) in stick.enumerated() where index != 4 {
      try desk.put(bytes, "stick/\(index).fnv")
    }
    try desk.put(Array("短码".utf8), "stick/LABEL.txt")
    let parts = try CutBundle(second).volumes
    let mails = parts.indices.map { Letter.message([("part\($0).dat", parts[$0])]) }
    try desk.put(Array(mails[0].utf8), "one.eml")
    try desk.put(Array(Letter.mailbox([mails[1], mails[2], mails[1]]).utf8), "mbox")
    try desk.put(Array(mails[4].utf8), "Maildir/cur/1346054400.1.host:2,S")
    try desk.put(Array(mails[5].utf8), "Maildir/tmp/1346054400.2.host")
    try desk.put([], "Maildir/new/.keep")
    let winmail = Letter.message([("winmail.dat", [0x78, 0x9f, 0x3e, 0x22, 1, 2, 3])])
    try desk.put(Array(winmail.utf8), "outlook.eml")
    var image: [UInt8] = Array(repeating: 0x5a, count: 1000)
    for volume in try CutBundle(third).volumes.dropLast() {
      image += volume + Array(repeating: 0, count: 77)
    }
    image.replaceSubrange(1200..<1300, with: Array(repeating: 0xff, count: 100))
    let disc = desk.folder + "/disc.iso"
    try Files.write(image, to: disc)

    var found: FoundOnTray?
    var outcomes: [Outcome] = []
    try desk.intake().run([desk.folder + "/tray", disc], found: { found = $0 }) {
      outcomes.append($0)
    }
    #expect(outcomes.map(\.result.word) == ["accepted", "accepted", "accepted"], "\(outcomes)")
    #expect(outcomes.map(\.shortCode).contains(third.digest.shortCode))
    #expect(found?.findings.map(\.code) == [.mailWinmail])
    #expect(found?.findings.first?.subject.hasSuffix("outlook.eml") == true)
    #expect(found?.messages == 6 && found?.volumes == 10 && found?.others == [])
    #expect(try desk.centre.audit().flaws == [])
    #expect(try partFiles(desk) == [] && desk.centre.incompleteSets() == [])
    let original = desk.centre.original(third.digest, in: "sealed")
    #expect(try FileSource.readAll(original, limit: 1 << 20) == third.bytes)
    // Again: the same bundles, nothing new.
    try desk.intake().run([desk.folder + "/tray", disc]) { outcomes.append($0) }
    #expect(outcomes.dropFirst(3).map(\.result.word) == Array(repeating: "duplicate", count: 3))
  }

  /// What is missing is said each day; the day on which enough is there counts.
  @Test func threeDays() throws {
    let desk = try Desk()
    let sealed = try desk.world.sealed()
    let cut = try CutBundle(sealed)
    let first = try desk.put(cut.volumes[0], "a/0.fnv")
    let outcomes = try desk.receive(first, at: day(1))
    #expect(outcomes.map(\.result.word) == ["incomplete 1/6, any 3 of [2, 3, 4, 5, 6]"])
    #expect(outcomes.first?.shortCode == sealed.digest.shortCode)

    // The same again, damaged, brings nothing; another one does, in part.
    var damaged = cut.volumes[0]
    damaged[600] ^= 1
    try desk.put(damaged, "b/0.fnv")
    try desk.put(Array(cut.volumes[2].prefix(512)), "b/2.fnv")
    let mail = try desk.put(Array(Letter.message([("x.bin", cut.volumes[5])]).utf8), "b/x.eml")
    let second = try desk.receive(desk.folder + "/tray/b", at: day(2))
    #expect(second.map(\.result.word) == ["incomplete 2/6, any 2 of [2, 3, 4, 5]"])
    #expect(try partFiles(desk).count == 3)
    let waiting = try #require(try desk.centre.status(at: day(2)).incomplete.first)
    #expect(waiting.since == day(1) && waiting.latest == day(2) && waiting.missing == [2, 3, 4, 5])
    // Known parts are no news.
    #expect(try desk.receive(mail, at: day(3)).map(\.result.word) == second.map(\.result.word))
    #expect(try desk.centre.incompleteSets() == [waiting])

    try desk.put(cut.volumes[1] + cut.volumes[3], "c/joined by hand.bin")
    let third = try desk.receive(desk.folder + "/tray/c", at: day(4))
    #expect(third.map(\.result.word) == ["accepted"])
    #expect(try partFiles(desk) == [] && desk.centre.incompleteSets() == [])
    let sink = MemorySink()
    try desk.centre.export(.deliveries, as: .csv, into: sink)
    #expect(String(decoding: sink.bytes, as: UTF8.self).contains(",2012-08-24T09:00:00+08:00,"))
    for path in ["a", "b", "c"] {
      let again = try desk.receive(desk.folder + "/tray/" + path, at: day(5))
      #expect(again.map(\.result.word) == ["duplicate"])
    }
    #expect(try partFiles(desk) == [])
  }

  /// The bundle comes another way while some of its volumes wait.
  @Test func theBundleComesWhole() throws {
    let desk = try Desk()
    let sealed = try desk.world.sealed()
    let cut = try CutBundle(sealed)
    let volume = try desk.put(cut.volumes[3], "3.fnv")
    try desk.receive(volume)
    #expect(try partFiles(desk).count == 1)
    let bundle = try desk.put(sealed.bytes, "renamed.dat")
    #expect(try desk.receive(bundle).map(\.result.word) == ["accepted"])
    #expect(try partFiles(desk) == [] && desk.centre.incompleteSets() == [])
    #expect(try desk.receive(volume).map(\.result.word) == ["duplicate"])
  }

  /// Another program cut it with the digest of the other suite, and somebody cut it anew.
  @Test func cutInSeveralWays() throws {
    let desk = try Desk(.sm)
    let sealed = try desk.world.sealed()
    let other = try CutBundle(sealed.bytes, .of(sealed.bytes, .sha256))
    let (own, anew) = (try CutBundle(sealed), try CutBundle(sealed, data: 3, recovery: 1))
    for index in 0..<3 { try desk.put(other.volumes[index], "a/\(index).fnv") }
    try desk.put(own.volumes[0], "b/0.fnv")
    try desk.put(anew.volumes[0], "b/1.fnv")
    try desk.put(Array("no frame".utf8), "b/junk.fnv")
    try desk.receive(desk.folder + "/tray/a")
    let words = try desk.receive(desk.folder + "/tray/b").map(\.result.word)
    #expect(words.count == 3 && words.contains("FN110"))
    #expect(try partFiles(desk).count == 5)
    try desk.put(other.volumes[5], "a/5.fnv")
    #expect(try desk.receive(desk.folder + "/tray/a").map(\.result.word) == ["accepted"])
    #expect(try partFiles(desk) == [] && desk.centre.incompleteSets() == [])
    for path in ["a", "b/0.fnv", "b/1.fnv"] {
      let again = try desk.receive(desk.folder + "/tray/" + path)
      #expect(again.map(\.result.word) == ["duplicate"])
      #expect(again.first?.shortCode == sealed.digest.shortCode)
    }
  }

  // MARK: Hostile

  /// Whole volumes of another file under the same header, with checksums that hold: before and
  /// beside the true ones.
  @Test(arguments: [3, 6]) func forgedVolumes(_ count: Int) throws {
    let desk = try Desk()
    let sealed = try desk.world.sealed()
    let cut = try CutBundle(sealed)
    var other = sealed.bytes
    for index in other.indices { other[index] ^= UInt8(truncatingIfNeeded: index) }
    let forged = try CutBundle(sealed.bytes, sealed.digest, contents: other)
    #expect(forged.set == cut.set && forged.volumes[0] != cut.volumes[0])
    for index in 0..<count { try desk.put(forged.volumes[index], "forged/\(index).fnv") }
    let before = try desk.receive(desk.folder + "/tray/forged")
    #expect(before.map(\.result.word).contains { $0 == "FN113" } == (count >= 4), "\(before)")
    if count == 6 {
      #expect(try desk.centre.incompleteSets().map(\.state) == [.contradictory])
    }
    // Two days, so that the true ones wait beside the forged ones.
    for index in 2..<4 { try desk.put(cut.volumes[index], "true/\(index).fnv") }
    try desk.receive(desk.folder + "/tray/true")
    for index in 4..<6 { try desk.put(cut.volumes[index], "true/\(index).fnv") }
    let after = try desk.receive(desk.folder + "/tray/true")
    #expect(after.map(\.result.word) == ["accepted"], "\(after)")
    #expect(try partFiles(desk) == [] && desk.centre.incompleteSets() == [])
  }

  /// A set is what its headers say: other parameters, another set.
  @Test func claims() throws {
    let desk = try Desk()
    let sealed = try desk.world.sealed()
    let huge = try #require(
      FrameSet(
        dataColumns: 240, recoveryColumns: 15, frameSize: 256 << 10, framesPerVolume: 60 * 1025,
        length: 60 << 30, digest: sealed.digest))
    let path = try desk.put(CutBundle.claim(huge, column: 3), "claim.fnv")
    let cut = try CutBundle(sealed)
    let volume = try desk.put(cut.volumes[0], "0.fnv")
    #expect(
      try desk.receive(path).map(\.result.word).first?.hasPrefix("incomplete 0/5, any ") == true)
    try desk.receive(volume)
    #expect(try desk.centre.incompleteSets().count == 2)
    #expect(try partFiles(desk).count == 2)
    #expect(throws: FengniError(.partsUnknown)) { try desk.centre.discardParts("ffff ffff") }
    #expect(try desk.centre.discardParts(String(sealed.digest.shortCode.prefix(9))).count == 2)
    #expect(try partFiles(desk) == [] && desk.centre.incompleteSets() == [])
    for index in 1..<5 { try desk.put(cut.volumes[index], "rest/\(index).fnv") }
    #expect(try desk.receive(desk.folder + "/tray/rest").map(\.result.word) == ["accepted"])
  }

  /// A file of a few hundred claims, and more of one volume than there can be.
  @Test func bounded() throws {
    let desk = try Desk()
    var many: [UInt8] = []
    for index in 0..<300 {
      let set = try #require(
        FrameSet(
          dataColumns: 2, recoveryColumns: 1, frameSize: 512, framesPerVolume: 1, length: 700,
          digest: .of(Array("\(index)".utf8), .sm3)))
      many += CutBundle.claim(set)
    }
    let path = try desk.put(many, "many.fnv")
    let words = try desk.receive(path).map(\.result.word)
    #expect(words.count == 257 && words.first == "FN860", "\(words.first ?? "")")
    #expect(try desk.centre.incompleteSets().count == 256)

    let sealed = try desk.world.sealed()
    let cut = try CutBundle(sealed)
    for index in 0..<26 {
      var other = sealed.bytes
      other[40] = UInt8(index)
      let forged = try CutBundle(sealed.bytes, sealed.digest, contents: other)
      try desk.put(forged.volumes[0], "flood/\(index).fnv")
    }
    let flood = try desk.receive(desk.folder + "/tray/flood").map(\.result.word)
    #expect(flood.contains("FN861") && flood.count > 2)
    #expect(try partFiles(desk).count == 256 + 24)
    for index in 0..<4 { try desk.put(cut.volumes[index], "true/\(index).fnv") }
    #expect(
      try desk.receive(desk.folder + "/tray/true").map(\.result.word) == ["accepted"])
    #expect(try partFiles(desk).count == 256)
  }

  /// A message of ten thousand parts in each other does not keep the others from being taken.
  @Test func mailBomb() throws {
    let desk = try Desk()
    let sealed = try desk.world.sealed()
    var bomb = "From: a@example.org\nMIME-Version: 1.0\n"
    for level in 0..<10_000 {
      bomb += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n"
    }
    try desk.put(Array(bomb.utf8), "bomb.eml")
    try desk.put(Array("no mail at all".utf8), "broken.eml")
    try desk.put(Array(Letter.message([("a.bin", sealed.bytes)]).utf8), "good.eml")
    var found: FoundOnTray?
    var outcomes: [Outcome] = []
    try desk.intake().run([desk.folder + "/tray"], found: { found = $0 }) { outcomes.append($0) }
    #expect(outcomes.map(\.result.word) == ["accepted"])
    #expect(outcomes.first?.name.hasSuffix("good.eml/a.bin") == true)
    #expect(found?.findings.map(\.code) == [.mailLimitExceeded, .mailNotReadable])
  }

  /// What the disk lost of a part is missing from then on.
  @Test func aPartIsDamaged() throws {
    let desk = try Desk()
    let cut = try CutBundle(try desk.world.sealed())
    for index in 0..<3 { try desk.put(cut.volumes[index], "a/\(index).fnv") }
    try desk.receive(desk.folder + "/tray/a")
    let part = try #require(try partFiles(desk).first)
    let path = desk.folder + "/centre/parts/" + part
    var bytes = try FileSource.readAll(path, limit: 1 << 20)
    bytes[300] ^= 1
    try Files.write(bytes, to: path)
    let last = try desk.put(cut.volumes[3], "3.fnv")
    let words = try desk.receive(last).map(\.result.word)
    #expect(words.first == "FN111" && words.last?.hasPrefix("incomplete 3/6, any 1 of") == true)
    let more = try desk.put(cut.volumes[5], "5.fnv")
    #expect(try desk.receive(more).map(\.result.word) == ["accepted"])
  }

  /// What rotted unnoticed is there again when it comes again.
  @Test func partsAreReplaced() throws {
    let desk = try Desk()
    let cut = try CutBundle(try desk.world.sealed())
    for index in 0..<2 { try desk.put(cut.volumes[index], "a/\(index).fnv") }
    try desk.receive(desk.folder + "/tray/a")
    for part in try partFiles(desk) {
      try Files.write(Array("rotten".utf8), to: desk.folder + "/centre/parts/" + part)
    }
    let words = try desk.receive(desk.folder + "/tray/a").map(\.result.word)
    #expect(words == ["incomplete 2/6, any 2 of [3, 4, 5, 6]"])
    for index in 2..<4 { try desk.put(cut.volumes[index], "b/\(index).fnv") }
    #expect(try desk.receive(desk.folder + "/tray/b").map(\.result.word) == ["accepted"])
  }

  // MARK: Slips

  @Test(arguments: [true, false]) func aSlip(comesFirst: Bool) throws {
    let desk = try Desk()
    let sealed = try desk.world.sealed()
    let form = """
      {"slipNo": "2012-001", "bundleId": "\(sealed.manifest.id)",
       "shortCode": "\(sealed.digest.shortCode)", "mark": "internal",
       "media": [{"type": "usb", "label": "\(sealed.digest.shortCode)", "volume": 1, "of": 1}],
       "copies": 1, "deliveredBy": "某某", "deliveredUnit": "郑州市卫生局",
       "deliveredAt": "2012-08-27T16:00:00+08:00", "condition": "intact"}
      """
    if comesFirst {
      let slip = try desk.put(Array(form.utf8), "slip.json")
      try desk.receive(slip)
      #expect(try desk.centre.slips().map(\.decision) == [nil])
      try desk.put(sealed.bytes, "a.fnb")
    } else {
      try desk.receive(try desk.put(sealed.bytes, "a.fnb"))
      try desk.put(Array(form.utf8), "slip.json")
    }
    try desk.put(
      Array(form.replacingOccurrences(of: "internal", with: "secret").utf8), "wrong.json")
    let words = try desk.receive().map(\.result.word)
    #expect(words.sorted() == ["FN611", comesFirst ? "accepted" : "duplicate"])
    let slip = try #require(try desk.centre.slips().first)
    #expect(slip.decision == .accepted && slip.unit == World.unitID && slip.agrees)
    #expect(try desk.centre.slips().count == 1)
    let sink = MemorySink()
    try desk.centre.export(.slips, as: .jsonl, into: sink)
    #expect(String(decoding: sink.bytes, as: UTF8.self).contains("\"same_id\":1"))
  }
}
