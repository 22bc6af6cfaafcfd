import BundleCore
import Foundation
import Mail
import TestSupport
import Testing

/// Messages that Python's `email` and `mailbox` wrote, with every policy.
enum PythonMail {
  static let payload = volume(20_000)
  static let scratch = try? Scratch()
  static let programs = Repository.path("Tests/CarrierTests/Mail/python")
  static let cases: [String] = {
    guard let scratch, let python = Program.path("python3") else { return [] }
    // Nothing that is static ever goes by itself.
    atexit { PythonMail.scratch?.remove() }
    do {
      let file = try scratch.write("payload", payload)
      _ = try Program.run(
        [python, programs + "/write_messages.py", file, scratch("cases")]
      ).succeeded()
      return try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/cases").sorted()
    } catch {
      return ["\(error)"]
    }
  }()
}

@Suite struct PythonTests {
  @Test(.enabled(if: Program.path("python3") != nil), arguments: PythonMail.cases)
  func collected(_ name: String) throws {
    let scratch = try #require(PythonMail.scratch)
    let found = try Collected([scratch.path + "/cases/" + name], scratch)
    #expect(found.contents == [PythonMail.payload], "\(name)")
    #expect(found.collection.findings.isEmpty)
    if name.contains("chinese") || name.contains("2231") {
      #expect(found.names == ["某某医院 自查材料（第1卷）.fnv"])
    }
    if name == "box twice" {
      #expect(found.collection.duplicates == 3 && found.collection.messages == 6)
    }
  }

  @Test(.enabled(if: Program.path("python3") != nil))
  func composedIsReadStrictly() throws {
    let scratch = try Scratch()
    let python = try #require(Program.path("python3"))
    let mail = MailCompose(
      to: try MailAddress("centre@example.org"), from: try MailAddress("unit@example.org"),
      limit: 1 << 20, date: Timestamp(secondsSince1970: 1_346_054_400))
    var items: [MailItem] = []
    var contents: [[UInt8]] = []
    // Every way in which a last line can end.
    for (index, count)
      in ([8, 9, 10, 55, 56, 57, 58, 59, 113, 114, 115, 58_367, 58_368, 58_369]
      + [200_000, Int(mail.attachmentLimit)]).enumerated()
    {
      contents.append(volume(count, seed: UInt64(index)))
      let path = try scratch.write("volumes/第 \(index) 卷.fnv", contents[index])
      items.append(
        MailItem(path: path, shortCode: "0123 4567 89ab cdef", number: index + 1, count: 16))
    }
    let folder = scratch.path + "/mail"
    let written = try mail.compose(items, into: folder)
    #expect(written.count == 16)
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/read", withIntermediateDirectories: true)
    let said = try Program.run(
      [python, PythonMail.programs + "/read_messages.py", folder, scratch("read")]
    ).succeeded().text
    let lines = said.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    #expect(lines.map { $0.first } == (1...16).map { "0123 4567 89ab cdef \($0)/16" })
    #expect(lines.map { $0.dropFirst().first } == written.map { "\($0.size)" })
    for (index, mail) in written.enumerated() {
      #expect(try Files.read(scratch.path + "/read/" + mail.name.text) == contents[index])
    }
    let found = try Collected([folder], scratch)
    #expect(found.contents == contents && found.collection.findings.isEmpty)
  }
}
