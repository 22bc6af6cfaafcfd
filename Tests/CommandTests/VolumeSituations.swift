import BundleCore
import Foundation
import Messages
import TestSupport
import Testing

/// Volumes and media.
@Suite struct VolumeSituations {
  private static func split(
    _ story: Story, _ scratch: Scratch, _ more: [String] = ["--size", "6K", "--recovery", "40%"]
  ) throws -> [String] {
    ["volumes", "split", story.path("signed.fnb"), "-o", scratch("volumes")] + more
  }

  /// Cuts, then removes volumes by number.
  private static func volumes(
    _ story: Story, _ scratch: Scratch, without: [Int] = []
  ) throws -> String {
    let outcome = try Tool.run(try split(story, scratch), environment: story.home)
    guard outcome.status == 0 else { throw TestFailure(description: outcome.all) }
    let folder = scratch("volumes")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    for number in without where number <= names.count {
      try FileManager.default.removeItem(atPath: folder + "/" + names[number - 1])
    }
    return folder
  }

  /// What a transfer as text does: a CR before every LF.
  private static func asText(_ file: String) throws {
    try Files.write(try Files.read(file).flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }, to: file)
  }

  static let all: [Situation] = [
    Situation("split", 0, nil) { story, scratch in try split(story, scratch) },
    Situation("volumes that went through FTP as text", 65, .transferredAsText, absent: []) {
      story, scratch in
      let folder = try volumes(story, scratch)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
        try asText(folder + "/" + name)
      }
      return ["volumes", "check", folder]
    },
    Situation("a bundle that went through FTP as text", 65, .transferredAsText, .output) {
      story, scratch in
      try asText(try scratch.copy(story.path("signed.fnb"), as: "x.fnb"))
      return ["verify", scratch("x.fnb")] + story.centre
    },
    Situation("volumes beside what can't be read", 0, nil, absent: []) { story, scratch in
      let folder = try volumes(story, scratch)
      _ = try scratch.write("volumes/lost+found/x", "x")
      try FileManager.default.createSymbolicLink(
        atPath: folder + "/link.fnv", withDestinationPath: folder + "/lost+found")
      return ["volumes", "check", folder]
    },
    Situation("too small a volume", 64, .volumeSizeTooSmall, absent: ["volumes"]) {
      story, scratch in try split(story, scratch, ["--size", "600"])
    },
    Situation("no size", 64, .usage, absent: ["volumes"]) { story, scratch in
      try split(story, scratch, ["--size", "many"])
    },
    Situation("too much recovery", 64, .usage, absent: ["volumes"]) { story, scratch in
      try split(story, scratch, ["--recovery", "201%"])
    },
    Situation("no such volume", 64, .usage, absent: ["volumes"]) { story, scratch in
      try split(story, scratch, ["--only", "99"])
    },
    Situation("join", 0, nil, absent: []) { story, scratch in
      ["volumes", "join", try volumes(story, scratch, without: [2]), "-o", scratch("out")]
    },
    Situation("join, too few", 1, .framesInsufficient) { story, scratch in
      ["volumes", "join", try volumes(story, scratch, without: [1, 2, 3])]
        + ["-o", scratch("out")]
    },
    Situation("check, too few", 1, nil) { story, scratch in
      ["volumes", "check", try volumes(story, scratch, without: [1, 2, 3])]
    },
    Situation("check, enough", 0, nil) { story, scratch in
      ["volumes", "check", try volumes(story, scratch, without: [2])]
    },
    Situation("nothing in it", 65, .framesNotFound) { story, scratch in
      ["volumes", "join", story.path("signed.fnb"), "-o", scratch("out")]
    },
    Situation("scan, nothing in it", 65, .framesNotFound) { story, _ in
      ["volumes", "scan", story.path("signed.fnb")]
    },
    Situation("no such file", 66, .inputNotFound) { _, scratch in
      ["volumes", "join", scratch("nothing"), "-o", scratch("out")]
    },
    Situation("join onto a file", 73, .outputExists, absent: []) { story, scratch in
      ["volumes", "join", story.path("signed.fnb"), "-o", try scratch.write("out", "mine")]
    },
    Situation("deliver", 0, nil) { story, scratch in
      ["deliver", story.path("signed.fnb"), scratch.path, "--to", "A & B"]
    },
    Situation("deliver volumes", 0, nil) { story, scratch in
      ["deliver", story.path("signed.fnb"), scratch.path, "--size", "6K"]
    },
    Situation("deliver nowhere", 66, .inputNotFound) { story, scratch in
      ["deliver", story.path("signed.fnb"), scratch("out")]
    },
  ]

  @Test(arguments: all, [Language.zh, .en])
  func situation(_ situation: Situation, _ language: Language) throws {
    try situation.check(language)
  }
}
