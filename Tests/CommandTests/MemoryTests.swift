import Foundation
import Glibc
import TestSupport
import Testing

/// Constant memory: what `Tools/memory-check` does with 4 GiB and the release build, in small.
@Suite struct MemoryTests {
  static let limit = 64 << 10

  /// Prints the largest resident set of a child, in KiB, and ends as it did.
  ///
  /// By a small Python process: a child's peak begins with that of the process that made it.
  private static let measure = """
    import os, sys
    child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
    _, status, usage = os.wait4(child, 0)
    print("PEAK", usage.ru_maxrss, file=sys.stderr)
    sys.exit(os.waitstatus_to_exitcode(status))
    """

  private func peak(_ arguments: [String], _ story: Story) throws -> Int {
    let outcome = try Program.run(
      ["/usr/bin/python3", "-c", Self.measure, Tool.path] + arguments, environment: story.home)
    guard outcome.status == 0,
      let line = outcome.messages.split(separator: "\n").first(where: { $0.hasPrefix("PEAK ") }),
      let kibibytes = Int(line.dropFirst(5))
    else { throw TestFailure(description: outcome.all) }
    return kibibytes
  }

  @Test(arguments: ["sm", "nist"])
  func constant(_ suite: String) throws {
    let (story, scratch) = (try Story.shared(), try Scratch())
    let nist = suite == "nist" ? "-nist" : ""
    let work = try scratch.copy(story.path("quick" + nist), as: "work")
    let file = try scratch.write("work/documents/evidence/large.bin", "")
    truncate(file, 256 << 20)
    let signing =
      ["sign", work, "--as", "seal", "--anew", "--keys", story.path("keys/seal" + nist)]
      + story.secret + Story.signing
    let centre =
      ["--campaign", story.path("main.fnp"), "--keys", story.path("keys/recipient" + nist)]
      + ["--crl", story.path("good\(nist).crl")] + story.secret + Story.received
    let bundle = scratch("out.fnb")
    for (name, arguments) in [
      ("sign", signing), ("seal", ["seal", work, "-o", bundle] + Story.signing),
      ("verify", ["verify", bundle] + centre),
      ("open", ["open", bundle, "-o", scratch("out")] + centre),
    ] {
      let kibibytes = try peak(arguments, story)
      #expect(kibibytes < Self.limit, "\(name): \(kibibytes) KiB")
    }
  }
}
