import BundleCore
import Foundation
import Mail
import TestSupport
import Testing

/// Messages that other people's clients wrote, with a program in sendmail's place that stores them.
@Suite(.serialized) struct ClientTests {
  private struct Stage {
    let scratch: Scratch
    let payload = volume(30_000)
    let sendmail: String
    let file: String
    let home: [String: String]

    init(fileName: String) throws {
      scratch = try Scratch()
      sendmail = try scratch.write(
        "sendmail", Array("#!/bin/sh\nexec cat > '\(scratch.path)/sent.eml'\n".utf8))
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: sendmail)
      file = try scratch.write(fileName, payload)
      home = ["HOME": scratch.path, "LC_ALL": "C.UTF-8", "MAILRC": "/dev/null"]
    }

    /// s-nail does not wait for the one who sends.
    func collected() throws -> Collected {
      let sent = scratch.path + "/sent.eml"
      var size = -1
      for _ in 0..<100 {
        let now = (try? Files.read(sent).count) ?? -1
        if now > payload.count, now == size { break }
        size = now
        usleep(50_000)
      }
      return try Collected([sent], scratch)
    }
  }

  @Test(
    .enabled(if: Program.path("mutt") != nil, "mutt is not installed"),
    arguments: ["volume-1-of-5.fnv", "某某医院 第1卷.fnv"])
  func mutt(_ name: String) throws {
    let stage = try Stage(fileName: name)
    let rc = try stage.scratch.write(
      "muttrc", Array("set sendmail='\(stage.sendmail)'\nset copy=no\nset charset=utf-8\n".utf8))
    let text = try stage.scratch.write("text", Array("请查收\nFrom now on\n".utf8))
    _ = try Program.run(
      [
        try #require(Program.path("mutt")), "-n", "-F", rc, "-s", "1/5", "-a", stage.file, "--",
        "centre@example.org",
      ], environment: stage.home, input: text
    ).succeeded()
    let found = try stage.collected()
    #expect(found.contents == [stage.payload] && found.names == [name])
    #expect(found.collection.findings.isEmpty)
  }

  @Test(
    .enabled(if: Program.path("s-nail") != nil, "s-nail is not installed"),
    arguments: ["volume-1-of-5.fnv", "某某医院 第1卷.fnv"])
  func snail(_ name: String) throws {
    let stage = try Stage(fileName: name)
    let text = try stage.scratch.write("text", Array("请查收\n".utf8))
    _ = try Program.run(
      [
        try #require(Program.path("s-nail")),
        "-:/", "-S", "v15-compat", "-S", "mta=file://\(stage.sendmail)", "-S", "sendwait", "-S",
        "ttycharset=utf-8",
        "-s", "1/5", "-a", stage.file, "centre@example.org",
      ], environment: stage.home, input: text
    ).succeeded()
    let found = try stage.collected()
    #expect(found.contents == [stage.payload] && found.names == [name])
    #expect(found.collection.findings.isEmpty)
  }
}
