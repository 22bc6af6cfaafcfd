import Foundation
import Glibc

/// The built executable, run as a user would.
package enum Tool {
  /// Beside the test bundle, wherever that was built.
  package static let path: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") }
    let anchor =
      bundle
      ?? (try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/self/exe")) ?? "."
    var folder = URL(fileURLWithPath: anchor).deletingLastPathComponent()
    // The bundle may be named by something inside it.
    while folder.path.count > 1 {
      let tool = folder.appendingPathComponent("fengni").path
      if FileManager.default.isExecutableFile(atPath: tool) { return tool }
      folder.deleteLastPathComponent()
    }
    return "fengni"
  }()

  package static func run(
    _ arguments: [String], environment: [String: String] = [:], input: String = "/dev/null",
    output: String? = nil, signal: (number: Int32, after: Double)? = nil
  ) throws -> ProgramRun {
    try Program.run(
      [path] + arguments, environment: environment, input: input, output: output, signal: signal)
  }

  /// A shell command in which `"$@"` is the tool with its arguments.
  package static func shell(
    _ script: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> ProgramRun {
    try Program.run(
      ["/bin/bash", "-c", script, "bash", path] + arguments, environment: environment)
  }

  /// The help page of a command, or nil when there is no such command: the parser then shows
  /// the page of the command above it.
  package static func help(_ command: [String]) throws -> String? {
    let page = try run(command + ["--help"]).text
    let words = (["fengni"] + command).joined(separator: " ")
    let usage = try Regex("USAGE: \(words)(?![a-z])")
    return page.contains(usage) ? page : nil
  }

  /// The same key under the same passphrase with few iterations: every run of a test decrypts keys.
  package static func cheapen(_ file: String, _ passphrase: String) throws {
    _ = try Program.run([
      "openssl", "pkcs8", "-in", file, "-passin", "file:" + passphrase, "-out", file + "p",
    ]).succeeded()
    _ = try Program.run([
      "openssl", "pkcs8", "-topk8", "-iter", "1000", "-v2", "aes-256-cbc", "-v2prf",
      "hmacWithSHA256", "-in", file + "p", "-passout", "file:" + passphrase, "-out", file,
    ]).succeeded()
    unlink(file + "p")
    chmod(file, 0o600)
  }
}
