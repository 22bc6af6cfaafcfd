import BundleCore
import Foundation
import Glibc
import Messages
import TestSupport
import Testing

/// Documents that units bring, and signatures.
@Suite struct WorkspaceSituations {
  private static let folder = "work/documents/"

  /// `report check` on a copy of the complete workspace that somebody changed.
  private static func check(
    _ name: String, _ status: Int32, _ code: Code, _ stream: Stream = .output,
    _ change: @escaping @Sendable (Scratch) throws -> Void
  ) -> Situation {
    Situation(name, status, code, stream) { story, scratch in
      let work = try scratch.copy(story.path("full"), as: "work")
      try change(scratch)
      return ["report", "check", work] + Story.signing
    }
  }

  private static func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: path)
  }

  static let documents: [Situation] = [
    Situation("complete", 0, nil) { story, _ in
      ["report", "check", story.path("full")] + Story.signing
    },
    check("document missing", 1, .documentMissing) {
      try remove($0(folder + "inspection-form/form.json"))
    },
    check("folder of no role", 1, .documentUnexpected) {
      _ = try $0.write(folder + "photographs/x.pdf", "x")
    },
    check("file outside a role's folder", 65, .workspaceMalformed, .errors) {
      _ = try $0.write(folder + "x.pdf", "x")
    },
    check("dangling link", 74, .inputUnreadable, .errors) {
      symlink("/nowhere/at/all.pdf", $0(folder + "evidence/x.pdf"))
    },
    check("link to a file", 74, .inputUnreadable, .errors) {
      symlink("/etc/hostname", $0(folder + "evidence/x.pdf"))
    },
    check("link to a folder", 74, .inputUnreadable, .errors) {
      symlink("/etc", $0(folder + "evidence/x"))
    },
    check("named pipe", 74, .inputUnreadable, .errors) {
      mkfifo($0(folder + "evidence/x.pdf"), 0o600)
    },
    check("folders too deep", 74, .inputUnreadable, .errors) {
      let deep = String(repeating: "d/", count: 20)
      _ = try $0.write(folder + "evidence/" + deep + "x.pdf", "x")
    },
    check("report.json is a folder", 74, .inputUnreadable, .errors) {
      try remove($0("work/report.json"))
      mkdir($0("work/report.json"), 0o700)
    },
    check("report.json is no JSON", 65, .workspaceMalformed, .errors) {
      _ = try $0.write("work/report.json", "{")
    },
    check("empty document", 1, .documentEmpty) {
      _ = try $0.write(folder + "evidence/x.pdf", "")
    },
    check("kind of file that is not allowed", 1, .documentMediaType) {
      _ = try $0.write(folder + "evidence/x.txt", "hello")
    },
    check("content of another kind than the name", 1, .documentContentMismatch) {
      _ = try $0.write(folder + "evidence/x.pdf", "hello")
    },
    check("too large", 1, .documentTooLarge) {
      _ = try $0.write(
        folder + "self-inspection-report/x.pdf", "%PDF-" + String(repeating: "x", count: 70_000))
    },
    check("too many", 1, .documentTooMany) {
      for i in 1...3 { _ = try $0.write(folder + "self-inspection-report/\(i).pdf", "%PDF-") }
    },
    check("JSON with a byte order mark", 1, .jsonEncoding) {
      _ = try $0.write(folder + "inspection-form/form.json", "\u{feff}{\"form\": \"inspection\"}")
    },
    check("JSON with a flaw", 1, .jsonSyntax) {
      _ = try $0.write(folder + "inspection-form/form.json", "{\n  \"a\": 1,\n}\n")
    },
    check("name that Windows reserves", 1, .entryNameRefused, .errors) {
      _ = try $0.write(folder + "evidence/CON.pdf", "%PDF-")
    },
    check("name that ends with a dot", 1, .entryNameRefused, .errors) {
      _ = try $0.write(folder + "evidence/x.pdf.", "%PDF-")
    },
    check("name with a control character", 1, .entryNameRefused, .errors) {
      _ = try $0.write(folder + "evidence/x\u{7}.pdf", "%PDF-")
    },
    check("name in decomposed characters", 65, .fileNameEncoding, .errors) {
      _ = try $0.write(folder + "evidence/cafe\u{301}.pdf", "%PDF-")
    },
    check("names that differ by case", 1, .entryNameCollision, .errors) {
      _ = try $0.write(folder + "evidence/x.pdf", "%PDF-")
      _ = try $0.write(folder + "evidence/X.pdf", "%PDF-")
    },
    check("nobody reviewed for secrets", 1, .secrecyReviewMissing) {
      let file = $0("work/report.json")
      let text = try String(contentsOfFile: file, encoding: .utf8)
      try Files.write(
        text.replacingOccurrences(of: "\"Li\"", with: "\"\"")
          .replacingOccurrences(of: "\"2012-08-19\"", with: "\"\""), to: file)
    },
    Situation("unit that the roster lacks", 1, .senderUnknown) { story, scratch in
      ["report", "new", scratch("out"), "--campaign", story.path("main.fnp")]
        + ["--sender", "PDY999999"] + Story.signing
    },
    Situation("unit that reports elsewhere", 1, .senderMayNotSubmit) { story, scratch in
      ["report", "new", scratch("out"), "--campaign", story.path("main.fnp")]
        + ["--sender", "PDY001012"] + Story.signing
    },
    Situation("submission that is not asked for", 1, .kindNotAllowed) { story, scratch in
      ["report", "new", scratch("out"), "--campaign", story.path("main.fnp")]
        + ["--sender", "PDY000028", "--submission", "poetry"] + Story.signing
    },
    Situation("campaign is over", 1, .campaignExpired) { story, scratch in
      ["report", "new", scratch("out"), "--campaign", story.path("main.fnp")]
        + ["--sender", "PDY000028", "--time", "2020-01-01T00:00:00Z"]
    },
  ]

  private static func sign(
    _ name: String, _ code: Code, as capacity: String, by key: String, of work: String = "full",
    at time: [String] = Story.signing
  ) -> Situation {
    Situation(name, 1, code) { story, scratch in
      ["sign", try scratch.copy(story.path(work), as: "work"), "--as", capacity, "--keys"]
        + [story.path("keys/" + key)] + story.secret + time
    }
  }

  static let signatures: [Situation] = [
    sign("capacity that is not the signer's", .capacityNotAllowed, as: "approver", by: "preparer"),
    sign("signer whom the roster lacks", .signerNotInRoster, as: "seal", by: "publisher"),
    sign(
      "same person twice", .signerDuplicate, as: "preparer", by: "preparer", of: "signed"),
    sign(
      "certificate expired", .certificateExpired, as: "preparer", by: "preparer",
      at: ["--time", "2012-11-15T09:00:00+08:00"]),
    Situation("nothing is signed with a flaw inside", 1, .documentMissing, .output) {
      story, scratch in
      let work = try scratch.copy(story.path("full"), as: "work")
      try remove(scratch(folder + "inspection-form/form.json"))
      return ["sign", work, "--as", "preparer", "--keys", story.path("keys/preparer")]
        + story.secret + Story.signing
    },
    Situation("seal without signatures", 1, .capacityMissing) { story, scratch in
      ["seal", story.path("full"), "-o", scratch("out")] + Story.signing
    },
    Situation("seal with one signature of three", 1, .capacityMissing) { story, scratch in
      let work = try scratch.copy(story.path("full"), as: "work")
      return ["seal", work, "-o", scratch("out"), "--keys", story.path("keys/seal")]
        + story.secret + Story.signing
    },
    Situation("document changed after signing", 1, .signaturesVoid) { story, scratch in
      let work = try scratch.copy(story.path("signed"), as: "work")
      _ = try scratch.write(folder + "self-inspection-report/report.pdf", "%PDF-1.7 more")
      return ["seal", work, "-o", scratch("out")] + Story.signing
    },
    Situation("document added after signing", 1, .signaturesVoid) { story, scratch in
      let work = try scratch.copy(story.path("signed"), as: "work")
      _ = try scratch.write(folder + "evidence/new.pdf", "%PDF-1.7 more")
      return ["report", "check", work] + Story.signing
    },
    Situation("signed statement damaged", 1, nil) { story, scratch in
      let work = try scratch.copy(story.path("signed"), as: "work")
      _ = try scratch.write("work/.fengni/manifest.p7s", "0")
      return ["seal", work, "-o", scratch("out")] + Story.signing
    },
  ]

  @Test("documents", arguments: documents, Language.allCases)
  func document(_ situation: Situation, _ language: Language) throws {
    try situation.check(language)
  }

  @Test("signatures", arguments: signatures, Language.allCases)
  func signature(_ situation: Situation, _ language: Language) throws {
    try situation.check(language)
  }
}
