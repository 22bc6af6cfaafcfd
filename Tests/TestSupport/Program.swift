import Foundation
import Glibc

/// What became of a run.
package struct ProgramRun: Sendable {
  /// Exit status; 128 and the number when a signal ended it.
  package let status: Int32
  package let output: [UInt8]
  package let errors: [UInt8]
  package let seconds: Double

  package var text: String { String(decoding: output, as: UTF8.self) }
  package var messages: String { String(decoding: errors, as: UTF8.self) }
  package var all: String { text + messages }

  /// The same run, which must have succeeded.
  package func succeeded() throws -> ProgramRun {
    guard status == 0 else { throw TestFailure(description: "status \(status): \(all)") }
    return self
  }
}

/// What is wrong with a test's own surroundings.
package struct TestFailure: Error, CustomStringConvertible {
  package let description: String

  package init(description: String) { self.description = description }
}

/// Programs, run without a terminal and each in a session of its own.
package enum Program {
  /// Where a program is, if it is installed.
  package static func path(_ name: String) -> String? {
    ["/usr/bin/", "/usr/local/bin/", "/bin/"].map { $0 + name }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Whether a small disk can be mounted: tried once, in a namespace of its own.
  package static let mayMount: Bool = {
    guard let scratch = try? Scratch() else { return false }
    let words = ["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", scratch.path]
    return (try? run(words))?.status == 0
  }()

  /// Runs a program to its end. Variables that would change what our tool says are not handed on.
  ///
  /// `input` and `output` are files; `signal` is sent some seconds after the start.
  package static func run(
    _ words: [String], in folder: String? = nil, environment: [String: String] = [:],
    input: String = "/dev/null", output: String? = nil,
    signal: (number: Int32, after: Double)? = nil
  ) throws -> ProgramRun {
    let scratch = try Scratch()
    let (out, err) = (output ?? scratch("out"), scratch("err"))
    let start = Date()
    let child = try launch(
      (folder.map { ["/usr/bin/env", "-C", $0] } ?? []) + words, environment, input: input,
      output: out, errors: err)
    if let signal {
      usleep(UInt32(max(0, signal.after) * 1e6))
      kill(child, signal.number)
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let ended = status & 0x7f
    return ProgramRun(
      status: ended == 0 ? (status >> 8) & 0xff : 128 + ended,
      output: output == nil ? try Files.read(out) : [], errors: try Files.read(err),
      seconds: Date().timeIntervalSince(start))
  }

  private static func launch(
    _ words: [String], _ environment: [String: String], input: String,
    output: String, errors: String
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
}
