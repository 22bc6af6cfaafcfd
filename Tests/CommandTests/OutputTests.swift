import BundleCore
import Foundation
import Glibc
import Messages
import TestSupport
import Testing

/// Outputs that are there already, full disks, wrong usage.
@Suite struct OutputTests {
  static let existing: [Situation] = [
    Situation("seal", 73, .outputExists, absent: []) { story, scratch in
      ["seal", story.path("signed"), "-o", try scratch.write("out", "mine")] + Story.signing
    },
    Situation("open", 73, .outputExists, absent: []) { story, scratch in
      ["open", story.path("signed.fnb"), "-o", scratch.path] + story.centre
    },
    Situation("campaign publish", 73, .outputExists, absent: []) { story, scratch in
      ["campaign", "publish", story.path("campaign-main"), "-o", try scratch.write("out", "mine")]
        + ["--keys", story.path("keys/publisher")] + story.secret + Story.founding
    },
    Situation("campaign new", 73, .outputExists, absent: []) { story, scratch in
      ["campaign", "new", scratch.path]
    },
    Situation("keys new", 73, .outputExists, absent: []) { story, scratch in
      ["keys", "new", "--dir", scratch.path, "--id", "PDY000028", "--name", "x"] + story.secret
    },
    Situation("ca new", 73, .outputExists, absent: []) { story, scratch in
      ["ca", "new", "--dir", scratch.path, "--name", "x"] + story.secret
    },
    Situation("ca crl", 73, .outputExists, absent: []) { story, scratch in
      ["ca", "crl", "--dir", story.path("ca-sm"), "-o", try scratch.write("out", "mine")]
        + story.secret + Story.founding
    },
    Situation("ca issue", 73, .outputExists, absent: []) { story, scratch in
      _ = try scratch.write("signing.issued.crt", "mine")
      return ["ca", "issue", "--dir", story.path("ca-sm"), "-o", scratch.path]
        + [story.path("keys/seal/signing.csr")] + story.secret + Story.founding
    },
    Situation("report new", 73, .outputExists, absent: []) { story, scratch in
      ["report", "new", scratch.path, "--campaign", story.path("main.fnp")]
        + ["--sender", "PDY000028"] + Story.signing
    },
    Situation("seal into a folder that is missing", 73, .cannotCreate) { story, scratch in
      ["seal", story.path("signed"), "-o", scratch("none/out")] + Story.signing
    },
    Situation("open into a folder that is missing", 73, .cannotCreate) { story, scratch in
      ["open", story.path("signed.fnb"), "-o", scratch("none/out")] + story.centre
    },
    Situation("seal over a folder", 73, .cannotCreate, absent: []) { story, scratch in
      ["seal", story.path("signed"), "-o", scratch.path, "--force"] + Story.signing
    },
  ]

  static let usage: [Situation] = [
    Situation("explain an unknown code", 64, nil) { _, _ in ["explain", "FN000"] },
    Situation("explain no code at all", 64, nil) { _, _ in ["explain", "what"] },
    Situation("time that is none", 64, .usage) { story, _ in
      ["report", "check", story.path("full"), "--time", "yesterday"]
    },
    Situation("capacity that is none", 64, .usage) { story, _ in
      ["sign", story.path("full"), "--as", "king", "--keys", story.path("keys/seal")]
    },
    Situation("suite that is none", 64, .usage) { story, scratch in
      ["keys", "new", "--dir", scratch("out"), "--id", "x", "--name", "x", "--suite", "rot13"]
    },
    Situation("kind that is none", 64, .usage) { story, scratch in
      ["report", "new", scratch("out"), "--campaign", story.path("main.fnp")]
        + ["--sender", "PDY000028", "--kind", "novel"] + Story.signing
    },
    Situation("correction of nothing", 64, .usage) { story, scratch in
      ["report", "new", scratch("out"), "--campaign", story.path("main.fnp")]
        + ["--sender", "PDY000028", "--kind", "correction"] + Story.signing
    },
    Situation("days that are too many", 64, .usage) { story, scratch in
      ["ca", "crl", "--dir", story.path("ca-sm"), "-o", scratch("out"), "--days", "99999"]
    },
    Situation("profile that is none", 64, .usage) { story, scratch in
      ["ca", "issue", "--dir", story.path("ca-sm"), story.path("keys/seal/signing.csr")]
        + ["--profile", "root"] + story.secret
    },
  ]

  @Test("what is there stays", arguments: existing, Language.allCases)
  func stays(_ situation: Situation, _ language: Language) throws {
    try situation.check(language)
  }

  @Test("wrong usage", arguments: usage, Language.allCases)
  func misused(_ situation: Situation, _ language: Language) throws {
    try situation.check(language)
  }

  /// The parser's own refusals: its words are English, the line before them is the user's.
  @Test(
    arguments: [
      [], ["seel"], ["seal"], ["seal", "--colour"], ["verify", "x"],
      ["verify", "x", "--format", "y"],
      ["ca", "crl", "--days", "many"], ["explain", "FN209", "more"],
    ], ["zh_CN.UTF-8", "en_GB.UTF-8"])
  func parser(_ arguments: [String], _ locale: String) throws {
    let outcome = try Tool.run(arguments, environment: ["LC_ALL": locale])
    outcome.expectDecent()
    // Without any argument the help is shown, which is no mistake.
    #expect(outcome.status == (arguments.isEmpty ? 0 : 64))
    guard !arguments.isEmpty else { return }
    let message = Code.usage.message[locale.hasPrefix("zh") ? .zh : .en]
    #expect(outcome.messages.contains(message), "\(outcome.messages)")
  }

  @Test func languageThatIsNone() throws {
    let outcome = try Tool.run(["explain", "FN209", "--lang", "fr"])
    outcome.expect(64, .usage, on: .errors, in: .en)
  }

  @Test func everyCodeIsExplained() throws {
    for language in Language.allCases {
      let listed = try Tool.run(["explain", "--lang", language.rawValue])
      listed.expectDecent()
      for code in Code.allCases {
        #expect(listed.text.contains("\(code.label)  \(code.message[language])"))
      }
      let one = try Tool.run(["explain", "fn209", "--lang", language.rawValue])
      one.expect(0, .envelopeDecryptionFailed, on: .output, in: language)
    }
  }

  // MARK: --force

  @Test func forceReplacesWholly() throws {
    let (story, scratch) = (try Story.shared(), try Scratch())
    let file = try scratch.write("out.fnb", "mine")
    let sealed = try Tool.run(
      ["seal", story.path("signed"), "-o", file, "--force"] + Story.signing,
      environment: story.home)
    #expect(sealed.status == 0, "\(sealed.all)")
    #expect(try Tool.run(["verify", file] + story.centre, environment: story.home).status == 0)

    _ = try scratch.write("out/data/old.txt", "old")
    let opening = ["open", file, "-o", scratch("out"), "--force"]
    // What does not hold replaces nothing.
    let refused = try Tool.run(opening + story.centreWithoutCRL, environment: story.home)
    #expect(refused.status == 1)
    #expect(scratch.exists("out/data/old.txt"))
    let opened = try Tool.run(opening + story.centre, environment: story.home)
    #expect(opened.status == 0, "\(opened.all)")
    #expect(!scratch.exists("out/data/old.txt"))
    #expect(scratch.exists("out/data/inspection-form/form.json"))
    #expect(scratch.litter.isEmpty)
  }

  // MARK: Full disks

  /// Limits on file sizes stand in for a full disk: the kernel refuses the write that exceeds.
  @Test(arguments: Language.allCases)
  func fileSizeLimit(_ language: Language) throws {
    let (story, scratch) = (try Story.shared(), try Scratch())
    let work = try scratch.copy(story.path("quick"), as: "work")
    let large = scratch("work/documents/evidence/large.bin")
    _ = try scratch.write("large", [UInt8](repeating: 7, count: 3 << 20))
    try FileManager.default.moveItem(atPath: scratch("large"), toPath: large)
    let limit = "ulimit -f 1024; exec \"$@\""
    let words = ["--lang", language.rawValue]
    let keys = ["--keys", story.path("keys/seal")] + story.secret + Story.signing
    let signed = try Tool.run(
      ["sign", work, "--as", "seal", "--anew"] + keys, environment: story.home)
    #expect(signed.status == 0, "\(signed.all)")
    let sealing = ["seal", work, "-o", scratch("out.fnb")] + Story.signing
    try Tool.shell(limit, sealing + words, environment: story.home)
      .expect(74, .diskFull, on: .errors, in: language)
    #expect(!scratch.exists("out.fnb"))
    #expect(try Tool.run(sealing, environment: story.home).status == 0)
    let opening = ["open", scratch("out.fnb"), "-o", scratch("out")] + story.centre
    try Tool.shell(limit, opening + words, environment: story.home)
      .expect(74, .diskFull, on: .errors, in: language)
    #expect(!scratch.exists("out"))
    #expect(scratch.litter.isEmpty, "\(scratch.litter)")
  }

  /// A real small file system, where the machine lets a test mount one.
  @Test func smallFileSystem() throws {
    let (story, scratch) = (try Story.shared(), try Scratch())
    mkdir(scratch("disk"), 0o700)
    let script = """
      mount -t tmpfs -o size=8k tmpfs '\(scratch("disk"))' || exit 99
      "$@"; status=$?
      ls -A '\(scratch("disk"))' | sed 's/^/LEFT /'
      exit $status
      """
    let command = ["unshare", "-m", "/bin/bash", "-c", script, "bash", Tool.path]
    for arguments in [
      ["seal", story.path("signed"), "-o", scratch("disk/out.fnb")] + Story.signing,
      ["open", story.path("signed.fnb"), "-o", scratch("disk/out")] + story.centre,
    ] {
      let outcome = try Program.run(
        command + arguments + ["--lang", "en"], environment: story.home)
      if outcome.status == 99 || outcome.messages.contains("unshare") { return }
      outcome.expect(74, .diskFull, on: .errors, in: .en)
      #expect(!outcome.text.contains("LEFT"), "\(outcome.text)")
    }
  }

  @Test("results that can't be written are an error", arguments: Language.allCases)
  func fullStandardOutput(_ language: Language) throws {
    let story = try Story.shared()
    for arguments in [
      ["seal", story.path("signed"), "-o", "-"] + Story.signing,
      ["verify", story.path("signed.fnb"), "--format", "json"] + story.centre,
      ["verify", story.path("signed.fnb")] + story.centre,
      ["explain"],
      ["inspect", story.path("signed.fnb")],
    ] {
      try Tool.run(
        arguments + ["--lang", language.rawValue], environment: story.home, output: "/dev/full"
      ).expect(74, .diskFull, on: .errors, in: language)
    }
  }
}
