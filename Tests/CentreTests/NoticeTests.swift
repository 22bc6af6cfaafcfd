import BundleCore
import CMS
import Disk
import Foundation
import Glibc
import JSONText
import Primitives
import Submission
import TestSupport
import Testing
import Workplace

@testable import Centre

/// Notices, from the form to the last answer, at the command line.
@Suite(.serialized) struct NoticeTests {
  private let stage: NoticeStage

  init() throws { stage = try NoticeStage.shared() }

  @Test func theUnitVerifiesAndOpensIt() throws {
    let centre = try stage.newCentre()
    let form = try stage.form(NoticeStage.noticeJSON())
    let photo = stage.folder + "/现场.pdf"
    try Files.write(World.pdf, to: photo)
    let bundle = stage.folder + "/notice.fnb"
    let issued = try stage.issue(form, centre, bundle, more: ["--attach", photo])
    #expect(issued.status == 0 && issued.all.contains("with 3 findings"), "\(issued.all)")

    let verified = try stage.read("verify", bundle, keys: "PDY000028", more: ["--format", "json"])
    let report = try JSONDocument.parse(Array(verified.text.utf8))
    #expect(verified.status == 0 && report["verdict"]?.asString == "accepted", "\(verified.all)")
    #expect(report["submission"]?["addressee"]?.asString == "PDY000028")
    let folder = stage.folder + "/opened"
    let opened = try stage.read("open", bundle, keys: "PDY000028", more: ["-o", folder])
    #expect(opened.status == 0, "\(opened.all)")
    #expect(
      try FileSource.readAll(folder + "/data/notice/notice.json", limit: 1 << 20)
        == FileSource.readAll(form, limit: 1 << 20))
    #expect(Paths.exists(folder + "/data/attachment/现场.pdf"))
    // The centre can, too; another unit can't.
    #expect(try stage.read("verify", bundle, keys: NoticeStage.centreID).status == 0)
    let other = try stage.read("verify", bundle, keys: "PDY000036")
    #expect(other.status == 1 && other.all.contains("FN2"), "\(other.all)")

    #expect(try stage.status(centre) == ["open 0/3 TZ-001 TZ-002 TZ-003"])
    #expect(try stage.status(centre, at: "2012-09-01T09:00:00+08:00")[0].hasPrefix("overdue 0/3"))
    let audit = try stage.audit(centre)
    #expect(audit.status == 0 && audit.all.contains("1 original"), "\(audit.all)")
    try secondOpens(bundle)
  }

  /// The second implementation comes to the same verdict.
  private func secondOpens(_ bundle: String) throws {
    let unit = stage.folder + "/PDY000028/"
    let run = try Program.run(
      ["python3", Repository.root + "/Tools/second/fengni2", "verify", bundle]
        + ["--key", unit + "encryption.key", "--cert", unit + "encryption.crt"]
        + ["--time", "2012-08-21T01:00:00Z"] + stage.trust + stage.passphrase)
    #expect(run.status == 0 && run.text.hasPrefix("accepted"), "\(run.all)")
  }

  @Test func onlyWhatFitsIsIssued() throws {
    let centre = try stage.newCentre()
    func codes(_ form: String, unit: String = "PDY000028", more: [String] = []) throws -> ProgramRun
    {
      try stage.issue(
        stage.form(form), centre, stage.folder + "/refused.fnb", unit: unit, more: more)
    }
    let good = NoticeStage.noticeJSON()
    for (form, unit, status, text) in [
      (NoticeStage.noticeJSON(due: "2012-08-01"), "PDY000028", 1, "ZG-A3"),
      (good, "PDY000036", 1, "FN870"), (good, "PDY000099", 1, "FN318"),
      (good.replacingOccurrences(of: "郑州", with: "洛阳"), "PDY000028", 1, "FN870"),
    ] as [(String, String, Int32, String)] {
      let run = try codes(form, unit: unit)
      #expect(run.status == status && run.all.contains(text), "\(run.all)")
      #expect(!Paths.exists(stage.folder + "/refused.fnb"))
    }
    let stranger = try codes(
      good, more: ["--certificates", stage.folder + "/PDY000036/encryption.crt"])
    #expect(stranger.status == 0, "\(stranger.all)")
    // The same again is the same bundle; another of that number is an error.
    let bytes = try FileSource.readAll(stage.folder + "/refused.fnb", limit: 1 << 20)
    let again = try codes(good, more: ["--force"])
    #expect(again.status == 0 && again.all.contains("issued before"), "\(again.all)")
    #expect(try FileSource.readAll(stage.folder + "/refused.fnb", limit: 1 << 20) == bytes)
    let taken = try codes(NoticeStage.noticeJSON(findings: 2), more: ["--force"])
    #expect(taken.status == 1 && taken.all.contains("FN871"), "\(taken.all)")
    unlink(stage.folder + "/refused.fnb")
    #expect(try stage.status(centre).count == 1)
    // Nobody but the roster says whose a certificate is.
    let wrong = try Tool.run(
      [
        "notice", "issue", stage.form(good), "--unit", "PDY000028", "--centre", centre, "-o",
        stage.folder + "/wrong.fnb", "--certificates",
        stage.folder + "/campaign/certificates/PDY000036", "--time", NoticeStage.moment,
      ] + stage.passphrase)
    #expect(wrong.status == 1 && wrong.all.contains("FN346"), "\(wrong.all)")
  }

  /// Somebody at the unit wraps the signed notice for another unit, or another sender signs one.
  @Test func itCanNotBePassedOn() throws {
    let centre = try stage.newCentre()
    let bundle = stage.folder + "/passed.fnb"
    let issued = try stage.issue(stage.form(NoticeStage.noticeJSON("第9号")), centre, bundle)
    #expect(issued.status == 0, "\(issued.all)")
    let own = try #require(stage.encryption["PDY000028"])
    let other = try #require(stage.encryption["PDY000036"])
    let reader = try EnvelopeReader(
      FileSource(path: bundle),
      keys: [try RecipientKey(certificate: own.certificate, key: own.key)],
      prefix: PackageLayout.constantPrefix())
    var package: [UInt8] = []
    let block = Block(byteCount: 1 << 16)
    while case let count = try reader.read(into: block.memory), count > 0 {
      package += Array(UnsafeRawBufferPointer(rebasing: block.memory[..<count]))
    }
    for recipients in [
      [stage.recipient.certificate, other.certificate], [other.certificate],
      [stage.recipient.certificate, own.certificate, other.certificate],
    ] {
      let file = stage.folder + "/" + UUID().uuidString + ".fnb"
      let sink = MemorySink()
      let writer = try EnvelopeWriter(
        sink, suite: .nist, recipients: recipients, contentLength: UInt64(package.count))
      try writer.write(package)
      try writer.finish()
      try Files.write(sink.bytes, to: file)
      let run = try stage.read("verify", file, keys: "PDY000036")
      #expect(run.status == 1 && run.all.contains("FN328"), "\(run.all)")
    }
    // A unit issues none, and a report has no addressee.
    var draft = Draft(senderID: "PDY00001X", suite: .nist, submission: "notice")
    draft.addressee = Addressee(unit: "PDY000036", certificates: [other.certificate])
    let sealing = Sealing(campaign: stage.campaign, time: World.signingTime, producer: "test")
    for (sender, submission, code) in [
      ("PDY00001X", "notice", Code.noticeSigner), ("PDY000028", "notice", .addresseeUnfit),
      ("PDY000028", "rectification", .addresseeUnfit),
    ] {
      draft.senderID = sender
      draft.submission = submission
      let manifest = try sealing.check(draft).manifest
      let seal = try stage.seal(of: "PDY000028")
      #expect(throws: FengniError(code)) {
        try sealing.sign(
          manifest, key: seal.key, certificate: seal.certificate, capacity: .seal)
      }
    }
    // Sent back it is no submission.
    let digest = try Digest.of(FileSource.readAll(bundle, limit: 1 << 20), .sha256)
    let reply = try stage.reply(["TZ-001"])
    let back = Sealed(
      bytes: try FileSource.readAll(bundle, limit: 1 << 20), manifest: reply.manifest,
      digest: digest)
    #expect(try stage.receive(back, centre) == "returned FN877")
    #expect(try stage.audit(centre).status == 0)
  }

  @Test func repliesAreMatched() throws {
    let centre = try stage.newCentre()
    for (number, unit) in [(NoticeStage.number, 0), ("第4号", 0), ("第5号", 1)] {
      let run = try stage.issue(
        stage.form(NoticeStage.noticeJSON(number, unit: unit)), centre,
        stage.folder + "/" + UUID().uuidString, unit: NoticeStage.units[unit].id)
      #expect(run.status == 0, "\(run.all)")
    }
    let untouched = ["open 0/3 TZ-001 TZ-002 TZ-003", "open 0/3 TZ-001 TZ-002 TZ-003"]
    // What contradicts is returned, and answers nothing.
    for (sealed, codes) in [
      (try stage.reply(["TZ-001"], to: "第8号"), "FN872"),
      (try stage.reply(["TZ-001"], to: "第5号"), "FN872"),
      (try stage.reply(["TZ-001"], unit: 1), "FN872"),
      (try stage.reply(["TZ-001", "TZ-007"]), "FN873"),
    ] {
      #expect(try stage.receive(sealed, centre) == "returned " + codes)
    }
    #expect(try stage.status(centre) == untouched + [untouched[0]])

    let first = try stage.reply(["TZ-001", "TZ-003"])
    #expect(try stage.receive(first, centre) == "accepted-with-warnings FN875")
    #expect(try stage.status(centre)[0] == "open 2/3 TZ-002")
    let twice = try stage.reply(["TZ-001", "TZ-002"], after: first, .supplement)
    #expect(try stage.receive(twice, centre) == "returned FN874")
    let rest = try stage.reply(["TZ-002"], after: first, .supplement)
    #expect(try stage.receive(rest, centre) == "accepted")
    #expect(try stage.status(centre)[0] == "answered 3/3")
    // The second notice, after the due date of its first finding.
    let late = "2012-09-05T09:00:00+08:00"
    let second = try stage.reply(
      ["TZ-001", "TZ-002", "TZ-003"], to: "第4号", after: rest, .supplement)
    #expect(try stage.receive(second, centre, at: late) == "accepted-with-warnings FN876")
    #expect(
      try stage.status(centre, at: late)
        == ["answered 3/3", "answered late 3/3", "overdue 0/3 TZ-001 TZ-002 TZ-003"])
    // A correction takes the place of all that.
    let corrected = try stage.reply(["TZ-002"], after: second, .correction)
    #expect(try stage.receive(corrected, centre) == "accepted-with-warnings FN875")
    #expect(try stage.status(centre)[0...1] == ["open 1/3 TZ-001 TZ-003", untouched[0]])
    let withdrawn = try stage.reply([], after: corrected, .withdrawal)
    #expect(try stage.receive(withdrawn, centre) == "accepted")
    #expect(try stage.status(centre) == untouched + [untouched[0]])

    let audit = try stage.audit(centre)
    #expect(audit.status == 0, "\(audit.all)")
    let text = try Tool.run([
      "centre", "status", "--notices", "--due", "--unit", "PDY000036", "--centre", centre,
      "--time", "2012-12-01T00:00:00Z", "--lang", "zh",
    ])
    #expect(text.text.contains("逾期") && text.text.contains("第5号"), "\(text.all)")
    let csv = try Tool.run([
      "centre", "status", "--notices", "--format", "csv", "--centre", centre, "--time",
      NoticeStage.moment,
    ])
    #expect(
      csv.text.contains(
        "第5号,PDY000036,洛阳市卫生局,410300,rectification,2012-08-20,2012-09-10,open,3,0,0"))
    let table = try Tool.run(["centre", "export", "notices", "--centre", centre, "-o", "-"])
    #expect(
      table.text.contains(
        "第5号,rectification,2012-08-20,PDY000036,洛阳市卫生局,410300,TZ-002,network,high,"),
      "\(table.all)")
    try tampering(centre)
  }

  /// Rows of notices and answers that somebody changed are named.
  private func tampering(_ centre: String) throws {
    for sql in [
      "UPDATE notice SET due = '2013-01-01' WHERE no = '第4号'",
      "UPDATE notice_finding SET severity = 'low' WHERE notice = '第4号' AND id = 'TZ-002'",
      "DELETE FROM notice_answer WHERE finding = 'TZ-002'",
      "UPDATE notice_answer SET status = 'done' WHERE finding = 'TZ-003'",
      "DELETE FROM notice_finding WHERE notice = '第5号' AND id = 'TZ-003'",
      "UPDATE notice SET short_code = '0000' WHERE no = '第4号'",
      """
      INSERT INTO notice SELECT 'FAKE', unit, kind, issued, due, due_time, 'x' || bundle_id,
      'x' || digest, short_code, size, contents, NULL, 999 FROM notice LIMIT 1
      """,
      """
      INSERT INTO notice_finding SELECT 'GHOST', id, place, area, severity, due, due_time
      FROM notice_finding LIMIT 1
      """,
    ] {
      let copy = stage.folder + "/altered-" + UUID().uuidString
      try FileManager.default.copyItem(atPath: centre, toPath: copy)
      let altered = try Program.run(["sqlite3", copy + "/centre.sqlite", sql])
      #expect(altered.status == 0, "\(altered.all)")
      let audit = try stage.audit(copy)
      #expect(audit.status == 1 && audit.all.contains("FN94"), "\(sql): \(audit.all)")
    }
  }

  @Test func killedWhileIssuing() throws {
    let form = try stage.form(NoticeStage.noticeJSON())
    var kills = 0
    for _ in 0..<Rehearsal.kills {
      let centre = try stage.newCentre()
      let bundle = centre + ".fnb"
      let run = try stage.issue(
        form, centre, bundle, signal: (SIGKILL, Double.random(in: 0.02...0.3)))
      if run.status == 128 + SIGKILL { kills += 1 }
      let again = try stage.issue(form, centre, bundle, more: ["--force"])
      #expect(again.status == 0, "\(again.all)")
      #expect(try stage.status(centre).count == 1)
      let audit = try stage.audit(centre)
      #expect(audit.status == 0 && audit.all.contains("1 original"), "\(audit.all)")
      #expect(try stage.read("verify", bundle, keys: "PDY000028").status == 0)
      #expect(DirectoryTree.names(in: centre + "/incoming").isEmpty)
    }
    #expect(kills > 0)
  }
}
