import Foundation
import Glibc

/// What became of a run.
struct ToolRun: Sendable {
  /// Exit status; 128 and the number when a signal ended it.
  let status: Int32
  let output: [UInt8]
  let errors: [UInt8]
  let seconds: Double

  var text: String { String(decoding: output, as: UTF8.self) }
  var messages: String { String(decoding: errors, as: UTF8.self) }
  var all: String { text + messages }
}

struct TestFailure: Error, CustomStringConvertible {
  let description: String
}

/// The built executable, run as a user would.
enum Tool {
  /// Beside the test bundle, wherever that was built.
  static let path: String = {
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

  /// Where the repository is.
  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static func run(
    _ arguments: [String], environment: [String: String] = [:], input: String = "/dev/null",
    output: String? = nil, signal: (number: Int32, after: Double)? = nil
  ) throws -> ToolRun {
    try spawn(
      [path] + arguments, environment: environment, input: input, output: output, signal: signal)
  }

  /// A shell command in which `"$@"` is the tool with its arguments.
  static func shell(
    _ script: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws -> ToolRun {
    try spawn(
      ["/bin/bash", "-c", script, "bash", path] + arguments, environment: environment)
  }

  /// Runs any program without a terminal, in a session of its own.
  static func spawn(
    _ words: [String], environment: [String: String] = [:], input: String = "/dev/null",
    output: String? = nil, signal: (number: Int32, after: Double)? = nil
  ) throws -> ToolRun {
    let folder = NSTemporaryDirectory() + "/fengni-run-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (out, err) = (output ?? folder + "/out", folder + "/err")
    let start = Date()
    let child = try launch(words, environment, input: input, output: out, errors: err)
    if let signal {
      usleep(UInt32(max(0, signal.after) * 1e6))
      kill(child, signal.number)
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let ended = status & 0x7f
    return ToolRun(
      status: ended == 0 ? (status >> 8) & 0xff : 128 + ended,
      output: output == nil ? try bytes(out) : [], errors: try bytes(err),
      seconds: Date().timeIntervalSince(start))
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private static func launch(
    _ words: [String], _ environment: [String: String], input: String, output: String,
    errors: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let new = O_WRONLY | O_CREAT
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, new, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, new, 0o600)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // POSIX_SPAWN_SETSID: without a controlling terminal no prompt can wait for anybody.
    posix_spawnattr_setflags(&attributes, 0x80)
    var variables = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("FENGNI_") && !$0.key.hasPrefix("LC_") && $0.key != "LANG"
    }
    for (name, value) in environment { variables[name] = value }
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] =
      variables.map { strdup($0.key + "=" + $0.value) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var child: pid_t = 0
    let result = posix_spawnp(&child, words[0], &actions, &attributes, &argv, &envp)
    guard result == 0 else { throw TestFailure(description: "\(words[0]): errno \(result)") }
    return child
  }

  /// The same key under the same passphrase with few iterations: every run of a test decrypts keys.
  static func cheapen(_ file: String, _ passphrase: String) throws {
    let plain = try Tool.spawn([
      "openssl", "pkcs8", "-in", file, "-passin", "file:" + passphrase, "-out", file + "p",
    ])
    let done = try Tool.spawn([
      "openssl", "pkcs8", "-topk8", "-iter", "1000", "-v2", "aes-256-cbc", "-v2prf",
      "hmacWithSHA256", "-in", file + "p", "-passout", "file:" + passphrase, "-out", file,
    ])
    unlink(file + "p")
    chmod(file, 0o600)
    guard plain.status == 0, done.status == 0 else {
      throw TestFailure(description: plain.messages + done.messages)
    }
  }
}
