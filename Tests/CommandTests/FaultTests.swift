import Foundation
import Glibc
import TestSupport
import Testing

/// Every system call of a command fails once, the first, the second, and so on until none is left:
/// each failing run says so with a documented status and leaves everything as it was.
///
/// Why a call fails decides the status and the code, not what has to be undone. So each call fails
/// for one of three reasons, which take turns along the calls and begin with another one in each
/// command; with `FENGNI_SLOW` each call fails for all three.
@Suite struct FaultTests {
  /// What a run may change although it fails, and why.
  struct Command: Sendable, CustomTestStringConvertible {
    let name: String
    /// Prepares a scratch folder and returns the arguments.
    let arguments: @Sendable (Story, Scratch) throws -> [String]
    /// Names that a failing run may leave changed.
    let mayChange: [String]
    let outputs: [String]

    var testDescription: String { name }
  }

  static let commands: [Command] = [
    Command(
      name: "seal",
      arguments: { story, scratch in
        ["seal", story.path("signed"), "-o", scratch("out")] + Story.signing
      }, mayChange: [], outputs: ["out"]),
    Command(
      name: "seal that signs",
      arguments: { story, scratch in
        let work = try scratch.copy(story.path("quick"), as: "work")
        try FileManager.default.removeItem(atPath: scratch("work/.fengni"))
        return ["seal", work, "-o", scratch("out"), "--keys", story.path("keys/seal")]
          + story.secret + Story.signing
      }, mayChange: ["work/.fengni"], outputs: ["out", "work/.fengni/manifest.p7s"]),
    Command(
      name: "open",
      arguments: { story, scratch in
        ["open", story.path("signed.fnb"), "-o", scratch("out")] + story.centre
      }, mayChange: [], outputs: ["out"]),
    Command(
      name: "open --force",
      arguments: { story, scratch in
        _ = try scratch.write("out/old.txt", "old")
        return ["open", story.path("signed.fnb"), "-o", scratch("out"), "--force"]
          + story.centre
      }, mayChange: [], outputs: ["out"]),
    Command(
      name: "verify",
      arguments: { story, scratch in ["verify", story.path("signed.fnb")] + story.centre },
      mayChange: [], outputs: []),
    Command(
      name: "sign",
      arguments: { story, scratch in
        ["sign", try scratch.copy(story.path("full"), as: "work"), "--as", "preparer"]
          + ["--keys", story.path("keys/preparer")] + story.secret + Story.signing
      }, mayChange: ["work/.fengni"], outputs: ["work/.fengni/manifest.p7s"]),
    Command(
      name: "keys new",
      arguments: { story, scratch in
        ["keys", "new", "--dir", scratch("out"), "--id", "PDY000028", "--name", "x"]
          + story.secret
      }, mayChange: [], outputs: ["out"]),
    Command(
      name: "keys install",
      arguments: { story, scratch in
        let keys = try scratch.copy(story.path("keys/approver"), as: "keys")
        for use in ["signing", "encryption"] {
          try FileManager.default.removeItem(atPath: keys + "/\(use).crt")
        }
        return ["keys", "install", "--dir", keys, keys + "/signing.issued.crt"]
          + [keys + "/encryption.issued.crt"]
        // Two files, one after the other: the same command again completes it.
      }, mayChange: ["keys/signing.crt", "keys/encryption.crt"],
      outputs: ["keys/signing.crt", "keys/encryption.crt"]),
    Command(
      name: "campaign trust",
      arguments: { story, scratch in
        ["campaign", "trust", story.path("main.fnp"), "--fingerprint", story.fingerprint]
      }, mayChange: ["home"], outputs: ["home/trust.json"]),
    Command(
      name: "ca issue",
      arguments: { story, scratch in
        let authority = try scratch.copy(story.path("ca-sm"), as: "ca")
        return ["ca", "issue", "--dir", authority, "-o", scratch.path]
          + [story.path("keys/seal/signing.csr")] + story.secret + Story.founding
        // The CA records a certificate before anybody gets it.
      }, mayChange: ["ca/index.json", "ca/issued"], outputs: ["signing.issued.crt"]),
    Command(
      name: "ca crl",
      arguments: { story, scratch in
        let authority = try scratch.copy(story.path("ca-sm"), as: "ca")
        return ["ca", "crl", "--dir", authority, "-o", scratch("out")] + story.secret
          + Story.founding
      }, mayChange: ["ca/index.json"], outputs: ["out"]),
    Command(
      name: "report new",
      arguments: { story, scratch in
        ["report", "new", scratch("out"), "--campaign", story.path("main.fnp")]
          + ["--sender", "PDY000028"] + Story.signing
      }, mayChange: [], outputs: ["out"]),
    Command(
      name: "campaign publish",
      arguments: { story, scratch in
        ["campaign", "publish", story.path("campaign-main"), "-o", scratch("out")]
          + ["--keys", story.path("keys/publisher")] + story.secret + Story.founding
      }, mayChange: [], outputs: ["out"]),
  ]

  private static let reasons = [ENOSPC, EIO, EACCES]
  private static let isSlow = ProcessInfo.processInfo.environment["FENGNI_SLOW"] != nil

  @Test("every call fails once", arguments: commands, isSlow ? [0, 1, 2] : [0])
  func walk(_ command: Command, _ shift: Int) throws {
    let story = try Story.shared()
    let first = Self.commands.firstIndex { $0.name == command.name } ?? 0
    var passed = false
    for n in 1...400 {
      let number = Self.reasons[(n + first + shift) % 3]
      let scratch = try Scratch()
      let arguments = try command.arguments(story, scratch)
      let before = scratch.state()
      var environment = ["FENGNI_FAULT_AT": "\(n)", "FENGNI_FAULT_ERRNO": "\(number)"]
      environment["FENGNI_HOME"] =
        command.name == "campaign trust" ? scratch("home") : story.path("home")
      let outcome = try Tool.run(arguments, environment: environment)
      outcome.expectDecent()
      #expect(scratch.litter.isEmpty, "call \(n): \(scratch.litter)")
      if outcome.status == 0 {
        for name in command.outputs { #expect(scratch.exists(name), "call \(n): \(name)") }
        passed = true
        break
      }
      let documented: [Int32] = number == EACCES ? [77] : [73, 74]
      #expect(documented.contains(outcome.status), "call \(n): \(outcome.status) \(outcome.all)")
      let after = scratch.state()
      let changed = Set(before.keys).union(after.keys).filter { name in
        before[name] != after[name] && !command.mayChange.contains { name.hasPrefix($0) }
      }
      #expect(changed.isEmpty, "call \(n): \(changed)")
      if !outcome.messages.contains("FN") && !outcome.text.contains("FN") {
        Issue.record("call \(n): no code in \(outcome.all)")
      }
    }
    #expect(passed, "never passed")
  }
}
