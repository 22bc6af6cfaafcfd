import BundleCore
import Foundation
import Messages
import TestSupport
import Testing

/// What `mail collect` says of everything that it was given.
@Suite struct MailCollectTests {
  private static func message(_ file: String, _ content: [UInt8], subject: String) -> String {
    """
    From: unit@example.org
    Subject: \(subject)
    Content-Type: application/octet-stream; name="\(file)"
    Content-Transfer-Encoding: base64

    \(Data(content).base64EncodedString(options: .lineLength76Characters))

    """
  }

  @Test(arguments: Language.allCases)
  func everythingHasALine(_ language: Language) throws {
    let (story, scratch) = (try Story.shared(), try Scratch())
    let sealed = try Files.read(story.path("signed.fnb"))
    try scratch.write("in/1.eml", Self.message("x.fnb", sealed, subject: "one"))
    try scratch.write("in/2.eml", Self.message("x.fnb", sealed, subject: "two"))
    try scratch.write(
      "in/3.eml", Self.message("scan.rar", Array("Rar!\u{1a}\u{7}".utf8), subject: "three"))
    try scratch.write("in/4.eml", "From: a@example.org\nSubject: four\n\nhttps://example.org/1\n")
    try scratch.write("in/5.eml", "From: a@example.org\nSubject: five\n\nWhen is it due?\n")
    try scratch.write("in/notes", "x")
    let arguments = ["mail", "collect", scratch("in"), "-o", scratch("out")]
    let outcome = try Tool.run(arguments + ["--lang", language.rawValue])
    outcome.expectDecent()
    #expect(outcome.status == 1 && outcome.text == scratch("out/x.fnb") + "\n")
    let lines = outcome.messages.split(separator: "\n")
    for (number, words) in [
      (1, [scratch("out/x.fnb"), "one", "unit@example.org"]), (2, ["two"]),
      (3, ["three", "scan.rar", Code.mailArchive.label]),
      (4, ["four", Code.mailNothingFound.label]), (5, ["five", Phrase.Mail.letter[language]]),
    ] {
      let line = lines.first { $0.hasPrefix(scratch("in/\(number).eml")) } ?? ""
      for word in words { #expect(line.contains(word), "\(number): \(outcome.messages)") }
    }
    #expect(lines.contains { $0.hasPrefix(scratch("in/notes")) })
    // Each remedy once.
    for code in [Code.mailArchive, .mailNothingFound] {
      #expect(lines.count { $0.contains(code.remedy[language]) } == 1)
    }

    let json = try Tool.run(arguments + ["--force", "--format", "json"])
    let value = try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any]
    let outcomes = value?["outcomes"] as? [[String: Any]]
    #expect(json.status == 1)
    #expect(
      outcomes?.compactMap { $0["outcome"] as? String }
        == ["taken", "duplicate", "not-taken", "not-taken", "left-alone", "left-alone"],
      "\(json.text)")
  }

  @Test func nothingWasLost() throws {
    let (story, scratch) = (try Story.shared(), try Scratch())
    let sealed = try Files.read(story.path("signed.fnb"))
    try scratch.write("in/1.eml", Self.message("x.fnb", sealed, subject: "one"))
    let outcome = try Tool.run(["mail", "collect", scratch("in"), "-o", scratch("out")])
    #expect(outcome.status == 0, "\(outcome.all)")
  }

  /// A file whose name is in GBK, in a folder and named by itself.
  @Test func namesInAnotherCode() throws {
    let (story, scratch) = (try Story.shared(), try Scratch())
    let sealed = try Files.read(story.path("signed.fnb"))
    try scratch.write("in/1.eml", Self.message("x.fnb", sealed, subject: "one"))
    let name = "'\(scratch("in"))'/$'\\xb1\\xa8\\xcb\\xcd.eml'"
    let rename = "mv '\(scratch("in"))/1.eml' \(name); "
    let folder = try Tool.shell(
      rename + "\"$@\"",
      ["mail", "collect", scratch("in"), "-o", scratch("a"), "--lang", "en"])
    #expect(
      folder.status == 0 && folder.messages.contains("\\xB1\\xA8\\xCB\\xCD.eml (GBK: 报送.eml)"))
    let named = try Tool.shell(
      "\"$1\" mail collect \(name) -o '\(scratch("b"))' --lang en", [])
    #expect(named.status == 0, "\(named.all)")
    #expect(scratch.exists("a/x.fnb") && scratch.exists("b/x.fnb"))
  }

  /// The same in a workspace, where nothing may be passed over: refused with its GBK reading.
  @Test func namesInAnotherCodeOfDocuments() throws {
    let (story, scratch) = (try Story.shared(), try Scratch())
    let work = try scratch.copy(story.path("full"), as: "work")
    let outcome = try Tool.shell(
      "touch '\(work)'/documents/evidence/$'\\xb1\\xa8\\xcb\\xcd.pdf'; \"$@\"",
      ["report", "check", work, "--lang", "en"] + Story.signing, environment: story.home)
    #expect(outcome.status == 65)
    #expect(outcome.messages.contains(Code.fileNameEncoding.label))
    #expect(outcome.messages.contains("\\xB1\\xA8\\xCB\\xCD.pdf (GBK: 报送.pdf)"))
  }
}
