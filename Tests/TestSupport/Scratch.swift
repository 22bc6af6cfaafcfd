import Foundation
import Glibc
package import Testing

/// A folder of one test, which goes with its owner.
package final class Scratch: Sendable {
  package let path: String

  package init() throws {
    path = NSTemporaryDirectory() + "/fengni-scratch-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { remove() }

  /// A folder for what the tests of a process share, removed when the process ends.
  package static func untilExit() throws -> Scratch {
    let scratch = try Scratch()
    atexit { Scratch.lasting.withLock { for scratch in $0 { scratch.remove() } } }
    lasting.withLock { $0.append(scratch) }
    return scratch
  }

  private static let lasting = Shared<[Scratch]>([])

  package func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// The path of something in the folder.
  package func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// Writes a file, with the folders above it.
  @discardableResult
  package func write(_ name: String, _ bytes: [UInt8], mode: Int = 0o600) throws -> String {
    try Files.write(bytes, to: self(name), mode: mode)
    return self(name)
  }

  @discardableResult
  package func write(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
    try write(name, Array(text.utf8), mode: mode)
  }

  /// A copy of a file or folder from elsewhere.
  package func copy(_ from: String, as name: String) throws -> String {
    try FileManager.default.copyItem(atPath: from, toPath: self(name))
    return self(name)
  }

  package func read(_ name: String) throws -> [UInt8] { try Files.read(self(name)) }

  /// Whether there is something of that name, be it a link to nothing.
  package func exists(_ name: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: self(name))) != nil
  }

  /// Names in the folder or in one below it, in order.
  package func names(in folder: String = "") -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: folder.isEmpty ? path : self(folder))
    return (names ?? []).sorted()
  }

  /// Paths of everything below.
  private var everything: [String] {
    FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
  }

  /// Half-made files anywhere below.
  package var litter: [String] {
    everything.filter { $0.hasSuffix(".partial") || $0.contains(".fengni-staging-") }
  }

  /// What stands in every file, to compare before and after.
  package func state() -> [String: [UInt8]] {
    var state: [String: [UInt8]] = [:]
    for name in everything { state[name] = (try? read(name)) ?? [] }
    return state
  }

  /// Runs a program in the folder.
  @discardableResult
  package func run(_ words: [String], environment: [String: String] = [:]) throws -> ProgramRun {
    try Program.run(words, in: path, environment: environment)
  }

  /// Runs a command line, split at spaces, that must succeed; what it said.
  @discardableResult
  package func require(
    _ line: String, location: SourceLocation = #_sourceLocation
  ) throws -> String {
    let run = try run(line.split(separator: " ").map(String.init))
    try #require(run.status == 0, "\(line)\n\(run.all)", sourceLocation: location)
    return run.all
  }
}

/// Files of tests, by path.
package enum Files {
  /// Writes a file that nobody else may read, with the folders above it.
  package static func write(_ bytes: [UInt8], to path: String, mode: Int = 0o600) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    chmod(path, mode_t(mode))
  }

  package static func write(_ text: String, to path: String, mode: Int = 0o600) throws {
    try write(Array(text.utf8), to: path, mode: mode)
  }

  package static func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
