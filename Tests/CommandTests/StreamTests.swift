import BundleCore
import Foundation
import Messages
import TestSupport
import Testing

/// Pipes and JSON.
@Suite struct StreamTests {
  @Test(arguments: ["signed", "quick-nist"], [[], ["--stream"], ["--key-identifier"]])
  func throughPipes(_ work: String, _ form: [String]) throws {
    let (story, scratch) = (try Story.shared(), try Scratch())
    let nist = work == "quick-nist"
    let centre =
      ["--campaign", story.path("main.fnp"), "--keys"]
      + [story.path(nist ? "keys/recipient-nist" : "keys/recipient"), "--crl"]
      + [story.path(nist ? "good-nist.crl" : "good.crl")] + story.secret + Story.received
    let sealed = try Tool.shell(
      "\"$@\" | cat >'\(scratch("out.fnb"))'; exit ${PIPESTATUS[0]}",
      ["seal", story.path(work), "-o", "-"] + form + Story.signing, environment: story.home)
    #expect(sealed.status == 0 && sealed.output.isEmpty, "\(sealed.all)")

    let fromFile = try Tool.run(
      ["verify", scratch("out.fnb")] + centre, environment: story.home)
    #expect(fromFile.status == 0, "\(fromFile.all)")
    let piped = "cat '\(scratch("out.fnb"))' | \"$@\""
    let verified = try Tool.shell(piped, ["verify", "-"] + centre, environment: story.home)
    #expect(verified.status == 0 && verified.output == fromFile.output, "\(verified.all)")
    let opened = try Tool.shell(
      piped, ["open", "-", "-o", scratch("out")] + centre, environment: story.home)
    #expect(opened.status == 0, "\(opened.all)")
    let same = try Program.run([
      "diff", "-r", story.path(work + "/documents"), scratch("out/data"),
      "--exclude=evidence",
    ])
    #expect(nist || same.status == 0, "\(same.all)")
  }

  @Test func pipeThatCloses() throws {
    let story = try Story.shared()
    let outcome = try Tool.shell(
      "\"$@\" | head -c 10 >/dev/null; exit ${PIPESTATUS[0]}",
      ["seal", story.path("signed"), "-o", "-"] + Story.signing, environment: story.home)
    outcome.expectDecent()
    #expect([0, 74].contains(outcome.status))
    // What fits into the pipe before it closes was written: then it is told as every success.
    #expect(outcome.status == 0 || outcome.messages.isEmpty, "\(outcome.messages)")
  }

  /// Nobody reads any more, which is no fault of the medium's.
  @Test(arguments: [
    ["explain", "FN101"], ["campaign", "show", "STORY/main.fnp"],
    ["volumes", "check", "STORY/signed.fnb", "--format", "json"],
  ])
  func pipeThatIsClosed(_ arguments: [String]) throws {
    let story = try Story.shared()
    let arguments = arguments.map { $0.replacingOccurrences(of: "STORY", with: story.folder) }
    let usual = try Tool.run(arguments, environment: story.home)
    let outcome = try Tool.shell(
      "exec 3> >(true); wait $!; \"$@\" >&3", arguments, environment: story.home)
    #expect(outcome.status == usual.status)
    #expect(outcome.messages == usual.messages)
  }

  @Test func emptyPipe() throws {
    let story = try Story.shared()
    try Tool.run(["verify", "-", "--lang", "en"] + story.centre, environment: story.home)
      .expect(65, .inputEmpty, on: .output, in: .en)
  }

  // MARK: JSON

  private static let validate = """
    import json, pathlib, sys
    report = json.load(sys.stdin)
    try:
        import jsonschema
    except ImportError:
        assert report["report"] == "validation/1", report
        assert len(report["gates"]) == 8, report["gates"]
        for f in report["findings"]:
            assert f["code"].startswith("FN") and set(f["message"]) == {"zh", "en"}, f
        sys.exit(0)
    schemas = [json.loads(p.read_text("utf-8")) for p in pathlib.Path(sys.argv[1]).glob("*.schema.json")]
    mine = next(s for s in schemas if s["$id"] == "urn:fengni:schema:report:1")
    resolver = jsonschema.RefResolver(mine["$id"], mine, store={s["$id"]: s for s in schemas})
    jsonschema.Draft202012Validator(mine, resolver=resolver).validate(report)
    """

  /// Reports of all verdicts: name, status, what is added to the command.
  @Test(arguments: Language.allCases)
  func reportsFollowTheSchema(_ language: Language) throws {
    let (story, scratch) = (try Story.shared(), try Scratch())
    let signed = story.path("signed.fnb")
    let other =
      ["--campaign", story.path("other.fnp"), "--keys", story.path("keys/recipient")]
      + story.secret + Story.received
    let late =
      ["--campaign", story.path("main.fnp"), "--keys", story.path("keys/recipient"), "--crl"]
      + [story.path("good.crl")] + story.secret + ["--time", "2012-09-03T09:00:00+08:00"]
    let cases: [(String, Int32, [String])] = [
      ("accepted", 0, ["verify", signed] + story.centre),
      ("accepted", 0, ["open", signed, "-o", scratch("out")] + story.centre),
      ("accepted-with-warnings", 0, ["verify", signed] + late),
      ("indeterminate", 1, ["verify", signed] + story.centreWithoutCRL),
      ("refused", 1, ["verify", signed] + other),
      ("unreadable", 65, ["verify", "/dev/null"] + story.centre),
      ("unreadable", 65, ["verify", story.path("main.fnp")] + story.centre),
    ]
    for (verdict, status, arguments) in cases {
      let outcome = try Tool.run(
        arguments + ["--format", "json", "--lang", language.rawValue], environment: story.home)
      #expect(outcome.status == status, "\(outcome.all)")
      let file = try scratch.write("report.json", outcome.output)
      let checked = try Program.run(
        ["/usr/bin/python3", "-W", "ignore", "-c", Self.validate, Repository.root + "/Schemas"],
        input: file)
      #expect(checked.status == 0, "\(checked.messages)")
      #expect(outcome.text.contains("\"verdict\": \"\(verdict)\""), "\(outcome.text)")
    }
  }

  @Test(arguments: [
    ["inspect", "signed.fnb"], ["inspect", "main.fnp"], ["report", "check", "full"],
  ])
  func otherJSON(_ words: [String]) throws {
    let (story, scratch) = (try Story.shared(), try Scratch())
    let outcome = try Tool.run(
      words.dropLast() + [story.path(words.last ?? ""), "--format", "json"] + Story.signing,
      environment: story.home)
    #expect(outcome.status == 0, "\(outcome.all)")
    let file = try scratch.write("x.json", outcome.output)
    let checked = try Program.run(["/usr/bin/python3", "-m", "json.tool", file])
    #expect(checked.status == 0, "\(outcome.all)")
  }
}
